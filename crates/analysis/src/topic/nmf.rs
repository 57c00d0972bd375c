//! Non-negative matrix factorisation (Lee and Seung 1999) by hierarchical alternating least squares
//! (Cichocki and Phan 2009).
//!
//! Rows are independent of one another within a step, so they are solved in parallel; every sum over rows is taken
//! in blocks of a fixed size and in their order, so the bytes of the result do not depend on the threads.

use rayon::prelude::*;

use super::matrix::Matrix;

/// Rows solved by one task.
const BLOCK: usize = 1024;
/// Sweeps that find the stories' strengths under given topics.
const SWEEPS: usize = 5;

/// `stories` times `terms` is near the matrix.
#[derive(Debug)]
pub(super) struct Model {
    k: usize,
    // k values a story.
    stories: Vec<f64>,
    // k values a term; each topic's column has length 1.
    terms: Vec<f64>,
}

impl Model {
    /// How strong a topic is in a story.
    pub(super) fn strength(&self, story: usize, topic: usize) -> f64 {
        self.stories[story * self.k + topic]
    }

    /// The story's topics, summing to 1; all 0 when it has none.
    pub(super) fn story_weights(&self, story: usize) -> Vec<f64> {
        let strengths = &self.stories[story * self.k..(story + 1) * self.k];
        let sum: f64 = strengths.iter().sum();
        strengths.iter().map(|&strength| if sum > 0.0 { strength / sum } else { 0.0 }).collect()
    }

    /// The topic's terms, by column.
    pub(super) fn term_weights(&self, topic: usize) -> Vec<f64> {
        self.terms.iter().skip(topic).step_by(self.k).copied().collect()
    }
}

/// Factorises from given clusters of the stories: the topics start as the clusters' mean stories, the stories are
/// solved for them, then the topics once more for the stories. It stops there: going on until nothing changes fits
/// single words better and the subjects of the stories worse.
pub(super) fn factorise(matrix: &Matrix, across: &Matrix, clusters: &[usize], k: usize) -> Model {
    let mut terms = vec![0.0; matrix.columns * k];
    for (row, &cluster) in clusters.iter().enumerate() {
        matrix.row(row).for_each(|(column, value)| terms[column * k + cluster] += value);
    }
    scale(&mut terms, k, &mut []);
    let mut stories = vec![0.0; matrix.rows() * k];
    for _ in 0..SWEEPS {
        solve(matrix, &terms, &mut stories, k);
    }
    solve(across, &stories, &mut terms, k);
    // Lengths go from terms to stories, so that topics can be compared.
    scale(&mut terms, k, &mut stories);
    Model { k, stories, terms }
}

/// Gives each topic's column length 1 and multiplies the other factor's by what it had.
fn scale(factor: &mut [f64], k: usize, other: &mut [f64]) {
    for topic in 0..k {
        let length = factor.iter().skip(topic).step_by(k).map(|value| value * value).sum::<f64>().sqrt();
        if length > 0.0 {
            factor.iter_mut().skip(topic).step_by(k).for_each(|value| *value /= length);
            other.iter_mut().skip(topic).step_by(k).for_each(|value| *value *= length);
        }
    }
}

/// One sweep of coordinate descent over every row of `factor`.
fn solve(matrix: &Matrix, fixed: &[f64], factor: &mut [f64], k: usize) {
    let gram = gram(fixed, k);
    factor.par_chunks_mut(k * BLOCK).enumerate().for_each(|(block, rows)| {
        let mut product = vec![0.0; k];
        for (at, row) in rows.chunks_mut(k).enumerate() {
            product.fill(0.0);
            for (column, value) in matrix.row(block * BLOCK + at) {
                for (sum, x) in product.iter_mut().zip(&fixed[column * k..(column + 1) * k]) {
                    *sum += value * x;
                }
            }
            for topic in 0..k {
                let with = &gram[topic * k..(topic + 1) * k];
                if with[topic] <= 0.0 {
                    continue;
                }
                let held: f64 = row.iter().zip(with).map(|(a, b)| a * b).sum();
                row[topic] = (row[topic] + (product[topic] - held) / with[topic]).max(0.0);
            }
        }
    });
}

/// The k by k products of the factor's columns.
fn gram(factor: &[f64], k: usize) -> Vec<f64> {
    let blocks: Vec<Vec<f64>> = factor
        .par_chunks(k * BLOCK)
        .map(|rows| {
            let mut sums = vec![0.0; k * k];
            for row in rows.chunks(k) {
                for (a, sums) in row.iter().zip(sums.chunks_mut(k)) {
                    for (b, sum) in row.iter().zip(sums) {
                        *sum += a * b;
                    }
                }
            }
            sums
        })
        .collect();
    let mut sums = vec![0.0; k * k];
    for block in blocks {
        for (sum, value) in sums.iter_mut().zip(block) {
            *sum += value;
        }
    }
    sums
}
