use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use nutgraf_core::{Layout, Page, Place};

use crate::encoding::note_characters;
use crate::fields::describe;
use crate::folder::{Found, Walk};
use crate::item::Item;
use crate::pages::Pages;
use crate::piece::{Content, Piece};
use crate::source::Source;
use crate::{Column, Error};

/// What an input is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Format {
    /// By its name's ending, else by its first bytes.
    #[default]
    Auto,
    /// A page of plain text a file.
    Text,
    /// A page of HTML a file.
    Html,
    /// A JSON object a line, or an array of them.
    Jsonl,
    /// A web archive: WARC, WET.
    Warc,
    /// A feed: RSS, RDF, Atom, JSON Feed.
    Feed,
    /// Comma-separated values with a header line, or with tabs, semicolons or bars.
    Csv,
}

/// Bounds of what one input may cost. Beyond one of them stands [`Error::Limit`] with the field's name.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of one record (a file of text or HTML, a line of JSONL or CSV, a record of a web archive, an item of a
    /// feed), unpacked; also of an archive that has to lie in memory. Never more than 1 GiB.
    pub record_bytes: u64,
    /// Bytes one compressed file may unpack to.
    pub decompressed_bytes: u64,
    /// Folders inside one another.
    pub folder_depth: u64,
    /// Archives (zip, tar) inside one another.
    pub archive_depth: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { record_bytes: 64 << 20, decompressed_bytes: 1 << 40, folder_depth: 64, archive_depth: 4 }
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
    /// The caller's names of fields and columns, beside the usual ones: each stands alone for its column.
    pub columns: Vec<(String, Column)>,
}

/// One page of an input.
#[derive(Debug)]
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
    inputs: std::vec::IntoIter<Input>,
    options: Options,
    walk: Option<Walk>,
    pages: Option<Pages>,
    items: Option<Items>,
    read: Arc<AtomicU64>,
}

/// What pieces come from.
enum Input {
    Path(PathBuf),
    Bytes(String, Vec<u8>),
    Items(Items),
}

/// A caller's items.
struct Items {
    source: Arc<Source>,
    items: Box<dyn Iterator<Item = Item> + Send>,
    record: u64,
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
/// assert!(error.ends_with("record 2, line 2, column 10: expected a string, found a number"), "{error}");
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn open(paths: &[PathBuf], options: &Options) -> Records {
    Records { pieces: pieces(paths, options) }
}

/// The same as [`open`], but decoding, which costs most, is left to [`Piece::read`], for a thread of the caller's.
pub fn pieces(paths: &[PathBuf], options: &Options) -> Pieces {
    Pieces::new(paths.iter().cloned().map(Input::Path).collect(), options)
}

/// The records of bytes in memory that are what a file would be: a feed, an archive, JSONL. `name` stands for its path.
///
/// ```
/// use nutgraf_read::{Options, Record, bytes};
///
/// let feed = "<rss><channel><item><title>Ferry</title><description>It sank.</description></item></channel></rss>";
/// let record = bytes("feed", feed, &Options::default()).next().unwrap().unwrap().read().unwrap();
/// assert!(matches!(record, Record::Layout(layout) if layout.text == "It sank."));
/// ```
pub fn bytes(name: &str, content: impl Into<Vec<u8>>, options: &Options) -> Pieces {
    Pieces::new(vec![Input::Bytes(name.to_owned(), content.into())], options)
}

/// The records of a caller's items, which are taken one by one. `name` stands for a path in ids (`name#1`) and errors.
pub fn items<I>(name: &str, items: I, options: &Options) -> Pieces
where
    I: IntoIterator<Item = Item>,
    I::IntoIter: Send + 'static,
{
    let source = Arc::new(Source::new(name.into(), None, options));
    let items = Items { source, items: Box::new(items.into_iter()), record: 0 };
    Pieces::new(vec![Input::Items(items)], options)
}

/// Bytes of the files that `paths` name, packed as they are, folders included; none when an input's size cannot be
/// known (standard input). For showing how far a run has come, beside [`Pieces::bytes_read`].
pub fn size(paths: &[PathBuf], options: &Options) -> Option<u64> {
    let size = |path: &Path| std::fs::metadata(path).map_or(0, |found| found.len());
    let mut sum = 0;
    for path in paths {
        if path == Path::new("-") {
            return None;
        }
        sum += match path.is_dir() {
            false => size(path),
            true => Walk::new(path.clone(), &options.limits).flatten().map(|found| size(&found.path)).sum(),
        };
    }
    Some(sum)
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

/// The layout of an HTML page in memory, with what `options` say of every page. `charset` is the encoding that its
/// server named, if it did.
///
/// ```
/// use nutgraf_read::{Options, html};
///
/// let layout = html("demo", b"<p>The caf\xe9 sank.</p><script>x()</script>", None, &Options::default());
/// assert_eq!(layout.text, "The café sank.\n");
/// ```
pub fn html(id: &str, bytes: &[u8], charset: Option<&str>, options: &Options) -> Layout {
    let mut layout = crate::html::layout(id, bytes.to_vec(), charset);
    describe(&mut layout, &[], options.published.as_deref());
    layout
}

impl Iterator for Records {
    type Item = Result<Record, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.pieces.next().map(|piece| piece.and_then(Piece::read))
    }
}

impl Pieces {
    fn new(inputs: Vec<Input>, options: &Options) -> Pieces {
        let mut options = options.clone();
        // Spans are `u32`, and an article's text may be longer than what it was made from.
        options.limits.record_bytes = options.limits.record_bytes.min(1 << 30);
        Pieces {
            inputs: inputs.into_iter(),
            options,
            walk: None,
            pages: None,
            items: None,
            read: Arc::default(),
        }
    }

    /// Bytes of files read so far, packed as they are. Reading runs ahead of what is given out, by a buffer.
    pub fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// Opens the next file of the folder being walked, or the next path.
    fn advance(&mut self) -> Option<Result<(), Error>> {
        let found = match self.walk.as_mut().map(Iterator::next) {
            Some(Some(found)) => found,
            _ => {
                self.walk = None;
                let path = match self.inputs.next()? {
                    Input::Path(path) => path,
                    Input::Bytes(name, bytes) => {
                        return Some(Pages::of_bytes(name, bytes, &self.options).map(|pages| {
                            self.pages = Some(pages);
                        }));
                    }
                    Input::Items(items) => {
                        self.items = Some(items);
                        return Some(Ok(()));
                    }
                };
                if path != Path::new("-") && path.is_dir() {
                    self.walk = Some(Walk::new(path, &self.options.limits));
                    return Some(Ok(()));
                }
                Ok(Found { path, row: None })
            }
        };
        Some(found.and_then(|Found { path, row }| {
            self.pages = Some(Pages::open(path, row, &self.options, &self.read)?);
            Ok(())
        }))
    }
}

impl Iterator for Items {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let item = self.items.next()?;
        self.record += 1;
        let at = Place { offset: 0, line: 0, column: 0 };
        let content = Content::Item(Box::new(item));
        Some(Piece { source: Arc::clone(&self.source), content, record: Some(self.record), at })
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
            match self.items.as_mut().map(Iterator::next) {
                Some(Some(piece)) => return Some(Ok(piece)),
                _ => self.items = None,
            }
            if let Err(error) = self.advance()? {
                return Some(Err(error));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, content: &[u8], limits: Limits) -> Vec<String> {
        let path = std::env::temp_dir().join(format!("nutgraf-read-{}-{name}", std::process::id()));
        std::fs::write(&path, content).unwrap();
        let options = Options { limits, ..Options::default() };
        let texts = open(std::slice::from_ref(&path), &options).map(|record| show(record, &path)).collect();
        std::fs::remove_file(&path).unwrap();
        texts
    }

    fn show(record: Result<Record, Error>, path: &Path) -> String {
        match record {
            Ok(Record::Layout(layout)) => layout.text,
            Ok(Record::Page(page)) => page.id,
            Err(error) => error.to_string().replace(&path.display().to_string(), "here"),
        }
    }

    fn pack(content: &[u8]) -> Vec<u8> {
        use std::io::Write;
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(content).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn a_line_too_long_costs_itself_only() {
        let limits = Limits { record_bytes: 20, ..Limits::default() };
        let content = b"{\"text\": \"One.\"}\n{\"text\": \"Twenty-two.\"}\n{\"text\": \"Three.\"}";
        let limit = "here: record 2, line 2, column 1: expected at most 20 (record_bytes), found more";
        assert_eq!(read("long.jsonl", content, limits), ["One.", limit, "Three."]);
    }

    #[test]
    fn a_page_too_long_is_no_page() {
        let limits = Limits { record_bytes: 3, ..Limits::default() };
        let limit = "here: record 1, line 1, column 1: expected at most 3 (record_bytes), found more";
        assert_eq!(read("long.txt", b"Four", limits), [limit]);
    }

    #[test]
    fn packed_files_of_many_members_are_read_to_their_end() {
        let packed = [pack(b"{\"text\": \"One.\"}\n{\"te"), pack(b"xt\": \"Two.\"}\n")].concat();
        assert_eq!(read("many.jsonl.gz", &packed, Limits::default()), ["One.", "Two."]);
    }

    #[test]
    fn a_packed_file_may_not_unpack_without_end() {
        let limits = Limits { decompressed_bytes: 100, ..Limits::default() };
        let limit = "here: record 1, line 1, column 1: expected at most 100 (decompressed_bytes), found more";
        assert_eq!(read("bomb.txt.gz", &pack(&[b' '; 10_000]), limits), [limit]);
    }

    #[test]
    fn a_cut_packed_file_is_an_error() {
        let packed = pack(b"The ferry sank at noon, the harbour master said.");
        let cut = packed.split_last_chunk::<9>().unwrap().0;
        assert_eq!(read("cut.txt.gz", cut, Limits::default()), ["cannot read here"]);
    }

    #[test]
    fn one_object_may_stand_on_many_lines() {
        assert_eq!(read("one.json", b"{\n \"text\": \"One.\"\n}\n", Limits::default()), ["One."]);
        assert_eq!(
            read("two.json", b"{\"text\": \"One.\"}\n{\"text\": \"Two.\"}", Limits::default()),
            ["One.", "Two."]
        );
        let expected = "here: record 1, line 2, column 10: expected a string, found a number";
        assert_eq!(read("bad.json", b"{\n \"text\": 5\n}\n", Limits::default()), [expected]);
    }

    #[test]
    fn half_a_surrogate_becomes_a_replacement_character() {
        let found = read("half.jsonl", b"{\"text\": \"a \\ud83d b\", \"mood\": [1]}\n", Limits::default());
        assert!(found[0].starts_with("a \u{fffd}") && found[0].ends_with(" b"), "{found:?}");
    }

    #[test]
    fn a_broken_page_record_says_what_is_wrong() {
        let found = read("page.jsonl", b"{\"schema\": \"nutgraf/page/9\"}\n", Limits::default());
        assert!(
            found[0].starts_with("here: record 1, line 1, column 1: expected a page record, found "),
            "{found:?}"
        );
    }
}
