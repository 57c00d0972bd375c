use std::path::PathBuf;

use nutgraf_core::{Layout, Page};

use crate::Error;

/// What an input is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Format {
    /// By its name and first bytes.
    #[default]
    Auto,
    /// A page of plain text a file.
    Text,
    /// A JSON object a line.
    Jsonl,
}

/// Bounds of what one input may cost.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of one record (a file of plain text, a line of JSONL).
    pub record_bytes: u64,
    /// Bytes one compressed file may unpack to.
    pub decompressed_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { record_bytes: 64 << 20, decompressed_bytes: 1 << 40 }
    }
}

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What the inputs are.
    pub format: Format,
    /// Bounds.
    pub limits: Limits,
    /// The date of pages whose record and metadata say none (ISO 8601).
    pub published: Option<String>,
}

/// One page of an input.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "consumed at once")]
pub enum Record {
    /// A page to parse.
    Layout(Layout),
    /// A page record that `nutgraf parse` wrote.
    Page(Page),
}

/// The records of some inputs, in order.
pub struct Records {
    paths: std::vec::IntoIter<PathBuf>,
}

/// Opens files, folders and `-` (standard input).
pub fn open(paths: &[PathBuf], _options: &Options) -> Records {
    Records { paths: paths.to_vec().into_iter() }
}

impl Iterator for Records {
    type Item = Result<Record, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let path = self.paths.next()?;
        Some(match std::fs::read_to_string(&path) {
            Ok(text) => Ok(Record::Layout(Layout::plain(path.display().to_string(), text))),
            Err(source) => Err(Error::Io { path, source }),
        })
    }
}
