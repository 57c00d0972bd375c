mod row;
mod table;

use std::ops::Range;

use nutgraf_core::Day;
use rayon::prelude::*;

use crate::Story;
use crate::count::{Counter, StoryCount, TOGETHER, settle};
use crate::rank::{Ranks, raw, raw_tokens};
use crate::sequence::Sequence;
use crate::strings::{Interner, Strings};

pub use self::row::TableError;

/// What was counted in some stories: integers only, mergeable.
///
/// A partial has one normal form: words and names are numbered in their own order, stories stand in the order of
/// their page's id. So parts merge into the same whole, bit for bit, whatever the cut and the order.
///
/// ```
/// use nutgraf_analysis::{Corpus, Partial};
/// use nutgraf_core::{Layout, Options, parse};
///
/// let page = |id: &str, text: &str| parse(Layout::plain(id, text), &Options::default());
/// let morning = Corpus::collect(vec![page("a", "The ferry sank at noon, the harbour master said on Monday.\n")]);
/// let evening = Corpus::collect(vec![page("b", "The ferry was raised on Friday, the harbour master said.\n")]);
/// let one = Partial::collect(morning.stories()).merge(Partial::collect(evening.stories()));
/// let other = Partial::collect(evening.stories()).merge(Partial::collect(morning.stories()));
/// assert_eq!(one, other);
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Partial {
    /// Printed words, ordered by their term, then as printed.
    pub(crate) words: Strings,
    /// Terms: lower-cased words, in order.
    pub(crate) terms: Strings,
    /// The term of each printed word.
    pub(crate) term_of: Vec<u32>,
    /// Tokens with a letter or digit that are no words, in order.
    pub(crate) others: Strings,
    /// Printed names, titles and acronyms, in order.
    pub(crate) names: Strings,
    /// Outlets of the stories' pages, in order.
    pub(crate) outlets: Strings,
    /// Languages of the stories' pages, in order.
    pub(crate) languages: Strings,
    /// Words and other tokens by how often they occur, which is how the stories hold them.
    pub(crate) ranks: Ranks,
    /// In the order of [`StoryCount::order`].
    pub(crate) stories: Vec<StoryCount>,
}

impl Partial {
    /// Counts stories, one after the other.
    pub fn collect(stories: impl IntoIterator<Item = Story>) -> Partial {
        let mut counter = Counter::default();
        for story in stories {
            counter.add(story.page(), story.article_index(), story.article());
        }
        seal(counter).0
    }

    /// The counts of both.
    #[must_use]
    pub fn merge(self, other: Partial) -> Partial {
        let mut counter = self.open();
        counter.append(other.open());
        seal(counter).0
    }

    /// The counts of all.
    pub fn merge_all(parts: Vec<Partial>) -> Partial {
        let mut counter = Counter::default();
        parts.into_iter().for_each(|part| counter.append(part.open()));
        seal(counter).0
    }

    /// Stories counted.
    pub fn stories(&self) -> usize {
        self.stories.len()
    }

    /// The page's id and the index of the article on it, for a story of this number; none when there is none.
    pub fn story_id(&self, story: usize) -> Option<(&str, u32)> {
        self.stories.get(story).map(|story| (&*story.page, story.article))
    }

    /// The day a story was published.
    pub fn day(&self, story: usize) -> Option<Day> {
        self.stories.get(story)?.day
    }

    /// Who published a story.
    pub fn outlet(&self, story: usize) -> Option<&str> {
        self.stories.get(story)?.outlet.map(|outlet| self.outlets.get(outlet))
    }

    /// The language of a story's page.
    pub fn language(&self, story: usize) -> Option<&str> {
        self.stories.get(story)?.language.map(|language| self.languages.get(language))
    }

    /// The numbers of the printed words of a term; empty when no story holds it.
    pub(crate) fn words_of(&self, word: &str) -> Range<u32> {
        match self.terms.find_sorted(&term(word)) {
            Some(number) => self.words_of_number(number),
            None => 0..0,
        }
    }

    /// The numbers of the printed words of the term of this number.
    pub(crate) fn words_of_number(&self, term: u32) -> Range<u32> {
        let first = self.term_of.partition_point(|&other| other < term);
        let end = self.term_of.partition_point(|&other| other <= term);
        first as u32..end as u32
    }

    /// Stories of a part, so that there are no more parts than threads, and that tables of so many things, one a part,
    /// have no more entries than the stories have words (but for the first table).
    pub(crate) fn share(&self, things: usize) -> usize {
        let words: usize = self.stories.iter().map(|story| story.length as usize).sum();
        let parts = rayon::current_num_threads().min(1 + words / things.max(1));
        self.stories.len().div_ceil(parts).max(1)
    }

    pub(crate) fn open(self) -> Counter {
        let codes: Vec<u32> = self.ranks.tokens().iter().map(|&token| raw(token)).collect();
        let mut stories: Vec<StoryCount> =
            self.stories.into_par_iter().map(|story| story.recoded(&codes)).collect();
        settle(&mut stories);
        Counter {
            words: Interner::of(self.words),
            others: Interner::of(self.others),
            names: Interner::of(self.names),
            outlets: Interner::of(self.outlets),
            languages: Interner::of(self.languages),
            settled: stories.len() / TOGETHER * TOGETHER,
            stories,
        }
    }
}

/// New numbers, by the old ones.
#[derive(Debug, Default)]
pub(crate) struct Renumbering {
    /// Codes of tokens.
    pub(crate) codes: Vec<u32>,
    pub(crate) names: Vec<u32>,
    pub(crate) outlets: Vec<u32>,
    pub(crate) languages: Vec<u32>,
}

/// The normal form of what was counted, and for each of its stories the index it had before.
///
/// Each table of numbers is let go before the stories are recoded: what comes to lie behind it in memory would keep its
/// room from the system.
pub(crate) fn seal(counter: Counter) -> (Partial, Vec<u32>) {
    let Counter { words, others, names, outlets, languages, mut stories, .. } = counter;
    let mut partial = Partial::default();
    let mut to = Renumbering::default();
    let (word_to, other_to);
    (
        (partial.words, partial.terms, partial.term_of, word_to),
        ((partial.others, other_to), (partial.names, to.names)),
    ) = rayon::join(
        || lexicon(words.into_strings()),
        || (sorted(others.into_strings()), sorted(names.into_strings())),
    );
    (partial.outlets, to.outlets) = sorted(outlets.into_strings());
    (partial.languages, to.languages) = sorted(languages.into_strings());
    let mut tokens = raw_tokens(word_to.len(), other_to.len());
    for token in &mut tokens {
        *token = match *token {
            Sequence::PUNCTUATION => continue,
            Sequence::OTHER.. => Sequence::OTHER + other_to[(*token - Sequence::OTHER) as usize],
            word => word_to[word as usize],
        };
    }
    drop((word_to, other_to));
    (partial.ranks, to.codes) = Ranks::count(&stories.iter().collect::<Vec<_>>(), tokens);
    let ranks = &partial.ranks;
    for stories in stories.chunks_mut(TOGETHER) {
        stories.par_iter_mut().for_each(|story| *story = story.clone().renumbered(&to));
        StoryCount::join(stories);
    }
    let mut before: Vec<u32> = (0..stories.len() as u32).collect();
    before.par_sort_unstable_by(|&a, &b| {
        stories[a as usize].order(&stories[b as usize], ranks).then(a.cmp(&b))
    });
    arrange(&mut stories, &before);
    partial.stories = stories;
    (partial, before)
}

/// Printed words by their terms, then as printed; the terms; the term of each word; and the new number of each word.
fn lexicon(words: Strings) -> (Strings, Strings, Vec<u32>, Vec<u32>) {
    let mut term_of_word = Strings::with_room_of(&words);
    for word in words.iter() {
        term_of_word.push(&term(word));
    }
    let order = term_of_word.order(|a, b| words.get(a).cmp(words.get(b)));
    let (mut sorted, mut terms) = (Strings::with_room_of(&words), Strings::with_room_of(&words));
    let mut term_of = Vec::with_capacity(words.len());
    let mut word_to = vec![0; words.len()];
    let mut last = None;
    for id in order {
        let term = term_of_word.get(id);
        if last != Some(term) {
            terms.push(term);
            last = Some(term);
        }
        word_to[id as usize] = sorted.push(words.get(id));
        term_of.push(terms.len() as u32 - 1);
    }
    terms.shrink();
    (sorted, terms, term_of, word_to)
}

/// Puts in each place what stands in the place that `from` says, without a second list.
fn arrange<T>(items: &mut [T], from: &[u32]) {
    let mut from = from.to_vec();
    for start in 0..items.len() {
        // Round the circle of places that begins here; what was in the first ends up in the last.
        let mut at = start;
        loop {
            let next = std::mem::replace(&mut from[at], at as u32) as usize;
            if next == start {
                break;
            }
            items.swap(at, next);
            at = next;
        }
    }
}

/// Texts that differ, in order, and the new number of each.
fn sorted(texts: Strings) -> (Strings, Vec<u32>) {
    let mut sorted = Strings::with_room_of(&texts);
    let mut numbers = vec![0; texts.len()];
    for id in texts.order(|a, b| a.cmp(&b)) {
        numbers[id as usize] = sorted.push(texts.get(id));
    }
    (sorted, numbers)
}

/// The term of a printed word: lower case, one apostrophe.
pub(crate) fn term(word: &str) -> String {
    if word.is_ascii() { word.to_ascii_lowercase() } else { word.to_lowercase().replace('’', "'") }
}

#[cfg(test)]
mod tests {
    use super::arrange;

    #[test]
    fn every_item_comes_from_the_place_that_is_said() {
        for from in [vec![], vec![0, 1, 2], vec![2, 0, 1], vec![1, 2, 0], vec![3, 1, 0, 2], vec![1, 0, 3, 2]]
        {
            let mut items: Vec<u32> = (0..from.len() as u32).map(|at| at * 10).collect();
            arrange(&mut items, &from);
            assert_eq!(items, from.iter().map(|at| at * 10).collect::<Vec<_>>());
        }
    }
}
