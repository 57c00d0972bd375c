//! The learnt table: a small integer linear model, trained by `cargo xtask train-structure`.

use std::sync::LazyLock;

use super::decode::{Grammar, LARGEST, Row};
use super::glued::Glue;

/// Weights of a feature: one a label, one a region, padded.
pub(crate) const LANES: usize = 24;
/// Values of a feature's hash.
pub(crate) const BUCKETS: usize = 1 << 15;

/// The hash of a feature.
pub(crate) fn bucket(template: u32, value: u32) -> u16 {
    (mix(template, value) >> 17) as u16
}

fn mix(template: u32, value: u32) -> u32 {
    let mixed = (value ^ template.wrapping_mul(0x85EB_CA6B)).wrapping_mul(0x9E37_79B1);
    (mixed ^ mixed >> 15).wrapping_mul(0xC2B2_AE35)
}

/// The model's weights.
#[derive(Clone, Debug)]
pub struct Table {
    // Invariant: each is the number of a row.
    index: Box<[u16; BUCKETS]>,
    /// Weights, each with [`BIAS`] on it: so they are widened and summed soonest. Row 0 is all zero: features never
    /// seen in training.
    rows: Vec<[u8; LANES]>,
    /// What follows what.
    pub(crate) grammar: Grammar,
    /// What was learnt of glued teasers; it has a file of its own.
    pub(crate) glue: Glue,
}

static EMBEDDED: LazyLock<Table> =
    LazyLock::new(|| Table::read(include_bytes!("../../model/structure.table")).unwrap_or_else(Table::empty));

const MAGIC: &[u8; 8] = b"nutgrafS";

/// What makes every weight a positive byte.
const BIAS: u8 = 128;

impl Table {
    /// The table that ships with the crate.
    pub fn embedded() -> &'static Table {
        &EMBEDDED
    }

    /// A table that knows nothing.
    pub(crate) fn empty() -> Table {
        Table {
            index: Box::new([0; BUCKETS]),
            rows: vec![[BIAS; LANES]],
            grammar: Grammar::default(),
            glue: Glue::embedded().clone(),
        }
    }

    /// A table of the rows that are not all zero.
    #[cfg(feature = "train")]
    pub(crate) fn from_rows(rows: &[[i8; LANES]]) -> Table {
        let mut table = Table::empty();
        for (at, row) in rows.iter().enumerate().take(BUCKETS) {
            if row.iter().any(|&weight| weight != 0) {
                table.index[at] = table.rows.len() as u16;
                table.rows.push(row.map(|weight| weight.cast_unsigned() ^ BIAS));
            }
        }
        table
    }

    /// The row of a feature.
    pub(crate) fn row(&self, feature: u16) -> u16 {
        self.index[usize::from(feature) % BUCKETS]
    }

    /// The summed weights of some rows.
    pub(crate) fn sum(&self, rows: &[u16]) -> Row {
        let mut sum = [0_u16; LANES];
        for &row in rows {
            let row = &self.rows[usize::from(row)];
            for lane in 0..LANES {
                sum[lane] = sum[lane].wrapping_add(u16::from(row[lane]));
            }
        }
        // No unit has over `MOST_FEATURES` features: their weights, each within a byte, do not leave an `i16`.
        sum.map(|sum| sum.wrapping_sub(rows.len() as u16 * u16::from(BIAS)).cast_signed())
    }

    /// Reads what [`Table::write`] wrote; none when it is something else.
    pub(crate) fn read(bytes: &[u8]) -> Option<Table> {
        let mut table = Table::empty();
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let (count, tail) = rest.split_first_chunk::<4>()?;
        let count = usize::try_from(u32::from_le_bytes(*count)).ok()?;
        rest = tail;
        for _ in 0..count {
            let (bucket, tail) = rest.split_first_chunk::<2>()?;
            let (row, tail) = tail.split_first_chunk::<LANES>()?;
            *table.index.get_mut(usize::from(u16::from_le_bytes(*bucket)))? =
                u16::try_from(table.rows.len()).ok()?;
            table.rows.push(row.map(|weight| weight ^ BIAS));
            rest = tail;
        }
        for weight in table.grammar.weights() {
            let (bytes, tail) = rest.split_first_chunk::<2>()?;
            *weight = i16::from_le_bytes(*bytes).clamp(-LARGEST, LARGEST);
            rest = tail;
        }
        table.grammar.settle();
        rest.is_empty().then_some(table)
    }

    /// The table as bytes, the same for the same table.
    #[cfg(any(test, feature = "train"))]
    pub fn write(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend((self.rows.len() as u32 - 1).to_le_bytes());
        for (bucket, &row) in self.index.iter().enumerate().filter(|&(_, &row)| row != 0) {
            out.extend((bucket as u16).to_le_bytes());
            out.extend(self.rows[usize::from(row)].map(|weight| weight ^ BIAS));
        }
        for weight in self.grammar.stay.iter().flatten().chain(&self.grammar.enter).flatten() {
            out.extend(weight.to_le_bytes());
        }
        out
    }

    /// What was learnt of glued teasers as bytes, the same for the same table.
    #[cfg(feature = "train")]
    pub fn write_glued(&self) -> Vec<u8> {
        self.glue.write()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_table_is_whole_and_comes_back() {
        let bytes = include_bytes!("../../model/structure.table");
        let table = Table::read(bytes).unwrap();
        assert!(table.rows.len() > 1_000);
        assert_eq!(table.write(), bytes);
    }

    #[test]
    fn a_cut_table_is_none() {
        let bytes = include_bytes!("../../model/structure.table");
        assert!(Table::read(&bytes[..bytes.len() / 2]).is_none());
        assert!(Table::read(b"").is_none());
    }
}
