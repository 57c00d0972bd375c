//! What the wire prints without sentences: datelines ("FELL 2026-11-29"), tables of results ("Fell 3 Lund 0"), fixtures
//! ("Fell v Lund") and who to call ("-- Fell Newsroom +47 1 23"); and lands in capitals that open a story.

use std::cell::LazyCell;

use memchr::memchr;
use nutgraf_core::{EntityKind, Span, dateline_places};
use nutgraf_tagger::gazetteer;

use super::cue;
use super::draft::{Draft, Listed, is_listed, listed, part_of, replace};
use super::fixture;
use super::games;
use super::lineup;
use super::spaced::Spaced as _;
use super::title_words::is_particle;
use crate::keyphrase;

/// Words before a number that name nobody: "Division 1".
static COUNTED: Listed = Listed::new(|| {
    listed(
        "Chapter Day Division First Game Group Half Lap League Leg Page Part Pool Position Quarter Rank \
         Results Round Season Second Section Set Stage Table Time Total Week Year",
    )
});

/// How a batsman's line goes on behind the name.
const OUTS: [&str; 6] = ["c", "b", "lbw", "run", "not", "st"];

/// What stands in capitals before a dash or a colon at the head of a line and is no place.
static LABELS: Listed = Listed::new(|| {
    listed(
        "ANALYSIS ANSWER AUDIO BACKGROUND BREAKING COLUMN COMMENT COMMENTARY CORRECTION EDITORIAL EDITOR'S \
         EXCLUSIVE EXPLAINED EXPLAINER FACTBOX FEATURE FILE FOCUS GALLERY HOW INSIGHT INTERVIEW LATEST LIVE \
         MORE NEWS NOTE OBITUARY OPINION PHOTO PHOTOS PODCAST PROFILE QUESTION QUOTE READ RECAP RELATED \
         REPORT RESULT RESULTS REVIEW SCORES SPORT SPORTS SUMMARY TOP UPDATE URGENT VIDEO WARNING WATCH WHAT \
         WHEN WHERE WHO WHY WRAPUP",
    )
});

/// The longest line that names two teams, in bytes.
const LONGEST: usize = 60;

/// Numbers behind a team's name in a table: played, won, drawn, lost and so on.
const COLUMNS: usize = 4;

/// Adds what datelines, tables, lists of placings and the ends of reports name. The drafts stand in the order of the
/// text, and do so afterwards.
pub(super) fn find(text: &str, drafts: &mut Vec<Draft>) {
    let (mut places, mut spoken) = (Vec::new(), Vec::new());
    let (mut batsmen, mut scorers) = (Vec::new(), Vec::new());
    let (mut results, mut fixtures) = (Vec::new(), Vec::new());
    let (mut rooms, mut placed, mut fielded) = (Vec::new(), Vec::new(), Vec::new());
    let announced = LazyCell::new(|| fixture::are_announced(text));
    for line in text.lines() {
        let at = part_of(text, line).start();
        let own = |span: Span| Span::at(at + span.start(), at + span.end());
        let all = |spans: Vec<Span>| spans.into_iter().map(own).collect::<Vec<Span>>();
        match line.chars().next() {
            Some('-') => rooms.extend(newsroom(line).map(own)),
            Some('0'..='9') => {
                placed.extend(placing(line).map(|(person, team)| (own(person), team.map(own))));
            }
            _ => {}
        }
        if !line.starts_with(char::is_uppercase) {
            continue;
        }
        // "UNICEF (Reuters) -": no place is called so.
        let unknown = |span: &Span| gazetteer::known(span.slice(line)).is_none();
        places.extend(dateline_places(line).into_iter().flatten().filter(unknown).map(own));
        places.extend(shouted(line).map(own));
        if let Some((place, colon)) = headed(line) {
            if colon { spoken.push(own(place)) } else { places.push(own(place)) }
        }
        if line.len() < LONGEST {
            let visit = || fixture::visit(line).filter(|_| *announced);
            fixtures.extend(fixture::versus(line).or_else(visit).map(all));
        }
        if line.bytes().any(|byte| byte.is_ascii_digit()) {
            places.extend(dateline(line).map(own));
            batsmen.extend(batsman(line).map(own));
            if let Some((teams, brackets)) = result(line) {
                scorers.extend(brackets.into_iter().flat_map(|bracket| lineup::scorers(text, own(bracket))));
                results.push(all(teams));
            } else if let Some(colon) = memchr(b':', line.as_bytes()).filter(|&colon| colon < LONGEST) {
                results.extend(result(&line[..colon]).map(|(teams, _)| all(teams)));
            }
            fielded.extend(formation(line).map(own));
        }
    }
    // Several lines with a colon are what several persons say; further down one is what someone asks.
    let first = |span: &&Span| {
        spoken.len() == 1 && text[..span.start()].bytes().filter(|&byte| byte == b'\n').count() < 4
    };
    places.extend(spoken.iter().filter(first));
    // One line of them is enough where the story is of games.
    let are_games = |count: usize| match count {
        0 => false,
        1 => games::are_told(text),
        _ => games::are_named_or_told(text),
    };
    let tables = [results, fixtures].into_iter().filter(|lines| are_games(lines.len()));
    let teams = tables.flatten().flatten().map(|span| Draft::pinned(span, team(span.slice(text))));
    let found = places
        .into_iter()
        .map(|span| Draft::pinned(span, EntityKind::Place))
        .chain(rooms.into_iter().chain(fielded).map(|span| Draft::pinned(span, EntityKind::Organization)))
        .chain(batsmen.into_iter().chain(scorers).map(|span| Draft::new(span, EntityKind::Person)))
        .chain(placed.into_iter().flat_map(|(person, team)| {
            let team = team.map(|span| Draft::pinned(span, EntityKind::Organization));
            [Some(Draft::pinned(person, EntityKind::Person)), team].into_iter().flatten()
        }))
        .chain(teams)
        .collect();
    replace(drafts, found, |held, name| {
        // A name that goes beyond is the tagger's; a person in a table is one.
        let printed = held.span.slice(text);
        let borne = || is_full(printed) || !printed.contains(' ') && gazetteer::surname(printed);
        let person =
            held.kind == EntityKind::Person && held.span == name.span && name.kind != EntityKind::Place;
        // "Fell 3", taken for a work
        let counted = || name.pinned && printed.bytes().any(|byte| byte.is_ascii_digit());
        (name.span.contains(held.span) || counted()) && !(person && borne())
    });
}

/// The land at the head of a line whose first words are in capitals, as papers open a story: "NEW ZEALAND scored".
/// Nobody is called so.
fn shouted(line: &str) -> Option<Span> {
    let capital = |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let start = if line.starts_with("THE ") { 4 } else { 0 };
    let rest = &line[start..];
    let mut ends = rest.match_indices(' ').map(|(at, _)| at);
    let first = ends.next().filter(|&at| capital(&rest[..at]))?;
    let end = ends.next().filter(|&at| capital(&rest[first + 1..at])).unwrap_or(first);
    let title = |word: &str| word[..1].to_owned() + &word[1..].to_lowercase();
    let name = rest[..end].spaced().map(title).collect::<Vec<_>>().join(" ");
    let land = rest[end + 1..].starts_with(char::is_lowercase)
        && end > 3
        && gazetteer::country(&name).is_some()
        && gazetteer::given(&name).is_none();
    land.then(|| Span::at(start, start + end))
}

/// The place in capitals at the head of a report, before a dash or a colon, and whether it is a colon: "FELL - The ferry
/// sank ...", "PORT ELSA, Norway: The ferry ...".
fn headed(line: &str) -> Option<(Span, bool)> {
    // Few lines open with two capitals.
    let shouted =
        line.as_bytes().get(1).is_some_and(|second| second.is_ascii_uppercase() || !second.is_ascii());
    if line.len() < 60 || !shouted {
        return None;
    }
    let end = line[..line.floor_char_boundary(40)].find([':', '-', '–', '—'])?;
    let (name, rest) = line.split_at(end);
    let colon = rest.starts_with(':');
    let after = rest.trim_start_matches([':', '-', '–', '—']);
    let parted = after.starts_with(' ') && (colon || name.ends_with(' '));
    let told = after.chars().skip(1).take(20).any(char::is_lowercase);
    let place = name.split(',').next().unwrap_or(name).trim_end();
    let capital = |c: char| c.is_uppercase() || matches!(c, ' ' | '\'' | '’' | '.');
    let named = place.len() > 3
        && place.chars().all(capital)
        && place.spaced().count() < 4
        && place.spaced().all(|word| !is_listed(&LABELS, word) && !word.is_empty())
        && !place.spaced().all(|word| keyphrase::is_word(&word.to_lowercase()))
        && gazetteer::known(place).is_none()
        && gazetteer::whole_body(place).is_none();
    (parted && told && named).then_some((Span::of(place), colon))
}

/// The place at the head of a line that is a dateline with its day in figures and nothing else: "FELL 2026-11-29",
/// "FELL , Norway 2026-11-29".
fn dateline(line: &str) -> Option<Span> {
    let (rest, date) = line.trim_end().cut_last()?;
    let date = date.as_bytes();
    let dated = date.len() == 10
        && date
            .iter()
            .enumerate()
            .all(|(n, byte)| if n == 4 || n == 7 { *byte == b'-' } else { byte.is_ascii_digit() });
    let place = rest.split(',').next().unwrap_or(rest).trim_end();
    let capital = |c: char| c.is_uppercase() || matches!(c, ' ' | '-' | '.' | '\'' | '/');
    (dated && place.len() > 2 && place.len() < 30 && place.chars().all(capital)).then_some(Span::of(place))
}

/// The name that opens a batsman's line: "A. Quill c Oda b Holm 30".
fn batsman(line: &str) -> Option<Span> {
    let mut words = line.spaced();
    let (initial, surname, out) = (words.next()?, words.next()?, words.next()?);
    let single = initial.len() == 2 && initial.ends_with('.');
    let scored = line.trim_end().ends_with(|c: char| c.is_ascii_digit());
    (single && scored && surname.starts_with(char::is_uppercase) && OUTS.contains(&out))
        .then_some(Span::at(0, initial.len() + 1 + surname.len()))
}

/// The names of a line of results: two with a number each ("Fell 3 Lund Town 0") or between them ("Fell 3-0 Lund"), or
/// one with a row of them; and what stands in brackets, which may be who scored. What is behind a stop goes along.
fn result(line: &str) -> Option<(Vec<Span>, Vec<Span>)> {
    // Each name, and how many numbers follow it.
    let mut found: Vec<(Span, usize)> = Vec::new();
    let mut brackets: Vec<Span> = Vec::new();
    let (mut open, mut inside, mut score) = (false, false, false);
    for word in line.split_whitespace() {
        let span = part_of(line, word);
        let start = span.start();
        if inside || word.starts_with('(') && !found.is_empty() {
            if !inside {
                brackets.push(Span::at(start + 1, start + 1));
            }
            let bare = word.trim_end_matches('.');
            inside = !bare.ends_with(')');
            open = false;
            if let Some(bracket) = brackets.last_mut() {
                *bracket = Span::at(bracket.start(), start + bare.len() - usize::from(!inside));
            }
            if !inside && bare.len() < word.len() {
                break;
            }
        } else if is_overtime(word) && !found.is_empty() && !open {
            break;
        } else if word
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'+' | b'-' | b'/' | b','))
        {
            // "100 Great Managers 2021" has a year.
            if word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            found.last_mut()?.1 += 1;
            open = false;
            score |= is_score(word);
            if word.ends_with('.') {
                break;
            }
        } else if !is_name_word(word) {
            return None;
        } else if open {
            let last = found.last_mut()?;
            last.0 = last.0.hull(span);
        } else {
            found.push((span, 0));
            open = true;
        }
    }
    let whole = found.iter().all(|(name, _)| {
        let words = name.slice(line);
        words.spaced().count() < 4 && words.chars().filter(|c| c.is_alphabetic()).count() > 2
    });
    let of_result = match found[..] {
        [(_, 1), (_, 1)] => true,
        [(_, 1), (_, 0)] => score,
        [(_, numbers)] => numbers >= COLUMNS,
        _ => false,
    };
    (whole && of_result).then(|| (found.into_iter().map(|(span, _)| span).collect(), brackets))
}

/// "OT", "2OT"
fn is_overtime(word: &str) -> bool {
    word.trim_start_matches(|c: char| c.is_ascii_digit()) == "OT"
}

/// The team at the head of a line-up, before how it plays: "{Fell Town} (4-3-3): ".
fn formation(line: &str) -> Option<Span> {
    let at = memchr(b'(', line.as_bytes())
        .filter(|&at| line[at + 1..].starts_with(|c: char| c.is_ascii_digit()))?;
    let (lines, _) = line[at + 1..].split_once("): ")?;
    let name = line[..at].strip_suffix(' ')?;
    let rows = lines
        .split('-')
        .filter(|row| row.len() == 1 && row.bytes().all(|byte| byte.is_ascii_digit()))
        .count();
    let told = rows > 2 && 2 * rows == lines.len() + 1;
    let named = name.spaced().count() < 5 && name.spaced().all(is_name_word);
    (told && named).then(|| part_of(line, name))
}

/// "3-0"
fn is_score(word: &str) -> bool {
    let goals =
        |goals: &str| (1..4).contains(&goals.len()) && goals.bytes().all(|byte| byte.is_ascii_digit());
    word.split_once('-').is_some_and(|(home, away)| goals(home) && goals(away))
}

/// Who came in at a place, and for which team, by a line of a list: "3. Ada Quill (Norway) Fell 1:12.5".
fn placing(line: &str) -> Option<(Span, Option<Span>)> {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.strip_prefix(". ").filter(|_| rest.len() < line.len())?;
    let (name, bracket) = rest.split_once(" (")?;
    let (land, behind) = bracket.split_once(')')?;
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let whole = (2..5).contains(&name.spaced().count())
        && name.spaced().all(|word| capital(word) || is_particle(word))
        && gazetteer::place(land).is_some();
    let team = behind.strip_prefix(' ').map(|behind| {
        let words = behind.spaced().take_while(|word| {
            capital(word) && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-'))
        });
        let length = words.map(|word| word.len() + 1).sum::<usize>().saturating_sub(1);
        part_of(line, &behind[..length])
    });
    whole.then(|| (part_of(line, name), team.filter(|team| team.len() > 2)))
}

/// The newsroom at the end of a report, with its number: "-- Ada Quill, {Fell Newsroom} +47 1 23".
fn newsroom(line: &str) -> Option<Span> {
    let rest = line.strip_prefix("-- ").or_else(|| line.strip_prefix("--"))?;
    let end = rest.find(|c: char| c.is_ascii_digit() || matches!(c, '+' | '('))?;
    let name = rest[..end].rsplit(", ").next()?.trim();
    let last = name.spaced().next_back()?;
    let room = matches!(last, "Newsroom" | "Desk" | "Bureau" | "newsroom" | "newsdesk" | "bureau");
    (room && name.len() > last.len() && name.starts_with(char::is_uppercase)).then_some(part_of(line, name))
}

/// Whether a word may be of a team's name.
pub(super) fn is_name_word(word: &str) -> bool {
    (word.starts_with(char::is_uppercase)
        && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '\'' | '’'))
        || word == "&")
        && !is_listed(&COUNTED, word)
        && gazetteer::calendar(word).is_none()
}

/// What a name in a table of results names: a land or a club, in some sports a person.
pub(super) fn team(name: &str) -> EntityKind {
    if gazetteer::country(name).is_some() || cue::is_national(name) {
        EntityKind::Place
    } else if gazetteer::known(name).is_none() && is_full(name) {
        EntityKind::Person
    } else {
        EntityKind::Organization
    }
}

/// "Ada Quill", "A. Quill"
pub(super) fn is_full(name: &str) -> bool {
    name.cut_first().is_some_and(|(first, last)| {
        let initial = first.len() == 2 && first.ends_with('.');
        let city = matches!(first, "Las" | "Los" | "New" | "San" | "Santa" | "St" | "St." | "Saint");
        (initial || gazetteer::given(first).is_some()) && gazetteer::surname(last) && !city
    })
}

#[cfg(test)]
mod tests {
    use super::super::draft::after;
    use super::*;

    fn found(text: &str, held: &[(&str, EntityKind)]) -> Vec<(String, EntityKind)> {
        after(text, held, |words, drafts| find(words.text, drafts))
    }

    #[test]
    fn datelines_have_places() {
        let text = "Fell, Nov 29 (Reuters) - It rained.\nFELL 2026-11-29\nPORT ELSA , Norway 2026-11-29\nIt rained in FELL 2026-11-29\nPRESS DIGEST 2026\n";
        let named = |name: &str, kind| (name.to_owned(), kind);
        assert_eq!(
            found(text, &[("Norway", EntityKind::Place)]),
            [
                named("Fell", EntityKind::Place),
                named("FELL", EntityKind::Place),
                named("PORT ELSA", EntityKind::Place),
                named("Norway", EntityKind::Place)
            ]
        );
    }

    #[test]
    fn a_report_is_headed_by_its_place() {
        let place = |name: &str| vec![(name.to_owned(), EntityKind::Place)];
        let rest = "The ferry of the port sank at noon, the harbour master said on Monday.";
        assert_eq!(found(&format!("LUND - {rest}"), &[]), place("LUND"));
        assert_eq!(found(&format!("PORT ELSA, Norway — {rest}"), &[]), place("PORT ELSA"));
        assert_eq!(found(&format!("LUND: {rest}"), &[]), place("LUND"));
        for line in ["WATCH: ", "NEXT STORY: ", "NATO - ", "LUND-", "Lund - ", "QUILL LUND FELL ODA - "] {
            assert_eq!(found(&format!("{line}{rest}"), &[]), [], "{line}");
        }
        assert_eq!(found(&format!("VOSS: {rest}\nLUND: {rest}"), &[]), []);
        assert_eq!(found(&format!("It\nsank\nat\nnoon\nLUND: {rest}"), &[]), []);
        assert_eq!(found("LUND - It sank.", &[]), []);
    }

    #[test]
    fn a_body_at_the_head_is_no_place_and_a_place_no_person() {
        use EntityKind::{Organization, Person, Place};
        let text = "UNICEF (Reuters) - It rained.\nFELL (Reuters) - It rained.\nLUND 2026-11-29\n";
        let names = found(text, &[("UNICEF", Organization), ("FELL", Person), ("LUND", Person)]);
        assert_eq!(
            names,
            [("UNICEF", Organization), ("FELL", Place), ("LUND", Place)]
                .map(|(name, kind)| (name.to_owned(), kind))
        );
    }

    #[test]
    fn tables_have_teams() {
        use EntityKind::{Organization as O, Person as P, Place as L, Work as W};
        let text = "Results of league matches:\nDivision 1\nFell 3 Lund Town 0\nNorway 1 Quill 1\nFell 21 12 4 5 33\nMary Johnson 70 66 71 70";
        let names: Vec<(String, EntityKind)> = found(text, &[("Lund", L), ("Quill", P)]);
        let expected =
            [("Fell", O), ("Lund Town", O), ("Norway", L), ("Quill", P), ("Fell", O), ("Mary Johnson", P)];
        assert_eq!(names, expected.map(|(name, kind)| (name.to_owned(), kind)));
        let text = "SOCCER - RESULTS\nFell 3-1 Lund Town\nSan Diego 6 Oda 4 (11 innings)\nHolm 2 (Voss 5, 51) Tarn 0. Halftime 1-0\nFELL BAY 87 29 .750 18 1/2\nOda 3-year plan";
        let names: Vec<(String, EntityKind)> =
            found(text, &[("Lund Town", P), ("San Diego", P), ("Holm 2", W), ("FELL BAY", L)]);
        let expected = [
            ("Fell", O),
            ("Lund Town", O),
            ("San Diego", O),
            ("Oda", O),
            ("Holm", O),
            ("Voss", P),
            ("Tarn", O),
            ("FELL BAY", O),
        ];
        assert_eq!(names, expected.map(|(name, kind)| (name.to_owned(), kind)));
        assert_eq!(found("Weather\nFell 3 Lund 0\nNorway 1 Quill 1", &[]), []);
        assert_eq!(found("One match:\nFell 3 Lund 0\nand 2 more", &[]), []);
    }

    #[test]
    fn one_result_is_enough_in_a_report_of_games() {
        use EntityKind::{Organization as O, Person as P, Place as L};
        let named = |name: &str, kind| (name.to_owned(), kind);
        let game = "\nThe striker was in the squad.";
        let names = [("Fellby", P), ("Lund", L)];
        let text = "Fellby 3-2 Lund: Quill comes home";
        assert_eq!(found(&(text.to_owned() + game), &names), [named("Fellby", O), named("Lund", O)]);
        assert_eq!(found(text, &names), [named("Fellby", P), named("Lund", L)]);
        let text = "England 3-2 Lund Town";
        assert_eq!(found(&(text.to_owned() + game), &[]), [named("England", L), named("Lund Town", O)]);
        let text = "Fellby 66, Lund 20\nPort City 52, Holm 46, 2OT\nQuill 5, 6 men and Voss";
        let teams = ["Fellby", "Lund", "Port City", "Holm"].map(|name| named(name, O));
        assert_eq!(found(&(text.to_owned() + game), &[]), teams);
        assert_eq!(found(&("Fellby 100 Great Managers 2021".to_owned() + game), &[]), []);
    }

    #[test]
    fn a_team_is_named_before_how_it_plays() {
        use EntityKind::{Organization as O, Person as P};
        let at = |text| found(text, &[("Fell", P)]);
        assert_eq!(at("Fell Town (4-3-3): Quill; Oda"), [("Fell Town".to_owned(), O)]);
        for text in
            ["Fell (4-3): Quill", "Fell (4-33-3): Quill", "Fell (4-3-a): Quill", "Fell left (4-3-3): Quill"]
        {
            assert_eq!(at(text), [("Fell".to_owned(), P)], "{text}");
        }
    }

    #[test]
    fn a_list_of_placings_has_persons_and_teams() {
        use EntityKind::{Organization as O, Person as P};
        let text = "1. Ada van Quill (Norway) Fell Bay 1:12.5\n2. Oda Holm (Fell) 1:13\n3. Lund Voss (Norway) 9.7 seconds\n4. Fell (Norway)\n1. Quill c Oda b Holm 3";
        let expected = [("Ada van Quill", P), ("Fell Bay", O), ("Lund Voss", P)];
        assert_eq!(found(text, &[]), expected.map(|(name, kind)| (name.to_owned(), kind)));
    }

    #[test]
    fn a_newsroom_is_called() {
        let text = "It rained.\n-- Ada Quill, Fell Bay Newsroom +47 1 23 45\n-- Fell Desk 12 34\n-- The Newsroom\n-- Fell 12 34";
        let names = found(text, &[("Fell Bay", EntityKind::Place)]);
        assert_eq!(
            names,
            ["Fell Bay Newsroom", "Fell Desk"].map(|name| (name.to_owned(), EntityKind::Organization))
        );
    }

    #[test]
    fn fixtures_have_teams() {
        use EntityKind::{Organization as O, Place as L};
        let text =
            "Who meets whom in the league:\nFell v Lund Town\nOda/Holm v Quill (1945)\nIt is Fell v Lund";
        let names: Vec<(String, EntityKind)> = found(text, &[("Fell", L)]);
        let expected = [("Fell", O), ("Lund Town", O), ("Oda", O), ("Holm", O), ("Quill", O)];
        assert_eq!(names, expected.map(|(name, kind)| (name.to_owned(), kind)));
        assert_eq!(found("In court:\nFell v Lund\nOda v Holm", &[]), []);
        let names = found("HOCKEY - SCHEDULE\nFell at LUND\nOda at Holm", &[("Fell", L)]);
        assert_eq!(names, ["Fell", "LUND", "Oda", "Holm"].map(|name| (name.to_owned(), O)));
        assert_eq!(found("HOCKEY - FIRES\nFire at LUND\nRain at Holm", &[]), []);
    }

    #[test]
    fn a_land_in_capitals_opens_a_story() {
        let named = |name: &str| vec![(name.to_owned(), EntityKind::Place)];
        assert_eq!(found("NEW ZEALAND scored twice.", &[]), named("NEW ZEALAND"));
        assert_eq!(found("NORWAY lost again.", &[]), named("NORWAY"));
        assert_eq!(found("NORWAY Lost Again", &[]), []);
        assert_eq!(found("MILLS in NORWAY", &[]), []);
    }

    #[test]
    fn batsmen_are_persons() {
        let text = "A. Quill c Oda b Holm 30\nA. Quill came in 30\n";
        assert_eq!(found(text, &[]), [("A. Quill".to_owned(), EntityKind::Person)]);
    }
}
