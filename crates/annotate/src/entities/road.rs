//! Roads with a number or an ordinal, and states in party tags, that the tagger passed over: "{117th Street}",
//! "{Interstate 75}", "(D-{Mich.})".

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer::{self, Place};

use super::draft::{Draft, Listed, ends_any, is_listed, is_opener, listed, overlapped, replace};
use crate::words::Words;

/// What stands behind an ordinal in a road's name.
const WAYS: [&str; 8] = ["Ave.", "Ave", "Avenue", "Place", "Road", "St.", "St", "Street"];

/// What stands before a road's number.
const NUMBERED: [&str; 6] =
    ["State Highway", "State Route", "National Highway", "Highway", "Interstate", "Route"];

/// Adds them. The drafts stand in the order of the text, and do so afterwards.
pub(super) fn find(words: &Words, drafts: &mut Vec<Draft>) {
    let text = words.text;
    let mut found: Vec<Span> = Vec::new();
    for &token in &words.capitals {
        let span = words.tokens[token];
        let word = &text[span.start()..];
        if word.starts_with(['H', 'I', 'N', 'R', 'S']) {
            found.extend(numbered(word).map(|length| Span::at(span.start(), span.start() + length)));
        }
        if word.starts_with(['A', 'P', 'R', 'S']) {
            found.extend(street(text, span.start()));
        }
        let named_so = token.checked_sub(1).is_some_and(|at| words.word(at).starts_with(char::is_uppercase));
        if named_so && is_listed(&STREETS, span.slice(text)) {
            found.extend(named(words, token).filter(|&span| overlapped(drafts, span).is_empty()));
        }
        found.extend(state(text, span.start()));
        found.extend(short(text, span.start()));
    }
    let found = found.into_iter().map(|span| Draft::new(span, EntityKind::Place)).collect();
    replace(drafts, found, |held, name| {
        // "R-Fell." was found with its party.
        let tag = held.span.start() + 2 == name.span.start() && held.span.end() <= name.span.end() + 1;
        tag || name.span.contains(held.span)
    });
}

/// What ends a street's name.
static STREETS: Listed = Listed::new(|| {
    listed(
        "Avenue Boulevard Crescent Drive Gardens Highway Hill Lane Parade Place Road Square Street Terrace Way",
    )
});

/// Where a street with a name of its own stands: "on Quill {Street}".
fn named(words: &Words, token: usize) -> Option<Span> {
    let sentence = words.sentence_of(token);
    let own = |at: usize| {
        let word = words.word(at);
        words.sentence_of(at) == sentence
            && word.len() > 2
            && word.starts_with(char::is_uppercase)
            && word.chars().skip(1).all(char::is_lowercase)
            && gazetteer::calendar(word).is_none()
            && !is_opener(word)
    };
    let first = (1..4).take_while(|&back| token.checked_sub(back).is_some_and(own)).last()?;
    let first = token - first;
    let before = first.checked_sub(1).map(|at| words.word(at))?;
    let behind = words.word(token + 1);
    let whole = words.tokens[first].hull(words.tokens[token]);
    (matches!(before, "along" | "at" | "down" | "in" | "near" | "off" | "on" | "onto")
        && !behind.starts_with(|c: char| c.is_uppercase() || c == '-')
        && !matches!(whole.slice(words.text), "High Street" | "Main Street"))
    .then_some(whole)
}

/// The length of a numbered road's name that opens a text: "Interstate 75".
fn numbered(text: &str) -> Option<usize> {
    let way = NUMBERED.iter().find(|way| text.starts_with(**way))?;
    let number = text[way.len()..].strip_prefix(' ')?;
    let length = number.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(number.len());
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    // "Route 66", "Highway 7A"
    ((1..4).contains(&digits) && length - digits < 2).then_some(way.len() + 1 + length)
}

/// The street whose last word begins at a byte: "117th {Street}", "E. 52nd {St.}".
fn street(text: &str, at: usize) -> Option<Span> {
    let rest = &text[at..];
    let way = WAYS.iter().find(|way| {
        rest.strip_prefix(**way)
            .is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric() || c == '.'))
    })?;
    let before = text[..at].strip_suffix(' ')?;
    let open = before.rfind([' ', '\n', '-', '—', '(']).map_or(0, |at| at + 1);
    let word = before.get(open..)?;
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let ordinal = (1..4).contains(&digits) && matches!(&word[digits..], "st" | "nd" | "rd" | "th");
    if !ordinal {
        return None;
    }
    let side = before[..open].strip_suffix(' ').and_then(|rest| {
        let at = rest.rfind([' ', '\n']).map_or(0, |at| at + 1);
        let side = &rest[at..];
        let points = ["N.", "S.", "E.", "W.", "North", "South", "East", "West"];
        points.contains(&side).then_some(at)
    });
    // "on 57th St." may end the sentence.
    let end = at + way.len();
    Some(Span::at(side.unwrap_or(open), end))
}

/// The state that begins at a byte behind a party's letter: "(R-{S.C.})", ", D-{Minn.},".
fn state(text: &str, at: usize) -> Option<Span> {
    let rest = &text[at..];
    let (start, tag) = match rest.get(..2) {
        Some("D-" | "R-" | "I-") => (at + 2, &rest[2..]),
        _ => {
            let before = text[..at].strip_suffix('-')?;
            before.ends_with(['D', 'R', 'I']).then_some((at, rest))?
        }
    };
    let before = &text[..start - 2];
    if !(before.ends_with('(') || before.ends_with(", ") || before.ends_with(" (")) {
        return None;
    }
    let end = tag.find([')', ',', ' ', '\n', ';', ':']).unwrap_or(tag.len());
    let name = &tag[..end];
    let known =
        |name: &str| gazetteer::whole_place(name).is_some() || gazetteer::place(name) == Some(Place::Part);
    [name, name.trim_end_matches('.')]
        .into_iter()
        .find(|name| known(name) || matches!(*name, "Ga." | "Wash." | "Ore." | "Me."))
        .map(|name| Span::at(start, start + name.len()))
}

/// The state printed short that begins at a byte: "{Conn.} Man", "central {Calif.}".
fn short(text: &str, at: usize) -> Option<Span> {
    let rest = &text[at..];
    let ends = |byte| matches!(byte, b' ' | b'\n' | b',' | b')');
    let end = rest.bytes().position(ends).unwrap_or(rest.len());
    let name = &rest[..end];
    if !name.ends_with('.') {
        return None;
    }
    // These are words, too.
    let word = matches!(
        name,
        "Ala." | "Del." | "Ill." | "Ind." | "Kan." | "La." | "Mass." | "Miss." | "Mo." | "Pa." | "Va."
    );
    let alone = text[..at].is_empty() || text[..at].ends_with([' ', '\n', '(']);
    // "W. Mich." is a college, too.
    let part = ends_any(&text[..at], &["C. ", "E. ", "N. ", "S. ", "W. "]);
    let college = part || rest[end..].starts_with(" State") || rest[end..].starts_with(" Central");
    (!word && alone && !college && gazetteer::whole_place(name).is_some()).then_some(Span::at(at, at + end))
}

#[cfg(test)]
mod tests {
    use nutgraf_core::{Article, sentences};

    use super::*;

    fn found(text: &str) -> Vec<String> {
        let sentences = sentences(text, Span::of(text));
        let article = Article { text: text.to_owned(), sentences, ..Article::default() };
        let mut drafts = vec![];
        find(&Words::of(&article), &mut drafts);
        drafts.iter().map(|draft| draft.span.slice(text).to_owned()).collect()
    }

    #[test]
    fn numbered_roads_are_places() {
        for (text, expected) in [
            ("It was on 117th Street and 97th Avenue at 7 p.m. today.", vec!["117th Street", "97th Avenue"]),
            ("It was on E. 52nd St. today.", vec!["E. 52nd St."]),
            ("It was on Interstate 75 and Route 66.", vec!["Interstate 75", "Route 66"]),
            (
                "It was on State Highway 73 and National Highway 4.",
                vec!["State Highway 73", "National Highway 4"],
            ),
            ("On Highway 2004 it was the 5th Placebo.", vec![]),
            ("He lives on Quill Street, off Ada Fell Lane.", vec!["Quill Street", "Ada Fell Lane"]),
            ("He saw Quill Street on High Street and at Quill Street Bank.", vec![]),
            ("It is on Its Way and on The Street.", vec![]),
            ("He stood on 9am Street, on McD Road and on Monday Street.", vec![]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn a_party_tag_has_its_state() {
        for (text, expected) in [
            ("Sen. Ada Quill (R-S.C.) said no.", vec!["S.C."]),
            ("Sen. Ada Quill (D-Mich.) said no.", vec!["Mich."]),
            ("Rep. Ada Quill (R-TX) said no.", vec!["TX"]),
            ("Sen. Ada Quill, D-Minn., said no.", vec!["Minn."]),
            ("He had a D-Day (R-rated) film.", vec![]),
            ("Conn. Man Swims Channel", vec!["Conn."]),
            ("Ill. man seen by N.C. State", vec![]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
