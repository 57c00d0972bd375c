//! The word lists of news, with those of given names and surnames that only the embedded model holds.

use crate::Tagger;

pub use nutgraf_gazetteer::{
    Calendar, Demonym, Field, Group, Known, OrganizationWord, Place, Title, calendar, country, demonym,
    group, known, nickname, organization_word, place, title,
};

/// Who bears a given name, by the United States census of 1990.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gender {
    /// Mostly women.
    Female,
    /// Mostly men.
    Male,
    /// Both.
    Either,
}

/// Who bears `word` as a given name, in any case; `None` when it is no common one. It comes from the embedded model.
pub fn given(word: &str) -> Option<Gender> {
    Tagger::embedded().given(word)
}

/// Whether `word` is a surname of the embedded model's list, in any case.
pub fn surname(word: &str) -> bool {
    Tagger::embedded().surname(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_and_surnames_come_from_the_model() {
        assert_eq!(given("Mary"), Some(Gender::Female));
        assert_eq!(given("PETER"), Some(Gender::Male));
        assert_eq!(given("table"), None);
        assert!(surname("Johnson"));
        assert!(!surname("the"));
    }
}
