use nutgraf_core::EntityKind;
use serde::Serialize;

use crate::Table;

/// Where two entities must stand to count as together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum PairScope {
    /// In one sentence.
    Sentence,
    /// In one paragraph.
    #[default]
    Paragraph,
    /// In one story.
    Story,
}

/// Two entities named together.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct PairRow {
    /// One name: the first of the two in the order of [`Corpus::entities`](crate::Corpus::entities).
    pub a: String,
    /// Its kind.
    pub a_kind: EntityKind,
    /// The other.
    pub b: String,
    /// Its kind.
    pub b_kind: EntityKind,
    /// Units (sentences, paragraphs or stories) that name both.
    pub together: u64,
    /// Units that name `a`.
    pub a_count: u64,
    /// Units that name `b`.
    pub b_count: u64,
    /// Units that name any entity.
    pub units: u64,
    /// Pointwise mutual information, in bits (Church and Hanks 1990).
    pub pmi: f64,
    /// Log-likelihood ratio G² (Dunning 1993).
    pub log_likelihood: f64,
    /// Index of `a` in [`Corpus::entities`](crate::Corpus::entities).
    #[serde(skip)]
    pub a_index: u32,
    /// Index of `b`.
    #[serde(skip)]
    pub b_index: u32,
}

impl PairRow {
    /// Rows as columns.
    pub fn table(_rows: &[PairRow]) -> Table {
        Table::default()
    }
}
