//! What an article is about: the names and noun phrases that stand early, often, and are rare elsewhere.

mod candidate;
#[cfg(feature = "train")]
mod count;
mod function;
mod lexicon;
mod score;
mod tag;
mod term;
#[cfg(test)]
mod tests;
mod vocabulary;

#[cfg(feature = "train")]
pub use count::WordCounts;
use nutgraf_core::{Article, Entity, Keyphrase};

use crate::words::Words;
use candidate::candidates;
use term::Terms;

/// Whether the table has a word, in lower case, as mostly a verb, or as often one as a noun.
pub(crate) fn is_verb(word: &str) -> bool {
    use lexicon::Class::{Either, Past, Present, Verb, VerbOrNoun};
    is_word(word) && matches!(lexicon::look_up(word).class, Either | Past | Present | Verb | VerbOrNoun)
}

/// Whether the table has a word, in lower case.
pub(crate) fn is_word(word: &str) -> bool {
    lexicon::rarity(word) < lexicon::RAREST
}

/// Most keyphrases of an article.
const MOST: usize = 15;

/// A text of so many words has function words, if it is English ...
const LONG: usize = 40;

/// ... at least one in so many.
const FUNCTION_WORDS: usize = 6;

/// The keyphrases of an article, best first; none where the text is not English. The best one's score is 1.
pub(crate) fn keyphrases(article: &Article, words: &Words, entities: &[Entity]) -> Vec<Keyphrase> {
    let terms = Terms::of(article, words);
    if terms.list.len() > LONG && terms.functions * FUNCTION_WORDS < terms.list.len() {
        return vec![];
    }
    let (found, weighed) = candidates(article, &terms, entities);
    let ranked = score::rank(&terms, found, &weighed);
    let best = ranked.first().map_or(1.0, |(_, score)| *score);
    ranked
        .into_iter()
        .take(MOST)
        .map(|(range, score)| Keyphrase {
            text: printed(article, &terms, range),
            // Four digits: more would say nothing.
            score: (score / best * 1e4).round() / 1e4,
        })
        .collect()
}

/// A run of terms as printed, blanks as single spaces.
fn printed(article: &Article, terms: &Terms, range: std::ops::Range<usize>) -> String {
    let start = terms.list[range.start].span.start();
    let end = terms.list[range.end - 1].span.end();
    let mut text = String::with_capacity(end - start);
    for word in article.text[start..end].split_whitespace() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}
