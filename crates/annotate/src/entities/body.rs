//! Which names of organisations and places name one.

use std::collections::hash_map::Entry;

use nutgraf_core::EntityKind;
use nutgraf_tagger::gazetteer::{self, Known, OrganizationWord};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::acronym::capitalized;
use super::key::{self, is_generic, is_institution, is_telling};
use super::lower;
use super::merge::{Group, join, root};
use super::nature::is_storm;
use super::spaced::Spaced as _;
use crate::keyphrase;

/// A name without the words that only say what company it is: "quay toys inc" is "quay toys".
fn stem(words: &[String]) -> &[String] {
    let kept = words.iter().rposition(|word| !is_suffix(word)).map_or(words.len(), |at| at + 1);
    &words[..kept]
}

/// The legal forms of companies, but for "spa", which is a bath, too.
const FORMS: [&str; 12] = ["ag", "bhd", "co", "corp", "gmbh", "inc", "kk", "llc", "ltd", "nv", "plc", "sa"];

fn is_suffix(word: &str) -> bool {
    FORMS.contains(&word)
        || matches!(word, "company" | "corporation" | "group" | "holdings" | "limited" | "llp" | "sas" | "se")
}

/// Merges the short forms of organisations and places into the one name that they may be short for.
pub(super) fn merge(groups: &mut [Group]) {
    let mut stems: FxHashMap<(EntityKind, Vec<&str>), usize> =
        FxHashMap::with_capacity_and_hasher(groups.len(), FxBuildHasher);
    // The stems of companies whose legal form is printed: "Fell Corp." is no other company, whatever Fell Shipping is.
    let mut formed: FxHashSet<&[String]> = FxHashSet::default();
    for n in 0..groups.len() {
        if matches!(groups[n].kind, EntityKind::Organization | EntityKind::Place) && groups[n].of == n {
            let (kind, words) = (groups[n].kind, canonical(groups[n].kind, stem(groups[n].words)));
            if words.is_empty() {
                continue;
            }
            let own = stem(groups[n].words);
            if own.len() < groups[n].words.len() {
                formed.insert(own);
            }
            match stems.entry((kind, words)) {
                Entry::Occupied(first) => join(groups, n, *first.get()),
                Entry::Vacant(free) => {
                    free.insert(n);
                }
            }
        }
    }
    // The names that begin with a word, and those that end with one.
    let mut begin: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut end: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (n, group) in groups.iter().enumerate() {
        if group.kind == EntityKind::Organization
            && let [first, .., last] = group.words
        {
            begin.entry(first.as_str()).or_default().push(n);
            end.entry(last.as_str()).or_default().push(n);
        }
    }
    for n in 0..groups.len() {
        if groups[n].kind == EntityKind::Organization
            && groups[n].of == n
            && let Some(whole) = gazetteer::whole_body(groups[n].printed)
            && let Some(long) = (0..groups.len()).find(|&m| m != n && is_whole(&groups[m], whole))
        {
            join(groups, n, long);
        }
    }
    // The longer first: "Red Sox" is Boston's before it may be two that "Sox" is short for.
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|&n| std::cmp::Reverse(groups[n].words.len()));
    for n in order {
        if groups[n].kind != EntityKind::Organization || groups[n].of != n {
            continue;
        }
        let words = groups[n].words;
        let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
        let printed = groups[n].printed.split_whitespace().next().unwrap_or_default();
        let mut longer: Vec<usize> = Vec::new();
        let is_short = is_telling(printed) && first.chars().count() > 2
            || is_of(printed)
            || gazetteer::calendar(printed).is_some();
        if !formed.contains(words) && (words.len() > 1 || is_short) {
            let held = begin.get(first.as_str()).map_or(&[][..], Vec::as_slice);
            longer.extend(held.iter().take(32).filter(|&&m| m != n && is_short_for(&groups[n], &groups[m])));
        }
        if words.len() == 1 && is_of(printed) {
            // "the Bank" may be the World Bank as well as the Bank of Fell.
            let held = end.get(last.as_str()).map_or(&[][..], Vec::as_slice);
            longer.extend(held.iter().take(32).filter(|&&m| m != n));
        } else if longer.is_empty() {
            // "Air Force" of "US Air Force": a land before the name may be left out; and so may a club's city.
            let held = end.get(last.as_str()).map_or(&[][..], Vec::as_slice);
            let fits = |m: usize| match words.len() {
                1 if is_institution(groups[n].printed) => comes_before(&groups[m], &groups[n]),
                1 => lacks_city(&groups[n], &groups[m]),
                2 if ends_team(&groups[n], &groups[m]) => true,
                _ => lacks_land(&groups[n], &groups[m]),
            };
            longer.extend(held.iter().take(32).filter(|&&m| m != n && fits(m)));
        }
        let roots = longer.into_iter().map(|m| root(groups, m));
        let mut whole: Vec<usize> = roots.filter(|&m| m != n).collect();
        whole.sort_unstable();
        whole.dedup();
        if let [only] = whole[..] {
            join(groups, n, only);
        }
    }
}

/// The party that a name is one of several of.
fn party(group: &Group) -> Option<usize> {
    let words: [&str; 2] = match group.words {
        [one] => [one, ""],
        [one, two] => [one, two],
        _ => return None,
    };
    let party = match words {
        ["lib", "dem" | "dems"] | ["liberal", "democrat" | "democrats"] => 0,
        ["tory" | "tories" | "conservative" | "conservatives", ""] | ["tory" | "conservative", "party"] => 1,
        ["labour", "" | "party"] => 2,
        ["labor", "" | "party"] => 3,
        _ => return None,
    };
    matches!(group.kind, EntityKind::Group | EntityKind::Organization).then_some(party)
}

/// Merges the names of one party, whatever the kinds of its mentions.
pub(super) fn merge_parties(groups: &mut [Group]) {
    let mut firsts = [None; 4];
    for n in 0..groups.len() {
        if let Some(party) = party(&groups[n]) {
            match firsts[party] {
                Some(first) => join(groups, n, first),
                None => firsts[party] = Some(n),
            }
        }
    }
}

/// Merges a storm's name with and without what it is: "Hurricane Ada" and "Ada", when nobody else is called so.
pub(super) fn merge_storms(groups: &mut [Group]) {
    let storm = |group: &Group| {
        let (own, what) = group.words.split_last()?;
        (group.kind == EntityKind::Event && is_storm(what)).then(|| own.clone())
    };
    let storms: FxHashMap<String, usize> =
        groups.iter().enumerate().filter_map(|(n, group)| Some((storm(group)?, n))).collect();
    if storms.is_empty() {
        return;
    }
    for n in 0..groups.len() {
        if let [own] = groups[n].words
            && groups[n].of == n
            && let Some(&storm) = storms.get(own)
        {
            join(groups, n, storm);
        }
    }
}

/// Merges a product's name with and without its maker's: "Fell F30" and "the F30".
pub(super) fn merge_products(groups: &mut [Group]) {
    let makers: FxHashSet<String> = groups
        .iter()
        .filter(|group| group.kind == EntityKind::Organization)
        .map(|group| group.words.join(" "))
        .collect();
    let mut whole: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (n, group) in groups.iter().enumerate().filter(|(_, group)| group.kind == EntityKind::Product) {
        for at in 1..group.words.len().min(4) {
            if makers.contains(&group.words[..at].join(" ")) {
                whole.entry(model(&group.words[at..])).or_default().push(n);
            }
        }
        whole.entry(model(group.words)).or_default().push(n);
    }
    for n in 0..groups.len() {
        if groups[n].kind == EntityKind::Product
            && let Some(held) = whole.get(&model(groups[n].words))
            && let Some(&first) = held.first()
        {
            // Two makers' models of one name are two.
            let makers: FxHashSet<&String> = held
                .iter()
                .filter(|&&m| groups[m].words.len() > groups[n].words.len())
                .map(|&m| &groups[m].words[0])
                .collect();
            if makers.len() < 2 {
                join(groups, n, first);
            }
        }
    }
}

/// A model's name without the plural after a number: "f30s" is "f30".
fn model(words: &[String]) -> String {
    let name = words.join(" ");
    match name.strip_suffix('s').or_else(|| name.strip_suffix("'s")) {
        Some(one) if one.ends_with(|c: char| c.is_ascii_digit()) => one.to_owned(),
        _ => name,
    }
}

/// A name's words with its land by one name, a city without "City", a park, an ocean or a listed province without what
/// it is: but the city of a land's or a state's name is another place, New York's aside, where the city is the better
/// known; and an island or a county may lie about a city of its name.
fn canonical(kind: EntityKind, words: &[String]) -> Vec<&str> {
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        [ref own @ .., "city"] if kind == EntityKind::Place && !is_lands(own) => drop(words.pop()),
        [.., "national", "park"] if kind == EntityKind::Place && words.len() > 2 => {
            words.truncate(words.len() - 2);
        }
        [_, .., "ocean"] if kind == EntityKind::Place => words.truncate(words.len() - 1),
        [ref own @ .., "province"] if kind == EntityKind::Place && is_lands(own) => {
            words.truncate(words.len() - 1);
        }
        ["us", _, ..] if kind != EntityKind::Place => drop(words.splice(..1, ["united", "states"])),
        ["uk", _, ..] if kind != EntityKind::Place => drop(words.splice(..1, ["united", "kingdom"])),
        [.., "utd"] if kind == EntityKind::Organization => {
            words.pop();
            words.push("united");
        }
        ["un", _, ..] if kind != EntityKind::Place => drop(words.splice(..1, ["united", "nations"])),
        _ => {}
    }
    if let ["man" | "sheff" | "nottm", club @ ("united" | "city" | "wednesday" | "forest")] = words[..] {
        let city = match words[0] {
            "man" => "manchester",
            "sheff" => "sheffield",
            _ => "nottingham",
        };
        return vec![city, club];
    }
    words
}

/// Whether the words of a name in small letters are a land's or a state's: "mexico", "oklahoma". None are no city's.
fn is_lands(own: &[&str]) -> bool {
    let name = own.iter().map(|word| capitalized(word)).collect::<Vec<_>>().join(" ");
    own.is_empty()
        || own != ["new", "york"] && (gazetteer::place(&name).is_some() || lower::is_state(&own.join(" ")))
}

/// Whether one name is the head of another whose other words say what it is, or another person's name.
fn is_short_for(short: &Group, long: &Group) -> bool {
    if !long.words.starts_with(short.words) || long.words.len() <= short.words.len() {
        return false;
    }
    let rest: Vec<&str> = long.printed.split_whitespace().skip(short.words.len()).collect();
    // "the Bank" for "Bank of Fell", but not for "Bank One".
    if is_of(short.printed) {
        return rest.first() == Some(&"of");
    }
    // "BBC" is not "BBC News", but "IBM" is "IBM Corp.".
    let letters = short.printed.chars().all(|c| c.is_uppercase() || c == '.');
    let known = || {
        gazetteer::known(short.printed).is_some()
            || gazetteer::organization_word(short.printed) == Some(OrganizationWord::Agency)
    };
    let of_form = rest.last().is_some_and(|last| is_form(last));
    if letters && known() {
        return rest.iter().all(|word| gazetteer::organization_word(word) == Some(OrganizationWord::Suffix))
            || of_form && rest.iter().all(|word| is_generic(word));
    }
    // Besides its other names, a well-known company's are its services': "Google" is not "Google News" or "Google
    // Cloud".
    if gazetteer::known(short.printed).is_some()
        && gazetteer::known(long.printed) != Some(Known::Organization)
    {
        return gazetteer::may_be_left_out(&rest.join(" "));
    }
    // The White House is no Mr White's.
    if rest.iter().all(|word| is_generic(word)) {
        return rest != ["House"];
    }
    // "Ledger" for "Ledger Marlow", named in full before or with its legal form: but not for "Ledger North America" or
    // "Ledger of Fell".
    let own = &rest[..rest.len() - usize::from(of_form)];
    let plain = own.iter().all(|word| is_telling(word) && word.starts_with(char::is_uppercase));
    // A headline has the short form before the text has the whole one.
    let free = comes_before(long, short)
        || of_form
        || gazetteer::known(long.printed).is_some()
        || short.words.first().is_some_and(|word| !keyphrase::is_word(word));
    plain && own.len() == 1 && short.words.len() == 1 && free
}

/// Whether a word is a company's legal form: "Inc."
fn is_form(word: &str) -> bool {
    let word = word.to_lowercase().replace('.', "");
    word == "spa" || FORMS.contains(&word.as_str())
}

/// Whether bodies are called so for short whose names go on "of": "the Bank" of England.
fn is_of(word: &str) -> bool {
    ["Academy", "Bank", "Institute", "League", "Ministry", "Museum", "Society", "University"].contains(&word)
}

/// Whether a body's name is this whole one, with its legal form or its land besides or not: "US Federal Reserve".
fn is_whole(group: &Group, whole: &str) -> bool {
    let whole: Vec<String> = key::words(whole);
    let (own, whole) = (stem(group.words), stem(&whole));
    let without_land = || {
        own.split_first().is_some_and(|(land, rest)| rest == whole && (["us", "uk"].contains(&land.as_str())))
    };
    group.kind == EntityKind::Organization && (own == whole || without_land())
}

/// Whether a name was printed before its short form.
fn comes_before(long: &Group, short: &Group) -> bool {
    long.drafts.first() < short.drafts.first()
}

/// "Rovers" of "Fell Rovers", "Foxes" of "New Lund Foxes", named in full before; but "Labour" is not "Scottish Labour"
/// or "New Labour".
fn lacks_city(short: &Group, long: &Group) -> bool {
    let name = long.printed;
    let Some((city, club)) = name.cut_last() else { return false };
    let mut city = city.spaced();
    let first = city.next().unwrap_or_default();
    let (length, plain) = (long.words.len(), city.all(is_telling));
    let known = gazetteer::team(name);
    let told = is_telling(club)
        && (2..4).contains(&length)
        && plain
        && (is_telling(first) || length == 3)
        && first.chars().count() > 2
        && gazetteer::demonym(first).is_none();
    let day = gazetteer::calendar(club).is_some();
    // Headlines have the nickname before the text names a well-known club in full.
    let named = known && is_nickname(club) || (known || told) && comes_before(long, short);
    named && !day && long.words.ends_with(short.words)
}

/// Whether the last word of a club's name tells which it is: "Rockies", but not "United" or "League".
pub(super) fn is_nickname(word: &str) -> bool {
    is_telling(word) || word.ends_with('s') && !is_generic(word)
}

/// "Red Sox" of "Boston Red Sox".
fn ends_team(short: &Group, long: &Group) -> bool {
    gazetteer::team(long.printed) && long.words.len() > short.words.len() && long.words.ends_with(short.words)
}

fn lacks_land(short: &Group, long: &Group) -> bool {
    long.words.ends_with(short.words) && long.words.len() > short.words.len() && {
        let count = long.words.len() - short.words.len();
        let land: Vec<&str> = long.printed.split_whitespace().take(count).collect();
        gazetteer::country(&land.join(" ")).is_some()
            || matches!(land[..], ["UN" | "U.N."] | ["United", "Nations"])
            || count == 1 && gazetteer::demonym(land[0]).is_some()
    }
}
