//! Who is written about with whom.

use minijinja::Value;
use nutgraf_analysis::{Corpus, EntityRow, PairRow, PairScope};
use nutgraf_core::EntityKind;
use serde::Serialize;

use crate::draw;
use crate::evidence::{Evidence, Unit, both};

/// Names in the matrix at most.
const SIDE: usize = 14;
/// The most written about, of whom the matrix shows those with company.
const CANDIDATES: usize = 2 * SIDE;
/// Pairs in the table at most.
const PAIRS: usize = 20;
/// Where two names must stand to count as together.
const SCOPE: PairScope = PairScope::Paragraph;

#[derive(Serialize)]
pub(crate) struct Together {
    matrix: Value,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    a: String,
    b: String,
    together: u64,
    a_count: u64,
    b_count: u64,
    pmi: String,
    log_likelihood: String,
    anchor: String,
}

fn is_actor(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Person | EntityKind::Organization)
}

/// People and organisations that stand in one paragraph; none when the corpus has no such pair.
pub(crate) fn pairs(
    corpus: &Corpus,
    entities: &[EntityRow],
    evidence: &mut Evidence<'_>,
) -> Option<Together> {
    let pairs: Vec<PairRow> = corpus
        .pairs(SCOPE)
        .into_iter()
        .filter(|pair| is_actor(pair.a_kind) && is_actor(pair.b_kind))
        .collect();
    if pairs.is_empty() {
        return None;
    }
    let rows = pairs.iter().filter(|pair| pair.together > 1).take(PAIRS);
    let rows = rows.map(|pair| Row {
        a: pair.a.clone(),
        b: pair.b.clone(),
        together: pair.together,
        a_count: pair.a_count,
        b_count: pair.b_count,
        pmi: format!("{:.2}", pair.pmi),
        log_likelihood: format!("{:.1}", pair.log_likelihood),
        anchor: anchor(corpus, entities, pair, evidence),
    });
    let rows = rows.collect();
    Some(Together { matrix: Value::from_safe_string(matrix(corpus, entities, &pairs, evidence)), rows })
}

fn anchor(corpus: &Corpus, entities: &[EntityRow], pair: &PairRow, evidence: &mut Evidence<'_>) -> String {
    let key = format!("pair {} {}", pair.a_index, pair.b_index);
    if let Some(anchor) = evidence.anchor(&key) {
        return anchor;
    }
    let found = corpus.together(pair.a_index, pair.b_index, SCOPE, evidence.limit());
    let rows = [&entities[pair.a_index as usize], &entities[pair.b_index as usize]];
    let found = both(corpus, rows, &found);
    evidence.add(key, format!("{} and {}", pair.a, pair.b), Unit::Paragraphs, pair.together, &found)
}

fn matrix(corpus: &Corpus, entities: &[EntityRow], pairs: &[PairRow], evidence: &mut Evidence<'_>) -> String {
    let actors = entities.iter().enumerate().filter(|(_, row)| is_actor(row.kind));
    let known: Vec<(u32, &str)> =
        actors.take(CANDIDATES).map(|(index, row)| (index as u32, row.name.as_str())).collect();
    let is_known = |index: u32| known.iter().any(|&(place, _)| place == index);
    // A name without company among the others would be an empty row.
    let with_company = known.iter().filter(|&&(index, _)| {
        pairs.iter().any(|pair| {
            (pair.a_index == index && is_known(pair.b_index))
                || (pair.b_index == index && is_known(pair.a_index))
        })
    });
    let (places, names): (Vec<u32>, Vec<String>) =
        with_company.take(SIDE).map(|&(index, name)| (index, name.to_owned())).unzip();
    let mut cells = vec![vec![(0, None); places.len()]; places.len()];
    for pair in pairs {
        let place = |index| places.iter().position(|&place| place == index);
        if let (Some(a), Some(b)) = (place(pair.a_index), place(pair.b_index)) {
            let cell = (pair.together, Some(anchor(corpus, entities, pair, evidence)));
            cells[a][b].clone_from(&cell);
            cells[b][a] = cell;
        }
    }
    draw::matrix(&names, &cells)
}
