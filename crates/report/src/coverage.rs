//! What was covered for days, and who ran the same report.

use minijinja::value::Value;
use nutgraf_analysis::{CopyKind, Corpus, DuplicateRow, DuplicateStory, StoryThread, StoryThreadOptions};
use nutgraf_core::{Day, Span};
use serde::Serialize;

use crate::draw;
use crate::evidence::{self, story_anchor};

/// Threads shown.
const THREADS: usize = 20;
/// Groups of copies shown.
const GROUPS: usize = 20;
/// Copies shown of a group, and stories of a thread.
const STORIES: usize = 12;
/// Characters shown of a passage that was cut or added.
const PASSAGE: usize = 160;

/// Threads of two or more stories.
#[derive(Serialize)]
pub(crate) struct Threads {
    rows: Vec<Thread>,
    total: usize,
}

#[derive(Serialize)]
struct Thread {
    title: String,
    count: usize,
    days: Option<String>,
    span: Option<Value>,
    outlets: String,
    entities: String,
    stories: Vec<Line>,
    left: usize,
}

#[derive(Serialize)]
struct Line {
    anchor: String,
    title: String,
    outlet: Option<String>,
    day: Option<String>,
}

/// Threads of coverage, largest first; none when no two stories belong together.
pub(crate) fn threads(corpus: &Corpus) -> Option<Threads> {
    let all = corpus.story_threads(&StoryThreadOptions::default());
    let first = all.iter().filter_map(|thread| thread.first).min();
    let last = all.iter().filter_map(|thread| thread.last).max();
    let several: Vec<&StoryThread> = all.iter().filter(|thread| thread.stories.len() > 1).collect();
    let row = |thread: &&StoryThread| {
        let period = thread.first.zip(thread.last);
        let within = period.zip(first.zip(last));
        let span = within.map(|((start, end), (first, last))| {
            let day = |day: Day| f64::from(day - first);
            draw::period(day(start), day(end) + 1.0, day(last) + 1.0)
        });
        let stories = thread.stories.iter().take(STORIES).map(|story| Line {
            anchor: story_anchor(story.page, story.article),
            title: title(corpus, story.page, story.article),
            outlet: story.outlet.clone(),
            day: story.day.map(|day| day.to_string()),
        });
        Thread {
            title: match thread.stories.iter().find(|story| story.title == thread.title) {
                Some(story) => title(corpus, story.page, story.article),
                None => thread.title.clone(),
            },
            count: thread.stories.len(),
            days: period.map(|(start, end)| match thread.days {
                Some(1) | None => start.to_string(),
                Some(days) => format!("{start} to {end}, {days} days"),
            }),
            span: span.map(Value::from_safe_string),
            outlets: thread.outlets.join(", "),
            entities: thread.entities.join(", "),
            stories: stories.collect(),
            left: thread.stories.len().saturating_sub(STORIES),
        }
    };
    let rows: Vec<Thread> = several.iter().take(THREADS).map(row).collect();
    (!rows.is_empty()).then_some(Threads { rows, total: several.len() })
}

/// Reports that ran more than once.
#[derive(Serialize)]
pub(crate) struct Copies {
    rows: Vec<Group>,
    total: usize,
    copies: usize,
}

#[derive(Serialize)]
struct Group {
    original: Line,
    copies: Vec<Copied>,
    left: usize,
}

#[derive(Serialize)]
struct Copied {
    line: Line,
    kind: &'static str,
    percent: String,
    lag: Option<String>,
    cut: Vec<String>,
    added: Vec<String>,
}

/// Groups of copies, largest first, of all that were found; none when every report ran once.
pub(crate) fn copies(corpus: &Corpus, all: &[DuplicateRow]) -> Option<Copies> {
    let several: Vec<&DuplicateRow> = all.iter().filter(|row| row.stories.len() > 1).collect();
    let rows = several.iter().take(GROUPS).filter_map(|row| {
        let original = row.stories.first()?;
        let copies = row.stories.iter().skip(1).take(STORIES).map(|copy| copied(corpus, original, copy));
        let copies = copies.collect();
        Some(Group {
            original: line(corpus, original),
            copies,
            left: row.stories.len().saturating_sub(STORIES + 1),
        })
    });
    let rows: Vec<Group> = rows.collect();
    let copies = several.iter().map(|row| row.stories.len() - 1).sum();
    (!rows.is_empty()).then_some(Copies { rows, total: several.len(), copies })
}

/// A story's title, with an ellipsis where it is cut.
fn title(corpus: &Corpus, page: u32, article: u32) -> String {
    corpus.story(page, article).map(|story| evidence::title(story.article())).unwrap_or_default()
}

fn line(corpus: &Corpus, story: &DuplicateStory) -> Line {
    Line {
        anchor: story_anchor(story.page, story.article),
        title: title(corpus, story.page, story.article),
        outlet: story.outlet.clone(),
        day: story.day.map(|day| day.to_string()),
    }
}

fn copied(corpus: &Corpus, original: &DuplicateStory, copy: &DuplicateStory) -> Copied {
    let passages = |of: &DuplicateStory, spans: &[Span]| -> Vec<String> {
        let Some(story) = corpus.story(of.page, of.article) else { return vec![] };
        spans.iter().map(|span| short(span.slice(&story.article().text))).collect()
    };
    Copied {
        line: line(corpus, copy),
        kind: match copy.kind {
            CopyKind::Original | CopyKind::Exact => "word for word",
            CopyKind::Near => "nearly word for word",
            CopyKind::Contained => "in part",
        },
        percent: format!("{:.0}", 100.0 * copy.containment),
        lag: copy.lag.filter(|&lag| lag > 0).map(|lag| match lag {
            1 => "1 day later".to_owned(),
            lag => format!("{lag} days later"),
        }),
        cut: passages(original, &copy.cut),
        added: passages(copy, &copy.added),
    }
}

/// The beginning of a passage, to the end of a word.
fn short(text: &str) -> String {
    let text = text.replace('\n', " ");
    match text.char_indices().nth(PASSAGE) {
        None => text,
        Some((limit, _)) => {
            let head = &text[..limit];
            format!("{} …", head.rsplit_once(' ').map_or(head, |(head, _)| head))
        }
    }
}
