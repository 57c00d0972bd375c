use std::ops::RangeInclusive;

use serde::Serialize;

use super::compare::assign;
use super::dense::dot;
use super::matrix::{Counts, Matrix};
use super::model::Model;
use super::vocabulary::{Vocabulary, best};
use super::{MOST_TOPICS, TopicOptions, coherence};
use crate::random::Draws;
use crate::{Column, Corpus, Table, Values};

/// Samples that stability is measured by, and the share of the stories that each holds.
const SAMPLES: usize = 3;
const SAMPLE: f64 = 0.8;
/// A number of topics is chosen only where each has, on average, so many stories: coherence and stability favour topics
/// of a story each.
const STORIES: usize = 5;
/// Terms that coherence is measured over.
const TERMS: usize = 10;

/// How good a number of topics is.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct TopicCountRow {
    /// The number of topics.
    pub k: u64,
    /// How much the topics of all stories and those of samples of 80 % of them are alike: the mean cosine of matched
    /// topics (after Greene, O'Callaghan and Cunningham 2014), 0 to 1.
    pub stability: f64,
    /// Mean normalised pointwise mutual information, over stories, of the pairs of each topic's first ten terms
    /// (Bouma 2009), -1 to 1.
    pub coherence: f64,
    /// Both, each stretched so that the least of the range is 0 and the most is 1, and their mean taken.
    pub score: f64,
    /// Whether it is the best of the range: of highest score, the least of equals. Numbers that leave a topic fewer
    /// than five stories are not chosen, but for the least of the range.
    pub chosen: bool,
}

impl TopicCountRow {
    /// Rows as columns.
    pub fn table(rows: &[TopicCountRow]) -> Table {
        Table {
            columns: vec![
                Column::integer("k", rows, |row| row.k),
                Column::real("stability", rows, |row| row.stability),
                Column::real("coherence", rows, |row| row.coherence),
                Column::real("score", rows, |row| row.score),
                Column {
                    name: "chosen",
                    values: Values::Bool(rows.iter().map(|row| Some(row.chosen)).collect()),
                },
            ],
        }
    }
}

impl Corpus {
    /// Tries every number of topics of a range, and chooses one: a row a number, in order. Numbers above that of the
    /// stories are left out. `options.k` has no say.
    pub fn choose_k(&self, range: RangeInclusive<usize>, options: &TopicOptions) -> Vec<TopicCountRow> {
        let partial = self.partial();
        let vocabulary = Vocabulary::of(partial);
        let counts = vocabulary.counts(partial);
        let across = vocabulary.weighted(&counts).transposed();
        let all = counts.rows();
        let samples: Vec<Counts> = (0..SAMPLES)
            .map(|sample| {
                let mut rows: Vec<usize> = (0..all).collect();
                Draws::new(options.seed.wrapping_add(sample as u64)).shuffle(&mut rows);
                rows.truncate((all as f64 * SAMPLE).ceil() as usize);
                rows.sort_unstable();
                counts.chosen(&rows)
            })
            .collect();
        let most = (*range.end()).min(all).min(MOST_TOPICS);
        let learn =
            |counts: &Counts, k| Model::learn(vocabulary.clone(), counts, options.method, k, options.seed).0;
        let mut rows: Vec<TopicCountRow> = ((*range.start()).max(1)..=most)
            .map(|k| {
                let whole = vectors(&learn(&counts, k));
                let alike = samples
                    .iter()
                    .map(|sample| likeness(&whole, &vectors(&learn(sample, k.min(sample.rows())))));
                TopicCountRow {
                    k: k as u64,
                    stability: alike.sum::<f64>() / SAMPLES as f64,
                    coherence: coherence(&across, &whole),
                    score: 0.0,
                    chosen: false,
                }
            })
            .collect();
        let stability = stretched(rows.iter().map(|row| row.stability).collect());
        let coherence = stretched(rows.iter().map(|row| row.coherence).collect());
        for (row, (a, b)) in rows.iter_mut().zip(stability.into_iter().zip(coherence)) {
            row.score = (a + b) / 2.0;
        }
        let fit = rows.iter().filter(|row| row.k as usize * STORIES <= all).count().max(1);
        let best = rows.iter().take(fit).map(|row| row.score).fold(f64::NEG_INFINITY, f64::max);
        if let Some(row) = rows.iter_mut().find(|row| row.score >= best) {
            row.chosen = true;
        }
        rows
    }
}

/// The weights of each topic's terms, of length 1.
fn vectors(model: &Model) -> Vec<Vec<f64>> {
    let mut vectors: Vec<Vec<f64>> = model.term_weights().collect();
    for weights in &mut vectors {
        super::dense::normalise(weights);
    }
    vectors
}

/// The mean cosine of matched topics.
fn likeness(one: &[Vec<f64>], other: &[Vec<f64>]) -> f64 {
    let cost: Vec<Vec<f64>> = one.iter().map(|a| other.iter().map(|b| 1.0 - dot(a, b)).collect()).collect();
    let matched = assign(&cost, one.len(), other.len());
    let sum: f64 = matched.iter().zip(&cost).filter_map(|(column, row)| Some(1.0 - row[(*column)?])).sum();
    sum / one.len().max(1) as f64
}

fn coherence(across: &Matrix, topics: &[Vec<f64>]) -> f64 {
    let of_topic = |weights: &Vec<f64>| coherence::mean(across, &best(weights, TERMS));
    topics.iter().map(of_topic).sum::<f64>() / topics.len().max(1) as f64
}

/// From 0 to 1; all 1 when they are equal.
fn stretched(values: Vec<f64>) -> Vec<f64> {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let wide = values.iter().copied().fold(f64::NEG_INFINITY, f64::max) - least;
    values.into_iter().map(|value| if wide > 0.0 { (value - least) / wide } else { 1.0 }).collect()
}
