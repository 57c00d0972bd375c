use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use nutgraf_core::Place;

use crate::archive::Archive;
use crate::array::Elements;
use crate::feed::{self, Xml};
use crate::folder::is_page;
use crate::form::{Form, form};
use crate::item::Item;
use crate::line::{Line, Lines};
use crate::metadata::Row;
use crate::piece::{Content, Piece};
use crate::rows::{Header, Rows};
use crate::source::Source;
use crate::stream::Stream;
use crate::warc::{self, Warc};
use crate::{Error, Options};

/// The pieces of one file, and of the files in it.
pub(crate) struct Pages {
    source: Arc<Source>,
    options: Options,
    state: State,
    /// The archives that the present file stands in, the innermost last.
    archives: Vec<(Archive, Arc<Source>)>,
    read: Arc<AtomicU64>,
}

/// What is left of the present file.
enum State {
    /// A page a file.
    Whole(Stream, Form),
    /// A page a line.
    Lines(Lines, u64),
    Array(Elements, u64),
    Rows(Rows, Arc<Header>, u64),
    Warc(Warc),
    Xml(Box<Xml>, u64),
    /// Items in memory: a JSON Feed's.
    Items(std::vec::IntoIter<Option<Item>>, u64),
    Done,
}

const START: Place = Place { offset: 0, line: 1, column: 1 };

impl Pages {
    pub(crate) fn open(
        path: PathBuf,
        row: Option<Arc<Row>>,
        options: &Options,
        read: &Arc<AtomicU64>,
    ) -> Result<Pages, Error> {
        let stream = Stream::open(&path, options.limits.decompressed_bytes, read);
        let place = Some(path.clone()).filter(|path| path != Path::new("-"));
        Pages::over(path, stream, place.as_deref(), row, options, read)
    }

    /// The pieces of bytes in memory.
    pub(crate) fn of_bytes(name: String, bytes: Vec<u8>, options: &Options) -> Result<Pages, Error> {
        let stream = Stream::unpack(Box::new(io::Cursor::new(bytes)), options.limits.decompressed_bytes);
        Pages::over(name.into(), stream, None, None, options, &Arc::default())
    }

    fn over(
        path: PathBuf,
        stream: io::Result<Stream>,
        place: Option<&Path>,
        row: Option<Arc<Row>>,
        options: &Options,
        read: &Arc<AtomicU64>,
    ) -> Result<Pages, Error> {
        let source = Arc::new(Source::new(path, row, options));
        let stream = stream.map_err(|error| source.failed(error, 1, START))?;
        let options = options.clone();
        let mut pages =
            Pages { source, options, state: State::Done, archives: Vec::new(), read: Arc::clone(read) };
        pages.begin(stream, place)?;
        Ok(pages)
    }

    /// Begins with the file that `source` names; `place` is where it lies when it does on a disk.
    fn begin(&mut self, mut stream: Stream, place: Option<&Path>) -> Result<(), Error> {
        let source = Arc::clone(&self.source);
        let failed = |error| source.failed(error, 1, START);
        let most = self.options.limits.record_bytes;
        let form = form(&source.name, &mut stream, self.options.format, most).map_err(failed)?;
        self.state = match form {
            Form::Text | Form::Html | Form::Object => State::Whole(stream, form),
            Form::Lines => State::Lines(Lines::new(stream, most), 0),
            Form::Array => State::Array(Elements::new(stream, most), 0),
            Form::Warc => State::Warc(Warc::new(stream, most)),
            Form::Xml => State::Xml(Box::new(Xml::new(stream, most)), 0),
            Form::JsonFeed => self.json_feed(stream)?,
            Form::Csv => {
                let mut rows = Rows::new(stream, most);
                let header = rows.header(&source.columns).map_err(failed)?.map_err(|found| {
                    let expected = "a header line with a column \"text\" (or \"body\", \"content\", \"article\", \"html\")";
                    source.record(Some(1), START, expected, &found)
                })?;
                State::Rows(rows, Arc::new(header), 1)
            }
            Form::Tar | Form::Zip => {
                let depth = self.options.limits.archive_depth;
                if self.archives.len() as u64 >= depth {
                    return Err(source.limit(1, START, "archive_depth", depth));
                }
                let archive = match form {
                    Form::Tar => Archive::tar(stream),
                    _ => Archive::zip(place, stream, most, &self.read)
                        .map_err(failed)?
                        .ok_or_else(|| source.too_long(1, START))?,
                };
                self.archives.push((archive, source));
                State::Done
            }
        };
        Ok(())
    }

    fn json_feed(&self, stream: Stream) -> Result<State, Error> {
        let source = &self.source;
        let bytes = stream.read_all(source.record_bytes).map_err(|error| source.failed(error, 1, START))?;
        let bytes = bytes.ok_or_else(|| source.too_long(1, START))?;
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let wrong = |at, found: &str| source.record(Some(1), at, "a JSON Feed", found);
        let document: serde_json::Value = serde_json::from_slice(bytes).map_err(|error| {
            let at = Place { offset: 0, line: error.line() as u64, column: error.column() as u64 };
            wrong(at, error.to_string().split(" at line ").next().unwrap_or_default())
        })?;
        if !feed::json::is_feed(&document) {
            return Err(wrong(START, "other JSON"));
        }
        Ok(State::Items(feed::json::items(&document).collect::<Vec<_>>().into_iter(), 0))
    }

    fn piece(&self, content: Content, record: Option<u64>, at: Place) -> Piece {
        Piece { source: Arc::clone(&self.source), content, record, at }
    }

    /// The next piece of the present file.
    fn next_here(&mut self) -> Option<Result<Piece, Error>> {
        let source = Arc::clone(&self.source);
        match std::mem::replace(&mut self.state, State::Done) {
            State::Done => None,
            State::Whole(stream, form) => Some(match stream.read_all(source.record_bytes) {
                Ok(Some(bytes)) => Ok(self.piece(whole(bytes, form), None, START)),
                Ok(None) => Err(source.too_long(1, START)),
                Err(error) => Err(source.failed(error, 1, START)),
            }),
            State::Lines(mut lines, record) => {
                let record = record + 1;
                let here = Place { offset: lines.offset(), line: lines.number() + 1, column: 1 };
                let line = lines.by_ref().find(|line| !line.as_ref().is_ok_and(Line::is_blank))?;
                let line = match line {
                    Err(error) => return Some(Err(source.failed(error, record, here))),
                    Ok(line) => line,
                };
                let at = Place { offset: line.offset, line: line.number, column: 1 };
                self.state = State::Lines(lines, record);
                Some(self.of_bytes_or_limit(line.bytes.map(Content::Json), record, at))
            }
            State::Array(mut elements, record) => {
                let element = match elements.next_element() {
                    Err(error) => return Some(Err(source.failed(error, record + 1, START))),
                    Ok(element) => element?,
                };
                self.state = State::Array(elements, record + 1);
                Some(self.of_bytes_or_limit(element.bytes.map(Content::Json), record + 1, element.at))
            }
            State::Rows(mut rows, header, record) => {
                let raw = match rows.next_row() {
                    Err(error) => return Some(Err(source.failed(error, record + 1, START))),
                    Ok(raw) => raw?,
                };
                let content = raw.bytes.map(|bytes| Content::Row { bytes, header: Arc::clone(&header) });
                self.state = State::Rows(rows, header, record + 1);
                Some(self.of_bytes_or_limit(content, record + 1, raw.at))
            }
            State::Warc(mut warc) => {
                let found = warc.next()?;
                self.state = State::Warc(warc);
                Some(self.capture(found))
            }
            State::Xml(mut xml, record) => {
                let found = xml.next()?;
                self.state = State::Xml(xml, record + 1);
                Some(match found {
                    Ok(item) => Ok(self.piece(Content::Item(Box::new(item)), Some(record + 1), START)),
                    Err(flaw) => Err(xml_error(&source, record + 1, flaw)),
                })
            }
            State::Items(mut items, record) => {
                let item = items.next()?;
                self.state = State::Items(items, record + 1);
                Some(match item {
                    Some(item) => Ok(self.piece(Content::Item(Box::new(item)), Some(record + 1), START)),
                    None => Err(source.record(Some(record + 1), START, "an object", "something else")),
                })
            }
        }
    }

    fn of_bytes_or_limit(&self, content: Option<Content>, record: u64, at: Place) -> Result<Piece, Error> {
        match content {
            Some(content) => Ok(self.piece(content, Some(record), at)),
            None => Err(self.source.too_long(record, at)),
        }
    }

    fn capture(&self, found: Result<warc::Capture, warc::Flaw>) -> Result<Piece, Error> {
        let source = &self.source;
        match found {
            Ok(warc::Capture { record, at, url, kind, block }) => {
                let content = match kind {
                    warc::Kind::Response => Content::Response { block, url },
                    warc::Kind::Html => Content::Html { bytes: block, url },
                    warc::Kind::Text => Content::Text { bytes: block, url },
                };
                Ok(self.piece(content, Some(record), at))
            }
            Err(warc::Flaw { record, at, what }) => Err(match what {
                warc::What::Broken { expected, found } => source.record(Some(record), at, &expected, &found),
                warc::What::TooLong => source.too_long(record, at),
                warc::What::Failed(error) if crate::stream::is_damage(&error) => {
                    source.record(Some(record), at, "whole gzip data", "damage")
                }
                warc::What::Failed(error) => source.failed(error, record, at),
            }),
        }
    }

    /// Goes to the next file of the innermost archive; false behind the last.
    fn next_file(&mut self) -> Result<bool, Error> {
        loop {
            let Some((archive, holder)) = self.archives.last_mut() else { return Ok(false) };
            let Some(member) = archive.next() else {
                self.archives.pop();
                continue;
            };
            let member = member.map_err(|error| holder.failed(error, 1, START))?;
            if !is_page(&member.name) {
                continue;
            }
            let path = holder.path.join(member.name.trim_start_matches(['/', '\\']));
            self.source = Arc::new(Source::new(path, holder.row.clone(), &self.options));
            let stream = Stream::unpack(member.bytes, self.options.limits.decompressed_bytes)
                .map_err(|error| self.source.failed(error, 1, START))?;
            self.begin(stream, None)?;
            return Ok(true);
        }
    }
}

impl Iterator for Pages {
    type Item = Result<Piece, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(piece) = self.next_here() {
                return Some(piece);
            }
            match self.next_file() {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

fn whole(bytes: Vec<u8>, form: Form) -> Content {
    match form {
        Form::Html => Content::Html { bytes, url: None },
        Form::Object => Content::Json(bytes),
        _ => Content::Text { bytes, url: None },
    }
}

fn xml_error(source: &Source, record: u64, flaw: feed::Flaw) -> Error {
    let at = flaw.at;
    match flaw.what {
        feed::What::Broken { expected, found } => source.record(Some(record), at, &expected, &found),
        feed::What::TooLong => source.too_long(record, at),
        feed::What::Failed(error) => source.failed(error, record, at),
    }
}
