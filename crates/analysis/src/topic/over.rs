//! Topics over time and by outlet.

use std::collections::BTreeMap;

use nutgraf_core::Day;
use serde::Serialize;

use super::Topics;
use crate::{Column, Table, Unit};

/// Most steps that gaps are filled to; beyond it a date is wrong rather than early.
const MOST_STEPS: usize = 10_000;

/// One topic in one step of time.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct TopicTimeRow {
    /// The step's first day; none for stories without a date, which come last.
    #[serde(serialize_with = "crate::table::day")]
    pub start: Option<Day>,
    /// The topic's number.
    pub topic: u32,
    /// Its label.
    pub label: String,
    /// Stories it weighs most in.
    pub stories: u64,
    /// Sum of its weights in the step's stories: how many stories' worth it is.
    pub weight: f64,
    /// That as a share of all topics' weight in the step; 0 in a step without stories.
    pub share: f64,
    /// All stories of the step.
    pub all_stories: u64,
}

impl TopicTimeRow {
    /// Rows as columns.
    pub fn table(rows: &[TopicTimeRow]) -> Table {
        Table {
            columns: vec![
                Column::date("start", rows, |row| row.start),
                Column::integer("topic", rows, |row| u64::from(row.topic)),
                Column::text("label", rows, |row| Some(row.label.as_str())),
                Column::integer("stories", rows, |row| row.stories),
                Column::real("weight", rows, |row| row.weight),
                Column::real("share", rows, |row| row.share),
                Column::integer("all_stories", rows, |row| row.all_stories),
            ],
        }
    }
}

/// One topic in the stories of one outlet.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct TopicOutletRow {
    /// The outlet; none for stories that name none, which come last.
    pub outlet: Option<String>,
    /// The topic's number.
    pub topic: u32,
    /// Its label.
    pub label: String,
    /// Stories it weighs most in.
    pub stories: u64,
    /// Sum of its weights in the outlet's stories: how many stories' worth it is.
    pub weight: f64,
    /// That as a share of all topics' weight in the outlet.
    pub share: f64,
    /// The share divided by the topic's share in all stories: above 1, more than others write of it.
    pub lift: f64,
    /// All stories of the outlet.
    pub all_stories: u64,
}

impl TopicOutletRow {
    /// Rows as columns.
    pub fn table(rows: &[TopicOutletRow]) -> Table {
        Table {
            columns: vec![
                Column::text("outlet", rows, |row| row.outlet.as_deref()),
                Column::integer("topic", rows, |row| u64::from(row.topic)),
                Column::text("label", rows, |row| Some(row.label.as_str())),
                Column::integer("stories", rows, |row| row.stories),
                Column::real("weight", rows, |row| row.weight),
                Column::real("share", rows, |row| row.share),
                Column::real("lift", rows, |row| row.lift),
                Column::integer("all_stories", rows, |row| row.all_stories),
            ],
        }
    }
}

/// What is summed of a group of stories.
#[derive(Clone, Default)]
struct Sum {
    stories: Vec<u64>,
    weights: Vec<f64>,
    all_stories: u64,
}

impl Sum {
    fn of(topics: usize) -> Sum {
        Sum { stories: vec![0; topics], weights: vec![0.0; topics], all_stories: 0 }
    }

    fn share(&self, topic: usize) -> f64 {
        let all: f64 = self.weights.iter().sum();
        if all > 0.0 { self.weights[topic] / all } else { 0.0 }
    }
}

impl Topics {
    /// Every topic in every step of time, gaps filled with zeros: by step, then by topic.
    pub fn over_time(&self, unit: Unit) -> Vec<TopicTimeRow> {
        let mut steps = self.sums(|story| self.stories[story].day.map(|day| unit.start(day)));
        let without = steps.remove(&None);
        let days: Vec<Day> = steps.keys().copied().flatten().collect();
        if let (Some(&first), Some(&last)) = (days.first(), days.last()) {
            let between = std::iter::successors(Some(first), |&day| Some(unit.next(day)));
            let gaps: Vec<Day> = between.take_while(|&day| day < last).take(MOST_STEPS + 1).collect();
            for day in gaps.iter().filter(|_| gaps.len() <= MOST_STEPS) {
                steps.entry(Some(*day)).or_insert_with(|| Sum::of(self.topics.len()));
            }
        }
        let mut rows = vec![];
        for (start, sum) in steps.into_iter().chain(without.map(|sum| (None, sum))) {
            rows.extend(self.topics.iter().enumerate().map(|(at, row)| TopicTimeRow {
                start,
                topic: row.topic,
                label: row.label.clone(),
                stories: sum.stories[at],
                weight: sum.weights[at],
                share: sum.share(at),
                all_stories: sum.all_stories,
            }));
        }
        rows
    }

    /// Every topic in the stories of every outlet: outlets with most stories first, then by name and topic.
    pub fn by_outlet(&self) -> Vec<TopicOutletRow> {
        let outlets = self.sums(|story| self.stories[story].outlet.as_deref());
        let mut outlets: Vec<(Option<&str>, Sum)> = outlets.into_iter().collect();
        outlets.sort_by_key(|(outlet, sum)| (outlet.is_none(), std::cmp::Reverse(sum.all_stories), *outlet));
        let mut rows = vec![];
        for (outlet, sum) in outlets {
            rows.extend(self.topics.iter().enumerate().map(|(at, row)| TopicOutletRow {
                outlet: outlet.map(str::to_owned),
                topic: row.topic,
                label: row.label.clone(),
                stories: sum.stories[at],
                weight: sum.weights[at],
                share: sum.share(at),
                lift: if row.share > 0.0 { sum.share(at) / row.share } else { 0.0 },
                all_stories: sum.all_stories,
            }));
        }
        rows
    }

    fn sums<K: Ord>(&self, group: impl Fn(usize) -> K) -> BTreeMap<K, Sum> {
        let mut sums: BTreeMap<K, Sum> = BTreeMap::new();
        for (at, story) in self.stories.iter().enumerate() {
            let sum = sums.entry(group(at)).or_insert_with(|| Sum::of(self.topics.len()));
            sum.all_stories += 1;
            sum.weights.iter_mut().zip(&story.weights).for_each(|(sum, weight)| *sum += weight);
            if let Some((topic, _)) = story.best() {
                sum.stories[topic] += 1;
            }
        }
        sums
    }
}
