//! Counts of the words that stand near each other.

use std::ops::Range;

use rayon::prelude::*;

use super::{CollocationOptions, Near};
use crate::stream::{Stream, summed};
use crate::walk::{Places, Tally, Walk};

/// For each word: its occurrences, or the sentences that hold it; the cases in which it is the node; those in which
/// it is the collocate.
pub(super) struct Margins {
    pub(super) counts: Vec<u64>,
    pub(super) nodes: Vec<u64>,
    pub(super) collocates: Vec<u64>,
    pub(super) cases: u64,
}

impl Margins {
    /// Of a stream that for [`Near::Sentence`] is [`Stream::distinct`].
    pub(super) fn of(stream: &Stream, near: Near) -> Margins {
        let parts = stream.parts().into_par_iter().map(|part| Margins::of_part(stream, near, part));
        let parts: Vec<Margins> = parts.collect();
        let none = || vec![0; stream.kinds];
        let cases = parts.iter().map(|part| part.cases).sum();
        let (mut counts, mut nodes, mut collocates) = (vec![], vec![], vec![]);
        for part in parts {
            counts.push(part.counts);
            nodes.push(part.nodes);
            collocates.push(part.collocates);
        }
        let [counts, mut nodes, mut collocates] = [counts, nodes, collocates]
            .map(|parts| summed(parts, |sum, count| *sum += count).unwrap_or_else(none));
        if near == Near::Sentence {
            nodes.clone_from(&counts);
            collocates.clone_from(&counts);
        }
        Margins { counts, nodes, collocates, cases }
    }

    /// Of a part of whole sentences; of sentences the counts and the cases only.
    fn of_part(stream: &Stream, near: Near, part: Range<usize>) -> Margins {
        let mut margins = Margins {
            counts: vec![0; stream.kinds],
            nodes: vec![0; stream.kinds],
            collocates: vec![0; stream.kinds],
            cases: 0,
        };
        for sentence in stream.sentences(part) {
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
                    sentence.for_each(|at| margins.counts[stream.word(at) as usize] += 1);
                    margins.cases += 1;
                }
            }
        }
        margins
    }
}

/// Words of the widest window that is copied.
const WIDEST: usize = if cfg!(test) { 4 } else { 64 };

/// The places of some words with the wanted words near each, gathered in one walk over the stream: what is counted
/// word by word then lies close together.
#[derive(Default)]
struct Nearby {
    places: Vec<Place>,
    /// The wanted words near the first place, near the second and so on; but for wide windows.
    others: Vec<u32>,
}

struct Place {
    word: u32,
    story: u32,
    /// Where its words end among all.
    end: usize,
    /// Where it is in the stream if its window is wide. That is read when it is counted: a copy for every place of a
    /// long sentence would have the square of its words.
    wide: Option<u32>,
}

/// What is counted of a stream.
struct Wanted<'a, B> {
    stream: &'a Stream,
    margins: &'a Margins,
    /// Words before and after.
    left: usize,
    right: usize,
    /// Wanted with a word are those whose numbers are below this.
    bound: B,
    /// Fewest times together.
    least: u32,
}

impl<B: Fn(u32) -> u32> Wanted<'_, B> {
    /// Whether a word is near any other often enough.
    fn is_frequent(&self, word: u32) -> bool {
        self.margins.nodes[word as usize] >= u64::from(self.least)
    }

    /// For each stretch of a walk.
    fn gather(&self, walk: &Walk, all: &mut Vec<Nearby>) {
        all.resize_with(walk.stretches.len(), Nearby::default);
        for nearby in all.iter_mut() {
            nearby.places.clear();
            nearby.others.clear();
        }
        let mut from = 0;
        self.stream.each_within(&walk.numbers, |place, word| {
            if !self.is_frequent(word) {
                return;
            }
            let bound = (self.bound)(word);
            let nearby = &mut all[walk.stretch_of(word)];
            let window = self.stream.window(place, self.left, self.right);
            let wide = (window.len() > WIDEST).then_some(place as u32);
            if wide.is_none() {
                for at in window {
                    let other = self.stream.word(at);
                    // Pushed at all events, and kept if it is wanted: no branch could foresee which are.
                    nearby.others.push(other);
                    nearby
                        .others
                        .truncate(nearby.others.len() - usize::from(other >= bound || other == word));
                }
            }
            let story = self.stream.story_from(&mut from, place);
            nearby.places.push(Place { word, story, end: nearby.others.len(), wide });
        });
    }

    /// Counts the words near one of the gathered places.
    fn count(&self, nearby: &Nearby, at: usize, tally: &mut Tally) {
        let &Place { word, story, end, wide } = &nearby.places[at];
        let Some(place) = wide else {
            let start = at.checked_sub(1).map_or(0, |before| nearby.places[before].end);
            nearby.others[start..end].iter().for_each(|&other| tally.add(other, story));
            return;
        };
        let bound = (self.bound)(word);
        let others = self.stream.window(place as usize, self.left, self.right).map(|at| self.stream.word(at));
        others.filter(|&other| other < bound && other != word).for_each(|other| tally.add(other, story));
    }
}

/// Two words, times together, stories.
pub(super) type Pair = (u32, u32, u32, u32);

/// All pairs of some words with each other word whose number is below that of `bound`. The stream is that of the
/// margins.
pub(super) fn pairs(
    stream: &Stream,
    margins: &Margins,
    nodes: Range<u32>,
    bound: impl Fn(u32) -> u32 + Sync,
    options: &CollocationOptions,
) -> Vec<Pair> {
    let least = u32::try_from(options.min_count.max(1)).unwrap_or(u32::MAX);
    let (left, right) = match options.near {
        Near::Window { left, right } => (left, right),
        Near::Sentence => (usize::MAX, usize::MAX),
    };
    // Words go by their ranks: the last are the rarest, and not one of them is near any other often enough.
    let last = margins.collocates.iter().rposition(|&count| count >= u64::from(least));
    let end = last.map_or(0, |last| last as u32 + 1);
    let wanted = Wanted { stream, margins, left, right, bound: |word| bound(word).min(end), least };
    let places = |node| if wanted.is_frequent(node) { margins.counts[node as usize] as u32 } else { 0 };
    let count = |(tally, gathered): &mut (Tally, Vec<Nearby>), walk: &Walk| {
        wanted.gather(walk, gathered);
        let mut found: Vec<Pair> = vec![];
        for (nodes, nearby) in walk.stretches.iter().zip(gathered) {
            let numbers = nearby.places.iter().map(|place| place.word - nodes.start);
            let places = Places::of(numbers, nodes.len());
            for node in nodes.clone() {
                for &place in places.of_number(node - nodes.start) {
                    wanted.count(nearby, place as usize, tally);
                }
                let near = tally.take(least).into_iter();
                let near = near.filter(|&(_, _, stories)| u64::from(stories) >= options.min_stories);
                found.extend(near.map(|(other, together, stories)| (node, other, together, stories)));
            }
        }
        found
    };
    let walks = Walk::all(nodes.start, nodes.map(places));
    Walk::each(&walks, || (Tally::new(stream.kinds), vec![]), count).into_iter().flatten().collect()
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

    const SENTENCES: [&[u32]; 6] = [
        &[0, 1, 2, 1, 3, 0],
        &[1, 0],
        &[2],
        &[3, 3, 1, 0, 2, 1, 1],
        &[0, 4, 1, 2, 5, 3, 6, 4, 7],
        &[7, 6, 5, 4, 0, 0, 1, 8, 2, 7, 5, 9],
    ];
    const KINDS: u32 = 10;

    fn stream() -> Stream {
        Stream::from_sentences(&[&SENTENCES[..2], &SENTENCES[2..5], &SENTENCES[5..]], KINDS as usize)
    }

    /// The pairs of some nodes with all words, counted by one thread and, the same, by four.
    fn found(
        stream: &Stream,
        margins: &Margins,
        nodes: Range<u32>,
        options: &CollocationOptions,
    ) -> Vec<Pair> {
        let counted = [1, 4].map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| {
                let counts = nodes.clone().map(|node| margins.counts[node as usize] as u32);
                assert!(nodes.len() < 3 || Walk::all(nodes.start, counts).len() > 1);
                pairs(stream, margins, nodes.clone(), |_| KINDS, options)
            })
        });
        assert_eq!(counted[0], counted[1]);
        counted[0].clone()
    }

    #[test]
    fn margins_are_the_same_at_any_number_of_threads() {
        let stream = stream();
        for near in [Near::Sentence, Near::Window { left: 2, right: 1 }] {
            let counted = [1, 2, 8].map(|threads| {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
                let Margins { counts, nodes, collocates, cases } =
                    pool.install(|| Margins::of(&stream, near));
                (counts, nodes, collocates, cases)
            });
            assert!(counted[0] == counted[1] && counted[0] == counted[2]);
        }
    }

    #[test]
    fn windows_are_counted_as_one_by_one() {
        let stream = stream();
        const MAX: usize = usize::MAX;
        for (left, right) in [(1, 1), (0, 1), (2, 0), (3, 2), (5, 5), (0, 0), (MAX, MAX), (MAX, 1), (1, MAX)]
        {
            let near = Near::Window { left, right };
            let margins = Margins::of(&stream, near);
            for min_count in [1, 2, 4, 9] {
                let options = CollocationOptions { near, min_count, ..CollocationOptions::default() };
                let found = found(&stream, &margins, 0..KINDS, &options);
                for a in 0..KINDS {
                    for b in (0..KINDS).filter(|&b| b != a) {
                        let mut expected = plain(&SENTENCES, left, right, a, b);
                        expected.together = Some(expected.together).filter(|&n| n >= min_count).unwrap_or(0);
                        let pair = found.iter().find(|pair| (pair.0, pair.1) == (a, b));
                        let counted = Association {
                            together: pair.map_or(0, |pair| u64::from(pair.2)),
                            a: margins.nodes[a as usize],
                            b: margins.collocates[b as usize],
                            cases: margins.cases,
                        };
                        assert_eq!(counted, expected, "{a} {b} in {left} {right}, {min_count} times");
                    }
                }
            }
        }
    }

    #[test]
    fn sentences_are_counted_as_one_by_one() {
        let stream = stream().distinct();
        let margins = Margins::of(&stream, Near::Sentence);
        let with = |words: &[u32]| {
            SENTENCES.iter().filter(|sentence| words.iter().all(|word| sentence.contains(word))).count()
        };
        assert_eq!(margins.cases, 6);
        for word in 0..KINDS {
            assert_eq!(margins.nodes[word as usize], with(&[word]) as u64);
        }
        for nodes in [0..3, 4..7, 0..KINDS] {
            for min_count in 1..4 {
                let options =
                    CollocationOptions { near: Near::Sentence, min_count, ..CollocationOptions::default() };
                let counted = found(&stream, &margins, nodes.clone(), &options).into_iter();
                let counted: Vec<_> = counted.map(|(a, b, together, _)| (a, b, together as usize)).collect();
                let all = nodes.clone().flat_map(|a| (0..KINDS).map(move |b| (a, b, with(&[a, b]))));
                let plain = all.filter(|&(a, b, together)| a != b && together as u64 >= min_count);
                assert_eq!(counted, plain.collect::<Vec<_>>(), "{nodes:?}, {min_count} times");
            }
        }
    }

    #[test]
    fn a_long_sentence_is_not_copied_for_each_of_its_places() {
        let words: Vec<u32> = (0..500).collect();
        let stream = Stream::from_sentences(&[&[&words, &words]], 500).distinct();
        let margins = Margins::of(&stream, Near::Sentence);
        let (left, right) = (usize::MAX, usize::MAX);
        let wanted = Wanted { stream: &stream, margins: &margins, left, right, bound: |word| word, least: 2 };
        for walk in Walk::all(0, std::iter::repeat_n(2, 500)) {
            let mut gathered = vec![];
            wanted.gather(&walk, &mut gathered);
            assert!(gathered.iter().all(|nearby| nearby.others.is_empty()));
        }
        let options =
            CollocationOptions { near: Near::Sentence, min_count: 2, ..CollocationOptions::default() };
        let found = pairs(&stream, &margins, 0..500, |word| word, &options);
        let expected = (0..500).flat_map(|a| (0..a).map(move |b| (a, b, 2, 1)));
        assert!(found.into_iter().eq(expected));
    }

    #[test]
    fn sentences_count_once_and_stories_too() {
        let sentences: [&[u32]; 4] = [&[0, 1, 0, 1], &[1, 0], &[0, 2], &[0, 1]];
        let stream = Stream::from_sentences(&[&sentences[..3], &sentences[3..]], 3).distinct();
        let margins = Margins::of(&stream, Near::Sentence);
        assert_eq!((margins.cases, margins.nodes.as_slice()), (4, &[4, 3, 1][..]));
        let options =
            CollocationOptions { near: Near::Sentence, min_count: 1, ..CollocationOptions::default() };
        assert_eq!(pairs(&stream, &margins, 0..1, |_| 3, &options), [(0, 1, 3, 2), (0, 2, 1, 1)]);
    }
}
