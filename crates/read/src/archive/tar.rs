use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Member, broken, read_up_to};
use crate::stream::Stream;

const BLOCK: usize = 512;

/// Bytes of a name or of extended headers, at most.
const HEADERS: u64 = 1 << 20;

/// The files of a tar stream: POSIX ustar and pax (IEEE 1003.1), and GNU long names.
pub(crate) struct Tar {
    inner: Arc<Mutex<Inner>>,
    is_done: bool,
}

struct Inner {
    stream: Stream,
    /// Bytes of the present file that are not read yet, and those that fill up its last block.
    left: u64,
    padding: u64,
}

/// What the header of one file says.
struct Header {
    name: String,
    size: u64,
    kind: u8,
}

impl Tar {
    pub(crate) fn new(stream: Stream) -> Tar {
        Tar { inner: Arc::new(Mutex::new(Inner { stream, left: 0, padding: 0 })), is_done: false }
    }

    pub(crate) fn next(&mut self) -> Option<io::Result<Member>> {
        if self.is_done {
            return None;
        }
        let header = self.inner.lock().unwrap_or_else(PoisonError::into_inner).next_file();
        self.is_done = !matches!(header, Ok(Some(_)));
        let member = |name| Member { name, bytes: Box::new(Body { inner: Arc::clone(&self.inner) }) };
        header.map(|header| header.map(member)).transpose()
    }
}

impl Inner {
    /// Goes to the next file that holds bytes; gives its name, or none at the end of the archive.
    fn next_file(&mut self) -> io::Result<Option<String>> {
        let (mut long_name, mut long_size) = (None, None);
        loop {
            self.stream.skip(self.left + self.padding)?;
            (self.left, self.padding) = (0, 0);
            let block = read_up_to(&mut self.stream, BLOCK as u64)?;
            // Two blocks of zeros end an archive; many end with one, or with none.
            if block.iter().all(|&byte| byte == 0) {
                return Ok(None);
            }
            let Header { name, size, kind } = header(&block)?;
            let size = if kind == b'0' || kind == 0 { long_size.unwrap_or(size) } else { size };
            self.left = size;
            self.padding = size.next_multiple_of(BLOCK as u64).saturating_sub(size);
            match kind {
                b'L' => {
                    let bytes = self.extension()?;
                    let end = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
                    long_name = Some(String::from_utf8_lossy(&bytes[..end]).into_owned());
                }
                b'x' => {
                    let bytes = self.extension()?;
                    for (key, value) in pax(&bytes) {
                        match key {
                            b"path" => long_name = Some(String::from_utf8_lossy(value).into_owned()),
                            b"size" => {
                                long_size =
                                    std::str::from_utf8(value).ok().and_then(|value| value.parse().ok());
                            }
                            _ => {}
                        }
                    }
                }
                b'0' | 0 | b'7' => return Ok(Some(long_name.unwrap_or(name))),
                _ => (long_name, long_size) = (None, None),
            }
        }
    }

    /// The bytes of a header that is itself a file.
    fn extension(&mut self) -> io::Result<Vec<u8>> {
        if self.left > HEADERS {
            return Err(broken("a tar header of more than 1 MiB"));
        }
        let bytes = read_up_to(&mut self.stream, self.left)?;
        self.left -= bytes.len() as u64;
        Ok(bytes)
    }
}

/// The bytes of the present file.
struct Body {
    inner: Arc<Mutex<Inner>>,
}

impl Read for Body {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let most = buffer.len().min(usize::try_from(inner.left).unwrap_or(usize::MAX));
        let read = inner.stream.read(&mut buffer[..most])?;
        if read == 0 && most > 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        inner.left -= read as u64;
        Ok(read)
    }
}

fn header(block: &[u8]) -> io::Result<Header> {
    let block: &[u8; BLOCK] = block.try_into().map_err(|_| broken("a cut tar header"))?;
    let sum: u64 = block
        .iter()
        .enumerate()
        .map(|(at, &byte)| if (148..156).contains(&at) { 32 } else { u64::from(byte) })
        .sum();
    if number(&block[148..156]) != Some(sum) {
        return Err(broken("a tar header with a wrong checksum"));
    }
    let size = number(&block[124..136]).ok_or_else(|| broken("a tar header without a size"))?;
    let mut name = text(&block[..100]);
    if block[257..262] == *b"ustar" && block[263..265] == *b"00" && block[345] != 0 {
        name = format!("{}/{name}", text(&block[345..500]));
    }
    Ok(Header { name, size, kind: block[156] })
}

fn text(field: &[u8]) -> String {
    let end = field.iter().position(|&byte| byte == 0).unwrap_or(field.len());
    String::from_utf8_lossy(&field[..end]).into_owned()
}

/// Octal digits, or (GNU) a binary number behind a set high bit.
fn number(field: &[u8]) -> Option<u64> {
    if field.first().is_some_and(|first| first & 0x80 != 0) {
        let (head, tail) = field.split_last_chunk::<8>().map(|(head, tail)| (head, *tail))?;
        let fits = head.iter().enumerate().all(|(at, &byte)| byte == if at == 0 { 0x80 } else { 0 });
        return Some(u64::from_be_bytes(tail)).filter(|&size| fits && size < 1 << 62);
    }
    let digits = field.iter().skip_while(|byte| **byte == b' ').take_while(|byte| byte.is_ascii_digit());
    digits.copied().try_fold(0_u64, |sum, digit| {
        (digit < b'8').then_some(())?;
        sum.checked_mul(8)?.checked_add(u64::from(digit - b'0')).filter(|&sum| sum < 1 << 62)
    })
}

/// The `length key=value` lines of a pax header.
fn pax(bytes: &[u8]) -> Vec<(&[u8], &[u8])> {
    let mut found = Vec::new();
    let mut rest = bytes;
    while let Some(space) = rest.iter().position(|&byte| byte == b' ') {
        let length = std::str::from_utf8(&rest[..space]).ok().and_then(|length| length.parse::<usize>().ok());
        let Some((line, behind)) = length.and_then(|length| rest.split_at_checked(length)) else { break };
        let Some(pair) = line.get(space + 1..line.len().saturating_sub(1)) else { break };
        if let Some(equals) = pair.iter().position(|&byte| byte == b'=') {
            found.push((&pair[..equals], &pair[equals + 1..]));
        }
        rest = behind;
    }
    found
}
