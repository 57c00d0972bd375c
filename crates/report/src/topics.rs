//! What the stories are about.

use std::collections::BTreeMap;

use minijinja::value::Value;
use nutgraf_analysis::{Corpus, TermRow, TopicOptions, TopicOutletRow, TopicTimeRow, Unit};
use serde::Serialize;

use crate::evidence::{Evidence, day, story_anchor, title};
use crate::names::term_evidence;
use crate::{draw, render::Options};

/// Terms shown of a topic.
const TERMS: usize = 10;
/// Stories shown of a topic.
const STORIES: usize = 4;
/// A story with less of a topic than this is not shown with it.
const LEAST: f64 = 0.1;
/// Outlets shown of a topic.
const OUTLETS: usize = 5;
/// Steps of a chart at most; more become weeks, then months.
const STEPS: usize = 70;
/// Entities shown of a topic.
const ENTITIES: usize = 6;

#[derive(Serialize)]
pub(crate) struct Card {
    label: String,
    percent: String,
    bar: Value,
    terms: Vec<Term>,
    entities: Vec<String>,
    stories: Vec<Story>,
    sentence: Option<Sentence>,
    over_time: Option<OverTime>,
    outlets: Vec<Outlet>,
}

/// The most typical sentence, and the story it stands in.
#[derive(Serialize)]
struct Sentence {
    text: String,
    anchor: String,
}

/// The topic's stories over time, small.
#[derive(Serialize)]
struct OverTime {
    chart: Value,
    unit: &'static str,
    first: String,
    last: String,
}

/// An outlet that writes of the topic.
#[derive(Serialize)]
struct Outlet {
    name: String,
    percent: String,
    stories: u64,
}

#[derive(Serialize)]
struct Term {
    term: String,
    bar: Value,
    anchor: Option<String>,
}

#[derive(Serialize)]
struct Story {
    anchor: String,
    title: String,
    outlet: Option<String>,
    day: Option<String>,
    percent: String,
}

/// The topics, largest first.
pub(crate) fn cards(corpus: &Corpus, options: &Options, evidence: &mut Evidence<'_>) -> Vec<Card> {
    let topics =
        corpus.topics(&TopicOptions { k: options.topics, seed: options.seed, ..TopicOptions::default() });
    let largest = topics.topics.first().map_or(0.0, |topic| topic.share);
    let terms = corpus.terms();
    let counts: BTreeMap<String, &TermRow> = terms.iter().map(|row| (row.term.clone(), row)).collect();
    let (unit, over_time) = over_time(&topics);
    let outlets = topics.by_outlet();
    let mut cards = vec![];
    for topic in &topics.topics {
        let best = topic.terms.first().map_or(0.0, |term| term.weight);
        let stories = topic.best.iter().filter_map(|&index| {
            let story = topics.stories.get(index as usize)?;
            let weight = story.weights.get(topic.topic as usize).filter(|weight| **weight >= LEAST)?;
            let found = corpus.story(story.page, story.article)?;
            let article = found.article();
            Some(Story {
                anchor: story_anchor(story.page, story.article),
                title: title(article),
                outlet: found.page().outlet.clone(),
                day: day(article),
                percent: format!("{:.0}", 100.0 * weight),
            })
        });
        let terms = topic.terms.iter().take(TERMS).map(|term| Term {
            bar: Value::from_safe_string(draw::bar(term.weight, best)),
            anchor: counts.get(&term.term.to_lowercase()).map(|&row| term_evidence(corpus, row, evidence)),
            term: term.term.clone(),
        });
        cards.push(Card {
            label: topic.label.clone(),
            percent: format!("{:.0}", 100.0 * topic.share),
            bar: Value::from_safe_string(draw::bar(topic.share, largest)),
            terms: terms.collect(),
            entities: topic.entities.iter().take(ENTITIES).cloned().collect(),
            stories: stories.take(STORIES).collect(),
            sentence: topic.sentence.as_ref().map(|sentence| Sentence {
                text: sentence.text.clone(),
                anchor: story_anchor(sentence.page, sentence.article),
            }),
            over_time: chart(unit, &over_time, topic.topic),
            outlets: outlets_of(&outlets, topic.topic),
        });
    }
    cards
}

/// Topics by day, or by week or month when there are many days.
fn over_time(topics: &nutgraf_analysis::Topics) -> (&'static str, Vec<TopicTimeRow>) {
    let most = STEPS * topics.topics.len();
    let mut units = [("day", Unit::Day), ("week", Unit::Week)].into_iter();
    let fits = |rows: &Vec<TopicTimeRow>| rows.iter().filter(|row| row.start.is_some()).count() <= most;
    let found =
        units.find_map(|(name, unit)| Some((name, topics.over_time(unit))).filter(|(_, rows)| fits(rows)));
    found.unwrap_or_else(|| ("month", topics.over_time(Unit::Month)))
}

/// The stories of one topic; none when they are of less than two steps.
fn chart(unit: &'static str, rows: &[TopicTimeRow], topic: u32) -> Option<OverTime> {
    let rows = rows.iter().filter(|row| row.topic == topic);
    let steps: Vec<_> = rows.filter_map(|row| Some((row.start?, row.stories))).collect();
    let ((first, _), (last, _)) = (steps.first()?, steps.last()?);
    let columns: Vec<(u64, bool)> = steps.iter().map(|&(_, stories)| (stories, false)).collect();
    (steps.len() > 1).then(|| OverTime {
        chart: Value::from_safe_string(draw::strip(&columns)),
        unit,
        first: first.to_string(),
        last: last.to_string(),
    })
}

/// Outlets with most stories of a topic, and how much of what they write it is. None where one outlet is all there is.
fn outlets_of(rows: &[TopicOutletRow], topic: u32) -> Vec<Outlet> {
    let mut own: Vec<&TopicOutletRow> =
        rows.iter().filter(|row| row.topic == topic && row.outlet.is_some()).collect();
    if own.len() < 2 {
        return vec![];
    }
    own.retain(|row| row.stories > 0);
    own.sort_by(|a, b| {
        b.stories.cmp(&a.stories).then(b.share.total_cmp(&a.share)).then(a.outlet.cmp(&b.outlet))
    });
    let outlet = |row: &&TopicOutletRow| Outlet {
        name: row.outlet.clone().unwrap_or_default(),
        percent: format!("{:.0}", 100.0 * row.share),
        stories: row.stories,
    };
    own.iter().take(OUTLETS).map(outlet).collect()
}
