//! Non-negative matrix factorisation (Lee and Seung 1999) by hierarchical alternating least squares
//! (Cichocki and Phan 2009).
//!
//! Rows are independent of one another within a step, so they are solved in parallel; every sum over rows is taken
//! in blocks of a fixed size and in their order, so the bytes of the result do not depend on the threads.

use rayon::prelude::*;

use super::kmeans;
use super::matrix::Matrix;

const MOST_ROUNDS: usize = 100;
const BLOCK: usize = 1024;
/// A round that changes the factors by less than this share ends the work.
const TOLERANCE: f64 = 1e-4;

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

pub(super) fn factorise(matrix: &Matrix, k: usize, seed: u64) -> Model {
    let across = matrix.transposed();
    let centroids = kmeans::centroids(matrix, k, seed);
    let mut terms: Vec<f64> = (0..matrix.columns)
        .flat_map(|column| (0..k).map(move |topic| (topic, column)))
        .map(|(topic, column)| centroids[topic * matrix.columns + column])
        .collect();
    let mut stories = vec![0.0; matrix.rows() * k];
    for _ in 0..MOST_ROUNDS {
        let change = solve(matrix, &terms, &mut stories, k) + solve(&across, &stories, &mut terms, k);
        let size = square(&stories) + square(&terms);
        if change <= TOLERANCE * TOLERANCE * size {
            break;
        }
    }
    // Lengths go from terms to stories, so that topics can be compared.
    for topic in 0..k {
        let length = terms.iter().skip(topic).step_by(k).map(|value| value * value).sum::<f64>().sqrt();
        if length > 0.0 {
            terms.iter_mut().skip(topic).step_by(k).for_each(|value| *value /= length);
            stories.iter_mut().skip(topic).step_by(k).for_each(|value| *value *= length);
        }
    }
    Model { k, stories, terms }
}

/// One sweep of coordinate descent over every row of `factor`; returns the sum of squared changes.
fn solve(matrix: &Matrix, fixed: &[f64], factor: &mut [f64], k: usize) -> f64 {
    let gram = gram(fixed, k);
    let changes: Vec<f64> = factor
        .par_chunks_mut(k * BLOCK)
        .enumerate()
        .map(|(block, rows)| {
            let mut product = vec![0.0; k];
            let mut change = 0.0;
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
                    let next = (row[topic] + (product[topic] - held) / with[topic]).max(0.0);
                    change += (next - row[topic]) * (next - row[topic]);
                    row[topic] = next;
                }
            }
            change
        })
        .collect();
    changes.iter().sum()
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

fn square(factor: &[f64]) -> f64 {
    factor.iter().map(|value| value * value).sum()
}
