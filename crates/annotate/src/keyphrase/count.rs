//! The table of words, counted in texts of news: how each is used, and in how many texts it stands.

use std::collections::BTreeMap;

use nutgraf_core::{Span, sentences, stem};
use rustc_hash::FxHashSet;

use super::function::{BEFORE_VERBS, CALENDAR, COPULAS, DETERMINERS, OTHERS, PREPOSITIONS};
use super::lexicon::{Class, is_adverb};
use super::term::spans;

/// Fewest places of a word in the table.
const MIN_COUNT: u32 = 4;

/// Fewest texts of a word that is used too seldom to tell how.
const MIN_TEXTS: u32 = 2;

/// Where a word stands.
#[derive(Clone, Copy, Default)]
struct Uses {
    all: u32,
    /// After a determiner or preposition, and before a function word or mark: the head of its phrase.
    head: u32,
    /// After a determiner or preposition, and before another word.
    modifier: u32,
    /// After a pronoun, a modal or "to".
    verb: u32,
    /// After a form of "to be" or a word of degree.
    predicate: u32,
}

/// Counts of words in texts, from which the table for keyphrases is made.
#[derive(Default)]
pub struct WordCounts {
    texts: u32,
    stems: BTreeMap<String, u32>,
    uses: BTreeMap<String, Uses>,
}

impl WordCounts {
    /// Counts a text.
    pub fn add(&mut self, text: &str) {
        let is_in = |list: &str, word: &str| list.split_whitespace().any(|known| known == word);
        let is_function = |word: &str| {
            [DETERMINERS, PREPOSITIONS, BEFORE_VERBS, CALENDAR]
                .iter()
                .chain(OTHERS)
                .any(|list| is_in(list, word))
        };
        self.texts += 1;
        let mut seen = FxHashSet::default();
        for sentence in sentences(text, Span::of(text)) {
            let words: Vec<&str> = spans(text, sentence).iter().map(|span| span.slice(text)).collect();
            let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
            for (at, word) in lower.iter().enumerate().filter(|(_, word)| is_word(word)) {
                if seen.insert(stem(word)) {
                    *self.stems.entry(stem(word)).or_default() += 1;
                }
                if at > 0 && *word != words[at] {
                    continue; // A name.
                }
                let before = at.checked_sub(1).map_or("", |before| lower[before].as_str());
                let is_last = lower.get(at + 1).is_none_or(|next| !is_word(next) || is_function(next));
                let uses = self.uses.entry(word.clone()).or_default();
                uses.all += 1;
                if is_in(DETERMINERS, before) || is_in(PREPOSITIONS, before) {
                    *(if is_last { &mut uses.head } else { &mut uses.modifier }) += 1;
                } else if is_in(BEFORE_VERBS, before) {
                    uses.verb += 1;
                } else if is_in(COPULAS, before) {
                    uses.predicate += 1;
                }
            }
        }
    }

    /// The table: a word, the letter of its class and its rarity a line, in order of the words.
    pub fn table(&self) -> String {
        let mut table = String::new();
        let own = |word: &str| {
            let uses = self.uses.get(word)?;
            Some(if uses.all < MIN_COUNT { super::lexicon::by_suffix(word) } else { class(word, *uses) })
        };
        for (word, uses) in &self.uses {
            let texts = self.stems.get(&stem(word)).copied().unwrap_or_default();
            if uses.all < MIN_COUNT && texts < MIN_TEXTS {
                continue;
            }
            let class = match own(word).unwrap_or(Class::Noun) {
                Class::Noun if (uses.head + uses.modifier) * 8 <= uses.all && is_of_a_verb(word, own) => {
                    Class::VerbOrNoun
                }
                class => class,
            };
            let letter =
                Class::LETTERS.iter().find(|(known, _)| *known == class).map_or(b'n', |(_, letter)| *letter);
            let rarity = (f64::from(self.texts) / f64::from(texts + 2)).ln().round();
            table.push_str(&format!("{word}\t{}\t{rarity:.0}\n", letter as char));
        }
        table
    }
}

/// Whether a word in -s is the form of a verb: the texts have it as one without the -s and, with -ed, as its past;
/// "postpones" beside "postpone" and "postponed".
fn is_of_a_verb(word: &str, class_of: impl Fn(&str) -> Option<Class>) -> bool {
    let bases = [
        word.strip_suffix("ies").map(|base| format!("{base}y")),
        word.strip_suffix("es").filter(|base| base.ends_with(['s', 'x', 'z', 'h', 'o'])).map(str::to_owned),
    ];
    let mut bases = bases.into_iter().chain([word.strip_suffix('s').map(str::to_owned)]).flatten();
    let is_verb = |base: String| {
        let past = match base.strip_suffix('y') {
            Some(stem) if word.ends_with("ies") => format!("{stem}ied"),
            _ => format!("{}ed", base.strip_suffix('e').unwrap_or(&base)),
        };
        class_of(&base) == Some(Class::Verb) && class_of(&past) == Some(Class::Past)
    };
    !word.ends_with("ss") && bases.any(is_verb)
}

fn is_word(word: &str) -> bool {
    word.starts_with(char::is_alphabetic)
}

/// How a word is used, by where it stands.
fn class(word: &str, uses: Uses) -> Class {
    let Uses { all, head, modifier, verb, predicate } = uses;
    let nouns = head + modifier;
    let few = nouns * 20 < all && predicate * 10 < all;
    if is_adverb(word) {
        Class::Adverb
    } else if word.ends_with("ed") {
        if head <= 2 * modifier + 2 || head * 10 < all { Class::Past } else { Class::Noun }
    } else if word.ends_with("ing") {
        match () {
            () if nouns * 4 < all => Class::Present,
            () if head * 5 >= modifier * 2 => Class::Noun,
            () => Class::Adjective,
        }
    } else if verb > nouns || few {
        if head > 0 { Class::VerbOrNoun } else { Class::Verb }
    } else if (predicate >= head && predicate * 20 >= all) || head * 100 < nouns * 22 {
        Class::Adjective
    } else if verb * 10 > nouns * 3 {
        Class::Either
    } else if verb > 0 {
        Class::NounOrVerb
    } else {
        Class::Noun
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_verbs_are_told_by_their_family() {
        let classes = [
            ("postpone", Class::Verb),
            ("postponed", Class::Past),
            ("deny", Class::Verb),
            ("denied", Class::Past),
            ("watch", Class::Verb),
            ("watched", Class::Past),
            ("player", Class::Verb),
            ("ferry", Class::Noun),
            ("ferried", Class::Past),
        ];
        let class_of = |word: &str| classes.iter().find(|(known, _)| *known == word).map(|&(_, class)| class);
        for word in ["postpones", "denies", "watches"] {
            assert!(is_of_a_verb(word, class_of), "{word}");
        }
        for word in ["players", "ferries", "press", "harbours", "s", "denyes"] {
            assert!(!is_of_a_verb(word, class_of), "{word}");
        }
    }
}
