use std::ops::Range;

use rayon::prelude::*;

use crate::Partial;
use crate::stop::StopList;
use crate::term;

/// Most terms a model knows: those of most stories.
const MOST_TERMS: usize = 50_000;

/// A sparse matrix by rows.
#[derive(Debug)]
pub(super) struct Matrix {
    pub(super) columns: usize,
    starts: Vec<usize>,
    index: Vec<u32>,
    value: Vec<f64>,
}

impl Matrix {
    pub(super) fn of_rows(columns: usize, rows: Vec<Vec<(u32, f64)>>) -> Matrix {
        let mut matrix = Matrix { columns, starts: vec![0], index: vec![], value: vec![] };
        for row in rows {
            for (column, value) in row {
                matrix.index.push(column);
                matrix.value.push(value);
            }
            matrix.starts.push(matrix.index.len());
        }
        matrix
    }

    pub(super) fn rows(&self) -> usize {
        self.starts.len() - 1
    }

    /// The columns and values of a row, by column.
    pub(super) fn row(&self, row: usize) -> impl Iterator<Item = (usize, f64)> {
        let range = self.starts[row]..self.starts[row + 1];
        self.index[range.clone()].iter().map(|&column| column as usize).zip(self.value[range].iter().copied())
    }

    pub(super) fn transposed(&self) -> Matrix {
        let mut starts = vec![0; self.columns + 1];
        for &column in &self.index {
            starts[column as usize + 1] += 1;
        }
        for at in 0..self.columns {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut index = vec![0; self.index.len()];
        let mut value = vec![0.0; self.value.len()];
        for row in 0..self.rows() {
            for (column, x) in self.row(row) {
                index[next[column]] = row as u32;
                value[next[column]] = x;
                next[column] += 1;
            }
        }
        Matrix { columns: self.rows(), starts, index, value }
    }
}

/// The terms a model knows.
#[derive(Debug)]
pub(super) struct Vocabulary {
    // Per term of the partial: its column, if it has one.
    column_of: Vec<Option<u32>>,
    terms: Vec<u32>,
    idf: Vec<f64>,
}

impl Vocabulary {
    /// Terms of at least two letters that are neither function words nor boilerplate, in at least two stories (one
    /// when there are few stories) and at most half of them.
    pub(super) fn of(partial: &Partial) -> Vocabulary {
        let stop = StopList::new(true, true);
        let all = partial.stories.len();
        let fewest = if all < 20 { 1 } else { 2 };
        let most = if all < 10 { all } else { all / 2 };
        let counts = term::counts(partial);
        let mut chosen: Vec<(u32, u64)> = partial
            .terms
            .iter()
            .zip(counts)
            .enumerate()
            .filter(|&(_, (term, (_, stories)))| {
                (fewest..=most).contains(&(stories as usize))
                    && term.chars().nth(1).is_some()
                    && !stop.holds(term)
            })
            .map(|(at, (_, (_, stories)))| (at as u32, stories))
            .collect();
        chosen.sort_unstable_by_key(|&(term, stories)| (std::cmp::Reverse(stories), term));
        chosen.truncate(MOST_TERMS);
        chosen.sort_unstable();
        let mut column_of = vec![None; partial.terms.len()];
        for (column, &(term, _)) in chosen.iter().enumerate() {
            column_of[term as usize] = Some(column as u32);
        }
        let idf = chosen.iter().map(|&(_, stories)| ((all as f64 + 1.0) / stories as f64).ln());
        Vocabulary { column_of, idf: idf.collect(), terms: chosen.iter().map(|&(term, _)| term).collect() }
    }

    /// Stories by terms: `(1 + ln count) * ln((N + 1) / stories)`, rows of length 1 (Salton and Buckley 1988; the 1
    /// keeps the terms of a corpus of one story).
    pub(super) fn matrix(&self, partial: &Partial) -> Matrix {
        let rows: Vec<Vec<(u32, f64)>> = partial
            .stories
            .par_iter()
            .map(|story| {
                let mut row: Vec<(u32, f64)> = Vec::new();
                for word in story.word_counts() {
                    let Some(column) = self.column_of[partial.term_of[word.word as usize] as usize] else {
                        continue;
                    };
                    match row.last_mut().filter(|last| last.0 == column) {
                        Some(last) => last.1 += f64::from(word.count),
                        None => row.push((column, f64::from(word.count))),
                    }
                }
                for (column, value) in &mut row {
                    *value = (1.0 + value.ln()) * self.idf[*column as usize];
                }
                let length = row.iter().map(|(_, value)| value * value).sum::<f64>().sqrt();
                if length > 0.0 {
                    row.iter_mut().for_each(|(_, value)| *value /= length);
                }
                row
            })
            .collect();
        Matrix::of_rows(self.terms.len(), rows)
    }

    /// The columns of highest weight, best first.
    pub(super) fn best(&self, weights: &[f64], limit: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.terms.len()).filter(|&column| weights[column] > 0.0).collect();
        order.sort_by(|&a, &b| weights[b].total_cmp(&weights[a]).then(a.cmp(&b)));
        order.truncate(limit);
        order
    }

    /// The terms of some columns, as most often printed.
    pub(super) fn printed(&self, partial: &Partial, columns: &[usize]) -> Vec<String> {
        let chosen: Vec<u32> = columns.iter().map(|&column| self.terms[column]).collect();
        printed(partial, &chosen)
    }
}

/// Each term as it is most often printed; in lower case of equals.
fn printed(partial: &Partial, terms: &[u32]) -> Vec<String> {
    let words_of: Vec<Range<u32>> = terms.iter().map(|&term| partial.words_of_number(term)).collect();
    let mut counts: Vec<Vec<u64>> = words_of.iter().map(|words| vec![0; words.len()]).collect();
    // Per printed word, the place of its term among the chosen.
    let mut place = vec![None; partial.words.len()];
    for (at, words) in words_of.iter().enumerate() {
        place[words.start as usize..words.end as usize].fill(Some(at));
    }
    for &token in partial.stories.iter().flat_map(|story| &story.tokens) {
        if let Some(&Some(at)) = place.get(token as usize) {
            counts[at][(token - words_of[at].start) as usize] += 1;
        }
    }
    words_of
        .iter()
        .zip(counts)
        .map(|(words, counts)| {
            // Lower case sorts after capitals, so it is the last of equals.
            let best = counts.iter().zip(words.clone()).max_by_key(|&(&count, word)| (count, word));
            partial.words.get(best.map_or(words.start, |(_, word)| word)).to_owned()
        })
        .collect()
}
