//! Lists in few large pieces of memory. Many small ones, kept among what comes and goes with every page, leave holes
//! in which nothing else finds room.

use std::ops::Deref;
use std::sync::Arc;

/// A list that may lie in one piece of memory with others; cheap to clone.
#[derive(Clone)]
pub(crate) struct Piece<T> {
    all: Arc<[T]>,
    // Invariant: a range of `all`.
    start: u32,
    end: u32,
}

impl<T: Clone> Piece<T> {
    /// Moves lists together into memory of their own.
    pub(crate) fn join<'a>(lists: impl IntoIterator<Item = &'a mut Piece<T>>)
    where
        T: 'a,
    {
        let lists: Vec<&mut Piece<T>> = lists.into_iter().collect();
        let mut all = Vec::with_capacity(lists.iter().map(|list| list.len()).sum());
        lists.iter().for_each(|list| all.extend_from_slice(list));
        let all: Arc<[T]> = all.into();
        let mut start = 0;
        for list in lists {
            let end = start + list.len() as u32;
            *list = Piece { all: Arc::clone(&all), start, end };
            start = end;
        }
    }
}

impl<T> Piece<T> {
    /// Whether both are the same place in memory.
    pub(crate) fn is(&self, other: &Piece<T>) -> bool {
        Arc::ptr_eq(&self.all, &other.all) && self.start == other.start
    }
}

impl<T> Deref for Piece<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.all[self.start as usize..self.end as usize]
    }
}

impl<T> From<Vec<T>> for Piece<T> {
    fn from(list: Vec<T>) -> Piece<T> {
        Piece { start: 0, end: list.len() as u32, all: list.into() }
    }
}

impl<'a, T> IntoIterator for &'a Piece<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: PartialEq> PartialEq for Piece<T> {
    fn eq(&self, other: &Piece<T>) -> bool {
        **self == **other
    }
}

impl<T: Eq> Eq for Piece<T> {}

impl<T: std::fmt::Debug> std::fmt::Debug for Piece<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

/// A text that may lie in one piece of memory with others; cheap to clone.
#[derive(Clone)]
pub(crate) struct TextPiece {
    all: Arc<str>,
    // Invariant: a range of `all` between characters.
    start: u32,
    end: u32,
}

impl TextPiece {
    /// Moves texts together into memory of their own.
    pub(crate) fn join<'a>(texts: impl IntoIterator<Item = &'a mut TextPiece>) {
        let texts: Vec<&mut TextPiece> = texts.into_iter().collect();
        let all: Arc<str> = texts.iter().map(|text| &***text).collect::<String>().into();
        let mut start = 0;
        for text in texts {
            let end = start + text.len() as u32;
            *text = TextPiece { all: Arc::clone(&all), start, end };
            start = end;
        }
    }
}

impl Deref for TextPiece {
    type Target = str;

    fn deref(&self) -> &str {
        &self.all[self.start as usize..self.end as usize]
    }
}

impl From<&str> for TextPiece {
    fn from(text: &str) -> TextPiece {
        TextPiece { all: text.into(), start: 0, end: text.len() as u32 }
    }
}

impl PartialEq for TextPiece {
    fn eq(&self, other: &TextPiece) -> bool {
        **self == **other
    }
}

impl Eq for TextPiece {}

impl std::fmt::Debug for TextPiece {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(&**self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_that_lie_together_are_what_they_were() {
        let lists = [vec![1, 2], vec![], vec![3]];
        let mut pieces = lists.clone().map(Piece::from);
        // A second time from where they lie together.
        for _ in 0..2 {
            Piece::join(&mut pieces);
            assert!(pieces.iter().zip(&lists).all(|(piece, list)| **piece == **list));
        }
        let mut texts = ["é", "", "ab"].map(TextPiece::from);
        TextPiece::join(&mut texts);
        TextPiece::join(&mut texts[1..]);
        assert_eq!(texts.each_ref().map(|text| &**text), ["é", "", "ab"]);
    }
}
