//! Reports of games, in which a city is its club: "{Fell} beat {Lund} 3-0".

use nutgraf_core::EntityKind;
use nutgraf_tagger::gazetteer;

use super::draft::{Listed, ends_any, is_listed, listed, lower_in, opens_any, run};

/// Words of games.
static WORDS: Listed = Listed::new(|| {
    listed(
        "batsman championship coach cup defeat defender division draw equaliser final fixture game goal \
         goalkeeper goals half-time injury innings league match matches midfielder opener penalty \
         playoffs quarterback scored scoring season semifinal skipper squad standings striker substitute \
         table team teammate tie touchdown tournament win winger",
    )
});

/// How many different ones a report of games has at least.
const LEAST: usize = 2;

/// What stands before a club that plays: a verb, or a noun and its preposition.
const BEFORE: [&str; 18] = [
    "at the hands of ",
    "beat ",
    "beating ",
    "beaten by ",
    "bowled out ",
    "cruise past ",
    "defeated ",
    "draw with ",
    "defeat to ",
    "edged ",
    "fixture with ",
    "held by ",
    "loss to ",
    "thrashed ",
    "victory over ",
    "win over ",
    "winner against ",
    "wins over ",
];

/// More of these, before the city of a well-known club alone: who else clashes and meets is not at play.
const MEETS: [&str; 4] = ["clash with ", "meeting with ", "meetings with ", "overcome "];

/// More of these: who meets whom in a match.
const AGAINST: [&str; 9] = ["clash", "fixture", "game", "goal", "goals", "match", "opener", "tie", "win"];

/// The counties of England and Wales that play cricket as clubs.
static COUNTIES: Listed = Listed::new(|| {
    listed(
        "derbyshire durham essex glamorgan gloucestershire hampshire kent lancashire leicestershire middlesex \
         northamptonshire nottinghamshire somerset surrey sussex warwickshire worcestershire yorkshire",
    )
});

/// Words of reports of cricket, in any case.
static OF_CRICKET: Listed = Listed::new(|| {
    listed("batsman batsmen batting bowled bowlers bowling cricket innings overs unbeaten wicket wickets")
});

/// What a club does, in one word behind its name. A city takes no plural: "{Fell} are second".
static DEEDS: Listed = Listed::new(|| {
    listed("are beat drew have host hosts lead lost scored thrashed trail visit visits were won")
});

/// Words of games that headlines and tables have, too.
static HEADS: Listed = Listed::new(|| {
    listed(
        "baseball basketball beat championship cricket football goals hockey innings league match matches \
         rugby scoreboard scores soccer standings tournament",
    )
});

/// Whether a text names games at all, in any case: enough where lines of results stand.
pub(super) fn are_named(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic()).any(|word| lower_in(&HEADS, word))
}

/// Whether a text reports games.
pub(super) fn are_told(text: &str) -> bool {
    let mut found: Vec<&str> = Vec::new();
    for word in text.split(|c: char| !(c.is_ascii_lowercase() || c == '-')) {
        if is_listed(&WORDS, word) && !found.contains(&word) {
            found.push(word);
            if found.len() == LEAST {
                return true;
            }
        }
    }
    false
}

/// Whether a text reports cricket.
pub(super) fn are_of_cricket(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| lower_in(&OF_CRICKET, word));
    words.take(LEAST).count() == LEAST
}

/// Whether a county plays cricket under its name, in any case: "Kent".
pub(super) fn is_county(name: &str) -> bool {
    lower_in(&COUNTIES, name)
}

/// Whether a team's score follows: "{Fell} 266-7", "{Fell} 312 & 109/2".
fn is_score(after: &str) -> bool {
    let rest = after.strip_prefix(' ').unwrap_or_default();
    let runs = run(rest, |c| c.is_ascii_digit());
    let tail = &rest[runs.len()..];
    let wickets =
        tail.strip_prefix(['-', '/']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    (2..4).contains(&runs.len()) && (wickets || opens_any(tail, &[" & ", " all out", " for "]))
}

/// Whether a name in a report of games is a club's: that of a well-known one, or a city's that plays. `before` and
/// `after` are the rest of its line.
pub(super) fn plays(before: &str, name: &str, after: &str, kind: EntityKind) -> bool {
    let next = after.strip_prefix(' ').unwrap_or_default();
    let verb = run(next, |c| c.is_ascii_lowercase());
    let met = || {
        let before = before.strip_suffix(" against ").unwrap_or_default();
        AGAINST.contains(&&before[before.trim_end_matches(char::is_alphabetic).len()..])
    };
    let alone = !ends_any(before, &[" and ", " of ", " in "]);
    // "Villa were": a surname alone is a man's.
    let club = !name.contains(' ')
        && gazetteer::team(name)
        && (kind != EntityKind::Person
            || !gazetteer::surname(name)
            || matches!(verb, "are" | "have" | "were"));
    club || kind == EntityKind::Place
        && (ends_any(before, &BEFORE)
            || gazetteer::club_of(name).is_some() && ends_any(before, &MEETS)
            || met()
            || is_score(after)
            || alone && is_listed(&DEEDS, verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_of_games_has_several_of_their_words() {
        assert!(are_told("The striker scored in the match.\nThe coach left."));
        assert!(!are_told("The goal of the strike was a goal."));
        assert!(are_named("SOCCER - RESULTS") && !are_named("WEATHER - RESULTS"));
    }

    #[test]
    fn a_report_of_cricket_has_several_of_its_words() {
        assert!(
            are_of_cricket("CRICKET - FELL WIN\nThey won by two wickets.")
                && is_county("Kent")
                && is_county("KENT")
        );
        assert!(!are_of_cricket("CRICKET is a game.") && !is_county("Fell"));
    }

    #[test]
    fn a_city_that_plays_is_a_club() {
        use EntityKind::{Person, Place};
        assert!(plays("Oda beat ", "Fell", " 3-0", Place));
        assert!(plays("In a match against ", "Fell", ".", Place));
        assert!(plays("", "Fell", " are second.", Place));
        assert!(plays("", "Villa", " were cold.", Person));
        assert!(plays("the ", "Sixers", " left.", Person));
        assert!(!plays("", "Villa", " left.", Person));
        assert!(plays("a clash with ", "Luton", " today", Place));
        assert!(!plays("a clash with ", "Tehran", " today", Place));
        assert!(plays("", "Fell", " 266-7 (Oda 72)", Place) && plays("", "Fell", " 312 & 109/2", Place));
        assert!(!plays("", "Fell", " 12-year-old Oda", Place) && !plays("", "Fell", " 2026-27", Place));
        assert!(!plays("Oda and ", "Fell", " are cold.", Place));
        assert!(!plays("It rained in ", "Fell", " today.", Place));
        assert!(!plays("Oda beat ", "Fell", " 3-0", Person));
    }
}
