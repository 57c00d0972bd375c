use std::convert::Infallible;
use std::ops::ControlFlow;
use std::path::PathBuf;

use nutgraf_analysis::Corpus;
use nutgraf_read::Error;

use crate::{Options, Progress, Threads, pages};

/// What came of reading some inputs.
#[derive(Debug, Default)]
pub struct Reading {
    /// The pages that could be read, counted.
    pub corpus: Corpus,
    /// What could not be read, in input order.
    pub errors: Vec<Error>,
}

/// Reads files, folders and `-` (standard input) into a corpus.
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

/// The same as [`read`], with `watch` called on the calling thread between batches: to show progress, or to break
/// the run off. What was read till then is lost.
pub fn read_watched<B>(
    paths: &[PathBuf],
    options: &Options,
    mut watch: impl FnMut(Progress) -> ControlFlow<B>,
) -> ControlFlow<B, Reading> {
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    let mut pages = pages(paths, options);
    let mut seen = Progress::default();
    while let Some(page) = pages.next() {
        match page {
            Ok(page) => found.push(page),
            Err(error) => errors.push(error),
        }
        if pages.progress() != seen {
            seen = pages.progress();
            watch(seen)?;
        }
    }
    let corpus = Threads::new(options.threads).run(|| Corpus::collect(found));
    ControlFlow::Continue(Reading { corpus, errors })
}
