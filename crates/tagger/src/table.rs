//! A hash table of the model file: open addressing, 16-bit marks, a mark of 0 for a free slot. A foreign hash with the
//! mark of another is taken for it: once in some ten thousand lookups, and always the same.

use std::ops::Range;

/// The mark of a hash: never 0.
#[inline]
pub(crate) fn mark(hash: u64) -> u16 {
    (hash as u16).max(1)
}

/// Where a hash belongs among so many slots; taken, the next slot is tried.
#[inline]
pub(crate) fn home(hash: u64, slots: usize) -> usize {
    (((hash >> 32) * slots as u64) >> 32) as usize
}

/// Slots of a block of the filter, as a power of two.
const BLOCK: usize = 6;
/// Bits of a block of the filter, in words of 64.
const WORDS: usize = 16;

/// A table as read: the file is packed so full that a hash it does not have is followed over dozens of slots, so that
/// a filter answers first for most of them.
pub(crate) struct Table {
    /// Where the values stand in the file, in the order of the marks.
    pub(crate) values: Range<usize>,
    /// The marks, behind the last the first ones again, and then a free slot: a walk never turns round, and ends.
    marks: Vec<u16>,
    slots: usize,
    /// For each block of homes, the low bits of the marks that a walk from there may meet; empty for no filter.
    filter: Vec<[u64; WORDS]>,
}

impl Table {
    /// The table whose marks and values stand at these bytes; values have `width` bytes each and `after` bytes behind
    /// the last. `None` when the lengths do not fit. A filter takes longer to make than a few lookups without.
    pub(crate) fn new(
        bytes: &[u8],
        marks: Range<usize>,
        values: Range<usize>,
        width: usize,
        after: usize,
        filtered: bool,
    ) -> Option<Self> {
        let slots = marks.len() / 2;
        if slots == 0 || marks.len() != 2 * slots || values.len() != width * slots + after {
            return None;
        }
        let marks = bytes.get(marks)?.chunks_exact(2);
        let mut marks: Vec<u16> = marks.map(|mark| u16::from_le_bytes([mark[0], mark[1]])).collect();
        // A walk ends at the first free slot at the latest, or has seen all.
        let again = marks.iter().position(|&mark| mark == 0).unwrap_or(slots);
        marks.extend_from_within(..again);
        let mut filter = vec![[0; WORDS]; if filtered { (slots >> BLOCK) + 1 } else { 0 }];
        let mut start = 0;
        for (at, &mark) in marks.iter().enumerate().take(if filtered { marks.len() } else { 0 }) {
            if mark == 0 {
                start = at + 1;
                continue;
            }
            // Of the marks that stand there again, those before the first free slot are met from the last homes.
            let homes = start >> BLOCK..=at.min(slots - 1) >> BLOCK;
            for block in filter.get_mut(homes).into_iter().flatten() {
                block[usize::from(mark) / 64 % WORDS] |= 1 << (mark % 64);
            }
        }
        marks.push(0);
        Some(Table { values, marks, slots, filter })
    }

    /// Whether the table may have a hash: never a wrong no.
    #[inline]
    pub(crate) fn may_have(&self, hash: u64) -> bool {
        let mark = mark(hash);
        let block = self.filter.get(home(hash, self.slots) >> BLOCK);
        block.is_none_or(|block| block[usize::from(mark) / 64 % WORDS] >> (mark % 64) & 1 != 0)
    }

    /// The slot of a hash that [`Table::may_have`].
    #[inline]
    pub(crate) fn probe(&self, hash: u64) -> Option<usize> {
        let (wanted, home) = (mark(hash), home(hash, self.slots));
        for (steps, &mark) in self.marks.get(home..)?.iter().enumerate() {
            if mark == wanted {
                let slot = home + steps;
                return Some(if slot < self.slots { slot } else { slot - self.slots });
            }
            if mark == 0 {
                break;
            }
        }
        None
    }

    /// The slot of a hash.
    #[inline]
    pub(crate) fn find(&self, hash: u64) -> Option<usize> {
        if self.may_have(hash) { self.probe(hash) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A walk over the marks, slot by slot.
    fn walk(marks: &[u16], hash: u64) -> Option<usize> {
        let mut slot = home(hash, marks.len());
        for _ in 0..marks.len() {
            match marks[slot] {
                0 => return None,
                found if found == mark(hash) => return Some(slot),
                _ => slot = (slot + 1) % marks.len(),
            }
        }
        None
    }

    proptest! {
        #[test]
        fn finds_what_a_walk_finds(
            marks in prop_oneof![
                proptest::collection::vec(0u16..5, 1..300),
                proptest::collection::vec(1u16..90, 1..300),
                proptest::collection::vec(prop_oneof![1 => Just(0), 9 => 0u16..90], 1..300),
            ],
            hashes in proptest::collection::vec((any::<u32>(), 0u64..90), 60),
        ) {
            let bytes: Vec<u8> = marks.iter().flat_map(|mark| mark.to_le_bytes()).collect();
            let end = bytes.len();
            for filtered in [false, true] {
                let table = Table::new(&bytes, 0..end, end..end * 2, 2, 0, filtered);
                for &(high, low) in &hashes {
                    let hash = u64::from(high) << 32 | low;
                    let found = table.as_ref().and_then(|table| table.find(hash));
                    prop_assert_eq!(found, walk(&marks, hash));
                }
            }
        }
    }
}
