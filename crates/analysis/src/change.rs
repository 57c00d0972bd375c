//! Change points: where the level of a series of counts changes for good.
//!
//! The cuts are those of least `cost + penalty * cuts`, found exactly by PELT (Killick, Fearnhead and Eckley 2012). The
//! cost of a segment is twice the negative log-likelihood of a Poisson rate, `-2 R ln(R / D)`: R stories with the thing
//! among D stories (or, of all stories, on D days). News comes in lumps, so the cost is divided by the dispersion of
//! neighbouring steps (quasi-likelihood, Wedderburn 1974).

use nutgraf_core::Day;
use rayon::prelude::*;
use serde::Serialize;

use crate::series::{Postings, Subject, Subjects};
use crate::timeline::Grid;
use crate::{Column, Corpus, Table, Unit};

/// How to find change points.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ChangeOptions {
    /// Length of a step.
    pub unit: Unit,
    /// What a change costs, in `ln(steps)`: higher finds fewer. 3 is the modified Bayesian criterion (Zhang and
    /// Siegmund 2007).
    pub penalty: f64,
    /// Fewest steps between two changes; steps without any story do not count.
    pub min_steps: usize,
    /// Fewest stories of a thing to look at.
    pub min_stories: u64,
}

impl Default for ChangeOptions {
    fn default() -> Self {
        ChangeOptions { unit: Unit::Day, penalty: 3.0, min_steps: 3, min_stories: 5 }
    }
}

/// A day from which on something stands in more, or fewer, stories than before.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ChangeRow {
    /// What it is: `stories`, `term`, an entity's kind, `speaker`, `topic`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// First day of the new level.
    #[serde(serialize_with = "day")]
    pub day: Day,
    /// Stories of the segment before.
    pub before_stories: u64,
    /// Stories of the segment after.
    pub after_stories: u64,
    /// The level before: stories with it of a thousand; for all stories, stories a day.
    pub before: f64,
    /// The level after.
    pub after: f64,
    /// `log2` of after to before, with half a story added to each (Hardie 2014): 1 is twice as many.
    pub log_ratio: f64,
    /// How much better two levels fit than one (log-likelihood ratio over dispersion).
    pub score: f64,
}

fn day<S: serde::Serializer>(day: &Day, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

impl ChangeRow {
    /// Rows as columns.
    pub fn table(rows: &[ChangeRow]) -> Table {
        Table {
            columns: vec![
                Column::text("kind", rows, |row| Some(row.kind)),
                Column::text("name", rows, |row| Some(row.name.as_str())),
                Column::date("day", rows, |row| Some(row.day)),
                Column::integer("before_stories", rows, |row| row.before_stories),
                Column::integer("after_stories", rows, |row| row.after_stories),
                Column::real("before", rows, |row| row.before),
                Column::real("after", rows, |row| row.after),
                Column::real("log_ratio", rows, |row| row.log_ratio),
                Column::real("score", rows, |row| row.score),
            ],
        }
    }
}

impl Corpus {
    /// Where things change their level: highest score first, then by name and day.
    pub fn changes(&self, subjects: Subjects<'_>, options: &ChangeOptions) -> Vec<ChangeRow> {
        let grid = Grid::of(self.partial(), options.unit);
        let postings = Postings::of(self, subjects, &grid, options.min_stories);
        let of_all = matches!(subjects, Subjects::One(Subject::Stories));
        let volume: Vec<u64> = if of_all {
            (0..grid.starts.len()).map(|step| grid.days(step)).collect()
        } else {
            grid.stories.clone()
        };
        // Steps without stories tell nothing of a share: they are passed over.
        let steps: Vec<usize> = (0..volume.len()).filter(|&step| volume[step] > 0).collect();
        let exposure: Vec<u64> = steps.iter().map(|&step| volume[step]).collect();
        let scale = if of_all { 1.0 } else { 1e3 };
        let mut rows: Vec<ChangeRow> = (0..postings.heads.len())
            .into_par_iter()
            .flat_map_iter(|at| {
                let counts = postings.series(at, &grid);
                let counts: Vec<u64> = steps.iter().map(|&step| counts[step]).collect();
                let series = Series::of(&counts, &exposure);
                let head = &postings.heads[at];
                let cuts = series.cuts(options);
                let mut ends = cuts.clone();
                ends.push(series.len());
                let starts = [0].into_iter().chain(cuts.iter().copied());
                let rows: Vec<ChangeRow> = starts
                    .zip(ends.windows(2))
                    .map(|(first, pair)| {
                        let (cut, end) = (pair[0], pair[1]);
                        let (before, after) = (series.sums(first, cut), series.sums(cut, end));
                        let level = |(held, all): (u64, u64)| held as f64 / all.max(1) as f64;
                        let half = |(held, all): (u64, u64)| (held as f64 + 0.5) / all.max(1) as f64;
                        let gain = series.cost(first, end) - series.cost(first, cut) - series.cost(cut, end);
                        ChangeRow {
                            kind: head.kind,
                            name: head.name.clone(),
                            day: grid.starts[steps[cut]],
                            before_stories: before.0,
                            after_stories: after.0,
                            before: scale * level(before),
                            after: scale * level(after),
                            log_ratio: libm::log2(half(after) / half(before)),
                            score: gain / series.dispersion,
                        }
                    })
                    .collect();
                rows
            })
            .collect();
        rows.par_sort_by(|a, b| {
            let order = (a.kind, &a.name, a.day).cmp(&(b.kind, &b.name, b.day));
            b.score.total_cmp(&a.score).then(order)
        });
        rows
    }
}

/// Sums of counts and of what they are counted among, and how lumpy the counts are.
struct Series {
    sums: Vec<(u64, u64)>,
    dispersion: f64,
}

impl Series {
    fn of(counts: &[u64], exposure: &[u64]) -> Series {
        let mut sums = vec![(0, 0)];
        let (mut held, mut all) = (0, 0);
        for (count, volume) in counts.iter().zip(exposure) {
            held += count;
            all += volume;
            sums.push((held, all));
        }
        Series { sums, dispersion: dispersion(counts, exposure) }
    }

    /// Steps.
    fn len(&self) -> usize {
        self.sums.len() - 1
    }

    /// Count and exposure of the steps from `first` to before `end`.
    fn sums(&self, first: usize, end: usize) -> (u64, u64) {
        let (from, to) = (self.sums[first], self.sums[end]);
        (to.0 - from.0, to.1 - from.1)
    }

    /// Twice the negative log-likelihood of one rate, less what is the same however the series is cut.
    fn cost(&self, first: usize, end: usize) -> f64 {
        match self.sums(first, end) {
            (0, _) | (_, 0) => 0.0,
            (held, all) => -2.0 * held as f64 * libm::log(held as f64 / all as f64),
        }
    }

    fn penalty(&self, options: &ChangeOptions) -> f64 {
        options.penalty * libm::log(self.len().max(1) as f64) * self.dispersion
    }

    /// The first steps of all segments but the first, by PELT.
    fn cuts(&self, options: &ChangeOptions) -> Vec<usize> {
        let (steps, least) = (self.len(), options.min_steps.max(1));
        let penalty = self.penalty(options);
        if steps < 2 * least {
            return vec![];
        }
        // Per end: the least cost up to it and the first step of its last segment.
        let mut best = vec![(f64::INFINITY, 0); steps + 1];
        best[0].0 = -penalty;
        // Steps a last segment may begin at, and the end from which on it cannot be best any more.
        let mut open: Vec<(usize, usize)> = vec![];
        for end in least..=steps {
            let newest = end - least;
            if newest == 0 || newest >= least {
                open.push((newest, usize::MAX));
            }
            open.retain(|&(_, until)| end < until);
            for &(first, _) in &open {
                let cost = best[first].0 + self.cost(first, end) + penalty;
                if cost < best[end].0 {
                    best[end] = (cost, first);
                }
            }
            for (first, until) in &mut open {
                // A cut at `end` is no worse from here on; but it opens only with the next whole segment.
                if *until == usize::MAX && best[*first].0 + self.cost(*first, end) >= best[end].0 {
                    *until = end + least;
                }
            }
        }
        let mut cuts = vec![];
        let mut end = steps;
        while best[end].1 > 0 {
            end = best[end].1;
            cuts.push(end);
        }
        cuts.reverse();
        cuts
    }
}

/// Pearson's chi-square of neighbouring steps against one rate for both, over their number; at least 1. Changes of
/// level touch few neighbours, so they hardly count.
fn dispersion(counts: &[u64], exposure: &[u64]) -> f64 {
    let (mut sum, mut pairs) = (0.0, 0_u64);
    for (count, volume) in counts.windows(2).zip(exposure.windows(2)) {
        let rate = (count[0] + count[1]) as f64 / (volume[0] + volume[1]).max(1) as f64;
        if rate > 0.0 && volume[0] > 0 && volume[1] > 0 {
            for (&count, &volume) in count.iter().zip(volume) {
                let expected = rate * volume as f64;
                sum += (count as f64 - expected) * (count as f64 - expected) / expected;
            }
            pairs += 1;
        }
    }
    if pairs > 0 { (sum / pairs as f64).max(1.0) } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Draws;

    fn options(penalty: f64, min_steps: usize) -> ChangeOptions {
        ChangeOptions { penalty, min_steps, ..ChangeOptions::default() }
    }

    /// What some cuts cost.
    fn total(series: &Series, cuts: &[usize], options: &ChangeOptions) -> f64 {
        let starts = [0].into_iter().chain(cuts.iter().copied());
        let ends = cuts.iter().copied().chain([series.len()]);
        let costs: f64 = starts.zip(ends).map(|(first, end)| series.cost(first, end)).sum();
        costs + series.penalty(options) * cuts.len() as f64
    }

    #[test]
    fn no_other_cuts_are_better() {
        let mut cut = 0;
        for seed in 0..400 {
            let mut draws = Draws::new(seed);
            let steps = 1 + draws.below(13);
            let change = draws.below(steps);
            let counts: Vec<u64> =
                (0..steps).map(|at| draws.below(if at < change { 3 } else { 12 }) as u64).collect();
            let exposure: Vec<u64> = counts.iter().map(|count| count + draws.below(9) as u64).collect();
            let series = Series::of(&counts, &exposure);
            let options = options([0.2, 1.0, 3.0][seed as usize % 3], 1 + seed as usize / 3 % 3);
            let found = series.cuts(&options);
            let mut least = f64::INFINITY;
            for choice in 0..1_u32 << (steps - 1) {
                let cuts: Vec<usize> = (1..steps).filter(|at| choice >> (at - 1) & 1 == 1).collect();
                let ends: Vec<usize> = [0].into_iter().chain(cuts.iter().copied()).chain([steps]).collect();
                let wide = ends.windows(2).all(|pair| pair[1] - pair[0] >= options.min_steps);
                if wide || cuts.is_empty() {
                    least = least.min(total(&series, &cuts, &options));
                }
            }
            let reached = total(&series, &found, &options);
            assert!((reached - least).abs() < 1e-9, "seed {seed}: {found:?} {reached} {least}");
            cut += usize::from(!found.is_empty());
        }
        assert!(cut > 80, "{cut}");
    }

    #[test]
    fn a_step_is_found_and_a_level_line_left_alone() {
        let counts: Vec<u64> = (0..40).map(|at| if at < 25 { 2 + at % 2 } else { 9 + at % 3 }).collect();
        let series = Series::of(&counts, &[10; 40]);
        assert_eq!(series.cuts(&ChangeOptions::default()), [25]);
        let level = Series::of(&[4, 5, 4, 3, 5, 4, 4, 3, 5, 4], &[10; 10]);
        assert!(level.cuts(&ChangeOptions::default()).is_empty());
    }

    #[test]
    fn more_of_everything_is_no_change() {
        let volume: Vec<u64> = (0..40).map(|at| if at < 20 { 10 } else { 100 }).collect();
        let counts: Vec<u64> = volume.iter().map(|all| all / 5).collect();
        assert!(Series::of(&counts, &volume).cuts(&ChangeOptions::default()).is_empty());
        assert_eq!(Series::of(&counts, &[1; 40]).cuts(&ChangeOptions::default()), [20]);
    }

    #[test]
    fn lumps_raise_the_dispersion() {
        assert!((dispersion(&[4, 4, 4], &[9, 9, 9]) - 1.0).abs() < 1e-12);
        // Each pair: rate 5, expected 5 and 5, (5² + 5²) / 5 = 10.
        assert!((dispersion(&[0, 10, 0, 10], &[1, 1, 1, 1]) - 10.0).abs() < 1e-12);
        assert!((dispersion(&[], &[]) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn short_series_are_not_cut() {
        for counts in [&[][..], &[1], &[1, 90, 1, 90, 1]] {
            assert!(Series::of(counts, &vec![100; counts.len()]).cuts(&ChangeOptions::default()).is_empty());
        }
    }
}
