//! The words of the documents so far: what is known of each, and the scores it gives alone. All of it depends on the
//! word and the model only, so that a word met before costs a lookup, and no result depends on what was met before.

use nutgraf_text::{Span, WordMap};

use crate::decode::Scores;
use crate::feature::{self, AROUND, PLAINS, Plain};
use crate::model::{Model, WIDE};
use crate::row::Rows;
use crate::word::{Facts, borne, borne_key, lowered};

/// Words to remember from one document to the next.
const WORDS: usize = 1 << 15;
/// The edge of a sentence, and a token in no sentence.
pub(crate) const EDGE: usize = 0;

/// A word as written.
pub(crate) struct Word {
    pub(crate) facts: Facts,
    /// Whether it can be a name by itself: it has a capital or is known as a name in lower case.
    pub(crate) hot: bool,
    /// Its lower case, once asked for.
    lower: Option<u32>,
    /// The last document that has it, and its number there.
    document: u64,
    pub(crate) number: u32,
    /// Per place: where the scores it gives alone stand in `sums`; 0 for not yet.
    at: [u32; AROUND],
}

/// Scores in one line of the machine's cache.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Sum(Scores);

/// The words met so far.
#[derive(Default)]
pub(crate) struct Lexicon {
    plain: WordMap<u32>,
    /// Words of sentences in capitals, in title case.
    capital: WordMap<u32>,
    words: Vec<Word>,
    sums: Vec<Sum>,
    /// Per neighbourhood: where the scores that any has stand in `sums`; 0 for not yet.
    always: [u32; PLAINS],
    rows: Rows,
    /// The number of the present document.
    document: u64,
}

impl Lexicon {
    /// Begins a document: no word is in it yet. Too many words are forgotten here only, so that numbers hold.
    pub(crate) fn open(&mut self) {
        self.document += 1;
        if self.words.is_empty() || self.words.len() > WORDS {
            self.plain.clear();
            self.capital.clear();
            self.words.clear();
            self.sums.clear();
            self.sums.push(Sum([0; WIDE]));
            self.always = [0; PLAINS];
            self.add(Facts::edge(), false);
        }
    }

    fn add(&mut self, facts: Facts, hot: bool) -> u32 {
        let number = self.words.len() as u32;
        self.words.push(Word { facts, hot, lower: None, document: 0, number: 0, at: [0; AROUND] });
        number
    }

    /// The number of the word at a place of a text; `caps` says that its sentence is all capitals and the word in title
    /// case.
    #[inline]
    pub(crate) fn find(&mut self, model: &Model, text: &str, word: Span, caps: bool) -> u32 {
        let known = if caps { &self.capital } else { &self.plain };
        known.get(text, word).unwrap_or_else(|| self.learn(model, word.slice(text), caps))
    }

    fn learn(&mut self, model: &Model, text: &str, caps: bool) -> u32 {
        let facts = Facts::new(model, text, &lowered(text), caps);
        let borne = || match facts.exact == facts.lower {
            true => facts.borne,
            false => model.word(borne_key(facts.exact)).unwrap_or(0),
        };
        let hot = facts.capital || borne() & borne::NAME != 0;
        let number = self.add(facts, hot);
        let known = if caps { &mut self.capital } else { &mut self.plain };
        known.insert(text, Span::of(text), number);
        number
    }

    /// The word of a number that this document was given.
    pub(crate) fn word(&self, number: u32) -> &Word {
        &self.words[number as usize]
    }

    /// The number in the document of one of its words; `next` when it has none yet.
    pub(crate) fn number(&mut self, word: u32, next: u32) -> u32 {
        let document = self.document;
        let word = &mut self.words[word as usize];
        if word.document != document {
            (word.document, word.number) = (document, next);
        }
        word.number
    }

    /// Whether the document has a word in lower case; `text` is it as written.
    pub(crate) fn has_lower(&mut self, model: &Model, word: u32, text: &str) -> bool {
        let lower = match self.words[word as usize].lower {
            Some(lower) => lower,
            None => {
                let lower = lowered(text);
                let lower = self.find(model, &lower, Span::of(&lower), false);
                self.words[word as usize].lower = Some(lower);
                lower
            }
        };
        self.word(lower).document == self.document
    }

    /// Where the scores stand that a word at a place gives alone to the token at [`feature::HERE`].
    #[inline]
    pub(crate) fn alone(&mut self, model: &Model, word: u32, text: &str, place: usize) -> u32 {
        match self.words[word as usize].at[place] {
            0 => self.learn_alone(model, word, text, place),
            at => at,
        }
    }

    #[cold]
    fn learn_alone(&mut self, model: &Model, word: u32, text: &str, place: usize) -> u32 {
        let (weights, rows) = (model.weights(), &mut self.rows);
        let facts = &self.words[word as usize].facts;
        feature::alone(text, facts, place, |feature| rows.put(weights, feature));
        let at = self.learn_sum(model);
        self.words[word as usize].at[place] = at;
        at
    }

    /// Adds the scores that such a neighbourhood has whatever its words are.
    #[inline]
    pub(crate) fn add_always(&mut self, model: &Model, plain: Plain, to: &mut Scores) {
        let at = match self.always[plain.number()] {
            0 => self.learn_always(model, plain),
            at => at,
        };
        let mut sums = *to;
        for (sum, &own) in sums.iter_mut().zip(&self.sums[at as usize].0) {
            *sum = sum.wrapping_add(own);
        }
        *to = sums;
    }

    #[cold]
    fn learn_always(&mut self, model: &Model, plain: Plain) -> u32 {
        let (weights, rows) = (model.weights(), &mut self.rows);
        feature::always_in(plain, |feature| rows.put(weights, feature));
        let at = self.learn_sum(model);
        self.always[plain.number()] = at;
        at
    }

    fn learn_sum(&mut self, model: &Model) -> u32 {
        let mut sum = [0; WIDE];
        self.rows.add(model.weights(), &mut sum);
        self.sums.push(Sum(sum));
        self.sums.len() as u32 - 1
    }

    /// The sum of the scores at these places.
    #[inline]
    pub(crate) fn sum(&self, places: [u32; AROUND]) -> Scores {
        let own = places.map(|at| &self.sums[at as usize].0);
        std::array::from_fn(|n| own.iter().fold(0, |sum: i16, own| sum.wrapping_add(own[n])))
    }
}
