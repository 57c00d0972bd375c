//! What the stories are about.

use std::collections::BTreeMap;

use minijinja::value::Value;
use nutgraf_analysis::{Corpus, TermRow, TopicOptions};
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
    let topics = corpus.topics(&TopicOptions { k: options.topics, seed: options.seed });
    let largest = topics.topics.first().map_or(0.0, |topic| topic.share);
    let terms = corpus.terms();
    let counts: BTreeMap<String, &TermRow> = terms.iter().map(|row| (row.term.clone(), row)).collect();
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
        });
    }
    cards
}
