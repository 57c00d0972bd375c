//! Persons that the tagger missed: a name after a form of address is a person's ("Princess Ilse", "Sir Quill").

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer;

use super::cut::{NOUNS, with_hyphen};
use super::draft::{Draft, is_opener, lower_in};
use super::{title, title_words};
use crate::words::Words;

/// Words of a name after a form of address, at most: a longer run of capitals is a headline.
const LONGEST: usize = 2;

/// Adds the persons that are addressed where nothing else was found.
pub(super) fn add(words: &Words, drafts: &mut Vec<Draft>) {
    for &token in &words.capitals {
        let span = words.tokens[token];
        if !words.text.as_bytes()[span.start()].is_ascii_uppercase()
            || !title_words::is_address(words.word(token))
        {
            continue;
        }
        let Some(name) = name_after(words, token) else { continue };
        let whole = span.hull(name);
        if drafts.iter().any(|draft| !draft.dropped && draft.span.overlaps(whole)) {
            continue;
        }
        let mut draft = Draft::new(name, EntityKind::Person);
        draft.titles.push(span);
        drafts.push(draft);
    }
}

/// The name that follows a form of address.
fn name_after(words: &Words, address: usize) -> Option<Span> {
    let sentence = words.sentences[words.sentence_of(address)];
    let text = words.text;
    // "Notre Dame Cathedral", "the Lower Princess Bridge": no form of address.
    let before = address.checked_sub(1).filter(|&at| sentence.contains(words.tokens[at]));
    if before
        .map(|at| words.word(at))
        .is_some_and(|word| is_capital(word) && gazetteer::calendar(word).is_none())
    {
        return None;
    }
    let mut end = words.tokens[address].end();
    let mut name: Option<Span> = None;
    for at in address + 1..words.len() {
        let span = words.tokens[at];
        let word = span.slice(text);
        if !sentence.contains(span) || text.get(end..span.start()) != Some(" ") || !is_capital(word) {
            break;
        }
        if at > address + LONGEST || !may_be_name(word) {
            return None;
        }
        name = Some(name.map_or(span, |name| name.hull(span)));
        end = span.end();
    }
    name.map(|name| with_hyphen(text, name))
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a word with a capital may belong to a person's name: no office, body, street, land or opening word.
fn may_be_name(word: &str) -> bool {
    word.chars().skip(1).any(char::is_lowercase)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
        && !is_opener(word)
        && !title::is_title_word(word)
        && !lower_in(&NOUNS, word)
        && gazetteer::organization_word(word).is_none()
        && gazetteer::calendar(word).is_none()
        && gazetteer::demonym(word).is_none()
}

#[cfg(test)]
mod tests {
    use nutgraf_core::Article;

    use super::*;

    fn found(text: &str) -> Vec<(String, String)> {
        let sentences = vec![Span::of(text)];
        let article = Article { text: text.to_owned(), sentences, ..Article::default() };
        let mut drafts = vec![];
        add(&Words::of(&article), &mut drafts);
        let of = |span: Span| span.slice(text).to_owned();
        drafts.iter().map(|draft| (of(draft.titles[0]), of(draft.span))).collect()
    }

    #[test]
    fn who_is_addressed_is_a_person() {
        let pair = |title: &str, name: &str| (title.to_owned(), name.to_owned());
        let text = "On Monday Princess Ilse met Sir Quill and Dame Ada Wexly-Bok there.";
        assert_eq!(
            found(text),
            [pair("Princess", "Ilse"), pair("Sir", "Quill"), pair("Dame", "Ada Wexly-Bok")]
        );
        assert_eq!(found("Princess Ilse of Fell came."), [pair("Princess", "Ilse")]);
    }

    #[test]
    fn other_words_after_one_are_no_names() {
        for text in [
            "He crossed Notre Dame Square.",
            "Princess Street is closed.",
            "Sir, Fell is closed.",
            "Princess Says Fell Is Closed",
            "Mr President spoke.",
            "The Princess DVD sold.",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
