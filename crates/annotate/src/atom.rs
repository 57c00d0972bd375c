use std::ops::Range;

use nutgraf_core::Span;

/// What an atom is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum AtomKind {
    /// Letters.
    Word,
    /// ASCII digits.
    Number,
    /// One other character that is no white space.
    Mark,
}

/// A run of letters, a run of digits, or a single mark: smaller than a token, so that `10:30`, `mid-2011` and
/// `9th` come apart in the same way wherever tokens are cut.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Atom {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) kind: AtomKind,
    /// Whether white space, or nothing, stands before it.
    pub(crate) spaced: bool,
}

/// A word in lower case as a number, its first byte lowest; 0 for one of more bytes than fit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Lower(u128);

impl Lower {
    const LONGEST: usize = 16;

    pub(crate) fn of(word: &str) -> Lower {
        Lower::read(word.as_bytes(), 0, word.len())
    }

    /// The word at `start..end` of a text.
    #[inline]
    fn read(text: &[u8], start: usize, end: usize) -> Lower {
        let length = end - start;
        if length == 0 || length > Lower::LONGEST {
            return Lower(0);
        }
        // What follows the word is read along with it and cut off: that takes no longer for one length than another.
        let mut bytes = [0; Lower::LONGEST];
        match text[start..].first_chunk() {
            Some(ahead) => bytes = *ahead,
            None => bytes[..length].copy_from_slice(&text[start..end]),
        }
        let word = u128::from_le_bytes(bytes) & u128::MAX >> (8 * (Lower::LONGEST - length));
        // All bytes at once: the highest bit of a byte tells whether it is at least "A", and whether it is beyond "Z".
        let every = |byte: u8| u128::from_ne_bytes([byte; Lower::LONGEST]);
        let low = word & every(0x7F);
        let capitals = (low + every(0x80 - b'A')) & !(low + every(0x7F - b'Z')) & !word & every(0x80);
        Lower(word | capitals >> 2)
    }

    /// Whether the word has more than `least` letters and ends with these two.
    pub(crate) fn ends(self, least: usize, two: [u8; 2]) -> bool {
        let length = (128 - self.0.leading_zeros() as usize).div_ceil(8);
        length > least.max(1) && self.0 >> (8 * (length - 2)) == u128::from(u16::from_le_bytes(two))
    }
}

/// The atoms of a stretch of an article's text.
pub(crate) struct Atoms<'a> {
    pub(crate) text: &'a str,
    pub(crate) list: Vec<Atom>,
}

impl<'a> Atoms<'a> {
    pub(crate) fn of(text: &'a str, within: Span) -> Atoms<'a> {
        let mut list = Vec::with_capacity(within.len() / 4);
        let inside = within.slice(text);
        let bytes = inside.as_bytes();
        let offset = within.start();
        let mut at = 0;
        let mut spaced = true;
        while at < bytes.len() {
            let (length, kind) = match bytes[at] {
                b' ' | b'\n' | b'\t' | b'\r' => {
                    spaced = true;
                    at += 1;
                    continue;
                }
                b'0'..=b'9' => {
                    (bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count(), AtomKind::Number)
                }
                byte if byte.is_ascii_alphabetic() => (letters(inside, at), AtomKind::Word),
                byte if byte.is_ascii() => (1, AtomKind::Mark),
                _ => match inside[at..].chars().next() {
                    Some(c) if c.is_whitespace() => {
                        spaced = true;
                        at += c.len_utf8();
                        continue;
                    }
                    Some(c) if c.is_alphabetic() => (letters(inside, at), AtomKind::Word),
                    Some(c) => (c.len_utf8(), AtomKind::Mark),
                    None => break,
                },
            };
            list.push(Atom { start: (offset + at) as u32, end: (offset + at + length) as u32, kind, spaced });
            spaced = false;
            at += length;
        }
        Atoms { text, list }
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// An atom's text; empty beyond the last.
    pub(crate) fn word(&self, atom: usize) -> &'a str {
        self.list.get(atom).map_or("", |atom| &self.text[atom.start as usize..atom.end as usize])
    }

    /// An atom in lower case.
    pub(crate) fn lower(&self, atom: &Atom) -> Lower {
        Lower::read(self.text.as_bytes(), atom.start as usize, atom.end as usize)
    }

    pub(crate) fn kind(&self, atom: usize) -> Option<AtomKind> {
        self.list.get(atom).map(|atom| atom.kind)
    }

    /// Whether an atom is this mark or word.
    #[inline]
    pub(crate) fn is(&self, atom: usize, word: &str) -> bool {
        let Some(atom) = self.list.get(atom) else { return word.is_empty() };
        (atom.end - atom.start) as usize == word.len()
            && &self.text.as_bytes()[atom.start as usize..atom.end as usize] == word.as_bytes()
    }

    /// Whether an atom is this word in whatever case.
    #[inline]
    pub(crate) fn says(&self, atom: usize, word: &str) -> bool {
        let Some(atom) = self.list.get(atom) else { return word.is_empty() };
        // Most are told by their length.
        (atom.end - atom.start) as usize == word.len()
            && self.text.as_bytes()[atom.start as usize..atom.end as usize]
                .eq_ignore_ascii_case(word.as_bytes())
    }

    /// Whether an atom is one of these words in whatever case.
    pub(crate) fn says_any(&self, atom: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.says(atom, word))
    }

    pub(crate) fn is_word(&self, atom: usize) -> bool {
        self.kind(atom) == Some(AtomKind::Word)
    }

    pub(crate) fn is_mark(&self, atom: usize) -> bool {
        self.kind(atom) == Some(AtomKind::Mark)
    }

    /// Whether white space, or nothing, stands before an atom; true beyond the last.
    pub(crate) fn spaced(&self, atom: usize) -> bool {
        self.list.get(atom).is_none_or(|atom| atom.spaced)
    }

    /// Whether an atom is a word that opens with a capital.
    pub(crate) fn is_capital(&self, atom: usize) -> bool {
        self.is_word(atom) && self.word(atom).starts_with(char::is_uppercase)
    }

    /// The bytes of a run of atoms; empty for an empty run.
    pub(crate) fn span(&self, atoms: Range<usize>) -> Span {
        match (self.list.get(atoms.start), atoms.end.checked_sub(1).and_then(|last| self.list.get(last))) {
            (Some(first), Some(last)) => Span::new(first.start, last.end),
            _ => Span::default(),
        }
    }

    /// The first atom that ends after a byte of the text.
    pub(crate) fn at(&self, byte: usize) -> usize {
        self.list.partition_point(|atom| atom.end as usize <= byte)
    }
}

/// The length in bytes of the run of letters (with their combining marks) at `at`.
fn letters(text: &str, at: usize) -> usize {
    let bytes = &text.as_bytes()[at..];
    let ascii = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    if bytes.get(ascii).is_none_or(u8::is_ascii) {
        return ascii;
    }
    let rest = text[at..].chars().take_while(|&c| c.is_alphabetic() || ('\u{300}'..'\u{370}').contains(&c));
    rest.map(char::len_utf8).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let atoms = Atoms::of(text, Span::of(text));
        (0..atoms.len()).map(|atom| atoms.word(atom)).collect()
    }

    #[test]
    fn words_numbers_and_marks_come_apart() {
        assert_eq!(
            cut("mid-2011, 9th at 10:30a.m."),
            ["mid", "-", "2011", ",", "9", "th", "at", "10", ":", "30", "a", ".", "m", "."]
        );
        assert_eq!(cut("“Żółć,” naïve Müller’s"), ["“", "Żółć", ",", "”", "naïve", "Müller", "’", "s"]);
        assert_eq!(cut("née\u{301}e\u{a0}x"), ["née\u{301}e", "x"]);
    }

    #[test]
    fn words_in_lower_case_are_the_same_wherever_they_stand() {
        let text = "Slowly, SLOWLY: naïvely; extraordinarilyy uncharacteristically slowly";
        let atoms = Atoms::of(text, Span::of(text));
        let words: Vec<Lower> = atoms.list.iter().map(|atom| atoms.lower(atom)).collect();
        assert_eq!([words[0], words[2], words[8]], [Lower::of("slowly"); 3]);
        assert_eq!(words[6], Lower::of("extraordinarilyy"));
        assert_eq!(words[7], Lower::of("uncharacteristically"));
        assert_eq!(words[7], Lower(0));
        assert!(words[4].ends(4, *b"ly") && !words[4].ends(8, *b"ly") && !words[6].ends(4, *b"ly"));
        assert!(!words[7].ends(4, *b"ly"));
    }

    #[test]
    fn letters_alone_are_made_small() {
        for byte in 0..=0x7F_u8 {
            let text = format!("é{}Z", char::from(byte));
            assert_eq!(Lower::of(&text), Lower::of(&text.to_ascii_lowercase()), "{byte}");
            assert_ne!(Lower::of(&text), Lower::of("éz"), "{byte}");
        }
        assert_ne!(Lower::of("@"), Lower::of("`"));
        assert_ne!(Lower::of("["), Lower::of("{"));
    }

    #[test]
    fn spans_are_bytes_of_the_whole_text() {
        let text = "— Été 2024";
        let atoms = Atoms::of(text, Span::at(4, text.len()));
        assert_eq!(atoms.span(0..2).slice(text), "Été 2024");
        assert_eq!(atoms.at(10), 1);
        assert!(atoms.span(2..2).is_empty());
    }
}
