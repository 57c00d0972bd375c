//! The words of the documents so far: what is known of each, and the scores it gives alone. All of it depends on the
//! word and the model only, so that a word met before costs a lookup, and no result depends on what was met before.

use nutgraf_gazetteer::straight;
use nutgraf_text::{Span, WordMap};

use crate::decode::Scores;
use crate::feature::{self, AROUND, PLAINS, Plain};
use crate::model::{Model, WIDE};
use crate::row::Rows;
use crate::word::{Facts, borne, borne_key, lowered};

/// Words to remember from one document to the next: with what each gives alone they take some 400 bytes each.
const WORDS: usize = 1 << 15;

/// A bit for each place fits in a byte.
const _: () = assert!(AROUND <= 8);
/// The edge of a sentence, and a token in no sentence.
pub(crate) const EDGE: usize = 0;

/// A word as written. One with a printer's apostrophe is as good as one with a typewriter's, save in the training.
pub(crate) struct Word {
    pub(crate) facts: Facts,
    /// Whether it can be a name by itself: it has a capital or is known as a name in lower case.
    pub(crate) hot: bool,
    /// Whether it is a hyphen.
    pub(crate) hyphen: bool,
    /// Its lower case, once asked for.
    lower: Option<u32>,
}

/// The last document that has a word, and its number there: apart from the words, so that few lines of the machine's
/// cache hold what every token asks for.
#[derive(Clone, Copy, Default)]
struct Seen {
    document: u32,
    number: u32,
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
    /// Per word.
    seen: Vec<Seen>,
    /// Per word and place: the scores it gives alone, once learnt.
    alone: Vec<Sum>,
    /// Per word: a bit for each place learnt.
    learnt: Vec<u8>,
    /// Per neighbourhood: the scores that any has, once learnt.
    always: [Option<Sum>; PLAINS],
    rows: Rows,
    /// The number of the present document, from 1.
    document: u32,
    /// Whether a printer's apostrophe makes another word.
    as_printed: bool,
}

impl Lexicon {
    /// One for the training, in which a printer's apostrophe makes another word: its texts have hardly any.
    #[cfg(feature = "train")]
    pub(crate) fn as_printed() -> Self {
        Lexicon { as_printed: true, ..Lexicon::default() }
    }

    /// Begins a document: no word is in it yet. Too many words are forgotten here only, so that numbers hold.
    pub(crate) fn open(&mut self) {
        if self.words.is_empty() || self.words.len() > WORDS || self.document == u32::MAX {
            self.plain.clear();
            self.capital.clear();
            self.words.clear();
            self.seen.clear();
            self.alone.clear();
            self.learnt.clear();
            self.document = 0;
            self.add(Facts::edge(), "", false);
        }
        self.document += 1;
    }

    fn add(&mut self, facts: Facts, text: &str, hot: bool) -> u32 {
        let number = self.words.len() as u32;
        let hyphen = matches!(text, "-" | "‐" | "‑");
        self.words.push(Word { facts, hot, hyphen, lower: None });
        self.seen.push(Seen::default());
        self.alone.extend([Sum([0; WIDE]); AROUND]);
        self.learnt.push(0);
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
        let plain = if self.as_printed { text.into() } else { straight(text) };
        let facts = Facts::new(model, &plain, &lowered(&plain), caps);
        let borne = || match facts.exact == facts.lower {
            true => facts.borne,
            false => model.word(borne_key(facts.exact)).unwrap_or(0),
        };
        let hot = facts.capital || borne() & borne::NAME != 0;
        let number = self.add(facts, text, hot);
        let known = if caps { &mut self.capital } else { &mut self.plain };
        known.insert(text, Span::of(text), number);
        number
    }

    /// The word of a number that this document was given.
    pub(crate) fn word(&self, number: u32) -> &Word {
        &self.words[number as usize]
    }

    /// The number in the document of one of its words; `next` when it has none yet.
    #[inline]
    pub(crate) fn number(&mut self, word: u32, next: u32) -> u32 {
        let document = self.document;
        let seen = &mut self.seen[word as usize];
        if seen.document != document {
            *seen = Seen { document, number: next };
        }
        seen.number
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
        self.seen[lower as usize].document == self.document
    }

    /// Makes the scores known that a word, by its number and as written, gives alone to the token at
    /// [`feature::HERE`] when it stands at a place.
    #[inline]
    pub(crate) fn know(&mut self, model: &Model, word: u32, text: &str, place: usize) {
        if self.learnt[word as usize] & 1 << place == 0 {
            self.learn_alone(model, word, text, place);
        }
    }

    #[cold]
    fn learn_alone(&mut self, model: &Model, word: u32, text: &str, place: usize) {
        let (weights, rows) = (model.weights(), &mut self.rows);
        let facts = &self.words[word as usize].facts;
        rows.open(0);
        feature::alone(&straight(text), facts, place, |feature| rows.put(weights, feature));
        self.alone[AROUND * word as usize + place] = self.sum_of_rows(model);
        self.learnt[word as usize] |= 1 << place;
    }

    /// The sum of the scores that words at the places about a token give alone, which are known.
    #[inline]
    pub(crate) fn sum(&self, words: [u32; AROUND]) -> Scores {
        let own: [&Scores; AROUND] =
            std::array::from_fn(|place| &self.alone[AROUND * words[place] as usize + place].0);
        std::array::from_fn(|n| own.iter().fold(0, |sum: i16, own| sum.wrapping_add(own[n])))
    }

    /// Adds the scores that such a neighbourhood has whatever its words are.
    #[inline]
    pub(crate) fn add_always(&mut self, model: &Model, plain: Plain, to: &mut Scores) {
        let Sum(always) = match self.always[plain.number()] {
            Some(known) => known,
            None => self.learn_always(model, plain),
        };
        for (sum, own) in to.iter_mut().zip(always) {
            *sum = sum.wrapping_add(own);
        }
    }

    #[cold]
    fn learn_always(&mut self, model: &Model, plain: Plain) -> Sum {
        let (weights, rows) = (model.weights(), &mut self.rows);
        rows.open(0);
        feature::always_in(plain, |feature| rows.put(weights, feature));
        let sum = self.sum_of_rows(model);
        self.always[plain.number()] = Some(sum);
        sum
    }

    fn sum_of_rows(&mut self, model: &Model) -> Sum {
        let mut sum = [[0; WIDE]];
        self.rows.add(model.weights(), &mut sum);
        Sum(sum[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_the_last_number_of_a_document_all_is_forgotten() {
        let mut lexicon = Lexicon::default();
        lexicon.open();
        let word = lexicon.add(Facts::edge(), "", true);
        assert_eq!((lexicon.number(word, 7), lexicon.number(word, 8)), (7, 7));
        lexicon.open();
        assert_eq!(lexicon.number(word, 8), 8, "another document's");
        lexicon.document = u32::MAX;
        lexicon.open();
        assert_eq!((lexicon.document, lexicon.words.len()), (1, 1));
    }
}
