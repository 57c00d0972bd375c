//! Listed names that no other word is spelled like, wherever they stand: "{T-Mobile}", "{YouTube}", "{76ers}".

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer::{self, Known};

use super::draft::{Draft, ends_any, replace};
use super::repeat::is_border;
use crate::words::Words;

/// Clubs whose names begin with a number.
const CLUBS: [&str; 2] = ["49ers", "76ers"];

/// Adds those that the tagger passed over. The drafts stand in the order of the text, and do so afterwards.
pub(super) fn add(words: &Words, drafts: &mut Vec<Draft>) {
    let text = words.text;
    let mut found: Vec<Draft> = Vec::new();
    for &token in &words.capitals {
        let start = words.tokens[token].start();
        let rest = &text[start..];
        let own = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '&');
        let length = rest.find(|c: char| !own(c)).unwrap_or(rest.len());
        let name = &rest[..length];
        if is_odd(name)
            && let Some(kind) = kind(name)
        {
            // "PlayStation 2"
            let number = rest[length..].strip_prefix(' ').unwrap_or_default();
            let digits = number.bytes().take_while(u8::is_ascii_digit).count();
            let model = &rest[..length + if digits > 0 { 1 + digits } else { 0 }];
            let end = start + if gazetteer::known(model).is_some() { model.len() } else { length };
            found.push(Draft::new(Span::at(start, end), kind));
        }
    }
    for token in words.tokens.iter().filter(|token| matches!(text.as_bytes()[token.start()], b'4' | b'7')) {
        let (at, rest) = (token.start(), &text[token.start()..]);
        let club = CLUBS.iter().find(|club| rest.starts_with(**club));
        found.extend(club.map(|club| Draft::new(Span::at(at, at + club.len()), EntityKind::Organization)));
    }
    found.retain(|name| is_border(text, name.span.start(), name.span.end()));
    replace(drafts, found, |held, name| {
        name.span.contains(held.span) && name.span != held.span && held.titles.is_empty()
    });
}

/// Whether a word has a capital behind a small letter, or a capital behind a hyphen.
fn is_odd(name: &str) -> bool {
    name.len() > 3
        && name
            .as_bytes()
            .windows(2)
            .any(|pair| (pair[0].is_ascii_lowercase() || pair[0] == b'-') && pair[1].is_ascii_uppercase())
}

fn kind(name: &str) -> Option<EntityKind> {
    match gazetteer::known(name)? {
        Known::Organization => Some(EntityKind::Organization),
        Known::Product => Some(EntityKind::Product),
        Known::Work | Known::Event => None,
    }
}

/// What capitals within a word are of names of lands and families: "McFell", "DeFell".
const PREFIXES: [&str; 14] =
    ["Al", "De", "Del", "Di", "Du", "El", "Fitz", "La", "Las", "Le", "Mac", "Mc", "St", "Van"];

/// Grounds may have them: "FellDome".
const GROUNDS: [&str; 6] = ["Center", "Centre", "Dome", "Field", "Park", "World"];

/// Whether a word has capitals within as no place has: "FellSound".
pub(super) fn is_coined(name: &str) -> bool {
    let inner = name
        .as_bytes()
        .windows(2)
        .position(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    inner.is_some_and(|at| !PREFIXES.contains(&&name[..=at]))
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !ends_any(name, &GROUNDS)
        && gazetteer::place(name).is_none()
}

#[cfg(test)]
mod tests {
    use nutgraf_core::{Article, sentences};

    use super::*;

    #[test]
    fn brands_are_found_by_their_spelling() {
        for (text, expected) in [
            ("Then T-Mobile sold a sidekick.", vec!["T-Mobile"]),
            ("It is on YouTube. The 76ers won.", vec!["YouTube", "76ers"]),
            ("It runs on a PlayStation 2 at home.", vec!["PlayStation 2"]),
            ("It is not on #YouTube or MyYouTube.", vec![]),
        ] {
            let sentences = sentences(text, Span::of(text));
            let article = Article { text: text.to_owned(), sentences, ..Article::default() };
            let mut drafts = vec![];
            add(&Words::of(&article), &mut drafts);
            let found: Vec<&str> = drafts.iter().map(|draft| draft.span.slice(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn coined_words_name_no_places() {
        assert!(is_coined("WhistlePig") && is_coined("FellSound") && !is_coined("FellDome"));
        assert!(
            !is_coined("McAllen") && !is_coined("LaGrange") && !is_coined("Fellby") && !is_coined("DeKalb")
        );
    }
}
