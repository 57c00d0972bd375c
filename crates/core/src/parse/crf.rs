//! Learns the weights of the page grammar: a conditional random field over whole pages (Lafferty, McCallum, Pereira,
//! 2001), trained on the likelihood of all paths that the labels allow (Quattoni et al., 2007) with a softmax margin
//! (Gimpel, Smith, 2010), AdaGrad (Duchi, Hazan, Singer, 2011) and a squared penalty.
//!
//! One thread, a fixed order of pages, and no function of the system's mathematics library: the same pages give the
//! same bytes on every machine.

use super::decode::{Allowed, LABELS, REGIONS, label};
use super::feature::Features;
use super::model::{BUCKETS, LANES};
use crate::Role;

/// A page to learn from.
pub(crate) struct Example {
    pub(crate) features: Features,
    /// The labels that are right, by region.
    pub(crate) right: Vec<Allowed>,
    /// The labels that the forms leave open.
    pub(crate) free: Vec<Allowed>,
    /// The only round it is seen in; every one when there is none.
    pub(crate) round: Option<usize>,
}

impl Example {
    /// Whether a label would take running text for something else, or something else for running text.
    fn mistakes_text(&self, at: usize, label: usize) -> bool {
        let right = self.right[at].iter().fold(0, |all, mask| all | mask);
        let is_text = right >> TEXT & 1 == 1;
        right >> label & 1 == 0 && (is_text || label == TEXT)
    }
}

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) rounds: usize,
    /// How far one page moves a weight.
    pub(crate) rate: f64,
    /// How strongly weights are drawn to zero.
    pub(crate) penalty: f64,
    /// The share of features that a page does not see in a round, in 256ths.
    pub(crate) dropout: u32,
    /// By how much the right labels have to beat those that mistake running text.
    pub(crate) cost: f64,
}

/// Weights as they are learnt: by feature, then by region, label before and label, then by region entered and label.
pub(crate) struct Weights {
    pub(crate) rows: Vec<[f64; LANES]>,
}

/// Rows behind the features': what follows what, and what it is worth to enter a region.
pub(crate) const STAY: usize = BUCKETS;
pub(crate) const ENTER: usize = STAY + REGIONS * LABELS;
const ROWS: usize = ENTER + REGIONS;

/// The label of running text.
const TEXT: usize = label(Role::Paragraph);

type Cell = [[f64; LANES]; REGIONS];

const NOTHING: Cell = [[0.0; LANES]; REGIONS];

/// States of less mass are passed over.
const LEAST: f64 = 1e-9;

/// `exp` from exact operations only.
pub(super) fn exp(x: f64) -> f64 {
    let x = x.clamp(-700.0, 700.0);
    let whole = (x * std::f64::consts::LOG2_E).round();
    let rest = x - whole * std::f64::consts::LN_2;
    let mut sum = 1.0;
    for divisor in (1..=13).rev() {
        sum = 1.0 + sum * rest / f64::from(divisor);
    }
    sum * f64::from_bits(((1023 + whole as i64) as u64) << 52)
}

/// Weights of the grammar, exponentiated once a page.
struct Ways {
    stay: Vec<[f64; LANES]>,
    enter: [[f64; LANES]; REGIONS],
}

impl Weights {
    fn ways(&self) -> Ways {
        let stay = self.rows[STAY..ENTER].iter().map(|row| row.map(exp)).collect();
        let enter = std::array::from_fn(|region| self.rows[ENTER + region].map(exp));
        Ways { stay, enter }
    }
}

/// Expected counts of a page: by unit and state, by transition, by entry.
struct Expected {
    units: Vec<Cell>,
    stay: Vec<[f64; LANES]>,
    enter: Cell,
}

/// Expected counts over all paths within `mask`, each label of each unit worth `extra` more; none when there is no
/// such path.
fn expected(
    ways: &Ways,
    own: &[[f64; LANES]],
    mask: &[Allowed],
    extra: impl Fn(usize, usize) -> f64,
) -> Option<Expected> {
    let count = own.len();
    let mut emission = vec![NOTHING; count];
    for at in 0..count {
        let mut top = f64::MIN;
        for region in 0..REGIONS {
            for label in (0..LABELS).filter(|label| mask[at][region] >> label & 1 == 1) {
                top = top.max(own[at][label] + own[at][LABELS + region]);
            }
        }
        for region in 0..REGIONS {
            for label in (0..LABELS).filter(|label| mask[at][region] >> label & 1 == 1) {
                let score = own[at][label] + own[at][LABELS + region] + extra(at, label);
                emission[at][region][label] = exp(score - top);
            }
        }
    }
    // Forward.
    let mut forward = vec![NOTHING; count];
    for at in 0..count {
        let mut cell = emission[at];
        if at == 0 {
            for (mass, way) in cell[1].iter_mut().zip(&ways.enter[1]) {
                *mass *= way;
            }
            cell[2] = [0.0; LANES];
        } else {
            for region in 0..REGIONS {
                let mut sum = follow(&forward[at - 1][region], ways, region);
                if region > 0 {
                    let entered = follow(&forward[at - 1][region - 1], ways, region);
                    for label in 0..LANES {
                        sum[label] += entered[label] * ways.enter[region][label];
                    }
                }
                for label in 0..LANES {
                    cell[region][label] *= sum[label];
                }
            }
        }
        let total: f64 = cell.iter().flatten().sum();
        if total <= 0.0 || total.is_nan() {
            return None;
        }
        cell.iter_mut().flatten().for_each(|value| *value /= total);
        forward[at] = cell;
    }
    // Backward: `behind` is the mass of what follows a state.
    let mut out = Expected { units: forward, stay: vec![[0.0; LANES]; REGIONS * LABELS], enter: NOTHING };
    let mut behind: Cell = [[1.0; LANES]; REGIONS];
    for at in (0..count).rev() {
        let mut total = 0.0;
        let before = out.units[at];
        let cell = &mut out.units[at];
        for region in 0..REGIONS {
            for label in 0..LABELS {
                cell[region][label] = before[region][label] * behind[region][label];
                total += cell[region][label];
            }
        }
        if total <= 0.0 || total.is_nan() {
            return None;
        }
        cell.iter_mut().flatten().for_each(|value| *value /= total);
        if at == 0 {
            for label in 0..LABELS {
                out.enter[1][label] += out.units[0][1][label];
            }
            break;
        }
        let from = out.units[at - 1];
        let gain: Cell = std::array::from_fn(|region| {
            std::array::from_fn(|label| emission[at][region][label] * behind[region][label])
        });
        let entering: Cell = std::array::from_fn(|region| {
            std::array::from_fn(|label| gain[region][label] * ways.enter[region][label])
        });
        let mut next = NOTHING;
        let mut mass = 0.0;
        for region in 0..REGIONS {
            for label in (0..LABELS).filter(|&label| from[region][label] > LEAST) {
                let sum = |row: &[f64; LANES], gain: &[f64; LANES]| -> f64 {
                    row.iter().zip(gain).map(|(way, gain)| way * gain).sum()
                };
                next[region][label] = sum(&ways.stay[region * LABELS + label], &gain[region]);
                if region + 1 < REGIONS {
                    next[region][label] +=
                        sum(&ways.stay[(region + 1) * LABELS + label], &entering[region + 1]);
                }
                mass += from[region][label] * next[region][label];
            }
        }
        if mass <= 0.0 || mass.is_nan() {
            return None;
        }
        for region in 0..REGIONS {
            for label in (0..LABELS).filter(|&label| from[region][label] > LEAST) {
                let share = from[region][label] / mass;
                let row = region * LABELS + label;
                for (to, gain) in gain[region].iter().enumerate() {
                    out.stay[row][to] += share * ways.stay[row][to] * gain;
                }
                let row = row + LABELS;
                if region + 1 < REGIONS {
                    for (to, gain) in entering[region + 1].iter().enumerate() {
                        let value = share * ways.stay[row][to] * gain;
                        out.stay[row][to] += value;
                        out.enter[region + 1][to] += value;
                    }
                }
            }
        }
        let top = next.iter().flatten().fold(0.0_f64, |top, &value| top.max(value));
        next.iter_mut().flatten().for_each(|value| *value /= top);
        behind = next;
    }
    Some(out)
}

fn follow(from: &[f64; LANES], ways: &Ways, region: usize) -> [f64; LANES] {
    let mut sum = [0.0; LANES];
    for (before, &mass) in from.iter().enumerate().take(LABELS).filter(|&(_, &mass)| mass > LEAST) {
        for (sum, way) in sum.iter_mut().zip(&ways.stay[region * LABELS + before]) {
            *sum += mass * way;
        }
    }
    sum
}

/// Learns from the pages, in an order shuffled each round by `order`.
pub(crate) fn learn(
    examples: &[Example],
    keep: &[bool],
    settings: Settings,
    order: impl Fn(usize, usize) -> Vec<usize>,
) -> Weights {
    let mut weights = Weights { rows: vec![[0.0; LANES]; ROWS] };
    let mut squares = vec![[0.0_f64; LANES]; ROWS];
    let mut slope = vec![[0.0_f64; LANES]; ROWS];
    let mut touched: Vec<usize> = Vec::new();
    let mut is_touched = vec![false; ROWS];
    let mut average = Weights { rows: vec![[0.0; LANES]; ROWS] };
    let averaged = settings.rounds / 2;
    for round in 0..settings.rounds {
        for at in order(examples.len(), round) {
            let example = &examples[at];
            if example.round.is_some_and(|only| only != round) {
                continue;
            }
            let count = example.right.len();
            let salt = (round * 7919 + at) as u32;
            let seen = |feature: u16| {
                keep[usize::from(feature)]
                    && (u32::from(feature) ^ salt.wrapping_mul(0x9E37_79B9)).wrapping_mul(0x85EB_CA6B) >> 24
                        >= settings.dropout
            };
            let mut own = vec![[0.0; LANES]; count];
            for (at, sum) in own.iter_mut().enumerate() {
                for &feature in example.features.unit(at).iter().filter(|&&feature| seen(feature)) {
                    for (sum, weight) in sum.iter_mut().zip(&weights.rows[usize::from(feature)]) {
                        *sum += weight;
                    }
                }
            }
            let ways = weights.ways();
            let cost =
                |at: usize, label: usize| if example.mistakes_text(at, label) { settings.cost } else { 0.0 };
            let (Some(right), Some(guess)) = (
                expected(&ways, &own, &example.right, |_, _| 0.0),
                expected(&ways, &own, &example.free, cost),
            ) else {
                continue;
            };
            let mut touch = |row: usize, slope: &mut Vec<[f64; LANES]>, by: &[f64; LANES]| {
                if !is_touched[row] {
                    is_touched[row] = true;
                    touched.push(row);
                }
                for (sum, by) in slope[row].iter_mut().zip(by) {
                    *sum += by;
                }
            };
            for at in 0..count {
                let mut by = [0.0; LANES];
                for region in 0..REGIONS {
                    for label in 0..LABELS {
                        let error = right.units[at][region][label] - guess.units[at][region][label];
                        by[label] += error;
                        by[LABELS + region] += error;
                    }
                }
                if by.iter().all(|error| error.abs() < 1e-6) {
                    continue;
                }
                for &feature in example.features.unit(at).iter().filter(|&&feature| seen(feature)) {
                    touch(usize::from(feature), &mut slope, &by);
                }
            }
            for row in 0..REGIONS * LABELS {
                let by = std::array::from_fn(|lane| right.stay[row][lane] - guess.stay[row][lane]);
                touch(STAY + row, &mut slope, &by);
            }
            for region in 0..REGIONS {
                let by = std::array::from_fn(|lane| right.enter[region][lane] - guess.enter[region][lane]);
                touch(ENTER + region, &mut slope, &by);
            }
            for row in touched.drain(..) {
                is_touched[row] = false;
                for lane in 0..LANES {
                    let weight = &mut weights.rows[row][lane];
                    let slope = std::mem::take(&mut slope[row][lane]) - settings.penalty * *weight;
                    let square = &mut squares[row][lane];
                    *square += slope * slope;
                    *weight += settings.rate * slope / (square.sqrt() + 1e-3);
                }
            }
        }
        if round >= averaged {
            for (average, row) in average.rows.iter_mut().zip(&weights.rows) {
                for (average, weight) in average.iter_mut().zip(row) {
                    *average += weight;
                }
            }
        }
    }
    average
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_the_exponential() {
        for x in [-300.0, -7.3, -0.2, 0.0, 0.31, 1.0, 44.4] {
            assert!((exp(x) / f64::exp(x) - 1.0).abs() < 1e-13, "{x}");
        }
    }

    #[test]
    fn what_mistakes_running_text_weighs_more() {
        let promo = label(Role::Promo);
        let nav = label(Role::Nav);
        let costs = |right: usize, label: usize| {
            let right = vec![[0, 1 << right, 0]];
            let example = Example { features: Features::default(), free: right.clone(), right, round: None };
            example.mistakes_text(0, label)
        };
        assert!(costs(TEXT, promo) && costs(promo, TEXT));
        assert!(!costs(promo, nav) && !costs(TEXT, TEXT));
        let ways = Weights { rows: vec![[0.0; LANES]; ROWS] }.ways();
        let both = [[0, 1 << TEXT | 1 << promo, 0]];
        let cost = |_: usize, label: usize| if label == promo { 2.0 } else { 0.0 };
        let mass = expected(&ways, &[[0.0; LANES]], &both, cost).unwrap().units[0][1];
        assert!((mass[promo] / mass[TEXT] / exp(2.0) - 1.0).abs() < 1e-9);
    }
}
