//! The outlets held against each other: what they write, how, and what they take over.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use nutgraf_analysis::{
    CopyingRow, Corpus, DuplicateRow, Grouping, KeynessOptions, PhraseOptions, SourceRow, TermRow,
};
use serde::Serialize;

use crate::evidence::Evidence;
use crate::names::term_evidence;

/// Outlets shown at most: those with most stories.
const OUTLETS: usize = 12;
/// Words shown of an outlet at most.
const WORDS: usize = 10;
/// Pairs of outlets shown at most.
const PAIRS: usize = 15;
/// Phrases shown at most.
const PHRASES: usize = 20;

#[derive(Serialize)]
pub(crate) struct Sources {
    rows: Vec<Row>,
    left: usize,
    marks: Vec<Marks>,
    copying: Vec<Copying>,
}

#[derive(Serialize)]
struct Row {
    outlet: String,
    stories: u64,
    words: String,
    sentence: String,
    grade: String,
    variety: String,
    quotations: u64,
    direct: String,
    copied: u64,
}

/// The words of an outlet.
#[derive(Serialize)]
struct Marks {
    outlet: String,
    words: Vec<Mark>,
    names: Vec<String>,
}

#[derive(Serialize)]
struct Mark {
    term: String,
    title: String,
    anchor: Option<String>,
}

#[derive(Serialize)]
struct Copying {
    outlet: String,
    original: String,
    stories: u64,
    share: String,
    lag: String,
}

#[derive(Serialize)]
pub(crate) struct Phrase {
    phrase: String,
    count: u64,
    stories: u64,
}

fn rounded(value: Option<f64>, places: usize) -> String {
    value.map_or("–".to_owned(), |value| format!("{value:.places$}"))
}

fn days(count: i64) -> String {
    match count {
        0 => "the same day".to_owned(),
        1 => "1 day".to_owned(),
        count => format!("{count} days"),
    }
}

/// None when there are no two outlets to compare.
pub(crate) fn sources(
    corpus: &Corpus,
    terms: &[TermRow],
    copies: &[DuplicateRow],
    evidence: &mut Evidence<'_>,
) -> Option<Sources> {
    if corpus.cut(Grouping::Outlet).len() < 2 {
        return None;
    }
    let mut sources = corpus.sources(Some(copies));
    let left = sources.len().saturating_sub(OUTLETS);
    if left > 0 {
        sources.sort_by_key(|row| Reverse(row.stories));
        sources.truncate(OUTLETS);
        sources.sort_by(|a, b| a.outlet.cmp(&b.outlet));
    }
    let marks = marks(corpus, &sources, terms, evidence);
    let copying = corpus.copying(copies).iter().take(PAIRS).map(copying).collect();
    let row = |row: SourceRow| Row {
        outlet: row.outlet,
        stories: row.stories,
        words: format!("{:.0}", row.words_per_story),
        sentence: rounded(row.words_per_sentence, 1),
        grade: rounded(row.readability.map(|found| found.flesch_kincaid), 1),
        variety: rounded(row.mattr, 2),
        quotations: row.quotations,
        direct: row.direct.map_or("–".to_owned(), |share| format!("{:.0} %", 100.0 * share)),
        copied: row.copied.unwrap_or_default(),
    };
    Some(Sources { rows: sources.into_iter().map(row).collect(), left, marks, copying })
}

fn marks(
    corpus: &Corpus,
    sources: &[SourceRow],
    terms: &[TermRow],
    evidence: &mut Evidence<'_>,
) -> Vec<Marks> {
    let options = KeynessOptions { max_p: 0.05, ..KeynessOptions::default() };
    let keyness = corpus.keyness_by(Grouping::Outlet, &options);
    let known: BTreeMap<&str, &TermRow> = terms.iter().map(|row| (row.term.as_str(), row)).collect();
    let mut marks = vec![];
    for source in sources {
        let spread = source.stories.min(2);
        let own = keyness
            .iter()
            .filter(|row| row.part == source.outlet && row.log_likelihood > 0.0 && row.stories >= spread);
        let mut words = vec![];
        for row in own.take(WORDS) {
            words.push(Mark {
                term: row.term.clone(),
                title: format!(
                    "{} here, {} elsewhere; G² {:.1}, log ratio {:.1}",
                    row.count, row.reference_count, row.log_likelihood, row.log_ratio
                ),
                anchor: known.get(row.term.as_str()).map(|row| term_evidence(corpus, row, evidence)),
            });
        }
        if !words.is_empty() || !source.names.is_empty() {
            marks.push(Marks { outlet: source.outlet.clone(), words, names: source.names.clone() });
        }
    }
    marks
}

fn copying(row: &CopyingRow) -> Copying {
    let lag = match (row.lag_min, row.lag_max) {
        (Some(least), Some(most)) if least == most => days(least),
        (Some(least), Some(most)) => format!("{least} to {}", days(most)),
        _ => String::new(),
    };
    Copying {
        outlet: row.outlet.clone(),
        original: row.original.clone(),
        stories: row.stories,
        share: format!("{:.0} %", 100.0 * row.share),
        lag,
    }
}

/// The most frequent phrases of two stories or more.
pub(crate) fn phrases(corpus: &Corpus) -> Vec<Phrase> {
    let options = PhraseOptions { min_stories: 2, top: Some(PHRASES), ..PhraseOptions::default() };
    let row = |row: nutgraf_analysis::PhraseRow| Phrase {
        phrase: row.phrase,
        count: row.count,
        stories: row.stories,
    };
    corpus.phrases(&options).into_iter().map(row).collect()
}
