use std::io::{self, BufRead};

use crate::stream::Stream;

/// One line of a stream, without its line break.
pub(crate) struct Line {
    /// Its bytes; none when they are more than allowed (the line is passed over then).
    pub(crate) bytes: Option<Vec<u8>>,
    /// Bytes of the stream before it.
    pub(crate) offset: u64,
    /// Its number, from 1.
    pub(crate) number: u64,
}

impl Line {
    /// Whether nothing but white space stands on it.
    pub(crate) fn is_blank(&self) -> bool {
        self.bytes.as_ref().is_some_and(|bytes| bytes.trim_ascii().is_empty())
    }
}

/// The lines of a stream, one in memory at a time.
pub(crate) struct Lines {
    stream: Stream,
    most: u64,
    offset: u64,
    number: u64,
    ended: bool,
}

impl Lines {
    pub(crate) fn new(stream: Stream, most: u64) -> Lines {
        Lines { stream, most, offset: 0, number: 0, ended: false }
    }

    /// Bytes read so far.
    pub(crate) fn offset(&self) -> u64 {
        self.offset
    }

    /// Lines read so far.
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    fn read_line(&mut self) -> io::Result<Option<Line>> {
        let offset = self.offset;
        let mut bytes = Some(Vec::new());
        loop {
            let buffer = self.stream.fill_buf()?;
            let end = memchr::memchr(b'\n', buffer);
            let part = &buffer[..end.unwrap_or(buffer.len())];
            bytes = bytes.filter(|kept: &Vec<u8>| (kept.len() + part.len()) as u64 <= self.most);
            if let Some(kept) = &mut bytes {
                kept.extend_from_slice(part);
            }
            let read = part.len() + usize::from(end.is_some());
            self.stream.consume(read);
            self.offset += read as u64;
            if end.is_some() || read == 0 {
                break;
            }
        }
        if self.offset == offset {
            return Ok(None);
        }
        self.number += 1;
        Ok(Some(Line { bytes, offset, number: self.number }))
    }
}

impl Iterator for Lines {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let line = self.read_line();
        self.ended = !matches!(line, Ok(Some(_)));
        line.transpose()
    }
}
