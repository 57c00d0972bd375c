use nutgraf_core::{Day, EntityKind};
use serde::Serialize;

use crate::Table;

/// One entity of one page: where a corpus entity occurs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Occurrence {
    /// The page's id.
    pub id: String,
    /// The entity's id on that page.
    pub entity: u32,
    /// Index of the page in the corpus.
    #[serde(skip)]
    pub page: u32,
    /// Index of the article in the page.
    #[serde(skip)]
    pub article: u32,
}

/// One entity of the corpus.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct EntityRow {
    /// What it is.
    pub kind: EntityKind,
    /// The fullest form, the most frequent of equals.
    pub name: String,
    /// The other forms, most frequent first.
    pub aliases: Vec<String>,
    /// Titles printed with it, most frequent first.
    pub titles: Vec<String>,
    /// Mentions in stories.
    pub mentions: u64,
    /// Stories that name it.
    pub stories: u64,
    /// Earliest day of publication of those stories; `YYYY-MM-DD` in JSON.
    #[serde(serialize_with = "crate::table::day")]
    pub first: Option<Day>,
    /// Latest day.
    #[serde(serialize_with = "crate::table::day")]
    pub last: Option<Day>,
    /// Where, in input order.
    pub occurrences: Vec<Occurrence>,
}

impl EntityRow {
    /// Rows as columns, without the occurrences.
    pub fn table(_rows: &[EntityRow]) -> Table {
        Table::default()
    }
}
