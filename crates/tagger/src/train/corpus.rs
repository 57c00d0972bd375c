//! Labelled texts as features and allowed labels.

use nutgraf_text::{Span, sentences, tokens};
use rustc_hash::FxHashMap;

use crate::Kind;
use crate::document::{Document, Type};
use crate::feature::{self, AROUND, Plain};
use crate::label::{self, KINDS, OUTSIDE, Part};
use crate::lexicon::Lexicon;
use crate::model::Model;
use crate::vote::Votes;

/// A labelled name. Several kinds, or none beside one, leave the choice to the model.
#[derive(Clone, Debug)]
pub struct Gold {
    /// Its bytes.
    pub span: Span,
    /// The kinds it may be.
    pub kinds: Vec<Kind>,
    /// Whether it may be no name at all.
    pub optional: bool,
}

impl Gold {
    /// Whether the label leaves a choice.
    pub fn doubtful(&self) -> bool {
        self.optional || self.kinds.len() > 1
    }
}

/// A labelled text.
#[derive(Clone, Debug)]
pub struct Example {
    /// The text; a line break ends a sentence.
    pub text: String,
    /// Its names in order, without overlaps.
    pub gold: Vec<Gold>,
    /// How much it counts: 1 for usual.
    pub weight: f32,
}

/// The bit of a feature number that says it comes from a second look.
const SECOND: u32 = 1 << 31;
const NUMBER: u32 = SECOND - 1;

/// A stretch to learn: its text, its tokens, and how much it counts.
pub(crate) struct Sequence {
    pub(crate) example: usize,
    pub(crate) tokens: std::ops::Range<usize>,
    pub(crate) weight: f32,
}

/// All stretches of all texts.
pub(crate) struct Corpus {
    pub(crate) sequences: Vec<Sequence>,
    /// Labels that each token may have, as bits.
    pub(crate) allowed: Vec<u32>,
    /// Where each token's features start in `features`; one more at the end.
    starts: Vec<usize>,
    features: Vec<u32>,
    /// The hash of each feature.
    pub(crate) hashes: Vec<u64>,
}

impl Corpus {
    pub(crate) fn new(model: &Model, examples: &[Example], least: u32) -> Self {
        let mut corpus = Corpus {
            sequences: Vec::new(),
            allowed: Vec::new(),
            starts: vec![0],
            features: Vec::new(),
            hashes: Vec::new(),
        };
        let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
        let mut all: Vec<u64> = Vec::new();
        let mut lexicon = Lexicon::as_printed();
        for (number, example) in examples.iter().enumerate() {
            corpus.read(model, &mut lexicon, number, example, &mut all);
        }
        for hash in &all {
            *counts.entry(*hash).or_default() += 1;
        }
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
        let mut kept = Vec::new();
        let mut starts = vec![0];
        for token in corpus.starts.windows(2) {
            for &hash in &all[token[0]..token[1]] {
                if counts.get(&hash).is_some_and(|&count| count >= least) {
                    let next = corpus.hashes.len() as u32;
                    let number = *numbers.entry(hash).or_insert(next);
                    if number == next {
                        corpus.hashes.push(hash);
                    }
                    kept.push(number);
                }
            }
            starts.push(kept.len());
        }
        (corpus.starts, corpus.features) = (starts, kept);
        corpus
    }

    fn read(
        &mut self,
        model: &Model,
        lexicon: &mut Lexicon,
        number: usize,
        example: &Example,
        all: &mut Vec<u64>,
    ) {
        let text = example.text.as_str();
        let (lines, words) = cut(text);
        let document = Document::new(model, lexicon, text, &lines, &words);
        let mut gold = example.gold.as_slice();
        for stretch in &document.stretches {
            let first = self.allowed.len();
            let about: Vec<&Type> = document.types_about(stretch).collect();
            for (token, window) in stretch.tokens.clone().zip(about.windows(AROUND)) {
                for (place, word) in window.iter().enumerate() {
                    feature::alone(&word.text, &word.facts, place, |hash| all.push(hash));
                }
                let around = document.around(stretch, token);
                feature::joint(&around, Plain::default(), |hash| all.push(hash));
                self.starts.push(all.len());
                self.allowed.push(1 << OUTSIDE);
            }
            let spans = &words[stretch.tokens.clone()];
            while let [name, rest @ ..] = gold {
                let inside: Vec<usize> = (0..spans.len()).filter(|&n| spans[n].overlaps(name.span)).collect();
                if let (Some(&from), Some(&to)) = (inside.first(), inside.last()) {
                    for token in from..=to {
                        self.allowed[first + token] = bits(name, token == from, token == to);
                    }
                }
                if spans.last().is_some_and(|last| name.span.end() > last.end()) {
                    break;
                }
                gold = rest;
            }
            let tokens = first..self.allowed.len();
            self.sequences.push(Sequence { example: number, tokens, weight: example.weight });
        }
    }

    pub(crate) fn tokens(&self) -> usize {
        self.allowed.len()
    }

    pub(crate) fn stretches(&self) -> usize {
        self.sequences.len()
    }

    pub(crate) fn features(&self) -> usize {
        self.hashes.len()
    }

    /// A token's features, with those of a second look when `second`.
    pub(crate) fn of(&self, token: usize, second: bool) -> impl Iterator<Item = usize> {
        let features = &self.features[self.starts[token]..self.starts[token + 1]];
        let without = if second { 0 } else { SECOND };
        features
            .iter()
            .filter(move |&&feature| feature & without == 0)
            .map(|feature| (feature & NUMBER) as usize)
    }

    /// Adds the features of a second look, given the labels of a first.
    pub(crate) fn look_again(&mut self, model: &Model, examples: &[Example], labels: &[u8], least: u32) {
        let mut again: Vec<Vec<u64>> = vec![Vec::new(); self.tokens()];
        let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
        let mut lexicon = Lexicon::as_printed();
        let mut from = 0;
        for example in examples {
            let (lines, words) = cut(&example.text);
            let document = Document::new(model, &mut lexicon, &example.text, &lines, &words);
            let mut votes = Votes::default();
            let mut at = from;
            for stretch in &document.stretches {
                votes.count(&document, stretch, &labels[at..at + stretch.tokens.len()]);
                at += stretch.tokens.len();
            }
            for stretch in &document.stretches {
                let own = &labels[from..from + stretch.tokens.len()];
                votes.open(&document, stretch, own);
                for (n, token) in stretch.tokens.clone().enumerate() {
                    votes.features(&document, stretch, token, own, |hash| {
                        *counts.entry(hash).or_default() += 1;
                        again[from + n].push(hash);
                    });
                }
                from += stretch.tokens.len();
            }
        }
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
        let (mut features, mut starts) = (Vec::new(), vec![0]);
        for (token, again) in self.starts.windows(2).zip(&again) {
            features.extend(&self.features[token[0]..token[1]]);
            for hash in again {
                if counts.get(hash).is_some_and(|&count| count >= least) {
                    let next = self.hashes.len() as u32;
                    let number = *numbers.entry(*hash).or_insert(next);
                    if number == next {
                        self.hashes.push(*hash);
                    }
                    features.push(number | SECOND);
                }
            }
            starts.push(features.len());
        }
        (self.features, self.starts) = (features, starts);
    }

    /// Keeps some features (numbers in order) and renumbers them.
    pub(crate) fn keep(&mut self, kept: &[usize]) {
        let mut numbers = vec![u32::MAX; self.hashes.len()];
        for (new, &old) in kept.iter().enumerate() {
            numbers[old] = new as u32;
        }
        let (mut features, mut starts) = (Vec::new(), vec![0]);
        for token in self.starts.windows(2) {
            for feature in &self.features[token[0]..token[1]] {
                let number = numbers[(feature & NUMBER) as usize];
                if number != u32::MAX {
                    features.push(number | feature & !NUMBER);
                }
            }
            starts.push(features.len());
        }
        (self.features, self.starts) = (features, starts);
        self.hashes = kept.iter().map(|&old| self.hashes[old]).collect();
    }
}

/// The sentences and tokens of a text.
fn cut(text: &str) -> (Vec<Span>, Vec<Span>) {
    let lines = sentences(text, Span::of(text));
    let words = lines.iter().flat_map(|&line| tokens(text, line)).collect();
    (lines, words)
}

/// The labels a token of a name may have.
fn bits(name: &Gold, first: bool, last: bool) -> u32 {
    let part = match (first, last) {
        (true, true) => Part::Only,
        (true, false) => Part::First,
        (false, true) => Part::Last,
        (false, false) => Part::Inside,
    };
    let outside = u32::from(name.optional) << OUTSIDE;
    name.kinds.iter().fold(outside, |bits, kind| {
        let number = KINDS.iter().position(|own| own == kind).unwrap_or(0);
        bits | 1 << label::of(number, part)
    })
}
