//! Phrases that say what the stories are about, and where.

use minijinja::value::Value;
use nutgraf_analysis::{Corpus, KeyphraseRow};
use serde::Serialize;

use crate::draw;
use crate::evidence::{story_anchor, title};

/// Keyphrases shown, and stories of each.
const ROWS: usize = 20;
const EXAMPLES: usize = 3;

#[derive(Serialize)]
pub(crate) struct Keyphrase {
    phrase: String,
    stories: u64,
    bar: Value,
    period: String,
    examples: Vec<Example>,
}

#[derive(Serialize)]
struct Example {
    anchor: String,
    title: String,
    outlet: Option<String>,
}

/// The keyphrases of most weight that two stories share; of all, when none is shared.
pub(crate) fn keyphrases(corpus: &Corpus, rows: &[KeyphraseRow]) -> Vec<Keyphrase> {
    let least = if rows.iter().any(|row| row.stories > 1) { 2 } else { 1 };
    let shown: Vec<&KeyphraseRow> = rows.iter().filter(|row| row.stories >= least).take(ROWS).collect();
    let most = shown.iter().map(|row| row.stories).max().unwrap_or_default();
    let line = |row: &&KeyphraseRow| {
        let examples = row.places.iter().take(EXAMPLES).filter_map(|&(page, article)| {
            let story = corpus.story(page, article)?;
            let (title, outlet) = (title(story.article()), story.page().outlet.clone());
            Some(Example { anchor: story_anchor(page, article), title, outlet })
        });
        Keyphrase {
            phrase: row.phrase.clone(),
            stories: row.stories,
            bar: Value::from_safe_string(draw::bar(row.stories as f64, most as f64)),
            period: row
                .first
                .zip(row.last)
                .map_or_else(String::new, |(first, last)| format!("{first} – {last}")),
            examples: examples.collect(),
        }
    };
    shown.iter().map(line).collect()
}
