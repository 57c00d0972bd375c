//! Ships that bear the names of cities and persons.

use std::cell::LazyCell;

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer;

use super::draft::{Draft, Listed, ends_any, is_listed, listed, opens_any, replace, run};
use super::evidence::is_of_ground;
use super::settle::SHIP_PREFIXES;
use super::spaced::Spaced as _;
use crate::words::Words;

static SHIPS: Listed = Listed::new(|| {
    listed(
        "boat boats carrier corvette corvettes cruiser cutter cutters destroyer destroyers dreadnought \
         ferries ferry freighter frigate frigates galleon icebreaker liner minesweeper schooner ship \
         ships steamer submarine submarines tanker tankers trawler trawlers vessel vessels warship \
         warships yacht yachts",
    )
});

/// Gives a ship's prefix the name behind it, "{INS} Fell", and adds ships that are called so, "the ferry Fell". The
/// drafts stand in the order of the text, and do so afterwards; none is another's yet.
pub(super) fn join(words: &Words, drafts: &mut Vec<Draft>) {
    let text = words.text;
    // The immigration service has the letters of the navy's ships, as other bodies have those of others.
    let navy = LazyCell::new(|| {
        ["warship", "frigate", "destroyer", " Navy", " navy"].iter().any(|word| text.contains(word))
    });
    let whole = |(n, draft): (usize, &Draft)| {
        let span = draft.span;
        let prefix = Some(span.slice(text)).filter(|prefix| is_listed(&SHIP_PREFIXES, prefix))?;
        let rest = text[span.end()..].strip_prefix(' ')?;
        let word = run(rest, |c| c.is_alphanumeric() || c == '-');
        let fits = word.starts_with(char::is_uppercase)
            && word.contains(char::is_lowercase)
            && gazetteer::title(&[word]).is_none()
            && (!matches!(prefix, "BRP" | "INS" | "JMSDF" | "KRI" | "RFA" | "RMS") || *navy);
        let start = span.end() + 1;
        let next = drafts.get(n + 1).filter(|next| next.span.start() == start);
        let end = next.map_or(start, |next| next.span.end()).max(start + word.len());
        fits.then(|| Draft::new(Span::at(span.start(), end), EntityKind::Product))
    };
    let found = drafts.iter().enumerate().filter_map(whole).collect();
    replace(drafts, found, |held, name| name.span.contains(held.span));
    add(words, drafts);
}

/// Makes ships of the names that the text treats as such: "the ferry Fell", and "the Fell" in a sentence that speaks of
/// ships. "Fell" without its article stays what it is.
pub(super) fn find(words: &Words, drafts: &mut [Draft]) {
    let text = words.text;
    let mut sentence = 0;
    let mut ships: Vec<&str> = Vec::new();
    // Whether the article speaks of ships at all.
    let mut waters = None;
    for draft in drafts.iter_mut().filter(|draft| !draft.dropped && draft.same_as.is_none()) {
        while words.sentences.get(sentence).is_some_and(|held| held.end() <= draft.span.start()) {
            sentence += 1;
        }
        let Some(within) = words.sentences.get(sentence).filter(|held| held.contains(draft.span)) else {
            continue;
        };
        if !matches!(draft.kind, EntityKind::Place | EntityKind::Person | EntityKind::Organization) {
            continue;
        }
        let name = draft.span.slice(text);
        let before = text[within.start()..draft.span.start()].trim_end();
        let word = &before[before.trim_end_matches(|c: char| !c.is_whitespace()).len()..];
        // "a vessel named {Fell}", but "the ship called {Fell} for help"
        let ship = || {
            let mut words = before[..before.len() - word.len()].split_whitespace();
            let noun = words.next_back().is_some_and(|noun| is_listed(&SHIPS, noun) && !noun.ends_with('s'));
            noun && words.rev().take(5).any(|word| matches!(word, "A" | "An" | "a" | "an" | "another"))
        };
        let named = ["named", "called"].contains(&word) && draft.titles.is_empty() && ship();
        if named {
            draft.kind = EntityKind::Product;
            ships.push(name);
            continue;
        }
        // A name that persons bear is one after "ship" only by chance.
        let borne = || name.spaced().next().and_then(gazetteer::given).is_some();
        if is_listed(&SHIPS, word) && (draft.kind != EntityKind::Person || name.contains(' ') && !borne()) {
            draft.kind = EntityKind::Product;
            ships.push(name);
            continue;
        }
        // Nobody is called "the", and nobody stands on a city.
        let aboard = before.ends_with("aboard the") || before.ends_with("on board the");
        if aboard && draft.kind == EntityKind::Person && draft.titles.is_empty() {
            draft.kind = EntityKind::Product;
            ships.push(name);
            continue;
        }
        let behind = &text[draft.span.end()..within.end()];
        if matches!(word, "the" | "The") && is_called_ship(behind) {
            draft.kind = EntityKind::Product;
            ships.push(name);
            continue;
        }
        if matches!(word, "the" | "The")
            && is_wreck(before, name, behind)
            && *waters.get_or_insert_with(|| is_afloat(text))
        {
            draft.kind = EntityKind::Product;
            ships.push(name);
            continue;
        }
        let alone = !name.has_any(b" -") && !name.ends_with('s') && gazetteer::place(name).is_none();
        if draft.kind == EntityKind::Organization || !alone || !matches!(word, "the" | "The") {
            continue;
        }
        let after = text[draft.span.end()..within.end()].trim_start_matches([' ', ',']);
        if after.starts_with(char::is_uppercase) || after.starts_with(['-', '\'', '’']) {
            continue;
        }
        // The article's "the Fell" is the ship wherever it is one once.
        let sentence = within.slice(text);
        let afloat = || is_afloat(sentence);
        let follows = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let verb = after.is_empty() || after.starts_with(['(', '.']) || is_listed(&VERBS, follows);
        if verb && (ships.contains(&name) || afloat()) {
            draft.kind = EntityKind::Product;
            ships.push(name);
        }
    }
    if ships.is_empty() {
        return;
    }
    // A ship of two words is one wherever it is named.
    for draft in drafts.iter_mut().filter(|draft| !draft.dropped && draft.same_as.is_none()) {
        let name = draft.span.slice(text);
        let other = matches!(draft.kind, EntityKind::Place | EntityKind::Person | EntityKind::Organization);
        if other && name.contains(' ') && ships.contains(&name) && gazetteer::place(name).is_none() {
            draft.kind = EntityKind::Product;
        }
    }
}

/// Adds what the text calls a ship where nothing else was found: "the ferry Fell". The drafts stand in the order of the
/// text, and do so afterwards.
fn add(words: &Words, drafts: &mut Vec<Draft>) {
    let mut next = 0;
    let mut found = Vec::new();
    for &token in words.capitals.iter().filter(|&&token| token > 0) {
        let [noun, name] = [words.tokens[token - 1], words.tokens[token]];
        let own = name.slice(words.text);
        while drafts.get(next).is_some_and(|draft| draft.span.end() <= name.start()) {
            next += 1;
        }
        let taken = drafts.get(next).is_some_and(|draft| draft.span.overlaps(name));
        let called = own.starts_with(|c: char| c.is_ascii_uppercase())
            && own.chars().skip(1).any(char::is_lowercase)
            && !taken
            && is_listed(&SHIPS, noun.slice(words.text))
            && !noun.slice(words.text).ends_with('s')
            && noun.slice(words.text) != "carrier"
            && words.text.get(noun.end()..name.start()) == Some(" ")
            && words.sentence_of(token - 1) == words.sentence_of(token)
            && gazetteer::calendar(own).is_none()
            && gazetteer::title(&[own]).is_none()
            && gazetteer::demonym(own).is_none();
        if called {
            found.push(Draft::new(name, EntityKind::Product));
        }
    }
    replace(drafts, found, |_, _| false);
}

fn is_afloat(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic()).any(|word| is_listed(&SHIPS, word))
}

/// ", a patrol vessel of the": what stands behind a name calls it a ship.
fn is_called_ship(after: &str) -> bool {
    let Some(rest) = [", a ", ", an ", ", the "].iter().find_map(|open| after.strip_prefix(open)) else {
        return false;
    };
    let mut last = "";
    for word in rest.spaced().take(6) {
        if matches!(
            word,
            "of" | "that" | "which" | "with" | "from" | "in" | "on" | "owned" | "built" | "carrying"
        ) {
            break;
        }
        last = word.trim_end_matches([',', '.', ';']);
        if last.len() < word.len() {
            break;
        }
    }
    is_listed(&SHIPS, last)
}

/// Whether a name with its article stands where ships do: "the wreck of the Fell", "the Fell ran aground".
fn is_wreck(before: &str, name: &str, after: &str) -> bool {
    let before = before.trim_end_matches(['t', 'T', 'h', 'e']).trim_end();
    let afore =
        ["aboard", "alongside", "on board", "wreck of", "grounding of", "sinking of", "hull of", "deck of"];
    let behind = [
        " ran aground",
        " ran onto",
        " sank",
        " sailed",
        " capsized",
        " docked",
        " was lost",
        " accident",
        " disaster",
        ", owned by",
        ", operated by",
        ", carrying",
        ", bound for",
    ];
    let stands = ends_any(before, &afore);
    let goes = opens_any(after, &behind);
    let body = name.spaced().any(|word| gazetteer::organization_word(word).is_some());
    // A valley may carry water, and a street have an accident; no more than ships run aground.
    let lies = is_of_ground(name.cut_last().map_or(name, |(_, last)| last));
    let may_lie = [" accident", " disaster", ", carrying"];
    let other = lies && !stands && opens_any(after, &may_lie);
    (stands || goes) && !body && gazetteer::place(name).is_none() && !other
}

/// What a ship does; "the Fell region" has none of these behind its name.
static VERBS: Listed = Listed::new(|| {
    listed(
        "and arrived became began broke came can carried collided could docked entered had has hit is \
         leaves left lost made may put ran reached sailed sails sank set sinks struck to took turned was \
         went were which will with would",
    )
});

#[cfg(test)]
mod tests {
    use super::super::draft::after;
    use super::*;
    use nutgraf_core::{Article, sentences};

    fn kinds(text: &str, name: &str) -> Vec<EntityKind> {
        let sentences = sentences(text, Span::of(text));
        let article = Article { text: text.to_owned(), sentences, ..Article::default() };
        let mut drafts: Vec<Draft> = text
            .match_indices(name)
            .map(|(at, _)| Draft::new(Span::at(at, at + name.len()), EntityKind::Place))
            .collect();
        find(&Words::of(&article), &mut drafts);
        drafts.iter().map(|draft| draft.kind).collect()
    }

    #[test]
    fn a_ship_that_nothing_else_found_is_one() {
        let text = "The ferry Quillan left. The ferry Monday left. A ferry. Quillan left.";
        let article = Article {
            text: text.to_owned(),
            sentences: sentences(text, Span::of(text)),
            ..Article::default()
        };
        let mut drafts = vec![];
        join(&Words::of(&article), &mut drafts);
        let found: Vec<usize> = drafts.iter().map(|draft| draft.span.start()).collect();
        assert_eq!(found, [10]);
    }

    #[test]
    fn a_ships_prefix_has_its_name() {
        use EntityKind::{Organization, Person, Product};
        let joined = |text: &str, names: &[(&str, EntityKind)]| after(text, names, join);
        let named = |name: &str, kind| (name.to_owned(), kind);
        let held = [("INS", Organization), ("Lund Star", Person)];
        assert_eq!(joined("The frigate INS Lund Star left.", &held), [named("INS Lund Star", Product)]);
        let apart = [named("INS", Organization), named("Lund Star", Person)];
        assert_eq!(joined("The INS Lund Star of visas left.", &held), apart);
        assert_eq!(joined("The USS Fell left.", &[("USS", Organization)]), [named("USS Fell", Product)]);
        let frigate = joined("The frigate KRI Fell left.", &[("KRI", Organization)]);
        assert_eq!(frigate, [named("KRI Fell", Product)]);
        assert_eq!(joined("The RMS Fell left.", &[("RMS", Organization)]), [named("RMS", Organization)]);
        assert_eq!(kinds("He saw a vessel named Fell there.", "Fell"), [Product]);
        assert_eq!(kinds("He saw a dhow or fishing vessel named Fell there.", "Fell"), [Product]);
        assert_eq!(kinds("The ship called Fell for help.", "Fell"), [EntityKind::Place]);
    }

    #[test]
    fn a_valley_that_carries_water_is_no_ship() {
        use EntityKind::{Place, Product};
        assert_eq!(kinds("A ferry runs toward the Lund Valley, carrying water.", "Lund Valley"), [Place]);
        assert_eq!(
            kinds("A ship, the Lund Bridge, ran. The Lund Bridge ran aground.", "Lund Bridge")[1],
            Product
        );
        assert_eq!(kinds("A ferry passed the Lund Star, carrying water.", "Lund Star"), [Product]);
    }

    #[test]
    fn nobody_is_aboard_a_person() {
        let text = "They met aboard the Ada Quill.";
        let sentences = sentences(text, Span::of(text));
        let article = Article { text: text.to_owned(), sentences, ..Article::default() };
        let at = text.find("Ada").unwrap();
        let mut drafts = vec![Draft::new(Span::at(at, at + 9), EntityKind::Person)];
        find(&Words::of(&article), &mut drafts);
        assert_eq!(drafts[0].kind, EntityKind::Product);
    }

    #[test]
    fn a_ship_has_its_article_a_city_none() {
        use EntityKind::{Place, Product};
        assert_eq!(kinds("The Fell is a fast ship. The Fell left Fell.", "Fell"), [Product, Product, Place]);
        assert_eq!(kinds("Its ferry Fell sank.", "Fell"), [Product]);
        assert_eq!(kinds("The Fell region builds ships.", "Fell"), [Place]);
        assert_eq!(kinds("The Fell, a patrol vessel of Lund, left Fell.", "Fell"), [Product, Place]);
        assert_eq!(kinds("The Fell, a port with ships, is old.", "Fell"), [Place]);
        assert_eq!(kinds("The Fell is a river.", "Fell"), [Place]);
        assert_eq!(kinds("The ferry Gray Gull left. Gray Gull was late.", "Gray Gull"), [Product, Product]);
        assert_eq!(
            kinds("A ferry was hit. The Gray Gull, owned by Quay Lines, sank.", "Gray Gull"),
            [Product]
        );
    }
}
