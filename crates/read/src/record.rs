use std::path::{Path, PathBuf};

use nutgraf_core::{Layout, Page};

use crate::Error;
use crate::encoding::note_characters;
use crate::fields::describe;
use crate::folder::{Found, Walk};
use crate::piece::{Pages, Piece};

/// What an input is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Format {
    /// By its name's ending, else by its first bytes.
    #[default]
    Auto,
    /// A page of plain text a file.
    Text,
    /// A JSON object a line.
    Jsonl,
}

/// Bounds of what one input may cost. Beyond one of them stands [`Error::Limit`] with the field's name.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of one record (a file of plain text, a line of JSONL), unpacked. Never more than 1 GiB.
    pub record_bytes: u64,
    /// Bytes one compressed file may unpack to.
    pub decompressed_bytes: u64,
    /// Folders inside one another.
    pub folder_depth: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { record_bytes: 64 << 20, decompressed_bytes: 1 << 40, folder_depth: 64 }
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
    pieces: Pieces,
}

/// The records of some inputs before they are decoded, in order.
pub struct Pieces {
    paths: std::vec::IntoIter<PathBuf>,
    options: Options,
    walk: Option<Walk>,
    pages: Option<Pages>,
}

/// Opens files, folders and `-` (standard input).
///
/// What cannot be read is an error in its place; the rest goes on.
///
/// ```
/// use nutgraf_read::{Options, Record, open};
///
/// let folder = std::env::temp_dir().join("nutgraf-open");
/// std::fs::create_dir_all(&folder)?;
/// std::fs::write(folder.join("wire.jsonl"), "{\"text\": \"The ferry sank.\"}\n{\"text\": 5}\n")?;
/// let records: Vec<_> = open(&[folder], &Options::default()).collect();
/// assert!(matches!(&records[0], Ok(Record::Layout(layout)) if layout.text == "The ferry sank."));
/// let error = records[1].as_ref().unwrap_err().to_string();
/// assert!(error.ends_with("record 2, line 2, column 10: expected a string, found integer `5`"), "{error}");
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn open(paths: &[PathBuf], options: &Options) -> Records {
    Records { pieces: pieces(paths, options) }
}

/// The same as [`open`], but decoding, which costs most, is left to [`Piece::read`], for a thread of the caller's.
pub fn pieces(paths: &[PathBuf], options: &Options) -> Pieces {
    let mut options = options.clone();
    // Spans are `u32`, and an article's text may be longer than what it was made from.
    options.limits.record_bytes = options.limits.record_bytes.min(1 << 30);
    Pieces { paths: paths.to_vec().into_iter(), options, walk: None, pages: None }
}

/// The layout of a text in memory, with what `options` say of every page.
///
/// ```
/// use nutgraf_read::{Options, plain};
///
/// let options = Options { published: Some("yesterday".into()), ..Options::default() };
/// let layout = plain("demo", "The ferry sank.", &options);
/// assert_eq!(layout.metadata.published, None);
/// assert!(layout.notes[0].message.contains("expected an ISO 8601 date"));
/// ```
pub fn plain(id: &str, text: &str, options: &Options) -> Layout {
    let mut layout = Layout::plain(id, text);
    describe(&mut layout, &[], options.published.as_deref());
    note_characters(&mut layout, None);
    layout
}

impl Iterator for Records {
    type Item = Result<Record, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.pieces.next().map(|piece| piece.and_then(Piece::read))
    }
}

impl Pieces {
    /// Opens the next file of the folder being walked, or the next path.
    fn advance(&mut self) -> Option<Result<(), Error>> {
        let found = match self.walk.as_mut().map(Iterator::next) {
            Some(Some(found)) => found,
            _ => {
                self.walk = None;
                let path = self.paths.next()?;
                if path != Path::new("-") && path.is_dir() {
                    self.walk = Some(Walk::new(path, &self.options.limits));
                    return Some(Ok(()));
                }
                Ok(Found { path, row: None })
            }
        };
        Some(found.and_then(|Found { path, row }| {
            self.pages = Some(Pages::open(path, row, &self.options)?);
            Ok(())
        }))
    }
}

impl Iterator for Pieces {
    type Item = Result<Piece, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.pages.as_mut().map(Iterator::next) {
                Some(Some(piece)) => return Some(piece),
                _ => self.pages = None,
            }
            if let Err(error) = self.advance()? {
                return Some(Err(error));
            }
        }
    }
}
