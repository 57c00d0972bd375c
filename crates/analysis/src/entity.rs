use std::iter;

use nutgraf_core::{Day, EntityKind};
use nutgraf_gazetteer as gazetteer;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use serde::Serialize;

use crate::link::Links;
use crate::{Column, Partial, Table};

/// Rows of one task at least.
const CHUNK: usize = 64;

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
    /// A country's own name; else the fullest form, the most frequent of equals.
    pub name: String,
    /// The place that a nationality or the like belongs to: "Norway" of "Norwegians".
    pub place: Option<&'static str>,
    /// The other forms, most frequent first; of those that differ in case or a stop only, the most frequent.
    pub aliases: Vec<String>,
    /// Titles printed with it, most frequent first; of those that differ in case or stops only, the most frequent. How
    /// anybody is addressed ("Mr", "Ms") is none.
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
    let mut held: Vec<Held> = Vec::new();
    let mut forms: Vec<(u32, u32, u64)> = Vec::new();
    let mut titles: Vec<(u32, u32, u64)> = Vec::new();
    for (at, (story, &place)) in (0..).zip(partial.stories.iter().zip(places)) {
        let of_story = links.of_story(at as usize);
        for (named, &row) in story.named.iter().zip(of_story) {
            held.push(Held { row, place, entity: named.id, story: at });
            forms.push((row, named.name, 0));
        }
        forms.extend(
            story.forms().map(|form| (of_story[form.entity as usize], form.text, u64::from(form.count))),
        );
        titles.extend(story.titles.iter().map(|&(entity, title)| (of_story[entity as usize], title, 1)));
    }
    held.par_sort_unstable();
    let (forms, titles) = rayon::join(|| by_frequency(forms), || by_frequency(titles));
    let row = |number: u32| {
        let row = &links.rows[number as usize];
        let held = of_row(&held, number, |held| held.row);
        let days = held.iter().filter_map(|held| partial.stories[held.story as usize].day);
        let occurrence = |&Held { place: (page, article), entity, story, .. }: &Held| Occurrence {
            id: partial.stories[story as usize].page.to_string(),
            entity,
            page,
            article,
        };
        let text = |&(_, text): &(u32, u32)| partial.names.get(text);
        let name = links.name(number, partial);
        let forms = of_row(&forms, number, |form| form.0).iter().map(text);
        let mut aliases = once(iter::once(name).chain(forms), without_last_stop);
        aliases.remove(0);
        let titles = of_row(&titles, number, |title| title.0).iter().map(text);
        let titles = titles.filter(|title| !is_courtesy(title));
        EntityRow {
            kind: row.kind,
            name: name.to_owned(),
            place: place(row.kind, name),
            aliases,
            titles: once(titles, without_stops),
            mentions: row.mentions,
            stories: row.stories,
            first: days.clone().min(),
            last: days.max(),
            occurrences: held.iter().map(occurrence).collect(),
        }
    };
    (0..links.rows.len() as u32).into_par_iter().with_min_len(CHUNK).map(row).collect()
}

/// One entity of one story, by its row, then in input order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Held {
    row: u32,
    /// Page and article.
    place: (u32, u32),
    entity: u32,
    /// Number of the story in the partial.
    story: u32,
}

/// What belongs to a row, of what stands in the order of rows.
fn of_row<T>(all: &[T], row: u32, row_of: impl Fn(&T) -> u32) -> &[T] {
    let start = all.partition_point(|one| row_of(one) < row);
    let length = all[start..].partition_point(|one| row_of(one) == row);
    &all[start..start + length]
}

/// Of texts that are the same in small letters and as `plain` makes them, the first.
fn once<'a>(texts: impl Iterator<Item = &'a str>, plain: fn(&str) -> String) -> Vec<String> {
    let mut seen: FxHashSet<String> = FxHashSet::default();
    texts.filter(|text| seen.insert(plain(&text.to_lowercase()))).map(str::to_owned).collect()
}

/// "Inc." as "Inc"; but "U.S." and "US" are two forms of a name.
fn without_last_stop(text: &str) -> String {
    text.strip_suffix('.').unwrap_or(text).to_owned()
}

/// "U.S. envoy" as "US envoy".
fn without_stops(text: &str) -> String {
    text.replace('.', "")
}

/// Whether a title is how anybody is addressed, and says nothing of the person.
fn is_courtesy(title: &str) -> bool {
    let title = title.strip_suffix('.').unwrap_or(title);
    ["Mr", "Mrs", "Ms", "Miss", "Mx", "Messrs"].iter().any(|word| word.eq_ignore_ascii_case(title))
}

/// Row and text, by row, then highest count first, then by text.
fn by_frequency(mut counts: Vec<(u32, u32, u64)>) -> Vec<(u32, u32)> {
    counts.par_sort_unstable();
    let mut summed: Vec<(u32, std::cmp::Reverse<u64>, u32)> = counts
        .chunk_by(|a, b| (a.0, a.1) == (b.0, b.1))
        .map(|same| (same[0].0, std::cmp::Reverse(same.iter().map(|count| count.2).sum()), same[0].1))
        .collect();
    summed.par_sort_unstable();
    summed.into_iter().map(|(row, _, text)| (row, text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_say_nothing_are_none() {
        assert!(is_courtesy("Mr.") && is_courtesy("MISS"));
        assert!(!is_courtesy("Dr.") && !is_courtesy("Mrs Mayor"));
    }

    #[test]
    fn titles_that_differ_in_case_and_stops_are_one() {
        let titles =
            ["chairwoman", "Mayor", "Chairwoman", "mayor of Fell", "Gov.", "Gov", "US envoy", "U.S. Envoy"];
        let found = once(titles.into_iter(), without_stops);
        assert_eq!(found, ["chairwoman", "Mayor", "mayor of Fell", "Gov.", "US envoy"]);
        let forms = ["U.S.", "US", "Fell Inc", "FELL Inc."];
        assert_eq!(once(forms.into_iter(), without_last_stop), ["U.S.", "US", "Fell Inc"]);
    }
}
