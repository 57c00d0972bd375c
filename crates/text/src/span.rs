use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser::SerializeTuple};

/// A half-open range `start..end` of **byte** offsets into a UTF-8 text; serialised as `[start, end]`.
///
/// ```
/// use nutgraf_text::Span;
///
/// let span = Span::new(4, 9);
/// assert_eq!(span.slice("The ferry sank"), "ferry");
/// assert_eq!(format!("{span:?}"), "4..9");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    // Invariant: start <= end.
    start: u32,
    end: u32,
}

impl Span {
    /// The span `start..end`; an `end` before `start` gives the empty span at `start`.
    #[inline]
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The span `start..end` from `usize` offsets. Texts are bounded far below 4 GiB by the readers; an offset
    /// beyond `u32::MAX` is clamped to it.
    #[inline]
    pub fn at(start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self::new(clamp(start), clamp(end))
    }

    /// The span of a whole text.
    pub fn of(text: &str) -> Self {
        Self::at(0, text.len())
    }

    /// The first byte.
    #[inline]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    #[inline]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    #[inline]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds no byte.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies inside (equal borders count).
    #[inline]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    #[inline]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn hull(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same span `by` bytes further on.
    #[must_use]
    pub fn shifted(self, by: usize) -> Span {
        Span::at(self.start() + by, self.end() + by)
    }

    /// As a `usize` range.
    #[inline]
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The part of `text` it covers; empty when the span does not fit the text (see [`Span::fits`]).
    #[inline]
    pub fn slice(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Whether the span lies inside `text` with both borders between characters.
    pub fn fits(self, text: &str) -> bool {
        text.get(self.range()).is_some()
    }

    /// Without the white space at its ends.
    #[must_use]
    pub fn trim(self, text: &str) -> Span {
        let inside = self.slice(text);
        let is_mark = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
        // Most lines begin and end with a letter or a mark.
        if is_mark(inside.as_bytes().first()) && is_mark(inside.as_bytes().last()) {
            return self;
        }
        let left = inside.len() - inside.trim_start().len();
        let kept = inside.trim().len();
        Span::at(self.start() + left, self.start() + left + kept)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut pair = serializer.serialize_tuple(2)?;
        pair.serialize_element(&self.start)?;
        pair.serialize_element(&self.end)?;
        pair.end()
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (start, end) = <(u32, u32)>::deserialize(deserializer)?;
        if end < start {
            return Err(de::Error::custom(format_args!("span ends before it starts: [{start}, {end}]")));
        }
        Ok(Self { start, end })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_before_the_start_is_empty() {
        assert!(Span::new(5, 2).is_empty());
    }

    #[test]
    fn slice_outside_the_text_is_empty_and_does_not_fit() {
        assert_eq!(Span::new(2, 90).slice("abc"), "");
        assert!(!Span::new(1, 2).fits("é"));
        assert!(Span::new(0, 2).fits("é"));
    }

    #[test]
    fn trim_keeps_byte_offsets() {
        assert_eq!(Span::new(0, 9).trim(" \u{a0}été "), Span::new(3, 8));
        assert!(Span::new(0, 2).trim("  ").is_empty());
    }
}
