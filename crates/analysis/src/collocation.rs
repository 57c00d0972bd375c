mod count;

use rayon::prelude::*;
use serde::Serialize;

use self::count::{Margins, Pair, pairs};
use crate::partial::term;
use crate::stop::StopList;
use crate::stream::{Order, Stream};
use crate::strings::Strings;
use crate::{Association, Column, Corpus, Partial, Table};

/// Where two words must stand to count as together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Near {
    /// Within so many words before and after, in one sentence.
    Window {
        /// Words before.
        left: usize,
        /// Words after.
        right: usize,
    },
    /// In one sentence.
    Sentence,
}

/// By which measure rows are ordered.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub enum AssociationMeasure {
    Pmi,
    Npmi,
    TScore,
    #[default]
    LogLikelihood,
    Dice,
}

/// Which collocations a table holds.
#[derive(Clone, PartialEq, Debug)]
pub struct CollocationOptions {
    /// The words whose collocates are wanted, in any case; none: all pairs.
    pub node: Option<String>,
    /// Where two words must stand.
    pub near: Near,
    /// Whether function words are collocates. They count for the windows either way.
    pub function_words: bool,
    /// Whether the words of any news story ("said", "Monday") are.
    pub boilerplate: bool,
    /// Fewest times together.
    pub min_count: u64,
    /// Fewest stories that hold both together.
    pub min_stories: u64,
    /// The order of the rows.
    pub order: AssociationMeasure,
    /// Most rows.
    pub top: Option<usize>,
}

impl Default for CollocationOptions {
    fn default() -> Self {
        CollocationOptions {
            node: None,
            near: Near::Window { left: 5, right: 5 },
            function_words: false,
            boilerplate: false,
            min_count: 3,
            min_stories: 1,
            order: AssociationMeasure::LogLikelihood,
            top: None,
        }
    }
}

/// Two words that stand together.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct CollocationRow {
    /// The node; where all pairs are asked for and both sides are alike, the first of the two by the alphabet.
    pub a: String,
    /// Its collocate.
    pub b: String,
    /// Times together: places of `b` in the windows of `a`, or sentences with both.
    pub together: u64,
    /// Occurrences of `a`, or sentences with it.
    pub a_count: u64,
    /// Occurrences of `b`, or sentences with it.
    pub b_count: u64,
    /// Stories that hold both together.
    pub stories: u64,
    /// Times together by chance.
    pub expected: f64,
    /// Pointwise mutual information, in bits.
    pub pmi: f64,
    /// Normalised PMI, from -1 to 1.
    pub npmi: f64,
    /// t-score.
    pub t_score: f64,
    /// Log-likelihood ratio G².
    pub log_likelihood: f64,
    /// Dice's coefficient.
    pub dice: f64,
}

impl CollocationRow {
    /// Rows as columns.
    pub fn table(rows: &[CollocationRow]) -> Table {
        Table {
            columns: vec![
                Column::text("a", rows, |row| Some(row.a.as_str())),
                Column::text("b", rows, |row| Some(row.b.as_str())),
                Column::integer("together", rows, |row| row.together),
                Column::integer("a_count", rows, |row| row.a_count),
                Column::integer("b_count", rows, |row| row.b_count),
                Column::integer("stories", rows, |row| row.stories),
                Column::real("expected", rows, |row| row.expected),
                Column::real("pmi", rows, |row| row.pmi),
                Column::real("npmi", rows, |row| row.npmi),
                Column::real("t_score", rows, |row| row.t_score),
                Column::real("log_likelihood", rows, |row| row.log_likelihood),
                Column::real("dice", rows, |row| row.dice),
            ],
        }
    }
}

fn rows(partial: &Partial, options: &CollocationOptions) -> Vec<CollocationRow> {
    let node = options.node.as_deref().map(|word| partial.terms.find_sorted(&term(word.trim())));
    if node == Some(None) {
        return vec![];
    }
    let stop = StopList::new(!options.function_words, !options.boilerplate);
    let is_content = stop.free(&partial.terms);
    let content = is_content.iter().filter(|&&is| is).count() as u32;
    let mut stream = Stream::of(partial);
    // Words go by their ranks here: what is counted most lies close together, and a rank alone says what is counted.
    let order = Order::of(&stream, |word| is_content.get(word as usize).copied().unwrap_or(false));
    stream.renumber(&order.ranks);
    if options.near == Near::Sentence {
        stream = stream.distinct();
    }
    let word = |rank: u32| order.words[rank as usize];
    // Those of frequent words lie close together here.
    let mut names = Strings::with_room_of(&partial.terms);
    for &word in &order.words {
        names.push(partial.terms.get(word));
    }
    let nodes = match node.flatten() {
        Some(node) => order.ranks[node as usize]..order.ranks[node as usize] + 1,
        None => 0..content,
    };
    // Where both sides are alike every pair comes twice: it is counted at the rarer word.
    let once = node.is_none() && options.near.is_even();
    let margins = Margins::of(&stream, options.near);
    let bound = |node: u32| if once { node } else { content };
    let mut pairs = pairs(&stream, &margins, nodes, bound, options);
    drop(stream);
    if once {
        pairs
            .par_iter_mut()
            .filter(|(a, b, ..)| word(*a) > word(*b))
            .for_each(|(a, b, ..)| std::mem::swap(a, b));
    }
    let association = |&(a, b, together, _): &Pair| Association {
        together: u64::from(together),
        a: margins.nodes[a as usize],
        b: margins.collocates[b as usize],
        cases: margins.cases,
    };
    let mut ranked: Vec<(bool, f64, Pair)> = pairs
        .par_iter()
        .map(|pair| {
            let found = association(pair);
            (found.pmi() < 0.0, options.order.of(&found), *pair)
        })
        .collect();
    // Words that shun each other come last.
    let words = |&(a, b, ..): &Pair| (word(a), word(b));
    ranked.par_sort_unstable_by(|x, y| {
        x.0.cmp(&y.0).then(y.1.total_cmp(&x.1)).then_with(|| words(&x.2).cmp(&words(&y.2)))
    });
    ranked.truncate(options.top.unwrap_or(usize::MAX));
    let row = |(_, _, pair): &(bool, f64, Pair)| {
        let found = association(pair);
        let &(a, b, together, stories) = pair;
        CollocationRow {
            a: names.get(a).to_owned(),
            b: names.get(b).to_owned(),
            together: u64::from(together),
            a_count: margins.counts[a as usize],
            b_count: margins.counts[b as usize],
            stories: u64::from(stories),
            expected: found.expected(),
            pmi: found.pmi(),
            npmi: found.npmi(),
            t_score: found.t_score(),
            log_likelihood: found.log_likelihood(),
            dice: found.dice(),
        }
    };
    ranked.par_iter().map(row).collect()
}

impl Near {
    /// Whether `b` is near `a` whenever `a` is near `b`.
    fn is_even(self) -> bool {
        match self {
            Near::Window { left, right } => left == right,
            Near::Sentence => true,
        }
    }
}

impl AssociationMeasure {
    fn of(self, found: &Association) -> f64 {
        match self {
            AssociationMeasure::Pmi => found.pmi(),
            AssociationMeasure::Npmi => found.npmi(),
            AssociationMeasure::TScore => found.t_score(),
            AssociationMeasure::LogLikelihood => found.log_likelihood(),
            AssociationMeasure::Dice => found.dice(),
        }
    }
}

impl Corpus {
    /// Words that stand together more often than chance would have it: of one node, or all pairs.
    ///
    /// The measures are those of [`Association`] over a table of two by two (Evert 2008, "Corpora and
    /// collocations"). With windows its cases are all pairs of a word and a word in its window, so that the node's
    /// margin is the size of its windows; with sentences, the sentences. Windows end with their sentence; numbers have
    /// a place in them, punctuation has none. A word with itself is no pair.
    ///
    /// ```
    /// use nutgraf_analysis::{CollocationOptions, Corpus};
    /// use nutgraf_core::{Layout, Options, parse};
    ///
    /// let text = "The old ferry sank. An old ferry burnt. One old ferry sails. The mayor slept.\n";
    /// let corpus = Corpus::collect(vec![parse(Layout::plain("a", text), &Options::default())]);
    /// let options = CollocationOptions { node: Some("Ferry".to_owned()), function_words: true, ..Default::default() };
    /// let rows = corpus.collocations(&options);
    /// assert_eq!((rows[0].b.as_str(), rows[0].together, rows[0].a_count), ("old", 3, 3));
    /// ```
    pub fn collocations(&self, options: &CollocationOptions) -> Vec<CollocationRow> {
        rows(self.partial(), options)
    }
}
