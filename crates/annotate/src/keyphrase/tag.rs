//! What a word is in its sentence, by its own use and the word before it.

use super::lexicon::{Before, Class, Entry};
use super::vocabulary::Known;

/// What a word is in its sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Tag {
    /// No part of a phrase.
    #[default]
    Other,
    /// An adjective, or what stands for one.
    Modifier,
    Noun,
    /// A word of a name.
    Name,
}

/// The word before.
#[derive(Clone, Copy, Default)]
pub(super) struct Previous {
    pub(super) tag: Tag,
    /// None for a mark, and at the beginning of a sentence.
    pub(super) entry: Option<Entry>,
    pub(super) is_to: bool,
    /// Whether it is a mark that a new beginning may follow.
    pub(super) opens: bool,
}

impl Previous {
    /// At the beginning of a sentence, where a capital says nothing.
    pub(super) fn begin() -> Previous {
        Previous { opens: true, ..Previous::default() }
    }

    fn announces(&self, what: Before) -> bool {
        self.entry.is_some_and(|entry| entry.before == what)
    }
}

/// Whether a hyphen makes an adjective of a word: "state-owned", "year-long".
pub(super) fn is_compound(word: &str) -> bool {
    word.rsplit_once(['-', '‐', '‑']).is_some_and(|(_, last)| {
        last.ends_with("ed") || last.ends_with("ing") || matches!(last, "old" | "long" | "wide")
    })
}

/// The tag of a word.
pub(super) fn tag(word: &str, known: Known, previous: &Previous) -> Tag {
    let entry = known.entry;
    let first = word.chars().next().unwrap_or(' ');
    let after_determiner = previous.announces(Before::Determiner) || previous.tag == Tag::Modifier;
    if first.is_uppercase() && !previous.opens {
        let inside = previous.tag == Tag::Name && word.len() > 3 && entry.class != Class::Calendar;
        let never = matches!(entry.before, Before::Determiner | Before::Preposition);
        if !never && (inside || !entry.class.is_function()) {
            return Tag::Name;
        }
    }
    // The story is in English; a name in another script stands beside its own form.
    if first >= '\u{370}' {
        return Tag::Other;
    }
    if first.is_numeric() {
        let compound = word.contains('-') && word.bytes().any(|byte| byte.is_ascii_lowercase());
        return if compound { Tag::Modifier } else { Tag::Other };
    }
    if known.compound {
        return Tag::Modifier;
    }
    match entry.class {
        Class::Function | Class::Calendar | Class::Adverb | Class::Verb => Tag::Other,
        Class::Adjective => Tag::Modifier,
        Class::Past if after_determiner || previous.announces(Before::Preposition) => Tag::Modifier,
        Class::Present if after_determiner => Tag::Modifier,
        Class::Past | Class::Present => Tag::Other,
        Class::VerbOrNoun if after_determiner => Tag::Noun,
        Class::VerbOrNoun => Tag::Other,
        Class::Either if previous.announces(Before::Verb) => Tag::Other,
        Class::NounOrVerb if previous.announces(Before::Verb) && !previous.is_to => Tag::Other,
        Class::Noun | Class::NounOrVerb | Class::Either => Tag::Noun,
    }
}
