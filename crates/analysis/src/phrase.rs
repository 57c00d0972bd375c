use rayon::prelude::*;
use serde::Serialize;

use crate::sequence::Sequence;
use crate::stop::StopList;
use crate::stream::{NONE, Order, Places, Stream, Tally};
use crate::{Association, Column, Corpus, Partial, Table};

/// Words of the longest phrase.
const LONGEST: usize = 4;

/// Runs that one task looks at.
const CHUNK: usize = 1_024;

/// Which phrases a table holds.
#[derive(Clone, PartialEq, Debug)]
pub struct PhraseOptions {
    /// Fewest occurrences.
    pub min_count: u64,
    /// Fewest stories.
    pub min_stories: u64,
    /// Least NPMI of the weakest joint.
    pub min_npmi: f64,
    /// A phrase of which a smaller share stands outside longer phrases of the table is left to them.
    pub min_alone: f64,
    /// Whether a phrase may begin or end with a function word.
    pub function_words: bool,
    /// Whether it may begin or end with a word of any news story ("said", "Monday").
    pub boilerplate: bool,
    /// Most rows.
    pub top: Option<usize>,
}

impl Default for PhraseOptions {
    fn default() -> Self {
        PhraseOptions {
            min_count: 3,
            min_stories: 1,
            min_npmi: 0.2,
            min_alone: 0.25,
            function_words: false,
            boilerplate: false,
            top: None,
        }
    }
}

/// Two to four words that follow one another.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct PhraseRow {
    /// As it is printed most often.
    pub phrase: String,
    /// How many words.
    pub length: u64,
    /// Occurrences.
    pub count: u64,
    /// Stories that hold it.
    pub stories: u64,
    /// Occurrences outside longer phrases of the table.
    pub alone: u64,
    /// Normalised PMI of its weakest joint.
    pub npmi: f64,
    /// Log-likelihood ratio G² of its weakest joint.
    pub log_likelihood: f64,
}

impl PhraseRow {
    /// Rows as columns.
    pub fn table(rows: &[PhraseRow]) -> Table {
        Table {
            columns: vec![
                Column::text("phrase", rows, |row| Some(row.phrase.as_str())),
                Column::integer("length", rows, |row| row.length),
                Column::integer("count", rows, |row| row.count),
                Column::integer("stories", rows, |row| row.stories),
                Column::integer("alone", rows, |row| row.alone),
                Column::real("npmi", rows, |row| row.npmi),
                Column::real("log_likelihood", rows, |row| row.log_likelihood),
            ],
        }
    }
}

/// A run of words that is frequent enough.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Gram {
    /// All but its last word, and all but its first: numbers of the level below. A word is its own parts.
    head: u32,
    tail: u32,
    count: u32,
    stories: u32,
}

/// All frequent runs of one length.
struct Level {
    grams: Vec<Gram>,
    /// Per place, the run that begins there, or [`NONE`].
    at: Vec<u32>,
}

impl Level {
    /// Single words.
    fn first(stream: &Stream, least: u32) -> Level {
        let mut grams: Vec<Gram> = (0..stream.kinds as u32)
            .map(|word| Gram { head: word, tail: word, count: 0, stories: 0 })
            .collect();
        for at in 0..stream.len() {
            grams[stream.word(at) as usize].count += 1;
        }
        let frequent = |at: usize| {
            let word = stream.word(at);
            if grams[word as usize].count >= least { word } else { NONE }
        };
        let at = (0..stream.len()).map(frequent).collect();
        Level { grams, at }
    }

    /// Runs that are one word longer, of the places that are asked for. A run is frequent only when both its parts are, so
    /// nothing is lost.
    fn longer(&self, stream: &Stream, least: u32, is_asked: impl Fn(usize) -> bool) -> Level {
        let follower = |at: usize| match self.at.get(at + 1) {
            Some(&next) if stream.is_joined(at + 1) => next,
            _ => NONE,
        };
        let has_follower = |at: usize| follower(at) != NONE && is_asked(at);
        let heads =
            || self.at.iter().enumerate().map(|(at, &head)| if has_follower(at) { head } else { NONE });
        let places = Places::of(heads(), self.grams.len());
        let found: Vec<Vec<Gram>> = places
            .stretches(self.grams.len())
            .into_par_iter()
            .map_init(
                || Tally::new(self.grams.len()),
                |tally, heads| {
                    let mut grams = vec![];
                    for head in heads {
                        let mut story = 0;
                        for &place in places.of_number(head) {
                            let tail = follower(place as usize);
                            tally.add(tail, stream.story_from(&mut story, place as usize));
                        }
                        let found = tally.take(least).into_iter();
                        grams.extend(found.map(|(tail, count, stories)| Gram { head, tail, count, stories }));
                    }
                    grams
                },
            )
            .collect();
        let grams: Vec<Gram> = found.into_iter().flatten().collect();
        let mut at = vec![NONE; self.at.len()];
        let mut number_of = vec![NONE; self.grams.len()];
        let mut next = 0;
        for same in grams.chunk_by(|a, b| a.head == b.head) {
            for (number, gram) in (next..).zip(same) {
                number_of[gram.tail as usize] = number;
            }
            next += same.len() as u32;
            for &place in places.of_number(same[0].head) {
                at[place as usize] = number_of[follower(place as usize) as usize];
            }
            same.iter().for_each(|gram| number_of[gram.tail as usize] = NONE);
        }
        Level { grams, at }
    }
}

/// The frequent runs of one to four words.
struct Levels {
    levels: Vec<Level>,
    words: u64,
}

impl Levels {
    /// Of runs of four words, those that begin and end with an edge; of three, those that do one of the two, and so may
    /// be a part of one that does both; and all of two.
    fn of(stream: &Stream, least: u32, is_edge: impl Fn(u32) -> bool) -> Levels {
        let edges: Vec<bool> = (0..stream.len()).map(|at| is_edge(stream.word(at))).collect();
        let ends = |at: usize, length: usize| edges.get(at + length - 1) == Some(&true);
        let first = Level::first(stream, least);
        let second = first.longer(stream, least, |_| true);
        let third = second.longer(stream, least, |at| edges[at] || ends(at, 3));
        let fourth = third.longer(stream, least, |at| edges[at] && ends(at, LONGEST));
        let levels = vec![first, second, third, fourth];
        Levels { levels, words: stream.len() as u64 }
    }

    /// The run of this length and number.
    fn gram(&self, length: usize, number: u32) -> &Gram {
        &self.levels[length - 1].grams[number as usize]
    }

    /// The words of a run, each the last of a head.
    fn words(&self, length: usize, number: u32) -> Vec<u32> {
        if length == 1 {
            return vec![number];
        }
        let gram = self.gram(length, number);
        let mut words = self.words(length - 1, gram.head);
        let (mut length, mut tail) = (length - 1, gram.tail);
        while length > 1 {
            tail = self.gram(length, tail).tail;
            length -= 1;
        }
        words.push(tail);
        words
    }

    /// NPMI and log-likelihood at the weakest joint: the least over all ways to cut the run in two.
    fn cohesion(&self, length: usize, number: u32) -> (f64, f64) {
        let gram = self.gram(length, number);
        let (mut heads, mut tails) = (vec![gram.head], vec![gram.tail]);
        for level in (2..length).rev() {
            heads.push(self.gram(level, heads[heads.len() - 1]).head);
            tails.push(self.gram(level, tails[tails.len() - 1]).tail);
        }
        let (mut npmi, mut log_likelihood) = (f64::INFINITY, f64::INFINITY);
        for cut in 1..length {
            // The first `cut` words, and the others.
            let head = self.gram(cut, heads[length - 1 - cut]);
            let tail = self.gram(length - cut, tails[cut - 1]);
            let joint = Association {
                together: u64::from(gram.count),
                a: u64::from(head.count),
                b: u64::from(tail.count),
                cases: self.words,
            };
            npmi = npmi.min(joint.npmi());
            log_likelihood = log_likelihood.min(joint.log_likelihood());
        }
        (npmi, log_likelihood)
    }
}

/// A phrase of the table.
#[derive(Clone, Copy)]
struct Found {
    length: usize,
    number: u32,
    alone: u32,
    npmi: f64,
    log_likelihood: f64,
}

/// The phrases, longest first, and per place the number in that list of the phrases that begin there, by their length.
fn choose(levels: &Levels, is_edge: &(impl Fn(u32) -> bool + Sync), options: &PhraseOptions) -> Vec<Found> {
    let mut chosen = vec![];
    // Words of the longest chosen phrase that begins at a place.
    let mut longest = vec![0_u8; levels.levels[0].at.len()];
    for length in (2..=LONGEST).rev() {
        let level = &levels.levels[length - 1];
        let mut alone = vec![0_u32; level.grams.len()];
        let mut reach = 0;
        for (place, &number) in level.at.iter().enumerate() {
            reach = reach.max(place + usize::from(longest[place]));
            if number != NONE && place + length > reach {
                alone[number as usize] += 1;
            }
        }
        let found: Vec<Option<Found>> = (0..level.grams.len() as u32)
            .into_par_iter()
            .with_min_len(CHUNK)
            .map(|number| {
                let gram = &level.grams[number as usize];
                let alone = alone[number as usize];
                if u64::from(gram.stories) < options.min_stories
                    || f64::from(alone) < options.min_alone * f64::from(gram.count)
                {
                    return None;
                }
                let words = levels.words(length, number);
                if !(is_edge(words[0]) && is_edge(words[length - 1])) {
                    return None;
                }
                let (npmi, log_likelihood) = levels.cohesion(length, number);
                let found = Found { length, number, alone, npmi, log_likelihood };
                (npmi >= options.min_npmi).then_some(found)
            })
            .collect();
        for (place, &number) in level.at.iter().enumerate() {
            if number != NONE && found[number as usize].is_some() {
                longest[place] = longest[place].max(length as u8);
            }
        }
        chosen.extend(found.into_iter().flatten());
    }
    chosen
}

/// How each phrase is printed most often; of equals the first in the order of its tokens.
fn printed(partial: &Partial, levels: &Levels, phrases: &[Found]) -> Vec<String> {
    let mut row_of: Vec<Vec<u32>> = levels.levels.iter().map(|level| vec![NONE; level.grams.len()]).collect();
    for (row, found) in (0..).zip(phrases) {
        row_of[found.length - 1][found.number as usize] = row;
    }
    let mut forms: Vec<(u32, [u32; LONGEST])> = vec![];
    let mut place = 0;
    for story in &partial.stories {
        let tokens: Vec<u32> =
            partial.tokens(story).filter(|&token| token != Sequence::PUNCTUATION).collect();
        for at in 0..tokens.len() {
            for length in 2..=LONGEST {
                let number = levels.levels[length - 1].at[place + at];
                if number == NONE {
                    break;
                }
                let row = row_of[length - 1][number as usize];
                if row != NONE {
                    let mut form = [NONE; LONGEST];
                    form[..length].copy_from_slice(&tokens[at..at + length]);
                    forms.push((row, form));
                }
            }
        }
        place += tokens.len();
    }
    forms.par_sort_unstable();
    let mut best: Vec<(usize, [u32; LONGEST])> = vec![(0, [NONE; LONGEST]); phrases.len()];
    for same in forms.chunk_by(|a, b| a == b) {
        let (row, form) = same[0];
        if same.len() > best[row as usize].0 {
            best[row as usize] = (same.len(), form);
        }
    }
    best.iter().zip(phrases).map(|((_, form), found)| joined(partial, &form[..found.length])).collect()
}

/// Tokens as a text: what a contraction left behind goes to the word before.
fn joined(partial: &Partial, tokens: &[u32]) -> String {
    let mut text = String::new();
    for &token in tokens {
        let token = partial.printed(token);
        let leans = token.starts_with(['\'', '’']) || matches!(token, "n't" | "n’t");
        if !text.is_empty() && !leans {
            text.push(' ');
        }
        text.push_str(token);
    }
    text
}

impl Corpus {
    /// Phrases of two to four words: most occurrences times words first, then by phrase.
    ///
    /// The words follow one another in a sentence, with nothing between them. A phrase begins and ends with a word that
    /// is no function word and, unless asked for, no boilerplate. How well it holds together is told by its weakest
    /// joint: the least NPMI (Bouma 2009) and the least G² (Dunning 1993) over all ways to cut it in two. A shorter phrase that stands
    /// almost only inside longer ones of the table is left to them.
    ///
    /// ```
    /// use nutgraf_analysis::{Corpus, PhraseOptions};
    /// use nutgraf_core::{Layout, Options, parse};
    ///
    /// let text = "Port Lune slept. The mayor of Port Lune woke. In Port Lune the mayor of Port Lune ate.\n";
    /// let corpus = Corpus::collect(vec![parse(Layout::plain("a", text), &Options::default())]);
    /// let rows = corpus.phrases(&PhraseOptions { min_count: 2, ..PhraseOptions::default() });
    /// let found: Vec<_> = rows.iter().map(|row| (row.phrase.as_str(), row.count, row.alone)).collect();
    /// assert_eq!(found, [("Port Lune", 4, 2), ("mayor of Port Lune", 2, 2)]);
    /// ```
    pub fn phrases(&self, options: &PhraseOptions) -> Vec<PhraseRow> {
        let partial = self.partial();
        let mut stream = Stream::of(partial);
        // Words go by their ranks here: what is counted most lies close together.
        let order = Order::of(&stream, |_| true);
        stream.renumber(&order.ranks);
        let stop = StopList::new(!options.function_words, !options.boilerplate);
        let is_edge: Vec<bool> = partial.terms.iter().map(|term| !stop.holds(term)).collect();
        let is_edge = |rank: u32| is_edge.get(order.words[rank as usize] as usize).copied().unwrap_or(false);
        let least = u32::try_from(options.min_count.max(1)).unwrap_or(u32::MAX);
        let levels = Levels::of(&stream, least, is_edge);
        let mut chosen = choose(&levels, &is_edge, options);
        let weight = |found: &Found| {
            let count = u64::from(levels.gram(found.length, found.number).count);
            let ranks = levels.words(found.length, found.number);
            let words: Vec<u32> = ranks.iter().map(|&rank| order.words[rank as usize]).collect();
            (std::cmp::Reverse(count * found.length as u64), found.length, words)
        };
        chosen.sort_by_cached_key(weight);
        chosen.truncate(options.top.unwrap_or(usize::MAX));
        let phrases = printed(partial, &levels, &chosen);
        let row = |(found, phrase): (&Found, String)| {
            let gram = levels.gram(found.length, found.number);
            PhraseRow {
                phrase,
                length: found.length as u64,
                count: u64::from(gram.count),
                stories: u64::from(gram.stories),
                alone: u64::from(found.alone),
                npmi: found.npmi,
                log_likelihood: found.log_likelihood,
            }
        };
        chosen.iter().zip(phrases).map(row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every run of this many words and its count, from the sentences themselves.
    fn plain(sentences: &[&[u32]], length: usize, least: u32) -> Vec<(Vec<u32>, u32)> {
        let mut runs: Vec<Vec<u32>> =
            sentences.iter().flat_map(|sentence| sentence.windows(length).map(<[u32]>::to_vec)).collect();
        runs.sort_unstable();
        let counted = runs.chunk_by(|a, b| a == b).map(|same| (same[0].clone(), same.len() as u32));
        counted.filter(|&(_, count)| count >= least).collect()
    }

    #[test]
    fn runs_are_counted_as_one_by_one() {
        let sentences: [&[u32]; 5] =
            [&[0, 1, 2, 3, 0, 1, 2], &[0, 1, 2, 3], &[1, 1, 1, 1, 1], &[2], &[3, 0, 1, 2, 3, 0, 1, 1]];
        let stream = Stream::from_sentences(&[&sentences[..2], &sentences[2..]], 4);
        for least in 1..4 {
            let levels = Levels::of(&stream, least, |_| true);
            for length in 2..=LONGEST {
                let grams = &levels.levels[length - 1].grams;
                let mut found: Vec<(Vec<u32>, u32)> = (0..grams.len() as u32)
                    .map(|number| (levels.words(length, number), grams[number as usize].count))
                    .collect();
                found.sort_unstable();
                assert_eq!(found, plain(&sentences, length, least), "{length} words, {least} times");
            }
        }
    }

    #[test]
    fn runs_that_no_phrase_has_are_left_out() {
        // 9 is no edge.
        let sentences: [&[u32]; 2] = [&[9, 1, 9, 9, 2, 9, 9], &[9, 1, 9, 9, 2, 9, 9]];
        let stream = Stream::from_sentences(&[&sentences], 10);
        let levels = Levels::of(&stream, 2, |word| word != 9);
        let found = |length: usize| -> Vec<Vec<u32>> {
            let grams = &levels.levels[length - 1].grams;
            let mut found: Vec<_> =
                (0..grams.len() as u32).map(|number| levels.words(length, number)).collect();
            found.sort_unstable();
            found
        };
        assert_eq!(found(4), [[1, 9, 9, 2]]);
        assert_eq!(found(3), [[1, 9, 9], [2, 9, 9], [9, 9, 2]]);
        assert_eq!(found(2).len(), 5);
    }

    #[test]
    fn the_weakest_joint_worked_by_hand() {
        // "0 1" always together, "2" after it twice of three, and "2" alone twice more; 12 words.
        let sentences: [&[u32]; 6] = [&[0, 1, 2], &[0, 1, 2], &[0, 1], &[2, 3], &[2], &[3]];
        let stream = Stream::from_sentences(&[&sentences], 4);
        let levels = Levels::of(&stream, 2, |_| true);
        assert_eq!(levels.levels[2].grams.len(), 1);
        let (npmi, log_likelihood) = levels.cohesion(3, 0);
        let joint = |a, b| Association { together: 2, a, b, cases: 12 };
        // Cut after the first word: 0 (3) and 1 2 (2); after the second: 0 1 (3) and 2 (4).
        let (first, second) = (joint(3, 2), joint(3, 4));
        assert!((npmi - second.npmi()).abs() < 1e-12 && second.npmi() < first.npmi());
        assert!((log_likelihood - second.log_likelihood()).abs() < 1e-12);
        assert!((npmi - (2.0_f64 * 12.0 / 12.0).log2() / 6.0_f64.log2()).abs() < 1e-12);
    }

    #[test]
    fn a_part_that_never_stands_alone_is_left_to_the_whole() {
        let sentences: [&[u32]; 4] = [&[0, 1, 2], &[0, 1, 2], &[0, 1, 2], &[1, 2]];
        let stream = Stream::from_sentences(&[&sentences], 3);
        let levels = Levels::of(&stream, 2, |_| true);
        let lengths = |min_alone| {
            let options = PhraseOptions { min_alone, min_npmi: -1.0, ..PhraseOptions::default() };
            let found = choose(&levels, &|_| true, &options);
            found
                .iter()
                .map(|found| (levels.words(found.length, found.number), found.alone))
                .collect::<Vec<_>>()
        };
        assert_eq!(lengths(0.25), [(vec![0, 1, 2], 3), (vec![1, 2], 1)]);
        assert_eq!(lengths(0.26), [(vec![0, 1, 2], 3)]);
        assert_eq!(lengths(0.0).len(), 3);
    }
}
