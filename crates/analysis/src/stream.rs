//! The words of a corpus as one run of numbers: what collocations and phrases are counted from.

use std::cmp::Reverse;

use rayon::prelude::*;

use crate::Partial;
use crate::sequence::Sequence;

/// Stories of one task at least.
const CHUNK: usize = 64;

/// All words of all stories, one after the other: terms and the tokens with a digit or an apostrophe that are no
/// terms. Punctuation has no place of its own, but it is known where some stood.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stream {
    /// The number of each word: terms first, then the other tokens; with the flags below.
    words: Vec<u32>,
    /// Words up to the end of each story.
    ends: Vec<u32>,
    /// How many different numbers there are.
    pub(crate) kinds: usize,
}

/// The first word of a sentence.
const FIRST: u32 = 1 << 31;
/// Punctuation stands before the word, or a sentence begins with it.
const APART: u32 = 1 << 30;
const NUMBER: u32 = APART - 1;

impl Stream {
    pub(crate) fn of(partial: &Partial) -> Stream {
        let terms = partial.terms.len() as u32;
        let of_story = |story: usize| {
            let sequence = partial.sequence(story);
            let mut words = Vec::with_capacity(sequence.tokens().len());
            for sentence in sequence.sentences() {
                let mut flags = FIRST | APART;
                for &token in sentence {
                    let number = match token {
                        Sequence::PUNCTUATION => {
                            flags |= APART;
                            continue;
                        }
                        Sequence::OTHER.. => terms + (token - Sequence::OTHER),
                        _ => partial.term_of[token as usize],
                    };
                    words.push(number | flags);
                    flags = 0;
                }
            }
            words
        };
        let stories: Vec<Vec<u32>> =
            (0..partial.stories()).into_par_iter().with_min_len(CHUNK).map(of_story).collect();
        let mut stream =
            Stream { words: vec![], ends: vec![], kinds: partial.terms.len() + partial.others.len() };
        stream.words.reserve_exact(stories.iter().map(Vec::len).sum());
        for story in stories {
            stream.words.extend(story);
            stream.ends.push(stream.words.len() as u32);
        }
        stream
    }

    /// Of numbers below `kinds`, sentence by sentence of each story.
    #[cfg(test)]
    pub(crate) fn from_sentences(stories: &[&[&[u32]]], kinds: usize) -> Stream {
        let mut stream = Stream { kinds, ..Stream::default() };
        for sentence in stories.iter().map(|story| story.iter()) {
            for words in sentence {
                let flags = |at: usize| if at == 0 { FIRST | APART } else { 0 };
                stream.words.extend(words.iter().enumerate().map(|(at, word)| word | flags(at)));
            }
            stream.ends.push(stream.words.len() as u32);
        }
        stream
    }

    /// Gives each word another number, as a table of all of them says.
    pub(crate) fn renumber(&mut self, to: &[u32]) {
        self.words.iter_mut().for_each(|word| *word = to[(*word & NUMBER) as usize] | (*word & !NUMBER));
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    pub(crate) fn word(&self, at: usize) -> u32 {
        self.words[at] & NUMBER
    }

    pub(crate) fn is_first(&self, at: usize) -> bool {
        self.words[at] & FIRST != 0
    }

    /// Whether nothing stands between a word and the one before it.
    pub(crate) fn is_joined(&self, at: usize) -> bool {
        self.words[at] & APART == 0
    }

    /// The story of a place, when the places asked for before were none later.
    pub(crate) fn story_from(&self, from: &mut usize, at: usize) -> u32 {
        // In steps that double: the places of a rare word are many stories apart.
        let left = &self.ends[*from..];
        let mut bound = 1;
        while left.get(bound - 1).is_some_and(|&end| end as usize <= at) {
            bound *= 2;
        }
        let near = &left[bound / 2..bound.min(left.len())];
        *from += bound / 2 + near.partition_point(|&end| end as usize <= at);
        *from as u32
    }

    /// The first places of a sentence and of the one behind it.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = std::ops::Range<usize>> {
        let mut start = 0;
        std::iter::from_fn(move || {
            if start >= self.len() {
                return None;
            }
            let mut end = start + 1;
            while end < self.len() && !self.is_first(end) {
                end += 1;
            }
            let sentence = start..end;
            start = end;
            Some(sentence)
        })
    }
}

/// Words by how often they occur: the chosen ones first, the most frequent of them at the head.
pub(crate) struct Order {
    /// The word of each rank.
    pub(crate) words: Vec<u32>,
    /// The rank of each word.
    pub(crate) ranks: Vec<u32>,
}

impl Order {
    pub(crate) fn of(stream: &Stream, is_chosen: impl Fn(u32) -> bool) -> Order {
        let mut counts = vec![0_u32; stream.kinds];
        (0..stream.len()).for_each(|at| counts[stream.word(at) as usize] += 1);
        let mut words: Vec<u32> = (0..stream.kinds as u32).collect();
        words.sort_by_key(|&word| (!is_chosen(word), Reverse(counts[word as usize])));
        let mut ranks = vec![0; words.len()];
        for (rank, &word) in (0..).zip(&words) {
            ranks[word as usize] = rank;
        }
        Order { words, ranks }
    }
}

/// Into how many stretches numbers are cut for the threads to share.
const STRETCHES: usize = 256;

/// The places of each number, in order.
pub(crate) struct Places {
    starts: Vec<u32>,
    places: Vec<u32>,
}

/// A place that has no number.
pub(crate) const NONE: u32 = u32::MAX;

impl Places {
    /// Of numbers below `kinds`, or [`NONE`], one a place.
    pub(crate) fn of(numbers: impl Iterator<Item = u32> + Clone, kinds: usize) -> Places {
        let mut starts = vec![0; kinds + 1];
        for number in numbers.clone().filter(|&number| number != NONE) {
            starts[number as usize + 1] += 1;
        }
        for at in 0..kinds {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut places = vec![0; starts[kinds] as usize];
        for (place, number) in (0..).zip(numbers).filter(|&(_, number)| number != NONE) {
            let slot = &mut next[number as usize];
            places[*slot as usize] = place;
            *slot += 1;
        }
        Places { starts, places }
    }

    /// The numbers below `kinds`, cut into stretches of about as many places.
    pub(crate) fn stretches(&self, kinds: usize) -> Vec<std::ops::Range<u32>> {
        let most = (self.places.len() / STRETCHES).max(1) as u32;
        let mut from = 0;
        let mut stretches = vec![];
        for to in 1..=kinds as u32 {
            if to as usize == kinds || self.starts[to as usize] - self.starts[from as usize] >= most {
                stretches.push(from..to);
                from = to;
            }
        }
        stretches
    }

    pub(crate) fn of_number(&self, number: u32) -> &[u32] {
        &self.places[self.starts[number as usize] as usize..self.starts[number as usize + 1] as usize]
    }
}

/// How often numbers are met near one other number, and in how many stories: a table of all numbers that is cleared
/// by the few that were met.
pub(crate) struct Tally {
    // Of one number side by side: numbers come in no order, and each look at a new place costs.
    counts: Vec<Count>,
    met: Vec<u32>,
}

#[derive(Clone, Copy, Default)]
struct Count {
    together: u32,
    stories: u32,
    /// The last story it was met in, from 1.
    last: u32,
}

impl Tally {
    pub(crate) fn new(kinds: usize) -> Tally {
        Tally { counts: vec![Count::default(); kinds], met: vec![] }
    }

    pub(crate) fn add(&mut self, number: u32, story: u32) {
        let count = &mut self.counts[number as usize];
        if count.together == 0 {
            self.met.push(number);
        }
        count.together += 1;
        count.stories += u32::from(count.last != story + 1);
        count.last = story + 1;
    }

    /// What was met at least so often: number, count and stories, in order of the numbers. Clears the table.
    pub(crate) fn take(&mut self, least: u32) -> Vec<(u32, u32, u32)> {
        let mut found = vec![];
        for number in self.met.drain(..) {
            let Count { together, stories, .. } = std::mem::take(&mut self.counts[number as usize]);
            if together >= least {
                found.push((number, together, stories));
            }
        }
        // Most were met once or twice: what is left is little to sort.
        found.sort_unstable();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_hold_every_number_once_and_in_order() {
        let numbers = (0..5_000_u32).map(|place| place * place % 700);
        for kinds in [0, 1, 700, 900] {
            let places = Places::of(
                numbers.clone().map(|number| if (number as usize) < kinds { number } else { NONE }),
                kinds,
            );
            let stretches = places.stretches(kinds);
            assert!(stretches.iter().cloned().flatten().eq(0..kinds as u32));
            assert!(stretches.len() <= STRETCHES + 1);
        }
    }

    #[test]
    fn the_story_of_a_place_is_the_first_that_ends_behind_it() {
        const STORIES: [&[&[u32]]; 4] = [&[&[0, 0, 0]], &[], &[&[0]], &[&[0, 0], &[0]]];
        let stories: Vec<&[&[u32]]> = STORIES.into_iter().cycle().take(40).collect();
        let stream = Stream::from_sentences(&stories, 1);
        let story_of = |place: usize| stream.ends.iter().take_while(|&&end| end as usize <= place).count();
        for stride in [1, 2, 7, 30, 69] {
            let mut from = 0;
            for place in (0..stream.len()).step_by(stride) {
                assert_eq!(
                    stream.story_from(&mut from, place) as usize,
                    story_of(place),
                    "{place}, {stride}"
                );
            }
        }
    }
}
