//! Classes of bytes and characters: what the splitters look at first.

/// Other ASCII: signs and controls.
pub(crate) const SIGN: u8 = 0;
/// An ASCII letter.
pub(crate) const LETTER: u8 = 1;
/// An ASCII digit.
pub(crate) const DIGIT: u8 = 2;
/// ASCII white space.
pub(crate) const BLANK: u8 = 3;
/// A byte of a longer character.
pub(crate) const HIGH: u8 = 4;

const fn classes() -> [u8; 256] {
    let mut table = [SIGN; 256];
    let mut at = 0;
    while at < 256 {
        let byte = at as u8;
        table[at] = if byte.is_ascii_alphabetic() {
            LETTER
        } else if byte.is_ascii_digit() {
            DIGIT
        } else if byte == b' ' || (byte >= 9 && byte <= 13) {
            BLANK
        } else if byte >= 0x80 {
            HIGH
        } else {
            SIGN
        };
        at += 1;
    }
    table
}

static CLASS: [u8; 256] = classes();

/// The class of a byte.
#[inline]
pub(crate) fn class(byte: u8) -> u8 {
    CLASS[byte as usize]
}

/// The byte at `at`, or 0 past the end: no ASCII rule matches 0.
#[inline]
pub(crate) fn byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or(0)
}

/// The character that starts at `at`, if `at` is inside and on a border.
#[inline]
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..).and_then(|rest| rest.chars().next())
}

/// The character that ends at `at`.
#[inline]
pub(crate) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at).and_then(|head| head.chars().next_back())
}

/// Marks that belong to the character before them: accents, vowel signs, joiners, variation selectors.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{64b}'..='\u{65f}'
        | '\u{93c}' | '\u{94d}' | '\u{9bc}' | '\u{9cd}' | '\u{a4d}' | '\u{acd}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}'
        | '\u{ccd}' | '\u{d4d}' | '\u{dca}' | '\u{e31}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{eb1}'..='\u{ebc}'
        | '\u{ec8}'..='\u{ece}' | '\u{1037}'..='\u{103a}' | '\u{17b4}'..='\u{17d3}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{feff}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// Scripts written without blanks whose characters are words or parts of words: one token a character.
pub(crate) fn is_ideograph(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{2fd5}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character continues a word.
pub(crate) fn is_word(c: char) -> bool {
    (c.is_alphanumeric() && !is_ideograph(c)) || is_mark(c)
}

/// Stops of East Asian and other scripts that end a sentence without a blank after them.
pub(crate) fn is_wide_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '।' | '॥')
}

/// Quotes and brackets that open.
pub(crate) fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '('
            | '['
            | '{'
            | '“'
            | '‘'
            | '«'
            | '„'
            | '‚'
            | '‹'
            | '「'
            | '『'
            | '（'
            | '`'
            | '¿'
            | '¡'
    )
}

/// Quotes and brackets that close; straight quotes do both.
pub(crate) fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | ')' | ']' | '}' | '”' | '’' | '»' | '›' | '」' | '』' | '）' | '】')
}

/// The end of the run of word characters that starts at `at`.
#[inline]
pub(crate) fn word_end(text: &str, at: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = at;
    while at < end {
        match class(bytes[at]) {
            LETTER | DIGIT => at += 1,
            HIGH => match char_at(text, at) {
                Some(c) if is_word(c) => at += c.len_utf8(),
                _ => break,
            },
            _ if bytes[at] == b'_' => at += 1,
            _ => break,
        }
    }
    at
}

/// Whether a word character stands at `at` (before `end`).
#[inline]
pub(crate) fn starts_word(text: &str, at: usize, end: usize) -> bool {
    at < end
        && match class(text.as_bytes()[at]) {
            LETTER | DIGIT => true,
            HIGH => char_at(text, at).is_some_and(is_word),
            _ => false,
        }
}

/// The length in bytes of an apostrophe at `at`, straight or curly; 0 when there is none.
#[inline]
pub(crate) fn apostrophe(bytes: &[u8], at: usize) -> usize {
    match byte(bytes, at) {
        b'\'' | b'`' => 1,
        0xE2 if byte(bytes, at + 1) == 0x80 && byte(bytes, at + 2) == 0x99 => 3,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_stay_in_the_word() {
        let text = "cafe\u{301}s naïve_2!";
        assert_eq!(word_end(text, 0, text.len()), "cafe\u{301}s".len());
        assert_eq!(word_end(text, 8, text.len()), text.len() - 1);
    }

    #[test]
    fn both_apostrophes_are_known() {
        assert_eq!(apostrophe("a's".as_bytes(), 1), 1);
        assert_eq!(apostrophe("a’s".as_bytes(), 1), 3);
        assert_eq!(apostrophe("a”s".as_bytes(), 1), 0);
    }
}
