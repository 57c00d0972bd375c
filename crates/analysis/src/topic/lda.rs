//! Latent Dirichlet allocation (Blei, Ng and Jordan 2003) by Gibbs sampling (Griffiths and Steyvers 2004) with delayed
//! updates (Newman, Asuncion, Smyth and Welling 2009).
//!
//! A round visits every story. The topics' chances of the terms stay as they were when the round began, but for the
//! token that is drawn anew, which does not speak for itself; the topics of the story change as its tokens do, four at
//! a time. So each story depends on nothing but its own tokens and those chances: stories are worked on in parallel,
//! and since each draw is a function of seed, round and token, the result does not depend on the threads. Priors are
//! learnt on the way, a weight of its own for each topic in a story (Wallach, Mimno and McCallum 2009).

use std::cmp::Reverse;
use std::ops::Range;

use rayon::prelude::*;

use super::fold;
use super::matrix::Counts;
use super::prior::{Histogram, fit_terms, fit_topics, seen};

/// Prior weight of a topic in a story, and of a term in a topic, to start from.
const PRIORS: (f64, f64) = (0.1, 0.01);
const ROUNDS: u64 = 100;
/// Rounds at the end whose counts are averaged.
const KEPT: u64 = 20;
/// The first round after which priors are fitted, and how many rounds go by between two fits.
const FITS: (u64, u64) = (20, 10);
/// Tokens that one task works on.
const TASK: usize = 1 << 14;
/// Chances that are summed side by side.
const WIDE: usize = 8;
/// Tokens of a story, as far apart as can be, that are drawn side by side: none waits for the others' moves.
const BESIDE: usize = 4;

/// What was learnt.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Learnt {
    /// `k` values a term: how many of its occurrences are each topic's.
    pub(super) terms: Vec<f64>,
    /// The prior weight of each topic in a story.
    pub(super) alphas: Vec<f64>,
    /// The prior weight of a term in a topic.
    pub(super) beta: f64,
}

impl Learnt {
    /// The chance of each term in each topic: `k` values a term.
    pub(super) fn chances(&self) -> Vec<f64> {
        fold::chances(&self.terms, self.beta, self.alphas.len())
    }

    /// How much of each topic a story has, and the prior: `k` values a row.
    pub(super) fn strengths(&self, counts: &Counts) -> Vec<f64> {
        fold::strengths(counts, &self.chances(), &self.alphas)
    }
}

/// The tokens of the stories, in the order of the stories, then of the terms' ranks: the more often seen, the lower. What
/// is often looked up stands together.
struct Tokens {
    /// The column of each rank.
    columns: Vec<usize>,
    /// The rank of each token's term.
    terms: Vec<u32>,
    /// Where each story ends.
    ends: Vec<usize>,
    /// Stories that make up a task.
    tasks: Vec<Range<usize>>,
}

impl Tokens {
    fn of(counts: &Counts) -> Tokens {
        let mut totals = vec![0_u64; counts.columns];
        for (column, count) in (0..counts.rows()).flat_map(|story| counts.row(story)) {
            totals[column] += u64::from(count);
        }
        let mut columns: Vec<usize> = (0..counts.columns).collect();
        columns.sort_by_key(|&column| Reverse(totals[column]));
        let mut ranks = vec![0; counts.columns];
        columns.iter().zip(0..).for_each(|(&column, rank)| ranks[column] = rank);
        let mut tokens = Tokens { columns, terms: vec![], ends: vec![], tasks: vec![] };
        let (mut first, mut start) = (0, 0);
        for story in 0..counts.rows() {
            let mut row: Vec<(u32, u32)> =
                counts.row(story).map(|(column, count)| (ranks[column], count)).collect();
            row.sort_unstable();
            for (rank, count) in row {
                tokens.terms.extend(std::iter::repeat_n(rank, count as usize));
            }
            let end = tokens.terms.len();
            tokens.ends.push(end);
            if end - start >= TASK || story + 1 == counts.rows() {
                tokens.tasks.push(first..story + 1);
                (first, start) = (story + 1, end);
            }
        }
        tokens
    }

    fn range(&self, story: usize) -> Range<usize> {
        (if story == 0 { 0 } else { self.ends[story - 1] })..self.ends[story]
    }

    /// What each task's tokens have, of what all have.
    fn parts<'a, T>(&self, mut all: &'a mut [T]) -> Vec<(Range<usize>, &'a mut [T])> {
        let mut parts = vec![];
        for task in &self.tasks {
            let size = self.range(task.end - 1).end - self.range(task.start).start;
            let (part, rest) = all.split_at_mut(size);
            parts.push((task.clone(), part));
            all = rest;
        }
        parts
    }
}

/// A term, and the topics of one of its tokens before and after.
type Move = (u32, u16, u16);

/// What is the same for all stories of a round. What has a value for each topic is filled up with zeros to whole
/// [`WIDE`]s.
struct Round<'a> {
    /// Mixed into every draw.
    key: u64,
    alphas: &'a [f32],
    /// Of each topic, one through its tokens and prior.
    scarce: &'a [f32],
    /// The topics' chances of the terms, term by term, [`short`]: half the memory to wait for.
    chances: &'a [u16],
}

/// Learns topics. `known` was learnt from other stories before; it stays and draws the new stories to its topics.
pub(super) fn learn(counts: &Counts, known: Option<&Learnt>, k: usize, seed: u64) -> Learnt {
    let tokens = Tokens::of(counts);
    let size = counts.columns * k;
    let mut learnt = match known {
        Some(known) => known.clone(),
        None => Learnt { terms: vec![0.0; size], alphas: vec![PRIORS.0; k], beta: PRIORS.1 },
    };
    let mut topics: Vec<u16> = (0..tokens.terms.len() as u64)
        .map(|at| ((draw(seed ^ 0x5eed, at) * k as u64) >> 32) as u16)
        .collect();
    let mut of_terms = vec![0_u32; size];
    for (&term, &topic) in tokens.terms.iter().zip(&topics) {
        of_terms[term as usize * k + topic as usize] += 1;
    }
    let before = |&column: &usize| learnt.terms[column * k..][..k].iter().map(|&count| count as f32);
    let before: Vec<f32> = tokens.columns.iter().flat_map(before).collect();
    let mut totals_before = vec![0.0; k];
    learnt.terms.chunks(k).for_each(|term| super::dense::add(&mut totals_before, 1.0, term));
    let mut sums = vec![0_u32; size];
    let mut chances = vec![];
    // Room that every round uses again.
    let mut moves: Vec<Move> = vec![(0, 0, 0); topics.len()];
    for round in 0..ROUNDS {
        let mut of_topics = vec![0_u64; k];
        for term in of_terms.chunks(k) {
            of_topics.iter_mut().zip(term).for_each(|(total, count)| *total += u64::from(*count));
        }
        let totals = totals_before.iter().zip(of_topics).map(|(before, count)| before + count as f64);
        let totals: Vec<f64> = totals.collect();
        if round >= FITS.0 && (round - FITS.0).is_multiple_of(FITS.1) {
            fit(&mut learnt, &tokens, &mut topics, &of_terms, &totals, known.is_none());
        }
        let smooth = learnt.beta * counts.columns as f64;
        let wide = k.next_multiple_of(WIDE);
        let mut scarce = vec![0.0; wide];
        let mut alphas = vec![0.0; wide];
        for topic in 0..k {
            scarce[topic] = (1.0 / (totals[topic] + smooth)) as f32;
            alphas[topic] = learnt.alphas[topic] as f32;
        }
        let beta = learnt.beta as f32;
        chances.resize(counts.columns * wide, 0_u16);
        let of_term = chances.par_chunks_mut(wide).zip(of_terms.par_chunks(k).zip(before.par_chunks(k)));
        of_term.with_min_len((TASK / k).max(1)).for_each(|(chances, (counts, before))| {
            for (topic, (count, before)) in counts.iter().zip(before).enumerate() {
                // With a sign: processors convert many of these at once.
                chances[topic] = short((*count as i32 as f32 + before + beta) * scarce[topic]);
            }
        });
        let key = mix(seed.wrapping_add(mix(round + 1)));
        let this = Round { key, alphas: &alphas, scarce: &scarce, chances: &chances };
        let parts = tokens.parts(&mut topics).into_par_iter().zip(tokens.parts(&mut moves));
        let moved = parts.map(|((task, topics), (_, moves))| this.visit(&tokens, task, topics, moves));
        let moved: Vec<usize> = moved.collect();
        for ((_, moves), moved) in tokens.parts(&mut moves).into_iter().zip(moved) {
            for &(term, old, new) in &moves[..moved] {
                of_terms[term as usize * k + old as usize] -= 1;
                of_terms[term as usize * k + new as usize] += 1;
            }
        }
        if round + KEPT >= ROUNDS {
            sums.iter_mut().zip(&of_terms).for_each(|(sum, count)| *sum += count);
        }
    }
    for (&column, sums) in tokens.columns.iter().zip(sums.chunks(k)) {
        let counts = learnt.terms[column * k..].iter_mut();
        counts.zip(sums).for_each(|(count, sum)| *count += f64::from(*sum) / KEPT as f64);
    }
    learnt
}

/// Fits the priors to the topics of all tokens; that of the terms only where all their tokens are at hand.
fn fit(
    learnt: &mut Learnt,
    tokens: &Tokens,
    topics: &mut [u16],
    of_terms: &[u32],
    totals: &[f64],
    terms_too: bool,
) {
    let k = learnt.alphas.len();
    let parts = tokens.parts(topics).into_par_iter().map(|(task, topics)| {
        let start = tokens.range(task.start).start;
        let mut histograms = vec![Histogram::new(); k + 1];
        let mut held = vec![0; k];
        for story in task {
            let range = tokens.range(story);
            held.fill(0);
            topics[range.start - start..range.end - start]
                .iter()
                .for_each(|&topic| held[topic as usize] += 1);
            let counts = held.iter().copied().chain([range.len()]);
            histograms.iter_mut().zip(counts).for_each(|(histogram, count)| seen(histogram, count));
        }
        histograms
    });
    let mut histograms = vec![Histogram::new(); k + 1];
    for part in parts.collect::<Vec<_>>() {
        for (sum, part) in histograms.iter_mut().zip(part) {
            sum.resize(sum.len().max(part.len()), 0);
            sum.iter_mut().zip(part).for_each(|(sum, part)| *sum += part);
        }
    }
    fit_topics(&mut learnt.alphas, &histograms[..k], &histograms[k]);
    if terms_too {
        let mut counts = Histogram::new();
        of_terms.iter().for_each(|count| seen(&mut counts, *count as usize));
        fit_terms(&mut learnt.beta, &counts, totals, of_terms.len() / k);
    }
}

impl Round<'_> {
    /// Draws the topics of the tokens of some stories anew; writes the moves of those that changed, and says how many
    /// they are. `topics` and `moves` have a place for each token.
    fn visit(&self, tokens: &Tokens, stories: Range<usize>, topics: &mut [u16], moves: &mut [Move]) -> usize {
        let wide = self.alphas.len();
        let start = tokens.range(stories.start).start;
        let (mut held, mut weights) = (vec![0.0; wide], vec![0.0; wide]);
        let mut moved = 0;
        for story in stories {
            let range = tokens.range(story);
            let topics = &mut topics[range.start - start..range.end - start];
            held.copy_from_slice(self.alphas);
            topics.iter().for_each(|&topic| held[topic as usize] += 1.0);
            let mut story =
                Story { first: range.start, terms: &tokens.terms[range], topics, held: &mut held };
            let mut keep = |moves: &mut [Move], (term, old, new): Move| {
                // Written at all events, and kept if it is one: no branch could foresee which are.
                moves[moved] = (term, old, new);
                moved += usize::from(new != old);
            };
            let apart = story.terms.len() / BESIDE;
            for at in 0..apart {
                let beside: [usize; BESIDE] = std::array::from_fn(|number| at + number * apart);
                let drawn = beside.map(|at| story.drawn(self, at, &mut weights));
                beside.into_iter().zip(drawn).for_each(|(at, new)| keep(moves, story.put(at, new)));
            }
            for at in apart * BESIDE..story.terms.len() {
                let new = story.drawn(self, at, &mut weights);
                keep(moves, story.put(at, new));
            }
        }
        moved
    }
}

/// A story whose tokens are drawn anew.
struct Story<'a> {
    /// The number of its first token.
    first: usize,
    terms: &'a [u32],
    topics: &'a mut [u16],
    /// How many tokens of each topic it has, and the prior.
    held: &'a mut [f32],
}

impl Story<'_> {
    /// The topic that is drawn for one of its tokens.
    #[inline(always)]
    fn drawn(&self, round: &Round<'_>, at: usize, weights: &mut [f32]) -> usize {
        let (wide, old) = (self.held.len(), self.topics[at] as usize);
        let chances = &round.chances[self.terms[at] as usize * wide..][..wide];
        let rest = (self.held[old] - 1.0) * (long(chances[old]) - round.scarce[old]).max(0.0);
        let unit = draw(round.key, (self.first + at) as u64) as f32 * (1.0 / 4_294_967_296.0);
        chosen(self.held, chances, (old, rest), weights, unit).unwrap_or(old)
    }

    /// Gives one of its tokens another topic.
    fn put(&mut self, at: usize, new: usize) -> Move {
        let old = std::mem::replace(&mut self.topics[at], new as u16);
        self.held[old as usize] -= 1.0;
        self.held[new] += 1.0;
        (self.terms[at], old, new as u16)
    }
}

/// Draws a topic with a chance that grows with what the story holds of it times its chance of the term, but for one
/// topic whose weight is given; none where rounding leaves none. `unit` is from 0 to below 1, `weights` a space; all
/// are as long, in whole [`WIDE`]s.
#[inline(always)]
fn chosen(
    held: &[f32],
    chances: &[u16],
    (known, weight): (usize, f32),
    weights: &mut [f32],
    unit: f32,
) -> Option<usize> {
    let mut ends = [0.0; WIDE];
    let factors = held.chunks_exact(WIDE).zip(chances.chunks_exact(WIDE));
    for (weights, (held, chances)) in weights.chunks_exact_mut(WIDE).zip(factors) {
        let mut products = [0.0; WIDE];
        products
            .iter_mut()
            .zip(held.iter().zip(chances))
            .for_each(|(product, (a, b))| *product = a * long(*b));
        ends.iter_mut().zip(&products).for_each(|(end, product)| *end += product);
        weights.copy_from_slice(&products);
    }
    // Put right here, not in `held`: all of that is read at once, and would wait for what was just written.
    ends[known % WIDE] -= weights[known] - weight;
    weights[known] = weight;
    // First which of the sums it falls into, then which of its parts: counted, since no branch could be foreseen.
    for lane in 1..WIDE {
        ends[lane] += ends[lane - 1];
    }
    let drawn = unit * ends[WIDE - 1];
    let lane = ends[..WIDE - 1].iter().map(|&end| usize::from(end <= drawn)).sum::<usize>();
    let left = drawn - if lane > 0 { ends[lane - 1] } else { 0.0 };
    let (mut end, mut part) = (0.0, 0);
    for weights in weights.chunks_exact(WIDE) {
        end += weights[lane];
        part += usize::from(end <= left);
    }
    let topic = part * WIDE + lane;
    weights.get(topic).filter(|&&weight| weight > 0.0).map(|_| topic)
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
        let stories = learn(&counts, None, 2, 1).strengths(&counts);
        let best: Vec<bool> = stories.chunks(2).map(|story| story[0] > story[1]).collect();
        assert!(best.chunks(2).all(|pair| pair[0] != pair[1] && pair[0] == best[0]));
    }

    #[test]
    fn every_token_has_a_topic() {
        let counts = two_subjects();
        let all: u32 = (0..counts.rows()).flat_map(|row| counts.row(row)).map(|(_, count)| count).sum();
        let learnt = learn(&counts, None, 3, 5);
        assert!((learnt.terms.iter().sum::<f64>() - f64::from(all)).abs() < 1e-6);
        let more = learn(&counts, Some(&learnt), 3, 5);
        assert!((more.terms.iter().sum::<f64>() - 2.0 * f64::from(all)).abs() < 1e-6);
    }

    #[test]
    fn what_was_learnt_before_keeps_its_terms() {
        // The later terms are the more frequent: their ranks are the others' columns.
        let row = |at: u32| (0..5).map(|term| (at % 2 * 5 + term, 1 + at % 2 * 3)).collect();
        let counts = Counts::of_rows(10, (0..60).map(row).collect());
        let learnt = learn(&counts, None, 2, 1);
        let more = learn(&counts, Some(&learnt), 2, 9);
        for (before, after) in learnt.terms.chunks(2).zip(more.terms.chunks(2)) {
            assert_eq!(before[0] > before[1], after[0] > after[1], "{before:?} {after:?}");
            let own: f64 = before.iter().sum();
            assert!((after.iter().sum::<f64>() - 2.0 * own).abs() < 1e-6, "{before:?} {after:?}");
        }
    }

    #[test]
    fn short_numbers_are_rounded() {
        assert_eq!(long(short(0.75)), 0.75);
        for value in [1e-9_f32, 0.003, 0.333, 0.999] {
            assert!((long(short(value)) - value).abs() <= value / 256.0, "{value}");
        }
    }

    #[test]
    fn nothing_to_learn() {
        assert!(learn(&Counts::of_rows(0, vec![vec![]]), None, 2, 1).terms.is_empty());
    }

    #[test]
    fn topics_are_drawn_as_often_as_they_weigh() {
        let (mut chances, mut found, mut weights) = ([0; 16], [0_i32; 16], [0.0; 16]);
        (chances[1], chances[3], chances[9]) = (short(1.0), short(2.0), short(5.0));
        for at in 0..7_000 {
            found[chosen(&[1.0; 16], &chances, (9, 4.0), &mut weights, at as f32 / 7_000.0).unwrap()] += 1;
        }
        for (topic, expected) in [(1, 1_000), (3, 2_000), (9, 4_000)] {
            assert!((found[topic] - expected).abs() < 5, "{found:?}");
        }
    }
}
