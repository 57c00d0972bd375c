//! The outlets of a corpus held against each other.

mod copying;
mod entity;
mod quote;

pub use copying::CopyingRow;
pub use entity::SourceEntityRow;
pub use quote::SourceQuoteRow;

use nutgraf_core::{Day, QuotationKind};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use crate::{Column, Corpus, DuplicateRow, Grouping, KeynessOptions, Readability, Table};

/// Words and names that mark an outlet in the table of all.
const MARKS: usize = 5;

/// Largest chance, not corrected, of what marks an outlet.
const MAX_P: f64 = 0.05;

/// What an outlet writes, how, and whom it quotes.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct SourceRow {
    /// The outlet.
    pub outlet: String,
    /// Stories.
    pub stories: u64,
    /// First day of publication.
    #[serde(serialize_with = "crate::table::day")]
    pub first: Option<Day>,
    /// Last day.
    #[serde(serialize_with = "crate::table::day")]
    pub last: Option<Day>,
    /// Words of its paragraphs.
    pub words: u64,
    /// Words a story.
    pub words_per_story: f64,
    /// Words a sentence.
    pub words_per_sentence: Option<f64>,
    /// Lexical diversity: the mean moving-average type-token ratio of its stories.
    pub mattr: Option<f64>,
    /// Reading ease; none for text that is not English.
    pub readability: Option<Readability>,
    /// Different entities named.
    pub entities: u64,
    /// Mentions of entities.
    pub mentions: u64,
    /// Quotations.
    pub quotations: u64,
    /// Share of them that is direct or mixed: with words in quotation marks.
    pub direct: Option<f64>,
    /// Different speakers that are known.
    pub speakers: u64,
    /// Stories that are copies of another outlet's original; none when copies were not looked for.
    pub copied: Option<u64>,
    /// Its words against those of all others: see [`Corpus::keyness_by`].
    pub keywords: Vec<String>,
    /// Its names against those of all others: see [`Corpus::source_entities`].
    pub names: Vec<String>,
}

impl SourceRow {
    /// Rows as columns.
    pub fn table(rows: &[SourceRow]) -> Table {
        let ease = |of: fn(&Readability) -> f64| move |row: &SourceRow| row.readability.as_ref().map(of);
        let copied = rows.iter().map(|row| row.copied.and_then(|count| i64::try_from(count).ok())).collect();
        Table {
            columns: vec![
                Column::text("outlet", rows, |row| Some(row.outlet.as_str())),
                Column::integer("stories", rows, |row| row.stories),
                Column::date("first", rows, |row| row.first),
                Column::date("last", rows, |row| row.last),
                Column::integer("words", rows, |row| row.words),
                Column::real("words_per_story", rows, |row| row.words_per_story),
                Column::optional_real("words_per_sentence", rows, |row| row.words_per_sentence),
                Column::optional_real("mattr", rows, |row| row.mattr),
                Column::optional_real("flesch", rows, ease(|found| found.flesch)),
                Column::optional_real("flesch_kincaid", rows, ease(|found| found.flesch_kincaid)),
                Column::integer("entities", rows, |row| row.entities),
                Column::integer("mentions", rows, |row| row.mentions),
                Column::integer("quotations", rows, |row| row.quotations),
                Column::optional_real("direct", rows, |row| row.direct),
                Column::integer("speakers", rows, |row| row.speakers),
                Column { name: "copied", values: crate::Values::Integer(copied) },
                Column::list("keywords", rows, |row| row.keywords.clone()),
                Column::list("names", rows, |row| row.names.clone()),
            ],
        }
    }
}

/// Quotations of an outlet.
#[derive(Default)]
struct Quoting {
    all: u64,
    direct: u64,
    speakers: FxHashSet<u32>,
}

impl Corpus {
    /// The number of every story in what was counted, by its page and article: no page is unpacked for its outlet.
    fn numbers(&self) -> FxHashMap<(u32, u32), usize> {
        self.places().iter().copied().zip(0..).collect()
    }

    /// A row an outlet, by name: length, reading ease, names, quotations, what marks it against the others and, when
    /// `copies` are given (as [`Corpus::duplicates`] finds them), how many of its stories come from another outlet.
    ///
    /// Keywords and names have a `p` of 0.05 at most and stand in two stories of the outlet at least, when it has more
    /// than one.
    pub fn sources(&self, copies: Option<&[DuplicateRow]>) -> Vec<SourceRow> {
        let partial = self.partial();
        let parts = self.cut(Grouping::Outlet);
        let keyness = self.keyness_among(&parts, &KeynessOptions::default());
        let entities = self.source_entities();
        let copying = copies.map(|copies| self.copying(copies));
        let mut quoting: FxHashMap<String, Quoting> = FxHashMap::default();
        let numbers = self.numbers();
        for quote in self.quotes() {
            let number = numbers.get(&(quote.page, quote.article));
            let Some(outlet) = number.and_then(|&story| partial.outlet(story)) else { continue };
            let sums = quoting.entry(outlet.to_owned()).or_default();
            sums.all += 1;
            sums.direct += u64::from(quote.kind != QuotationKind::Indirect);
            sums.speakers.extend(quote.entity);
        }
        let row = |(part, text): (&crate::Selection, crate::ReadabilityRow)| {
            let stories = (0..partial.stories()).filter(|&story| part.holds(story));
            let days: Vec<Day> = stories.clone().filter_map(|story| partial.day(story)).collect();
            let mut named: Vec<u32> =
                stories.clone().flat_map(|story| self.links().of_story(story).iter().copied()).collect();
            named.sort_unstable();
            named.dedup();
            let mentions = stories.flat_map(|story| &partial.stories[story].named);
            let quoted = quoting.remove(part.name()).unwrap_or_default();
            let spread = text.stories.min(2);
            let words = keyness.iter().filter(|row| {
                row.part == part.name() && row.log_likelihood > 0.0 && row.p <= MAX_P && row.stories >= spread
            });
            let names = entities.iter().filter(|row| {
                row.outlet == part.name()
                    && row.log_likelihood > 0.0
                    && row.p <= MAX_P
                    && row.stories >= spread
            });
            SourceRow {
                outlet: part.name().to_owned(),
                stories: text.stories,
                first: days.iter().min().copied(),
                last: days.iter().max().copied(),
                words: text.counts.words,
                words_per_story: text.words_per_story,
                words_per_sentence: text.words_per_sentence,
                mattr: text.mattr,
                readability: text.readability,
                entities: named.len() as u64,
                mentions: mentions.map(|named| u64::from(named.mentions)).sum(),
                quotations: quoted.all,
                direct: (quoted.all > 0).then(|| quoted.direct as f64 / quoted.all as f64),
                speakers: quoted.speakers.len() as u64,
                copied: copying.as_ref().map(|rows| {
                    rows.iter().filter(|row| row.outlet == part.name()).map(|row| row.stories).sum()
                }),
                keywords: words.take(MARKS).map(|row| row.term.clone()).collect(),
                names: names.take(MARKS).map(|row| row.name.clone()).collect(),
            }
        };
        parts.iter().zip(self.readability_among(&parts)).map(row).collect()
    }
}
