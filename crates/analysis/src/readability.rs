//! How long and how hard to read stories are.

use nutgraf_core::{Day, Role};
use rayon::prelude::*;
use serde::Serialize;

use crate::diversity::{WINDOW, mattr, mtld};
use crate::sequence::Sequence;
use crate::{Column, Corpus, Grouping, Partial, Selection, Table, syllables};

/// Stories of one task at least.
const CHUNK: usize = 64;

/// What the measures of reading ease are made of: counts of running text that add up.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct TextCounts {
    /// Sentences.
    pub sentences: u64,
    /// Words; "don't" is one, a number is one.
    pub words: u64,
    /// Letters.
    pub letters: u64,
    /// Letters and digits.
    pub characters: u64,
    /// Syllables; a number counts as one.
    pub syllables: u64,
    /// Words of three syllables or more.
    pub polysyllables: u64,
    /// The same less names and words that have three only by -es, -ed or -ing (Gunning 1952).
    pub complex_words: u64,
}

impl TextCounts {
    /// The sum of both.
    #[must_use]
    pub fn plus(self, other: TextCounts) -> TextCounts {
        TextCounts {
            sentences: self.sentences + other.sentences,
            words: self.words + other.words,
            letters: self.letters + other.letters,
            characters: self.characters + other.characters,
            syllables: self.syllables + other.syllables,
            polysyllables: self.polysyllables + other.polysyllables,
            complex_words: self.complex_words + other.complex_words,
        }
    }

    /// The measures; none for a text without a sentence or a word.
    ///
    /// ```
    /// use nutgraf_analysis::TextCounts;
    ///
    /// let counts = TextCounts { sentences: 2, words: 20, syllables: 30, ..TextCounts::default() };
    /// let found = counts.readability().unwrap();
    /// assert!((found.flesch - (206.835 - 1.015 * 10.0 - 84.6 * 1.5)).abs() < 1e-9);
    /// ```
    pub fn readability(&self) -> Option<Readability> {
        if self.sentences == 0 || self.words == 0 {
            return None;
        }
        let (sentences, words) = (self.sentences as f64, self.words as f64);
        let length = words / sentences;
        let of_words = |count: u64| count as f64 / words;
        Some(Readability {
            flesch: 206.835 - 1.015 * length - 84.6 * of_words(self.syllables),
            flesch_kincaid: 0.39 * length + 11.8 * of_words(self.syllables) - 15.59,
            fog: 0.4 * (length + 100.0 * of_words(self.complex_words)),
            smog: 1.043 * (30.0 * self.polysyllables as f64 / sentences).sqrt() + 3.1291,
            coleman_liau: 0.0588 * 100.0 * of_words(self.letters) - 0.296 * 100.0 * sentences / words - 15.8,
            ari: 4.71 * of_words(self.characters) + 0.5 * length - 21.43,
        })
    }
}

/// Measures of reading ease for English. All but the first are grades of American schools: years needed to read the
/// text with ease.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Readability {
    /// Flesch reading ease, the higher the easier: `206.835 - 1.015 * words/sentences - 84.6 * syllables/words`
    /// (Flesch 1948, "A new readability yardstick").
    pub flesch: f64,
    /// `0.39 * words/sentences + 11.8 * syllables/words - 15.59` (Kincaid, Fishburne, Rogers and Chissom 1975).
    pub flesch_kincaid: f64,
    /// Fog index: `0.4 * (words/sentences + 100 * complex words/words)` (Gunning 1952, "The technique of clear
    /// writing").
    pub fog: f64,
    /// SMOG: `1.043 * sqrt(30 * polysyllables/sentences) + 3.1291` (McLaughlin 1969); made for 30 sentences or more.
    pub smog: f64,
    /// `0.0588 * letters in 100 words - 0.296 * sentences in 100 words - 15.8` (Coleman and Liau 1975).
    pub coleman_liau: f64,
    /// Automated readability index: `4.71 * characters/words + 0.5 * words/sentences - 21.43` (Smith and Senter 1967).
    pub ari: f64,
}

/// How long, how varied and how hard to read a story is, or the stories of a part of the corpus.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ReadabilityRow {
    /// The page's id, or the name of the part.
    pub id: String,
    /// Who published it; none for a part.
    pub outlet: Option<String>,
    /// Day of publication; none for a part.
    #[serde(serialize_with = "crate::table::day")]
    pub day: Option<Day>,
    /// Stories.
    pub stories: u64,
    /// What was counted in their paragraphs.
    #[serde(flatten)]
    pub counts: TextCounts,
    /// Words a story.
    pub words_per_story: f64,
    /// Words a sentence; none without a sentence.
    pub words_per_sentence: Option<f64>,
    /// Moving-average type-token ratio over 100 words; of a part, the mean of its stories.
    pub mattr: Option<f64>,
    /// Measure of textual lexical diversity; of a part, the mean of its stories that have one.
    pub mtld: Option<f64>,
    /// Reading ease; none for text that is not English.
    pub readability: Option<Readability>,
}

impl ReadabilityRow {
    /// Rows as columns.
    pub fn table(rows: &[ReadabilityRow]) -> Table {
        let ease = |name: &'static str, of: fn(&Readability) -> f64| {
            Column::optional_real(name, rows, |row| row.readability.as_ref().map(of))
        };
        Table {
            columns: vec![
                Column::text("id", rows, |row| Some(row.id.as_str())),
                Column::text("outlet", rows, |row| row.outlet.as_deref()),
                Column::date("day", rows, |row| row.day),
                Column::integer("stories", rows, |row| row.stories),
                Column::integer("sentences", rows, |row| row.counts.sentences),
                Column::integer("words", rows, |row| row.counts.words),
                Column::integer("syllables", rows, |row| row.counts.syllables),
                Column::integer("polysyllables", rows, |row| row.counts.polysyllables),
                Column::integer("complex_words", rows, |row| row.counts.complex_words),
                Column::real("words_per_story", rows, |row| row.words_per_story),
                Column::optional_real("words_per_sentence", rows, |row| row.words_per_sentence),
                Column::optional_real("mattr", rows, |row| row.mattr),
                Column::optional_real("mtld", rows, |row| row.mtld),
                ease("flesch", |found| found.flesch),
                ease("flesch_kincaid", |found| found.flesch_kincaid),
                ease("fog", |found| found.fog),
                ease("smog", |found| found.smog),
                ease("coleman_liau", |found| found.coleman_liau),
                ease("ari", |found| found.ari),
            ],
        }
    }
}

/// What a printed word adds.
#[derive(Clone, Copy)]
struct WordCounts {
    letters: u32,
    characters: u32,
    syllables: u32,
    capital: bool,
    /// Whether an ending alone makes it a word of three syllables.
    inflected: bool,
    /// A contraction's second half: part of the word before it.
    leans: bool,
}

impl WordCounts {
    fn of(word: &str) -> WordCounts {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count() as u32;
        let found = syllables(word);
        let stem = ["es", "ed", "ing"].iter().find_map(|end| word.strip_suffix(end));
        WordCounts {
            letters,
            characters: word.chars().filter(|c| c.is_alphanumeric()).count() as u32,
            syllables: found,
            capital: word.starts_with(char::is_uppercase),
            inflected: found == 3 && stem.is_some_and(|stem| syllables(stem) < 3),
            leans: word.starts_with(['\'', '’']) || matches!(word, "n't" | "n’t" | "N'T" | "N’T"),
        }
    }

    /// Of a number: one word, one syllable. What a contraction left ("'s") has no syllable.
    fn of_other(token: &str) -> WordCounts {
        let counts = WordCounts::of(token);
        let syllables = u32::from(!counts.leans);
        WordCounts { syllables, capital: false, inflected: false, ..counts }
    }
}

/// The counts of every printed word and other token of a partial.
struct Lexicon {
    words: Vec<WordCounts>,
    others: Vec<WordCounts>,
}

impl Lexicon {
    fn of(partial: &Partial) -> Lexicon {
        let words = (0..partial.words.len() as u32).into_par_iter().with_min_len(1_024);
        let others = (0..partial.others.len() as u32).into_par_iter().with_min_len(1_024);
        Lexicon {
            words: words.map(|word| WordCounts::of(partial.words.get(word))).collect(),
            others: others.map(|other| WordCounts::of_other(partial.others.get(other))).collect(),
        }
    }

    fn of_token(&self, token: u32) -> Option<&WordCounts> {
        match token {
            Sequence::PUNCTUATION => None,
            Sequence::OTHER.. => self.others.get((token - Sequence::OTHER) as usize),
            _ => self.words.get(token as usize),
        }
    }
}

/// What was measured in one story.
#[derive(Clone, Copy)]
struct Measured {
    counts: TextCounts,
    mattr: Option<f64>,
    mtld: Option<f64>,
    english: bool,
}

/// Only paragraphs are running text: a headline without a stop would pass for a sentence.
fn measure(partial: &Partial, lexicon: &Lexicon, story: usize) -> Measured {
    let sequence = partial.sequence(story);
    let mut counts = TextCounts::default();
    let mut terms = vec![];
    for (role, sentences) in (0..sequence.block_count()).filter_map(|block| sequence.block(block)) {
        if role != Role::Paragraph {
            continue;
        }
        for sentence in sentences {
            let mut first = true;
            for &token in &sequence.tokens()[sequence.sentence(sentence)] {
                let Some(word) = lexicon.of_token(token) else { continue };
                terms.extend(partial.term_number(token));
                counts.letters += u64::from(word.letters);
                counts.characters += u64::from(word.characters);
                if word.leans {
                    // "did-n't" has a syllable more, "do-n't" has not; few words decide, so it is left.
                    continue;
                }
                counts.words += 1;
                counts.syllables += u64::from(word.syllables);
                let many = word.syllables >= 3;
                counts.polysyllables += u64::from(many);
                counts.complex_words += u64::from(many && !word.inflected && (first || !word.capital));
                first = false;
            }
            counts.sentences += u64::from(!first);
        }
    }
    let language = partial.language(story).map(str::to_ascii_lowercase);
    let english = language.is_none_or(|tag| tag.is_empty() || tag == "en" || tag.starts_with("en-"));
    Measured { counts, mattr: mattr(&terms, WINDOW), mtld: mtld(&terms), english }
}

/// The mean of the values there are.
fn mean(values: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0_u64);
    for value in values.flatten() {
        sum += value;
        count += 1;
    }
    (count > 0).then(|| sum / count as f64)
}

/// A row of one or several stories.
fn row(id: String, stories: &[Measured]) -> ReadabilityRow {
    let counts = stories.iter().fold(TextCounts::default(), |sum, story| sum.plus(story.counts));
    let english = stories.iter().filter(|story| story.english);
    let english = english.fold(TextCounts::default(), |sum, story| sum.plus(story.counts));
    ReadabilityRow {
        id,
        outlet: None,
        day: None,
        stories: stories.len() as u64,
        counts,
        words_per_story: counts.words as f64 / stories.len().max(1) as f64,
        words_per_sentence: (counts.sentences > 0).then(|| counts.words as f64 / counts.sentences as f64),
        mattr: mean(stories.iter().map(|story| story.mattr)),
        mtld: mean(stories.iter().map(|story| story.mtld)),
        readability: english.readability(),
    }
}

impl Corpus {
    /// Length, lexical diversity and reading ease of each story, in input order. Paragraphs count; headlines and
    /// captions do not.
    ///
    /// ```
    /// use nutgraf_analysis::Corpus;
    /// use nutgraf_core::{Layout, LayoutKind, Options, parse};
    ///
    /// let text = "The ferry sank at noon. The mayor didn't know.\n";
    /// let options = Options { layout: LayoutKind::Body, ..Options::default() };
    /// let rows = Corpus::collect(vec![parse(Layout::plain("a", text), &options)]).readability();
    /// assert_eq!((rows[0].counts.sentences, rows[0].counts.words), (2, 9));
    /// ```
    pub fn readability(&self) -> Vec<ReadabilityRow> {
        let partial = self.partial();
        let measured = measured(partial);
        let mut order: Vec<usize> = (0..measured.len()).collect();
        order.sort_unstable_by_key(|&story| self.places()[story]);
        let of_story = |story: usize| ReadabilityRow {
            outlet: partial.outlet(story).map(str::to_owned),
            day: partial.day(story),
            ..row(
                partial.story_id(story).map_or(String::new(), |(id, _)| id.to_owned()),
                &measured[story..=story],
            )
        };
        order.into_iter().map(of_story).collect()
    }

    /// The same of each outlet or period, its stories taken together.
    pub fn readability_by(&self, by: Grouping) -> Vec<ReadabilityRow> {
        self.readability_among(&self.cut(by))
    }

    /// The same of some parts of the corpus, each taken together.
    pub fn readability_among(&self, parts: &[Selection]) -> Vec<ReadabilityRow> {
        let measured = measured(self.partial());
        let of_part = |part: &Selection| {
            let stories: Vec<Measured> =
                (0..measured.len()).filter(|&story| part.holds(story)).map(|story| measured[story]).collect();
            row(part.name().to_owned(), &stories)
        };
        parts.iter().map(of_part).collect()
    }
}

fn measured(partial: &Partial) -> Vec<Measured> {
    let lexicon = Lexicon::of(partial);
    let stories = (0..partial.stories()).into_par_iter().with_min_len(CHUNK);
    stories.map(|story| measure(partial, &lexicon, story)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64) -> bool {
        (found - expected).abs() < 1e-9
    }

    #[test]
    fn formulas_worked_by_hand() {
        let counts = TextCounts {
            sentences: 4,
            words: 50,
            letters: 230,
            characters: 240,
            syllables: 80,
            polysyllables: 6,
            complex_words: 5,
        };
        let found = counts.readability().unwrap();
        // 12.5 words a sentence, 1.6 syllables a word.
        assert!(close(found.flesch, 206.835 - 12.6875 - 135.36));
        assert!(close(found.flesch_kincaid, 4.875 + 18.88 - 15.59));
        assert!(close(found.fog, 0.4 * (12.5 + 10.0)));
        assert!(close(found.smog, 1.043 * 45.0_f64.sqrt() + 3.1291));
        // 460 letters and 8 sentences in 100 words.
        assert!(close(found.coleman_liau, 27.048 - 2.368 - 15.8));
        assert!(close(found.ari, 4.71 * 4.8 + 6.25 - 21.43));
        assert_eq!(TextCounts::default().readability(), None);
    }

    #[test]
    fn complex_words_are_no_names_and_not_made_by_endings() {
        let of = |word| WordCounts::of(word);
        assert!(of("interesting").inflected || of("interesting").syllables > 3);
        assert!(of("trespasses").inflected && of("created").inflected);
        assert!(!of("harbourmaster").inflected && of("Alexandria").capital);
        assert!(of("n't").leans && WordCounts::of_other("'s").leans);
        assert_eq!((WordCounts::of_other("'s").syllables, WordCounts::of_other("1984").syllables), (0, 1));
    }
}
