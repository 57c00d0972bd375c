//! The word lists of news, with those of given names and surnames that only the embedded model holds.

use crate::Tagger;

pub use nutgraf_gazetteer::{
    Calendar, Demonym, Field, Gender, Group, Known, OrganizationWord, Place, Table, Title, calendar, club_of,
    country, demonym, group, known, longest_name, may_be_left_out, member, nickname, opens_land, opens_title,
    organization_word, person, place, places, straight, team, title, trade, venue, whole_body, whole_place,
};

/// Who bears `word` as a given name, in any case; `None` when it is no common one. The embedded model knows the names
/// of the United States census of 1990; where it knows no gender, the list of the world's names says it for a name as
/// printed there.
pub fn given(word: &str) -> Option<Gender> {
    match Tagger::embedded().given(word)? {
        Gender::Either => nutgraf_gazetteer::bearer(word).or(Some(Gender::Either)),
        known => Some(known),
    }
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
        assert_eq!(given("Agnieszka"), Some(Gender::Female));
        assert_eq!(given("Nils"), Some(Gender::Male));
        assert_eq!(given("table"), None);
        assert!(surname("Johnson"));
        assert!(!surname("the"));
    }
}
