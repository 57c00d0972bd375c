//! Standings and scores in a sentence: "Standings: {Fell} 28, {Lund Town} 27, {Oda} 26." All of them are teams.

use std::cell::LazyCell;

use memchr::memchr_iter;
use nutgraf_core::EntityKind;
use nutgraf_tagger::gazetteer;

use super::draft::{Draft, Listed, listed, lower_in, part_of, replace};
use super::games;
use super::spaced::Spaced as _;
use super::wire;

/// Words before the colon of such a row.
static LABELS: Listed = Listed::new(|| listed("ladder points results scores standings table totals"));

/// Teams that a row has at least.
const LEAST: usize = 3;

/// Adds them. The drafts stand in the order of the text, and do so afterwards.
pub(super) fn find(text: &str, drafts: &mut Vec<Draft>) {
    let (named, told) =
        (LazyCell::new(|| games::are_named_or_told(text)), LazyCell::new(|| games::are_told(text)));
    let mut found = Vec::new();
    for line in text.lines() {
        for colon in memchr_iter(b':', line.as_bytes()) {
            // Few are before a team.
            if !line[colon + 1..].starts_with(' ') || !line[colon + 2..].starts_with(char::is_uppercase) {
                continue;
            }
            let head = line[..colon].rsplit(['.', ':', ';']).next().unwrap_or_default();
            let labelled = head.split(|c: char| !c.is_alphabetic()).any(|word| lower_in(&LABELS, word));
            let row = &line[colon + 2..];
            // "Also: Fell 5, Lund 4; Oda 10, Holm 1" needs no label in a report of games.
            let paired = || is_paired(row) && *told;
            if labelled && *named || paired() {
                found.extend(teams(row).into_iter().map(|name| part_of(text, name)));
            }
        }
    }
    let found = found.into_iter().map(|span| Draft::pinned(span, wire::team(span.slice(text)))).collect();
    replace(drafts, found, |held, name| {
        let printed = held.span.slice(text);
        let counted = printed.bytes().any(|byte| byte.is_ascii_digit());
        // Drivers have points, too.
        let person = held.kind == EntityKind::Person && held.span == name.span && is_borne(printed);
        (name.span.contains(held.span) || counted) && !person
    });
}

/// Whether a name may be a person's: whole, or a surname.
fn is_borne(name: &str) -> bool {
    wire::is_full(name) || !name.contains(' ') && gazetteer::surname(name)
}

/// Whether a text opens with games, two teams and their goals each: "Fell 5, Lund 4; Oda 10, Holm 1".
fn is_paired(text: &str) -> bool {
    let mut games = text.split("; ");
    let two = |game: &str| game.split(", ").take(2).filter(|side| scored(side)).count() == 2;
    games.next().is_some_and(two) && games.next().is_some_and(two)
}

/// "Fell 5"
fn scored(side: &str) -> bool {
    side.starts_with(char::is_uppercase)
        && side.split(" (").next().unwrap_or(side).trim_end_matches('.').cut_last().is_some_and(
            |(_, goals)| {
                goals.len() < 4 && goals.bytes().all(|byte| byte.is_ascii_digit()) && !goals.is_empty()
            },
        )
}

/// The teams of the row that opens a text; none where it has others, or persons.
fn teams(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for item in text.split_inclusive([',', ';']) {
        let bare = item.trim_matches([' ', ',', ';']);
        let (row, ends) = match bare.split_once(". ") {
            Some((row, _)) => (row, true),
            None => (bare.trim_end_matches('.'), bare.ends_with('.')),
        };
        if !read(row.strip_prefix("and ").unwrap_or(row), &mut found) || ends {
            break;
        }
    }
    let persons = found.iter().filter(|name| is_borne(name)).count();
    if found.len() < LEAST || 2 * persons > found.len() { Vec::new() } else { found }
}

/// Reads names with a number each, or numbers alone behind one. Tells whether it is that.
fn read<'a>(row: &'a str, found: &mut Vec<&'a str>) -> bool {
    let number = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            && word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'))
    };
    // "11 innings"
    if !found.is_empty() && row.starts_with(|c: char| c.is_ascii_digit()) && row.contains(char::is_lowercase)
    {
        return true;
    }
    let mut names: Vec<&str> = Vec::new();
    let mut open = false;
    for word in row.split_whitespace() {
        if number(word) {
            if names.is_empty() && found.is_empty() {
                return false;
            }
            open = false;
            continue;
        }
        // "Fell 3 (SO)"
        if word.starts_with('(') && word.ends_with(')') && !open && !names.is_empty() {
            continue;
        }
        // "Fell (Ohio)"
        let inner = word.strip_prefix('(').and_then(|word| word.strip_suffix(')')).unwrap_or(word);
        if !wire::is_name_word(inner) || inner.len() < word.len() && !open {
            return false;
        }
        match names.last_mut().filter(|_| open) {
            Some(name) => {
                let start = part_of(row, name).start();
                *name = &row[start..part_of(row, word).end()];
            }
            None => names.push(word),
        }
        open = true;
    }
    if open || names.iter().any(|name| name.split(' ').count() > 4) {
        return false;
    }
    found.append(&mut names);
    true
}

#[cfg(test)]
mod tests {
    use EntityKind::{Organization as O, Person as P, Place as L, Product as T};

    use super::super::draft::after;
    use super::*;

    #[test]
    fn standings_have_teams() {
        assert_eq!(
            teams("Fellby 28, Lund Town 27, and Odaby 26. Quill 3."),
            ["Fellby", "Lund Town", "Odaby"]
        );
        assert_eq!(
            teams("Fellby 9, 23; FBC 9, 19; Holmby (Ohio) 8, 13."),
            ["Fellby", "FBC", "Holmby (Ohio)"]
        );
        assert_eq!(teams("Fellby 3 Lundby 0; Odaby 1 Holmby 1"), ["Fellby", "Lundby", "Odaby", "Holmby"]);
        assert!(teams("Fellby 28, Lundby 27").is_empty());
        assert!(teams("Johnson 331, Smith 280, Fellby 250").is_empty());
        assert!(teams("Mary Johnson 70, John Smith 71, Quill 72").is_empty());
        assert!(
            teams("Fellby, Lundby, Odaby").is_empty()
                && teams("fell 1, Lundby 2, Odaby 3, Holmby 4").is_empty()
        );
        assert!(teams("7, 3, 2").is_empty() && teams("(Ohio) 1, Lundby 2, Odaby 3").is_empty());
    }

    #[test]
    fn games_in_a_row_have_teams() {
        let rows = "Also: Fellby 5, Odaby 4 (SO); Port Lundby 10, Holmby 1, 11 innings; Voss 3, Elsa 0.";
        let found = |text: &str| -> Vec<String> {
            after(text, &[], |words, drafts| find(words.text, drafts))
                .into_iter()
                .map(|(name, _)| name)
                .collect()
        };
        let teams = ["Fellby", "Odaby", "Port Lundby", "Holmby", "Voss", "Elsa"];
        assert_eq!(found(&format!("The coach left the team.\n{rows}")), teams);
        assert!(found(&format!("It rained.\n{rows}")).is_empty());
        assert!(found("The coach left the team.\nAlso: Fellby 5, Odaby 4 and Holmby 3, Lundby 2").is_empty());
    }

    #[test]
    fn a_label_tells_that_a_row_has_teams() {
        let names = [("Fellby", P), ("Lundby", L), ("Odaby 26", T), ("Quill", P)];
        let found = |text| after(text, &names, |words, drafts| find(words.text, drafts));
        let named = |name: &str, kind| (name.to_owned(), kind);
        assert_eq!(
            found("Top of the League Table: Fellby 28, Lundby 27, Odaby 26. Quill spoke."),
            [named("Fellby", O), named("Lundby", O), named("Odaby", O), named("Quill", P)]
        );
        assert_eq!(
            found("By age: Fellby 28, Lundby 27, Odaby 26. Quill spoke."),
            [named("Fellby", P), named("Lundby", L), named("Odaby 26", T), named("Quill", P)]
        );
        // Not all tables are of games.
        assert_eq!(
            found("Census Table: Fellby 28, Lundby 27, Odaby 26. Quill spoke.")[0],
            named("Fellby", P)
        );
        // Drivers have points, too.
        let names = [("Johnson", P), ("Fellby", P), ("Odaby", P)];
        let text = "Points in the championship: Johnson 28, Fellby 27, Odaby 26.";
        let driven = after(text, &names, |words, drafts| find(words.text, drafts));
        assert_eq!(driven, [named("Johnson", P), named("Fellby", O), named("Odaby", O)]);
    }
}
