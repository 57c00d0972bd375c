//! What marks a part of the corpus against another.

mod measure;
mod row;

pub use measure::{
    Correction, Likelihood, bayes_factor, log_ratio, percent_difference, signed_log_likelihood,
};
pub use row::KeynessRow;

use rayon::prelude::*;

use crate::sequence::NO_TERM;
use crate::stop::StopList;
use crate::{Corpus, Grouping, Partial, Selection, chi_squared_tail};

/// Which words are tested, and how.
#[derive(Clone, PartialEq, Debug)]
pub struct KeynessOptions {
    /// Whether function words ("the", "would") are among them. The parts' sizes count them either way.
    pub function_words: bool,
    /// Whether the words of any news story ("said", "Monday", "percent") are among them.
    pub boilerplate: bool,
    /// Fewest occurrences in both parts together.
    pub min_count: u64,
    /// Fewest stories of both parts together.
    pub min_stories: u64,
    /// Which log-likelihood.
    pub likelihood: Likelihood,
    /// How `p_adjusted` answers for the number of words tested.
    pub correction: Correction,
    /// Largest `p_adjusted` of a row.
    pub max_p: f64,
    /// Rows for each part at most: its most telling words.
    pub top: Option<usize>,
}

impl Default for KeynessOptions {
    fn default() -> Self {
        KeynessOptions {
            function_words: false,
            boilerplate: false,
            min_count: 3,
            min_stories: 1,
            likelihood: Likelihood::Dunning,
            correction: Correction::BenjaminiHochberg,
            max_p: 1.0,
            top: None,
        }
    }
}

/// Occurrences and stories of each term in a part, and its size.
struct Counts {
    terms: Vec<(u32, u32)>,
    words: u64,
}

impl Counts {
    fn zero(partial: &Partial) -> Counts {
        Counts { terms: vec![(0, 0); partial.terms.len()], words: 0 }
    }

    fn of(partial: &Partial, part: &Selection) -> Counts {
        let mut counts = Counts::zero(partial);
        let mut last = vec![0_u32; partial.terms.len()];
        let terms = partial.terms_by_code();
        for (number, story) in (1..).zip(&partial.stories) {
            if !part.holds(number as usize - 1) {
                continue;
            }
            for code in story.tokens.iter() {
                let term = terms[code as usize];
                if term == NO_TERM {
                    continue;
                }
                let (count, stories) = &mut counts.terms[term as usize];
                *count += 1;
                *stories += u32::from(std::mem::replace(&mut last[term as usize], number) != number);
                counts.words += 1;
            }
        }
        counts
    }
}

/// The words of `part` against those of `reference`, as they are.
fn rows(
    partial: &Partial,
    (part, counts): (&Selection, &Counts),
    (reference, others): (&Selection, &Counts),
    stop: &StopList,
    options: &KeynessOptions,
) -> Vec<KeynessRow> {
    let (part_words, reference_words) = (counts.words, others.words);
    if part_words == 0 || reference_words == 0 {
        return vec![];
    }
    let tested = partial.terms.iter().zip(counts.terms.iter().zip(&others.terms)).filter(|(term, (a, b))| {
        u64::from(a.0) + u64::from(b.0) >= options.min_count.max(1)
            && u64::from(a.1) + u64::from(b.1) >= options.min_stories
            && !stop.holds(term)
    });
    let mut rows: Vec<KeynessRow> = tested
        .map(|(term, (&(count, stories), &(reference_count, reference_stories)))| {
            let (a, b) = (u64::from(count), u64::from(reference_count));
            let table = (a, part_words, b, reference_words);
            let log_likelihood = signed_log_likelihood(table, options.likelihood);
            let p = chi_squared_tail(log_likelihood.abs());
            KeynessRow {
                part: part.name().to_owned(),
                reference: reference.name().to_owned(),
                term: term.to_owned(),
                count: a,
                reference_count: b,
                stories: u64::from(stories),
                reference_stories: u64::from(reference_stories),
                words: part_words,
                reference_words,
                per_million: a as f64 / part_words as f64 * 1e6,
                reference_per_million: b as f64 / reference_words as f64 * 1e6,
                log_likelihood,
                p,
                p_adjusted: p,
                bayes_factor: bayes_factor(log_likelihood.abs(), part_words + reference_words),
                log_ratio: log_ratio(table),
                percent_difference: percent_difference(table),
            }
        })
        .collect();
    let p: Vec<f64> = rows.iter().map(|row| row.p).collect();
    for (row, adjusted) in rows.iter_mut().zip(options.correction.adjust(&p)) {
        row.p_adjusted = adjusted;
    }
    rows.retain(|row| row.p_adjusted <= options.max_p);
    // The terms come in order, so a stable sort breaks ties by term.
    rows.sort_by(|a, b| b.log_likelihood.total_cmp(&a.log_likelihood));
    rows.truncate(options.top.unwrap_or(usize::MAX));
    rows
}

impl Corpus {
    /// The words that mark a part of the corpus against another: the highest signed log-likelihood first, then by
    /// term, so that words the part has less often than the other stand last. Nothing when one of them is empty.
    ///
    /// ```
    /// use nutgraf_analysis::{Corpus, KeynessOptions};
    /// use nutgraf_core::{Layout, Options, parse};
    ///
    /// let page = |id: &str, text: &str| parse(Layout::plain(id, text), &Options::default());
    /// let corpus = Corpus::collect(vec![
    ///     page("a", "The ferry left the harbour. The ferry sank; the ferry was old.\n"),
    ///     page("b", "The mayor left the hall. The mayor slept; the mayor was old.\n"),
    /// ]);
    /// let first = corpus.select("first", |story| story.page().id == "a");
    /// let rows = corpus.keyness(&first, &first.rest(), &KeynessOptions::default());
    /// assert_eq!((rows[0].term.as_str(), rows[0].count, rows[0].reference_count), ("ferry", 3, 0));
    /// assert_eq!(rows[rows.len() - 1].term, "mayor");
    /// ```
    pub fn keyness(
        &self,
        part: &Selection,
        reference: &Selection,
        options: &KeynessOptions,
    ) -> Vec<KeynessRow> {
        let partial = self.partial();
        let stop = StopList::new(!options.function_words, !options.boilerplate);
        let (counts, others) = rayon::join(|| Counts::of(partial, part), || Counts::of(partial, reference));
        rows(partial, (part, &counts), (reference, &others), &stop, options)
    }

    /// The words that mark each outlet or period against all others together: part by part, in the order of their
    /// names.
    pub fn keyness_by(&self, by: Grouping, options: &KeynessOptions) -> Vec<KeynessRow> {
        self.keyness_among(&self.cut(by), options)
    }

    /// The words that mark each of some parts, which share no story, against all others together: part by part.
    pub fn keyness_among(&self, parts: &[Selection], options: &KeynessOptions) -> Vec<KeynessRow> {
        let partial = self.partial();
        let stop = StopList::new(!options.function_words, !options.boilerplate);
        let in_any = (0..partial.stories()).map(|story| parts.iter().any(|part| part.holds(story)));
        let all = Selection::new("all", in_any.collect());
        let whole = Counts::of(partial, &all);
        let rest = Selection::new("the rest", vec![]);
        let of_part = |part: &Selection| {
            let counts = Counts::of(partial, part);
            let mut others = Counts::zero(partial);
            others.words = whole.words.saturating_sub(counts.words);
            for (other, (whole, own)) in others.terms.iter_mut().zip(whole.terms.iter().zip(&counts.terms)) {
                *other = (whole.0.saturating_sub(own.0), whole.1.saturating_sub(own.1));
            }
            rows(partial, (part, &counts), (&rest, &others), &stop, options)
        };
        let found: Vec<Vec<KeynessRow>> = parts.par_iter().map(of_part).collect();
        found.into_iter().flatten().collect()
    }
}
