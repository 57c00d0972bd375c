//! Hashes of words and features. They are part of the model file's format: a change makes every model file foreign.

use xxhash_rust::xxh3::xxh3_64;

/// The hash of a word's bytes.
pub(crate) fn word(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}

/// Spreads the bits of a value (the finaliser of splitmix64, Steele, Lea and Flood 2014).
pub(crate) fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

/// One hash of two, order kept.
pub(crate) fn pair(first: u64, second: u64) -> u64 {
    mix(first.rotate_left(23).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ second)
}
