//! A document as the tagger sees it: word types, the stretches that may hold names, what the lists say.

use std::borrow::Cow;
use std::ops::Range;

use nutgraf_text::Span;

use crate::feature::{Around, HERE, Run};
use crate::hash;
use crate::lexicon::{EDGE, Lexicon};
use crate::model::Model;
use crate::word::{Facts, has_capital, titled};

/// Words of a phrase of the lists, at most.
const PHRASE: usize = 5;
/// Lower-case words that a name may hold in a row ("Bank for the Study of ...").
const GAP: usize = 3;

/// A word as written, once a document.
pub(crate) struct Type<'d> {
    pub(crate) text: Cow<'d, str>,
    /// Its number in the lexicon.
    pub(crate) word: u32,
    pub(crate) facts: Facts,
    /// Whether it can be a name by itself.
    pub(crate) hot: bool,
    /// Whether it is a hyphen.
    hyphen: bool,
    /// Whether the document has it in lower case.
    small: bool,
    /// How often it stands inside a sentence.
    inside: u32,
}

impl<'d> Type<'d> {
    fn new(lexicon: &Lexicon, text: Cow<'d, str>, word: u32) -> Self {
        let known = lexicon.word(word);
        let (facts, hot, hyphen) = (known.facts.clone(), known.hot, known.hyphen);
        Type { text, word, facts, hot, hyphen, small: false, inside: 0 }
    }
}

/// A sentence: its tokens and how it is written (see [`Around::style`]).
struct Sentence {
    tokens: Range<usize>,
    style: u64,
}

/// A stretch of tokens of one sentence that may hold names; all else is outside.
#[derive(Clone, Debug)]
pub(crate) struct Stretch {
    pub(crate) tokens: Range<usize>,
    sentence: usize,
}

/// A document prepared for features.
pub(crate) struct Document<'d> {
    pub(crate) types: Vec<Type<'d>>,
    /// The type of each token.
    of: Vec<u32>,
    /// The tokens that can be names by themselves, until the stretches are found.
    hot: Vec<u32>,
    pub(crate) stretches: Vec<Stretch>,
    sentences: Vec<Sentence>,
    /// What the lists say of each token: list bits times 4 and the part of the phrase; 0 for nothing.
    phrases: Vec<u32>,
    /// The run of capitalised words that each token stands in; empty for none.
    runs: Vec<(u32, u32)>,
}

impl<'d> Document<'d> {
    /// Reads a document's words. Sentences and tokens are in order; a token in no sentence is never a name.
    pub(crate) fn new(
        model: &Model,
        lexicon: &mut Lexicon,
        text: &'d str,
        sentences: &[Span],
        tokens: &[Span],
    ) -> Self {
        lexicon.open();
        let mut document = Document {
            types: Vec::with_capacity(tokens.len() / 2 + 1),
            of: vec![EDGE as u32; tokens.len()],
            hot: Vec::with_capacity(tokens.len() / 4),
            stretches: Vec::new(),
            sentences: Vec::with_capacity(sentences.len()),
            phrases: vec![0; tokens.len()],
            runs: vec![(0, 0); tokens.len()],
        };
        document.types.push(Type::new(lexicon, Cow::Borrowed(""), EDGE as u32));
        document.read(model, lexicon, text, sentences, tokens);
        document.find_stretches();
        document.find_phrases(model);
        document
    }

    /// Finds sentences and types.
    fn read(
        &mut self,
        model: &Model,
        lexicon: &mut Lexicon,
        text: &'d str,
        sentences: &[Span],
        tokens: &[Span],
    ) {
        let (mut at, mut known, mut fresh) = (0, vec![], vec![]);
        for sentence in sentences {
            while tokens.get(at).is_some_and(|token| token.start() < sentence.start()) {
                at += 1;
            }
            let first = at;
            while tokens.get(at).is_some_and(|token| token.end() <= sentence.end()) {
                at += 1;
            }
            let style = style(text, &tokens[first..at]);
            let title = |word: &str| (style == CAPITALS && has_capital(word)).then(|| titled(word));
            // All are looked up first: the memory answers them side by side.
            known.clear();
            known.extend(tokens[first..at].iter().map(|&span| match title(span.slice(text)) {
                Some(title) => lexicon.find(model, &title, Span::of(&title), true),
                None => lexicon.find(model, text, span, false),
            }));
            fresh.clear();
            for (token, &known) in (first..at).zip(&known) {
                let next = (self.types.len() + fresh.len()) as u32;
                let number = lexicon.number(known, next);
                if number == next {
                    fresh.push((token, known));
                }
                self.of[token] = number;
            }
            self.types.extend(fresh.iter().map(|&(token, known)| {
                let word = tokens[token].slice(text);
                Type::new(lexicon, title(word).map_or(Cow::Borrowed(word), Cow::Owned), known)
            }));
            for token in first..at {
                let own = &mut self.types[self.of[token] as usize];
                own.inside += u32::from(token > first && style == USUAL);
                if own.hot {
                    self.hot.push(token as u32);
                }
            }
            self.sentences.push(Sentence { tokens: first..at, style });
        }
        for own in self.types.iter_mut().filter(|own| own.hot) {
            own.small = lexicon.has_lower(model, own.word, &own.text);
        }
    }

    /// Finds the stretches: hot tokens, the few others between them, and one or two more on each side.
    fn find_stretches(&mut self) {
        let hot = std::mem::take(&mut self.hot);
        let (types, of) = (&self.types, &self.of);
        let mut rest = hot.as_slice();
        for (number, sentence) in self.sentences.iter().enumerate() {
            let all = sentence.tokens.clone();
            let (own, after) = rest.split_at(rest.partition_point(|&token| (token as usize) < all.end));
            rest = after;
            // A hyphen takes the word beyond it along: "al-Nur", "Ha-eun".
            let hyphen = |at: Option<usize>| {
                let at = at.filter(|at| all.contains(at));
                usize::from(at.is_some_and(|at| types[of[at] as usize].hyphen))
            };
            let mut open: Option<Range<usize>> = None;
            for run in own.chunk_by(|one, next| one + 1 == *next) {
                let Some((&first, &last)) = run.first().zip(run.last()) else { continue };
                let (start, end) = (first as usize, last as usize + 1);
                self.runs[start..end].fill((first, last + 1));
                let before = start.saturating_sub(1 + hyphen(start.checked_sub(1))).max(all.start);
                let beyond = (end + 1 + hyphen(Some(end))).min(all.end);
                match &mut open {
                    Some(stretch) if start.saturating_sub(stretch.end) < GAP => stretch.end = beyond,
                    _ => {
                        if let Some(done) = open.replace(before..beyond) {
                            self.stretches.push(Stretch { tokens: done, sentence: number });
                        }
                    }
                }
            }
            if let Some(done) = open {
                self.stretches.push(Stretch { tokens: done, sentence: number });
            }
        }
    }

    /// A token's type.
    pub(crate) fn type_of(&self, token: usize) -> &Type<'d> {
        &self.types[self.of[token] as usize]
    }

    /// Whether a token is its sentence's first.
    pub(crate) fn opens(&self, stretch: &Stretch, token: usize) -> bool {
        self.sentences[stretch.sentence].tokens.start == token
    }

    /// The types of the tokens of a stretch, and of the [`HERE`] places before and behind it in its sentence.
    pub(crate) fn types_about(&self, stretch: &Stretch) -> impl Iterator<Item = &Type<'d>> {
        let all = &self.sentences[stretch.sentence].tokens;
        let (start, end) = (stretch.tokens.start, stretch.tokens.end + HERE);
        let before = HERE.saturating_sub(start - all.start);
        let edges = |count| std::iter::repeat_n(EDGE as u32, count);
        let own = &self.of[(start.saturating_sub(HERE)).max(all.start)..end.min(all.end)];
        let types = edges(before).chain(own.iter().copied()).chain(edges(end.saturating_sub(all.end)));
        types.map(|own| &self.types[own as usize])
    }

    /// Finds the phrases of the lists, the longest from the left.
    fn find_phrases(&mut self, model: &Model) {
        for stretch in &self.stretches {
            let mut token = stretch.tokens.start;
            while token < stretch.tokens.end {
                let first = &self.types[self.of[token] as usize];
                let found = if first.hot { self.phrase(model, token..stretch.tokens.end) } else { None };
                let Some((length, lists)) = found else {
                    token += 1;
                    continue;
                };
                for (n, phrase) in self.phrases[token..token + length].iter_mut().enumerate() {
                    let part = u32::from(n > 0) | u32::from(n + 1 < length) << 1;
                    *phrase = lists << 2 | part;
                }
                token += length;
            }
        }
    }

    /// The longest phrase of the lists that begins these tokens: how many they are, and its lists.
    fn phrase(&self, model: &Model, tokens: Range<usize>) -> Option<(usize, u32)> {
        let mut hashes = [0; PHRASE];
        let (mut so_far, count) = (None, tokens.len());
        for (hash, token) in hashes.iter_mut().zip(tokens) {
            let own = self.types[self.of[token] as usize].facts.exact;
            *hash = *so_far.insert(so_far.map_or(own, |so_far| hash::pair(so_far, own)));
        }
        let (last, lists) = model.last_phrase(hashes, count)?;
        Some((last + 1, u32::from(lists)))
    }

    /// The neighbourhood of a token of a stretch.
    pub(crate) fn around<'s>(&'s self, stretch: &Stretch, token: usize) -> Around<'s> {
        let sentence = &self.sentences[stretch.sentence];
        let all = &sentence.tokens;
        let facts = |at: Option<usize>| match at {
            Some(at) if all.contains(&at) => &self.types[self.of[at] as usize].facts,
            _ => &self.types[EDGE].facts,
        };
        let phrase = |at: Option<usize>| match at {
            Some(at) if all.contains(&at) => self.phrases[at],
            _ => 0,
        };
        let (start, end) = (self.runs[token].0 as usize, self.runs[token].1 as usize);
        let run = (end > start).then(|| Run {
            first: facts(Some(start)),
            last: facts(Some(end - 1)),
            before: facts(start.checked_sub(1)),
            after: facts(Some(end)),
            from_start: (token - start).min(3) as u64,
            from_end: (end - 1 - token).min(3) as u64,
            last_phrase: self.phrases[end - 1],
        });
        let own = &self.types[self.of[token] as usize];
        let opens = token == all.start;
        let again = own.inside.saturating_sub(u32::from(!opens && sentence.style == USUAL));
        Around {
            words: [facts(token.checked_sub(1)), facts(Some(token)), facts(Some(token + 1))],
            phrases: [phrase(token.checked_sub(1)), phrase(Some(token)), phrase(Some(token + 1))],
            run,
            style: sentence.style,
            opens,
            elsewhere: u64::from(own.small) | u64::from(own.facts.small) << 1 | u64::from(again.min(2)) << 2,
        }
    }
}

const USUAL: u64 = 0;
const CAPITALS: u64 = 1;
const TITLE: u64 = 2;

/// How a sentence is written: as usual, in capitals, in title case.
fn style(text: &str, tokens: &[Span]) -> u64 {
    let (mut capital, mut small, mut large) = (0, 0, 0);
    for token in tokens {
        let word = text.as_bytes().get(token.range()).unwrap_or_default();
        match word {
            [first, rest @ ..] if first.is_ascii_uppercase() => {
                capital += 1;
                large += u32::from(!rest.is_empty() && !rest.iter().any(u8::is_ascii_lowercase));
            }
            [first, ..] if first.is_ascii_lowercase() => small += u32::from(word.len() > 3),
            _ => {}
        }
    }
    if small == 0 && large >= 3 && large * 4 > capital * 3 {
        CAPITALS
    } else if capital >= 4 && small * 4 < capital {
        TITLE
    } else {
        USUAL
    }
}
