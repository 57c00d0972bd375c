//! What can be counted in a line: lengths, capitals, digits, marks, words.

use super::lexicon::{LONGEST_STOP_WORD, PROMO_WORDS, SEED, STOP_WORDS, hash, step};

/// How much of a long line's head and tail is looked at; between them only its length counts.
const HEAD: usize = 320;
const TAIL: usize = 96;

/// Hashes of a line's first and last words that are kept.
pub(crate) const FIRST_WORDS: usize = 12;
pub(crate) const LAST_WORDS: usize = 4;

/// Names of a line that are kept, and how many values a name's hash has.
const NAMES: usize = 16;
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

/// Topic words of a line that are kept, and how many values a topic word's hash has.
const TOPICS: usize = 24;
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
    /// Words that speak of newsletters, accounts, cookies.
    pub(crate) promo_words: usize,
    /// Words for the reader (`you`, `your`) and for the site (`we`, `our`, `us`).
    pub(crate) you: usize,
    pub(crate) we: usize,
    /// Capitalised words that are no function words, as short hashes: a sketch of the names in the line.
    pub(crate) names: [u16; NAMES],
    pub(crate) name_count: usize,
    /// Longer words that are no function words, as short hashes: a sketch of what the line is about.
    pub(crate) topics: [u16; TOPICS],
    pub(crate) topic_count: usize,
}

/// Words that a site and its reader call each other by.
const YOU: u32 = hash("you");
const YOUR: u32 = hash("your");
const WE: u32 = hash("we");
const OUR: u32 = hash("our");
const US: u32 = hash("us");

/// Classes of bytes.
const LETTER: u8 = 1;
const CAPITAL: u8 = 2;
const DIGIT: u8 = 4;
const HIGH: u8 = 8;
const APOSTROPHE: u8 = 16;
const WORD: u8 = LETTER | DIGIT | HIGH;

static CLASS: [u8; 256] = {
    let mut class = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        class[byte] = match byte as u8 {
            b'a'..=b'z' => LETTER,
            b'A'..=b'Z' => LETTER | CAPITAL,
            b'0'..=b'9' => DIGIT,
            0x80..=0xFF => HIGH,
            b'\'' | b'-' => APOSTROPHE,
            _ => 0,
        };
        byte += 1;
    }
    class
};

/// The word under way.
#[derive(Default)]
struct Word {
    hash: u32,
    length: usize,
    capital: bool,
    small: bool,
    digit: bool,
    joint: bool,
}

impl Measure {
    /// Measures a line without white space at its ends.
    pub(crate) fn of(line: &str) -> Measure {
        let mut measure = Measure { length: line.len(), ..Measure::default() };
        measure.opening = opening(line);
        measure.ending = ending(line);
        if line.len() <= HEAD + TAIL {
            measure.scan(line.as_bytes(), true);
            measure.words = measure.seen;
        } else {
            let head = line.floor_char_boundary(HEAD);
            measure.scan(&line.as_bytes()[..head], true);
            measure.words = measure.seen * line.len() / HEAD;
            let tail = line.ceil_char_boundary(line.len() - TAIL);
            measure.scan(&line.as_bytes()[tail..], false);
        }
        measure
    }

    fn scan(&mut self, bytes: &[u8], is_head: bool) {
        let mut word = Word { hash: SEED, ..Word::default() };
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            let class = CLASS[byte as usize];
            if class == LETTER {
                // Small letters are most of a text.
                let from = at;
                let mut hash = word.hash;
                while let Some(&byte) = bytes.get(at).filter(|&&byte| CLASS[byte as usize] == LETTER) {
                    hash = step(hash, byte);
                    at += 1;
                }
                word.hash = hash;
                word.length += at - from;
                word.small = true;
                continue;
            }
            if class & WORD != 0 {
                // General punctuation: dashes, quotation marks, the ellipsis.
                if byte == 0xE2 && bytes.get(at + 1) == Some(&0x80) {
                    let mark = bytes.get(at + 2).copied().unwrap_or(0);
                    if mark != 0x99 {
                        self.close(&mut word, is_head);
                        self.quotes += usize::from(matches!(mark, 0x9C | 0x9D));
                    }
                    at += 3;
                    continue;
                }
                if byte == 0xC2 && matches!(bytes.get(at + 1), Some(0xA0..=0xBF)) {
                    self.has_copyright |= bytes[at + 1] == 0xA9;
                    self.close(&mut word, is_head);
                    at += 2;
                    continue;
                }
                let capital = class & CAPITAL != 0;
                if capital {
                    word.joint |= word.small && word.length > 2;
                    word.capital |= word.length == 0;
                } else {
                    word.small |= class & (LETTER | HIGH) != 0;
                }
                word.digit |= class & DIGIT != 0;
                self.has_script |= byte >= 0xE3;
                word.hash = step(word.hash, byte);
                word.length += 1;
            } else if class != APOSTROPHE || word.length == 0 {
                self.close(&mut word, is_head);
                match byte {
                    b',' => self.commas += 1,
                    b'.' | b'?' | b'!' => {
                        let next = bytes.get(at + 1);
                        self.inner_stops += usize::from(next == Some(&b' ') && at > 2);
                    }
                    b'"' => self.quotes += 1,
                    b'|' => self.bars += 1,
                    b':' => self.colons += 1,
                    b'/' => self.slashes += 1,
                    b'@' => self.has_at = true,
                    _ => {}
                }
            }
            at += 1;
        }
        self.close(&mut word, is_head);
    }

    fn close(&mut self, word: &mut Word, is_head: bool) {
        if word.length == 0 {
            return;
        }
        let hash = if word.digit { SEED } else { word.hash.max(1) };
        if is_head && self.seen < FIRST_WORDS {
            self.first[self.seen] = hash;
        }
        self.last = [hash, self.last[0], self.last[1], self.last[2]];
        self.seen += 1;
        let is_stop = word.length <= LONGEST_STOP_WORD && STOP_WORDS.has(word.hash);
        self.stop_words += usize::from(is_stop);
        if word.length <= 4 {
            self.you += usize::from(word.hash == YOU || word.hash == YOUR);
            self.we += usize::from(word.hash == WE || word.hash == OUR || word.hash == US && !word.capital);
        }
        self.numbers += usize::from(word.digit);
        self.promo_words += usize::from(word.length > 2 && PROMO_WORDS.has(word.hash));
        self.joints += usize::from(word.joint);
        if word.length > 4 && !is_stop && !word.digit && self.topic_count < TOPICS {
            self.topics[self.topic_count] = (word.hash.wrapping_mul(0x9E37_79B1) >> 20) as u16;
            self.topic_count += 1;
        }
        if word.capital {
            self.capitalised += 1;
            self.shouted += usize::from(!word.small && word.length > 1);
            if !is_stop && word.length > 2 {
                let name = (word.hash.wrapping_mul(0x9E37_79B1) >> 22) as u16;
                if self.name_count < NAMES && self.seen > 1 {
                    self.names[self.name_count] = name;
                    self.name_count += 1;
                }
            }
        }
        *word = Word { hash: SEED, ..Word::default() };
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
