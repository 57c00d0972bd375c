use std::io::{self, BufRead};

use nutgraf_core::Place;

use crate::stream::Stream;

/// The values of a JSON array, one in memory at a time, cut apart but not read.
pub(crate) struct Elements {
    stream: Stream,
    most: u64,
    line: u64,
    column: u64,
    is_begun: bool,
}

/// One value, as it is written.
pub(crate) struct Element {
    /// None when they are more than allowed.
    pub(crate) bytes: Option<Vec<u8>>,
    pub(crate) at: Place,
}

impl Elements {
    pub(crate) fn new(stream: Stream, most: u64) -> Elements {
        Elements { stream, most, line: 1, column: 1, is_begun: false }
    }

    fn consume(&mut self, amount: usize) -> io::Result<()> {
        let buffer = self.stream.fill_buf()?;
        let part = &buffer[..amount.min(buffer.len())];
        match memchr::memrchr(b'\n', part) {
            None => self.column += part.len() as u64,
            Some(last) => {
                self.line += memchr::memchr_iter(b'\n', part).count() as u64;
                self.column = (part.len() - last) as u64;
            }
        }
        self.stream.consume(amount);
        Ok(())
    }

    /// The next value; none behind the array.
    pub(crate) fn next_element(&mut self) -> io::Result<Option<Element>> {
        loop {
            let buffer = self.stream.fill_buf()?;
            let Some(&first) = buffer.first() else { return Ok(None) };
            match first {
                b'[' if !self.is_begun => self.is_begun = true,
                b']' => return Ok(None),
                b' ' | b'\t' | b'\r' | b'\n' | b',' => {}
                0xef | 0xbb | 0xbf if !self.is_begun => {}
                _ => break,
            }
            self.consume(1)?;
        }
        let at = Place { offset: self.stream.offset(), line: self.line, column: self.column };
        let mut bytes = Some(Vec::new());
        let (mut scan, mut read) = (Scan::default(), 0_u64);
        loop {
            let buffer = self.stream.fill_buf()?;
            if buffer.is_empty() {
                return Ok(Some(Element { bytes, at }));
            }
            let end = scan.end(buffer);
            let length = end.unwrap_or(buffer.len());
            read += length as u64;
            bytes = bytes.filter(|_| read <= self.most);
            if let Some(bytes) = &mut bytes {
                bytes.extend_from_slice(&buffer[..length]);
            }
            self.consume(length)?;
            if end.is_some() {
                return Ok(Some(Element { bytes, at }));
            }
        }
    }
}

/// How far a value has been scanned: brackets are counted, strings passed over.
#[derive(Default)]
struct Scan {
    depth: u64,
    is_string: bool,
    is_escaped: bool,
}

impl Scan {
    /// Where the value ends in these bytes.
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        for (at, &byte) in bytes.iter().enumerate() {
            if self.is_string {
                match byte {
                    _ if self.is_escaped => self.is_escaped = false,
                    b'\\' => self.is_escaped = true,
                    b'"' => self.is_string = false,
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.is_string = true,
                b'{' | b'[' => self.depth += 1,
                b',' | b']' if self.depth == 0 => return Some(at),
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        return Some(at + 1);
                    }
                }
                _ => {}
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_cut_apart() {
        let text = r#" [{"a": "]}\"", "b": [1, {}]}, 5 ,"x,y",
 {"c": {}}] trailing"#;
        let stream = Stream::unpack(Box::new(io::Cursor::new(text.as_bytes().to_vec())), 1 << 20).unwrap();
        let mut elements = Elements::new(stream, 100);
        let mut found = Vec::new();
        while let Some(element) = elements.next_element().unwrap() {
            let text = String::from_utf8(element.bytes.unwrap()).unwrap();
            found.push((text, element.at.line, element.at.column));
        }
        let expected = [
            (r#"{"a": "]}\"", "b": [1, {}]}"#, 1, 3),
            ("5 ", 1, 32),
            ("\"x,y\"", 1, 35),
            (r#"{"c": {}}"#, 2, 2),
        ];
        assert_eq!(found, expected.map(|(text, line, column)| (text.to_owned(), line, column)));
    }
}
