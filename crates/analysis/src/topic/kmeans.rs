//! Spherical k-means (Dhillon and Modha 2001), for the start values of a factorisation.

use rayon::prelude::*;

use super::matrix::Matrix;

const MOST_ROUNDS: usize = 30;

/// The number drawn at `at` from the stream of a seed, from 0 to below 1 (SplitMix64: Steele, Lea and Flood 2014).
pub(super) fn draw(seed: u64, at: u64) -> f64 {
    let mut x = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(at.wrapping_mul(0xd1b5_4a32_d192_ed03));
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((x ^ (x >> 31)) >> 11) as f64 / (1u64 << 53) as f64
}

/// Centroids of unit length, row after row of `matrix.columns` values; rows of the matrix have unit length.
pub(super) fn centroids(matrix: &Matrix, k: usize, seed: u64) -> Vec<f64> {
    let columns = matrix.columns;
    let mut centroids = spread(matrix, k, seed);
    let mut assigned: Vec<usize> = vec![usize::MAX; matrix.rows()];
    for _ in 0..MOST_ROUNDS {
        let next: Vec<usize> =
            (0..matrix.rows()).into_par_iter().map(|row| nearest(matrix, row, &centroids, k).0).collect();
        if next == assigned {
            break;
        }
        assigned = next;
        let mut sums = vec![0.0; k * columns];
        for (row, &cluster) in assigned.iter().enumerate() {
            for (column, value) in matrix.row(row) {
                sums[cluster * columns + column] += value;
            }
        }
        for (sum, centroid) in sums.chunks_mut(columns).zip(centroids.chunks_mut(columns)) {
            // A cluster that lost all its rows keeps its centroid.
            if normalise(sum) {
                centroid.copy_from_slice(sum);
            }
        }
    }
    centroids
}

/// Start rows far from one another: each next row is drawn with a chance that grows with the square of its distance
/// from the rows drawn before (k-means++, Arthur and Vassilvitskii 2007).
fn spread(matrix: &Matrix, k: usize, seed: u64) -> Vec<f64> {
    let columns = matrix.columns;
    let mut centroids = Vec::with_capacity(k * columns);
    let mut far = vec![1.0; matrix.rows()];
    for at in 0..k {
        let all: f64 = far.iter().sum();
        let mut left = draw(seed, at as u64) * all;
        let chosen = far.iter().position(|&distance| {
            left -= distance;
            left < 0.0
        });
        let chosen = chosen.unwrap_or(at % matrix.rows().max(1));
        let mut centroid = vec![0.0; columns];
        matrix.row(chosen).for_each(|(column, value)| centroid[column] = value);
        far = (0..matrix.rows())
            .into_par_iter()
            .map(|row| far[row].min((1.0 - dot(matrix, row, &centroid)).max(0.0)))
            .collect();
        centroids.extend(centroid);
    }
    centroids
}

fn nearest(matrix: &Matrix, row: usize, centroids: &[f64], k: usize) -> (usize, f64) {
    let mut best = (0, -1.0);
    for cluster in 0..k {
        let near = dot(matrix, row, &centroids[cluster * matrix.columns..(cluster + 1) * matrix.columns]);
        if near > best.1 {
            best = (cluster, near);
        }
    }
    best
}

fn dot(matrix: &Matrix, row: usize, dense: &[f64]) -> f64 {
    matrix.row(row).map(|(column, value)| value * dense[column]).sum()
}

fn normalise(values: &mut [f64]) -> bool {
    let length = values.iter().map(|value| value * value).sum::<f64>().sqrt();
    if length > 0.0 {
        values.iter_mut().for_each(|value| *value /= length);
    }
    length > 0.0
}
