//! Titles before a person's name.

use nutgraf_core::Span;
use nutgraf_tagger::gazetteer::{self, Field};

use super::calling::{callings, may_end, single};
use super::draft::{ends_any, find, is_listed, lower_in};
use super::spaced::Spaced as _;
use super::title_words::{CHARGES, KIN, QUALIFIERS, is_some_in};

/// Words of a title, at most.
pub(super) const LONGEST: usize = 10;

/// The words of a stretch of text: cut at white space, without the punctuation around them.
pub(super) fn words(text: &str, within: Span) -> Vec<Span> {
    let inside = within.slice(text);
    inside
        .split_whitespace()
        .map(|word| {
            let at = within.start() + (word.as_ptr() as usize - inside.as_ptr() as usize);
            Span::at(at, at + word.len())
        })
        .collect()
}

/// Whether a title says what a person is in office rather than by trade ("poet"), by chance ("witness") or to others
/// ("sister").
fn is_office(words: &[&str], field: Field) -> bool {
    let small = words.iter().all(|word| word.starts_with(char::is_lowercase));
    if small && words.len() == 1 && is_listed(&KIN, words[0]) {
        return false;
    }
    field != Field::Person
        || words.last().is_some_and(|word| {
            let word = word.to_lowercase();
            ["leader", "director", "adviser", "advisor", "staff", "nominee", "negotiator"]
                .contains(&word.as_str())
        })
}

pub(super) fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// The number of words of the title that opens `words`: qualifiers, charges, a noun of office, what it is of
/// ("deputy secretary of state", "Minister for Ports and Rivers"). Zero when there is none.
pub(super) fn opening(words: &[&str]) -> usize {
    if let ["Member", "of", ..] = words {
        return 1;
    }
    // "The Lord of the Rings" is no lord.
    if let ["Lord", "of", "the", ..] = words {
        return 0;
    }
    let mut at = 0;
    loop {
        let rest = &words[at.min(words.len())..];
        let Some(first) = rest.first() else { return 0 };
        // "under fire Mr Quill"
        if at > 0 && is_some_in(&CHARGES, words[at - 1]) && is_honorific(first) {
            return 0;
        }
        if let Some(title) =
            gazetteer::title(rest).filter(|title| is_office(&rest[..title.words], title.field))
        {
            let mut end = at + title.words;
            // "police chief", "finance director": the noun of office follows.
            while let Some(next) = words.get(end).filter(|_| end < at + 4) {
                if gazetteer::title(&words[end..]).is_some_and(|more| more.field != Field::Honorific)
                    && !is_honorific(words[end - 1])
                    && !lower_in(&KIN, next)
                    && !next.ends_with('.')
                    && next.starts_with(char::is_lowercase) == words[end - 1].starts_with(char::is_lowercase)
                {
                    end += 1;
                } else if is_some_in(&QUALIFIERS, words[end - 1])
                    && is_some_in(&CHARGES, next)
                    && gazetteer::title(words.get(end + 1..).unwrap_or_default()).is_some()
                {
                    // "chief cabinet secretary"
                    end += 2;
                } else {
                    break;
                }
            }
            return end;
        }
        if at < 5 && (is_some_in(&QUALIFIERS, first) || is_some_in(&CHARGES, first)) {
            at += 1;
        } else {
            return 0;
        }
    }
}

/// Whether a word is a title or qualifies one ("Former").
pub(super) fn is_title_word(word: &str) -> bool {
    gazetteer::title(&[word]).is_some() || is_some_in(&QUALIFIERS, word)
}

fn is_honorific(word: &str) -> bool {
    gazetteer::title(&[word]).is_some_and(|title| title.field == Field::Honorific)
}

/// How many words after a title say what it is of: "of State", "for Ports and Rivers". Only capitalised ones.
pub(super) fn charge(words: &[&str]) -> usize {
    if !matches!(words.first(), Some(&("of" | "for"))) {
        return 0;
    }
    let mut end = 0;
    for (n, word) in words.iter().enumerate().skip(1) {
        match *word {
            "of" | "and" | "the" | "for" | "&" => {}
            word if is_capital(word) && !is_honorific(word) && !is_described(word) => end = n + 1,
            _ => break,
        }
    }
    // "Director of the Harbour Safety {agency}"; but a spokesman for the {EU trade commissioner} is one for a person.
    let holder = |word: &&str| gazetteer::title(&[*word]).is_some() && !is_honorific(word);
    match words.get(end).filter(|_| end > 0) {
        Some(house) if is_house(house) => end + 1,
        Some(next)
            if holder(next) || words.get(end + 1).is_some_and(holder) && is_some_in(&CHARGES, next) =>
        {
            0
        }
        _ if words[0] == "for" && end > 0 && holder(&words[end - 1]) => 0,
        _ => end,
    }
}

/// Whether a word is what one has charge of, in small letters: "Director of the Harbour Safety {agency}".
fn is_house(word: &str) -> bool {
    matches!(
        word,
        "agency" | "board" | "commission" | "committee" | "council" | "department" | "ministry" | "office"
    )
}

/// "AI-powered", "Lund-based": what says how something is, not what.
fn is_described(word: &str) -> bool {
    word.rsplit_once('-')
        .is_some_and(|(_, last)| last.ends_with("ed") && last.starts_with(char::is_lowercase))
}

pub(super) fn is_land(word: &str) -> bool {
    gazetteer::country(word).is_some() || gazetteer::demonym(word).is_some()
}

/// How many words at the head of a title name a land: "US" or "South Korean".
pub(super) fn land(words: &[&str]) -> usize {
    match words {
        [first, second, ..]
            if (gazetteer::opens_land(first) || matches!(*first, "the" | "The"))
                && is_capital(second)
                && is_land(&format!("{first} {second}")) =>
        {
            2
        }
        [first, ..] => usize::from(is_land(first)),
        [] => 0,
    }
}

/// What makes another place of a land's name: "North America", "Northern Ireland".
const PARTS: [&str; 9] =
    ["Central", "East", "Equatorial", "Latin", "New", "North", "Northern", "South", "West"];

/// The titles before a person's name: "US Deputy Secretary of State", or "the bank's chairman," with a comma.
/// `from` is where the search may begin (the sentence's start or the end of the last person).
pub(super) fn before(text: &str, from: usize, name: Span) -> Vec<Span> {
    let gap = Span::at(from, name.start());
    let Some(inside) = text.get(gap.range()).filter(|gap| gap.ends_with(char::is_whitespace)) else {
        return vec![];
    };
    let tail = tail_of(inside);
    let Some(last) = tail.split_whitespace().next_back() else { return vec![] };
    let bare = last.strip_suffix(',');
    if !may_end_title(bare.unwrap_or(last), tail) {
        return vec![];
    }
    let mut spans = words(text, Span::at(name.start() - tail.len(), name.start()));
    let apposed = bare.is_some();
    if apposed && let Some(last) = spans.last_mut() {
        *last = Span::at(last.start(), last.end() - 1);
    }
    // Nothing before a stop or comma belongs to the title, nor an opening mark to its word.
    let mut start = 0;
    for (n, span) in spans.iter_mut().enumerate() {
        let word = span.slice(text);
        let open = word.len() - word.trim_start_matches(['“', '"', '‘', '\'', '(', '—', '[']).len();
        if open > 0 {
            start = n;
            *span = Span::at(span.start() + open, span.end());
        } else if word.ends_with([',', ';', ':', ')', '”', '"', '—', '?', '!']) {
            start = n + 1;
        }
    }
    let spans = &spans[start.min(spans.len())..];
    let all: Vec<&str> = spans.iter().map(|word| word.slice(text)).collect();
    for at in 0..all.len() {
        // A "free agent" is a player without a club, a "best actor" a prize.
        let prize = || ["best", "Best", "supporting"].contains(&all[at - 1]);
        if all[at] == "Then" || at > 0 && (all[at - 1] == "free" && all[at] == "agent" || prize()) {
            continue;
        }
        let opens = at == 0 && spans[0].start() == from;
        let Some(titles) = parse(&all[at..], opens) else { continue };
        let after = &text[name.end()..];
        let closed = match article(&all[..at]) {
            Article::None => opens && after.starts_with(','),
            Article::Indefinite => after.starts_with([',', '.']),
            Article::Definite => after.starts_with([',', '.', ' ']) && !after.starts_with(" and"),
        };
        if apposed && !closed {
            return vec![];
        }
        // "the South Korean president", but "the British {composer}".
        let part = |n: usize| n > 0 && PARTS.contains(&all[n - 1]) || opening(&all[at..]) == 0;
        let land = at.checked_sub(1).filter(|&n| !apposed && is_land(all[n]) && !part(n));
        // "South Sudan President"
        let long = at.checked_sub(2).filter(|&n| !apposed && is_land(&all[n..at].join(" ")));
        // "Inland Affairs Minister", "White House adviser"
        let whole = at.checked_sub(1).filter(|&n| match all[at] {
            "Affairs" => is_capital(all[n]) && (n > 0 || spans[0].start() != from) && !is_owner(all[n]),
            "House" => all[n] == "White",
            _ => false,
        });
        let first_word = long.or(land).or(whole).unwrap_or(at);
        return titles
            .iter()
            .map(|&(first, last)| {
                let first = if first == 0 { first_word } else { at + first };
                spans[first].hull(spans[at + last])
            })
            .collect();
    }
    vec![]
}

/// "bank's", "banks’"
fn is_owner(word: &str) -> bool {
    ends_any(word, &["'s", "’s", "s'", "s’"])
}

/// What stands before a title that has the name behind it in commas.
enum Article {
    None,
    Indefinite,
    Definite,
}

/// The article or the owner before a title; the name of a body and words such as "new" may stand between: "the new
/// {chairman}", "the Fell County {fire chief}".
fn article(before: &[&str]) -> Article {
    let mut passed = false;
    for word in before.iter().rev().take(5) {
        let definite = ["the", "its", "his", "her", "their", "our", "my"];
        if is_owner(word) || definite.iter().any(|article| word.eq_ignore_ascii_case(article)) {
            return Article::Definite;
        }
        if matches!(*word, "a" | "an" | "A" | "An" | "another") {
            return Article::Indefinite;
        }
        if !passed && is_land(word) {
            return Article::Definite;
        }
        if !is_capital(word)
            && !["current", "longtime", "long-time", "new", "newly", "then", "veteran"].contains(word)
        {
            break;
        }
        passed = true;
    }
    Article::None
}

/// The title that several persons share, printed before the first: "{producer}s Ada Quill and Oda Fell".
pub(super) fn several(text: &str, from: usize, name: Span) -> Option<Span> {
    let gap = Span::at(from, name.start());
    let inside = text.get(gap.range())?.strip_suffix(' ')?;
    let one = single(inside.rsplit(|c: char| !(c.is_alphanumeric() || c == '-')).next()?)?;
    let tail = tail_of(inside);
    let mut spans = words(text, Span::at(from + inside.len() - tail.len(), from + inside.len()));
    let last = spans.pop()?;
    spans.push(Span::at(last.end() - 1 - one.len(), last.end() - 1));
    let start =
        spans.iter().rposition(|word| word.slice(text).ends_with([',', ';', ':', ')', '”', '"', '.']));
    let spans = &spans[start.map_or(0, |at| at + 1)..];
    let all: Vec<&str> = spans.iter().map(|word| word.slice(text)).collect();
    let at =
        (0..all.len()).find(|&at| callings(&all[at..], at == 0) == all.len() - at && all[at] != "Then")?;
    Some(spans[at].hull(*spans.last()?))
}

/// Whether a word may be the last of a title: a quick look before the thorough one.
fn may_end_title(word: &str, tail: &str) -> bool {
    let word = word.trim_start_matches(['“', '"', '‘', '\'', '(', '—', '[']);
    let charged = || find(tail, " of ").is_some() || find(tail, " for ").is_some();
    match word.chars().next() {
        Some(c) if c.is_uppercase() => may_end(word) || charged(),
        Some(_) => {
            may_end(word)
                || ["staff", "state", "exchequer", "elect"].contains(&word)
                || is_house(word) && charged()
        }
        None => false,
    }
}

/// A title with the land before it, which the tagger left to itself: "US President".
pub(super) fn with_land(text: &str, from: usize, title: Span) -> Span {
    let gap = Span::at(from, title.start());
    let Some(before) = gap.slice(text).strip_suffix(' ') else { return title };
    let word = |before: &str| before.trim_end_matches(|c: char| !c.is_whitespace()).len();
    let at = word(before);
    let two = word(before[..at].trim_end());
    match [two, at].into_iter().find(|&at| is_land(&before[at..])) {
        Some(at) => Span::at(from + at, title.end()),
        None => title,
    }
}

/// A title without the company's last word that reads as a part of it: "Fell {Energy CEO}". What a minister has charge
/// of stays.
pub(super) fn without_company(text: &str, title: Span, company: Span) -> Span {
    let inside =
        company.start() < title.start() && title.start() < company.end() && company.end() < title.end();
    if !inside {
        return title;
    }
    let rest = Span::at(company.end(), title.end()).trim(text);
    let noun = rest.slice(text).spaced().next_back().unwrap_or_default();
    let runs = gazetteer::title(&[noun]).is_some_and(|title| {
        matches!(
            title.field,
            Field::Business | Field::Head | Field::Local | Field::Military | Field::Police | Field::Press
        )
    });
    if runs { rest } else { title }
}

/// The last words of a text, as many as a title may have.
fn tail_of(text: &str) -> &str {
    let kept = text.trim_end();
    let mut left = LONGEST;
    for (at, &byte) in kept.as_bytes().iter().enumerate().rev() {
        let space = match byte {
            b'\t'..=b'\r' | b' ' => true,
            // The first byte of a wider character.
            0xC0.. => kept[at..].starts_with(char::is_whitespace),
            _ => false,
        };
        left -= usize::from(space);
        if left == 0 {
            return &text[at..];
        }
    }
    text
}

/// Reads words as nothing but titles: the first and last word of each. None when something is left over.
fn parse(words: &[&str], opens: bool) -> Option<Vec<(usize, usize)>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let mut length = callings(&words[at..], opens && at == 0);
        if length == 0 {
            return None;
        }
        length += charge(&words[at + length..]);
        found.push((at, at + length - 1));
        at += length;
    }
    (!found.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles_before(text: &str, name: &str) -> Vec<String> {
        let at = text.find(name).unwrap();
        let found = before(text, 0, Span::at(at, at + name.len()));
        found.iter().map(|span| span.slice(text).to_owned()).collect()
    }

    #[test]
    fn a_land_of_several_words_opens_a_title() {
        assert_eq!(land(&["South", "Korean", "president"]), 2);
        assert_eq!(land(&["the", "US", "ambassador"]), 2);
        assert_eq!((land(&["US", "President"]), land(&["Fell", "President"]), land(&[])), (1, 0, 0));
    }

    #[test]
    fn before_the_name() {
        for (text, expected) in [
            ("Then US Deputy Secretary of State Ada Quill spoke", vec!["US Deputy Secretary of State"]),
            (
                "Minister of Inland Ports and Rivers Ada Quill spoke",
                vec!["Minister of Inland Ports and Rivers"],
            ),
            ("Then South Sudan President Ada Quill spoke", vec!["South Sudan President"]),
            ("Then Inland Affairs Minister Ada Quill spoke", vec!["Inland Affairs Minister"]),
            ("Then top White House adviser Ada Quill spoke", vec!["White House adviser"]),
            ("Then Lund’s Affairs Minister Ada Quill spoke", vec!["Affairs Minister"]),
            ("The Affairs Minister Ada Quill spoke", vec!["Affairs Minister"]),
            ("They came under fire Mr Ada Quill had", vec!["Mr"]),
            ("They came under fire Dr Ada Quill had", vec!["Dr"]),
            ("Then the late Mr Ada Quill sang", vec!["late Mr"]),
            ("Then South Korean President Ada Quill spoke", vec!["South Korean President"]),
            ("Former president Ada Quill was fined", vec!["Former president"]),
            ("Acting police chief Ada Quill spoke", vec!["Acting police chief"]),
            ("Professor Sir Ada Quill spoke", vec!["Professor", "Sir"]),
            ("Chairman Rep. Ada Quill spoke", vec!["Chairman", "Rep."]),
            ("Then free agent forward Ada Quill left", vec!["forward"]),
            ("A representative for Mr. Ada Quill spoke", vec!["Mr."]),
            ("The bank's finance director, Ada Quill, spoke", vec!["finance director"]),
            ("Tarn Bank chairman Ada Quill spoke", vec!["chairman"]),
            ("It was, Sgt. Ada Quill said", vec!["Sgt."]),
            ("The poet Ada Quill sang", vec!["poet"]),
            ("Mayor of Fell Sir Ada Quill spoke", vec!["Mayor of Fell", "Sir"]),
            ("Lord of the Rings director Ada Quill spoke", vec!["director"]),
            ("Fell North America president Ada Quill spoke", vec!["president"]),
            ("Fell chief operations officer Ada Quill spoke", vec!["chief operations officer"]),
            ("He met the mayor, Ada Quill and two others", vec![]),
            ("Ada Quill spoke", vec![]),
        ] {
            assert_eq!(titles_before(text, "Ada Quill"), expected, "{text}");
        }
    }

    #[test]
    fn a_title_may_stand_in_commas_or_be_of_several() {
        for (text, expected) in [
            ("The Fell Tarn fire chief, Ada Quill, said", vec!["fire chief"]),
            ("The new chairman of the Tarn Board, Ada Quill warned", vec!["chairman of the Tarn Board"]),
            ("Then Fell' publicist, Ada Quill, left", vec![]),
            ("Then Tarns' publicist, Ada Quill, left", vec!["publicist"]),
            ("He met a lawyer, Ada Quill, there", vec!["lawyer"]),
            ("He met a lawyer, Ada Quill and Oda", vec![]),
            ("The best actor Ada Quill sang", vec![]),
            ("Fell President and General Manager Ada Quill left", vec!["President and General Manager"]),
            ("Then former Chilean dictator Ada Quill left", vec!["former Chilean dictator"]),
            ("Then Chilean composer Ada Quill left", vec!["composer"]),
        ] {
            assert_eq!(titles_before(text, "Ada Quill"), expected, "{text}");
        }
        let shared = |text: &'static str| {
            let at = text.find("Ada Quill").unwrap();
            several(text, 0, Span::at(at, at + 9)).map(|title| title.slice(text))
        };
        assert_eq!(shared("Then film producers Ada Quill and Oda left"), Some("film producer"));
        assert_eq!(shared("Then its victims Ada Quill and Oda left"), None);
    }

    #[test]
    fn a_companys_name_is_no_part_of_a_title() {
        let title = |text: &'static str, title: &str, company: &str| {
            let span = |part: &str| text.find(part).map(|at| Span::at(at, at + part.len())).unwrap();
            without_company(text, span(title), span(company)).slice(text)
        };
        assert_eq!(title("Then Fell Energy CEO Quill left", "Energy CEO", "Fell Energy"), "CEO");
        assert_eq!(
            title("Then Fell Trade Minister Quill left", "Trade Minister", "Fell Trade"),
            "Trade Minister"
        );
        assert_eq!(title("Then Fell Energy CEO Quill left", "CEO", "Fell Energy"), "CEO");
    }
}
