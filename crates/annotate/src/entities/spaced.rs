//! Names cut at their spaces. The standard library's searches prepare for long texts, which takes longer than to look
//! through a name.

/// A name of words with single spaces between them.
pub(super) trait Spaced {
    /// Its words; of a name without spaces the name.
    fn spaced(&self) -> Words<'_>;

    /// What is before and after the first space.
    fn cut_first(&self) -> Option<(&str, &str)>;

    /// What is before and after the last space.
    fn cut_last(&self) -> Option<(&str, &str)>;

    /// Whether it has one of these characters, all ASCII.
    fn has_any(&self, marks: &[u8]) -> bool;
}

impl Spaced for str {
    #[inline]
    fn spaced(&self) -> Words<'_> {
        Words { rest: Some(self) }
    }

    #[inline]
    fn cut_first(&self) -> Option<(&str, &str)> {
        let at = self.bytes().position(|byte| byte == b' ')?;
        Some((&self[..at], &self[at + 1..]))
    }

    #[inline]
    fn cut_last(&self) -> Option<(&str, &str)> {
        let at = self.bytes().rposition(|byte| byte == b' ')?;
        Some((&self[..at], &self[at + 1..]))
    }

    #[inline]
    fn has_any(&self, marks: &[u8]) -> bool {
        self.bytes().any(|byte| marks.contains(&byte))
    }
}

/// See [`Spaced::spaced`].
#[derive(Clone)]
pub(super) struct Words<'n> {
    rest: Option<&'n str>,
}

impl<'n> Iterator for Words<'n> {
    type Item = &'n str;

    #[inline]
    fn next(&mut self) -> Option<&'n str> {
        let rest = self.rest?;
        match rest.cut_first() {
            Some((word, rest)) => {
                self.rest = Some(rest);
                Some(word)
            }
            None => self.rest.take(),
        }
    }
}

impl DoubleEndedIterator for Words<'_> {
    #[inline]
    fn next_back(&mut self) -> Option<Self::Item> {
        let rest = self.rest?;
        match rest.cut_last() {
            Some((rest, word)) => {
                self.rest = Some(rest);
                Some(word)
            }
            None => self.rest.take(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn names_are_cut_as_the_standard_library_cuts_them(name in "[ aé]{0,9}") {
            prop_assert!(name.spaced().eq(name.split(' ')));
            prop_assert!(name.spaced().rev().eq(name.rsplit(' ')));
            prop_assert_eq!(name.cut_first(), name.split_once(' '));
            prop_assert_eq!(name.cut_last(), name.rsplit_once(' '));
            prop_assert_eq!(name.has_any(b" b"), name.contains([' ', 'b']));
            let (mut own, mut known) = (name.spaced(), name.split(' '));
            prop_assert_eq!((own.next(), own.next_back()), (known.next(), known.next_back()));
            prop_assert!(own.eq(known));
        }
    }
}
