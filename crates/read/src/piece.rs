use std::sync::Arc;

use nutgraf_core::{Layout, LineIndex, Page, Place};

use crate::date::iso_8601;
use crate::encoding::{decode, note_characters};
use crate::fields::{Fields, describe};
use crate::item::Item;
use crate::metadata::Row;
use crate::rows::{self, Header};
use crate::source::Source;
use crate::warc::http;
use crate::{Error, Record};

/// One record of an input, read but not decoded.
pub struct Piece {
    pub(crate) source: Arc<Source>,
    pub(crate) content: Content,
    /// Record of the file, from 1; none for a file that is one page.
    pub(crate) record: Option<u64>,
    /// Where it begins.
    pub(crate) at: Place,
}

/// What a record is made of.
pub(crate) enum Content {
    /// A page of text.
    Text { bytes: Vec<u8>, url: Option<String> },
    /// A page of HTML.
    Html { bytes: Vec<u8>, url: Option<String> },
    /// An HTTP response with a page of HTML.
    Response { block: Vec<u8>, url: Option<String> },
    /// A JSON object.
    Json(Vec<u8>),
    /// A line of CSV.
    Row { bytes: Vec<u8>, header: Arc<Header> },
    /// An item of a feed, or of a caller's.
    Item(Box<Item>),
}

impl Piece {
    /// Its length in bytes, unpacked.
    pub fn len(&self) -> usize {
        match &self.content {
            Content::Text { bytes, .. }
            | Content::Html { bytes, .. }
            | Content::Response { block: bytes, .. }
            | Content::Json(bytes)
            | Content::Row { bytes, .. } => bytes.len(),
            Content::Item(item) => item.len(),
        }
    }

    /// Whether it holds no byte.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Decodes it.
    ///
    /// # Errors
    /// [`Error::Record`] when it is not what it should be, [`Error::Limit`] when it unpacks to more than it may.
    pub fn read(self) -> Result<Record, Error> {
        let Piece { source, content, record, at } = self;
        let head = Head { source: &source, record, at };
        match content {
            Content::Text { bytes, url } => head.text(bytes, url),
            Content::Html { bytes, url } => Ok(head.html(bytes, None, url)),
            Content::Response { block, url } => head.response(block, url),
            Content::Json(bytes) => head.json(&bytes),
            Content::Row { bytes, header } => head.row(bytes, &header),
            Content::Item(item) => head.item(*item),
        }
    }
}

/// What a piece is besides its content.
struct Head<'a> {
    source: &'a Source,
    record: Option<u64>,
    at: Place,
}

impl Head<'_> {
    fn refuse(&self, expected: &str, found: &str) -> Error {
        self.source.record(self.record, self.at, expected, found)
    }

    fn text(&self, bytes: Vec<u8>, url: Option<String>) -> Result<Record, Error> {
        let decoded = decode(bytes).map_err(|inside| {
            // A record in the middle of a file has no lines of the file's.
            let at = if self.at.line == 0 { self.at } else { inside };
            self.source.record(self.record, at, "text", "a NUL byte")
        })?;
        let mut layout = Layout::plain(self.source.id(self.record), decoded.text);
        layout.metadata.url = url;
        self.describe(&mut layout);
        note_characters(&mut layout, decoded.flawed);
        Ok(Record::Layout(layout))
    }

    fn html(&self, bytes: Vec<u8>, charset: Option<&str>, url: Option<String>) -> Record {
        let mut layout = crate::html::layout(&self.source.id(self.record), bytes, charset);
        layout.metadata.url = url.or(layout.metadata.url.take());
        self.describe(&mut layout);
        Record::Layout(layout)
    }

    fn describe(&self, layout: &mut Layout) {
        describe(layout, &[self.source.row.as_deref()], self.source.published.as_deref());
    }

    fn response(&self, block: Vec<u8>, url: Option<String>) -> Result<Record, Error> {
        let Some(head) = http::head(&block) else {
            return Err(self.refuse("an HTTP response", "none"));
        };
        match http::body(block, &head, self.source.record_bytes) {
            Ok(body) => Ok(self.html(body, head.charset.as_deref(), url)),
            Err(http::Wrong::TooLong) => Err(self.source.too_long(self.record.unwrap_or(1), self.at)),
            Err(http::Wrong::Broken(expected)) => Err(self.refuse(expected, "damage")),
        }
    }

    fn row(&self, bytes: Vec<u8>, header: &Arc<Header>) -> Result<Record, Error> {
        let item = rows::item(bytes, header).map_err(|rows::TooMany { expected, found }| {
            self.refuse(&format!("{expected} fields"), &found.to_string())
        })?;
        self.item(item)
    }

    fn item(&self, item: Item) -> Result<Record, Error> {
        let layout = item.layout(
            self.source.id(self.record),
            self.source.row.as_deref(),
            self.source.published.as_deref(),
        );
        layout.map(Record::Layout).ok_or_else(|| self.refuse("a text", "none"))
    }

    fn json(&self, bytes: &[u8]) -> Result<Record, Error> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        if bytes.trim_ascii_start().first() != Some(&b'{') {
            let found = String::from_utf8_lossy(bytes.trim_ascii_start());
            let found = found.chars().next().map_or("nothing".to_owned(), |first| format!("`{first}`"));
            return Err(self.refuse("a JSON object", &found));
        }
        let lossy;
        let (text, is_flawed) = match std::str::from_utf8(bytes) {
            Ok(text) => (text, false),
            Err(_) => {
                lossy = String::from_utf8_lossy(bytes).into_owned();
                (lossy.as_str(), true)
            }
        };
        let fields: Fields<'_> = serde_json::from_str(text).map_err(|error| self.json_error(text, &error))?;
        if fields.is_page() {
            if is_flawed {
                return Err(self.refuse("a page record", "bytes that are no UTF-8"));
            }
            let page =
                Page::from_json(text).map_err(|error| self.refuse("a page record", &error.to_string()))?;
            return Ok(Record::Page(page));
        }
        if fields.may_be_jsonld()
            && let Ok(value) = serde_json::from_str(text)
            && let Some(layout) = nutgraf_core::read_jsonld(&value, &self.source.id(self.record))
        {
            return Ok(Record::Layout(self.jsonld(layout)));
        }
        let mut item = fields.item(&self.source.columns).map_err(|wrong| {
            let inside = (wrong.value.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
            self.source.record(self.record, self.place(text, inside), "a string", wrong.found)
        })?;
        item.flawed = item.flawed.or(is_flawed.then_some("UTF-8"));
        if !item.has_text() {
            return Err(self.refuse("a field \"text\" or \"html\"", "neither"));
        }
        self.item(item)
    }

    fn jsonld(&self, mut layout: Layout) -> Layout {
        // Its dates are an author's, and may be anything.
        let metadata = &mut layout.metadata;
        let published = metadata.published.take();
        metadata.modified = metadata.modified.take().and_then(|date| iso_8601(&date));
        if let Some(known) = &mut layout.known {
            known.modified.clone_from(&metadata.modified);
        }
        let own = Row {
            published,
            outlet: metadata.outlet.take(),
            url: metadata.url.take(),
            language: metadata.language.take(),
        };
        let rows = [Some(&own), self.source.row.as_deref()];
        describe(&mut layout, &rows, self.source.published.as_deref());
        note_characters(&mut layout, None);
        layout
    }

    /// The place of a byte of a record's text in its file.
    fn place(&self, text: &str, offset: usize) -> Place {
        let inside = LineIndex::new(text).place(text, offset);
        Place {
            offset: self.at.offset + inside.offset,
            line: self.at.line + inside.line - 1,
            column: if inside.line == 1 { self.at.column + inside.column - 1 } else { inside.column },
        }
    }

    fn json_error(&self, text: &str, error: &serde_json::Error) -> Error {
        let line_start: usize =
            text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        let offset = line_start + error.column().saturating_sub(1);
        // serde_json ends its text with the place; ours stands before it.
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or(&reason);
        let (expected, found) = match reason.split_once(", expected ") {
            Some((found, expected)) => (expected, found.trim_start_matches("invalid type: ").to_owned()),
            None => match reason.strip_prefix("expected ") {
                Some(expected) => (expected, next_character(text, offset)),
                None => ("a JSON object", reason.to_owned()),
            },
        };
        self.source.record(self.record, self.place(text, offset), expected, &found)
    }
}

fn next_character(text: &str, offset: usize) -> String {
    match text.get(offset..).and_then(|rest| rest.chars().next()) {
        None | Some('\n') => "the end of the line".to_owned(),
        Some(character) => format!("`{character}`"),
    }
}
