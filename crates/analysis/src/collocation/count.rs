//! Counts of the words that stand near each other.

use rayon::prelude::*;

use super::{CollocationOptions, Near};
use crate::stream::{Places, Stream, Tally};

/// Words whose neighbours one task counts.
const CHUNK: usize = 512;

/// For each word: its occurrences, or the sentences that hold it; the cases in which it is the node; those in which it is the collocate.
pub(super) struct Margins {
    pub(super) counts: Vec<u64>,
    pub(super) nodes: Vec<u64>,
    pub(super) collocates: Vec<u64>,
    pub(super) cases: u64,
}

impl Margins {
    pub(super) fn of(stream: &Stream, near: Near) -> Margins {
        let mut margins = Margins {
            counts: vec![0; stream.kinds],
            nodes: vec![0; stream.kinds],
            collocates: vec![0; stream.kinds],
            cases: 0,
        };
        let mut words = vec![];
        for sentence in stream.sentences() {
            match near {
                Near::Window { left, right } => {
                    for at in sentence.clone() {
                        let word = stream.word(at) as usize;
                        let (before, behind) = (at - sentence.start, sentence.end - at - 1);
                        let window = (before.min(left) + behind.min(right)) as u64;
                        margins.counts[word] += 1;
                        margins.nodes[word] += window;
                        margins.collocates[word] += (before.min(right) + behind.min(left)) as u64;
                        margins.cases += window;
                    }
                }
                Near::Sentence => {
                    words.clear();
                    words.extend(sentence.map(|at| stream.word(at)));
                    words.sort_unstable();
                    words.dedup();
                    words.iter().for_each(|&word| margins.counts[word as usize] += 1);
                    margins.cases += 1;
                }
            }
        }
        if near == Near::Sentence {
            margins.nodes.clone_from(&margins.counts);
            margins.collocates.clone_from(&margins.counts);
        }
        margins
    }
}

/// Counts every wanted word near the places of a node. A sentence that holds a word twice has it once.
fn count_near(
    stream: &Stream,
    places: &[u32],
    near: Near,
    is_wanted: impl Fn(u32) -> bool,
    tally: &mut Tally,
    sentence: &mut Vec<u32>,
) {
    let mut add = |word: u32, story: u32| {
        if is_wanted(word) {
            tally.add(word, story);
        }
    };
    let (mut story, mut last_sentence) = (0, None);
    for &place in places {
        let place = place as usize;
        let number = stream.story_from(&mut story, place);
        match near {
            Near::Window { left, right } => {
                let mut at = place;
                for _ in 0..left {
                    if stream.is_first(at) {
                        break;
                    }
                    at -= 1;
                    add(stream.word(at), number);
                }
                for at in place + 1..(place + 1 + right).min(stream.len()) {
                    if stream.is_first(at) {
                        break;
                    }
                    add(stream.word(at), number);
                }
            }
            Near::Sentence => {
                let mut start = place;
                while !stream.is_first(start) {
                    start -= 1;
                }
                if last_sentence.replace(start) == Some(start) {
                    continue;
                }
                sentence.clear();
                sentence.push(stream.word(start));
                let rest = (start + 1..stream.len()).take_while(|&at| !stream.is_first(at));
                sentence.extend(rest.map(|at| stream.word(at)));
                sentence.sort_unstable();
                sentence.dedup();
                sentence.iter().for_each(|&word| add(word, number));
            }
        }
    }
}

/// Two words, times together, stories.
pub(super) type Pair = (u32, u32, u32, u32);

/// All pairs of the chosen nodes with chosen collocates. A word with itself is no pair.
pub(super) fn pairs(
    stream: &Stream,
    margins: &Margins,
    nodes: &[u32],
    is_collocate: &(impl Fn(u32, u32) -> bool + Sync),
    options: &CollocationOptions,
) -> Vec<Pair> {
    let places = Places::of((0..stream.len()).map(|at| stream.word(at)), stream.kinds);
    let least = options.min_count.max(1);
    // Nodes that stand far apart: those with most places are neighbours.
    let tasks = nodes.len().div_ceil(CHUNK);
    let chunks: Vec<Vec<Pair>> = (0..tasks)
        .into_par_iter()
        .map_init(
            || (Tally::new(stream.kinds), vec![]),
            |(tally, sentence), task| {
                let mut found = vec![];
                for &node in nodes.iter().skip(task).step_by(tasks) {
                    if margins.nodes[node as usize] < least {
                        continue;
                    }
                    let is_wanted = |other: u32| other != node && is_collocate(node, other);
                    count_near(stream, places.of_number(node), options.near, is_wanted, tally, sentence);
                    let near = tally.take(u32::try_from(least).unwrap_or(u32::MAX)).into_iter();
                    let near = near.filter(|&(_, _, stories)| u64::from(stories) >= options.min_stories);
                    found.extend(near.map(|(other, together, stories)| (node, other, together, stories)));
                }
                found
            },
        )
        .collect();
    chunks.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Association;

    /// Every pair of a word and a word in its window, one by one.
    fn plain(sentences: &[&[u32]], left: usize, right: usize, a: u32, b: u32) -> Association {
        let mut found = Association { together: 0, a: 0, b: 0, cases: 0 };
        for sentence in sentences {
            for (i, &x) in sentence.iter().enumerate() {
                for (j, &y) in sentence.iter().enumerate() {
                    if (j < i && i - j <= left) || (j > i && j - i <= right) {
                        found.cases += 1;
                        found.a += u64::from(x == a);
                        found.b += u64::from(y == b);
                        found.together += u64::from(x == a && y == b);
                    }
                }
            }
        }
        found
    }

    #[test]
    fn windows_are_counted_as_one_by_one() {
        let sentences: [&[u32]; 4] = [&[0, 1, 2, 1, 3, 0], &[1, 0], &[2], &[3, 3, 1, 0, 2, 1, 1]];
        let stream = Stream::from_sentences(&[&sentences[..2], &sentences[2..]], 4);
        for (left, right) in [(1, 1), (0, 1), (2, 0), (3, 2), (5, 5), (0, 0)] {
            let near = Near::Window { left, right };
            let margins = Margins::of(&stream, near);
            let options = CollocationOptions { near, min_count: 1, ..CollocationOptions::default() };
            let found = pairs(&stream, &margins, &[0, 1, 2, 3], &|_, _| true, &options);
            for a in 0..4 {
                for b in (0..4).filter(|&b| b != a) {
                    let expected = plain(&sentences, left, right, a, b);
                    let pair = found.iter().find(|pair| (pair.0, pair.1) == (a, b));
                    let counted = Association {
                        together: pair.map_or(0, |pair| u64::from(pair.2)),
                        a: margins.nodes[a as usize],
                        b: margins.collocates[b as usize],
                        cases: margins.cases,
                    };
                    assert_eq!(counted, expected, "{a} {b} in {left} {right}");
                }
            }
        }
    }

    #[test]
    fn sentences_count_once_and_stories_too() {
        let sentences: [&[u32]; 4] = [&[0, 1, 0, 1], &[1, 0], &[0, 2], &[0, 1]];
        let stream = Stream::from_sentences(&[&sentences[..3], &sentences[3..]], 3);
        let margins = Margins::of(&stream, Near::Sentence);
        assert_eq!((margins.cases, margins.nodes.as_slice()), (4, &[4, 3, 1][..]));
        let options =
            CollocationOptions { near: Near::Sentence, min_count: 1, ..CollocationOptions::default() };
        let found = pairs(&stream, &margins, &[0], &|_, _| true, &options);
        assert_eq!(found, [(0, 1, 3, 2), (0, 2, 1, 1)]);
    }
}
