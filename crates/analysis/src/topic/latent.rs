//! Where stories stand in the space of the strongest directions of the corpus.
//!
//! Rows are weighted as for a normalised cut of the graph of stories (Shi and Malik 2000; Dhillon 2001): a story that
//! is near to everything counts for less. Then the strongest right singular vectors are found by subspace iteration
//! (Halko, Martinsson and Tropp 2011). Any basis of their space will do, since only angles are asked for.

use rayon::prelude::*;

use super::kmeans::draw;
use super::matrix::Matrix;

const ROUNDS: usize = 12;
/// Directions of a large corpus.
const RANK: usize = 50;

/// Rows of equal length in a space of few dimensions.
#[derive(Debug)]
pub(super) struct Latent {
    pub(super) rank: usize,
    // `rank` values a row; rows have length 1, or 0 where a row was empty.
    pub(super) values: Vec<f64>,
}

impl Latent {
    pub(super) fn row(&self, row: usize) -> &[f64] {
        &self.values[row * self.rank..(row + 1) * self.rank]
    }

    pub(super) fn rows(&self) -> usize {
        self.values.len().checked_div(self.rank).unwrap_or(0)
    }
}

/// The rows of a matrix, of which `across` is the transposed one.
pub(super) fn latent(matrix: &Matrix, across: &Matrix, k: usize, seed: u64) -> Latent {
    // A small corpus has few directions that are more than chance.
    let rank = RANK.max(2 * k).min(matrix.rows().div_ceil(4).max(k)).min(matrix.columns).max(1);
    let mut sums = vec![0.0; matrix.columns];
    for row in 0..matrix.rows() {
        matrix.row(row).for_each(|(column, value)| sums[column] += value);
    }
    let cut: Vec<f64> = (0..matrix.rows())
        .map(|row| {
            let degree: f64 = matrix.row(row).map(|(column, value)| value * sums[column]).sum();
            if degree > 0.0 { 1.0 / degree } else { 0.0 }
        })
        .collect();
    let mut basis: Vec<f64> = (0..matrix.columns * rank).map(|at| draw(seed, at as u64) - 0.5).collect();
    orthonormalise(&mut basis, rank);
    for _ in 0..ROUNDS {
        let mut images = product(matrix, &basis, rank);
        for (image, cut) in images.chunks_mut(rank).zip(&cut) {
            // Once for the way there, once for the way back.
            image.iter_mut().for_each(|value| *value *= cut);
        }
        basis = product(across, &images, rank);
        orthonormalise(&mut basis, rank);
    }
    let mut values = product(matrix, &basis, rank);
    values.par_chunks_mut(rank).for_each(|row| {
        normalise(row);
    });
    Latent { rank, values }
}

/// The matrix times a dense one of `width` columns, row after row.
pub(super) fn product(matrix: &Matrix, dense: &[f64], width: usize) -> Vec<f64> {
    let mut out = vec![0.0; matrix.rows() * width];
    out.par_chunks_mut(width).enumerate().for_each(|(row, out)| {
        for (column, value) in matrix.row(row) {
            for (sum, x) in out.iter_mut().zip(&dense[column * width..(column + 1) * width]) {
                *sum += value * x;
            }
        }
    });
    out
}

/// Makes the columns of a dense matrix orthonormal (modified Gram-Schmidt); a dependent one becomes 0.
fn orthonormalise(dense: &mut [f64], width: usize) {
    let mut columns: Vec<Vec<f64>> =
        (0..width).map(|at| dense.iter().skip(at).step_by(width).copied().collect()).collect();
    for at in 0..width {
        let (done, rest) = columns.split_at_mut(at + 1);
        let Some(column) = done.last_mut() else { break };
        if !normalise(column) {
            continue;
        }
        rest.par_iter_mut().for_each(|other| {
            let before = dot(other, other);
            let along = dot(column, other);
            other.iter_mut().zip(&*column).for_each(|(value, x)| *value -= along * x);
            // What is left is rounding.
            if dot(other, other) <= before * 1e-24 {
                other.fill(0.0);
            }
        });
    }
    for (at, column) in columns.iter().enumerate() {
        dense.iter_mut().skip(at).step_by(width).zip(column).for_each(|(value, &x)| *value = x);
    }
}

pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Gives values length 1; false when they are all 0.
pub(super) fn normalise(values: &mut [f64]) -> bool {
    let length = dot(values, values).sqrt();
    if length > 0.0 {
        values.iter_mut().for_each(|value| *value /= length);
    }
    length > 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_become_orthonormal() {
        let mut dense: Vec<f64> = (0..40 * 4).map(|at| draw(7, at) - 0.5).collect();
        // The last column is the sum of the first two.
        dense.chunks_mut(4).for_each(|row| row[3] = row[0] + row[1]);
        orthonormalise(&mut dense, 4);
        for a in 0..4 {
            for b in 0..4 {
                let found: f64 = dense.chunks(4).map(|row| row[a] * row[b]).sum();
                let expected = f64::from(u8::from(a == b && a != 3));
                assert!((found - expected).abs() < 1e-9, "{a} {b}: {found}");
            }
        }
    }
}
