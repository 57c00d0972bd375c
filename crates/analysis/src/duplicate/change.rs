//! What a copy left out of the original, and what it put in.

use nutgraf_core::Span;
use rustc_hash::FxHashSet;

use super::DuplicateText;
use super::measure::shingles;
use super::word::for_each_word;

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
    let (of_original, of_copy) = (passages(original), passages(copy));
    Change { cut: missing(original, &of_original, &of_copy), added: missing(copy, &of_copy, &of_original) }
}

/// The shingles of every passage, apart.
fn passages(text: &DuplicateText<'_>) -> Vec<Vec<u64>> {
    let each = text.passages.iter().map(|&passage| {
        let mut words = vec![];
        for_each_word(&text.text, passage, |word| words.push(word.hash));
        shingles(&words).collect()
    });
    each.collect()
}

fn missing(text: &DuplicateText<'_>, passages: &[Vec<u64>], others: &[Vec<u64>]) -> Vec<Span> {
    let others: FxHashSet<u64> = others.iter().flatten().copied().collect();
    let mut spans: Vec<Span> = vec![];
    let mut goes_on = false;
    for (&span, shingles) in text.passages.iter().zip(passages) {
        if shingles.is_empty() {
            continue;
        }
        let found = shingles.iter().filter(|shingle| others.contains(shingle)).count();
        let gone = found as f64 <= MISSING * shingles.len() as f64;
        match spans.last_mut() {
            Some(last) if gone && goes_on => *last = last.hull(span),
            _ if gone => spans.push(span),
            _ => {}
        }
        goes_on = gone;
    }
    spans
}
