//! What is new: words and names that stand in more stories of the latest days than of the days before.

use nutgraf_core::Day;
use rayon::prelude::*;
use serde::Serialize;

use crate::chi_squared::chi_squared_tail;
use crate::measure::log_likelihood;
use crate::series::{Postings, Subjects};
use crate::timeline::Grid;
use crate::{Column, Corpus, Table, Unit, Values};

/// Which days to compare.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct NoveltyOptions {
    /// The last day that counts; none: the last of the corpus. No clock is asked.
    pub until: Option<Day>,
    /// Days that end with it: what may be new.
    pub days: u32,
    /// Days before those: what is known.
    pub before: u32,
    /// Fewest stories in the new days.
    pub min_stories: u64,
    /// Highest p-value, not corrected for how many words and names there are.
    pub max_p: f64,
}

impl Default for NoveltyOptions {
    fn default() -> Self {
        NoveltyOptions { until: None, days: 7, before: 28, min_stories: 2, max_p: 0.01 }
    }
}

/// A word or name of the latest days.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct NoveltyRow {
    /// `term`, or the entity's kind.
    pub kind: &'static str,
    /// The word or name.
    pub name: String,
    /// Whether no story before the latest days holds it, in the whole corpus.
    pub new: bool,
    /// Stories of the latest days with it.
    pub stories: u64,
    /// Stories of the days before with it.
    pub before_stories: u64,
    /// `1000 * stories /` all stories of the latest days.
    pub per_thousand: f64,
    /// The same of the days before.
    pub before_per_thousand: f64,
    /// `log2` of the two shares, with half a story added to each (Hardie 2014).
    pub log_ratio: f64,
    /// Log-likelihood ratio G² of stories with and without it, in the latest days and before (Dunning 1993).
    pub log_likelihood: f64,
    /// The chance of so high a G² if nothing had changed.
    pub p_value: f64,
    /// Day of the first story with it.
    #[serde(serialize_with = "crate::table::day")]
    pub first: Option<Day>,
}

/// What is new, and compared with what.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Novelties {
    /// The first of the latest days; none when no story has a day.
    pub from: Option<Day>,
    /// The last of them.
    pub until: Option<Day>,
    /// The first of the days before.
    pub before_from: Option<Day>,
    /// All stories of the latest days.
    pub stories: u64,
    /// All stories of the days before.
    pub before_stories: u64,
    /// Highest log-likelihood first, then most stories, then by kind and name.
    pub rows: Vec<NoveltyRow>,
}

impl NoveltyRow {
    /// Rows as columns.
    pub fn table(rows: &[NoveltyRow]) -> Table {
        Table {
            columns: vec![
                Column::text("kind", rows, |row| Some(row.kind)),
                Column::text("name", rows, |row| Some(row.name.as_str())),
                Column { name: "new", values: Values::Bool(rows.iter().map(|row| Some(row.new)).collect()) },
                Column::integer("stories", rows, |row| row.stories),
                Column::integer("before_stories", rows, |row| row.before_stories),
                Column::real("per_thousand", rows, |row| row.per_thousand),
                Column::real("before_per_thousand", rows, |row| row.before_per_thousand),
                Column::real("log_ratio", rows, |row| row.log_ratio),
                Column::real("log_likelihood", rows, |row| row.log_likelihood),
                Column::real("p_value", rows, |row| row.p_value),
                Column::date("first", rows, |row| row.first),
            ],
        }
    }
}

impl Corpus {
    /// Words and names that stand in a greater share of the latest stories than of those before. A word that is part
    /// of a name which stands in half of its stories or more is left to the name. Nothing when there is no story in
    /// the days before.
    pub fn novelties(&self, options: &NoveltyOptions) -> Novelties {
        let grid = Grid::of(self.partial(), Unit::Day);
        let Some(until) = options.until.or(grid.starts.last().copied()) else { return Novelties::default() };
        let from = until + -(options.days.clamp(1, 100_000) as i32 - 1);
        let before_from = from + -(options.before.clamp(1, 100_000) as i32);
        let steps = |first: Day, end: Day| {
            let place = |day: Day| grid.starts.partition_point(|&start| start < day);
            place(first)..place(end + 1)
        };
        let (latest, before) = (steps(from, until), steps(before_from, from + -1));
        let count =
            |series: &[u64], steps: &std::ops::Range<usize>| series[steps.clone()].iter().sum::<u64>();
        let stories = count(&grid.stories, &latest);
        let before_stories = count(&grid.stories, &before);
        let mut rows: Vec<NoveltyRow> = vec![];
        for subjects in [Subjects::Entities, Subjects::Terms] {
            let postings = Postings::of(self, subjects, &grid, options.min_stories);
            let found = (0..postings.heads.len()).into_par_iter().filter_map(|at| {
                let series = postings.series(at, &grid);
                let (now, then) = (count(&series, &latest), count(&series, &before));
                let share = |part: u64, whole: u64| if whole > 0 { part as f64 / whole as f64 } else { 0.0 };
                let (rate, known) = (share(now, stories), share(then, before_stories));
                let log_likelihood = log_likelihood(now, now + then, stories, stories + before_stories);
                let p_value = chi_squared_tail(log_likelihood);
                if now < options.min_stories.max(1)
                    || rate <= known
                    || p_value > options.max_p
                    || before_stories == 0
                {
                    return None;
                }
                let first = series.iter().position(|&count| count > 0);
                let half = |part: u64, whole: u64| (part as f64 + 0.5) / whole as f64;
                let head = &postings.heads[at];
                Some(NoveltyRow {
                    kind: head.kind,
                    name: head.name.clone(),
                    new: first.is_some_and(|first| first >= latest.start),
                    stories: now,
                    before_stories: then,
                    per_thousand: 1e3 * rate,
                    before_per_thousand: 1e3 * known,
                    log_ratio: libm::log2(half(now, stories) / half(then, before_stories)),
                    log_likelihood,
                    p_value,
                    first: first.map(|first| grid.starts[first]),
                })
            });
            rows.extend(found.collect::<Vec<_>>());
        }
        leave_to_names(&mut rows);
        rows.par_sort_by(|a, b| {
            let order = b.stories.cmp(&a.stories).then_with(|| (a.kind, &a.name).cmp(&(b.kind, &b.name)));
            b.log_likelihood.total_cmp(&a.log_likelihood).then(order)
        });
        Novelties {
            from: Some(from),
            until: Some(until),
            before_from: Some(before_from),
            stories,
            before_stories,
            rows,
        }
    }
}

/// Takes out terms that are a word of a name among the rows which has half of their stories or more.
fn leave_to_names(rows: &mut Vec<NoveltyRow>) {
    let mut words: Vec<(String, u64)> = rows
        .iter()
        .filter(|row| row.kind != "term")
        .flat_map(|row| {
            let name = row.name.replace(['’', '.'], " ");
            let words = name.split(|c: char| c.is_whitespace() || c == '\'').map(str::to_lowercase);
            words.map(|word| (word, row.stories)).collect::<Vec<_>>()
        })
        .collect();
    words.sort_unstable();
    rows.retain(|row| {
        let of_name = |word: &str| {
            let end = words.partition_point(|(known, _)| known.as_str() <= word);
            words[..end].last().filter(|(known, _)| known == word).map_or(0, |&(_, stories)| stories)
        };
        row.kind != "term" || of_name(row.name.trim_end_matches("'s")) * 2 < row.stories
    });
}
