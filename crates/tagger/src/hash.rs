//! Hashes of words and features. They are part of the model file's format: a change makes every model file foreign.

use xxhash_rust::xxh3::xxh3_64;

/// The hash of a word's bytes.
pub(crate) fn word(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}

/// One hash of two, order kept: the two halves of a product folded (as in wyhash, Wang Yi 2019).
#[inline]
pub(crate) fn pair(first: u64, second: u64) -> u64 {
    let product = u128::from(first ^ 0x9E37_79B9_7F4A_7C15) * u128::from(second ^ 0xBF58_476D_1CE4_E5B9);
    (product as u64) ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_keeps_its_order() {
        assert_ne!(pair(1, 2), pair(2, 1));
        assert_ne!(pair(0, 0), pair(0, 1));
    }
}
