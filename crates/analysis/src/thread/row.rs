//! Threads of a corpus for people and tables.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use nutgraf_core::Day;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::{Found, StoryThreadOptions, find};
use crate::stop::StopList;
use crate::story::Told;
use crate::{Column, Corpus, Table, Values};

/// Names shown of a thread.
const ENTITIES: usize = 5;

/// A thread of coverage.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct StoryThread {
    /// Its number, from 0: known threads first, then those of most stories, then the earliest, then in input order.
    pub group: u32,
    /// The title of its most typical story, of those with a headline if there are any.
    pub title: String,
    /// First day of publication.
    #[serde(serialize_with = "crate::table::day")]
    pub first: Option<Day>,
    /// Last day of publication.
    #[serde(serialize_with = "crate::table::day")]
    pub last: Option<Day>,
    /// Days from the first to the last, both counted; none when no day is known.
    pub days: Option<u32>,
    /// Who covered it, most stories first.
    pub outlets: Vec<String>,
    /// Who and what most of its stories name.
    pub entities: Vec<String>,
    /// The pages whose own story (the first) is in the thread. Every page of the corpus stands in one thread, a page
    /// without a story in one of its own. A digest's further stories are in `stories` only.
    pub ids: Vec<String>,
    /// Its stories, by day, then in input order; those without a day last.
    pub stories: Vec<ThreadStory>,
}

/// A story of a thread.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ThreadStory {
    /// The page's id.
    pub id: String,
    /// Index of the article in its page.
    pub article: u32,
    /// Day of publication.
    #[serde(serialize_with = "crate::table::day")]
    pub day: Option<Day>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its title for people.
    pub title: String,
    /// Mean likeness to the other stories of the thread; 0 for a story alone.
    pub closeness: f64,
    /// Index of the page in the corpus.
    #[serde(skip)]
    pub page: u32,
}

impl StoryThread {
    /// A row a thread of two or more stories.
    pub fn table(rows: &[StoryThread]) -> Table {
        let rows: Vec<&StoryThread> = rows.iter().filter(|row| row.stories.len() > 1).collect();
        let days = rows.iter().map(|row| row.days.map(i64::from)).collect();
        Table {
            columns: vec![
                Column::integer("group", &rows, |row| u64::from(row.group)),
                Column::integer("stories", &rows, |row| row.stories.len() as u64),
                Column::text("title", &rows, |row| Some(row.title.as_str())),
                Column::date("first", &rows, |row| row.first),
                Column::date("last", &rows, |row| row.last),
                Column { name: "days", values: Values::Integer(days) },
                Column::list("outlets", &rows, |row| row.outlets.clone()),
                Column::list("entities", &rows, |row| row.entities.clone()),
                Column::list("ids", &rows, |row| row.stories.iter().map(|story| story.id.clone()).collect()),
            ],
        }
    }

    /// A row a story, also of threads of one.
    pub fn story_table(rows: &[StoryThread]) -> Table {
        let all: Vec<(&StoryThread, &ThreadStory)> =
            rows.iter().flat_map(|row| row.stories.iter().map(move |story| (row, story))).collect();
        Table {
            columns: vec![
                Column::integer("group", &all, |(row, _)| u64::from(row.group)),
                Column::integer("size", &all, |(row, _)| row.stories.len() as u64),
                Column::text("thread", &all, |(row, _)| Some(row.title.as_str())),
                Column::text("id", &all, |(_, story)| Some(story.id.as_str())),
                Column::integer("article", &all, |(_, story)| u64::from(story.article)),
                Column::date("day", &all, |(_, story)| story.day),
                Column::text("outlet", &all, |(_, story)| story.outlet.as_deref()),
                Column::text("title", &all, |(_, story)| Some(story.title.as_str())),
                Column::real("closeness", &all, |(_, story)| story.closeness),
            ],
        }
    }
}

impl Corpus {
    /// Threads of coverage: stories of one event and what came of it, over days and outlets.
    ///
    /// A story is a vector of words, words of names (which count more) and pairs of neighbouring words, weighted by
    /// tf-idf. The likeness of two stories is their cosine over the geometric mean of the density of coverage around
    /// each, its mean cosine with its five nearest neighbours (local scaling: Zelnik-Manor and Perona 2004); so the two
    /// trials of one month stay apart although each is near the other. Threads are found by average link (Sokal and
    /// Michener 1958) over the pairs that an inverted index finds and that lie within the window of days.
    ///
    /// With [`StoryThreadOptions::known`], what was found before stays: known threads keep their stories and their
    /// order, never become one, and take the new stories that are near enough on average, nearest first; all other
    /// new stories form threads of their own. Weights and densities are those of the whole corpus, so that the result
    /// depends on the corpus and the known threads alone, not on how many steps led there. Without known threads it is
    /// that of one run over everything. The order of the pages, threads and parts change no thread.
    ///
    /// ```
    /// use nutgraf_analysis::{Corpus, StoryThreadOptions};
    /// use nutgraf_core::{Layout, Options, parse};
    ///
    /// let page = |id: &str, text: &str| parse(Layout::plain(id, text), &Options::default());
    /// let corpus = Corpus::collect(vec![
    ///     page("a", "The ferry Maren sank off Port Lune with all lights on, the harbour master said.\n"),
    ///     page("b", "The mayor of Larena lost the vote on tram fares, and will resign in spring.\n"),
    ///     page("c", "Divers have reached the ferry Maren, which sank off Port Lune, the harbour master said.\n"),
    /// ]);
    /// let threads = corpus.story_threads(&StoryThreadOptions::default());
    /// let ids: Vec<Vec<String>> = threads.into_iter().map(|thread| thread.ids).collect();
    /// assert_eq!(ids, [vec!["a", "c"], vec!["b"]]);
    /// ```
    pub fn story_threads(&self, options: &StoryThreadOptions) -> Vec<StoryThread> {
        let first = self.first_stories();
        let known = self.known(&first, options);
        let found = find(self.partial(), &known, options);
        let rank: FxHashMap<u32, usize> =
            (0..).zip(&known).filter_map(|(rank, thread)| Some((*thread.first()?, rank))).collect();
        let maker = Rows {
            corpus: self,
            found: &found,
            first: &first,
            told: self.told(),
            stop: StopList::new(true, true),
        };
        let row = |thread: &Vec<u32>| {
            let rank = thread.iter().filter_map(|story| rank.get(story).copied()).min();
            (rank, maker.row(thread))
        };
        let mut rows: Vec<(Option<usize>, StoryThread)> = found.threads.par_iter().map(row).collect();
        rows.sort_by_cached_key(|(rank, row)| {
            let place = row.stories.first().map(|story| (story.page, story.article));
            (rank.is_none(), *rank, Reverse(row.stories.len()), row.first.is_none(), row.first, place)
        });
        let mut rows: Vec<StoryThread> = rows.into_iter().map(|(_, row)| row).collect();
        let mut with_story: Vec<u32> = self.places().iter().map(|place| place.0).collect();
        with_story.sort_unstable();
        let without = (0..self.len() as u32).filter(|at| with_story.binary_search(at).is_err());
        for page in without.map(|at| self.page(at as usize).unwrap_or_default()) {
            rows.push(StoryThread {
                group: 0,
                title: String::new(),
                first: None,
                last: None,
                days: None,
                outlets: vec![],
                entities: vec![],
                ids: vec![page.id.clone()],
                stories: vec![],
            });
        }
        for (number, row) in (0..).zip(&mut rows) {
            row.group = number;
        }
        rows
    }

    /// The known threads as numbers of stories; of a page the first story, and each in one thread only.
    fn known(&self, first: &[bool], options: &StoryThreadOptions) -> Vec<Vec<u32>> {
        if options.known.is_empty() {
            return vec![];
        }
        let mut free: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        for (number, story) in (0..).zip(&self.partial().stories) {
            if first.get(number as usize) == Some(&true) {
                free.entry(&story.page).or_default().push(number);
            }
        }
        let mut threads = vec![];
        for ids in &options.known {
            let mut thread: Vec<u32> =
                ids.iter().filter_map(|id| free.remove(id.as_str())).flatten().collect();
            thread.sort_unstable();
            if !thread.is_empty() {
                threads.push(thread);
            }
        }
        threads
    }

    /// What rows tell of every story, by its number in the partial; none of one whose page cannot be unpacked.
    fn told(&self) -> Vec<Option<Told>> {
        let mut order: Vec<u32> = (0..self.places().len() as u32).collect();
        order.sort_unstable_by_key(|&number| self.places()[number as usize]);
        let places: Vec<(u32, u32)> = order.iter().map(|&number| self.places()[number as usize]).collect();
        let mut told = vec![None; places.len()];
        for (number, story) in
            order.into_iter().zip(self.of_stories(&places, false, |story| story.map(Told::of)))
        {
            told[number as usize] = story;
        }
        told
    }

    /// Per story, whether it is the first of its page.
    fn first_stories(&self) -> Vec<bool> {
        let mut places: Vec<((u32, u32), u32)> = self.places().iter().copied().zip(0..).collect();
        places.sort_unstable();
        let mut first = vec![false; places.len()];
        for of_page in places.chunk_by(|a, b| a.0.0 == b.0.0) {
            first[of_page[0].1 as usize] = true;
        }
        first
    }
}

/// What makes rows of threads.
struct Rows<'a> {
    corpus: &'a Corpus,
    found: &'a Found,
    /// Per story, whether it is the first of its page.
    first: &'a [bool],
    /// See [`Corpus::told`].
    told: Vec<Option<Told>>,
    stop: StopList,
}

impl Rows<'_> {
    fn row(&self, thread: &[u32]) -> StoryThread {
        let Rows { corpus, found, first, told, .. } = self;
        let partial = corpus.partial();
        let mut members: Vec<u32> = thread.to_vec();
        members.sort_by_key(|&number| {
            let day = partial.stories[number as usize].day;
            (day.is_none(), day, corpus.places()[number as usize])
        });
        let (mut ids, mut stories, mut headed) = (vec![], vec![], vec![]);
        let mut outlets: BTreeMap<String, usize> = BTreeMap::new();
        let mut entities: BTreeMap<u32, u32> = BTreeMap::new();
        for &number in &members {
            let (page, article) = corpus.places()[number as usize];
            let Some(Told { id, day, outlet, title, headed: has_headline }) = told[number as usize].clone()
            else {
                continue;
            };
            let closeness = found.closeness.get(number as usize).copied().unwrap_or_default();
            if let Some(outlet) = &outlet {
                *outlets.entry(outlet.clone()).or_default() += 1;
            }
            let mut named = corpus.links().of_story(number as usize).to_vec();
            named.sort_unstable();
            named.dedup();
            named.into_iter().for_each(|entity| *entities.entry(entity).or_default() += 1);
            if first.get(number as usize) == Some(&true) {
                ids.push(id.clone());
            }
            headed.push(has_headline);
            stories.push(ThreadStory { id, article, day, outlet, title, closeness, page });
        }
        let mut outlets: Vec<(String, usize)> = outlets.into_iter().collect();
        outlets.sort_by_key(|(_, count)| Reverse(*count));
        let (start, end) = (
            stories.iter().filter_map(|story| story.day).min(),
            stories.iter().filter_map(|story| story.day).max(),
        );
        // A printed headline is a better title than the beginning of a text.
        let mut best = 0;
        for (at, story) in stories.iter().enumerate() {
            if (headed[at], story.closeness) > (headed[best], stories[best].closeness) {
                best = at;
            }
        }
        StoryThread {
            group: 0,
            title: stories.get(best).map_or(String::new(), |story| story.title.clone()),
            first: start,
            last: end,
            days: start.zip(end).and_then(|(start, end)| u32::try_from(end - start + 1).ok()),
            outlets: outlets.into_iter().map(|(outlet, _)| outlet).collect(),
            entities: self.names_of(entities, stories.len()),
            ids,
            stories,
        }
    }

    /// The names of most stories, of those that at least half of them name; agencies and the like left out.
    fn names_of(&self, counts: BTreeMap<u32, u32>, stories: usize) -> Vec<String> {
        let mut counts: Vec<(u32, u32)> = counts.into_iter().collect();
        counts.sort_by_key(|&(entity, count)| (Reverse(count), entity));
        counts
            .into_iter()
            .filter(|&(_, count)| 2 * count as usize >= stories)
            .filter_map(|(entity, _)| self.corpus.links().rows.get(entity as usize))
            .map(|row| self.corpus.partial().names.get(row.name).to_owned())
            .filter(|name| !self.stop.holds_name(name))
            .take(ENTITIES)
            .collect()
    }
}
