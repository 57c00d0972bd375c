//! The duplicates of a corpus: its stories, compared by their running text.

use std::cell::LazyCell;

use nutgraf_core::{Day, Role, Span};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Serialize, Serializer};

use super::anchor::{Sketch, sketch};
use super::change::Passages;
use super::words::Words;
use super::{Change, CopyKind, DuplicateOptions, DuplicateText, GroupedText, groups};
use crate::story::Told;
use crate::{Column, Corpus, Story, Table, Values};

/// Stories that are one report.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct DuplicateRow {
    /// Its number, from 0: groups of most stories first, then in input order of their originals.
    pub group: u32,
    /// The pages whose own story (the first) is in the group, the original's first. Every page of the corpus stands in
    /// one group, a page without a story in one of its own. A digest's further stories are in `stories` only.
    pub ids: Vec<String>,
    /// The stories, the likely original first, then by day and id.
    pub stories: Vec<DuplicateStory>,
}

/// A story of a group.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct DuplicateStory {
    /// The page's id.
    pub id: String,
    /// Index of the article in its page.
    pub article: u32,
    /// How it differs from the original.
    pub kind: CopyKind,
    /// Day of publication.
    #[serde(serialize_with = "crate::table::day")]
    pub day: Option<Day>,
    /// Days after the original; none when a day is not known.
    pub lag: Option<i32>,
    /// Who ran it.
    pub outlet: Option<String>,
    /// Its title for people.
    pub title: String,
    /// Shared shingles of three words over those of the text, of the two, that has fewer: 0 to 1.
    pub containment: f64,
    /// Shared shingles over those of either: 0 to 1.
    pub resemblance: f64,
    /// What of the original is not in it: spans of the original's text.
    #[serde(serialize_with = "spans")]
    pub cut: Vec<Span>,
    /// What of it is not in the original: spans of its own text.
    #[serde(serialize_with = "spans")]
    pub added: Vec<Span>,
    /// Index of the page in the corpus.
    #[serde(skip)]
    pub page: u32,
}

fn spans<S: Serializer>(spans: &[Span], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(spans.iter().map(|span| (span.start(), span.end())))
}

impl DuplicateRow {
    /// A row a group of two or more stories.
    pub fn table(rows: &[DuplicateRow]) -> Table {
        let rows: Vec<&DuplicateRow> = rows.iter().filter(|row| row.stories.len() > 1).collect();
        let original = |row: &&DuplicateRow| row.stories.first().cloned();
        let kinds = |row: &&DuplicateRow| {
            let of = |kind: CopyKind| {
                let count = row.stories.iter().filter(|story| story.kind == kind).count();
                (count > 0).then(|| format!("{count} {}", kind.name()))
            };
            [CopyKind::Exact, CopyKind::Near, CopyKind::Contained].into_iter().filter_map(of).collect()
        };
        let outlets = |row: &&DuplicateRow| {
            let mut outlets: Vec<String> = vec![];
            for outlet in row.stories.iter().filter_map(|story| story.outlet.as_ref()) {
                if !outlets.contains(outlet) {
                    outlets.push(outlet.clone());
                }
            }
            outlets
        };
        let title = |row: &&DuplicateRow| original(row).map(|story| story.title);
        let days = |row: &&DuplicateRow| row.stories.iter().filter_map(|story| story.day).max();
        Table {
            columns: vec![
                Column::integer("group", &rows, |row| u64::from(row.group)),
                Column::integer("stories", &rows, |row| row.stories.len() as u64),
                Column { name: "title", values: Values::Text(rows.iter().map(title).collect()) },
                Column::list("copies", &rows, kinds),
                Column::date("first", &rows, |row| original(row).and_then(|story| story.day)),
                Column::date("last", &rows, days),
                Column::list("outlets", &rows, outlets),
                Column::list("ids", &rows, |row| row.stories.iter().map(|story| story.id.clone()).collect()),
            ],
        }
    }

    /// A row a story, also of groups of one: with the texts of what was cut and added.
    pub fn story_table(rows: &[DuplicateRow], corpus: &Corpus) -> Table {
        let all: Vec<(&DuplicateRow, &DuplicateStory)> =
            rows.iter().flat_map(|row| row.stories.iter().map(move |story| (row, story))).collect();
        let texts = |story: &DuplicateStory, spans: &[Span]| -> Vec<String> {
            let Some(found) = (!spans.is_empty()).then(|| corpus.story(story.page, story.article)).flatten()
            else {
                return vec![];
            };
            spans.iter().map(|span| span.slice(&found.article().text).to_owned()).collect()
        };
        let lag = all.iter().map(|(_, story)| story.lag.map(i64::from)).collect();
        Table {
            columns: vec![
                Column::integer("group", &all, |(row, _)| u64::from(row.group)),
                Column::integer("size", &all, |(row, _)| row.stories.len() as u64),
                Column::text("id", &all, |(_, story)| Some(story.id.as_str())),
                Column::integer("article", &all, |(_, story)| u64::from(story.article)),
                Column::text("kind", &all, |(_, story)| Some(story.kind.name())),
                Column::date("day", &all, |(_, story)| story.day),
                Column { name: "lag", values: Values::Integer(lag) },
                Column::text("outlet", &all, |(_, story)| story.outlet.as_deref()),
                Column::text("title", &all, |(_, story)| Some(story.title.as_str())),
                Column::real("containment", &all, |(_, story)| story.containment),
                Column::real("resemblance", &all, |(_, story)| story.resemblance),
                Column::list("cut", &all, |(row, story)| texts(&row.stories[0], &story.cut)),
                Column::list("added", &all, |(_, story)| texts(story, &story.added)),
            ],
        }
    }
}

impl DuplicateText<'_> {
    /// The running text of a story: paragraphs, subheads and pull quotes; all of it when it has none.
    pub fn of_story(story: &Story) -> DuplicateText<'_> {
        let article = story.article();
        let running = article
            .blocks
            .iter()
            .filter(|block| matches!(block.role, Role::Paragraph | Role::Subhead | Role::Pullquote));
        let mut passages: Vec<Span> = running.map(|block| block.span).collect();
        if passages.is_empty() {
            passages = article.blocks.iter().map(|block| block.span).collect();
        }
        DuplicateText {
            id: story.page().id.as_str().into(),
            text: article.text.as_str().into(),
            passages,
            day: story.day(),
        }
    }
}

impl Corpus {
    /// Stories that are one report: equal, nearly equal, cut or framed. See [`duplicates`](crate::duplicates).
    pub fn duplicates(&self, options: &DuplicateOptions) -> Vec<DuplicateRow> {
        let places = self.places_in_order();
        let copied = self.copied(&places, options);
        let row = |group: &Vec<GroupedText>| self.row(group, &places, &copied);
        let mut rows: Vec<DuplicateRow> = copied.groups.par_iter().map(row).collect();
        let with_story: Vec<u32> = places.iter().map(|place| place.0).collect();
        let without = (0..self.len() as u32).filter(|at| with_story.binary_search(at).is_err());
        for page in without.map(|at| self.page(at as usize).unwrap_or_default()) {
            rows.push(DuplicateRow { group: 0, ids: vec![page.id.clone()], stories: vec![] });
        }
        for (number, row) in (0..).zip(&mut rows) {
            row.group = number;
        }
        rows
    }

    /// The corpus with every report once: copies are left out, the likely original (earliest day, then longest) stays.
    /// Pages on which no story is left are left out; of a digest, only the stories that are no copies count.
    #[must_use]
    pub fn deduplicate(&self, options: &DuplicateOptions) -> Corpus {
        let places = self.places_in_order();
        let groups = self.copied(&places, options).groups;
        let mut kept: Vec<(u32, u32)> =
            groups.iter().filter_map(|group| places.get(group.first()?.text as usize).copied()).collect();
        kept.sort_unstable();
        let numbers = (0..).zip(self.places()).filter(|(_, place)| kept.binary_search(place).is_ok());
        self.view(&numbers.map(|(number, _)| number).collect::<Vec<u32>>(), "every report once")
    }

    /// Page and article of every story, in input order.
    fn places_in_order(&self) -> Vec<(u32, u32)> {
        let mut places = self.places().to_vec();
        places.sort_unstable();
        places
    }

    /// Groups of the stories of these places, largest first, and what was kept of the stories. Pages are unpacked one
    /// by one, in their order, and once more those with stories that may be copies: no second copy of all texts.
    fn copied(&self, places: &[(u32, u32)], options: &DuplicateOptions) -> Copied {
        let sketched = |story: Option<&Story>| match story {
            None => (Sketch::default(), Told::default()),
            Some(story) => (sketch(&DuplicateText::of_story(story)), Told::of(story)),
        };
        let found = self.of_stories(places, false, sketched);
        let (sketches, told): (Vec<Sketch>, Vec<Told>) = found.into_iter().unzip();
        let keys: Vec<(Option<Day>, &str)> =
            told.iter().map(|story| (story.day, story.id.as_str())).collect();
        let fetch = |wanted: &[u32]| {
            let wanted: Vec<(u32, u32)> = wanted.iter().map(|&at| places[at as usize]).collect();
            self.of_stories(&wanted, false, words)
        };
        let (mut groups, words) = groups(&sketches, &keys, &fetch, options);
        groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
        Copied { groups, told, words }
    }

    fn row(&self, group: &[GroupedText], places: &[(u32, u32)], copied: &Copied) -> DuplicateRow {
        let mut row = DuplicateRow { group: 0, ids: vec![], stories: vec![] };
        let Some(first) = group.first() else { return row };
        let passages = |at: u32| match copied.words.get(&at) {
            Some(words) => Passages::of(words),
            // Its words are another's, which was compared in its place; its passages may not be.
            None => {
                let (page, article) = places[at as usize];
                Passages::of(&words(self.story(page, article).as_ref()))
            }
        };
        let original = LazyCell::new(|| passages(first.text));
        let first_day = copied.told[first.text as usize].day;
        for copy in group {
            let change = match copy.kind {
                CopyKind::Near | CopyKind::Contained => original.changes(&passages(copy.text)),
                CopyKind::Original | CopyKind::Exact => Change::default(),
            };
            let (page, article) = places[copy.text as usize];
            let Told { id, day, outlet, title, .. } = copied.told[copy.text as usize].clone();
            // A page's own story is its first article, or else the first story that counts.
            if places.get((copy.text as usize).wrapping_sub(1)).is_none_or(|place| place.0 != page) {
                row.ids.push(id.clone());
            }
            row.stories.push(DuplicateStory {
                id,
                article,
                kind: copy.kind,
                day,
                lag: day.zip(first_day).map(|(day, first)| day - first),
                outlet,
                title,
                containment: copy.containment,
                resemblance: copy.resemblance,
                cut: change.cut,
                added: change.added,
                page,
            });
        }
        row
    }
}

/// Groups of stories and what was kept of the stories.
struct Copied {
    groups: Vec<Vec<GroupedText>>,
    /// Of every story.
    told: Vec<Told>,
    /// Of those that were compared.
    words: FxHashMap<u32, Words>,
}

/// The words of a story; none when its page cannot be unpacked.
fn words(story: Option<&Story>) -> Words {
    story.map(|story| Words::of(&DuplicateText::of_story(story))).unwrap_or_default()
}
