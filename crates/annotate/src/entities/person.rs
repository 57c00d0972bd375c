//! Which names of persons name one.

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer::{self, Field, Gender};
use rustc_hash::{FxHashMap, FxHashSet};

use super::calling::is_trade;
use super::draft::{Draft, opens_any};
use super::merge::{Group, join, root};
use super::spaced::Spaced as _;

/// What stands after a surname.
const GENERATIONS: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];

/// A name's words without "Jr." and the like.
fn bare(words: &[String]) -> &[String] {
    let kept = words.iter().rposition(|word| !GENERATIONS.contains(&word.as_str())).map_or(0, |at| at + 1);
    &words[..kept]
}

/// What tells a name's bearer from his father or his son.
fn generation(words: &[String]) -> Option<&str> {
    words[bare(words).len()..].first().map(String::as_str)
}

/// Whether two full names with one surname are a father's and a son's: they are marked as of two generations, or only
/// one is, and not at once: a writer who has printed "Ada Quill" and then "Ada Quill Jr." means two. A father is marked
/// because his son is about. A pope's number is no such mark.
fn are_kin(text: &str, drafts: &[Draft], one: &Group, other: &Group) -> bool {
    let first = |group: &Group| {
        let spans = group.drafts.iter().map(|&draft| drafts[draft].span);
        let is_whole = |span: &Span| !opens_any(&text[span.end()..], &[" Jr", ", Jr", " Sr", ", Sr"]);
        spans.filter(is_whole).min()
    };
    let apart = |marked: &Group, plain: &Group, mark: &str| {
        let plainly = first(plain).filter(|_| bare(marked.words) == plain.words);
        plainly
            .is_some_and(|at| mark == "sr" || mark == "jr" && first(marked).is_some_and(|marked| at < marked))
    };
    match (generation(one.words), generation(other.words)) {
        (None, None) => false,
        (Some(one), Some(other)) => one != other,
        (Some(mark), None) => apart(one, other, mark),
        (None, Some(mark)) => apart(other, one, mark),
    }
}

/// Of those who may be meant, the ones not told apart by "Jr." and the like from one of the others.
fn without_kin(groups: &[Group], among: &mut Vec<usize>) {
    let all = among.clone();
    let is_plain = |n: usize| generation(groups[n].words).is_none();
    among.retain(|&n| {
        let kin = |m: usize| m != n && is_plain(m) && is_same(bare(groups[n].words), bare(groups[m].words));
        is_plain(n) || !all.iter().any(|&m| kin(m))
    });
}

/// The surnames whose titles say that none of the persons in full is meant: "Mrs. Quill" is not Martin Quill. That "Mr.
/// Quill" is not Robbie Quill no list of given names can say.
pub(super) fn apart(text: &str, drafts: &[Draft], order: &[usize]) -> FxHashSet<usize> {
    // "Ms. Close" is Glenn Close herself, whatever her given name mostly is.
    let lady = |n: usize| {
        let mut titles = drafts[n].titles.iter().map(|title| title.slice(text));
        titles.any(|title| matches!(title, "Lady" | "Mrs" | "Mrs."))
    };
    let persons = || order.iter().copied().filter(|&n| drafts[n].kind == EntityKind::Person);
    let is_man = |n: usize, surname: &str| {
        let (first, rest) = drafts[n].span.slice(text).cut_first()?;
        let whole =
            rest.strip_suffix(surname).is_some_and(|middle| middle.is_empty() || middle.ends_with(' '));
        whole.then(|| gazetteer::given(first) == Some(Gender::Male))
    };
    persons()
        .filter(|&n| !drafts[n].span.slice(text).contains(' ') && lady(n))
        .filter(|&n| {
            let mut men = persons().filter_map(|m| is_man(m, drafts[n].span.slice(text))).peekable();
            men.peek().is_some() && men.all(|man| man)
        })
        .collect()
}

/// Merges the names of one person. Returns the single mentions that a title gives to another group than their name's
/// others: "Judge Marlow" where two Marlows are about.
pub(super) fn merge(text: &str, drafts: &[Draft], groups: &mut [Group]) -> Vec<(usize, usize)> {
    let persons: Vec<usize> =
        (0..groups.len()).filter(|&n| groups[n].kind == EntityKind::Person && !groups[n].apart).collect();
    let mut last: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut first: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for &n in &persons {
        if let [head, .., tail] = bare(groups[n].words) {
            first.entry(head.as_str()).or_default().push(n);
            last.entry(tail.as_str()).or_default().push(n);
        }
    }
    let none = Vec::new();
    // Two full names of one person: "Joe Marlow" and "Joseph R. Marlow Jr.".
    for &n in &persons {
        let [_, .., tail] = bare(groups[n].words) else { continue };
        let held = last.get(tail.as_str()).unwrap_or(&none);
        let mut same: Vec<usize> = held
            .iter()
            .take(32)
            .filter(|&&m| m != n && is_same(bare(groups[n].words), bare(groups[m].words)))
            .filter(|&&m| !are_kin(text, drafts, &groups[n], &groups[m]))
            .map(|&m| root(groups, m))
            .collect();
        same.sort_unstable();
        same.dedup();
        if let [only] = same[..] {
            join(groups, n, only);
        }
    }
    let mut doubtful = Vec::new();
    for &n in &persons {
        let words = bare(groups[n].words);
        let Some((head, tail)) = words.first().zip(words.last()) else { continue };
        let mut ends =
            candidates(groups, last.get(tail.as_str()).unwrap_or(&none), n, |long| long.ends_with(words));
        let begins =
            candidates(groups, first.get(head.as_str()).unwrap_or(&none), n, |long| long.starts_with(words));
        // A name that is the end of one person's and the head of another's is either's.
        for begin in begins {
            if !ends.contains(&begin)
                && (ends.is_empty() || family_first(groups[begin].printed).is_some() || words.len() > 1)
            {
                ends.push(begin);
            }
        }
        without_kin(groups, &mut ends);
        match ends[..] {
            [] => {}
            [only] => join(groups, n, only),
            _ => doubtful.extend(groups[n].drafts.iter().map(|&draft| (draft, ends.clone()))),
        }
    }
    by_title(text, drafts, groups, &doubtful)
}

/// The longer names of which `n` is a part, merged ones once.
fn candidates(groups: &[Group], held: &[usize], n: usize, fits: impl Fn(&[String]) -> bool) -> Vec<usize> {
    let length = bare(groups[n].words).len();
    let mut found: Vec<usize> = held
        .iter()
        .take(64)
        .filter(|&&m| m != n && bare(groups[m].words).len() > length && fits(bare(groups[m].words)))
        .map(|&m| root(groups, m))
        .collect();
    found.sort_unstable();
    found.dedup();
    // One that is merged already is no other.
    let own = root(groups, n);
    found.retain(|&m| m != own);
    found
}

/// Chinese family names of two letters, too short to be told from other words by themselves; those that are given names
/// elsewhere, as "Bo" is, are left out.
const SHORT: [&str; 8] = ["Gu", "Hu", "Li", "Qi", "Su", "Wu", "Xi", "Xu"];

/// The family name of a name that says itself that it stands first: "Lu Mei-an", "Xi Jinping".
pub(super) fn family_first(name: &str) -> Option<&str> {
    let (family, given) = name.cut_first()?;
    if SHORT.contains(&family) && !given.contains(' ') && !gazetteer::surname(given) {
        return Some(family);
    }
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
    let full = |name| -> &str { gazetteer::nickname(name).unwrap_or(name) };
    full(one) == full(other) || initial(one, other) || initial(other, one)
}

/// Of the mentions that could be several persons', those that a title gives to one: she alone has the office
/// elsewhere, or the given name that goes with "Mrs" where no other's may.
fn by_title(
    text: &str,
    drafts: &[Draft],
    groups: &[Group],
    doubtful: &[(usize, Vec<usize>)],
) -> Vec<(usize, usize)> {
    if doubtful.is_empty() {
        return vec![];
    }
    let titles = |n: usize| drafts[n].titles.iter().map(|span| span.slice(text).to_lowercase());
    let mut held: FxHashSet<(usize, String)> = FxHashSet::default();
    for (n, group) in groups.iter().enumerate().filter(|(_, group)| group.kind == EntityKind::Person) {
        held.extend(
            group.drafts.iter().flat_map(|&draft| titles(draft)).map(|title| (root(groups, n), title)),
        );
    }
    let order = Order::of(drafts, groups);
    let mut moved = Vec::new();
    for (draft, among) in doubtful {
        let offices: Vec<String> = titles(*draft).filter(|title| !is_common(title)).collect();
        let trades = offices.iter().all(|title| is_trade(title));
        let is_held = |m: usize| offices.iter().any(|title| held.contains(&(m, title.clone())));
        let mut holders: Vec<usize> = among.iter().copied().filter(|&m| is_held(m)).collect();
        if holders.is_empty() {
            // The "music director" is a "director".
            let nouns: Vec<&str> = offices.iter().filter_map(|title| title.spaced().next_back()).collect();
            let is_held = |m: usize| nouns.iter().any(|&noun| held.contains(&(m, noun.to_owned())));
            holders.extend(among.iter().copied().filter(|&m| is_held(m)));
        }
        let gender = titles(*draft).find_map(|title| gender_of(&title));
        let found = match (&holders[..], gender) {
            (&[only], _) => Some(only),
            (_, Some(gender)) => by_gender(groups, among, gender),
            // "Gov. {Quill}" is a governor, whoever was named first.
            _ if !trades => None,
            _ => order.whose(text, drafts, *draft, among),
        };
        moved.extend(found.map(|m| (*draft, m)));
    }
    moved
}

/// Where the persons are named first, and where the surnames stand alone.
struct Order<'g, 'a> {
    groups: &'g [Group<'a>],
    /// The first byte of a person's first mention, by the root of the groups.
    first: FxHashMap<usize, usize>,
    /// The group of a draft.
    home: FxHashMap<usize, usize>,
}

impl<'g, 'a> Order<'g, 'a> {
    fn of(drafts: &[Draft], groups: &'g [Group<'a>]) -> Self {
        let (mut first, mut home) = (FxHashMap::default(), FxHashMap::default());
        for (n, group) in groups.iter().enumerate().filter(|(_, group)| group.kind == EntityKind::Person) {
            for &draft in &group.drafts {
                let start = drafts[draft].span.start();
                first
                    .entry(root(groups, n))
                    .and_modify(|first: &mut usize| *first = start.min(*first))
                    .or_insert(start);
                home.insert(draft, n);
            }
        }
        Order { groups, first, home }
    }

    /// Who was named in full alone so far, or alone when the surname first stood by itself: a story goes on to call so
    /// whom it called so before another of the name came in.
    fn whose(&self, text: &str, drafts: &[Draft], draft: usize, among: &[usize]) -> Option<usize> {
        // "J {Quill}" and "J. {Quill}" are told from others by the initial.
        let before = text[..drafts[draft].span.start()].strip_suffix(' ').unwrap_or_default();
        let word = before.rsplit([' ', '\n', '(']).next().unwrap_or_default();
        if word.trim_end_matches('.').len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase()) {
            return None;
        }
        let mut named: Vec<(usize, usize)> =
            among.iter().filter_map(|&m| Some((*self.first.get(&m)?, m))).collect();
        named.sort_unstable();
        let (&[(first, only), (second, _)], _) = named.split_first_chunk()?;
        let alone = &self.groups[*self.home.get(&draft)?].drafts;
        let settled = alone.iter().any(|&draft| (first..second).contains(&drafts[draft].span.start()));
        settled.then_some(only)
    }
}

/// The one person whose given name has a gender, where all others' have the other.
fn by_gender(groups: &[Group], among: &[usize], gender: Gender) -> Option<usize> {
    let given = |m: usize| groups[m].printed.split_whitespace().next().and_then(gazetteer::given);
    let mut fitting = among.iter().copied().filter(|&m| given(m) == Some(gender));
    let found = fitting.next()?;
    let denied = |m: usize| given(m).is_some_and(|other| other != gender && other != Gender::Either);
    among.iter().all(|&m| m == found || denied(m)).then_some(found)
}

fn gender_of(title: &str) -> Option<Gender> {
    match title.trim_end_matches('.') {
        "mr" | "sir" | "lord" | "king" | "prince" => Some(Gender::Male),
        "mrs" | "ms" | "miss" | "lady" | "dame" | "queen" | "princess" => Some(Gender::Female),
        _ => None,
    }
}

/// A title that says nothing of an office: Mr, Dr.
fn is_common(title: &str) -> bool {
    gazetteer::title(&[title]).is_some_and(|title| title.field == Field::Honorific)
}
