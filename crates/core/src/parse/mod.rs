//! The structure pass: lines with hints → roles → articles.

mod assemble;
mod bare;
mod byline;
mod credit;
#[cfg(feature = "train")]
mod crf;
mod dateline;
mod decode;
mod draft;
mod ending;
mod explain;
mod feature;
mod form;
mod glued;
mod head;
mod heads;
mod hint;
mod item;
mod judge;
mod kind;
mod lexicon;
mod measure;
mod model;
mod picture;
mod place;
#[cfg(feature = "train")]
mod recombine;
mod repair;
mod resume;
mod site;
mod talk;
mod timestamp;
#[cfg(feature = "train")]
mod train;
mod unit;
mod word;
mod wrap;

use nutgraf_text::Span;

use self::assemble::Assembly;
use self::draft::Draft;
use self::feature::Facts;
use self::unit::Units;
use crate::{Article, ArticleKind, Dateline, Layout, Metadata, Note, NoteKind, Page, Role, SCHEMA};

pub use self::dateline::dateline_places;
pub use self::explain::{Explained, explain};
pub use self::model::Table;
#[cfg(feature = "train")]
pub use self::train::{Glued, Labelled, train};

/// What a page's text is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum LayoutKind {
    /// A scraped page: find its story.
    #[default]
    Page,
    /// A story's body already, every line a paragraph.
    Body,
}

/// How to parse.
#[derive(Clone, Debug)]
pub struct Options {
    /// What the text is.
    pub layout: LayoutKind,
    /// Whether to fill [`Article::sentences`]; true by default.
    pub sentences: bool,
    /// Whether to fill [`Article::tokens`]; false by default.
    pub tokens: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { layout: LayoutKind::Page, sentences: true, tokens: false }
    }
}

/// Finds the articles of a page. Never fails: what is odd becomes a note.
///
/// ```
/// use nutgraf_core::{Layout, Options, parse};
///
/// let text = "PORT ELSA, May 3 (Reuters) - The ferry sank at noon. Nobody died.\nPhoto: Reuters\n";
/// let page = parse(Layout::plain("demo", text), &Options::default());
/// let story = page.story().unwrap();
/// assert_eq!(story.dateline.as_ref().unwrap().place.as_deref(), Some("PORT ELSA"));
/// assert_eq!(story.sentences[0].slice(&story.text), "The ferry sank at noon.");
/// assert_eq!(story.images[0].credit.as_deref(), Some("Photo: Reuters"));
/// ```
pub fn parse(layout: Layout, options: &Options) -> Page {
    parse_with(Table::embedded(), layout, options)
}

/// As [`parse`], with another table than the embedded one.
pub fn parse_with(table: &Table, layout: Layout, options: &Options) -> Page {
    let (mut articles, furniture) = match options.layout {
        LayoutKind::Body => (body(&layout, options), Vec::new()),
        LayoutKind::Page if layout.is_body => (filed_body(&layout, options), Vec::new()),
        LayoutKind::Page => {
            let units = Units::of(&layout, !layout.is_html);
            let facts: Vec<Facts> = units.units.iter().map(Facts::of).collect();
            let verdicts = if layout.is_html {
                hint::judge(&units, &facts)
            } else {
                judge::judge(table, &units, &facts, layout.is_article)
            };
            Assembly::new(table, &units, &facts, &verdicts, layout.is_html).run(options)
        }
    };
    let mut notes = layout.notes;
    match articles.first_mut().filter(|article| article.kind == ArticleKind::Story) {
        Some(story) => {
            if layout.is_html {
                hint::fill(story, &layout.metadata);
            } else {
                fill(story, &layout.metadata);
            }
            if let Some(known) = layout.known {
                keep(story, *known);
            }
        }
        None => notes.push(Note {
            kind: NoteKind::NoStory,
            message: "the page holds no story".to_owned(),
            source: Span::at(0, 0),
        }),
    }
    Page {
        schema: SCHEMA.to_owned(),
        id: layout.id,
        url: layout.metadata.url,
        outlet: layout.metadata.outlet,
        language: layout.metadata.language,
        published: layout.metadata.published,
        text: layout.text,
        articles,
        furniture,
        notes,
    }
}

/// Every line a paragraph of one story.
fn body(layout: &Layout, options: &Options) -> Vec<Article> {
    let units = Units::of(layout, false);
    let mut story = Draft::new(ArticleKind::Story);
    for unit in &units.units {
        story.push(&units, unit, 0..unit.text.len(), Role::Paragraph);
    }
    if units.units.is_empty() { Vec::new() } else { vec![story.finish(options)] }
}

/// As [`body`], with the dateline at its head told from it.
fn filed_body(layout: &Layout, options: &Options) -> Vec<Article> {
    let units = Units::of(layout, false);
    let mut story = Draft::new(ArticleKind::Story);
    for at in 0..units.units.len() {
        story.add(&units, at, Role::Paragraph);
    }
    if units.units.is_empty() { Vec::new() } else { vec![story.finish(options)] }
}

/// What a record says of its story stands.
fn keep(story: &mut Article, known: Article) {
    story.headline = known.headline.or(story.headline.take());
    story.kicker = known.kicker.or(story.kicker.take());
    story.dek = known.dek.or(story.dek.take());
    story.byline = known.byline.or(story.byline.take());
    story.dateline = story.dateline.take().or(known.dateline);
    story.modified = known.modified.or(story.modified.take());
    story.section = known.section.or(story.section.take());
    let lists = [
        (&mut story.keywords, known.keywords),
        (&mut story.agencies, known.agencies),
        (&mut story.contributors, known.contributors),
        (&mut story.corrections, known.corrections),
    ];
    for (list, known) in lists {
        if !known.is_empty() {
            *list = known;
        }
    }
    if !known.authors.is_empty() {
        story.authors = known.authors;
    }
    if !known.images.is_empty() {
        story.images = known.images;
    }
}

/// A dateline that stands in no text: its parts, an empty span.
pub(crate) fn dateline_of(printed: &str) -> Dateline {
    let filed = dateline::whole(printed).or_else(|| dateline::head(&format!("{printed} — A")));
    let part = |range: Option<std::ops::Range<usize>>| {
        range.and_then(|range| printed.get(range)).map(|part| part.trim().to_owned())
    };
    match filed {
        Some(filed) => Dateline {
            place: part(filed.place),
            region: part(filed.region),
            date: part(filed.date),
            agency: part(filed.agency),
            span: Span::default(),
        },
        None => Dateline { place: Some(printed.to_owned()), ..Dateline::default() },
    }
}

/// What is known from outside beats a date read off the page, and fills what the text does not say.
fn fill(story: &mut Article, metadata: &Metadata) {
    if metadata.published.is_some() {
        story.published.clone_from(&metadata.published);
    }
    if metadata.modified.is_some() {
        story.modified.clone_from(&metadata.modified);
    }
    if story.headline.is_none() {
        story.headline.clone_from(&metadata.headline);
    }
    if story.dek.is_none() {
        story.dek.clone_from(&metadata.dek);
    }
    if story.authors.is_empty() {
        let lines = metadata.authors.iter().map(|line| byline::read(line));
        story.authors = lines.flat_map(|read| read.authors).collect();
    }
    story.section = story.section.take().or_else(|| metadata.section.clone());
    if story.keywords.is_empty() {
        story.keywords.clone_from(&metadata.keywords);
    }
}
