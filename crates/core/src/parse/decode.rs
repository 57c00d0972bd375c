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
        self.gain = [[[ANY_GAIN; LANES]; LABELS]; REGIONS];
        self.entry = [[ANY_GAIN; LABELS]; REGIONS];
        self.stay.iter_mut().flatten().chain(&mut self.enter).flatten()
    }

    /// Works out which ways cannot win, once the weights stand: with it [`best_path`] looks at a few labels a unit.
    pub(crate) fn settle(&mut self) {
        for region in 0..REGIONS {
            let (stay, enter) = (&self.stay[region], &self.enter[region]);
            for (first, leading) in stay.iter().enumerate() {
                let most = |gain: &dyn Fn(usize) -> i32| (0..LABELS).map(gain).max().unwrap_or(ANY_GAIN);
                for (second, trailing) in stay.iter().enumerate() {
                    self.gain[region][first][second] = most(&|label| trailing[label] - leading[label]);
                }
                let entries = stay
                    .iter()
                    .map(|trailing| most(&|label| trailing[label] + enter[label] - leading[label]));
                self.entry[region][first] = entries.max().unwrap_or(ANY_GAIN);
            }
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
    gain: [[[i32; LANES]; LABELS]; REGIONS],
    /// By region and a label before: the most that any label of the region before gains on it by entering this one.
    entry: [[i32; LABELS]; REGIONS],
}

/// More than any label gains: no way is given up.
const ANY_GAIN: i32 = i32::MAX / 4;

impl Default for Grammar {
    fn default() -> Self {
        Grammar {
            stay: [[[0; LANES]; LABELS]; REGIONS],
            enter: [[0; LANES]; REGIONS],
            gain: [[[ANY_GAIN; LANES]; LABELS]; REGIONS],
            entry: [[ANY_GAIN; LABELS]; REGIONS],
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
    let mut history: Vec<Scores> = Vec::with_capacity(own.len());
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
        history.push(match history.last() {
            None => start(grammar, &emission),
            Some(scores) => step(grammar, scores, &emission),
        });
    }
    trace(grammar, &history, own)
}

fn start(grammar: &Grammar, emission: &Scores) -> Scores {
    let mut scores = [[UNREACHED; LANES]; REGIONS];
    scores[0] = emission[0];
    for label in 0..LABELS {
        scores[1][label] = emission[1][label] + grammar.enter[1][label];
    }
    scores
}

/// One unit further: the score of the best way to every label.
fn step(grammar: &Grammar, scores: &Scores, emission: &Scores) -> Scores {
    let leaders = scores.each_ref().map(leader);
    let mut next = [[UNREACHED; LANES]; REGIONS];
    for region in 0..REGIONS {
        let mut best = [UNREACHED; LANES];
        if let Some(leader) = leaders[region] {
            climb(&scores[region], leader, grammar, region, &mut best);
        }
        if let Some(from) = region.checked_sub(1).and_then(|before| leaders[before])
            && leaders[region].is_none_or(|(label, lead)| from.1 + grammar.entry[region][label] >= lead)
        {
            let mut entered = [UNREACHED; LANES];
            climb(&scores[region - 1], from, grammar, region, &mut entered);
            for label in 0..LANES {
                best[label] = best[label].max(entered[label] + grammar.enter[region][label]);
            }
        }
        for label in 0..LANES {
            next[region][label] = (best[label] + emission[region][label]).max(UNREACHED);
        }
    }
    next
}

/// The label that leads, with its score; none when no label is reached.
fn leader(scores: &[i32; LANES]) -> Option<(usize, i32)> {
    let mut top = [UNREACHED; 8];
    for chunk in scores.chunks_exact(8) {
        for (top, &score) in top.iter_mut().zip(chunk) {
            *top = if score > *top { score } else { *top };
        }
    }
    let lead = top.into_iter().max().filter(|&lead| lead > UNREACHED / 2)?;
    let leading = labels(|label| scores[label] == lead);
    Some((leading.trailing_zeros() as usize, lead))
}

/// The labels of which something is true, as bits.
fn labels(is: impl Fn(usize) -> bool) -> u32 {
    (0..LANES).fold(0, |bits, label| bits | if is(label) { BITS[label] } else { 0 })
}

/// The best label before every label. A label that trails the leading one by more than it can gain is left out.
fn climb(
    scores: &[i32; LANES],
    (leader, lead): (usize, i32),
    grammar: &Grammar,
    region: usize,
    best: &mut [i32; LANES],
) {
    let gain = &grammar.gain[region][leader];
    let mut left = labels(|label| (scores[label] > UNREACHED / 2) & (scores[label] + gain[label] >= lead));
    while left != 0 {
        let before = left.trailing_zeros() as usize;
        left &= left - 1;
        let (score, weights) = (scores[before], &grammar.stay[region][before]);
        for label in 0..LANES {
            best[label] = best[label].max(score + weights[label]);
        }
    }
}

/// The label that the best way to a label came from, and its score.
fn before(grammar: &Grammar, scores: &[i32; LANES], region: usize, label: usize) -> (usize, i32) {
    let mut best = (0, UNREACHED);
    for (before, weights) in grammar.stay[region].iter().enumerate() {
        let score = scores[before] + weights[label];
        if scores[before] > UNREACHED / 2 && score > best.1 {
            best = (before, score);
        }
    }
    best
}

/// Goes the best path back from its end.
fn trace(grammar: &Grammar, history: &[Scores], own: &[[i32; LANES]]) -> Vec<Step> {
    let mut steps = vec![Step::default(); history.len()];
    let Some(scores) = history.last() else { return steps };
    let (mut region, mut label) = (0, 0);
    for (at_region, row) in scores.iter().enumerate() {
        for (at_label, &score) in row.iter().enumerate().take(LABELS) {
            if score > scores[region][label] {
                (region, label) = (at_region, at_label);
            }
        }
    }
    for at in (0..history.len()).rev() {
        let score = own[at][label];
        let other = |(other, &score)| if other == label { UNREACHED } else { score };
        let second = own[at][..LABELS].iter().enumerate().map(other).fold(UNREACHED, i32::max);
        steps[at] = Step { label, region, score, margin: score - second };
        let Some(scores) = at.checked_sub(1).map(|at| &history[at]) else { break };
        let (stayed, score) = before(grammar, &scores[region], region, label);
        let entered = region
            .checked_sub(1)
            .map(|from| before(grammar, &scores[from], region, label))
            .filter(|&(_, entered)| entered + grammar.enter[region][label] > score);
        (region, label) = entered.map_or((region, stayed), |(entered, _)| (region - 1, entered));
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
