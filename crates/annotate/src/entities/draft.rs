//! Mentions on their way to entities, and what the rules for them share.

use std::ops::Range;
use std::sync::LazyLock;

use nutgraf_core::{EntityKind, Form, Span};
use nutgraf_tagger::gazetteer::{Known, Table};

#[cfg(test)]
use crate::words::Words;

/// A mention on its way to an entity.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The name alone: no article, title, possessive or bracket.
    pub(super) span: Span,
    pub(super) kind: EntityKind,
    /// Known already when the text says so: initials, native script.
    pub(super) form: Option<Form>,
    /// The draft that names the same, when the text says so ("Grain Board (GB)").
    pub(super) same_as: Option<usize>,
    /// Titles printed with this mention.
    pub(super) titles: Vec<Span>,
    /// Replaced by a better one.
    pub(super) dropped: bool,
    /// Whether its line tells its kind, whatever its other mentions are: that of a dateline, a table, a line-up.
    pub(super) pinned: bool,
}

impl Draft {
    pub(super) fn new(span: Span, kind: EntityKind) -> Draft {
        Draft { span, kind, form: None, same_as: None, titles: vec![], dropped: false, pinned: false }
    }

    /// A mention whose line tells its kind.
    pub(super) fn pinned(span: Span, kind: EntityKind) -> Draft {
        Draft { pinned: true, ..Draft::new(span, kind) }
    }

    /// Drops it for the draft `better`, which speaks for it wherever another named it.
    pub(super) fn give_way(&mut self, better: usize) {
        self.dropped = true;
        self.same_as = Some(better);
    }

    /// A mention that the text itself says to be another's.
    pub(super) fn of(owner: usize, kind: EntityKind, span: Span, form: Form) -> Draft {
        Draft { form: Some(form), same_as: Some(owner), ..Draft::new(span, kind) }
    }
}

/// The kind of a name that the lists know.
pub(super) fn kind_of(known: Known) -> EntityKind {
    match known {
        Known::Organization => EntityKind::Organization,
        Known::Product => EntityKind::Product,
        Known::Work => EntityKind::Work,
        Known::Event => EntityKind::Event,
    }
}

/// Words that open sentences and name nothing.
static OPENERS: Listed = Listed::new(|| {
    listed(
        "a after all also an and as at before but by for from he her his how i if in it its my no not on our \
     she so that the their they this to we what when where who why with yes you",
    )
});

/// Whether a word is in a list of words.
#[inline]
pub(super) fn is_listed(list: &Listed, word: &str) -> bool {
    list.contains(word)
}

/// Whether a word, in lower case, is in a list of words.
#[inline]
pub(super) fn lower_in(list: &Listed, word: &str) -> bool {
    list.contains_lower(word)
}

/// Where a part that was cut out of a text stands in it.
pub(super) fn part_of(text: &str, part: &str) -> Span {
    let start = part.as_ptr() as usize - text.as_ptr() as usize;
    Span::at(start, start + part.len())
}

/// Where a part of a few bytes stands in a name. The standard library's search prepares for long texts, which takes
/// longer than to look through a name.
pub(super) fn find(name: &str, part: &str) -> Option<usize> {
    let (name, part) = (name.as_bytes(), part.as_bytes());
    let first = *part.first()?;
    name.iter()
        .enumerate()
        .find_map(|(at, &byte)| (byte == first && name[at..].starts_with(part)).then_some(at))
}

/// A name before and after a part of a few bytes.
pub(super) fn split_once<'a>(name: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    find(name, part).map(|at| (&name[..at], &name[at + part.len()..]))
}

/// What a text begins with: its characters up to the first that is no such one.
pub(super) fn run(text: &str, is: impl Fn(char) -> bool) -> &str {
    &text[..text.find(|c: char| !is(c)).unwrap_or(text.len())]
}

/// The word of such characters behind the blank that a text begins with; empty for none.
pub(super) fn word_after(text: &str, is: impl Fn(char) -> bool) -> &str {
    run(text.strip_prefix(' ').unwrap_or_default(), is)
}

/// The word of such characters that ends a text, and what is before it.
pub(super) fn last_word(text: &str, is: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.trim_end_matches(is).len())
}

/// Whether a text begins with one of these. A byte of each tells most apart before they are compared.
#[inline]
pub(super) fn opens_any(text: &str, openings: &[&str]) -> bool {
    let text = text.as_bytes();
    openings.iter().any(|opening| {
        let opening = opening.as_bytes();
        let last = opening.len().wrapping_sub(1);
        text.get(last).is_some_and(|byte| opening.last() == Some(byte)) && text.starts_with(opening)
    })
}

/// Whether a text ends with one of these.
#[inline]
pub(super) fn ends_any(text: &str, endings: &[&str]) -> bool {
    let text = text.as_bytes();
    endings.iter().any(|ending| {
        let ending = ending.as_bytes();
        let first = text.len().wrapping_sub(ending.len());
        text.get(first).is_some_and(|byte| ending.first() == Some(byte)) && text.ends_with(ending)
    })
}

/// A closed list of words, made at its first use.
pub(super) type Listed = LazyLock<Table>;

/// Puts each of some names in the place of the drafts that it overlaps, if all of them give way to it: `gives_way` is
/// asked of the draft and of the name. The drafts stand in the order of the text, and do so afterwards; where they do
/// not, none is lost.
pub(super) fn replace(
    drafts: &mut Vec<Draft>,
    mut found: Vec<Draft>,
    gives_way: impl Fn(&Draft, &Draft) -> bool,
) {
    found.sort_by_key(|name| name.span.start());
    for name in found {
        let over = overlapped(drafts, name.span);
        let yields = |held: &Draft| held.span.overlaps(name.span) && gives_way(held, &name);
        if drafts[over.clone()].iter().all(yields) {
            drafts.splice(over, [name]);
        }
    }
}

/// The drafts that a span overlaps, of drafts in the order of the text.
pub(super) fn overlapped(drafts: &[Draft], span: Span) -> Range<usize> {
    let first = drafts.partition_point(|draft| draft.span.end() <= span.start());
    let last = first + drafts[first..].partition_point(|draft| draft.span.start() < span.end());
    first..last
}

/// The drafts of names that stand in a text in this order.
#[cfg(test)]
pub(super) fn marked(text: &str, names: &[(&str, EntityKind)]) -> Vec<Draft> {
    let mut from = 0;
    let draft = |&(name, kind): &(&str, EntityKind)| {
        let at = from + text[from..].find(name).unwrap();
        from = at + name.len();
        Draft::new(Span::at(at, from), kind)
    };
    names.iter().map(draft).collect()
}

/// What a rule makes of a text and the names found in it, which stand there in this order.
#[cfg(test)]
pub(super) fn after(
    text: &str,
    names: &[(&str, EntityKind)],
    rule: impl Fn(&Words, &mut Vec<Draft>),
) -> Vec<(String, EntityKind)> {
    let sentences = nutgraf_core::sentences(text, Span::of(text));
    let article = nutgraf_core::Article { text: text.to_owned(), sentences, ..Default::default() };
    let mut drafts = marked(text, names);
    rule(&Words::of(&article), &mut drafts);
    assert!(drafts.is_sorted_by_key(|draft| draft.span));
    drafts.iter().map(|draft| (draft.span.slice(text).to_owned(), draft.kind)).collect()
}

/// The words of a list written as one text.
pub(super) fn listed(words: &'static str) -> Table {
    words.split_ascii_whitespace().collect()
}

/// Whether a word, in any case, is one of those that open sentences.
pub(super) fn is_opener(word: &str) -> bool {
    lower_in(&OPENERS, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beside_a_name_are_told_by_their_characters() {
        assert_eq!(word_after(" co-star Ada", |c| c.is_alphabetic() || c == '-'), "co-star");
        assert_eq!(word_after(" co-star Ada", char::is_alphabetic), "co");
        assert_eq!(
            (word_after("'s star", char::is_alphabetic), word_after("", char::is_alphabetic)),
            ("", "")
        );
        assert_eq!(last_word("the café", char::is_alphabetic), ("the ", "café"));
        assert_eq!(last_word("the end.", char::is_alphabetic), ("the end.", ""));
    }

    #[test]
    fn texts_begin_and_end_with_one_of_several() {
        assert!(opens_any(" said so", &[" told ", " said"]) && !opens_any(" said so", &[" says", "said"]));
        assert!(ends_any("is in ", &[" to ", " in "]) && !ends_any("is in ", &[" in", "this is in "]));
        assert!(!opens_any("", &[" said"]) && !ends_any("", &["of "]) && !ends_any("é ", &["ée "]));
    }

    #[test]
    fn a_name_takes_the_place_of_those_that_give_way() {
        let text = "Ada Lund, Oda Fell, Quill";
        let at = |name: &str| Span::at(text.find(name).unwrap(), text.find(name).unwrap() + name.len());
        let names = [("Lund", EntityKind::Place), ("Oda", EntityKind::Person), ("Fell", EntityKind::Place)];
        let mut drafts = marked(text, &names);
        let person = |name: &str| Draft::new(at(name), EntityKind::Person);
        replace(&mut drafts, vec![person("Oda Fell")], |held, _| held.kind == EntityKind::Place);
        assert_eq!(drafts.len(), 3);
        replace(&mut drafts, vec![person("Quill"), person("Oda Fell")], |_, _| true);
        // Of two that overlap, each takes the place of the one before.
        let mut two = marked(text, &names);
        replace(&mut two, vec![person("Lund, Oda"), person("Oda Fell")], |_, _| true);
        assert_eq!(two.iter().map(|draft| draft.span.slice(text)).collect::<Vec<_>>(), ["Oda Fell"]);
        let shown: Vec<&str> = drafts.iter().map(|draft| draft.span.slice(text)).collect();
        assert_eq!(shown, ["Lund", "Oda Fell", "Quill"]);
        // Out of order they cost nothing but the right place.
        let mut drafts =
            vec![Draft::new(at("Quill"), EntityKind::Person), Draft::new(at("Ada Lund"), EntityKind::Person)];
        for name in ["Lund", "Oda", "Fell", "Quill"] {
            replace(&mut drafts, vec![Draft::new(at(name), EntityKind::Place)], |_, _| false);
            overlapped(&drafts, at(name));
        }
        assert!(["Ada Lund", "Quill"].iter().all(|name| drafts.iter().any(|held| held.span == at(name))));
    }
}
