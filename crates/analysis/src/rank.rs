//! Tokens of stories in few bytes: frequent tokens have small numbers, and small numbers are short.

use std::cmp::Reverse;

use rayon::prelude::*;

use crate::count::StoryCount;
use crate::piece::Piece;
use crate::sequence::Sequence;

/// Numbers in seven bits a byte. The lowest bits of a number's first byte say how many bytes follow (0: none, 01: one,
/// 011: two, 0111: three, 01111: four), so that no jump depends on it but where numbers are very large.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Codes(
    // Invariant: whole numbers, then [`PADDING`] zeros.
    Piece<u8>,
);

/// Bytes that a number of one byte at the end is read with.
const PADDING: usize = 3;

impl Codes {
    /// How many numbers.
    pub(crate) fn len(&self) -> usize {
        self.iter().count()
    }

    pub(crate) fn iter(&self) -> CodeIter<'_> {
        CodeIter { bytes: &self.0, at: 0 }
    }

    /// Moves them together into memory of their own.
    pub(crate) fn join<'a>(codes: impl IntoIterator<Item = &'a mut Codes>) {
        Piece::join(codes.into_iter().map(|codes| &mut codes.0));
    }

    /// Every number as a table has it.
    pub(crate) fn mapped(&self, to: &[u32]) -> Codes {
        let mut coder = Coder::with_capacity(self.0.len());
        self.iter().for_each(|code| coder.push(to[code as usize]));
        coder.finish()
    }
}

/// Makes [`Codes`].
#[derive(Debug)]
pub(crate) struct Coder {
    // Longer than what is written by at least a number of four bytes.
    bytes: Vec<u8>,
    written: usize,
}

impl Coder {
    /// For about so many numbers.
    pub(crate) fn with_capacity(numbers: usize) -> Coder {
        Coder { bytes: vec![0; 2 * numbers + 8], written: 0 }
    }

    #[inline]
    pub(crate) fn push(&mut self, code: u32) {
        let more = (31 - (code | 1).leading_zeros()) / 7;
        let (first, length) = match more {
            4 => (0x0f, 1),
            _ => (code << (more + 1) | ((1 << more) - 1), more as usize + 1),
        };
        if self.written + 12 > self.bytes.len() {
            self.bytes.resize(2 * self.bytes.len() + 12, 0);
        }
        self.bytes[self.written..self.written + 4].copy_from_slice(&first.to_le_bytes());
        self.written += length;
        if more == 4 {
            self.bytes[self.written..self.written + 4].copy_from_slice(&code.to_le_bytes());
            self.written += 4;
        }
    }

    pub(crate) fn finish(mut self) -> Codes {
        let end = self.written + PADDING;
        self.bytes.resize(self.bytes.len().max(end), 0);
        self.bytes[self.written..end].fill(0);
        self.bytes.truncate(end);
        Codes(self.bytes.into())
    }
}

/// The numbers of [`Codes`], in order.
#[derive(Clone, Debug)]
pub(crate) struct CodeIter<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Iterator for CodeIter<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let four = |at: usize| self.bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes);
        let bytes = four(self.at)?;
        let more = bytes.trailing_ones();
        if more > 3 {
            let code = four(self.at + 1)?;
            self.at += 5;
            return Some(code);
        }
        self.at += more as usize + 1;
        // Away with the bytes behind, then with the bits that say how many there are.
        Some(bytes << (24 - 8 * more) >> (25 - 7 * more))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        // As a rule a number takes a byte or two.
        let left = self.bytes.len().saturating_sub(self.at + PADDING);
        (left.div_ceil(5), Some(left))
    }
}

/// The code of a token while numbers still grow: 0 for punctuation, odd for words, even for other tokens.
pub(crate) fn raw(token: u32) -> u32 {
    match token {
        Sequence::PUNCTUATION => 0,
        Sequence::OTHER.. => 2 * (token - Sequence::OTHER) + 2,
        _ => 2 * token + 1,
    }
}

/// The token of each code that [`raw`] can have made of so many words and others; of the codes between, punctuation.
pub(crate) fn raw_tokens(words: usize, others: usize) -> Vec<u32> {
    let mut tokens = vec![Sequence::PUNCTUATION; 1 + (2 * words).max(2 * others)];
    (0..words as u32).for_each(|word| tokens[raw(word) as usize] = word);
    let others = Sequence::OTHER..Sequence::OTHER + others as u32;
    others.for_each(|other| tokens[raw(other) as usize] = other);
    tokens
}

/// The tokens of a partial by how often they occur: a token's code is its rank from 1; 0 is punctuation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Ranks {
    /// By code.
    tokens: Vec<u32>,
}

impl Default for Ranks {
    fn default() -> Ranks {
        Ranks { tokens: vec![Sequence::PUNCTUATION] }
    }
}

impl Ranks {
    /// The ranks of all tokens, the most frequent in some stories first, then words, then by number; and the rank of
    /// each code that the stories have now. `tokens`: what each of these codes stands for.
    pub(crate) fn count(stories: &[&StoryCount], mut tokens: Vec<u32>) -> (Ranks, Vec<u32>) {
        let codes = tokens.len();
        // Of a token with four thousand million occurrences, what is beyond them: its rank is no shorter then, but the
        // same however the stories are cut into parts.
        let count = |stories: &[&StoryCount]| {
            let mut counts = vec![0_u32; codes];
            for code in stories.iter().flat_map(|story| story.tokens.iter()) {
                counts[code as usize] = counts[code as usize].wrapping_add(1);
            }
            counts
        };
        let size = stories.len().div_ceil(rayon::current_num_threads()).max(1);
        let counts: Vec<Vec<u32>> = stories.par_chunks(size).map(count).collect();
        let mut counted =
            Vec::with_capacity(tokens.iter().filter(|&&token| token != Sequence::PUNCTUATION).count());
        for (code, &token) in tokens.iter().enumerate().filter(|&(_, &token)| token != Sequence::PUNCTUATION)
        {
            let count = counts.iter().fold(0_u32, |sum, counts| sum.wrapping_add(counts[code]));
            counted.push((Reverse(count), token, code as u32));
        }
        drop(counts);
        counted.par_sort_unstable();
        let mut ranks = Ranks { tokens: Vec::with_capacity(counted.len() + 1) };
        ranks.tokens.push(Sequence::PUNCTUATION);
        tokens.fill(0);
        for (_, token, code) in counted {
            tokens[code as usize] = ranks.tokens.len() as u32;
            ranks.tokens.push(token);
        }
        (ranks, tokens)
    }

    /// Of tokens in their order.
    pub(crate) fn of_tokens(tokens: impl IntoIterator<Item = u32>) -> Ranks {
        let mut ranks = Ranks::default();
        ranks.tokens.extend(tokens);
        ranks
    }

    /// By code; the first is punctuation.
    pub(crate) fn tokens(&self) -> &[u32] {
        &self.tokens
    }

    /// The tokens of a story.
    #[inline]
    pub(crate) fn of_story<'a>(&'a self, codes: &'a Codes) -> impl Iterator<Item = u32> + Clone + 'a {
        codes.iter().map(|code| self.tokens[code as usize])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_come_back(numbers in prop::collection::vec(numbers(), 0..40)) {
            let mut coder = Coder::with_capacity(1);
            numbers.iter().for_each(|&number| coder.push(number));
            let codes = coder.finish();
            prop_assert_eq!(codes.len(), numbers.len());
            prop_assert_eq!(codes.iter().collect::<Vec<_>>(), numbers);
        }
    }

    fn numbers() -> impl Strategy<Value = u32> {
        (0..=32_u32, any::<u32>()).prop_map(|(bits, number)| number.checked_shr(32 - bits).unwrap_or(0))
    }

    #[test]
    fn raw_codes_lead_back_to_their_tokens() {
        for (words, others) in [(0, 0), (3, 1), (1, 3)] {
            let tokens = raw_tokens(words, others);
            for token in (0..words as u32).chain((0..others as u32).map(|other| Sequence::OTHER + other)) {
                assert_eq!(tokens[raw(token) as usize], token);
            }
            assert_eq!(tokens[raw(Sequence::PUNCTUATION) as usize], Sequence::PUNCTUATION);
        }
    }

    #[test]
    fn tokens_of_a_story_come_by_their_ranks() {
        let ranks = Ranks::of_tokens([1, 0, Sequence::OTHER]);
        let mut coder = Coder::with_capacity(3);
        [1, 0, 3].into_iter().for_each(|code| coder.push(code));
        let codes = coder.finish();
        let tokens: Vec<u32> = ranks.of_story(&codes).collect();
        assert_eq!(tokens, [1, Sequence::PUNCTUATION, Sequence::OTHER]);
    }
}
