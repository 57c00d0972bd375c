//! From a model to rows that people read.

use rayon::prelude::*;

use super::label::{Labeller, label};
use super::matrix::Counts;
use super::model::Model;
use super::phrase::phrases;
use super::sentence::sentence;
use super::shown::Shown;
use super::vocabulary::best;
use super::{TopicRow, TopicStory, TopicTerm, Topics, coherence};
use crate::Corpus;

/// Stories a topic is shown with.
const BEST_STORIES: usize = 10;
/// Terms of a topic.
const TERMS: usize = 30;
/// Stories whose phrases are counted.
const PHRASE_STORIES: usize = 60;

/// Puts the topics into the order of their shares; returns the stories' strengths, `k` values a row, in that order.
pub(super) fn by_share(model: &mut Model, strengths: &[f64]) -> Vec<f64> {
    let k = model.k;
    let mut shares = vec![0.0; k];
    for story in strengths.chunks(k) {
        let (weights, _) = weights(story);
        shares.iter_mut().zip(weights).for_each(|(share, weight)| *share += weight);
    }
    let mut order: Vec<usize> = (0..k).collect();
    order.sort_by(|&a, &b| shares[b].total_cmp(&shares[a]).then(a.cmp(&b)));
    model.reorder(&order);
    strengths.chunks(k).flat_map(|story| order.iter().map(|&topic| story[topic])).collect()
}

/// The rows of a corpus that a model was learnt from; `counts` and `strengths` in the order of the partial.
pub(super) fn topics(model: Model, corpus: &Corpus, counts: &Counts, strengths: Vec<f64>) -> Topics {
    let rows = stories(corpus, &strengths, model.k);
    let weights: Vec<&[f64]> = rows.iter().map(|row| row.weights.as_slice()).collect();
    let labeller = Labeller::new(corpus.partial(), corpus.links(), &weights);
    let across = model.vocabulary.weighted(counts).transposed();
    let shares = shares(&rows, model.k);
    let shown = Shown::of(corpus.partial(), &model.vocabulary);
    let mut topics: Vec<TopicRow> = (0..model.k)
        .zip(model.term_weights())
        .par_bridge()
        .map(|(topic, weights)| {
            let columns = coherence::by_company(&across, &best(&weights, TERMS), &weights);
            let terms: Vec<TopicTerm> = columns
                .into_iter()
                .map(|(column, weight)| TopicTerm { term: model.vocabulary.printed[column].clone(), weight })
                .collect();
            let entities = labeller.entities(topic);
            let typical = strongest(&rows, topic, PHRASE_STORIES);
            let phrases = phrases(corpus.partial(), &typical, &shown, &weights);
            TopicRow {
                topic: topic as u32,
                label: label(&terms, &phrases, &entities),
                sentence: sentence(corpus, &typical, &shown, &weights),
                phrases,
                entities,
                terms,
                share: shares[topic],
                best: vec![],
            }
        })
        .collect();
    topics.sort_unstable_by_key(|row| row.topic);
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_unstable_by_key(|&story| corpus.places()[story]);
    let mut rows: Vec<Option<TopicStory>> = rows.into_iter().map(Some).collect();
    let stories: Vec<TopicStory> = order.into_iter().filter_map(|at| rows[at].take()).collect();
    let mut found = Topics { topics, stories, model };
    found.choose_best();
    found
}

/// The rows of a corpus's stories, in the order of its partial.
pub(super) fn stories(corpus: &Corpus, strengths: &[f64], k: usize) -> Vec<TopicStory> {
    let partial = corpus.partial();
    let row = |(at, strengths): (usize, &[f64])| {
        let (weights, strength) = weights(strengths);
        let (page, article) = corpus.places()[at];
        TopicStory {
            id: partial.stories[at].page.to_string(),
            weights,
            outlet: partial.outlet(at).map(str::to_owned),
            day: partial.day(at),
            strength,
            page,
            article,
        }
    };
    strengths.chunks(k.max(1)).enumerate().map(row).collect()
}

/// Strengths as shares that sum to 1, and their sum; all 0 when there are none.
pub(super) fn weights(strengths: &[f64]) -> (Vec<f64>, f64) {
    let sum: f64 = strengths.iter().sum();
    let share = |strength: &f64| if sum > 0.0 { strength / sum } else { 0.0 };
    (strengths.iter().map(share).collect(), sum)
}

/// The share of each topic in all stories' weights.
pub(super) fn shares(rows: &[TopicStory], k: usize) -> Vec<f64> {
    let mut sums = vec![0.0; k];
    for row in rows {
        sums.iter_mut().zip(&row.weights).for_each(|(sum, weight)| *sum += weight);
    }
    weights(&sums).0
}

/// The stories that a topic is strongest in, and in which it is not beside others: by strength times share.
pub(super) fn strongest(rows: &[TopicStory], topic: usize, limit: usize) -> Vec<usize> {
    let scores: Vec<f64> =
        rows.iter().map(|row| row.strength * row.weights[topic] * row.weights[topic]).collect();
    best(&scores, limit)
}

impl Topics {
    pub(super) fn choose_best(&mut self) {
        for row in &mut self.topics {
            let best = strongest(&self.stories, row.topic as usize, BEST_STORIES);
            row.best = best.into_iter().map(|at| at as u32).collect();
        }
    }
}
