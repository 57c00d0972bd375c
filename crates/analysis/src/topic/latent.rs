//! Where stories stand in the space of the strongest directions of the corpus.
//!
//! Rows are weighted as for a normalised cut of the graph of stories (Shi and Malik 2000; Dhillon 2001): a story that
//! is near to everything counts for less. Then the strongest right singular vectors are found by subspace iteration
//! in a few more dimensions than are asked for, and sorted out at the end (Halko, Martinsson and Tropp 2011).

use rayon::prelude::*;

use super::dense::{gram, normalise, orthonormalise, product, through};
use super::eigen::directions;
use super::matrix::Matrix;
use crate::random::Draws;

const ROUNDS: usize = 5;

/// Rows of equal length in a space of few dimensions.
#[derive(Debug)]
pub(super) struct Latent {
    pub(super) rank: usize,
    // `rank` values a row; rows have length 1, or 0 where a row was empty.
    pub(super) values: Vec<f32>,
}

impl Latent {
    pub(super) fn row(&self, row: usize) -> &[f32] {
        &self.values[row * self.rank..(row + 1) * self.rank]
    }

    pub(super) fn rows(&self) -> usize {
        self.values.len().checked_div(self.rank).unwrap_or(0)
    }

    fn of(rank: usize, mut values: Vec<f32>) -> Latent {
        values.par_chunks_mut(rank).for_each(|row| {
            normalise(row);
        });
        Latent { rank, values }
    }
}

/// The rows of a matrix, of which `across` is the transposed one, in the `rank` strongest dimensions, and in `fine`, of
/// which the last ones are less exact; or in as many as there are columns.
pub(super) fn latent(matrix: &Matrix, across: &Matrix, rank: usize, fine: usize, seed: u64) -> [Latent; 2] {
    let fine = fine.min(matrix.columns).max(1);
    let rank = rank.clamp(1, fine);
    let sums: Vec<f32> = (0..across.rows()).map(|column| across.row(column).map(|(_, x)| x).sum()).collect();
    let cut: Vec<f32> = (0..matrix.rows())
        .map(|row| {
            let degree: f32 = matrix.row(row).map(|(column, value)| value * sums[column]).sum();
            if degree > 0.0 { 1.0 / degree } else { 0.0 }
        })
        .collect();
    let mut draws = Draws::new(seed);
    let mut basis: Vec<f32> = (0..matrix.columns * fine).map(|_| (draws.unit() - 0.5) as f32).collect();
    orthonormalise(&mut basis, fine);
    for _ in 0..ROUNDS {
        let mut images = product(matrix, &basis, fine);
        for (image, cut) in images.chunks_mut(fine).zip(&cut) {
            // Once for the way there, once for the way back.
            image.iter_mut().for_each(|value| *value *= cut);
        }
        basis = product(across, &images, fine);
        orthonormalise(&mut basis, fine);
    }
    let values = product(matrix, &basis, fine);
    let mut weighted = values.clone();
    for (row, cut) in weighted.chunks_mut(fine).zip(&cut) {
        row.iter_mut().for_each(|value| *value *= cut.sqrt());
    }
    let strengths = gram(&weighted, fine).into_iter().map(f64::from).collect();
    let sorted = directions(strengths, fine);
    // A row of `turned` for each direction of the basis.
    let turned: Vec<f32> = (0..fine * rank).map(|at| sorted[at % rank * fine + at / rank] as f32).collect();
    let mut strongest = vec![0.0; matrix.rows() * rank];
    strongest
        .par_chunks_mut(rank)
        .zip(values.par_chunks(fine))
        .for_each(|(out, row)| through(row, &turned, out));
    [Latent::of(rank, strongest), Latent::of(fine, values)]
}
