//! Agencies and cities of datelines that stand elsewhere than at the head of a line: "By Ada Quill OSLO ({Reuters}) -",
//! "Fell Press - {OSLO} ({FP}) -", and sources named twice: "Mill closes ({Fellnews})\n{Fellnews} -".

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer;

use super::draft::{Draft, Listed, is_listed, listed, overlapped, part_of, replace};
use super::spaced::Spaced as _;

/// The longest name of a source, in bytes.
const LONGEST: usize = 30;

/// First words of cities' names of two words.
static FIRSTS: Listed = Listed::new(|| {
    listed(
        "ABU ADDIS BUENOS CAPE EAST EL FORT HONG KANSAS KUALA LAS LOS MEXICO NEW NORTH PORT SALT SAN \
         SANTA SAO SOUTH ST. TEL WEST",
    )
});

/// Adds them. The drafts stand in the order of the text, and do so afterwards.
pub(super) fn find(text: &str, drafts: &mut Vec<Draft>) {
    let mut found: Vec<(Span, EntityKind)> = Vec::new();
    for (bracket, _) in text.match_indices('(') {
        let Some(open) = text[..bracket].strip_suffix(' ').map(str::len) else { continue };
        let from = bracket + 1;
        let reach = text.floor_char_boundary(text.len().min(from + LONGEST));
        let Some(length) = text[from..reach].find(')') else { continue };
        let article = if text[from..].starts_with("The ") { 4 } else { 0 };
        let source = Span::at(from + article.min(length), from + length);
        let after = &text[source.end() + 1..];
        if is_source(source.slice(text)) && is_dash(after) {
            let line = text[..open].rfind('\n').map_or(0, |at| at + 1);
            let Some(places) = filed(text, Span::at(line, open), drafts) else { continue };
            found.extend(places.into_iter().map(|span| (span, EntityKind::Place)));
            found.push((source, EntityKind::Organization));
        } else if let Some(next) = after.strip_prefix('\n')
            && next.strip_prefix(&text[from..source.end()]).is_some_and(|rest| rest.starts_with(" - "))
        {
            found.push((source, EntityKind::Organization));
            found.push((source.shifted(length + 2), EntityKind::Organization));
        }
    }
    for (span, kind) in found {
        put(text, drafts, span, kind);
    }
}

/// " - ", "--", " —": what ends a dateline.
fn is_dash(after: &str) -> bool {
    let rest = after.trim_start_matches(' ');
    rest.starts_with("--") || rest.starts_with(['—', '–']) || after.starts_with(" -")
}

/// Whether a bracket's content may be a source: up to three words with capitals, no date, place or number.
fn is_source(name: &str) -> bool {
    let word = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '/' | '\'' | '&' | '-'))
            && gazetteer::calendar(word).is_none()
    };
    name.len() > 1
        && name.spaced().count() < 4
        && name.spaced().all(word)
        && gazetteer::place(name).is_none()
        && gazetteer::whole_place(name).is_none()
}

/// The places of a dateline that fills the end of a stretch; none when something else stands there.
fn filed(text: &str, before: Span, drafts: &[Draft]) -> Option<Vec<Span>> {
    let line = before.slice(text);
    let own = |part: &str| part_of(text, part);
    let mut rest = line.trim_end();
    // "OSLO, May 3", "OSLO May 3"
    while let Some((head, last)) = rest.rsplit_once([' ', ',']) {
        let bare = last.trim_end_matches('.');
        let number = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
        let day = gazetteer::calendar(last).or_else(|| gazetteer::calendar(bare)).is_some();
        if !(last.is_empty() || number || day) {
            break;
        }
        rest = head.trim_end();
    }
    let mut places = Vec::new();
    let city = if let Some((head, region)) = rest.rsplit_once(", ")
        && region.spaced().count() < 4
        && region.spaced().all(|word| word.starts_with(char::is_uppercase))
    {
        places.push(own(region));
        head
    } else {
        rest
    };
    let printed = |word: &str| {
        word.chars().filter(|c| c.is_uppercase()).count() > 1
            && !word.chars().any(char::is_lowercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '/' | '\'' | '’'))
    };
    let mut start = city.len();
    for word in city.spaced().rev() {
        let at = word.as_ptr() as usize - city.as_ptr() as usize;
        // "AP. OSLO": a sentence ends there.
        let ends = start < city.len() && word.ends_with('.') && !matches!(word, "FT." | "MT." | "ST.");
        if !printed(word) || city[at..].spaced().count() > 5 || ends {
            break;
        }
        start = at;
    }
    let mut name = &city[start..];
    let head = &city[..start];
    if name.is_empty() {
        // "Lund, Norway (Fell Press) -": the tagger has the place.
        let at = before.start() + city.len();
        let held = drafts.iter().find(|draft| draft.kind == EntityKind::Place && draft.span.end() == at)?;
        return (held.span.start() == before.start()).then(Vec::new);
    }
    if let Some(author) = byline(head, name) {
        name = author;
    } else if !(head.trim_end().is_empty() || head.trim_end().ends_with(['.', '?', '!', '-', '—', '”', '"']))
    {
        return None;
    }
    if gazetteer::known(name).is_some() || name.len() < 3 || name.spaced().count() > 3 {
        return None;
    }
    // At the head of a line the place is found already, if it is one.
    let held =
        || drafts.iter().any(|draft| draft.kind == EntityKind::Place && draft.span.overlaps(own(name)));
    if head.trim().is_empty() && !held() {
        return None;
    }
    places.extend(name.split('/').map(own));
    Some(places)
}

/// The city behind a byline's author: "By Ada Quill {OSLO}", "By ADA QUILL {SAN FELL}".
fn byline<'a>(head: &str, capitals: &'a str) -> Option<&'a str> {
    let at = head.rfind("By ").filter(|&at| at == 0 || head[..at].ends_with(['.', '\n', ' ']))?;
    let author = head[at + 3..].trim();
    if author.is_empty() {
        let words: Vec<&str> = capitals.spaced().collect();
        let city = if words.len() > 3 && is_listed(&FIRSTS, words[words.len() - 2]) { 2 } else { 1 };
        let (place, _) = (words.len() > city + 1).then(|| (&words[words.len() - city..], ()))?;
        let length: usize = place.iter().map(|word| word.len() + 1).sum::<usize>() - 1;
        return Some(&capitals[capitals.len() - length..]);
    }
    let named = author.spaced().count() < 5
        && author.spaced().all(|word| word.starts_with(char::is_uppercase) || word == "and");
    named.then_some(capitals)
}

/// Puts a name in the place of those it holds; one that ends with it and is longer keeps what is before it.
fn put(text: &str, drafts: &mut Vec<Draft>, span: Span, kind: EntityKind) {
    let over = overlapped(drafts, span);
    let first = over.start;
    if let [draft] = &mut drafts[over.clone()]
        && draft.span.start() < span.start()
    {
        let author = Span::at(draft.span.start(), span.start()).trim(text);
        if kind == EntityKind::Place && draft.span.end() == span.end() && author.slice(text).contains(' ') {
            draft.span = author;
            draft.kind = EntityKind::Person;
            drafts.insert(first + 1, Draft::new(span, kind));
        }
        return;
    }
    // "KHARTOUM/NAIROBI" are two.
    if let [draft] = &mut drafts[over]
        && kind == EntityKind::Place
        && draft.kind == EntityKind::Place
        && text[span.end()..].starts_with('/')
    {
        draft.span = Span::at(span.end() + 1, draft.span.end());
        drafts.insert(first, Draft::new(span, kind));
        return;
    }
    replace(drafts, vec![Draft::new(span, kind)], |held, name| name.span.contains(held.span));
}

#[cfg(test)]
mod tests {
    use super::super::draft::after;
    use super::*;

    fn found(text: &str, held: &[(&str, EntityKind)]) -> Vec<(String, EntityKind)> {
        after(text, held, |words, drafts| find(words.text, drafts))
    }

    #[test]
    fn datelines_within_a_line_have_places_and_agencies() {
        use EntityKind::{Organization as O, Person as P, Place as L};
        for (text, held, expected) in [
            ("Fell Press - ELSABY (FP) - It rained.", vec![], vec![("ELSABY", L), ("FP", O)]),
            ("It rained on. ELSABY (Fell Press) - Then", vec![], vec![("ELSABY", L), ("Fell Press", O)]),
            ("It rained on ELSABY (Fell Press) - Then", vec![], vec![]),
            (
                "By ADA QUILL ELSABY, Norway (FP) -- It rained.",
                vec![("ADA QUILL ELSABY", P), ("Norway", L)],
                vec![("ADA QUILL", P), ("ELSABY", L), ("Norway", L), ("FP", O)],
            ),
            (
                "By ADA QUILL NEW ELSABY (FP) -- It rained.",
                vec![("ADA QUILL NEW ELSABY", P)],
                vec![("ADA QUILL", P), ("NEW ELSABY", L), ("FP", O)],
            ),
            (
                "By Ada Quill ELSABY (FP) -- It rained.",
                vec![("Ada Quill", P)],
                vec![("Ada Quill", P), ("ELSABY", L), ("FP", O)],
            ),
            (
                "Elsaby, Norway, May 3 (Fell Ratings) - It rained.",
                vec![("Elsaby", L), ("Norway", L)],
                vec![("Elsaby", L), ("Norway", L), ("Fell Ratings", O)],
            ),
            (
                "ELSABY/LUND (FP.MW) -- It rained.",
                vec![("ELSABY/LUND", L), ("FP", O)],
                vec![("ELSABY", L), ("LUND", L), ("FP.MW", O)],
            ),
            ("Mill closes (fell.com)\nfell.com - It rained.", vec![], vec![("fell.com", O), ("fell.com", O)]),
            ("Mill closes (The Fellow)\nThe Fellow - It rained.", vec![], vec![("Fellow", O), ("Fellow", O)]),
            ("It rained. FP. ELSABY (AFP) - Then", vec![], vec![("ELSABY", L), ("AFP", O)]),
            ("Ada Quill (Norway) - a skier - won.", vec![("Ada Quill", P)], vec![("Ada Quill", P)]),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|(name, kind)| (name.to_owned(), kind)).collect();
            assert_eq!(found(text, &held), expected, "{text}");
        }
    }
}
