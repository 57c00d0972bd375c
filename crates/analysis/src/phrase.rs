mod level;

use std::ops::Range;

use rayon::prelude::*;
use serde::Serialize;

use self::level::{LONGEST, Level, Levels, NONE, Run};
use crate::count::StoryCount;
use crate::sequence::Sequence;
use crate::stop::StopList;
use crate::stream::{Order, Stream, summed};
use crate::{Column, Corpus, Partial, Table};

/// Runs that one task looks at, at least.
const CHUNK: usize = if cfg!(test) { 1 } else { 1_024 };
/// Stories that one task reads at least.
const STORIES: usize = 64;

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

/// A phrase of the table.
#[derive(Clone, Copy)]
struct Found {
    length: usize,
    number: u32,
    alone: u32,
    npmi: f64,
    log_likelihood: f64,
}

/// The phrases, longest first.
fn choose(levels: &Levels, is_edge: &(impl Fn(u32) -> bool + Sync), options: &PhraseOptions) -> Vec<Found> {
    let mut chosen = vec![];
    // Words of the longest chosen phrase that begins at a place.
    let mut longest = vec![0_u8; levels.words as usize];
    for length in (2..=LONGEST).rev() {
        let level = &levels.levels[length - 1];
        let alone = alone(level, length, &longest);
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
        // Runs of two hold no shorter ones.
        let runs = if length > 2 { &level.runs[..] } else { &[] };
        for run in runs.iter().filter(|run| found[run.number as usize].is_some()) {
            let longest = &mut longest[run.place as usize];
            *longest = (*longest).max(length as u8);
        }
        chosen.extend(found.into_iter().flatten());
    }
    chosen
}

/// How often each run of a length comes outside the chosen phrases. `longest` are the words of the longest of them that
/// begins at each place.
fn alone(level: &Level, length: usize, longest: &[u8]) -> Vec<u32> {
    let of_part = |part: &[Run]| {
        let mut alone = vec![0_u32; level.grams.len()];
        // A phrase that begins before the part may reach into it.
        let first = part.first().map_or(0, |run| run.place as usize);
        let before = first.saturating_sub(LONGEST)..first;
        let mut reach = before.map(|place| place + usize::from(longest[place])).max().unwrap_or(0);
        // Where a chosen one begins, one of each lesser length does.
        for run in part {
            let place = run.place as usize;
            reach = reach.max(place + usize::from(longest[place]));
            alone[run.number as usize] += u32::from(place + length > reach);
        }
        alone
    };
    // No more tables of all runs than there are places for.
    let share = level.runs.len().div_ceil(rayon::current_num_threads()).max(level.grams.len()).max(CHUNK);
    let parts: Vec<Vec<u32>> = level.runs.par_chunks(share).map(of_part).collect();
    summed(parts, |sum, count| *sum += count).unwrap_or_else(|| vec![0; level.grams.len()])
}

/// How each phrase is printed most often; of equals the first in the order of its tokens. `stories` are the places of
/// each story's words.
fn printed(partial: &Partial, stories: &[Range<u32>], levels: &Levels, phrases: &[Found]) -> Vec<String> {
    let mut row_of: Vec<Vec<u32>> = levels.levels.iter().map(|level| vec![NONE; level.grams.len()]).collect();
    for (row, found) in (0..).zip(phrases) {
        row_of[found.length - 1][found.number as usize] = row;
    }
    let of_length = |length: usize| {
        let rows = &row_of[length - 1];
        let of_run = move |run: &Run| {
            let row = rows[run.number as usize];
            (row != NONE).then_some((run.place, length, row))
        };
        levels.levels[length - 1].runs.par_iter().with_min_len(CHUNK).filter_map(of_run)
    };
    let lengths = (2..=LONGEST).into_par_iter();
    let mut places: Vec<(u32, usize, u32)> = lengths.flat_map(of_length).collect();
    places.par_sort_unstable();
    let of_story = |(story, words): (&StoryCount, &Range<u32>)| {
        let first = |place: u32| places.partition_point(|&(other, ..)| other < place);
        let here = &places[first(words.start)..first(words.end)];
        // As the stream has them: what stands behind the last sentence is in none.
        let count = story.sentence_ends.last().copied().unwrap_or(0) as usize;
        let tokens = partial.tokens(story).take(count).filter(|&token| token != Sequence::PUNCTUATION);
        let tokens: Vec<u32> = if here.is_empty() { vec![] } else { tokens.collect() };
        let form = |&(place, length, row): &(u32, usize, u32)| {
            let mut form = [NONE; LONGEST];
            form[..length].copy_from_slice(&tokens[(place - words.start) as usize..][..length]);
            (row, form)
        };
        here.iter().map(form).collect::<Vec<_>>()
    };
    let stories = partial.stories.par_iter().zip(stories).with_min_len(STORIES);
    let mut forms: Vec<(u32, [u32; LONGEST])> = stories.flat_map_iter(of_story).collect();
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
    /// joint: the least NPMI (Bouma 2009) and the least G² (Dunning 1993) over all ways to cut it in two. A shorter
    /// phrase that stands almost only inside longer ones of the table is left to them.
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
        let is_edge = stop.free(&partial.terms);
        let is_edge = |rank: u32| is_edge.get(order.words[rank as usize] as usize).copied().unwrap_or(false);
        let least = u32::try_from(options.min_count.max(1)).unwrap_or(u32::MAX);
        let levels = Levels::of(&stream, least, is_edge);
        let stories = stream.stories();
        drop(stream);
        let mut chosen = choose(&levels, &is_edge, options);
        let weight = |found: &Found| {
            let count = u64::from(levels.gram(found.length, found.number).count);
            let ranks = levels.words(found.length, found.number);
            let words: Vec<u32> = ranks.iter().map(|&rank| order.words[rank as usize]).collect();
            (std::cmp::Reverse(count * found.length as u64), found.length, words)
        };
        chosen.par_sort_by_cached_key(weight);
        chosen.truncate(options.top.unwrap_or(usize::MAX));
        let phrases = printed(partial, &stories, &levels, &chosen);
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

    #[test]
    fn a_phrase_hides_its_parts_wherever_runs_are_cut() {
        // Of each run that begins inside a phrase, none stands alone.
        let sentences = [&[0, 1, 2, 3][..]; 50];
        let stream = Stream::from_sentences(&[&sentences], 4);
        for threads in [1, 2, 8, 15] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let alone = pool.install(|| {
                let levels = Levels::of(&stream, 2, |_| true);
                let longest: Vec<u8> = (0..200).map(|at| if at % 4 == 0 { 4 } else { 0 }).collect();
                [2, 3, 4].map(|length| alone(&levels.levels[length - 1], length, &longest))
            });
            assert_eq!(alone, [vec![0; 3], vec![0; 2], vec![0; 1]], "{threads} threads");
        }
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
