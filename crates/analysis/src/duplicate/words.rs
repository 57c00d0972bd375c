//! The words of a text, read once and kept for all that is measured of it.

use nutgraf_core::Span;

use super::DuplicateText;
use super::word::for_each_word;

/// What is kept of a text that may be a copy.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Hash of every word, in order.
    pub(super) hashes: Vec<u64>,
    /// Hashes of the words with a digit.
    pub(super) figures: Vec<u64>,
    /// The passages, each with how many words end before its end.
    passages: Vec<(Span, u32)>,
}

impl Words {
    pub(super) fn of(text: &DuplicateText<'_>) -> Words {
        let mut words = Words::default();
        for &passage in &text.passages {
            for_each_word(&text.text, passage, |word| {
                words.hashes.push(word.hash);
                if word.figure {
                    words.figures.push(word.hash);
                }
            });
            words.passages.push((passage, words.hashes.len() as u32));
        }
        words.hashes.shrink_to_fit();
        words
    }

    /// Every passage with its words.
    pub(super) fn passages(&self) -> impl Iterator<Item = (Span, &[u64])> {
        let mut start = 0;
        self.passages.iter().map(move |&(span, end)| {
            let words = &self.hashes[start..end as usize];
            start = end as usize;
            (span, words)
        })
    }
}
