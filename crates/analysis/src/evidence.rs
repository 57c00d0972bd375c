//! From numbers back to the words they count.

use nutgraf_core::Span;

use crate::count::{for_each_token, is_word};
use crate::pair::for_each_unit;
use crate::partial::term;
use crate::{Corpus, PairScope};

/// A stretch of a story's text that holds what was counted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Evidence {
    /// Index of the page in the corpus.
    pub page: u32,
    /// Index of the article in the page.
    pub article: u32,
    /// Bytes of the article's text.
    pub span: Span,
}

impl Corpus {
    /// The first sentences that hold a term, at most `limit`, in input order.
    pub fn sentences_with(&self, word: &str, limit: usize) -> Vec<Evidence> {
        let wanted = term(word);
        let mut found: Vec<Evidence> = Vec::new();
        let words = self.partial().words_of(word);
        let mut places: Vec<(u32, u32)> = (self.partial().stories.iter())
            .zip(self.places())
            .filter(|(story, _)| self.partial().count_of(story, &words) > 0)
            .map(|(_, &place)| place)
            .collect();
        places.sort_unstable();
        for (page, article) in places {
            if found.len() >= limit {
                break;
            }
            let Some(story) = self.story(page, article) else { continue };
            for_each_token(story.article(), |span, token| {
                let evidence = Evidence { page, article, span };
                let token = token.slice(&story.article().text);
                if is_word(token) && found.last() != Some(&evidence) && term(token) == wanted {
                    found.push(evidence);
                }
            });
        }
        found.truncate(limit);
        found
    }

    /// The first sentences, paragraphs or stories that name both of two entities (indices into
    /// [`Corpus::entities`]), at most `limit`, in input order.
    pub fn together(&self, a: u32, b: u32, scope: PairScope, limit: usize) -> Vec<Evidence> {
        let mut units: Vec<(u32, u32, u32)> = Vec::new();
        for (at, (story, &(page, article))) in self.partial().stories.iter().zip(self.places()).enumerate() {
            let rows = self.links().of_story(at);
            if rows.contains(&a) && rows.contains(&b) {
                for_each_unit(story, rows, scope, |unit, rows| {
                    if rows.binary_search(&a).is_ok() && rows.binary_search(&b).is_ok() {
                        units.push((page, article, unit));
                    }
                });
            }
        }
        units.sort_unstable();
        units.truncate(limit);
        let span_of = |(page, article, unit): (u32, u32, u32)| {
            let story = self.story(page, article)?;
            let text = story.article();
            let span = match scope {
                PairScope::Sentence => *text.sentences.get(unit as usize)?,
                PairScope::Paragraph => text.blocks.get(unit as usize)?.span,
                PairScope::Story => Span::of(&text.text),
            };
            Some(Evidence { page, article, span })
        };
        units.into_iter().filter_map(span_of).collect()
    }
}
