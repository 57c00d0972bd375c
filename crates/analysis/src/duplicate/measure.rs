//! How much of two texts is the same, exactly.

use super::DuplicateOptions;
use super::word::{hash, mix};
use super::words::Words;

/// Words of a shingle.
const WORDS: usize = 3;
/// With fewer figures than this, weekdays and directions count as well.
const FEW_FIGURES: usize = 4;

/// Words that change from one report of a series to the next as figures do.
const TURNS: &str = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun \
    january february march april june july august september october november december \
    up down higher lower above below rose rise rises rising fell fall falls falling gain gains gained loss losses lost \
    increase increases increased decrease decreases decreased climbed dropped jumped slid advanced declined won beat";

/// What a text is compared by.
#[derive(Debug)]
pub(super) struct Profile {
    /// Hashes of its shingles of three words, sorted, each once.
    pub(super) shingles: Vec<u64>,
    /// Hashes of its figures, sorted, each once; of weekdays and directions too when there are few.
    figures: Vec<u64>,
    turns: Vec<u64>,
}

/// The words of [`TURNS`], sorted.
pub(super) fn turns() -> Vec<u64> {
    let mut turns: Vec<u64> = TURNS.split_ascii_whitespace().map(hash).collect();
    turns.sort_unstable();
    turns
}

/// Shingles of a run of words; a text of one or two words is one shingle.
pub(super) fn shingles(words: &[u64]) -> impl Iterator<Item = u64> {
    let size = words.len().clamp(1, WORDS);
    words.windows(size).map(|words| {
        mix(words
            .iter()
            .fold(0u64, |sum, &word| (sum.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)))
    })
}

impl Profile {
    pub(super) fn of(words: &Words, known_turns: &[u64]) -> Profile {
        let mut shingles: Vec<u64> = shingles(&words.hashes).collect();
        let mut figures = words.figures.clone();
        let is_turn = |word: &u64| known_turns.binary_search(word).is_ok();
        let mut turns: Vec<u64> = words.hashes.iter().copied().filter(is_turn).collect();
        for list in [&mut shingles, &mut figures, &mut turns] {
            list.sort_unstable();
            list.dedup();
        }
        Profile { shingles, figures, turns }
    }
}

/// What two texts share.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(super) struct Likeness {
    /// Shared shingles over those of the text that has fewer.
    pub(super) containment: f64,
    /// Shared shingles over those of either (Broder, "On the resemblance and containment of documents", 1997).
    pub(super) resemblance: f64,
    /// Shared shingles over those of the text that has more.
    pub(super) both: f64,
    /// Figures of the text with fewer shingles that stand in the other, over all of its figures; 1 without figures.
    pub(super) figures: f64,
}

impl Likeness {
    /// Of texts of the same words.
    pub(super) const EQUAL: Likeness =
        Likeness { containment: 1.0, resemblance: 1.0, both: 1.0, figures: 1.0 };

    pub(super) fn of(a: &Profile, b: &Profile) -> Likeness {
        let size = |text: &Profile| (text.shingles.len(), text.figures.len(), text.turns.len());
        let (small, large) = if size(a) <= size(b) { (a, b) } else { (b, a) };
        let shared = common(&small.shingles, &large.shingles);
        let either = small.shingles.len() + large.shingles.len() - shared;
        let (mut found, mut all) = (common(&small.figures, &large.figures), small.figures.len());
        if all < FEW_FIGURES {
            found += common(&small.turns, &large.turns);
            all += small.turns.len();
        }
        Likeness {
            containment: share(shared, small.shingles.len()),
            resemblance: share(shared, either),
            both: share(shared, large.shingles.len()),
            figures: if all == 0 { 1.0 } else { share(found, all) },
        }
    }

    /// Whether both are one report.
    pub(super) fn is_same(self, options: &DuplicateOptions) -> bool {
        self.containment >= options.threshold && self.figures >= options.figures
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// How many numbers stand in both of two sorted lists.
fn common(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        count += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    count
}
