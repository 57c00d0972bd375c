use std::fmt;

use memchr::memchr_iter;
use serde::{Deserialize, Serialize};

/// Where something stands in an input: for errors and notes, never for arithmetic.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Place {
    /// Byte offset from the start of the input, from 0.
    pub offset: u64,
    /// Line, from 1; 0 in an input that has no lines (a web archive).
    pub line: u64,
    /// Column in characters, from 1.
    pub column: u64,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "byte {}", self.offset),
            line => write!(f, "line {line}, column {}", self.column),
        }
    }
}

/// The line starts of a text, for turning byte offsets into places.
///
/// ```
/// use nutgraf_text::LineIndex;
///
/// let text = "one\ntwo";
/// let place = LineIndex::new(text).place(text, 5);
/// assert_eq!((place.line, place.column), (2, 2));
/// ```
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Finds the line starts of `text`; a line ends after `\n`.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        Self { starts }
    }

    /// The place of a byte offset; one past the end or inside a character names the nearest character before it.
    pub fn place(&self, text: &str, offset: usize) -> Place {
        let offset = text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = text.get(start..offset).unwrap_or_default().chars().count() + 1;
        Place { offset: offset as u64, line: line as u64, column: column as u64 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "á\nçé!";
        let index = LineIndex::new(text);
        assert_eq!(index.place(text, 7).column, 3);
        assert_eq!(index.place(text, 0), Place { offset: 0, line: 1, column: 1 });
        assert_eq!(index.place(text, 999).line, 2);
    }
}
