//! Web archives (WARC 1.0 and 1.1, ISO 28500): their records, one in memory at a time.

pub(crate) mod http;

use std::io::{self, BufRead, Read};

use nutgraf_core::Place;

use crate::stream::{Stream, is_damage};

/// Bytes of one line of a record's header, and of all its lines, at most.
const LINE: u64 = 64 << 10;
const HEADER: u64 = 1 << 20;

/// Bytes of a record looked at to tell whether it holds a page.
const HEAD: u64 = 16 << 10;

/// How a record begins.
const START: &[u8] = b"WARC/1.";

/// The records of a web archive that hold pages.
pub(crate) struct Warc {
    stream: Stream,
    most: u64,
    record: u64,
    is_done: bool,
}

/// A record that holds a page.
pub(crate) struct Capture {
    /// Record of the file, from 1, those that hold no page counted.
    pub(crate) record: u64,
    pub(crate) at: Place,
    pub(crate) url: Option<String>,
    pub(crate) kind: Kind,
    pub(crate) block: Vec<u8>,
}

/// What the block of a record is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// An HTTP response, with its head.
    Response,
    /// A page as a file: HTML.
    Html,
    /// Text that was made from a page (WET).
    Text,
}

/// A record that cannot be read.
pub(crate) struct Flaw {
    pub(crate) record: u64,
    pub(crate) at: Place,
    pub(crate) what: What,
}

pub(crate) enum What {
    Broken { expected: String, found: String },
    TooLong,
    Failed(io::Error),
}

/// What the header of a record says.
#[derive(Default)]
struct Header {
    kind: String,
    content: String,
    length: Option<u64>,
    url: Option<String>,
}

impl Warc {
    pub(crate) fn new(stream: Stream, most: u64) -> Warc {
        Warc { stream, most, record: 0, is_done: false }
    }

    fn read_record(&mut self, at: Place) -> Result<Option<Capture>, What> {
        let header = self.header()?;
        let Some(length) = header.length else {
            return Err(broken("a header \"Content-Length\" with a number", "none"));
        };
        let Some(kind) = header.page() else {
            let skipped = self.stream.skip(length).map_err(What::Failed)?;
            return if skipped < length { Err(cut(length, skipped)) } else { Ok(None) };
        };
        if length > self.most {
            return Err(What::TooLong);
        }
        let block = self.block(length, &kind)?;
        Ok(block.map(|block| Capture { record: self.record, at, url: header.url, kind, block }))
    }

    fn header(&mut self) -> Result<Header, What> {
        let first = self.line()?;
        if !first.starts_with(START) {
            return Err(broken("\"WARC/1.0\" or \"WARC/1.1\"", &excerpt(&first)));
        }
        let (mut header, mut read) = (Header::default(), 0);
        loop {
            let line = self.line()?;
            read += line.len() as u64;
            if read > HEADER {
                return Err(broken("a header of at most 1 MiB", "more"));
            }
            if line.is_empty() {
                return Ok(header);
            }
            let Some(colon) = memchr::memchr(b':', &line) else {
                // A folded line goes on with what none of the headers read here is.
                if line.starts_with(b" ") || line.starts_with(b"\t") {
                    continue;
                }
                return Err(broken("a header line with a colon", &excerpt(&line)));
            };
            let value = || String::from_utf8_lossy(line[colon + 1..].trim_ascii()).into_owned();
            match line[..colon].to_ascii_lowercase().as_slice() {
                b"warc-type" => header.kind = value().to_ascii_lowercase(),
                b"content-type" => header.content = value().to_ascii_lowercase(),
                b"content-length" => header.length = value().parse().ok(),
                b"warc-target-uri" => {
                    // WARC 1.0's grammar has angle brackets around it, and some writers have them too.
                    let value = value();
                    let bare = value.strip_prefix('<').and_then(|value| value.strip_suffix('>'));
                    header.url = Some(bare.unwrap_or(&value).to_owned()).filter(|url| !url.is_empty());
                }
                _ => {}
            }
        }
    }

    /// A line without its end.
    fn line(&mut self) -> Result<Vec<u8>, What> {
        let mut line = Vec::new();
        (&mut self.stream).take(LINE).read_until(b'\n', &mut line).map_err(What::Failed)?;
        match line.pop() {
            Some(b'\n') => {
                if line.last() == Some(&b'\r') {
                    line.pop();
                }
                Ok(line)
            }
            Some(_) if line.len() as u64 >= LINE - 1 => {
                Err(broken("header lines of at most 64 KiB", "a longer one"))
            }
            _ => Err(broken("a header to its end", "the end of the file")),
        }
    }

    /// The bytes of a record; none when they hold no page after all.
    fn block(&mut self, length: u64, kind: &Kind) -> Result<Option<Vec<u8>>, What> {
        let mut block = Vec::new();
        if *kind == Kind::Response {
            let head = length.min(HEAD);
            block.reserve_exact(head as usize);
            (&mut self.stream).take(head).read_to_end(&mut block).map_err(What::Failed)?;
            if !http::is_page(&block) {
                let left = length - block.len() as u64;
                let skipped = self.stream.skip(left).map_err(What::Failed)?;
                return if skipped < left { Err(cut(length, length - left + skipped)) } else { Ok(None) };
            }
        }
        let left = length - block.len() as u64;
        block.reserve_exact(left as usize);
        (&mut self.stream).take(left).read_to_end(&mut block).map_err(What::Failed)?;
        let ends_well = block.len() as u64 == length && self.ends_here().map_err(What::Failed)?;
        if ends_well {
            return Ok(Some(block));
        }
        // The length is wrong. What follows the record may stand in what was read.
        if let Some(at) = find_start(&block) {
            self.stream.unread(&block[at..]);
        }
        match (block.len() as u64).cmp(&length) {
            std::cmp::Ordering::Less => Err(cut(length, block.len() as u64)),
            _ => Err(broken(&format!("the record to end after {length} bytes"), "more")),
        }
    }

    /// Whether the record ends here: nothing, or two line ends, or the next record.
    fn ends_here(&mut self) -> io::Result<bool> {
        let next = self.stream.fill_buf();
        match next {
            Ok(next) => Ok(next.is_empty()
                || next.starts_with(b"\r")
                || next.starts_with(b"\n")
                || next.starts_with(START)),
            Err(error) => Err(error),
        }
    }

    /// Passes the line ends between records over; whether there is more.
    fn next_start(&mut self) -> io::Result<bool> {
        loop {
            let buffer = self.stream.fill_buf()?;
            let ends = buffer.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            if buffer.is_empty() {
                return Ok(false);
            }
            if ends == 0 {
                return Ok(true);
            }
            self.stream.consume(ends);
        }
    }

    /// Passes everything over up to what looks like a record.
    fn find_next(&mut self) {
        let mut is_at_start = true;
        loop {
            let found = match self.stream.fill_buf() {
                Ok([]) => None,
                Ok(buffer) => {
                    let found = starts(buffer, is_at_start);
                    // The start may be cut at the buffer's end.
                    let kept = if found.is_none() { START.len().min(buffer.len()) } else { 0 };
                    Some((found, buffer.len(), buffer[buffer.len() - kept..].to_vec()))
                }
                Err(error) if is_damage(&error) => {
                    is_at_start = true;
                    continue;
                }
                Err(_) => None,
            };
            let Some((found, length, tail)) = found else {
                self.is_done = true;
                return;
            };
            if let Some(at) = found {
                self.stream.consume(at);
                return;
            }
            self.stream.consume(length);
            // Two bytes short of a start and its line end; put back, they stand before what follows.
            if let Ok(next) = self.stream.fill_buf().map(|next| next[..next.len().min(START.len())].to_vec())
            {
                let seam = [tail.as_slice(), &next].concat();
                if let Some(at) = starts(&seam, false).filter(|&at| at < tail.len()) {
                    self.stream.unread(&tail[at..]);
                    return;
                }
                is_at_start = tail.last() == Some(&b'\n');
            }
        }
    }
}

/// Where a record starts in some bytes: after a line end, or at their beginning when that is one.
fn starts(bytes: &[u8], is_at_start: bool) -> Option<usize> {
    memchr::memmem::find_iter(bytes, START)
        .find(|&at| if at == 0 { is_at_start } else { bytes[at - 1] == b'\n' })
}

/// Where the record after this one starts in its bytes.
fn find_start(block: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(block, START)
        .find(|&at| block[..at].ends_with(b"\n\r\n") || block[..at].ends_with(b"\n\n"))
}

impl Header {
    /// What page it may hold; none for what holds none.
    fn page(&self) -> Option<Kind> {
        let content = self.content.split(';').next().unwrap_or_default().trim_end();
        match (self.kind.as_str(), content) {
            ("response", "application/http" | "") => Some(Kind::Response),
            ("response" | "resource" | "conversion", "text/html" | "application/xhtml+xml") => {
                Some(Kind::Html)
            }
            ("conversion", "text/plain" | "") => Some(Kind::Text),
            _ => None,
        }
    }
}

impl Iterator for Warc {
    type Item = Result<Capture, Flaw>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_done {
            self.record += 1;
            let begins = self.next_start();
            let at = place(self.stream.offset());
            let found = match begins {
                Ok(false) => break,
                Ok(true) => self.read_record(at),
                Err(error) => Err(What::Failed(error)),
            };
            match found {
                Ok(None) => {}
                Ok(Some(capture)) => return Some(Ok(capture)),
                Err(what) => {
                    match &what {
                        What::Failed(error) if !is_damage(error) => self.is_done = true,
                        _ => self.find_next(),
                    }
                    return Some(Err(Flaw { record: self.record, at, what }));
                }
            }
        }
        self.is_done = true;
        None
    }
}

/// A place in bytes that have no lines.
fn place(offset: u64) -> Place {
    Place { offset, line: 0, column: 0 }
}

fn broken(expected: &str, found: &str) -> What {
    What::Broken { expected: expected.to_owned(), found: found.to_owned() }
}

fn cut(length: u64, found: u64) -> What {
    broken(&format!("{length} bytes"), &format!("the end of the file after {found}"))
}

/// The beginning of a line, for people.
fn excerpt(line: &[u8]) -> String {
    let head = &line[..line.len().min(40)];
    format!("{:?}", String::from_utf8_lossy(head))
}
