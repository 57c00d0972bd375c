//! Contests and shows that are called after a land or a city ("{Fell} Open", "{Lundish} Grand Prix"), and storms that
//! are named again without what they are.

use std::cell::LazyCell;

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer;

use super::draft::{Draft, Listed, ends_any, is_listed, listed, run};
use super::nature::STORMS;
use super::repeat::is_border;
use super::spaced::Spaced as _;
use crate::words::Words;

/// What a contest is called behind its place; no word with a capital goes on behind it.
const HEADS: [&str; 12] = [
    " Grand Prix",
    " Open",
    " Masters",
    " Classic",
    " Games",
    " Cup",
    " Trophy",
    " Invitational",
    " Air Show",
    " Auto Show",
    " Motor Show",
    " Film Festival",
];

/// Those that make an event of a name that ends with them.
const ENDS: [&str; 15] = [
    " Air Show",
    " Auto Show",
    " Book Fair",
    " Carnival",
    " Championship Series",
    " Classic",
    " Division Series",
    " Divisional Series",
    " Grand Prix",
    " Invitational",
    " Marathon",
    " Masters",
    " Motor Show",
    " Party Conference",
    " Six Nations",
];

/// Those of awards and the like, which are also taken for works.
const PRIZES: [&str; 7] = [" Award", " Awards", " Prize", " Prizes", " Festival", " Summit", " of the Year"];

/// What stands behind an open tournament, besides marks: "the {Fell Open} champion".
static OF_OPEN: Listed = Listed::new(|| {
    listed(
        "Champion Final Finals Golf Quarters Semis Tennis Title champion championship champions crown \
         debut defeat final finals golf qualifier qualifying quarter-final quarter-finals quarterfinal \
         quarterfinals runner-up second semi-final semi-finals semifinal semifinals singles success \
         tennis title titles tournament triumph tune-up victory winner",
    )
});

/// What stands before one: "at {Fell Open}".
const AT_OPEN: [&str; 12] =
    ["the ", "The ", "at ", "At ", "of ", "in ", "into ", "Into ", "win ", "wins ", "Wins ", "won "];

/// Makes one event of a place or a people and the contest behind it. The drafts stand in the order of the text, and do
/// so afterwards.
pub(super) fn join(text: &str, drafts: &mut Vec<Draft>) {
    let olympic = LazyCell::new(|| {
        ["Olympics", "Olympic Games", "Commonwealth Games"].iter().any(|games| text.contains(games))
    });
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    let mut queue = std::mem::take(drafts).into_iter().peekable();
    while let Some(mut draft) = queue.next() {
        if let Some(end) = contest(text, &draft) {
            while queue.next_if(|next| next.span.end() <= end).is_some() {}
            // "the {ATP} {Fell} Open"
            let close = |last: &Draft| {
                matches!(last.kind, EntityKind::Organization | EntityKind::Place)
                    && text.get(last.span.end()..draft.span.start()) == Some(" ")
            };
            let start = kept.pop_if(|last| close(last)).map_or(draft.span.start(), |last| last.span.start());
            draft = Draft::new(Span::at(start, end), EntityKind::Event);
        } else if is_contest(draft.span.slice(text), draft.kind) || is_games(text, &draft) && *olympic {
            draft.kind = EntityKind::Event;
        } else if draft.kind == EntityKind::Organization
            && let Some(rest) = text[draft.span.end()..].strip_prefix(OF_THE_YEAR)
            && draft.span.slice(text).spaced().next_back().is_some_and(|what| {
                matches!(what, "Album" | "Book" | "Game" | "Person" | "Personality" | "Player")
            })
            && !rest.starts_with(char::is_alphanumeric)
        {
            // "the {Fell Sports Personality} of the Year"
            let span = Span::at(draft.span.start(), draft.span.end() + OF_THE_YEAR.len());
            while queue.next_if(|next| next.span.start() < span.end()).is_some() {}
            draft = Draft::new(span, EntityKind::Event);
        }
        kept.push(draft);
    }
    *drafts = kept;
}

/// Where a contest's name ends that begins with a draft.
fn contest(text: &str, draft: &Draft) -> Option<usize> {
    if !matches!(draft.kind, EntityKind::Place | EntityKind::Group | EntityKind::Organization) {
        return None;
    }
    let rest = &text[draft.span.end()..];
    let head = HEADS.iter().find(|head| rest.starts_with(**head))?;
    let after = &rest[head.len()..];
    if after.starts_with(|c: char| c.is_alphanumeric() || c == '-') {
        return None;
    }
    let next = after.strip_prefix(' ').unwrap_or_default();
    let word = run(next, |c| c.is_alphabetic() || c == '-');
    let before = &text[..draft.span.start()];
    let capital = next.starts_with(char::is_uppercase);
    let fits = match *head {
        " Grand Prix" => true,
        " Open" => {
            is_listed(&OF_OPEN, word)
                || !capital
                    && !matches!(word, "to" | "for" | "up" | "its")
                    && (ends_any(before, &AT_OPEN)
                        || before.ends_with(|c: char| c.is_ascii_digit() || c == ' ') && year(before))
        }
        " Games" => draft.kind == EntityKind::Place && !capital,
        " Cup" | " Trophy" => draft.kind != EntityKind::Organization && !capital,
        " Classic" | " Masters" => {
            draft.kind != EntityKind::Organization && !capital && !word.starts_with("degree")
        }
        _ => !capital,
    };
    fits.then(|| draft.span.end() + head.len())
}

/// "the 2004 "
fn year(before: &str) -> bool {
    let rest = before.trim_end();
    rest.len() > 4 && rest.as_bytes()[rest.len() - 4..].iter().all(u8::is_ascii_digit)
}

const OF_THE_YEAR: &str = " of the Year";

/// "the {Lund Games}", which are an event in an article that speaks of the Olympics.
fn is_games(text: &str, draft: &Draft) -> bool {
    draft.kind == EntityKind::Organization
        && draft.span.slice(text).strip_suffix(" Games").is_some_and(|own| !own.contains(' '))
        && ends_any(&text[..draft.span.start()], &["the ", "The ", "at "])
        && gazetteer::known(draft.span.slice(text)).is_none()
}

/// "Lundish Masters", taken for a body.
fn is_contest(name: &str, kind: EntityKind) -> bool {
    let soft = matches!(kind, EntityKind::Organization | EntityKind::Place | EntityKind::Person);
    // "Lee's Summit" is a city, "Man of the Year" a film.
    let own = |end: &str| match kind {
        EntityKind::Place => end != " Summit",
        EntityKind::Work => end != OF_THE_YEAR || name.spaced().count() > 4,
        _ => true,
    };
    let prize = |end: &str| name.strip_suffix(end).is_some_and(|own| !own.is_empty() && own != "The");
    if (soft || kind == EntityKind::Work) && PRIZES.iter().any(|end| own(end) && prize(end)) {
        return true;
    }
    ENDS.iter().any(|end| {
        name.strip_suffix(*end).is_some_and(|own| !own.is_empty())
            && (soft
                || kind == EntityKind::Product && matches!(*end, " Grand Prix" | " Air Show" | " Motor Show"))
    })
}

/// Makes the storm of its bare name, where nobody is called so: "Hurricane Ada hit Fell. {Ada} left."
pub(super) fn storms(words: &Words, drafts: &mut Vec<Draft>) {
    let text = words.text;
    let own = |draft: &Draft| {
        let name = draft.span.slice(text);
        (draft.kind == EntityKind::Event && !draft.dropped)
            .then(|| STORMS.iter().find_map(|storm| name.strip_prefix(storm)))
            .flatten()
            .filter(|own| !own.contains(' '))
    };
    let mut named: Vec<&str> = drafts.iter().filter_map(own).collect();
    named.retain(|storm| {
        !drafts.iter().any(|draft| {
            let name = draft.span.slice(text);
            draft.kind != EntityKind::Event && name.contains(' ') && name.spaced().any(|word| word == *storm)
        })
    });
    if named.is_empty() {
        return;
    }
    for draft in drafts.iter_mut().filter(|draft| !draft.dropped && draft.titles.is_empty()) {
        if named.contains(&draft.span.slice(text)) {
            draft.kind = EntityKind::Event;
        }
    }
    for &token in &words.capitals {
        let span = words.tokens[token];
        if !named.contains(&span.slice(text)) || !is_border(text, span.start(), span.end()) {
            continue;
        }
        let alone = !words.word(token + 1).starts_with(char::is_uppercase);
        if alone && drafts.iter().all(|draft| draft.dropped || !draft.span.overlaps(span)) {
            let at = drafts.partition_point(|draft| draft.span.start() < span.start());
            if drafts.iter().all(|draft| draft.same_as.is_none()) {
                drafts.insert(at, Draft::new(span, EntityKind::Event));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use nutgraf_core::{Article, sentences};

    use super::super::draft::marked;
    use super::*;

    fn shown(text: &str, drafts: &[Draft]) -> Vec<(String, EntityKind)> {
        drafts.iter().map(|draft| (draft.span.slice(text).to_owned(), draft.kind)).collect()
    }

    #[test]
    fn a_contest_is_one_event() {
        use EntityKind::{Event as E, Group as G, Organization as O, Place as L, Product as R, Work as W};
        for (text, held, expected) in [
            ("Ada won the Lund Open on Monday", vec![("Lund", L)], vec![("Lund Open", E)]),
            ("Ada Wins Lund Open", vec![("Lund", L)], vec![("Lund Open", E)]),
            ("Lund Open to Talks on Mills", vec![("Lund", L)], vec![("Lund", L)]),
            ("Lund Open Door Policy", vec![("Lund", L)], vec![("Lund", L)]),
            ("the Danish Open champion left", vec![("Danish", G)], vec![("Danish Open", E)]),
            ("the Danish Grand Prix", vec![("Danish", G)], vec![("Danish Grand Prix", E)]),
            ("the ATP Lund Open tennis", vec![("ATP", O), ("Lund", L)], vec![("ATP Lund Open", E)]),
            ("the Lundish Masters", vec![("Lundish Masters", O)], vec![("Lundish Masters", E)]),
            ("a Lund Classic can", vec![("Lund Classic", R)], vec![("Lund Classic", R)]),
            ("the Lund Film Award", vec![("Lund Film Award", W)], vec![("Lund Film Award", E)]),
            ("the Lund Book Fair", vec![("Lund Book Fair", O)], vec![("Lund Book Fair", E)]),
            (
                "a Lund Sports Personality of the Year",
                vec![("Lund Sports Personality", O)],
                vec![("Lund Sports Personality of the Year", E)],
            ),
            ("the Lund Games, the Olympics", vec![("Lund Games", O)], vec![("Lund Games", E)]),
            ("Lund Games, a company", vec![("Lund Games", O)], vec![("Lund Games", O)]),
            ("the Lund Games Company", vec![("Lund", L)], vec![("Lund", L)]),
            ("the Lund Games began", vec![("Lund", L)], vec![("Lund Games", E)]),
        ] {
            let mut drafts = marked(text, &held);
            join(text, &mut drafts);
            let expected: Vec<_> = expected.into_iter().map(|(name, kind)| (name.to_owned(), kind)).collect();
            assert_eq!(shown(text, &drafts), expected, "{text}");
        }
    }

    #[test]
    fn a_storm_is_one_by_its_bare_name() {
        use EntityKind::{Event as E, Person as P};
        let text = "Hurricane Ada hit. Winds of Ada fell as Ada left.";
        let found = |text: &str, held: &[(&str, EntityKind)]| {
            let sentences = sentences(text, Span::of(text));
            let article = Article { text: text.to_owned(), sentences, ..Article::default() };
            let mut drafts = marked(text, held);
            storms(&Words::of(&article), &mut drafts);
            drafts.iter().map(|draft| draft.kind).collect::<Vec<_>>()
        };
        assert_eq!(found(text, &[("Hurricane Ada", E), ("Ada", P)]), [E, E, E]);
        let text = "Hurricane Ada hit. Ada Quill fell as Ada left.";
        assert_eq!(found(text, &[("Hurricane Ada", E), ("Ada Quill", P), ("Ada", P)]), [E, P, P]);
    }
}
