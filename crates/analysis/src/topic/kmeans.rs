//! Spherical k-means (Dhillon and Modha 2001).

use rayon::prelude::*;

use super::dense::{BLOCK, add, dot, normalise, product};
use super::latent::Latent;
use super::matrix::Matrix;
use crate::random::Draws;

const MOST_ROUNDS: usize = 50;
const MOST_STARTS: usize = 10;
/// Multiplications that all starts together may cost; a large corpus gets fewer starts.
const WORK: usize = 4_000_000_000;

/// The cluster of each row: the best of several starts, the first of equals.
pub(super) fn clusters(rows: &Latent, k: usize, seed: u64) -> Vec<usize> {
    let round = rows.values.len().saturating_mul(k).max(1);
    let starts = (WORK / round / MOST_ROUNDS).clamp(2, MOST_STARTS);
    let mut best = (f64::NEG_INFINITY, vec![]);
    for start in 0..starts {
        let found = one_start(rows, k, &mut Draws::new(seed.wrapping_add((start as u64) << 32)));
        if found.0 > best.0 {
            best = found;
        }
    }
    best.1
}

/// How near the rows are to the centres of their clusters, and the clusters.
fn one_start(rows: &Latent, k: usize, draws: &mut Draws) -> (f64, Vec<usize>) {
    let mut centres = spread(rows, k, draws);
    let mut assigned: Vec<(usize, f64)> = vec![];
    for _ in 0..MOST_ROUNDS {
        let next: Vec<(usize, f64)> =
            (0..rows.rows()).into_par_iter().map(|row| nearest(rows.row(row), &centres)).collect();
        let settled = !assigned.is_empty() && next.iter().zip(&assigned).all(|(a, b)| a.0 == b.0);
        assigned = next;
        if settled {
            break;
        }
        centres = moved(rows, &assigned, centres);
    }
    (assigned.iter().map(|&(_, near)| near).sum(), assigned.into_iter().map(|(cluster, _)| cluster).collect())
}

/// The centres of the clusters; a cluster that lost all its rows keeps its centre.
fn moved(rows: &Latent, assigned: &[(usize, f64)], mut centres: Vec<f64>) -> Vec<f64> {
    let rank = rows.rank;
    let blocks: Vec<Vec<f64>> = assigned
        .par_chunks(BLOCK)
        .enumerate()
        .map(|(block, assigned)| {
            let mut sums = vec![0.0; centres.len()];
            for (at, &(cluster, _)) in assigned.iter().enumerate() {
                let row = rows.row(block * BLOCK + at);
                add(&mut sums[cluster * rank..(cluster + 1) * rank], 1.0, row);
            }
            sums
        })
        .collect();
    let mut sums = vec![0.0; centres.len()];
    for block in blocks {
        add(&mut sums, 1.0, &block);
    }
    for (sum, centre) in sums.chunks_mut(rank).zip(centres.chunks_mut(rank)) {
        if normalise(sum) {
            centre.copy_from_slice(sum);
        }
    }
    centres
}

/// Start centres far from one another: each next one is drawn among the rows with a chance that grows with the square
/// of its distance from those drawn before (k-means++, Arthur and Vassilvitskii 2007).
fn spread(rows: &Latent, k: usize, draws: &mut Draws) -> Vec<f64> {
    let mut centres = Vec::with_capacity(k * rows.rank);
    let mut far = vec![1.0; rows.rows()];
    for at in 0..k {
        let all: f64 = far.iter().sum();
        let mut left = draws.unit() * all;
        let chosen = far.iter().position(|&distance| {
            left -= distance;
            left < 0.0
        });
        let centre = rows.row(chosen.unwrap_or(at % rows.rows().max(1)));
        far = (0..rows.rows())
            .into_par_iter()
            .map(|row| far[row].min((1.0 - dot(rows.row(row), centre)).max(0.0)))
            .collect();
        centres.extend_from_slice(centre);
    }
    centres
}

/// The nearest centre, the first of equals, and the cosine of its angle.
fn nearest(row: &[f64], centres: &[f64]) -> (usize, f64) {
    let mut best = (0, f64::NEG_INFINITY);
    for (cluster, centre) in centres.chunks(row.len()).enumerate() {
        let near = dot(row, centre);
        if near > best.1 {
            best = (cluster, near);
        }
    }
    best
}

/// Goes on from clusters in the space of all terms: centres (`k` values a column, each centre of length 1), and how
/// much stands behind each: the length of the sum of its rows.
pub(super) fn learn(matrix: &Matrix, across: &Matrix, clusters: &[usize], k: usize) -> (Vec<f64>, Vec<f64>) {
    let mut clusters = clusters.to_vec();
    for round in 0.. {
        let mut member = vec![0.0; matrix.rows() * k];
        clusters.iter().enumerate().for_each(|(row, &cluster)| member[row * k + cluster] = 1.0);
        let mut centres = product(across, &member, k);
        let masses = super::nmf::scale(&mut centres, k);
        let next: Vec<usize> = product(matrix, &centres, k)
            .chunks(k)
            .map(|near| highest(near).map_or(0, |(at, _)| at))
            .collect();
        if round >= MOST_ROUNDS || next == clusters {
            return (centres, masses);
        }
        clusters = next;
    }
    (vec![], vec![])
}

/// Takes in rows that were not learnt from: each goes to its nearest centre, and the centres move (MacQueen 1967).
/// `masses` holds how much stands behind each centre.
pub(super) fn update(
    matrix: &Matrix,
    across: &Matrix,
    centres: &mut Vec<f64>,
    masses: &mut Vec<f64>,
    k: usize,
) {
    let mut member = strengths(matrix, centres, k);
    member.iter_mut().for_each(|near| *near = f64::from(u8::from(*near > 0.0)));
    let mut sums = product(across, &member, k);
    for (sum, centre) in sums.chunks_mut(k).zip(centres.chunks(k)) {
        sum.iter_mut().zip(centre).zip(&*masses).for_each(|((sum, value), mass)| *sum += value * mass);
    }
    *masses = super::nmf::scale(&mut sums, k);
    *centres = sums;
}

/// How near each row is to the nearest centre: `k` values a row, all but one of them 0.
pub(super) fn strengths(matrix: &Matrix, centres: &[f64], k: usize) -> Vec<f64> {
    let mut near = product(matrix, centres, k);
    near.par_chunks_mut(k).for_each(|near| {
        let best = highest(near);
        near.fill(0.0);
        if let Some((at, value)) = best.filter(|best| best.1 > 0.0) {
            near[at] = value;
        }
    });
    near
}

/// The highest value and its place, the first of equals.
fn highest(values: &[f64]) -> Option<(usize, f64)> {
    values.iter().copied().enumerate().reduce(|best, next| if next.1 > best.1 { next } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_two_bundles_of_directions() {
        let values: Vec<f64> = (0..20)
            .flat_map(|at| {
                let angle: f64 = if at % 2 == 0 { 0.1 } else { 1.4 } + f64::from(at) * 0.002;
                [angle.cos(), angle.sin()]
            })
            .collect();
        let found = clusters(&Latent { rank: 2, values }, 2, 1);
        for (at, &cluster) in found.iter().enumerate() {
            assert_eq!(cluster == found[0], at % 2 == 0);
        }
    }

    #[test]
    fn more_clusters_than_different_rows() {
        let rows = Latent { rank: 1, values: vec![1.0, 1.0, 0.0] };
        assert_eq!(clusters(&rows, 3, 1).len(), 3);
    }
}
