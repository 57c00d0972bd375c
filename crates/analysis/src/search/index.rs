use crate::Partial;
use crate::sequence::Sequence;

/// The key of what is not looked for.
const NONE: u32 = u32::MAX;

/// An inverted index: for each term, and each token that is no word, the stories that hold it. Positions are not
/// kept twice: they are read from the story's [`Sequence`].
#[derive(Debug)]
pub(crate) struct Index {
    // Per term, then per other token, where its stories begin in `stories`; one more at the end.
    starts: Vec<usize>,
    stories: Vec<u32>,
    terms: usize,
}

impl Index {
    pub(crate) fn of(partial: &Partial) -> Index {
        let terms = partial.terms.len();
        let keys = terms + partial.others.len();
        let key = |&token: &u32| match token {
            Sequence::PUNCTUATION => NONE,
            Sequence::OTHER.. => terms as u32 + (token - Sequence::OTHER),
            _ => partial.term_of[token as usize],
        };
        let by_code: Vec<u32> = partial.ranks.tokens().iter().map(key).collect();
        // Per key, the last story that held it, from 1.
        let mut last = vec![0; keys];
        // The keys of each story, each once.
        let (mut held, mut ends) = (vec![], vec![]);
        let mut starts = vec![0; keys + 1];
        for (number, story) in (1_u32..).zip(&partial.stories) {
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
        let mut stories = vec![0; starts[keys]];
        let mut start = 0;
        for (number, end) in (0..).zip(ends) {
            for &key in &held[start..end] {
                stories[next[key as usize]] = number;
                next[key as usize] += 1;
            }
            start = end;
        }
        Index { starts, stories, terms }
    }

    /// The stories that hold a term, in order.
    pub(crate) fn of_term(&self, term: u32) -> &[u32] {
        self.of_key(term as usize)
    }

    /// The stories that hold a token that is no word, in order.
    pub(crate) fn of_other(&self, other: u32) -> &[u32] {
        self.of_key(self.terms + other as usize)
    }

    fn of_key(&self, key: usize) -> &[u32] {
        &self.stories[self.starts[key]..self.starts[key + 1]]
    }
}
