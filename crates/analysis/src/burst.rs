//! Bursts by the two-state and multi-state automaton of Kleinberg (2002, "Bursty and hierarchical structure in
//! streams"), in its form for batches: of all stories of a step, so many hold the term.

use nutgraf_core::Day;
use rayon::prelude::*;
use serde::Serialize;

use crate::series::{Postings, Subjects};
use crate::timeline::Grid;
use crate::{Column, Corpus, Table, Unit};

/// How to find bursts.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct BurstOptions {
    /// Length of a step.
    pub unit: Unit,
    /// States of the automaton: 2 tells bursts from the rest; more tell bursts within bursts.
    pub states: usize,
    /// How many times more frequent each state is than the one below: Kleinberg's `s`, above 1.
    pub scaling: f64,
    /// How much a step up costs: Kleinberg's `γ`.
    pub gamma: f64,
    /// Fewest stories of a thing to look at.
    pub min_stories: u64,
}

impl Default for BurstOptions {
    fn default() -> Self {
        BurstOptions { unit: Unit::Day, states: 2, scaling: 2.0, gamma: 1.0, min_stories: 5 }
    }
}

/// Most states of an automaton.
const MOST_STATES: usize = 16;

/// A time in which something stands in far more stories than usual.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct BurstRow {
    /// What it is: `term`, an entity's kind, `speaker`, `topic`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// The state that is reached at least, from 1.
    pub level: u32,
    /// First day of the first step.
    #[serde(serialize_with = "day")]
    pub start: Day,
    /// Last day of the last step.
    #[serde(serialize_with = "day")]
    pub end: Day,
    /// Steps.
    pub steps: u64,
    /// Stories with it in those steps.
    pub stories: u64,
    /// All stories of those steps.
    pub all_stories: u64,
    /// `1000 * stories / all_stories`.
    pub per_thousand_stories: f64,
    /// The same over the whole corpus.
    pub usual: f64,
    /// What the state saves against the one below, over the burst (Kleinberg's weight), in nats.
    pub weight: f64,
}

fn day<S: serde::Serializer>(day: &Day, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

impl BurstRow {
    /// Rows as columns.
    pub fn table(rows: &[BurstRow]) -> Table {
        Table {
            columns: vec![
                Column::text("kind", rows, |row| Some(row.kind)),
                Column::text("name", rows, |row| Some(row.name.as_str())),
                Column::integer("level", rows, |row| u64::from(row.level)),
                Column::date("start", rows, |row| Some(row.start)),
                Column::date("end", rows, |row| Some(row.end)),
                Column::integer("steps", rows, |row| row.steps),
                Column::integer("stories", rows, |row| row.stories),
                Column::integer("all_stories", rows, |row| row.all_stories),
                Column::real("per_thousand_stories", rows, |row| row.per_thousand_stories),
                Column::real("usual", rows, |row| row.usual),
                Column::real("weight", rows, |row| row.weight),
            ],
        }
    }
}

impl Corpus {
    /// Bursts of things over time: heaviest first, then by name, start and level. What stands in more than one story
    /// in `scaling` has no state above the usual, and no burst.
    pub fn bursts(&self, subjects: Subjects<'_>, options: &BurstOptions) -> Vec<BurstRow> {
        let grid = Grid::of(self.partial(), options.unit);
        let postings = Postings::of(self, subjects, &grid, options.min_stories);
        let mut rows: Vec<BurstRow> = (0..postings.heads.len())
            .into_par_iter()
            .flat_map_iter(|at| {
                let series = postings.series(at, &grid);
                let head = &postings.heads[at];
                let usual = thousandth(series.iter().sum(), grid.stories.iter().sum());
                bursts(&series, &grid.stories, options)
                    .into_iter()
                    .map(|found| {
                        let steps = found.first..found.last + 1;
                        let stories = series[steps.clone()].iter().sum();
                        let all_stories = grid.stories[steps.clone()].iter().sum();
                        BurstRow {
                            kind: head.kind,
                            name: head.name.clone(),
                            level: found.level as u32,
                            start: grid.starts[found.first],
                            end: grid.last_day(found.last).unwrap_or(grid.starts[found.last]),
                            steps: steps.len() as u64,
                            stories,
                            all_stories,
                            per_thousand_stories: thousandth(stories, all_stories),
                            usual,
                            weight: found.weight,
                        }
                    })
                    .collect::<Vec<_>>()
            })
            .collect();
        rows.par_sort_by(|a, b| {
            let order = (a.kind, &a.name, a.start, a.level).cmp(&(b.kind, &b.name, b.start, b.level));
            b.weight.total_cmp(&a.weight).then(order)
        });
        rows
    }
}

fn thousandth(part: u64, whole: u64) -> f64 {
    if whole > 0 { 1e3 * part as f64 / whole as f64 } else { 0.0 }
}

/// Steps `first..=last` in a state of at least `level`.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Burst {
    level: usize,
    first: usize,
    last: usize,
    weight: f64,
}

/// An automaton for one thing.
struct Automaton {
    // Per state the logarithms of its rate and of what is left of 1.
    rates: Vec<(f64, f64)>,
    // What one state up costs.
    climb: f64,
}

impl Automaton {
    /// None when there is nothing to tell apart.
    fn of(relevant: &[u64], all: &[u64], options: &BurstOptions) -> Option<Automaton> {
        let (held, whole) = (relevant.iter().sum::<u64>(), all.iter().sum::<u64>());
        // Batches are steps that have stories.
        let batches = all.iter().filter(|&&all| all > 0).count();
        let usual = held as f64 / whole as f64;
        // A scaling of 1 or less makes no higher state.
        if held == 0 || options.scaling.partial_cmp(&1.0) != Some(std::cmp::Ordering::Greater) {
            return None;
        }
        let rates = std::iter::successors(Some(usual), |rate| Some(rate * options.scaling))
            .take_while(|&rate| rate < 1.0)
            .take(options.states.min(MOST_STATES));
        let rates: Vec<(f64, f64)> = rates.map(|rate| (libm::log(rate), libm::log1p(-rate))).collect();
        let climb = options.gamma * libm::log(batches as f64);
        (rates.len() > 1).then_some(Automaton { rates, climb })
    }

    /// The negative logarithm of the chance of a batch in a state, less the number of ways to choose it, which is the
    /// same in every state.
    fn cost(&self, state: usize, relevant: u64, all: u64) -> f64 {
        let (rate, rest) = self.rates[state];
        -(relevant as f64 * rate + all.saturating_sub(relevant) as f64 * rest)
    }

    fn step(&self, from: usize, to: usize) -> f64 {
        if to > from { (to - from) as f64 * self.climb } else { 0.0 }
    }

    /// The cheapest states, from the lowest state on (Viterbi 1967). Of equally cheap states the lower one is taken,
    /// from the last batch back: steps without stories behind a burst are no part of it.
    fn path(&self, relevant: &[u64], all: &[u64]) -> Vec<usize> {
        let states = self.rates.len();
        // Before the first batch the automaton is in its lowest state.
        let mut costs = vec![f64::INFINITY; states];
        costs[0] = 0.0;
        let mut from = Vec::with_capacity(relevant.len());
        for (&relevant, &all) in relevant.iter().zip(all) {
            let mut before = vec![0_u8; states];
            let last = costs.clone();
            for state in 0..states {
                let mut best = (f64::INFINITY, 0);
                for (other, &cost) in last.iter().enumerate() {
                    let cost = cost + self.step(other, state);
                    if cost < best.0 {
                        best = (cost, other);
                    }
                }
                before[state] = best.1 as u8;
                costs[state] = best.0 + self.cost(state, relevant, all);
            }
            from.push(before);
        }
        let mut state = 0;
        for other in 1..states {
            if costs[other] < costs[state] {
                state = other;
            }
        }
        let mut path = vec![0; from.len()];
        for (at, before) in from.iter().enumerate().rev() {
            path[at] = state;
            state = before[state] as usize;
        }
        path
    }
}

fn bursts(relevant: &[u64], all: &[u64], options: &BurstOptions) -> Vec<Burst> {
    let Some(automaton) = Automaton::of(relevant, all, options) else { return vec![] };
    let path = automaton.path(relevant, all);
    let mut found = vec![];
    for level in 1..automaton.rates.len() {
        let mut at = 0;
        while at < path.len() {
            let first = at;
            let mut weight = 0.0;
            while at < path.len() && path[at] >= level {
                let cost = |state| automaton.cost(state, relevant[at], all[at]);
                weight += cost(level - 1) - cost(level);
                at += 1;
            }
            if at > first {
                found.push(Burst { level, first, last: at - 1, weight });
            } else {
                at += 1;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Draws;

    const OPTIONS: BurstOptions =
        BurstOptions { unit: Unit::Day, states: 2, scaling: 2.0, gamma: 1.0, min_stories: 1 };

    fn options(states: usize, scaling: f64, gamma: f64) -> BurstOptions {
        BurstOptions { states, scaling, gamma, ..OPTIONS }
    }

    /// What a path costs, summed from its first batch on.
    fn cost(automaton: &Automaton, path: &[usize], relevant: &[u64], all: &[u64]) -> f64 {
        let mut sum = 0.0;
        let mut last = 0;
        for (at, &state) in path.iter().enumerate() {
            sum = sum + automaton.step(last, state) + automaton.cost(state, relevant[at], all[at]);
            last = state;
        }
        sum
    }

    /// A series drawn by a seed, some with a time of plenty.
    fn drawn(seed: u64, longest: usize) -> (Vec<u64>, Vec<u64>) {
        let mut draws = Draws::new(seed);
        let length = 1 + draws.below(longest);
        let (from, long) = (draws.below(length), draws.below(4));
        let usual = 0.02 + 0.3 * draws.unit();
        let mut series = (vec![], vec![]);
        for at in 0..length {
            let all = draws.below(12);
            let plenty = (from..from + long).contains(&at);
            let held = (0..all).filter(|_| draws.unit() < if plenty { 3.0 * usual } else { usual }).count();
            series.0.push(held as u64);
            series.1.push(all as u64);
        }
        series
    }

    #[test]
    fn the_path_is_the_cheapest_of_all_paths() {
        let mut with_bursts = 0;
        for seed in 0..1_000 {
            let states = 2 + (seed % 3) as usize;
            let (relevant, all) = drawn(seed, if states == 2 { 12 } else { 7 });
            let options =
                options(states, [1.5, 2.0, 3.0][seed as usize % 3], [0.2, 0.5, 1.0][seed as usize / 3 % 3]);
            let Some(automaton) = Automaton::of(&relevant, &all, &options) else {
                assert!(bursts(&relevant, &all, &options).is_empty());
                continue;
            };
            let states = automaton.rates.len();
            let found = automaton.path(&relevant, &all);
            let reached = cost(&automaton, &found, &relevant, &all);
            let mut cheapest = f64::INFINITY;
            for number in 0..states.pow(relevant.len() as u32) {
                let path: Vec<usize> =
                    (0..relevant.len() as u32).map(|at| number / states.pow(at) % states).collect();
                cheapest = cheapest.min(cost(&automaton, &path, &relevant, &all));
            }
            assert!((reached - cheapest).abs() <= 1e-9, "seed {seed}: {reached} {cheapest}");
            with_bursts += usize::from(found.iter().any(|&state| state > 0));
        }
        assert!(with_bursts > 200, "{with_bursts}");
    }

    #[test]
    fn a_burst_worked_by_hand() {
        // 8 of 80 stories, 6 of them in two of eight batches of 10: the rate doubles from 1/10 to 2/10.
        let relevant = [1, 0, 0, 3, 3, 0, 1, 0];
        let found = bursts(&relevant, &[10; 8], &OPTIONS);
        // In the burst: 6 ln 2 + 14 ln((1 - 2/10) / (1 - 1/10)) = 2.5099; a climb costs ln 8 = 2.0794.
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].level, found[0].first, found[0].last), (1, 3, 4));
        assert!((found[0].weight - (6.0 * 2.0_f64.ln() + 14.0 * (8.0 / 9.0_f64).ln())).abs() < 1e-12);
        assert!(bursts(&relevant, &[10; 8], &options(2, 2.0, 1.3)).is_empty());
    }

    #[test]
    fn bursts_stand_within_bursts() {
        let relevant = [0, 0, 2, 9, 9, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        let found = bursts(&relevant, &[20; 20], &options(4, 2.0, 0.5));
        let levels: Vec<(usize, usize, usize)> =
            found.iter().map(|burst| (burst.level, burst.first, burst.last)).collect();
        assert_eq!(levels[0], (1, 2, 5));
        assert!(levels.contains(&(2, 3, 4)) && levels.contains(&(3, 3, 4)), "{levels:?}");
    }

    #[test]
    fn steps_without_stories_neither_break_nor_lengthen_a_burst() {
        let relevant = [0, 0, 4, 4, 0, 0, 4, 4, 0, 0, 0, 0, 0, 0];
        let all = [10, 10, 10, 10, 0, 0, 10, 10, 0, 0, 10, 10, 10, 10];
        let found = bursts(&relevant, &all, &OPTIONS);
        assert_eq!((found.len(), found[0].first, found[0].last), (1, 2, 7));
    }

    #[test]
    fn what_stands_everywhere_never_bursts() {
        assert!(bursts(&[5, 5, 5], &[5, 5, 5], &OPTIONS).is_empty());
        assert!(bursts(&[0, 0], &[5, 5], &OPTIONS).is_empty());
        assert!(bursts(&[], &[], &OPTIONS).is_empty());
        assert!(bursts(&[1, 4], &[9, 9], &options(2, f64::NAN, 1.0)).is_empty());
    }
}
