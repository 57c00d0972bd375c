use serde::Serialize;

use crate::Table;

/// One term of the corpus.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct TermRow {
    /// Lower-cased word.
    pub term: String,
    /// Occurrences in stories.
    pub count: u64,
    /// Stories that hold it.
    pub stories: u64,
    /// `count * ln(N / stories)`, N being the number of stories (Spärck Jones 1972).
    pub tf_idf: f64,
}

impl TermRow {
    /// Rows as columns.
    pub fn table(_rows: &[TermRow]) -> Table {
        Table::default()
    }
}
