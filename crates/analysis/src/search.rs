//! Full-text search: queries, the index, the stories that match.

mod evaluate;
mod index;
mod parse;
mod query;

use nutgraf_core::{Day, Span};
use rayon::prelude::*;
use serde::Serialize;

use evaluate::Evaluation;
pub(crate) use evaluate::{Phrase, StorySet, languages_of, naming, outlets_named};
pub(crate) use index::Index;
pub use parse::period;
pub use query::{Query, QueryError};

use crate::{Column, Corpus, Table};

/// Saturation of a word's count, and weight of a story's length (Robertson and Zaragoza 2009, section 3.5).
const K1: f64 = 1.2;
const B: f64 = 0.75;

/// A story that matches a query.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct SearchRow {
    /// The page's id.
    pub id: String,
    /// Day of publication.
    #[serde(serialize_with = "crate::table::day")]
    pub day: Option<Day>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The story's title.
    pub title: String,
    /// Occurrences of the query's words and phrases.
    pub hits: u64,
    /// How well it matches (BM25); 0 when the query asks for no word.
    pub score: f64,
    /// The first sentence that holds one of the words; empty when the query asks for no word.
    pub sentence: String,
    /// Index of the page in the corpus.
    #[serde(skip)]
    pub page: u32,
    /// Index of the article in the page.
    #[serde(skip)]
    pub article: u32,
    /// Bytes of `sentence` in the article's text.
    #[serde(skip)]
    pub span: Option<Span>,
}

impl SearchRow {
    /// Rows as columns.
    pub fn table(rows: &[SearchRow]) -> Table {
        Table {
            columns: vec![
                Column::text("id", rows, |row| Some(row.id.as_str())),
                Column::date("day", rows, |row| row.day),
                Column::text("outlet", rows, |row| row.outlet.as_deref()),
                Column::text("title", rows, |row| Some(row.title.as_str())),
                Column::integer("hits", rows, |row| row.hits),
                Column::real("score", rows, |row| row.score),
                Column::text("sentence", rows, |row| Some(row.sentence.as_str())),
            ],
        }
    }
}

/// What a query's words count in a story.
struct Found {
    story: u32,
    hits: u64,
    score: f64,
    sentence: Option<u32>,
}

impl Corpus {
    /// The stories that match a query: best first, then in input order; at most `limit`, when there is one.
    ///
    /// The score is BM25 over the query's words and phrases that are not under a `NOT`: the sum of
    /// `ln(1 + (N - n + 0.5) / (n + 0.5)) * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / mean length))`, with `N`
    /// stories, `n` that hold the word or phrase, `tf` its occurrences, `k1` = 1.2 and `b` = 0.75 (Robertson and
    /// Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond"; the 1 in the logarithm keeps it above
    /// 0).
    ///
    /// ```
    /// use nutgraf_analysis::Corpus;
    /// use nutgraf_core::{Layout, Options, parse};
    ///
    /// let page = |id: &str, text: &str| parse(Layout::plain(id, text), &Options::default());
    /// let corpus = Corpus::collect(vec![
    ///     page("a", "The ferry sank at noon, the harbour master said on Monday.\n"),
    ///     page("b", "The mayor resigned on Tuesday, after a vote of the council.\n"),
    /// ]);
    /// let rows = corpus.search(&"harbour NOT mayor".parse()?, None);
    /// assert_eq!((rows.len(), rows[0].id.as_str(), rows[0].hits), (1, "a", 1));
    /// # Ok::<(), nutgraf_analysis::QueryError>(())
    /// ```
    pub fn search(&self, query: &Query, limit: Option<usize>) -> Vec<SearchRow> {
        let partial = self.partial();
        let evaluation = Evaluation::of(self);
        let leaves = query.leaves();
        let phrases: Vec<Phrase> = leaves.iter().map(|leaf| Phrase::of(partial, leaf)).collect();
        let with: Vec<f64> =
            leaves.iter().map(|leaf| evaluation.holding(leaf).numbers().len() as f64).collect();
        let all = partial.stories() as f64;
        let words: u64 = partial.stories.iter().map(|story| u64::from(story.length)).sum();
        let mean = words as f64 / all;
        let count = |story: u32| {
            let sequence = partial.sequence(story as usize);
            let length = f64::from(partial.stories[story as usize].length) / mean;
            let mut found = Found { story, hits: 0, score: 0.0, sentence: None };
            for (phrase, with) in phrases.iter().zip(&with) {
                let occurrences = phrase.occurrences(&sequence);
                let Some(&first) = occurrences.first() else { continue };
                let tf = occurrences.len() as f64;
                let rarity = (1.0 + (all - with + 0.5) / (with + 0.5)).ln();
                found.score += rarity * tf * (K1 + 1.0) / (tf + K1 * (1.0 - B + B * length));
                found.hits += occurrences.len() as u64;
                found.sentence = Some(found.sentence.map_or(first, |sentence| sentence.min(first)));
            }
            found
        };
        let mut found: Vec<Found> = self.matching(query).into_par_iter().map(count).collect();
        let place = |found: &Found| self.places()[found.story as usize];
        found.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then_with(|| place(a).cmp(&place(b))));
        found.truncate(limit.unwrap_or(usize::MAX));
        found.iter().filter_map(|found| self.search_row(found)).collect()
    }

    fn search_row(&self, found: &Found) -> Option<SearchRow> {
        let &(page, article) = self.places().get(found.story as usize)?;
        let story = self.story(page, article)?;
        let text = story.article();
        let span = found.sentence.and_then(|sentence| text.sentences.get(sentence as usize).copied());
        Some(SearchRow {
            id: story.page().id.clone(),
            day: story.day(),
            outlet: story.page().outlet.clone(),
            title: text.title().to_owned(),
            hits: found.hits,
            score: found.score,
            sentence: span.map(|span| span.slice(&text.text).replace('\n', " ")).unwrap_or_default(),
            page,
            article,
            span,
        })
    }
}
