//! The page grammar: which roles may follow which, and the best path through them (Viterbi, 1967).
//!
//! A page has three regions, in this order: what stands before the story, the story, what stands after it.
//! Running text, headline, subheads and pull quotes stand in the story only.

use super::model::LANES;
use crate::Role;

/// The roles of [`Role::ALL`], and one for lines of teasers.
pub(crate) const LABELS: usize = 20;
/// Before the story, the story, after it.
pub(crate) const REGIONS: usize = 3;

/// The label of a line of a teaser.
pub(crate) const TEASER: usize = 19;

const UNREACHED: i32 = i32::MIN / 4;

/// The bit of each label; none for the lanes that pad a row.
const BITS: [u32; LANES] = {
    let mut bits = [0; LANES];
    let mut label = 0;
    while label < LABELS {
        bits[label] = 1 << label;
        label += 1;
    }
    bits
};

/// The label of a role.
pub(crate) const fn label(role: Role) -> usize {
    role as usize
}

/// The role of a label; none for a teaser's line.
pub(crate) fn role(label: usize) -> Option<Role> {
    Role::ALL.get(label).copied()
}

impl Grammar {
    /// All weights in one row, for reading, writing and learning.
    pub(crate) fn weights(&mut self) -> impl Iterator<Item = &mut i32> {
        self.gain = [[[ANY_GAIN; LABELS]; LABELS]; REGIONS];
        self.stay.iter_mut().flatten().chain(&mut self.enter).flatten()
    }

    /// Works out which ways cannot win, once the weights stand: with it [`best_path`] looks at a few labels a unit.
    pub(crate) fn settle(&mut self) {
        for (stay, gain) in self.stay.iter().zip(&mut self.gain) {
            for (first, gain) in stay.iter().zip(gain) {
                for (second, gain) in stay.iter().zip(gain) {
                    let gains = second.iter().zip(first).take(LABELS).map(|(second, first)| second - first);
                    *gain = gains.max().unwrap_or(ANY_GAIN);
                }
            }
        }
    }

    /// A weight by its place in that row.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn weight(&self, at: usize) -> i32 {
        let (row, lane) = (at / LANES, at % LANES);
        match row.checked_sub(REGIONS * LABELS) {
            None => self.stay[row / LABELS][row % LABELS][lane],
            Some(region) => self.enter[region][lane],
        }
    }
}

/// The labels that stand in the story only.
pub(crate) const STORY_ONLY: u32 = 1 << label(Role::Paragraph)
    | 1 << label(Role::Headline)
    | 1 << label(Role::Subhead)
    | 1 << label(Role::Pullquote);
/// All labels.
pub(crate) const ANY: u32 = (1 << LABELS) - 1;

/// The labels a unit may have, by region.
pub(crate) type Allowed = [u32; REGIONS];
/// What the grammar allows of any unit.
pub(crate) const FREE: Allowed = [ANY & !STORY_ONLY, ANY, ANY & !STORY_ONLY];

/// A unit's place on the best path.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Step {
    pub(crate) label: usize,
    pub(crate) region: usize,
    /// The label's own score.
    pub(crate) score: i32,
    /// By how much it beats the next best label's.
    pub(crate) margin: i32,
}

pub(crate) type Scores = [[i32; LANES]; REGIONS];

/// Weights of what follows what.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Grammar {
    /// By region, label before, label.
    pub(crate) stay: [[[i32; LANES]; LABELS]; REGIONS],
    /// What it is worth to enter a region with a label.
    pub(crate) enter: [[i32; LANES]; REGIONS],
    /// By region and two labels before: the most that the second gains on the first, whatever follows.
    gain: [[[i32; LABELS]; LABELS]; REGIONS],
}

/// More than any label gains: no way is given up.
const ANY_GAIN: i32 = i32::MAX / 4;

impl Default for Grammar {
    fn default() -> Self {
        Grammar {
            stay: [[[0; LANES]; LABELS]; REGIONS],
            enter: [[0; LANES]; REGIONS],
            gain: [[[ANY_GAIN; LABELS]; LABELS]; REGIONS],
        }
    }
}

/// The best path over units whose labels' and regions' own scores are given. `allowed` says which labels a unit may
/// have, `extra` changes the scores by region.
pub(crate) fn best_path(
    grammar: &Grammar,
    own: &[[i32; LANES]],
    allowed: impl Fn(usize) -> Allowed,
    extra: impl Fn(usize, &mut Scores),
) -> Vec<Step> {
    let mut back: Vec<[[u8; LANES]; REGIONS]> = Vec::with_capacity(own.len());
    let mut scores: Scores = [[UNREACHED; LANES]; REGIONS];
    for (at, sum) in own.iter().enumerate() {
        let mut emission: Scores = [[UNREACHED; LANES]; REGIONS];
        let mask = allowed(at);
        for region in 0..REGIONS {
            for lane in 0..LANES {
                let score = sum[lane] + sum[LABELS + region];
                emission[region][lane] = if mask[region] & BITS[lane] == 0 { UNREACHED } else { score };
            }
        }
        extra(at, &mut emission);
        let (next, from) =
            if at == 0 { start(grammar, &emission) } else { step(grammar, &scores, &emission) };
        scores = next;
        back.push(from);
    }
    trace(&scores, &back, own)
}

fn start(grammar: &Grammar, emission: &Scores) -> (Scores, [[u8; LANES]; REGIONS]) {
    let mut scores = [[UNREACHED; LANES]; REGIONS];
    scores[0] = emission[0];
    for label in 0..LABELS {
        scores[1][label] = emission[1][label] + grammar.enter[1][label];
    }
    (scores, [[0; LANES]; REGIONS])
}

/// One unit further: the best label before for every label, with bit 7 set where a region begins.
fn step(grammar: &Grammar, scores: &Scores, emission: &Scores) -> (Scores, [[u8; LANES]; REGIONS]) {
    let mut next = [[UNREACHED; LANES]; REGIONS];
    let mut back = [[0_u8; LANES]; REGIONS];
    for region in 0..REGIONS {
        let mut best = [UNREACHED; LANES];
        let mut from = [0_i32; LANES];
        climb(&scores[region], grammar, region, &mut best, &mut from);
        if region > 0 {
            let mut entered = [UNREACHED; LANES];
            let mut entered_from = [0_i32; LANES];
            climb(&scores[region - 1], grammar, region, &mut entered, &mut entered_from);
            for label in 0..LANES {
                let score = entered[label] + grammar.enter[region][label];
                let better = score > best[label];
                best[label] = if better { score } else { best[label] };
                from[label] = if better { entered_from[label] | 0x80 } else { from[label] };
            }
        }
        for label in 0..LANES {
            next[region][label] = (best[label] + emission[region][label]).max(UNREACHED);
            back[region][label] = from[label] as u8;
        }
    }
    (next, back)
}

/// The best label before every label. A label that trails the leading one by more than it can gain is left out.
fn climb(
    scores: &[i32; LANES],
    grammar: &Grammar,
    region: usize,
    best: &mut [i32; LANES],
    from: &mut [i32; LANES],
) {
    let mut top = [UNREACHED; 8];
    for chunk in scores.chunks_exact(8) {
        for (top, &score) in top.iter_mut().zip(chunk) {
            *top = if score > *top { score } else { *top };
        }
    }
    let lead = top.into_iter().max().unwrap_or(UNREACHED);
    if lead <= UNREACHED / 2 {
        return;
    }
    let Some(leader) = scores[..LABELS].iter().position(|&score| score == lead) else { return };
    let gain = &grammar.gain[region][leader];
    for (before, weights) in grammar.stay[region].iter().enumerate() {
        let score = scores[before];
        if score <= UNREACHED / 2 || score + gain[before] < lead {
            continue;
        }
        for label in 0..LANES {
            let candidate = score + weights[label];
            let better = candidate > best[label];
            best[label] = if better { candidate } else { best[label] };
            from[label] = if better { before as i32 } else { from[label] };
        }
    }
}

fn trace(scores: &Scores, back: &[[[u8; LANES]; REGIONS]], own: &[[i32; LANES]]) -> Vec<Step> {
    let mut steps = vec![Step::default(); back.len()];
    let (mut region, mut label) = (0, 0);
    for (at_region, row) in scores.iter().enumerate() {
        for (at_label, &score) in row.iter().enumerate().take(LABELS) {
            if score > scores[region][label] {
                (region, label) = (at_region, at_label);
            }
        }
    }
    for at in (0..back.len()).rev() {
        let score = own[at][label];
        let others = own[at][..LABELS].iter().enumerate().filter(|&(other, _)| other != label);
        let second = others.map(|(_, &score)| score).max().unwrap_or(score);
        steps[at] = Step { label, region, score, margin: score - second };
        let from = back[at][region][label];
        label = usize::from(from & 0x7F);
        region -= usize::from(from >> 7).min(region);
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_that_cannot_win_change_no_path() {
        let mut plain = Grammar::default();
        let mut state = 7_u32;
        let mut draw = |range: i32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) as i32 % range - range / 2
        };
        plain.weights().for_each(|weight| *weight = draw(60));
        let own: Vec<[i32; LANES]> = (0..400).map(|_| std::array::from_fn(|_| draw(90))).collect();
        let mut settled = plain.clone();
        settled.settle();
        assert_ne!(settled.gain, plain.gain);
        let path = |grammar: &Grammar| best_path(grammar, &own, |_| FREE, |_, _| {});
        assert_eq!(path(&settled), path(&plain));
    }
}
