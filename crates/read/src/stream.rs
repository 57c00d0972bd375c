use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

/// Big enough that a page rarely needs two reads.
const BUFFER: usize = 128 << 10;

/// Bytes looked at to tell what a stream is.
const HEAD: u64 = 64;

/// An opened input, unpacked when it is gzip.
pub(crate) struct Stream {
    reader: Box<dyn BufRead + Send>,
    head: Vec<u8>,
}

impl Stream {
    /// Opens a file, or standard input for `-`. gzip is known by its first bytes, whatever the name; a file of
    /// several members (as archives and appended logs are) is read to the end.
    pub(crate) fn open(path: &Path, most: u64) -> io::Result<Stream> {
        let plain: Box<dyn Read + Send> =
            if path == Path::new("-") { Box::new(io::stdin()) } else { Box::new(File::open(path)?) };
        let (head, plain) = peek(plain, 2)?;
        if head != [0x1f, 0x8b] {
            return Stream::over(plain);
        }
        let packed = BufReader::with_capacity(BUFFER, plain);
        Stream::over(Box::new(Bounded { inner: MultiGzDecoder::new(packed), left: most }))
    }

    fn over(reader: Box<dyn Read + Send>) -> io::Result<Stream> {
        let (head, reader) = peek(reader, HEAD)?;
        Ok(Stream { reader: Box::new(BufReader::with_capacity(BUFFER, reader)), head })
    }

    /// Whether it begins as a JSON object does.
    pub(crate) fn begins_json(&self) -> bool {
        let head = self.head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.head).trim_ascii_start();
        match head.strip_prefix(b"{") {
            None => false,
            Some(rest) => matches!(rest.trim_ascii_start().first(), None | Some(b'"' | b'}')),
        }
    }

    /// Whether it begins as an HTML page does.
    pub(crate) fn begins_html(&self) -> bool {
        let head = self.head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.head).trim_ascii_start();
        let begins = |mark: &[u8]| head.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark));
        begins(b"<!doctype html") || begins(b"<html") || begins(b"<head") || begins(b"<body")
    }

    /// The stream as it was, and what `test` says of its first line (or of its first `most` bytes).
    pub(crate) fn peek_line(mut self, most: u64, test: impl Fn(&[u8]) -> bool) -> io::Result<(Stream, bool)> {
        let mut line = Vec::new();
        (&mut self.reader).take(most).read_until(b'\n', &mut line)?;
        let answer = test(&line);
        Ok((Stream { reader: Box::new(Cursor::new(line).chain(self.reader)), head: self.head }, answer))
    }

    /// The rest of it, or none when that is more than `most` bytes.
    pub(crate) fn read_all(mut self, most: u64) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        (&mut self.reader).take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok((bytes.len() as u64 <= most).then_some(bytes))
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer)
    }
}

impl BufRead for Stream {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.reader.consume(amount);
    }
}

/// The first bytes, and the stream with them put back.
fn peek(mut reader: Box<dyn Read + Send>, count: u64) -> io::Result<(Vec<u8>, Box<dyn Read + Send>)> {
    let mut head = Vec::new();
    reader.as_mut().take(count).read_to_end(&mut head)?;
    Ok((head.clone(), Box::new(Cursor::new(head).chain(reader))))
}

/// A reader that refuses to unpack without end.
struct Bounded<R> {
    inner: R,
    left: u64,
}

/// The error of a [`Bounded`] reader, inside an [`io::Error`].
#[derive(Debug, thiserror::Error)]
#[error("more unpacked bytes than allowed")]
pub(crate) struct TooMuch;

fn too_much() -> io::Error {
    io::Error::other(TooMuch)
}

/// Whether a read failed because the stream unpacks to too much.
pub(crate) fn is_too_much(error: &io::Error) -> bool {
    matches!(error.get_ref(), Some(inner) if inner.is::<TooMuch>())
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(count as u64).ok_or_else(too_much)?;
        Ok(count)
    }
}
