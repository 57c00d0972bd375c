//! Names that the tagger cut at a hyphen or behind their first word: "{Lu Mei}-an", "Quarry {Bank}".

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer;

use super::draft::{Draft, Listed, is_listed, is_opener, listed};
use super::key::is_generic;
use super::spaced::Spaced as _;
use super::title;
use crate::keyphrase;

/// What follows a name's hyphen and makes an adjective of it: "Quill-run". Words in "-ed" do so, too.
static ADJECTIVES: Listed =
    Listed::new(|| listed("born era friendly held led like made owned run style type wide"));

/// Where a person's name ends whose hyphened part was left out: "{Lu Mei}-an", "{Oh} Da-in", "{Ada Holm}-Quill".
pub(super) fn right(text: &str, to: usize, draft: &Draft) -> Option<usize> {
    if draft.kind != EntityKind::Person {
        return None;
    }
    let end = draft.span.end();
    let rest = text.get(end..to)?;
    let letters = |rest: &str| rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    if let Some(part) = rest.strip_prefix('-') {
        let word = &part[..letters(part)];
        let syllable = word.len() < 9 && !word.ends_with("ed") && !is_listed(&ADJECTIVES, word);
        let own = match word.chars().next() {
            Some(c) if c.is_lowercase() => syllable && draft.span.slice(text).contains(' '),
            Some(_) => draft.span.slice(text).contains(' '),
            None => false,
        };
        return own.then_some(end + 1 + word.len());
    }
    if draft.span.slice(text).has_any(b" -") {
        return None;
    }
    let part = rest.strip_prefix(' ')?;
    let first = letters(part);
    let second = part[first..].strip_prefix('-')?;
    let second = &second[..letters(second)];
    let given = part.starts_with(char::is_uppercase) && second.starts_with(char::is_lowercase);
    let syllables =
        first < 7 && second.len() < 7 && !is_listed(&ADJECTIVES, second) && !second.ends_with("ed");
    (given && syllables).then_some(end + 1 + first + 1 + second.len())
}

/// Where a name begins that the tagger caught only the rest of; `last` is the draft before it.
pub(super) fn left(text: &str, from: usize, draft: &Draft, last: Option<&Draft>) -> Option<usize> {
    let before = text.get(from..draft.span.start())?;
    let name = draft.span.slice(text);
    let generic = || name.split_whitespace().all(is_generic);
    let free = last.map_or(from, |last| last.span.end().max(from));
    if let Some(head) = before.strip_suffix('-') {
        let at = head.trim_end_matches(char::is_alphabetic).len();
        let capital = head[at..].starts_with(char::is_uppercase);
        let own = match draft.kind {
            // "Ada-Lu Quill"; but "Quill-Oda talks" names two.
            EntityKind::Person => from + at >= free && name.contains(' '),
            EntityKind::Organization => {
                name.contains(' ') && name.split_whitespace().last().is_some_and(is_generic)
            }
            _ => false,
        };
        return (capital && own).then_some(from + at);
    }
    if draft.kind != EntityKind::Organization {
        return None;
    }
    let head = before.strip_suffix(' ')?;
    if let Some(last) = last.filter(|last| last.span.end() == from + head.len()) {
        let own = matches!(last.kind, EntityKind::Place | EntityKind::Person | EntityKind::Organization)
            && generic();
        return (own && !last.span.is_empty()).then_some(last.span.start());
    }
    let mut start = before.len();
    for _ in 0..2 {
        let Some(head) = before[..start].strip_suffix(' ') else { break };
        let at = head.trim_end_matches(|c: char| !c.is_whitespace()).len();
        // An opening mark ends the search.
        let bare = head[at..].trim_start_matches(['“', '‘', '"', '(']);
        let opens = bare.len() < head.len() - at;
        let at = head.len() - bare.len();
        let word = &head[at..];
        let telling = word.starts_with(char::is_uppercase)
            && members(word).chars().all(|c| c.is_alphabetic() || c == '-')
            && !is_opener(word)
            && !title::is_title_word(word)
            && gazetteer::demonym(word).is_none()
            && gazetteer::calendar(word).is_none()
            && gazetteer::place(word).is_none();
        if !telling || from + at < free || at == 0 && !generic() {
            break;
        }
        start = at;
        if opens {
            break;
        }
    }
    let whole = Span::at(from + start, draft.span.end());
    (start < before.len() && !is_title_case(text, from, whole)).then_some(whole.start())
}

/// Given names that are other words at the head of a sentence, too.
static WORDS: Listed = Listed::new(|| {
    listed("Art Bill Can Chase Christian Drew Grace Grant Guy Hope Joy Mark Miles Pat Rich Rob Rose Sue Will")
});

/// Where a person's name begins of which the tagger left out what is before the surname: "8. Ralf {Quill}", "(M.
/// {Quill} 72)"; `last` is the draft before it.
pub(super) fn forename(text: &str, draft: &Draft, last: Option<&Draft>) -> Option<usize> {
    if draft.kind != EntityKind::Person || !draft.titles.is_empty() {
        return None;
    }
    let before = text[..draft.span.start()].strip_suffix(' ')?;
    let at = before.trim_end_matches(|c: char| !(c.is_whitespace() || c == '(')).len();
    let word = &before[at..];
    let rest = before[..at].trim_end_matches(' ');
    let opens = rest.is_empty() || rest.ends_with(['.', '!', '?', '\n', ':', '"', '“']);
    // "8. Ralf Quill", but "they lost 6-3. Ralf Quill"
    let numbered = rest.strip_suffix('.').is_some_and(|rest| {
        let number = rest.trim_end_matches(|c: char| c.is_ascii_digit());
        number.len() < rest.len() && (number.is_empty() || number.ends_with([' ', '\n']))
    });
    let own = match word.as_bytes() {
        // "(M. Quill 72)", but "of vitamin C. Quill"
        [b'A'..=b'Z', b'.'] => {
            let row = rest.is_empty() || rest.ends_with(['(', ',', '\n']);
            let near = rest.spaced().next_back().unwrap_or_default();
            !draft.span.slice(text).has_any(b" .")
                && (row || matches!(near, "and" | "by") || gazetteer::title(&[near]).is_some())
        }
        _ => {
            word.starts_with(char::is_uppercase)
                && word.chars().all(|c| c.is_alphabetic() || c == '-')
                && (gazetteer::given(word).is_some() || numbered && !keyphrase::is_word(&word.to_lowercase()))
                && (word.contains(char::is_lowercase) || !draft.span.slice(text).contains(char::is_lowercase))
                // "Fell Star Ada Quill Leaves"
                && word != "Star"
                && gazetteer::group(word).is_none()
                && gazetteer::demonym(word).is_none()
                && gazetteer::title(&[word]).is_none()
                && gazetteer::calendar(word).is_none()
                && !is_opener(word)
                && !(opens && is_listed(&WORDS, word))
        }
    };
    (own && last.is_none_or(|last| last.span.end() <= at)).then_some(at)
}

/// A plural without the apostrophe that makes it the owner: "{Seafarers}’ Union".
pub(super) fn members(word: &str) -> &str {
    word.strip_suffix(['’', '\'']).filter(|plural| plural.ends_with('s')).unwrap_or(word)
}

/// How far a look goes before and behind a name for how its sentence is written, in bytes: most sentences are shorter,
/// but a text may go without stops.
pub(super) const REACH: usize = 1_000;

/// Whether the words around a name are capitalised anyhow, as in a headline.
pub(super) fn is_title_case(text: &str, from: usize, name: Span) -> bool {
    let from = from.max(text.floor_char_boundary(name.start().saturating_sub(REACH)));
    let to = text.floor_char_boundary(text.len().min(name.end() + REACH));
    let line = text[from..to].split('\n').next().unwrap_or_default();
    let (mut capital, mut small) = (0, 0);
    let ahead = line.get(name.end() - from..).unwrap_or_default();
    let around = text[from..name.start()].split_whitespace().chain(ahead.split_whitespace().take(12));
    for word in around.filter(|word| word.len() > 3) {
        match word.chars().next() {
            Some(c) if c.is_uppercase() => capital += 1,
            Some(c) if c.is_lowercase() => small += 1,
            _ => {}
        }
    }
    capital > 2 * small
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(text: &str, name: &str, kind: EntityKind) -> Draft {
        let at = text.find(name).unwrap();
        Draft::new(Span::at(at, at + name.len()), kind)
    }

    #[test]
    fn hyphened_names_go_on() {
        for (text, name, expected) in [
            ("Lu Mei-an left", "Lu Mei", Some("Lu Mei-an")),
            ("Oh Da-in left", "Oh", Some("Oh Da-in")),
            ("Ada Holm-Quill left", "Ada Holm", Some("Ada Holm-Quill")),
            ("an Ada Quill-led party", "Ada Quill", None),
            ("a Quill-backed party", "Quill", None),
            ("Quill half-won", "Quill", None),
        ] {
            let draft = draft(text, name, EntityKind::Person);
            let found = right(text, text.len(), &draft).map(|end| &text[draft.span.start()..end]);
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn what_is_far_from_a_name_says_nothing_of_its_capitals() {
        let near = "and then they went home with Fell again and again";
        let title = |text: &str| {
            let at = text.find("Fell").unwrap();
            is_title_case(text, 0, Span::at(at, at + 4))
        };
        assert!(!title(near));
        assert!(title(&format!("{} {near}", "Quill Marsh ".repeat(40))));
        assert!(!title(&format!("{} {} {near}", "Quill Marsh ".repeat(40), "and so on ".repeat(REACH / 10))));
    }

    #[test]
    fn a_body_has_the_word_that_says_which() {
        for (text, name, expected) in [
            ("Quarry Bank sold it", "Bank", Some("Quarry Bank")),
            ("Then the Quarry Grain Bank sold it", "Grain Bank", Some("Quarry Grain Bank")),
            ("The Bank sold it", "Bank", None),
            ("Yesterday Lundwerk sold it to them", "Lundwerk", None),
            ("Probe Finds Quarry Bank Sold Mines Abroad", "Quarry Bank", None),
        ] {
            let draft = draft(text, name, EntityKind::Organization);
            let found = left(text, 0, &draft, None).map(|start| &text[start..draft.span.end()]);
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_person_has_the_forename_before_the_surname() {
        for (text, expected) in [
            ("It was 8. Ralf Quill", "Ralf Quill"),
            ("It rained. Ada Quill", "Ada Quill"),
            ("340-5 (M. Quill", "M. Quill"),
            ("a chief, Datuk M. Quill", "M. Quill"),
            ("lost 6-3. Ralf Quill", "Quill"),
            ("said M. Quill", "Quill"),
            ("vitamin C. Quill", "Quill"),
            ("It stopped. Will Quill", "Quill"),
            ("It was 8. Playing Quill", "Quill"),
            ("in ADA Quill", "Quill"),
            ("fellow Tory Quill", "Quill"),
            ("the Minister Quill", "Quill"),
            ("of Broadway. Star Quill", "Quill"),
            ("Fell Star Quill", "Quill"),
            ("on Sunday Quill", "Quill"),
            ("the Lathe Quill", "Quill"),
        ] {
            let at = text.len() - "Quill".len();
            let mut draft = Draft::new(Span::at(at, text.len()), EntityKind::Person);
            let start = forename(text, &draft, None).unwrap_or(at);
            assert_eq!(&text[start..], expected, "{text}");
            let held = Draft::new(Span::at(0, at - 1), EntityKind::Person);
            assert_eq!(forename(text, &draft, Some(&held)), None);
            draft.kind = EntityKind::Place;
            assert_eq!(forename(text, &draft, None), None);
        }
    }
}
