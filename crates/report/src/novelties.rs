//! What is new in the latest days.

use nutgraf_analysis::{Corpus, EntityRow, NoveltyOptions, NoveltyRow, TermRow};
use serde::Serialize;

use crate::evidence::Evidence;
use crate::names::{entity_evidence, term_evidence};

/// Names, and words, at most.
const ROWS: usize = 12;

#[derive(Serialize)]
pub(crate) struct Novelties {
    from: String,
    until: String,
    days: u32,
    before: u32,
    stories: u64,
    before_stories: u64,
    names: Vec<Row>,
    words: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    new: bool,
    stories: u64,
    before_stories: u64,
    log_likelihood: String,
    anchor: Option<String>,
}

/// Names and words of the last seven days against the four weeks before; none when nothing is new.
pub(crate) fn novelties(
    corpus: &Corpus,
    entities: &[EntityRow],
    terms: &[TermRow],
    evidence: &mut Evidence<'_>,
) -> Option<Novelties> {
    let options = NoveltyOptions::default();
    let found = corpus.novelties(&options);
    if found.rows.is_empty() {
        return None;
    }
    let mut rows = |is_word: bool| -> Vec<Row> {
        let wanted = found.rows.iter().filter(|row| (row.kind == "term") == is_word);
        wanted.take(ROWS).map(|row| line(corpus, entities, terms, row, evidence)).collect()
    };
    let (names, words) = (rows(false), rows(true));
    Some(Novelties {
        from: found.from?.to_string(),
        until: found.until?.to_string(),
        days: options.days,
        before: options.before,
        stories: found.stories,
        before_stories: found.before_stories,
        names,
        words,
    })
}

fn line(
    corpus: &Corpus,
    entities: &[EntityRow],
    terms: &[TermRow],
    row: &NoveltyRow,
    evidence: &mut Evidence<'_>,
) -> Row {
    let anchor = match row.kind {
        "term" => {
            let term = terms.iter().find(|term| term.term == row.name);
            term.map(|term| term_evidence(corpus, term, evidence))
        }
        kind => {
            let index =
                entities.iter().position(|entity| entity.kind.name() == kind && entity.name == row.name);
            index.map(|index| entity_evidence(corpus, index, &entities[index], evidence))
        }
    };
    Row {
        name: row.name.clone(),
        new: row.new,
        stories: row.stories,
        before_stories: row.before_stories,
        log_likelihood: format!("{:.1}", row.log_likelihood),
        anchor,
    }
}
