//! When something was in the news: bursts as strips over time, and levels that changed for good.

use minijinja::Value;
use nutgraf_analysis::{
    BurstOptions, BurstRow, ChangeOptions, ChangeRow, Corpus, EntityRow, KeyphraseRow, Subject, Subjects,
    TermRow, Unit,
};
use serde::Serialize;

use crate::draw;
use crate::evidence::Evidence;
use crate::names::{entity_evidence, term_evidence};

/// Strips at most.
const STRIPS: usize = 16;
/// Changes at most.
const CHANGES: usize = 10;
/// Fewest stories of a name or word.
const STORIES: u64 = 3;

#[derive(Serialize)]
pub(crate) struct Bursts {
    unit: &'static str,
    first: String,
    last: String,
    strips: Vec<Strip>,
}

#[derive(Serialize)]
struct Strip {
    name: String,
    kind: &'static str,
    chart: Value,
    period: String,
    stories: u64,
    all_stories: u64,
    usual: String,
    anchor: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct Change {
    name: String,
    day: String,
    before: String,
    after: String,
    anchor: Option<String>,
}

/// The last words of keyphrases, in order: what a phrase is of. Of all words only these are followed over time; "ran"
/// says nothing by itself.
pub(crate) fn heads_of(phrases: &[KeyphraseRow]) -> Vec<String> {
    let head = |row: &KeyphraseRow| row.phrase.rsplit([' ', '-']).next().map(str::to_lowercase);
    let mut heads: Vec<String> = phrases.iter().filter_map(head).collect();
    heads.sort_unstable();
    heads.dedup();
    heads
}

/// Whether a word may be followed: it is what some keyphrase is of, and no part of a name that is followed itself.
fn is_telling(term: &str, heads: &[String], names: &[String]) -> bool {
    heads.binary_search_by(|head| head.as_str().cmp(term)).is_ok() && !is_of_name(term, names)
}

/// A word or name, its sentences, and its stories over time.
struct Followed<'a> {
    corpus: &'a Corpus,
    entities: &'a [EntityRow],
    terms: &'a [TermRow],
}

impl Followed<'_> {
    fn entity(&self, kind: &str, name: &str) -> Option<usize> {
        self.entities.iter().position(|row| row.kind.name() == kind && row.name == name)
    }

    fn anchor(&self, kind: &str, name: &str, evidence: &mut Evidence<'_>) -> Option<String> {
        if kind == "term" {
            let row = self.terms.iter().find(|row| row.term == name)?;
            return Some(term_evidence(self.corpus, row, evidence));
        }
        let index = self.entity(kind, name)?;
        Some(entity_evidence(self.corpus, index, &self.entities[index], evidence))
    }

    /// Stories of each step that has a day.
    fn series(&self, kind: &str, name: &str, unit: Unit) -> Vec<(nutgraf_core::Day, u64)> {
        let subject = match kind {
            "term" => Subject::Term(name),
            _ => Subject::Entity(self.entity(kind, name).map_or(u32::MAX, |index| index as u32)),
        };
        let rows = self.corpus.timeline_of(subject, unit);
        rows.into_iter().filter_map(|row| Some((row.start?, row.stories))).collect()
    }
}

/// The words of names, in order: what they say is left to the names.
fn words_of<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let apart = |name: &str| name.to_lowercase().replace(['’', '\'', '.', ','], " ");
    let mut words: Vec<String> = names
        .flat_map(|name| apart(name).split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn is_of_name(term: &str, words: &[String]) -> bool {
    let term = term.trim_end_matches("'s");
    words.binary_search_by(|word| word.as_str().cmp(term)).is_ok()
}

/// The heaviest bursts of names and words, one each; none when there is none.
pub(crate) fn bursts(
    corpus: &Corpus,
    entities: &[EntityRow],
    terms: &[TermRow],
    heads: &[String],
    unit: Unit,
    evidence: &mut Evidence<'_>,
) -> Option<Bursts> {
    let options = BurstOptions { unit, min_stories: STORIES, ..BurstOptions::default() };
    let mut rows: Vec<BurstRow> = corpus.bursts(Subjects::Entities, &options);
    let words = words_of(rows.iter().map(|row| row.name.as_str()));
    rows.extend(corpus.bursts(Subjects::Terms, &options));
    // Names before words of one weight: both are sorted, and so is this.
    rows.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let followed = Followed { corpus, entities, terms };
    let mut told: Vec<String> = vec![];
    let mut strips = vec![];
    let mut ends = None;
    for row in rows {
        if strips.len() == STRIPS {
            break;
        }
        if row.stories < STORIES
            || told.contains(&row.name)
            || row.kind == "term" && !is_telling(&row.name, heads, &words)
        {
            continue;
        }
        let series = followed.series(row.kind, &row.name, unit);
        let (Some(first), Some(last)) = (series.first(), series.last()) else { continue };
        ends = Some((first.0, last.0));
        let steps: Vec<(u64, bool)> = series
            .iter()
            .map(|&(start, stories)| (stories, (row.start..=row.end).contains(&start)))
            .collect();
        strips.push(Strip {
            chart: Value::from_safe_string(draw::strip(&steps)),
            period: match row.start == row.end {
                true => row.start.to_string(),
                false => format!("{} – {}", row.start, row.end),
            },
            stories: row.stories,
            all_stories: row.all_stories,
            usual: format!("{:.0}", row.usual / 10.0),
            anchor: followed.anchor(row.kind, &row.name, evidence),
            kind: row.kind,
            name: row.name.clone(),
        });
        told.push(row.name);
    }
    let (first, last) = ends?;
    let unit = match unit {
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
    };
    Some(Bursts { unit, first: first.to_string(), last: last.to_string(), strips })
}

/// Levels that changed for good: of all stories, then of names and words.
pub(crate) fn changes(
    corpus: &Corpus,
    entities: &[EntityRow],
    terms: &[TermRow],
    heads: &[String],
    unit: Unit,
    evidence: &mut Evidence<'_>,
) -> Vec<Change> {
    let options = ChangeOptions { unit, ..ChangeOptions::default() };
    let all = corpus.changes(Subjects::One(Subject::Stories), &options);
    let mut rows: Vec<ChangeRow> = corpus.changes(Subjects::Entities, &options);
    let words = words_of(rows.iter().map(|row| row.name.as_str()));
    rows.extend(corpus.changes(Subjects::Terms, &options));
    rows.sort_by(|a, b| b.score.total_cmp(&a.score));
    let followed = Followed { corpus, entities, terms };
    let mut changes: Vec<Change> = vec![];
    for row in all.into_iter().chain(rows) {
        if changes.len() == CHANGES {
            break;
        }
        if row.kind == "term" && !is_telling(&row.name, heads, &words) {
            continue;
        }
        let of_all = row.kind == "stories";
        let level = |level: f64| match of_all {
            true => format!("{level:.1} a day"),
            false => format!("{:.1} % of stories", level / 10.0),
        };
        changes.push(Change {
            name: if of_all { "All stories".to_owned() } else { row.name.clone() },
            day: row.day.to_string(),
            before: level(row.before),
            after: level(row.after),
            anchor: if of_all { None } else { followed.anchor(row.kind, &row.name, evidence) },
        });
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_words_those_that_end_a_keyphrase_are_followed() {
        let phrase = |phrase: &str| KeyphraseRow {
            phrase: phrase.to_owned(),
            stories: 1,
            score: 1.0,
            first: None,
            last: None,
            examples: vec![],
            places: vec![],
        };
        let heads = heads_of(&[phrase("night ferry"), phrase("Ferry"), phrase("Port Elsa")]);
        assert_eq!(heads, ["elsa", "ferry"]);
        let names = words_of(["Port Elsa"].into_iter());
        assert!(is_telling("ferry", &heads, &names));
        assert!(!is_telling("ran", &heads, &names) && !is_telling("elsa", &heads, &names));
    }
}
