//! What the words around a name say of its kind, where the tagger read it otherwise.

use nutgraf_core::EntityKind;
use nutgraf_tagger::gazetteer;

use super::cue;
use super::draft::{Draft, Listed, ends_any, is_listed, listed, opens_any, run};
use super::spaced::Spaced as _;

/// Before "of", they make a place of what follows: "the village of Fell".
static LOCALITIES: Listed = Listed::new(|| {
    listed(
        "city county district hamlet island municipality port prefecture province suburb town township village",
    )
});

/// Places inside a building, told apart by numbers.
static ROOMS: Listed = Listed::new(|| {
    listed("Block Building Camp District Gate Hall Pier Platform Room Sector Terminal Ward Zone")
});

/// Words that make a place of a name that they end, where nobody is called so: "Fell Stadium".
static GROUNDS: Listed = Listed::new(|| {
    listed(
        "Airport Avenue Boulevard Bridge Bridges Canyon Cathedral County Creek Gorge Highway Mountains \
         Palace Panhandle Peninsula Plateau Plaza River Road Square Stadium Street Valley",
    )
});

/// Corrects the kinds that a name's neighbours deny.
pub(super) fn weigh(text: &str, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|draft| !draft.dropped && draft.same_as.is_none()) {
        let before = &text[..draft.span.start()];
        let after = &text[draft.span.end()..];
        let name = draft.span.slice(text);
        draft.kind = match draft.kind {
            EntityKind::Person | EntityKind::Organization if is_locality(before, name) => EntityKind::Place,
            EntityKind::Person if draft.titles.is_empty() && is_numbered(name) => {
                if name.spaced().next().is_some_and(|word| is_listed(&ROOMS, word)) {
                    EntityKind::Place
                } else {
                    EntityKind::Product
                }
            }
            EntityKind::Person | EntityKind::Organization if is_base(name, draft.kind) => EntityKind::Place,
            EntityKind::Person if draft.titles.is_empty() && is_place(before, name, after) => {
                EntityKind::Place
            }
            EntityKind::Person | EntityKind::Place
                if draft.titles.is_empty() && is_apposed_body(after) && !is_full(name) =>
            {
                EntityKind::Organization
            }
            EntityKind::Person | EntityKind::Organization
                if draft.titles.is_empty() && is_called(|word| is_listed(&LOCALITIES, word), after) =>
            {
                EntityKind::Place
            }
            EntityKind::Person
                if after.starts_with("’s chief executive")
                    || after.starts_with("'s chief executive")
                    || [" CEO ", " CFO "].iter().any(|head| {
                        after.strip_prefix(head).is_some_and(|next| next.starts_with(char::is_uppercase))
                    }) && !is_full(name) =>
            {
                EntityKind::Organization
            }
            EntityKind::Person | EntityKind::Organization if is_dateline(before, name, after) => {
                EntityKind::Place
            }
            EntityKind::Person | EntityKind::Organization if is_peopled(after) => EntityKind::Place,
            EntityKind::Event | EntityKind::Work if is_league(name) => EntityKind::Organization,
            EntityKind::Person
            | EntityKind::Organization
            | EntityKind::Product
            | EntityKind::Work
            | EntityKind::Event
                if draft.titles.is_empty() && is_ground(before, name) =>
            {
                EntityKind::Place
            }
            EntityKind::Event | EntityKind::Product | EntityKind::Work if is_dotted(name) => {
                EntityKind::Person
            }
            EntityKind::Organization | EntityKind::Place
                if is_person(name, after) || is_initialled(name) || is_mister(before, name) =>
            {
                EntityKind::Person
            }
            EntityKind::Place if ends_any(name, &[" Jr", " Jr.", " Junior"]) => EntityKind::Person,
            EntityKind::Place if is_college(name) => EntityKind::Organization,
            EntityKind::Person | EntityKind::Place
                if draft.titles.is_empty() && is_traded(before, name, after) =>
            {
                EntityKind::Organization
            }
            kind => kind,
        };
    }
}

fn is_numbered(name: &str) -> bool {
    name.contains(' ') && name.bytes().any(|byte| byte.is_ascii_digit())
}

/// "the village of Fell"
fn is_locality(before: &str, name: &str) -> bool {
    let Some(before) = before.strip_suffix(" of ") else { return false };
    let word = &before[before.trim_end_matches(char::is_alphabetic).len()..];
    is_listed(&LOCALITIES, word) && !name.spaced().any(|word| gazetteer::organization_word(word).is_some())
}

/// "in Fell", "Fell Mayor Ada Quill": one word that nobody bears as a name.
fn is_place(before: &str, name: &str, after: &str) -> bool {
    let office = || opens_any(after, &[" Mayor ", " Governor "]);
    let lies = || ends_any(before, &[" in ", " near "]);
    !name.has_any(b" -.'")
        && name.chars().count() > 3
        && name.chars().skip(1).all(char::is_lowercase)
        && (office() || lies() && !after.starts_with("’s") && !after.starts_with("'s"))
        && !gazetteer::surname(name)
        && gazetteer::given(name).is_none()
}

/// "Fell, the Dutch maker of chips": whether an apposition that begins at once calls the name one of these.
fn is_called(is: impl Fn(&str) -> bool, after: &str) -> bool {
    let Some(rest) = after.strip_prefix(", ") else { return false };
    // "Fell, a movement", "Fell, Norway's movement"
    let owned = || {
        let (owner, rest) = rest.cut_first()?;
        let land = owner.strip_suffix("'s").or_else(|| owner.strip_suffix("’s"))?;
        (gazetteer::place(land).is_some() || gazetteer::country(land).is_some()).then_some(rest)
    };
    let article = ["a ", "an ", "the "].iter().find_map(|article| rest.strip_prefix(article));
    let Some(rest) = article.or_else(owned) else { return false };
    let mut head = None;
    for word in rest.split_inclusive([' ', ',', '.', ';']).take(6) {
        let bare = word.trim_end_matches([' ', ',', '.', ';']);
        if matches!(
            bare,
            "of" | "in"
                | "that"
                | "which"
                | "who"
                | "whose"
                | "and"
                | "with"
                | "for"
                | "from"
                | "on"
                | "at"
                | "by"
        ) {
            break;
        }
        head = Some(bare);
        if bare.len() + 1 != word.len() || !word.ends_with(' ') {
            break;
        }
    }
    head.is_some_and(is)
}

/// Whether "Mr" or the like stands before a name that has no word of a body.
pub(super) fn is_mister(before: &str, name: &str) -> bool {
    let word = before
        .strip_suffix(' ')
        .and_then(|before| before.rsplit(|c: char| !c.is_alphabetic() && c != '.').next());
    let titled = word.is_some_and(|word| matches!(word.trim_end_matches('.'), "Mr" | "Mrs" | "Ms"));
    titled && name.spaced().all(|word| gazetteer::organization_word(word).is_none())
}

/// Whether an apposition's noun calls the name a body: "Fell, a rebel movement".
pub(super) fn is_apposed_body(after: &str) -> bool {
    is_called(
        |noun| {
            cue::is_body(noun) || matches!(noun, "consortium" | "movement" | "organisation" | "organization")
        },
        after,
    )
}

/// Whether a name has a given name before another word.
pub(super) fn is_full(name: &str) -> bool {
    name.cut_first().is_some_and(|(first, _)| gazetteer::given(first).is_some())
}

/// Whether what ends with a word lies somewhere: "Stadium".
pub(super) fn is_of_ground(word: &str) -> bool {
    is_listed(&GROUNDS, word)
}

/// "Fell Stadium"; "the Ada Bridge", but "Ada Bridge" alone is a woman.
fn is_ground(before: &str, name: &str) -> bool {
    let Some((first, last)) = name.cut_last().filter(|(_, last)| is_listed(&GROUNDS, last)) else {
        return false;
    };
    let given = first.spaced().next().is_some_and(|word| gazetteer::given(word).is_some());
    let reached = || ends_any(before, &["the ", " in ", " near ", " across ", " on ", " along "]);
    // Lands that are no surnames in the lists, but may be borne.
    let borne = || gazetteer::surname(last) || matches!(last, "Gorge" | "Panhandle" | "Plateau");
    gazetteer::known(name).is_none() && (!(given && borne()) || reached())
}

/// "FELL: A mill closed" at the head of a line, as papers of South Asia print a dateline; `wire` reads the others.
fn is_dateline(before: &str, name: &str, after: &str) -> bool {
    let heads = before.is_empty() || before.ends_with('\n');
    let shouted = name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase);
    let rest = after.strip_prefix(": ").unwrap_or_default();
    let told = || {
        rest.starts_with(|c: char| c.is_uppercase() || c == '"' || c == '“')
            && rest.lines().next().is_some_and(|line| line.len() > 60)
    };
    let given = || name.cut_first().is_some_and(|(first, _)| gazetteer::given(first).is_some());
    heads && shouted && gazetteer::known(name).is_none() && told() && !given()
}

/// "Fell Air Base"; "Fell Base" where a person would be: broadcasters are called so, too.
fn is_base(name: &str, kind: EntityKind) -> bool {
    name.strip_suffix(" Base").is_some_and(|own| {
        kind == EntityKind::Person || ends_any(own, &[" Air", " Air Force", " Military", " Naval"])
    })
}

/// "Fell has 9,000 people"
fn is_peopled(after: &str) -> bool {
    let Some(rest) = after.strip_prefix(" has ") else { return false };
    let number = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.'))).unwrap_or(rest.len());
    number > 0 && opens_any(&rest[number..], &[" people", " inhabitants", " residents"])
}

/// What only a company has.
static HOLDINGS: Listed = Listed::new(|| listed("shareholders shares stock subsidiary"));

/// "shares of Fell rose", "Fell's shareholders": what has shares is a company, unless it is a land.
fn is_traded(before: &str, name: &str, after: &str) -> bool {
    let bought = ends_any(before, &["shares of ", "Shares of "]);
    let owns = || {
        let rest = ["'s ", "’s "].iter().find_map(|own| after.strip_prefix(own)).unwrap_or_default();
        is_listed(&HOLDINGS, run(rest, |c| c.is_ascii_lowercase()))
    };
    (bought || owns()) && gazetteer::place(name).is_none() && gazetteer::given(name).is_none()
}

/// "A Quill", "A. Quill": an initial and a surname.
fn is_initialled(name: &str) -> bool {
    let Some((first, last)) = name.cut_first() else { return false };
    let initial = first.strip_suffix('.').unwrap_or(first);
    initial.len() == 1
        && initial.starts_with(|c: char| c.is_ascii_uppercase())
        && gazetteer::surname(last)
        && gazetteer::organization_word(last).is_none()
        && gazetteer::known(name).is_none()
}

/// "A. Norah Quill": an initial with its stop, and two names.
fn is_dotted(name: &str) -> bool {
    let Some((first, rest)) = name.cut_first() else { return false };
    let initial = first.strip_suffix('.').is_some_and(|initial| initial.len() == 1);
    let mut words = rest.spaced();
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().skip(1).any(char::is_lowercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
            && gazetteer::organization_word(word).is_none()
    };
    initial
        && first.starts_with(|c: char| c.is_ascii_uppercase())
        && words.clone().count() == 2
        && gazetteer::known(name).is_none()
        && words.all(is_name)
}

/// What people who want something together call themselves.
static LEAGUES: Listed = Listed::new(|| {
    listed("Alliance Association Campaign Coalition Committee Council Federation League Movement")
});

/// "Campaign Against Fell Bridge", "Coalition for a Clean Quay"
fn is_league(name: &str) -> bool {
    name.cut_first().is_some_and(|(first, rest)| {
        is_listed(&LEAGUES, first) && opens_any(rest, &["Against ", "against ", "For ", "for "])
    })
}

/// "Ada Quill, 61, ", and "Ada Quill said" where both words are names of persons.
fn is_person(name: &str, after: &str) -> bool {
    let speaks = || opens_any(after, &[" said", ", who "]);
    let Some((first, rest)) = name.cut_first().filter(|_| cue::is_aged(after) || speaks()) else {
        return false;
    };
    let last = rest.spaced().next_back().unwrap_or(rest);
    gazetteer::given(first).is_some()
        && gazetteer::surname(last)
        && gazetteer::place(name).is_none()
        && !name.spaced().any(|word| gazetteer::organization_word(word).is_some())
}

/// What stands before "State" in the names of state universities of the US, which their teams bear.
static COLLEGES: Listed = Listed::new(|| {
    listed(
        "Alabama Alcorn Appalachian Arizona Arkansas Ball Boise Colorado Delaware Florida Fresno Georgia \
         Grambling Idaho Illinois Indiana Iowa Jacksonville Kansas Kennesaw Kent Michigan Mississippi \
         Missouri Montana Morehead Murray NC Norfolk Ohio Oklahoma Oregon Penn Sacramento Tennessee Texas \
         Utah Weber Wichita Youngstown",
    )
});

/// "Ohio State"
fn is_college(name: &str) -> bool {
    name.strip_suffix(" State").is_some_and(|land| {
        is_listed(&COLLEGES, land) || land == "North Carolina" || land == "San Diego" || land == "San Jose"
    })
}

#[cfg(test)]
mod tests {
    use nutgraf_core::Span;

    use super::*;

    fn kind(text: &str, name: &str, kind: EntityKind) -> EntityKind {
        let at = text.find(name).unwrap();
        let mut drafts = [Draft::new(Span::at(at, at + name.len()), kind)];
        weigh(text, &mut drafts);
        drafts[0].kind
    }

    #[test]
    fn neighbours_tell_the_kind() {
        use EntityKind::{Event, Organization, Person, Place, Product, Work};
        assert_eq!(kind("in the village of Zwolle Ves, where", "Zwolle Ves", Person), Place);
        assert_eq!(kind("a factory in Fellonia for", "Fellonia", Person), Place);
        assert_eq!(kind("trust in Johnson for", "Johnson", Person), Person);
        assert_eq!(kind("two nurses on Ward 7C.", "Ward 7C", Person), Place);
        assert_eq!(kind("Oldfell, the Dutch maker of chips, left", "Oldfell", Person), Organization);
        assert_eq!(kind("Then Oldfell, a fishing village, sank", "Oldfell", Person), Place);
        assert_eq!(kind("Then Oldfell, a man of the village, sank", "Oldfell", Person), Person);
        assert_eq!(kind("Then Ada Quill, a maker of boats, sank", "Ada Quill", Person), Person);
        assert_eq!(kind("Then Oldfell’s chief executive left", "Oldfell", Person), Organization);
        assert_eq!(kind("The port of Oldfell has 9,000 people.", "Oldfell", Person), Place);
        let told = "OLDFELL: A mill that made paper for a hundred years closed on Monday, its owner said.";
        assert_eq!(kind(told, "OLDFELL", Person), Place);
        assert_eq!(kind("OLDFELL: A mill closed", "OLDFELL", Person), Person);
        assert_eq!(kind("Then Fell Stadium closed", "Fell Stadium", EntityKind::Event), Place);
        assert_eq!(kind("Then Fell Air Base closed", "Fell Air Base", Organization), Place);
        assert_eq!(kind("Then Fell Base closed", "Fell Base", Organization), Organization);
        assert_eq!(kind("Shares of Oldfell rose", "Oldfell", Place), Organization);
        assert_eq!(kind("Shares in Oldfell rose", "Oldfell", Place), Place);
        assert_eq!(kind("Then Oldfell’s shareholders met", "Oldfell", Person), Organization);
        assert_eq!(kind("Then France’s factories closed", "France", Place), Place);
        assert_eq!(kind("Then Mary Johnson, 61, left", "Mary Johnson", Organization), Person);
        assert_eq!(kind("Then came A Johnson and others", "A Johnson", Organization), Person);
        assert_eq!(kind("Then Mary Bank, 61, left", "Mary Bank", Organization), Organization);
        assert_eq!(kind("Then Fellicius Junior scored", "Fellicius Junior", Place), Person);
        assert_eq!(kind("Then Ohio State won", "Ohio State", Place), Organization);
        assert_eq!(kind("Then Kogi State won", "Kogi State", Place), Place);
        assert_eq!(kind("Then Fell Stadium closed", "Fell Stadium", Person), Place);
        assert_eq!(kind("fires in the Fell Panhandle", "Fell Panhandle", Organization), Place);
        assert_eq!(kind("the 2010 Q. Night Quillan film", "Q. Night Quillan", Event), Person);
        assert_eq!(kind("the E. Fell Bank crisis", "E. Fell Bank", Event), Event);
        assert_eq!(kind("an outbreak of E. Coli there", "E. Coli", Product), Product);
        assert_eq!(kind("at the Council of Fell", "Council of Fell", Event), Event);
        assert_eq!(kind("Then Mary Plateau left", "Mary Plateau", Person), Person);
        assert_eq!(kind("the V. 2 of it", "V. 2", Product), Product);
        let campaign = "Campaign Against Fell Bridge";
        assert_eq!(kind("what the Campaign Against Fell Bridge said", campaign, Work), Organization);
        assert_eq!(kind("He read Campaign Notes there", "Campaign Notes", Work), Work);
        assert_eq!(kind("They crossed the Charles Bridge.", "Charles Bridge", Person), Place);
        assert_eq!(kind("Then Charles Bridge left", "Charles Bridge", Person), Person);
    }
}
