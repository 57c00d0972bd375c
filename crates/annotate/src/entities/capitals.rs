//! Headlines in capitals, in which every word may be a name's: "RUGBY - {FELL} RECALL {QUILL} FOR {LUND}". What the story
//! below calls its people, bodies and places tells which are.

use nutgraf_core::{EntityKind, Span};
use rustc_hash::FxHashMap;

use super::draft::Draft;
use super::repeat;
use super::spaced::Spaced as _;
use crate::words::Words;

/// The longest headline, in bytes.
const LONGEST: usize = 200;

/// A name of the story in capitals.
struct Form {
    text: String,
    kind: EntityKind,
}

/// Adds the names of the story that its lines in capitals have, and gives those that the tagger found there their kind.
pub(super) fn find(words: &Words, drafts: &mut Vec<Draft>) {
    let lines: Vec<Span> =
        words.sentences.iter().copied().filter(|&line| is_shouted(words.text, line)).collect();
    if lines.is_empty() || lines.len() == words.sentences.len() {
        return;
    }
    let line_of = |span: Span| {
        let line = lines.partition_point(|line| line.end() <= span.start());
        lines.get(line).is_some_and(|line| line.contains(span))
    };
    let forms = forms(words, drafts, line_of);
    for line in lines {
        let mut free = line.start();
        for token in words.token_at(line.start())..words.token_at(line.end()) {
            let start = words.tokens[token].start();
            let fits = |form: &&Form| {
                words.text[start..].starts_with(&form.text)
                    && repeat::is_border(words.text, start, start + form.text.len())
            };
            let held = forms.get(words.word(token)).into_iter().flatten();
            if let Some(form) = held.filter(fits).max_by_key(|form| form.text.len()).filter(|_| start >= free)
            {
                let span = Span::at(start, start + form.text.len());
                free = span.end();
                put(drafts, span, form.kind);
            }
        }
    }
}

/// Whether a line, or a part of one, is in capitals and of several words.
fn is_shouted(text: &str, line: Span) -> bool {
    let printed = line.slice(text);
    printed.len() < LONGEST
        && !printed.contains(char::is_lowercase)
        && printed.spaced().filter(|word| word.contains(char::is_uppercase)).count() > 2
}

/// What the story calls its people, bodies and places outside such lines, in capitals, by first word.
fn forms(words: &Words, drafts: &[Draft], shouted: impl Fn(Span) -> bool) -> FxHashMap<String, Vec<Form>> {
    let mut forms: FxHashMap<String, Vec<Form>> = FxHashMap::default();
    let mut add = |name: &str, kind| {
        let small = !name.contains(' ') && words.has_small(&name.to_lowercase());
        if name.len() < 3 || small || !name.starts_with(char::is_uppercase) {
            return;
        }
        let text = name.to_uppercase();
        // A hyphen may end the first token or not.
        let first = text.spaced().next().unwrap_or_default().to_owned();
        for first in [first.split('-').next().unwrap_or_default().to_owned(), first] {
            let held = forms.entry(first).or_default();
            if held.len() < 32 && !held.iter().any(|form| form.text == text) {
                held.push(Form { text: text.clone(), kind });
            }
        }
    };
    for draft in
        drafts.iter().filter(|draft| !draft.dropped && draft.same_as.is_none() && !shouted(draft.span))
    {
        let name = draft.span.slice(words.text);
        match draft.kind {
            EntityKind::Person => {
                add(name, draft.kind);
                if let Some(at) = repeat::surname(name) {
                    add(&name[at..], draft.kind);
                }
            }
            EntityKind::Organization | EntityKind::Place => add(name, draft.kind),
            _ => {}
        }
    }
    forms
}

/// Puts a name where it stands, if no longer one that may be right is there, of a body, a place, an event; and none
/// whose line tells its kind.
fn put(drafts: &mut Vec<Draft>, span: Span, kind: EntityKind) {
    let mut over = Vec::new();
    for (n, draft) in drafts.iter_mut().enumerate().filter(|(_, draft)| !draft.dropped) {
        if draft.span == span {
            draft.kind = if draft.pinned { draft.kind } else { kind };
            return;
        }
        if draft.span.overlaps(span) {
            over.push(n);
        }
    }
    let yields = |n: &usize| {
        let held = &drafts[*n];
        !held.pinned
            && (span.contains(held.span) || held.kind == EntityKind::Person && kind != EntityKind::Person)
    };
    if over.iter().all(yields) {
        for n in over {
            let better = drafts.len();
            drafts[n].give_way(better);
        }
        drafts.push(Draft::new(span, kind));
    }
}

#[cfg(test)]
mod tests {
    use nutgraf_core::{Article, sentences};

    use super::super::draft::marked;
    use super::*;

    fn shouted(text: &str, names: &[(&str, EntityKind)]) -> Vec<(String, EntityKind)> {
        let sentences = sentences(text, Span::of(text));
        let article = Article { text: text.to_owned(), sentences, ..Article::default() };
        let mut drafts = marked(text, names);
        find(&Words::of(&article), &mut drafts);
        drafts.sort_by_key(|draft| draft.span);
        let line = text.find('\n').unwrap_or(text.len());
        let held = drafts.iter().filter(|draft| !draft.dropped && draft.span.end() <= line);
        held.map(|draft| (draft.span.slice(text).to_owned(), draft.kind)).collect()
    }

    #[test]
    fn the_story_tells_the_names_of_its_headline() {
        use EntityKind::{Organization as O, Person as P, Place as L};
        let named = |name: &str, kind| (name.to_owned(), kind);
        let text =
            "RUGBY - FELL RECALL QUILL FOR PORT ELSA GAME.\nFell named Ada Quill for the game in Port Elsa.";
        let names = [("Fell", O), ("Ada Quill", P), ("Port Elsa", L)];
        assert_eq!(shouted(text, &names), [named("FELL", O), named("QUILL", P), named("PORT ELSA", L)]);
        let names = [("FELL", L), ("QUILL FOR", P), ("Fell", O), ("Port Elsa", L)];
        assert_eq!(shouted(text, &names), [named("FELL", O), named("QUILL FOR", P), named("PORT ELSA", L)]);
        let names = [("PORT ELSA GAME", P), ("Port Elsa", L)];
        assert_eq!(shouted(text, &names), [named("PORT ELSA", L)]);
        let names = [("PORT ELSA GAME", O), ("Port Elsa", L)];
        assert_eq!(shouted(text, &names), [named("PORT ELSA GAME", O)]);
        // What the text prints in small letters, too, may be that.
        let text = "HE FELL IN LUND.\nAda Fell said he fell in Lund.";
        assert_eq!(shouted(text, &[("Ada Fell", P), ("Lund", L)]), [named("LUND", L)]);
        // A table's line tells what its names are.
        let text = "FELL BAY 5 LUND 4\nIt rained in Fell Bay Port and in Lund. The Fell Bay 5 won.";
        let names = [("FELL BAY", O), ("LUND", O), ("Fell Bay Port", L), ("Lund", L), ("Fell Bay 5", L)];
        let mut drafts = marked(text, &names);
        (drafts[0].pinned, drafts[1].pinned) = (true, true);
        let sentences = sentences(text, Span::of(text));
        find(&Words::of(&Article { text: text.to_owned(), sentences, ..Article::default() }), &mut drafts);
        assert_eq!(drafts.len(), names.len());
        assert_eq!([drafts[0].kind, drafts[1].kind], [O, O]);
        let text = "FELL BEAT LUND AGAIN\nFELL BEAT LUND AGAIN";
        assert!(shouted(text, &[]).is_empty());
    }
}
