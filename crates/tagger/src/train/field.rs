//! A conditional random field (Lafferty, McCallum and Pereira 2001) over the labels, learned by stochastic steps with
//! a rate of its own for each weight (AdaGrad, Duchi, Hazan and Singer 2011). Where a token may have several labels,
//! their sum is made likely. All arithmetic is in a fixed order.

use super::Options;
use super::corpus::{Corpus, Sequence};
use super::pack::Row;
use crate::decode::{Moves, Path, Scores};
use crate::label::{self, INSIDE, KINDS, LABELS, ONLY, OUTSIDE, Part, STARTS};
use crate::model::WIDE;

type Wide = [f32; WIDE];

/// The learner: weights and the squares of their gradients so far.
pub(crate) struct Field {
    weights: Vec<Wide>,
    squares: Vec<Wide>,
    moves: Vec<Wide>,
    move_squares: Vec<Wide>,
    /// `exp` of the moves, renewed now and then.
    chances: Vec<Wide>,
}

const START_SQUARES: f32 = 0.1;
/// Errors below this are not worth a step.
const NEGLIGIBLE: f32 = 0.01;
/// Updates until `chances` are renewed.
const RENEW: usize = 16;
/// Weights are kept as 8 bits of this.
const SCALE: f32 = 24.0;

/// The exponential of `x <= 0`, by powers of two and a polynomial: the same on every machine.
fn exp(x: f32) -> f32 {
    let x = x.max(-80.0) * std::f32::consts::LOG2_E;
    let whole = x.floor();
    let part = x - whole;
    let power = f32::from_bits(((whole as i32 + 127) as u32) << 23);
    let curve = 1.0 + part * (0.695_976_3 + part * (0.224_940_44 + part * 0.079_083_27));
    power * curve
}

/// A number drawn by a pass for one of its stretches, or for a feature of one of its tokens: the finaliser of
/// splitmix64 (Steele, Lea and Flood 2014).
fn drawn(seed: u32, number: u64) -> u64 {
    let value = (u64::from(seed) << 40 ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

fn closed() -> impl Iterator<Item = usize> {
    std::iter::once(OUTSIDE).chain(ONLY..INSIDE)
}

impl Field {
    pub(crate) fn new(features: usize) -> Self {
        Field {
            weights: vec![[0.0; WIDE]; features],
            squares: vec![[START_SQUARES; WIDE]; features],
            moves: vec![[0.0; WIDE]; LABELS],
            move_squares: vec![[START_SQUARES; WIDE]; LABELS],
            chances: vec![[1.0; WIDE]; LABELS],
        }
    }

    /// The features with the largest weights, `count` of them, in their order.
    pub(crate) fn strongest(&self, count: usize) -> Vec<usize> {
        let mut order: Vec<(f32, usize)> = self
            .weights
            .iter()
            .zip(&self.squares)
            .enumerate()
            .map(|(n, (row, squares))| {
                let strength: f32 = row.iter().zip(squares).map(|(w, s)| w * w * s.sqrt()).sum();
                (strength, n)
            })
            .collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut kept: Vec<usize> = order.into_iter().take(count).map(|(_, n)| n).collect();
        kept.sort_unstable();
        kept
    }

    pub(crate) fn keep(&mut self, kept: &[usize]) {
        self.weights = kept.iter().map(|&n| self.weights[n]).collect();
        self.squares = kept.iter().map(|&n| self.squares[n]).collect();
    }

    /// One pass over the sequences of the corpus that `which` picks, in an order drawn from `seed`; the mean loss of a
    /// token.
    pub(crate) fn pass(
        &mut self,
        corpus: &Corpus,
        which: impl Fn(&Sequence) -> bool,
        seed: u32,
        step: f32,
        options: &Options,
    ) -> f64 {
        let mut order: Vec<u32> = (0..corpus.sequences.len() as u32).collect();
        order.retain(|&n| which(&corpus.sequences[n as usize]));
        order.sort_by_key(|&n| (drawn(seed, u64::from(n)), n));
        let mut loss = 0.0;
        let mut work = Work::default();
        let rate = Rate { step, decay: options.decay };
        for (n, &number) in order.iter().enumerate() {
            if n % RENEW == 0 {
                self.renew();
            }
            let sequence = &corpus.sequences[number as usize];
            let kept = |token: usize, feature: usize| {
                drawn(seed, (token as u64) << 24 ^ feature as u64) & 255 >= u64::from(options.dropped)
            };
            // Half of the stretches are learned as the first look sees them.
            let second = drawn(seed, 1 << 56 | u64::from(number)) & 1 == 0;
            loss += self.learn(corpus, sequence, kept, second, rate, &mut work);
        }
        loss / corpus.tokens().max(1) as f64
    }

    fn renew(&mut self) {
        for (chances, moves) in self.chances.iter_mut().zip(&self.moves) {
            for (chance, &own) in chances.iter_mut().zip(moves) {
                // Moves stay small; the shift keeps the argument below 0.
                *chance = exp(own.min(20.0) - 20.0);
            }
        }
    }

    fn learn(
        &mut self,
        corpus: &Corpus,
        sequence: &Sequence,
        kept: impl Fn(usize, usize) -> bool,
        second: bool,
        rate: Rate,
        work: &mut Work,
    ) -> f64 {
        work.scores.clear();
        for token in sequence.tokens.clone() {
            let mut sum = [0.0; WIDE];
            for feature in corpus.of(token, second).filter(|&feature| kept(token, feature)) {
                for (sum, weight) in sum.iter_mut().zip(&self.weights[feature]) {
                    *sum += weight;
                }
            }
            work.scores.push(sum);
        }
        let allowed = &corpus.allowed[sequence.tokens.clone()];
        let free = vec![u32::MAX; allowed.len()];
        let all = chances(&work.scores, &free, &self.chances, &mut work.model);
        let right = chances(&work.scores, allowed, &self.chances, &mut work.gold);
        for (n, token) in sequence.tokens.clone().enumerate() {
            let mut error = [0.0; WIDE];
            for (label, error) in error.iter_mut().enumerate().take(LABELS) {
                *error = (work.model.labels[n][label] - work.gold.labels[n][label]) * sequence.weight;
            }
            if error.iter().all(|error| error.abs() < NEGLIGIBLE) {
                continue;
            }
            for feature in corpus.of(token, second).filter(|&feature| kept(token, feature)) {
                update(&mut self.weights[feature], &mut self.squares[feature], &error, rate);
            }
        }
        for label in 0..LABELS {
            let mut error = [0.0; WIDE];
            for (next, error) in error.iter_mut().enumerate().take(LABELS) {
                *error = (work.model.moves[label][next] - work.gold.moves[label][next]) * sequence.weight;
            }
            if error.iter().any(|error| error.abs() >= NEGLIGIBLE) {
                update(&mut self.moves[label], &mut self.move_squares[label], &error, rate);
            }
        }
        f64::from(all - right)
    }

    /// The best labels of a sequence at a first look.
    pub(crate) fn best(&self, corpus: &Corpus, sequence: &Sequence, options: &Options, path: &mut Path) {
        let share = options.share();
        let round = |weight: f32| (weight * SCALE).round();
        let moves = Moves::new(|label, next| round(self.moves[label][next]) as i16);
        let scores: Vec<Scores> = sequence
            .tokens
            .clone()
            .map(|token| {
                let mut sum = [0.0; WIDE];
                for feature in corpus.of(token, false) {
                    for (sum, weight) in sum.iter_mut().zip(&self.weights[feature]) {
                        *sum += weight;
                    }
                }
                sum.map(|score| round(score * share) as i16)
            })
            .collect();
        path.best(&scores, &moves);
    }

    /// The rows and moves of a model file, rounded.
    pub(crate) fn quantized(&self, corpus: &Corpus, options: &Options) -> (Vec<Row>, Vec<i16>) {
        let scale = SCALE * options.share();
        let rows = self
            .weights
            .iter()
            .zip(&corpus.hashes)
            .map(|(row, &hash)| {
                (hash, std::array::from_fn(|n| (row[n] * scale).round().clamp(-127.0, 127.0) as i8))
            })
            .filter(|(_, row): &Row| row.iter().any(|&weight| weight != 0))
            .collect();
        let lean = |next: usize| match label::read(next) {
            Some((kind, Part::First | Part::Only)) => options.lean[kind],
            _ => 0.0,
        };
        let mut moves = Vec::with_capacity(LABELS * LABELS);
        for row in &self.moves {
            moves.extend((0..LABELS).map(|next| ((row[next] + lean(next)) * SCALE).round() as i16));
        }
        (rows, moves)
    }
}

/// How far an update goes, and how much of a weight it takes away.
#[derive(Clone, Copy)]
struct Rate {
    step: f32,
    decay: f32,
}

fn update(weights: &mut Wide, squares: &mut Wide, error: &Wide, rate: Rate) {
    for n in 0..WIDE {
        let slope = error[n] + rate.decay * weights[n];
        squares[n] += slope * slope;
        weights[n] -= rate.step * slope / squares[n].sqrt();
    }
}

/// Buffers of one step.
#[derive(Default)]
struct Work {
    scores: Vec<Wide>,
    model: Chances,
    gold: Chances,
}

/// What is likely: each token's labels, and how often one label follows another.
#[derive(Default)]
struct Chances {
    labels: Vec<Wide>,
    moves: Vec<Wide>,
    own: Vec<Wide>,
    forward: Vec<Wide>,
    totals: Vec<f32>,
}

/// Fills in the chances of a stretch by the forward and backward sums; the logarithm of all paths' weight.
fn chances(scores: &[Wide], allowed: &[u32], moves: &[Wide], out: &mut Chances) -> f32 {
    let Chances { labels, moves: followed, own, forward, totals } = out;
    own.clear();
    forward.clear();
    totals.clear();
    labels.clear();
    followed.clear();
    followed.resize(LABELS, [0.0; WIDE]);
    let mut sum = 0.0;
    let mut before = [0.0; WIDE];
    before[OUTSIDE] = 1.0;
    for (score, &bits) in scores.iter().zip(allowed) {
        let may = |label: usize| bits >> label & 1 == 1;
        let top = (0..LABELS).filter(|&n| may(n)).fold(f32::MIN, |top, n| top.max(score[n]));
        let here: Wide =
            std::array::from_fn(|n| if n < LABELS && may(n) { exp(score[n] - top) } else { 0.0 });
        let mut next = [0.0; WIDE];
        for label in closed() {
            for start in 0..STARTS {
                next[start] += before[label] * moves[label][start];
            }
        }
        for kind in 0..KINDS.len() {
            for label in [1 + kind, INSIDE + kind] {
                for to in [STARTS + kind, INSIDE + kind] {
                    next[to] += before[label] * moves[label][to];
                }
            }
        }
        let mut total = 0.0;
        for n in 0..LABELS {
            next[n] *= here[n];
            total += next[n];
        }
        let total = total.max(f32::MIN_POSITIVE);
        for chance in &mut next {
            *chance /= total;
        }
        sum += top + total.ln();
        own.push(here);
        totals.push(total);
        forward.push(next);
        before = next;
    }
    let mut after = [0.0; WIDE];
    for label in closed() {
        after[label] = 1.0;
    }
    let ends: f32 = (0..LABELS).map(|n| before[n] * after[n]).sum();
    let ends = ends.max(f32::MIN_POSITIVE);
    for chance in &mut after {
        *chance /= ends;
    }
    sum += ends.ln();
    labels.resize(scores.len(), [0.0; WIDE]);
    for n in (0..scores.len()).rev() {
        for label in 0..LABELS {
            labels[n][label] = forward[n][label] * after[label];
        }
        // What each label of this token gives to the ones before it.
        let gives: Wide = std::array::from_fn(|label| own[n][label] * after[label] / totals[n]);
        let mut first = [0.0; WIDE];
        first[OUTSIDE] = 1.0;
        let from = if n > 0 { &forward[n - 1] } else { &first };
        let mut back = [0.0; WIDE];
        for label in closed() {
            for start in 0..STARTS {
                let path = moves[label][start] * gives[start];
                back[label] += path;
                followed[label][start] += from[label] * path;
            }
        }
        for kind in 0..KINDS.len() {
            for label in [1 + kind, INSIDE + kind] {
                for to in [STARTS + kind, INSIDE + kind] {
                    let path = moves[label][to] * gives[to];
                    back[label] += path;
                    followed[label][to] += from[label] * path;
                }
            }
        }
        after = back;
    }
    sum
}
