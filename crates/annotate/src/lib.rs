//! Names into entities, quotations with their speakers, times, and keyphrases.
//!
//! [`annotate`] fills `entities`, `quotations`, `times` and `keyphrases` of every article of a page; each is a plain
//! function of its own as well.

mod atom;
mod entities;
mod keyphrase;
mod language;
mod quotations;
mod times;
mod words;

#[cfg(feature = "train")]
pub use keyphrase::WordCounts;
use nutgraf_core::{Article, Entity, Keyphrase, Page};
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
    /// Keyphrases; with entities, names are whole.
    pub keyphrases: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { entities: true, quotations: true, times: true, keyphrases: true }
    }
}

/// Fills in what is named and said in every article of a page, and when. Entity ids are unique within the page. Names
/// and keyphrases are found in English text only: an article whose most frequent words are another language's has none.
pub fn annotate(page: &mut Page, options: &Options) {
    let mut next = 0;
    let english = language::english(page);
    for (article, english) in page.articles.iter_mut().zip(english) {
        (article.entities, article.keyphrases) =
            if english { names(article, options, &mut next) } else { Default::default() };
        if options.quotations {
            article.quotations = quotations::quotations(article);
        }
        if options.times {
            article.times = times::times(article);
        }
    }
}

/// The entities and keyphrases of an article.
fn names(article: &Article, options: &Options, next: &mut u32) -> (Vec<Entity>, Vec<Keyphrase>) {
    let words = Words::of(article);
    let mut entities = if options.entities { entities::entities(article, &words, next) } else { vec![] };
    let keyphrases =
        if options.keyphrases { keyphrase::keyphrases(article, &words, &entities) } else { vec![] };
    // After the keyphrases, for which an office is no name.
    entities::nominal::add(&words, &mut entities);
    (entities, keyphrases)
}
