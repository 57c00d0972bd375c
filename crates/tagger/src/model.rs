//! The model file: a header, then tables read in place.
//!
//! All numbers are little-endian. Header: magic, version, checksum of everything after it, then the byte length of
//! each section. See [`crate::table`] for the tables.

use std::borrow::Cow;
use std::ops::Range;

use thiserror::Error;
use xxhash_rust::xxh3::xxh3_64;

use crate::decode::Moves;
use crate::label::LABELS;
use crate::table::Table;

pub(crate) const MAGIC: [u8; 8] = *b"nutgrafN";
pub(crate) const VERSION: u32 = 5;
/// Weights are read 32 at a time: a row's 29 and the first of the next.
pub(crate) const ROW: usize = LABELS;
pub(crate) const WIDE: usize = 32;
pub(crate) const SECTIONS: usize = 10;
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

/// A model file, checked.
pub(crate) struct Model {
    bytes: Cow<'static, [u8]>,
    rows: Table,
    weights: Vec<Row>,
    words: Table,
    phrases: Table,
    pub(crate) moves: Moves,
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
        let [
            row_shifts,
            row_marks,
            weights,
            word_shifts,
            word_marks,
            words,
            phrase_shifts,
            phrase_marks,
            phrases,
            moves,
        ] = sections;
        let (Some(rows), Some(words), Some(phrases), true) = (
            Table::new(&bytes, [row_shifts, row_marks, weights], ROW, WIDE - ROW),
            Table::new(&bytes, [word_shifts, word_marks, words], 2, 0),
            Table::new(&bytes, [phrase_shifts, phrase_marks, phrases], 2, 0),
            moves.len() == 2 * LABELS * LABELS,
        ) else {
            return Err(Error::Length { found: bytes.len(), expected: at });
        };
        let moves = Moves::new(|label, next| two(&bytes, moves.start + 2 * (label * LABELS + next)) as i16);
        let weights = bytes.get(rows.values.clone()).unwrap_or_default();
        // Read as wide as they are kept: nothing looks at what a row has of the next.
        let weights = weights.windows(WIDE).step_by(ROW).map(Row::new).collect();
        Ok(Model { bytes, rows, weights, words, phrases, moves })
    }

    /// The features' weights.
    pub(crate) fn weights(&self) -> Weights<'_> {
        Weights { table: &self.rows, rows: &self.weights }
    }

    /// What the word table says of a word's hash.
    pub(crate) fn word(&self, hash: u64) -> Option<u16> {
        self.value(&self.words, hash)
    }

    /// Which of the first `count` of some phrases' hashes is the last that the phrase table holds, and what it says of
    /// it.
    pub(crate) fn last_phrase<const N: usize>(&self, hashes: [u64; N], count: usize) -> Option<(usize, u16)> {
        // All are sought before any is looked at: the memory answers them side by side.
        let sought = hashes.map(|hash| self.phrases.seek(hash));
        let at = sought.iter().take(count).rposition(|&(_, found)| found)?;
        Some((at, two(&self.bytes, self.phrases.values.start + 2 * sought[at].0)))
    }

    fn value(&self, table: &Table, hash: u64) -> Option<u16> {
        let slot = table.find(hash)?;
        Some(two(&self.bytes, table.values.start + 2 * slot))
    }
}

/// The weights of a feature, apart from the file so that each row lies in one line of the machine's cache.
#[repr(align(32))]
struct Row([i8; WIDE]);

impl Row {
    fn new(weights: &[u8]) -> Self {
        Row(<[u8; WIDE]>::try_from(weights).map_or([0; WIDE], |row| row.map(|weight| weight as i8)))
    }
}

/// The features' weights of a model.
#[derive(Clone, Copy)]
pub(crate) struct Weights<'m> {
    table: &'m Table,
    rows: &'m [Row],
}

impl<'m> Weights<'m> {
    /// Where the weights of a feature stand if it has any, and whether it has.
    #[inline]
    pub(crate) fn seek(&self, feature: u64) -> (usize, bool) {
        self.table.seek(feature)
    }

    /// The weights that stand at a place.
    #[inline]
    pub(crate) fn row(&self, slot: usize) -> &'m [i8; WIDE] {
        self.rows.get(slot).map_or(&[0; WIDE], |row| &row.0)
    }
}
