use nutgraf_core::EntityKind;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::chi_squared::chi_squared_tail;
use crate::count::{NOWHERE, StoryCount};
use crate::link::Links;
use crate::measure::{log_likelihood, pmi};
use crate::significance::npmi;
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
    /// The same as a share of what it could be, from -1 to 1 (Bouma 2009).
    pub npmi: f64,
    /// Log-likelihood ratio G² (Dunning 1993).
    pub log_likelihood: f64,
    /// The chance of so high a G² without association (chi-square, one degree of freedom); not corrected for how many
    /// pairs there are.
    pub p_value: f64,
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
                Column::real("npmi", rows, |row| row.npmi),
                Column::real("log_likelihood", rows, |row| row.log_likelihood),
                Column::real("p_value", rows, |row| row.p_value),
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
            .mentions()
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
    /// In order.
    pairs: Vec<((u32, u32), u64)>,
}

/// In how many units rows stand alone and together.
#[derive(Debug)]
pub(crate) struct Together {
    /// Units that name any row.
    pub(crate) units: u64,
    /// Units that name each row.
    pub(crate) of_row: Vec<u64>,
    /// Pairs of rows that share a unit, in order, and how many they share.
    pub(crate) pairs: Vec<((u32, u32), u64)>,
}

/// How sure it is that two rows belong together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Association {
    pub(crate) pmi: f64,
    pub(crate) npmi: f64,
    pub(crate) log_likelihood: f64,
    pub(crate) p_value: f64,
}

impl Together {
    /// Counts the units of all stories; only rows that `keep` chooses are paired.
    pub(crate) fn count(
        partial: &Partial,
        links: &Links,
        scope: PairScope,
        keep: impl Fn(u32) -> bool + Sync,
    ) -> Together {
        let chunks: Vec<PairCounts> = partial
            .stories
            .par_chunks(CHUNK)
            .enumerate()
            .map(|(chunk, stories)| {
                let mut counts = PairCounts::default();
                let (mut paired, mut pairs) = (vec![], vec![]);
                for (at, story) in stories.iter().enumerate() {
                    for_each_unit(story, links.of_story(chunk * CHUNK + at), scope, |_, rows| {
                        counts.units += 1;
                        for &row in rows {
                            *counts.rows.entry(row).or_default() += 1;
                        }
                        paired.clear();
                        paired.extend(rows.iter().copied().filter(|&row| keep(row)).take(MOST_IN_UNIT));
                        for (at, &a) in paired.iter().enumerate() {
                            pairs.extend(paired[at + 1..].iter().map(|&b| (a, b)));
                        }
                    });
                }
                pairs.sort_unstable();
                let counted = pairs.chunk_by(|x, y| x == y).map(|same| (same[0], same.len() as u64));
                counts.pairs = counted.collect();
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
        // Runs in order, which a stable sort merges.
        pairs.par_sort();
        pairs.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        Together { units, of_row, pairs }
    }

    /// The measures of a pair that shares so many units.
    pub(crate) fn association(&self, (a, b): (u32, u32), together: u64) -> Association {
        let (a, b) = (self.of_row[a as usize], self.of_row[b as usize]);
        let log_likelihood = log_likelihood(together, a, b, self.units);
        Association {
            pmi: pmi(together, a, b, self.units),
            npmi: npmi(together, a, b, self.units),
            log_likelihood,
            p_value: chi_squared_tail(log_likelihood),
        }
    }
}

/// Two rows, and how many units they share.
type Counted = ((u32, u32), u64);

pub(crate) fn rows(partial: &Partial, links: &Links, scope: PairScope) -> Vec<PairRow> {
    let counts = Together::count(partial, links, scope, |_| true);
    let name = |row: u32| links.name(row, partial);
    let measured = |&pair: &Counted| (counts.association(pair.0, pair.1), pair);
    let mut measured: Vec<(Association, Counted)> = counts.pairs.par_iter().map(measured).collect();
    measured.par_sort_unstable_by(|(x, (x_pair, _)), (y, (y_pair, _))| {
        let names = |&(a, b): &(u32, u32)| (name(a), name(b), a, b);
        (x.pmi < 0.0)
            .cmp(&(y.pmi < 0.0))
            .then_with(|| y.log_likelihood.total_cmp(&x.log_likelihood))
            .then_with(|| names(x_pair).cmp(&names(y_pair)))
    });
    let row = |(found, ((a, b), together)): (Association, Counted)| PairRow {
        a: name(a).to_owned(),
        a_kind: links.rows[a as usize].kind,
        b: name(b).to_owned(),
        b_kind: links.rows[b as usize].kind,
        together,
        a_count: counts.of_row[a as usize],
        b_count: counts.of_row[b as usize],
        units: counts.units,
        pmi: found.pmi,
        npmi: found.npmi,
        log_likelihood: found.log_likelihood,
        p_value: found.p_value,
        a_index: a,
        b_index: b,
    };
    measured.into_par_iter().map(row).collect()
}
