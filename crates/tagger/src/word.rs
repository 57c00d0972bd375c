//! What is known of a word: its form, its cluster, the lists it is in.

use std::borrow::Cow;

use crate::hash;
use crate::model::Model;

/// Bits of the phrase table's values: the lists a phrase is in.
#[cfg(feature = "train")]
pub(crate) mod listed {
    pub(crate) const TOWN: u16 = 1;
    pub(crate) const CITY: u16 = 1 << 1;
    pub(crate) const METROPOLIS: u16 = 1 << 2;
    pub(crate) const OTHER_NAME: u16 = 1 << 3;
    pub(crate) const COUNTRY: u16 = 1 << 4;
    pub(crate) const PART: u16 = 1 << 5;
    pub(crate) const REGION: u16 = 1 << 6;
    pub(crate) const AGENCY: u16 = 1 << 7;
    pub(crate) const TITLE: u16 = 1 << 8;
    pub(crate) const HEAD: u16 = 1 << 9;
    pub(crate) const SUFFIX: u16 = 1 << 10;
    pub(crate) const DEMONYM: u16 = 1 << 11;
    pub(crate) const GROUP: u16 = 1 << 12;
    pub(crate) const CALENDAR: u16 = 1 << 13;
    /// A well-known organization; a well-known product, work or event.
    pub(crate) const ORGANIZATION: u16 = 1 << 14;
    pub(crate) const THING: u16 = 1 << 15;
}

/// Bits of the word table's values for lower-cased words.
pub(crate) mod borne {
    /// A given name of women, of men: common, rare.
    pub(crate) const FEMALE: u16 = 1;
    pub(crate) const FEMALE_RARE: u16 = 1 << 1;
    pub(crate) const MALE: u16 = 1 << 2;
    pub(crate) const MALE_RARE: u16 = 1 << 3;
    /// A surname: common, rare.
    pub(crate) const SURNAME: u16 = 1 << 4;
    pub(crate) const SURNAME_RARE: u16 = 1 << 5;
    /// A word of a title.
    #[cfg(feature = "train")]
    pub(crate) const TITLE: u16 = 1 << 6;
    /// Written in lower case it is a name often enough.
    pub(crate) const NAME: u16 = 1 << 7;
    /// A given name, a surname of the world that no census of the United States has as a common one.
    pub(crate) const GIVEN_ABROAD: u16 = 1 << 8;
    #[cfg(feature = "train")]
    pub(crate) const SURNAME_ABROAD: u16 = 1 << 9;
}

/// The key of a lower-cased word in the word table, apart from the keys of clusters.
pub(crate) fn borne_key(lower: u64) -> u64 {
    hash::pair(lower, 1)
}

/// What is known of a word wherever it stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    /// Hash of the word as written (in title case when its sentence is all capitals).
    pub(crate) exact: u64,
    /// Hash of the word in lower case.
    pub(crate) lower: u64,
    /// Hash of its shape.
    pub(crate) shape: u64,
    /// Its Brown cluster, 10 bits; 0 when it has none.
    pub(crate) cluster: u16,
    /// The lists its lower case is in.
    pub(crate) borne: u16,
    /// Whether it has a capital.
    pub(crate) capital: bool,
    /// Whether the text writes it in lower case, too; and whether lower case has a cluster.
    pub(crate) small: u8,
}

/// Whether a word has a capital letter.
pub(crate) fn has_capital(word: &str) -> bool {
    if word.is_ascii() {
        word.bytes().any(|byte| byte.is_ascii_uppercase())
    } else {
        word.chars().any(char::is_uppercase)
    }
}

/// A word in lower case.
pub(crate) fn lowered(word: &str) -> Cow<'_, str> {
    if word.is_ascii() && !word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

/// A word of capitals as a title would have it: "LISBON" is "Lisbon".
pub(crate) fn titled(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next();
    first.into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}

/// A word's shape: capitals, small letters, digits and other characters, runs cut at three.
fn shape(word: &str) -> u64 {
    let (mut shape, mut last, mut run) = (0u64, 0, 0);
    for c in word.chars().take(24) {
        let class = match c {
            _ if c.is_lowercase() => 1,
            _ if c.is_uppercase() => 2,
            _ if c.is_numeric() => 3,
            '.' => 4,
            '-' => 5,
            '\'' | '’' => 6,
            '&' => 7,
            _ if c.is_alphabetic() => 8,
            _ => 9,
        };
        run = if class == last { run + 1 } else { 1 };
        last = class;
        if run <= 3 {
            shape = shape.wrapping_mul(10).wrapping_add(class);
        }
    }
    shape
}

impl Facts {
    /// What is known of `word`; `lower` is it in lower case, `caps` says that its sentence is all capitals.
    pub(crate) fn new(model: &Model, word: &str, lower: &str, caps: bool) -> Facts {
        let exact = hash::word(word);
        let lower = if lower == word { exact } else { hash::word(lower) };
        let own = model.word(exact);
        let small = if exact == lower { own } else { model.word(lower) };
        Facts {
            exact,
            lower,
            shape: if caps { u64::MAX } else { shape(word) },
            cluster: own.or(small).unwrap_or(0),
            borne: model.word(borne_key(lower)).unwrap_or(0),
            capital: has_capital(word),
            small: u8::from(small.is_some()),
        }
    }

    /// The word before a sentence's first, or after its last.
    pub(crate) fn edge() -> Facts {
        Facts { exact: 1, lower: 1, shape: 1, cluster: 1 << 10, ..Facts::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_tell_forms_of_writing_apart() {
        assert_eq!(shape("Quill"), shape("Marlowe"));
        for (one, other) in [("Quill", "QUILL"), ("U.S.", "US"), ("iPad", "Ipad"), ("F-16", "F16")] {
            assert_ne!(shape(one), shape(other), "{one} {other}");
        }
    }

    #[test]
    fn a_word_of_capitals_becomes_a_title() {
        assert_eq!(titled("LISBON"), "Lisbon");
        assert_eq!(titled("ÉVORA"), "Évora");
        assert_eq!(titled(""), "");
    }
}
