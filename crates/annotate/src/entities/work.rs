//! Films, songs and books that the tagger took for who or where they are called after.

use std::cell::LazyCell;

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer;
use rustc_hash::FxHashMap;

use super::draft::{Draft, Listed, is_listed, last_word, listed, opens_any, word_after};
use super::spaced::Spaced as _;

/// What a work is called before its name: "the film {Fell}".
pub(super) static WORKS: Listed = Listed::new(|| {
    listed(
        "album anthem ballet biopic blockbuster comedy documentary drama film memoir mini-series \
         miniseries movie musical novel opera podcast poem sequel sitcom soap song soundtrack thriller",
    )
});

/// Several of them, before "like", "such as" or "including".
static MANY: Listed = Listed::new(|| {
    listed(
        "albums ballets books comedies credits documentaries dramas films movies musicals novels operas \
         poems sitcoms soaps songs thrillers tracks",
    )
});

/// Who and what goes by the word before the name as well: "the film {Fell} director".
static TRADES: Listed = Listed::new(|| {
    listed(
        "actor actress band boss company critic director distributor executive fans festival group \
         industry label legend maker makers producer producers publisher rights singer star stars studio \
         studios writer",
    )
});

/// What a law or a treaty ends in.
const LAWS: [&str; 6] = ["Accord", "Accords", "Act", "Declaration", "Protocol", "Treaty"];

/// Finds the works. Drafts are in the order of the text.
pub(super) fn find(text: &str, drafts: &mut [Draft]) {
    // The work before, and whether the text calls it so.
    let mut last: Option<(Span, bool)> = None;
    let spans: Vec<Span> = drafts.iter().map(|draft| draft.span).collect();
    let again = LazyCell::new(|| Again::of(text, &spans));
    for draft in drafts.iter_mut().filter(|draft| !draft.dropped && draft.same_as.is_none()) {
        let (span, kind) = (draft.span, draft.kind);
        if kind == EntityKind::Person && is_bill(text, span) {
            draft.dropped = true;
            continue;
        }
        let held = matches!(kind, EntityKind::Person | EntityKind::Organization | EntityKind::Place);
        let mut called = false;
        if is_played(text, span, kind) {
            draft.kind = EntityKind::Work;
        } else if held && draft.titles.is_empty() {
            let link = last.filter(|(last, _)| text.get(last.end()..span.start()).is_some_and(is_link));
            // "the Kyoto Protocol, {Fell} said": only what is called a work says so of what follows, marks aside.
            let in_row = link.is_some_and(|(_, called)| called);
            called = is_quoted(text, span, kind, link.is_some())
                || is_called(text, span, kind, in_row) && !again.has(span.slice(text), kind);
            if called || is_law(text, span) {
                draft.kind = EntityKind::Work;
            }
        }
        last = (draft.kind == EntityKind::Work).then_some((span, called));
    }
}

/// How often the text has each name, and each last word of one.
struct Again<'a> {
    names: FxHashMap<&'a str, usize>,
    lasts: FxHashMap<&'a str, usize>,
}

impl<'a> Again<'a> {
    fn of(text: &'a str, spans: &[Span]) -> Again<'a> {
        let mut again = Again { names: FxHashMap::default(), lasts: FxHashMap::default() };
        for name in spans.iter().map(|span| span.slice(text)) {
            *again.names.entry(name).or_default() += 1;
            *again.lasts.entry(final_word(name)).or_default() += 1;
        }
        again
    }

    /// Whether a name stands in the text once more, or a person's surname alone: who acts is named again, a work
    /// seldom.
    fn has(&self, name: &str, kind: EntityKind) -> bool {
        let more = |counts: &FxHashMap<&str, usize>, word| counts.get(word).is_some_and(|&count| count > 1);
        more(&self.names, name) || kind == EntityKind::Person && more(&self.lasts, final_word(name))
    }
}

fn final_word(name: &str) -> &str {
    name.spaced().next_back().unwrap_or(name)
}

/// "{Fell Girls} actress Ada Quill", taken for a body: who plays and writes does so in a film.
fn is_played(text: &str, name: Span, kind: EntityKind) -> bool {
    let printed = name.slice(text);
    let next = word_after(&text[name.end()..], |c| c.is_alphabetic() || c == '-');
    kind == EntityKind::Organization
        && matches!(next, "actress" | "co-star" | "screenwriter" | "sequel" | "soundtrack")
        && printed.contains(' ')
        && gazetteer::known(printed).is_none()
        && !printed.spaced().any(|word| {
            gazetteer::organization_word(word).is_some()
                || !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_uppercase())
        })
}

/// "the Fell Relations Act"
fn is_law(text: &str, name: Span) -> bool {
    name.slice(text).cut_last().is_some_and(|(_, last)| LAWS.contains(&last))
}

/// "the Farm {Bill}", but neither "But {Bill}" nor "Uncle {Bill}": what opens a sentence has a capital of its own.
fn is_bill(text: &str, name: Span) -> bool {
    let before = text[..name.start()].strip_suffix(' ').unwrap_or_default();
    let (rest, word) = before.split_at(before.rfind([' ', '\n']).map_or(0, |at| at + 1));
    name.slice(text) == "Bill"
        && rest.strip_suffix(' ').is_some_and(|rest| rest.ends_with(char::is_alphanumeric))
        && word.starts_with(char::is_uppercase)
        && !word.ends_with(['.', ':', ','])
        && gazetteer::given(word).is_none()
        && gazetteer::title(&[word]).is_none()
}

/// The text before a name without the article and the mark that may open a title.
fn lead(text: &str, name: Span) -> &str {
    let before = &text[..name.start()];
    let before = ["The ", "the ", "A ", "An "]
        .iter()
        .find_map(|article| before.strip_suffix(article))
        .unwrap_or(before);
    before.trim_end_matches(['"', '“', '‘', '\''])
}

/// Whether what is before a name calls it a work.
fn is_introduced(text: &str, name: Span, kind: EntityKind) -> bool {
    let Some(before) = lead(text, name).strip_suffix(' ') else { return false };
    // "his film, {Fell}, won": but neither "the director of the film, {Ada Quill}" nor "in the film, London is grey".
    let listed =
        || gazetteer::place(name.slice(text)).is_some() || gazetteer::country(name.slice(text)).is_some();
    let apposed = kind != EntityKind::Person && text[name.end()..].starts_with(',') && !listed();
    let before = before.strip_suffix(',').filter(|_| apposed).unwrap_or(before);
    if is_listed(&WORKS, noun(before)) {
        return true;
    }
    let many =
        [" like", " such as", " including", " include"].iter().find_map(|link| before.strip_suffix(link));
    many.is_some_and(|before| is_listed(&MANY, noun(before)))
}

/// The word that ends a text; empty behind a mark.
fn noun(text: &str) -> &str {
    last_word(text, |c| c.is_alphanumeric() || c == '-').1
}

/// What ends a title, whatever it is called after.
const ENDS: [&str; 8] = [".", "!", "?", ";", ")", "\n", " (", " in 19"];

/// What follows a title that nobody is called.
const MORE: [&str; 14] = [
    ",",
    " -",
    " –",
    " by ",
    " directed ",
    " starring ",
    " won ",
    " was ",
    " were ",
    " is ",
    " has ",
    " which ",
    " and ",
    " in 20",
];

/// "the film {Fell}.", but neither "the film {Fell} director" nor "in the film {Ada Quill} sings".
fn is_called(text: &str, name: Span, kind: EntityKind, in_row: bool) -> bool {
    let after = &text[name.end()..];
    let next = word_after(after, char::is_alphabetic);
    let ends = |marks: &[&str]| opens_any(after, marks);
    (in_row || is_introduced(text, name, kind))
        && (after.is_empty() || ends(&ENDS) || kind != EntityKind::Person && ends(&MORE))
        && !is_listed(&TRADES, next)
        && gazetteer::known(name.slice(text)).is_none()
}

/// `the film "{Fell}"`, `films such as "{Fell}" and "{Oda}"`: all between two marks.
fn is_quoted(text: &str, name: Span, kind: EntityKind, in_row: bool) -> bool {
    let before = &text[..name.start()];
    let opened = before.strip_suffix("The ").unwrap_or(before);
    let after = &text[name.end()..];
    let closed = after.trim_start_matches(['.', ',', '!', '?']);
    let inside = opened.ends_with(['"', '“', '‘']) && closed.starts_with(['"', '”', '’']);
    // `Ada "Fell" Quill`
    let nickname = || {
        closed
            .trim_start_matches(['"', '”', '’'])
            .strip_prefix(' ')
            .is_some_and(|next| next.starts_with(char::is_uppercase))
    };
    let from = text.floor_char_boundary(name.start().saturating_sub(60));
    let line = &text[from..name.start()];
    let line = &line[line.rfind('\n').map_or(0, |at| at + 1)..];
    let told = || {
        line.split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| {
            is_listed(&WORKS, word)
                || is_listed(&MANY, word)
                || matches!(word, "adventure" | "starred" | "directed")
        })
    };
    // `Her album mocks "Quill"`
    let borne = || {
        let name = name.slice(text);
        gazetteer::known(name).is_some() || kind == EntityKind::Person && gazetteer::surname(name)
    };
    inside && !nickname() && (in_row || is_introduced(text, name, kind) || told() && !borne())
}

/// Whether what is between two names makes a row of works: a comma or an "and", with marks and articles.
fn is_link(gap: &str) -> bool {
    let plain = gap.replace(['"', '“', '”', '‘', '’'], "");
    let plain = plain.strip_suffix("The ").unwrap_or(&plain);
    matches!(plain, ", " | " and " | ", and ")
}

#[cfg(test)]
mod tests {
    use super::super::draft::marked;
    use super::*;

    fn kinds(text: &str, names: &[(&str, EntityKind)]) -> Vec<Option<EntityKind>> {
        let mut drafts = marked(text, names);
        find(text, &mut drafts);
        drafts.iter().map(|draft| (!draft.dropped).then_some(draft.kind)).collect()
    }

    #[test]
    fn works_are_called_so_or_stand_between_marks() {
        use EntityKind::{Organization as O, Person as P, Place as L, Work as W};
        let one = |text: &str, name, kind| kinds(text, &[(name, kind)])[0];
        assert_eq!(one("The film Fell was a hit.", "Fell", L), Some(W));
        assert_eq!(one("Her album, Fell, won.", "Fell", O), Some(W));
        assert_eq!(one("She plays a nurse in the drama Ada Quill.", "Ada Quill", P), Some(W));
        assert_eq!(one("In the drama Ada Quill plays a nurse.", "Ada Quill", P), Some(P));
        assert_eq!(one("The film Fell director left.", "Fell", L), Some(L));
        assert_eq!(one("He was in the film \"The Fell\" last year.", "Fell", L), Some(W));
        assert_eq!(one("Their “film” Fell was a hit.", "Fell", L), Some(L));
        assert_eq!(one("The director of the film, Ada Quill, left.", "Ada Quill", P), Some(P));
        assert_eq!(one("In the film, London is a grey place.", "London", L), Some(L));
        assert_eq!(one("He plays like Quill, his coach said.", "Quill", P), Some(P));
        assert_eq!(one("Her album mocks \"Johnson\" and all.", "Johnson", P), Some(P));
        assert_eq!(
            kinds("In the movie Ada Quill is a nurse. Quill likes it.", &[("Ada Quill", P), ("Quill", P)]),
            [Some(P); 2]
        );
        assert_eq!(one("It rained in \"Fell\" last year.", "Fell", L), Some(L));
        assert_eq!(one("The film has Otto \"Fell\" Quill in it.", "Fell", P), Some(P));
        assert_eq!(
            kinds(
                "Her films such as \"Fell\", \"Oda\" and The Quill were hits.",
                &[("Fell", L), ("Oda", P), ("Quill", O)]
            ),
            [Some(W); 3]
        );
        assert_eq!(
            kinds("The song Quill is by Quill and Holm.", &[("Quill", P), ("Quill", P), ("Holm", P)]),
            [Some(P); 3]
        );
    }

    #[test]
    fn who_acts_in_it_makes_a_film_of_a_body() {
        use EntityKind::{Organization as O, Work as W};
        let one = |text: &str, name| kinds(text, &[(name, O)])[0];
        assert_eq!(one("Fell Girls actress Ada Quill left.", "Fell Girls"), Some(W));
        assert_eq!(one("Fell Girls director Ada Quill left.", "Fell Girls"), Some(O));
        assert_eq!(one("Fell Theatre Company actor Ada left.", "Fell Theatre Company"), Some(O));
    }

    #[test]
    fn laws_are_no_bodies_and_bills_nobody() {
        use EntityKind::{Organization as O, Person as P, Work as W};
        assert_eq!(kinds("Under the Fell Relations Act it may.", &[("Fell Relations Act", O)]), [Some(W)]);
        assert_eq!(
            kinds("The Fell Treaty, Oda said.", &[("Fell Treaty", O), ("Oda", P)]),
            [Some(W), Some(P)]
        );
        assert_eq!(
            kinds("It passed the Farm Bill. Ada saw Bill.", &[("Bill", P), ("Bill", P)]),
            [None, Some(P)]
        );
        assert_eq!(
            kinds("But Bill said no. Yesterday Bill left.", &[("Bill", P), ("Bill", P)]),
            [Some(P); 2]
        );
    }
}
