use std::collections::BTreeMap;

use serde::Serialize;

use crate::{Column, Corpus, DuplicateRow, Table};

/// How much an outlet takes over from another.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct CopyingRow {
    /// Who copies.
    pub outlet: String,
    /// Whose story is the likely original.
    pub original: String,
    /// Stories taken over.
    pub stories: u64,
    /// Share of the copying outlet's stories.
    pub share: f64,
    /// Days after the original, the least; none when no pair has both days.
    pub lag_min: Option<i64>,
    /// The median; of an even number of pairs the lower of the two in the middle.
    pub lag_median: Option<i64>,
    /// The mean.
    pub lag_mean: Option<f64>,
    /// The most.
    pub lag_max: Option<i64>,
}

impl CopyingRow {
    /// Rows as columns.
    pub fn table(rows: &[CopyingRow]) -> Table {
        let lag = |name: &'static str, of: fn(&CopyingRow) -> Option<i64>| Column {
            name,
            values: crate::Values::Integer(rows.iter().map(of).collect()),
        };
        Table {
            columns: vec![
                Column::text("outlet", rows, |row| Some(row.outlet.as_str())),
                Column::text("original", rows, |row| Some(row.original.as_str())),
                Column::integer("stories", rows, |row| row.stories),
                Column::real("share", rows, |row| row.share),
                lag("lag_min", |row| row.lag_min),
                lag("lag_median", |row| row.lag_median),
                Column::optional_real("lag_mean", rows, |row| row.lag_mean),
                lag("lag_max", |row| row.lag_max),
            ],
        }
    }
}

impl Corpus {
    /// Who copies whom, and how many days later: a row a pair of outlets, most stories first, then by names. `copies`
    /// are groups as [`Corpus::duplicates`] finds them; an outlet's copies of its own stories do not count.
    pub fn copying(&self, copies: &[DuplicateRow]) -> Vec<CopyingRow> {
        let partial = self.partial();
        let mut stories: BTreeMap<&str, u64> = BTreeMap::new();
        for outlet in (0..partial.stories()).filter_map(|story| partial.outlet(story)) {
            *stories.entry(outlet).or_default() += 1;
        }
        let mut pairs: BTreeMap<(&str, &str), Vec<Option<i32>>> = BTreeMap::new();
        for group in copies {
            let [original, others @ ..] = group.stories.as_slice() else { continue };
            let Some(from) = original.outlet.as_deref().map(str::trim) else { continue };
            for copy in others {
                if let Some(outlet) = copy.outlet.as_deref().map(str::trim).filter(|&outlet| outlet != from) {
                    pairs.entry((outlet, from)).or_default().push(copy.lag);
                }
            }
        }
        let row = |((outlet, original), lags): ((&str, &str), Vec<Option<i32>>)| {
            let taken = lags.len() as u64;
            let mut days: Vec<i64> = lags.into_iter().flatten().map(i64::from).collect();
            days.sort_unstable();
            let mean = || days.iter().sum::<i64>() as f64 / days.len() as f64;
            CopyingRow {
                outlet: outlet.to_owned(),
                original: original.to_owned(),
                stories: taken,
                share: taken as f64 / stories.get(outlet).copied().unwrap_or(taken).max(1) as f64,
                lag_min: days.first().copied(),
                lag_median: days.get(days.len().saturating_sub(1) / 2).copied(),
                lag_mean: (!days.is_empty()).then(mean),
                lag_max: days.last().copied(),
            }
        };
        let mut rows: Vec<CopyingRow> = pairs.into_iter().map(row).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.stories));
        rows
    }
}
