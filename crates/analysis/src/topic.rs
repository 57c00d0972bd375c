mod coherence;
mod kmeans;
mod label;
mod latent;
mod matrix;
mod nmf;

use serde::Serialize;

use crate::link::Links;
use crate::{Column, Partial, Table, Values};
use matrix::Vocabulary;

/// How to find topics.
#[derive(Clone, Debug)]
pub struct TopicOptions {
    /// How many; none: chosen by the size of the corpus.
    pub k: Option<usize>,
    /// Seed of the start values.
    pub seed: u64,
}

impl Default for TopicOptions {
    fn default() -> Self {
        TopicOptions { k: None, seed: 1 }
    }
}

/// A term of a topic.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct TopicTerm {
    /// The word, as most often printed.
    pub term: String,
    /// Its weight in the topic; the best has the highest.
    pub weight: f64,
}

/// One topic.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct TopicRow {
    /// Its number, from 0.
    pub topic: u32,
    /// A few words for people: its best entities and words.
    pub label: String,
    /// At least 25 terms when the corpus has so many, best first.
    pub terms: Vec<TopicTerm>,
    /// Names of entities typical for it, best first.
    pub entities: Vec<String>,
    /// Share of all stories' weight, 0 to 1; all shares sum to 1.
    pub share: f64,
    /// Its best stories (indices into [`Topics::stories`]), best first.
    #[serde(skip)]
    pub best: Vec<u32>,
}

/// How much of each topic a story has.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct TopicStory {
    /// The page's id.
    pub id: String,
    /// One weight a topic, summing to 1; all 0 when the story has no term of any topic.
    pub weights: Vec<f64>,
    /// Index of the page in the corpus.
    #[serde(skip)]
    pub page: u32,
    /// Index of the article in the page.
    #[serde(skip)]
    pub article: u32,
}

/// Topics and the stories' shares in them.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Topics {
    /// Largest share first.
    pub topics: Vec<TopicRow>,
    /// In input order.
    pub stories: Vec<TopicStory>,
}

impl Topics {
    /// Topics as columns.
    pub fn table(&self) -> Table {
        let rows = &self.topics;
        let terms = |row: &TopicRow| row.terms.iter().map(|term| term.term.clone()).collect();
        Table {
            columns: vec![
                Column::integer("topic", rows, |row| u64::from(row.topic)),
                Column::text("label", rows, |row| Some(row.label.as_str())),
                Column::list("terms", rows, terms),
                Column::list("entities", rows, |row| row.entities.clone()),
                Column::real("share", rows, |row| row.share),
            ],
        }
    }

    /// Stories and their best topic with its weight, as columns; no topic where all weights are 0.
    pub fn story_table(&self) -> Table {
        let rows = &self.stories;
        let best = |row: &TopicStory| best(&row.weights);
        Table {
            columns: vec![
                Column::text("id", rows, |row| Some(row.id.as_str())),
                Column {
                    name: "topic",
                    values: Values::Integer(
                        rows.iter().map(|row| best(row).map(|(at, _)| at as i64)).collect(),
                    ),
                },
                Column {
                    name: "weight",
                    values: Values::Real(
                        rows.iter().map(|row| best(row).map(|(_, weight)| weight)).collect(),
                    ),
                },
            ],
        }
    }
}

/// The highest weight above 0 and its place, the first of equals.
fn best(weights: &[f64]) -> Option<(usize, f64)> {
    let mut best: Option<(usize, f64)> = None;
    for (at, &weight) in weights.iter().enumerate() {
        if weight > best.map_or(0.0, |(_, highest)| highest) {
            best = Some((at, weight));
        }
    }
    best
}

/// How many topics a corpus of so many stories gets when nobody says.
fn default_k(stories: usize) -> usize {
    ((stories as f64).sqrt().round() as usize).clamp(2, 20)
}

/// Stories a topic is shown with.
const BEST_STORIES: usize = 10;

/// Terms of a topic.
const TERMS: usize = 30;

/// Factorises the stories' tf-idf matrix. Works in the partial's order, so that topics do not depend on the order of
/// the input; `places` then puts the stories back into it.
pub(crate) fn topics(
    partial: &Partial,
    links: &Links,
    places: &[(u32, u32)],
    options: &TopicOptions,
) -> Topics {
    let stories = partial.stories.len();
    if stories == 0 {
        return Topics::default();
    }
    let k = options.k.unwrap_or_else(|| default_k(stories)).clamp(1, stories);
    let vocabulary = Vocabulary::of(partial);
    let matrix = vocabulary.matrix(partial);
    let across = matrix.transposed();
    let latent = latent::latent(&matrix, &across, k, options.seed);
    let clusters = kmeans::clusters(&latent, k, options.seed);
    let model = nmf::factorise(&matrix, &across, &clusters, k);
    let mut shares = vec![0.0; k];
    let weights: Vec<Vec<f64>> = (0..stories).map(|story| model.story_weights(story)).collect();
    for (share, weight) in weights.iter().flat_map(|weights| (0..k).zip(weights)) {
        shares[share] += weight;
    }
    let all: f64 = shares.iter().sum();
    let mut order: Vec<usize> = (0..k).collect();
    order.sort_by(|&a, &b| shares[b].total_cmp(&shares[a]).then(a.cmp(&b)));

    let mut input_order: Vec<usize> = (0..stories).collect();
    input_order.sort_unstable_by_key(|&story| places[story]);
    let rows: Vec<TopicStory> = input_order
        .iter()
        .map(|&story| TopicStory {
            id: partial.stories[story].page.to_string(),
            weights: order.iter().map(|&topic| weights[story][topic]).collect(),
            page: places[story].0,
            article: places[story].1,
        })
        .collect();
    let labeller = label::Labeller::new(partial, links, &weights);
    let topics = order
        .iter()
        .enumerate()
        .map(|(number, &topic)| {
            let weights = model.term_weights(topic);
            let best = vocabulary.best(&weights, TERMS);
            let best = coherence::by_company(&across, &best, &weights);
            let columns: Vec<usize> = best.iter().map(|&(column, _)| column).collect();
            let printed = vocabulary.printed(partial, &columns);
            let terms: Vec<TopicTerm> =
                printed.into_iter().zip(best).map(|(term, (_, weight))| TopicTerm { term, weight }).collect();
            let entities = labeller.entities(topic);
            let mut best: Vec<u32> = (0..stories as u32).collect();
            let strength = |at: u32| model.strength(input_order[at as usize], topic);
            best.sort_by(|&a, &b| strength(b).total_cmp(&strength(a)).then(a.cmp(&b)));
            best.truncate(BEST_STORIES);
            best.retain(|&at| strength(at) > 0.0);
            TopicRow {
                topic: number as u32,
                label: label::label(&terms, &entities),
                entities,
                terms,
                share: if all > 0.0 { shares[topic] / all } else { 0.0 },
                best,
            }
        })
        .collect();
    Topics { topics, stories: rows }
}
