//! Heads of lines, and bytes inside them, that give a line away.

use memchr::memchr_iter;

/// Texts in small letters that a line may begin with, whatever its case.
pub(crate) struct Heads<const N: usize> {
    heads: [&'static str; N],
    /// The first four bytes of each.
    starts: [u32; N],
    /// A bit for each first letter: most lines have another.
    firsts: u128,
}

/// Four bytes as one number, the same for small letters and capitals.
const fn start_of(bytes: [u8; 4]) -> u32 {
    u32::from_le_bytes(bytes) | 0x2020_2020
}

impl<const N: usize> Heads<N> {
    /// Every head has four bytes and more, the first of them ASCII.
    pub(crate) const fn new(heads: [&'static str; N]) -> Heads<N> {
        let (mut starts, mut firsts) = ([0; N], 0);
        let mut at = 0;
        while at < N {
            let Some(start) = heads[at].as_bytes().first_chunk() else { panic!("a head has four bytes") };
            starts[at] = start_of(*start);
            firsts |= 1 << (starts[at] as u8);
            at += 1;
        }
        Heads { heads, starts, firsts }
    }

    /// Whether a line begins with one of them.
    pub(crate) fn open(&self, line: &str) -> bool {
        let line = line.as_bytes();
        let Some(start) = line.first_chunk().map(|start| start_of(*start)) else { return false };
        let first = start as u8;
        let may = first.is_ascii() && self.firsts >> first & 1 == 1;
        may && self.starts.contains(&start) && self.has(start, line)
    }

    fn has(&self, start: u32, line: &[u8]) -> bool {
        self.starts.iter().zip(&self.heads).any(|(&other, head)| {
            other == start
                && line.get(..head.len()).is_some_and(|found| found.eq_ignore_ascii_case(head.as_bytes()))
        })
    }
}

/// Whether a line holds a word between blanks, given with them: looked for by its first letter.
pub(crate) fn holds(line: &str, word: &[u8]) -> bool {
    let line = line.as_bytes();
    let found = |at: usize| at.checked_sub(1).is_some_and(|from| line[from..].starts_with(word));
    word.get(1).is_some_and(|&letter| memchr_iter(letter, line).any(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_opens_a_line_whatever_its_case() {
        static HEADS: Heads<2> = Heads::new(["* this", "watch:"]);
        assert!(HEADS.open("WATCH: the ferry") && HEADS.open("* This line"));
        assert!(
            !HEADS.open("Watch the ferry") && !HEADS.open("wat") && !HEADS.open("’watch:") && !HEADS.open("")
        );
    }
}
