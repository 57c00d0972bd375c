use crate::Partial;
use crate::sequence::Sequence;

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
        let key = |token: u32| match token {
            Sequence::PUNCTUATION => None,
            Sequence::OTHER.. => Some(terms + (token - Sequence::OTHER) as usize),
            _ => Some(partial.term_of[token as usize] as usize),
        };
        // Per key, the last story that held it, from 1.
        let mut last = vec![0; keys];
        let mut starts = vec![0; keys + 1];
        for (number, story) in (1_u32..).zip(&partial.stories) {
            for key in story.tokens.iter().filter_map(|&token| key(token)) {
                starts[key + 1] += usize::from(last[key] != number);
                last[key] = number;
            }
        }
        for at in 0..keys {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut stories = vec![0; starts[keys]];
        last.fill(0);
        for (number, story) in (1_u32..).zip(&partial.stories) {
            for key in story.tokens.iter().filter_map(|&token| key(token)) {
                if last[key] != number {
                    stories[next[key]] = number - 1;
                    next[key] += 1;
                    last[key] = number;
                }
            }
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
