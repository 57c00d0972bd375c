//! Spherical k-means (Dhillon and Modha 2001).

use rayon::prelude::*;

use super::latent::{Latent, dot, normalise};

const MOST_ROUNDS: usize = 50;
const MOST_STARTS: usize = 10;
/// Rows summed by one task, in the order of the tasks.
const BLOCK: usize = 1024;
/// Multiplications that all starts together may cost; a large corpus gets fewer starts.
const WORK: usize = 4_000_000_000;

/// The number drawn at `at` from the stream of a seed, from 0 to below 1 (SplitMix64: Steele, Lea and Flood 2014).
pub(super) fn draw(seed: u64, at: u64) -> f64 {
    let mut x = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(at.wrapping_mul(0xd1b5_4a32_d192_ed03));
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((x ^ (x >> 31)) >> 11) as f64 / (1u64 << 53) as f64
}

/// The cluster of each row: the best of several starts, the first of equals.
pub(super) fn clusters(rows: &Latent, k: usize, seed: u64) -> Vec<usize> {
    let round = rows.values.len().saturating_mul(k).max(1);
    let starts = (WORK / round / MOST_ROUNDS).clamp(2, MOST_STARTS);
    let mut best = (f64::NEG_INFINITY, vec![]);
    for start in 0..starts {
        let found = one_start(rows, k, seed.wrapping_add((start as u64) << 32));
        if found.0 > best.0 {
            best = found;
        }
    }
    best.1
}

/// How near the rows are to the centres of their clusters, and the clusters.
fn one_start(rows: &Latent, k: usize, seed: u64) -> (f64, Vec<usize>) {
    let mut centres = spread(rows, k, seed);
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
                sums[cluster * rank..(cluster + 1) * rank].iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
            }
            sums
        })
        .collect();
    let mut sums = vec![0.0; centres.len()];
    for block in blocks {
        sums.iter_mut().zip(block).for_each(|(sum, value)| *sum += value);
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
fn spread(rows: &Latent, k: usize, seed: u64) -> Vec<f64> {
    let mut centres = Vec::with_capacity(k * rows.rank);
    let mut far = vec![1.0; rows.rows()];
    for at in 0..k {
        let all: f64 = far.iter().sum();
        let mut left = draw(seed, at as u64) * all;
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
