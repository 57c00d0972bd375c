//! Bodies that their own words name and the tagger missed: "the {Landlords’ Association}".

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer;

use super::draft::{Draft, is_opener, overlapped, replace};
use super::spaced::Spaced as _;
use super::{extent, key};
use crate::words::Words;

/// Adds them. The drafts stand in the order of the text, and do so afterwards.
pub(super) fn add(words: &Words, drafts: &mut Vec<Draft>) {
    let text = words.text;
    let mut found = Vec::new();
    for &token in &words.capitals {
        let head = words.tokens[token];
        if !is_head(head.slice(text)) {
            continue;
        }
        let sentence = words.sentences[words.sentence_of(token)];
        let Some(name) = name(text, sentence, head) else { continue };
        let around = [&text[sentence.start()..name.start()], &text[name.end()..sentence.end()]];
        if overlapped(drafts, name).is_empty() && is_plain(around) {
            found.push(Draft::new(name, EntityKind::Organization));
        }
    }
    replace(drafts, found, |_, _| false);
}

/// Whether a word may end the name of a body, and is seldom more than a word.
fn is_head(word: &str) -> bool {
    word.as_bytes().first().is_some_and(u8::is_ascii_uppercase)
        && extent::is_body(word)
        && !matches!(word, "Government" | "United" | "Rovers" | "Wanderers")
}

/// The name that ends with a head: the capitalised words before it, of which one says whose or which it is.
fn name(text: &str, sentence: Span, head: Span) -> Option<Span> {
    let after = text[head.end()..sentence.end()].trim_start_matches([' ', '-']);
    if after.starts_with(char::is_uppercase) {
        return None;
    }
    let before = &text[sentence.start()..head.start()];
    let mut start = before.len();
    let mut telling = false;
    let force = head.slice(text) == "Police";
    for word in before.strip_suffix(' ')?.spaced().rev() {
        let at = word.as_ptr() as usize - before.as_ptr() as usize;
        let bare = word.trim_end_matches("'s").trim_end_matches("’s").trim_end_matches(['\'', '’']);
        let named = bare.starts_with(char::is_uppercase)
            && bare.chars().all(|c| c.is_alphanumeric() || c == '-')
            && !is_opener(bare)
            && gazetteer::calendar(bare).is_none();
        if !named {
            break;
        }
        start = at;
        let own = bare.len() > 3
            && key::is_telling(bare)
            && gazetteer::given(bare).is_none()
            && gazetteer::title(&[bare]).is_none()
            && (!force || bare.contains(char::is_lowercase));
        telling |= own || force && is_county(bare);
    }
    telling.then(|| Span::at(sentence.start() + start, head.end()))
}

/// Whether a word may be what a force is of, by name or by its letters: "{Norfolk} Police", "{NSW} Police".
fn is_county(word: &str) -> bool {
    gazetteer::place(word) == Some(gazetteer::Place::Part)
        || (2..4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a sentence is written as usual around a name: a headline's capitals name nothing.
pub(super) fn is_plain(around: [&str; 2]) -> bool {
    let (mut small, mut large) = (0, 0);
    for word in around.into_iter().flat_map(|part| part.spaced()).filter(|word| word.len() > 3) {
        small += usize::from(word.starts_with(char::is_lowercase));
        large += usize::from(word.starts_with(char::is_uppercase));
    }
    small > 1 && small >= large
}

#[cfg(test)]
mod tests {
    use super::*;
    use nutgraf_core::{Article, sentences};

    fn missed(text: &str) -> Vec<String> {
        let sentences = sentences(text, Span::of(text));
        let article = Article { text: text.to_owned(), sentences, ..Article::default() };
        let mut drafts = vec![];
        add(&Words::of(&article), &mut drafts);
        drafts.iter().map(|draft| draft.span.slice(text).to_owned()).collect()
    }

    #[test]
    fn bodies_are_named_by_their_own_words() {
        for (text, expected) in [
            ("The Landlords’ Association asked again for more time.", vec!["Landlords’ Association"]),
            ("They asked the Harbor Safety Board again for time.", vec!["Harbor Safety Board"]),
            ("Norfolk Police arrested him in his house.", vec!["Norfolk Police"]),
            ("The FB Police will review it soon.", vec!["FB Police"]),
            ("SHARE Police will review it soon.", vec![]),
            ("They say British Police will review it soon.", vec![]),
            ("They asked the National Council again for more time.", vec![]),
            ("Harbor Safety Board Asks Again for More Time", vec![]),
            ("They asked the Harbor Board Inquiry again for time.", vec![]),
            ("In May the board asked again for more time.", vec![]),
            ("They asked Ada Church again for more time.", vec![]),
        ] {
            assert_eq!(missed(text), expected, "{text}");
        }
    }
}
