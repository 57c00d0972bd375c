use rayon::prelude::*;

use crate::Partial;
use crate::count::StoryCount;
use crate::sequence::Sequence;

/// The key of what is not looked for.
const NONE: u32 = u32::MAX;

/// An inverted index: for each term, and each token that is no word, the stories that hold it. Positions are not
/// kept twice: they are read from the story's [`Sequence`].
#[derive(Debug)]
pub(crate) struct Index {
    /// Neighbouring stories each, in order: where they are cut changes no answer.
    parts: Vec<Part>,
    terms: usize,
}

/// The index of some neighbouring stories.
#[derive(Debug)]
struct Part {
    // Per term, then per other token, where its stories begin in `stories`; one more at the end.
    starts: Vec<u32>,
    stories: Vec<u32>,
}

impl Index {
    /// On the current rayon pool, about a part for each thread.
    pub(crate) fn of(partial: &Partial) -> Index {
        let terms = partial.terms.len();
        let key = |&token: &u32| match token {
            Sequence::PUNCTUATION => NONE,
            Sequence::OTHER.. => terms as u32 + (token - Sequence::OTHER),
            _ => partial.term_of[token as usize],
        };
        let by_code: Vec<u32> = partial.ranks.tokens().iter().map(key).collect();
        let keys = terms + partial.others.len();
        let share = partial.share(keys);
        let part =
            |(at, stories): (usize, &[StoryCount])| Part::of(stories, (at * share) as u32, &by_code, keys);
        Index { parts: partial.stories.par_chunks(share).enumerate().map(part).collect(), terms }
    }

    /// The stories that hold a term, in order.
    pub(crate) fn of_term(&self, term: u32) -> impl Iterator<Item = u32> {
        self.of_key(term as usize)
    }

    /// The stories that hold a token that is no word, in order.
    pub(crate) fn of_other(&self, other: u32) -> impl Iterator<Item = u32> {
        self.of_key(self.terms + other as usize)
    }

    fn of_key(&self, key: usize) -> impl Iterator<Item = u32> {
        self.parts.iter().flat_map(move |part| part.of_key(key)).copied()
    }
}

impl Part {
    /// Of stories whose numbers begin with `first`.
    fn of(stories: &[StoryCount], first: u32, by_code: &[u32], keys: usize) -> Part {
        // Per key, the last story that held it, counted from 1.
        let mut last = vec![0; keys];
        // The keys of each story, each once.
        let (mut held, mut ends) = (vec![], vec![]);
        let mut starts = vec![0; keys + 1];
        for (number, story) in (1_u32..).zip(stories) {
            for code in story.tokens.iter() {
                let key = by_code[code as usize];
                if key != NONE && std::mem::replace(&mut last[key as usize], number) != number {
                    held.push(key);
                    starts[key as usize + 1] += 1;
                }
            }
            ends.push(held.len());
        }
        for at in 0..keys {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut holders = vec![0; held.len()];
        let mut start = 0;
        for (number, end) in (first..).zip(ends) {
            for &key in &held[start..end] {
                holders[next[key as usize] as usize] = number;
                next[key as usize] += 1;
            }
            start = end;
        }
        Part { starts, stories: holders }
    }

    fn of_key(&self, key: usize) -> &[u32] {
        let [start, end] = [self.starts[key], self.starts[key + 1]].map(|at| at as usize);
        &self.stories[start..end]
    }
}
