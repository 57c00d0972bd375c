//! Stories as vectors: words, names and pairs of words, weighted.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::count::StoryCount;
use crate::partial::term;
use crate::sequence::Sequence;
use crate::stop::StopList;
use crate::strings::Interner;
use crate::{Partial, StoryThreadOptions};

/// A sparse vector, by column.
pub(super) type Vector = Vec<(u32, f64)>;

/// No feature: a function word, a set word of news, punctuation.
const NONE: u32 = u32::MAX;

/// Which feature every token and every word of a name stands for.
struct Features {
    /// Per term.
    of_term: Vec<u32>,
    /// Per token that is no word.
    of_other: Vec<u32>,
    /// Per printed name, title or acronym.
    of_name: Vec<Vec<u32>>,
}

impl Features {
    fn of(partial: &Partial) -> Features {
        let stop = StopList::new(true, true);
        let mut known = Interner::default();
        let mut feature = |text: &str| {
            let text = text.strip_suffix("'s").unwrap_or(text);
            let says_something =
                text.chars().nth(1).is_some() || text.starts_with(|c: char| c.is_ascii_digit());
            if says_something && !stop.holds(text) { known.intern(singular(text).as_ref()) } else { NONE }
        };
        let of_term = partial.terms.iter().map(&mut feature).collect();
        let of_other = partial.others.iter().map(|text| feature(&term(text))).collect();
        let of_name = partial.names.iter().map(|name| {
            let words = term(name);
            let words = words.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '.'));
            words.map(|word| feature(word.trim_matches('.'))).filter(|&found| found != NONE).collect()
        });
        let of_name = of_name.collect();
        Features { of_term, of_other, of_name }
    }

    /// What a story holds, and how often: its words and figures, its pairs of neighbouring words, and the words of
    /// its names as many times more as the options say. By feature.
    fn counts(&self, partial: &Partial, story: usize, names: u32) -> Vec<(u64, u32)> {
        let mut found: Vec<u64> = vec![];
        for sentence in partial.sequence(story).sentences() {
            let mut before = NONE;
            for &token in sentence {
                let feature = match token {
                    Sequence::PUNCTUATION => continue,
                    Sequence::OTHER.. => self.of_other.get((token - Sequence::OTHER) as usize),
                    _ => partial.term_number(token).and_then(|term| self.of_term.get(term as usize)),
                };
                let feature = feature.copied().unwrap_or(NONE);
                if feature != NONE {
                    found.push(u64::from(feature));
                    if before != NONE {
                        found.push(pair(before, feature));
                    }
                }
                before = feature;
            }
        }
        found.sort_unstable();
        let mut counts: Vec<(u64, u32)> =
            found.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect();
        let named = partial.stories.get(story).into_iter().flat_map(StoryCount::forms);
        for form in named.filter(|form| form.count > 0) {
            for &word in self.of_name.get(form.text as usize).into_iter().flatten() {
                counts.push((u64::from(word), names * form.count));
            }
        }
        counts.sort_unstable();
        let sum = |same: &[(u64, u32)]| (same[0].0, same.iter().map(|count| count.1).sum());
        counts.chunk_by(|a, b| a.0 == b.0).map(sum).collect()
    }
}

fn pair(first: u32, second: u32) -> u64 {
    (u64::from(first) + 1) << 32 | u64::from(second)
}

/// A word without the ending of the plural (the S stemmer of Harman, "How effective is suffixing?", 1991).
fn singular(word: &str) -> std::borrow::Cow<'_, str> {
    let short = word.len() <= 3 || !word.is_ascii();
    if let Some(stem) = word.strip_suffix("ies").filter(|_| !short) {
        return format!("{stem}y").into();
    }
    let kept = ["us", "ss", "aes", "ees", "oes"].iter().any(|ending| word.ends_with(ending));
    word.strip_suffix('s').filter(|_| !short && !kept).unwrap_or(word).into()
}

/// The vectors of all stories: `(1 + ln count) * ln((N + 1) / stories)` of every feature, of length 1 (Salton and
/// Buckley 1988). What no two stories share is in the length only.
pub(super) fn vectors(partial: &Partial, options: &StoryThreadOptions) -> Vec<Vector> {
    let features = Features::of(partial);
    let all: Vec<usize> = (0..partial.stories.len()).collect();
    let counts = |&story: &usize| features.counts(partial, story, options.names);
    // Counted twice over: what all stories hold takes more room than their texts.
    let mut held: Vec<u64> =
        all.par_iter().flat_map_iter(|story| counts(story).into_iter().map(|count| count.0)).collect();
    held.par_sort_unstable();
    let weight = |stories: usize| ((all.len() as f64 + 1.0) / stories as f64).ln();
    let mut columns: FxHashMap<u64, (u32, f64)> = FxHashMap::default();
    for same in held.chunk_by(|a, b| a == b).filter(|same| same.len() > 1) {
        columns.insert(same[0], (columns.len() as u32, weight(same.len())));
    }
    drop(held);
    let alone = weight(1);
    let vector = |story: &usize| {
        let mut vector = Vector::new();
        let mut squares = 0.0;
        for (feature, count) in counts(story) {
            let shared = columns.get(&feature);
            let value = (1.0 + f64::from(count).ln()) * shared.map_or(alone, |found| found.1);
            squares += value * value;
            vector.extend(shared.map(|found| (found.0, value)));
        }
        let length = squares.sqrt();
        if length > 0.0 {
            vector.iter_mut().for_each(|(_, value)| *value /= length);
        }
        vector
    };
    all.par_iter().map(vector).collect()
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn plurals_lose_their_ending_other_words_do_not() {
        let pairs = [
            ("ferries", "ferry"),
            ("ships", "ship"),
            ("bus", "bus"),
            ("loss", "loss"),
            ("gas", "gas"),
            ("toes", "toes"),
        ];
        for (word, expected) in pairs {
            assert_eq!(singular(word), expected);
        }
    }
}
