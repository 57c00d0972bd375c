use std::io::{self, BufRead};
use std::sync::Arc;

use nutgraf_core::Place;

use crate::column::{Column, recognize};
use crate::encoding::decode;
use crate::fields::accepts;
use crate::item::Item;
use crate::stream::Stream;

/// Bytes that may stand between the fields of a line.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// What the header line of a table says.
#[derive(Debug)]
pub(crate) struct Header {
    delimiter: u8,
    fields: usize,
    /// What each field is, the most telling name of a column first.
    found: Vec<(Column, usize)>,
}

/// The records of a CSV file (RFC 4180, or with tabs, semicolons or bars), one in memory at a time.
pub(crate) struct Rows {
    stream: Stream,
    most: u64,
    line: u64,
    delimiter: u8,
}

/// One record, as it is written.
pub(crate) struct Raw {
    /// None when they are more than allowed.
    pub(crate) bytes: Option<Vec<u8>>,
    pub(crate) at: Place,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    FieldStart,
    Bare,
    Quoted,
    /// Behind a quote inside quotes: the field's end, or the first half of a quote.
    Quote,
}

impl Rows {
    pub(crate) fn new(stream: Stream, most: u64) -> Rows {
        Rows { stream, most, line: 1, delimiter: b',' }
    }

    /// Reads the header line.
    ///
    /// # Errors
    /// What was found where there is none, or none of its columns holds a text.
    pub(crate) fn header(&mut self, given: &[(String, Column)]) -> io::Result<Result<Header, String>> {
        let Some(Raw { bytes: Some(bytes), .. }) = self.next_row()? else {
            return Ok(Err("nothing".to_owned()));
        };
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let header = header(bytes, given);
        if let Ok(header) = &header {
            self.delimiter = header.delimiter;
        }
        Ok(header)
    }

    /// The next record that is not blank.
    pub(crate) fn next_row(&mut self) -> io::Result<Option<Raw>> {
        loop {
            let Some(raw) = self.read_row()? else { return Ok(None) };
            if raw.bytes.as_ref().is_none_or(|bytes| !bytes.trim_ascii().is_empty()) {
                return Ok(Some(raw));
            }
        }
    }

    fn read_row(&mut self) -> io::Result<Option<Raw>> {
        let at = Place { offset: self.stream.offset(), line: self.line, column: 1 };
        let mut bytes = Some(Vec::new());
        let mut state = State::FieldStart;
        let mut read = 0_u64;
        loop {
            let buffer = self.stream.fill_buf()?;
            if buffer.is_empty() {
                return Ok((read > 0).then_some(Raw { bytes, at }));
            }
            let end = row_end(buffer, self.delimiter, &mut state);
            let part = &buffer[..end.unwrap_or(buffer.len())];
            let length = part.len();
            self.line += memchr::memchr_iter(b'\n', part).count() as u64;
            read += length as u64;
            if read > self.most {
                // A quote that is never closed must not cost the rest of the file: the next line is a new record.
                bytes = None;
                state = State::Bare;
            }
            if let Some(bytes) = &mut bytes {
                bytes.extend_from_slice(part);
            }
            self.stream.consume(length);
            if end.is_some() {
                return Ok(Some(Raw { bytes, at }));
            }
        }
    }
}

/// Where the record ends in some bytes, behind its line break.
fn row_end(bytes: &[u8], delimiter: u8, state: &mut State) -> Option<usize> {
    let mut at = 0;
    while at < bytes.len() {
        match *state {
            State::FieldStart if bytes[at] == b'"' => {
                *state = State::Quoted;
                at += 1;
            }
            State::FieldStart => *state = State::Bare,
            State::Bare => {
                let found = memchr::memchr2(delimiter, b'\n', &bytes[at..])?;
                at += found + 1;
                *state = State::FieldStart;
                if bytes[at - 1] == b'\n' {
                    return Some(at);
                }
            }
            State::Quoted => {
                let found = memchr::memchr(b'"', &bytes[at..])?;
                at += found + 1;
                *state = State::Quote;
            }
            State::Quote if bytes[at] == b'"' => {
                *state = State::Quoted;
                at += 1;
            }
            State::Quote => *state = State::Bare,
        }
    }
    None
}

/// The fields of a record.
fn fields(bytes: &[u8], delimiter: u8) -> Option<csv::ByteRecord> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes);
    let mut record = csv::ByteRecord::new();
    reader.read_byte_record(&mut record).ok()?.then_some(record)
}

/// Whether a file's first line is a header that names a text and something else besides.
pub(crate) fn is_header(line: &[u8]) -> bool {
    header(line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line), &[]).is_ok_and(|header| {
        let mut columns: Vec<Column> = header.found.iter().map(|(column, _)| *column).collect();
        columns.dedup();
        columns.len() > 1 && header.fields > 1
    })
}

fn header(bytes: &[u8], given: &[(String, Column)]) -> Result<Header, String> {
    let count = |delimiter: &u8| memchr::memchr_iter(*delimiter, bytes).count();
    // The first of the most frequent ones.
    let delimiter = DELIMITERS.iter().rev().max_by_key(|delimiter| count(delimiter)).copied().unwrap_or(b',');
    let names = fields(bytes, delimiter).ok_or("nothing")?;
    let count = names.len();
    let names: Vec<_> = names.iter().map(String::from_utf8_lossy).collect();
    let found = recognize(&names, given);
    let has_text = found.iter().any(|(column, _)| {
        matches!(column, Column::Text | Column::Html | Column::Summary | Column::Headline)
    });
    if !has_text {
        let line: String = String::from_utf8_lossy(bytes).trim().chars().take(80).collect();
        return Err(format!("{line:?}"));
    }
    Ok(Header { delimiter, fields: count, found })
}

/// A record that has more fields than its header: how many each has.
pub(crate) struct TooMany {
    pub(crate) expected: usize,
    pub(crate) found: usize,
}

/// The item of a record.
///
/// # Errors
/// [`TooMany`], which a quote in a wrong place gives.
pub(crate) fn item(bytes: Vec<u8>, header: &Arc<Header>) -> Result<Item, TooMany> {
    // One record's bytes are enough to guess by, and a NUL byte is left for what follows.
    let (text, flawed) = match decode(bytes.clone()) {
        Ok(decoded) => (decoded.text.into_bytes(), decoded.flawed),
        Err(_) => (bytes, None),
    };
    let mut item = Item { flawed, ..Item::default() };
    let Some(record) = fields(&text, header.delimiter) else { return Ok(item) };
    if record.len() > header.fields {
        return Err(TooMany { expected: header.fields, found: record.len() });
    }
    let mut last = None;
    for &(column, at) in &header.found {
        let value = record.get(at).unwrap_or_default();
        let words = String::from_utf8_lossy(value);
        if last == Some(column) || words.trim().is_empty() || !accepts(column, &words) {
            continue;
        }
        last = Some(column);
        match column {
            Column::Authors | Column::Keywords => {
                list(&words).into_iter().for_each(|word| item.set(column, word));
            }
            _ => item.set_bytes(column, value),
        }
    }
    Ok(item)
}

/// The words of a list in one field: `['a', 'b']` as Python writes it, or with semicolons or bars between.
fn list(words: &str) -> Vec<String> {
    let words = words.trim();
    if let Some(inside) = words.strip_prefix('[').and_then(|words| words.strip_suffix(']')) {
        let mut found = Vec::new();
        let mut rest = inside;
        while let Some(start) = rest.find(['\'', '"']) {
            let quote = &rest[start..=start];
            let behind = &rest[start + 1..];
            let Some(end) = behind.find(quote) else { break };
            found.push(behind[..end].to_owned());
            rest = &behind[end + 1..];
        }
        return found;
    }
    words.split([';', '|']).map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, most: u64) -> Vec<Option<String>> {
        let stream = Stream::unpack(Box::new(io::Cursor::new(text.as_bytes().to_vec())), 1 << 20).unwrap();
        let mut rows = Rows::new(stream, most);
        let mut found = Vec::new();
        while let Some(raw) = rows.next_row().unwrap() {
            found.push(raw.bytes.map(|bytes| String::from_utf8(bytes).unwrap()));
        }
        found
    }

    #[test]
    fn line_breaks_inside_quotes_end_no_record() {
        let text = "a,b\n\"one\ntwo \"\"x\"\",\",5\" disc\r\n\n\"three\",\"four\"";
        let expected = ["a,b\n", "\"one\ntwo \"\"x\"\",\",5\" disc\r\n", "\"three\",\"four\""];
        assert_eq!(rows(text, 100), expected.map(|row| Some(row.to_owned())));
    }

    #[test]
    fn a_quote_that_is_never_closed_costs_what_is_allowed() {
        let long = "x".repeat(70_000);
        let text = format!("\"one {long}\n{long}\nfour\n");
        let found = rows(&text, 60_000);
        assert_eq!((found[0].clone(), found.last().cloned().flatten().as_deref()), (None, Some("four\n")));
    }

    #[test]
    fn lists_are_taken_apart() {
        assert_eq!(list("['Ann Poe', \"Bo O'Dea\"]"), ["Ann Poe", "Bo O'Dea"]);
        assert_eq!(list("Ann Poe; Bo Roe"), ["Ann Poe", "Bo Roe"]);
        assert_eq!(list("Poe, Ann"), ["Poe, Ann"]);
    }
}
