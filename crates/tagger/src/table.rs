//! A hash table of the model file without a walk: a perfect hash of its keys by hash and displace (Belazzougui, Botelho
//! and Dietzfelbinger 2009). A hash's bucket has a shift, with which each key of the bucket has a slot of its own; the
//! slot has a mark of 16 bits, 0 when it is free. A foreign hash with the mark that stands at its slot is taken for the
//! key there: once in some 65,000 lookups, and always the same.

use std::ops::Range;

use crate::hash;

/// The mark of a hash: never 0.
#[inline]
pub(crate) fn mark(hash: u64) -> u16 {
    (hash as u16).max(1)
}

/// Where the upper half of a hash belongs among so many places.
#[inline]
fn among(hash: u64, places: usize) -> usize {
    (((hash >> 32) * places as u64) >> 32) as usize
}

/// The bucket of a hash among so many.
#[inline]
pub(crate) fn bucket(hash: u64, buckets: usize) -> usize {
    among(hash, buckets)
}

/// The slot of a hash among so many, by the shift of its bucket.
#[inline]
pub(crate) fn slot(hash: u64, shift: u16, slots: usize) -> usize {
    among(hash::pair(hash, u64::from(shift)), slots)
}

/// A table as read.
pub(crate) struct Table {
    /// Where the values stand in the file, in the order of the marks.
    pub(crate) values: Range<usize>,
    shifts: Vec<u16>,
    marks: Vec<u16>,
}

fn numbers(bytes: &[u8]) -> Option<Vec<u16>> {
    let (each, rest) = bytes.as_chunks();
    (!bytes.is_empty() && rest.is_empty()).then(|| each.iter().map(|&two| u16::from_le_bytes(two)).collect())
}

impl Table {
    /// The table whose shifts, marks and values stand at these bytes; values have `width` bytes each and `after` bytes
    /// behind the last. `None` when the lengths do not fit.
    pub(crate) fn new(
        bytes: &[u8],
        [shifts, marks, values]: [Range<usize>; 3],
        width: usize,
        after: usize,
    ) -> Option<Self> {
        let (shifts, marks) = (numbers(bytes.get(shifts)?)?, numbers(bytes.get(marks)?)?);
        (values.len() == width * marks.len() + after).then_some(Table { values, shifts, marks })
    }

    /// The slot that a hash has if it is a key, and whether it is one.
    #[inline]
    pub(crate) fn seek(&self, hash: u64) -> (usize, bool) {
        let shift = self.shifts.get(bucket(hash, self.shifts.len())).copied().unwrap_or_default();
        let slot = slot(hash, shift, self.marks.len());
        (slot, self.marks.get(slot) == Some(&mark(hash)))
    }

    /// The slot of a hash.
    #[inline]
    pub(crate) fn find(&self, hash: u64) -> Option<usize> {
        let (slot, found) = self.seek(hash);
        found.then_some(slot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(shifts: &[u16], marks: &[u16]) -> Option<Table> {
        let bytes: Vec<u8> = shifts.iter().chain(marks).flat_map(|number| number.to_le_bytes()).collect();
        let (cut, end) = (2 * shifts.len(), bytes.len());
        Table::new(&bytes, [0..cut, cut..end, end..end + marks.len()], 1, 0)
    }

    #[test]
    fn a_key_is_found_by_the_shift_of_its_bucket() {
        let hash = 0x8123_4567_89AB_CDEF;
        for shift in [0, 1, 900] {
            let mut marks = [0; 7];
            marks[slot(hash, shift, 7)] = mark(hash);
            let table = table(&[9, shift], &marks).unwrap();
            assert_eq!(table.find(hash), Some(slot(hash, shift, 7)));
            assert_eq!(table.find(hash ^ 1), None);
        }
    }

    #[test]
    fn a_free_slot_has_no_key() {
        let table = table(&[0], &[0; 3]).unwrap();
        assert!((0..1000u64).all(|n| table.find(hash::pair(n, 0) & !0xFFFF).is_none()));
    }

    #[test]
    fn lengths_that_do_not_fit_make_no_table() {
        assert!(table(&[], &[1]).is_none());
        assert!(table(&[1], &[]).is_none());
        assert!(Table::new(&[0; 5], [0..2, 2..5, 5..5], 0, 0).is_none());
        assert!(Table::new(&[0; 4], [0..2, 2..4, 4..9], 4, 0).is_none());
        assert!(Table::new(&[0; 4], [0..2, 2..9, 4..8], 4, 0).is_none());
    }
}
