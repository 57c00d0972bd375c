use std::cmp::Ordering;
use std::hash::Hasher;
use std::iter::repeat;

use rayon::prelude::*;
use rustc_hash::FxHasher;

/// Texts end to end in one buffer, numbered from 0.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    /// How many.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text with this number; empty when there is none.
    pub(crate) fn get(&self, id: u32) -> &str {
        let id = id as usize;
        let start = if id == 0 { 0 } else { self.ends.get(id - 1).copied().unwrap_or_default() };
        let end = self.ends.get(id).copied().unwrap_or(start);
        self.text.get(start..end).unwrap_or_default()
    }

    /// All, in order of their numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len() as u32).map(|id| self.get(id))
    }

    /// Adds a text at the end.
    pub(crate) fn push(&mut self, text: &str) -> u32 {
        self.text.push_str(text);
        self.ends.push(self.text.len());
        (self.ends.len() - 1) as u32
    }

    /// None yet, with room for as many and as long ones as these.
    pub(crate) fn with_room_of(others: &Strings) -> Strings {
        let ends = Vec::with_capacity(others.ends.len());
        Strings { text: String::with_capacity(others.text.len()), ends }
    }

    /// Gives back the room for more.
    pub(crate) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// The numbers of the texts in the order of the texts, those of equal texts as `then` says; on the current rayon
    /// pool.
    pub(crate) fn order(&self, then: impl Fn(u32, u32) -> Ordering + Sync) -> Vec<u32> {
        // The first eight bytes, to compare without a look at the texts.
        let head =
            |text: &str| text.bytes().chain(repeat(0)).take(8).fold(0, |head, b| head << 8 | u64::from(b));
        let mut order: Vec<(u64, u32)> = self.iter().map(head).zip(0..).collect();
        order.par_sort_unstable_by(|&(one, a), &(other, b)| {
            one.cmp(&other).then_with(|| self.get(a).cmp(self.get(b))).then_with(|| then(a, b))
        });
        order.into_iter().map(|(_, id)| id).collect()
    }

    /// The number of a text, when the texts are sorted.
    pub(crate) fn find_sorted(&self, text: &str) -> Option<u32> {
        let found = self.position(text);
        (self.get(found) == text && (found as usize) < self.len()).then_some(found)
    }

    /// How many texts come before this one, when the texts are sorted.
    pub(crate) fn position(&self, text: &str) -> u32 {
        let (mut low, mut high) = (0, self.len() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.get(middle) < text {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// Numbers texts in order of their first appearance: one buffer, one table of numbers, no allocation a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Interner {
    strings: Strings,
    // Open addressing. The length is a power of two, at most three quarters full.
    table: Vec<Slot>,
}

/// What is known of a text without a look at it.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// 0 is free, else the number + 1.
    taken: u32,
    /// Bits of the hash that do not choose the place.
    tag: u32,
}

impl Interner {
    pub(crate) fn strings(&self) -> &Strings {
        &self.strings
    }

    pub(crate) fn into_strings(self) -> Strings {
        self.strings
    }

    /// Takes texts that are known to differ.
    pub(crate) fn of(strings: Strings) -> Interner {
        let mut interner = Interner { strings, table: vec![] };
        interner.grow();
        interner
    }

    /// The numbers of texts, in their order.
    pub(crate) fn intern_all(&mut self, texts: &Strings) -> Vec<u32> {
        texts.iter().map(|text| self.intern(text)).collect()
    }

    /// The number of a text.
    pub(crate) fn intern(&mut self, text: &str) -> u32 {
        if self.strings.len() * 4 >= self.table.len() * 3 {
            self.grow();
        }
        let mask = self.table.len() - 1;
        let hash = hash(text);
        let (mut at, tag) = (hash as usize & mask, tag(hash));
        loop {
            match self.table[at] {
                Slot { taken: 0, .. } => {
                    let id = self.strings.push(text);
                    self.table[at] = Slot { taken: id + 1, tag };
                    return id;
                }
                slot if slot.tag == tag && self.strings.get(slot.taken - 1) == text => return slot.taken - 1,
                _ => at = (at + 1) & mask,
            }
        }
    }

    fn grow(&mut self) {
        let size = (self.strings.len() * 4 / 3 + 1).next_power_of_two().max(64);
        self.table = vec![Slot::default(); size];
        for (id, text) in self.strings.iter().enumerate() {
            let hash = hash(text);
            let mut at = hash as usize & (size - 1);
            while self.table[at].taken != 0 {
                at = (at + 1) & (size - 1);
            }
            self.table[at] = Slot { taken: id as u32 + 1, tag: tag(hash) };
        }
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_when_the_table_grows() {
        let mut interner = Interner::default();
        let words: Vec<String> = (0..500).map(|n| format!("w{n}")).collect();
        for (id, word) in words.iter().enumerate() {
            assert_eq!(interner.intern(word), id as u32);
        }
        for (id, word) in words.iter().enumerate() {
            assert_eq!(interner.intern(word), id as u32);
            assert_eq!(interner.strings().get(id as u32), word);
        }
        assert_eq!(interner.strings().get(500), "");
    }

    #[test]
    fn the_empty_text_is_a_text() {
        let mut interner = Interner::default();
        assert_eq!(interner.intern(""), 0);
        assert_eq!(interner.intern("a"), 1);
        assert_eq!(interner.intern(""), 0);
    }

    #[test]
    fn texts_are_ordered_by_all_their_bytes() {
        let mut strings = Strings::default();
        for text in ["harbour masters", "harbour", "", "é", "harbour master", "ha", "ha\0", "ash", "ha"] {
            strings.push(text);
        }
        let mut sorted: Vec<u32> = (0..9).collect();
        sorted.sort_by_key(|&id| (strings.get(id), std::cmp::Reverse(id)));
        assert_eq!(strings.order(|a, b| b.cmp(&a)), sorted);
    }

    #[test]
    fn finds_in_sorted_texts_only_what_is_there() {
        let mut strings = Strings::default();
        for word in ["ash", "elm", "oak"] {
            strings.push(word);
        }
        assert_eq!(strings.find_sorted("elm"), Some(1));
        assert_eq!(strings.find_sorted("yew"), None);
        assert_eq!(strings.find_sorted(""), None);
        assert_eq!(Strings::default().find_sorted(""), None);
    }
}
