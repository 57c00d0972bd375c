use std::io::{self, BufReader, Read};

use nutgraf_core::Place;
use quick_xml::events::{BytesStart, Event};

use super::Channel;
use super::entry::{Entry, Field};
use crate::html::decode_references;
use crate::item::Item;
use crate::stream::Stream;
use crate::transcode::{Transcode, declared};

/// Elements inside one another, at most.
const DEPTH: usize = 256;

/// The items of a feed in XML, one in memory at a time.
pub(crate) struct Xml {
    reader: quick_xml::Reader<BufReader<Meter<Transcode<Stream>>>>,
    buffer: Vec<u8>,
    most: u64,
    channel: Channel,
    /// The prefix of the feed's own names (`atom:`).
    prefix: String,
    /// The open elements.
    open: Vec<String>,
    entry: Option<Entry>,
    /// How many elements were open when the item began, the item among them.
    entry_depth: usize,
    field: Option<Field>,
    field_depth: usize,
    is_done: bool,
}

/// Why a feed cannot be read on.
pub(crate) struct Flaw {
    pub(crate) at: Place,
    pub(crate) what: What,
}

pub(crate) enum What {
    Broken { expected: String, found: String },
    TooLong,
    Failed(io::Error),
}

impl Xml {
    pub(crate) fn new(stream: Stream, most: u64) -> Xml {
        let head = stream.head().to_vec();
        let text = Transcode::new(stream, &head, declared(&head));
        let meter = Meter { inner: text, left: most };
        let mut reader = quick_xml::Reader::from_reader(BufReader::with_capacity(16 << 10, meter));
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        Xml {
            reader,
            buffer: Vec::new(),
            most,
            channel: Channel::default(),
            prefix: String::new(),
            open: Vec::new(),
            entry: None,
            entry_depth: 0,
            field: None,
            field_depth: 0,
            is_done: false,
        }
    }

    fn place(&self) -> Place {
        Place { offset: self.reader.buffer_position(), line: 0, column: 0 }
    }

    fn broken(&self, expected: impl Into<String>, found: impl Into<String>) -> Flaw {
        Flaw { at: self.place(), what: What::Broken { expected: expected.into(), found: found.into() } }
    }

    fn read_item(&mut self) -> Result<Option<Item>, Flaw> {
        loop {
            let mut buffer = std::mem::take(&mut self.buffer);
            buffer.clear();
            let event = match self.reader.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(error) => return Err(self.failed(error)),
            };
            let found = match event {
                Event::Eof => {
                    let Some(last) = self.open.last() else { return Ok(None) };
                    return Err(self.broken(format!("</{last}>"), "the end of the file"));
                }
                event => self.take(&event)?,
            };
            self.buffer = buffer;
            if found.is_some() {
                return Ok(found);
            }
        }
    }

    fn failed(&self, error: quick_xml::Error) -> Flaw {
        let what = match error {
            quick_xml::Error::Io(error) if is_full(&error) => What::TooLong,
            quick_xml::Error::Io(error) => What::Failed(io::Error::new(error.kind(), error)),
            error => What::Broken { expected: "well-formed XML".to_owned(), found: error.to_string() },
        };
        Flaw { at: self.place(), what }
    }

    fn take(&mut self, event: &Event<'_>) -> Result<Option<Item>, Flaw> {
        match event {
            Event::Start(tag) => {
                let ended = self.start(tag)?;
                return Ok(ended);
            }
            Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                if self.field.is_some() && self.open.len() >= self.field_depth {
                    self.markup(&format!("<{}/>", &**tag));
                    return Ok(None);
                }
                let ended = self.start(tag)?;
                let ended_too = self.end(&name);
                return Ok(ended.or(ended_too));
            }
            Event::End(tag) => return Ok(self.end(tag.name().as_ref())),
            Event::Text(text) => self.text(&text.borrow().into_inner(), true),
            Event::CData(text) => self.text(&text.borrow().into_inner(), false),
            Event::GeneralRef(name) => {
                let name = name.borrow().into_inner();
                let written = format!("&{name};");
                match self.is_kept() {
                    true => self.text(&written, true),
                    false => self.text(&decode_references(&written), true),
                }
            }
            _ => {}
        }
        Ok(None)
    }

    /// Whether the open field's markup is kept as it is written.
    fn is_kept(&self) -> bool {
        self.field.as_ref().is_some_and(|field| field.is_markup)
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<Option<Item>, Flaw> {
        let written = tag.name().as_ref().to_owned();
        if self.open.len() >= DEPTH {
            return Err(self.broken(format!("at most {DEPTH} elements inside one another"), "more"));
        }
        if self.open.is_empty() {
            self.root(&written, tag)?;
            self.open.push(written);
            return Ok(None);
        }
        let name = self.name(&written);
        if self.field.is_some() {
            self.open.push(written);
            if self.field.as_ref().is_some_and(|field| field.only.is_none()) {
                self.markup(&format!("<{}>", &**tag));
            }
            return Ok(None);
        }
        let mut ended = None;
        if name == "item" || name == "entry" {
            // An item that was never closed ends where the next begins.
            if let Some(entry) = self.entry.take() {
                ended = Some(entry.finish(&self.channel));
                self.open.truncate(self.entry_depth.saturating_sub(1));
            }
            self.reader.get_mut().get_mut().left = self.most;
            self.open.push(written);
            self.entry = Some(Entry::default());
            self.entry_depth = self.open.len();
            if let Some(language) = attribute(tag, "xml:lang") {
                self.field_of(Field { name: "language".to_owned(), text: language, ..Field::default() });
            }
            return Ok(ended);
        }
        self.open.push(written);
        let is_field = match &self.entry {
            Some(_) => self.open.len() == self.entry_depth + 1,
            // RDF has the items beside the channel, RSS inside it, Atom has no channel.
            None => name != "channel" && name != "items",
        };
        if is_field {
            let attributes = attributes(tag);
            let only = matches!(name.as_str(), "author" | "contributor").then_some("name");
            let is_xhtml = attributes.iter().any(|(key, value)| key == "type" && value.contains("xhtml"));
            self.field = Some(Field { name, attributes, only, is_markup: is_xhtml, ..Field::default() });
            self.field_depth = self.open.len();
        }
        Ok(None)
    }

    fn root(&mut self, written: &str, tag: &BytesStart<'_>) -> Result<(), Flaw> {
        let (prefix, local) = written.rsplit_once(':').unwrap_or(("", written));
        let lower = local.to_ascii_lowercase();
        if !matches!(lower.as_str(), "rss" | "feed" | "rdf") {
            return Err(self.broken("<rss>, <feed> or <rdf:RDF>", format!("<{written}>")));
        }
        if !prefix.is_empty() && lower != "rdf" {
            self.prefix = format!("{}:", prefix.to_ascii_lowercase());
        }
        self.channel.language = attribute(tag, "xml:lang");
        Ok(())
    }

    /// An element's name in small letters, without the prefix of the feed's own names.
    fn name(&self, written: &str) -> String {
        let name = written.to_ascii_lowercase();
        let own = Some(self.prefix.as_str()).filter(|prefix| !prefix.is_empty());
        let bare = own.and_then(|prefix| name.strip_prefix(prefix)).or_else(|| name.strip_prefix("rss:"));
        bare.map(str::to_owned).unwrap_or(name)
    }

    fn end(&mut self, written: &str) -> Option<Item> {
        // A closing tag closes what is open inside it too; one without an opening tag is passed over.
        let at = self.open.iter().rposition(|open| open == written)?;
        let closes_field = self.field.is_some() && at < self.field_depth;
        self.open.truncate(at);
        if self.field.is_some()
            && !closes_field
            && self.field.as_ref().is_some_and(|field| field.only.is_none())
        {
            self.markup(&format!("</{written}>"));
        }
        if closes_field && let Some(field) = self.field.take() {
            self.field_of(field);
        }
        if self.entry.is_some() && at < self.entry_depth {
            return self.entry.take().map(|entry| entry.finish(&self.channel));
        }
        None
    }

    fn field_of(&mut self, field: Field) {
        match &mut self.entry {
            Some(entry) => entry.take(field),
            None => self.channel.take(&field),
        }
    }

    /// Adds a text to the open field; `is_raw` when its `<` and `&` could only be written as references.
    fn text(&mut self, text: &str, is_raw: bool) {
        let is_inner = self.open.len() > self.field_depth;
        let inner = self.open.last().map(|name| self.name(name));
        let Some(field) = &mut self.field else { return };
        match field.only {
            // RSS has the name itself, Atom has it in an element.
            Some(only) if is_inner && inner.as_deref() != Some(only) => {}
            _ if field.is_markup && !is_raw => field.text.push_str(&escape(text)),
            _ => field.text.push_str(text),
        }
    }

    fn markup(&mut self, tag: &str) {
        if let Some(field) = &mut self.field {
            // What was resolved before it is taken for markup too, as readers of feeds do.
            field.is_markup = true;
            field.text.push_str(tag);
        }
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// The attributes of a tag, their names in small letters; broken ones are passed over.
fn attributes(tag: &BytesStart<'_>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for attribute in tag.html_attributes().with_checks(false).flatten().take(64) {
        let value = decode_references(&attribute.value).into_owned();
        found.push((attribute.key.as_ref().to_ascii_lowercase(), value));
    }
    found
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    attributes(tag)
        .into_iter()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value)
        .filter(|value| !value.is_empty())
}

impl Iterator for Xml {
    type Item = Result<Item, Flaw>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_done {
            return None;
        }
        let item = self.read_item();
        self.is_done = !matches!(item, Ok(Some(_)));
        item.transpose()
    }
}

/// A reader that refuses to give more than an item may have.
struct Meter<R> {
    inner: R,
    left: u64,
}

#[derive(Debug, thiserror::Error)]
#[error("more bytes in an item than allowed")]
struct Full;

fn is_full(error: &io::Error) -> bool {
    matches!(error.get_ref(), Some(inner) if inner.is::<Full>())
}

impl<R: Read> Read for Meter<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other(Full));
        }
        let most = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let read = self.inner.read(&mut buffer[..most])?;
        self.left -= read as u64;
        Ok(read)
    }
}

/// Whether bytes begin as a feed in XML does.
pub(crate) fn begins(head: &[u8]) -> bool {
    let text: String =
        String::from_utf8_lossy(head).to_ascii_lowercase().chars().filter(|&c| c != '\0').collect();
    text.trim_start_matches(['\u{fffd}', '\u{feff}']).trim_start().starts_with('<')
        && ["<rss", "<feed", "<rdf:rdf", ":feed "].iter().any(|root| text.contains(root))
}
