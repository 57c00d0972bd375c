//! Runs of words and how often they come.

use std::ops::Range;

use rayon::prelude::*;

use crate::Association;
use crate::stream::Stream;
use crate::walk::{Places, Tally, Walk};

/// Words of the longest phrase.
pub(super) const LONGEST: usize = 4;

/// Places that one task looks at, at least.
const PLACES: usize = if cfg!(test) { 3 } else { 1 << 14 };

/// Places that are put in order together: their numbers stay near the processor.
const BLOCK: u32 = if cfg!(test) { 4 } else { 1 << 15 };

/// No number of a run.
pub(super) const NONE: u32 = u32::MAX;

/// A run of words that is frequent enough.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Gram {
    /// All but its last word, and all but its first: numbers of the level below. A word is its own parts.
    head: u32,
    tail: u32,
    pub(super) count: u32,
    pub(super) stories: u32,
}

/// All frequent runs of one length.
#[derive(Default)]
pub(super) struct Level {
    pub(super) grams: Vec<Gram>,
    /// Where they stand, in order; of single words it is known from the stream.
    pub(super) runs: Vec<Run>,
}

/// A frequent run at a place.
#[derive(Clone, Copy)]
pub(super) struct Run {
    pub(super) place: u32,
    pub(super) number: u32,
}

/// A place at which a run begins that is one longer: its head, and its tail, the run that begins a word later.
struct Step {
    head: u32,
    tail: u32,
    place: u32,
    story: u32,
}

/// Room to count walks in, one after the other.
struct Room {
    tally: Tally,
    /// The number of the run with each tail, or [`NONE`].
    number_of: Vec<u32>,
    /// The steps of each stretch of a walk.
    gathered: Vec<Vec<Step>>,
}

impl Room {
    /// For heads and tails below `kinds`.
    fn new(kinds: usize) -> Room {
        Room { tally: Tally::new(kinds), number_of: vec![NONE; kinds], gathered: vec![] }
    }

    /// Adds the runs of a stretch of heads that come at least so often.
    fn count(&mut self, stretch: usize, heads: &Range<u32>, least: u32, level: &mut Level) {
        let steps = &self.gathered[stretch];
        let places = Places::of(steps.iter().map(|step| step.head - heads.start), heads.len());
        for head in heads.clone() {
            let same = || places.of_number(head - heads.start).iter().map(|&step| &steps[step as usize]);
            if same().len() < least as usize {
                continue;
            }
            same().for_each(|step| self.tally.add(step.tail, step.story));
            let first = level.grams.len();
            for (tail, count, stories) in self.tally.take(least) {
                self.number_of[tail as usize] = level.grams.len() as u32;
                level.grams.push(Gram { head, tail, count, stories });
            }
            if first < level.grams.len() {
                let runs =
                    same().map(|step| Run { place: step.place, number: self.number_of[step.tail as usize] });
                level.runs.extend(runs.filter(|run| run.number != NONE));
            }
            for gram in &level.grams[first..] {
                self.number_of[gram.tail as usize] = NONE;
            }
        }
    }
}

/// Runs by the block of their places, so many places in all.
fn by_block(runs: &[Run], places: usize) -> Vec<Run> {
    let blocks = places as u32 / BLOCK + 1;
    let of_block = Places::of(runs.iter().map(|run| run.place / BLOCK), blocks as usize);
    let order = (0..blocks).flat_map(|block| of_block.of_number(block));
    order.map(|&at| runs[at as usize]).collect()
}

/// The runs of all parts in order of their places, of which no two have one. Each part has its own by block, and numbers
/// from where it starts.
fn in_order(parts: &[Level], starts: &[u32], places: usize) -> Vec<Run> {
    let of_block = |part: &Level, block: u32| {
        let before = |block| part.runs.partition_point(|run| run.place / BLOCK < block);
        before(block)..before(block + 1)
    };
    let all: usize = parts.iter().map(|part| part.runs.len()).sum();
    let none = |_| Run { place: 0, number: NONE };
    let mut runs: Vec<Run> = (0..all).into_par_iter().with_min_len(PLACES).map(none).collect();
    let (mut rest, mut tasks) = (&mut runs[..], vec![]);
    for block in 0..=places as u32 / BLOCK {
        let ranges: Vec<Range<usize>> = parts.iter().map(|part| of_block(part, block)).collect();
        let (room, behind) = rest.split_at_mut(ranges.iter().map(ExactSizeIterator::len).sum());
        tasks.push((block * BLOCK, ranges, room));
        rest = behind;
    }
    let fill = |number_at: &mut Vec<u32>, (first, ranges, room): (u32, Vec<Range<usize>>, &mut [Run])| {
        number_at.clear();
        number_at.resize(BLOCK as usize, NONE);
        for ((part, range), start) in parts.iter().zip(ranges).zip(starts) {
            for run in &part.runs[range] {
                number_at[(run.place - first) as usize] = start + run.number;
            }
        }
        let mut filled = 0;
        for (place, &number) in (first..).zip(number_at.iter()) {
            // Written at all events, and kept if it is one: no branch could foresee which are.
            if let Some(run) = room.get_mut(filled) {
                *run = Run { place, number };
            }
            filled += usize::from(number != NONE);
        }
    };
    tasks.into_par_iter().for_each_init(Vec::new, fill);
    runs
}

impl Level {
    /// Of steps those that come at least so often. `most` says for each number that a head or tail may have how many
    /// steps have it for their head, at most; `each` calls with the place, head and tail of every step of a range of
    /// heads.
    fn of(
        stream: &Stream,
        most: &[u32],
        least: u32,
        each: impl Fn(&Range<u32>, &mut dyn FnMut(usize, u32, u32)) + Sync,
    ) -> Level {
        let count = |room: &mut Room, walk: &Walk| {
            room.gathered.resize_with(walk.stretches.len(), Vec::new);
            room.gathered.iter_mut().for_each(Vec::clear);
            let mut from = 0;
            each(&walk.numbers, &mut |place, head, tail| {
                let story = stream.story_from(&mut from, place);
                room.gathered[walk.stretch_of(head)].push(Step { head, tail, place: place as u32, story });
            });
            let mut level = Level::default();
            for (stretch, heads) in walk.stretches.iter().enumerate() {
                room.count(stretch, heads, least, &mut level);
            }
            level.runs = by_block(&level.runs, stream.len());
            level
        };
        let walks = Walk::all(0, most.iter().copied());
        let parts = Walk::each(&walks, || Room::new(most.len()), count);
        let starts = parts.iter().scan(0, |before, part| {
            let start = *before;
            *before += part.grams.len() as u32;
            Some(start)
        });
        let starts: Vec<u32> = starts.collect();
        let runs = in_order(&parts, &starts, stream.len());
        Level { grams: parts.into_iter().flat_map(|part| part.grams).collect(), runs }
    }

    /// Single words.
    fn first(stream: &Stream) -> Level {
        let gram = |(word, count)| Gram { head: word, tail: word, count, stories: 0 };
        Level { grams: (0..).zip(stream.counts()).map(gram).collect(), runs: vec![] }
    }

    /// Runs of two words.
    fn second(&self, stream: &Stream, least: u32) -> Level {
        let frequent = |gram: &Gram| if gram.count >= least { gram.count } else { 0 };
        let most: Vec<u32> = self.grams.iter().map(frequent).collect();
        let is_frequent: Vec<bool> = most.iter().map(|&count| count > 0).collect();
        Level::of(stream, &most, least, |heads, each| {
            stream.each_within(heads, |place, head| {
                if place + 1 < stream.len() && stream.is_joined(place + 1) {
                    let tail = stream.word(place + 1);
                    if is_frequent[head as usize] && is_frequent[tail as usize] {
                        each(place, head, tail);
                    }
                }
            });
        })
    }

    /// Runs that are one word longer, of the places that are asked for. A run is frequent only when both its parts
    /// are, so nothing is lost.
    fn longer(&self, stream: &Stream, least: u32, is_asked: impl Fn(usize) -> bool + Sync) -> Level {
        let next = |pair: &[Run]| {
            let is_next = pair[1].place == pair[0].place + 1 && is_asked(pair[0].place as usize);
            is_next.then_some((pair[0].number, pair[1].number, pair[0].place))
        };
        // Looked for once, and not again for each walk.
        let of_part = |first: usize| {
            let part = &self.runs[first..self.runs.len().min(first + PLACES + 1)];
            part.windows(2).filter_map(next).collect()
        };
        let parts = (0..self.runs.len()).into_par_iter().step_by(PLACES);
        let steps: Vec<Vec<(u32, u32, u32)>> = parts.map(of_part).collect();
        let mut counts = vec![0; self.grams.len()];
        steps.iter().flatten().for_each(|&(head, ..)| counts[head as usize] += 1);
        Level::of(stream, &counts, least, |heads, each| {
            for &(head, tail, place) in steps.iter().flatten().filter(|(head, ..)| heads.contains(head)) {
                each(place as usize, head, tail);
            }
        })
    }
}

/// The frequent runs of one to four words.
pub(super) struct Levels {
    pub(super) levels: Vec<Level>,
    pub(super) words: u64,
}

impl Levels {
    /// Of runs of four words, those that begin and end with an edge; of three, those that do one of the two, and so may
    /// be a part of one that does both; and all of two.
    pub(super) fn of(stream: &Stream, least: u32, is_edge: impl Fn(u32) -> bool + Sync) -> Levels {
        let is_edge = |at: usize| at < stream.len() && is_edge(stream.word(at));
        let first = Level::first(stream);
        let second = first.second(stream, least);
        let third = second.longer(stream, least, |at| is_edge(at) || is_edge(at + 2));
        let fourth = third.longer(stream, least, |at| is_edge(at) && is_edge(at + LONGEST - 1));
        let levels = vec![first, second, third, fourth];
        Levels { levels, words: stream.len() as u64 }
    }

    /// The run of this length and number.
    pub(super) fn gram(&self, length: usize, number: u32) -> &Gram {
        &self.levels[length - 1].grams[number as usize]
    }

    /// The words of a run, each the last of a head.
    pub(super) fn words(&self, length: usize, number: u32) -> Vec<u32> {
        if length == 1 {
            return vec![number];
        }
        let gram = self.gram(length, number);
        let mut words = self.words(length - 1, gram.head);
        let (mut length, mut tail) = (length - 1, gram.tail);
        while length > 1 {
            tail = self.gram(length, tail).tail;
            length -= 1;
        }
        words.push(tail);
        words
    }

    /// NPMI and log-likelihood at the weakest joint: the least over all ways to cut the run in two.
    pub(super) fn cohesion(&self, length: usize, number: u32) -> (f64, f64) {
        let gram = self.gram(length, number);
        let (mut heads, mut tails) = (vec![gram.head], vec![gram.tail]);
        for level in (2..length).rev() {
            heads.push(self.gram(level, heads[heads.len() - 1]).head);
            tails.push(self.gram(level, tails[tails.len() - 1]).tail);
        }
        let (mut npmi, mut log_likelihood) = (f64::INFINITY, f64::INFINITY);
        for cut in 1..length {
            // The first `cut` words, and the others.
            let head = self.gram(cut, heads[length - 1 - cut]);
            let tail = self.gram(length - cut, tails[cut - 1]);
            let joint = Association {
                together: u64::from(gram.count),
                a: u64::from(head.count),
                b: u64::from(tail.count),
                cases: self.words,
            };
            npmi = npmi.min(joint.npmi());
            log_likelihood = log_likelihood.min(joint.log_likelihood());
        }
        (npmi, log_likelihood)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every run of this many words and its count, from the sentences themselves.
    fn plain(sentences: &[&[u32]], length: usize, least: u32) -> Vec<(Vec<u32>, u32)> {
        let mut runs: Vec<Vec<u32>> =
            sentences.iter().flat_map(|sentence| sentence.windows(length).map(<[u32]>::to_vec)).collect();
        runs.sort_unstable();
        let counted = runs.chunk_by(|a, b| a == b).map(|same| (same[0].clone(), same.len() as u32));
        counted.filter(|&(_, count)| count >= least).collect()
    }

    #[test]
    fn runs_are_counted_as_one_by_one() {
        let sentences: [&[u32]; 5] =
            [&[0, 1, 2, 3, 0, 1, 2], &[0, 1, 2, 3], &[1, 1, 1, 1, 1], &[2], &[3, 0, 1, 2, 3, 0, 1, 1]];
        let stream = Stream::from_sentences(&[&sentences[..2], &sentences[2..]], 4);
        for least in 1..4 {
            let levels = Levels::of(&stream, least, |_| true);
            for length in 2..=LONGEST {
                let grams = &levels.levels[length - 1].grams;
                let mut found: Vec<(Vec<u32>, u32)> = (0..grams.len() as u32)
                    .map(|number| (levels.words(length, number), grams[number as usize].count))
                    .collect();
                found.sort_unstable();
                assert_eq!(found, plain(&sentences, length, least), "{length} words, {least} times");
            }
        }
    }

    #[test]
    fn runs_are_the_same_at_any_number_of_threads() {
        let words: Vec<u32> = (0..200).map(|at| at * at % 7 % 5).collect();
        let sentences: Vec<&[u32]> = words.chunks(9).collect();
        let stories: Vec<&[&[u32]]> = sentences.chunks(4).collect();
        let stream = Stream::from_sentences(&stories, 5);
        let found = [1, 2, 8].map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let levels = pool.install(|| Levels::of(&stream, 2, |_| true));
            let runs = |level: &Level| -> Vec<(u32, u32)> {
                level.runs.iter().map(|run| (run.place, run.number)).collect()
            };
            levels.levels.into_iter().map(|level| (runs(&level), level.grams)).collect::<Vec<_>>()
        });
        assert!(found[0].iter().skip(1).all(|(runs, _)| runs.len() > 20 && runs.is_sorted()));
        assert!(found[0] == found[1] && found[0] == found[2]);
    }

    #[test]
    fn runs_that_no_phrase_has_are_left_out() {
        // 9 is no edge.
        let sentences: [&[u32]; 2] = [&[9, 1, 9, 9, 2, 9, 9], &[9, 1, 9, 9, 2, 9, 9]];
        let stream = Stream::from_sentences(&[&sentences], 10);
        let levels = Levels::of(&stream, 2, |word| word != 9);
        let found = |length: usize| -> Vec<Vec<u32>> {
            let grams = &levels.levels[length - 1].grams;
            let mut found: Vec<_> =
                (0..grams.len() as u32).map(|number| levels.words(length, number)).collect();
            found.sort_unstable();
            found
        };
        assert_eq!(found(4), [[1, 9, 9, 2]]);
        assert_eq!(found(3), [[1, 9, 9], [2, 9, 9], [9, 9, 2]]);
        assert_eq!(found(2).len(), 5);
    }

    #[test]
    fn the_weakest_joint_worked_by_hand() {
        // "0 1" always together, "2" after it twice of three, and "2" alone twice more; 12 words.
        let sentences: [&[u32]; 6] = [&[0, 1, 2], &[0, 1, 2], &[0, 1], &[2, 3], &[2], &[3]];
        let stream = Stream::from_sentences(&[&sentences], 4);
        let levels = Levels::of(&stream, 2, |_| true);
        assert_eq!(levels.levels[2].grams.len(), 1);
        let (npmi, log_likelihood) = levels.cohesion(3, 0);
        let joint = |a, b| Association { together: 2, a, b, cases: 12 };
        // Cut after the first word: 0 (3) and 1 2 (2); after the second: 0 1 (3) and 2 (4).
        let (first, second) = (joint(3, 2), joint(3, 4));
        assert!((npmi - second.npmi()).abs() < 1e-12 && second.npmi() < first.npmi());
        assert!((log_likelihood - second.log_likelihood()).abs() < 1e-12);
        assert!((npmi - (2.0_f64 * 12.0 / 12.0).log2() / 6.0_f64.log2()).abs() < 1e-12);
    }
}
