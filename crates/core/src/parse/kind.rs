//! The kinds of words that are looked for in every line: one look-up a word.

use super::lexicon::{AGENCIES, AGENCY_MARKS, CREDIT_HEADS, PROMO_WORDS, SEEN, STOP_WORDS, WordSet};

/// Kinds, as bits.
pub(crate) const STOP: u16 = 1;
pub(crate) const PROMO: u16 = 1 << 1;
pub(crate) const YOU: u16 = 1 << 2;
pub(crate) const WE: u16 = 1 << 3;
/// A word for the site when small; in capitals a country.
pub(crate) const US: u16 = 1 << 4;
/// The kinds of which there is a sum.
pub(crate) const SUMMED: u16 = STOP | PROMO | YOU | WE | US;
/// What people in pictures do.
pub(crate) const ACTION: u16 = 1 << 5;
/// `file`, as in `file photo`.
pub(crate) const FILE: u16 = 1 << 6;
/// Where someone is seen: `left`, `right`, `pictured`.
pub(crate) const ASIDE: u16 = 1 << 7;
/// What every agency's name and every label of a credit has one of: `press`, `Reuters`, `photo`.
pub(crate) const SOURCE: u16 = 1 << 8;

static KINDS: KindTable = KindTable { hashes: [0; SLOTS], kinds: [0; SLOTS] }
    .with(&STOP_WORDS, STOP)
    .with(&PROMO_WORDS, PROMO)
    .with(&WordSet::new("you your"), YOU)
    .with(&WordSet::new("we our"), WE)
    .with(&WordSet::new("us"), US)
    .with(&SEEN, ACTION)
    .with(&WordSet::new("file"), FILE)
    .with(&WordSet::new("left right pictured"), ASIDE)
    .with(&AGENCIES, SOURCE)
    .with(&AGENCY_MARKS, SOURCE)
    .with(&CREDIT_HEADS, SOURCE);

/// The kinds of the word of a hash.
pub(crate) fn kind(hash: u32) -> u16 {
    KINDS.kind(hash)
}

const SLOTS: usize = 2048;

/// Words with their kinds, as an open-addressing table, built at compile time.
struct KindTable {
    hashes: [u32; SLOTS],
    kinds: [u16; SLOTS],
}

impl KindTable {
    /// The table with the words of a set, which are of a kind.
    const fn with(mut self, words: &WordSet, kind: u16) -> KindTable {
        let mut from = 0;
        while from < words.slots.len() {
            let hash = words.slots[from];
            let mut at = hash as usize % SLOTS;
            while self.hashes[at] != 0 && self.hashes[at] != hash {
                at = (at + 1) % SLOTS;
            }
            if hash != 0 {
                self.hashes[at] = hash;
                self.kinds[at] |= kind;
            }
            from += 1;
        }
        self
    }

    fn kind(&self, hash: u32) -> u16 {
        let mut at = hash as usize % SLOTS;
        while self.hashes[at] != hash {
            if self.hashes[at] == 0 {
                return 0;
            }
            at = (at + 1) % SLOTS;
        }
        self.kinds[at]
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::hash;
    use super::*;

    #[test]
    fn a_word_may_be_of_several_kinds() {
        assert_eq!(kind(hash("your")), STOP | YOU);
        assert_eq!(kind(hash("Subscribe")), PROMO);
        assert_eq!(kind(hash("ferry")), 0);
    }
}
