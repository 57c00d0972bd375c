//! Latent Dirichlet allocation (Blei, Ng and Jordan 2003) by Metropolis-Hastings with delayed updates, as WarpLDA
//! (Chen, Li, Zhu and Chen 2016).
//!
//! A round visits all tokens twice: word by word, judging the topics that the stories proposed, and story by story,
//! judging those that the words proposed. Within a visit all counts stay as they were when it began, so each word and
//! each story depends on nothing but its own tokens and the totals: they are worked on in parallel, and since each
//! draw is a function of seed, round and token, the result does not depend on the threads.

use rayon::prelude::*;

use super::matrix::Counts;

/// Prior weight of a topic in a story.
pub(super) const ALPHA: f64 = 0.1;
/// Prior weight of a term in a topic.
const BETA: f64 = 0.01;
const ROUNDS: u64 = 200;
/// Rounds at the end whose counts are averaged.
const KEPT: u64 = 20;
/// Tokens that one task works on.
const TASK: usize = 1 << 14;
/// Rounds of expectation maximisation that find the topics of a story.
const FOLDS: usize = 15;

/// A token's topic in the lower half, a proposed one in the upper.
type State = u32;

/// Tokens in an order, cut into groups (words or stories).
struct Groups {
    /// Where each group ends.
    ends: Vec<usize>,
    /// Per token, its place in the other order.
    places: Vec<u32>,
    /// Groups that make up a task, as ranges.
    tasks: Vec<std::ops::Range<usize>>,
}

impl Groups {
    fn new(ends: Vec<usize>, places: Vec<u32>) -> Groups {
        let mut tasks = vec![];
        let (mut first, mut start) = (0, 0);
        for (group, &end) in ends.iter().enumerate() {
            if end - start >= TASK || group + 1 == ends.len() {
                tasks.push(first..group + 1);
                (first, start) = (group + 1, end);
            }
        }
        Groups { ends, places, tasks }
    }

    fn range(&self, group: usize) -> std::ops::Range<usize> {
        (if group == 0 { 0 } else { self.ends[group - 1] })..self.ends[group]
    }
}

/// What one visit knows.
struct Visit<'a> {
    k: usize,
    /// Prior weight of a topic in a group.
    prior: f64,
    /// Per topic, one through its total.
    scarce: &'a [f64],
    /// Mixed into every draw.
    key: u64,
    /// Counts of the groups that are known before: `k` values a group, or none.
    known: &'a [f64],
}

/// Learns topics: `k` values a term, how many of its occurrences are each topic's. `known` holds such values of other
/// stories, learnt before; they stay and draw the new stories to their topics. With none of them the vector is empty.
pub(super) fn learn(counts: &Counts, known: &[f64], k: usize, seed: u64) -> Vec<f64> {
    let (by_story, by_word) = order(counts);
    let size = by_story.places.len();
    let uniform = |at: usize| ((draw(seed ^ 0x5eed, at as u64) * k as u64) >> 32) as State;
    let mut of_stories: Vec<State> = (0..size).into_par_iter().map(|at| uniform(at) * 0x1_0001).collect();
    let mut of_words = vec![0; size];
    let mut known_totals = vec![0.0; k];
    known.chunks(k).for_each(|known| super::dense::add(&mut known_totals, 1.0, known));
    let mut totals = vec![0_u64; k];
    of_stories.iter().for_each(|&state| totals[topic(state)] += 1);
    let smooth = BETA * counts.columns as f64;
    let mut sums = vec![0_u32; counts.columns * k];
    let rounds = ROUNDS;
    for round in 0..rounds {
        for side in 0..2_u64 {
            let scarce: Vec<f64> = totals
                .iter()
                .zip(&known_totals)
                .map(|(&total, known)| 1.0 / (total as f64 + known + smooth))
                .collect();
            let key = mix(seed.wrapping_add(mix(round * 2 + side + 1)));
            let visit = |prior, known| Visit { k, prior, scarce: &scarce, key, known };
            totals = if side == 0 {
                visit(BETA, known).run(&by_word, &of_stories, &mut of_words)
            } else {
                visit(ALPHA, &[]).run(&by_story, &of_words, &mut of_stories)
            };
        }
        if round + KEPT >= rounds {
            count(&by_word, &of_words, &mut sums, k);
        }
    }
    let mut terms: Vec<f64> = sums.into_iter().map(|sum| f64::from(sum) / KEPT as f64).collect();
    if !known.is_empty() {
        super::dense::add(&mut terms, 1.0, known);
    }
    terms
}

/// The tokens by story, as they are counted, and by word.
fn order(counts: &Counts) -> (Groups, Groups) {
    let mut story_ends = Vec::with_capacity(counts.rows());
    let mut word_ends = vec![0_usize; counts.columns];
    let mut size = 0;
    for row in 0..counts.rows() {
        for (column, count) in counts.row(row) {
            word_ends[column] += count as usize;
            size += count as usize;
        }
        story_ends.push(size);
    }
    let mut next = Vec::with_capacity(counts.columns);
    let mut end = 0;
    for count in &mut word_ends {
        next.push(end as u32);
        end += *count;
        *count = end;
    }
    let mut of_story = Vec::with_capacity(size);
    let mut of_word = vec![0; size];
    for row in 0..counts.rows() {
        for (column, count) in counts.row(row) {
            for _ in 0..count {
                of_word[next[column] as usize] = of_story.len() as u32;
                of_story.push(next[column]);
                next[column] += 1;
            }
        }
    }
    (Groups::new(story_ends, of_story), Groups::new(word_ends, of_word))
}

impl Visit<'_> {
    /// Judges the proposals of the tokens in `from`, in the other order, and makes new ones in `to`, in this order.
    /// Returns how many tokens each topic has.
    fn run(&self, groups: &Groups, from: &[State], to: &mut [State]) -> Vec<u64> {
        let mut parts = vec![];
        let mut rest = to;
        for task in &groups.tasks {
            let size = groups.range(task.end - 1).end - groups.range(task.start).start;
            let (part, after) = rest.split_at_mut(size);
            parts.push((task.clone(), part));
            rest = after;
        }
        let totals = parts.into_par_iter().map(|(task, part)| {
            let start = groups.range(task.start).start;
            let mut held = vec![0.0; self.k];
            let mut totals = vec![0_u64; self.k];
            for group in task {
                let range = groups.range(group);
                let states = &mut part[range.start - start..range.end - start];
                for (state, &place) in states.iter_mut().zip(&groups.places[range.clone()]) {
                    *state = from[place as usize];
                }
                self.group(group, range.start as u64, states, &mut held);
                states.iter().for_each(|&state| totals[topic(state)] += 1);
            }
            totals
        });
        let mut sums = vec![0; self.k];
        for totals in totals.collect::<Vec<_>>() {
            sums.iter_mut().zip(totals).for_each(|(sum, total)| *sum += total);
        }
        sums
    }

    /// `held` is a space for one value a topic.
    fn group(&self, group: usize, first: u64, states: &mut [State], held: &mut [f64]) {
        let known =
            if self.known.is_empty() { &[] } else { &self.known[group * self.k..(group + 1) * self.k] };
        let known_size: f64 = known.iter().sum();
        match known {
            [] => held.fill(self.prior),
            known => held.iter_mut().zip(known).for_each(|(held, known)| *held = known + self.prior),
        }
        states.iter().for_each(|&state| held[topic(state)] += 1.0);
        for (at, state) in states.iter_mut().enumerate() {
            let (old, new) = (topic(*state), (*state >> 16) as usize);
            if old != new {
                let chance = draw(self.key, first + at as u64) as f64 * (1.0 / 4_294_967_296.0);
                let accepted = chance * held[old] * self.scarce[old] < held[new] * self.scarce[new];
                *state = if accepted { new } else { old } as State;
            } else {
                *state = old as State;
            }
        }
        // A proposal has the topic of one of the tokens of the group, or now and then any topic.
        let size = states.len() as f64;
        let all = size + known_size + self.prior * self.k as f64;
        for at in 0..states.len() {
            let drawn = draw(!self.key, first + at as u64) as f64 * (1.0 / 4_294_967_296.0) * all;
            let proposed = if drawn < size {
                topic(states[drawn as usize])
            } else if drawn < size + known_size {
                let mut left = drawn - size;
                let found = known.iter().position(|value| {
                    left -= value;
                    left < 0.0
                });
                found.unwrap_or(0)
            } else {
                (((drawn - size - known_size) / self.prior) as usize).min(self.k - 1)
            };
            states[at] |= (proposed as State) << 16;
        }
    }
}

/// Adds the topics of each word's tokens.
fn count(by_word: &Groups, states: &[State], sums: &mut [u32], k: usize) {
    sums.par_chunks_mut(k).enumerate().for_each(|(word, sums)| {
        states[by_word.range(word)].iter().for_each(|&state| sums[topic(state)] += 1);
    });
}

/// How much of each topic a story has, and the prior: `k` values a row. Expectation maximisation with the topics as
/// they are, from equal shares.
pub(super) fn strengths(counts: &Counts, terms: &[f64], k: usize) -> Vec<f64> {
    let chances = chances(terms, k);
    let mut stories = vec![0.0; counts.rows() * k];
    stories.par_chunks_mut(k).enumerate().for_each(|(row, story)| {
        story.fill(1.0);
        let mut next = vec![0.0; k];
        for _ in 0..FOLDS {
            next.fill(ALPHA);
            for (column, count) in counts.row(row) {
                let chances = &chances[column * k..(column + 1) * k];
                let all = super::dense::dot(story, chances);
                if all > 0.0 {
                    let by = f64::from(count) / all;
                    for ((next, story), chance) in next.iter_mut().zip(&*story).zip(chances) {
                        *next += by * story * chance;
                    }
                }
            }
            story.copy_from_slice(&next);
        }
        if counts.row(row).next().is_none() {
            story.fill(0.0);
        }
    });
    stories
}

/// The chance of each term in each topic: `k` values a term.
pub(super) fn chances(terms: &[f64], k: usize) -> Vec<f64> {
    let mut totals = vec![BETA * (terms.len() / k) as f64; k];
    terms.chunks(k).for_each(|term| super::dense::add(&mut totals, 1.0, term));
    let chance = |(count, total): (&f64, &f64)| (count + BETA) / total;
    terms.chunks(k).flat_map(|term| term.iter().zip(&totals).map(chance)).collect()
}

fn topic(state: State) -> usize {
    (state & 0xffff) as usize
}

/// 32 random bits of a key and a counter.
fn draw(key: u64, at: u64) -> u64 {
    mix(key.wrapping_add(at.wrapping_mul(0x9e37_79b9_7f4a_7c15))) >> 32
}

/// Mixes the bits of a number (SplitMix64: Steele, Lea and Flood 2014).
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Stories of two subjects, five terms each.
    fn two_subjects() -> Counts {
        let row = |at: u32| (0..5).map(|term| (at % 2 * 5 + term, 1 + (at + term) % 3)).collect();
        Counts::of_rows(10, (0..60).map(row).collect())
    }

    #[test]
    fn parts_two_subjects() {
        let counts = two_subjects();
        let terms = learn(&counts, &[], 2, 1);
        let stories = strengths(&counts, &terms, 2);
        let best: Vec<bool> = stories.chunks(2).map(|story| story[0] > story[1]).collect();
        assert!(best.chunks(2).all(|pair| pair[0] != pair[1] && pair[0] == best[0]));
    }

    #[test]
    fn every_token_has_a_topic() {
        let counts = two_subjects();
        let all: u32 = (0..counts.rows()).flat_map(|row| counts.row(row)).map(|(_, count)| count).sum();
        let terms = learn(&counts, &[], 3, 5);
        assert!((terms.iter().sum::<f64>() - f64::from(all)).abs() < 1e-6);
        let more = learn(&counts, &terms, 3, 5);
        assert!((more.iter().sum::<f64>() - 2.0 * f64::from(all)).abs() < 1e-6);
    }

    #[test]
    fn nothing_to_learn() {
        assert!(learn(&Counts::of_rows(0, vec![vec![]]), &[], 2, 1).is_empty());
    }
}
