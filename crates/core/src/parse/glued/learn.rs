//! Learns the cut of glued lines: a log-linear choice among the places where the story may begin and no cut at all,
//! with AdaGrad (Duchi, Hazan, Singer, 2011), averaged over the later rounds.

use std::collections::BTreeMap;

use super::super::crf::exp;
use super::super::lexicon::hash;
use super::super::train::{Glued, order};
use super::boundary::Scan;
use super::table::{BUCKETS, Glue};

const ROUNDS: usize = 12;
/// How far one line moves a weight.
const RATE: f64 = 0.05;
/// Features of fewer candidates are not learnt.
const SELDOM: u32 = 4;
/// The share of features that a line does not see in a round, in 256ths: half, so that no word of a line decides alone.
const DROPOUT: u32 = 128;
/// Words seen less often are not told by their case.
const SELDOM_SMALL: u32 = 3;

/// A line's places by their features, no cut first, and the right one.
struct Choice {
    places: Vec<Vec<u16>>,
    right: usize,
    weight: f64,
}

/// Learns from glued lines, and the case of words from running text.
pub(in super::super) fn learn(lines: &[Glued], news: &[String]) -> Glue {
    let words = Glue::new(&[], printed_small(news));
    let choices: Vec<Choice> = lines.iter().filter_map(|line| choice(&words, line)).collect();
    let mut seen = vec![0_u32; BUCKETS];
    for feature in choices.iter().flat_map(|choice| &choice.places).flatten() {
        seen[usize::from(*feature)] += 1;
    }
    let mut weights = vec![0.0_f64; BUCKETS];
    let mut squares = vec![0.0_f64; BUCKETS];
    let mut sums = vec![0.0_f64; BUCKETS];
    for round in 0..ROUNDS {
        for at in order(choices.len(), round) {
            let salt = (round * 7919 + at) as u32;
            let keep = |feature: u16| {
                seen[usize::from(feature)] >= SELDOM
                    && (u32::from(feature) ^ salt.wrapping_mul(0x9E37_79B9)).wrapping_mul(0x85EB_CA6B) >> 24
                        >= DROPOUT
            };
            step(&choices[at], keep, &mut weights, &mut squares);
        }
        if round >= ROUNDS / 2 {
            sums.iter_mut().zip(&weights).for_each(|(sum, weight)| *sum += weight);
        }
    }
    Glue::new(&quantised(&sums), printed_small(news))
}

fn choice(words: &Glue, line: &Glued) -> Option<Choice> {
    let (kicked, from) = super::kicker(&line.text).map_or((false, 0), |(_, from)| (true, from));
    let scan = Scan::of(words, &line.text, from, kicked);
    let features = |at: Option<usize>| {
        let mut features = Vec::new();
        scan.features(at, |feature| features.push(feature));
        features
    };
    let right = match line.body {
        None => 0,
        Some(body) => 1 + scan.candidates().position(|at| scan.start(at) == body)?,
    };
    let places = std::iter::once(None).chain(scan.candidates().map(Some)).map(features).collect();
    Some(Choice { places, right, weight: f64::from(line.weight) })
}

/// Moves the weights along the slope of one line's likelihood.
fn step(choice: &Choice, keep: impl Fn(u16) -> bool, weights: &mut [f64], squares: &mut [f64]) {
    let kept = |place: &'_ Vec<u16>| {
        place.iter().copied().filter(|&feature| keep(feature)).map(usize::from).collect::<Vec<_>>()
    };
    let places: Vec<Vec<usize>> = choice.places.iter().map(kept).collect();
    let scores: Vec<f64> =
        places.iter().map(|place| place.iter().map(|&feature| weights[feature]).sum()).collect();
    let top = scores.iter().copied().fold(f64::MIN, f64::max);
    let total: f64 = scores.iter().map(|score| exp(score - top)).sum();
    for (at, place) in places.iter().enumerate() {
        let is_right = f64::from(u8::from(at == choice.right));
        let slope = choice.weight * (is_right - exp(scores[at] - top) / total);
        if slope.abs() < 1e-4 {
            continue;
        }
        for &feature in place {
            squares[feature] += slope * slope;
            weights[feature] += RATE * slope / (squares[feature].sqrt() + 1e-3);
        }
    }
}

/// The weights, scaled into a byte each; the few largest are cut.
fn quantised(weights: &[f64]) -> Vec<i8> {
    let mut sizes: Vec<f64> = weights.iter().map(|weight| weight.abs()).filter(|&size| size > 0.0).collect();
    sizes.sort_unstable_by(f64::total_cmp);
    let largest = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 2000)).copied().unwrap_or(1.0);
    weights.iter().map(|weight| (weight * 127.0 / largest).round().clamp(-127.0, 127.0) as i8).collect()
}

/// Hashes of words that stand small more than twice as often as with a capital inside a sentence.
fn printed_small(news: &[String]) -> Vec<u32> {
    let mut counts: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
    for text in news {
        let mut opens = true;
        for raw in text.split_ascii_whitespace() {
            let bare = raw.trim_matches(|c: char| !c.is_alphanumeric());
            let bare = bare.strip_suffix("'s").or(bare.strip_suffix("’s")).unwrap_or(bare);
            if let Some(first) = bare.chars().next() {
                let (small, capital) = counts.entry(hash(bare)).or_default();
                *small += u32::from(first.is_lowercase());
                *capital += u32::from(first.is_uppercase() && !opens);
                opens = false;
            }
            opens |= raw.ends_with(['.', '?', '!', ':', '”', '"', '’']);
        }
    }
    let is_small = |(_, (small, capital)): &(u32, (u32, u32))| *small >= SELDOM_SMALL && *small > 2 * capital;
    counts.into_iter().filter(is_small).map(|(hash, _)| hash).collect()
}
