//! Counts of the words that stand near each other.

use std::ops::Range;

use rayon::prelude::*;

use super::{CollocationOptions, Near};
use crate::stream::Stream;
use crate::walk::{Places, Tally, Walk};

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

/// The places of some words with the wanted words near each, gathered in one walk over the stream: what is counted
/// word by word then lies close together.
#[derive(Default)]
struct Nearby {
    places: Vec<Place>,
    /// The wanted words near the first place, near the second and so on.
    others: Vec<u32>,
}

struct Place {
    word: u32,
    story: u32,
    /// Where its words end among all.
    end: usize,
}

impl Nearby {
    /// For each stretch of a walk. Wanted are numbers below that of `bound`, but for the word itself.
    fn gather(stream: &Stream, near: Near, walk: &Walk, bound: impl Fn(u32) -> u32, all: &mut Vec<Nearby>) {
        all.resize_with(walk.stretches.len(), Nearby::default);
        for nearby in all.iter_mut() {
            nearby.places.clear();
            nearby.others.clear();
        }
        let (mut from, mut sentence, mut last) = (0, vec![], None);
        stream.each_within(&walk.numbers, |place, word| {
            let bound = bound(word);
            let nearby = &mut all[walk.stretch_of(word)];
            let others = &mut nearby.others;
            let mut add = |other: u32| {
                // Pushed at all events, and kept if it is wanted: no branch could foresee which are.
                others.push(other);
                others.truncate(others.len() - usize::from(other >= bound || other == word));
            };
            match near {
                Near::Window { left, right } => {
                    let mut at = place;
                    for _ in 0..left {
                        if stream.is_first(at) {
                            break;
                        }
                        at -= 1;
                        add(stream.word(at));
                    }
                    for at in place + 1..(place + 1 + right).min(stream.len()) {
                        if stream.is_first(at) {
                            break;
                        }
                        add(stream.word(at));
                    }
                }
                Near::Sentence => {
                    let mut start = place;
                    while !stream.is_first(start) {
                        start -= 1;
                        // A sentence that holds a word twice has it once.
                        if stream.word(start) == word {
                            return;
                        }
                    }
                    if last.replace(start) != Some(start) {
                        sentence.clear();
                        sentence.push(stream.word(start));
                        let rest = (start + 1..stream.len()).take_while(|&at| !stream.is_first(at));
                        sentence.extend(rest.map(|at| stream.word(at)));
                        sentence.sort_unstable();
                        sentence.dedup();
                    }
                    sentence.iter().for_each(|&other| add(other));
                }
            }
            let story = stream.story_from(&mut from, place);
            nearby.places.push(Place { word, story, end: nearby.others.len() });
        });
    }

    /// The words near a place.
    fn others(&self, place: usize) -> &[u32] {
        let start = place.checked_sub(1).map_or(0, |before| self.places[before].end);
        &self.others[start..self.places[place].end]
    }
}

/// Two words, times together, stories.
pub(super) type Pair = (u32, u32, u32, u32);

/// All pairs of some words with each other word whose number is below that of `bound`.
pub(super) fn pairs(
    stream: &Stream,
    margins: &Margins,
    nodes: Range<u32>,
    bound: &(impl Fn(u32) -> u32 + Sync),
    options: &CollocationOptions,
) -> Vec<Pair> {
    let least = u32::try_from(options.min_count.max(1)).unwrap_or(u32::MAX);
    let counts = margins.counts[nodes.start as usize..nodes.end as usize].iter();
    let found: Vec<Vec<Pair>> = Walk::all(nodes.start, counts.map(|&count| count as u32))
        .into_par_iter()
        .map_init(
            || (Tally::new(stream.kinds), vec![]),
            |(tally, gathered), walk| {
                Nearby::gather(stream, options.near, &walk, bound, gathered);
                let mut found = vec![];
                for (nodes, nearby) in walk.stretches.iter().zip(gathered) {
                    let numbers = nearby.places.iter().map(|place| place.word - nodes.start);
                    let places = Places::of(numbers, nodes.len());
                    for node in nodes.clone() {
                        for &place in places.of_number(node - nodes.start) {
                            let story = nearby.places[place as usize].story;
                            nearby.others(place as usize).iter().for_each(|&other| tally.add(other, story));
                        }
                        let near = tally.take(least).into_iter();
                        let near = near.filter(|&(_, _, stories)| u64::from(stories) >= options.min_stories);
                        found.extend(near.map(|(other, together, stories)| (node, other, together, stories)));
                    }
                }
                found
            },
        )
        .collect();
    found.into_iter().flatten().collect()
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
            let found = pairs(&stream, &margins, 0..4, &|_| 4, &options);
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
        let found = pairs(&stream, &margins, 0..1, &|_| 3, &options);
        assert_eq!(found, [(0, 1, 3, 2), (0, 2, 1, 1)]);
    }
}
