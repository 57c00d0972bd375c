use nutgraf_core::Page;
use rayon::prelude::*;

use crate::Corpus;
use crate::count::Counter;
use crate::store::{Packer, encoded};
use crate::story::stories_of;

/// Pages of one task, counted and encoded.
struct Part {
    counter: Counter,
    /// Index of the page in the part, index of the article on it.
    places: Vec<(u32, u32)>,
    encoded: Vec<Vec<u8>>,
}

/// Collects pages as they come; memory grows with the counts and the packed pages, not with the pages themselves.
///
/// ```
/// use nutgraf_analysis::{Collector, Corpus};
/// use nutgraf_core::{Layout, Options, parse};
///
/// let page = |id: &str| parse(Layout::plain(id, "The ferry sank, the master said.\n"), &Options::default());
/// let mut collector = Collector::default();
/// collector.add(vec![page("a"), page("b")]);
/// collector.add(vec![page("c")]);
/// let (corpus, whole) = (collector.finish(), Corpus::collect(vec![page("a"), page("b"), page("c")]));
/// assert_eq!(corpus.terms(), whole.terms());
/// ```
#[derive(Debug, Default)]
pub struct Collector {
    counter: Counter,
    places: Vec<(u32, u32)>,
    packer: Packer,
    pages: usize,
}

impl Collector {
    /// Counts pages, after those before, on the current rayon pool.
    pub fn add(&mut self, pages: Vec<Page>) {
        // Enough tasks for all threads to have work to the end. The result does not depend on the cut.
        let tasks = match rayon::current_num_threads() {
            1 => 1,
            threads => 4 * threads,
        };
        let size = pages.len().div_ceil(tasks).max(1);
        let parts: Vec<Part> = pages.into_par_iter().chunks(size).map(|pages| part(&pages)).collect();
        for part in parts {
            let first = self.pages as u32;
            self.pages += part.encoded.len();
            self.counter.append(part.counter);
            self.places.extend(part.places.into_iter().map(|(page, article)| (first + page, article)));
            self.packer.add(part.encoded);
        }
        self.packer.pack();
    }

    /// The corpus of all pages added.
    pub fn finish(self) -> Corpus {
        Corpus::of(self.packer.finish(), self.counter, &self.places, None)
    }
}

fn part(pages: &[Page]) -> Part {
    let mut part =
        Part { counter: Counter::default(), places: vec![], encoded: Vec::with_capacity(pages.len()) };
    for (index, page) in (0..).zip(pages) {
        for (article_index, article) in stories_of(page) {
            part.counter.add(page, article_index, article);
            part.places.push((index, article_index));
        }
        part.encoded.push(encoded(page));
    }
    part
}
