//! Which names of persons name one.

use nutgraf_core::EntityKind;
use nutgraf_tagger::gazetteer::{self, Field};
use rustc_hash::FxHashMap;

use super::draft::Draft;
use super::merge::{Group, join, root};

/// Given names and the short forms that certainly stand for them.
const NICKNAMES: [(&str, &str); 40] = [
    ("abe", "abraham"),
    ("al", "albert"),
    ("alex", "alexander"),
    ("andy", "andrew"),
    ("ben", "benjamin"),
    ("bernie", "bernard"),
    ("bill", "william"),
    ("bob", "robert"),
    ("bobby", "robert"),
    ("charlie", "charles"),
    ("chris", "christopher"),
    ("chuck", "charles"),
    ("dan", "daniel"),
    ("dave", "david"),
    ("dick", "richard"),
    ("don", "donald"),
    ("ed", "edward"),
    ("fred", "frederick"),
    ("greg", "gregory"),
    ("jeff", "jeffrey"),
    ("jim", "james"),
    ("jimmy", "james"),
    ("joe", "joseph"),
    ("ken", "kenneth"),
    ("larry", "lawrence"),
    ("liz", "elizabeth"),
    ("matt", "matthew"),
    ("mike", "michael"),
    ("mitch", "mitchell"),
    ("nick", "nicholas"),
    ("pat", "patrick"),
    ("pete", "peter"),
    ("rick", "richard"),
    ("rob", "robert"),
    ("ron", "ronald"),
    ("sam", "samuel"),
    ("steve", "stephen"),
    ("ted", "edward"),
    ("tim", "timothy"),
    ("tom", "thomas"),
];

/// A name's words without "Jr." and the like.
fn bare(words: &[String]) -> &[String] {
    let kept = words
        .iter()
        .rposition(|word| !["jr", "sr", "ii", "iii", "iv"].contains(&word.as_str()))
        .map_or(0, |at| at + 1);
    &words[..kept]
}

/// Merges the names of one person. Returns the single mentions that a title gives to another group than their name's
/// others: "Judge Marlow" where two Marlows are about.
pub(super) fn merge(text: &str, drafts: &[Draft], groups: &mut [Group]) -> Vec<(usize, usize)> {
    let persons: Vec<usize> = (0..groups.len()).filter(|&n| groups[n].kind == EntityKind::Person).collect();
    let mut last: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut first: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for &n in &persons {
        if let [head, .., tail] = bare(&groups[n].words) {
            first.entry(head.clone()).or_default().push(n);
            last.entry(tail.clone()).or_default().push(n);
        }
    }
    let none = Vec::new();
    // Two full names of one person: "Joe Marlow" and "Joseph R. Marlow Jr.".
    for &n in &persons {
        let [_, .., tail] = bare(&groups[n].words) else { continue };
        let held = last.get(tail).unwrap_or(&none);
        let mut same: Vec<usize> = held
            .iter()
            .take(32)
            .filter(|&&m| m != n && is_same(bare(&groups[n].words), bare(&groups[m].words)))
            .map(|&m| root(groups, m))
            .collect();
        same.sort_unstable();
        same.dedup();
        if let [only] = same[..] {
            join(groups, n, only);
        }
    }
    let mut moved = Vec::new();
    for &n in &persons {
        let words = bare(&groups[n].words);
        let Some((head, tail)) = words.first().zip(words.last()) else { continue };
        let mut ends = candidates(groups, last.get(tail).unwrap_or(&none), n, |long| long.ends_with(words));
        let begins = candidates(groups, first.get(head).unwrap_or(&none), n, |long| long.starts_with(words));
        // A name that is the end of one person's and the head of another's is either's.
        for begin in begins {
            if !ends.contains(&begin)
                && (ends.is_empty() || family_first(groups[begin].printed).is_some() || words.len() > 1)
            {
                ends.push(begin);
            }
        }
        match ends[..] {
            [] => {}
            [only] => join(groups, n, only),
            _ => {
                for &draft in &groups[n].drafts {
                    if let Some(one) = by_title(text, drafts, groups, draft, &ends) {
                        moved.push((draft, one));
                    }
                }
            }
        }
    }
    moved
}

/// The longer names of which `n` is a part, merged ones once.
fn candidates(groups: &[Group], held: &[usize], n: usize, fits: impl Fn(&[String]) -> bool) -> Vec<usize> {
    let length = bare(&groups[n].words).len();
    let mut found: Vec<usize> = held
        .iter()
        .take(64)
        .filter(|&&m| m != n && bare(&groups[m].words).len() > length && fits(bare(&groups[m].words)))
        .map(|&m| root(groups, m))
        .collect();
    found.sort_unstable();
    found.dedup();
    // One that is merged already is no other.
    let own = root(groups, n);
    found.retain(|&m| m != own);
    found
}

/// The family name of a name whose form says that it stands first: "Lu Mei-an".
pub(super) fn family_first(name: &str) -> Option<&str> {
    let (family, given) = name.split_once(' ')?;
    let (_, rest) = given.split_once('-')?;
    (rest.starts_with(char::is_lowercase) && !given.contains(' ')).then_some(family)
}

/// Whether two full names with one surname are one person's: the given names of one are among the other's, by an
/// initial or a certain short form.
fn is_same(one: &[String], other: &[String]) -> bool {
    let (Some((_, one)), Some((_, other))) = (one.split_last(), other.split_last()) else { return false };
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let (Some(head), Some(first)) = (short.first(), long.first()) else { return false };
    if !is_given(head, first) {
        return false;
    }
    let mut rest = long[1..].iter();
    short[1..].iter().all(|word| rest.any(|other| is_given(word, other)))
}

fn is_given(one: &str, other: &str) -> bool {
    let initial = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
    let nick = |a: &str, b: &str| NICKNAMES.iter().any(|&(short, full)| a == short && b == full);
    one == other || initial(one, other) || initial(other, one) || nick(one, other) || nick(other, one)
}

/// The one candidate that a mention's titles fit: one has the same title elsewhere.
fn by_title(text: &str, drafts: &[Draft], groups: &[Group], draft: usize, among: &[usize]) -> Option<usize> {
    let titles = |n: usize| drafts[n].titles.iter().map(|span| span.slice(text).to_lowercase());
    let own: Vec<String> = titles(draft).filter(|title| !is_common(title)).collect();
    if own.is_empty() {
        return None;
    }
    let mut fitting = among.iter().copied().filter(|&m| {
        (0..groups.len())
            .filter(|&g| root(groups, g) == m)
            .any(|g| groups[g].drafts.iter().any(|&n| titles(n).any(|title| own.contains(&title))))
    });
    let found = fitting.next()?;
    fitting.next().is_none().then_some(found)
}

/// A title that says nothing of an office: Mr, Dr.
fn is_common(title: &str) -> bool {
    gazetteer::title(&[title]).is_some_and(|title| title.field == Field::Honorific)
}
