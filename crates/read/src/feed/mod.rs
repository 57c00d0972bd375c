//! Feeds: RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom as XML, and JSON Feed. Each item is a page.

mod entry;
pub(crate) mod json;
mod xml;

use crate::item::Item;

pub(crate) use self::xml::{Flaw, What, Xml, begins};

/// What a feed says of all its items.
#[derive(Clone, Debug, Default)]
pub(crate) struct Channel {
    pub(crate) title: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) authors: Vec<String>,
}

impl Channel {
    /// Fills what an item does not say itself.
    pub(crate) fn fill(&self, item: &mut Item) {
        item.row.outlet = item.row.outlet.take().or_else(|| self.title.clone());
        item.row.language = item.row.language.take().or_else(|| self.language.clone());
        if item.authors.is_empty() {
            item.authors.clone_from(&self.authors);
        }
    }
}
