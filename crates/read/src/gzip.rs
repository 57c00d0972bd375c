use std::io::{self, BufRead, Read};

use flate2::{Crc, Decompress, FlushDecompress, Status};

use crate::stream::{Damaged, is_damage};

/// Unpacks gzip (RFC 1952) of any number of members, as web archives are (a member a record).
///
/// A damaged member costs itself only: reading it fails with [`Damaged`], and goes on with the next one.
pub(crate) struct Gzip<R> {
    inner: R,
    inflate: Decompress,
    crc: Crc,
    state: State,
    /// Whether a member was read to its end.
    is_begun: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before a member.
    Head,
    /// Behind the first four bytes of a member that was searched for.
    Found(u8),
    Body,
    /// Inside a damaged member.
    Lost,
    Done,
}

const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];

/// Flags of a header (RFC 1952, 2.3.1).
const HAS_CRC: u8 = 2;
const HAS_EXTRA: u8 = 4;
const HAS_NAME: u8 = 8;
const HAS_COMMENT: u8 = 16;
const RESERVED: u8 = 0xe0;

impl<R: BufRead> Gzip<R> {
    pub(crate) fn new(inner: R) -> Gzip<R> {
        let inflate = Decompress::new(false);
        Gzip { inner, inflate, crc: Crc::new(), state: State::Head, is_begun: false }
    }

    fn array<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.inner.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    /// Reads a member's header; false at the end of the file. Zeros that fill up a tape's block are passed over.
    fn head(&mut self) -> io::Result<bool> {
        loop {
            let buffer = self.inner.fill_buf()?;
            let zeros = buffer.iter().take_while(|&&byte| byte == 0).count();
            if buffer.is_empty() {
                return Ok(false);
            }
            if zeros == 0 || !self.is_begun {
                break;
            }
            self.inner.consume(zeros);
        }
        let [first, second, method, flags] = self.array()?;
        if [first, second, method] != MAGIC || flags & RESERVED != 0 {
            return Err(damaged("a member's header"));
        }
        self.rest_of_head(flags)?;
        Ok(true)
    }

    fn rest_of_head(&mut self, flags: u8) -> io::Result<()> {
        self.array::<6>()?;
        if flags & HAS_EXTRA != 0 {
            let length = u16::from_le_bytes(self.array()?);
            self.skip(u64::from(length))?;
        }
        for flag in [HAS_NAME, HAS_COMMENT] {
            if flags & flag != 0 {
                while self.array::<1>()? != [0] {}
            }
        }
        if flags & HAS_CRC != 0 {
            self.array::<2>()?;
        }
        self.inflate.reset(false);
        self.crc.reset();
        self.state = State::Body;
        Ok(())
    }

    fn skip(&mut self, length: u64) -> io::Result<()> {
        let skipped = io::copy(&mut (&mut self.inner).take(length), &mut io::sink())?;
        if skipped < length { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
    }

    /// Unpacks some bytes of a member; none at its end.
    fn body(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let input = self.inner.fill_buf()?;
            let is_last = input.is_empty();
            let (read, written) = (self.inflate.total_in(), self.inflate.total_out());
            let status = self.inflate.decompress(input, buffer, FlushDecompress::None);
            let read = (self.inflate.total_in() - read) as usize;
            let written = (self.inflate.total_out() - written) as usize;
            self.inner.consume(read);
            let status = status.map_err(|_| damaged("deflated data"))?;
            self.crc.update(buffer.get(..written).unwrap_or_default());
            if status == Status::StreamEnd {
                let sum = u32::from_le_bytes(self.array()?);
                let length = u32::from_le_bytes(self.array()?);
                self.state = State::Head;
                self.is_begun = true;
                if sum != self.crc.sum() || length != self.crc.amount() {
                    self.state = State::Lost;
                    return Err(damaged("a member's checksum"));
                }
                return Ok(written);
            }
            if written > 0 {
                return Ok(written);
            }
            if is_last {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if read == 0 {
                return Err(damaged("deflated data"));
            }
        }
    }

    /// Goes behind what may be the first four bytes of a member; false at the end of the file.
    fn find(&mut self) -> io::Result<bool> {
        let mut window = [0_u8; 4];
        loop {
            let buffer = self.inner.fill_buf()?;
            if buffer.is_empty() {
                return Ok(false);
            }
            let found = buffer.iter().position(|&byte| {
                window.rotate_left(1);
                window[3] = byte;
                // No packer sets all flags; in a run of magic bytes the fourth is the next one's first.
                window[..3] == MAGIC && byte & RESERVED == 0 && byte != MAGIC[0]
            });
            let read = found.map_or(buffer.len(), |at| at + 1);
            self.inner.consume(read);
            if found.is_some() {
                self.state = State::Found(window[3]);
                return Ok(true);
            }
        }
    }

    fn step(&mut self, buffer: &mut [u8]) -> io::Result<Option<usize>> {
        match self.state {
            State::Done => return Ok(Some(0)),
            State::Head => {
                if !self.head()? {
                    self.state = State::Done;
                }
            }
            State::Found(flags) => self.rest_of_head(flags)?,
            State::Lost => {
                if !self.find()? {
                    self.state = State::Done;
                }
            }
            State::Body => match self.body(buffer)? {
                0 => {}
                written => return Ok(Some(written)),
            },
        }
        Ok(None)
    }
}

impl<R: BufRead> Read for Gzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            match self.step(buffer) {
                Ok(None) => {}
                Ok(Some(read)) => return Ok(read),
                // The four bytes that looked like a member's start were none.
                Err(_) if matches!(self.state, State::Found(_)) => self.state = State::Lost,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
                Err(error) => {
                    let goes_on = is_damage(&error);
                    self.state = if goes_on { State::Lost } else { State::Done };
                    return Err(error);
                }
            }
        }
    }
}

fn damaged(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, Damaged { expected: what })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn pack(content: &[u8]) -> Vec<u8> {
        let builder = flate2::GzBuilder::new().filename("name").comment("said").extra(*b"extra");
        let mut packer = builder.write(Vec::new(), flate2::Compression::default());
        packer.write_all(content).unwrap();
        packer.finish().unwrap()
    }

    /// What each read gives until the end; errors as their text.
    fn reads(packed: &[u8]) -> Vec<String> {
        let mut gzip = Gzip::new(io::BufReader::with_capacity(7, packed));
        let mut found = vec![String::new()];
        loop {
            let mut buffer = [0; 5];
            match gzip.read(&mut buffer) {
                Ok(0) => return found,
                Ok(count) => *found.last_mut().unwrap() += std::str::from_utf8(&buffer[..count]).unwrap(),
                Err(error) => found.extend([format!("! {error}"), String::new()]),
            }
        }
    }

    #[test]
    fn members_are_read_one_after_the_other() {
        let packed = [pack(b"The ferry sank."), pack(b""), pack(b" Nobody died."), vec![0; 9]].concat();
        assert_eq!(reads(&packed), ["The ferry sank. Nobody died."]);
        assert_eq!(reads(b""), [""]);
    }

    #[test]
    fn a_damaged_member_costs_itself_only() {
        let mut bad = pack(b"It was the second ferry this year, and the third will be the last.");
        let checksum = bad.len() - 6;
        bad[checksum] ^= 1;
        let packed = [pack(b"One."), bad, pack(b"Three.")].concat();
        let found = reads(&packed);
        assert!(found[0].starts_with("One.It was"), "{found:?}");
        assert_eq!(found[1..], ["! expected a member's checksum in gzip data, found damage", "Three."]);
        let packed = [pack(b"One."), b"noise".to_vec(), MAGIC.to_vec(), pack(b"Three.")].concat();
        assert_eq!(
            reads(&packed),
            ["One.", "! expected a member's header in gzip data, found damage", "Three."]
        );
    }

    #[test]
    fn a_cut_member_ends_the_file() {
        let mut packed = pack(b"The ferry sank at noon.");
        packed.truncate(packed.len() - 9);
        let found = reads(&packed);
        assert_eq!(found[found.len() - 1], "");
        assert!(found[found.len() - 2].starts_with("! unexpected end of file"), "{found:?}");
    }
}
