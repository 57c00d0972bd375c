use rayon::prelude::*;
use serde::Serialize;

use crate::count::StoryCount;
use crate::dispersion::Parts;
use crate::stop::StopList;
use crate::{Column, Dispersion, Partial, Table};

/// Stories or terms of one task at least.
const CHUNK: usize = 256;

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

/// Where each term stands: for every story that holds it, in order, the story's number and the occurrences there.
struct Postings {
    /// Per term, where its list ends.
    ends: Vec<usize>,
    found: Vec<(u32, u32)>,
    /// Words of each story.
    sizes: Vec<u64>,
}

impl Postings {
    fn of(partial: &Partial) -> Postings {
        let per_story: Vec<Vec<(u32, u32)>> =
            partial.stories.par_iter().with_min_len(CHUNK).map(|story| terms_of(partial, story)).collect();
        let mut ends = vec![0; partial.terms.len() + 1];
        for &(term, _) in per_story.iter().flatten() {
            ends[term as usize + 1] += 1;
        }
        for term in 1..ends.len() {
            ends[term] += ends[term - 1];
        }
        // What is now the start of a list moves on to its end while the list is filled.
        let mut found = vec![(0, 0); ends.last().copied().unwrap_or_default()];
        for (story, terms) in per_story.iter().enumerate() {
            for &(term, count) in terms {
                let slot = &mut ends[term as usize];
                found[*slot] = (story as u32, count);
                *slot += 1;
            }
        }
        ends.pop();
        let size = |terms: &Vec<(u32, u32)>| terms.iter().map(|&(_, count)| u64::from(count)).sum();
        Postings { ends, found, sizes: per_story.iter().map(size).collect() }
    }

    fn term(&self, term: usize) -> &[(u32, u32)] {
        let start = term.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.found[start..self.ends[term]]
    }
}

/// The terms of a story, in order, with their counts.
fn terms_of(partial: &Partial, story: &StoryCount) -> Vec<(u32, u32)> {
    let mut terms: Vec<u32> =
        story.tokens.iter().filter_map(|&token| partial.term_of.get(token as usize).copied()).collect();
    terms.sort_unstable();
    terms.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect()
}

pub(crate) fn rows(partial: &Partial, options: &TermOptions) -> Vec<TermRow> {
    let stop = StopList::new(!options.function_words, !options.boilerplate);
    let all = partial.stories.len() as f64;
    let postings = Postings::of(partial);
    let parts = Parts::new(postings.sizes.iter().copied());
    let row = |number: usize| {
        let found = postings.term(number);
        let count = found.iter().map(|&(_, count)| u64::from(count)).sum();
        let stories = found.len() as u64;
        let term = partial.terms.get(number as u32);
        let wanted = count >= options.min_count && stories >= options.min_stories.max(1) && !stop.holds(term);
        wanted.then(|| {
            let parts_of_term =
                found.iter().map(|&(story, count)| (postings.sizes[story as usize], u64::from(count)));
            let spread: Option<Dispersion> = parts.dispersion(parts_of_term);
            TermRow {
                term: term.to_owned(),
                count,
                stories,
                tf_idf: count as f64 * libm::log(all / stories as f64),
                dp: spread.map(|spread| spread.dp),
                dp_norm: spread.map(|spread| spread.dp_norm),
                juilland_d: spread.map(|spread| spread.juilland_d),
            }
        })
    };
    let mut rows: Vec<TermRow> =
        (0..partial.terms.len()).into_par_iter().with_min_len(CHUNK).filter_map(row).collect();
    // The terms come in order, so a stable sort breaks ties by term.
    rows.par_sort_by(|a, b| b.tf_idf.total_cmp(&a.tf_idf));
    rows
}
