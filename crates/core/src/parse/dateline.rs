//! Where and when a story was filed: `PORT ELSA, May 3 (Wire) —` at the head of a paragraph.

use std::ops::Range;

use memchr::memchr;
use nutgraf_text::Span;

use super::kind::SOURCE;
use super::lexicon::{
    AGENCIES, AGENCY_HEADS, AGENCY_NAMES, CITIES, LONG_CITIES, LOOKALIKES, SEED, is_weekday, month, step,
};
use super::measure::Measure;

/// A dateline does not reach further than this many bytes.
const LONGEST: usize = 110;

/// The parts of a dateline, as byte ranges of the line.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Filed {
    pub(crate) place: Option<Range<usize>>,
    pub(crate) region: Option<Range<usize>>,
    pub(crate) date: Option<Range<usize>>,
    pub(crate) agency: Option<Range<usize>>,
    /// All of it, with the mark that ends it.
    pub(crate) whole: Range<usize>,
}

/// The dateline at the head of a paragraph.
pub(crate) fn head(line: &str) -> Option<Filed> {
    let first = line.bytes().next()?;
    if !(first.is_ascii_uppercase() || first == b'(' || first >= 0x80) {
        return None;
    }
    if opens_sentence(line) {
        return None;
    }
    let limit = line.floor_char_boundary(LONGEST);
    let (end, after, mark) = separator(&line[..limit])?;
    let found = parts(&line[..end])?;
    // A strong mark of a dateline: an agency in brackets, a date, a place in capitals. A colon or a hyphen alone is
    // none.
    let shouted = found.place.as_ref().is_some_and(|place| is_shouted(&line[place.clone()]));
    let known = found.place.as_ref().is_some_and(|place| is_city(&line[place.clone()]));
    let filed = found.agency.is_some() || found.date.is_some();
    let accepted = match mark {
        '—' | '–' => shouted || known || filed,
        '-' => filed || known || shouted && found.region.is_some(),
        _ => known && shouted || filed && found.agency.is_some() && (shouted || known),
    };
    let text = line[after..].trim_start();
    // `FERRY LINE — The ferry line is to close`: a topic, for the text has its words in small letters.
    let is_topic = || {
        !known
            && found.date.is_none()
            && found.agency.is_none()
            && found.place.as_ref().is_some_and(|place| has_small(text, &line[place.clone()]))
    };
    let starts_text = text
        .starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "\"“‘'«([".contains(c))
        || !text.is_ascii() && text.starts_with(char::is_alphabetic);
    let is_filed = accepted && starts_text && !is_topic();
    is_filed.then_some(Filed { whole: 0..after, ..found })
}

/// The place that a dateline at the head of a line names, and its region, as bytes of the line.
///
/// ```
/// use nutgraf_core::dateline_places;
///
/// let line = "PORT ELSA, Norway, May 3 (Reuters) - The ferry sank at noon.";
/// let places: Vec<&str> = dateline_places(line).into_iter().flatten().map(|span| span.slice(line)).collect();
/// assert_eq!(places, ["PORT ELSA", "Norway"]);
/// assert_eq!(dateline_places("READ MORE: The ferry sank at noon."), [None, None]);
/// ```
pub fn dateline_places(line: &str) -> [Option<Span>; 2] {
    let found = head(line).unwrap_or_default();
    // A byline or a date that ran into a place leaves none.
    let clean = |part: Range<usize>| {
        let name = &line[part.clone()];
        let own = !name.starts_with("By ") && !name.bytes().any(|byte| byte.is_ascii_digit());
        own.then(|| Span::at(part.start, part.end))
    };
    // "MOSCOW." ends a sentence, "Calif." is one word.
    let place =
        found.place.map(|place| place.start..place.start + line[place.clone()].trim_end_matches('.').len());
    [place.and_then(clean), found.region.and_then(clean)]
}

/// Whether a text has a longer word of a label in small letters.
fn has_small(text: &str, label: &str) -> bool {
    label.split_whitespace().filter(|word| word.len() >= 4 && word.is_ascii()).any(|word| {
        text.split(|c: char| !c.is_alphanumeric()).take(60).any(|other| {
            other.starts_with(|c: char| c.is_ascii_lowercase()) && other.eq_ignore_ascii_case(word)
        })
    })
}

/// Whether a small word stands among the line's first words that no name holds: what most paragraphs show at a glance.
fn opens_sentence(line: &str) -> bool {
    let bytes = line.as_bytes();
    let mut from = 0;
    for at in 0..bytes.len().min(LONGEST) {
        match bytes[at] {
            b'a'..=b'z' | b'A'..=b'Z' | b'.' | b'\'' | b'0'..=b'9' => {}
            b' ' => {
                let word = &bytes[from..at];
                if word.first().is_some_and(u8::is_ascii_lowercase) && !is_particle(word) {
                    return true;
                }
                from = at + 1;
            }
            _ => return false,
        }
    }
    false
}

/// Small words inside names of places and agencies.
fn is_particle(word: &[u8]) -> bool {
    matches!(
        word,
        b"and" | b"of" | b"the" | b"de" | b"del" | b"la" | b"el" | b"al" | b"near" | b"in" | b"do" | b"da"
    )
}

/// A line that holds nothing but agency, place and perhaps a date: `AFP, Port Elsa`, `PORT ELSA, May 3 (Wire)`.
pub(crate) fn whole(line: &str) -> Option<Filed> {
    if line.len() > 70 || line.ends_with('.') {
        return None;
    }
    let bare = line.trim_end_matches([' ', '—', '–', '-', ':', ',']);
    let mut pieces = pieces(bare);
    let (first, range) = pieces.next()?;
    if is_agency(first) {
        let mut found = Filed { agency: Some(range), whole: 0..line.len(), ..Filed::default() };
        for (piece, range) in pieces {
            if is_date(piece) && found.place.is_some() {
                let start = found.date.as_ref().map_or(range.start, |date| date.start);
                found.date = Some(start..range.end);
            } else if found.place.is_none() && is_name(piece) {
                found.place = Some(range);
            } else if found.region.is_none() && is_name(piece) {
                found.region = Some(range);
            } else {
                return None;
            }
        }
        return Some(found);
    }
    // An agency stands in brackets at the end or behind a comma.
    if !bare.ends_with(')') && memchr(b',', bare.as_bytes()).is_none() {
        return None;
    }
    let found = parts(bare)?;
    (found.agency.is_some() && found.place.is_some()).then_some(Filed { whole: 0..line.len(), ..found })
}

/// As [`whole`], told from a line's words at first: an agency has its own, or stands in brackets.
pub(crate) fn is_whole(line: &str, measure: &Measure) -> bool {
    (measure.may_have(SOURCE) || line.contains(')')) && whole(line).is_some()
}

/// Whether a whole text names an agency or several (`AP`, `Reuters and AFP`, `The Associated Press`).
pub(crate) fn is_agency(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() || text.len() > 60 {
        return false;
    }
    let text = text.strip_prefix("with ").unwrap_or(text);
    // Every one begins with a word of a short list.
    let first = text.trim_start().bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
    let first = first.fold(SEED, step);
    if !(AGENCY_HEADS.has(first) || AGENCIES.has(first)) {
        return false;
    }
    AGENCIES.contains(text)
        || AGENCY_NAMES.iter().any(|name| name.eq_ignore_ascii_case(text))
        || [(" and ", b'd'), (" & ", b'&'), ("/", b'/'), (", ", b',')].iter().any(|&(between, mark)| {
            memchr(mark, text.as_bytes()).is_some()
                && text.split_once(between).is_some_and(|(left, right)| is_agency(left) && is_agency(right))
        })
}

/// Whether a place stands alone in datelines.
fn is_city(place: &str) -> bool {
    CITIES.contains(place) || LONG_CITIES.iter().any(|city| city.eq_ignore_ascii_case(place))
}

/// Where the dateline may end: before the mark, after it, and the mark.
fn separator(head: &str) -> Option<(usize, usize, char)> {
    let mut depth = 0_u32;
    // Other characters are no marks, and most of a line; 0xE2 begins the dashes and curled quotation marks.
    let is_mark = |byte: &u8| matches!(byte, b'(' | b')' | b'-' | b':' | b'?' | b'!' | b'"' | b';' | 0xE2);
    for at in (0..head.len()).filter(|&at| is_mark(&head.as_bytes()[at])) {
        let Some(c) = head[at..].chars().next() else { break };
        let rest = &head[at + c.len_utf8()..];
        let before = &head[..at];
        match c {
            '(' => depth += 1,
            ')' => {
                depth = depth.saturating_sub(1);
                // `PORT ELSA (Wire) The ferry`: no mark at all.
                let marked = rest.trim_start().starts_with(['—', '–', '-', ':', '−', ',']);
                if depth == 0 && !marked && rest.starts_with(' ') {
                    let inside = before.rsplit('(').next().unwrap_or_default();
                    return is_agency(inside).then_some((at + 1, at + 1, '—'));
                }
            }
            _ if depth > 0 => {}
            '—' | '–' | '−' => return Some((at, at + c.len_utf8(), '—')),
            '-' if rest.starts_with('-') => return Some((at, at + 2, '—')),
            '-' if before.ends_with([' ', ')']) && rest.starts_with(' ') => return Some((at, at + 1, '-')),
            ':' if rest.starts_with(' ') => return Some((at, at + 1, ':')),
            '?' | '!' | '"' | '“' | '”' | ';' => return None,
            _ => {}
        }
    }
    None
}

/// Comma-separated pieces with their ranges, trimmed.
fn pieces(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let base = text.as_ptr() as usize;
    text.split(',').map(str::trim).filter(|piece| !piece.is_empty()).map(move |piece| {
        let start = piece.as_ptr() as usize - base;
        (piece, start..start + piece.len())
    })
}

/// Place, region, date and agency of what stands before the mark; none when something else stands there.
fn parts(head: &str) -> Option<Filed> {
    let trimmed = head.trim_end();
    let mut found = Filed { whole: 0..trimmed.len(), ..Filed::default() };
    let mut names = trimmed;
    if let Some(open) = trimmed.strip_suffix(')').and_then(|inside| inside.rfind('(')) {
        let inside = &trimmed[open + 1..trimmed.len() - 1];
        let agency = inside.trim();
        if agency.is_empty() || agency.len() > 50 || !agency.starts_with(|c: char| c.is_alphabetic()) {
            return None;
        }
        let is_tag = agency.split_whitespace().count() <= 4 && agency.split_whitespace().all(is_name);
        if !(is_agency(agency) || is_tag) {
            return None;
        }
        found.agency = Some(open + 1..trimmed.len() - 1);
        names = trimmed[..open].trim_end();
        if names.is_empty() {
            return is_agency(agency).then_some(found);
        }
    }
    for (piece, range) in pieces(names) {
        if found.place.is_none() {
            let words = piece.split_whitespace().count();
            if words > 5 || !is_name(piece) || LOOKALIKES.contains(&piece) {
                return None;
            }
            // `PORT ELSA May 3`: the date without a comma.
            let cut = piece.split_whitespace().position(|word| month(word).is_some()).filter(|&at| at > 0);
            if let Some(day) = cut.and_then(|at| piece.match_indices(' ').nth(at - 1)) {
                found.place = Some(range.start..range.start + day.0);
                found.date = Some(range.start + day.0 + 1..range.end);
            } else {
                found.place = Some(range);
            }
        } else if is_agency(piece) && found.agency.is_none() {
            found.agency = Some(range);
        } else if is_date(piece) {
            let start = found.date.as_ref().map_or(range.start, |date| date.start);
            found.date = Some(start..range.end);
        } else if found.region.is_none() && found.date.is_none() && is_name(piece) {
            found.region = Some(range);
        } else {
            return None;
        }
    }
    let place = &head[found.place.clone()?];
    let letters = place.chars().filter(|c| c.is_alphabetic()).count();
    (letters >= 3 && !is_date(place) && !is_agency(place)).then_some(found)
}

/// Whether every word begins with a capital, or is a small word of names.
fn is_name(text: &str) -> bool {
    text.split_whitespace().count() <= 5
        && text.split_whitespace().all(|word| {
            word.starts_with(|c: char| {
                c.is_uppercase() || c.is_alphabetic() && !c.is_ascii() && !c.is_lowercase()
            }) || is_particle(word.as_bytes())
                || word.starts_with(|c: char| c.is_ascii_digit()) && month_near(text)
        })
}

fn month_near(text: &str) -> bool {
    text.split_whitespace().any(|word| month(word).is_some())
}

/// Whether a piece is a date: `May 3`, `3 May 2021`, `2021`, `Monday`.
fn is_date(piece: &str) -> bool {
    let mut words = 0;
    piece.split_whitespace().all(|word| {
        words += 1;
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        words <= 4
            && (month(word).is_some()
                || is_weekday(word)
                || matches!(digits.len(), 1 | 2 | 4)
                    && digits.bytes().all(|byte| byte.is_ascii_digit())
                    && matches!(&word[digits.len()..], "" | "." | "st" | "nd" | "rd" | "th"))
    })
}

/// Whether a place is printed in capitals.
fn is_shouted(place: &str) -> bool {
    let letters = place.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 3 && !place.chars().any(char::is_lowercase) && place.chars().any(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> Option<String> {
        let filed = head(line)?;
        let of = |range: &Option<Range<usize>>| range.clone().map_or("-", |range| &line[range]).to_owned();
        Some(format!(
            "{}|{}|{}|{} ..{}",
            of(&filed.place),
            of(&filed.region),
            of(&filed.date),
            of(&filed.agency),
            filed.whole.end
        ))
    }

    #[test]
    fn the_forms_of_agencies_and_papers() {
        let cases = [
            ("PORT ELSA, May 3 (Reuters) - The ferry", "PORT ELSA|-|May 3|Reuters ..28"),
            ("PORT ELSA (AP) — The ferry", "PORT ELSA|-|-|AP ..18"),
            ("NORHAVEN, Ill. — The ferry", "NORHAVEN|Ill.|-|- ..18"),
            ("NORHAVEN, South Umbria -- The", "NORHAVEN|South Umbria|-|- ..25"),
            ("Norhaven, 3 May 2021 – The", "Norhaven|-|3 May 2021|- ..24"),
            ("NEW DELHI: The ferry", "NEW DELHI|-|-|- ..10"),
            ("Berlin (dpa) – Der", "Berlin|-|-|dpa ..16"),
            ("(Reuters) - The ferry", "-|-|-|Reuters ..11"),
        ];
        for (line, expected) in cases {
            assert_eq!(shown(line).as_deref(), Some(expected), "{line}");
        }
    }

    #[test]
    fn what_ran_into_a_place_is_none() {
        assert_eq!(dateline_places("By Ada Quill OSLO (Reuters) - It rained."), [None, None]);
        assert_eq!(dateline_places("MOSCOW. Oct 5 (Interfax) - It rained.")[0], Some(Span::at(0, 6)));
        assert_eq!(dateline_places("MOUNTAIN VIEW, Calif. (AP) - It rained.")[1], Some(Span::at(15, 21)));
    }

    #[test]
    fn lookalikes_are_no_datelines() {
        for line in [
            "READ MORE: The ferry",
            "EXCLUSIVE — The ferry",
            "CALL FOR SUPPORT: The mayor",
            "FERRY LINE: The mayor",
            "The ferry — The only one",
            "Ada Quill – The mayor",
            "LIVE - The ferry",
            "A — B",
            "Quill (the mayor) said",
            "WINNING! The ferry",
        ] {
            assert_eq!(shown(line), None, "{line}");
        }
    }

    #[test]
    fn agency_lines() {
        let filed = whole("AFP, Berlin").unwrap();
        assert_eq!((filed.agency, filed.place), (Some(0..3), Some(5..11)));
        assert!(whole("Reuters, TOKYO").is_some());
        assert!(whole("Photo, Berlin").is_none());
        assert!(is_agency("AP and Reuters") && !is_agency("Ada Quill"));
    }
}
