//! What can be counted in a line: lengths, capitals, digits, marks, words.

use super::lexicon::{PRIME, step};
use super::word::{self, NAMES, TOPICS, Word, Words};

/// How much of a long line's head and tail is looked at; between them only its length counts.
const HEAD: usize = 320;
const TAIL: usize = 96;

/// Hashes of a line's first and last words that are kept.
pub(crate) const FIRST_WORDS: usize = 12;
pub(crate) const LAST_WORDS: usize = 4;

/// How many values a name's hash has.
pub(crate) const NAME_HASHES: usize = 1024;

/// What a line ends with.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Ending {
    #[default]
    Word,
    Digit,
    Stop,
    Ellipsis,
    Question,
    Quote,
    Bracket,
    Colon,
    Comma,
    Other,
}

/// What a line begins with.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Opening {
    #[default]
    Upper,
    Lower,
    Digit,
    Quote,
    Bracket,
    Mark,
    Script,
}

/// How many values a topic word's hash has.
pub(crate) const TOPIC_HASHES: usize = 4096;

/// Counts over one line; for a long line over its head and tail.
#[derive(Clone, Debug, Default)]
pub(crate) struct Measure {
    /// Bytes of the line.
    pub(crate) length: usize,
    /// Words of the line; estimated for a long one.
    pub(crate) words: usize,
    /// Words counted.
    pub(crate) seen: usize,
    /// Of them: with a capital first letter, all in capitals (two letters at least), function words, with a digit.
    pub(crate) capitalised: usize,
    pub(crate) shouted: usize,
    pub(crate) stop_words: usize,
    pub(crate) numbers: usize,
    /// Small letters met by a capital in one word (`AlcornDecember`).
    pub(crate) joints: usize,
    /// Full stops inside that may end a sentence.
    pub(crate) inner_stops: usize,
    pub(crate) quotes: usize,
    pub(crate) commas: usize,
    pub(crate) bars: usize,
    pub(crate) colons: usize,
    pub(crate) slashes: usize,
    pub(crate) has_at: bool,
    pub(crate) has_copyright: bool,
    pub(crate) has_script: bool,
    pub(crate) opening: Opening,
    pub(crate) ending: Ending,
    /// Word hashes, lower-cased; zero where there is none. The last word first in `last`.
    pub(crate) first: [u32; FIRST_WORDS],
    pub(crate) last: [u32; LAST_WORDS],
    /// The kinds of its words.
    pub(crate) kinds: u16,
    /// Words that speak of newsletters, accounts, cookies.
    pub(crate) promo_words: usize,
    /// Words for the reader (`you`, `your`) and for the site (`we`, `our`, `us`).
    pub(crate) you: usize,
    pub(crate) we: usize,
    /// Capitalised words that are no function words, as short hashes: a sketch of the names in the line.
    /// Those behind `name_count` mean nothing.
    pub(crate) names: [u16; NAMES],
    pub(crate) name_count: usize,
    /// Longer words that are no function words, as short hashes: a sketch of what the line is about.
    /// Those behind `topic_count` mean nothing.
    pub(crate) topics: [u16; TOPICS],
    pub(crate) topic_count: usize,
}

/// Classes of bytes, small letters and blanks apart.
const OTHER: u8 = 0;
const SMALL: u8 = 1;
const CAPITAL: u8 = 2;
const DIGIT: u8 = 3;
const HIGH: u8 = 4;
/// What may stand inside a word and does not count: `harbour's`, `well-known`.
const JOINER: u8 = 5;

static CLASS: [u8; 256] = {
    let mut class = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        class[byte] = match byte as u8 {
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' => CAPITAL,
            b'0'..=b'9' => DIGIT,
            0x80..=0xFF => HIGH,
            b'\'' | b'-' => JOINER,
            _ => OTHER,
        };
        byte += 1;
    }
    class
};

impl Measure {
    /// Measures a line without white space at its ends.
    pub(crate) fn of(line: &str) -> Measure {
        let mut measure = Measure { length: line.len(), ..Measure::default() };
        measure.opening = opening(line);
        measure.ending = ending(line);
        let mut words = Words::new();
        if line.len() <= HEAD + TAIL {
            measure.scan(line.as_bytes(), &mut words, true);
            measure.words = words.seen();
        } else {
            let head = line.floor_char_boundary(HEAD);
            measure.scan(&line.as_bytes()[..head], &mut words, true);
            measure.words = words.seen() * line.len() / HEAD;
            let tail = line.ceil_char_boundary(line.len() - TAIL);
            measure.scan(&line.as_bytes()[tail..], &mut words, false);
        }
        words.fill(&mut measure);
        measure
    }

    fn scan(&mut self, bytes: &[u8], words: &mut Words, is_head: bool) {
        let mut word = Word::NONE;
        let mut at = 0;
        loop {
            // Small letters are most of a text, and the blanks behind them most of the rest.
            let from = at;
            while let Some(&byte) = bytes.get(at).filter(|byte| byte.is_ascii_lowercase()) {
                word.hash = (word.hash ^ u32::from(byte)).wrapping_mul(PRIME);
                at += 1;
            }
            word.length += at - from;
            word.flags |= u8::from(at > from) * word::SMALL;
            let width = match bytes.get(at) {
                None | Some(b' ') => 1,
                Some(&byte) => match CLASS[usize::from(byte)] {
                    JOINER => {
                        at += 1;
                        continue;
                    }
                    class @ (CAPITAL | DIGIT) => {
                        word.flags |= match class {
                            DIGIT => word::DIGIT,
                            _ if word.length == 0 => word::CAPITAL,
                            _ if word.length > 2 && word.flags & word::SMALL != 0 => word::JOINT,
                            _ => 0,
                        };
                        word.hash = step(word.hash, byte);
                        word.length += 1;
                        at += 1;
                        continue;
                    }
                    HIGH => match bytes[at..] {
                        // An apostrophe stands inside its word.
                        [0xE2, 0x80, 0x99, ..] => {
                            at += 3;
                            continue;
                        }
                        // General punctuation: dashes, quotation marks, the ellipsis.
                        [0xE2, 0x80, ref rest @ ..] => {
                            self.quotes += usize::from(matches!(rest.first(), Some(0x9C | 0x9D)));
                            3
                        }
                        [0xC2, next @ 0xA0..=0xBF, ..] => {
                            self.has_copyright |= next == 0xA9;
                            2
                        }
                        _ => {
                            word.flags |= word::SMALL;
                            self.has_script |= byte >= 0xE3;
                            word.hash = step(word.hash, byte);
                            word.length += 1;
                            at += 1;
                            continue;
                        }
                    },
                    _ => {
                        self.mark(byte, at > 2 && bytes.get(at + 1) == Some(&b' '));
                        1
                    }
                },
            };
            if word.length > 0 {
                words.add(word, is_head);
                word = Word::NONE;
            }
            at += width;
            if at >= bytes.len() {
                break;
            }
        }
    }

    /// Counts a mark; `inside` when more stands behind it.
    fn mark(&mut self, byte: u8, inside: bool) {
        match byte {
            b',' => self.commas += 1,
            b'.' | b'?' | b'!' => self.inner_stops += usize::from(inside),
            b'"' => self.quotes += 1,
            b'|' => self.bars += 1,
            b':' => self.colons += 1,
            b'/' => self.slashes += 1,
            b'@' => self.has_at = true,
            _ => {}
        }
    }

    /// Whether it may have a word of a kind. Not known are the words between head and tail of a long line, and those of
    /// other scripts, which may have no blank between them.
    pub(crate) fn may_have(&self, kind: u16) -> bool {
        self.kinds & kind != 0 || self.length > HEAD + TAIL || self.has_script
    }

    /// Whether no letter of its words is small.
    pub(crate) fn is_shouted(&self) -> bool {
        self.shouted > 0 && self.shouted + self.numbers + 1 >= self.seen && self.shouted * 2 >= self.seen
    }

    /// Whether it ends as a sentence does.
    pub(crate) fn is_closed(&self) -> bool {
        matches!(self.ending, Ending::Stop | Ending::Question | Ending::Quote | Ending::Bracket)
    }
}

fn opening(line: &str) -> Opening {
    match line.chars().next() {
        Some(c) if c.is_ascii_digit() => Opening::Digit,
        Some('"' | '“' | '‘' | '\'' | '«' | '„') => Opening::Quote,
        Some('(' | '[' | '{') => Opening::Bracket,
        Some(c) if c.is_lowercase() => Opening::Lower,
        Some(c) if c.is_uppercase() => Opening::Upper,
        Some(c) if c.is_alphabetic() => Opening::Script,
        _ => Opening::Mark,
    }
}

fn ending(line: &str) -> Ending {
    if line.ends_with("...") {
        return Ending::Ellipsis;
    }
    match line.chars().next_back() {
        Some('.' | '。') => Ending::Stop,
        Some('…') => Ending::Ellipsis,
        Some('?' | '!' | '？' | '！') => Ending::Question,
        Some('"' | '”' | '’' | '\'' | '»' | '」') => Ending::Quote,
        Some(')' | ']' | '）') => Ending::Bracket,
        Some(':' | ';') => Ending::Colon,
        Some(',' | '-' | '–' | '—') => Ending::Comma,
        Some(c) if c.is_numeric() => Ending::Digit,
        Some(c) if c.is_alphabetic() => Ending::Word,
        _ => Ending::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_words_capitals_and_marks() {
        let measure = Measure::of("Mayor Ada Quill said: “The harbour’s wall, built in 1931, held.”");
        assert_eq!((measure.words, measure.capitalised, measure.numbers), (11, 4, 1));
        assert_eq!((measure.commas, measure.colons, measure.quotes), (2, 1, 2));
        assert_eq!(measure.ending, Ending::Quote);
    }

    #[test]
    fn sees_words_grown_together_and_capitals() {
        assert_eq!(Measure::of("By Ada QuillDecember 3, 2023").joints, 1);
        assert!(Measure::of("FERRY LINE CLOSES").is_shouted());
        assert!(!Measure::of("Ferry LINE closes").is_shouted());
    }
}
