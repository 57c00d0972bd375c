//! Where stories stand in the space of the strongest directions of the corpus.
//!
//! Rows are weighted as for a normalised cut of the graph of stories (Shi and Malik 2000; Dhillon 2001): a story that
//! is near to everything counts for less. Then the strongest right singular vectors are found by subspace iteration
//! (Halko, Martinsson and Tropp 2011). Any basis of their space will do, since only angles are asked for.

use rayon::prelude::*;

use super::dense::{normalise, orthonormalise, product};
use super::matrix::Matrix;
use crate::random::Draws;

const ROUNDS: usize = 12;

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

/// The rows of a matrix, of which `across` is the transposed one, in so many dimensions or as many as it has.
pub(super) fn latent(matrix: &Matrix, across: &Matrix, rank: usize, seed: u64) -> Latent {
    let rank = rank.min(matrix.columns).max(1);
    let sums: Vec<f64> = (0..across.rows()).map(|column| across.row(column).map(|(_, x)| x).sum()).collect();
    let cut: Vec<f64> = (0..matrix.rows())
        .map(|row| {
            let degree: f64 = matrix.row(row).map(|(column, value)| value * sums[column]).sum();
            if degree > 0.0 { 1.0 / degree } else { 0.0 }
        })
        .collect();
    let mut draws = Draws::new(seed);
    let mut basis: Vec<f64> = (0..matrix.columns * rank).map(|_| draws.unit() - 0.5).collect();
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
