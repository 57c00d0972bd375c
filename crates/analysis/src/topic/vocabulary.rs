use std::ops::Range;

use rayon::prelude::*;

use super::matrix::{Counts, Matrix};
use crate::count::StoryCount;
use crate::stop::StopList;
use crate::stream::summed;
use crate::{Partial, term};

/// Most terms a model knows: those of most stories.
const MOST_TERMS: usize = 50_000;

/// The terms a model knows, and in how many stories each was seen.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Vocabulary {
    /// Lower-cased, in order.
    pub(super) terms: Vec<String>,
    /// Each as most often printed.
    pub(super) printed: Vec<String>,
    /// Stories that hold each.
    pub(super) holders: Vec<u64>,
    /// Stories seen.
    pub(super) stories: u64,
}

impl Vocabulary {
    /// Terms of at least two letters that are neither function words nor boilerplate, in at least two stories (one
    /// when there are few stories) and at most half of them.
    pub(super) fn of(partial: &Partial) -> Vocabulary {
        let stop = StopList::new(true, true);
        let all = partial.stories.len();
        let fewest = if all < 20 { 1 } else { 2 };
        let most = if all < 10 { all } else { all / 2 };
        let is_free = stop.free(&partial.terms);
        let mut chosen: Vec<(u32, u64)> = (0..)
            .zip(term::counts(partial))
            .filter(|&(term, (_, stories))| {
                (fewest..=most).contains(&(stories as usize))
                    && is_free[term as usize]
                    && partial.terms.get(term).chars().nth(1).is_some()
            })
            .map(|(term, (_, stories))| (term, stories))
            .collect();
        chosen.sort_unstable_by_key(|&(term, stories)| (std::cmp::Reverse(stories), term));
        chosen.truncate(MOST_TERMS);
        chosen.sort_unstable();
        let numbers: Vec<u32> = chosen.iter().map(|&(term, _)| term).collect();
        Vocabulary {
            terms: numbers.iter().map(|&term| partial.terms.get(term).to_owned()).collect(),
            printed: printed(partial, &numbers),
            holders: chosen.iter().map(|&(_, stories)| stories).collect(),
            stories: all as u64,
        }
    }

    /// Takes in other stories: what it knows keeps its place and is seen in more stories, what it does not know comes
    /// in. Returns for each term of the new order its place in the old one.
    pub(super) fn take_in(&mut self, other: Vocabulary) -> Vec<Option<usize>> {
        let mut merged = Vocabulary { stories: self.stories + other.stories, ..Vocabulary::default() };
        let mut places = vec![];
        let (mut old, mut new) = (0, 0);
        while old < self.terms.len() || new < other.terms.len() {
            let order = match (self.terms.get(old), other.terms.get(new)) {
                (Some(a), Some(b)) => a.cmp(b),
                (Some(_), None) => std::cmp::Ordering::Less,
                _ => std::cmp::Ordering::Greater,
            };
            let (from, at) = if order.is_le() { (&*self, old) } else { (&other, new) };
            merged.terms.push(from.terms[at].clone());
            merged.printed.push(from.printed[at].clone());
            let known = if order.is_le() { self.holders[old] } else { 0 };
            merged.holders.push(known + if order.is_ge() { other.holders[new] } else { 0 });
            places.push(order.is_le().then_some(old));
            old += usize::from(order.is_le());
            new += usize::from(order.is_ge());
        }
        *self = merged;
        places
    }

    /// Per term of a partial, its column, if it has one.
    pub(super) fn columns(&self, partial: &Partial) -> Vec<Option<u32>> {
        let mut own = self.terms.iter().enumerate().peekable();
        let column = |term: &str| {
            while own.next_if(|(_, known)| known.as_str() < term).is_some() {}
            own.peek().filter(|(_, known)| *known == term).map(|&(column, _)| column as u32)
        };
        partial.terms.iter().map(column).collect()
    }

    /// The counts of a partial's stories, in their order.
    pub(super) fn counts(&self, partial: &Partial) -> Counts {
        self.counts_of(partial, |_| true)
    }

    /// The same of every second known token of a story: the first, third, …, and the second, fourth, ….
    pub(super) fn halves(&self, partial: &Partial) -> [Counts; 2] {
        [0, 1].map(|half| self.counts_of(partial, move |at| at % 2 == half))
    }

    /// The counts of those known tokens of a story whose number in it is wanted.
    fn counts_of(&self, partial: &Partial, wanted: impl Fn(usize) -> bool + Sync) -> Counts {
        let columns = self.columns(partial);
        let of_word: Vec<Option<u32>> = partial.term_of.iter().map(|&term| columns[term as usize]).collect();
        let row = |story: &StoryCount| {
            let known =
                partial.tokens(story).filter_map(|token| of_word.get(token as usize).copied().flatten());
            let mut found: Vec<u32> =
                known.enumerate().filter(|&(at, _)| wanted(at)).map(|(_, column)| column).collect();
            found.sort_unstable();
            found.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect()
        };
        let rows: Vec<Vec<(u32, u32)>> = partial.stories.par_iter().map(row).collect();
        Counts::of_rows(self.terms.len(), rows)
    }

    /// `ln((N + 1) / stories)` of each term; the 1 keeps the terms of a corpus of one story.
    pub(super) fn rarity(&self) -> Vec<f64> {
        let all = self.stories as f64 + 1.0;
        self.holders.iter().map(|&stories| libm::log(all / stories as f64)).collect()
    }

    /// Stories by terms: `(1 + ln count) * ln((N + 1) / stories)`, rows of length 1 (Salton and Buckley 1988).
    pub(super) fn weighted(&self, counts: &Counts) -> Matrix {
        let rarity = self.rarity();
        let row = |row: usize| {
            let mut values: Vec<(u32, f64)> = counts
                .row(row)
                .map(|(column, count)| (column as u32, (1.0 + libm::log(f64::from(count))) * rarity[column]))
                .collect();
            let length = values.iter().map(|(_, value)| value * value).sum::<f64>().sqrt();
            if length > 0.0 {
                values.iter_mut().for_each(|(_, value)| *value /= length);
            }
            values
        };
        Matrix::of_rows(counts.columns, (0..counts.rows()).into_par_iter().map(row).collect())
    }
}

/// The columns of highest weight above 0, best first.
pub(super) fn best(weights: &[f64], limit: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..weights.len()).filter(|&column| weights[column] > 0.0).collect();
    order.sort_by(|&a, &b| weights[b].total_cmp(&weights[a]).then(a.cmp(&b)));
    order.truncate(limit);
    order
}

/// Each term as it is most often printed; in lower case of equals.
fn printed(partial: &Partial, terms: &[u32]) -> Vec<String> {
    let words_of: Vec<Range<u32>> = terms.iter().map(|&term| partial.words_of_number(term)).collect();
    let of_part = |part: &[StoryCount]| {
        let mut counts = vec![0_u64; partial.words.len()];
        for token in part.iter().flat_map(|story| partial.tokens(story)) {
            if let Some(count) = counts.get_mut(token as usize) {
                *count += 1;
            }
        }
        counts
    };
    let parts: Vec<Vec<u64>> =
        partial.stories.par_chunks(partial.share(partial.words.len())).map(of_part).collect();
    let counts = summed(parts, |sum, count| *sum += count).unwrap_or_default();
    let most = |words: &Range<u32>| {
        // Lower case sorts after capitals, so it is the last of equals.
        let best = words.clone().max_by_key(|&word| (counts.get(word as usize), word));
        partial.words.get(best.unwrap_or(words.start)).to_owned()
    };
    words_of.iter().map(most).collect()
}
