use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use nutgraf_core::{Layout, LineIndex, Page, Place};
use serde::de::IgnoredAny;

use crate::encoding::{decode, note_characters};
use crate::fields::{Fields, describe};
use crate::line::{Line, Lines};
use crate::metadata::Row;
use crate::stream::{Stream, is_too_much};
use crate::{Error, Format, Options, Record};

/// One record of an input, read but not decoded.
pub struct Piece {
    source: Arc<Source>,
    bytes: Vec<u8>,
    content: Content,
    /// Record of the file, from 1; none for a file that is one page.
    record: Option<u64>,
    /// Where it begins.
    at: Place,
}

/// What a piece's bytes are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Text,
    Html,
    Json,
}

/// What all records of one file share.
struct Source {
    path: PathBuf,
    /// The path as given, for people and ids.
    name: String,
    row: Option<Arc<Row>>,
    published: Option<String>,
}

impl Source {
    /// The error of a failed read; one of the limits when that is why.
    fn failed(&self, source: io::Error, record: u64, at: Place, options: &Options) -> Error {
        if is_too_much(&source) {
            return self.limit(record, at, "decompressed_bytes", options.limits.decompressed_bytes);
        }
        Error::Io { path: self.path.clone(), source }
    }

    fn limit(&self, record: u64, at: Place, name: &'static str, limit: u64) -> Error {
        Error::Limit { source_name: self.name.clone(), record, at, name, limit }
    }
}

/// The pieces of one file.
pub(crate) struct Pages {
    source: Arc<Source>,
    options: Options,
    state: State,
}

enum State {
    /// A page a file.
    Whole {
        stream: Stream,
        content: Content,
    },
    /// A page a line.
    Lines {
        lines: Lines,
        record: u64,
    },
    Done,
}

const START: Place = Place { offset: 0, line: 1, column: 1 };

impl Pages {
    pub(crate) fn open(path: PathBuf, row: Option<Arc<Row>>, options: &Options) -> Result<Pages, Error> {
        let name = path.display().to_string();
        let published = options.published.clone();
        let source = Source { path, name, row, published };
        let limits = &options.limits;
        let stream = Stream::open(&source.path, limits.decompressed_bytes)
            .map_err(|error| source.failed(error, 1, START, options))?;
        let state = match form(&source.name, &stream, options.format) {
            Form::Text => State::Whole { stream, content: Content::Text },
            Form::Html => State::Whole { stream, content: Content::Html },
            Form::Lines => State::Lines { lines: Lines::new(stream, limits.record_bytes), record: 0 },
            Form::Either => {
                let (stream, is_object) = stream
                    .peek_line(limits.record_bytes, |line| serde_json::from_slice::<IgnoredAny>(line).is_ok())
                    .map_err(|error| source.failed(error, 1, START, options))?;
                match is_object {
                    true => State::Lines { lines: Lines::new(stream, limits.record_bytes), record: 0 },
                    false => State::Whole { stream, content: Content::Json },
                }
            }
        };
        Ok(Pages { source: Arc::new(source), options: options.clone(), state })
    }

    fn piece(&self, bytes: Vec<u8>, content: Content, record: Option<u64>, at: Place) -> Piece {
        Piece { source: self.source.clone(), bytes, content, record, at }
    }
}

/// How the records of a file lie in it.
enum Form {
    /// A page of text a file.
    Text,
    /// A page of HTML a file.
    Html,
    /// An object a line.
    Lines,
    /// One object over many lines, or an object a line.
    Either,
}

fn form(name: &str, stream: &Stream, format: Format) -> Form {
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    match (format, name.rsplit_once('.').map(|(_, ending)| ending)) {
        (Format::Text, _) | (Format::Auto, Some("txt" | "text")) => Form::Text,
        (Format::Html, _) | (Format::Auto, Some("html" | "htm" | "xhtml" | "shtml")) => Form::Html,
        (Format::Auto, Some("json")) => Form::Either,
        (Format::Jsonl, _) | (Format::Auto, Some("jsonl" | "ndjson")) => Form::Lines,
        (Format::Auto, _) if stream.begins_json() => Form::Lines,
        (Format::Auto, _) if stream.begins_html() => Form::Html,
        (Format::Auto, _) => Form::Text,
    }
}

impl Iterator for Pages {
    type Item = Result<Piece, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let most = self.options.limits.record_bytes;
        match std::mem::replace(&mut self.state, State::Done) {
            State::Done => None,
            State::Whole { stream, content } => Some(match stream.read_all(most) {
                Ok(Some(bytes)) => Ok(self.piece(bytes, content, None, START)),
                Ok(None) => Err(self.source.limit(1, START, "record_bytes", most)),
                Err(error) => Err(self.source.failed(error, 1, START, &self.options)),
            }),
            State::Lines { mut lines, record } => {
                let record = record + 1;
                let here = Place { offset: lines.offset(), line: lines.number() + 1, column: 1 };
                let line = lines.by_ref().find(|line| !line.as_ref().is_ok_and(Line::is_blank))?;
                let piece = match line {
                    Err(error) => return Some(Err(self.source.failed(error, record, here, &self.options))),
                    Ok(line) => {
                        let at = Place { offset: line.offset, line: line.number, column: 1 };
                        match line.bytes {
                            Some(bytes) => Ok(self.piece(bytes, Content::Json, Some(record), at)),
                            None => Err(self.source.limit(record, at, "record_bytes", most)),
                        }
                    }
                };
                self.state = State::Lines { lines, record };
                Some(piece)
            }
        }
    }
}

impl Piece {
    /// Its length in bytes, unpacked.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether it holds no byte.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Decodes it.
    ///
    /// # Errors
    /// [`Error::Record`] when it is not what it should be.
    pub fn read(self) -> Result<Record, Error> {
        match self.content {
            Content::Json => self.read_json(),
            Content::Html => Ok(self.read_html()),
            Content::Text => self.read_text(),
        }
    }

    fn read_html(self) -> Record {
        let Piece { source, bytes, .. } = self;
        let mut layout = crate::html::layout(&source.name, bytes, None);
        describe(&mut layout, &[source.row.as_deref()], source.published.as_deref());
        Record::Layout(layout)
    }

    fn read_text(self) -> Result<Record, Error> {
        let Piece { source, bytes, .. } = self;
        let decoded = decode(bytes).map_err(|at| record_error(&source, None, at, "text", "a NUL byte"))?;
        let mut layout = Layout::plain(source.name.as_str(), decoded.text);
        describe(&mut layout, &[source.row.as_deref()], source.published.as_deref());
        note_characters(&mut layout, decoded.flawed);
        Ok(Record::Layout(layout))
    }

    fn read_json(&self) -> Result<Record, Error> {
        let bytes = self.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.bytes);
        let refuse =
            |expected: &str, found: &str| record_error(&self.source, self.record, self.at, expected, found);
        if bytes.trim_ascii_start().first() != Some(&b'{') {
            let found = String::from_utf8_lossy(bytes.trim_ascii_start());
            let found = found.chars().next().map_or("nothing".to_owned(), |first| format!("`{first}`"));
            return Err(refuse("a JSON object", &found));
        }
        let fields: Fields = serde_json::from_slice(bytes).map_err(|error| self.json_error(&error))?;
        if fields.is_page() {
            let page =
                std::str::from_utf8(bytes).map_err(|_| refuse("a page record", "bytes that are no UTF-8"))?;
            let page = Page::from_json(page).map_err(|error| refuse("a page record", &error.to_string()))?;
            return Ok(Record::Page(page));
        }
        let fallback = match self.record {
            Some(record) => format!("{}#{record}", self.source.name),
            None => self.source.name.clone(),
        };
        let layout = fields.layout(fallback, self.source.row.as_deref(), self.source.published.as_deref());
        layout.map(Record::Layout).ok_or_else(|| refuse("a field \"text\" or \"html\"", "neither"))
    }

    fn json_error(&self, error: &serde_json::Error) -> Error {
        let text = String::from_utf8_lossy(&self.bytes);
        let index = LineIndex::new(&text);
        let line_start: usize =
            text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        let offset = line_start + error.column().saturating_sub(1);
        let inside = index.place(&text, offset);
        let at = Place {
            offset: self.at.offset + inside.offset,
            line: self.at.line + inside.line - 1,
            column: inside.column,
        };
        // serde_json ends its text with the place; ours stands before it.
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or(&reason);
        let (expected, found) = match reason.split_once(", expected ") {
            Some((found, expected)) => (expected, found.trim_start_matches("invalid type: ").to_owned()),
            None => match reason.strip_prefix("expected ") {
                Some(expected) => (expected, next_character(&text, offset)),
                None => ("a JSON object", reason.to_owned()),
            },
        };
        record_error(&self.source, self.record, at, expected, &found)
    }
}

fn next_character(text: &str, offset: usize) -> String {
    match text.get(offset..).and_then(|rest| rest.chars().next()) {
        None | Some('\n') => "the end of the line".to_owned(),
        Some(character) => format!("`{character}`"),
    }
}

fn record_error(source: &Source, record: Option<u64>, at: Place, expected: &str, found: &str) -> Error {
    Error::Record {
        source_name: source.name.clone(),
        record: record.unwrap_or(1),
        at,
        expected: expected.to_owned(),
        found: found.to_owned(),
    }
}
