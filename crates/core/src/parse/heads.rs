//! Heads of lines that give a line away.

/// Texts in small letters that a line may begin with, whatever its case.
pub(crate) struct Heads {
    heads: &'static [&'static str],
    /// A bit for each first letter: most lines have another.
    firsts: u128,
}

impl Heads {
    /// Every head begins with an ASCII character.
    pub(crate) const fn new(heads: &'static [&'static str]) -> Heads {
        let mut firsts = 0;
        let mut at = 0;
        while at < heads.len() {
            firsts |= 1 << heads[at].as_bytes()[0];
            at += 1;
        }
        Heads { heads, firsts }
    }

    /// Whether a line begins with one of them.
    pub(crate) fn open(&self, line: &str) -> bool {
        let line = line.as_bytes();
        let Some(first) = line.first().filter(|first| first.is_ascii()).map(u8::to_ascii_lowercase) else {
            return false;
        };
        self.firsts >> first & 1 == 1
            && self.heads.iter().map(|head| head.as_bytes()).any(|head| {
                // Byte by byte: most heads differ in the first or second.
                head[0] == first
                    && line.len() >= head.len()
                    && line.iter().zip(head).all(|(byte, other)| byte.to_ascii_lowercase() == *other)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_opens_a_line_whatever_its_case() {
        static HEADS: Heads = Heads::new(&["* this", "watch:"]);
        assert!(HEADS.open("WATCH: the ferry") && HEADS.open("* This line"));
        assert!(
            !HEADS.open("Watch the ferry") && !HEADS.open("wat") && !HEADS.open("’watch:") && !HEADS.open("")
        );
    }
}
