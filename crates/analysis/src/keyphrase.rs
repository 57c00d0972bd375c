use nutgraf_core::{Day, stem};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::{Column, Corpus, Stories, Story, Table};

/// Stories named as examples of a keyphrase.
const EXAMPLES: usize = 5;

/// Stories of a task; the result does not depend on it.
const STORIES: usize = 64;

/// A story's best keyphrase counts so much; whole numbers add up in any order.
const UNIT: f64 = 10_000.0;

/// A keyphrase of the corpus.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct KeyphraseRow {
    /// The phrase, in the form that most stories print; the first of equals in the order of their letters.
    pub phrase: String,
    /// Stories that it is a keyphrase of.
    pub stories: u64,
    /// The sum of its scores there; a story's best keyphrase has score 1.
    pub score: f64,
    /// Earliest day of publication of those stories.
    #[serde(serialize_with = "crate::table::day")]
    pub first: Option<Day>,
    /// Latest day.
    #[serde(serialize_with = "crate::table::day")]
    pub last: Option<Day>,
    /// Ids of the pages where it scores highest, at most five; in input order where it scores the same.
    pub examples: Vec<String>,
    /// Page and article of each example, by their indices.
    #[serde(skip)]
    pub places: Vec<(u32, u32)>,
}

impl KeyphraseRow {
    /// Rows as columns.
    pub fn table(rows: &[KeyphraseRow]) -> Table {
        Table {
            columns: vec![
                Column::text("phrase", rows, |row| Some(row.phrase.as_str())),
                Column::integer("stories", rows, |row| row.stories),
                Column::real("score", rows, |row| row.score),
                Column::date("first", rows, |row| row.first),
                Column::date("last", rows, |row| row.last),
                Column::list("examples", rows, |row| row.examples.clone()),
            ],
        }
    }
}

/// All stories of a phrase.
#[derive(Default)]
struct Gathered {
    forms: FxHashMap<String, u64>,
    stories: u64,
    score: u64,
    first: Option<Day>,
    last: Option<Day>,
    /// Highest score first.
    examples: Vec<Example>,
}

struct Example {
    score: u64,
    id: String,
    place: (u32, u32),
}

/// A keyphrase of one story, as it is gathered.
struct Told {
    key: String,
    text: String,
    score: u64,
}

/// The keyphrases of one story, each once.
struct ToldOf {
    id: String,
    place: (u32, u32),
    day: Option<Day>,
    phrases: Vec<Told>,
}

impl ToldOf {
    fn new(story: &Story) -> ToldOf {
        let mut phrases: Vec<Told> = vec![];
        for phrase in &story.article().keyphrases {
            let key = key(&phrase.text);
            if phrases.iter().all(|other| other.key != key) {
                // Of a record made elsewhere, a score may be anything.
                let score = (phrase.score.clamp(0.0, 1.0) * UNIT).round() as u64;
                phrases.push(Told { key, text: phrase.text.clone(), score });
            }
        }
        let place = (story.page_index(), story.article_index());
        ToldOf { id: story.page().id.clone(), place, day: story.day(), phrases }
    }
}

impl Gathered {
    fn row(self) -> KeyphraseRow {
        let mut forms: Vec<(String, u64)> = self.forms.into_iter().collect();
        forms.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        KeyphraseRow {
            phrase: forms.into_iter().next().map(|(form, _)| form).unwrap_or_default(),
            stories: self.stories,
            score: self.score as f64 / UNIT,
            first: self.first,
            last: self.last,
            places: self.examples.iter().map(|example| example.place).collect(),
            examples: self.examples.into_iter().map(|example| example.id).collect(),
        }
    }
}

impl Corpus {
    /// Keyphrases of the stories, those of one stem together: highest sum of scores first, then most stories, then by
    /// phrase.
    ///
    /// ```
    /// use nutgraf_analysis::Corpus;
    /// use nutgraf_core::{Keyphrase, Layout, Options, parse};
    ///
    /// let mut page = parse(Layout::plain("demo", "The ferry sank at noon.\n"), &Options::default());
    /// page.articles[0].keyphrases = vec![Keyphrase { text: "ferry".to_owned(), score: 1.0 }];
    /// let rows = Corpus::collect(vec![page]).keyphrases();
    /// assert_eq!((rows[0].phrase.as_str(), rows[0].stories), ("ferry", 1));
    /// ```
    pub fn keyphrases(&self) -> Vec<KeyphraseRow> {
        let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
        let mut gathered: Vec<Gathered> = Vec::new();
        let mut places = self.places().to_vec();
        places.sort_unstable();
        // Unpacked and stemmed on all threads, added up in input order.
        let told: Vec<Vec<ToldOf>> = places
            .par_chunks(STORIES)
            .map(|places| {
                let places = Vec::from(places);
                let stories = Stories { corpus: self, places: places.into_iter(), open: None };
                stories.map(|story| ToldOf::new(&story)).collect()
            })
            .collect();
        for story in told.into_iter().flatten() {
            for phrase in story.phrases {
                let next = gathered.len();
                let number = *numbers.entry(phrase.key).or_insert(next);
                if number == next {
                    gathered.push(Gathered::default());
                }
                let found = &mut gathered[number];
                *found.forms.entry(phrase.text).or_default() += 1;
                found.stories += 1;
                found.score += phrase.score;
                found.first = found.first.into_iter().chain(story.day).min();
                found.last = found.last.max(story.day);
                let at = found.examples.partition_point(|other| other.score >= phrase.score);
                if at < EXAMPLES {
                    let example = Example { score: phrase.score, id: story.id.clone(), place: story.place };
                    found.examples.insert(at, example);
                    found.examples.truncate(EXAMPLES);
                }
            }
        }
        let mut rows: Vec<KeyphraseRow> = gathered.into_iter().map(Gathered::row).collect();
        rows.sort_by(|a, b| {
            b.score.total_cmp(&a.score).then(b.stories.cmp(&a.stories)).then_with(|| a.phrase.cmp(&b.phrase))
        });
        rows
    }
}

/// What all forms of a phrase share: the stems of its words.
fn key(phrase: &str) -> String {
    let mut key = String::with_capacity(phrase.len());
    for word in phrase.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&stem(&word.to_lowercase()));
    }
    key
}

#[cfg(test)]
mod tests {
    use nutgraf_core::{Keyphrase, Layout, Options, Page, parse};

    use super::*;

    fn page(id: &str, phrases: &[(&str, f64)]) -> Page {
        let mut page = parse(Layout::plain(id, "The ferry sank at noon.\n"), &Options::default());
        page.articles[0].keyphrases =
            phrases.iter().map(|&(text, score)| Keyphrase { text: text.to_owned(), score }).collect();
        page
    }

    #[test]
    fn forms_of_a_phrase_are_one_row() {
        let pages = vec![
            page("a", &[("night ferry", 1.0), ("dock", 0.5)]),
            page("b", &[("Night ferries", 0.75), ("night ferry", 0.5)]),
            page("c", &[("night ferry", 1.0), ("broken", f64::NAN)]),
        ];
        let rows = Corpus::collect(pages).keyphrases();
        assert_eq!((rows[0].phrase.as_str(), rows[0].stories, rows[0].score), ("night ferry", 3, 2.75));
        assert_eq!(rows[0].examples, ["a", "c", "b"]);
        assert_eq!(rows[0].places, [(0, 0), (2, 0), (1, 0)]);
        assert_eq!(rows.len(), 3);
    }

    #[test]
    fn threads_change_nothing() {
        let pages: Vec<Page> = (0..300)
            .map(|n| {
                page(&n.to_string(), &[(&format!("pier {}", n % 7), 0.3), ("Ferries", 0.01 * f64::from(n))])
            })
            .collect();
        let corpus = Corpus::collect(pages);
        let of = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| corpus.keyphrases())
        };
        assert_eq!(of(1).len(), 8);
        assert_eq!(of(2), of(1));
        assert_eq!(of(8), of(1));
    }

    #[test]
    fn merged_parts_are_the_whole() {
        let pages: Vec<Page> = (0..7)
            .map(|n| {
                page(&n.to_string(), &[("ferry", 1.0), (&format!("pier {}", n % 3), 0.1 * f64::from(n))])
            })
            .collect();
        let whole = Corpus::collect(pages.clone()).keyphrases();
        for size in [1, 2, 5] {
            let parts = pages.chunks(size).map(|part| Corpus::collect(part.to_vec()));
            assert_eq!(parts.fold(Corpus::default(), Corpus::merge).keyphrases(), whole);
        }
    }
}
