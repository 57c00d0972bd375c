//! A round over the tokens: the topic of each is drawn anew.
//!
//! The products of what a story holds of each topic and the topic's chance of the term are summed in [`WIDE`] lanes. Of
//! the lanes' sums and its own topic's share is told whether a token keeps it; else the lane of the new one, and only
//! that lane is gone through again.

use std::ops::Range;

use rayon::prelude::*;

use super::tokens::{Task, Tokens};

/// Topics that are worked on side by side.
pub(super) const WIDE: usize = 8;
/// Tokens that are drawn side by side: none waits for what becomes of the others.
const BATCH: usize = 32;
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
        let mut sweep =
            Sweep { round: self, first: own.start, terms, stories, topics, held, moves, moved: 0 };
        let mut visited = Visited { moved: vec![], more: vec![0; wide] };
        let mut at = 0;
        for &end in &task.ranges {
            while at < end {
                let batch = at..end.min(at + BATCH);
                at = batch.end;
                sweep.pass(batch);
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
    moves: &'a mut [Move],
    /// How many tokens moved.
    moved: usize,
}

impl Sweep<'_> {
    /// Draws the topics of a batch of tokens: with a chance that grows with what the story holds of a topic times the
    /// topic's chance of the term, where the token does not speak for itself. What the stories hold stays as it is
    /// until all are drawn. Each step is done for all tokens before the next one, so that the processor has always
    /// something to do that does not wait.
    fn pass(&mut self, batch: Range<usize>) {
        let (round, wide) = (self.round, self.round.alphas.len());
        let mut others = [[0.0; WIDE]; BATCH];
        for (at, others) in batch.clone().zip(&mut others) {
            let (held, chances) = self.factors(at);
            products(held, chances, others);
        }
        // A token keeps its topic if the number drawn falls into that topic's share, which comes first. Else what is
        // left of the number tells the new one.
        let (mut lefts, mut movers, mut many) = ([0.0; BATCH], [0; BATCH], 0);
        for (token, at) in batch.clone().enumerate() {
            let (held, chances) = self.factors(at);
            let old = self.topics[at] as usize;
            let (held, chance) = (held[old], long(chances[old]));
            let own = (chance - round.scarce[old]).max(0.0) * (held - 1.0);
            put(&mut others[token], old % WIDE, -chance * held);
            let unit = draw(round.key, (self.first + at) as u64) as f32 * (1.0 / 4_294_967_296.0);
            // Rounding may have made it less than 0.
            lefts[token] = unit * (own + total(&others[token]).max(0.0)) - own;
            // Written at all events, and kept if it moves.
            movers[many] = token;
            many += usize::from(lefts[token] >= 0.0);
        }
        let movers = &movers[..many];
        let mut lanes = [0; BATCH];
        for &token in movers {
            lanes[token] = lane(&others[token], &mut lefts[token]);
        }
        let mut news = [0; BATCH];
        for &token in movers {
            let at = batch.start + token;
            let (held, chances) = self.factors(at);
            news[token] = topic(held, chances, lanes[token], lefts[token], self.topics[at] as usize);
        }
        for &token in movers {
            let (at, new) = (batch.start + token, news[token]);
            let old = std::mem::replace(&mut self.topics[at], new as u16);
            let held = self.held[self.stories[at] as usize * wide..][..wide].as_chunks_mut::<WIDE>().0;
            put(&mut held[old as usize / WIDE], old as usize % WIDE, -1.0);
            put(&mut held[new / WIDE], new % WIDE, 1.0);
            self.moves[self.moved] = (self.terms[at], old, new as u16);
            self.moved += usize::from(new != old as usize);
        }
    }

    /// What a token's story holds of each topic, and the topics' chances of its term.
    #[inline(always)]
    fn factors(&self, at: usize) -> (&[f32], &[u16]) {
        let wide = self.round.alphas.len();
        let held = &self.held[self.stories[at] as usize * wide..][..wide];
        (held, &self.round.chances[self.terms[at] as usize * wide..][..wide])
    }
}

/// The products of what a story holds of each topic and the topic's chance of a term, summed side by side. A function
/// of its own: where the compiler sees what becomes of the sums, it shuffles them in every step.
#[inline(never)]
fn products(held: &[f32], chances: &[u16], sums: &mut [f32; WIDE]) {
    let mut all = [0.0; WIDE];
    for (held, chances) in held.as_chunks::<WIDE>().0.iter().zip(chances.as_chunks::<WIDE>().0) {
        for lane in 0..WIDE {
            all[lane] += held[lane] * long(chances[lane]);
        }
    }
    *sums = all;
}

/// The sum of some values.
#[inline(always)]
fn total(values: &[f32; WIDE]) -> f32 {
    let pairs = pairs(values);
    (pairs[0] + pairs[1]) + (pairs[2] + pairs[3])
}

/// The sums of two and two values.
#[inline(always)]
fn pairs(values: &[f32; WIDE]) -> [f32; WIDE / 2] {
    std::array::from_fn(|pair| values[2 * pair] + values[2 * pair + 1])
}

/// Which of some values, one after the other, a number falls into; what it has beyond those before is left.
#[inline(always)]
fn lane(values: &[f32; WIDE], left: &mut f32) -> usize {
    // Rounding may have made some less than 0.
    let values = values.map(|value| value.max(0.0));
    let pairs = pairs(&values);
    let mut lane = 4 * past(left, pairs[0] + pairs[1]);
    lane += 2 * past(left, pairs[lane / 2]);
    lane + past(left, values[lane])
}

/// Which topic of a lane a number falls into, the old one left out.
#[inline(always)]
fn topic(held: &[f32], chances: &[u16], lane: usize, left: f32, old: usize) -> usize {
    let (mut end, mut part) = (0.0, 0);
    let parts = held.as_chunks::<WIDE>().0.iter().zip(chances.as_chunks::<WIDE>().0);
    for (topic, (held, chances)) in (lane..).step_by(WIDE).zip(parts) {
        let another = ((topic ^ old) as i32).wrapping_neg() >> 31;
        end += only(held[lane] * long(chances[lane]), another);
        part += usize::from(end <= left);
    }
    // Rounding may leave none.
    let new = part * WIDE + lane;
    if new < held.len() { new } else { old }
}

/// Adds to one of some values. All are written, as they will be read: a processor waits where it is to read at once
/// what was just written in part.
#[inline(always)]
fn put(values: &mut [f32; WIDE], at: usize, more: f32) {
    let ones = &ONE[at];
    *values = std::array::from_fn(|lane| values[lane] + more * ones[lane]);
}

/// Whether a number is not below an end, neither below 0; if so, what is beyond it is left of the number.
#[inline(always)]
fn past(left: &mut f32, end: f32) -> usize {
    // Without a branch, which would be foreseen half the time: numbers from 0 on are in the order of their bits.
    let below = (left.to_bits() as i32).wrapping_sub(end.to_bits() as i32) >> 31;
    *left -= only(end, !below);
    (below + 1) as usize
}

/// The number where the bits of a mask are set, else 0.
#[inline(always)]
fn only(value: f32, mask: i32) -> f32 {
    f32::from_bits(value.to_bits() & mask as u32)
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
        let all = drawn(2 * BATCH).0;
        for many in [1, 3, BATCH, BATCH + 1, BATCH + 3] {
            assert_eq!(all[..many], drawn(many).0, "{many}");
        }
    }

    #[test]
    fn a_story_of_one_term_has_what_its_tokens_say() {
        // More than a batch, all of one story.
        let many = BATCH as u32 + 8;
        let tokens = Tokens::of(&Counts::of_rows(1, vec![vec![(0, many)]]), 16);
        let (mut chances, mut scarce) = ([0; 16], [0.0; 16]);
        (chances[1], chances[9]) = (short(8.0), short(1.0));
        scarce[9] = 1.0 / many as f32;
        let round = Round { key: 7, alphas: &[1.0; 16], scarce: &scarce, chances: &chances };
        let (mut topics, mut moves) = (vec![9; many as usize], vec![(0, 0, 0); many as usize]);
        let visited = round.visit(&tokens, &tokens.tasks[0], &mut topics, &mut moves);
        let ones = topics.iter().filter(|&&topic| topic == 1).count();
        assert!(
            (1..BATCH).contains(&ones) && topics.iter().all(|topic| matches!(topic, 1 | 9)),
            "{topics:?}"
        );
        assert_eq!((visited.more[1], visited.more[9]), (ones as i64, -(ones as i64)));
        assert_eq!(visited.moved, [ones]);
    }

    #[test]
    fn one_value_grows_and_no_other() {
        let mut values = [1.0; WIDE];
        put(&mut values, 2, 3.0);
        put(&mut values, 1, -1.0);
        assert_eq!(values, [1.0, 0.0, 4.0, 1.0, 1.0, 1.0, 1.0, 1.0]);
    }

    #[test]
    fn a_number_falls_into_one_of_some_values() {
        let values = [1.0, 0.0, 2.0, 0.0, 0.0, -1e-9, 3.0, 0.5];
        for (number, expected) in [(0.0, 0), (0.75, 0), (1.0, 2), (2.5, 2), (3.0, 6), (5.875, 6), (6.25, 7)] {
            let mut left = number;
            assert_eq!(lane(&values, &mut left), expected, "{number}");
            assert_eq!(left, number - values[..expected].iter().map(|value| value.max(0.0)).sum::<f32>());
        }
    }

    #[test]
    fn the_old_topic_is_not_drawn() {
        let (mut held, mut chances) = (vec![0.0; 3 * WIDE], vec![short(1.0); 3 * WIDE]);
        (held[4], held[4 + WIDE], held[4 + 2 * WIDE]) = (1.0, 5.0, 2.0);
        chances[4 + 2 * WIDE] = short(0.5);
        let drawn = |left| topic(&held, &chances, 4, left, 4 + WIDE);
        assert_eq!([0.0, 0.875, 1.0, 1.875].map(drawn), [4, 4, 4 + 2 * WIDE, 4 + 2 * WIDE]);
        // Beyond all there is, by rounding: it stays.
        assert_eq!(drawn(2.0), 4 + WIDE);
    }
}
