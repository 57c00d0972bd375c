//! The tokens that topics are drawn for, in the order that they are worked on.

use std::cmp::Reverse;
use std::ops::Range;

use super::super::matrix::Counts;

/// Tokens that one task works on; more only where one story has more.
const TASK: usize = 1 << 14;
/// Most counts of topics that one task has at hand, so that they stay near the processor; at least one story's.
const AT_HAND: usize = 1 << 17;
/// Ranges of terms whose counts are brought up to date side by side.
const RANGES: usize = 32;
/// What a term costs there beside its tokens, in tokens.
const TERM: u64 = 8;

/// Some stories that are worked on together.
#[derive(Debug, Default)]
pub(super) struct Task {
    /// Their tokens, by the terms' ranks, then by story.
    pub(super) tokens: Range<usize>,
    /// Where those of each range of terms end among theirs.
    pub(super) ranges: Vec<usize>,
    /// How many tokens each story has; stories without any are left out.
    pub(super) lengths: Vec<u32>,
}

/// The tokens of all stories, task by task. Terms are known by their ranks: the more often seen, the lower. What is
/// often looked up stands together.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// The column of each rank.
    pub(super) columns: Vec<usize>,
    pub(super) tasks: Vec<Task>,
    /// Of each token, the rank of its term.
    pub(super) terms: Vec<u32>,
    /// Of each token, the number of its story in the task.
    pub(super) stories: Vec<u16>,
    /// Where each range of ranks ends.
    pub(super) ranges: Vec<usize>,
}

impl Tokens {
    pub(super) fn of(counts: &Counts, k: usize) -> Tokens {
        let mut totals = vec![0_u64; counts.columns];
        for (column, count) in (0..counts.rows()).flat_map(|story| counts.row(story)) {
            totals[column] += u64::from(count);
        }
        let mut columns: Vec<usize> = (0..counts.columns).collect();
        columns.sort_by_key(|&column| Reverse(totals[column]));
        let mut ranks = vec![0; counts.columns];
        columns.iter().zip(0..).for_each(|(&column, rank)| ranks[column] = rank);
        let ranges = ranges(columns.iter().map(|&column| totals[column]));
        let mut tokens = Tokens { columns, ranges, ..Tokens::default() };
        let (mut cells, mut lengths, mut held) = (vec![], vec![], 0);
        for story in 0..counts.rows() {
            let length: u32 = counts.row(story).map(|(_, count)| count).sum();
            if length > 0 {
                let number = lengths.len() as u16;
                cells.extend(counts.row(story).map(|(column, count)| (ranks[column], number, count)));
                lengths.push(length);
                held += length as usize;
            }
            if held >= TASK || (lengths.len() + 1) * k > AT_HAND {
                tokens.push(std::mem::take(&mut cells), std::mem::take(&mut lengths));
                held = 0;
            }
        }
        tokens.push(cells, lengths);
        tokens
    }

    /// Adds a task of some stories: ranks of terms, numbers of stories and counts, and the stories' lengths.
    fn push(&mut self, mut cells: Vec<(u32, u16, u32)>, lengths: Vec<u32>) {
        if lengths.is_empty() {
            return;
        }
        cells.sort_unstable();
        let start = self.stories.len();
        for (term, story, count) in cells {
            self.terms.extend(std::iter::repeat_n(term, count as usize));
            self.stories.extend(std::iter::repeat_n(story, count as usize));
        }
        let terms = &self.terms[start..];
        let ranges =
            self.ranges.iter().map(|&end| terms.partition_point(|&term| (term as usize) < end)).collect();
        self.tasks.push(Task { tokens: start..self.stories.len(), ranges, lengths });
    }

    /// What each task's tokens have, of what all have.
    pub(super) fn of_tasks<'a, T>(&self, mut all: &'a mut [T]) -> Vec<&'a mut [T]> {
        let mut parts = vec![];
        for task in &self.tasks {
            let (part, rest) = all.split_at_mut(task.tokens.len());
            parts.push(part);
            all = rest;
        }
        parts
    }

    /// What each range's terms have, of what all have, so many values a term.
    pub(super) fn of_ranges<'a, T>(&self, mut all: &'a mut [T], each: usize) -> Vec<&'a mut [T]> {
        let (mut parts, mut start) = (vec![], 0);
        for &end in &self.ranges {
            let (part, rest) = all.split_at_mut((end - start) * each);
            parts.push(part);
            (all, start) = (rest, end);
        }
        parts
    }
}

/// Cuts terms into ranges that cost about the same, given the tokens of each; returns where each ends.
fn ranges(totals: impl Iterator<Item = u64> + Clone) -> Vec<usize> {
    let all: u64 = totals.clone().map(|total| total + TERM).sum();
    let (mut ends, mut sum) = (vec![], 0);
    for (at, total) in totals.enumerate() {
        sum += total + TERM;
        if sum * RANGES as u64 >= (ends.len() as u64 + 1) * all {
            ends.push(at + 1);
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_is_in_one_task_and_in_its_term_s_range() {
        // Stories of three terms of seven, some with none, one longer than a task.
        let row = |story: u32| match story % 5 {
            0 => vec![],
            at => vec![(0, at), (2, if story == 501 { 40_000 } else { 1 }), (3 + at % 4, 20 * at)],
        };
        let rows: Vec<Vec<(u32, u32)>> = (0..1_000).map(row).collect();
        let all: u32 = rows.iter().flatten().map(|(_, count)| count).sum();
        let tokens = Tokens::of(&Counts::of_rows(7, rows.clone()), 9);
        assert_eq!((tokens.terms.len(), tokens.stories.len()), (all as usize, all as usize));
        assert_eq!(tokens.ranges.last(), Some(&7));
        assert!(tokens.tasks.len() > 2);
        let mut lengths = vec![];
        let mut start = 0;
        for task in &tokens.tasks {
            assert_eq!(task.tokens.start, std::mem::replace(&mut start, task.tokens.end));
            let (terms, stories) = (&tokens.terms[task.tokens.clone()], &tokens.stories[task.tokens.clone()]);
            let mut found = vec![0; task.lengths.len()];
            stories.iter().for_each(|&story| found[story as usize] += 1);
            assert_eq!(found, task.lengths);
            lengths.extend(found);
            assert!(terms.iter().zip(stories).is_sorted());
            let mut first = 0;
            for (&end, &last) in tokens.ranges.iter().zip(&task.ranges) {
                assert!(terms[first..last].iter().all(|&term| (term as usize) < end));
                assert!(terms[last..].iter().all(|&term| term as usize >= end));
                first = last;
            }
        }
        let expected =
            rows.iter().map(|row| row.iter().map(|(_, count)| count).sum()).filter(|&length| length > 0);
        assert_eq!(lengths, expected.collect::<Vec<u32>>());
    }

    #[test]
    fn many_topics_make_tasks_of_few_stories() {
        let counts = Counts::of_rows(1, vec![vec![(0, 1)]; 10]);
        assert_eq!(Tokens::of(&counts, AT_HAND / 4).tasks.len(), 3);
        assert_eq!(Tokens::of(&counts, AT_HAND).tasks.len(), 10);
    }
}
