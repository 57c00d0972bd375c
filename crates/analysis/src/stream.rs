//! The words of a corpus as one run of numbers: what collocations and phrases are counted from.

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
        while self.ends.get(*from).is_some_and(|&end| end as usize <= at) {
            *from += 1;
        }
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

    pub(crate) fn of_number(&self, number: u32) -> &[u32] {
        &self.places[self.starts[number as usize] as usize..self.starts[number as usize + 1] as usize]
    }
}

/// How often numbers are met near one other number, and in how many stories: a table of all numbers that is cleared
/// by the few that were met.
pub(crate) struct Tally {
    counts: Vec<(u32, u32)>,
    // The last story each was met in, from 1.
    last: Vec<u32>,
    met: Vec<u32>,
}

impl Tally {
    pub(crate) fn new(kinds: usize) -> Tally {
        Tally { counts: vec![(0, 0); kinds], last: vec![0; kinds], met: vec![] }
    }

    pub(crate) fn add(&mut self, number: u32, story: u32) {
        let (count, stories) = &mut self.counts[number as usize];
        if *count == 0 {
            self.met.push(number);
        }
        *count += 1;
        let last = &mut self.last[number as usize];
        *stories += u32::from(*last != story + 1);
        *last = story + 1;
    }

    /// What was met at least so often: number, count and stories, in order of the numbers. Clears the table.
    pub(crate) fn take(&mut self, least: u32) -> Vec<(u32, u32, u32)> {
        self.met.sort_unstable();
        let mut found = vec![];
        for &number in &self.met {
            let (count, stories) = std::mem::take(&mut self.counts[number as usize]);
            self.last[number as usize] = 0;
            if count >= least {
                found.push((number, count, stories));
            }
        }
        self.met.clear();
        found
    }
}
