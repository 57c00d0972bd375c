use rayon::prelude::*;
use serde::Serialize;

use crate::partial::term;
use crate::stop::StopList;
use crate::stream::{Places, Stream, Tally};
use crate::{Association, Column, Corpus, Partial, Table};

/// Words whose neighbours one task counts.
const CHUNK: usize = 512;

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

/// For each word: its occurrences, or the sentences that hold it; the cases in which it is the node; those in which it is the collocate.
struct Margins {
    counts: Vec<u64>,
    nodes: Vec<u64>,
    collocates: Vec<u64>,
    cases: u64,
}

impl Margins {
    fn of(stream: &Stream, near: Near) -> Margins {
        let mut margins = Margins {
            counts: vec![0; stream.kinds],
            nodes: vec![0; stream.kinds],
            collocates: vec![0; stream.kinds],
            cases: 0,
        };
        let mut words = vec![];
        for sentence in stream.sentences() {
            match near {
                Near::Window { left, right } => {
                    for at in sentence.clone() {
                        let word = stream.word(at) as usize;
                        let (before, behind) = (at - sentence.start, sentence.end - at - 1);
                        let window = (before.min(left) + behind.min(right)) as u64;
                        margins.counts[word] += 1;
                        margins.nodes[word] += window;
                        margins.collocates[word] += (before.min(right) + behind.min(left)) as u64;
                        margins.cases += window;
                    }
                }
                Near::Sentence => {
                    words.clear();
                    words.extend(sentence.map(|at| stream.word(at)));
                    words.sort_unstable();
                    words.dedup();
                    words.iter().for_each(|&word| margins.counts[word as usize] += 1);
                    margins.cases += 1;
                }
            }
        }
        if near == Near::Sentence {
            margins.nodes.clone_from(&margins.counts);
            margins.collocates.clone_from(&margins.counts);
        }
        margins
    }
}

/// Counts every wanted word near the places of a node. A sentence that holds a word twice has it once.
fn count_near(
    stream: &Stream,
    places: &[u32],
    near: Near,
    is_wanted: impl Fn(u32) -> bool,
    tally: &mut Tally,
    sentence: &mut Vec<u32>,
) {
    let mut add = |word: u32, story: u32| {
        if is_wanted(word) {
            tally.add(word, story);
        }
    };
    let (mut story, mut last_sentence) = (0, None);
    for &place in places {
        let place = place as usize;
        let number = stream.story_from(&mut story, place);
        match near {
            Near::Window { left, right } => {
                let mut at = place;
                for _ in 0..left {
                    if stream.is_first(at) {
                        break;
                    }
                    at -= 1;
                    add(stream.word(at), number);
                }
                for at in place + 1..(place + 1 + right).min(stream.len()) {
                    if stream.is_first(at) {
                        break;
                    }
                    add(stream.word(at), number);
                }
            }
            Near::Sentence => {
                let mut start = place;
                while !stream.is_first(start) {
                    start -= 1;
                }
                if last_sentence.replace(start) == Some(start) {
                    continue;
                }
                sentence.clear();
                sentence.push(stream.word(start));
                let rest = (start + 1..stream.len()).take_while(|&at| !stream.is_first(at));
                sentence.extend(rest.map(|at| stream.word(at)));
                sentence.sort_unstable();
                sentence.dedup();
                sentence.iter().for_each(|&word| add(word, number));
            }
        }
    }
}

/// Two words, times together, stories.
type Pair = (u32, u32, u32, u32);

/// All pairs of the chosen nodes, in their order, with chosen collocates. A word with itself is no pair.
fn pairs(
    stream: &Stream,
    margins: &Margins,
    nodes: &[u32],
    is_collocate: &(impl Fn(u32, u32) -> bool + Sync),
    options: &CollocationOptions,
) -> Vec<Pair> {
    let places = Places::of((0..stream.len()).map(|at| stream.word(at)), stream.kinds);
    let least = options.min_count.max(1);
    let chunks: Vec<Vec<Pair>> = nodes
        .par_chunks(CHUNK)
        .map_init(
            || (Tally::new(stream.kinds), vec![]),
            |(tally, sentence), nodes| {
                let mut found = vec![];
                for &node in nodes {
                    if margins.nodes[node as usize] < least {
                        continue;
                    }
                    let is_wanted = |other: u32| other != node && is_collocate(node, other);
                    count_near(stream, places.of_number(node), options.near, is_wanted, tally, sentence);
                    let near = tally.take(u32::try_from(least).unwrap_or(u32::MAX)).into_iter();
                    let near = near.filter(|&(_, _, stories)| u64::from(stories) >= options.min_stories);
                    found.extend(near.map(|(other, together, stories)| (node, other, together, stories)));
                }
                found
            },
        )
        .collect();
    chunks.into_iter().flatten().collect()
}

fn rows(partial: &Partial, options: &CollocationOptions) -> Vec<CollocationRow> {
    let terms = partial.terms.len() as u32;
    let node = options.node.as_deref().map(|word| partial.terms.find_sorted(&term(word.trim())));
    let nodes: Vec<u32> = match node {
        Some(None) => return vec![],
        Some(Some(node)) => vec![node],
        None => (0..terms).collect(),
    };
    let stop = StopList::new(!options.function_words, !options.boilerplate);
    let is_content: Vec<bool> = partial.terms.iter().map(|term| !stop.holds(term)).collect();
    let is_content = |word: u32| is_content.get(word as usize).copied().unwrap_or(false);
    let alone = options.node.is_none();
    let nodes: Vec<u32> = nodes.into_iter().filter(|&node| !alone || is_content(node)).collect();
    // Where both sides are alike every pair comes twice.
    let once = alone && options.near.is_even();
    let stream = Stream::of(partial);
    let margins = Margins::of(&stream, options.near);
    let is_collocate = |node: u32, other: u32| is_content(other) && (!once || node < other);
    let pairs = pairs(&stream, &margins, &nodes, &is_collocate, options);
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
    ranked.par_sort_unstable_by(|x, y| x.0.cmp(&y.0).then(y.1.total_cmp(&x.1)).then(x.2.cmp(&y.2)));
    ranked.truncate(options.top.unwrap_or(usize::MAX));
    let row = |(_, _, pair): &(bool, f64, Pair)| {
        let found = association(pair);
        let &(a, b, together, stories) = pair;
        CollocationRow {
            a: partial.terms.get(a).to_owned(),
            b: partial.terms.get(b).to_owned(),
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
    /// collocations"). With windows its cases are all pairs of a word and a word in its window, so that the node's margin is
    /// the size of its windows; with sentences, the sentences. Windows end with their sentence; numbers have a place in
    /// them, punctuation has none. A word with itself is no pair.
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Every pair of a word and a word in its window, one by one.
    fn plain(sentences: &[&[u32]], left: usize, right: usize, a: u32, b: u32) -> Association {
        let mut found = Association { together: 0, a: 0, b: 0, cases: 0 };
        for sentence in sentences {
            for (i, &x) in sentence.iter().enumerate() {
                for (j, &y) in sentence.iter().enumerate() {
                    if (j < i && i - j <= left) || (j > i && j - i <= right) {
                        found.cases += 1;
                        found.a += u64::from(x == a);
                        found.b += u64::from(y == b);
                        found.together += u64::from(x == a && y == b);
                    }
                }
            }
        }
        found
    }

    #[test]
    fn windows_are_counted_as_one_by_one() {
        let sentences: [&[u32]; 4] = [&[0, 1, 2, 1, 3, 0], &[1, 0], &[2], &[3, 3, 1, 0, 2, 1, 1]];
        let stream = Stream::from_sentences(&[&sentences[..2], &sentences[2..]], 4);
        for (left, right) in [(1, 1), (0, 1), (2, 0), (3, 2), (5, 5), (0, 0)] {
            let near = Near::Window { left, right };
            let margins = Margins::of(&stream, near);
            let options = CollocationOptions { near, min_count: 1, ..CollocationOptions::default() };
            let found = pairs(&stream, &margins, &[0, 1, 2, 3], &|_, _| true, &options);
            for a in 0..4 {
                for b in (0..4).filter(|&b| b != a) {
                    let expected = plain(&sentences, left, right, a, b);
                    let pair = found.iter().find(|pair| (pair.0, pair.1) == (a, b));
                    let counted = Association {
                        together: pair.map_or(0, |pair| u64::from(pair.2)),
                        a: margins.nodes[a as usize],
                        b: margins.collocates[b as usize],
                        cases: margins.cases,
                    };
                    assert_eq!(counted, expected, "{a} {b} in {left} {right}");
                }
            }
        }
    }

    #[test]
    fn sentences_count_once_and_stories_too() {
        let sentences: [&[u32]; 4] = [&[0, 1, 0, 1], &[1, 0], &[0, 2], &[0, 1]];
        let stream = Stream::from_sentences(&[&sentences[..3], &sentences[3..]], 3);
        let margins = Margins::of(&stream, Near::Sentence);
        assert_eq!((margins.cases, margins.nodes.as_slice()), (4, &[4, 3, 1][..]));
        let options =
            CollocationOptions { near: Near::Sentence, min_count: 1, ..CollocationOptions::default() };
        let found = pairs(&stream, &margins, &[0], &|_, _| true, &options);
        assert_eq!(found, [(0, 1, 3, 2), (0, 2, 1, 1)]);
    }
}
