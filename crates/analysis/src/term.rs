use serde::Serialize;

use crate::stop::StopList;
use crate::{Column, Partial, Table};

/// One term of the corpus.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct TermRow {
    /// Lower-cased word.
    pub term: String,
    /// Occurrences in stories.
    pub count: u64,
    /// Stories that hold it.
    pub stories: u64,
    /// `count * ln(N / stories)`, N being the number of stories (Spärck Jones 1972).
    pub tf_idf: f64,
}

impl TermRow {
    /// Rows as columns.
    pub fn table(rows: &[TermRow]) -> Table {
        Table {
            columns: vec![
                Column::text("term", rows, |row| Some(row.term.as_str())),
                Column::integer("count", rows, |row| row.count),
                Column::integer("stories", rows, |row| row.stories),
                Column::real("tf_idf", rows, |row| row.tf_idf),
            ],
        }
    }
}

/// Which terms a table holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TermOptions {
    /// Whether function words ("the", "would") are among them.
    pub function_words: bool,
    /// Whether the words of any news story ("said", "Monday", "percent") are among them.
    pub boilerplate: bool,
    /// Fewest occurrences.
    pub min_count: u64,
    /// Fewest stories.
    pub min_stories: u64,
}

impl Default for TermOptions {
    fn default() -> Self {
        TermOptions { function_words: false, boilerplate: false, min_count: 1, min_stories: 1 }
    }
}

impl TermOptions {
    /// Every term, function words and boilerplate too.
    pub fn all() -> TermOptions {
        TermOptions { function_words: true, boilerplate: true, min_count: 1, min_stories: 1 }
    }
}

/// Occurrences and stories of each term of a partial.
pub(crate) fn counts(partial: &Partial) -> Vec<(u64, u64)> {
    let mut counts = vec![(0, 0); partial.terms.len()];
    // Per term, the last story that held it and its number, from 1.
    let mut last = vec![0; partial.terms.len()];
    for (number, story) in (1..).zip(&partial.stories) {
        for &token in &story.tokens {
            if let Some(&term) = partial.term_of.get(token as usize) {
                let (count, stories) = &mut counts[term as usize];
                *count += 1;
                *stories += u64::from(last[term as usize] != number);
                last[term as usize] = number;
            }
        }
    }
    counts
}

pub(crate) fn rows(partial: &Partial, options: &TermOptions) -> Vec<TermRow> {
    let stop = StopList::new(!options.function_words, !options.boilerplate);
    let all = partial.stories.len() as f64;
    let mut rows: Vec<TermRow> = partial
        .terms
        .iter()
        .zip(counts(partial))
        .filter(|&(term, (count, stories))| {
            count >= options.min_count && stories >= options.min_stories.max(1) && !stop.holds(term)
        })
        .map(|(term, (count, stories))| TermRow {
            term: term.to_owned(),
            count,
            stories,
            tf_idf: count as f64 * (all / stories as f64).ln(),
        })
        .collect();
    // The terms come in order, so a stable sort breaks ties by term.
    rows.sort_by(|a, b| b.tf_idf.total_cmp(&a.tf_idf));
    rows
}
