//! Awards: the {Oscars}, an {Emmy} nomination, the 79th {Academy Awards}, the {Orange Prize}.

use nutgraf_core::EntityKind;
use nutgraf_tagger::gazetteer;

use super::cue;
use super::draft::{Draft, Listed, is_listed, listed, replace};
use crate::words::Words;

/// The words with which the names of awards open.
static OPENINGS: Listed = Listed::new(|| {
    listed(
        "Academy BAFTA BAFTAs Bafta Baftas Booker Brit Brits Daytime Emmy Emmys Golden Grammy Grammys \
         Mercury Nobel Orange Oscar Oscars Primetime Pulitzer Tony Tonys Turner Whitbread",
    )
});

/// Whose prize it is that stands behind the name of an award without its noun: "the {Booker} shortlist".
static OF_PRIZES: Listed = Listed::new(|| {
    listed(
        "committee judge judges laureate laureates longlist medal nominee nominees panel prize prizes \
         shortlist winner winners",
    )
});

/// Marks the awards that the tagger passed over, and those it took for somebody. The drafts stand in the order of the
/// text, and do so afterwards; none is another's yet.
pub(super) fn find(words: &Words, drafts: &mut Vec<Draft>) {
    let text = words.text;
    let tokens = || words.capitals.iter().copied().filter(|&token| is_listed(&OPENINGS, words.word(token)));
    let Some(first) = tokens().next() else { return };
    let follows = |token: usize, nouns: &[&str]| nouns.contains(&words.word(token + 1));
    let mut told = [false; 2];
    for token in std::iter::once(first).chain(tokens()) {
        told[0] |= words.word(token) == "Oscars"
            || words.word(token) == "Academy" && follows(token, &["Award", "Awards"]);
        told[1] |= words.word(token) == "Brit" && follows(token, &["Award", "Awards", "award", "awards"]);
    }
    let found = tokens().filter_map(|token| {
        let span = words.tokens[token].hull(words.tokens[award(words, token, told)?]);
        Some(Draft::new(span, EntityKind::Event))
    });
    replace(drafts, found.collect(), |held, name| {
        let same = held.kind == EntityKind::Event && held.span == name.span;
        // "{Oscar} Fell" is a man, "the 81st {Oscars}" are the Oscars.
        let before = text.get(held.span.start()..name.span.start()).unwrap_or_default();
        let after = text.get(name.span.end()..held.span.end()).unwrap_or_default();
        let common = |word: &str| word == "Annual" || word == "Best" || !word.starts_with(char::is_uppercase);
        !same && before.split_whitespace().chain(after.split_whitespace()).all(common)
    });
}

/// The last token of the award that a token opens; `told` says that the article speaks of Oscars, and of Brit Awards.
fn award(words: &Words, token: usize, told: [bool; 2]) -> Option<usize> {
    let next = words.word(token + 1);
    let beyond = words.word(token + 2);
    let noun = |word: &str| matches!(word, "Award" | "Awards");
    let capital =
        next.starts_with(char::is_uppercase) && words.sentence_of(token + 1) == words.sentence_of(token);
    let joined = |at: usize| noun(words.word(at)).then_some(at);
    // "Emmy Rossum", "Alfred Nobel"
    let before = token.checked_sub(1).map_or("", |before| words.word(before));
    let person = |word: &str| word == "Akzo" || gazetteer::given(word).is_some();
    match words.word(token) {
        "Academy" | "Tony" => joined(token + 1),
        "Brit" => joined(token + 1).or_else(|| matches!(next, "award" | "awards").then_some(token)),
        "Brits" => told[1].then_some(token),
        "Oscars" | "Emmys" | "Grammys" | "Baftas" | "BAFTAs" | "Tonys" => Some(token),
        "Golden" if matches!(next, "Globe" | "Globes") => Some(joined(token + 2).unwrap_or(token + 1)),
        "Primetime" | "Daytime" if matches!(next, "Emmy" | "Emmys") => {
            Some(joined(token + 2).unwrap_or(token + 1))
        }
        "Oscar" | "Emmy" | "Grammy" | "Bafta" | "BAFTA" => {
            let own = words.word(token) == "Oscar" && told[0] && !next.starts_with(['\'', '’']);
            let cued =
                || cue::is_award(words.text, words.tokens[token]) || matches!(next, "award" | "awards");
            let name = words.sentence_of(token.saturating_sub(1)) == words.sentence_of(token)
                && before.starts_with(char::is_uppercase)
                && !matches!(before, "Best" | "An" | "The" | "Her" | "His");
            joined(token + 1).or_else(|| (!capital && !name && (own || cued())).then_some(token))
        }
        "Nobel" => match next {
            "Prize" | "Prizes" => Some(token + 1),
            _ if beyond == "Prize" && capital => Some(token + 2),
            "Laureate" => Some(token),
            // "Nobel invented dynamite."
            _ => {
                let did = next.ends_with("ed") || matches!(next, "died" | "had" | "left" | "was" | "wrote");
                let free = !capital && !person(before) && !next.starts_with(['\'', '’']);
                (free && !did).then_some(token)
            }
        },
        _ if next == "Prize" => Some(token + 1),
        "Booker" | "Pulitzer" | "Whitbread" | "Orange" => is_listed(&OF_PRIZES, next).then_some(token),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::draft::after;
    use super::*;

    fn found(text: &str, held: &[(&str, EntityKind)]) -> Vec<(String, EntityKind)> {
        after(text, held, find)
    }

    #[test]
    fn awards_are_events() {
        use EntityKind::{Event as E, Organization as O, Person as P, Work as W};
        for (text, held, expected) in [
            ("She won at the Oscars in May.", vec![], vec![("Oscars", E)]),
            (
                "He hosted the 79th Academy Awards.",
                vec![("79th Academy Awards", W)],
                vec![("Academy Awards", E)],
            ),
            (
                "The Academy Award came. The Oscar show was long.",
                vec![("Oscar", P)],
                vec![("Academy Award", E), ("Oscar", E)],
            ),
            ("Then Oscar left for Lund.", vec![("Oscar", P)], vec![("Oscar", P)]),
            (
                "The Oscars came. Oscar Quill left.",
                vec![("Oscar Quill", P)],
                vec![("Oscars", E), ("Oscar Quill", P)],
            ),
            ("He is an Emmy winner.", vec![], vec![("Emmy", E)]),
            (
                "Then Emmy Quill won a Primetime Emmy nomination.",
                vec![("Emmy Quill", P)],
                vec![("Emmy Quill", P), ("Primetime Emmy", E)],
            ),
            ("She won a Golden Globe award.", vec![("Golden", O)], vec![("Golden Globe", E)]),
            ("The Brits left.", vec![], vec![]),
            (
                "He won a Brit Award. The Brits were long.",
                vec![("Brit Award", P)],
                vec![("Brit Award", E), ("Brits", E)],
            ),
            ("Orange Prize winner Ada Quill left Orange.", vec![], vec![("Orange Prize", E)]),
            (
                "She won the Nobel Memorial Prize. Alfred Nobel did not.",
                vec![("Alfred Nobel", P)],
                vec![("Nobel Memorial Prize", E), ("Alfred Nobel", P)],
            ),
            ("The Nobel physics prize went to Lund.", vec![("Nobel", W)], vec![("Nobel", E)]),
            ("She beat Booker winner Ada Quill.", vec![("Booker", P)], vec![("Booker", E)]),
            ("Then Booker left.", vec![("Booker", P)], vec![("Booker", P)]),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|(name, kind)| (name.to_owned(), kind)).collect();
            assert_eq!(found(text, &held), expected, "{text}");
        }
    }
}
