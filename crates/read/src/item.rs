use nutgraf_core::{Layout, Note, NoteKind, Span};

use crate::column::Column;
use crate::date::iso_8601;
use crate::encoding::{decode_utf_8, note_characters};
use crate::fields::{accepts, describe};
use crate::html;
use crate::metadata::Row;
use crate::page;

/// One page as its fields say it is, before it is parsed: what a line of JSON or CSV, an item of a feed, a row of a
/// table become.
///
/// ```
/// use nutgraf_read::{Column, Item, Options, Record, items};
///
/// let mut item = Item::default();
/// item.set(Column::Text, "The ferry sank at noon.");
/// item.set(Column::Published, "Tue, 09 Apr 2024 08:00:00 GMT");
/// let record = items("wire", [item], &Options::default()).next().unwrap().unwrap().read().unwrap();
/// let Record::Layout(layout) = record else { unreachable!() };
/// assert_eq!((layout.id.as_str(), layout.text.as_str()), ("wire#1", "The ferry sank at noon."));
/// assert_eq!(layout.metadata.published.as_deref(), Some("2024-04-09T08:00:00Z"));
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Item {
    pub(crate) id: Option<String>,
    pub(crate) row: Row,
    pub(crate) modified: Option<String>,
    pub(crate) headline: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) section: Option<String>,
    pub(crate) keywords: Vec<String>,
    pub(crate) summary: Option<String>,
    pub(crate) text: Option<String>,
    pub(crate) html: Option<String>,
    /// Whether it holds a story and nothing around it, as an item of a feed does.
    pub(crate) is_body: bool,
    /// What the text's bytes should have been in.
    pub(crate) flawed: Option<&'static str>,
    pub(crate) notes: Vec<Note>,
}

impl Item {
    /// Sets a field; a blank value says nothing. A list (authors, keywords) grows by the value.
    pub fn set(&mut self, column: Column, value: impl Into<String>) {
        let value: String = value.into();
        if value.trim().is_empty() && column != Column::Text {
            return;
        }
        match column {
            Column::Id => self.id = Some(value),
            Column::Url => self.row.url = Some(value),
            Column::Outlet => self.row.outlet = Some(value),
            Column::Language => self.row.language = Some(value),
            Column::Published => self.row.published = Some(value),
            Column::Modified => self.modified = Some(value),
            Column::Headline => self.headline = Some(value),
            Column::Authors => self.authors.push(value),
            Column::Section => self.section = Some(value),
            Column::Keywords => self.keywords.push(value),
            Column::Summary => self.summary = Some(value),
            Column::Text => self.text = Some(value),
            Column::Html => self.html = Some(value),
        }
    }

    /// Sets a field when the value may be its: not blank, and an address where one is wanted. Whether it did.
    pub fn offer(&mut self, column: Column, value: &str) -> bool {
        let is_its = !value.trim().is_empty() && accepts(column, value);
        if is_its {
            self.set(column, value);
        }
        is_its
    }

    /// As [`set`](Item::set), from bytes that should be UTF-8.
    pub(crate) fn set_bytes(&mut self, column: Column, value: &[u8]) {
        let decoded = decode_utf_8(value.to_vec());
        if matches!(column, Column::Text | Column::Html) {
            self.flawed = self.flawed.or(decoded.flawed);
        }
        self.set(column, decoded.text);
    }

    /// Whether it holds something to read.
    pub(crate) fn has_text(&self) -> bool {
        self.text.is_some() || self.html.is_some() || self.summary.is_some() || self.headline.is_some()
    }

    /// Length in bytes, about.
    pub(crate) fn len(&self) -> usize {
        [&self.text, &self.html, &self.summary].into_iter().flatten().map(String::len).sum()
    }

    /// The layout of what it holds; `fallback` is its id when it has none of its own, `row` what `metadata.csv` says of
    /// its file, `published` what the caller says of every page. The text is taken before the HTML, that before the
    /// summary. None when it holds none of them.
    pub(crate) fn layout(
        self,
        fallback: String,
        row: Option<&Row>,
        published: Option<&str>,
    ) -> Option<Layout> {
        let Item {
            id,
            row: own,
            mut modified,
            headline,
            authors,
            section,
            keywords,
            summary,
            text,
            html: markup,
            ..
        } = self;
        let id = id.unwrap_or(fallback);
        let is_blank = |text: &String| text.trim().is_empty();
        let mut layout = match (text, markup) {
            (Some(text), markup) if !is_blank(&text) || markup.is_none() => article(id, text),
            (_, Some(markup)) if self.is_body => html::layout_story(&id, &markup),
            (_, Some(markup)) => html::layout_text(&id, &markup),
            (Some(text), _) => article(id, text),
            (None, None) => match (summary.filter(|summary| !is_blank(summary)), &headline) {
                (Some(summary), _) if page::is_markup(&summary) => html::layout_story(&id, &summary),
                (Some(summary), _) => article(id, summary),
                (None, Some(headline)) => article(id, headline.clone()),
                (None, None) => return None,
            },
        };
        layout.is_article |= self.is_body;
        let mut notes = self.notes;
        if let Some(found) = modified.take() {
            modified = iso_8601(&found);
            if modified.is_none() {
                notes.push(flaw(format!("modified: expected an ISO 8601 date, found {found:?}; left out")));
            }
        }
        notes.append(&mut layout.notes);
        layout.notes = notes;
        let metadata = &mut layout.metadata;
        metadata.modified = modified.or(metadata.modified.take());
        metadata.headline = headline.or(metadata.headline.take());
        metadata.section = section.or(metadata.section.take());
        if !authors.is_empty() {
            metadata.authors = authors;
        }
        if !keywords.is_empty() {
            metadata.keywords = keywords;
        }
        describe(&mut layout, &[Some(&own), row], published);
        note_characters(&mut layout, self.flawed);
        Some(layout)
    }
}

fn article(id: String, text: String) -> Layout {
    Layout { is_article: true, ..Layout::plain(id, text) }
}

pub(crate) fn flaw(message: String) -> Note {
    Note { kind: NoteKind::Metadata, message, source: Span::default() }
}
