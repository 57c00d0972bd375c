//! Headlines in capitals: every word of them may be a name's, so what the story calls its people and bodies tells.

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer;
use rustc_hash::FxHashMap;

use super::draft::Draft;
use super::nature::STORMS;
use super::{key, repeat};
use crate::keyphrase;
use crate::words::Words;

/// A name that the story's text has, or the part of it that headlines print.
#[derive(Clone, Copy)]
struct Form<'a> {
    text: &'a str,
    kind: EntityKind,
    /// What it is short for: what stands beside it in a headline is hardly its own.
    what: What,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    /// A person's surname or a club's nickname.
    Short,
    /// A name as the text has it.
    Whole,
}

/// Finds the names of the story's text in its headlines, where the tagger took words beside them for theirs or saw none:
/// "{Jags Cut Quill}", "Rockies Win Again".
pub(super) fn mend(words: &Words, drafts: &mut Vec<Draft>) {
    let headlines: Vec<usize> = (0..words.sentences.len()).filter(|&n| is_headline(words, n)).collect();
    if headlines.is_empty() || headlines.len() == words.sentences.len() {
        return;
    }
    let in_headline = |span: Span| {
        let sentence = words.sentences.partition_point(|sentence| sentence.end() <= span.start());
        headlines.binary_search(&sentence).is_ok()
    };
    let forms = forms(words, drafts, in_headline);
    if forms.is_empty() {
        return;
    }
    for &headline in &headlines {
        let found = found(words, &forms, headline);
        for n in 0..drafts.len() {
            if !drafts[n].dropped && words.sentences[headline].contains(drafts[n].span) {
                cut(words.text, drafts, n, &found);
            }
        }
        for (span, form) in found {
            add(words.text, drafts, span, form);
        }
    }
}

/// Cuts the word off that opens a sentence before a person or a club named elsewhere: "{Prodigy Quill} won",
/// "{Exuberant Red Sox} sang".
pub(super) fn without_opener(words: &Words, drafts: &mut [Draft]) {
    let text = words.text;
    for n in 0..drafts.len() {
        let Draft { span, kind, dropped, .. } = drafts[n];
        let held = !dropped && matches!(kind, EntityKind::Person | EntityKind::Organization);
        let Some((first, rest)) = span.slice(text).split_once(' ').filter(|_| held) else { continue };
        let sentence = words.sentences.partition_point(|sentence| sentence.end() <= span.start());
        if words.sentences.get(sentence).is_none_or(|sentence| sentence.start() != span.start()) {
            continue;
        }
        // What the text calls so elsewhere, and whether the words left are a name by themselves.
        let other = drafts.iter().filter(|other| !other.dropped && other.span != span).find_map(|other| {
            let name = other.span.slice(text);
            let whole = name == rest;
            let part = match other.kind {
                EntityKind::Person => repeat::surname(name).is_some_and(|at| &name[at..] == rest),
                EntityKind::Organization => {
                    gazetteer::team(name) && (whole || name.ends_with(rest) && rest.contains(' '))
                }
                _ => return None,
            };
            (whole && other.kind == EntityKind::Person || part).then_some((other.kind, whole))
        });
        let Some((other, whole)) = other else { continue };
        let lower = first.to_lowercase();
        let common = keyphrase::is_word(&lower) || words.small().contains(lower.as_str());
        let full = || rest.split_once(' ').is_some_and(|(given, _)| gazetteer::given(given).is_some());
        if (common || whole && other == EntityKind::Person && full())
            && is_of_headline(first)
            && !gazetteer::surname(first)
            && !is_again(text, span)
        {
            drafts[n].span = Span::at(span.end() - rest.len(), span.end());
            drafts[n].kind = other;
        }
    }
}

/// Whether the text has a name once more.
fn is_again(text: &str, span: Span) -> bool {
    let whole = span.slice(text);
    text.match_indices(whole)
        .any(|(at, _)| at != span.start() && repeat::is_border(text, at, at + whole.len()))
}

/// Whether a sentence is a line of its own in which all longer words have capitals.
fn is_headline(words: &Words, sentence: usize) -> bool {
    let span = words.sentences[sentence];
    if span.len() > 200 || span.slice(words.text).ends_with(['.', '"', '”']) {
        return false;
    }
    let alone =
        words.text[..span.start()].trim_end_matches(' ').chars().next_back().is_none_or(|c| c == '\n')
            && words.text[span.end()..].trim_start_matches(' ').chars().next().is_none_or(|c| c == '\n');
    if !alone {
        return false;
    }
    let (mut large, mut small) = (0, 0);
    for token in words.tokens_of(sentence) {
        let word = token.slice(words.text);
        if word.starts_with(char::is_uppercase) {
            large += usize::from(word.contains(char::is_lowercase));
        } else if word.starts_with(char::is_lowercase) {
            small += usize::from(word.len() > 4);
        }
    }
    large >= 2 && small * 4 < large
}

/// What the text below calls its people and bodies, by first word.
fn forms<'a>(
    words: &Words<'a>,
    drafts: &[Draft],
    in_headline: impl Fn(Span) -> bool,
) -> FxHashMap<&'a str, Vec<Form<'a>>> {
    let mut forms: FxHashMap<&str, Vec<Form>> = FxHashMap::default();
    let mut add = |text: &'a str, kind, what| {
        let first = text.split([' ', '-', '.', '\'']).next().unwrap_or_default();
        let held = forms.entry(first).or_default();
        if text.len() > 2 && held.len() < 32 && !held.iter().any(|form| form.text == text) {
            held.push(Form { text, kind, what });
        }
    };
    let drafts = drafts.iter().filter(|draft| !draft.dropped && draft.same_as.is_none());
    for draft in drafts.filter(|draft| !in_headline(draft.span)) {
        let name = draft.span.slice(words.text);
        match draft.kind {
            EntityKind::Person => {
                add(name, draft.kind, if name.contains(' ') { What::Short } else { What::Whole });
                if let Some(at) = repeat::surname(name) {
                    add(&name[at..], draft.kind, What::Short);
                }
            }
            EntityKind::Organization if gazetteer::team(name) => {
                add(name, draft.kind, What::Short);
                for (at, _) in name.match_indices(' ') {
                    add(&name[at + 1..], draft.kind, What::Short);
                }
            }
            EntityKind::Organization | EntityKind::Place if key::is_telling(name) => {
                add(name, draft.kind, What::Whole);
            }
            _ => {}
        }
    }
    forms
}

/// The forms that a headline has, the longest from the left.
fn found<'a>(
    words: &Words<'a>,
    forms: &FxHashMap<&'a str, Vec<Form<'a>>>,
    headline: usize,
) -> Vec<(Span, Form<'a>)> {
    let mut found = Vec::new();
    let mut free = 0;
    for token in words.tokens_of(headline) {
        let start = token.start();
        if start < free {
            continue;
        }
        let fits = |form: &&Form| {
            words.text[start..].starts_with(form.text)
                && repeat::is_border(words.text, start, start + form.text.len())
        };
        let held = forms.get(token.slice(words.text)).into_iter().flatten();
        if let Some(&form) = held.filter(fits).max_by_key(|form| form.text.len()) {
            free = start + form.text.len();
            found.push((Span::at(start, free), form));
        }
    }
    found
}

/// Adds a form where the tagger saw nothing.
fn add(text: &str, drafts: &mut Vec<Draft>, span: Span, form: Form) {
    if drafts.iter().any(|draft| !draft.dropped && draft.span.overlaps(span)) {
        return;
    }
    let common = !form.text.contains(' ') && keyphrase::is_word(&form.text.to_lowercase());
    let is_part = text[..span.start()].ends_with(['-', '\'', '’']) || text[span.end()..].starts_with('-');
    let sure = match form.what {
        What::Short => !common || gazetteer::surname(form.text),
        What::Whole => form.text.contains(' '),
    };
    if sure && !is_part {
        drafts.push(Draft::new(span, form.kind));
    }
}

/// Cuts a name to the forms of the text that it holds, where what it holds besides are words of a headline.
fn cut(text: &str, drafts: &mut Vec<Draft>, n: usize, found: &[(Span, Form)]) {
    let own = drafts[n].span;
    let over: Vec<(Span, Form)> = found.iter().copied().filter(|(span, _)| span.overlaps(own)).collect();
    let (Some((first, _)), Some((last, _))) = (over.first(), over.last()) else { return };
    if over.iter().any(|(span, _)| span.contains(own)) || is_again(text, own) {
        return;
    }
    // "Fell Research" may be a part of Fell's; "Fell Crafts Backup Plan" is no name.
    let least = match over.iter().any(|(_, form)| form.what == What::Short) {
        true => 1,
        false if first.start() <= own.start() => 2,
        false => return,
    };
    let mut rest = Vec::new();
    let mut at = own.start();
    for (span, _) in &over {
        rest.push(text.get(at..span.start()).unwrap_or_default());
        at = span.end();
    }
    rest.push(text.get(at.min(own.end())..own.end().max(last.end())).unwrap_or_default());
    let beside = || {
        rest.iter()
            .flat_map(|part| part.split([' ', ',', ';', ':', '&', '-']))
            .filter(|word| !word.is_empty())
    };
    let (count, short) =
        beside().fold((0, 0), |(count, short), word| (count + 1, short + usize::from(word.len() < 2)));
    if count == 0 || count < least && over.len() < 2 || short > 0 || !beside().all(is_of_headline) {
        return;
    }
    drafts[n].dropped = true;
    for (span, form) in over {
        if !drafts.iter().any(|draft| !draft.dropped && draft.span.overlaps(span)) {
            drafts.push(Draft::new(span, form.kind));
        }
    }
}

/// Whether a word may stand beside a name in a headline: no part of names by the lists, or a verb.
fn is_of_headline(word: &str) -> bool {
    let lower = word.to_lowercase();
    let of_storm = STORMS.iter().any(|storm| storm.split(' ').any(|part| part == word));
    !of_storm
        && gazetteer::title(&[word]).is_none()
        && (keyphrase::is_verb(&lower)
            || gazetteer::given(word).is_none()
                && !key::is_generic(word)
                && gazetteer::place(word).is_none()
                && (gazetteer::known(word).is_none() || gazetteer::team(word))
                && (keyphrase::is_word(&lower) || !gazetteer::surname(word)))
}

#[cfg(test)]
mod tests {
    use nutgraf_core::{Article, sentences};

    use super::*;

    /// The names of a story after mending: `names` are what the tagger found, in order.
    fn mended(text: &str, names: &[(&str, EntityKind)]) -> Vec<String> {
        let article = Article {
            text: text.to_owned(),
            sentences: sentences(text, Span::of(text)),
            ..Article::default()
        };
        let mut from = 0;
        let mut drafts: Vec<Draft> = names
            .iter()
            .map(|&(name, kind)| {
                let at = from + text[from..].find(name).unwrap();
                from = at + name.len();
                Draft::new(Span::at(at, from), kind)
            })
            .collect();
        let words = Words::of(&article);
        mend(&words, &mut drafts);
        without_opener(&words, &mut drafts);
        let mut held: Vec<&Draft> = drafts.iter().filter(|draft| !draft.dropped).collect();
        held.sort_by_key(|draft| draft.span);
        held.iter().map(|draft| format!("{} {}", draft.kind.name(), draft.span.slice(text))).collect()
    }

    #[test]
    fn a_headlines_names_are_those_of_its_story() {
        use EntityKind::{Organization as O, Person as P};
        // Who did what to whom, in one name or in none.
        assert_eq!(
            mended(
                "Foxes Cut Quillan\nThe Fell Foxes cut Ada Quillan on Monday.",
                &[("Foxes Cut Quillan", O), ("Fell Foxes", O), ("Ada Quillan", P)]
            ),
            ["person Quillan", "organization Fell Foxes", "person Ada Quillan"]
        );
        assert_eq!(
            mended("Rockies Win Again\nThe Colorado Rockies won on Monday.", &[("Colorado Rockies", O)]),
            ["organization Rockies", "organization Colorado Rockies"]
        );
        assert_eq!(
            mended(
                "Fellex Crafts Backup Plan\nA plan of Fellex was seen on Monday.",
                &[("Fellex Crafts Backup Plan", O), ("Fellex", O)]
            ),
            ["organization Fellex", "organization Fellex"]
        );
        // A name that the story has as well, or that may be a part of its owner's, stays.
        assert_eq!(
            mended(
                "Fellex Win Grows Again\nFellex Win was sold by Fellex on Monday.",
                &[("Fellex Win", O), ("Fellex Win", O), ("Fellex", O)]
            ),
            ["organization Fellex Win", "organization Fellex Win", "organization Fellex"]
        );
        assert_eq!(
            mended(
                "Fellex Research Grows Again\nA plan of Fellex was seen on Monday.",
                &[("Fellex Research", O), ("Fellex", O)]
            ),
            ["organization Fellex Research", "organization Fellex"]
        );
        // A sentence has small words.
        assert_eq!(
            mended(
                "Foxes cut a player. The Fell Foxes met Ada Foxes.",
                &[("Fell Foxes", O), ("Ada Foxes", P)]
            ),
            ["organization Fell Foxes", "person Ada Foxes"]
        );
        // A surname that is a word is none until the tagger sees it.
        assert_eq!(
            mended("The Price Is Right\nAda Price left on Monday.", &[("Ada Price", P)]),
            ["person Price", "person Ada Price"]
        );
    }

    #[test]
    fn a_sentence_opens_with_a_word() {
        use EntityKind::{Organization as O, Person as P};
        let text = "Prodigy Quillan won. The prodigy met Ada Quillan.";
        assert_eq!(
            mended(text, &[("Prodigy Quillan", P), ("Ada Quillan", P)]),
            ["person Quillan", "person Ada Quillan"]
        );
        let text = "Exuberant Red Sox fans sang. The Boston Red Sox were exuberant.";
        assert_eq!(
            mended(text, &[("Exuberant Red Sox", O), ("Boston Red Sox", O)]),
            ["organization Red Sox", "organization Boston Red Sox"]
        );
        let text = "Allied Quillan rose. Shares in Allied Quillan are allied with Quillan.";
        assert_eq!(
            mended(text, &[("Allied Quillan", O), ("Allied Quillan", O), ("Quillan", P)]),
            ["organization Allied Quillan", "organization Allied Quillan", "person Quillan"]
        );
    }
}
