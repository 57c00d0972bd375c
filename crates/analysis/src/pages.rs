use std::sync::Arc;

use nutgraf_core::Page;

/// The pages of a corpus, in input order; cheap to clone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pages {
    pages: Vec<Arc<Page>>,
}

impl Pages {
    pub(crate) fn of(pages: Vec<Arc<Page>>) -> Pages {
        Pages { pages }
    }

    pub(crate) fn len(&self) -> usize {
        self.pages.len()
    }

    pub(crate) fn page(&self, index: usize) -> Option<Arc<Page>> {
        self.pages.get(index).cloned()
    }

    /// Some of the pages, by their indices; without a copy.
    pub(crate) fn part(&self, pages: &[u32]) -> Pages {
        Pages { pages: pages.iter().filter_map(|&page| self.page(page as usize)).collect() }
    }

    pub(crate) fn append(&mut self, other: Pages) {
        self.pages.extend(other.pages);
    }
}
