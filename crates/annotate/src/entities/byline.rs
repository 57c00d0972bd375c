//! Outlets behind the author of a byline: "By Ada Quill, {Fell Press}", "Ada Quill | {Fell Reporting Service}".

use memchr::memrchr;
use nutgraf_core::EntityKind;
use nutgraf_tagger::gazetteer;

use super::calling;
use super::draft::{Draft, Listed, is_listed, listed, overlapped, part_of, replace};
use super::spaced::Spaced as _;
use super::wire;

/// The longest byline, in bytes.
const LONGEST: usize = 120;

/// Lines at the head of a text among which it stands.
const LINES: usize = 6;

/// What stands between an author and an outlet.
const MARKS: [char; 4] = [',', '|', '·', '•'];

/// The last words of outlets' names.
static OUTLETS: Listed = Listed::new(|| {
    listed(
        "Advertiser Advocate Agency Argus Banner Beacon Broadcasting Bulletin Chronicle Citizen Courier Daily \
         Democrat Digest Dispatch Echo Examiner Express Free-Press Gazette Globe Guardian Herald Independent \
         Inquirer Journal Leader Ledger Magazine Mail Media Mercury Mirror Monitor Network News Newspapers Observer \
         Online Post Press Radio Record Reformer Register Reporter Republic Republican Review Sentinel Service \
         Standard Star Sun TV Telegraph Television Times Today Tribune Weekly Wire",
    )
});

/// Adds them. The drafts stand in the order of the text, and do so afterwards.
pub(super) fn find(text: &str, drafts: &mut Vec<Draft>) {
    let mut found = Vec::new();
    let marked =
        |line: &&str| line.len() < LONGEST && (line.contains(',') || line.contains('|') || !line.is_ascii());
    for line in text.lines().take(LINES).filter(marked) {
        let is_author = |name: &str| {
            let spot = part_of(text, name);
            drafts[overlapped(drafts, spot)]
                .iter()
                .any(|draft| draft.kind == EntityKind::Person && draft.span == spot)
        };
        found.extend(
            desk(line, is_author).map(|place| Draft::pinned(part_of(text, place), EntityKind::Place)),
        );
        let by = line.strip_prefix("By ").or_else(|| line.strip_prefix("by "));
        let mut parts = by.unwrap_or(line).split(MARKS).map(str::trim);
        let spot = part_of(text, parts.next().unwrap_or_default());
        // Behind "By" the tagger may know the author by a part of the name.
        let written = drafts[overlapped(drafts, spot)].iter().any(|draft| {
            draft.kind == EntityKind::Person
                && spot.contains(draft.span)
                && (by.is_some() || draft.span == spot)
        });
        if !written {
            continue;
        }
        let outlet = parts.find(|part| is_outlet(part) && (by.is_some() || is_told(part)));
        let Some(outlet) = outlet else { continue };
        let span = part_of(text, outlet.strip_prefix("The ").unwrap_or(outlet));
        // "By Ada Quill, Lund"
        let held = drafts[overlapped(drafts, span)].iter();
        let other = |draft: &Draft| draft.span == span && draft.kind != EntityKind::Work && !is_told(outlet);
        if !held.into_iter().any(other) {
            found.push(Draft::pinned(span, EntityKind::Organization));
        }
    }
    replace(drafts, found, |held, name| name.span.contains(held.span) || held.span.contains(name.span));
}

/// Where a correspondent without a name, or one "from" there, writes: "Our Correspondent, {Fell}", "From Ada Quill,
/// {Fell}".
fn desk(line: &str, is_author: impl Fn(&str) -> bool) -> Option<&str> {
    let comma = memrchr(b',', line.as_bytes())?;
    let (who, place) = (&line[..comma], line[comma + 1..].strip_prefix(' ')?);
    let last = who.spaced().next_back()?;
    let named = place.spaced().count() < 4
        && place.spaced().all(|word| {
            word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '-')
        });
    let from = || who.strip_prefix("From ").is_some_and(is_author);
    let desk = matches!(last, "Correspondent" | "Correspondents" | "Reporter");
    // "Our Sports Reporter, Ada Quill"
    (named && (desk || from()) && !is_told(place) && !wire::is_full(place)).then_some(place)
}

/// Whether the last word of a name says that it is an outlet's.
fn is_told(name: &str) -> bool {
    name.spaced().next_back().is_some_and(|last| is_listed(&OUTLETS, last))
        || gazetteer::known(name) == Some(gazetteer::Known::Organization)
}

/// Whether a part of a byline may name an outlet: no place, date, office or trade.
fn is_outlet(part: &str) -> bool {
    let capital = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '&' | '.'))
            && !word.ends_with('.')
            && gazetteer::calendar(word).is_none()
    };
    let last = part.spaced().next_back().unwrap_or_default();
    let named = capital(part.spaced().next().unwrap_or_default())
        && part.spaced().all(|word| capital(word) || matches!(word, "&" | "and" | "for" | "of" | "the"));
    let office = calling::may_end(last) || matches!(last, "Correspondent" | "Staff" | "Writer");
    named
        && part.len() > 2
        && part.spaced().count() < 6
        && (!office || gazetteer::known(part) == Some(gazetteer::Known::Organization))
        && gazetteer::place(part).is_none()
        && gazetteer::whole_place(part).is_none()
}

#[cfg(test)]
mod tests {
    use EntityKind::{Organization as O, Person as P, Place as L};

    use super::super::draft::after;
    use super::*;

    #[test]
    fn an_outlet_stands_behind_its_author() {
        let named = |name: &str, kind| (name.to_owned(), kind);
        let found = |text: &str, held: &[(&str, EntityKind)]| {
            after(text, held, |words, drafts| find(words.text, drafts))
        };
        for (text, outlet) in [
            ("Mill closes\nBy Ada Quill, Fell Free Press\nIt did.", Some("Fell Free Press")),
            ("Mill closes\nBy Ada Quill, technology reporter, The Lathe\nIt did.", Some("Lathe")),
            ("By Ada Quill, FELLER", Some("FELLER")),
            ("Ada Quill | Lund Reporting Service", Some("Lund Reporting Service")),
            ("Ada Quill · Fell News · Posted: Nov 22, 2026", Some("Fell News")),
            ("By Ada Quill, Norway", None),
            ("By Ada Quill, Senior Editor", None),
            ("By Ada Quill, Senior Reporter", None),
            ("By Ada Quill, Opposition Leader", None),
            ("By Ada Quill, Senior Reporter, Fell News", Some("Fell News")),
            ("By Ada Quill, Staff Writer, May 3", None),
            ("Ada Quill, Lathe", None),
            ("Ada Quill sees it | Fell News", None),
            ("1\n2\n3\n4\n5\n6\nBy Ada Quill, Fell News", None),
        ] {
            let mut expected = vec![named("Ada Quill", P)];
            expected.extend(outlet.map(|outlet| named(outlet, O)));
            assert_eq!(found(text, &[("Ada Quill", P)]), expected, "{text}");
        }
        let held = [("Ada Quill", P), ("Lund", L)];
        assert_eq!(found("By Ada Quill, Lund", &held), held.map(|(name, kind)| named(name, kind)));
        assert_eq!(found("By Ada Quill, Lund Star", &held), [named("Ada Quill", P), named("Lund Star", O)]);
        assert_eq!(found("By the sea, Lund Star", &[]), []);
        for (text, place) in [
            ("Mill closes\nOur Correspondent, Lund\nIt did.", Some("Lund")),
            ("From the sea, Lund", None),
            ("From Port Elsa, Defiance", None),
            ("Our Sports Reporter, Mary Johnson", None),
            ("Our Correspondent, Lund Star", None),
            ("Our Correspondent, in Lund", None),
        ] {
            let expected: Vec<_> = place.map(|place| named(place, L)).into_iter().collect();
            assert_eq!(found(text, &[]), expected, "{text}");
        }
        assert_eq!(
            found("From Ada Quill, Port Lund", &[("Ada Quill", P)]),
            [named("Ada Quill", P), named("Port Lund", L)]
        );
    }
}
