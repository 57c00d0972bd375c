//! Latent Dirichlet allocation (Blei, Ng and Jordan 2003) by Gibbs sampling (Griffiths and Steyvers 2004) with delayed
//! updates (Newman, Asuncion, Smyth and Welling 2009).
//!
//! A round visits every token. The topics' chances of the terms stay as they were when the round began, but for the
//! token that is drawn anew, which does not speak for itself; the topics of the story change after each few tokens. So
//! each story depends on nothing but its own tokens and those chances: tasks of some stories are worked on in parallel,
//! and since each draw is a function of seed, round and token, the result does not depend on the threads. Within a task
//! tokens are visited by term and not by story, so that memory is little waited for (as in WarpLDA: Chen, Li, Zhu and
//! Chen 2016, who draw by other chances), some at a time. Priors are learnt on the way, a weight of its own for each
//! topic in a story (Wallach, Mimno and McCallum 2009).

mod sweep;
mod tokens;

use rayon::prelude::*;

use super::fold;
use super::matrix::Counts;
use super::prior::{Histogram, fit_terms, fit_topics, seen};
use sweep::{Move, Round, Visited, WIDE, draw, held, mix, weigh};
use tokens::Tokens;

/// Prior weight of a topic in a story, and of a term in a topic, to start from.
const PRIORS: (f64, f64) = (0.1, 0.01);
const ROUNDS: u64 = 100;
/// Rounds at the end whose counts are averaged.
const KEPT: u64 = 20;
/// The first round after which priors are fitted, and how many rounds go by between two fits.
const FITS: (u64, u64) = (20, 10);
/// Counts that one task adds up.
const MANY: usize = 1 << 14;

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

/// Learns topics. `known` was learnt from other stories before; it stays and draws the new stories to its topics.
pub(super) fn learn(counts: &Counts, known: Option<&Learnt>, k: usize, seed: u64) -> Learnt {
    let tokens = Tokens::of(counts, k);
    let size = counts.columns * k;
    let mut learnt = match known {
        Some(known) => known.clone(),
        None => Learnt { terms: vec![0.0; size], alphas: vec![PRIORS.0; k], beta: PRIORS.1 },
    };
    let mut topics: Vec<u16> = (0..tokens.stories.len() as u64)
        .map(|at| ((draw(seed ^ 0x5eed, at) * k as u64) >> 32) as u16)
        .collect();
    let mut of_terms = vec![0_u32; size];
    let mut of_topics = vec![0_u64; k];
    for (&term, &topic) in tokens.terms.iter().zip(&topics) {
        of_terms[term as usize * k + topic as usize] += 1;
        of_topics[topic as usize] += 1;
    }
    let mut before = vec![];
    let mut totals_before = vec![0.0; k];
    if known.is_some() {
        let of_term = |&column: &usize| learnt.terms[column * k..][..k].iter().map(|&count| count as f32);
        before.extend(tokens.columns.iter().flat_map(of_term));
        learnt.terms.chunks(k).for_each(|term| super::dense::add(&mut totals_before, 1.0, term));
    }
    let mut sums = vec![0_u32; size];
    // Room that every round uses again.
    let wide = k.next_multiple_of(WIDE);
    let mut chances = vec![0; counts.columns * wide];
    let mut moves: Vec<Move> = vec![(0, 0, 0); topics.len()];
    for round in 0..ROUNDS {
        let totals = totals_before.iter().zip(&of_topics).map(|(before, &count)| before + count as f64);
        let totals: Vec<f64> = totals.collect();
        if round >= FITS.0 && (round - FITS.0).is_multiple_of(FITS.1) {
            fit(&mut learnt, &tokens, &topics, &of_terms, &totals, known.is_none());
        }
        let smooth = learnt.beta * counts.columns as f64;
        let (mut scarce, mut alphas) = (vec![0.0; wide], vec![0.0; wide]);
        for topic in 0..k {
            scarce[topic] = (1.0 / (totals[topic] + smooth)) as f32;
            alphas[topic] = learnt.alphas[topic] as f32;
        }
        weigh(&mut chances, &of_terms, &before, learnt.beta as f32, &scarce, k);
        let key = mix(seed.wrapping_add(mix(round + 1)));
        let this = Round { key, alphas: &alphas, scarce: &scarce, chances: &chances };
        let parts = tokens.of_tasks(&mut topics).into_par_iter().zip(tokens.of_tasks(&mut moves));
        let parts = tokens.tasks.par_iter().zip(parts);
        let visited: Vec<Visited> =
            parts.map(|(task, (topics, moves))| this.visit(&tokens, task, topics, moves)).collect();
        for Visited { more, .. } in &visited {
            of_topics.iter_mut().zip(more).for_each(|(all, &more)| *all = all.wrapping_add_signed(more));
        }
        keep(&mut of_terms, &tokens, &moves, &visited, k);
        if round + KEPT >= ROUNDS {
            let all = sums.par_iter_mut().zip(&of_terms).with_min_len(MANY);
            all.for_each(|(sum, count)| *sum += count);
        }
    }
    for (&column, sums) in tokens.columns.iter().zip(sums.chunks(k)) {
        let counts = learnt.terms[column * k..].iter_mut();
        counts.zip(sums).for_each(|(count, sum)| *count += f64::from(*sum) / KEPT as f64);
    }
    learnt
}

/// Keeps how often each term has each topic up to the tokens' moves.
fn keep(of_terms: &mut [u32], tokens: &Tokens, moves: &[Move], visited: &[Visited], k: usize) {
    tokens.of_ranges(of_terms, k).into_par_iter().enumerate().for_each(|(range, of_terms)| {
        let first = if range == 0 { 0 } else { tokens.ranges[range - 1] };
        for (task, Visited { moved, .. }) in tokens.tasks.iter().zip(visited) {
            let moves = &moves[task.tokens.clone()][..moved[range]];
            for &(term, old, new) in &moves[if range == 0 { 0 } else { moved[range - 1] }..] {
                let term = (term as usize - first) * k;
                of_terms[term + old as usize] -= 1;
                of_terms[term + new as usize] += 1;
            }
        }
    });
}

/// Fits the priors to the topics of all tokens; that of the terms only where all their tokens are at hand.
fn fit(
    learnt: &mut Learnt,
    tokens: &Tokens,
    topics: &[u16],
    of_terms: &[u32],
    totals: &[f64],
    terms_too: bool,
) {
    let k = learnt.alphas.len();
    let parts = tokens.tasks.par_iter().map(|task| {
        let mut histograms = vec![Histogram::new(); k + 1];
        let own = task.tokens.clone();
        let held = held(&vec![0.0; k], task, &tokens.stories[own.clone()], &topics[own]);
        for (story, &length) in held.chunks(k).zip(&task.lengths) {
            let counts = story.iter().map(|&count| count as usize).chain([length as usize]);
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
    fn threads_have_no_say() {
        // Enough tokens for several tasks.
        let row = |at: u32| (0..5).map(|term| (at % 2 * 5 + term, 100 + (7 * at + term) % 90)).collect();
        let counts = Counts::of_rows(10, (0..60).map(row).collect());
        assert!(Tokens::of(&counts, 3).tasks.len() > 1);
        let with = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| learn(&counts, None, 3, 4))
        };
        assert_eq!(with(1), with(3));
    }

    #[test]
    fn nothing_to_learn() {
        assert!(learn(&Counts::of_rows(0, vec![vec![]]), None, 2, 1).terms.is_empty());
    }
}
