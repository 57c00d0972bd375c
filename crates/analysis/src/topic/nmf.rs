//! Non-negative matrix factorisation (Lee and Seung 1999) by hierarchical alternating least squares
//! (Cichocki and Phan 2009).
//!
//! Rows are independent of one another within a step, so they are solved in parallel; every sum over rows is taken
//! in blocks of a fixed size and in their order, so the bytes of the result do not depend on the threads.

use rayon::prelude::*;

use super::dense::{BLOCK, add, cross, dot, product};
use super::matrix::Matrix;

/// Sweeps that find the stories' strengths under given topics.
const SWEEPS: usize = 5;
/// Sweeps that move the topics when new stories come.
const UPDATE_SWEEPS: usize = 3;

/// What the clusters weigh beside the terms, as a square: a term's weights in a story make a vector of length 1.
const CLUSTERS: f64 = 0.2;

/// Factorises from given clusters of the stories: the topics start as the clusters' mean stories, the stories are
/// solved for them, then the topics once more for the stories. It stops there: going on until nothing changes fits
/// single words better and the subjects of the stories worse. The clusters are factorised together with the terms, as
/// if each were a term of its stories, so that what set stories apart is not lost among frequent words.
///
/// Returns `k` values a term, each topic's of length 1, and `k` strengths a story.
pub(super) fn learn(matrix: &Matrix, across: &Matrix, clusters: &[usize], k: usize) -> (Vec<f64>, Vec<f64>) {
    let mut member = vec![0.0; matrix.rows() * k];
    clusters.iter().enumerate().for_each(|(row, &cluster)| member[row * k + cluster] = 1.0);
    let mut terms = product(across, &member, k);
    scale(&mut terms, k);
    let stories = solved(matrix, &terms, Some(clusters), k);
    let gram = cross(&stories, k, &stories, k);
    sweep(&product(across, &stories, k), &gram, &mut terms, k);
    scale(&mut terms, k);
    let stories = solved(matrix, &terms, Some(clusters), k);
    (terms, stories)
}

/// How strong each topic is in each story: `k` values a row.
pub(super) fn strengths(matrix: &Matrix, terms: &[f64], k: usize) -> Vec<f64> {
    solved(matrix, terms, None, k)
}

fn solved(matrix: &Matrix, terms: &[f64], clusters: Option<&[usize]>, k: usize) -> Vec<f64> {
    let mut gram = cross(terms, k, terms, k);
    let mut products = product(matrix, terms, k);
    if let Some(clusters) = clusters {
        gram.iter_mut().step_by(k + 1).for_each(|value| *value += CLUSTERS);
        for (products, &cluster) in products.chunks_mut(k).zip(clusters) {
            // A story without terms has no topic.
            if products.iter().any(|&value| value > 0.0) {
                products[cluster] += CLUSTERS;
            }
        }
    }
    let mut stories = vec![0.0; matrix.rows() * k];
    for _ in 0..SWEEPS {
        sweep(&products, &gram, &mut stories, k);
    }
    stories
}

/// Takes in stories that were not learnt from: an online factorisation by its sufficient statistics (Mairal, Bach,
/// Ponce and Sapiro 2010). `memory` holds the products of the strengths of all stories before; what those stories
/// say of the terms is `terms * memory`, as it is where the terms are solved.
pub(super) fn update(matrix: &Matrix, across: &Matrix, terms: &mut [f64], memory: &mut [f64], k: usize) {
    let stories = strengths(matrix, terms, k);
    let mut products = product(across, &stories, k);
    for (product, term) in products.chunks_mut(k).zip(terms.chunks(k)) {
        for (value, memory) in term.iter().zip(memory.chunks(k)) {
            add(product, *value, memory);
        }
    }
    add(memory, 1.0, &cross(&stories, k, &stories, k));
    for _ in 0..UPDATE_SWEEPS {
        sweep(&products, memory, terms, k);
    }
    let lengths = scale(terms, k);
    for (row, a) in memory.chunks_mut(k).zip(&lengths) {
        row.iter_mut().zip(&lengths).for_each(|(value, b)| *value *= a * b);
    }
}

/// Gives each topic's column length 1; returns what they had.
pub(super) fn scale(factor: &mut [f64], k: usize) -> Vec<f64> {
    let mut squares = vec![0.0; k];
    for row in factor.chunks(k) {
        squares.iter_mut().zip(row).for_each(|(sum, value)| *sum += value * value);
    }
    let lengths: Vec<f64> = squares.into_iter().map(f64::sqrt).collect();
    for row in factor.chunks_mut(k) {
        for (value, &length) in row.iter_mut().zip(&lengths).filter(|(_, length)| **length > 0.0) {
            *value /= length;
        }
    }
    lengths
}

/// One sweep of coordinate descent over every row of `factor`.
fn sweep(products: &[f64], gram: &[f64], factor: &mut [f64], k: usize) {
    factor.par_chunks_mut(k * BLOCK).zip(products.par_chunks(k * BLOCK)).for_each(|(rows, products)| {
        for (row, product) in rows.chunks_mut(k).zip(products.chunks(k)) {
            for topic in 0..k {
                let with = &gram[topic * k..(topic + 1) * k];
                if with[topic] > 0.0 {
                    row[topic] = (row[topic] + (product[topic] - dot(row, with)) / with[topic]).max(0.0);
                }
            }
        }
    });
}
