//! What is looked up of a corpus's words for every topic that is shown.

use std::collections::BTreeSet;

use super::vocabulary::Vocabulary;
use crate::Partial;

/// The columns of words in a model.
pub(super) struct Shown {
    /// The column of each word; none for a word that the model does not know.
    columns: Vec<Option<u32>>,
    /// Whether each word is one of a name's.
    of_name: Vec<bool>,
    /// How rare the term of each column is.
    pub(super) rarity: Vec<f64>,
}

impl Shown {
    pub(super) fn of(partial: &Partial, vocabulary: &Vocabulary) -> Shown {
        let of_names: BTreeSet<&str> = partial
            .names
            .iter()
            .flat_map(|name| {
                name.split(|c: char| c.is_whitespace() || c == '-').chain(name.split_whitespace())
            })
            .filter(|word| word.starts_with(char::is_uppercase))
            .collect();
        let columns = vocabulary.columns(partial);
        Shown {
            columns: partial.term_of.iter().map(|&term| columns[term as usize]).collect(),
            of_name: partial.words.iter().map(|word| of_names.contains(word)).collect(),
            rarity: vocabulary.rarity(),
        }
    }

    /// The column of a token.
    pub(super) fn column(&self, token: u32) -> Option<u32> {
        self.columns.get(token as usize).copied().flatten()
    }

    /// The column of a token that is no word of a name.
    pub(super) fn column_outside_names(&self, token: u32) -> Option<u32> {
        self.column(token).filter(|_| !self.of_name[token as usize])
    }
}
