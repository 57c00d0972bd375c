//! Names cut or joined in the wrong place: "{Foxes and Bears}", "{Centre for Clay} and {Clean Water}", "{Fell Board} of
//! Ports".

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer::{self, OrganizationWord};
use rustc_hash::FxHashSet;

use super::draft::{Draft, Listed, find, is_listed, listed, opens_any};
use super::spaced::Spaced as _;
use super::{joint, key, lower, title_words, whole};
use crate::words::Words;

const AND: &str = " and ";

/// Cuts two names that the tagger took for one, and joins the halves of one that it cut. The drafts stand in the order
/// of the text, and do so afterwards.
pub(super) fn mend(words: &Words, drafts: &mut Vec<Draft>) {
    let text = words.text;
    let joined =
        |draft: &Draft| draft.kind != EntityKind::Work && find(draft.span.slice(text), AND).is_some();
    if drafts.iter().any(joined) {
        let alone: FxHashSet<&str> = drafts.iter().map(|draft| draft.span.slice(text)).collect();
        let mut kept = Vec::with_capacity(drafts.len() + 1);
        for mut draft in std::mem::take(drafts) {
            if let Some(at) = seam(draft.span.slice(text), draft.kind, &alone) {
                let (start, end) = (draft.span.start(), draft.span.end());
                draft.span = Span::at(start, start + at);
                let second = Draft::new(Span::at(start + at + AND.len(), end), draft.kind);
                kept.push(draft);
                kept.push(second);
            } else {
                kept.push(draft);
            }
        }
        *drafts = kept;
    }
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in std::mem::take(drafts) {
        match kept.last_mut() {
            Some(last) if is_half(text, last, &draft) => last.span = last.span.hull(draft.span),
            Some(last) if is_nicknamed(text, last, &draft) => {
                *last = Draft::new(last.span.hull(draft.span), EntityKind::Person);
            }
            Some(last) => match whole::whole(text, last, &draft) {
                Some(kind) => *last = Draft::new(last.span.hull(draft.span), kind),
                None => kept.push(draft),
            },
            None => kept.push(draft),
        }
    }
    *drafts = kept;
    let mut sentence = 0;
    for n in 0..drafts.len() {
        let span = drafts[n].span;
        while words.sentences.get(sentence).is_some_and(|held| held.end() <= span.start()) {
            sentence += 1;
        }
        let Some(within) = words.sentences.get(sentence).filter(|held| held.contains(span)) else { continue };
        let free = drafts.get(n + 1).map_or(within.end(), |next| next.span.start().min(within.end()));
        let taken = n.checked_sub(1).map_or(0, |last| drafts[last].span.end());
        let is_free = |bytes: usize| taken + bytes <= span.start();
        let rest = text.get(span.end()..free).unwrap_or_default();
        let length = match drafts[n].kind {
            EntityKind::Organization if is_listed(&FOREIGN, span.slice(text)) => particles(rest),
            EntityKind::Organization => partners(rest).or_else(|| {
                charge(span.slice(text), rest).filter(|&length| {
                    !joint::is_title_case(text, within.start(), Span::at(span.start(), span.end() + length))
                })
            }),
            EntityKind::Person => particles(rest),
            _ => None,
        };
        if let Some(length) = length {
            drafts[n].span = Span::at(span.start(), span.end() + length);
        }
        if matches!(drafts[n].kind, EntityKind::Person | EntityKind::Place)
            && opens_any(span.slice(text), &["La ", "Las ", "Los "])
            && text[within.start()..span.start()].ends_with("De ")
            && is_free(3)
        {
            drafts[n].span = Span::at(span.start() - 3, span.end());
            drafts[n].kind = EntityKind::Person;
        } else if drafts[n].kind == EntityKind::Place
            && let Some(before) = text[within.start()..span.start()].strip_suffix(' ')
            && let Some(point) = before.spaced().next_back().filter(|word| is_listed(&POINTS, word))
            && (lower::is_state(&span.slice(text).to_lowercase())
                || point.len() < before.len() && !joint::is_title_case(text, within.start(), span))
            && is_free(1 + point.len())
        {
            drafts[n].span = Span::at(span.start() - 1 - point.len(), span.end());
        } else if drafts[n].kind == EntityKind::Place
            && let Some(before) = text[within.start()..span.start()].strip_suffix(" of ")
            && let Some(water) = before.spaced().next_back().filter(|word| is_listed(&WATERS, word))
            && is_free(" of ".len() + water.len())
        {
            drafts[n].span = Span::at(span.start() - " of ".len() - water.len(), span.end());
        }
    }
}

/// "{Ada} 'Fell' {Quill}": one person with her nickname.
fn is_nicknamed(text: &str, first: &Draft, second: &Draft) -> bool {
    let single = |draft: &Draft| !draft.span.slice(text).contains(' ');
    let kinds =
        matches!(first.kind, EntityKind::Person | EntityKind::Place) && second.kind == EntityKind::Person;
    let gap = text.get(first.span.end()..second.span.start()).unwrap_or_default();
    let inside = gap
        .strip_prefix(" '")
        .and_then(|rest| rest.strip_suffix("' "))
        .or_else(|| gap.strip_prefix(" ‘").and_then(|rest| rest.strip_suffix("’ ")));
    kinds
        && single(first)
        && inside.is_some_and(|name| {
            name.len() < 24
                && name.starts_with(char::is_uppercase)
                && name.chars().all(|c| c.is_alphabetic() || c == ' ')
        })
}

/// Words that open the names of bodies in other languages: "Banco do Fell".
static FOREIGN: Listed = Listed::new(|| {
    listed("Banca Banco Banque Casa Grupo Instituto Partido Real Sociedad Universidad Universidade")
});

/// How much more of a text is "and Co.", of a company's name.
fn partners(rest: &str) -> Option<usize> {
    [" and Company", " and Co", " & Co"]
        .iter()
        .find(|words| {
            rest.strip_prefix(**words).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
        })
        .map(|words| words.len() + usize::from(rest[words.len()..].starts_with('.') && words.ends_with("Co")))
}

/// Where in a land a part of it lies: "{Southern} California".
static POINTS: Listed = Listed::new(|| {
    listed(
        "Central Eastern Northeastern Northern Northwestern Southeastern Southern Southwestern Upper Western",
    )
});

/// What makes a place's name of a land's: "Sea of {Fell}".
static WATERS: Listed = Listed::new(|| listed("Bay Cape Gulf Isle Isles Sea Strait Straits"));

/// How much more of a text is what a body has charge of: "{Fell Board} of Ports", "{Institute of Clay} and Running
/// Water". `rest` is the text up to the next name.
fn charge(name: &str, rest: &str) -> Option<usize> {
    if !rest.starts_with(" of ") && !rest.starts_with(AND) {
        return None;
    }
    let first = name.spaced().next().unwrap_or_default();
    let last = name.spaced().next_back().unwrap_or_default();
    let head =
        |word: &str| gazetteer::organization_word(word) == Some(OrganizationWord::Head) || key::is_body(word);
    let charged = || {
        [" of ", " for ", " on "]
            .iter()
            .find_map(|word| name.split_once(word))
            .is_some_and(|(body, _)| body.spaced().any(head) && !body.contains(AND))
    };
    let list = if name.contains(' ') && head(last) && first != last && !name.contains(" of ") {
        rest.strip_prefix(" of ")?
    } else if charged() && !name.contains(AND) && (head(first) || name.contains(" Institute ")) {
        rest.strip_prefix(AND)?
    } else {
        return None;
    };
    let mut end = 0;
    let mut at = 0;
    for word in list.split_inclusive(' ').take(4) {
        let bare = word.trim_end_matches([' ', ',', '.', ';', ':', '\'', '’', '\n']);
        let capital = bare.starts_with(char::is_uppercase) && bare.chars().all(char::is_alphabetic);
        if capital {
            end = at + bare.len();
        } else if bare != "and" {
            break;
        }
        at += word.len();
        if bare.len() + 1 != word.len() || !word.ends_with(' ') {
            break;
        }
    }
    let found = &list[..end];
    // Titles and well-known names are no charge.
    let own = !found.is_empty()
        && found.spaced().all(|word| {
            gazetteer::title(&[word]).is_none()
                && gazetteer::known(word).is_none()
                && gazetteer::calendar(word).is_none()
        });
    own.then_some(rest.len() - list.len() + end)
}

/// How much more of a text is a surname with its particles: "{Erik} ten Hag".
fn particles(rest: &str) -> Option<usize> {
    let mut at = 1;
    let mut words = rest.strip_prefix(' ')?.spaced();
    let mut word = words.next()?;
    if !title_words::is_particle(word) {
        return None;
    }
    while title_words::is_particle(word) {
        at += word.len() + 1;
        word = words.next()?;
    }
    let length = word.find(|c: char| !(c.is_alphabetic() || c == '-')).unwrap_or(word.len());
    let surname =
        length > 1 && word.starts_with(char::is_uppercase) && gazetteer::country(&word[..length]).is_none();
    surname.then_some(at + word[..length].trim_end_matches('-').len())
}

/// Where a name is two: each half is named alone elsewhere or well known, or the first ends as a body's name does and
/// one word is left. The place of the "and".
fn seam(name: &str, kind: EntityKind, alone: &FxHashSet<&str>) -> Option<usize> {
    let at = (kind == EntityKind::Organization).then(|| find(name, AND)).flatten()?;
    let (first, second) = (&name[..at], &name[at + AND.len()..]);
    let is_known = |name: &str| alone.contains(name) || gazetteer::known(name).is_some();
    let single = !second.contains(' ') && key::is_telling(second);
    let ended = first.contains(' ')
        && !first.contains(" of ")
        && !first.contains(" for ")
        && first.spaced().next_back().is_some_and(key::is_body);
    let two = (is_known(first) || !first.contains(' ')) && is_known(second)
        || is_known(first) && !second.contains(' ') && !first.contains(' ');
    // "Quill and RBC"
    let letters = |name: &str| name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_uppercase());
    let initials = !first.contains(' ') && (letters(first) || letters(second));
    (single && (two || ended || initials) && gazetteer::known(name).is_none()).then_some(at)
}

/// Whether `next` is the rest of what `last` is for: "{Centre for Clay} and {Clean Water}".
fn is_half(text: &str, last: &Draft, next: &Draft) -> bool {
    let bodies = [last.kind, next.kind] == [EntityKind::Organization; 2];
    if !bodies || text.get(last.span.end()..next.span.start()) != Some(AND) {
        return false;
    }
    let name = last.span.slice(text);
    let Some((head, _)) = name.split_once(" for ").or_else(|| name.split_once(" on ")) else { return false };
    let opens = head.spaced().any(|word| gazetteer::organization_word(word) == Some(OrganizationWord::Head));
    let rest = next.span.slice(text);
    let plain =
        !rest.spaced().any(key::is_generic) && !rest.contains(AND) && gazetteer::known(rest).is_none();
    opens && plain && rest.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use nutgraf_core::Article;

    #[test]
    fn names_are_parted_joined_and_made_whole() {
        use EntityKind::{Group as G, Organization as O, Person as P, Place as L, Product as T};
        for (text, names, expected) in [
            (
                "the Foxes and Bears met; then Foxes",
                vec![("Foxes and Bears", O), ("Foxes", O)],
                vec!["Foxes", "Bears", "Foxes"],
            ),
            (
                "the Fell Tennis Federation and Korbos met",
                vec![("Fell Tennis Federation and Korbos", O)],
                vec!["Fell Tennis Federation", "Korbos"],
            ),
            (
                "the Fell Board of Ports and Locks met",
                vec![("Fell Board of Ports and Locks", O)],
                vec!["Fell Board of Ports and Locks"],
            ),
            ("Dead is Ada 'Fell' Quill, 36", vec![("Ada", L), ("Quill", P)], vec!["Ada 'Fell' Quill"]),
            (
                "Dead is Ada ‘Big Fell’ Quill, 36",
                vec![("Ada", P), ("Quill", P)],
                vec!["Ada ‘Big Fell’ Quill"],
            ),
            ("Then Elly De La Cruz met", vec![("Elly De", P), ("La Cruz", L)], vec!["Elly De La Cruz"]),
            ("Maria das Quill Fell", vec![("Maria", P), ("Quill Fell", P)], vec!["Maria das Quill Fell"]),
            ("Maria and Quill Fell", vec![("Maria", P), ("Quill Fell", P)], vec!["Maria", "Quill Fell"]),
            ("Then De Los Quills met", vec![("Los Quills", L)], vec!["De Los Quills"]),
            ("Ada De Los Quills met", vec![("Ada De", G), ("Los Quills", L)], vec!["Ada De", "Los Quills"]),
            ("Ada Quill La Cruz", vec![("Ada Quill", P), ("La Cruz", L)], vec!["Ada Quill", "La Cruz"]),
            (
                "Then Devon and Cornwall Police met",
                vec![("Devon", L), ("Cornwall Police", O)],
                vec!["Devon and Cornwall Police"],
            ),
            (
                "Fell and Lund NHS Trust met",
                vec![("Fell", L), ("Lund NHS Trust", O)],
                vec!["Fell and Lund NHS Trust"],
            ),
            (
                "Ada and Lund NHS Trust met",
                vec![("Ada", P), ("Lund NHS Trust", O)],
                vec!["Ada", "Lund NHS Trust"],
            ),
            (
                "Fell and Lund Council met",
                vec![("Fell", L), ("Lund Council", O)],
                vec!["Fell", "Lund Council"],
            ),
            ("Fell and Police met", vec![("Fell", L), ("Police", O)], vec!["Fell", "Police"]),
            ("a Christian Democrat met", vec![("Christian", G), ("Democrat", G)], vec!["Christian Democrat"]),
            ("a Fell Democrat met", vec![("Fell", G), ("Democrat", G)], vec!["Fell", "Democrat"]),
            ("a Boeing 737 met", vec![("Boeing", O), ("737", T)], vec!["Boeing 737"]),
            ("a Fell Lathe met", vec![("Fell", O), ("Lathe", T)], vec!["Fell", "Lathe"]),
            ("US Air Force F-15E", vec![("US Air Force", O), ("F-15E", T)], vec!["US Air Force", "F-15E"]),
            ("Then Ada 'met' Quill", vec![("Ada", P), ("Quill", P)], vec!["Ada", "Quill"]),
            ("then Quill and RBC met", vec![("Quill and RBC", O)], vec!["Quill", "RBC"]),
            ("the Lathes and Otters met", vec![("Lathes and Otters", O)], vec!["Lathes and Otters"]),
            (
                "the Centre for Clay and Clean Water met",
                vec![("Centre for Clay", O), ("Clean Water", O)],
                vec!["Centre for Clay and Clean Water"],
            ),
            (
                "the Centre for Clay and Fell Bank met",
                vec![("Centre for Clay", O), ("Fell Bank", O)],
                vec!["Centre for Clay", "Fell Bank"],
            ),
            (
                "then the Fell County Board of Locks met",
                vec![("Fell County Board", O)],
                vec!["Fell County Board of Locks"],
            ),
            (
                "then the Fell County Board of all boards met",
                vec![("Fell County Board", O)],
                vec!["Fell County Board"],
            ),
            (
                "then the National Institute of Clay and Running Water met",
                vec![("National Institute of Clay", O)],
                vec!["National Institute of Clay and Running Water"],
            ),
            (
                "then the Department of Clay and Ada met",
                vec![("Department of Clay", O), ("Ada", P)],
                vec!["Department of Clay", "Ada"],
            ),
            ("then Erik ten Quill spoke", vec![("Erik", P)], vec!["Erik ten Quill"]),
            ("then Ada van der Quill-Oda’s dog", vec![("Ada", P)], vec!["Ada van der Quill-Oda"]),
            ("then Banco do Fell lent", vec![("Banco", O)], vec!["Banco do Fell"]),
            ("then Ada Quill and Co. lent", vec![("Ada Quill", O)], vec!["Ada Quill and Co."]),
            ("then Ada Quill and Company lent", vec![("Ada Quill", O)], vec!["Ada Quill and Company"]),
            ("then Ada Quill and Cora lent", vec![("Ada Quill", O)], vec!["Ada Quill"]),
            ("then Ada le left", vec![("Ada", P)], vec!["Ada"]),
            (
                "in French Fellony and French Fell",
                vec![("French", G), ("Fellony", L), ("French", G), ("Fell", L)],
                vec!["French", "Fellony", "French", "Fell"],
            ),
            (
                "in Trinidad and Tobago, Norway and Tobago",
                vec![("Trinidad", L), ("Tobago", L), ("Norway", L), ("Tobago", L)],
                vec!["Trinidad and Tobago", "Norway", "Tobago"],
            ),
            (
                "at the Fell County Sheriff's Office, Fell County Fair",
                vec![("Fell County", L), ("Sheriff's Office", O), ("Fell County", L), ("Fair", O)],
                vec!["Fell County Sheriff's Office", "Fell County", "Fair"],
            ),
            (
                "a Southern California mill that was moved to a village in Western Norway",
                vec![("California", L), ("Norway", L)],
                vec!["Southern California", "Western Norway"],
            ),
            ("Southern Norway is wet but not so cold", vec![("Norway", L)], vec!["Norway"]),
            ("in the Gulf of Mexico", vec![("Gulf", L), ("Mexico", L)], vec!["Gulf of Mexico"]),
            ("in the Sea of Fell today", vec![("Fell", L)], vec!["Sea of Fell"]),
            (
                "in St. Ada’s Hospital and at Ada Quill Fell Hospital",
                vec![("St. Ada", L), ("Hospital", O), ("Ada Quill", P), ("Fell Hospital", O)],
                vec!["St. Ada’s Hospital", "Ada Quill Fell Hospital"],
            ),
            (
                "in Stella’s Hospital, as Ada Quill Fell Board",
                vec![("Stella", L), ("Hospital", O), ("Ada Quill", P), ("Fell Board", O)],
                vec!["Stella", "Hospital", "Ada Quill", "Fell Board"],
            ),
        ] {
            let mut from = 0;
            let mut drafts: Vec<Draft> = names
                .iter()
                .map(|(name, kind)| {
                    let at = from + text[from..].find(name).unwrap();
                    from = at + name.len();
                    Draft::new(Span::at(at, from), *kind)
                })
                .collect();
            let article =
                Article { text: text.to_owned(), sentences: vec![Span::of(text)], ..Article::default() };
            mend(&Words::of(&article), &mut drafts);
            let found: Vec<&str> = drafts.iter().map(|draft| draft.span.slice(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
