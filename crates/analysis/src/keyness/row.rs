use serde::Serialize;

use crate::{Column, Table};

/// How a word's frequency in a part of the corpus differs from that in another.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct KeynessRow {
    /// The part.
    pub part: String,
    /// What it is held against.
    pub reference: String,
    /// Lower-cased word.
    pub term: String,
    /// Occurrences in the part.
    pub count: u64,
    /// Occurrences in the reference.
    pub reference_count: u64,
    /// Stories of the part that hold it.
    pub stories: u64,
    /// Stories of the reference that hold it.
    pub reference_stories: u64,
    /// Words of the part, those that are in no row too.
    pub words: u64,
    /// Words of the reference.
    pub reference_words: u64,
    /// Occurrences in a million words of the part.
    pub per_million: f64,
    /// Occurrences in a million words of the reference.
    pub reference_per_million: f64,
    /// Log-likelihood ratio G², negative when the word is less frequent in the part: see
    /// [`signed_log_likelihood`](crate::signed_log_likelihood).
    pub log_likelihood: f64,
    /// The chance of a G² so large (χ², one degree of freedom) when both parts use the word alike.
    pub p: f64,
    /// The same, answering for the number of words tested: see [`Correction`](crate::Correction).
    pub p_adjusted: f64,
    /// Evidence for a difference, as BIC: see [`bayes_factor`](crate::bayes_factor).
    pub bayes_factor: f64,
    /// How many times more frequent, as a power of two: see [`log_ratio`](crate::log_ratio).
    pub log_ratio: f64,
    /// %DIFF: see [`percent_difference`](crate::percent_difference); none when the reference lacks the word.
    pub percent_difference: Option<f64>,
}

impl KeynessRow {
    /// Rows as columns.
    pub fn table(rows: &[KeynessRow]) -> Table {
        Table {
            columns: vec![
                Column::text("part", rows, |row| Some(row.part.as_str())),
                Column::text("reference", rows, |row| Some(row.reference.as_str())),
                Column::text("term", rows, |row| Some(row.term.as_str())),
                Column::integer("count", rows, |row| row.count),
                Column::integer("reference_count", rows, |row| row.reference_count),
                Column::integer("stories", rows, |row| row.stories),
                Column::integer("reference_stories", rows, |row| row.reference_stories),
                Column::integer("words", rows, |row| row.words),
                Column::integer("reference_words", rows, |row| row.reference_words),
                Column::real("per_million", rows, |row| row.per_million),
                Column::real("reference_per_million", rows, |row| row.reference_per_million),
                Column::real("log_likelihood", rows, |row| row.log_likelihood),
                Column::real("p", rows, |row| row.p),
                Column::real("p_adjusted", rows, |row| row.p_adjusted),
                Column::real("bayes_factor", rows, |row| row.bayes_factor),
                Column::real("log_ratio", rows, |row| row.log_ratio),
                Column::optional_real("percent_difference", rows, |row| row.percent_difference),
            ],
        }
    }
}
