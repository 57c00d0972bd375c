//! Countries and their parts in texts that go without capitals: "i was in north carolina".

use std::sync::LazyLock;

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer;
use rustc_hash::FxHashSet;

use super::draft::{Draft, Listed, is_listed, listed};
use super::spaced::Spaced as _;
use crate::words::Words;

/// Places whose names are other words in small letters, or names of persons.
static WORDS: Listed = Listed::new(|| {
    listed(
        "acre amazon arctic atlantic bermuda champagne chad cheshire china flores georgia guinea java \
         jersey jordan kent lorraine madeira mali marche mediterranean negros oman pacific panama sahara \
         savoy swat tabasco turkey victoria wales",
    )
});

/// States of the US, which the list of places leaves to the model. "georgia" is a woman and "washington" a man, too.
const STATES: [&str; 48] = [
    "alabama",
    "alaska",
    "arizona",
    "arkansas",
    "california",
    "colorado",
    "connecticut",
    "delaware",
    "florida",
    "hawaii",
    "idaho",
    "illinois",
    "indiana",
    "iowa",
    "kansas",
    "kentucky",
    "louisiana",
    "maine",
    "maryland",
    "massachusetts",
    "michigan",
    "minnesota",
    "mississippi",
    "missouri",
    "montana",
    "nebraska",
    "nevada",
    "new hampshire",
    "new jersey",
    "new mexico",
    "new york",
    "north carolina",
    "north dakota",
    "ohio",
    "oklahoma",
    "oregon",
    "pennsylvania",
    "rhode island",
    "south carolina",
    "south dakota",
    "tennessee",
    "texas",
    "utah",
    "vermont",
    "virginia",
    "west virginia",
    "wisconsin",
    "wyoming",
];

/// Adds the places that a text without capitals names. The drafts stand in the order of the text, and do so afterwards.
pub(super) fn find(words: &Words, drafts: &mut Vec<Draft>) {
    if !is_informal(words) {
        return;
    }
    let text = words.text;
    let mut found = Vec::new();
    let mut free = 0;
    for (n, &span) in words.tokens.iter().enumerate() {
        if span.start() < free || !is_small(span.slice(text)) {
            continue;
        }
        let next = words.tokens.get(n + 1).filter(|next| is_small(next.slice(text)));
        let pair = next.map(|next| span.hull(*next));
        let mut spans = pair.into_iter().chain([span]);
        if let Some(place) = spans.find(|&span| PLACES.contains(span.slice(text))) {
            free = place.end();
            found.push(place);
        }
    }
    let taken = |place: &Span| {
        let at = drafts.partition_point(|draft| draft.span.end() <= place.start());
        drafts.get(at).is_some_and(|draft| draft.span.overlaps(*place))
    };
    found.retain(|place| !taken(place));
    drafts.extend(found.into_iter().map(|place| Draft::new(place, EntityKind::Place)));
    drafts.sort_by_key(|draft| draft.span);
}

/// Whether a sentence opens with a small letter, or the writer is "i".
fn is_informal(words: &Words) -> bool {
    let opens = |span: &Span| words.text.as_bytes().get(span.start()).is_some_and(u8::is_ascii_lowercase);
    words.sentences.iter().any(opens) || words.text.contains(" i ")
}

/// Whether a name in small letters is that of a state of the US.
pub(super) fn is_state(name: &str) -> bool {
    STATES.binary_search(&name).is_ok()
}

fn is_small(word: &str) -> bool {
    word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The names of countries, their parts and the states in small letters.
static PLACES: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let is_title = |word: &str| {
        word.len() > 3
            && word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
    };
    let listed = gazetteer::places().filter(|name| name.spaced().all(is_title)).map(str::to_lowercase);
    let plain = listed.filter(|name| !is_listed(&WORDS, name));
    plain.chain(STATES.map(str::to_owned)).collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use nutgraf_core::Article;

    #[test]
    fn the_states_are_in_order() {
        assert!(STATES.is_sorted());
    }

    #[test]
    fn lands_are_found_without_capitals() {
        let found = |text: &str| {
            let sentences = nutgraf_core::sentences(text, Span::of(text));
            let article = Article { text: text.to_owned(), sentences, ..Article::default() };
            let mut drafts = vec![];
            find(&Words::of(&article), &mut drafts);
            drafts.iter().map(|draft| draft.span.slice(text).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("i was in north carolina and france with a turkey"), ["north carolina", "france"]);
        assert!(found("It was a france of old.").is_empty());
    }
}
