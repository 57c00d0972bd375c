use std::convert::Infallible;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use nutgraf_analysis::{Collector, Corpus, FileError};
use nutgraf_core::Page;
use nutgraf_read::{Error, Pieces};

use crate::{Options, Pages, Progress, Threads, pages, pages_of};

/// What came of reading some inputs.
#[derive(Debug, Default)]
pub struct Reading {
    /// The pages that could be read, counted.
    pub corpus: Corpus,
    /// What could not be read, in input order.
    pub errors: Vec<Error>,
}

/// What a run tells as it goes.
#[derive(Debug)]
pub enum News<'a> {
    /// How far it has come.
    Progress(Progress),
    /// Something could not be read; it will stand in [`Reading::errors`].
    Bad(&'a Error),
}

/// Bytes of text that are collected at once: enough for all threads, little beside a corpus.
const BATCH: usize = 4 << 20;

/// Reads files, folders and `-` (standard input) into a corpus. A file that [`Corpus::save`] wrote is one of the
/// inputs that may be given; it must be named itself, not by its folder.
///
/// A bad record costs itself only: it stands in [`Reading::errors`], with its place.
///
/// ```
/// use nutgraf::{Options, read};
///
/// let reading = read(&["no/such/file.txt".into()], &Options::default());
/// assert!(reading.corpus.is_empty());
/// assert_eq!(reading.errors[0].to_string(), "cannot read no/such/file.txt");
/// ```
pub fn read(paths: &[PathBuf], options: &Options) -> Reading {
    let ControlFlow::Continue(reading) =
        read_watched::<Infallible>(paths, options, |_| ControlFlow::Continue(()));
    reading
}

/// The same as [`read`], with `watch` called on the calling thread: to show progress, to tell what is bad at once, or
/// to break the run off. What was read till then is lost.
pub fn read_watched<B>(
    paths: &[PathBuf],
    options: &Options,
    mut watch: impl FnMut(News<'_>) -> ControlFlow<B>,
) -> ControlFlow<B, Reading> {
    let mut gathering = Gathering::new(options);
    let mut errors = Vec::new();
    let mut before = Progress::default();
    for input in paths.chunk_by(|a, b| !Corpus::is_saved(a) && !Corpus::is_saved(b)) {
        if let [saved] = input
            && Corpus::is_saved(saved)
        {
            match load(saved) {
                Ok(corpus) => {
                    before.records += corpus.len() as u64;
                    gathering.append(corpus);
                }
                Err(error) => {
                    watch(News::Bad(&error))?;
                    errors.push(error);
                }
            }
            watch(News::Progress(before))?;
            continue;
        }
        drain(pages(input, options), &mut gathering, &mut errors, &mut before, &mut watch)?;
    }
    ControlFlow::Continue(Reading { corpus: gathering.finish(), errors })
}

/// The same as [`read_watched`], of what is already open: bytes in memory, a caller's items.
pub fn read_pieces<B>(
    pieces: Pieces,
    options: &Options,
    mut watch: impl FnMut(News<'_>) -> ControlFlow<B>,
) -> ControlFlow<B, Reading> {
    let (mut gathering, mut errors) = (Gathering::new(options), Vec::new());
    let pages = pages_of(pieces, options, |page| page);
    drain(pages, &mut gathering, &mut errors, &mut Progress::default(), &mut watch)?;
    ControlFlow::Continue(Reading { corpus: gathering.finish(), errors })
}

/// Gathers what is left of some pages.
fn drain<B>(
    mut pages: Pages,
    gathering: &mut Gathering,
    errors: &mut Vec<Error>,
    before: &mut Progress,
    watch: &mut impl FnMut(News<'_>) -> ControlFlow<B>,
) -> ControlFlow<B> {
    let mut seen = Progress::default();
    let sum = |seen: Progress, before: &Progress| Progress {
        records: before.records + seen.records,
        bytes: before.bytes + seen.bytes,
        bytes_read: before.bytes_read + seen.bytes_read,
    };
    while let Some(page) = pages.next() {
        match page {
            Ok(page) => gathering.push(page),
            Err(error) => {
                watch(News::Bad(&error))?;
                errors.push(error);
            }
        }
        if pages.progress() != seen {
            seen = pages.progress();
            watch(News::Progress(sum(seen, before)))?;
        }
    }
    *before = sum(seen, before);
    ControlFlow::Continue(())
}

fn load(path: &Path) -> Result<Corpus, Error> {
    Corpus::load(path).map_err(|error| {
        let source = match error {
            FileError::Io(error) => error,
            error => io::Error::new(io::ErrorKind::InvalidData, error),
        };
        Error::Io { path: path.to_owned(), source }
    })
}

/// A corpus that grows.
struct Gathering {
    threads: Threads,
    whole: Corpus,
    collector: Collector,
    waiting: Vec<Page>,
    bytes: usize,
}

impl Gathering {
    fn new(options: &Options) -> Gathering {
        let threads = Threads::new(options.threads);
        Gathering {
            threads,
            whole: Corpus::default(),
            collector: Collector::default(),
            waiting: vec![],
            bytes: 0,
        }
    }

    fn push(&mut self, page: Page) {
        self.bytes += page.text.len() + page.articles.iter().map(|article| article.text.len()).sum::<usize>();
        self.waiting.push(page);
        if self.bytes >= BATCH {
            self.collect();
        }
    }

    fn collect(&mut self) {
        let pages = std::mem::take(&mut self.waiting);
        self.bytes = 0;
        let collector = &mut self.collector;
        self.threads.run(|| collector.add(pages));
    }

    fn append(&mut self, corpus: Corpus) {
        self.collect();
        let collector = std::mem::take(&mut self.collector);
        let whole = std::mem::take(&mut self.whole);
        self.whole = self.threads.run(|| merged(merged(whole, collector.finish()), corpus));
    }

    fn finish(mut self) -> Corpus {
        self.collect();
        let Gathering { threads, whole, collector, .. } = self;
        threads.run(|| merged(whole, collector.finish()))
    }
}

/// Both, without work where one is empty.
fn merged(one: Corpus, other: Corpus) -> Corpus {
    let is_nothing = |corpus: &Corpus| corpus.is_empty() && corpus.partial().stories() == 0;
    match (is_nothing(&one), is_nothing(&other)) {
        (true, _) => other,
        (_, true) => one,
        _ => one.merge(other),
    }
}
