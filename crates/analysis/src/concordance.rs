use std::cmp::Ordering;
use std::ops::Range;

use nutgraf_core::{Day, Span};
use rayon::prelude::*;
use serde::Serialize;

use crate::partial::term;
use crate::search::Phrase;
use crate::sequence::Sequence;
use crate::{Column, Corpus, Query, Table, token_spans};

/// In what order the lines stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ConcordanceOrder {
    /// As they stand in the pages, in input order.
    #[default]
    Place,
    /// By the words before, from the nearest.
    Left,
    /// By what was found, then by the words behind.
    Hit,
    /// By the words behind, from the nearest.
    Right,
    /// By the day, then by place; stories without a day last.
    Day,
}

/// What a concordance shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConcordanceOptions {
    /// Words shown before.
    pub left: usize,
    /// Words shown behind.
    pub right: usize,
    /// The order of the lines.
    pub order: ConcordanceOrder,
    /// Most lines, after ordering.
    pub top: Option<usize>,
}

impl Default for ConcordanceOptions {
    fn default() -> Self {
        ConcordanceOptions { left: 8, right: 8, order: ConcordanceOrder::Place, top: None }
    }
}

/// One occurrence with what stands around it: a line of a keyword-in-context concordance.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ConcordanceRow {
    /// The page's id.
    pub id: String,
    /// Day of publication.
    #[serde(serialize_with = "crate::table::day")]
    pub day: Option<Day>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Whole words before in the same block, as printed, on one line.
    pub left: String,
    /// What was found, as printed.
    pub hit: String,
    /// Whole words behind, as printed, on one line.
    pub right: String,
    /// Bytes of the hit in the article's text.
    pub span: Span,
    /// Index of the article on its page.
    pub article: u32,
    /// Index of the page in the corpus.
    #[serde(skip)]
    pub page: u32,
}

impl ConcordanceRow {
    /// Rows as columns; the spans are left to those who count characters.
    pub fn table(rows: &[ConcordanceRow]) -> Table {
        Table {
            columns: vec![
                Column::text("id", rows, |row| Some(row.id.as_str())),
                Column::date("day", rows, |row| row.day),
                Column::text("outlet", rows, |row| row.outlet.as_deref()),
                Column::text("left", rows, |row| Some(row.left.as_str())),
                Column::text("hit", rows, |row| Some(row.hit.as_str())),
                Column::text("right", rows, |row| Some(row.right.as_str())),
                Column::integer("article", rows, |row| u64::from(row.article)),
            ],
        }
    }
}

/// One line before it is ordered.
struct Line {
    row: ConcordanceRow,
    /// The words before in lower case, from the nearest; what was found; the words behind.
    left: Vec<String>,
    hit: String,
    right: Vec<String>,
}

impl Line {
    fn place(&self) -> (u32, u32, Span) {
        (self.row.page, self.row.article, self.row.span)
    }

    fn compare(&self, other: &Line, order: ConcordanceOrder) -> Ordering {
        let right = || self.right.cmp(&other.right);
        let by_order = match order {
            ConcordanceOrder::Place => Ordering::Equal,
            ConcordanceOrder::Left => self.left.cmp(&other.left),
            ConcordanceOrder::Hit => self.hit.cmp(&other.hit).then_with(right),
            ConcordanceOrder::Right => right(),
            ConcordanceOrder::Day => {
                let day = |line: &Line| (line.row.day.is_none(), line.row.day);
                day(self).cmp(&day(other))
            }
        };
        by_order.then_with(|| self.place().cmp(&other.place()))
    }
}

impl Corpus {
    /// Every occurrence of a query's words and phrases in the stories that match it, with the words around it
    /// (keyword in context, Luhn 1960).
    ///
    /// ```
    /// use nutgraf_analysis::{ConcordanceOptions, Corpus};
    /// use nutgraf_core::{Layout, Options, parse};
    ///
    /// let text = "The old ferry sank at noon. Two other ferries sail on.\n";
    /// let corpus = Corpus::collect(vec![parse(Layout::plain("a", text), &Options::default())]);
    /// let options = ConcordanceOptions { left: 2, right: 2, ..ConcordanceOptions::default() };
    /// let rows = corpus.concordance(&"ferr*".parse()?, &options);
    /// let lines: Vec<_> = rows.iter().map(|row| [row.left.as_str(), &row.hit, &row.right]).collect();
    /// assert_eq!(lines, [["The old", "ferry", "sank at"], ["Two other", "ferries", "sail on"]]);
    /// # Ok::<(), nutgraf_analysis::QueryError>(())
    /// ```
    pub fn concordance(&self, query: &Query, options: &ConcordanceOptions) -> Vec<ConcordanceRow> {
        let partial = self.partial();
        let phrases: Vec<Phrase> = query.leaves().iter().map(|leaf| Phrase::of(partial, leaf)).collect();
        let mut matching = self.matching(query);
        let places = self.places();
        matching.sort_unstable_by_key(|&story| places[story as usize]);
        let of_story = |&story: &u32| {
            let sequence = partial.sequence(story as usize);
            let mut hits: Vec<Range<usize>> =
                phrases.iter().flat_map(|phrase| phrase.places(&sequence)).collect();
            hits.sort_unstable_by_key(|hit| (hit.start, hit.end));
            hits.dedup();
            self.lines(places[story as usize], &sequence, &hits, options)
        };
        let lines: Vec<Vec<Line>> = matching.par_iter().map(of_story).collect();
        let mut lines: Vec<Line> = lines.into_iter().flatten().collect();
        lines.par_sort_by(|a, b| a.compare(b, options.order));
        lines.truncate(options.top.unwrap_or(usize::MAX));
        lines.into_iter().map(|line| line.row).collect()
    }

    fn lines(
        &self,
        (page, article): (u32, u32),
        sequence: &Sequence<'_>,
        hits: &[Range<usize>],
        options: &ConcordanceOptions,
    ) -> Vec<Line> {
        let Some(story) = self.story(page, article).filter(|_| !hits.is_empty()) else { return vec![] };
        let text = story.article().text.as_str();
        let spans = token_spans(story.article());
        let is_word =
            |at: usize| sequence.tokens().get(at).is_some_and(|&token| token != Sequence::PUNCTUATION);
        let words = |range: Range<usize>| -> Vec<String> {
            range.filter(|&at| is_word(at)).map(|at| term(spans[at].slice(text))).collect()
        };
        let line = |hit: &Range<usize>| {
            let (first, last) = (*spans.get(hit.start)?, *spans.get(hit.end - 1)?);
            let block = block_of(sequence, hit.start);
            let mut start = hit.start;
            let mut left = 0;
            while start > block.start && left < options.left {
                start -= 1;
                left += usize::from(is_word(start));
            }
            let mut end = hit.end;
            let mut right = 0;
            while end < block.end.min(spans.len()) && right < options.right {
                right += usize::from(is_word(end));
                end += 1;
            }
            let printed = |start: usize, end: usize| one_line(&text[start..end]);
            let row = ConcordanceRow {
                id: story.page().id.clone(),
                day: story.day(),
                outlet: story.page().outlet.clone(),
                left: printed(spans[start].start(), first.start()),
                hit: printed(first.start(), last.end()),
                right: printed(last.end(), spans[end - 1].end().max(last.end())),
                span: first.hull(last),
                article,
                page,
            };
            let mut before = words(start..hit.start);
            before.reverse();
            Some(Line { row, left: before, hit: words(hit.clone()).join(" "), right: words(hit.end..end) })
        };
        hits.iter().filter_map(line).collect()
    }
}

/// The tokens of the block that holds a token: a headline does not run on into the story.
fn block_of(sequence: &Sequence<'_>, token: usize) -> Range<usize> {
    let sentences = 0..sequence.sentence_count();
    let sentence = sentences.clone().find(|&number| sequence.sentence(number).end > token);
    let block = sentence.and_then(|sentence| sequence.block(sequence.block_of(sentence)));
    match block {
        Some((_, sentences)) if !sentences.is_empty() => {
            sequence.sentence(sentences.start).start..sequence.sentence(sentences.end - 1).end
        }
        _ => 0..sequence.tokens().len(),
    }
}

/// Text with single blanks for line ends and other gaps.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use nutgraf_core::{Layout, LayoutKind, Options, parse};

    use super::*;

    fn lines(text: &str, query: &str, options: &ConcordanceOptions) -> Vec<[String; 3]> {
        let parsing = Options { layout: LayoutKind::Body, ..Options::default() };
        let corpus = Corpus::collect(vec![parse(Layout::plain("a", text), &parsing)]);
        let rows = corpus.concordance(&query.parse().unwrap(), options);
        for row in &rows {
            let story = corpus.story(row.page, row.article).unwrap();
            assert_eq!(one_line(row.span.slice(&story.article().text)), row.hit);
        }
        rows.into_iter().map(|row| [row.left, row.hit, row.right]).collect()
    }

    const TEXT: &str =
        "A grey ferry, the old Elsa, sank.\nThe grey ferry's owner, \u{201c}Ferries North\u{201d}, wept.\n";

    #[test]
    fn words_phrases_and_beginnings_with_whole_words_around() {
        let two = ConcordanceOptions { left: 2, right: 2, ..ConcordanceOptions::default() };
        // What stands between the words counts for nothing, but is shown; a block ends the context.
        assert_eq!(
            lines(TEXT, "FERRY", &two),
            [["A grey", "ferry", ", the old"], ["The grey", "ferry", "'s owner"]]
        );
        assert_eq!(
            lines(TEXT, "\"grey ferr*\"", &two),
            [["A", "grey ferry", ", the old"], ["The", "grey ferry", "'s owner"]]
        );
        assert_eq!(
            lines(TEXT, "\"ferries north\"", &two),
            [["'s owner, \u{201c}", "Ferries North", "\u{201d}, wept."]]
        );
        assert!(lines(TEXT, "raft", &two).is_empty());
        let none = ConcordanceOptions { left: 0, right: 0, ..ConcordanceOptions::default() };
        assert_eq!(lines(TEXT, "elsa", &none), [["", "Elsa", ""]]);
    }

    #[test]
    fn lines_are_sorted_from_the_nearest_word_outwards() {
        let text = "Big cat ran. Small ape cat ate. Red cat ran home. A cat sat.\n";
        let sorted = |order| {
            let options = ConcordanceOptions { left: 2, right: 2, order, ..ConcordanceOptions::default() };
            lines(text, "cat", &options)
                .into_iter()
                .map(|[left, _, right]| left + "|" + &right)
                .collect::<Vec<_>>()
        };
        let left = ["home. A|sat.", "Small ape|ate. Red", "Big|ran. Small", "ate. Red|ran home"];
        assert_eq!(sorted(ConcordanceOrder::Left), left);
        let right = ["Small ape|ate. Red", "ate. Red|ran home", "Big|ran. Small", "home. A|sat."];
        assert_eq!(sorted(ConcordanceOrder::Right), right);
        let top = ConcordanceOptions {
            top: Some(1),
            order: ConcordanceOrder::Right,
            ..ConcordanceOptions::default()
        };
        assert_eq!(lines(text, "cat", &top).len(), 1);
    }
}
