//! What latent Dirichlet allocation says of stories, once it is learnt.

use rayon::prelude::*;

use super::dense::{add, dot};
use super::matrix::Counts;

/// Rounds of expectation maximisation that find the topics of a story.
const ROUNDS: usize = 15;

/// How much of each topic a story has, and the prior `alphas`: `k` values a row. Expectation maximisation with the
/// topics as they are, from equal shares. `chances` as [`chances`] gives them; half their bits do.
pub(super) fn strengths(counts: &Counts, chances: &[f64], alphas: &[f64]) -> Vec<f64> {
    let k = alphas.len();
    let chances: Vec<f32> = chances.iter().map(|&chance| chance as f32).collect();
    let mut stories = vec![0.0; counts.rows() * k];
    let rows = stories.par_chunks_mut(k).enumerate();
    rows.for_each_init(
        || [vec![0.0_f32; k], vec![0.0; k]],
        |[story, sums], (row, out)| {
            if counts.row(row).next().is_none() {
                return;
            }
            story.fill(1.0);
            for _ in 0..ROUNDS {
                sums.fill(0.0);
                for (column, count) in counts.row(row) {
                    let chances = &chances[column * k..][..k];
                    let all = dot(story, chances);
                    if all > 0.0 {
                        add(sums, count as f32 / all, chances);
                    }
                }
                for ((story, sum), alpha) in story.iter_mut().zip(&*sums).zip(alphas) {
                    *story = *alpha as f32 + *story * sum;
                }
            }
            out.iter_mut().zip(&*story).for_each(|(out, &strength)| *out = f64::from(strength));
        },
    );
    stories
}

/// The chance of each term in each topic: `k` values a term, of how many of its occurrences are each topic's.
pub(super) fn chances(terms: &[f64], beta: f64, k: usize) -> Vec<f64> {
    let mut totals = vec![beta * (terms.len() / k) as f64; k];
    terms.chunks(k).for_each(|term| add(&mut totals, 1.0, term));
    let chance = |(count, total): (&f64, &f64)| (count + beta) / total;
    terms.chunks(k).flat_map(|term| term.iter().zip(&totals).map(chance)).collect()
}

/// How surprising tokens are for a model that has read others of the same stories: the sum of `-ln` of their chances,
/// and how many they are. `stories` are the strengths that [`strengths`] found in those others.
pub(super) fn surprise(counts: &Counts, stories: &[f64], chances: &[f64], k: usize) -> (f64, u64) {
    let of_story = |(row, story): (usize, &[f64])| {
        let all: f64 = story.iter().sum();
        let (mut sum, mut tokens) = (0.0, 0);
        if all > 0.0 {
            for (column, count) in counts.row(row) {
                let chance = dot(story, &chances[column * k..(column + 1) * k]) / all;
                sum -= f64::from(count) * libm::log(chance);
                tokens += u64::from(count);
            }
        }
        (sum, tokens)
    };
    let rows: Vec<(f64, u64)> = stories.par_chunks(k).enumerate().map(of_story).collect();
    rows.into_iter().fold((0.0, 0), |(sum, tokens), row| (sum + row.0, tokens + row.1))
}
