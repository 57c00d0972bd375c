use std::path::PathBuf;

use nutgraf_core::{Layout, Page};
use nutgraf_read::{Error, Record, Records};

/// How to get from paths to pages.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How to read.
    pub read: nutgraf_read::Options,
    /// How to parse.
    pub parse: nutgraf_core::Options,
    /// What to annotate.
    pub annotate: nutgraf_annotate::Options,
    /// Threads; none: one a core, or `NUTGRAF_NUM_THREADS`.
    pub threads: Option<usize>,
}

/// Parses and annotates one layout.
pub fn parse(layout: Layout, options: &Options) -> Page {
    let mut page = nutgraf_core::parse(layout, &options.parse);
    nutgraf_annotate::annotate(&mut page, &options.annotate);
    page
}

/// Annotated pages, in input order.
pub struct Pages {
    records: Records,
    options: Options,
}

/// Reads, parses and annotates; a bounded number of pages is held at a time.
pub fn pages(paths: &[PathBuf], options: &Options) -> Pages {
    Pages { records: nutgraf_read::open(paths, &options.read), options: options.clone() }
}

impl Iterator for Pages {
    type Item = Result<Page, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.records.next()?.map(|record| match record {
            Record::Layout(layout) => parse(layout, &self.options),
            Record::Page(page) => page,
        }))
    }
}
