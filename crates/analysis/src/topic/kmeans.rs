//! Spherical k-means (Dhillon and Modha 2001).

use rayon::prelude::*;

use super::dense::{BLOCK, add, dot, normalise, product, through, transposed};
use super::latent::Latent;
use super::matrix::Matrix;
use crate::random::Draws;

const MOST_ROUNDS: usize = 50;
const MOST_STARTS: usize = 10;
/// More than what cosines are rounded by.
const ROUNDING: f32 = 1e-5;
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

/// Where a row belongs.
#[derive(Clone, Copy)]
struct Near {
    cluster: usize,
    /// The cosine of its angle with the centre.
    cosine: f32,
    /// What the cosine with no other centre is above.
    others: f32,
}

/// How near the rows are to the centres of their clusters, and the clusters.
///
/// A centre that moves by so much changes no cosine by more, so that most rows are sure of their cluster in later
/// rounds without a look at the other centres (after Hamerly 2010).
fn one_start(rows: &Latent, k: usize, draws: &mut Draws) -> (f64, Vec<usize>) {
    let mut centres = spread(rows, k, draws);
    let across = transposed(&centres, rows.rank);
    let mut near: Vec<Near> =
        (0..rows.rows()).into_par_iter().map(|row| nearest(rows.row(row), &across, k)).collect();
    let clusters = |near: &[Near]| near.iter().map(|near| near.cluster).collect::<Vec<_>>();
    for _ in 1..MOST_ROUNDS {
        let moved = move_centres(rows, &clusters(&near), &mut centres);
        let across = transposed(&centres, rows.rank);
        let changed = near.par_iter_mut().enumerate().map(|(row, near)| {
            let (row, old) = (rows.row(row), *near);
            near.cosine = dot(row, &centres[old.cluster * rows.rank..(old.cluster + 1) * rows.rank]);
            near.others += moved + ROUNDING;
            if near.cosine <= near.others {
                *near = nearest(row, &across, k);
            }
            usize::from(near.cluster != old.cluster)
        });
        if changed.sum::<usize>() == 0 {
            break;
        }
    }
    (near.iter().map(|near| f64::from(near.cosine)).sum(), clusters(&near))
}

/// Puts each centre where the rows of its cluster point to, and says how far the farthest went; a cluster that lost all
/// its rows keeps its centre.
fn move_centres(rows: &Latent, clusters: &[usize], centres: &mut [f32]) -> f32 {
    let rank = rows.rank;
    let mut farthest: f32 = 0.0;
    let mut sums = sums(rows, clusters, centres.len() / rank);
    for (sum, centre) in sums.chunks_mut(rank).zip(centres.chunks_mut(rank)) {
        if normalise(sum) {
            let way: f32 = sum.iter().zip(&*centre).map(|(new, old)| (new - old) * (new - old)).sum();
            farthest = farthest.max(way.sqrt());
            centre.copy_from_slice(sum);
        }
    }
    farthest
}

/// The sum of the rows of each of `k` clusters.
pub(super) fn sums(rows: &Latent, clusters: &[usize], k: usize) -> Vec<f32> {
    let rank = rows.rank;
    let blocks: Vec<Vec<f32>> = clusters
        .par_chunks(BLOCK)
        .enumerate()
        .map(|(block, clusters)| {
            let mut sums = vec![0.0; k * rank];
            for (at, &cluster) in clusters.iter().enumerate() {
                add(&mut sums[cluster * rank..(cluster + 1) * rank], 1.0, rows.row(block * BLOCK + at));
            }
            sums
        })
        .collect();
    let mut sums = vec![0.0; k * rank];
    blocks.iter().for_each(|block| add(&mut sums, 1.0, block));
    sums
}

/// Start centres far from one another: each next one is drawn among the rows with a chance that grows with the square
/// of its distance from those drawn before (k-means++, Arthur and Vassilvitskii 2007).
fn spread(rows: &Latent, k: usize, draws: &mut Draws) -> Vec<f32> {
    let mut centres = Vec::with_capacity(k * rows.rank);
    let mut far = vec![1.0_f32; rows.rows()];
    for at in 0..k {
        let all: f64 = far.iter().copied().map(f64::from).sum();
        let mut left = draws.unit() * all;
        let chosen = far.iter().position(|&distance| {
            left -= f64::from(distance);
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

/// The nearest centre, the first of equals; `across` has a row for each dimension.
fn nearest(row: &[f32], across: &[f32], k: usize) -> Near {
    let mut cosines = vec![0.0; k];
    through(row, across, &mut cosines);
    let mut best = Near { cluster: 0, cosine: f32::NEG_INFINITY, others: f32::NEG_INFINITY };
    for (cluster, cosine) in cosines.into_iter().enumerate() {
        if cosine > best.cosine {
            best = Near { cluster, cosine, others: best.cosine };
        } else {
            best.others = best.others.max(cosine);
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
        let values: Vec<f32> = (0..20)
            .flat_map(|at| {
                let angle: f32 = if at % 2 == 0 { 0.1 } else { 1.4 } + at as f32 * 0.002;
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
