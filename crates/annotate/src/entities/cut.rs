//! Names as the tagger found them, each cut to the name proper.

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::{Kind, Name, gazetteer};

use super::draft::{Draft, Listed, find, is_listed, is_opener, listed, opens_any};
use super::spaced::Spaced as _;
use super::{apposed, extent, lead};
use crate::keyphrase;

fn kind_of(kind: Kind) -> EntityKind {
    match kind {
        Kind::Person => EntityKind::Person,
        Kind::Organization => EntityKind::Organization,
        Kind::Place => EntityKind::Place,
        Kind::Group => EntityKind::Group,
        Kind::Event => EntityKind::Event,
        Kind::Work => EntityKind::Work,
        Kind::Product => EntityKind::Product,
    }
}

/// Words that open sentences before a name and, but for the listed, open none.
static ADVERBS: Listed = Listed::new(|| {
    listed(
        "Although Because Despite Given Hey Hi However Meanwhile Now Since Though Unless Unlike Until When \
         Whereas Whether While",
    )
});

/// A mention from a tagger's name: its span cut to the name proper. None when nothing of a name is left.
pub(super) fn draft(text: &str, name: Name) -> Option<Draft> {
    let mut kind = kind_of(name.kind);
    let mut span = with_contraction(text, proper(text, without_address(text, name.span)));
    if kind == EntityKind::Organization {
        span = with_possessive(text, span);
    }
    if kind == EntityKind::Organization {
        span = club(text, span);
    }
    if kind == EntityKind::Organization && lead::has_particle(span.slice(text)) {
        kind = EntityKind::Person;
    }
    if kind == EntityKind::Organization
        && let Some(holder) = lead::holder(text, span)
    {
        (kind, span) = (EntityKind::Person, with_hyphen(text, holder));
    }
    let mut draft = Draft::new(span, kind);
    if kind == EntityKind::Person || lead::is_addressed(text, draft.span) {
        let (titles, rest) = lead::leading(text, draft.span);
        if draft.kind != EntityKind::Person && !titles.is_empty() {
            // "Princess Ada of Fell", taken for a body: the person, without her land.
            let name = rest.slice(text);
            let length = find(name, " of ").unwrap_or(name.len());
            draft.kind = EntityKind::Person;
            draft.span = Span::at(rest.start(), rest.start() + length);
        } else {
            draft.span = rest;
        }
        draft.titles = titles;
        if draft.kind == EntityKind::Person && draft.titles.is_empty() {
            draft.span = lead::without_charge(text, draft.span);
        }
        draft.span = without_stop(text, draft.span);
        draft.span = apposed::without_letters(text, draft.span);
    }
    // "Ada Quill, D-Ohio": her party and her state.
    let printed = draft.span.slice(text);
    if !matches!(draft.kind, EntityKind::Event | EntityKind::Work)
        && printed.len() > 3
        && opens_any(printed, &["D-", "R-"])
        && text[..draft.span.start()].ends_with(", ")
    {
        draft.span = Span::at(draft.span.start() + 2, draft.span.end());
        draft.kind = EntityKind::Place;
    }
    // "the Sahel region" is the Sahel; a city's region is another place, as a lake's or a strait's is.
    if draft.kind == EntityKind::Place
        && let Some(name) = draft.span.slice(text).strip_suffix(" region")
        && !name.contains(' ')
        && gazetteer::place(name) == Some(gazetteer::Place::Region)
    {
        draft.span = Span::at(draft.span.start(), draft.span.start() + name.len());
    }
    // "Fell Air Flight 7"
    if draft.kind == EntityKind::Organization
        && let Some(airline) = draft.span.slice(text).strip_suffix(" Flight")
        && text[draft.span.end()..]
            .strip_prefix(' ')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    {
        draft.span = Span::at(draft.span.start(), draft.span.start() + airline.len());
    }
    // "{Fell North} MP": her seat, or her party.
    let printed = draft.span.slice(text);
    if matches!(draft.kind, EntityKind::Organization | EntityKind::Group | EntityKind::Place)
        && let Some(name) = [" MP", " MEP"].iter().find_map(|post| printed.strip_suffix(post))
        && let Some(kind) = seat(name)
    {
        draft.span = Span::at(draft.span.start(), draft.span.start() + name.len());
        draft.kind = kind;
    }
    // "Although Fell", "Now Fell"
    if matches!(draft.kind, EntityKind::Organization | EntityKind::Person | EntityKind::Place)
        && let Some((first, rest)) = draft.span.slice(text).cut_first()
        && is_listed(&ADVERBS, first)
        && opens(text, draft.span)
        && rest.starts_with(char::is_alphanumeric)
        && gazetteer::known(draft.span.slice(text)).is_none()
    {
        draft.span = Span::at(draft.span.end() - rest.len(), draft.span.end());
    }
    // "Fell Rovers 3, Lund Wanderers 1": a club without its score.
    if let Some((club, score)) = draft.span.slice(text).cut_last()
        && score.len() < 3
        && score.bytes().all(|byte| byte.is_ascii_digit())
        && club.cut_last().is_some_and(|(_, last)| extent::is_body(last) || matches!(last, "City" | "Town"))
    {
        draft.span = Span::at(draft.span.start(), draft.span.start() + club.len());
    }
    if matches!(draft.kind, EntityKind::Person | EntityKind::Organization | EntityKind::Place) {
        draft.span = without_small_words(text, draft.span);
    }
    // "U. S.", taken for a person's initials
    let printed = draft.span.slice(text);
    if printed.len() < 7 && printed.contains(". ") {
        let letters = printed.replace(' ', "");
        let name = if letters.ends_with('.') { letters } else { letters + "." };
        if gazetteer::country(&name).is_some() || gazetteer::whole_place(&name).is_some() {
            let stop = text[draft.span.end()..].starts_with('.') && !printed.ends_with('.');
            draft.span = Span::at(draft.span.start(), draft.span.end() + usize::from(stop));
            draft.kind = EntityKind::Place;
        }
    }
    let printed = draft.span.slice(text);
    if printed.has_any(b"$") || !printed.is_ascii() && printed.contains(['€', '£', '¥']) {
        return None;
    }
    let named =
        printed.chars().any(char::is_alphabetic) || kind == EntityKind::Product && !printed.is_empty();
    let opener = printed.len() < 8 && is_opener(printed) && gazetteer::country(printed).is_none();
    (named && !opener).then_some(draft)
}

/// Whether nothing of its sentence stands before a name.
fn opens(text: &str, name: Span) -> bool {
    let before = text[..name.start()].trim_end_matches(' ');
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '"', '“', '\n'])
}

/// What a member of parliament is called by: a party, or a place, whose last word is no word of news or a point of the
/// compass.
pub(super) fn seat(name: &str) -> Option<EntityKind> {
    let last = name.spaced().next_back().unwrap_or(name);
    let point = matches!(last, "North" | "South" | "East" | "West" | "Central" | "Midlands")
        && last.len() < name.len()
        || !keyphrase::is_word(&last.to_lowercase());
    match gazetteer::known(name) {
        Some(_) => Some(EntityKind::Organization),
        None if gazetteer::group(name).is_some() => Some(EntityKind::Group),
        None => (point || gazetteer::place(name).is_some()).then_some(EntityKind::Place),
    }
}

/// A name before the address that posts end with: "{Fell} pic.example/Ab1".
fn without_address(text: &str, name: Span) -> Span {
    let printed = name.slice(text);
    if !printed.has_any(b"/") {
        return name;
    }
    let is_host = |host: &str| {
        host.ends_with(':')
            || host.rsplit_once('.').is_some_and(|(_, domain)| {
                domain.len() > 1 && domain.bytes().all(|byte| byte.is_ascii_lowercase())
            })
    };
    // "Fell.com/Lund" are two companies.
    let is_name =
        |path: &str| path.chars().skip(1).all(char::is_lowercase) && path.starts_with(char::is_uppercase);
    let is_address =
        |word: &str| word.split_once('/').is_some_and(|(host, path)| is_host(host) && !is_name(path));
    let end = printed.spaced().find(|word| is_address(word)).and_then(|word| find(printed, word));
    Span::at(name.start(), name.start() + end.map_or(printed.len(), |end| printed[..end].trim_end().len()))
}

/// A company's name with the possessive that belongs to it: "Macy's".
fn with_possessive(text: &str, name: Span) -> Span {
    let rest = &text[name.end()..];
    let own = ["'s", "’s"].iter().find(|own| rest.starts_with(**own));
    let whole = Span::at(name.start(), name.end() + own.map_or(0, |own| own.len()));
    let known = own.is_some() && gazetteer::known(&whole.slice(text).replace('’', "'")).is_some();
    if known { whole } else { name }
}

/// A name with what a hyphen joins to its end: "Lin Po" of "Lin Po-yen".
pub(super) fn with_hyphen(text: &str, name: Span) -> Span {
    let Some(rest) = text[name.end()..].strip_prefix('-') else { return name };
    let letters = rest.len() - rest.trim_start_matches(char::is_alphabetic).len();
    let beyond = if letters > 0 { 1 + letters } else { 0 };
    Span::at(name.start(), name.end() + beyond)
}

/// Nouns in small letters that may end the name of a body or a place.
pub(super) static NOUNS: Listed = Listed::new(|| {
    listed(
        "administration agency airport area army association authority bank bay beach board bridge bureau \
         canyon center centre church city club coast college committee company council county court \
         department desert district federation forest foundation government group hospital institute \
         island islands lake ministry mountains museum navy office party park parliament peninsula police \
         port province region river school sea state station street strip team territory town union \
         university valley village",
    )
});

/// A name's span without the words in small letters that the tagger took with it: "Lund today".
fn without_small_words(text: &str, span: Span) -> Span {
    let name = span.slice(text);
    let is_small = |word: &str| {
        let binds = matches!(word, "of" | "in" | "at" | "on" | "to" | "by");
        binds || word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    let mut kept = name;
    while let Some((rest, word)) = kept.cut_last() {
        if !is_small(word) || gazetteer::organization_word(word).is_some() || is_listed(&NOUNS, word) {
            break;
        }
        kept = rest.trim_end();
    }
    // "iPod touch" is a name as it stands.
    if name.starts_with(char::is_uppercase) && !kept.is_empty() {
        Span::at(span.start(), span.start() + kept.len())
    } else {
        span
    }
}

/// A name that ends within a contraction, to the end of its capitalised words: "Barry Ca", of "Barry Can't Swim".
fn with_contraction(text: &str, name: Span) -> Span {
    let rest = &text[name.end()..];
    let Some(after) = rest.strip_prefix("n't").or_else(|| rest.strip_prefix("n’t")) else { return name };
    let mut end = text.len() - after.len();
    let line = after.lines().next().unwrap_or_default();
    for word in line.strip_prefix(' ').unwrap_or_default().spaced() {
        let own = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !own.starts_with(char::is_uppercase) {
            break;
        }
        end += 1 + own.len();
        if own.len() < word.len() {
            break;
        }
    }
    Span::at(name.start(), end)
}

/// A club of several words without what a headline puts before it: "Exuberant {Red Sox}". A land before it makes
/// another one.
fn club(text: &str, name: Span) -> Span {
    let printed = name.slice(text);
    if gazetteer::known(printed).is_some() {
        return name;
    }
    let land = |word: &str| gazetteer::demonym(word).is_some() || gazetteer::place(word).is_some();
    let mut rest = printed;
    while let Some((_, next)) = rest.cut_first().filter(|(first, _)| !land(first)) {
        if next.contains(' ') && gazetteer::team(next) {
            return Span::at(name.end() - next.len(), name.end());
        }
        rest = next;
    }
    name
}

/// A person's name without the stop of a sentence whose end was not seen: "President {Quill}. ”". "Quill Jr." keeps its
/// own.
fn without_stop(text: &str, name: Span) -> Span {
    let printed = name.slice(text);
    let last = printed.rsplit([' ', '-']).next().unwrap_or(printed);
    let ends =
        last.strip_suffix('.').is_some_and(|word| word.len() > 3 && word.chars().all(char::is_alphabetic));
    Span::at(name.start(), name.end() - usize::from(ends))
}

/// A name's span without its article, brackets, possessive and outer punctuation.
pub(super) fn proper(text: &str, span: Span) -> Span {
    let mut inside = span.slice(text);
    let mut start = span.start();
    let opens = |byte: u8| matches!(byte, b'(' | b'\n' | b'[');
    if let Some(at) = inside.bytes().position(opens).filter(|&at| at > 0) {
        inside = &inside[..at];
    }
    loop {
        let rest = inside.trim_start_matches(|c: char| !c.is_alphanumeric());
        let bare = match rest.as_bytes() {
            [b't' | b'T' | b'a', ..] => {
                ["the ", "The ", "THE ", "a ", "an "].iter().find_map(|article| rest.strip_prefix(article))
            }
            _ => None,
        };
        let next = bare.unwrap_or(rest);
        if next.len() == inside.len() {
            break;
        }
        start += inside.len() - next.len();
        inside = next;
    }
    loop {
        let mut rest =
            inside.trim_end_matches(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '!' | '+')));
        if rest.ends_with(['s', 'S']) {
            rest =
                ["'s", "’s", "'S", "’S"].iter().find_map(|ending| rest.strip_suffix(ending)).unwrap_or(rest);
        }
        if rest.len() == inside.len() {
            break;
        }
        inside = rest;
    }
    Span::at(start, start + inside.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> &str {
        proper(text, Span::of(text)).slice(text)
    }

    #[test]
    fn a_club_is_without_a_headlines_words() {
        let bare = |name: &'static str| club(name, Span::of(name)).slice(name);
        assert_eq!(bare("Three New York Giants"), "New York Giants");
        assert_eq!(bare("Exuberant Red Sox"), "Red Sox");
        assert_eq!(bare("Boston Red Sox"), "Boston Red Sox");
        assert_eq!(bare("Fell Arsenal"), "Fell Arsenal");
        assert_eq!(bare("Scottish Football Association"), "Scottish Football Association");
    }

    #[test]
    fn a_name_ends_before_an_address() {
        let bare = |name: &'static str| without_address(name, Span::of(name)).slice(name);
        assert_eq!(bare("Fell pic.example.com/Ab1"), "Fell");
        assert_eq!(bare("Fell https://example.com"), "Fell");
        assert_eq!(bare("example.com/fell"), "");
        assert_eq!(bare("Fell.com/Lund Quay"), "Fell.com/Lund Quay");
        assert_eq!(bare("AC/DC"), "AC/DC");
        assert_eq!(bare("U.S./Fell Accord"), "U.S./Fell Accord");
    }

    #[test]
    fn a_persons_name_has_no_sentences_stop() {
        let bare = |name: &'static str| without_stop(name, Span::of(name)).slice(name);
        assert_eq!(bare("Ada Quill."), "Ada Quill");
        assert_eq!(bare("Ada Quill Jr."), "Ada Quill Jr.");
        assert_eq!(bare("Ada Q."), "Ada Q.");
        assert_eq!(bare("J.R.R."), "J.R.R.");
    }

    #[test]
    fn a_region_is_without_the_word_for_it() {
        let place = |name: &'static str| {
            let drafted = draft(name, Name { span: Span::of(name), kind: Kind::Place });
            drafted.map(|draft| draft.span.slice(name))
        };
        assert_eq!(place("Sahel region"), Some("Sahel"));
        for name in ["Kursk region", "Suez Canal region"] {
            assert_eq!(place(name), Some(name));
        }
    }

    #[test]
    fn a_mention_is_the_name_alone() {
        assert_eq!(cut("the Tarn Bank’s"), "Tarn Bank");
        assert_eq!(cut("“Ada Quill,”"), "Ada Quill");
        assert_eq!(cut("Fell Workers' Union"), "Fell Workers' Union");
        assert_eq!(cut("Quay Toys, Inc."), "Quay Toys, Inc.");
        assert_eq!(cut("Lu Mei-an's (呂美安)"), "Lu Mei-an");
        assert_eq!(cut("the "), "");
    }

    #[test]
    fn small_words_at_the_end_are_no_part_of_it() {
        let cut = |text: &str| without_small_words(text, Span::of(text)).len();
        assert_eq!(cut("Lund today"), 4);
        assert_eq!(cut("Lund plc"), 8);
        assert_eq!(cut("iLund touch"), 11);
        assert_eq!(cut("Ada van Quill"), 13);
    }

    #[test]
    fn a_state_an_airline_and_a_club_are_named_alone() {
        let text = "Ada Quill, D-Ohio, took Fell Air Flight 7 and heard Fell Rovers 3 on Radio 4";
        let cut = |name: &str, kind| {
            let at = text.find(name).unwrap();
            let found = draft(text, Name { span: Span::at(at, at + name.len()), kind }).unwrap();
            (found.span.slice(text), found.kind)
        };
        assert_eq!(cut("D-Ohio", Kind::Group), ("Ohio", EntityKind::Place));
        assert_eq!(cut("D-Ohio", Kind::Product), ("Ohio", EntityKind::Place));
        assert_eq!(cut("D-Ohio", Kind::Event), ("D-Ohio", EntityKind::Event));
        assert_eq!(cut("Fell Rovers 3", Kind::Organization), ("Fell Rovers", EntityKind::Organization));
        assert_eq!(cut("Radio 4", Kind::Organization), ("Radio 4", EntityKind::Organization));
        assert_eq!(cut("Fell Air Flight", Kind::Organization), ("Fell Air", EntityKind::Organization));
    }

    #[test]
    fn a_name_is_without_what_stands_before_and_behind() {
        let made = |text: &str, kind| {
            let draft = draft(text, Name { span: Span::of(text), kind }).unwrap();
            (draft.span.slice(text).to_owned(), draft.kind)
        };
        for (text, kind, name, expected) in [
            ("Fell North MP", Kind::Organization, "Fell North", EntityKind::Place),
            ("Opposition MP", Kind::Organization, "Opposition MP", EntityKind::Organization),
            ("Labour MP", Kind::Organization, "Labour", EntityKind::Organization),
            ("Although Fellex", Kind::Organization, "Fellex", EntityKind::Organization),
            ("Hey Fellex", Kind::Organization, "Fellex", EntityKind::Organization),
            ("Since Quill", Kind::Person, "Quill", EntityKind::Person),
            ("U. S.", Kind::Person, "U. S.", EntityKind::Place),
            ("N. Y", Kind::Person, "N. Y", EntityKind::Place),
            ("J. R.", Kind::Person, "J. R.", EntityKind::Person),
        ] {
            assert_eq!(made(text, kind), (name.to_owned(), expected), "{text}");
        }
    }

    #[test]
    fn an_office_that_became_a_body_has_its_holder() {
        let made = |text: &str, from: &str, to: &str| {
            let (start, end) = (text.find(from).unwrap(), text.find(to).unwrap() + to.len());
            let draft = draft(text, Name { span: Span::at(start, end), kind: Kind::Organization }).unwrap();
            (draft.kind, draft.span.slice(text).to_owned())
        };
        let text = "He met Minister of Culture Lin Po-yen there.";
        assert_eq!(made(text, "Culture", "Po"), (EntityKind::Person, "Lin Po-yen".to_owned()));
        let text = "He is Minister of Justice Fell Party members know.";
        assert_eq!(made(text, "Justice", "Party").0, EntityKind::Organization);
    }

    #[test]
    fn a_company_may_bear_a_possessive() {
        let text = "Then Macy’s and Fell Bank’s mills closed.";
        let made = |name: &str| {
            let at = text.find(name).unwrap();
            let span = Span::at(at, at + name.len());
            draft(text, Name { span, kind: Kind::Organization }).unwrap().span.slice(text)
        };
        assert_eq!((made("Macy’s"), made("Fell Bank’s")), ("Macy’s", "Fell Bank"));
    }

    #[test]
    fn an_opening_word_is_no_name() {
        let text = "After Quill";
        let name = |start, end| Name { span: Span::new(start, end), kind: Kind::Person };
        assert!(draft(text, name(0, 5)).is_none());
        assert!(draft(text, name(6, 11)).is_some());
    }
}
