//! Names of bodies that the tagger cut short: "Bank of {Fell}", "{Quay Toys}, Inc.", "Pell, {Garner & Sons}".

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer::{self, OrganizationWord};

use super::draft::{Draft, Listed, find, is_listed, listed};
use super::spaced::Spaced as _;
use super::{joint, key};
use crate::words::Words;

/// More heads that a place before them makes a body's name: "Fell Hospital". Others ("Forces", "News") may stand for
/// themselves in a headline.
const HOUSES: &str = "Academy Athletic Bank Board Church Club College Court Government Hospital Museum School Trust Union \
                      United Zoo";

/// These and the words of [`key::is_body`].
static HEADS: Listed = Listed::new(|| listed(HOUSES).words().chain(key::BODIES.words()).collect());

/// Heads that a place before them makes a body's name: "Fell University".
pub(super) fn is_body(word: &str) -> bool {
    is_listed(&HEADS, word)
}

/// Makes cut names whole. The drafts stand in the order of the text, and do so afterwards.
pub(super) fn mend(words: &Words, drafts: &mut Vec<Draft>) {
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    let mut queue = std::mem::take(drafts).into_iter().peekable();
    let mut sentence = 0;
    while let Some(mut draft) = queue.next() {
        while words.sentences.get(sentence).is_some_and(|held| held.end() <= draft.span.start()) {
            sentence += 1;
        }
        let within = words.sentences.get(sentence).copied().filter(|held| held.contains(draft.span));
        if let Some(within) = within {
            if let Some(end) = joint::right(words.text, within.end(), &draft) {
                let others = |next: &Draft| next.span.start() < end;
                if !queue.peek().is_some_and(|next| others(next) && next.kind != EntityKind::Person) {
                    while queue.next_if(others).is_some() {}
                    draft.span = Span::at(draft.span.start(), end);
                }
            }
            while let Some(end) = tail(words.text, within.start(), within.end(), &draft) {
                let taken = |next: &Draft| next.span.start() < end;
                // "Forests and Parks": a plural in a ministry's list is taken for a surname at times.
                let plural = |next: &Draft| {
                    let name = next.span.slice(words.text);
                    name.ends_with('s') && !name.contains(' ')
                };
                let whole = |next: &Draft| {
                    next.span.end() <= end && (next.kind != EntityKind::Person || plural(next))
                };
                if queue.peek().is_some_and(|next| taken(next) && !whole(next)) {
                    break;
                }
                while queue.next_if(taken).is_some() {}
                draft.span = Span::at(draft.span.start(), end);
                draft.kind = EntityKind::Organization;
            }
            if let Some(start) = joint::forename(words.text, &draft, kept.last()) {
                draft.span = Span::at(start, draft.span.end());
            }
            if let Some(start) = joint::left(words.text, within.start(), &draft, kept.last()) {
                take_before(&mut kept, &mut draft, start);
            }
            if let Some(start) = head(words.text, within.start(), draft.span, draft.kind) {
                // "{Carriers’ Union} of {Fell}": the body was found without its land.
                let body = kept.last().filter(|last| last.kind == EntityKind::Organization);
                let start = body
                    .filter(|last| last.span.end() > start)
                    .map_or(start, |last| start.min(last.span.start()));
                take_before(&mut kept, &mut draft, start);
                draft.kind = EntityKind::Organization;
            }
            if let Some(start) = partner(words.text, within.start(), &draft) {
                take_before(&mut kept, &mut draft, start);
            }
        }
        kept.push(draft);
    }
    *drafts = kept;
}

/// Lets a draft begin at `start`, in the place of those it then holds; one that only overlaps stops it.
fn take_before(kept: &mut Vec<Draft>, draft: &mut Draft, start: usize) {
    if kept.last().is_some_and(|last| last.span.end() > start && last.span.start() < start) {
        return;
    }
    while kept.pop_if(|last| last.span.start() >= start).is_some() {}
    draft.span = Span::at(start, draft.span.end());
}

pub(super) fn is_head(word: &str) -> bool {
    gazetteer::organization_word(word) == Some(OrganizationWord::Head)
}

/// Where the body begins that a name is said to belong to: "Bank of {Fell}", "Fell School of {Mines}".
fn head(text: &str, from: usize, name: Span, kind: EntityKind) -> Option<usize> {
    if !matches!(kind, EntityKind::Place | EntityKind::Organization) {
        return None;
    }
    let before = text.get(from..name.start())?;
    let before = before.strip_suffix(" of ").or_else(|| before.strip_suffix(" of the "))?;
    let at = before.trim_end_matches(char::is_alphanumeric).len();
    let held = before[..at].chars().next_back();
    let word = &before[at..];
    // "Port of {Fell Authority}": the name's own end says that it is a body.
    let port = kind == EntityKind::Organization
        && word.starts_with(char::is_uppercase)
        && !word.ends_with('s')
        && !matches!(word, "Result" | "Schedule" | "Score" | "Summary")
        && gazetteer::title(&[word]).is_none()
        // "Mary Johnson of the {Fell Court}" is a woman of it.
        && before[..at].trim_end().spaced().next_back().is_none_or(|first| gazetteer::given(first).is_none())
        && name.slice(text).spaced().next_back().is_some_and(is_body);
    ((is_head(word) || port) && held.is_none_or(char::is_whitespace)).then_some(())?;
    // The words that say which: "Reserve Bank of".
    let mut start = at;
    while let Some(rest) = before[..start].strip_suffix(' ') {
        let at = rest.trim_end_matches(|c: char| !c.is_whitespace()).len();
        let word = &rest[at..];
        let members = joint::members(word);
        let opens = at == 0 && members == word || word == "The" || word == "A";
        let own = word.starts_with(char::is_uppercase) && members.chars().all(char::is_alphabetic);
        if !own || opens || gazetteer::title(&[word]).is_some() || gazetteer::demonym(word).is_some() {
            break;
        }
        start = at;
    }
    Some(from + start)
}

/// Whether a word behind a name says that it is a company's, and nothing else.
fn is_company(word: &str) -> bool {
    matches!(word, "Corp" | "Corporation" | "Inc" | "LLC" | "Ltd" | "PLC" | "Plc")
}

/// Where a name ends if the words after it are its own.
fn tail(text: &str, from: usize, to: usize, draft: &Draft) -> Option<usize> {
    let end = draft.span.end();
    let rest = text.get(end..to)?;
    let word_end = |rest: &str| rest.find(|c: char| !(c.is_alphanumeric() || c == '&')).unwrap_or(rest.len());
    if draft.kind == EntityKind::Group || matches!(draft.kind, EntityKind::Event | EntityKind::Work) {
        return None;
    }
    if let Some(next) = rest.strip_prefix(", ") {
        for suffix in ["Inc.", "Inc", "Ltd.", "Ltd", "LLC", "LLP", "PLC", "N.V.", "S.A.", "Co."] {
            if next.strip_prefix(suffix).is_some_and(|after| !after.starts_with(char::is_alphanumeric)) {
                return Some(end + 2 + suffix.len());
            }
        }
        let name = draft.span.slice(text);
        if draft.kind == EntityKind::Organization && name.ends_with(" Corp") || name.ends_with(" Co") {
            // "Fell Corp, Taiwan (…)": the land is the name's when a bracket follows at once.
            let length = word_end(next);
            let after = ["'s", "’s"]
                .iter()
                .find_map(|own| next[length..].strip_prefix(own))
                .unwrap_or(&next[length..]);
            let bracket = after.strip_prefix(" (").and_then(|inside| inside.chars().next());
            let named = bracket.is_some_and(|c| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase());
            if named && gazetteer::country(&next[..length]).is_some() {
                return Some(end + 2 + length);
            }
        }
        return series(text, to, draft);
    }
    let next = rest.strip_prefix(' ')?;
    let length = word_end(next);
    let word = &next[..length];
    let suffix = gazetteer::organization_word(word) == Some(OrganizationWord::Suffix);
    if matches!(draft.kind, EntityKind::Organization | EntityKind::Person | EntityKind::Place)
        && let Some(length) = institution(next)
        && !joint::is_title_case(text, from, Span::at(draft.span.start(), end + 1 + length))
    {
        return Some(end + 1 + length);
    }
    let own = match draft.kind {
        EntityKind::Organization => suffix || is_body(word),
        EntityKind::Person => is_body(word) || is_company(word),
        EntityKind::Place => is_body(word) && !word.ends_with("Court") || is_company(word),
        _ => false,
    };
    let named = word.starts_with(char::is_uppercase) && !next[length..].starts_with('-');
    if own && named {
        return Some(end + 1 + length);
    }
    // "{Fell} Friendship Society": a word between the land and the head.
    let head = next[length..].strip_prefix(' ')?;
    let head = &head[..word_end(head)];
    let verb = word.ends_with('s') || word.ends_with("ed");
    let between = named && word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic()) && !verb;
    let end = end + 1 + length + 1 + head.len();
    let whole = Span::at(draft.span.start(), end);
    (draft.kind == EntityKind::Place
        && between
        && is_body(head)
        && gazetteer::title(&[word]).is_none()
        && !joint::is_title_case(text, from, whole))
    .then_some(end)
}

/// What stands between an institution's place or person and its own word.
static BETWEEN: Listed = Listed::new(|| {
    listed(
        "Area Boys Central Chief Children's Civil Community County Criminal District Federal General Girls \
         Government High International Level Magistrate Magistrate's Magistrates Magistrates' Medical \
         Memorial Military Municipal National Primary Provincial Referral Regional Science Secondary Senior \
         Specialist State Supreme Teaching Technical University",
    )
});

/// How much of a text is the rest of an institution's name: "{Fell} Teaching Hospital", "{Fell} Level 5 Hospital",
/// "{Fell} Magistrate's Court".
fn institution(rest: &str) -> Option<usize> {
    let mut length = 0;
    for (n, word) in rest.spaced().take(5).enumerate() {
        let own = word.trim_end_matches([',', '.', ';', ':', ')', '"', '”']);
        if n > 0 && matches!(own, "Academy" | "College" | "Court" | "Hospital" | "Polytechnic" | "School") {
            return Some(length + own.len());
        }
        let number = n > 0 && own.len() < 3 && own.bytes().all(|byte| byte.is_ascii_digit());
        if own.len() < word.len() || !(number || is_listed(&BETWEEN, &gazetteer::straight(own))) {
            break;
        }
        length += word.len() + 1;
    }
    None
}

/// The end of a ministry's list: "Department of {Ports}, Locks and Rivers", when nothing in it is a name by itself.
fn series(text: &str, to: usize, draft: &Draft) -> Option<usize> {
    let name = draft.span.slice(text);
    let (first, rest) = name.cut_first()?;
    if draft.kind != EntityKind::Organization
        || !is_head(first)
        || !rest.starts_with("of ") && !rest.starts_with("for ")
    {
        return None;
    }
    let list = text.get(draft.span.end()..to)?.strip_prefix(", ")?;
    let base = to - list.len();
    let (one, rest) = list.split_once(" and ")?;
    let capitals = |part: &str| {
        !part.is_empty()
            && part.split([' ', ',']).all(|word| word.is_empty() || word.starts_with(char::is_uppercase))
    };
    if one.len() > 60 || !capitals(one) || one.contains('.') {
        return None;
    }
    let mut end = 0;
    for word in rest.split_inclusive(' ').take(3) {
        let bare = word.trim_end_matches([' ', ',', '.', ';', ':']);
        if !bare.starts_with(char::is_uppercase) || !bare.chars().all(char::is_alphabetic) {
            break;
        }
        end += bare.len();
        if bare.len() + 1 != word.len() || !word.ends_with(' ') {
            break;
        }
        end += 1;
    }
    let last = rest[..end].trim_end();
    (!last.is_empty()).then(|| base + one.len() + " and ".len() + last.len())
}

/// Where a firm of partners begins: "Pell, {Garner & Sons}", "Pell, Garner and {Craik LLP}".
fn partner(text: &str, from: usize, draft: &Draft) -> Option<usize> {
    let name = draft.span.slice(text);
    let law = name.ends_with("LLP") || name.ends_with("LLC");
    let before = text.get(from..draft.span.start()).filter(|_| draft.kind == EntityKind::Organization)?;
    let joined = find(name, " & ").is_some() || law && find(name, " and ").is_some();
    let mut start = before.len();
    if law && !joined {
        let head = before.strip_suffix(" and ").or_else(|| before.strip_suffix(" & "))?;
        start = partner_before(head)?;
    } else if !joined {
        return None;
    }
    while let Some(at) = before[..start].strip_suffix(", ").and_then(partner_before) {
        start = at;
    }
    (start < before.len()).then_some(from + start)
}

/// Where the last word begins if it may be a partner's name.
fn partner_before(text: &str) -> Option<usize> {
    let at = text.trim_end_matches(|c: char| !c.is_whitespace()).len();
    let word = &text[at..];
    let named = word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
    (named && gazetteer::place(word).is_none() && gazetteer::calendar(word).is_none()).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use nutgraf_core::Article;

    fn mended(text: &str, names: &[(&str, EntityKind)]) -> Vec<String> {
        let article =
            Article { text: text.to_owned(), sentences: vec![Span::of(text)], ..Article::default() };
        let mut drafts: Vec<Draft> = names
            .iter()
            .map(|&(name, kind)| {
                let at = text.find(name).unwrap();
                Draft::new(Span::at(at, at + name.len()), kind)
            })
            .collect();
        mend(&Words::of(&article), &mut drafts);
        drafts.iter().map(|draft| draft.span.slice(text).to_owned()).collect()
    }

    #[test]
    fn names_are_made_whole() {
        use EntityKind::{Organization as O, Person as P, Place as L};
        for (text, names, expected) in [
            ("The Bank of Fell lent", vec![("Fell", L)], vec!["Bank of Fell"]),
            (
                "Then it lent to the Port of Fell Authority.",
                vec![("Fell", L)],
                vec!["Port of Fell Authority"],
            ),
            (
                "Judge Mary Johnson of the Fell Court ruled.",
                vec![("Mary Johnson", P), ("Fell Court", O)],
                vec!["Mary Johnson", "Fell Court"],
            ),
            (
                "Then it lent to the Port of Fell Authority.",
                vec![("Fell Authority", O)],
                vec!["Port of Fell Authority"],
            ),
            ("Then the Schedule of Fell Authority", vec![("Fell Authority", O)], vec!["Fell Authority"]),
            ("The Bakers’ Union of Fell met", vec![("Fell", L)], vec!["Bakers’ Union of Fell"]),
            (
                "They were treated for days in Fell Level 5 Hospital.",
                vec![("Fell", L)],
                vec!["Fell Level 5 Hospital"],
            ),
            (
                "Then the wards of the Ada Fell Teaching Hospital were shut.",
                vec![("Ada Fell", P)],
                vec!["Ada Fell Teaching Hospital"],
            ),
            (
                "They were charged before a Fell Chief Magistrate’s Court.",
                vec![("Fell", L)],
                vec!["Fell Chief Magistrate’s Court"],
            ),
            ("They were treated in Fell Level. Hospital was shut.", vec![("Fell", L)], vec!["Fell"]),
            ("They were treated by Fell General Hospitality.", vec![("Fell", L)], vec!["Fell"]),
            ("The Reserve Bank of Fell lent", vec![("Fell", L)], vec!["Reserve Bank of Fell"]),
            (
                "The Carriers’ Union of Fell met",
                vec![("Carriers’ Union", O), ("Fell", L)],
                vec!["Carriers’ Union of Fell"],
            ),
            (
                "Then the Lund-Fell Friendship Society closed its doors",
                vec![("Lund", L), ("Fell", L)],
                vec!["Lund-Fell Friendship Society"],
            ),
            ("Lund Seeks Council to Tax Boats", vec![("Lund", L)], vec!["Lund"]),
            ("Then the Fell City Government closed", vec![("Fell City", L)], vec!["Fell City Government"]),
            ("Then Fell University closed", vec![("Fell", L)], vec!["Fell University"]),
            ("Then Fell United won", vec![("Fell", P)], vec!["Fell United"]),
            ("Shares of Ada Quill Corp. fell", vec![("Ada Quill", P)], vec!["Ada Quill Corp"]),
            (
                "Then the Bakers’ Union of Fell asked again for better flour",
                vec![("Union of Fell", O)],
                vec!["Bakers’ Union of Fell"],
            ),
            ("Then Quay Toys, Inc. closed", vec![("Quay Toys", O)], vec!["Quay Toys, Inc."]),
            (
                "At CBC Corp, Taiwan's (台船) yard",
                vec![("CBC Corp", O), ("Taiwan", L)],
                vec!["CBC Corp, Taiwan"],
            ),
            ("CBC Corp, Taiwan and Japan", vec![("CBC Corp", O), ("Taiwan", L)], vec!["CBC Corp", "Taiwan"]),
            (
                "Pell, Garner & Sons bought",
                vec![("Pell", P), ("Garner & Sons", O)],
                vec!["Pell, Garner & Sons"],
            ),
            (
                "the Department of Ports, Locks and Rivers closed",
                vec![("Department of Ports", O)],
                vec!["Department of Ports, Locks and Rivers"],
            ),
            (
                "the Department of Ports, Locks and Rivers closed",
                vec![("Department of Ports", O), ("Rivers", P)],
                vec!["Department of Ports, Locks and Rivers"],
            ),
            (
                "the Department of Ports, Ada Quill and Otto Oda said",
                vec![("Department of Ports", O), ("Ada Quill", P), ("Otto Oda", P)],
                vec!["Department of Ports", "Ada Quill", "Otto Oda"],
            ),
            ("the mayor of Fell said", vec![("Fell", L)], vec!["Fell"]),
            ("Fell Forces Retreat", vec![("Fell", L)], vec!["Fell"]),
        ] {
            assert_eq!(mended(text, &names), expected, "{text}");
        }
    }
}
