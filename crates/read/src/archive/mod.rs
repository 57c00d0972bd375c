//! Files that hold files.

mod tar;
mod zip;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use self::tar::Tar;
use self::zip::Zip;
use crate::stream::{Source, Stream};

/// A file that holds files, read from its beginning to its end.
pub(crate) enum Archive {
    Tar(Tar),
    Zip(Zip),
}

/// A file of an archive.
pub(crate) struct Member {
    /// Its path in the archive.
    pub(crate) name: String,
    /// Its bytes, unpacked; to be read before the archive goes on.
    pub(crate) bytes: Source,
}

impl Archive {
    pub(crate) fn tar(stream: Stream) -> Archive {
        Archive::Tar(Tar::new(stream))
    }

    /// Opens a zip file: on a disk where it lies (`path`), from memory inside another archive or a pipe. None when it
    /// would have to lie in memory and is more than `most` bytes.
    ///
    /// # Errors
    /// When it is no zip file, or its list of files is broken.
    pub(crate) fn zip(
        path: Option<&Path>,
        stream: Stream,
        most: u64,
        read: &Arc<AtomicU64>,
    ) -> io::Result<Option<Archive>> {
        let zip = match path {
            Some(path) => {
                let file = File::open(path)?;
                let length = file.metadata()?.len();
                Zip::open(file.into(), length, Arc::clone(read))?
            }
            None => match stream.read_all(most)? {
                None => return Ok(None),
                Some(bytes) => {
                    let length = bytes.len() as u64;
                    Zip::open(zip::Bytes::Memory(Arc::new(bytes)), length, Arc::default())?
                }
            },
        };
        Ok(Some(Archive::Zip(zip)))
    }

    /// The next file of it. A file that cannot be unpacked is an error in its place, the rest goes on; behind an error
    /// of the archive itself stands nothing.
    pub(crate) fn next(&mut self) -> Option<io::Result<Member>> {
        match self {
            Archive::Tar(tar) => tar.next(),
            Archive::Zip(zip) => zip.next(),
        }
    }
}

fn broken(message: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message.to_owned())
}

/// The bytes of a reader, which may be fewer than wanted at its end.
fn read_up_to(reader: &mut impl Read, count: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(count).read_to_end(&mut bytes)?;
    Ok(bytes)
}
