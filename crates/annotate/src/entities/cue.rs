//! What the words next to a name call it: "research firm {Fell}", "{Fell} striker Ada Quill", "{Quill}, 34,".

use memchr::{memchr, memrchr};
use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer;

use super::draft::{Draft, Listed, is_listed, last_word, listed, lower_in, opens_any, word_after};
use super::evidence;
use super::games;
use super::settle::is_borne;
use super::spaced::Spaced as _;

/// What a company or another body is called; directly before a name they call it so.
static BODIES: Listed = Listed::new(|| {
    listed(
        "airline bank brewer broadcaster brokerage charity company conglomerate consortium consultancy \
         consultants daily dairy drugmaker firm grocer insurer lender maker manufacturer militia \
         newspaper nonprofit orchestra refiner regulator retailer shipbuilder startup start-up subsidiary \
         supermarket utility watchdog website",
    )
});

/// More of these, which in an apposition behind the name may as well call a person or a place so.
static NEAR_BODIES: Listed = Listed::new(|| {
    listed(
        "agency band brand carrier chain club developer duo giant journal label network operator portal \
         publisher quartet side think-tank trio union",
    )
});

/// What kinds of group are bodies: "research group {Fell}".
static GROUPS: Listed = Listed::new(|| {
    listed(
        "activist advocacy aid bank campaign chart-topping consumer energy engineering environmental \
         hacker human-rights industry insurance investment lobby luxury media militant mining monitoring \
         pop pressure rebel research retail rights rock software steel support telecoms trade travel",
    )
});

/// Those who play and work for clubs: "{Fell} striker".
static PLAYERS: Listed = Listed::new(|| {
    listed(
        "boss centre-back coach defender flanker fly-half forward full-back fullback goalkeeper hooker \
         keeper linebacker lock manager midfielder pitcher playmaker prop quarterback scrum-half skipper \
         striker tight-head winger",
    )
});

/// Whether a word is what somebody does for a club.
pub(super) fn is_player(word: &str) -> bool {
    is_listed(&PLAYERS, word) || word == "captain"
}

/// Those who work for companies, and what only companies have: "a {Fell} analyst", "{Fell} stock".
static STAFF: Listed = Listed::new(|| {
    listed(
        "analyst analysts executive executives shareholder shareholders spokesman spokesperson \
         spokeswoman stock store stores subsidiary technicians",
    )
});

/// What shares do, before a number: "{Fell} gained 3 percent".
static MOVES: Listed = Listed::new(|| {
    listed(
        "added climbed dropped eased fell gained jumped lost plunged rallied rose shed slid slipped \
         slumped soared surged tumbled",
    )
});

/// What a person alone has: "{Quill}'s wife".
static KIN: Listed = Listed::new(|| {
    listed(
        "aunt autobiography boyfriend brother daughter daughters ex-husband ex-wife father girlfriend \
         grandfather grandmother husband lawyer lawyers mother nephew niece parents sister son sons \
         stepfather uncle widow wife",
    )
});

/// What a person alone does or suffers, in one word behind the name.
static DEEDS: Listed = Listed::new(|| {
    listed("drove grinned joked laughed married pleaded recalled shrugged smiled testified thinks wept whose")
});

/// What a person's whole name may stand before: "the {Ada Quill} case".
static TRIED: Listed = Listed::new(|| {
    listed("biopic case estate inquest inquiry killing murder rape sexual scandal shooting trial")
});

/// What stands before a club or a company and its preposition: "shares in {Fell}", "an analyst at {Fell}".
const TIES: &[(&str, &[&str])] = &[
    (
        " at ",
        &[
            "analyst",
            "economist",
            "engineer",
            "executive",
            "partner",
            "president",
            "researcher",
            "spokesman",
            "spokesperson",
            "spokeswoman",
            "strategist",
            "trader",
        ],
    ),
    (
        " of ",
        &[
            "CEO",
            "chairman",
            "co-founder",
            "editor",
            "editor-in-chief",
            "executive",
            "founder",
            "publisher",
            "shareholder",
            "shares",
            "stock",
            "subsidiary",
            "takeover",
        ],
    ),
    (" in ", &["shares", "stake", "shareholder", "shareholders", "stock"]),
    (" for ", &["analyst", "consultant", "played", "plays", "playing", "scored", "signed", "strategist"]),
    (" with ", &["merger", "merge"]),
];

/// What a body is called before its name in commas: "its parent, {Fell}, is".
static APPOSED: Listed = Listed::new(|| {
    listed(
        "band club company employer firm label newspaper parent party publisher subsidiary team university",
    )
});

/// What only a place has: "the slopes of {Fell}".
static PARTS: Listed = Listed::new(|| {
    listed(
        "archipelago city coast district east foothills harbour island neighborhood neighbourhood north \
         north-east north-west northeast northwest outskirts peninsula port province shores slopes south \
         south-east south-west southeast southwest streets suburb suburbs summit town valley village west",
    )
});

/// Awards that are called as persons are.
const AWARDS: [&str; 6] = ["Bafta", "Emmy", "Grammy", "Oscar", "Pulitzer", "Tony"];

/// What stands before an award: "the best actor {Oscar}".
static OF_AWARDS: Listed = Listed::new(|| {
    listed(
        "a actor actress an costume design director documentary fifth film first fourth her his honorary \
         its main make-up only original picture score screenplay second song the third three two",
    )
});

/// What stands behind an award: "an {Oscar} host".
static HONOURED: Listed = Listed::new(|| {
    listed(
        "award awards buzz campaign ceremony contender contenders coverage favorite favourite field for \
         glory hopeful hopefuls hopes host hosting hosts nod nods nomination nominations nominee nominees \
         night presenter presenters producer producers race rights season show snub statuette telecast \
         triumph voters win winner winners winning wins",
    )
});

/// The kind that a name's neighbours call it, if they do; `games` says whether the text reports them.
pub(super) fn cue(text: &str, draft: &Draft, games: impl FnOnce() -> bool) -> Option<EntityKind> {
    let name = draft.span.slice(text);
    let person = draft.kind == EntityKind::Person;
    if !matches!(draft.kind, EntityKind::Person | EntityKind::Organization | EntityKind::Place) {
        return None;
    }
    if gazetteer::group(name).is_some() || gazetteer::demonym(name).is_some() {
        return None;
    }
    if !draft.titles.is_empty() {
        return Some(EntityKind::Person);
    }
    let (before, after) = around(text, draft.span);
    let award = |name: &str| AWARDS.contains(&name);
    let called = || {
        let own = AWARDS.iter().find_map(|award| name.strip_suffix(award)?.strip_suffix(' '));
        own.is_some_and(|first| gazetteer::given(first).is_none())
    };
    if award(name) && is_honoured(before, after) || called() {
        return Some(EntityKind::Event);
    }
    if owns(after) || is_aged(after) {
        return Some(EntityKind::Person);
    }
    let next = next_word(after);
    if is_listed(&DEEDS, next) || is_listed(&TRIED, next) && is_borne(name) {
        return Some(EntityKind::Person);
    }
    // Whole names of persons are beyond doubt.
    let given = |first: &str| first != "Al" && gazetteer::given(first).is_some();
    let known = || gazetteer::known(name).is_some();
    if person && name.cut_first().is_some_and(|(first, _)| given(first)) && !known() {
        return None;
    }
    let place = draft.kind == EntityKind::Place;
    let club = gazetteer::club_of(name).is_some();
    let plays =
        || games::plays(before, name, after, draft.kind) || place && club && is_listed(&PLAYERS, next);
    if (!is_national(name) || club) && plays() && games() {
        return Some(EntityKind::Organization);
    }
    if !place && !known() && is_of_place(before, name) {
        return Some(EntityKind::Place);
    }
    // A land has players and analysts of its own, a city its shares.
    let body = || {
        is_introduced(before)
            || is_listed(&PLAYERS, next)
            || ties(before)
            || !(evidence::is_full(name) || person && gazetteer::surname(name))
                && evidence::is_apposed_body(after)
            || is_maker_of(before) && !evidence::is_full(name) && !(person && gazetteer::surname(name))
            || !place && (is_listed(&STAFF, next) || is_quoted(after, next) || is_apposed(before, after))
            || person && after.starts_with(", which ")
    };
    (!(place && gazetteer::place(name).is_some()) && body()).then_some(EntityKind::Organization)
}

/// Whether a name in reports of games is a land, which has a team and is none.
pub(super) fn is_national(name: &str) -> bool {
    match gazetteer::place(name) {
        Some(gazetteer::Place::Part) => matches!(name, "England" | "Northern Ireland" | "Scotland" | "Wales"),
        other => other.is_some(),
    }
}

/// How far a look before and behind a name goes, in bytes: a line may be long and hold many names.
const REACH: [usize; 2] = [80, 160];

/// The text before and after a name, on its line and within reach.
fn around(text: &str, name: Span) -> (&str, &str) {
    let from = text.floor_char_boundary(name.start().saturating_sub(REACH[0]));
    let to = text.floor_char_boundary(text.len().min(name.end() + REACH[1]));
    let before = &text[from..name.start()];
    let after = &text[name.end()..to];
    let line = memrchr(b'\n', before.as_bytes()).map_or(0, |at| at + 1);
    (&before[line..], &after[..memchr(b'\n', after.as_bytes()).unwrap_or(after.len())])
}

/// The word in small letters that follows at once; empty for none.
fn next_word(after: &str) -> &str {
    word_after(after, |c| c.is_ascii_lowercase() || c == '-')
}

/// The noun that ends a text, and what is before it.
fn last_noun(before: &str) -> (&str, &str) {
    last_word(before, |c| c.is_alphabetic() || c == '-')
}

/// "research firm {Fell}"
fn is_introduced(before: &str) -> bool {
    let Some(before) = before.strip_suffix(' ') else { return false };
    let (rest, noun) = last_noun(before);
    if is_body(noun) || lower_in(&NEAR_BODIES, noun) {
        return true;
    }
    noun == "group" && rest.strip_suffix(' ').is_some_and(|rest| is_listed(&GROUPS, last_noun(rest).1))
}

/// What people make: "filmmaker".
static MADE: Listed = Listed::new(|| {
    listed(
        "change deal decision difference dress film history hit home king law map match money music news \
         noise pace peace play policy print rain shoe taste trouble watch",
    )
});

/// Whether a noun calls a company or another body.
pub(super) fn is_body(noun: &str) -> bool {
    lower_in(&BODIES, noun) || is_maker(noun)
}

/// Whether a word calls a company by what it makes: "winemaker", "chip-maker".
fn is_maker(noun: &str) -> bool {
    noun.strip_suffix("maker")
        .map(|made| made.trim_end_matches('-'))
        .is_some_and(|made| !made.is_empty() && !lower_in(&MADE, made))
}

/// Whether what is around a name says that it is an award's: "won an {Oscar}", "{Oscar}-winning", "{Oscar} host".
pub(super) fn is_award(text: &str, name: Span) -> bool {
    let (before, after) = around(text, name);
    is_honoured(before, after)
}

fn is_honoured(before: &str, after: &str) -> bool {
    let noun = last_noun(before.strip_suffix(' ').unwrap_or_default()).1;
    is_listed(&OF_AWARDS, noun)
        || opens_any(after, &["-winning", "-nominated", "-winner"])
        || is_listed(&HONOURED, next_word(after))
}

/// "built by {Fell}": what companies do.
fn is_maker_of(before: &str) -> bool {
    let Some(rest) = before.strip_suffix(" by ") else { return false };
    matches!(
        last_noun(rest).1,
        "built" | "distributed" | "made" | "manufactured" | "operated" | "supplied" | "underwritten"
    )
}

/// "its parent, {Fell}, is"
fn is_apposed(before: &str, after: &str) -> bool {
    after.starts_with([',', '.'])
        && before.strip_suffix(", ").is_some_and(|before| is_listed(&APPOSED, last_noun(before).1))
}

/// "the slopes of the {Fell}", of a name without a word of bodies.
fn is_of_place(before: &str, name: &str) -> bool {
    let rest = before.strip_suffix("the ").unwrap_or(before);
    rest.strip_suffix(" of ").is_some_and(|rest| is_listed(&PARTS, last_noun(rest).1))
        && name.spaced().all(|word| gazetteer::organization_word(word).is_none())
}

/// Whether a name stands behind one of these words and its preposition.
fn ties(before: &str) -> bool {
    TIES.iter().any(|(link, nouns)| {
        let rest = before.strip_suffix("the ").unwrap_or(before);
        rest.strip_suffix(link).is_some_and(|rest| nouns.contains(&last_noun(rest).1))
    })
}

/// "{Fell} gained 3 percent": what its shares did.
fn is_quoted(after: &str, verb: &str) -> bool {
    is_listed(&MOVES, verb)
        && after[1 + verb.len()..].spaced().skip(1).take(3).collect::<Vec<_>>().windows(2).any(|pair| {
            pair[0].ends_with(|c: char| c.is_ascii_digit())
                && matches!(pair[1].trim_end_matches([',', '.']), "percent" | "cents" | "points" | "pence")
                || pair[0] == "per" && pair[1].starts_with("cent")
                || pair[0].ends_with('%')
        })
}

/// "{Quill}'s wife"
fn owns(after: &str) -> bool {
    ["'s", "’s"]
        .iter()
        .find_map(|own| after.strip_prefix(own))
        .is_some_and(|rest| is_listed(&KIN, next_word(rest)))
}

/// "{Quill}, 34,"
pub(super) fn is_aged(after: &str) -> bool {
    let rest = after.strip_prefix(", ").unwrap_or_default();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    digits == 2 && rest[digits..].starts_with(',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(text: &str, name: &str, kind: EntityKind) -> Option<EntityKind> {
        let at = text.find(name).unwrap();
        cue(text, &Draft::new(Span::at(at, at + name.len()), kind), || true)
    }

    #[test]
    fn neighbours_call_a_name_what_it_is() {
        use EntityKind::{Organization as O, Person as P, Place as L};
        for (text, name, kind, expected) in [
            ("the research firm Fell said", "Fell", P, Some(O)),
            ("the rights group Fell said", "Fell", P, Some(O)),
            ("the toy-maker Fell said", "Fell", P, Some(O)),
            ("the winemaker Fell said", "Fell", L, Some(O)),
            ("the film-maker Fell said", "Fell", P, None),
            ("Playmaker Fell said", "Fell", P, None),
            ("the small group Fell led", "Fell", P, None),
            ("then Fell striker Ada Quill scored", "Fell", L, Some(O)),
            ("the Fell analyst said", "Fell", P, Some(O)),
            ("a 2-1 win over Fell on Monday", "Fell", L, Some(O)),
            ("a 2-1 win over Fell on Monday", "Fell", P, None),
            ("a 2-1 win over Queensland on Monday", "Queensland", L, Some(O)),
            ("a 2-1 win over Scotland on Monday", "Scotland", L, None),
            ("a dam built by Fellex on the Lund", "Fellex", L, Some(O)),
            ("a dam built by Fellex on the Lund", "Fellex", P, Some(O)),
            ("a dam built by Johnson on the Lund", "Johnson", P, None),
            ("a song sung by Fellex on Monday", "Fellex", P, None),
            ("he sold shares in the Fell group", "Fell", P, Some(O)),
            ("he had shares in Fell", "Fell", L, Some(O)),
            ("the managing editor of Fell", "Fell", L, Some(O)),
            ("he works as analyst in Fell", "Fell", L, None),
            ("then Fell gained 3.1 percent to close", "Fell", P, Some(O)),
            ("then Fell gained 3 kilos", "Fell", P, None),
            ("who plays for Al Fell and", "Al Fell", P, Some(O)),
            ("the London shares rose", "London", L, None),
            ("the Brazil striker left", "Brazil", L, None),
            ("then Quill’s wife left", "Quill", O, Some(P)),
            ("then Quill, 34, left", "Quill", O, Some(P)),
            ("then Quill, 34 cows and", "Quill", O, None),
            ("a John Lewis store in Fell", "John Lewis", P, Some(O)),
            ("then Quill testified", "Quill", O, Some(P)),
            ("in the Mary Johnson rape case", "Mary Johnson", O, Some(P)),
            ("in the Quill rape case", "Quill", O, None),
            ("an analyst at Ada Quill", "Quill", P, None),
            ("the firm\nQuill left", "Quill", P, None),
            ("then Fell, which makes chips, left", "Fell", P, Some(O)),
            ("then Fell, which lies on a lake, froze", "Fell", L, None),
            ("with her team, Fell–Quill, in May", "Fell–Quill", P, Some(O)),
            ("with her team, Fell and two others", "Fell", P, None),
            ("on the slopes of the Quill in May", "Quill", O, Some(L)),
            ("in the north of the Quill Board area", "Quill Board", O, None),
            ("he won an Oscar in May", "Oscar", P, Some(EntityKind::Event)),
            ("the Oscar-nominated film", "Oscar", P, Some(EntityKind::Event)),
            ("the best actor Oscar went", "Oscar", P, Some(EntityKind::Event)),
            ("a Foreign Language Oscar went", "Language Oscar", P, Some(EntityKind::Event)),
            ("his son Oscar left", "Oscar", P, None),
        ] {
            assert_eq!(called(text, name, kind), expected, "{text}");
        }
    }
}
