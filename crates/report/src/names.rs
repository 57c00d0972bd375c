//! People, organisations, places, and words.

use minijinja::Value;
use nutgraf_analysis::{Corpus, EntityRow, TermRow};
use nutgraf_core::EntityKind;
use serde::Serialize;

use crate::draw;
use crate::evidence::{Evidence, Unit, mentions, words};

#[derive(Serialize)]
pub(crate) struct Kind {
    title: &'static str,
    total: usize,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    note: Option<String>,
    count: u64,
    stories: u64,
    period: String,
    bar: Value,
    anchor: String,
}

/// One table for each kind of which the corpus has some.
pub(crate) fn kinds(
    corpus: &Corpus,
    entities: &[EntityRow],
    limit: usize,
    evidence: &mut Evidence<'_>,
) -> Vec<Kind> {
    let mut kinds = vec![];
    for (kind, title) in [
        (EntityKind::Person, "People"),
        (EntityKind::Organization, "Organisations"),
        (EntityKind::Place, "Places"),
    ] {
        let of_kind: Vec<(usize, &EntityRow)> =
            entities.iter().enumerate().filter(|(_, row)| row.kind == kind).collect();
        let most = of_kind.iter().take(limit).map(|(_, row)| row.mentions).max().unwrap_or(0) as f64;
        let mut rows = vec![];
        for &(index, row) in of_kind.iter().take(limit) {
            rows.push(Row {
                name: row.name.clone(),
                note: note(row),
                count: row.mentions,
                stories: row.stories,
                period: period(row),
                bar: Value::from_safe_string(draw::bar(row.mentions as f64, most)),
                anchor: entity_evidence(corpus, index, row, evidence),
            });
        }
        if !rows.is_empty() {
            kinds.push(Kind { title, total: of_kind.len(), rows });
        }
    }
    kinds
}

/// The anchor of an entity's sentences.
pub(crate) fn entity_evidence(
    corpus: &Corpus,
    index: usize,
    row: &EntityRow,
    evidence: &mut Evidence<'_>,
) -> String {
    let key = format!("entity {index}");
    if let Some(anchor) = evidence.anchor(&key) {
        return anchor;
    }
    evidence.add(
        key,
        row.name.clone(),
        Unit::Mentions,
        row.mentions,
        &mentions(corpus, row, evidence.limit()),
    )
}

/// What stands under a name: its most frequent title, else another form.
fn note(row: &EntityRow) -> Option<String> {
    let alias = || row.aliases.iter().find(|alias| !row.name.contains(alias.as_str()));
    row.titles.first().or_else(alias).cloned()
}

fn period(row: &EntityRow) -> String {
    match (row.first, row.last) {
        (Some(first), Some(last)) if first != last => format!("{first} – {last}"),
        (Some(day), _) | (_, Some(day)) => day.to_string(),
        _ => String::new(),
    }
}

#[derive(Serialize)]
pub(crate) struct Word {
    term: String,
    count: u64,
    stories: u64,
    tf_idf: String,
    bar: Value,
    anchor: String,
}

/// The words that mark the corpus.
pub(crate) fn terms(corpus: &Corpus, limit: usize, evidence: &mut Evidence<'_>) -> Vec<Word> {
    let terms = corpus.terms();
    let most = terms.first().map_or(0.0, |row| row.tf_idf);
    let mut rows = vec![];
    for row in terms.iter().take(limit) {
        rows.push(Word {
            term: row.term.clone(),
            count: row.count,
            stories: row.stories,
            tf_idf: format!("{:.1}", row.tf_idf),
            bar: Value::from_safe_string(draw::bar(row.tf_idf, most)),
            anchor: term_evidence(corpus, row, evidence),
        });
    }
    rows
}

/// The anchor of a term's sentences.
pub(crate) fn term_evidence(corpus: &Corpus, row: &TermRow, evidence: &mut Evidence<'_>) -> String {
    let key = format!("term {}", row.term);
    if let Some(anchor) = evidence.anchor(&key) {
        return anchor;
    }
    let found = words(corpus, &row.term, &corpus.sentences_with(&row.term, evidence.limit()));
    evidence.add(key, row.term.clone(), Unit::Times, row.count, &found)
}
