//! The words of an article as keyphrases are made of them: tokens, with what hyphens join in one.

use std::ops::Range;

use nutgraf_core::{Article, Span};

use super::tag::{Previous, Tag, tag};
use super::vocabulary::Vocabulary;
use crate::words::Words;

/// A word in its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    pub(super) span: Span,
    pub(super) tag: Tag,
    /// Number of its stem in this article, from 1; 0 for a mark.
    pub(super) stem: u32,
    pub(super) rarity: u8,
    /// Whether the stem has one or two letters.
    pub(super) short: bool,
}

/// All words of an article's sentences.
pub(super) struct Terms {
    pub(super) list: Vec<Term>,
    /// The end of each sentence in `list`.
    pub(super) ends: Vec<usize>,
    /// Number of stems.
    pub(super) stems: usize,
    /// Words of closed classes.
    pub(super) functions: usize,
}

impl Terms {
    /// Cuts and tags the sentences of an article; a dateline is left out.
    pub(super) fn of(article: &Article, words: &Words) -> Terms {
        Vocabulary::with(|vocabulary| Terms::cut(article, words, vocabulary))
    }

    fn cut(article: &Article, words: &Words, vocabulary: &mut Vocabulary) -> Terms {
        let text = words.text;
        let mut terms = Terms {
            list: Vec::with_capacity(words.tokens.len()),
            ends: Vec::with_capacity(words.sentences.len()),
            stems: 0,
            functions: 0,
        };
        let dateline = article.dateline.as_ref().map(|dateline| dateline.span);
        let mut rest = words.tokens.as_slice();
        for sentence in words.sentences {
            let (tokens, after) = rest.split_at(rest.partition_point(|token| token.start() < sentence.end()));
            rest = after;
            let mut before = Previous::begin();
            let mut at = 0;
            while at < tokens.len() {
                let (span, next) = joined(text, tokens, at);
                at = next;
                if dateline.is_none_or(|dateline| !dateline.overlaps(span)) {
                    terms.push(text, span, &mut before, vocabulary);
                }
            }
            terms.ends.push(terms.list.len());
        }
        terms.stems = vocabulary.stems();
        terms
    }

    fn push(&mut self, text: &str, span: Span, before: &mut Previous, vocabulary: &mut Vocabulary) {
        let word = span.slice(text);
        let mut term = Term { span, tag: Tag::Other, stem: 0, rarity: 0, short: false };
        let known = vocabulary.know(text, span);
        if known.stem == 0 {
            let opens = matches!(word, "\"" | "“" | "``" | "_" | ":" | "‘" | "—" | "--");
            *before = Previous { opens, ..Previous::default() };
        } else {
            self.functions += usize::from(known.entry.class.is_function());
            term.tag = tag(word, known, before);
            term.stem = known.stem;
            term.rarity = known.entry.rarity;
            term.short = known.short;
            *before = Previous { tag: term.tag, entry: Some(known.entry), is_to: word == "to", opens: false };
        }
        self.list.push(term);
    }

    /// The terms that a stretch of the text covers.
    pub(super) fn range(&self, span: Span) -> Range<usize> {
        let start = self.list.partition_point(|term| term.span.end() <= span.start());
        let end = self.list.partition_point(|term| term.span.start() < span.end());
        start..end.max(start)
    }
}

/// Whether a token is no word but a sign.
pub(super) fn is_mark(word: &str) -> bool {
    match word.chars().next() {
        Some('\'' | '’') => word.chars().count() == 1,
        Some(c) => !c.is_alphanumeric(),
        None => true,
    }
}

/// The token at `at` with those that a hyphen or slash joins to it, and the token after them.
fn joined(text: &str, tokens: &[Span], at: usize) -> (Span, usize) {
    let first = tokens[at];
    let (mut end, mut next) = (first.end(), at + 1);
    while let [hyphen, word, ..] = &tokens[next..]
        && (hyphen.start(), word.start()) == (end, hyphen.end())
        && matches!(hyphen.slice(text), "-" | "‐" | "‑" | "/")
        && !is_mark(word.slice(text))
        && !is_mark(first.slice(text))
    {
        (end, next) = (word.end(), next + 2);
    }
    (Span::new(first.start() as u32, end as u32), next)
}

/// The words of a sentence.
#[cfg(feature = "train")]
pub(super) fn spans(text: &str, sentence: Span) -> Vec<Span> {
    let tokens = nutgraf_core::tokens(text, sentence);
    let mut found = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let (span, next) = joined(text, &tokens, at);
        found.push(span);
        at = next;
    }
    found
}
