//! Names into entities, quotations with their speakers, and times.
//!
//! [`annotate`] fills `entities`, `quotations` and `times` of every article of a page; each is a plain function of
//! its own as well.

mod atom;
mod entities;
mod quotations;
mod times;
mod words;

use nutgraf_core::Page;
use words::Words;

/// What to annotate.
#[derive(Clone, Debug)]
pub struct Options {
    /// Names and entities.
    pub entities: bool,
    /// Quotations; needs entities for the speakers' ids.
    pub quotations: bool,
    /// Time expressions.
    pub times: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { entities: true, quotations: true, times: true }
    }
}

/// Fills in what is named and said in every article of a page, and when. Entity ids are unique within the page.
pub fn annotate(page: &mut Page, options: &Options) {
    let mut next = 0;
    for article in &mut page.articles {
        let words = Words::of(article);
        let entities = if options.entities { entities::entities(article, &words, &mut next) } else { vec![] };
        article.entities = entities;
        if options.quotations {
            article.quotations = quotations::quotations(article);
        }
        if options.times {
            article.times = times::times(article);
        }
    }
}
