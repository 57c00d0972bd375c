//! Words as numbers: what two texts must share to be one report.

use nutgraf_core::Span;

/// A word of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Hash of the word in lower case: the same on every machine.
    pub(super) hash: u64,
    /// Whether a digit stands in it.
    pub(super) figure: bool,
    /// Its bytes.
    #[cfg(test)]
    span: Span,
}

// FNV-1a (Fowler, Noll and Vo 1991).
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// Not a letter or digit.
const BREAK: u8 = 0;
/// Part of a character of several bytes.
const WIDE: u8 = 1;

/// Per byte: its lower case, [`BREAK`] or [`WIDE`].
const FOLDED: [u8; 256] = {
    let mut table = [BREAK; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        table[byte] = if b.is_ascii_alphanumeric() {
            b.to_ascii_lowercase()
        } else if b >= 0x80 {
            WIDE
        } else {
            BREAK
        };
        byte += 1;
    }
    table
};

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(PRIME)
}

/// The hash of a lower-case word as [`for_each_word`] makes it.
pub(super) fn hash(word: &str) -> u64 {
    word.bytes().fold(BASIS, step)
}

/// Spreads a hash over all its bits (the finaliser of SplitMix64: Steele, Lea and Flood 2014).
pub(super) fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// Calls `each` with every word of a span: runs of letters and digits. A stop between digits belongs to the figure,
/// a comma there is passed over (`1,000.5` is `1000.5`). Scripts written without spaces count every character.
pub(super) fn for_each_word(text: &str, span: Span, mut each: impl FnMut(Word)) {
    let bytes = span.slice(text).as_bytes();
    let offset = span.start();
    let mut at = 0;
    while let Some(&first) = bytes.get(at) {
        if FOLDED[first as usize] == BREAK {
            at += 1;
            continue;
        }
        let start = at;
        let (mut hash, mut figure) = (BASIS, false);
        while let Some(&byte) = bytes.get(at) {
            match FOLDED[byte as usize] {
                BREAK => {
                    let inside = matches!(byte, b'.' | b',')
                        && at > start
                        && bytes[at - 1].is_ascii_digit()
                        && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
                    if !inside {
                        break;
                    }
                    if byte == b'.' {
                        hash = step(hash, byte);
                    }
                    at += 1;
                }
                WIDE => {
                    let Some(c) = text.get(offset + at..).and_then(|rest| rest.chars().next()) else { break };
                    if is_unspaced(c) {
                        if at == start {
                            hash = wide(hash, c);
                            at += c.len_utf8();
                        }
                        break;
                    }
                    if !c.is_alphanumeric() && !is_joined(c) {
                        break;
                    }
                    hash = wide(hash, c);
                    figure |= c.is_numeric();
                    at += c.len_utf8();
                }
                folded => {
                    hash = step(hash, folded);
                    figure |= byte.is_ascii_digit();
                    at += 1;
                }
            }
        }
        if at == start {
            // A sign of several bytes.
            at += text.get(offset + at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        } else {
            each(Word {
                hash,
                figure,
                #[cfg(test)]
                span: Span::at(offset + start, offset + at),
            });
        }
    }
}

fn wide(hash: u64, c: char) -> u64 {
    c.to_lowercase().fold(hash, |hash, c| {
        let mut buffer = [0; 4];
        c.encode_utf8(&mut buffer).bytes().fold(hash, step)
    })
}

/// Whether a character is of a script written without spaces: Thai, Lao, Burmese, Khmer, Chinese, kana.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3041}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Marks that belong to the letter before them.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{5b0}'..='\u{5c7}' | '\u{64b}'..='\u{65f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut words = vec![];
        for_each_word(text, Span::of(text), |word| words.push(word.span.slice(text)));
        words
    }

    fn hashes(text: &str) -> Vec<u64> {
        let mut words = vec![];
        for_each_word(text, Span::of(text), |word| words.push(word.hash));
        words
    }

    #[test]
    fn words_are_letters_and_digits() {
        assert_eq!(
            words("It rose 1,000.5 points, to 4.7%."),
            ["It", "rose", "1,000.5", "points", "to", "4.7"]
        );
        assert_eq!(words("the mayor’s été—over"), ["the", "mayor", "s", "été", "over"]);
        assert_eq!(words("港口 ferry"), ["港", "口", "ferry"]);
        assert_eq!(words("…"), [""; 0]);
    }

    #[test]
    fn case_and_thousands_make_no_difference() {
        assert_eq!(hashes("The FERRY, 1,200 Été"), hashes("the ferry 1200 ÉTÉ"));
        assert_eq!(hashes("ferry"), [hash("ferry")]);
        assert_ne!(hashes("4.7"), hashes("47"));
    }
}
