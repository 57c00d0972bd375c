/// Turns byte offsets of one text into character offsets, and back.
///
/// An ASCII text costs nothing; another one a table entry per 64 bytes.
///
/// ```
/// use nutgraf_text::CharIndex;
///
/// let index = CharIndex::new("né à");
/// assert_eq!(index.chars("né à", 3), 2);
/// assert_eq!(index.bytes("né à", 3), 4);
/// ```
#[derive(Clone, Debug)]
pub struct CharIndex {
    /// Characters before byte `64 * i`; empty for an ASCII text.
    before: Vec<u32>,
}

const STEP: usize = 64;

fn starts_char(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

impl CharIndex {
    /// Builds the index of `text`.
    pub fn new(text: &str) -> Self {
        let mut before = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for chunk in text.as_bytes().chunks(STEP) {
                before.push(count);
                count += chunk.iter().filter(|&&byte| starts_char(byte)).count() as u32;
            }
        }
        Self { before }
    }

    /// Characters before byte offset `at` of the `text` the index was built from.
    pub fn chars(&self, text: &str, at: usize) -> usize {
        let at = at.min(text.len());
        let step = at / STEP;
        match self.before.get(step.min(self.before.len().saturating_sub(1))) {
            None => at,
            Some(&count) => {
                let from = step.min(self.before.len() - 1) * STEP;
                let rest = text.as_bytes()[from..at].iter().filter(|&&byte| starts_char(byte)).count();
                count as usize + rest
            }
        }
    }

    /// Byte offset of character `at`; the text's length when it has no such character.
    pub fn bytes(&self, text: &str, at: usize) -> usize {
        if self.before.is_empty() {
            return at.min(text.len());
        }
        let step = self.before.partition_point(|&count| (count as usize) <= at).saturating_sub(1);
        let mut left = at - self.before[step] as usize;
        for (offset, &byte) in text.as_bytes().iter().enumerate().skip(step * STEP) {
            if starts_char(byte) {
                if left == 0 {
                    return offset;
                }
                left -= 1;
            }
        }
        text.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_counting() {
        let text = "Größe — 台灣國際造船 und mehr ".repeat(9);
        let index = CharIndex::new(&text);
        for (n, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(index.chars(&text, at), n);
            assert_eq!(index.bytes(&text, n), at);
        }
        assert_eq!(index.chars(&text, text.len()), text.chars().count());
        assert_eq!(index.bytes(&text, 1_000_000), text.len());
    }

    #[test]
    fn an_ascii_text_needs_no_table() {
        let index = CharIndex::new("plain");
        assert_eq!(index.chars("plain", 3), 3);
        assert_eq!(index.bytes("plain", 9), 5);
    }
}
