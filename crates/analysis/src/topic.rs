mod choice;
mod cluster;
mod coherence;
mod compare;
mod dense;
mod eigen;
mod file;
mod fold;
mod kmeans;
mod label;
mod latent;
mod lda;
mod matrix;
mod model;
mod nmf;
mod over;
mod phrase;
mod prior;
mod rows;
mod sentence;
mod shown;
mod update;
mod vocabulary;

use nutgraf_core::{Day, Span};
use serde::Serialize;

use crate::{Column, Corpus, Table, Values};
pub use choice::TopicCountRow;
pub use compare::TopicMatchRow;
pub(crate) use model::Model;
pub use model::TopicMethod;
pub use over::{TopicOutletRow, TopicTimeRow};
use vocabulary::Vocabulary;

/// How to find topics.
#[derive(Clone, Debug)]
pub struct TopicOptions {
    /// By which model.
    pub method: TopicMethod,
    /// How many; none: chosen by the size of the corpus.
    pub k: Option<usize>,
    /// Seed of the start values.
    pub seed: u64,
}

impl Default for TopicOptions {
    fn default() -> Self {
        TopicOptions { method: TopicMethod::default(), k: None, seed: 1 }
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
    /// Phrases of two or three words typical for it, best first.
    pub phrases: Vec<String>,
    /// Its most typical sentence; none when its stories have none of a sentence's length.
    pub sentence: Option<TopicSentence>,
    /// Share of all stories' weight, 0 to 1; all shares sum to 1.
    pub share: f64,
    /// Its best stories (indices into [`Topics::stories`]), best first.
    #[serde(skip)]
    pub best: Vec<u32>,
}

/// The most typical sentence of a topic.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct TopicSentence {
    /// The sentence.
    pub text: String,
    /// Id of the page it stands on.
    pub id: String,
    /// Index of the page in the corpus last learnt from.
    #[serde(skip)]
    pub page: u32,
    /// Index of the article in the page.
    #[serde(skip)]
    pub article: u32,
    /// Where in the article's text.
    #[serde(skip)]
    pub span: Span,
}

/// How much of each topic a story has.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct TopicStory {
    /// The page's id.
    pub id: String,
    /// One weight a topic, summing to 1; all 0 when the story has no term of any topic.
    pub weights: Vec<f64>,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// The day it was published.
    #[serde(serialize_with = "crate::table::day", skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// How strong all topics together are in it; comparable between stories of one model.
    #[serde(skip)]
    pub strength: f64,
    /// Index of the page in the corpus that was last learnt from; [`TopicStory::ELSEWHERE`] when it is not there.
    #[serde(skip)]
    pub page: u32,
    /// Index of the article in the page.
    #[serde(skip)]
    pub article: u32,
}

impl TopicStory {
    /// The page index of a story that stands in no corpus at hand: it was learnt from earlier, or read from a file.
    pub const ELSEWHERE: u32 = u32::MAX;

    /// The topic of highest weight above 0 and its weight, the first of equals.
    pub fn best(&self) -> Option<(usize, f64)> {
        best(&self.weights)
    }
}

/// Topics and the stories' shares in them.
///
/// The same seed gives the same bytes at any number of threads, in any order of the input, and on any machine.
///
/// ```
/// use nutgraf_analysis::{Corpus, TopicMethod, TopicOptions, Topics};
/// use nutgraf_core::{Layout, Options, parse};
///
/// let text = |at: usize| match at % 2 {
///     0 => "The ferry left the harbour in a storm.\nThe storm drove the ferry from the pier.\n",
///     _ => "The mill cut wages, and the union called a strike.\nA strike over wages closed the mill.\n",
/// };
/// let pages = (0..12).map(|at| parse(Layout::plain(at.to_string(), text(at)), &Options::default()));
/// let corpus = Corpus::collect(pages.collect());
/// for method in TopicMethod::ALL {
///     let topics = corpus.topics(&TopicOptions { method, k: Some(2), ..TopicOptions::default() });
///     assert_eq!(topics.topics.len(), 2);
///     assert_eq!(topics.stories[0].best().map(|best| best.0), topics.stories[2].best().map(|best| best.0));
/// }
/// ```
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Topics {
    /// Largest share first.
    pub topics: Vec<TopicRow>,
    /// In input order.
    pub stories: Vec<TopicStory>,
    pub(crate) model: Model,
}

impl Topics {
    /// How they were found.
    pub fn method(&self) -> TopicMethod {
        self.model.method
    }

    /// Topics as columns.
    pub fn table(&self) -> Table {
        let rows = &self.topics;
        let terms = |row: &TopicRow| row.terms.iter().map(|term| term.term.clone()).collect();
        Table {
            columns: vec![
                Column::integer("topic", rows, |row| u64::from(row.topic)),
                Column::text("label", rows, |row| Some(row.label.as_str())),
                Column::list("terms", rows, terms),
                Column::list("phrases", rows, |row| row.phrases.clone()),
                Column::list("entities", rows, |row| row.entities.clone()),
                Column::real("share", rows, |row| row.share),
                Column::text("sentence", rows, |row| Some(row.sentence.as_ref()?.text.as_str())),
            ],
        }
    }

    /// Stories and their best topic with its weight, as columns; no topic where all weights are 0.
    pub fn story_table(&self) -> Table {
        let rows = &self.stories;
        let best = TopicStory::best;
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

/// Most topics: a token's topic must fit into 16 bits.
const MOST_TOPICS: usize = 1 << 16;

/// Finds topics. Works in the partial's order, so that topics do not depend on the order of the input.
pub(crate) fn topics(corpus: &Corpus, options: &TopicOptions) -> Topics {
    let partial = corpus.partial();
    let stories = partial.stories.len();
    if stories == 0 {
        return Topics::default();
    }
    let k = options.k.unwrap_or_else(|| default_k(stories)).clamp(1, stories.min(MOST_TOPICS));
    let vocabulary = Vocabulary::of(partial);
    let counts = vocabulary.counts(partial);
    let (mut model, strengths) = Model::learn(vocabulary, &counts, options.method, k, options.seed);
    let strengths = rows::by_share(&mut model, &strengths);
    rows::topics(model, corpus, &counts, strengths)
}
