//! What was said, by whom.

use std::collections::BTreeMap;

use nutgraf_analysis::{Corpus, EntityRow, QuoteRow};
use nutgraf_core::QuotationKind;
use serde::Serialize;

use crate::evidence::{day, story_anchor, title};

/// Quotations shown of one speaker.
const QUOTES: usize = 8;

#[derive(Serialize)]
pub(crate) struct Speaker {
    name: String,
    title: Option<String>,
    total: usize,
    quotes: Vec<Quote>,
}

#[derive(Serialize)]
struct Quote {
    parts: Vec<String>,
    marked: bool,
    anchor: String,
    story: String,
    outlet: Option<String>,
    day: Option<String>,
}

/// Speakers that are known, most quoted first, then by name.
pub(crate) fn speakers(corpus: &Corpus, entities: &[EntityRow], limit: usize) -> Vec<Speaker> {
    let rows = corpus.quotes();
    let mut by_speaker: BTreeMap<u32, Vec<&QuoteRow>> = BTreeMap::new();
    for row in &rows {
        if let Some(entity) = row.entity {
            by_speaker.entry(entity).or_default().push(row);
        }
    }
    let mut speakers: Vec<(u32, Vec<&QuoteRow>)> = by_speaker.into_iter().collect();
    // Entities are in the order of their weight already, so that equals stand in it.
    speakers.sort_by_key(|(entity, rows)| (std::cmp::Reverse(rows.len()), *entity));
    let speakers = speakers.into_iter().take(limit).filter_map(|(entity, rows)| {
        let entity = entities.get(entity as usize)?;
        Some(Speaker {
            name: entity.name.clone(),
            title: entity.titles.first().cloned(),
            total: rows.len(),
            quotes: rows.iter().take(QUOTES).filter_map(|row| quote(corpus, row)).collect(),
        })
    });
    speakers.collect()
}

fn quote(corpus: &Corpus, row: &QuoteRow) -> Option<Quote> {
    let found = corpus.story(row.page, row.article)?;
    let article = found.article();
    let quotation = article.quotations.get(row.quotation as usize)?;
    Some(Quote {
        parts: quotation.parts.iter().map(|part| part.slice(&article.text).replace('\n', " ")).collect(),
        marked: quotation.kind == QuotationKind::Direct,
        anchor: story_anchor(row.page, row.article),
        story: title(article),
        outlet: found.page().outlet.clone(),
        day: day(article),
    })
}
