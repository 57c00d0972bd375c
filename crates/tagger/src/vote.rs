//! What a first look at a document says of its words, for a second look: the labels of a word's other places, and
//! the names whose initials an acronym is.

use rustc_hash::FxHashMap;

use crate::document::{Document, Stretch};
use crate::hash;
use crate::label::{self, KINDS, LABELS, OUTSIDE, Part};

/// The labels that the first look gave to each word, and its names' initials.
#[derive(Default)]
pub(crate) struct Votes {
    words: FxHashMap<u64, [u16; LABELS]>,
    /// Kinds of the names of several words, by the hash of their initials.
    initials: FxHashMap<u64, usize>,
    letters: String,
    /// What is said of each token of the stretch under way, and of none before and behind it.
    said: Vec<Said>,
}

/// What other places say of a word: its kind there, how often, whether always; 0 for nothing.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Said {
    kind: u64,
    label: u64,
}

impl Votes {
    /// Forgets a document.
    pub(crate) fn clear(&mut self) {
        self.words.clear();
        self.initials.clear();
    }

    /// Counts the labels of a stretch.
    pub(crate) fn count(&mut self, document: &Document, stretch: &Stretch, labels: &[u8]) {
        self.letters.clear();
        for (token, &own) in stretch.tokens.clone().zip(labels) {
            let word = document.type_of(token);
            if !word.facts.capital || (usize::from(own) == OUTSIDE && document.opens(stretch, token)) {
                continue;
            }
            let counts = self.words.entry(word.facts.exact).or_insert([0; LABELS]);
            counts[usize::from(own)] = counts[usize::from(own)].saturating_add(1);
            let Some((kind, part)) = label::read(usize::from(own)) else { continue };
            if part == Part::First || part == Part::Only {
                self.letters.clear();
            }
            self.letters.extend(word.text.chars().next().filter(|first| first.is_uppercase()));
            if part == Part::Last && self.letters.len() > 1 {
                self.initials.entry(hash::word(&self.letters)).or_insert(kind);
            }
        }
    }

    /// What is said of a word, save the label of this very token.
    fn said(&self, exact: u64, own: usize) -> Said {
        let Some(counts) = self.words.get(&exact) else { return Said::default() };
        let mut counts = *counts;
        counts[own] = counts[own].saturating_sub(1);
        if counts == [0; LABELS] {
            return Said::default();
        }
        let mut kinds = [0u64; KINDS.len()];
        let (mut most, mut label, mut all) = (0, 0, 0);
        for (n, &count) in counts.iter().enumerate().skip(1).filter(|&(_, &count)| count > 0) {
            kinds[(n - 1) % KINDS.len()] += u64::from(count);
            all += u64::from(count);
            if count > most {
                (most, label) = (count, n as u64);
            }
        }
        let mut top = 0;
        for (kind, &count) in kinds.iter().enumerate() {
            if count > kinds[top] {
                top = kind;
            }
        }
        let outside = u64::from(counts[OUTSIDE].min(2));
        if all == 0 {
            return Said { kind: outside, label: 0 };
        }
        let always = u64::from(kinds[top] == all);
        Said { kind: (top as u64 + 1) << 5 | kinds[top].min(3) << 3 | always << 2 | outside, label }
    }

    /// Begins a stretch whose labels by the first look are `labels`.
    pub(crate) fn open(&mut self, document: &Document, stretch: &Stretch, labels: &[u8]) {
        let mut said = std::mem::take(&mut self.said);
        said.clear();
        said.push(Said::default());
        let tokens = stretch.tokens.clone().zip(labels);
        said.extend(tokens.map(|(token, &own)| {
            let facts = &document.type_of(token).facts;
            // Only words with a capital are counted.
            if facts.capital { self.said(facts.exact, usize::from(own)) } else { Said::default() }
        }));
        said.push(Said::default());
        self.said = said;
    }

    /// The features of a token of the stretch that was opened, with the same labels.
    pub(crate) fn features(
        &self,
        document: &Document,
        stretch: &Stretch,
        token: usize,
        labels: &[u8],
        mut emit: impl FnMut(u64),
    ) {
        let at = token - stretch.tokens.start;
        let [before, here, after] = [self.said[at], self.said[at + 1], self.said[at + 2]];
        let acronym = match self.initials.is_empty() {
            true => None,
            false => self.initials.get(&document.type_of(token).facts.exact),
        };
        if here == Said::default() && acronym.is_none() {
            return;
        }
        let own = u64::from(labels[at]);
        let mut put = |template: u64, value: u64| emit(hash::pair(2000 + template, value));
        put(0, here.kind);
        put(1, here.label << 4 | here.kind >> 5);
        put(2, own << 16 | here.kind);
        put(3, before.kind << 16 | here.kind >> 3);
        put(4, after.kind << 16 | here.kind >> 3);
        put(5, before.label << 8 | here.label);
        put(6, here.label << 8 | after.label);
        if let Some(&kind) = acronym {
            put(7, kind as u64);
            put(8, kind as u64 | here.kind << 8);
        }
    }
}
