//! What is known of words without their context.

use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::function::{BEFORE_VERBS, CALENDAR, DETERMINERS, OTHERS, PREPOSITIONS};

/// How a word is mostly used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    /// A noun.
    Noun,
    /// A noun that is a verb now and then.
    NounOrVerb,
    /// A noun as often as a verb.
    Either,
    /// A verb that is a noun now and then.
    VerbOrNoun,
    /// A verb.
    Verb,
    Adjective,
    /// A form in -ed: a verb, or before a noun an adjective.
    Past,
    /// A form in -ing: the same.
    Present,
    Adverb,
    /// A word of a closed class, or of any story.
    Function,
    /// The same, and no part of a name.
    Calendar,
}

impl Class {
    /// All that the table has, with their letters there.
    pub(super) const LETTERS: [(Class, u8); 9] = [
        (Class::Noun, b'n'),
        (Class::NounOrVerb, b'm'),
        (Class::Either, b'e'),
        (Class::VerbOrNoun, b'w'),
        (Class::Verb, b'v'),
        (Class::Adjective, b'j'),
        (Class::Past, b'p'),
        (Class::Present, b'g'),
        (Class::Adverb, b'r'),
    ];

    fn of_letter(letter: u8) -> Class {
        Class::LETTERS.iter().find(|(_, known)| *known == letter).map_or(Class::Noun, |(class, _)| *class)
    }

    pub(super) fn is_function(self) -> bool {
        matches!(self, Class::Function | Class::Calendar)
    }
}

/// What a word says of the next one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Before {
    Nothing,
    Determiner,
    Preposition,
    Verb,
}

/// A word without its context.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) class: Class,
    pub(super) before: Before,
    /// The natural logarithm of texts over texts with the word's stem, in whole numbers.
    pub(super) rarity: u8,
}

/// Rarity of a word that the table does not have.
pub(super) const RAREST: u8 = 8;

/// Word, letter of its class, rarity; in order of the words.
const TABLE: &str = include_str!("words.tsv");

static ENTRIES: LazyLock<FxHashMap<&'static str, Entry>> = LazyLock::new(|| {
    // A line has some 13 bytes.
    let mut entries = FxHashMap::with_capacity_and_hasher(TABLE.len() / 12, FxBuildHasher);
    for line in TABLE.lines() {
        // The class is one letter, so that the number's place is known.
        let Some((word, rest)) = line.split_once('\t') else { continue };
        if let Some(rarity) = rest.get(2..) {
            let class = Class::of_letter(rest.as_bytes()[0]);
            let rarity = rarity.parse().unwrap_or(RAREST);
            entries.insert(word, Entry { class, before: Before::Nothing, rarity });
        }
    }
    let lists = [
        (DETERMINERS, Before::Determiner),
        (PREPOSITIONS, Before::Preposition),
        (BEFORE_VERBS, Before::Verb),
    ];
    let others = OTHERS.iter().map(|list| (*list, Class::Function, Before::Nothing));
    let lists = lists.into_iter().map(|(list, before)| (list, Class::Function, before));
    for (list, class, before) in others.chain([(CALENDAR, Class::Calendar, Before::Nothing)]).chain(lists) {
        for word in list.split_whitespace() {
            entries.insert(word, Entry { class, before, rarity: 0 });
        }
    }
    entries
});

/// A word's rarity, in lower case.
pub(super) fn rarity(word: &str) -> u8 {
    ENTRIES.get(word).map_or(RAREST, |entry| entry.rarity)
}

/// What is known of a word in lower case.
pub(super) fn look_up(word: &str) -> Entry {
    ENTRIES.get(word).copied().unwrap_or_else(|| Entry {
        class: by_suffix(word),
        before: Before::Nothing,
        rarity: RAREST,
    })
}

/// Nouns in -ly.
const NOUNS_IN_LY: &[&str] = &[
    "ally", "anomaly", "assembly", "belly", "bully", "family", "fly", "italy", "jelly", "monopoly", "rally",
    "reply", "supply",
];

const ADJECTIVE_SUFFIXES: &[&str] =
    &["ous", "ive", "al", "ic", "ful", "less", "able", "ible", "ish", "ary", "ian"];

/// The class of a word by its last letters.
pub(super) fn by_suffix(word: &str) -> Class {
    if is_adverb(word) {
        Class::Adverb
    } else if word.ends_with("ed") && word.len() > 4 {
        Class::Past
    } else if word.ends_with("ing") && word.len() > 5 {
        Class::Present
    } else if word.len() > 5 && ADJECTIVE_SUFFIXES.iter().any(|suffix| word.ends_with(suffix)) {
        Class::Adjective
    } else {
        Class::Noun
    }
}

pub(super) fn is_adverb(word: &str) -> bool {
    word.ends_with("ly") && !NOUNS_IN_LY.contains(&word)
}
