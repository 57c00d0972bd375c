//! Drafts that are two names in one.

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer;
use rustc_hash::FxHashMap;

use super::draft::{Draft, Listed, find, is_listed, listed, part_of, run, split_once};
use super::extent::is_head;
use super::spaced::Spaced as _;
use super::{cut, key, whole, wire};

/// Cuts "Lund's F30" in two where Lund is named elsewhere.
pub(super) fn possessives(text: &str, drafts: &mut Vec<Draft>) {
    let cut =
        |name: &str| ["'s ", "’s "].iter().find_map(|own| find(name, own).map(|at| (at, at + own.len())));
    if !drafts.iter().any(|draft| cut(draft.span.slice(text)).is_some()) {
        return;
    }
    let mut kinds: FxHashMap<&str, EntityKind> = FxHashMap::default();
    for draft in drafts.iter() {
        kinds.entry(draft.span.slice(text)).or_insert(draft.kind);
    }
    let mut kept = Vec::with_capacity(drafts.len() + 1);
    for mut draft in std::mem::take(drafts) {
        let name = draft.span.slice(text);
        if let Some((at, rest)) = cut(name)
            && let Some(&kind) = kinds.get(&name[..at])
            && !(whole::is_saint(name) && draft.kind == EntityKind::Organization)
        {
            let start = draft.span.start();
            kept.push(Draft::new(Span::at(start, start + at), kind));
            draft.span = Span::at(start + rest, draft.span.end());
            draft.kind = match draft.kind {
                EntityKind::Organization if !name.spaced().any(is_head) => EntityKind::Product,
                kind => kind,
            };
        }
        kept.push(draft);
    }
    *drafts = kept;
}

/// Cuts drafts in two: `cut` gives the halves of those that are two names.
fn cut_in_two(drafts: &mut Vec<Draft>, cut: impl Fn(&Draft) -> Option<[Draft; 2]>) {
    if drafts.iter().all(|draft| cut(draft).is_none()) {
        return;
    }
    let mut kept = Vec::with_capacity(drafts.len() + 1);
    for draft in std::mem::take(drafts) {
        match cut(&draft) {
            Some(halves) => kept.extend(halves),
            None => kept.push(draft),
        }
    }
    *drafts = kept;
}

/// Cuts "Fell, Lund" in two where the second names the land of the first.
pub(super) fn places(text: &str, drafts: &mut Vec<Draft>) {
    cut_in_two(drafts, |draft| {
        let name = Some(draft.span.slice(text)).filter(|_| draft.kind == EntityKind::Place)?;
        let (first, rest) = split_once(name, ", ")?;
        gazetteer::place(rest.trim())?;
        let (start, end) = (draft.span.start(), draft.span.end());
        let city = Draft { span: Span::at(start, start + first.len()), ..draft.clone() };
        let land = Span::at(start + first.len() + 2, end).trim(text);
        Some([city, Draft::new(land, EntityKind::Place)])
    });
}

/// Cuts "Mary Johnson of the Fell Court", taken for a body, in two: a person and her body.
pub(super) fn holders(text: &str, drafts: &mut Vec<Draft>) {
    cut_in_two(drafts, |draft| {
        let name = Some(draft.span.slice(text)).filter(|_| draft.kind == EntityKind::Organization)?;
        let article = split_once(name, " of the ");
        let (holder, body) = article.or_else(|| split_once(name, " of "))?;
        let (first, last) = holder.cut_first()?;
        // "Inspector {Tom} of {Fell Police}"
        let office = gazetteer::title(&[first]).is_some() && gazetteer::given(last).is_some();
        let officer = || office && body.spaced().next_back().is_some_and(key::is_body);
        let borne = || {
            article.is_some()
                && gazetteer::given(first).is_some()
                && gazetteer::surname(last.spaced().next_back().unwrap_or(last))
        };
        let person = (officer() || borne())
            && !holder.spaced().any(|word| gazetteer::organization_word(word).is_some());
        let (start, end) = (draft.span.start(), draft.span.end());
        let from = if office { start + first.len() + 1 } else { start };
        let mut bearer = Draft::new(Span::at(from, start + holder.len()), EntityKind::Person);
        if office {
            bearer.titles.push(Span::at(start, from - 1));
        }
        let rest = Draft { span: Span::at(end - body.len(), end), ..draft.clone() };
        (person && body.starts_with(char::is_uppercase)).then_some([bearer, rest])
    });
}

/// Cuts "Quay Marine of Fell", taken for one body before ", Norway", in two: a company and its city. A head of bodies
/// keeps its city: "Lund Port of Fell".
pub(super) fn seats(text: &str, drafts: &mut Vec<Draft>) {
    cut_in_two(drafts, |draft| {
        let name = Some(draft.span.slice(text)).filter(|_| draft.kind == EntityKind::Organization)?;
        let (company, city) = split_once(name, " of ")?;
        let last = company.cut_last()?.1;
        let land = text[draft.span.end()..].strip_prefix(", ")?;
        gazetteer::place(run(land, |c| c.is_alphanumeric() || c == ' '))?;
        let body = is_head(last) || key::is_body(last) || !company.starts_with(char::is_uppercase);
        let (start, end) = (draft.span.start(), draft.span.end());
        let city = Draft::new(Span::at(end - city.len(), end), EntityKind::Place);
        let company = Draft { span: Span::at(start, start + company.len()), ..draft.clone() };
        (!body && !city.span.slice(text).contains(' ')).then_some([company, city])
    });
}

/// Cuts "Fell North MP Ada Quill" in two: her seat, or her party's letters, and her name.
pub(super) fn members(text: &str, drafts: &mut Vec<Draft>) {
    cut_in_two(drafts, |draft| {
        let name = Some(draft.span.slice(text)).filter(|_| draft.kind == EntityKind::Person)?;
        let is_post = |word: &&str| matches!(*word, "MP" | "MEP" | "MLA" | "MNA" | "MPP" | "MSP");
        let post = part_of(name, name.spaced().skip(1).find(is_post)?);
        let seat = &name[..post.start() - 1];
        let (start, end) = (draft.span.start(), draft.span.end());
        let letters = seat.bytes().all(|byte| byte.is_ascii_uppercase());
        let kind =
            if letters { EntityKind::Organization } else { cut::seat(seat).unwrap_or(EntityKind::Place) };
        let title = Span::at(start + post.start(), start + post.end());
        let person = Span::at(end.min(title.end() + 1), end);
        // "Mary Johnson MP Ada Quill" are two members.
        let named = seat.starts_with(char::is_uppercase)
            && person.slice(text).starts_with(char::is_uppercase)
            && !wire::is_full(seat);
        let mut person = Draft { span: person, ..draft.clone() };
        person.titles.push(title);
        named.then(|| [Draft::new(Span::at(start, start + seat.len()), kind), person])
    });
}

/// Ways between two places, behind both.
static ROUTES: Listed = Listed::new(|| {
    listed(
        "border bus corridor expressway ferry flight flights highway line motorway pipeline railway road route \
         traffic train",
    )
});

/// Cuts "Fell-Lund" in two before "highway": the places that it joins.
pub(super) fn ends(text: &str, drafts: &mut Vec<Draft>) {
    cut_in_two(drafts, |draft| {
        let body = matches!(draft.kind, EntityKind::Organization | EntityKind::Person | EntityKind::Place);
        let name = Some(draft.span.slice(text)).filter(|name| body && !name.contains(' '))?;
        let (first, second) = name.split_once(['-', '–'])?;
        let next = text[draft.span.end()..].strip_prefix(' ')?;
        let plain = |part: &str| {
            part.len() > 2
                && part.starts_with(char::is_uppercase)
                && part.chars().skip(1).all(char::is_lowercase)
        };
        let (start, end) = (draft.span.start(), draft.span.end());
        let joined =
            plain(first) && plain(second) && is_listed(&ROUTES, run(next, |c| c.is_ascii_lowercase()));
        joined.then(|| {
            [Span::at(start, start + first.len()), Span::at(end - second.len(), end)]
                .map(|span| Draft::new(span, EntityKind::Place))
        })
    });
}

/// Cuts "Spaniard Ada Quill" in two: her people and her name.
pub(super) fn peoples(text: &str, drafts: &mut Vec<Draft>) {
    cut_in_two(drafts, |draft| {
        let name = Some(draft.span.slice(text)).filter(|_| draft.kind == EntityKind::Person)?;
        let (first, rest) = name.cut_first()?;
        let demonym = gazetteer::demonym(first).is_some() && gazetteer::given(first).is_none();
        let (start, end) = (draft.span.start(), draft.span.end());
        let people = Draft::new(Span::at(start, start + first.len()), EntityKind::Group);
        let person = Draft { span: Span::at(start + first.len(), end).trim(text), ..draft.clone() };
        let named =
            || gazetteer::surname(rest) && !gazetteer::surname(first) && gazetteer::title(&[rest]).is_none();
        (demonym && (rest.contains(' ') || named())).then_some([people, person])
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(name: &str, after: &str, part: fn(&str, &mut Vec<Draft>)) -> Vec<String> {
        let text = format!("Then {name}{after}");
        let mut drafts = vec![Draft::new(Span::at(5, 5 + name.len()), EntityKind::Organization)];
        part(&text, &mut drafts);
        drafts.iter().map(|draft| draft.span.slice(&text).to_owned()).collect()
    }

    #[test]
    fn a_company_is_parted_from_its_city() {
        let seated = |name: &str, after: &str| parted(name, after, seats);
        assert_eq!(seated("Quay Marine of Fellby", ", Norway, said"), ["Quay Marine", "Fellby"]);
        assert_eq!(seated("Quay Marine of Fellby", " said"), ["Quay Marine of Fellby"]);
        assert_eq!(seated("Quay University of Fellby", ", Norway, said"), ["Quay University of Fellby"]);
        assert_eq!(seated("Friends of Fellby", ", Norway, said"), ["Friends of Fellby"]);
    }

    #[test]
    fn a_saints_house_stays_whole() {
        let parted = |whole: &str, owner: &str| {
            let text = format!("Then {whole} and {owner} met");
            let end = 5 + whole.len();
            let mut drafts = vec![
                Draft::new(Span::at(5, end), EntityKind::Organization),
                Draft::new(Span::at(end + 5, end + 5 + owner.len()), EntityKind::Place),
            ];
            possessives(&text, &mut drafts);
            drafts.len()
        };
        assert_eq!(parted("St. Ada's Hospital", "St. Ada"), 2);
        assert_eq!(parted("Stella's F30", "Stella"), 3);
    }

    #[test]
    fn a_holder_is_parted_from_her_body() {
        let parted = |name: &str| parted(name, " ruled.", holders);
        assert_eq!(parted("Mary Johnson of the Fell Court"), ["Mary Johnson", "Fell Court"]);
        assert_eq!(parted("Inspector Ada of Fell Police"), ["Ada", "Fell Police"]);
        assert_eq!(parted("Inspector Ada of Fell Mills"), ["Inspector Ada of Fell Mills"]);
        assert_eq!(parted("Ada of Fell Police"), ["Ada of Fell Police"]);
        assert_eq!(parted("Union of the Fell Mills"), ["Union of the Fell Mills"]);
        assert_eq!(parted("Mary Church of the Fell Mills"), ["Mary Church of the Fell Mills"]);
    }

    #[test]
    fn a_member_is_parted_from_her_seat() {
        use EntityKind::{Organization, Person, Place};
        let parted = |name: &str| {
            let text = format!("Then {name} met");
            let mut drafts = vec![Draft::new(Span::at(5, 5 + name.len()), Person)];
            members(&text, &mut drafts);
            let told = |draft: &Draft| {
                let title = draft.titles.first().map(|title| title.slice(&text).to_owned());
                (draft.span.slice(&text).to_owned(), draft.kind, title)
            };
            drafts.iter().map(told).collect::<Vec<_>>()
        };
        let named = |name: &str, kind| (name.to_owned(), kind, None);
        let ada = |title: &str| ("Ada Quill".to_owned(), Person, Some(title.to_owned()));
        assert_eq!(parted("Fell North MP Ada Quill"), [named("Fell North", Place), ada("MP")]);
        assert_eq!(parted("Fell Belt MPP Ada Quill"), [named("Fell Belt", Place), ada("MPP")]);
        assert_eq!(parted("FLP MEP Ada Quill"), [named("FLP", Organization), ada("MEP")]);
        assert_eq!(parted("Labour MP Ada Quill"), [named("Labour", Organization), ada("MP")]);
        for whole in ["Mary Johnson MP Ada Quill", "Ada MPhil Quill", "Ada Quill MP", "EMP Quill"] {
            assert_eq!(parted(whole), [named(whole, Person)]);
        }
    }

    #[test]
    fn a_road_joins_two_places() {
        assert_eq!(parted("Fellby-Oda", " highway", ends), ["Fellby", "Oda"]);
        assert_eq!(parted("Fellby–Oda", " railway line", ends), ["Fellby", "Oda"]);
        assert_eq!(parted("Fellby-Oda", " said", ends), ["Fellby-Oda"]);
        assert_eq!(parted("FB-Oda", " highway", ends), ["FB-Oda"]);
        assert_eq!(parted("Port Fellby-Oda", " highway", ends), ["Port Fellby-Oda"]);
    }
}
