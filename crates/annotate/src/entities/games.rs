//! Reports of games, in which a city is its club: "{Fell} beat {Lund} 3-0".

use nutgraf_core::EntityKind;
use nutgraf_tagger::gazetteer;

use super::draft::{Listed, ends_any, is_listed, last_word, listed, lower_in, opens_any, run};

/// Words of games.
static WORDS: Listed = Listed::new(|| {
    listed(
        "batsman bullpen championship coach cup defeat defender division draw equaliser final fixture \
         game goal goalkeeper goals half-time homered injury inning innings kickoff league linebacker \
         match matches midfielder opener overtime penalty pitcher playoffs quarterback quarterfinal \
         rebounds rookie scored scoring season semifinal shortstop skipper squad standings striker \
         substitute table team teammate tie touchdown touchdowns tournament win winger",
    )
});

/// How many different ones a report of games has at least.
const LEAST: usize = 2;

/// How many one has that tells more of them.
const MOST: usize = 3;

/// Verbs before a club that plays: "beat {Fell}".
static VERBS: Listed = Listed::new(|| {
    listed(
        "beat beating beats blanked defeated defeating defeats downed edge edged edges host hosts outlast \
         outlasted outlasts outscored outscores rout routed routs stun stunned stuns sweep sweeps swept \
         thrash thrashed thrashes topped trounced",
    )
});

/// Prepositions before one, and the words before those: "a win over {Fell}".
const TIES: [(&str, &[&str]); 10] = [
    (
        "against",
        &[
            "clash", "fixture", "game", "games", "goal", "goals", "match", "matches", "opener", "series",
            "tie", "win", "winner",
        ],
    ),
    (
        "by",
        &[
            "beaten",
            "blanked",
            "defeated",
            "drafted",
            "edged",
            "eliminated",
            "held",
            "outscored",
            "routed",
            "stunned",
            "swept",
            "thrashed",
            "trounced",
        ],
    ),
    (
        "for",
        &["doubled", "homered", "pitched", "runs", "scored", "singled", "touchdown", "touchdowns", "tripled"],
    ),
    ("of", &["hands", "rout", "sweep", "thrashing", "upset"]),
    ("off", &["fend", "fended", "fends", "held", "hold", "holding", "holds"]),
    ("out", &["bowl", "bowled", "shut", "shuts"]),
    ("over", &["decision", "lead", "straight", "triumph", "upset", "victories", "victory", "win", "wins"]),
    (
        "past",
        &[
            "cruise", "cruised", "ease", "eased", "edge", "edged", "penalty", "power", "powered", "raced",
            "rallied", "roll", "rolled", "slip", "slipped", "squeezed",
        ],
    ),
    ("to", &["defeat", "defeats", "falls", "fell", "lose", "loses", "losing", "loss", "losses", "lost"]),
    ("with", &["draw", "draws", "drew", "fixture", "series"]),
];

/// More of these, before the city of a well-known club alone: who else clashes and meets is not at play.
const MEETS: [&str; 8] =
    ["clash with ", "face ", "faces ", "meeting with ", "meetings with ", "overcome ", "visit ", "visits "];

/// The counties of England and Wales that play cricket as clubs.
static COUNTIES: Listed = Listed::new(|| {
    listed(
        "derbyshire durham essex glamorgan gloucestershire hampshire kent lancashire leicestershire middlesex \
         northamptonshire nottinghamshire somerset surrey sussex warwickshire worcestershire yorkshire",
    )
});

/// Words of reports of cricket, in any case; some of baseball are among them.
static OF_CRICKET: Listed = Listed::new(|| {
    listed(
        "bat batsman batsmen batted batting bowled bowlers bowling cricket innings overs runs stumps unbeaten wicket \
         wickets",
    )
});

/// What a club does, in one word behind its name. A city takes no plural: "{Fell} are second".
static DEEDS: Listed = Listed::new(|| {
    listed(
        "are beat beats blanked bowled clinched collapsed drew edged have host hosts lead lost optioned \
         outscored rallied routed scored snapped swept thrashed topped trail trailed visit visits waived \
         were won",
    )
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
    have(text, LEAST)
}

/// Whether a text names games or reports them.
pub(super) fn are_named_or_told(text: &str) -> bool {
    are_named(text) || are_told(text)
}

/// Whether a text reports games at some length.
pub(super) fn are_told_at_length(text: &str) -> bool {
    have(text, MOST)
}

/// Whether a text has so many different words of games.
fn have(text: &str, count: usize) -> bool {
    let mut found: Vec<&str> = Vec::with_capacity(count);
    for word in text.split(|c: char| !(c.is_ascii_lowercase() || c == '-')) {
        if is_listed(&WORDS, word) && !found.contains(&word) {
            found.push(word);
            if found.len() == count {
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

/// Whether a club's games follow: "{Fell} (7-0, 3-0)", "{Fell}, which fell to 0-1".
fn is_record(after: &str) -> bool {
    let rest =
        after.strip_prefix(" (").or_else(|| after.strip_prefix(", which fell to ")).unwrap_or_default();
    let won = run(rest, |c| c.is_ascii_digit());
    (1..4).contains(&won.len())
        && rest[won.len()..]
            .strip_prefix('-')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// What a club has: "{Fell}'s bullpen", "{Fell}'s seven-game winning streak".
static OWN: Listed = Listed::new(|| {
    listed(
        "backline bench bullpen defence defense dugout equaliser equalizer goal goalkeeper goals lead lineup \
         offense pitcher quarterback roster run rotation streak touchdown touchdowns",
    )
});

/// Whether what a club has follows its name, in one of three words; a man's "defense team" is in court.
fn owns(after: &str) -> bool {
    let Some(rest) = after.strip_prefix("'s ").or_else(|| after.strip_prefix("’s ")) else { return false };
    let mut words = rest.split([' ', '\n']).map(|word| word.trim_end_matches([',', '.']));
    let own = words.by_ref().take(3).any(|word| is_listed(&OWN, word));
    own && !words.next().is_some_and(|next| {
        ["attorney", "attorneys", "counsel", "lawyer", "lawyers", "minister", "team"].contains(&next)
    })
}

/// Whether who plays a club stands before its name: "beat {Fell}", "a win over {Fell}".
fn is_played(before: &str) -> bool {
    let word = |text| last_word(text, |c| c.is_ascii_lowercase());
    let Some(before) = before.strip_suffix(' ') else { return false };
    let (rest, last) = word(before);
    is_listed(&VERBS, last)
        || TIES.iter().find(|(tie, _)| *tie == last).is_some_and(|(_, heads)| {
            rest.strip_suffix(' ').is_some_and(|rest| heads.contains(&word(rest).1))
        })
}

/// Whether a name in a report of games is a club's: that of a well-known one, or a city's that plays. `before` and
/// `after` are the rest of its line.
pub(super) fn plays(before: &str, name: &str, after: &str, kind: EntityKind) -> bool {
    let next = after.strip_prefix(' ').unwrap_or_default();
    let verb = run(next, |c| c.is_ascii_lowercase());
    // "the seventh inning and {Fell} won", but "Oda and Fell are cold".
    let joined = |before: &str| last_word(before, |c| !c.is_whitespace()).1.starts_with(char::is_uppercase);
    let alone = !ends_any(before, &[" of ", " in "]) && !before.strip_suffix(" and ").is_some_and(joined);
    // "Villa were": a surname alone is a man's.
    let club = !name.contains(' ')
        && gazetteer::team(name)
        && (kind != EntityKind::Person
            || !gazetteer::surname(name)
            || matches!(verb, "are" | "have" | "were"));
    club || kind == EntityKind::Place
        && (is_played(before)
            || gazetteer::club_of(name).is_some() && ends_any(before, &MEETS)
            || is_score(after)
            || is_record(after)
            || owns(after)
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
        assert!(plays("in the inning and ", "Fell", " won.", Place));
        assert!(
            plays("Lund ", "Fell", " (7-0, 3-0) left.", Place) && !plays("", "Fell", " (pop. 7-0)", Place)
        );
        assert!(plays("", "Fell", ", which fell to 0-1.", Place));
        assert!(
            plays("", "Fell", "'s third-quarter lead", Place) && !plays("", "Fell", "'s mayor led.", Place)
        );
        assert!(plays("They held off ", "Fell", ".", Place) && !plays("They took off ", "Fell", ".", Place));
        assert!(
            plays("four straight over ", "Fell", ".", Place) && !plays("a bridge over ", "Fell", ".", Place)
        );
        assert!(plays("a loss to ", "Fell", ".", Place) && !plays("a trip to ", "Fell", ".", Place));
        assert!(plays("visits ", "Luton", " today", Place) && !plays("visits ", "Tehran", " today", Place));
        assert!(!plays("It rained in ", "Fell", " today.", Place));
        assert!(!plays("Oda beat ", "Fell", " 3-0", Person));
    }
}
