//! Works by the marks around their titles (`the song "{Fell Away}"`, `the "{Fell}" franchise`), and programmes by whose
//! they are ("Radio 4's {Fell} programme").

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer::{self, Known};

use super::draft::{Draft, Listed, is_listed, last_word, listed, replace, run};
use super::spaced::Spaced as _;
use super::work::WORKS;
use crate::words::Words;

/// What calls a work so directly before its marks.
static CALLED: Listed = Listed::new(|| {
    let more = listed(
        "book entitled flick hit play prequel program programme sang series show sing singing sings titled track \
         upcoming",
    );
    WORKS.words().chain(more.words()).collect()
});

/// What stands before a noun that is a verb, too.
static OWNERS: Listed = Listed::new(|| {
    listed("a an chart debut first her his its latest musical new our stage the their top TV")
});

/// What stands behind the marks: the "{Fell}" franchise.
static BEHIND: Listed = Listed::new(|| {
    listed(
        "actor actress album creator director episode film films franchise movie movies musical prequel \
         remake screenwriter sequel sequels series sitcom soundtrack star trilogy video videogame",
    )
});

/// What stands before the marks with a preposition: the author of "{Fell}".
const TIES: &[(&str, &[&str])] = &[
    (
        " of",
        &[
            "adaptation",
            "author",
            "cast",
            "creator",
            "director",
            "edition",
            "episode",
            "episodes",
            "filming",
            "premiere",
            "remake",
            "rendition",
            "screening",
            "star",
            "version",
            "writer",
        ],
    ),
    (" in", &["appeared", "co-starred", "role", "roles", "starred", "starring", "stars"]),
    (" to", &["sequel", "prequel"]),
];

/// Who broadcasts: "the {BBC}'s Fell programme".
const STATIONS: [&str; 24] = [
    "ABC",
    "BBC",
    "BBC News",
    "BBC One",
    "BBC Radio Scotland",
    "BBC Two",
    "BBC1",
    "BBC2",
    "BBC3",
    "CBS",
    "CNN",
    "Channel 4",
    "Channel Five",
    "Five Live",
    "Fox",
    "HBO",
    "ITV",
    "ITV1",
    "MTV",
    "NBC",
    "PBS",
    "Radio 4",
    "Sky News",
    "World Service",
];

/// What they broadcast.
const SHOWS: [&str; 6] = ["programme", "program", "show", "series", "sitcom", "documentary"];

/// Words that a title has in small letters.
static SMALL: Listed =
    Listed::new(|| listed("a an and as at by de for from in into la of on or over the to upon with 'n"));

/// Marks the works. The drafts stand in the order of the text, and do so afterwards; none is another's yet.
pub(super) fn find(words: &Words, drafts: &mut Vec<Draft>) {
    let text = words.text;
    let mut titles = Vec::new();
    let mut free = 0;
    for &token in &words.capitals {
        let start = words.tokens[token].start();
        if start < free {
            continue;
        }
        let Some(mark) = text[..start].chars().next_back() else { continue };
        let found = match mark {
            '"' | '“' | '‘' | '\'' => {
                quoted(text, start, mark, is_row(&text[free.min(start)..start]) && free > 0)
            }
            ' ' => programme(text, start),
            _ => None,
        };
        let Some(span) = found else { continue };
        free = span.end();
        titles.push(Draft::new(span, EntityKind::Work));
    }
    replace(drafts, titles, |held, name| {
        let same = held.kind == EntityKind::Work && held.span == name.span;
        !same && name.span.contains(held.span) && held.titles.is_empty()
    });
}

/// The word in small letters that ends a text, and what is before it.
fn last_small(text: &str) -> (&str, &str) {
    last_word(text, |c| c.is_ascii_lowercase() || c == '-')
}

/// Whether what is between two titles makes a row of them: `" and "`, `," "`.
fn is_row(gap: &str) -> bool {
    let marks = |c: char| matches!(c, '"' | '“' | '”' | '‘' | '’' | '\'' | ',' | '?' | '!' | ' ');
    gap.len() < 16
        && gap.contains(['"', '”', '’', '\''])
        && matches!(gap.trim_matches(marks), "" | "and" | "or")
}

/// The title between two marks, the first of which stands before `start`, where the words around call it a work.
fn quoted(text: &str, start: usize, mark: char, row: bool) -> Option<Span> {
    let open = start - mark.len_utf8();
    let before = text[..open].strip_suffix(' ')?;
    let to = text.floor_char_boundary(text.len().min(start + 70));
    let line = text[start..to].lines().next()?;
    let closes = |at: usize, c: char| match mark {
        '"' | '“' => matches!(c, '"' | '”'),
        _ => matches!(c, '\'' | '’') && !line[at + c.len_utf8()..].starts_with(char::is_alphanumeric),
    };
    let (at, close) = line.char_indices().find(|&(at, c)| closes(at, c))?;
    let title = line[..at].trim_end_matches([',', '.', ' ', ';']);
    if title.is_empty() || !is_title(title) {
        return None;
    }
    let after = line[at + close.len_utf8()..].strip_prefix(' ').unwrap_or_default();
    let next = run(after, |c| c.is_ascii_lowercase());
    // "“Never,” director Ada Quill said"
    let spoken = line[..at].ends_with([',', '.', '!', '?']);
    let apart = before.ends_with(',');
    let bare = before.strip_suffix(',').unwrap_or(before);
    let (rest, word) = last_small(bare);
    // "She hit “Reply All”" has a verb.
    let verb = matches!(word, "hit" | "play" | "show")
        && !rest.trim_end().spaced().next_back().is_some_and(|word| is_listed(&OWNERS, word));
    let tied = || {
        TIES.iter().any(|(link, nouns)| {
            before.strip_suffix(link).is_some_and(|rest| nouns.contains(&last_small(rest).1))
        })
    };
    // "wants to show "Fell Away"" has a verb.
    let says = apart && spoken && matches!(next, "he" | "said" | "says" | "she" | "they");
    let does = verb || matches!(rest.trim_end().spaced().next_back(), Some("to" | "not"));
    let called = is_listed(&CALLED, word) && !says && !does;
    (called || row || !spoken && is_listed(&BEHIND, next) || tied())
        .then(|| Span::at(start, start + title.len()))
}

/// Whether words are a title's: capitals, but for small words inside.
fn is_title(title: &str) -> bool {
    let mut words = title.spaced();
    let plain = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '&' || c == '(')
            || is_listed(&SMALL, word)
    };
    title.spaced().count() < 10
        && !title.contains(['"', '“', '”', ';'])
        && !title.contains(". ")
        && words.all(plain)
        && title.spaced().next_back().is_some_and(|last| !is_listed(&SMALL, last))
}

/// The programme of a station that begins at a byte: "the BBC's {Fell Away} programme".
fn programme(text: &str, start: usize) -> Option<Span> {
    let owner = text[..start - 1].strip_suffix("'s").or_else(|| text[..start - 1].strip_suffix("’s"))?;
    if !STATIONS
        .iter()
        .any(|station| owner.strip_suffix(station).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
    {
        return None;
    }
    let rest = &text[start..];
    let mut end = 0;
    let mut at = 0;
    for word in rest.spaced().take(7) {
        if SHOWS.contains(&word.trim_end_matches([',', '.', ':', ';'])) {
            let name = &rest[..end];
            let other = gazetteer::demonym(name).is_some()
                || gazetteer::calendar(name).is_some()
                || gazetteer::place(name).is_some()
                || gazetteer::known(name).is_some_and(|known| known != Known::Work);
            return (end > 0 && !other).then(|| Span::at(start, start + end));
        }
        if word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            && !word.ends_with([',', '.', ';', ':'])
            && !word.contains('\n')
        {
            end = at + word.len();
        } else if !is_listed(&SMALL, word) {
            break;
        }
        at += word.len() + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::draft::after;
    use super::*;

    fn found(text: &str, held: &[(&str, EntityKind)]) -> Vec<(String, EntityKind)> {
        after(text, held, find)
    }

    #[test]
    fn works_stand_between_marks() {
        use EntityKind::{Organization as O, Person as P, Place as L, Work as W};
        for (text, held, expected) in [
            ("She sang the song \"Fell Away\" twice.", vec![], vec![("Fell Away", W)]),
            ("Her book, \"The Fell of Lund,\" won.", vec![("Lund", L)], vec![("The Fell of Lund", W)]),
            ("He starred in ‘Ada's Fell’ last year.", vec![("Ada", P)], vec![("Ada's Fell", W)]),
            ("The “Fell Men” franchise grew.", vec![("Fell Men", O)], vec![("Fell Men", W)]),
            ("The author of \"Ada: A Fell Life\" left.", vec![("Ada", P)], vec![("Ada: A Fell Life", W)]),
            ("He said of the film: \"Fell is grey.\"", vec![("Fell", L)], vec![("Fell", L)]),
            ("In the film, \"Nobody has asked,\" he said.", vec![], vec![]),
            ("The group \"Fell Away\" left.", vec![], vec![]),
            ("The star of \"Fell\" and \"Lund Men,\" left.", vec![], vec![("Fell", W), ("Lund Men", W)]),
            ("The song \"Fell\" came. \"Oda\" left.", vec![], vec![("Fell", W)]),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|(name, kind)| (name.to_owned(), kind)).collect();
            assert_eq!(found(text, &held), expected, "{text}");
        }
    }

    #[test]
    fn a_stations_programme_is_a_work() {
        use EntityKind::{Organization as O, Work as W};
        for (text, held, expected) in [
            ("He told the BBC's Fell Away programme.", vec![("BBC", O)], vec![("BBC", O), ("Fell Away", W)]),
            (
                "On Radio 4's The Fell programme, he",
                vec![("Radio 4", O), ("Fell", O)],
                vec![("Radio 4", O), ("The Fell", W)],
            ),
            ("He told the BBC's Ada Quill.", vec![("BBC", O)], vec![("BBC", O)]),
            ("He told the Tarn's Fell programme.", vec![], vec![]),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|(name, kind)| (name.to_owned(), kind)).collect();
            assert_eq!(found(text, &held), expected, "{text}");
        }
    }
}
