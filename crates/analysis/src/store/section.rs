//! The frame of a file: a head, then sections, each with its length and checksum.

use std::io::{self, Read, Write};

use thiserror::Error;
use xxhash_rust::xxh3::xxh3_64;

use super::code::Flaw;

/// The first bytes: one that is no text, the name, and line ends that a careless transfer would change.
const MAGIC: [u8; 8] = *b"\x8bNUTGR\r\n";

/// Of the format, as it is written.
const VERSION: u32 = 2;

/// The oldest version that a kind of file is read in. Topics of version 1 hold weights that no longer mean the same.
fn oldest(kind: [u8; 4]) -> u32 {
    match &kind {
        b"TOPI" => 2,
        _ => 1,
    }
}

/// Why a corpus, a partial or a model of topics could not be written or read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum FileError {
    /// The system says no.
    #[error("cannot read or write the file")]
    Io(#[from] io::Error),
    /// It does not begin like one.
    #[error("not a file that nutgraf saved: its first bytes are {found:?}")]
    Foreign {
        /// The first bytes, at most eight.
        found: Vec<u8>,
    },
    /// A corpus where a partial should be, say.
    #[error("expected a saved {expected}, found a saved {found}")]
    Kind {
        /// What was asked for.
        expected: &'static str,
        /// What it is.
        found: String,
    },
    /// Saved in another version of the format.
    #[error("a file in version {found} of the format; this nutgraf reads {read}: save it anew")]
    Version {
        /// The version it says.
        found: u32,
        /// Those that are read, of such a file.
        read: String,
    },
    /// The file ends early.
    #[error("torn: the file ends at byte {at}, {expected} expected")]
    Torn {
        /// Length of the file.
        at: u64,
        /// What should follow.
        expected: String,
    },
    /// Bytes have changed since it was saved.
    #[error("damaged: the checksum of section {section}, bytes {at} to {end}, does not match")]
    Checksum {
        /// The section's name.
        section: String,
        /// Where its content begins.
        at: u64,
        /// Where it ends.
        end: u64,
    },
    /// The bytes do not make sense.
    #[error("damaged: expected {expected} in section {section}, at byte {at}")]
    Content {
        /// The section's name.
        section: String,
        /// Where; in a packed section, where its content begins.
        at: u64,
        /// What should stand there.
        expected: String,
    },
}

/// Writes sections, one after the other.
pub(crate) struct Sections<W> {
    out: W,
    written: u64,
}

impl<W: Write> Sections<W> {
    pub(crate) fn begin(mut out: W, kind: &[u8; 4]) -> Result<Sections<W>, FileError> {
        out.write_all(&MAGIC)?;
        out.write_all(&VERSION.to_le_bytes())?;
        out.write_all(kind)?;
        Ok(Sections { out, written: 0 })
    }

    pub(crate) fn write(&mut self, name: &[u8; 4], content: &[u8]) -> Result<(), FileError> {
        self.out.write_all(name)?;
        self.out.write_all(&(content.len() as u64).to_le_bytes())?;
        self.out.write_all(&xxh3_64(content).to_le_bytes())?;
        self.out.write_all(content)?;
        self.written += 1;
        Ok(())
    }

    /// Writes the last section, which counts the others.
    pub(crate) fn end(mut self) -> Result<W, FileError> {
        let written = self.written;
        self.write(b"ENDS", &written.to_le_bytes())?;
        self.out.flush()?;
        Ok(self.out)
    }
}

/// One section as read.
pub(crate) struct Section {
    pub(crate) name: [u8; 4],
    pub(crate) content: Vec<u8>,
    /// Where its content begins in the file.
    at: u64,
}

impl Section {
    /// What is wrong with a section whose content is not packed.
    pub(crate) fn flaw(&self, flaw: Flaw) -> FileError {
        self.content(flaw.at as u64, flaw.expected)
    }

    /// What is wrong with a packed section.
    pub(super) fn packed_flaw(&self, flaw: Flaw) -> FileError {
        self.content(0, flaw.expected)
    }

    fn content(&self, by: u64, expected: &str) -> FileError {
        FileError::Content { section: name(self.name), at: self.at + by, expected: expected.to_owned() }
    }
}

/// Reads sections, one after the other.
pub(crate) struct Reader<R> {
    input: R,
    at: u64,
    read: u64,
    /// Of the format, as the file says.
    pub(super) version: u32,
}

impl<R: Read> Reader<R> {
    pub(crate) fn begin(input: R, kind: &[u8; 4]) -> Result<Reader<R>, FileError> {
        let mut reader = Reader { input, at: 0, read: 0, version: VERSION };
        let mut found = reader.some(8)?;
        if found != MAGIC {
            // Cut short, it may still be one.
            if !found.is_empty() && found.len() < 8 && MAGIC.starts_with(&found) {
                return Err(FileError::Torn { at: reader.at, expected: "its head".to_owned() });
            }
            found.truncate(8);
            return Err(FileError::Foreign { found });
        }
        let version = u32::from_le_bytes(reader.exactly("its version")?);
        let oldest = oldest(*kind);
        if !(oldest..=VERSION).contains(&version) {
            let read = match oldest {
                VERSION => format!("version {VERSION}"),
                _ => format!("versions {oldest} to {VERSION}"),
            };
            return Err(FileError::Version { found: version, read });
        }
        reader.version = version;
        let found: [u8; 4] = reader.exactly("its kind")?;
        if found != *kind {
            let known = |kind: [u8; 4]| match &kind {
                b"CORP" => "corpus",
                b"TOPI" => "model of topics",
                b"PART" => "partial",
                _ => "kind that this nutgraf does not know",
            };
            return Err(FileError::Kind { expected: known(*kind), found: known(found).to_owned() });
        }
        Ok(reader)
    }

    /// At most so many bytes.
    fn some(&mut self, length: u64) -> Result<Vec<u8>, FileError> {
        // At once, but for long ones: a wrong length takes no more room than the file is long.
        let mut bytes = Vec::with_capacity(length.min(1 << 20) as usize);
        self.input.by_ref().take(length).read_to_end(&mut bytes)?;
        self.at += bytes.len() as u64;
        Ok(bytes)
    }

    fn exactly<const N: usize>(&mut self, expected: &str) -> Result<[u8; N], FileError> {
        let bytes = self.some(N as u64)?;
        bytes.try_into().map_err(|_| FileError::Torn { at: self.at, expected: expected.to_owned() })
    }

    /// The next section; none at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Section>, FileError> {
        let section_name: [u8; 4] = self.exactly("another section")?;
        let length = u64::from_le_bytes(self.exactly("the length of a section")?);
        let checksum = u64::from_le_bytes(self.exactly("the checksum of a section")?);
        let at = self.at;
        let content = self.some(length)?;
        if (content.len() as u64) < length {
            let missing = length - content.len() as u64;
            let expected = format!("{missing} more bytes of section {}", name(section_name));
            return Err(FileError::Torn { at: self.at, expected });
        }
        let section = Section { name: section_name, content, at };
        if xxh3_64(&section.content) != checksum {
            return Err(FileError::Checksum { section: name(section_name), at, end: self.at });
        }
        if section.name != *b"ENDS" {
            self.read += 1;
            return Ok(Some(section));
        }
        if section.content != self.read.to_le_bytes() {
            return Err(section.content(0, "the number of sections read"));
        }
        if !self.some(1)?.is_empty() {
            let expected = "the end of the file".to_owned();
            return Err(FileError::Content { section: name(section_name), at: self.at - 1, expected });
        }
        Ok(None)
    }

    /// The next sections of a name, at most so many; and the one behind the last of them, which must have the other name.
    pub(super) fn several(
        &mut self,
        expected: &[u8; 4],
        behind: &[u8; 4],
        most: usize,
    ) -> Result<(Vec<Section>, Option<Section>), FileError> {
        let mut found = vec![];
        while found.len() < most {
            match self.next()? {
                Some(section) if section.name == *expected => found.push(section),
                other => return Ok((found, Some(self.checked(other, behind)?))),
            }
        }
        Ok((found, None))
    }

    /// The next section, which must have this name.
    pub(crate) fn named(&mut self, expected: &[u8; 4]) -> Result<Section, FileError> {
        let found = self.next()?;
        self.checked(found, expected)
    }

    fn checked(&self, found: Option<Section>, expected: &[u8; 4]) -> Result<Section, FileError> {
        let expects = format!("section {}", name(*expected));
        match found {
            Some(section) if section.name == *expected => Ok(section),
            Some(section) => Err(section.content(0, &expects)),
            None => Err(FileError::Content { section: "ENDS".to_owned(), at: self.at, expected: expects }),
        }
    }
}

fn name(name: [u8; 4]) -> String {
    String::from_utf8_lossy(&name).into_owned()
}

/// Whether bytes begin like a saved corpus or partial.
pub(super) fn is_saved(beginning: &[u8]) -> bool {
    beginning.starts_with(&MAGIC)
}
