use std::cmp::Reverse;
use std::path::PathBuf;
use std::sync::Arc;

use nutgraf_core::{Layout, Page};
use nutgraf_read::{Error, Piece, Pieces, Record};
use rayon::prelude::*;

use crate::threads::Threads;

/// How to get from paths to pages.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How to read.
    pub read: nutgraf_read::Options,
    /// How to parse.
    pub parse: nutgraf_core::Options,
    /// What to annotate.
    pub annotate: nutgraf_annotate::Options,
    /// Threads; none: `NUTGRAF_NUM_THREADS`, else one a core.
    pub threads: Option<usize>,
    /// Bytes of input worked on at a time; none: 1 MiB a thread. The results do not depend on it, memory does.
    pub batch_bytes: Option<usize>,
}

/// Records of a batch a thread, at most: a batch of tiny records must not grow without end.
const BATCH_RECORDS: usize = 1024;

/// Parses and annotates one layout.
pub fn parse(layout: Layout, options: &Options) -> Page {
    let mut page = nutgraf_core::parse(layout, &options.parse);
    nutgraf_annotate::annotate(&mut page, &options.annotate);
    page
}

/// Parses and annotates a text in memory; `id` becomes the page's.
///
/// ```
/// let page = nutgraf::parse_text("demo", "The ferry sank at noon, the harbour master said.", &nutgraf::Options::default());
/// assert_eq!(page.articles.len(), 1);
/// ```
pub fn parse_text(id: &str, text: &str, options: &Options) -> Page {
    parse(nutgraf_read::plain(id, text, &options.read), options)
}

/// How far a run has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    /// Records done, good and bad.
    pub records: u64,
    /// Bytes of them, unpacked.
    pub bytes: u64,
    /// Bytes of files read for them, packed as they are, about; see [`size`](nutgraf_read::size) for of how many.
    pub bytes_read: u64,
}

/// What becomes of each page, in input order.
pub struct Pages<T = Page> {
    pieces: Pieces,
    options: Arc<Options>,
    finish: Box<dyn Fn(Page) -> T + Send + Sync>,
    threads: Threads,
    /// Read, not yet worked on.
    waiting: Batch,
    done: std::vec::IntoIter<Result<T, Error>>,
    progress: Progress,
}

type Batch = Vec<Result<Piece, Error>>;

/// Reads, parses and annotates, many pages at a time, and gives them in input order. A bounded number is held.
pub fn pages(paths: &[PathBuf], options: &Options) -> Pages {
    pages_with(paths, options, |page| page)
}

/// The same as [`pages`], with a last step done on the worker threads as well (writing as JSON, say).
pub fn pages_with<T: Send>(
    paths: &[PathBuf],
    options: &Options,
    finish: impl Fn(Page) -> T + Send + Sync + 'static,
) -> Pages<T> {
    pages_of(nutgraf_read::pieces(paths, &options.read), options, finish)
}

/// The same as [`pages_with`], of what is already open: bytes in memory, a caller's items.
///
/// ```
/// use nutgraf::{Options, pages_of, read};
///
/// let options = Options::default();
/// let feed = "<rss><channel><item><title>Ferry sinks</title><description>It sank at noon.</description></item></channel></rss>";
/// let pages = pages_of(read::bytes("feed", feed, &options.read), &options, |page| page.id);
/// assert_eq!(pages.map(Result::unwrap).collect::<Vec<_>>(), ["feed#1"]);
/// ```
pub fn pages_of<T: Send>(
    pieces: Pieces,
    options: &Options,
    finish: impl Fn(Page) -> T + Send + Sync + 'static,
) -> Pages<T> {
    Pages {
        pieces,
        options: Arc::new(options.clone()),
        finish: Box::new(finish),
        threads: Threads::new(options.threads),
        waiting: Batch::new(),
        done: Vec::new().into_iter(),
        progress: Progress::default(),
    }
}

impl<T: Send> Pages<T> {
    /// How far the batches given out have come.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// Works on the batch that waits, and reads the next one meanwhile.
    fn turn(&mut self) {
        let threads = self.threads.count();
        let most = (self.options.batch_bytes.unwrap_or(threads << 20), threads * BATCH_RECORDS);
        let Pages { pieces, options, finish, .. } = self;
        if self.waiting.is_empty() {
            self.waiting = read_batch(pieces, most);
        }
        let batch = std::mem::take(&mut self.waiting);
        self.progress.records += batch.len() as u64;
        self.progress.bytes += batch.iter().flatten().map(|piece| piece.len() as u64).sum::<u64>();
        let work = || {
            // The longest first: the threads come to the batch's end together.
            let mut batch: Vec<_> = batch.into_iter().enumerate().collect();
            batch.sort_by_key(|(_, piece)| Reverse(piece.as_ref().map_or(0, Piece::len)));
            let batch = batch.into_iter().par_bridge();
            let read = |piece: Piece| piece.read().map(|record| finish(page(record, options)));
            let mut done: Vec<_> = batch.map(|(at, piece)| (at, piece.and_then(read))).collect();
            done.sort_unstable_by_key(|&(at, _)| at);
            done
        };
        self.progress.bytes_read = pieces.bytes_read();
        let (done, waiting) = self.threads.run(|| rayon::join(work, || read_batch(pieces, most)));
        self.done = done.into_iter().map(|(_, done)| done).collect::<Vec<_>>().into_iter();
        self.waiting = waiting;
    }
}

fn page(record: Record, options: &Options) -> Page {
    match record {
        Record::Layout(layout) => parse(layout, options),
        Record::Page(page) => page,
    }
}

fn read_batch(pieces: &mut Pieces, (bytes, records): (usize, usize)) -> Batch {
    let mut held = 0;
    let mut batch = Batch::new();
    while held < bytes && batch.len() < records {
        let Some(piece) = pieces.next() else { break };
        held += piece.as_ref().map_or(0, Piece::len);
        batch.push(piece);
    }
    batch
}

impl<T: Send> Iterator for Pages<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done.as_slice().is_empty() {
            self.turn();
        }
        self.done.next()
    }
}
