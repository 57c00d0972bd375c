//! Line-ups: rows of players, each by surname or in full, "Quill, Fell (Oda 72), Lund; Holm 15." All of them are persons,
//! whatever else is called so.

use std::cell::LazyCell;

use memchr::memmem::Finder;
use memchr::{memchr, memchr2, memchr2_iter, memrchr_iter};
use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer;

use super::draft::{Draft, Listed, is_listed, listed, overlapped, part_of, replace};
use super::games;
use super::spaced::Spaced as _;
use super::title_words::is_particle;
use crate::words::Words;

/// Names that a row has at least to be a line-up; fewer are one behind a word of [`LABELS`].
const LEAST: usize = 7;

/// The last words before the colon of a row of players.
static LABELS: Listed = Listed::new(|| {
    listed(
        "Attackers Backs Bench Booked Cons Defenders Forwards Goalkeepers Goals Midfielders Pens Replacements Scorers \
         Strikers Subs Substitutes Tries",
    )
});

/// The same, of several words.
const LONG_LABELS: [&str; 6] = ["Not Used", "Not used", "not used", "Sent Off", "Sent off", "sent off"];

/// Makes a person of each name of a line-up of which at least half are persons already. The drafts stand in the order of
/// the text, and do so afterwards; none is another's yet.
pub(super) fn read(words: &Words, drafts: &mut Vec<Draft>) {
    let text = words.text;
    let (mut found, mut clubs): (Vec<Draft>, Vec<usize>) = (Vec::new(), Vec::new());
    let games = LazyCell::new(|| games::are_named_or_told(text));
    let stops = Finder::new(". ");
    for line in text.lines() {
        let start = part_of(text, line).start();
        let mut cut = 0;
        for end in stops.find_iter(line.as_bytes()).chain([line.len()]) {
            let (part, from) = (&line[cut..end], start + cut);
            cut = end + 2;
            // Few sentences have as many names, or a label.
            let marks = memchr2_iter(b',', b';', part.as_bytes()).count();
            let counted = part.starts_with(|c: char| c.is_ascii_digit());
            if marks + 2 < LEAST && (marks == 0 && !counted || memchr2(b':', b'-', part.as_bytes()).is_none())
            {
                continue;
            }
            // "Subs: ", "Forwards - ", "13 - "
            let dash = || {
                let at = memchr(b'-', part.as_bytes()).filter(|&at| is_label(&part[..at]))?;
                part[at..].starts_with("- ").then_some(at + 2)
            };
            let label = colon(part).map(|at| at + 2).or_else(dash).unwrap_or(0);
            if label == 0 && marks + 2 < LEAST {
                continue;
            }
            let row = Span::at(from + label, from + part.len());
            let Some(names) = players(text, row) else { continue };
            let person = |name: &&Span| {
                drafts[overlapped(drafts, **name)].iter().any(|held| held.kind == EntityKind::Person)
            };
            let persons = names.iter().filter(person).count();
            if (names.len() >= LEAST || is_label(&part[..label])) && 2 * persons >= names.len() {
                found.extend(names.iter().map(|&name| Draft::pinned(name, EntityKind::Person)));
                clubs.extend(overlapped(drafts, row).filter(|&n| is_club(text, &drafts[n])));
                let own = brackets(text, row);
                if 2 * own.len() >= names.len() && *games {
                    for club in own {
                        match overlapped(drafts, club) {
                            held if held.is_empty() => {
                                found.push(Draft::pinned(club, EntityKind::Organization));
                            }
                            held if held.len() == 1 && drafts[held.start].span == club => {
                                clubs.push(held.start);
                            }
                            _ => {}
                        }
                    }
                }
            }
        }
    }
    for n in clubs {
        (drafts[n].kind, drafts[n].pinned) = (EntityKind::Organization, true);
    }
    found.retain(|name| {
        let held = overlapped(drafts, name.span)
            .find(|&n| drafts[n].kind == EntityKind::Person && drafts[n].span == name.span);
        if let Some(n) = held {
            drafts[n].pinned = true;
        }
        held.is_none()
    });
    replace(drafts, found, |_, _| true);
}

/// Where the last colon of a text stands that a space follows.
fn colon(text: &str) -> Option<usize> {
    memrchr_iter(b':', text.as_bytes()).find(|&at| text[at..].starts_with(": "))
}

/// The names alone in the brackets of a row, but lands: "Ada Quill ({Fell}), Oda Holm ({Lund}, captain)".
fn brackets(text: &str, row: Span) -> Vec<Span> {
    let inside = row.slice(text);
    let plain = inside.match_indices('(').filter_map(|(at, _)| {
        let rest = &inside[at + 1..];
        let club = &rest[..rest.find([')', ','])?];
        let named = !club.is_empty() && name(club) == club.len() && gazetteer::place(club).is_none();
        named.then(|| part_of(text, club))
    });
    plain.collect()
}

/// Whether a place in a row of players is the club of one: "Quill ({Fell})".
fn is_club(text: &str, draft: &Draft) -> bool {
    let inside =
        text[..draft.span.start()].ends_with('(') && text[draft.span.end()..].starts_with([')', ',']);
    inside && draft.kind == EntityKind::Place && gazetteer::place(draft.span.slice(text)).is_none()
}

/// Whether a row behind such words has players: "Subs Not Used: ", "13 - ", who have scored so often.
fn is_label(words: &str) -> bool {
    let words = words.trim_end_matches([':', '-', ' ']);
    let goals = !words.is_empty() && words.len() < 4 && words.bytes().all(|byte| byte.is_ascii_digit());
    goals
        || words.spaced().next_back().is_some_and(|last| is_listed(&LABELS, last))
        || LONG_LABELS.iter().any(|label| words.ends_with(label))
}

/// The names of a row of players; none where anything else stands in it.
fn players(text: &str, row: Span) -> Option<Vec<Span>> {
    let inside = row.slice(text).trim_end_matches('.');
    let mut names = Vec::new();
    let (mut from, mut depth) = (0, 0);
    let cuts = inside.bytes().enumerate().chain([(inside.len(), b',')]);
    for (at, byte) in cuts {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            b',' | b';' if depth == 0 => {
                for item in inside[from..at].split(" and ") {
                    player(item, part_of(text, item).start(), &mut names)?;
                }
                from = at + 1;
            }
            _ => {}
        }
    }
    Some(names)
}

/// The scorers of a bracket, each with a minute: "Quill 15, 80, Fell 33 penalty"; none of another.
pub(super) fn scorers(text: &str, bracket: Span) -> Vec<Span> {
    let told = |name: &Span| {
        text[name.end()..bracket.end()]
            .strip_prefix(' ')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    players(text, bracket).filter(|names| names.iter().all(told)).unwrap_or_default()
}

/// Reads a player with what is told of him, "7 Quill", "Quill (Fell 72)", "Quill 15, 80", "Quill 33 og"; none for
/// another text.
fn player(item: &str, start: usize, names: &mut Vec<Span>) -> Option<()> {
    let bare = item.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    let bare = bare.trim_start_matches(['-', '.', ' ']);
    let own = name(bare);
    let at = start + item.len() - bare.len();
    // "Quill 15, 80": minutes alone.
    if own == 0 {
        return (!names.is_empty() && is_told(item)).then_some(());
    }
    names.push(Span::at(at, at + own));
    let rest = &bare[own..];
    if let Some((before, bracket)) = rest.split_once('(') {
        let (inside, after) = bracket.split_once(')')?;
        let other = name(inside);
        // Whose place he takes, and when; "(Fell Rovers)", "(capt)" name nobody.
        if other > 0 && inside.len() > other && is_told(&inside[other..]) {
            let at = at + own + before.len() + 1;
            names.push(Span::at(at, at + other));
        }
        return (is_told(before) && is_told(after)).then_some(());
    }
    is_told(rest).then_some(())
}

/// Whether a text has nothing but minutes and the like.
fn is_told(text: &str) -> bool {
    let word = |word: &str| {
        let digits = word.trim_end_matches(['\'', '’', 'm', '+']);
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
            || matches!(word, "capt" | "goal" | "og" | "own" | "pen" | "penalty" | "pens")
    };
    text.split_ascii_whitespace().all(word)
}

/// How many bytes of the name of a person open a text: up to four words with capitals, particles between them.
fn name(text: &str) -> usize {
    let (mut end, mut from, mut small) = (0, 0, false);
    for word in text.spaced().take(4) {
        let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '.'));
        if letters && word.starts_with(char::is_uppercase) {
            end = from + word.len();
            small |= word.contains(char::is_lowercase);
        } else if !is_particle(word) {
            break;
        }
        from += word.len() + 1;
    }
    if small { end } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::super::draft::after;
    use super::*;

    #[test]
    fn scorers_have_minutes() {
        let of = |text: &'static str| -> Vec<&str> {
            scorers(text, Span::of(text)).iter().map(|name| name.slice(text)).collect()
        };
        assert_eq!(of("Quill 15, 80, van Lund 33 penalty, Holm 61 own goal"), ["Quill", "van Lund", "Holm"]);
        assert!(
            of("Quill, Lund 33").is_empty() && of("11 innings").is_empty() && of("Quill 15 times").is_empty()
        );
    }

    #[test]
    fn a_squad_has_clubs_in_brackets() {
        use EntityKind::{Organization as O, Person as P, Place as L};
        let named = |name: &str, kind| (name.to_owned(), kind);
        let people = [named("Ada Quill", P), named("Oda Holm", P)];
        let clubs = |text: &str| {
            let text = format!("HOCKEY\n{text}");
            let mut told = after(&text, &[("Ada Quill", P), ("Oda Holm", P)], read);
            told.retain(|name| !people.contains(name));
            told
        };
        assert_eq!(
            clubs("Forwards - Ada Quill (Fell Town), Oda Holm (Lund, captain)"),
            [named("Fell Town", O), named("Lund", O)]
        );
        assert_eq!(clubs("Forwards - Ada Quill (Norway), Oda Holm (capt)"), []);
        assert_eq!(clubs("Lathes - Ada Quill (Fell), Oda Holm (Lund)"), []);
        // Who comes on is no club.
        assert_eq!(
            clubs("Subs: Ada Quill (Voss 72), Oda Holm (Lund), Hyde"),
            [named("Voss", P), named("Hyde", P)]
        );
        assert_eq!(clubs("13 - Ada Quill (Fell), Oda Holm (Lund)"), [named("Fell", O), named("Lund", O)]);
        assert_eq!(after("HOCKEY\n9 - Ada Quill (Fell)", &[("Ada Quill", P)], read)[1], named("Fell", O));
        assert_eq!(after("HOCKEY\n9 - Ada Quill (Fell) left", &[("Ada Quill", P)], read).len(), 1);
        // A cast plays parts.
        assert_eq!(after("9 - Ada Quill (Fell)", &[("Ada Quill", P)], read).len(), 1);
        assert_eq!(
            after("HOCKEY\n9 - Ada Quill (Fell)", &[("Ada Quill", P), ("Fell", P)], read)[1],
            named("Fell", O)
        );
        let held = [("Ada Quill", P), ("Lund", L), ("Oda Holm", P)];
        let text = "Forwards: Ada Quill (Lund), Oda Holm (Fell)";
        assert_eq!(after(text, &held, read)[1], named("Lund", O));
    }

    #[test]
    fn all_of_a_line_up_are_persons() {
        use EntityKind::{Organization as O, Person as P, Place as L, Work as W};
        let given = |text: &str, names: &[(&str, EntityKind)]| -> Vec<String> {
            let told = after(text, names, read);
            told.iter().filter(|(_, kind)| *kind == P).map(|(name, _)| name.clone()).collect()
        };
        let text = "It was close.\nFell: Quill, Oda (Hyde 83), van Lund; Holm, Grindal; Isaacson, Bridge 15, 80, Marsh (capt). Subs Not Used: Kabba, Haystead.\nAda Fell left.";
        let names = [
            ("Fell", O),
            ("Quill", P),
            ("Oda", L),
            ("Holm", P),
            ("Grindal; Isaacson", P),
            ("Bridge 15", W),
            ("Marsh", P),
            ("Kabba", P),
            ("Haystead", L),
            ("Ada Fell", P),
        ];
        let expected = [
            "Quill", "Oda", "Hyde", "van Lund", "Holm", "Grindal", "Isaacson", "Bridge", "Marsh", "Kabba",
            "Haystead", "Ada Fell",
        ];
        assert_eq!(given(text, &names), expected);
        for (text, names, expected) in [
            // Clubs in brackets, and a row that is too short.
            (
                "Fell (Rovers), Quill (Lund Town), Holm, Oda, Marsh, Lund, Voss",
                &[("Fell", P), ("Rovers", O), ("Quill", P), ("Holm", P), ("Marsh", P)][..],
                &["Fell", "Quill", "Holm", "Oda", "Marsh", "Lund", "Voss"][..],
            ),
            ("Fell, Quill, Holm, Oda", &[("Fell", P), ("Quill", P), ("Holm", P)], &["Fell", "Quill", "Holm"]),
            ("Booked: Fell, Quill.", &[("Fell", P), ("Quill", L)], &["Fell", "Quill"]),
            ("Stops: Fell, Quill.", &[("Fell", P), ("Quill", L)], &["Fell"]),
            (
                "15-Quill (Fell), 14-Ada Voss (Norway), Holm (Oda, capt), Marsh, Lund, Tarn, Quay",
                &[
                    ("Quill", P),
                    ("Fell", L),
                    ("Ada Voss", P),
                    ("Norway", L),
                    ("Holm", P),
                    ("Oda", L),
                    ("Marsh", P),
                ],
                &["Quill", "Ada Voss", "Holm", "Marsh", "Lund", "Tarn", "Quay"],
            ),
            // Places, and a sentence.
            (
                "Norway, Oda, Lund, Fell, Holm, Marsh, Quill",
                &[("Norway", L), ("Lund", L), ("Quill", P)],
                &["Quill"],
            ),
            (
                "Fell, Quill, Holm, Oda, Marsh, Lund and the mayor left",
                &[("Fell", P), ("Quill", P), ("Holm", P), ("Marsh", P)],
                &["Fell", "Quill", "Holm", "Marsh"],
            ),
        ] {
            assert_eq!(given(text, names), expected, "{text}");
        }
    }
}
