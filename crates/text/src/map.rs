use rustc_hash::FxHashMap;

use crate::Span;

/// What is known of words, by the words: for tables that are asked for each word of a text.
///
/// A word of up to 15 bytes is compared as one number, read out of its text at once, and nothing is looked up elsewhere
/// in memory for it; longer ones, which are rare, are compared as strings.
///
/// ```
/// use nutgraf_text::{Span, WordMap};
///
/// let mut known = WordMap::default();
/// known.insert("ferry", Span::of("ferry"), 1);
/// let text = "The ferry sank";
/// assert_eq!(known.get(text, Span::new(4, 9)), Some(1));
/// assert_eq!(known.get(text, Span::new(4, 8)), None);
/// ```
#[derive(Clone, Debug)]
pub struct WordMap<V> {
    short: FxHashMap<Short, V>,
    long: FxHashMap<Box<str>, V>,
}

impl<V> Default for WordMap<V> {
    fn default() -> Self {
        WordMap { short: FxHashMap::default(), long: FxHashMap::default() }
    }
}

/// Bytes of a word that fit in a number beside their count.
const SHORT: usize = 15;

/// A short word as a number of 128 bits: its bytes, the first one lowest, and their count above them. In halves, which
/// leave no gaps in a table.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
struct Short(u64, u64);

/// The short word at a place of a text; none when it is longer.
#[inline]
fn short(text: &str, word: Span) -> Option<Short> {
    let (start, length) = (word.start(), word.len());
    if length > SHORT {
        return None;
    }
    let rest = text.as_bytes().get(start..)?;
    // What follows the word is read along with it and cut off: that takes no longer for one length than another.
    let bytes = match rest.first_chunk() {
        Some(ahead) => *ahead,
        None => {
            let mut bytes = [0; SHORT + 1];
            bytes[..length].copy_from_slice(rest.get(..length)?);
            bytes
        }
    };
    let number = u128::from_le_bytes(bytes) & !(u128::MAX << (8 * length)) | (length as u128) << (8 * SHORT);
    Some(Short(number as u64, (number >> 64) as u64))
}

impl<V: Copy> WordMap<V> {
    /// What is known of the word at a place of a text.
    #[inline]
    pub fn get(&self, text: &str, word: Span) -> Option<V> {
        match short(text, word) {
            Some(short) => self.short.get(&short).copied(),
            None => self.long.get(word.slice(text)).copied(),
        }
    }

    /// Makes a value known for the word at a place of a text.
    pub fn insert(&mut self, text: &str, word: Span, value: V) {
        match short(text, word) {
            Some(short) => self.short.insert(short, value),
            None => self.long.insert(word.slice(text).into(), value),
        };
    }

    /// How many words are known.
    pub fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }

    /// Whether no word is known.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Forgets all words.
    pub fn clear(&mut self) {
        self.short.clear();
        self.long.clear();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_told_apart_wherever_they_stand(
            words in proptest::collection::vec("[a\u{0}é]{0,17}", 1..20),
            before in "[a é]{0,3}",
            after in "[a é]{0,20}",
        ) {
            let mut known = WordMap::default();
            let mut plainly = std::collections::HashMap::new();
            for (value, word) in words.iter().enumerate() {
                let text = format!("{word}{after}");
                known.insert(&text, Span::at(0, word.len()), value);
                plainly.insert(word.as_str(), value);
            }
            prop_assert_eq!(known.len(), plainly.len());
            for word in words.iter().map(String::as_str).chain([before.as_str(), "aaa"]) {
                let text = format!("{before}{word}{after}");
                let span = Span::at(before.len(), before.len() + word.len());
                prop_assert_eq!(known.get(&text, span), plainly.get(word).copied());
                prop_assert_eq!(known.get(word, Span::of(word)), plainly.get(word).copied());
            }
        }
    }
}
