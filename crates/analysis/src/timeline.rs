use std::collections::BTreeMap;

use nutgraf_core::Day;
use serde::Serialize;

use crate::series::{Subject, occurrences};
use crate::{Column, Corpus, Partial, Table};

/// Most steps a timeline is filled to. Beyond it a date is wrong rather than early, and gaps stay gaps.
const MOST_STEPS: i32 = 10_000;

/// How long a step of a timeline is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Unit {
    /// A day.
    #[default]
    Day,
    /// A week from Monday (ISO 8601).
    Week,
    /// A calendar month.
    Month,
}

impl Unit {
    /// The first day of the step that holds a day.
    pub fn start(self, day: Day) -> Day {
        match self {
            Unit::Day => day,
            Unit::Week => day.week_start(),
            Unit::Month => day.month_start(),
        }
    }

    /// The first day of the next step.
    pub(crate) fn next(self, start: Day) -> Day {
        match self {
            Unit::Day => start + 1,
            Unit::Week => start + 7,
            Unit::Month => (start + 31).month_start(),
        }
    }

    /// Days of the longest step.
    fn days(self) -> i32 {
        match self {
            Unit::Day => 1,
            Unit::Week => 7,
            Unit::Month => 31,
        }
    }
}

/// One step of a timeline.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct TimelineRow {
    /// Its first day; none for stories without a date, which come last.
    #[serde(serialize_with = "crate::table::day")]
    pub start: Option<Day>,
    /// Stories published.
    pub stories: u64,
    /// Words of those stories.
    pub words: u64,
    /// Mentions of entities in them.
    pub mentions: u64,
    /// Quotations in them.
    pub quotations: u64,
}

impl TimelineRow {
    /// Rows as columns.
    pub fn table(rows: &[TimelineRow]) -> Table {
        Table {
            columns: vec![
                Column::date("start", rows, |row| row.start),
                Column::integer("stories", rows, |row| row.stories),
                Column::integer("words", rows, |row| row.words),
                Column::integer("mentions", rows, |row| row.mentions),
                Column::integer("quotations", rows, |row| row.quotations),
            ],
        }
    }
}

/// One step of the timeline of one thing, beside all stories of the step.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct SeriesRow {
    /// The step's first day; none for stories without a date, which come last.
    #[serde(serialize_with = "crate::table::day")]
    pub start: Option<Day>,
    /// Occurrences of the term, mentions of the entity, quotations of the speaker; for a topic its stories.
    pub count: u64,
    /// Stories with it.
    pub stories: u64,
    /// All stories of the step.
    pub all_stories: u64,
    /// Words of all stories of the step.
    pub all_words: u64,
    /// `1000 * stories / all_stories`; 0 where there is no story.
    pub per_thousand_stories: f64,
    /// `1000000 * count / all_words`; 0 where there is no word.
    pub per_million_words: f64,
}

impl SeriesRow {
    /// Rows as columns; `relative` adds the volume of all stories and the shares in it.
    pub fn table(rows: &[SeriesRow], relative: bool) -> Table {
        let mut columns = vec![
            Column::date("start", rows, |row| row.start),
            Column::integer("count", rows, |row| row.count),
            Column::integer("stories", rows, |row| row.stories),
        ];
        if relative {
            columns.extend([
                Column::integer("all_stories", rows, |row| row.all_stories),
                Column::integer("all_words", rows, |row| row.all_words),
                Column::real("per_thousand_stories", rows, |row| row.per_thousand_stories),
                Column::real("per_million_words", rows, |row| row.per_million_words),
            ]);
        }
        Table { columns }
    }
}

/// The steps of a corpus: from that of its first story with a day to that of its last, without gaps.
#[derive(Debug)]
pub(crate) struct Grid {
    pub(crate) unit: Unit,
    /// First days, in order.
    pub(crate) starts: Vec<Day>,
    /// Of each story of the partial its step; none without a day.
    pub(crate) step_of: Vec<Option<u32>>,
    /// Stories of each step.
    pub(crate) stories: Vec<u64>,
    /// Words of those.
    pub(crate) words: Vec<u64>,
}

impl Grid {
    pub(crate) fn of(partial: &Partial, unit: Unit) -> Grid {
        let start_of = |story: &crate::count::StoryCount| story.day.map(|day| unit.start(day));
        let mut known: Vec<Day> = partial.stories.iter().filter_map(start_of).collect();
        known.sort_unstable();
        known.dedup();
        let starts = filled(known, unit);
        let mut grid = Grid {
            unit,
            step_of: Vec::with_capacity(partial.stories.len()),
            stories: vec![0; starts.len()],
            words: vec![0; starts.len()],
            starts,
        };
        for story in &partial.stories {
            let step = start_of(story).and_then(|start| grid.starts.binary_search(&start).ok());
            if let Some(step) = step {
                grid.stories[step] += 1;
                grid.words[step] += u64::from(story.length);
            }
            grid.step_of.push(step.map(|step| step as u32));
        }
        grid
    }

    /// The last day of a step.
    pub(crate) fn last_day(&self, step: usize) -> Option<Day> {
        self.starts.get(step).map(|&start| self.unit.next(start) + -1)
    }

    /// Days of a step.
    pub(crate) fn days(&self, step: usize) -> u64 {
        self.starts.get(step).map_or(0, |&start| u64::try_from(self.unit.next(start) - start).unwrap_or(0))
    }
}

/// First days of steps, in order, with those between them; as they are when they would be too many.
fn filled(known: Vec<Day>, unit: Unit) -> Vec<Day> {
    match (known.first(), known.last()) {
        (Some(&first), Some(&last)) if (last - first) / unit.days() < MOST_STEPS => {
            std::iter::successors(Some(first), |&start| Some(unit.next(start)))
                .take_while(|&start| start <= last)
                .collect()
        }
        _ => known,
    }
}

impl Corpus {
    /// The timeline of one thing, over the steps of the whole corpus, gaps filled with zeros; empty when no story
    /// holds it.
    pub fn timeline_of(&self, subject: Subject<'_>, unit: Unit) -> Vec<SeriesRow> {
        let partial = self.partial();
        let grid = Grid::of(partial, unit);
        let undated = grid.starts.len();
        let mut sums = vec![[0_u64; 4]; undated + 1];
        let found = occurrences(self, subject);
        if found.iter().all(Option::is_none) {
            return vec![];
        }
        for ((story, found), step) in partial.stories.iter().zip(found).zip(&grid.step_of) {
            let sum = &mut sums[step.map_or(undated, |step| step as usize)];
            sum[0] += found.unwrap_or(0);
            sum[1] += u64::from(found.is_some());
            sum[2] += 1;
            sum[3] += u64::from(story.length);
        }
        let share =
            |part: u64, whole: u64, of: f64| if whole > 0 { of * part as f64 / whole as f64 } else { 0.0 };
        let starts = grid.starts.iter().copied().map(Some).chain([None]);
        let rows = starts.zip(sums).map(|(start, [count, stories, all_stories, all_words])| SeriesRow {
            start,
            count,
            stories,
            all_stories,
            all_words,
            per_thousand_stories: share(stories, all_stories, 1e3),
            per_million_words: share(count, all_words, 1e6),
        });
        rows.filter(|row| row.start.is_some() || row.stories > 0).collect()
    }
}

/// Words, mentions and quotations of one story.
pub(crate) type Volume = (u64, u64, u64);

/// Every story.
pub(crate) fn of_all(partial: &Partial) -> impl Iterator<Item = (Option<Day>, Volume)> {
    partial.stories.iter().map(|story| {
        let mentions = story.named.iter().map(|named| u64::from(named.mentions)).sum();
        (story.day, (u64::from(story.length), mentions, u64::from(story.quotations)))
    })
}

/// Stories by their day, summed by step; gaps filled with zeros, stories without a day last.
pub(crate) fn rows(stories: impl Iterator<Item = (Option<Day>, Volume)>, unit: Unit) -> Vec<TimelineRow> {
    let mut steps: BTreeMap<Day, [u64; 4]> = BTreeMap::new();
    let mut undated = [0; 4];
    for (day, (words, mentions, quotations)) in stories {
        let step = match day {
            Some(day) => steps.entry(unit.start(day)).or_default(),
            None => &mut undated,
        };
        for (sum, value) in step.iter_mut().zip([1, words, mentions, quotations]) {
            *sum += value;
        }
    }
    let row = |start, [stories, words, mentions, quotations]: [u64; 4]| TimelineRow {
        start,
        stories,
        words,
        mentions,
        quotations,
    };
    let starts = filled(steps.keys().copied().collect(), unit);
    let mut rows: Vec<TimelineRow> = starts
        .into_iter()
        .map(|start| row(Some(start), steps.get(&start).copied().unwrap_or_default()))
        .collect();
    if undated[0] > 0 {
        rows.push(row(None, undated));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(days: &[&str], unit: Unit) -> Vec<(String, u64)> {
        let days = days.iter().map(|day| (Day::parse(day), (1, 0, 0)));
        rows(days, unit)
            .iter()
            .map(|row| (row.start.map_or("none".to_owned(), |day| day.to_string()), row.stories))
            .collect()
    }

    fn pairs(rows: &[(&str, u64)]) -> Vec<(String, u64)> {
        rows.iter().map(|&(day, stories)| (day.to_owned(), stories)).collect()
    }

    #[test]
    fn gaps_are_zeros_and_undated_stories_come_last() {
        let found = starts(&["2024-03-02", "", "2024-02-28", "2024-03-02"], Unit::Day);
        let expected =
            [("2024-02-28", 1), ("2024-02-29", 0), ("2024-03-01", 0), ("2024-03-02", 2), ("none", 1)];
        assert_eq!(found, pairs(&expected));
    }

    #[test]
    fn weeks_start_on_monday_and_months_on_the_first() {
        let days = ["2024-12-31", "2025-01-05", "2025-01-06", "2025-03-31"];
        assert_eq!(starts(&days[..3], Unit::Week), pairs(&[("2024-12-30", 2), ("2025-01-06", 1)]));
        let months = [("2024-12-01", 1), ("2025-01-01", 2), ("2025-02-01", 0), ("2025-03-01", 1)];
        assert_eq!(starts(&days, Unit::Month), pairs(&months));
    }

    #[test]
    fn an_absurd_range_is_not_filled() {
        assert_eq!(starts(&["0001-01-01", "2024-01-01"], Unit::Day).len(), 2);
        assert_eq!(starts(&["9999-12-31", "9999-12-01"], Unit::Month), pairs(&[("9999-12-01", 2)]));
        assert_eq!(starts(&[], Unit::Week), []);
    }
}
