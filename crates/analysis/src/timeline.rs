use nutgraf_core::Day;
use serde::Serialize;

use crate::Table;

/// How long a step of a timeline is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Unit {
    /// A day.
    #[default]
    Day,
    /// A week from Monday (ISO 8601).
    Week,
    /// A calendar month.
    Month,
}

/// One step of a timeline.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct TimelineRow {
    /// Its first day; none for stories without a date, which come last.
    #[serde(serialize_with = "crate::table::day")]
    pub start: Option<Day>,
    /// Stories published.
    pub stories: u64,
    /// Words of those stories.
    pub words: u64,
    /// Mentions of entities in them.
    pub mentions: u64,
    /// Quotations in them.
    pub quotations: u64,
}

impl TimelineRow {
    /// Rows as columns.
    pub fn table(_rows: &[TimelineRow]) -> Table {
        Table::default()
    }
}
