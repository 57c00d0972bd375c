use std::collections::BTreeMap;

use nutgraf_core::QuotationKind;
use serde::Serialize;

use crate::{Column, Corpus, Table};

/// How much an outlet lets someone speak.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct SourceQuoteRow {
    /// The outlet.
    pub outlet: String,
    /// The speaker's name in the corpus.
    pub speaker: String,
    /// Quotations.
    pub quotations: u64,
    /// Stories that quote the speaker.
    pub stories: u64,
    /// Share of the quotations that is direct or mixed: with words in quotation marks.
    pub direct: f64,
    /// Share of the outlet's quotations with a known speaker.
    pub share: f64,
    /// The same share in all other outlets; none when they quote nobody.
    pub reference_share: Option<f64>,
    /// Index of the speaker in [`Corpus::entities`].
    #[serde(skip)]
    pub entity: u32,
}

impl SourceQuoteRow {
    /// Rows as columns.
    pub fn table(rows: &[SourceQuoteRow]) -> Table {
        Table {
            columns: vec![
                Column::text("outlet", rows, |row| Some(row.outlet.as_str())),
                Column::text("speaker", rows, |row| Some(row.speaker.as_str())),
                Column::integer("quotations", rows, |row| row.quotations),
                Column::integer("stories", rows, |row| row.stories),
                Column::real("direct", rows, |row| row.direct),
                Column::real("share", rows, |row| row.share),
                Column::optional_real("reference_share", rows, |row| row.reference_share),
            ],
        }
    }
}

/// Quotations, those with words in quotation marks, and the stories they stand in.
#[derive(Default)]
struct Said {
    all: u64,
    direct: u64,
    stories: Vec<(u32, u32)>,
}

impl Corpus {
    /// Whom each outlet quotes: outlet by outlet, most quotations first, then in the order of [`Corpus::entities`].
    /// Speakers that are no entity are left out.
    pub fn source_quotes(&self) -> Vec<SourceQuoteRow> {
        let mut said: BTreeMap<String, BTreeMap<u32, Said>> = BTreeMap::new();
        let mut names: BTreeMap<u32, String> = BTreeMap::new();
        let numbers = self.numbers();
        for quote in self.quotes() {
            let number = numbers.get(&(quote.page, quote.article));
            let outlet = number.and_then(|&story| self.partial().outlet(story));
            let (Some(outlet), Some(entity)) = (outlet.filter(|outlet| !outlet.is_empty()), quote.entity)
            else {
                continue;
            };
            let sums = said.entry(outlet.to_owned()).or_default().entry(entity).or_default();
            sums.all += 1;
            sums.direct += u64::from(quote.kind != QuotationKind::Indirect);
            sums.stories.push((quote.page, quote.article));
            names.entry(entity).or_insert_with(|| quote.speaker.unwrap_or_default());
        }
        let sum = |speakers: &BTreeMap<u32, Said>| speakers.values().map(|said| said.all).sum::<u64>();
        let all: u64 = said.values().map(sum).sum();
        let mut of_speaker: BTreeMap<u32, u64> = BTreeMap::new();
        for (&entity, said) in said.values().flatten() {
            *of_speaker.entry(entity).or_default() += said.all;
        }
        let mut rows = vec![];
        for (outlet, speakers) in said {
            let own = sum(&speakers);
            let start = rows.len();
            for (entity, mut said) in speakers {
                // Quotations come in input order, so that those of a story stand together.
                said.stories.dedup();
                let elsewhere = of_speaker.get(&entity).copied().unwrap_or_default() - said.all;
                rows.push(SourceQuoteRow {
                    outlet: outlet.clone(),
                    speaker: names.get(&entity).cloned().unwrap_or_default(),
                    quotations: said.all,
                    stories: said.stories.len() as u64,
                    direct: said.direct as f64 / said.all as f64,
                    share: said.all as f64 / own as f64,
                    reference_share: (all > own).then(|| elsewhere as f64 / (all - own) as f64),
                    entity,
                });
            }
            rows[start..].sort_by_key(|row| std::cmp::Reverse(row.quotations));
        }
        rows
    }
}
