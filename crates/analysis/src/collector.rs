use nutgraf_core::Page;
use rayon::prelude::*;

use crate::Corpus;
use crate::count::Counter;
use crate::store::{Packer, encoded};
use crate::story::stories_of;

/// What was counted in pages, one after the other.
#[derive(Debug, Default)]
struct Counted {
    counter: Counter,
    /// Index of the page, index of the article on it.
    places: Vec<(u32, u32)>,
    pages: u32,
}

impl Counted {
    /// Counts a page and encodes it.
    fn add(&mut self, page: &Page) -> Vec<u8> {
        for (article_index, article) in stories_of(page) {
            self.counter.add(page, article_index, article);
            self.places.push((self.pages, article_index));
        }
        self.pages += 1;
        encoded(page)
    }

    fn append(&mut self, other: Counted) {
        self.counter.append(other.counter);
        self.places.extend(other.places.into_iter().map(|(page, article)| (self.pages + page, article)));
        self.pages += other.pages;
    }
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
    counted: Counted,
    packer: Packer,
}

impl Collector {
    /// Counts pages, after those before, on the current rayon pool.
    pub fn add(&mut self, pages: Vec<Page>) {
        let threads = rayon::current_num_threads();
        if threads == 1 {
            // Nothing to merge, and each page is let go as soon as it is counted.
            for page in pages {
                self.packer.add(vec![self.counted.add(&page)]);
                self.packer.pack();
            }
            return self.counted.counter.settle();
        }
        // Enough tasks for all threads to have work to the end. The result does not depend on the cut.
        let size = pages.len().div_ceil(4 * threads).max(1);
        let part = |pages: Vec<Page>| {
            let mut counted = Counted::default();
            let encoded: Vec<Vec<u8>> = pages.into_iter().map(|page| counted.add(&page)).collect();
            (counted, encoded)
        };
        let (parts, encoded): (Vec<Counted>, Vec<Vec<Vec<u8>>>) =
            pages.into_par_iter().chunks(size).map(part).unzip();
        encoded.into_iter().for_each(|encoded| self.packer.add(encoded));
        // Parts can be merged by one thread only, which the others do not wait for.
        let (counted, packer) = (&mut self.counted, &mut self.packer);
        rayon::join(|| parts.into_iter().for_each(|part| counted.append(part)), || packer.pack());
    }

    /// The corpus of all pages added.
    pub fn finish(self) -> Corpus {
        Corpus::of(self.packer.finish(), self.counted.counter, &self.counted.places, None)
    }
}
