//! Names that the tagger passed over beside one that it found: "{Fell} and Quill", "a Fell analyst".

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer::{self, Known};

use super::draft::{Draft, Listed, is_listed, is_opener, listed, overlapped, replace};
use super::spaced::Spaced as _;
use super::{joint, key, repeat};
use crate::keyphrase;
use crate::words::Words;

/// Those who speak for a company or work for one, behind its name.
static SPEAKERS: Listed =
    Listed::new(|| listed("CEO CFO analyst analysts spokesman spokesperson spokeswoman"));

/// Words with a capital that are no names beside one.
static NO_NAMES: Listed = Listed::new(|| {
    listed(
        "About Another Bible Both Christmas Earth Easter Government God He Internet It Minister Net \
         Olympic She State Sun There They Treasury Web West East North South We You",
    )
});

/// The most words of a company's name before its speaker.
const LONGEST: usize = 3;

/// Adds them. The drafts stand in the order of the text, and do so afterwards.
pub(super) fn add(words: &Words, drafts: &mut Vec<Draft>) {
    let mut found: Vec<Draft> = Vec::new();
    for &token in &words.capitals {
        let next = words.word(token + 1);
        if next.starts_with(['C', 'a', 's']) && is_listed(&SPEAKERS, next) {
            let company = employer(words, drafts, token);
            found.extend(company.map(|span| Draft::new(span, EntityKind::Organization)));
        } else if next == "and" || token.checked_sub(1).is_some_and(|last| words.word(last) == "and") {
            found.extend(beside(words, drafts, token).map(|(span, kind)| Draft::new(span, kind)));
        }
    }
    replace(drafts, found, |held, name| name.span.start() == held.span.start() && name.span != held.span);
}

/// Whether a token may be a name: a word with a capital that is no generic word, and that the text never prints small.
fn is_free(words: &Words, drafts: &[Draft], token: usize) -> bool {
    let span = words.tokens[token];
    let word = span.slice(words.text);
    word.len() > 2
        && word.starts_with(char::is_uppercase)
        && word.chars().all(char::is_alphabetic)
        && !words.text[..span.start()].ends_with('-')
        && overlapped(drafts, span).is_empty()
        && !is_opener(word)
        && !is_listed(&NO_NAMES, word)
        && key::is_telling(word)
        && gazetteer::title(&[word]).is_none()
        && !words.has_small(&word.to_lowercase())
}

/// Whether a token is its sentence's first word, and whether capitals say nothing there.
fn place(words: &Words, token: usize) -> (bool, bool) {
    let sentence = words.sentences[words.sentence_of(token)];
    let span = words.tokens[token];
    let before = &words.text[sentence.start()..span.start()];
    let opens = !before.contains(char::is_alphanumeric);
    let loud = joint::is_title_case(words.text, sentence.start(), span) || repeat::is_shouted(words, token);
    (opens, loud)
}

/// Whether two tokens of one sentence have one space between them.
fn adjoin(words: &Words, first: usize, second: usize) -> bool {
    let Some((first, second)) = words.tokens.get(first).zip(words.tokens.get(second)) else { return false };
    words.text.get(first.end()..second.start()) == Some(" ")
}

/// "{Fell} analyst", "{Fell Lund} spokesman": the company of somebody who speaks for it.
fn employer(words: &Words, drafts: &[Draft], token: usize) -> Option<Span> {
    if !adjoin(words, token, token + 1) || !is_free(words, drafts, token) {
        return None;
    }
    let mut first = token;
    while let Some(before) = first.checked_sub(1)
        && token - before < LONGEST
        && adjoin(words, before, first)
        && words.sentence_of(before) == words.sentence_of(token)
        && is_free(words, drafts, before)
    {
        first = before;
    }
    let common = |token: usize| keyphrase::is_word(&words.word(token).to_lowercase());
    let (opens, loud) = place(words, first);
    if opens && common(first) {
        first = Some(first + 1).filter(|&next| next <= token)?;
    }
    // "said Ada Quill analyst": a name is left open by what stands before it.
    let joined = first.checked_sub(1).is_some_and(|before| {
        let word = words.word(before);
        adjoin(words, before, first) && word.starts_with(char::is_uppercase) && !is_opener(word)
    });
    let given = gazetteer::given(words.word(first)).is_some();
    // "OSLO: Military analysts"
    let single = first == token && common(token);
    let said = || {
        let before = first.checked_sub(1).map(|last| words.word(last));
        before.is_some_and(|word| word.starts_with(char::is_lowercase) || is_opener(word))
    };
    // "a Quill spokesman" may speak for her.
    let speaks = first == token && words.word(token + 1).starts_with('s');
    let person = given || speaks && gazetteer::surname(words.word(first));
    let other = person || !opens && joined || loud && common(token) || single && !said();
    (!other).then(|| words.tokens[first].hull(words.tokens[token]))
}

/// "{Fell} and Quill", "Quill and {Fell}": what a name is bound to is of its kind.
fn beside(words: &Words, drafts: &[Draft], token: usize) -> Option<(Span, EntityKind)> {
    if !is_free(words, drafts, token) {
        return None;
    }
    let span = words.tokens[token];
    let capital = |token: usize| words.word(token).starts_with(char::is_uppercase);
    let before = token.checked_sub(1).filter(|&before| adjoin(words, before, token));
    let goes_on = adjoin(words, token, token + 1) && capital(token + 1);
    let (opens, loud) = place(words, token);
    if loud || opens && keyphrase::is_word(&span.slice(words.text).to_lowercase()) {
        return None;
    }
    let other = if before.is_some_and(|before| words.word(before) == "and") {
        // A longer name, or another one joined to it, says less.
        if goes_on || words.text[span.end()..].starts_with(['-', '\'', '’', '/']) {
            return None;
        }
        let and = words.tokens[before?];
        let last = overlapped(drafts, Span::at(and.start().saturating_sub(2), and.start()));
        drafts[last].last().filter(|draft| draft.span.end() + 1 == and.start())?
    } else {
        if before.is_some_and(capital) || !adjoin(words, token, token + 1) {
            return None;
        }
        let and = words.tokens[token + 1];
        let next = overlapped(drafts, Span::at(and.end() + 1, and.end() + 2));
        drafts[next].first().filter(|draft| draft.span.start() == and.end() + 1)?
    };
    let kind = other.kind;
    let name = other.span.slice(words.text);
    let common = |word: &str| keyphrase::is_word(&word.to_lowercase());
    if kind == EntityKind::Organization && other.span.end() < span.start() && common(span.slice(words.text)) {
        // "{Office of Mills} and Ferries", but "{Bank of Fell} and Visa"
        let whole = gazetteer::known(name).is_none() && gazetteer::known(span.slice(words.text)).is_none();
        let office = name.spaced().any(is_office);
        if office && whole && [" of ", " for "].iter().any(|word| name.contains(word)) {
            return Some((other.span.hull(span), kind));
        }
        // "{Fell Fire} and Rescue"
        if name.contains(' ') && name.spaced().next_back().is_some_and(common) {
            return None;
        }
    }
    // "Health and {Human Services}"
    if kind == EntityKind::Organization
        && span.end() < other.span.start()
        && common(span.slice(words.text))
        && name.contains(' ')
    {
        return None;
    }
    // "{Boeing} and Concorde"
    let known = match gazetteer::known(span.slice(words.text)) {
        Some(Known::Organization) => Some(EntityKind::Organization),
        Some(Known::Product) => Some(EntityKind::Product),
        Some(Known::Work | Known::Event) => return None,
        None => None,
    };
    let alone = !other.span.slice(words.text).contains(' ') || kind != EntityKind::Person;
    let kinds = matches!(
        kind,
        EntityKind::Person | EntityKind::Organization | EntityKind::Place | EntityKind::Product
    );
    (kinds && alone && other.titles.is_empty()).then_some((span, known.unwrap_or(kind)))
}

/// Whether a word of a body's name says that it has charge of several things.
fn is_office(word: &str) -> bool {
    matches!(
        word,
        "Board"
            | "Bureau"
            | "Commission"
            | "Committee"
            | "Council"
            | "Department"
            | "Directorate"
            | "Ministry"
            | "Office"
    )
}

#[cfg(test)]
mod tests {
    use super::super::draft::after;
    use super::*;

    fn found(text: &str, held: &[(&str, EntityKind)]) -> Vec<(String, EntityKind)> {
        after(text, held, add)
    }

    #[test]
    fn what_a_name_is_bound_to_is_of_its_kind() {
        use EntityKind::{Organization as O, Person as P};
        let named = |name: &str, kind| (name.to_owned(), kind);
        let both = [named("Fellex", O), named("Overture", O)];
        assert_eq!(found("It bought Fellex and Overture, both small.", &[("Fellex", O)]), both);
        let both = [named("Overture", O), named("Fellex", O)];
        assert_eq!(found("It bought Overture and Fellex, both small.", &[("Fellex", O)]), both);
        for text in [
            "It bought Fellex and Overture Lines, both small.",
            "It bought Fellex and Overture, an overture.",
            "It Bought Fellex and Overture, Both Small Firms",
            "It bought Fellex and President, both small.",
        ] {
            assert_eq!(found(text, &[("Fellex", O)]), [named("Fellex", O)], "{text}");
        }
        let office = "It asked the Office of Management and Budget, both here.";
        let bank = "It asked the Bank of Fellby and Visa, both here.";
        assert_eq!(found(bank, &[("Bank of Fellby", O)])[0].0, "Bank of Fellby");
        let held = [("Office of Management", O)];
        assert_eq!(found(office, &held), [named("Office of Management and Budget", O)]);
        let held = [("Fell Fire", O)];
        assert_eq!(found("It asked Fell Fire and Rescue, both here.", &held), [named("Fell Fire", O)]);
        assert_eq!(found("So did Oda and Seamus.", &[("Oda", P)]), [named("Oda", P), named("Seamus", P)]);
    }

    #[test]
    fn who_speaks_has_a_company() {
        for (text, expected) in [
            ("So said Fell Insight analyst Ada Quill.", vec!["Fell Insight"]),
            ("For Jupiter analyst Ada Quill it is late.", vec!["Jupiter"]),
            ("Senior analyst Ada Quill was late.", vec![]),
            ("Fellby CEO Ada Quill was late.", vec!["Fellby"]),
            ("OSLO: Military analysts were late.", vec![]),
            ("A Norwegian spokesman was late.", vec![]),
            ("So said Mary analyst of the year.", vec![]),
        ] {
            let names: Vec<String> = found(text, &[]).into_iter().map(|(name, _)| name).collect();
            assert_eq!(names, expected, "{text}");
        }
    }
}
