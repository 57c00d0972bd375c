//! Titles behind a person's name: "Ada Quill, the mayor of Fell", "Ada Quill, 44, an analyst at Tarn Bank".

use nutgraf_core::Span;
use nutgraf_tagger::gazetteer;

use super::calling::callings;
use super::draft::{Listed, ends_any, is_listed, listed};
use super::spaced::Spaced as _;
use super::title::{LONGEST, charge, is_capital, land, opening, words};

/// What may follow a title that is not the whole of its phrase.
static FOLLOWERS: Listed = Listed::new(|| {
    listed(
        "and at based but during for from in near of on or outside since to under until when which who whose with",
    )
});

/// Letters of degrees, which stand between a name and a title.
const DEGREES: [&str; 14] = [
    "CBE", "D.O.", "Esq.", "FACLM", "J.D.", "Jr.", "M.D.", "M.S.", "MBE", "OBE", "Ph.D.", "PhD", "R.D.",
    "R.D.N.",
];

/// Letters behind a person's name that are no part of it: "Ada Quill {QC}".
const LETTERS: [&str; 6] = [" KC", " MEP", " MP", " MSP", " QC", " SC"];

/// A person's name without the letters behind it.
pub(super) fn without_letters(text: &str, name: Span) -> Span {
    let bare = LETTERS.iter().find_map(|letters| name.slice(text).strip_suffix(letters));
    match bare.filter(|bare| bare.contains(' ')) {
        Some(bare) => Span::at(name.start(), name.start() + bare.len()),
        None => name,
    }
}

/// How long the letters are that open the text behind a name.
pub(super) fn letters(after: &str) -> usize {
    let length =
        LETTERS.iter().find(|letters| after.starts_with(**letters)).map_or(0, |letters| letters.len());
    if after[length..].starts_with(char::is_alphanumeric) { 0 } else { length }
}

/// Whether a name is nothing but letters of degrees: "M.D. Ph.D.".
pub(super) fn is_degree(name: &str) -> bool {
    name.spaced().all(|word| DEGREES.contains(&word))
}

/// The text behind a name's age and degrees: ", 44", ", M.D.".
fn behind(mut rest: &str) -> &str {
    for _ in 0..3 {
        let Some(next) = rest.strip_prefix(", ") else { break };
        let length = next.find(|c: char| !(c.is_alphanumeric() || c == '.')).unwrap_or(next.len());
        let (word, beyond) = next.split_at(length);
        let age = matches!(word.len(), 1..=3) && word.bytes().all(|byte| byte.is_ascii_digit());
        if !(age || DEGREES.contains(&word)) || !beyond.starts_with(',') {
            break;
        }
        rest = beyond;
    }
    rest
}

/// How many words at the head of a phrase name the body that the title is of: "{BBC} rural affairs correspondent".
fn body(words: &[&str]) -> usize {
    let mut length = 0;
    for (n, word) in words.iter().enumerate().take(6) {
        match *word {
            "of" | "and" | "&" | "the" if n > 0 => {}
            word if is_capital(word) => length = n + 1,
            _ => break,
        }
    }
    length
}

/// The title after a person's name: ", the mayor of", ", chief executive of", ", a Fell spokeswoman". `to` is where the
/// search must end.
pub(super) fn after(text: &str, from: usize, to: usize) -> Option<Span> {
    let rest = behind(text.get(from..to)?).strip_prefix(", ")?;
    let base = to - rest.len();
    let end = rest.match_indices(char::is_whitespace).nth(LONGEST).map_or(rest.len(), |(at, _)| at);
    let mut spans = words(text, Span::at(base, base + end));
    // The phrase ends with the first mark.
    let mut closed = false;
    const MARKS: [char; 10] = [',', '.', ';', ':', ')', '"', '”', '?', '!', '—'];
    let stops = |word: &Span| {
        let word = word.slice(text);
        word.ends_with(MARKS) && !(word.len() < 7 && word.matches('.').count() > 1 && word.ends_with('.'))
    };
    if let Some(n) = spans.iter().position(stops) {
        spans.truncate(n + 1);
        let word = spans[n].slice(text);
        let kept = word.trim_end_matches(MARKS);
        spans[n] = Span::at(spans[n].start(), spans[n].start() + kept.len());
        closed = true;
    }
    let all: Vec<&str> = spans.iter().map(|word| word.slice(text)).collect();
    let mut at = 0;
    let mut certain = false;
    if let Some(first) = all.first() {
        let owned = ends_any(first, &["'s", "’s", "s'", "s’"]);
        certain = ["the", "its", "their", "his", "her", "now"].contains(first) || owned;
        at += usize::from(certain || matches!(*first, "a" | "an" | "also" | "then"));
    }
    let rest = all.get(at..)?;
    let office = opening(&rest[land(rest)..]) > 0;
    let mut from = at;
    at += land(rest);
    let mut length = callings(&all[at..], false);
    if length == 0 {
        at = from + body(rest);
        // "the team's {trainer}" has its owner after its article.
        let owner = all.get(at).is_some_and(|word| word.ends_with("'s") || word.ends_with("’s"));
        at += usize::from(owner && from > 0);
        if at == from || all.get(at).is_none_or(|word| is_capital(word)) {
            return None;
        }
        length = callings(&all[at..], false);
        from = at;
        certain = false;
    } else if !office {
        // "a British {composer}"
        from = at;
        certain = false;
    } else if !certain {
        certain = from == 0;
    }
    // "Quill, King, Oda and Voss" are four names.
    let named = || {
        let next = text[spans[0].end()..].strip_prefix(", ").unwrap_or_default();
        all.len() == 1
            && is_capital(all[0])
            && all[0].chars().any(char::is_lowercase)
            && gazetteer::surname(all[0])
            && next.starts_with(char::is_uppercase)
    };
    if length == 0 || named() {
        return None;
    }
    let last = at + length - 1;
    // "Quill, President Oda and ...": the title is the next person's.
    match all.get(last + 1) {
        Some(next) if is_capital(next) => return None,
        Some(next) if !certain && !is_listed(&FOLLOWERS, next) && !next.ends_with("ing") => return None,
        None if !certain && !closed => return None,
        _ => {}
    }
    let last = last + if is_capital(all[last]) { charge(&all[last + 1..]) } else { 0 };
    let last =
        if all.get(last + 1) == Some(&"of") && all.get(last + 2) == Some(&"state") { last + 2 } else { last };
    Some(spans[from].hull(spans[last]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title_after<'a>(text: &'a str, name: &str) -> Option<&'a str> {
        after(text, text.find(name).unwrap() + name.len(), text.len()).map(|span| span.slice(text))
    }

    #[test]
    fn letters_are_no_part_of_a_name() {
        let bare = |name: &'static str| without_letters(name, Span::of(name)).slice(name);
        assert_eq!(
            (bare("Ada Quill QC"), bare("Quill QC"), bare("Ada Quill")),
            ("Ada Quill", "Quill QC", "Ada Quill")
        );
        assert_eq!((letters(" QC, who"), letters(" QCs"), letters(" said")), (3, 0, 0));
        assert!(is_degree("M.D. Ph.D.") && !is_degree("M.D. Quill"));
    }

    #[test]
    fn after_the_name() {
        for (text, expected) in [
            ("Quill, chief executive of Tarn Steel, left", Some("chief executive")),
            ("Quill, the mayor of Tarn Bay, left", Some("mayor")),
            ("Quill, the US secretary of state, left", Some("US secretary of state")),
            ("Quill, the army chief, left", Some("army chief")),
            ("Quill, CEO of the AI-powered tool Fell, left", Some("CEO")),
            ("Quill, Lund's chief cabinet secretary, left", Some("chief cabinet secretary")),
            ("Quill, a city councilor, left", Some("city councilor")),
            ("Quill, an analyst at Tarn Bank, left", Some("analyst")),
            ("Quill, 35, a nurse from Lund, left", Some("nurse")),
            ("Quill, M.D., founder of Tarn Health, left", Some("founder")),
            ("Quill, BBC rural affairs correspondent, left", Some("rural affairs correspondent")),
            ("Quill, a USDA spokeswoman in Lund, left", Some("spokeswoman")),
            ("Quill, the Bank of Lund chief executive, left", Some("chief executive")),
            ("Quill, the team's trainer, left", Some("trainer")),
            ("Quill, president and chief executive of Tarn, left", Some("president and chief executive")),
            ("Quill, Corporate Vice President of the firm, left", Some("Corporate Vice President")),
            ("Quill, chief US economist at Tarn, left", Some("chief US economist")),
            ("In the eyes of Quill, a lawyer said too much", None),
            ("Quill, a friend of Oda, left", None),
            ("Quill, Tarn chairman Oda and others left", None),
            ("Quill, President Oda and others left", None),
            ("Quill, King, Oda and Voss left", None),
            ("Quill, CEO, left", Some("CEO")),
            ("Quill, Minister of Justice, left", Some("Minister of Justice")),
            (
                "Quill, Director of the Harbour Safety agency, left",
                Some("Director of the Harbour Safety agency"),
            ),
            ("Quill, spokesman for EU trade commissioner Oda, left", Some("spokesman")),
            ("Quill, 44, left", None),
            ("Quill left", None),
        ] {
            assert_eq!(title_after(text, "Quill"), expected, "{text}");
        }
    }
}
