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

/// A unit's scores, and how its labels were reached.
#[derive(Clone)]
struct Layer {
    /// The score of the best way to every label.
    scores: Scores,
    /// By region, the labels of the unit before that the best ways of the same region may come from, as bits.
    stayed: [u32; REGIONS],
    /// And those of the region before; none when no best way enters.
    entered: [u32; REGIONS],
}

impl Default for Layer {
    fn default() -> Self {
        Layer { scores: [[UNREACHED; LANES]; REGIONS], stayed: [0; REGIONS], entered: [0; REGIONS] }
    }
}

/// The best path over units whose labels' and regions' own scores are given. `allowed` says which labels a unit may
/// have.
pub(crate) fn best_path(
    grammar: &Grammar,
    own: &[[i32; LANES]],
    allowed: impl Fn(usize) -> Allowed,
) -> Vec<Step> {
    let mut layers = vec![Layer::default(); own.len()];
    for (at, sum) in own.iter().enumerate() {
        let (above, layer) = layers.split_at_mut(at);
        let layer = &mut layer[0];
        match above.last() {
            None => layer.scores = [[0; LANES], grammar.enter[1], [UNREACHED; LANES]],
            Some(above) => step(grammar, &above.scores, layer),
        }
        for (region, mask) in allowed(at).into_iter().enumerate() {
            emit(&mut layer.scores[region], sum, sum[LABELS + region], mask);
        }
    }
    trace(grammar, &layers, own)
}

/// Adds what a unit's labels in a region are worth by themselves.
fn emit(scores: &mut [i32; LANES], sum: &[i32; LANES], region: i32, mask: u32) {
    for lane in 0..LANES {
        let score = scores[lane] + sum[lane] + region;
        scores[lane] = if mask & BITS[lane] == 0 { UNREACHED } else { score };
    }
}

/// One unit further: the best ways to its labels.
fn step(grammar: &Grammar, scores: &Scores, next: &mut Layer) {
    let leaders = scores.each_ref().map(leader);
    for region in 0..REGIONS {
        let best = &mut next.scores[region];
        if let Some(leader) = leaders[region] {
            next.stayed[region] = rivals(&scores[region], leader, &grammar.gain[region]);
            climb(&scores[region], next.stayed[region], &grammar.stay[region], best);
        }
        if let Some(from) = region.checked_sub(1).and_then(|before| leaders[before])
            && leaders[region].is_none_or(|(label, lead)| from.1 + grammar.entry[region][label] >= lead)
        {
            let before = &scores[region - 1];
            next.entered[region] = rivals(before, from, &grammar.gain[region]);
            let mut entered = [UNREACHED; LANES];
            climb(before, next.entered[region], &grammar.stay[region], &mut entered);
            for label in 0..LANES {
                best[label] = best[label].max(entered[label] + grammar.enter[region][label]);
            }
        }
    }
}

/// The first label that leads, with its score; none when no label is reached.
fn leader(scores: &[i32; LANES]) -> Option<(usize, i32)> {
    let lead = scores.iter().fold(UNREACHED / 2, |lead, &score| lead.max(score));
    scores.iter().position(|&score| score == lead).map(|label| (label, lead))
}

/// The labels that are reached and do not trail the leading one by more than they can gain, as bits.
fn rivals(scores: &[i32; LANES], (leader, lead): (usize, i32), gain: &[[i32; LANES]; LABELS]) -> u32 {
    let gain = &gain[leader];
    let mut bits = [0; LANES];
    for label in 0..LANES {
        let is_rival = (scores[label] > UNREACHED / 2) & (scores[label] + gain[label] >= lead);
        bits[label] = if is_rival { BITS[label] } else { 0 };
    }
    bits.into_iter().fold(0, |all, bit| all | bit)
}

/// The numbers of the bits that are set, from the lowest.
fn ones(mut bits: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = bits.trailing_zeros();
        bits &= bits.wrapping_sub(1);
        (lowest < u32::BITS).then_some(lowest as usize)
    })
}

/// The best score of every label behind one of those before it.
fn climb(scores: &[i32; LANES], from: u32, stay: &[[i32; LANES]; LABELS], best: &mut [i32; LANES]) {
    for before in ones(from) {
        for label in 0..LANES {
            best[label] = best[label].max(scores[before] + stay[before][label]);
        }
    }
}

/// Of the labels before a label, the first that the best way to it came from, and its score.
fn before(scores: &[i32; LANES], from: u32, stay: &[[i32; LANES]; LABELS], label: usize) -> (usize, i32) {
    let mut best = (0, UNREACHED);
    for before in ones(from) {
        let score = scores[before] + stay[before][label];
        best = if score > best.1 { (before, score) } else { best };
    }
    best
}

/// Goes the best path back from its end.
fn trace(grammar: &Grammar, layers: &[Layer], own: &[[i32; LANES]]) -> Vec<Step> {
    let mut steps = vec![Step::default(); layers.len()];
    let Some(Layer { scores, .. }) = layers.last() else { return steps };
    let (mut region, mut label) = (0, 0);
    for (at_region, row) in scores.iter().enumerate() {
        for (at_label, &score) in row.iter().enumerate().take(LABELS) {
            if score > scores[region][label] {
                (region, label) = (at_region, at_label);
            }
        }
    }
    for at in (0..layers.len()).rev() {
        let score = own[at][label];
        let other = |(other, &score)| if other == label { UNREACHED } else { score };
        let second = own[at][..LABELS].iter().enumerate().map(other).fold(UNREACHED, i32::max);
        steps[at] = Step { label, region, score, margin: score - second };
        let Some(Layer { scores, .. }) = at.checked_sub(1).map(|at| &layers[at]) else { break };
        let (Layer { stayed, entered, .. }, stay) = (&layers[at], &grammar.stay[region]);
        let (here, score) = before(&scores[region], stayed[region], stay, label);
        let entry = region
            .checked_sub(1)
            .map(|from| before(&scores[from], entered[region], stay, label))
            .filter(|&(_, entry)| entry + grammar.enter[region][label] > score);
        (region, label) = entry.map_or((region, here), |(there, _)| (region - 1, there));
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
        let path = |grammar: &Grammar| best_path(grammar, &own, |_| FREE);
        assert_eq!(path(&settled), path(&plain));
    }
}
