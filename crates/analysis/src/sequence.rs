use std::ops::Range;

use nutgraf_core::{Article, Role, Span};

use crate::Partial;
use crate::count::{StoryCount, for_each_token, is_word};

/// Where a block of a story ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct BlockEnd {
    /// Sentences of the story up to the end of the block.
    pub(crate) sentences: u32,
    pub(crate) role: Role,
}

/// All tokens of one story as numbers, in order, with the ends of its sentences and blocks: what collocations,
/// concordances, phrases, shingles and an index are made from without a second look at the text.
///
/// There is one number a token of [`token_spans`]. Which texts share a number:
/// - a word of letters (hyphens and apostrophes may stand between them) has the number of its printed form, below
///   [`Sequence::OTHER`]; [`Partial::term_number`] leads to its lower-cased term;
/// - any other token with a letter or digit (`2024`, `3G`, `'s`) has the number of its printed form from
///   [`Sequence::OTHER`] on;
/// - everything else (stops, quotation marks, dashes, `%`) is [`Sequence::PUNCTUATION`].
///
/// Sentence and block numbers are indices into [`Article::sentences`] and [`Article::blocks`]; blocks that are not
/// cut into sentences (bylines, credits) have no tokens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sequence<'a> {
    tokens: Vec<u32>,
    sentence_ends: &'a [u32],
    blocks: &'a [BlockEnd],
}

impl Sequence<'_> {
    /// Tokens that are no words, but hold a letter or a digit, are numbered from here.
    pub const OTHER: u32 = 1 << 31;

    /// The number of every token without a letter or digit.
    pub const PUNCTUATION: u32 = u32::MAX;

    /// The numbers of all tokens.
    pub fn tokens(&self) -> &[u32] {
        &self.tokens
    }

    /// How many sentences.
    pub fn sentence_count(&self) -> usize {
        self.sentence_ends.len()
    }

    /// The tokens of a sentence, as a range of [`Sequence::tokens`]; empty when there is no such sentence.
    pub fn sentence(&self, number: usize) -> Range<usize> {
        let end = |at: usize| self.sentence_ends.get(at).map_or(self.tokens.len(), |&end| end as usize);
        let start = if number == 0 { 0 } else { end(number - 1) };
        start..end(number).max(start)
    }

    /// The tokens of each sentence, in order.
    pub fn sentences(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.sentence_count()).map(|number| &self.tokens[self.sentence(number)])
    }

    /// How many blocks.
    pub fn block_count(&self) -> usize {
        self.blocks.len()
    }

    /// The role of a block and its sentences; none when there is no such block.
    pub fn block(&self, number: usize) -> Option<(Role, Range<usize>)> {
        let block = self.blocks.get(number)?;
        let start = number.checked_sub(1).and_then(|at| self.blocks.get(at)).map_or(0, |last| last.sentences);
        Some((block.role, start as usize..block.sentences as usize))
    }

    /// The number of the block that holds a sentence.
    pub fn block_of(&self, sentence: usize) -> usize {
        self.blocks.partition_point(|block| block.sentences as usize <= sentence)
    }
}

/// The spans of a story's tokens in its text, one for each number of its [`Sequence`].
pub fn token_spans(article: &Article) -> Vec<Span> {
    let mut spans = Vec::new();
    for_each_token(article, |_, token| spans.push(token));
    spans
}

/// No number of a term.
pub(crate) const NO_TERM: u32 = u32::MAX;

/// What a token is to a sequence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Class {
    Word,
    Other,
    Punctuation,
}

/// The class of a token.
pub(crate) fn class(token: &str) -> Class {
    if is_word(token) {
        Class::Word
    } else if token.contains(char::is_alphanumeric) {
        Class::Other
    } else {
        Class::Punctuation
    }
}

/// The ends of a story's blocks, in sentences.
pub(crate) fn block_ends(article: &Article) -> Vec<BlockEnd> {
    let mut sentences = 0;
    let ends = article.blocks.iter().map(|block| {
        let before = article.sentences.partition_point(|sentence| sentence.start() < block.span.end());
        sentences = sentences.max(before as u32);
        BlockEnd { sentences, role: block.role }
    });
    ends.collect()
}

impl Partial {
    /// The tokens of a story; empty when there is none of this number.
    pub fn sequence(&self, story: usize) -> Sequence<'_> {
        match self.stories.get(story) {
            None => Sequence { tokens: vec![], sentence_ends: &[], blocks: &[] },
            Some(story) => Sequence {
                tokens: self.tokens(story).collect(),
                sentence_ends: &story.sentence_ends,
                blocks: &story.blocks,
            },
        }
    }

    /// The numbers of all tokens of one of its stories.
    #[inline]
    pub(crate) fn tokens<'a>(&'a self, story: &'a StoryCount) -> impl Iterator<Item = u32> + Clone + 'a {
        self.ranks.of_story(&story.tokens)
    }

    /// Occurrences of the printed words of some numbers in one of its stories.
    pub(crate) fn count_of(&self, story: &StoryCount, words: &Range<u32>) -> u64 {
        self.tokens(story).filter(|token| words.contains(token)).count() as u64
    }

    /// The number of the term of each code of [`StoryCount::tokens`], [`NO_TERM`] for tokens that are no words.
    pub(crate) fn terms_by_code(&self) -> Vec<u32> {
        let term = |&token: &u32| self.term_number(token).unwrap_or(NO_TERM);
        self.ranks.tokens().iter().map(term).collect()
    }

    /// The printed form of a token's number; empty for punctuation.
    pub fn printed(&self, token: u32) -> &str {
        match token {
            Sequence::PUNCTUATION => "",
            Sequence::OTHER.. => self.others.get(token - Sequence::OTHER),
            _ => self.words.get(token),
        }
    }

    /// The number of a word's term, its lower-cased form; none for tokens that are no words.
    pub fn term_number(&self, token: u32) -> Option<u32> {
        self.term_of.get(token as usize).copied()
    }

    /// The term of this number; terms are numbered in their order. Empty when there is none.
    pub fn term(&self, number: u32) -> &str {
        self.terms.get(number)
    }
}
