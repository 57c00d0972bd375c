//! Headlines whose words open with capitals: each may be a name's, so what the story calls its people and bodies tells.

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer;
use rustc_hash::FxHashMap;

use super::draft::Draft;
use super::nature::STORMS;
use super::spaced::Spaced as _;
use super::{body, ground, key, repeat};
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

/// Finds the names of the story's text in its headlines, where the tagger took words beside them for theirs or saw
/// none: "{Jags Cut Quill}", "Rockies Win Again".
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
    let again = Again::of(words.text, drafts);
    let mut order: Vec<usize> = (0..drafts.len()).filter(|&n| !drafts[n].dropped).collect();
    order.sort_by_key(|&n| drafts[n].span);
    for &headline in &headlines {
        let line = words.sentences[headline];
        let from = order.partition_point(|&n| drafts[n].span.end() <= line.start());
        let mut own: Vec<usize> =
            order[from..].iter().copied().take_while(|&n| drafts[n].span.start() < line.end()).collect();
        let found = found(words, &forms, headline);
        for n in own.clone() {
            cut(words.text, drafts, &mut own, n, &found, &again);
        }
        for (span, form) in found {
            add(words.text, drafts, &mut own, span, form);
        }
    }
}

/// How often the text has each name.
struct Again<'a>(FxHashMap<&'a str, usize>);

impl<'a> Again<'a> {
    fn of(text: &'a str, drafts: &[Draft]) -> Again<'a> {
        let mut counts = FxHashMap::default();
        for draft in drafts.iter().filter(|draft| !draft.dropped) {
            *counts.entry(draft.span.slice(text)).or_insert(0) += 1;
        }
        Again(counts)
    }

    /// Whether a name of the text is one elsewhere in it.
    fn is_again(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|&count| count > 1)
    }
}

/// Cuts the word off that opens a sentence before a person or a club named elsewhere: "{Prodigy Quill} won",
/// "{Exuberant Red Sox} sang".
pub(super) fn without_opener(words: &Words, drafts: &mut [Draft]) {
    let text = words.text;
    let opens = |draft: &Draft| {
        let span = draft.span;
        let sentence = words.sentences.partition_point(|sentence| sentence.end() <= span.start());
        let (first, _) = span.slice(text).cut_first()?;
        let held = !draft.dropped
            && matches!(draft.kind, EntityKind::Person | EntityKind::Organization)
            && words.sentences.get(sentence).is_some_and(|sentence| sentence.start() == span.start())
            && is_of_headline(first)
            && !gazetteer::surname(first);
        held.then(|| first.to_lowercase())
    };
    let openers: Vec<(usize, String)> =
        (0..drafts.len()).filter_map(|n| Some((n, opens(&drafts[n])?))).collect();
    if openers.is_empty() {
        return;
    }
    // What is called so by a part of its name, or as a whole: two of each at most, so that one is another's.
    let mut parts: FxHashMap<&str, Vec<(usize, bool)>> = FxHashMap::default();
    let mut add = |part, n, whole| {
        let held = parts.entry(part).or_default();
        if held.len() < 2 {
            held.push((n, whole));
        }
    };
    for (n, draft) in drafts.iter().enumerate().filter(|(_, draft)| !draft.dropped) {
        let name = draft.span.slice(text);
        match draft.kind {
            EntityKind::Person => {
                add(name, n, true);
                if let Some(at) = repeat::surname(name) {
                    add(&name[at..], n, false);
                }
            }
            EntityKind::Organization if gazetteer::team(name) => {
                nicknames(name).for_each(|part| add(part, n, false));
            }
            _ => {}
        }
    }
    let again = Again::of(text, drafts);
    for (n, lower) in openers {
        let name = drafts[n].span.slice(text);
        let Some((_, rest)) = name.cut_first() else { continue };
        let held = parts.get(rest).into_iter().flatten().copied();
        let Some((other, whole)) = held.filter(|&(other, _)| other != n).max_by_key(|&(_, whole)| whole)
        else {
            continue;
        };
        let kind = drafts[other].kind;
        let small = words.has_small(&lower);
        let full = || rest.cut_first().is_some_and(|(given, _)| gazetteer::given(given).is_some());
        let sure = match kind {
            // "Rain Quill" may be Otto's sister.
            EntityKind::Person => small || whole && (keyphrase::is_word(&lower) || full()),
            _ => small || keyphrase::is_word(&lower),
        };
        if sure && !again.is_again(name) {
            drafts[n].span = Span::at(drafts[n].span.end() - rest.len(), drafts[n].span.end());
            drafts[n].kind = kind;
        }
    }
}

/// What a club is called without its city: "Boston Red Sox" is "Red Sox" and "Sox", but no league is a "League".
fn nicknames(club: &str) -> impl Iterator<Item = &str> {
    let tails = club.match_indices(' ').map(|(at, _)| &club[at + 1..]);
    tails.filter(|tail| tail.contains(' ') || body::is_nickname(tail)).chain([club])
}

/// Whether a sentence is a line of its own in which all longer words have capitals.
pub(super) fn is_headline(words: &Words, sentence: usize) -> bool {
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
    let mut add = |text: &'a str, start: usize, kind, what| {
        let held = forms.entry(words.word(words.token_at(start))).or_default();
        if text.len() > 2 && held.len() < 32 && !held.iter().any(|form| form.text == text) {
            held.push(Form { text, kind, what });
        }
    };
    let drafts = drafts.iter().filter(|draft| !draft.dropped && draft.same_as.is_none());
    for draft in drafts.filter(|draft| !in_headline(draft.span)) {
        let name = draft.span.slice(words.text);
        match draft.kind {
            EntityKind::Person => {
                let what = if name.contains(' ') { What::Short } else { What::Whole };
                add(name, draft.span.start(), draft.kind, what);
                if let Some(at) = repeat::surname(name) {
                    add(&name[at..], draft.span.start() + at, draft.kind, What::Short);
                }
            }
            EntityKind::Organization if gazetteer::team(name) => {
                for part in nicknames(name) {
                    add(part, draft.span.end() - part.len(), draft.kind, What::Short);
                }
            }
            EntityKind::Organization | EntityKind::Place if key::is_telling(name) => {
                add(name, draft.span.start(), draft.kind, What::Whole);
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

/// Adds a form where the tagger saw nothing; `own` are the headline's drafts.
fn add(text: &str, drafts: &mut Vec<Draft>, own: &mut Vec<usize>, span: Span, form: Form) {
    if own.iter().any(|&n| !drafts[n].dropped && drafts[n].span.overlaps(span)) {
        return;
    }
    let common = !form.text.contains(' ') && keyphrase::is_word(&form.text.to_lowercase());
    let is_part = text[..span.start()].ends_with(['-', '\'', '’']) || text[span.end()..].starts_with('-');
    let sure = match form.what {
        What::Short => !common || form.kind == EntityKind::Organization && form.text.ends_with('s'),
        What::Whole => form.text.contains(' '),
    };
    if sure && !is_part {
        own.push(drafts.len());
        drafts.push(Draft::new(span, form.kind));
    }
}

/// Cuts a name to the forms of the text that it holds, where what it holds besides are words of a headline.
fn cut(
    text: &str,
    drafts: &mut Vec<Draft>,
    held: &mut Vec<usize>,
    n: usize,
    found: &[(Span, Form)],
    again: &Again,
) {
    let own = drafts[n].span;
    let kind = drafts[n].kind;
    let over: Vec<(Span, Form)> = found.iter().copied().filter(|(span, _)| span.overlaps(own)).collect();
    let (Some((first, _)), Some((last, _))) = (over.first(), over.last()) else { return };
    // "Quill Tower" is no Quill.
    if !matches!(kind, EntityKind::Person | EntityKind::Organization)
        || over.iter().any(|(span, _)| span.contains(own))
        || again.is_again(own.slice(text))
    {
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
        beside().fold((0, 0), |(count, short), word| (count + 1, short + usize::from(word.len() < 3)));
    if count == 0 || count < least && over.len() < 2 || short > 0 || !beside().all(is_of_headline) {
        return;
    }
    let better = drafts.len();
    drafts[n].give_way(better);
    for (span, form) in over {
        if !held.iter().any(|&n| !drafts[n].dropped && drafts[n].span.overlaps(span)) {
            held.push(drafts.len());
            drafts.push(Draft::new(span, form.kind));
        }
    }
}

/// Whether a word may stand beside a name in a headline: no part of names by the lists, or a verb that nobody is
/// called.
fn is_of_headline(word: &str) -> bool {
    let lower = word.to_lowercase();
    let of_storm = STORMS.iter().any(|storm| storm.spaced().any(|part| part == word));
    let free = !key::is_generic(word)
        && gazetteer::place(word).is_none()
        && (gazetteer::known(word).is_none() || gazetteer::team(word))
        && (keyphrase::is_word(&lower) || !gazetteer::surname(word));
    gazetteer::given(word).is_none()
        && gazetteer::title(&[word]).is_none()
        && !of_storm
        && !ground::is_head(word)
        && (free || keyphrase::is_verb(&lower))
}

#[cfg(test)]
mod tests {
    use nutgraf_core::{Article, sentences};

    use super::super::draft::marked;
    use super::*;

    /// The names of a story after mending: `names` are what the tagger found, in order.
    fn mended(text: &str, names: &[(&str, EntityKind)]) -> Vec<String> {
        let article = Article {
            text: text.to_owned(),
            sentences: sentences(text, Span::of(text)),
            ..Article::default()
        };
        let mut drafts = marked(text, names);
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
            ["person Ada Price"]
        );
        // A ground's owner, another of a surname, and a league are no such forms.
        assert_eq!(
            mended(
                "Quillan Tower Opens Again\nAda Quillan left.",
                &[("Quillan Tower", O), ("Ada Quillan", P)]
            ),
            ["organization Quillan Tower", "person Ada Quillan"]
        );
        assert_eq!(
            mended("John Quillan Wins Again\nAda Quillan left.", &[("John Quillan", P), ("Ada Quillan", P)]),
            ["person John Quillan", "person Ada Quillan"]
        );
        assert_eq!(
            mended(
                "Fellex League Final Set\nThe Premier League met on Monday.",
                &[("Fellex League Final", O), ("Premier League", O)]
            ),
            ["organization Fellex League Final", "organization Premier League"]
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
        let text = "Rain Quillan came. Then Otto Quillan said so.";
        assert_eq!(
            mended(text, &[("Rain Quillan", P), ("Otto Quillan", P)]),
            ["person Rain Quillan", "person Otto Quillan"]
        );
        let text = "Allied Quillan rose. Shares in Allied Quillan are allied with Quillan.";
        assert_eq!(
            mended(text, &[("Allied Quillan", O), ("Allied Quillan", O), ("Quillan", P)]),
            ["organization Allied Quillan", "organization Allied Quillan", "person Quillan"]
        );
    }
}
