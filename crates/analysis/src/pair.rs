use nutgraf_core::EntityKind;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::count::{NOWHERE, StoryCount};
use crate::link::Links;
use crate::measure::{log_likelihood, pmi};
use crate::{Column, Partial, Table};

/// Most entities of one unit that are paired: the first ones of the corpus's order. A story with more is a list.
const MOST_IN_UNIT: usize = 1_000;

/// Stories counted by one task.
const CHUNK: usize = 512;

/// Where two entities must stand to count as together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum PairScope {
    /// In one sentence.
    Sentence,
    /// In one paragraph.
    #[default]
    Paragraph,
    /// In one story.
    Story,
}

/// Two entities named together.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct PairRow {
    /// One name: the first of the two in the order of [`Corpus::entities`](crate::Corpus::entities).
    pub a: String,
    /// Its kind.
    pub a_kind: EntityKind,
    /// The other.
    pub b: String,
    /// Its kind.
    pub b_kind: EntityKind,
    /// Units (sentences, paragraphs or stories) that name both.
    pub together: u64,
    /// Units that name `a`.
    pub a_count: u64,
    /// Units that name `b`.
    pub b_count: u64,
    /// Units that name any entity.
    pub units: u64,
    /// Pointwise mutual information, in bits (Church and Hanks 1990).
    pub pmi: f64,
    /// Log-likelihood ratio G² (Dunning 1993).
    pub log_likelihood: f64,
    /// Index of `a` in [`Corpus::entities`](crate::Corpus::entities).
    #[serde(skip)]
    pub a_index: u32,
    /// Index of `b`.
    #[serde(skip)]
    pub b_index: u32,
}

impl PairRow {
    /// Rows as columns.
    pub fn table(rows: &[PairRow]) -> Table {
        Table {
            columns: vec![
                Column::text("a", rows, |row| Some(row.a.as_str())),
                Column::text("a_kind", rows, |row| Some(row.a_kind.name())),
                Column::text("b", rows, |row| Some(row.b.as_str())),
                Column::text("b_kind", rows, |row| Some(row.b_kind.name())),
                Column::integer("together", rows, |row| row.together),
                Column::integer("a_count", rows, |row| row.a_count),
                Column::integer("b_count", rows, |row| row.b_count),
                Column::integer("units", rows, |row| row.units),
                Column::real("pmi", rows, |row| row.pmi),
                Column::real("log_likelihood", rows, |row| row.log_likelihood),
            ],
        }
    }
}

/// Calls `each` with every unit of a story that names an entity: its number (of the sentence or block; 0 for the
/// story) and its rows, sorted, each once.
pub(crate) fn for_each_unit(
    story: &StoryCount,
    rows: &[u32],
    scope: PairScope,
    mut each: impl FnMut(u32, &[u32]),
) {
    let mut named: Vec<(u32, u32)> = match scope {
        // An entity without a mention is still named by its story.
        PairScope::Story => rows.iter().map(|&row| (0, row)).collect(),
        PairScope::Sentence | PairScope::Paragraph => story
            .mentions
            .iter()
            .map(|mention| {
                let unit = if scope == PairScope::Sentence { mention.sentence } else { mention.block };
                (unit, rows[mention.entity as usize])
            })
            .filter(|&(unit, _)| unit != NOWHERE)
            .collect(),
    };
    named.sort_unstable();
    named.dedup();
    let mut unit_rows = Vec::new();
    for unit in named.chunk_by(|a, b| a.0 == b.0) {
        unit_rows.clear();
        unit_rows.extend(unit.iter().map(|&(_, row)| row));
        each(unit[0].0, &unit_rows);
    }
}

/// Counts of some stories: units, units of each row, units of each pair of rows.
#[derive(Default)]
struct PairCounts {
    units: u64,
    rows: FxHashMap<u32, u64>,
    pairs: FxHashMap<(u32, u32), u64>,
}

pub(crate) fn rows(partial: &Partial, links: &Links, scope: PairScope) -> Vec<PairRow> {
    let chunks: Vec<PairCounts> = partial
        .stories
        .par_chunks(CHUNK)
        .enumerate()
        .map(|(chunk, stories)| {
            let mut counts = PairCounts::default();
            for (at, story) in stories.iter().enumerate() {
                for_each_unit(story, links.of_story(chunk * CHUNK + at), scope, |_, rows| {
                    counts.units += 1;
                    for &row in rows {
                        *counts.rows.entry(row).or_default() += 1;
                    }
                    let paired = &rows[..rows.len().min(MOST_IN_UNIT)];
                    for (at, &a) in paired.iter().enumerate() {
                        for &b in &paired[at + 1..] {
                            *counts.pairs.entry((a, b)).or_default() += 1;
                        }
                    }
                });
            }
            counts
        })
        .collect();
    let units: u64 = chunks.iter().map(|chunk| chunk.units).sum();
    let mut of_row = vec![0; links.rows.len()];
    let mut pairs: Vec<((u32, u32), u64)> = Vec::new();
    for chunk in chunks {
        chunk.rows.into_iter().for_each(|(row, count)| of_row[row as usize] += count);
        pairs.extend(chunk.pairs);
    }
    pairs.par_sort_unstable();
    let mut rows: Vec<PairRow> = pairs
        .chunk_by(|a, b| a.0 == b.0)
        .map(|same| {
            let (a, b) = same[0].0;
            let together = same.iter().map(|&(_, count)| count).sum();
            let (a_count, b_count) = (of_row[a as usize], of_row[b as usize]);
            let (a_row, b_row) = (&links.rows[a as usize], &links.rows[b as usize]);
            PairRow {
                a: partial.names.get(a_row.name).to_owned(),
                a_kind: a_row.kind,
                b: partial.names.get(b_row.name).to_owned(),
                b_kind: b_row.kind,
                together,
                a_count,
                b_count,
                units,
                pmi: pmi(together, a_count, b_count, units),
                log_likelihood: log_likelihood(together, a_count, b_count, units),
                a_index: a,
                b_index: b,
            }
        })
        .collect();
    rows.par_sort_unstable_by(|x, y| {
        let apart = |row: &PairRow| row.pmi < 0.0;
        apart(x)
            .cmp(&apart(y))
            .then_with(|| y.log_likelihood.total_cmp(&x.log_likelihood))
            .then_with(|| (&x.a, &x.b, x.a_index, x.b_index).cmp(&(&y.a, &y.b, y.a_index, y.b_index)))
    });
    rows
}
