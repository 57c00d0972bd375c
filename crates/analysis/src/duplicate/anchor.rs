//! Anchors: the few shingles of a text by which others that share a passage with it are found.

use super::DuplicateText;
use super::word::{for_each_word, mix};

/// Words of an anchor's shingle.
const WORDS: usize = 5;
/// Shingles of a window, of which the least is an anchor, in all but short texts.
const WINDOW: usize = 16;

/// What is kept of a text while candidates are looked for.
#[derive(Debug, Default)]
pub(super) struct Sketch {
    /// Words of the text.
    pub(super) words: u32,
    /// Hash of all its words in order: equal for texts of the same words.
    pub(super) whole: u64,
    /// Anchors, sorted, each once.
    pub(super) anchors: Box<[u64]>,
}

/// Winnows a text (Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting", 2003):
/// the shingle of least hash of every window of 16 shingles, of fewer in a text of less than 128. Two texts that share
/// a passage of 20 words share an anchor, whatever stands around it.
pub(super) fn sketch(text: &DuplicateText<'_>) -> Sketch {
    let mut hashes = Vec::with_capacity(text.text.len() / 5);
    for &passage in &text.passages {
        for_each_word(&text.text, passage, |word| hashes.push(word.hash));
    }
    let whole = hashes.iter().fold(hashes.len() as u64, |sum, &hash| mix(sum.rotate_left(7) ^ hash));
    let words = hashes.len() as u32;
    if hashes.is_empty() {
        return Sketch { words, whole, anchors: Box::default() };
    }
    // The shingles take the place of the words they begin with.
    let count = hashes.len().saturating_sub(WORDS - 1).max(1);
    for at in 0..count {
        let end = (at + WORDS).min(hashes.len());
        let sum = hashes[at..end]
            .iter()
            .fold(0u64, |sum, &hash| (sum.rotate_left(23) ^ hash).wrapping_mul(MULTIPLIER));
        hashes[at] = mix(sum);
    }
    hashes.truncate(count);
    let window = (count / 8).clamp(1, WINDOW);
    let mut anchors = Vec::with_capacity(2 * count / window + 1);
    let mut least = usize::MAX;
    for end in window..=count {
        let start = end - window;
        // The last of equals, so that a run of equal shingles moves on as late as can be.
        if least == usize::MAX || least < start {
            least = start;
            for at in start + 1..end {
                if hashes[at] <= hashes[least] {
                    least = at;
                }
            }
            anchors.push(hashes[least]);
        } else if hashes[end - 1] <= hashes[least] {
            least = end - 1;
            anchors.push(hashes[least]);
        }
    }
    anchors.sort_unstable();
    anchors.dedup();
    Sketch { words, whole, anchors: anchors.into() }
}

const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn anchors(words: &[u32]) -> Box<[u64]> {
        let text: Vec<String> = words.iter().map(|word| format!("w{word}")).collect();
        let text = text.join(" ");
        sketch(&DuplicateText::plain("", &text)).anchors
    }

    proptest! {
        #[test]
        fn a_shared_passage_of_twenty_words_shares_an_anchor(
            passage in prop::collection::vec(0..50u32, 20..60),
            head in prop::collection::vec(100..200u32, 0..300),
            tail in prop::collection::vec(200..300u32, 0..300),
            other in prop::collection::vec(300..400u32, 0..200),
        ) {
            let one = anchors(&[&head[..], &passage, &tail].concat());
            let two = anchors(&[&passage[..], &other].concat());
            prop_assert!(one.iter().any(|anchor| two.contains(anchor)));
        }
    }

    #[test]
    fn same_words_same_whole() {
        let whole = |text: &str| sketch(&DuplicateText::plain("", text)).whole;
        assert_eq!(whole("The ferry sank."), whole("the FERRY\nsank"));
        assert_ne!(whole("The ferry sank."), whole("ferry the sank"));
        assert_ne!(whole("sank"), whole("sank sank"));
    }
}
