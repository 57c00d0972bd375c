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

/// One in each 16 bits.
const EACH: u64 = 0x0001_0001_0001_0001;

/// The highest bit of each 16 bits that are 0: right for the lowest such and all below, maybe not above (Mycroft 1987).
#[inline]
fn zeros(marks: u64) -> u64 {
    marks.wrapping_sub(EACH) & !marks & (EACH << 15)
}

/// Slots of a block of the filter, as a power of two.
const BLOCK: usize = 6;
/// Bits of a block of the filter, in words of 64.
const WORDS: usize = 8;

/// A table as read: the file is packed so full that a hash it does not have is followed over dozens of slots, so that
/// a filter answers first for most of them.
pub(crate) struct Table {
    /// Where the values stand in the file, in the order of the marks.
    pub(crate) values: Range<usize>,
    /// The marks as the file has them, behind the last the first ones again, and then free slots: a walk, which looks at
    /// four at once, never turns round, and ends.
    marks: Vec<u8>,
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
        let mut packed = bytes.get(marks)?.to_vec();
        let each = packed.chunks_exact(2);
        let mut marks: Vec<u16> = each.map(|mark| u16::from_le_bytes([mark[0], mark[1]])).collect();
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
        packed.extend_from_within(..2 * again);
        packed.extend([0; 8]);
        Some(Table { values, marks: packed, slots, filter })
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
        let mut at = home(hash, self.slots);
        let four = u64::from(mark(hash)) * EACH;
        loop {
            let marks = u64::from_le_bytes(*self.marks.get(2 * at..)?.first_chunk()?);
            let (free, same) = (zeros(marks), zeros(marks ^ four));
            if free | same != 0 {
                // What stands behind the first free slot is never met.
                let slot = at + same.trailing_zeros() as usize / 16;
                let met =
                    same != 0 && (same & same.wrapping_neg()) < (free & free.wrapping_neg()).wrapping_sub(1);
                return met.then_some(if slot < self.slots { slot } else { slot - self.slots });
            }
            at += 4;
        }
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
