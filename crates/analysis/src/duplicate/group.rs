//! Candidates into groups: every pair verified, no chain of half-likenesses made one report.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::DuplicateOptions;
use super::measure::{Likeness, Profile, turns};
use super::words::Words;

/// Texts of a group that another group's are compared with, at most.
const WITNESSES: usize = 6;
/// Groups join when the pairs across them are contained by more than this on average. A digest and one of its reports
/// are half contained in another of its reports.
const MEAN: f64 = 0.5;

/// Sets of texts, by union of the smaller number.
#[derive(Debug)]
pub(crate) struct Sets(Vec<u32>);

impl Sets {
    pub(crate) fn new(count: usize) -> Sets {
        Sets((0..count as u32).collect())
    }

    pub(crate) fn root(&mut self, mut at: u32) -> u32 {
        while self.0[at as usize] != at {
            let above = self.0[self.0[at as usize] as usize];
            self.0[at as usize] = above;
            at = above;
        }
        at
    }

    pub(crate) fn unite(&mut self, a: u32, b: u32) -> u32 {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b) as usize] = a.min(b);
        a.min(b)
    }
}

/// Groups of texts from candidate pairs, each text with its likeness to the first; each group sorted, groups by their
/// first text; texts alone are not in it. `words` are those of every text of a pair.
pub(super) fn groups(
    count: usize,
    candidates: &[(u32, u32)],
    words: &FxHashMap<u32, Words>,
    options: &DuplicateOptions,
) -> Vec<Vec<(u32, Likeness)>> {
    let mut sets = Sets::new(count);
    for &(a, b) in candidates {
        sets.unite(a, b);
    }
    let mut by_set: Vec<(u32, (u32, u32))> =
        candidates.iter().map(|&pair| (sets.root(pair.0), pair)).collect();
    by_set.par_sort_unstable();
    let connected: Vec<&[(u32, (u32, u32))]> = by_set.chunk_by(|a, b| a.0 == b.0).collect();
    let turns = turns();
    let mut groups: Vec<Vec<(u32, Likeness)>> =
        connected.par_iter().flat_map_iter(|pairs| groups_of(pairs, words, options, &turns)).collect();
    groups.sort_unstable_by_key(|group| group[0].0);
    groups
}

/// The groups of texts that candidate pairs connect.
fn groups_of(
    pairs: &[(u32, (u32, u32))],
    words: &FxHashMap<u32, Words>,
    options: &DuplicateOptions,
    turns: &[u64],
) -> Vec<Vec<(u32, Likeness)>> {
    let mut members: Vec<u32> = pairs.iter().flat_map(|&(_, (a, b))| [a, b]).collect();
    members.sort_unstable();
    members.dedup();
    let place = |text: u32| members.partition_point(|&member| member < text) as u32;
    let profiles: Vec<Profile> = members.par_iter().map(|text| Profile::of(&words[text], turns)).collect();
    let likeness = |a: u32, b: u32| Likeness::of(&profiles[a.min(b) as usize], &profiles[a.max(b) as usize]);
    let mut same: Vec<(f64, f64, u32, u32)> = pairs
        .par_iter()
        .filter_map(|&(_, (a, b))| {
            let (a, b) = (place(a), place(b));
            let found = likeness(a, b);
            found.is_same(options).then_some((found.resemblance, found.containment, a, b))
        })
        .collect();
    // The most alike first: what they form is what the less alike must fit.
    same.sort_unstable_by(|x, y| {
        y.0.total_cmp(&x.0).then(y.1.total_cmp(&x.1)).then((x.2, x.3).cmp(&(y.2, y.3)))
    });
    let mut sets = Sets::new(members.len());
    let mut grown: Vec<Vec<u32>> = (0..members.len() as u32).map(|member| vec![member]).collect();
    let mut known: FxHashMap<(u32, u32), f64> = FxHashMap::default();
    for &(_, containment, a, b) in &same {
        known.insert((a, b), containment);
    }
    for &(_, _, a, b) in &same {
        let (a, b) = (sets.root(a), sets.root(b));
        if a == b {
            continue;
        }
        let (mut sum, mut pairs) = (0.0, 0.0);
        for &one in &witnesses(&grown[a as usize]) {
            for &other in &witnesses(&grown[b as usize]) {
                let pair = (one.min(other), one.max(other));
                sum += *known.entry(pair).or_insert_with(|| {
                    let found = likeness(pair.0, pair.1);
                    if found.figures >= options.figures { found.containment } else { 0.0 }
                });
                pairs += 1.0;
            }
        }
        if sum > MEAN * pairs {
            let joined = sets.unite(a, b);
            let moved = std::mem::take(&mut grown[a.max(b) as usize]);
            grown[joined as usize].extend(moved);
            grown[joined as usize].sort_unstable();
        }
    }
    let groups = grown.into_iter().filter(|group| group.len() > 1);
    let with_likeness = |group: Vec<u32>| {
        let first = group[0];
        group.into_iter().map(|member| (members[member as usize], likeness(first, member))).collect()
    };
    groups.map(with_likeness).collect()
}

/// The members that speak for a group: all of a small one, else evenly spread from the first to the last.
fn witnesses(group: &[u32]) -> Vec<u32> {
    let count = group.len().min(WITNESSES);
    let last = (count.max(2) - 1) as u64;
    (0..count as u64)
        .filter_map(|at| group.get((at * (group.len() as u64 - 1) / last) as usize).copied())
        .collect()
}
