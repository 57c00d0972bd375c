//! The sentences a number comes from, each with the words that count marked.

use std::collections::BTreeMap;

use nutgraf_analysis::{self as analysis, Corpus, EntityRow};
use nutgraf_core::{Article, Span, tokens};
use serde::Serialize;

/// A stretch of a sentence.
#[derive(Serialize)]
pub(crate) struct Stretch {
    text: String,
    marked: bool,
}

/// A sentence and the story it stands in.
#[derive(Serialize)]
pub(crate) struct Sentence {
    story: String,
    title: String,
    outlet: Option<String>,
    day: Option<String>,
    stretches: Vec<Stretch>,
}

/// What a number counts, and its sentences.
#[derive(Serialize)]
pub(crate) struct Entry {
    anchor: String,
    title: String,
    unit: &'static str,
    total: u64,
    shown: usize,
    sentences: Vec<Sentence>,
}

/// A place in the corpus: a stretch of text to show, and what to mark in it.
pub(crate) struct Found {
    pub(crate) page: u32,
    pub(crate) article: u32,
    pub(crate) shown: Span,
    pub(crate) marked: Vec<Span>,
}

/// What a number counts.
pub(crate) enum Unit {
    Mentions,
    Times,
    Paragraphs,
}

/// Gathers entries while the sections are made; the template prints them at the end.
pub(crate) struct Evidence<'a> {
    corpus: &'a Corpus,
    limit: usize,
    entries: Vec<Entry>,
    known: BTreeMap<String, String>,
}

impl<'a> Evidence<'a> {
    pub(crate) fn new(corpus: &'a Corpus, limit: usize) -> Self {
        Evidence { corpus, limit, entries: vec![], known: BTreeMap::new() }
    }

    pub(crate) fn limit(&self) -> usize {
        self.limit
    }

    pub(crate) fn finish(self) -> Vec<Entry> {
        self.entries
    }

    /// The anchor of an entry that was made before under this key.
    pub(crate) fn anchor(&self, key: &str) -> Option<String> {
        self.known.get(key).cloned()
    }

    /// Adds an entry: `found` are the places that count, in order; `total` is the number they explain. The `shown`
    /// of the entry counts marks or places, as `total` does. Gives the entry's anchor.
    pub(crate) fn add(
        &mut self,
        key: String,
        title: String,
        unit: Unit,
        total: u64,
        found: &[Found],
    ) -> String {
        if let Some(anchor) = self.known.get(&key) {
            return anchor.clone();
        }
        let anchor = format!("n{}", self.entries.len());
        let found = &found[..found.len().min(self.limit)];
        let (name, shown) = match unit {
            Unit::Mentions => ("mentions", found.iter().map(|place| place.marked.len()).sum()),
            Unit::Times => ("times", found.iter().map(|place| place.marked.len()).sum()),
            Unit::Paragraphs => ("paragraphs", found.len()),
        };
        let sentences = found.iter().filter_map(|place| self.sentence(place)).collect();
        self.entries.push(Entry { anchor: anchor.clone(), title, unit: name, total, shown, sentences });
        self.known.insert(key, anchor.clone());
        anchor
    }

    fn sentence(&self, place: &Found) -> Option<Sentence> {
        let story = self.corpus.story(place.page, place.article)?;
        let article = story.article();
        Some(Sentence {
            story: story_anchor(place.page, place.article),
            title: title(article),
            outlet: story.page().outlet.clone(),
            day: day(article),
            stretches: stretches(&article.text, place.shown, &place.marked),
        })
    }
}

/// A text cut at the marked spans.
pub(crate) fn stretches(text: &str, within: Span, marked: &[Span]) -> Vec<Stretch> {
    let mut cut = vec![];
    let mut at = within.start();
    let mut push = |span: Span, marked: bool| {
        if !span.is_empty() {
            cut.push(Stretch { text: span.slice(text).replace('\n', " "), marked });
        }
    };
    for span in marked {
        if span.start() < at || span.end() > within.end() {
            continue;
        }
        push(Span::at(at, span.start()), false);
        push(*span, true);
        at = span.end();
    }
    push(Span::at(at, within.end()), false);
    cut
}

/// The first sentences that name an entity, in input order: at least `limit`, when there are so many.
pub(crate) fn mentions(corpus: &Corpus, row: &EntityRow, limit: usize) -> Vec<Found> {
    let mut found: Vec<Found> = vec![];
    let stories = row.occurrences.chunk_by(|a, b| (a.page, a.article) == (b.page, b.article));
    for of_story in stories {
        if found.len() >= limit {
            break;
        }
        found.extend(mentions_of(corpus, of_story));
    }
    found
}

/// The sentences of one story that name an entity, in order.
fn mentions_of(corpus: &Corpus, occurrences: &[analysis::Occurrence]) -> Vec<Found> {
    let mut found: Vec<Found> = vec![];
    for occurrence in occurrences {
        let (page, article) = (occurrence.page, occurrence.article);
        let Some(story) = corpus.story(page, article) else { continue };
        let text = story.article();
        for entity in text.entities.iter().filter(|entity| entity.id == occurrence.entity) {
            for mention in &entity.mentions {
                let shown =
                    text.sentence_of(mention.span).map_or(mention.span, |span| span.hull(mention.span));
                found.push(Found { page, article, shown, marked: vec![mention.span] });
            }
        }
    }
    found.sort_by_key(|place| (place.page, place.article, place.shown, place.marked[0]));
    found.dedup_by(|next, last| {
        let same = (next.page, next.article, next.shown) == (last.page, last.article, last.shown);
        if same {
            last.marked.append(&mut next.marked);
        }
        same
    });
    found
}

/// Sentences that hold a word, the word marked.
pub(crate) fn words(corpus: &Corpus, word: &str, found: &[analysis::Evidence]) -> Vec<Found> {
    let place = |place: &analysis::Evidence| {
        let story = corpus.story(place.page, place.article)?;
        let text = &story.article().text;
        let mut marked = tokens(text, place.span);
        marked.retain(|span| span.slice(text).to_lowercase() == word);
        Some(Found { page: place.page, article: place.article, shown: place.span, marked })
    };
    found.iter().filter_map(place).collect()
}

/// Stretches that name both of two entities, all their mentions marked.
pub(crate) fn both(corpus: &Corpus, rows: [&EntityRow; 2], found: &[analysis::Evidence]) -> Vec<Found> {
    let place = |place: &analysis::Evidence| {
        let story = corpus.story(place.page, place.article)?;
        let text = story.article();
        let is_one = |id: u32| {
            let mut occurrences = rows.iter().flat_map(|row| &row.occurrences);
            occurrences
                .any(|there| (there.page, there.article, there.entity) == (place.page, place.article, id))
        };
        let entities = text.entities.iter().filter(|entity| is_one(entity.id));
        let mut marked: Vec<Span> =
            entities.flat_map(|entity| &entity.mentions).map(|mention| mention.span).collect();
        marked.retain(|&span| place.span.contains(span));
        marked.sort_unstable();
        Some(Found { page: place.page, article: place.article, shown: place.span, marked })
    };
    found.iter().filter_map(place).collect()
}

pub(crate) fn story_anchor(page: u32, article: u32) -> String {
    format!("s{page}-{article}")
}

/// A story's title, with an ellipsis where it is only the beginning of a sentence.
pub(crate) fn title(article: &Article) -> String {
    let title = article.title();
    let printed = article.headline.is_some() || article.dek.is_some();
    let whole = article.sentences.first().is_none_or(|sentence| sentence.len() <= title.len());
    if printed || whole { title.to_owned() } else { format!("{title} …") }
}

/// The day of publication, without its time.
pub(crate) fn day(article: &Article) -> Option<String> {
    article.published.as_deref().and_then(nutgraf_core::Day::parse).map(|day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_hold_the_whole_sentence() {
        let text = "Ada met Grace.";
        let cut = stretches(text, Span::of(text), &[Span::new(0, 3), Span::new(8, 13)]);
        let whole: String = cut.iter().map(|stretch| stretch.text.as_str()).collect();
        assert_eq!(whole, text);
        assert_eq!(cut.iter().filter(|stretch| stretch.marked).count(), 2);
    }

    #[test]
    fn overlapping_marks_are_passed_over() {
        let text = "Ada Lovelace";
        let cut = stretches(text, Span::of(text), &[Span::new(0, 12), Span::new(4, 12)]);
        assert_eq!(cut.len(), 1);
    }
}
