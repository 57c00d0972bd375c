//! Two names side by side that are one: "{Devon} and {Cornwall Police}", "{Elly De} {La Cruz}", "a {Boeing} {737}".

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer;

use super::draft::{Draft, Listed, ends_any, is_listed, kind_of, listed, opens_any};
use super::spaced::Spaced as _;

const AND: &str = " and ";

/// What two names are that are one.
pub(super) fn whole(text: &str, last: &Draft, next: &Draft) -> Option<EntityKind> {
    if is_ward(text, last, next) || is_force(text, last, next) || is_shared(text, last, next) {
        Some(EntityKind::Organization)
    } else if is_particled(text, last, next) {
        Some(EntityKind::Person)
    } else if is_party(text, last, next) {
        Some(EntityKind::Group)
    } else if is_model(text, last, next) {
        Some(EntityKind::Product)
    } else if is_land(text, last, next) {
        Some(EntityKind::Place)
    } else {
        listed_whole(text, last, next)
    }
}

/// Whether two names are one house's: "{Ada Quill} {Fell Hospital}", "{St. Ada}'s {Hospital}".
fn is_ward(text: &str, last: &Draft, next: &Draft) -> bool {
    let name = next.span.slice(text);
    let house = |word: &str| is_listed(&HOUSES, word);
    let gap = text.get(last.span.end()..next.span.start());
    let own = matches!(gap, Some("'s " | "’s ")) && is_saint(last.span.slice(text));
    next.kind == EntityKind::Organization
        && matches!(last.kind, EntityKind::Person | EntityKind::Place)
        && (own && name.spaced().next().is_some_and(house)
            || gap == Some(" ")
                && last.kind == EntityKind::Person
                && last.titles.is_empty()
                && name.spaced().next_back().is_some_and(house))
}

/// Whether a name opens as a saint's does: "St. Ada".
pub(super) fn is_saint(name: &str) -> bool {
    opens_any(name, &["St. ", "St ", "Saint "])
}

/// Houses that are called after persons and saints.
static HOUSES: Listed = Listed::new(|| listed("Cathedral Church Clinic College Hospice Hospital Infirmary"));

/// What the lists hold as one name and the tagger cut at a small word: "{Trinidad} and {Tobago}".
fn listed_whole(text: &str, last: &Draft, next: &Draft) -> Option<EntityKind> {
    let gap = text.get(last.span.end()..next.span.start())?;
    if !matches!(gap, " and " | " of " | " of the " | " for " | " & " | "'s " | "’s ")
        || !last.titles.is_empty()
    {
        return None;
    }
    let whole = last.span.hull(next.span).slice(text);
    let place = || gazetteer::place(whole).map(|_| EntityKind::Place);
    gazetteer::known(whole).map(kind_of).or_else(place)
}

/// "{Fell County} {Sheriff's Department}"
fn is_force(text: &str, last: &Draft, next: &Draft) -> bool {
    text.get(last.span.end()..next.span.start()) == Some(" ")
        && last.span.slice(text).ends_with(" County")
        && next.kind == EntityKind::Organization
        && opens_any(next.span.slice(text), &["Sheriff", "District Attorney", "Superior Court", "Board of"])
}

/// Whether two names are one body's that serves two places: "{Westmorland} and {Furness Council}", "{Fell} and {Lund
/// NHS Trust}".
fn is_shared(text: &str, last: &Draft, next: &Draft) -> bool {
    let named = matches!(last.kind, EntityKind::Place | EntityKind::Person) && last.titles.is_empty();
    if !named
        || next.kind != EntityKind::Organization
        || text.get(last.span.end()..next.span.start()) != Some(AND)
    {
        return false;
    }
    let name = next.span.slice(text);
    let body =
        |word: &str| matches!(word, "Constabulary" | "Council" | "Fire" | "Hospitals" | "NHS" | "Police");
    name.spaced()
        .scan(0, |end, word| Some((std::mem::replace(end, *end + word.len() + 1), word)))
        .find(|(at, word)| *at > 0 && body(word))
        .is_some_and(|(at, word)| {
            let end = next.span.start() + at - 1;
            word == "NHS" && last.kind == EntityKind::Place
                || gazetteer::place(Span::at(last.span.start(), end).slice(text)).is_some()
        })
}

/// "{Christian} {Democrats}"
fn is_party(text: &str, last: &Draft, next: &Draft) -> bool {
    [last.kind, next.kind] == [EntityKind::Group; 2]
        && matches!(last.span.slice(text), "Christian" | "Liberal" | "Social")
        && matches!(next.span.slice(text), "Democrat" | "Democrats" | "Socialists")
        && text.get(last.span.end()..next.span.start()) == Some(" ")
}

/// A maker and its model: "a {Boeing} {737}".
fn is_model(text: &str, last: &Draft, next: &Draft) -> bool {
    last.kind == EntityKind::Organization
        && next.kind == EntityKind::Product
        && text.get(last.span.end()..next.span.start()) == Some(" ")
        && gazetteer::known(last.span.slice(text)) == Some(gazetteer::Known::Organization)
        && !ends_any(last.span.slice(text), &["Army", "Corps", "Force", "Guard", "Navy"])
}

/// "{Elly De} {La Cruz}"
fn is_particled(text: &str, last: &Draft, next: &Draft) -> bool {
    if last.kind != EntityKind::Person || !matches!(next.kind, EntityKind::Place | EntityKind::Person) {
        return false;
    }
    match text.get(last.span.end()..next.span.start()) {
        Some(" ") => last.span.slice(text).cut_last().is_some_and(|(_, word)| is_cased_particle(word)),
        // "{Maria} das {Quill}"
        Some(" da " | " das " | " de " | " del " | " dos " | " van " | " von ") => {
            next.kind == EntityKind::Person && next.titles.is_empty()
        }
        _ => false,
    }
}

/// Whether a word with a capital belongs to the surname behind it: "De La Cruz".
fn is_cased_particle(word: &str) -> bool {
    matches!(word, "Da" | "De" | "Del" | "Della" | "Di" | "Dos" | "Van" | "Von")
}

/// Whether two names are one land's: "{French} {Guiana}".
fn is_land(text: &str, last: &Draft, next: &Draft) -> bool {
    next.kind == EntityKind::Place
        && matches!(last.kind, EntityKind::Group | EntityKind::Place)
        && text.get(last.span.end()..next.span.start()) == Some(" ")
        && gazetteer::place(last.span.hull(next.span).slice(text)).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::draft::marked;
    use super::*;

    #[test]
    fn two_names_are_one_of_a_kind() {
        use EntityKind::{Group as G, Organization as O, Person as P, Place as L, Product as T};
        for (text, names, kind) in [
            ("Devon and Cornwall Police", [("Devon", L), ("Cornwall Police", O)], Some(O)),
            ("Fell and Lund NHS Trust", [("Fell", L), ("Lund NHS Trust", O)], Some(O)),
            ("Elly De La Quill", [("Elly De", P), ("La Quill", L)], Some(P)),
            ("Maria das Quill", [("Maria", P), ("Quill", P)], Some(P)),
            ("Maria das Quill", [("Maria", P), ("Quill", L)], None),
            ("Christian Democrats", [("Christian", G), ("Democrats", G)], Some(G)),
            ("Boeing 737", [("Boeing", O), ("737", T)], Some(T)),
            ("French Guiana", [("French", G), ("Guiana", L)], Some(L)),
            ("Boeing and 737", [("Boeing", O), ("737", T)], None),
        ] {
            let drafts = marked(text, &names);
            assert_eq!(whole(text, &drafts[0], &drafts[1]), kind, "{text}");
        }
    }
}
