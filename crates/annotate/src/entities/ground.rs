//! Places that their own words name, within or behind what was found: "{Fell Arena}", "{Ada Fell} Shrine", "{Lake
//! Fell}".

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer::{self, OrganizationWord};

use super::draft::{Draft, Listed, is_listed, listed, replace};
use super::repeat::is_border;
use super::spaced::Spaced as _;
use super::{evidence, joint};
use crate::words::Words;

/// The last words of places' names, where nobody is called so.
static HEADS: Listed = Listed::new(|| {
    listed(
        "Arena Auditorium Ave. Ballpark Blvd. Coliseum Desert Expressway Field Freeway Glacier Harbor \
         Harbour Lake Mansion Park Parkway Raceway Racecourse Rd. Reef Reservation Reservoir Shrine \
         Speedway Temple Thruway Tower Towers Trail Tunnel Turnpike Velodrome Wilderness",
    )
});

/// The last two words, where the second alone may end a body's name.
const PAIRS: [&str; 17] = [
    "Botanic Garden",
    "Botanic Gardens",
    "Botanical Garden",
    "Botanical Gardens",
    "Civic Center",
    "Conference Centre",
    "Convention Center",
    "Convention Centre",
    "Exhibition Centre",
    "Expo Center",
    "International Circuit",
    "National Forest",
    "Shopping Center",
    "Shopping Centre",
    "State Forest",
    "Wilderness Area",
    "Wildlife Refuge",
];

/// Whether a word ends names of grounds.
pub(super) fn is_head(word: &str) -> bool {
    is_listed(&HEADS, word) || evidence::is_of_ground(word) || word == "Memorial"
}

/// Bands and firms that are called as grounds are.
const NO_GROUNDS: [&str; 5] = ["Jurassic Park", "Linkin Park", "Menlo Park", "South Park", "Real Salt Lake"];

/// Words that go on with a name that was found without them.
static TAILS: Listed = Listed::new(|| {
    listed("Airport Arena Auditorium Boulevard Coliseum Mosque Raceway Reef Shrine Speedway Stadium Temple")
});

/// Makes places of such names, and gives those their last word that lack it. The drafts stand in the order of the text,
/// and do so afterwards.
pub(super) fn mend(words: &Words, drafts: &mut Vec<Draft>) {
    let text = words.text;
    add_venues(words, drafts);
    let mut sentence = 0;
    for n in 0..drafts.len() {
        let draft = &drafts[n];
        if draft.dropped || draft.same_as.is_some() || !draft.titles.is_empty() {
            continue;
        }
        let span = draft.span;
        if is_ground(span.slice(text), draft.kind) {
            drafts[n].kind = EntityKind::Place;
            continue;
        }
        if !matches!(draft.kind, EntityKind::Place | EntityKind::Organization | EntityKind::Person) {
            continue;
        }
        while words.sentences.get(sentence).is_some_and(|held| held.end() <= span.start()) {
            sentence += 1;
        }
        let Some(within) = words.sentences.get(sentence).filter(|held| held.contains(span)) else { continue };
        let free = drafts.get(n + 1).map_or(within.end(), |next| next.span.start().min(within.end()));
        let Some(length) = text.get(span.end()..free).and_then(tail) else { continue };
        let whole = Span::at(span.start(), span.end() + length);
        if !joint::is_title_case(text, within.start(), whole) {
            drafts[n].span = whole;
            drafts[n].kind = EntityKind::Place;
        }
    }
}

/// Adds the listed stadiums, squares and the like of several words that the tagger passed over or cut.
fn add_venues(words: &Words, drafts: &mut Vec<Draft>) {
    let mut found = Vec::new();
    for &token in &words.capitals {
        let start = words.tokens[token].start();
        let Some(name) = gazetteer::venue(&words.text[start..]).filter(|name| name.contains(' ')) else {
            continue;
        };
        let span = Span::at(start, start + name.len());
        if is_border(words.text, span.start(), span.end()) {
            found.push(Draft::new(span, EntityKind::Place));
        }
    }
    replace(drafts, found, |held, name| name.span.contains(held.span) && name.span != held.span);
}

/// How much more of a text is the last word of a place's name.
fn tail(rest: &str) -> Option<usize> {
    let word = rest.strip_prefix(' ')?;
    let length = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
    let (word, after) = word.split_at(length);
    let next = after.strip_prefix([' ', '-']).unwrap_or_default();
    (is_listed(&TAILS, word) && !next.starts_with(char::is_uppercase)).then_some(1 + length)
}

/// "Fell Arena", "Fell National Forest", "Lake Fell"
fn is_ground(name: &str, kind: EntityKind) -> bool {
    if !matches!(
        kind,
        EntityKind::Organization
            | EntityKind::Person
            | EntityKind::Product
            | EntityKind::Work
            | EntityKind::Event
    ) {
        return false;
    }
    let Some((rest, last)) = name.cut_last() else { return false };
    let Some((first, own)) = name.cut_first() else { return false };
    let borne = || gazetteer::given(first).is_some() && gazetteer::surname(last);
    if gazetteer::known(name).is_some() || NO_GROUNDS.contains(&name) {
        return false;
    }
    // "Isle of Fell", but "Isle of Fell Council"
    let isle = matches!(first, "Isle" | "Isles" | "Strait") && own.starts_with("of ");
    if isle && !matches!(kind, EntityKind::Event | EntityKind::Work) && own.spaced().count() == 2 {
        return true;
    }
    let plain = || !rest.ends_with(" &") && !rest.ends_with(" and") && !borne();
    let named = || !matches!(name, "National Forest" | "National Park" | "State Park");
    let head = || {
        named() && is_listed(&HEADS, last) && (kind == EntityKind::Organization || last != "Field") && plain()
    };
    let pair = || PAIRS.iter().any(|pair| name.strip_suffix(pair).is_some_and(|own| own.ends_with(' ')));
    let water = || {
        matches!(first, "Lake" | "River" | "Mount")
            && kind != EntityKind::Event
            && own.starts_with(char::is_uppercase)
            && own.spaced().all(|word| gazetteer::organization_word(word) != Some(OrganizationWord::Head))
            && (kind != EntityKind::Person || !gazetteer::surname(last))
    };
    let foreign = || matches!(first, "Estadio" | "Estádio" | "Stadio") && !name.contains(" and ");
    // "Co Limerick"
    let county = || {
        matches!(first, "Co" | "Co.")
            && kind == EntityKind::Person
            && own.starts_with(char::is_uppercase)
            && !own.contains(' ')
    };
    head() || pair() || water() || foreign() || county()
}

#[cfg(test)]
mod tests {
    use nutgraf_core::{Article, sentences};

    use super::*;

    fn mended(text: &str, name: &str, kind: EntityKind) -> (String, EntityKind) {
        let sentences = sentences(text, Span::of(text));
        let article = Article { text: text.to_owned(), sentences, ..Article::default() };
        let at = text.find(name).unwrap();
        let mut drafts = vec![Draft::new(Span::at(at, at + name.len()), kind)];
        mend(&Words::of(&article), &mut drafts);
        (drafts[0].span.slice(text).to_owned(), drafts[0].kind)
    }

    #[test]
    fn grounds_are_places() {
        use EntityKind::{Organization as O, Person as P, Place as L, Product as R, Work as W};
        for (name, kind, expected) in [
            ("Fell Arena", O, L),
            ("Fell-Lund National Forest", O, L),
            ("Fell Shopping Centre", O, L),
            ("Fell Research Centre", O, O),
            ("Fell Reef", O, L),
            ("Fell Field", O, L),
            ("Ada Track & Field", O, O),
            ("River Fell", W, L),
            ("Lake Fell", R, L),
            ("Mount Fell Hospital", O, O),
            ("Mary Park", P, P),
            ("Linkin Park", O, O),
            ("Estadio Fell", O, L),
            ("Stadio Fell", P, L),
            ("Co Fell", P, L),
            ("Co Fell", O, O),
            ("Co Ada Fell", P, P),
            ("Estadio Fell and Fell Bank", O, O),
        ] {
            assert_eq!(mended(&format!("It is near {name} today."), name, kind).1, expected, "{name}");
        }
    }

    #[test]
    fn a_ground_has_its_last_word() {
        use EntityKind::{Organization as O, Person as P, Place as L};
        for (text, name, kind, expected) in [
            ("They met at the O2 Arena after dinner in the city.", "O2", O, ("O2 Arena", L)),
            ("They met at the Ada Quill Shrine after dinner.", "Ada Quill", P, ("Ada Quill Shrine", L)),
            ("They met at the Fell Arena Company after dinner.", "Fell", L, ("Fell", L)),
            ("Fell Stadium Opens Its Doors", "Fell", L, ("Fell", L)),
            ("They met at Old Trafford after dinner.", "Trafford", L, ("Old Trafford", L)),
        ] {
            let (name, kind) = mended(text, name, kind);
            assert_eq!((name.as_str(), kind), expected, "{text}");
        }
    }
}
