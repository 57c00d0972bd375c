use serde::Serialize;

use crate::Table;

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
        Table::default()
    }

    /// Stories and their weights as columns.
    pub fn story_table(&self) -> Table {
        Table::default()
    }
}
