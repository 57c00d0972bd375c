//! Titles inside what the tagger took for a name.

use nutgraf_core::Span;
use nutgraf_tagger::gazetteer::{self, Field, OrganizationWord};

use super::calling;
use super::draft::{is_listed, lower_in};
use super::spaced::Spaced as _;
use super::title::{LONGEST, is_capital, is_title_word, land, opening, words};
use super::title_words::{CHARGES, PORTFOLIOS, POSITIONS, is_address, is_particle};

/// The titles at the head of a person's name as tagged, and the name that is left.
pub(super) fn leading(text: &str, span: Span) -> (Vec<Span>, Span) {
    let mut titles = Vec::new();
    if !span.slice(text).contains(char::is_whitespace) {
        return (titles, span);
    }
    let spans = words(text, span);
    let all: Vec<&str> = spans.iter().map(|word| word.slice(text)).collect();
    let mut at = label(&all);
    while at + 1 < all.len() {
        let land = land(&all[at..]);
        let mut length = opening(&all[at + land..]);
        if length == 0 {
            break;
        }
        length += land;
        if at + length >= all.len() || !is_capital(all[at + length]) && !is_particle(all[at + length]) {
            break;
        }
        // "M. Quill" is more often an initial than a Frenchman.
        if all[at] == "M." {
            break;
        }
        // "Earl Grange" and "Dean Marsh" are whole names.
        if all.len() - at == 2 && ["Earl", "Dean", "Duke"].contains(&all[at]) {
            break;
        }
        titles.push(spans[at].hull(spans[at + length - 1]));
        at += length;
    }
    match spans.get(at) {
        Some(first) if at > 0 => (titles, Span::at(first.start(), span.end())),
        _ => (titles, span),
    }
}

/// How many words at the head of a person's name as tagged say no more than what the person is: "QB Ada Quill",
/// "Justices Quill", "Striker Quill".
fn label(words: &[&str]) -> usize {
    let [first, second, rest @ ..] = words else { return 0 };
    let position = is_listed(&POSITIONS, first) && !rest.is_empty();
    // Before "Ada Quill" a "TE" plays, in "TE ADA QUILL" it may be a name.
    let plays = position && words[1..].iter().any(|word| word.contains(char::is_lowercase));
    let borne = || {
        gazetteer::given(first).is_some()
            || gazetteer::surname(first)
            || position && is_particle(&second.to_lowercase())
    };
    let office = |word: &str| gazetteer::title(&[word]).is_some_and(|title| title.field != Field::Honorific);
    let plural = || first.strip_suffix('s').is_some_and(|one| is_capital(one) && office(one));
    let trade = || {
        gazetteer::title(&[first]).is_some_and(|title| matches!(title.field, Field::Person | Field::Sport))
            || calling::is_listed_trade(first)
    };
    let called =
        is_capital(second) && (position || plural() || is_capital(first) && first.len() > 4 && trade());
    usize::from(called && (plays || !borne()))
}

/// A person's name without what her office is of, which the tagger took for a part of it: "Minister of {Ports Ada
/// Quill}", "Member of the {Fell Parliament Ada Quill}".
pub(super) fn without_charge(text: &str, name: Span) -> Span {
    let is_charge = |word: &str| {
        let word = word.trim_end_matches(',');
        word.eq_ignore_ascii_case("and") || lower_in(&CHARGES, word) || lower_in(&PORTFOLIOS, word)
    };
    let before = text[..name.start()].trim_end();
    // Before most names stands no such word.
    if !before
        .spaced()
        .next_back()
        .is_some_and(|word| matches!(word, "of" | "for" | "the") || is_capital(word))
    {
        return name;
    }
    let mut before = before;
    // "Minister of Foreign {Affairs Ada Quill}"
    for _ in 1..LONGEST {
        match before.cut_last() {
            Some((rest, word)) if word == "the" || is_capital(word) && is_charge(word) => before = rest,
            _ => break,
        }
    }
    let Some(before) = before.strip_suffix(" of").or_else(|| before.strip_suffix(" for")) else {
        return name;
    };
    let at = before.trim_end_matches(char::is_alphabetic).len();
    let office = &before[at..];
    if office != "Member" && gazetteer::title(&[office]).is_none() {
        return name;
    }
    let spans = words(text, name);
    let all: Vec<&str> = spans.iter().map(|word| word.slice(text)).collect();
    let body =
        all.iter().rposition(|word| gazetteer::organization_word(word) == Some(OrganizationWord::Head));
    let cut = all.iter().take_while(|word| is_charge(word)).count().max(body.map_or(0, |at| at + 1));
    match spans.get(cut) {
        Some(first) if cut > 0 && is_capital(all[cut]) => Span::at(first.start(), name.end()),
        _ => name,
    }
}

/// Who holds an office of which the tagger made a body: "Minister of {Culture Lin Po}".
pub(super) fn holder(text: &str, name: Span) -> Option<Span> {
    let rest = without_charge(text, name);
    let of_body = || rest.slice(text).spaced().any(|word| gazetteer::organization_word(word).is_some());
    let of_person = || rest.slice(text).spaced().all(|word| is_capital(word) && !is_title_word(word));
    (rest != name && rest.slice(text).contains(' ') && of_person() && !of_body()).then_some(rest)
}

/// Whether a name that is not tagged as a person's opens as one: "Mr Quill", "Princess Ada of Fell".
pub(super) fn is_addressed(text: &str, span: Span) -> bool {
    let name = span.slice(text);
    let Some((first, rest)) = name.cut_first() else { return false };
    is_address(first)
        && rest.starts_with(char::is_uppercase)
        && rest.split_whitespace().count() < 5
        && !rest.split_whitespace().any(|word| gazetteer::organization_word(word).is_some())
}

/// Whether a name that is not tagged as a person's is built as only a person's is: "Ada van der Quill".
pub(super) fn has_particle(name: &str) -> bool {
    let parts = name.cut_first().and_then(|(first, rest)| Some((first, rest.cut_last()?)));
    let Some((first, (inner, last))) = parts else { return false };
    inner.spaced().all(is_particle)
        && last.starts_with(char::is_uppercase)
        && gazetteer::given(first).is_some()
        && !name.spaced().any(|word| gazetteer::organization_word(word).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_given_name_and_a_particle_make_a_person() {
        assert!(has_particle("Femke de Wit") && has_particle("Jan van der Quill"));
        assert!(
            !has_particle("Banco de Fell")
                && !has_particle("Jan Quill")
                && !has_particle("Jan de Quill Bank")
        );
    }

    #[test]
    fn inside_the_name_as_tagged() {
        let text = "US President Ada van Quill";
        let (titles, rest) = leading(text, Span::of(text));
        assert_eq!((titles[0].slice(text), rest.slice(text)), ("US President", "Ada van Quill"));
        for (text, name) in [
            ("Dean Marsh", "Dean Marsh"),
            ("QB Ada Quill", "Ada Quill"),
            ("RHP Ada Quill", "Ada Quill"),
            ("Sophomore Ada Quill", "Ada Quill"),
            ("M. Ada Quill", "M. Ada Quill"),
            ("TE Ada Quill", "Ada Quill"),
            ("TE A.B. Quill", "A.B. Quill"),
            ("WR Van Quill Lund", "Van Quill Lund"),
            ("DE Quill", "DE Quill"),
            ("DE LA QUILL", "DE LA QUILL"),
            ("Justices Quill", "Quill"),
            ("Striker Quill", "Quill"),
            ("Hunter Quill", "Hunter Quill"),
        ] {
            assert_eq!(leading(text, Span::of(text)).1.slice(text), name);
        }
    }
}
