//! What is known of the words of the articles so far. All of it depends on the word only, so that a word met before
//! costs a look-up, and no result depends on what was met before.

use std::sync::Mutex;

use nutgraf_core::{Span, WordMap, stem};
use rustc_hash::FxHashMap;

use super::lexicon::{Entry, look_up};
use super::tag::is_compound;
use super::term::is_mark;

/// Words to remember from one article to the next.
const WORDS: usize = 1 << 15;

/// What is known of a word.
#[derive(Clone, Copy)]
pub(super) struct Known {
    pub(super) entry: Entry,
    /// Number of its stem in the present article, from 1; 0 for a mark.
    pub(super) stem: u32,
    /// Whether the stem has one or two letters.
    pub(super) short: bool,
    /// Whether a hyphen makes an adjective of it.
    pub(super) compound: bool,
}

/// A stem, and the last article that has it, with its number there.
#[derive(Clone, Copy, Default)]
struct Stem {
    article: u64,
    number: u32,
}

/// The words met so far, as written.
#[derive(Default)]
pub(super) struct Vocabulary {
    /// Each word with its stem's place in `stems`, from 1; 0 for a mark.
    forms: WordMap<Known>,
    places: FxHashMap<Box<str>, u32>,
    stems: Vec<Stem>,
    /// The number of the present article, and how many stems it has.
    article: u64,
    count: u32,
}

/// The vocabularies that are free: as many as articles were ever read at once.
static FREE: Mutex<Vec<Vocabulary>> = Mutex::new(Vec::new());

impl Vocabulary {
    /// Does work on an article with a vocabulary that no other article is read with meanwhile.
    pub(super) fn with<T>(work: impl FnOnce(&mut Vocabulary) -> T) -> T {
        let mut own = FREE.lock().ok().and_then(|mut free| free.pop()).unwrap_or_default();
        own.open();
        let done = work(&mut own);
        if let Ok(mut free) = FREE.lock() {
            free.push(own);
        }
        done
    }

    /// Begins an article: no stem is in it yet. Too many words are forgotten here only, so that numbers hold.
    fn open(&mut self) {
        self.article += 1;
        self.count = 0;
        if self.forms.len() > WORDS {
            self.forms.clear();
            self.places.clear();
            self.stems.clear();
        }
    }

    /// What is known of the word at a place of the article's text.
    #[inline]
    pub(super) fn know(&mut self, text: &str, word: Span) -> Known {
        let mut known = self.forms.get(text, word).unwrap_or_else(|| self.learn(word.slice(text)));
        if let Some(stem) = known.stem.checked_sub(1).and_then(|place| self.stems.get_mut(place as usize)) {
            if stem.article != self.article {
                self.count += 1;
                *stem = Stem { article: self.article, number: self.count };
            }
            known.stem = stem.number;
        }
        known
    }

    fn learn(&mut self, word: &str) -> Known {
        let lower = match word.is_ascii() {
            true => word.to_ascii_lowercase(),
            false => word.chars().flat_map(char::to_lowercase).collect(),
        };
        let mut known = Known { entry: look_up(&lower), stem: 0, short: false, compound: is_compound(word) };
        if !is_mark(word) {
            let stem = stem(&lower);
            known.short = stem.len() < 3;
            known.stem = match self.places.get(stem.as_str()) {
                Some(&place) => place,
                None => {
                    self.stems.push(Stem::default());
                    let place = self.stems.len() as u32;
                    self.places.insert(stem.into(), place);
                    place
                }
            };
        }
        self.forms.insert(word, Span::of(word), known);
        known
    }

    /// How many stems the article has.
    pub(super) fn stems(&self) -> usize {
        self.count as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_article_numbers_its_own_stems() {
        let mut vocabulary = Vocabulary::default();
        let mut numbers = |words: &[&str]| {
            vocabulary.open();
            let found: Vec<u32> =
                words.iter().map(|word| vocabulary.know(word, Span::of(word)).stem).collect();
            (found, vocabulary.stems())
        };
        assert_eq!(numbers(&["Ferries", ",", "dock", "ferry"]), (vec![1, 0, 2, 1], 2));
        assert_eq!(numbers(&["tram", "DOCK", "ferry", "dock"]), (vec![1, 2, 3, 2], 3));
        let many: Vec<String> = (0..=WORDS).map(|n| format!("quill{n}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(numbers(&many).1, many.len());
        assert_eq!(numbers(&["dock", "ferry", "!"]), (vec![1, 2, 0], 2));
    }
}
