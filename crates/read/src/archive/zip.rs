use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use flate2::bufread::DeflateDecoder;
use rawzip::{
    CompressionMethod, FileReader, RECOMMENDED_BUFFER_SIZE, RangeReader, ReaderAt, ZipArchive,
    ZipArchiveEntryWayfinder,
};

use super::{Member, broken};
use crate::stream::Counted;
use crate::zstd::Zstd;

/// Where a zip file lies.
#[derive(Clone)]
pub(crate) enum Bytes {
    Disk(Arc<FileReader>),
    Memory(Arc<Vec<u8>>),
}

impl From<File> for Bytes {
    fn from(file: File) -> Self {
        Bytes::Disk(Arc::new(file.into()))
    }
}

impl ReaderAt for Bytes {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        match self {
            Bytes::Disk(file) => file.read_at(buffer, offset),
            Bytes::Memory(bytes) => bytes.read_at(buffer, offset),
        }
    }
}

/// The files of a zip file (PKWARE APPNOTE 6.3), in the order of its directory.
pub(crate) struct Zip {
    archive: ZipArchive<Bytes>,
    bytes: Bytes,
    entries: VecDeque<Entry>,
    read: Arc<AtomicU64>,
}

struct Entry {
    name: String,
    method: CompressionMethod,
    is_secret: bool,
    /// Checksum and length, unpacked.
    claim: (u32, u64),
    finder: ZipArchiveEntryWayfinder,
}

/// Files of one directory, at most: it lies in memory.
const ENTRIES: usize = 1 << 24;

impl Zip {
    /// Reads the directory of a zip file of `length` bytes.
    pub(crate) fn open(bytes: Bytes, length: u64, read: Arc<AtomicU64>) -> io::Result<Zip> {
        let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
        let located =
            ZipArchive::with_max_search_space(1 << 17).locate_in_reader(bytes.clone(), &mut buffer, length);
        let archive = located.map_err(|(_, error)| broken(&error.to_string()))?;
        let mut entries = VecDeque::new();
        let mut listed = archive.entries(&mut buffer);
        while let Some(entry) = listed.next_entry().map_err(|error| broken(&error.to_string()))? {
            if entry.is_dir() {
                continue;
            }
            if entries.len() == ENTRIES {
                return Err(broken("a zip file of more than 16 million files"));
            }
            entries.push_back(Entry {
                name: String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned(),
                method: entry.compression_method(),
                is_secret: entry.flags().is_encrypted(),
                claim: (entry.crc32(), entry.uncompressed_size_hint()),
                finder: entry.wayfinder(),
            });
        }
        Ok(Zip { archive, bytes, entries, read })
    }

    pub(crate) fn next(&mut self) -> Option<io::Result<Member>> {
        let entry = self.entries.pop_front()?;
        Some(self.member(entry))
    }

    fn member(&self, Entry { name, method, is_secret, claim, finder }: Entry) -> io::Result<Member> {
        if is_secret {
            return Err(broken(&format!("{name} is encrypted")));
        }
        let found = self.archive.get_entry(finder).map_err(|error| broken(&format!("{name}: {error}")))?;
        let (start, end) = found.compressed_data_range();
        let range = RangeReader::new(self.bytes.clone(), start..end);
        let packed = BufReader::with_capacity(1 << 16, Counted::new(range, &self.read));
        let unpacked: Box<dyn Read + Send> = match method {
            CompressionMethod::STORE => Box::new(packed),
            CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(packed)),
            CompressionMethod::ZSTD => Box::new(Zstd::new(packed)),
            other => return Err(broken(&format!("{name} is packed by method {}", other.as_u16()))),
        };
        let verified = Verified { inner: unpacked, crc: flate2::Crc::new(), length: 0, claim };
        Ok(Member { name, bytes: Box::new(verified) })
    }
}

/// Compares length and checksum with the directory's at the end; refuses at once what is longer than it says.
struct Verified {
    inner: Box<dyn Read + Send>,
    crc: flate2::Crc,
    length: u64,
    claim: (u32, u64),
}

impl Read for Verified {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.length += read as u64;
        self.crc.update(&buffer[..read]);
        let is_wrong = read == 0
            && !buffer.is_empty()
            && (self.length != self.claim.1 || self.crc.sum() != self.claim.0);
        if is_wrong || self.length > self.claim.1 {
            return Err(broken("length or checksum is not what the zip file's directory says"));
        }
        Ok(read)
    }
}
