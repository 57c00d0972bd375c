use rayon::prelude::*;
use serde::Serialize;

use crate::count::StoryCount;
use crate::dispersion::{Parts, Spread, Sums};
use crate::sequence::NO_TERM;
use crate::stop::StopList;
use crate::stream::summed;
use crate::{Column, Dispersion, Partial, Table};

/// Stories or terms of one task at least.
const CHUNK: usize = 256;

/// Ranges of terms at most.
const RANGES: usize = 32;

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
    /// How unevenly it is spread over the stories, Gries's deviation of proportions: see [`Dispersion`]. None in a
    /// corpus of one story, as the two below.
    pub dp: Option<f64>,
    /// The same, normalised to reach 1.
    pub dp_norm: Option<f64>,
    /// Juilland's D.
    pub juilland_d: Option<f64>,
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
                Column::optional_real("dp", rows, |row| row.dp),
                Column::optional_real("dp_norm", rows, |row| row.dp_norm),
                Column::optional_real("juilland_d", rows, |row| row.juilland_d),
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
    let terms = partial.terms_by_code();
    let of_part = |part: &[StoryCount]| {
        let mut counts = vec![(0, 0); partial.terms.len()];
        // Per term, the last story that held it and its number, from 1.
        let mut last = vec![0; partial.terms.len()];
        for (number, story) in (1..).zip(part) {
            for code in story.tokens.iter() {
                let term = terms[code as usize];
                if term == NO_TERM {
                    continue;
                }
                let (count, stories) = &mut counts[term as usize];
                *count += 1;
                *stories += u64::from(last[term as usize] != number);
                last[term as usize] = number;
            }
        }
        counts
    };
    let share = partial.share(partial.terms.len());
    let parts: Vec<Vec<(u64, u64)>> = partial.stories.par_chunks(share).map(of_part).collect();
    let sum = summed(parts, |sum, part| *sum = (sum.0 + part.0, sum.1 + part.1));
    sum.unwrap_or_else(|| vec![(0, 0); partial.terms.len()])
}

/// The terms of some stories, cut into ranges of terms, so that each range is summed up by one task.
struct Cut {
    /// Words of each story.
    sizes: Vec<u64>,
    /// Per range: terms with their counts, story after story.
    ranges: Vec<Range>,
}

#[derive(Clone, Default)]
struct Range {
    terms: Vec<(u32, u32)>,
    /// Where each story ends in `terms`.
    ends: Vec<u32>,
}

impl Range {
    /// The terms of each story, in the order of the stories.
    fn stories(&self) -> impl Iterator<Item = &[(u32, u32)]> {
        let starts = [0].iter().chain(&self.ends);
        starts.zip(&self.ends).map(|(&start, &end)| &self.terms[start as usize..end as usize])
    }
}

impl Cut {
    /// `width`: terms of a range; `terms`: the term of each code.
    fn of(stories: &[StoryCount], terms: &[u32], all: usize, width: usize) -> Cut {
        let mut cut = Cut { sizes: vec![], ranges: vec![Range::default(); all.div_ceil(width)] };
        let (mut counts, mut met) = (vec![0_u32; all], vec![]);
        for story in stories {
            let mut size = 0;
            for code in story.tokens.iter() {
                let term = terms[code as usize];
                if term == NO_TERM {
                    continue;
                }
                let count = &mut counts[term as usize];
                if *count == 0 {
                    met.push(term);
                }
                *count += 1;
                size += 1;
            }
            for term in met.drain(..) {
                let count = std::mem::take(&mut counts[term as usize]);
                cut.ranges[term as usize / width].terms.push((term, count));
            }
            cut.ranges.iter_mut().for_each(|range| range.ends.push(range.terms.len() as u32));
            cut.sizes.push(size);
        }
        cut
    }
}

pub(crate) fn rows(partial: &Partial, options: &TermOptions) -> Vec<TermRow> {
    let stop = StopList::new(!options.function_words, !options.boilerplate);
    let stories = partial.stories.len() as f64;
    let (all, terms) = (partial.terms.len(), partial.terms_by_code());
    // Small enough for a range's sums to stay in the cache. Neither cut shows in the rows: every term's sums run over
    // the stories in their order.
    let width = all.div_ceil(RANGES).max(CHUNK);
    let size = partial.stories.len().div_ceil(4 * rayon::current_num_threads()).max(CHUNK);
    let cuts: Vec<Cut> =
        partial.stories.par_chunks(size).map(|stories| Cut::of(stories, &terms, all, width)).collect();
    let parts = Parts::new(cuts.iter().flat_map(|cut| cut.sizes.iter().copied()));
    let range = |number: usize| {
        let first = number * width;
        let held = || {
            let of_story = cuts.iter().flat_map(|cut| cut.ranges[number].stories().zip(&cut.sizes));
            of_story.flat_map(|(terms, &size)| terms.iter().map(move |&(term, count)| (term, size, count)))
        };
        let mut sums = vec![Sums::default(); width.min(all - first)];
        for (term, size, count) in held() {
            sums[term as usize - first].add(size, u64::from(count));
        }
        let mut spreads: Vec<Spread> = sums.iter().map(|sums| parts.spread(sums)).collect();
        for (term, size, count) in held() {
            spreads[term as usize - first].add(size, u64::from(count));
        }
        let row = |(number, (sums, spread)): (usize, (&Sums, &Spread))| {
            let term = partial.terms.get((first + number) as u32);
            let Sums { count, held, .. } = *sums;
            let wanted =
                count >= options.min_count && held >= options.min_stories.max(1) && !stop.holds(term);
            wanted.then(|| {
                let spread: Option<Dispersion> = parts.dispersion(sums, spread);
                TermRow {
                    term: term.to_owned(),
                    count,
                    stories: held,
                    tf_idf: count as f64 * libm::log(stories / held as f64),
                    dp: spread.map(|spread| spread.dp),
                    dp_norm: spread.map(|spread| spread.dp_norm),
                    juilland_d: spread.map(|spread| spread.juilland_d),
                }
            })
        };
        sums.iter().zip(&spreads).enumerate().filter_map(row).collect()
    };
    let ranges: Vec<Vec<TermRow>> = (0..all.div_ceil(width)).into_par_iter().map(range).collect();
    let mut rows: Vec<TermRow> = ranges.into_iter().flatten().collect();
    // The terms come in order, so a stable sort breaks ties by term.
    rows.par_sort_by(|a, b| b.tf_idf.total_cmp(&a.tf_idf));
    rows
}
