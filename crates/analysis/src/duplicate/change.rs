//! What a copy left out of the original, and what it put in.

use nutgraf_core::Span;
use rustc_hash::FxHashSet;

use super::DuplicateText;
use super::measure::shingles;
use super::words::Words;

/// A passage with at most this share of its shingles in the other text is not in it.
const MISSING: f64 = 0.2;

/// The passages in which a copy and its original differ.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Change {
    /// Passages of the original that are not in the copy, as spans of the original's text; neighbours are one.
    pub cut: Vec<Span>,
    /// Passages of the copy that are not in the original, as spans of the copy's text; neighbours are one.
    pub added: Vec<Span>,
}

/// Compares a copy with its original, passage by passage: one of which at most a fifth of the shingles stands in the
/// other text is cut or added.
///
/// ```
/// use nutgraf_analysis::{DuplicateText, changes};
///
/// let wire = "The ferry Maren sank off Port Lune at noon.\nNobody of the 41 aboard was hurt, the harbour master said.";
/// let paper = "By our own reporter in the harbour.\nThe ferry Maren sank off Port Lune at noon.";
/// let change = changes(&DuplicateText::plain("wire", wire), &DuplicateText::plain("paper", paper));
/// assert_eq!(change.cut[0].slice(wire), "Nobody of the 41 aboard was hurt, the harbour master said.");
/// assert_eq!(change.added[0].slice(paper), "By our own reporter in the harbour.");
/// ```
pub fn changes(original: &DuplicateText<'_>, copy: &DuplicateText<'_>) -> Change {
    let [original, copy] = [original, copy].map(|text| Passages::of(&Words::of(text)));
    original.changes(&copy)
}

/// The passages of a text, to be compared with those of others.
pub(super) struct Passages {
    /// Each with the shingles of its words; those without words are left out.
    each: Vec<(Span, Vec<u64>)>,
    /// The shingles of all.
    all: FxHashSet<u64>,
}

impl Passages {
    pub(super) fn of(words: &Words) -> Passages {
        let each = words.passages().map(|(span, words)| (span, shingles(words).collect::<Vec<_>>()));
        let each: Vec<_> = each.filter(|(_, shingles)| !shingles.is_empty()).collect();
        let mut all = FxHashSet::default();
        all.reserve(words.hashes.len());
        all.extend(each.iter().flat_map(|(_, shingles)| shingles));
        Passages { each, all }
    }

    /// What a copy changed of this original.
    pub(super) fn changes(&self, copy: &Passages) -> Change {
        Change { cut: self.missing(copy), added: copy.missing(self) }
    }

    /// What is not in another text.
    fn missing(&self, other: &Passages) -> Vec<Span> {
        let mut spans: Vec<Span> = vec![];
        let mut goes_on = false;
        for (span, shingles) in &self.each {
            let found = shingles.iter().filter(|shingle| other.all.contains(shingle)).count();
            let gone = found as f64 <= MISSING * shingles.len() as f64;
            match spans.last_mut() {
                Some(last) if gone && goes_on => *last = last.hull(*span),
                _ if gone => spans.push(*span),
                _ => {}
            }
            goes_on = gone;
        }
        spans
    }
}
