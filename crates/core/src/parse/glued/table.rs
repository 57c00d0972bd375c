//! What was learnt of glued lines: weights of a cut's features, and which words news prints small.

use std::sync::LazyLock;

/// Values of the hash of a feature.
pub(crate) const BUCKETS: usize = 1 << 16;

/// The hash of a feature.
pub(crate) fn bucket(template: u32, value: u32) -> u16 {
    let mixed = (value ^ template.wrapping_mul(0x85EB_CA6B)).wrapping_mul(0x9E37_79B1);
    ((mixed ^ mixed >> 15).wrapping_mul(0xC2B2_AE35) >> 16) as u16
}

/// The weights, and the words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Glue {
    /// By feature; `BUCKETS` of them.
    weights: Vec<i8>,
    /// Hashes of words that stand small inside sentences more often than not, in order: one of them with a capital
    /// opens a sentence or stands in a title or name (truecasing; Lita et al., 2003).
    small: Vec<u32>,
}

static EMBEDDED: LazyLock<Glue> = LazyLock::new(|| {
    Glue::read(include_bytes!("../../../model/glued.table")).unwrap_or_else(|| Glue::new(&[], Vec::new()))
});

const MAGIC: &[u8; 8] = b"nutgrafG";

impl Glue {
    /// What ships with the crate.
    pub(crate) fn embedded() -> &'static Glue {
        &EMBEDDED
    }

    /// Weights by feature, and the hashes of words printed small in any order.
    pub(crate) fn new(weights: &[i8], mut small: Vec<u32>) -> Glue {
        let mut weights = weights.to_vec();
        weights.resize(BUCKETS, 0);
        small.sort_unstable();
        small.dedup();
        Glue { weights, small }
    }

    /// The weight of a feature.
    pub(crate) fn weight(&self, feature: u16) -> i32 {
        self.weights.get(usize::from(feature)).map_or(0, |&weight| i32::from(weight))
    }

    /// Whether news prints the word of this hash small.
    pub(crate) fn is_small(&self, hash: u32) -> bool {
        self.small.binary_search(&hash).is_ok()
    }

    /// Reads what [`Glue::write`] wrote; none when it is something else.
    pub(crate) fn read(bytes: &[u8]) -> Option<Glue> {
        let (count, mut rest) = bytes.strip_prefix(MAGIC)?.split_first_chunk::<4>()?;
        let mut small = Vec::new();
        for _ in 0..u32::from_le_bytes(*count) {
            let (hash, tail) = rest.split_first_chunk::<4>()?;
            small.push(u32::from_le_bytes(*hash));
            rest = tail;
        }
        let mut weights = vec![0; BUCKETS];
        while let Some((entry, tail)) = rest.split_first_chunk::<3>() {
            *weights.get_mut(usize::from(u16::from_le_bytes([entry[0], entry[1]])))? = entry[2].cast_signed();
            rest = tail;
        }
        rest.is_empty().then(|| Glue::new(&weights, small))
    }

    /// The same bytes for the same table.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn write(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend((self.small.len() as u32).to_le_bytes());
        self.small.iter().for_each(|hash| out.extend(hash.to_le_bytes()));
        for (feature, &weight) in self.weights.iter().enumerate().filter(|&(_, &weight)| weight != 0) {
            out.extend((feature as u16).to_le_bytes());
            out.push(weight.cast_unsigned());
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_table_is_whole_and_comes_back() {
        let bytes = include_bytes!("../../../model/glued.table");
        let glue = Glue::read(bytes).unwrap();
        assert!(glue.small.len() > 1_000);
        assert_eq!(glue.write(), bytes);
    }

    #[test]
    fn a_cut_table_is_none() {
        let bytes = include_bytes!("../../../model/glued.table");
        assert!(Glue::read(&bytes[..40]).is_none());
        assert!(Glue::read(b"").is_none());
    }
}
