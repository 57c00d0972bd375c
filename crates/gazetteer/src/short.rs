//! Short forms of names in print, and the whole names.

use std::sync::LazyLock;

use crate::{Words, rows};

/// Short forms of states and cities in print, with the whole name: those that may be several are left out.
const SHORT_PLACES: &str = include_str!("../list/short_places.tsv");
/// Letters and nicknames that stand for one well-known body, with its whole name.
const ACRONYMS: &str = include_str!("../list/acronyms.tsv");

static WHOLE_PLACES: Words<&'static str> =
    LazyLock::new(|| rows(SHORT_PLACES).map(|[short, whole, _]| (short, whole)).collect());

static WHOLE_BODIES: Words<&'static str> =
    LazyLock::new(|| rows(ACRONYMS).map(|[short, whole, _]| (short, whole)).collect());

/// The whole name of a state or city from its short form in print or the post's two letters: "Calif." and "CA" are
/// California. "Ga." and "Wash." may be several. Of letters it must be known that they are a place's.
pub fn whole_place(short: &str) -> Option<&'static str> {
    WHOLE_PLACES.get(short).copied()
}

/// The whole name of the well-known body that letters stand for, with or without stops, or printed as a word: "U.N." is
/// the United Nations, "Nato" is NATO.
pub fn whole_body(letters: &str) -> Option<&'static str> {
    let word = || {
        letters.len() >= 4
            && letters.bytes().next().is_some_and(|byte| byte.is_ascii_uppercase())
            && letters.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
    };
    let known = match letters.contains('.') {
        true => WHOLE_BODIES.get(letters.replace('.', "").as_str()),
        false => WHOLE_BODIES.get(letters),
    };
    match known {
        None if word() => WHOLE_BODIES.get(letters.to_uppercase().as_str()).copied(),
        known => known.copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Place, place};

    #[test]
    fn short_forms_have_a_whole_one() {
        assert_eq!(whole_place("Calif."), Some("California"));
        assert_eq!(whole_place("California"), None);
        assert_eq!(whole_body("U.N."), Some("United Nations"));
        assert_eq!(whole_body("United Nations"), None);
        assert_eq!(whole_body("Nato"), whole_body("NATO"));
        assert_eq!(whole_body("Who"), None);
        assert_eq!(whole_place("TX"), Some("Texas"));
        // Each is known as a place on its own, but for the post's two letters, which may stand for anything.
        let printed = rows(SHORT_PLACES).filter(|[.., post]| post.is_empty());
        assert!(printed.into_iter().all(|[short, ..]| place(short) == Some(Place::Part)));
    }
}
