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

/// The score of what no way leads to.
const UNREACHED: i32 = i32::MIN / 4;
/// The same, of a label beside its region's leading one. One that its own features set back by as much is lost, too: it
/// leads to no best way, for a step from the leading label costs at most [`LARGEST`], and as much again where it enters
/// a region.
const LOST: i16 = i16::MIN;
/// The largest weight of a grammar.
pub(crate) const LARGEST: i16 = 4_000;

/// A number for each label, and some that pad the row.
pub(crate) type Row = [i16; LANES];

/// Lanes whose bits a word of 16 bits holds.
const HALF: usize = 16;

/// The bit of each lane in its word: none for those that pad the row.
const BITS: [u16; LANES] = {
    let mut bits = [0; LANES];
    let mut label = 0;
    while label < LABELS {
        bits[label] = 1 << (label % HALF);
        label += 1;
    }
    bits
};

/// The words of all lanes, of which each has its own bit or none, as one.
fn joined(bits: [u16; LANES]) -> u32 {
    let (low, high) = bits.split_at(HALF);
    let all = |bits: &[u16]| bits.iter().fold(0, |all, bit| all | bit);
    u32::from(all(low)) | u32::from(all(high)) << HALF
}

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
    pub(crate) fn weights(&mut self) -> impl Iterator<Item = &mut i16> {
        self.gain = [[[ANY_GAIN; LANES]; LABELS]; REGIONS];
        self.entry = [[ANY_ENTRY; LABELS]; REGIONS];
        self.stay.iter_mut().flatten().chain(&mut self.enter).flatten()
    }

    /// Works out which ways cannot win, once the weights stand: with it [`best_path`] looks at a few labels a unit.
    pub(crate) fn settle(&mut self) {
        for region in 0..REGIONS {
            let (stay, enter) = (&self.stay[region], &self.enter[region]);
            for (first, leading) in stay.iter().enumerate() {
                for (second, trailing) in stay.iter().enumerate() {
                    let gains = (0..LABELS).map(|label| trailing[label] - leading[label]);
                    self.gain[region][first][second] = gains.max().unwrap_or(ANY_GAIN);
                }
                let gain = |trailing: &Row, label: usize| {
                    i32::from(trailing[label]) + i32::from(enter[label]) - i32::from(leading[label])
                };
                let entries =
                    stay.iter().flat_map(|trailing| (0..LABELS).map(move |label| gain(trailing, label)));
                self.entry[region][first] = entries.max().unwrap_or(ANY_ENTRY);
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

/// Weights of what follows what; none is larger than [`LARGEST`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Grammar {
    /// By region, label before, label.
    pub(crate) stay: [[Row; LABELS]; REGIONS],
    /// What it is worth to enter a region with a label.
    pub(crate) enter: [Row; REGIONS],
    /// By region and two labels before: the most that the second gains on the first, whatever follows.
    gain: [[Row; LABELS]; REGIONS],
    /// By region and a label before: the most that any label of the region before gains on it by entering this one.
    entry: [[i32; LABELS]; REGIONS],
}

/// More than any label gains: no way is given up.
const ANY_GAIN: i16 = i16::MAX;
const ANY_ENTRY: i32 = i32::MAX / 4;

impl Default for Grammar {
    fn default() -> Self {
        Grammar {
            stay: [[[0; LANES]; LABELS]; REGIONS],
            enter: [[0; LANES]; REGIONS],
            gain: [[[ANY_GAIN; LANES]; LABELS]; REGIONS],
            entry: [[ANY_ENTRY; LABELS]; REGIONS],
        }
    }
}

/// The scores of the best ways to a unit's labels in a region.
#[derive(Clone, Copy)]
struct Scores {
    /// The leading label's.
    best: i32,
    /// What the labels have less than it, below zero.
    less: Row,
}

impl Scores {
    const NONE: Scores = Scores { best: UNREACHED, less: [LOST; LANES] };

    fn is_reached(&self) -> bool {
        self.best > UNREACHED
    }

    fn get(&self, label: usize) -> i32 {
        if self.less[label] == LOST { UNREACHED } else { self.best + i32::from(self.less[label]) }
    }

    /// The first label that leads.
    fn leader(&self) -> usize {
        let mut leads = [0; LANES];
        for lane in 0..LANES {
            leads[lane] = if self.less[lane] == 0 { BITS[lane] } else { 0 };
        }
        joined(leads).trailing_zeros() as usize % LABELS
    }

    /// The labels that are reached and do not trail the leading one by more than they can gain, as bits.
    fn rivals(&self, gain: &[Row; LABELS]) -> u32 {
        let gain = &gain[self.leader()];
        let mut rivals = [0; LANES];
        for lane in 0..LANES {
            let less = self.less[lane];
            rivals[lane] =
                if (less > LOST) & (less.saturating_add(gain[lane]) >= 0) { BITS[lane] } else { 0 };
        }
        joined(rivals)
    }

    /// The best scores of the labels behind those of these labels that are given as bits.
    fn climb(&self, from: u32, stay: &[Row; LABELS]) -> Scores {
        let mut less = [LOST; LANES];
        for before in ones(from) {
            let step = &stay[before];
            for lane in 0..LANES {
                less[lane] = less[lane].max(self.less[before].saturating_add(step[lane]));
            }
        }
        Scores { best: self.best, less }
    }

    /// Adds to the label's scores.
    fn add(&mut self, row: &Row) {
        for (less, more) in self.less.iter_mut().zip(row) {
            *less = less.saturating_add(*more);
        }
    }

    /// The same scores, told from a best one that is as high or higher.
    fn below(mut self, best: i32) -> Scores {
        let more = i16::try_from(best - self.best).unwrap_or(i16::MAX);
        for lane in 0..LANES {
            self.less[lane] = self.less[lane].saturating_sub(more);
        }
        Scores { best, ..self }
    }

    /// For each label the better of two scores.
    fn max(self, other: Scores) -> Scores {
        let best = self.best.max(other.best);
        let (mut one, other) = (self.below(best), other.below(best));
        for lane in 0..LANES {
            one.less[lane] = one.less[lane].max(other.less[lane]);
        }
        one
    }

    /// Adds what a unit's labels are worth by themselves, and bars all but some of them.
    fn emit(mut self, own: &Row, region: i16, allowed: u32) -> Scores {
        self.add(own);
        let (low, high) = (allowed as u16, (allowed >> HALF) as u16);
        for (lane, (less, bit)) in self.less.iter_mut().zip(BITS).enumerate() {
            let word = if lane < HALF { low } else { high };
            *less = if word & bit == 0 { LOST } else { *less };
        }
        let best = self.less.iter().fold(LOST, |best, &less| best.max(less));
        if best == LOST {
            return Scores::NONE;
        }
        for less in &mut self.less {
            *less = if *less == LOST { LOST } else { less.saturating_sub(best) };
        }
        Scores { best: self.best + i32::from(best) + i32::from(region), ..self }
    }
}

/// A unit's scores, and how its labels were reached.
#[derive(Clone)]
struct Layer {
    /// The score of the best way to every label.
    scores: [Scores; REGIONS],
    /// By region, the labels of the unit before that the best ways of the same region may come from, as bits.
    stayed: [u32; REGIONS],
    /// And those of the region before; none when no best way enters.
    entered: [u32; REGIONS],
}

/// The best path over units whose labels' and regions' own scores are given. `allowed` says which labels a unit may
/// have.
pub(crate) fn best_path(grammar: &Grammar, own: &[Row], allowed: impl Fn(usize) -> Allowed) -> Vec<Step> {
    let mut layers: Vec<Layer> = Vec::with_capacity(own.len());
    for (at, sum) in own.iter().enumerate() {
        let mut layer = match layers.last() {
            None => Layer {
                scores: [
                    Scores { best: 0, less: [0; LANES] },
                    Scores { best: 0, less: grammar.enter[1] },
                    Scores::NONE,
                ],
                stayed: [0; REGIONS],
                entered: [0; REGIONS],
            },
            Some(above) => step(grammar, &above.scores),
        };
        for (region, mask) in allowed(at).into_iter().enumerate() {
            let scores = &mut layer.scores[region];
            if scores.is_reached() {
                *scores = scores.emit(sum, sum[LABELS + region], mask);
            }
        }
        layers.push(layer);
    }
    trace(grammar, &layers, own)
}

/// One unit further: the best ways to its labels.
fn step(grammar: &Grammar, scores: &[Scores; REGIONS]) -> Layer {
    let mut next = Layer { scores: [Scores::NONE; REGIONS], stayed: [0; REGIONS], entered: [0; REGIONS] };
    for region in 0..REGIONS {
        let (here, stay, gain) = (&scores[region], &grammar.stay[region], &grammar.gain[region]);
        let best = &mut next.scores[region];
        if here.is_reached() {
            next.stayed[region] = here.rivals(gain);
            *best = here.climb(next.stayed[region], stay);
        }
        let Some(before) = region.checked_sub(1).map(|before| &scores[before]) else { continue };
        let may_enter = !here.is_reached() || before.best + grammar.entry[region][here.leader()] >= here.best;
        if before.is_reached() && may_enter {
            next.entered[region] = before.rivals(gain);
            let mut entered = before.climb(next.entered[region], stay);
            entered.add(&grammar.enter[region]);
            *best = best.max(entered);
        }
    }
    next
}

/// The numbers of the bits that are set, from the lowest.
fn ones(mut bits: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = bits.trailing_zeros();
        bits &= bits.wrapping_sub(1);
        (lowest < u32::BITS).then_some(lowest as usize)
    })
}

/// Of the labels before a label, the first that the best way to it came from, and its score.
fn before(scores: &Scores, from: u32, stay: &[Row; LABELS], label: usize) -> (usize, i32) {
    let mut best = (0, UNREACHED);
    for before in ones(from) {
        let score = scores.get(before) + i32::from(stay[before][label]);
        best = if score > best.1 { (before, score) } else { best };
    }
    best
}

/// Goes the best path back from its end.
fn trace(grammar: &Grammar, layers: &[Layer], own: &[Row]) -> Vec<Step> {
    let mut steps = vec![Step::default(); layers.len()];
    let Some(Layer { scores, .. }) = layers.last() else { return steps };
    let (mut region, mut label) = (0, 0);
    for (at, row) in scores.iter().enumerate() {
        for other in 0..LABELS {
            if row.get(other) > scores[region].get(label) {
                (region, label) = (at, other);
            }
        }
    }
    for at in (0..layers.len()).rev() {
        let score = own[at][label];
        let other = |(other, &score)| if other == label { LOST } else { score };
        let second = own[at][..LABELS].iter().enumerate().map(other).fold(LOST, i16::max);
        let (score, second) = (i32::from(score), i32::from(second));
        steps[at] = Step { label, region, score, margin: score - second };
        let Some(Layer { scores, .. }) = at.checked_sub(1).map(|at| &layers[at]) else { break };
        let (Layer { stayed, entered, .. }, stay) = (&layers[at], &grammar.stay[region]);
        let (here, score) = before(&scores[region], stayed[region], stay, label);
        let entry = region
            .checked_sub(1)
            .map(|from| before(&scores[from], entered[region], stay, label))
            .filter(|&(_, entry)| entry + i32::from(grammar.enter[region][label]) > score);
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
        let mut draw = |range: i16| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 17) as i16 % range - range / 2
        };
        plain.weights().for_each(|weight| *weight = draw(60));
        let own: Vec<Row> = (0..400).map(|_| std::array::from_fn(|_| draw(90))).collect();
        let mut settled = plain.clone();
        settled.settle();
        assert_ne!(settled.gain, plain.gain);
        let path = |grammar: &Grammar| best_path(grammar, &own, |_| FREE);
        assert_eq!(path(&settled), path(&plain));
        assert_eq!(worth(&plain, &own, &path(&settled)), most(&plain, &own));
    }

    /// What a step is worth, from nowhere or from another region and label.
    fn gain(
        grammar: &Grammar,
        own: &Row,
        from: Option<(usize, usize)>,
        (region, label): (usize, usize),
    ) -> i32 {
        let way = match from {
            None if region == 1 => i32::from(grammar.enter[1][label]),
            None => 0,
            Some((before, other)) => {
                let enter = if before == region { 0 } else { grammar.enter[region][label] };
                i32::from(grammar.stay[region][other][label]) + i32::from(enter)
            }
        };
        way + i32::from(own[label]) + i32::from(own[LABELS + region])
    }

    fn worth(grammar: &Grammar, own: &[Row], steps: &[Step]) -> i32 {
        let places: Vec<(usize, usize)> = steps.iter().map(|step| (step.region, step.label)).collect();
        let before = std::iter::once(None).chain(places.iter().copied().map(Some));
        own.iter().zip(before).zip(&places).map(|((own, from), &to)| gain(grammar, own, from, to)).sum()
    }

    /// The score of the best path, found label by label.
    fn most(grammar: &Grammar, own: &[Row]) -> i32 {
        let free = |&(region, label): &(usize, usize)| FREE[region] >> label & 1 == 1;
        let all =
            || (0..REGIONS).flat_map(|region| (0..LABELS).map(move |label| (region, label))).filter(free);
        let begins = all().filter(|to| to.0 < 2);
        let mut scores: Vec<((usize, usize), i32)> =
            begins.map(|to| (to, gain(grammar, &own[0], None, to))).collect();
        for own in &own[1..] {
            let best = |to: (usize, usize)| {
                let from = scores.iter().filter(|(from, _)| from.0 == to.0 || from.0 + 1 == to.0);
                from.map(|&(from, score)| score + gain(grammar, own, Some(from), to)).max()
            };
            scores = all().filter_map(|to| Some((to, best(to)?))).collect();
        }
        scores.into_iter().map(|(_, score)| score).max().unwrap_or_default()
    }
}
