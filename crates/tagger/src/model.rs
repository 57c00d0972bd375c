//! The model file: a header, then tables read in place.
//!
//! All numbers are little-endian. Header: magic, version, checksum of everything after it, then the byte length of
//! each section. Tables are open-addressed hash tables of 16-bit marks; a mark of 0 is a free slot.

use std::borrow::Cow;
use std::ops::Range;

use thiserror::Error;
use xxhash_rust::xxh3::xxh3_64;

use crate::label::LABELS;

pub(crate) const MAGIC: [u8; 8] = *b"nutgrafN";
pub(crate) const VERSION: u32 = 1;
/// Weights are read 32 at a time: a row's 29 and the first of the next.
pub(crate) const ROW: usize = LABELS;
pub(crate) const WIDE: usize = 32;
pub(crate) const SECTIONS: usize = 7;
pub(crate) const HEADER: usize = 8 + 4 + 4 + 8 + 8 * SECTIONS;

/// What is wrong with a model file.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum Error {
    /// It does not begin as a model file does.
    #[error("not a name model: it does not begin with \"nutgrafN\"")]
    Foreign,
    /// It was made for another version of this crate.
    #[error("name model of version {found}, expected version {expected}")]
    Version {
        /// The version in the file.
        found: u32,
        /// The version this crate reads.
        expected: u32,
    },
    /// It is shorter or longer than it says.
    #[error("name model of {found} bytes, expected {expected}")]
    Length {
        /// Bytes there are.
        found: usize,
        /// Bytes the header calls for.
        expected: usize,
    },
    /// Its bytes were changed.
    #[error("name model with checksum {found:016x}, expected {expected:016x}")]
    Checksum {
        /// The checksum of the bytes.
        found: u64,
        /// The checksum in the header.
        expected: u64,
    },
}

/// A table of 16-bit values by hash.
#[derive(Clone, Debug)]
struct Table {
    marks: Range<usize>,
    values: Range<usize>,
    mask: usize,
}

/// A model file, checked.
pub(crate) struct Model {
    bytes: Cow<'static, [u8]>,
    rows: Table,
    weights: Range<usize>,
    words: Table,
    phrases: Table,
    /// Score of `next` after `label`, at `label * LABELS + next`.
    pub(crate) moves: Vec<i32>,
}

fn two(bytes: &[u8], at: usize) -> u16 {
    match bytes.get(at..at + 2) {
        Some(&[low, high]) => u16::from_le_bytes([low, high]),
        _ => 0,
    }
}

fn eight(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..at + 8).and_then(|b| b.try_into().ok()).map_or(0, u64::from_le_bytes)
}

/// The mark of a hash in a table: never 0.
pub(crate) fn mark(hash: u64) -> u16 {
    ((hash >> 48) as u16).max(1)
}

impl Model {
    pub(crate) fn read(bytes: Cow<'static, [u8]>) -> Result<Self, Error> {
        if bytes.len() < 8 || bytes[..8] != MAGIC {
            return Err(Error::Foreign);
        }
        if bytes.len() < HEADER {
            return Err(Error::Length { found: bytes.len(), expected: HEADER });
        }
        let found = u32::from(two(&bytes, 8)) | u32::from(two(&bytes, 10)) << 16;
        if found != VERSION {
            return Err(Error::Version { found, expected: VERSION });
        }
        let mut sections: [Range<usize>; SECTIONS] = Default::default();
        let mut at = HEADER;
        for (n, section) in sections.iter_mut().enumerate() {
            let length = usize::try_from(eight(&bytes, 24 + 8 * n)).unwrap_or(usize::MAX);
            *section = at..at.saturating_add(length);
            at = section.end;
        }
        if at != bytes.len() {
            return Err(Error::Length { found: bytes.len(), expected: at });
        }
        let (found, expected) = (xxh3_64(&bytes[24..]), eight(&bytes, 16));
        if found != expected {
            return Err(Error::Checksum { found, expected });
        }
        let [row_marks, weights, word_marks, word_values, phrase_marks, phrase_values, moves] = sections;
        let table = |marks: Range<usize>, values: Range<usize>| {
            let slots = marks.len() / 2;
            (slots.is_power_of_two()).then(|| Table { mask: slots - 1, marks, values })
        };
        // The trainer writes the weights of row slots in slot order, so the rows' table has the running count as value.
        let length = Error::Length { found: bytes.len(), expected: at };
        let (Some(words), Some(phrases)) =
            (table(word_marks, word_values), table(phrase_marks, phrase_values))
        else {
            return Err(length);
        };
        let slots = row_marks.len() / 6;
        if !slots.is_power_of_two() || moves.len() != 2 * LABELS * LABELS {
            return Err(length);
        }
        let rows = Table {
            mask: slots - 1,
            marks: row_marks.start..row_marks.start + 2 * slots,
            values: row_marks.start + 2 * slots..row_marks.end,
        };
        let moves = moves.clone().step_by(2).map(|at| i32::from(two(&bytes, at) as i16)).collect();
        Ok(Model { bytes, rows, weights, words, phrases, moves })
    }

    /// The slot of a hash in a table.
    fn slot(&self, table: &Table, hash: u64) -> Option<usize> {
        let wanted = mark(hash);
        let marks = self.bytes.get(table.marks.clone())?;
        let mut slot = hash as usize & table.mask;
        for _ in 0..=table.mask {
            match two(marks, 2 * slot) {
                0 => return None,
                found if found == wanted => return Some(slot),
                _ => slot = (slot + 1) & table.mask,
            }
        }
        None
    }

    /// The weights of a feature, if it has any: the first [`LABELS`] count.
    #[inline]
    pub(crate) fn weights(&self, feature: u64) -> Option<&[u8; WIDE]> {
        let slot = self.slot(&self.rows, feature)?;
        let at = self.rows.values.start + 4 * slot;
        let row = usize::from(two(&self.bytes, at)) | usize::from(two(&self.bytes, at + 2)) << 16;
        let from = self.weights.start + ROW * row;
        self.bytes.get(from..from + WIDE)?.try_into().ok()
    }

    /// What the word table says of a word's hash.
    pub(crate) fn word(&self, hash: u64) -> Option<u16> {
        let slot = self.slot(&self.words, hash)?;
        Some(two(&self.bytes, self.words.values.start + 2 * slot))
    }

    /// What the phrase table says of a phrase's hash.
    pub(crate) fn phrase(&self, hash: u64) -> Option<u16> {
        let slot = self.slot(&self.phrases, hash)?;
        Some(two(&self.bytes, self.phrases.values.start + 2 * slot))
    }
}
