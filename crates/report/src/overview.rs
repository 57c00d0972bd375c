//! What was read, what was left out, and when it appeared.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use minijinja::Value;
use nutgraf_analysis::{Corpus, Unit};
use nutgraf_core::{ArticleKind, Day, LineIndex, Page, Role, Span};
use serde::Serialize;

use crate::draw::{self, Step};
use crate::evidence::{day, story_anchor, title};

/// A story in the list at the report's end, where links to stories lead.
#[derive(Serialize)]
pub(crate) struct StoryLine {
    anchor: String,
    title: String,
    outlet: Option<String>,
    day: Option<String>,
    url: Option<String>,
    id: String,
    paragraphs: usize,
    truncated: bool,
}

pub(crate) fn stories(corpus: &Corpus) -> Vec<StoryLine> {
    let lines = corpus.stories().map(|story| StoryLine {
        anchor: story_anchor(story.page_index(), story.article_index()),
        title: title(story.article()),
        outlet: story.page().outlet.clone(),
        day: day(story.article()),
        url: story.page().url.clone().filter(|url| url.starts_with("http://") || url.starts_with("https://")),
        id: story.page().id.clone(),
        paragraphs: story.article().paragraphs().count(),
        truncated: story.article().truncated,
    });
    lines.collect()
}

#[derive(Serialize)]
pub(crate) struct Totals {
    pages: usize,
    stories: usize,
    teasers: usize,
    outlets: usize,
    words: u64,
    mentions: u64,
    quotations: u64,
    first: Option<String>,
    last: Option<String>,
    undated: u64,
}

pub(crate) fn totals(corpus: &Corpus) -> Totals {
    let months = corpus.timeline(Unit::Month);
    let partial = corpus.partial();
    let days: Vec<Day> = (0..partial.stories()).filter_map(|story| partial.day(story)).collect();
    let mut outlets: BTreeSet<String> = BTreeSet::new();
    let mut teasers = 0;
    for page in corpus.pages() {
        teasers += page.articles.iter().filter(|article| article.kind == ArticleKind::Teaser).count();
        outlets.extend(page.outlet.clone());
    }
    Totals {
        pages: corpus.len(),
        stories: partial.stories(),
        teasers,
        outlets: outlets.len(),
        words: months.iter().map(|row| row.words).sum(),
        mentions: months.iter().map(|row| row.mentions).sum(),
        quotations: months.iter().map(|row| row.quotations).sum(),
        first: days.iter().min().map(Day::to_string),
        last: days.iter().max().map(Day::to_string),
        undated: (partial.stories() - days.len()) as u64,
    }
}

/// How much of what was read is of one kind.
#[derive(Clone, Serialize)]
pub(crate) struct Share {
    pub(crate) name: &'static str,
    pub(crate) class: &'static str,
    pub(crate) counted: bool,
    pub(crate) blocks: u64,
    pub(crate) characters: u64,
    pub(crate) percent: f64,
}

/// What the text of all pages is, by characters: stories, their furniture, other stories' teasers, the pages' own.
pub(crate) fn shares(corpus: &Corpus) -> Vec<Share> {
    let mut shares = [
        ("Story text", "story", true),
        ("Headlines, standfirsts, captions", "frame", true),
        ("Bylines, credits, dates, agency lines", "credit", false),
        ("Teasers of other stories", "teaser", false),
        ("Furniture: menus, promotion, copyright", "furniture", false),
    ]
    .map(|(name, class, counted)| Share { name, class, counted, blocks: 0, characters: 0, percent: 0.0 });
    for page in corpus.pages() {
        let mut count = |index: usize, source: &[Span]| {
            let share: &mut Share = &mut shares[index];
            share.blocks += 1;
            share.characters +=
                source.iter().map(|span| span.slice(&page.text).chars().count() as u64).sum::<u64>();
        };
        for article in &page.articles {
            for block in &article.blocks {
                let index = match (article.kind, block.role) {
                    (ArticleKind::Teaser, _) => 3,
                    (_, Role::Paragraph | Role::Pullquote) => 0,
                    (
                        _,
                        Role::Byline
                        | Role::Credit
                        | Role::Timestamp
                        | Role::Agency
                        | Role::Dateline
                        | Role::Contributor,
                    ) => 2,
                    _ => 1,
                };
                count(index, &block.source);
            }
        }
        for furniture in &page.furniture {
            count(4, &furniture.source);
        }
    }
    let whole = shares.iter().map(|share| share.characters).sum::<u64>().max(1) as f64;
    for share in &mut shares {
        share.percent = 100.0 * share.characters as f64 / whole;
    }
    shares.into_iter().filter(|share| share.blocks > 0).collect()
}

#[derive(Default, Serialize)]
pub(crate) struct Outlet {
    name: String,
    pages: usize,
    stories: usize,
    teasers: usize,
    credits: usize,
    furniture: usize,
    notes: usize,
}

/// A line an outlet, by name; pages without one come last.
pub(crate) fn outlets(corpus: &Corpus) -> Vec<Outlet> {
    let key =
        |outlet: Option<&str>| (outlet.is_none(), outlet.map_or("outlet not known", str::trim).to_owned());
    let mut outlets: BTreeMap<(bool, String), Outlet> = BTreeMap::new();
    // Not every story of a page counts when this is a part of a corpus.
    for story in 0..corpus.partial().stories() {
        outlets.entry(key(corpus.partial().outlet(story))).or_default().stories += 1;
    }
    for page in corpus.pages() {
        let outlet = outlets.entry(key(page.outlet.as_deref())).or_default();
        outlet.pages += 1;
        outlet.furniture += page.furniture.len();
        outlet.notes += page.notes.len();
        for article in &page.articles {
            outlet.teasers += usize::from(article.kind == ArticleKind::Teaser);
            outlet.credits += article.blocks.iter().filter(|block| block.role == Role::Credit).count();
        }
    }
    outlets.into_iter().map(|((_, name), outlet)| Outlet { name, ..outlet }).collect()
}

#[derive(Serialize)]
pub(crate) struct NoteLine {
    page: String,
    line: u64,
    column: u64,
    message: String,
}

/// At most this many notes are printed.
const NOTES: usize = 100;

pub(crate) fn notes(corpus: &Corpus) -> Vec<NoteLine> {
    let lines = |page: Arc<Page>| {
        let index = (!page.notes.is_empty()).then(|| LineIndex::new(&page.text));
        let lines = page.notes.iter().filter_map(|note| {
            let place = index.as_ref()?.place(&page.text, note.source.start());
            let message = note.message.clone();
            Some(NoteLine { page: page.id.clone(), line: place.line, column: place.column, message })
        });
        lines.collect::<Vec<_>>()
    };
    corpus.pages().flat_map(lines).take(NOTES).collect()
}

#[derive(Serialize)]
pub(crate) struct Timeline {
    unit: &'static str,
    chart: Value,
    ticks: Vec<String>,
    steps: Vec<TimelineStep>,
}

#[derive(Serialize)]
struct TimelineStep {
    label: String,
    anchor: Option<String>,
    stories: u64,
    words: u64,
    mentions: u64,
    quotations: u64,
}

/// The shortest unit that needs no more than 60 steps; none when no story has a day.
pub(crate) fn unit(corpus: &Corpus) -> Option<Unit> {
    const MOST: i32 = 60;
    let days = || corpus.stories().filter_map(|story| story.day());
    let (first, last) = (days().min()?, days().max()?);
    Some(match last - first {
        0..MOST => Unit::Day,
        length if length < 7 * MOST => Unit::Week,
        _ => Unit::Month,
    })
}

/// Stories by the unit that suits the corpus; none when no story has a day.
pub(crate) fn timeline(corpus: &Corpus) -> Option<Timeline> {
    let unit = unit(corpus)?;
    let name = match unit {
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
    };
    let step_of = |day: Day| match unit {
        Unit::Day => day,
        Unit::Week => day.week_start(),
        Unit::Month => day.month_start(),
    };
    let mut anchors: BTreeMap<Day, String> = BTreeMap::new();
    for story in corpus.stories() {
        if let Some(day) = story.day() {
            anchors
                .entry(step_of(day))
                .or_insert_with(|| story_anchor(story.page_index(), story.article_index()));
        }
    }
    let mut steps = vec![];
    for row in corpus.timeline(unit) {
        let label = row.start.map_or_else(|| "no date".to_owned(), |day| label(day, unit));
        let anchor = row.start.and_then(|day| anchors.get(&day).cloned());
        let (stories, words, mentions) = (row.stories, row.words, row.mentions);
        steps.push((
            row.start,
            TimelineStep { label, anchor, stories, words, mentions, quotations: row.quotations },
        ));
    }
    let dated = steps.iter().filter(|(start, _)| start.is_some());
    let columns: Vec<Step> = dated
        .map(|(_, step)| Step { label: step.label.clone(), value: step.stories, link: step.anchor.clone() })
        .collect();
    let ticks = match columns.len() {
        0 => vec![],
        1 => vec![columns[0].label.clone()],
        n if n < 5 => vec![columns[0].label.clone(), columns[n - 1].label.clone()],
        n => [0, n / 2, n - 1].map(|index| columns[index].label.clone()).to_vec(),
    };
    let chart = Value::from_safe_string(draw::steps(&columns));
    let steps = steps.into_iter().map(|(_, step)| step).filter(|step| step.stories > 0).collect();
    Some(Timeline { unit: name, chart, ticks, steps })
}

fn label(day: Day, unit: Unit) -> String {
    match unit {
        Unit::Day => day.to_string(),
        Unit::Week => format!("week of {day}"),
        Unit::Month => day.to_string()[..7].to_owned(),
    }
}
