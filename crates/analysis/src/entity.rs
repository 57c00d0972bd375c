use nutgraf_core::{Day, EntityKind};
use nutgraf_gazetteer as gazetteer;
use serde::Serialize;

use crate::link::Links;
use crate::{Column, Partial, Table};

/// One entity of one page: where a corpus entity occurs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Occurrence {
    /// The page's id.
    pub id: String,
    /// The entity's id on that page.
    pub entity: u32,
    /// Index of the page in the corpus.
    #[serde(skip)]
    pub page: u32,
    /// Index of the article in the page.
    #[serde(skip)]
    pub article: u32,
}

/// One entity of the corpus.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct EntityRow {
    /// What it is.
    pub kind: EntityKind,
    /// The fullest form, the most frequent of equals.
    pub name: String,
    /// The place that a nationality or the like belongs to: "Norway" of "Norwegians".
    pub place: Option<&'static str>,
    /// The other forms, most frequent first.
    pub aliases: Vec<String>,
    /// Titles printed with it, most frequent first.
    pub titles: Vec<String>,
    /// Mentions in stories.
    pub mentions: u64,
    /// Stories that name it.
    pub stories: u64,
    /// Earliest day of publication of those stories; `YYYY-MM-DD` in JSON.
    #[serde(serialize_with = "crate::table::day")]
    pub first: Option<Day>,
    /// Latest day.
    #[serde(serialize_with = "crate::table::day")]
    pub last: Option<Day>,
    /// Where, in input order.
    pub occurrences: Vec<Occurrence>,
}

impl EntityRow {
    /// Rows as columns, without the occurrences.
    pub fn table(rows: &[EntityRow]) -> Table {
        Table {
            columns: vec![
                Column::text("kind", rows, |row| Some(row.kind.name())),
                Column::text("name", rows, |row| Some(row.name.as_str())),
                Column::list("aliases", rows, |row| row.aliases.clone()),
                Column::list("titles", rows, |row| row.titles.clone()),
                Column::integer("mentions", rows, |row| row.mentions),
                Column::integer("stories", rows, |row| row.stories),
                Column::date("first", rows, |row| row.first),
                Column::date("last", rows, |row| row.last),
                Column::text("place", rows, |row| row.place),
            ],
        }
    }
}

/// The place of a group.
fn place(kind: EntityKind, name: &str) -> Option<&'static str> {
    let of = || gazetteer::demonym(name).map(|demonym| demonym.place);
    if kind == EntityKind::Group { of() } else { None }
}

/// The rows of linked entities; `places` says for each story on which page and where on it it stands.
pub(crate) fn rows(partial: &Partial, links: &Links, places: &[(u32, u32)]) -> Vec<EntityRow> {
    let mut rows: Vec<EntityRow> = (0..)
        .zip(&links.rows)
        .map(|(number, row)| EntityRow {
            kind: row.kind,
            name: links.name(number, partial).to_owned(),
            place: place(row.kind, links.name(number, partial)),
            aliases: vec![],
            titles: vec![],
            mentions: row.mentions,
            stories: row.stories,
            first: None,
            last: None,
            occurrences: vec![],
        })
        .collect();
    let mut forms: Vec<(u32, u32, u64)> = Vec::new();
    let mut titles: Vec<(u32, u32, u64)> = Vec::new();
    for (at, (story, &(page, article))) in partial.stories.iter().zip(places).enumerate() {
        let of_story = links.of_story(at);
        for (named, &number) in story.named.iter().zip(of_story) {
            let row = &mut rows[number as usize];
            row.first = row.first.into_iter().chain(story.day).min();
            row.last = row.last.max(story.day);
            row.occurrences.push(Occurrence { id: story.page.to_string(), entity: named.id, page, article });
            forms.push((number, named.name, 0));
        }
        forms.extend(
            story.forms.iter().map(|form| (of_story[form.entity as usize], form.text, u64::from(form.count))),
        );
        titles.extend(story.titles.iter().map(|&(entity, title)| (of_story[entity as usize], title, 1)));
    }
    for (row, text) in by_frequency(forms) {
        if links.name(row, partial) != partial.names.get(text) {
            rows[row as usize].aliases.push(partial.names.get(text).to_owned());
        }
    }
    for (row, text) in by_frequency(titles) {
        rows[row as usize].titles.push(partial.names.get(text).to_owned());
    }
    for row in &mut rows {
        row.occurrences.sort_by_key(|occurrence| (occurrence.page, occurrence.article, occurrence.entity));
    }
    rows
}

/// Row and text, by row, then highest count first, then by text.
fn by_frequency(mut counts: Vec<(u32, u32, u64)>) -> Vec<(u32, u32)> {
    counts.sort_unstable();
    let mut summed: Vec<(u32, std::cmp::Reverse<u64>, u32)> = counts
        .chunk_by(|a, b| (a.0, a.1) == (b.0, b.1))
        .map(|same| (same[0].0, std::cmp::Reverse(same.iter().map(|count| count.2).sum()), same[0].1))
        .collect();
    summed.sort_unstable();
    summed.into_iter().map(|(row, _, text)| (row, text)).collect()
}
