//! Papers, stations and sites that the tagger passed over: "told {People}", "{People} magazine", "{BBC Radio Five
//! Live}", "{Fell.com}", "{WFEL}-TV".

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer;

use super::brand;
use super::draft::{Draft, Listed, is_listed, listed, replace};
use super::repeat::is_border;
use crate::words::Words;

/// Papers and sites that are called by common words, with and without their article.
static PAPERS: Listed = Listed::new(|| {
    listed(
        "Assembly Athletic Atlantic Chronicle Deadline Economist Examiner Express Globe Guardian Herald \
         Independent Intercept Journal Mail Mirror Nation News Observer Oregonian PEOPLE People Post \
         Record Reporter Scotsman Standard Star Sun Telegraph Times Tribune Variety Verge Vulture",
    )
});

/// Those that go by their name without an article.
const BARE: [&str; 5] = ["Deadline", "PEOPLE", "People", "Variety", "Vulture"];

/// Who speaks to a paper does this.
const TELLING: [&str; 3] = ["tell", "tells", "told"];

/// What follows "BBC" in the names of its stations, the longer ones first.
const STATIONS: [&str; 26] = [
    "Radio Five Live",
    "Radio 5 Live",
    "Radio Scotland",
    "Radio Ulster",
    "Radio Wales",
    "Radio One",
    "Radio Two",
    "Radio Three",
    "Radio Four",
    "Radio 1",
    "Radio 2",
    "Radio 3",
    "Radio 4",
    "World Service",
    "News Online",
    "News 24",
    "Five Live",
    "Breakfast",
    "News",
    "Sport",
    "Radio",
    "One",
    "Two",
    "Three",
    "Four",
    "TV",
];

/// Stations that are called so without "BBC".
const ALONE: [&str; 7] =
    ["Radio Five Live", "Radio 5 Live", "Radio 1", "Radio 2", "Radio 3", "Radio 4", "Five Live"];

/// Adds them. The drafts stand in the order of the text, and do so afterwards.
pub(super) fn find(words: &Words, drafts: &mut Vec<Draft>) {
    let text = words.text;
    let (mut found, mut papers): (Vec<Span>, Vec<Span>) = (Vec::new(), Vec::new());
    for &token in &words.capitals {
        let span = words.tokens[token];
        match told(words, token).or_else(|| coined(words, token)) {
            Some(span) => found.push(span),
            None => papers.extend(titled(words, token)),
        }
        found.extend(station(text, span.start()));
        found.extend(channel(words, token));
        found.extend(magazine(words, token));
        found.extend(site(text, span));
    }
    found.retain(|span| is_border(text, span.start(), span.end()));
    let found = found.into_iter().map(|span| Draft::new(span, EntityKind::Organization));
    // "The Namibian" is no people here.
    let papers = papers.into_iter().map(|span| Draft::pinned(span, EntityKind::Organization));
    let found = found.chain(papers).collect();
    replace(drafts, found, |held, name| {
        let same = held.kind == EntityKind::Organization && held.span == name.span;
        !same && name.span.contains(held.span) && held.titles.is_empty()
    });
}

/// "told {People}", "told the {Sun}"
fn told(words: &Words, token: usize) -> Option<Span> {
    let span = words.tokens[token];
    let name = span.slice(words.text);
    if !is_listed(&PAPERS, name) || goes_on(words, token) {
        return None;
    }
    let before = |back: usize| token.checked_sub(back).map_or("", |at| words.word(at));
    let article = matches!(before(1), "the" | "The");
    let verb = before(if article { 2 } else { 1 });
    (TELLING.contains(&verb) && (article || BARE.contains(&name))).then_some(span)
}

/// "told The {Namibian}", "told The {Fell Post}": within a sentence only a name has a capital article.
fn titled(words: &Words, token: usize) -> Option<Span> {
    let before = |back: usize| token.checked_sub(back).map_or("", |at| words.word(at));
    if before(1) != "The" || !TELLING.contains(&before(2)) {
        return None;
    }
    let same = |at: usize| words.sentence_of(at) == words.sentence_of(token);
    let capital = |at: usize| same(at) && words.word(at).starts_with(char::is_uppercase);
    let last = (token..token + 4).take_while(|&at| capital(at)).last()?;
    let whole = words.tokens[token].hull(words.tokens[last]);
    // "The Hague"
    let place = gazetteer::place(whole.slice(words.text)).is_some() || whole.slice(words.text) == "Hague";
    (!place && !capital(last + 1) && !whole.slice(words.text).contains('\n')).then_some(whole)
}

/// "told {Sport24}", "told {BusinessDay}": who is spelled so.
fn coined(words: &Words, token: usize) -> Option<Span> {
    let verb = token.checked_sub(1).map_or("", |at| words.word(at));
    if !TELLING.contains(&verb) || goes_on(words, token) {
        return None;
    }
    let span = words.tokens[token];
    let name = span.slice(words.text);
    let number = name.len() > 3
        && name.ends_with(|c: char| c.is_ascii_digit())
        && name.bytes().filter(u8::is_ascii_lowercase).count() > 1;
    (number || brand::is_coined(name) && gazetteer::given(name).is_none() && !gazetteer::surname(name))
        .then_some(span)
}

/// Whether another word with a capital follows at once.
fn goes_on(words: &Words, token: usize) -> bool {
    let next = words.word(token + 1);
    next.starts_with(char::is_uppercase) && words.sentence_of(token) == words.sentence_of(token + 1)
}

/// "{People} magazine": one or two words with capitals within a sentence.
fn magazine(words: &Words, token: usize) -> Option<Span> {
    let span = words.tokens[token];
    let is_name = |word: &str| {
        word.len() > 2
            && word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.bytes().all(|byte| byte.is_ascii_alphabetic())
            && gazetteer::demonym(word).is_none()
            && gazetteer::place(word).is_none()
            && gazetteer::calendar(word).is_none()
            && !super::draft::is_opener(word)
    };
    // Seldom so: looked for first.
    let last = (token..token + 2).find(|&at| words.word(at + 1) == "magazine")?;
    let previous = token.checked_sub(1).filter(|&at| words.sentence_of(at) == words.sentence_of(token))?;
    if words.word(previous).starts_with(char::is_uppercase) {
        return None;
    }
    let whole = span.hull(words.tokens[last]);
    let plain = (token..=last).all(|at| is_name(words.word(at))) && !whole.slice(words.text).contains('\n');
    plain.then_some(whole)
}

/// "{BBC Radio 4}", "{Five Live}"
fn station(text: &str, at: usize) -> Option<Span> {
    let rest = &text[at..];
    if !rest.starts_with(['B', 'F', 'R']) {
        return None;
    }
    let closed = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-');
    let named = |rest: &str, names: &[&str]| {
        names.iter().find(|name| rest.strip_prefix(**name).is_some_and(closed)).map(|name| name.len())
    };
    if let Some(own) = rest.strip_prefix("BBC ") {
        return named(own, &STATIONS).map(|length| Span::at(at, at + 4 + length));
    }
    let length = named(rest, &ALONE)?;
    (!text[..at].ends_with("BBC ")).then(|| Span::at(at, at + length))
}

/// "{WFEL TV}", "{SKY-TV}": call letters and "TV".
fn channel(words: &Words, token: usize) -> Option<Span> {
    let span = words.tokens[token];
    let text = words.text;
    let rest = &text[span.start()..];
    if !rest.starts_with(['K', 'S', 'W']) {
        return None;
    }
    let length = rest.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(rest.len());
    let call = if rest.starts_with("Sky TV") { 3 } else { length };
    let letters = &rest[..call];
    let own = letters == "Sky" || letters == "SKY" || call == 4 && letters.starts_with(['K', 'W']);
    let after = &rest[call..];
    let end = [" TV", "-TV"]
        .iter()
        .any(|tv| after.strip_prefix(*tv).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)));
    (own && end).then(|| Span::at(span.start(), span.start() + call + 3))
}

/// "{Fell.com}": a site with a capital, which is no part of an address.
fn site(text: &str, token: Span) -> Option<Span> {
    let word = token.slice(text);
    let dot = word.bytes().position(|byte| byte == b'.')?;
    let (name, ending) = (&word[..dot], &word[dot + 1..]);
    let domain = ["com", "net"].into_iter().find(|domain| ending.starts_with(domain))?;
    let end = token.start() + name.len() + 1 + domain.len();
    let after = &text[end..];
    let joined = text[..token.start()].ends_with(['@', '/', '.', ':', '_', '#', '-']);
    let goes_on = after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '@' | '-'))
        || after.strip_prefix('.').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    let plain = name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (plain && !joined && !goes_on).then(|| Span::at(token.start(), end))
}

#[cfg(test)]
mod tests {
    use super::super::draft::after;
    use super::*;

    fn found(text: &str, held: &[(&str, EntityKind)]) -> Vec<String> {
        let found = after(text, held, find);
        assert!(found.iter().all(|(_, kind)| *kind == EntityKind::Organization));
        found.into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn papers_and_stations_are_bodies() {
        use EntityKind::{Organization as O, Work as W};
        for (text, held, expected) in [
            ("She told People that it was over.", vec![], vec!["People"]),
            ("She told People Power of it.", vec![], vec![]),
            ("She told the Sun of it.", vec![], vec!["Sun"]),
            ("She told The Namibian of it.", vec![], vec!["Namibian"]),
            ("She told The Fell Post of it.", vec![("Fell Post", O)], vec!["Fell Post"]),
            ("She saw The Namibian and told The Hague of it.", vec![], vec![]),
            ("She told Sport24, FellDay and Quill of it.", vec![], vec!["Sport24"]),
            ("She told FellDay of it. She told MacFell and B12 of it.", vec![], vec!["FellDay"]),
            ("She told FellDay Power of it.", vec![], vec![]),
            ("The heat of the Sun was great.", vec![], vec![]),
            ("She spoke to Fellboy magazine of it.", vec![], vec!["Fellboy"]),
            ("She spoke to French magazine editors.", vec![], vec![]),
            ("He told BBC Radio Five Live of it.", vec![("BBC Radio", O)], vec!["BBC Radio Five Live"]),
            ("He told BBC Radio 4's programme.", vec![("BBC Radio", O)], vec!["BBC Radio 4"]),
            ("He told Five Live of it.", vec![("Five Live", W)], vec!["Five Live"]),
            ("It was on WFEL-TV and SKY TV.", vec![], vec!["WFEL-TV", "SKY TV"]),
            ("It was on HD TV.", vec![], vec![]),
            ("As FellSports.com said, see www.Fell.com or Ada@Fell.com.", vec![], vec!["FellSports.com"]),
        ] {
            assert_eq!(found(text, &held), expected, "{text}");
        }
    }
}
