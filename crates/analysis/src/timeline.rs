use std::collections::BTreeMap;

use nutgraf_core::Day;
use serde::Serialize;

use crate::link::Links;
use crate::{Column, Partial, Table};

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
    fn next(self, start: Day) -> Day {
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

/// Words, mentions and quotations of one story.
pub(crate) type Volume = (u64, u64, u64);

/// Every story.
pub(crate) fn of_all(partial: &Partial) -> impl Iterator<Item = (Option<Day>, Volume)> {
    partial.stories.iter().map(|story| {
        let mentions = story.named.iter().map(|named| u64::from(named.mentions)).sum();
        (story.day, (u64::from(story.length), mentions, u64::from(story.quotations)))
    })
}

/// The stories that name an entity, with its mentions and quotations.
pub(crate) fn of_entity(
    partial: &Partial,
    links: &Links,
    entity: u32,
) -> impl Iterator<Item = (Option<Day>, Volume)> {
    partial.stories.iter().enumerate().filter_map(move |(at, story)| {
        let mut own =
            story.named.iter().zip(links.of_story(at)).filter(|&(_, &row)| row == entity).peekable();
        own.peek()?;
        let (mentions, quotations) = own.fold((0, 0), |(mentions, quotations), (named, _)| {
            (mentions + u64::from(named.mentions), quotations + u64::from(named.quotations))
        });
        Some((story.day, (u64::from(story.length), mentions, quotations)))
    })
}

/// The stories that hold a term; its occurrences stand for the words.
pub(crate) fn of_term(partial: &Partial, term: &str) -> impl Iterator<Item = (Option<Day>, Volume)> {
    let words = partial.words_of(term);
    partial.stories.iter().filter_map(move |story| {
        let count = story.count_of(words.clone());
        let mentions = story.named.iter().map(|named| u64::from(named.mentions)).sum();
        (count > 0).then_some((story.day, (count, mentions, u64::from(story.quotations))))
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
    let mut rows: Vec<TimelineRow> = Vec::with_capacity(steps.len());
    let range = steps.keys().next().zip(steps.keys().next_back()).map(|(&first, &last)| (first, last));
    if let Some((first, last)) = range
        && (last - first) / unit.days() < MOST_STEPS
    {
        let mut start = first;
        while start <= last {
            rows.push(row(Some(start), steps.get(&start).copied().unwrap_or_default()));
            start = unit.next(start);
        }
    } else {
        rows.extend(steps.into_iter().map(|(start, sums)| row(Some(start), sums)));
    }
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
