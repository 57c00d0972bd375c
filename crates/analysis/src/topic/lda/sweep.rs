//! A round over the tokens: the topic of each is drawn anew.

use std::hint::select_unpredictable;

use rayon::prelude::*;

use super::tokens::{Task, Tokens};

/// Topics that are worked on side by side.
pub(super) const WIDE: usize = 8;
/// Tokens that are drawn side by side: none waits for what becomes of the others.
const BESIDE: usize = 4;
/// Terms that one task prepares.
const TERMS: usize = 256;
/// A row for each of so many: 1 in its own place, else 0.
const ONE: [[f32; WIDE]; WIDE] = {
    let mut rows = [[0.0; WIDE]; WIDE];
    let mut at = 0;
    while at < WIDE {
        rows[at][at] = 1.0;
        at += 1;
    }
    rows
};

/// A term, and the topics of one of its tokens before and after.
pub(super) type Move = (u32, u16, u16);

/// What is the same for all tokens of a round. What has a value for each topic is filled up with zeros to whole
/// [`WIDE`]s.
pub(super) struct Round<'a> {
    /// Mixed into every draw.
    pub(super) key: u64,
    pub(super) alphas: &'a [f32],
    /// Of each topic, one through its tokens and prior.
    pub(super) scarce: &'a [f32],
    /// The topics' chances of the terms, term by term, [`short`]: half the memory to wait for.
    pub(super) chances: &'a [u16],
}

/// What became of a task's tokens.
pub(super) struct Visited {
    /// How many tokens moved, up to the end of each range of terms.
    pub(super) moved: Vec<usize>,
    /// How many tokens each topic has more than before.
    pub(super) more: Vec<i64>,
}

/// The topics' chances of the terms from how often each term has each topic, `k` values a term: before, where there was
/// something, and now.
pub(super) fn weigh(
    chances: &mut [u16],
    counts: &[u32],
    before: &[f32],
    beta: f32,
    scarce: &[f32],
    k: usize,
) {
    let rows = chances.par_chunks_exact_mut(scarce.len()).zip(counts.par_chunks(k)).enumerate();
    rows.with_min_len(TERMS).for_each(|(term, (row, counts))| {
        // With a sign: processors convert many of these at once.
        let all = row.iter_mut().zip(counts).zip(scarce);
        if before.is_empty() {
            all.for_each(|((chance, &count), scarce)| *chance = short((count as i32 as f32 + beta) * scarce));
        } else {
            all.zip(&before[term * k..][..k]).for_each(|(((chance, &count), scarce), before)| {
                *chance = short((count as i32 as f32 + before + beta) * scarce);
            });
        }
    });
}

/// How many tokens of each topic the stories of a task have, and the prior of each.
pub(super) fn held(alphas: &[f32], task: &Task, stories: &[u16], topics: &[u16]) -> Vec<f32> {
    let mut held = alphas.repeat(task.lengths.len());
    for (&story, &topic) in stories.iter().zip(topics) {
        held[story as usize * alphas.len() + topic as usize] += 1.0;
    }
    held
}

impl Round<'_> {
    /// Draws the topics of the tokens of a task anew, term by term: what is said of a term is read once for all of its
    /// tokens, and what the stories hold stays near. Writes the moves of those that changed. `topics` and `moves` have
    /// a place for each token.
    pub(super) fn visit(
        &self,
        tokens: &Tokens,
        task: &Task,
        topics: &mut [u16],
        moves: &mut [Move],
    ) -> Visited {
        let wide = self.alphas.len();
        let own = task.tokens.clone();
        let (terms, stories) = (&tokens.terms[own.clone()], &tokens.stories[own.clone()]);
        let held = held(self.alphas, task, stories, topics);
        let sums = vec![[0.0; WIDE]; BESIDE * wide / WIDE];
        let mut sweep =
            Sweep { round: self, first: own.start, terms, stories, topics, held, sums, moves, moved: 0 };
        let mut visited = Visited { moved: vec![], more: vec![0; wide] };
        let mut at = 0;
        for &end in &task.ranges {
            while at + BESIDE <= end {
                sweep.draw::<BESIDE>(at);
                at += BESIDE;
            }
            while at < end {
                sweep.draw::<1>(at);
                at += 1;
            }
            visited.moved.push(sweep.moved);
        }
        for &(_, old, new) in &sweep.moves[..sweep.moved] {
            visited.more[old as usize] -= 1;
            visited.more[new as usize] += 1;
        }
        visited
    }
}

/// The tokens of a task whose topics are drawn anew.
struct Sweep<'a> {
    round: &'a Round<'a>,
    /// The number of the first of them among all.
    first: usize,
    terms: &'a [u32],
    stories: &'a [u16],
    topics: &'a mut [u16],
    /// As [`held`] gives it.
    held: Vec<f32>,
    /// A space, for each of [`BESIDE`] tokens.
    sums: Vec<[f32; WIDE]>,
    moves: &'a mut [Move],
    /// How many tokens moved.
    moved: usize,
}

impl Sweep<'_> {
    /// Draws the topics of some tokens side by side: with a chance that grows with what the story holds of a topic
    /// times the topic's chance of the term, where the token does not speak for itself. No branch could be foreseen, so
    /// there is none.
    #[inline(always)]
    fn draw<const N: usize>(&mut self, at: usize) {
        let round = self.round;
        let wide = round.alphas.len();
        let parts = wide / WIDE;
        let terms: [u32; N] = std::array::from_fn(|token| self.terms[at + token]);
        let starts: [usize; N] = std::array::from_fn(|token| self.stories[at + token] as usize * wide);
        let topics: [usize; N] = std::array::from_fn(|token| self.topics[at + token] as usize);
        let mut ends = [[0.0; WIDE]; N];
        let mut less = [0.0; N];
        let mut units = [0.0; N];
        for token in 0..N {
            let chances = &round.chances[terms[token] as usize * wide..][..wide];
            let held = &self.held[starts[token]..][..wide];
            let mut all = [0.0; WIDE];
            let factors = held.as_chunks::<WIDE>().0.iter().zip(chances.as_chunks::<WIDE>().0);
            for ((held, chances), sums) in factors.zip(&mut self.sums[token * parts..][..parts]) {
                for lane in 0..WIDE {
                    all[lane] += held[lane] * long(chances[lane]);
                }
                *sums = all;
            }
            let old = topics[token];
            let (held, chance) = (held[old], long(chances[old]));
            less[token] = chance * held - (chance - round.scarce[old]).max(0.0) * (held - 1.0);
            let ones = &ONE[old % WIDE];
            ends[token] = std::array::from_fn(|lane| all[lane] - less[token] * ones[lane]);
            let random = draw(round.key, (self.first + at + token) as u64);
            units[token] = random as f32 * (1.0 / 4_294_967_296.0);
        }
        // First which of the sums it falls into, by halves.
        let pairs: [[f32; WIDE / 2]; N] = std::array::from_fn(|token| {
            std::array::from_fn(|pair| ends[token][2 * pair] + ends[token][2 * pair + 1])
        });
        let mut lanes = [0; N];
        let mut left = [0.0; N];
        for token in 0..N {
            let half = pairs[token][0] + pairs[token][1];
            left[token] = units[token] * (half + (pairs[token][2] + pairs[token][3]));
            lanes[token] = 4 * past(&mut left[token], half);
        }
        for token in 0..N {
            lanes[token] += 2 * past(&mut left[token], pairs[token][lanes[token] / 2]);
        }
        for token in 0..N {
            lanes[token] += past(&mut left[token], ends[token][lanes[token]]);
        }
        // Then which of its parts; from the own topic's on, they hold too much.
        for token in 0..N {
            let (part, lane) = (topics[token] / WIDE, topics[token] % WIDE);
            let end = self.sums[token * parts + part][lane] - less[token];
            left[token] += less[token] * f32::from((lanes[token] == lane) & (left[token] >= end));
        }
        let mut found = [0; N];
        let mut size = parts;
        while size > 1 {
            let half = size / 2;
            for token in 0..N {
                let end = self.sums[token * parts + found[token] + half - 1][lanes[token]];
                found[token] = select_unpredictable(end <= left[token], found[token] + half, found[token]);
            }
            size -= half;
        }
        for token in 0..N {
            let old = topics[token];
            // Rounding may leave none.
            let none = self.sums[token * parts + found[token]][lanes[token]] <= left[token];
            let new = if none { old } else { found[token] * WIDE + lanes[token] };
            self.topics[at + token] = new as u16;
            let held = &mut self.held[starts[token]..][..wide];
            give(held, old, -1.0);
            give(held, new, 1.0);
            // Written at all events, and kept if it is one.
            self.moves[self.moved] = (terms[token], old as u16, new as u16);
            self.moved += usize::from(new != old);
        }
    }
}

/// Adds to one of some values. [`WIDE`] of them are written, as they will be read: a processor waits where it is to
/// read at once what was just written in part.
#[inline(always)]
fn give(values: &mut [f32], at: usize, more: f32) {
    let values = &mut values.as_chunks_mut::<WIDE>().0[at / WIDE];
    let ones = &ONE[at % WIDE];
    *values = std::array::from_fn(|lane| values[lane] + more * ones[lane]);
}

/// Whether a number is not below an end; if so, what is beyond it is left of the number.
#[inline(always)]
fn past(left: &mut f32, end: f32) -> usize {
    let past = *left >= end;
    *left -= end * f32::from(past);
    usize::from(past)
}

/// A number above 0 in its first 16 bits, rounded: all of the exponent, 8 binary digits (bfloat16).
fn short(value: f32) -> u16 {
    ((value.to_bits() + (1 << 15)) >> 16) as u16
}

/// The number that [`short`] made these 16 bits of.
fn long(value: u16) -> f32 {
    f32::from_bits(u32::from(value) << 16)
}

/// 32 random bits of a key and a counter.
pub(super) fn draw(key: u64, at: u64) -> u64 {
    mix(key.wrapping_add(at.wrapping_mul(0x9e37_79b9_7f4a_7c15))) >> 32
}

/// Mixes the bits of a number (SplitMix64: Steele, Lea and Flood 2014).
pub(super) fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::super::super::matrix::Counts;
    use super::*;

    #[test]
    fn short_numbers_are_rounded() {
        assert_eq!(long(short(0.75)), 0.75);
        for value in [1e-9_f32, 0.003, 0.333, 0.999] {
            assert!((long(short(value)) - value).abs() <= value / 256.0, "{value}");
        }
    }

    /// The topics of one term's only tokens of so many stories, all of which had topic 9.
    fn drawn(stories: usize) -> (Vec<u16>, Vec<Move>, Visited) {
        let tokens = Tokens::of(&Counts::of_rows(1, vec![vec![(0, 1)]; stories]), 16);
        let (mut chances, mut scarce) = ([0; 16], [0.0; 16]);
        (chances[1], chances[3], chances[9]) = (short(1.0), short(2.0), short(5.0));
        // The token is one of the five that its topic has of the term.
        scarce[9] = 1.0;
        let round = Round { key: 7, alphas: &[1.0; 16], scarce: &scarce, chances: &chances };
        let (mut topics, mut moves) = (vec![9; stories], vec![(0, 0, 0); stories]);
        let visited = round.visit(&tokens, &tokens.tasks[0], &mut topics, &mut moves);
        (topics, moves, visited)
    }

    #[test]
    fn topics_are_drawn_as_often_as_they_weigh() {
        let (topics, moves, visited) = drawn(7_002);
        for (topic, expected) in [(1, 1_000), (3, 2_000), (9, 4_000)] {
            let found = topics.iter().filter(|&&found| found == topic).count();
            assert!(found.abs_diff(expected) < 150, "topic {topic}: {found}");
        }
        let moved: Vec<Move> =
            topics.iter().filter(|&&topic| topic != 9).map(|&topic| (0, 9, topic)).collect();
        assert_eq!(visited.moved, [moved.len()]);
        assert_eq!(moves[..moved.len()], moved);
        assert_eq!(visited.more[9], -(moved.len() as i64));
        assert_eq!(visited.more.iter().sum::<i64>(), 0);
    }

    #[test]
    fn tokens_side_by_side_are_drawn_as_one_by_one() {
        // Of seven, four are drawn at once; of three, none.
        assert_eq!(drawn(7).0[..3], drawn(3).0);
        assert_eq!(drawn(7).0[..6], drawn(6).0);
    }

    #[test]
    fn one_value_grows_and_no_other() {
        let mut values = [1.0; 2 * WIDE];
        give(&mut values, WIDE + 2, 3.0);
        give(&mut values, 1, -1.0);
        for (at, value) in values.into_iter().enumerate() {
            assert_eq!(value, [1.0, 0.0, 4.0][usize::from(at == 1) + 2 * usize::from(at == WIDE + 2)]);
        }
    }
}
