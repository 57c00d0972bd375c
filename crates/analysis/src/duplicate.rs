//! Which texts are one report, whoever ran it: equal, nearly equal, cut or framed.

mod anchor;
mod candidate;
mod change;
mod group;
mod measure;
mod row;
mod word;
mod words;

use std::borrow::Cow;

use nutgraf_core::{Day, Span};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;

use self::anchor::{Sketch, sketch};
pub use self::change::{Change, changes};
pub(crate) use self::group::Sets;
use self::measure::Likeness;
pub use self::row::{DuplicateRow, DuplicateStory};
use self::words::Words;

/// When two texts are one report.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct DuplicateOptions {
    /// Least share, 0 to 1, of the shingles of three words of the text that has fewer which stand in the other.
    pub threshold: f64,
    /// Least share, 0 to 1, of that text's figures which stand in the other. Reports of a series (jobless claims, week
    /// by week) share their words but not their figures. With fewer than four figures, weekdays, months and words of
    /// direction (`up`, `fell`) count as figures.
    pub figures: f64,
}

impl Default for DuplicateOptions {
    fn default() -> Self {
        DuplicateOptions { threshold: 0.6, figures: 2.0 / 3.0 }
    }
}

/// A text to compare.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DuplicateText<'a> {
    /// Its name; decides between equals.
    pub id: Cow<'a, str>,
    /// The text.
    pub text: Cow<'a, str>,
    /// What of it counts: paragraphs, in order. A passage may run over the next.
    pub passages: Vec<Span>,
    /// Day of publication.
    pub day: Option<Day>,
}

impl<'a> DuplicateText<'a> {
    /// A text of which every line counts.
    pub fn plain(id: &'a str, text: &'a str) -> DuplicateText<'a> {
        let mut start = 0;
        let lines = text.split('\n').map(|line| {
            let span = Span::at(start, start + line.len());
            start = span.end() + 1;
            span
        });
        DuplicateText {
            id: id.into(),
            text: text.into(),
            passages: lines.filter(|line| !line.is_empty()).collect(),
            day: None,
        }
    }
}

/// How a copy differs from the original.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CopyKind {
    /// The likely original: of the earliest day, the longest.
    Original,
    /// The same words in the same order.
    Exact,
    /// Nearly the same words on both sides.
    Near,
    /// One is a part of the other: cut, or set into more.
    Contained,
}

impl CopyKind {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            CopyKind::Original => "original",
            CopyKind::Exact => "exact",
            CopyKind::Near => "near",
            CopyKind::Contained => "contained",
        }
    }
}

/// A text of a group.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct GroupedText {
    /// Index of the text.
    pub text: u32,
    /// How it differs from the group's original.
    pub kind: CopyKind,
    /// Shared shingles over those of the text, of the two, that has fewer: 0 to 1.
    pub containment: f64,
    /// Shared shingles over those of either: 0 to 1.
    pub resemblance: f64,
}

/// Both sides share at least this of their shingles: a copy is near, not contained.
const NEAR: f64 = 0.8;

/// Groups of texts that are one report. Every text stands in exactly one group; in a group, the likely original comes
/// first (earliest day, then most words, then least id), then the copies by day and id. Groups stand in the order of
/// their originals' indices.
///
/// Candidates share winnowed fingerprints (Schleimer, Wilkerson and Aiken 2003); each pair is then measured exactly:
/// containment of word shingles (Broder 1997) and agreement of figures. Groups grow from the most alike pair on, and
/// join only when the mean containment of the pairs across them (of at most 6 by 6 of them, 0 where figures differ) is
/// more than a half (average link), so that a digest does not chain the stories it holds. The same groups come out
/// whatever the threads and the order of texts; of texts with equal words, days and ids one is as good as the other.
///
/// ```
/// use nutgraf_analysis::{DuplicateOptions, DuplicateText, duplicates};
///
/// let report = "The ferry Maren sank off Port Lune at noon on Monday with 41 people aboard, the harbour master said.";
/// let copy = format!("From our correspondent.\n{report}\nAll rights reserved.");
/// let later = "The ferry Maren was raised off Port Lune on Friday; none of the 41 who were aboard had been hurt.";
/// let texts = [DuplicateText::plain("wire", report), DuplicateText::plain("paper", &copy), DuplicateText::plain("later", later)];
/// let groups = duplicates(&texts, &DuplicateOptions::default());
/// let groups: Vec<Vec<u32>> = groups.iter().map(|group| group.iter().map(|copy| copy.text).collect()).collect();
/// assert_eq!(groups, [vec![1, 0], vec![2]]); // Without days, the longer is taken for the original.
/// ```
pub fn duplicates(texts: &[DuplicateText<'_>], options: &DuplicateOptions) -> Vec<Vec<GroupedText>> {
    let sketches: Vec<Sketch> = texts.par_iter().map(sketch).collect();
    let keys: Vec<(Option<Day>, &str)> = texts.iter().map(|text| (text.day, text.id.as_ref())).collect();
    let words = |wanted: &[u32]| wanted.par_iter().map(|&at| Words::of(&texts[at as usize])).collect();
    groups(&sketches, &keys, &words, options).0
}

/// The words of some texts, by their indices in order.
type Fetch<'f> = dyn Fn(&[u32]) -> Vec<Words> + 'f;

/// The same from what is kept of the texts, their days and ids. Only texts that may be copies are fetched, all at once,
/// in their order; their words are given back.
fn groups(
    sketches: &[Sketch],
    keys: &[(Option<Day>, &str)],
    fetch: &Fetch<'_>,
    options: &DuplicateOptions,
) -> (Vec<Vec<GroupedText>>, FxHashMap<u32, Words>) {
    // An order that does not depend on the order of the texts. Texts without a day come last.
    let key = |at: u32| {
        let ((day, id), sketch) = (keys[at as usize], &sketches[at as usize]);
        (day.is_none(), day, std::cmp::Reverse(sketch.words), id, sketch.whole, at)
    };
    let mut order: Vec<u32> = (0..sketches.len() as u32).collect();
    order.par_sort_unstable_by(|&a, &b| key(a).cmp(&key(b)));

    // Texts of the same words are one from here on: the first of them, in that order, speaks for all.
    let mut equal: Vec<(u64, u32)> =
        order.iter().enumerate().map(|(rank, &at)| (sketches[at as usize].whole, rank as u32)).collect();
    equal.par_sort_unstable();
    let mut equals: Vec<&[(u64, u32)]> = equal
        .chunk_by(|a, b| a.0 == b.0)
        .flat_map(|same| {
            // Texts without words say nothing, not the same.
            let empty =
                same.first().is_some_and(|&(_, rank)| sketches[order[rank as usize] as usize].words == 0);
            same.chunks(if empty { 1 } else { same.len() })
        })
        .collect();
    equals.sort_unstable_by_key(|same| same[0].1);
    let speakers: Vec<u32> = equals.iter().map(|same| order[same[0].1 as usize]).collect();

    let spoken: Vec<&Sketch> = speakers.iter().map(|&at| &sketches[at as usize]).collect();
    let pairs = candidate::candidates(&spoken);
    let mut wanted: Vec<(u32, u32)> = pairs
        .iter()
        .flat_map(|&(a, b)| [a, b])
        .map(|speaker| (speakers[speaker as usize], speaker))
        .collect();
    wanted.par_sort_unstable();
    wanted.dedup();
    let fetched = fetch(&wanted.iter().map(|&(at, _)| at).collect::<Vec<_>>());
    let words: FxHashMap<u32, Words> = wanted.iter().map(|&(_, speaker)| speaker).zip(fetched).collect();
    let found = group::groups(speakers.len(), &pairs, &words, options);

    let mut grouped = vec![false; speakers.len()];
    found.iter().flatten().for_each(|&(at, _)| grouped[at as usize] = true);
    let alone = (0..speakers.len() as u32).filter(|&at| !grouped[at as usize]);
    let alone = alone.map(|at| vec![(at, Likeness::default())]);
    let mut groups: Vec<Vec<GroupedText>> =
        found.into_iter().chain(alone).map(|group| copies(&group, &equals, &order)).collect();
    groups.par_sort_unstable_by_key(|group| group[0].text);
    let words = words.into_iter().map(|(speaker, words)| (speakers[speaker as usize], words)).collect();
    (groups, words)
}

/// The texts of a group, the original first, each with its likeness to it.
fn copies(group: &[(u32, Likeness)], equals: &[&[(u64, u32)]], order: &[u32]) -> Vec<GroupedText> {
    // Ranks follow the order of originals: the least is the original.
    let mut members: Vec<(u32, usize)> = vec![];
    for (number, &(speaker, _)) in group.iter().enumerate() {
        members.extend(equals[speaker as usize].iter().map(|&(_, rank)| (rank, number)));
    }
    members.sort_unstable();
    let copies = members.iter().enumerate().map(|(at, &(rank, number))| {
        let (kind, like) = match (at, number) {
            (0, _) => (CopyKind::Original, Likeness::EQUAL),
            (_, 0) => (CopyKind::Exact, Likeness::EQUAL),
            _ if group[number].1.both >= NEAR => (CopyKind::Near, group[number].1),
            _ => (CopyKind::Contained, group[number].1),
        };
        GroupedText {
            text: order[rank as usize],
            kind,
            containment: like.containment,
            resemblance: like.resemblance,
        }
    });
    copies.collect()
}
