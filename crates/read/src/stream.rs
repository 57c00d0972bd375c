use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::gzip::Gzip;
use crate::zstd::Zstd;

/// Big enough that a page rarely needs two reads, small enough to stay in the cache.
const BUFFER: usize = 64 << 10;

/// Bytes looked at to tell what a stream is: a tar header's.
const HEAD: usize = 512;

/// A reader that may go to another thread.
pub(crate) type Source = Box<dyn Read + Send>;

/// An input, unpacked when it is packed.
pub(crate) struct Stream {
    reader: BufReader<Source>,
    /// Bytes to be read again before the reader's, from `at` on.
    again: Vec<u8>,
    at: usize,
    /// Bytes read so far.
    offset: u64,
    head: Vec<u8>,
    /// What went wrong behind `again`.
    failed: Option<io::Error>,
}

impl Stream {
    /// Opens a file, or standard input for `-`; `read` counts the file's bytes, packed as they are.
    pub(crate) fn open(path: &Path, most: u64, read: &Arc<AtomicU64>) -> io::Result<Stream> {
        let plain: Source =
            if path == Path::new("-") { Box::new(io::stdin()) } else { Box::new(File::open(path)?) };
        Stream::unpack(Box::new(Counted::new(plain, read)), most)
    }

    /// Unpacks a stream, to at most `most` bytes. What packed it is told by its first bytes, whatever its name;
    /// several members (as archives and appended logs have) are read to the end.
    pub(crate) fn unpack(plain: Source, most: u64) -> io::Result<Stream> {
        let mut packed = BufReader::with_capacity(BUFFER, plain);
        let (head, packed) = {
            let mut head = Vec::new();
            (&mut packed).take(4).read_to_end(&mut head)?;
            (head.clone(), io::Cursor::new(head).chain(packed))
        };
        let unpacked: Source = match head.as_slice() {
            [0x1f, 0x8b, ..] => Box::new(Bounded { inner: Gzip::new(packed), left: most }),
            [0x28, 0xb5, 0x2f, 0xfd] | [0x50..=0x5f, 0x2a, 0x4d, 0x18] => {
                Box::new(Bounded { inner: Zstd::new(packed), left: most })
            }
            _ => Box::new(packed),
        };
        Ok(Stream::over(unpacked))
    }

    /// A stream of bytes as they are.
    fn over(reader: Source) -> Stream {
        let mut reader = BufReader::with_capacity(BUFFER, reader);
        let mut head = Vec::new();
        // What was read before the flaw is still read, and the flaw is told in its place.
        let failed = (&mut reader).take(HEAD as u64).read_to_end(&mut head).err();
        Stream { reader, again: head.clone(), at: 0, offset: 0, head, failed }
    }

    /// Its first bytes, at most 512.
    pub(crate) fn head(&self) -> &[u8] {
        self.head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.head)
    }

    /// Bytes read so far.
    pub(crate) fn offset(&self) -> u64 {
        self.offset
    }

    /// Puts bytes back that were read last.
    pub(crate) fn unread(&mut self, bytes: &[u8]) {
        let rest = self.again.split_off(self.at.min(self.again.len()));
        self.again = [bytes, &rest].concat();
        self.at = 0;
        self.offset = self.offset.saturating_sub(bytes.len() as u64);
    }

    /// What `test` says of its first line (or of the first `most` bytes of it), which stays unread.
    pub(crate) fn peek_line(&mut self, most: u64, test: impl Fn(&[u8]) -> bool) -> io::Result<bool> {
        let mut line = Vec::new();
        self.by_ref().take(most).read_until(b'\n', &mut line)?;
        let answer = test(&line);
        self.unread(&line);
        Ok(answer)
    }

    /// The rest of it, or none when that is more than `most` bytes.
    pub(crate) fn read_all(mut self, most: u64) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        self.by_ref().take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok((bytes.len() as u64 <= most).then_some(bytes))
    }

    /// Passes bytes over; gives how many there were.
    pub(crate) fn skip(&mut self, count: u64) -> io::Result<u64> {
        let mut left = count;
        while left > 0 {
            let here = self.fill_buf()?.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            if here == 0 {
                break;
            }
            self.consume(here);
            left -= here as u64;
        }
        Ok(count - left)
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = if self.at < self.again.len() {
            (&self.again[self.at..]).read(buffer)?
        } else if let Some(error) = self.failed.take() {
            return Err(error);
        } else {
            let read = self.reader.read(buffer)?;
            self.offset += read as u64;
            return Ok(read);
        };
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Stream {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.again.len() {
            return Ok(&self.again[self.at..]);
        }
        match self.failed.take() {
            Some(error) => Err(error),
            None => self.reader.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        self.offset += amount as u64;
        if self.at < self.again.len() {
            self.at += amount;
            if self.at >= self.again.len() {
                self.again = Vec::new();
                self.at = 0;
            }
        } else {
            self.reader.consume(amount);
        }
    }
}

/// A reader that tells how far it has come.
pub(crate) struct Counted<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    pub(crate) fn new(inner: R, read: &Arc<AtomicU64>) -> Counted<R> {
        Counted { inner, read: Arc::clone(read) }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// The error of a damaged part of a packed stream that can be read on behind it, inside an [`io::Error`].
#[derive(Debug, thiserror::Error)]
#[error("expected {expected} in gzip data, found damage")]
pub(crate) struct Damaged {
    pub(crate) expected: &'static str,
}

/// Whether a read failed at damage, and the next one goes on behind it.
pub(crate) fn is_damage(error: &io::Error) -> bool {
    matches!(error.get_ref(), Some(inner) if inner.is::<Damaged>())
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
