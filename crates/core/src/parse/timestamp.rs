//! Lines that say when: `Published May 3, 2024 at 10:15 a.m.`, `3 hours ago`, `2024-05-03`.

use std::ops::Range;

use super::byline;
use super::lexicon::{is_weekday, month, opens_month};
use crate::Day;

/// A date found in a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Stamp {
    /// From the date's first word to its last, with the time of day behind it.
    pub(crate) range: Range<usize>,
    /// The day, when the date has a year and its order is sure.
    pub(crate) day: Option<Day>,
}

/// A word of a line: its bytes without commas and brackets at its ends.
fn words(line: &str) -> impl Iterator<Item = (&str, usize)> {
    let base = line.as_ptr() as usize;
    parts(line)
        .map(|word| word.trim_matches(|c: char| matches!(c, ',' | ':' | ';' | '.')))
        .flat_map(|word| {
            let (head, tail) = word.split_at(grown_from(word).unwrap_or(word.len()));
            [head, tail]
        })
        .filter(|word| !word.is_empty() && !matches!(*word, "-" | "/"))
        .map(move |word| (word, word.as_ptr() as usize - base))
}

/// The parts of a line between white space, bars, dots, dashes and brackets.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut at = 0;
        let width = loop {
            match rest.as_bytes().get(at) {
                None => break 0,
                Some(b'|' | b'(' | b')' | b' ' | 0x09..=0x0D) => break 1,
                Some(0..0x80) => at += 1,
                Some(_) => {
                    let c = rest[at..].chars().next().unwrap_or(' ');
                    if c.is_whitespace() || matches!(c, '·' | '•' | '–' | '—') {
                        break c.len_utf8();
                    }
                    at += c.len_utf8();
                }
            }
        };
        let part = &rest[..at];
        rest = &rest[at + width..];
        Some(part)
    })
}

/// Words that open a date of their own, as markup lets them grow onto what is before them.
const OPENERS: [&str; 5] = ["Last", "Updated", "Published", "Modified", "Posted"];

/// Where a second word begins that markup let grow onto the first: `20247:00`, `CETLast`.
fn grown_from(word: &str) -> Option<usize> {
    let bytes = word.as_bytes();
    if bytes.len() < 7 {
        return None;
    }
    let year = bytes[..4].iter().all(u8::is_ascii_digit) && matches!(&bytes[..2], b"19" | b"20");
    if year && bytes[4].is_ascii_digit() && bytes[5..7].contains(&b':') {
        return Some(4);
    }
    OPENERS.iter().find_map(|label| word.strip_suffix(label)).map(str::len).filter(|&at| at > 0)
}

/// Bytes of the longest word that is known here.
const LONGEST: usize = 12;

/// What a word does in a timestamp.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Month(u32),
    Day(u32),
    Year(i32),
    Full(Day),
    /// `11/19/19`: a date whose order is not sure.
    Slashed,
    Clock,
    Weekday,
    /// `ago`, `yesterday`: a time by itself.
    Relative,
    /// `hours`, `min`: only with a number.
    Measure,
    /// `published`, `updated`, `on`, `EST`.
    Label,
    Other,
}

fn part(word: &str) -> Part {
    if let Some(number) = month(word) {
        return Part::Month(number);
    }
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &word[digits..];
    if digits > 0 {
        let number = word[..digits].parse::<u32>().unwrap_or(u32::MAX);
        if digits == 4 && rest.is_empty() && (1800..=2100).contains(&number) {
            return Part::Year(number as i32);
        }
        if matches!(digits, 1 | 2) {
            match small(rest, &mut [0; LONGEST]) {
                b"" | b"st" | b"nd" | b"rd" | b"th" if (1..=31).contains(&number) => {
                    return Part::Day(number);
                }
                b"am" | b"pm" | b"a.m" | b"p.m" => return Part::Clock,
                b"h" | b"m" | b"d" | b"w" | b"hr" | b"hrs" | b"min" | b"mins" => return Part::Relative,
                _ => {}
            }
            if is_clock(rest) {
                return Part::Clock;
            }
        }
        if let Some(day) = word.get(..10).and_then(Day::parse) {
            return Part::Full(day);
        }
        let slashed = word.split(['/', '.', '-']).map(str::len);
        if word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'/' | b'.' | b'-'))
            && slashed.clone().count() == 3
            && slashed.clone().all(|length| matches!(length, 1 | 2 | 4))
        {
            return Part::Slashed;
        }
        return Part::Other;
    }
    if is_weekday(word) {
        return Part::Weekday;
    }
    match small(word, &mut [0; LONGEST]) {
        b"ago" | b"yesterday" | b"now" => Part::Relative,
        b"am" | b"pm" | b"a.m" | b"p.m" | b"noon" | b"midnight" => Part::Clock,
        b"second" | b"seconds" | b"minute" | b"minutes" | b"min" | b"mins" | b"hour" | b"hours" | b"hr"
        | b"hrs" | b"day" | b"days" | b"week" | b"weeks" | b"month" | b"months" | b"year" | b"years" => {
            Part::Measure
        }
        b"published" | b"updated" | b"posted" | b"modified" | b"last" | b"first" | b"on" | b"at"
        | b"date" | b"time" | b"an" | b"a" | b"update" | b"the" | b"of" | b"release" | b"released"
        | b"created" | b"issued" | b"today" | b"just" | b"about" | b"est" | b"edt" | b"et" | b"cst"
        | b"cdt" | b"ct" | b"mst" | b"pst" | b"pdt" | b"pt" | b"gmt" | b"utc" | b"bst" | b"ist" | b"cet"
        | b"cest" | b"jst" | b"sgt" | b"aest" | b"hkt" | b"local" | b"eastern" | b"central" | b"pacific"
        | b"standard" | b"daylight" => Part::Label,
        _ => Part::Other,
    }
}

/// A word in small letters; nothing of one that is longer than all that are known.
fn small<'b>(word: &str, buffer: &'b mut [u8; LONGEST]) -> &'b [u8] {
    let Some(letters) = buffer.get_mut(..word.len()) else { return b"?" };
    letters.copy_from_slice(word.as_bytes());
    letters.make_ascii_lowercase();
    letters
}

/// `:15`, `.30pm`, `:56:01am`, what follows the hour.
fn is_clock(rest: &str) -> bool {
    let Some(minutes) = rest.strip_prefix([':', '.']) else { return false };
    let digits = minutes.bytes().take_while(u8::is_ascii_digit).count();
    let tail = minutes[digits..].to_ascii_lowercase();
    digits == 2
        && (tail.is_empty()
            || tail.starts_with(':') && tail.len() >= 3
            || matches!(tail.get(..2), Some("am" | "pm" | "a." | "p.")) && tail.len() <= 6)
}

/// Whether a line says when and nothing else.
pub(crate) fn is_timestamp(line: &str) -> bool {
    if line.len() > 120 {
        return false;
    }
    // Most lines begin with a word that has no place in a date.
    let first = line.bytes().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(line.len());
    let (word, rest) = line.split_at(first);
    if first > 0 && rest.starts_with(' ') && part(word) == Part::Other && grown_from(word).is_none() {
        return false;
    }
    let (mut told, mut number, mut measure) = (false, false, false);
    let mut count = 0;
    for (word, at) in words(line) {
        count += 1;
        match part(word) {
            // `Posted on May 3, 2024 by Ada Quill`.
            Part::Other => {
                let is_told = told || number && measure;
                return is_told && word.eq_ignore_ascii_case("by") && byline::is_byline(&line[at..]);
            }
            Part::Full(_) | Part::Slashed | Part::Relative | Part::Clock | Part::Weekday => told = true,
            Part::Month(_) | Part::Year(_) => measure = true,
            Part::Day(_) => number = true,
            Part::Measure => told |= number,
            Part::Label => {}
        }
    }
    count > 0 && (told || number && measure)
}

/// Whether a line may hold a date: it has a digit, or a word that begins as a month does.
pub(crate) fn may_hold(line: &str) -> bool {
    let mut before = b' ';
    line.bytes().enumerate().any(|(at, byte)| {
        let opens = byte.is_ascii_alphabetic() && !before.is_ascii_alphanumeric();
        before = byte;
        byte.is_ascii_digit() || opens && opens_month(&line.as_bytes()[at..])
    })
}

/// The first date of a line.
pub(crate) fn find(line: &str) -> Option<Stamp> {
    let (mut day, mut month, mut year, mut full) = (None, None, None, None);
    let mut range: Option<Range<usize>> = None;
    for (word, at) in words(line) {
        // `3 May 2024 | Updated: 09:41, 4 May 2024`: the next date's.
        if (year.is_some() || full.is_some())
            && OPENERS.iter().any(|opener| word.eq_ignore_ascii_case(opener))
        {
            break;
        }
        let end = at + word.len();
        let extend = |range: &mut Option<Range<usize>>| {
            range.get_or_insert(at..end).end = end;
        };
        match part(word) {
            Part::Month(number) if month.is_none() && year.is_none() => {
                month = Some(number);
                extend(&mut range);
            }
            Part::Day(number) if day.is_none() && year.is_none() => {
                // A number without a month near it is no date.
                if month.is_some() || follows_month(&line[end..]) {
                    day = Some(number);
                    extend(&mut range);
                }
            }
            Part::Year(number) if year.is_none() && month.is_some() => {
                year = Some(number);
                extend(&mut range);
            }
            Part::Full(found) if full.is_none() && month.is_none() => {
                full = Some(found);
                extend(&mut range);
            }
            Part::Slashed if range.is_none() => extend(&mut range),
            Part::Weekday if range.is_none() => extend(&mut range),
            Part::Clock | Part::Label if range.is_some() => {
                if matches!(part(word), Part::Clock) {
                    extend(&mut range);
                }
            }
            Part::Day(_) | Part::Label => {}
            _ if month.is_some() && day.is_some() || full.is_some() => break,
            _ => {
                (day, month, range) = (None, None, None);
            }
        }
    }
    let range = range?;
    let day = full.or_else(|| match (year, month, day) {
        (Some(year), Some(month), Some(day)) => Day::from_ymd(year, month, day),
        _ => None,
    });
    let is_date = day.is_some() || month.is_some() || line[range.clone()].contains('/');
    is_date.then_some(Stamp { range, day })
}

fn follows_month(rest: &str) -> bool {
    words(rest).next().is_some_and(|(word, _)| {
        month(word).is_some()
            || word == "of" && words(rest).nth(1).is_some_and(|(word, _)| month(word).is_some())
    })
}

/// Whether what stands before a date, by its first words, speaks of a change rather than of the first publication.
pub(crate) fn is_update(line: &str) -> bool {
    let end = line.char_indices().nth(24).map_or(line.len(), |(at, _)| at);
    ["updat", "modified", "revised", "edited"].iter().any(|word| {
        line.as_bytes()[..end].windows(word.len()).any(|found| found.eq_ignore_ascii_case(word.as_bytes()))
    })
}

/// Bytes of the longest label right before a date: `· last updated on `.
const UPDATE_LABEL: usize = 20;

/// Whether the words before a date, by its first or its last ones, speak of a change.
pub(crate) fn leads_to_update(before: &str) -> bool {
    let label = before.floor_char_boundary(before.len().saturating_sub(UPDATE_LABEL));
    is_update(before) || is_update(&before[label..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_label_of_an_update_stands_first_or_right_before_the_date() {
        assert!(leads_to_update("Updated by the newsroom in Port Elsa on "));
        assert!(leads_to_update("From the newsroom in Port Elsa · last updated on "));
        assert!(!leads_to_update("From the newsroom in Port Elsa, updated there and posted on the pier on "));
    }

    #[test]
    fn lines_that_only_say_when() {
        for line in [
            "March 1, 2024",
            "15 hrs ago",
            "Updated an hour ago",
            "Published: Fri, 3 May 2024 10:15 GMT",
            "2024-05-03T10:15:00Z",
            "11/19/19 06:56 AM EST",
            "Feb. 1, 2024 | 3:15 p.m.",
            "Yesterday",
            "PUBLISHED: May 3, 2024 at 9:41 a.m. | UPDATED: May 4, 2024 at 1:00 p.m.",
            "Posted: May 3, 2024 / 09:41 AM EDT",
            "May 3, 2024 08:00 AM Eastern Daylight Time",
            "Posted on May 3, 2024 by Ada Quill",
            "Posted on 05/03/2024 by Ada Quill",
            "2024-05-03 by Ada Quill",
            "3 hours ago by Ada Quill",
            "May 3, 2024 By Ada Quill",
        ] {
            assert!(is_timestamp(line), "{line}");
        }
        for line in ["May we come in?", "The ferry, 3 May 2024", "3", "On the day", "12 dead", "2024", "May"]
        {
            assert!(!is_timestamp(line), "{line}");
        }
    }

    #[test]
    fn full_dates_become_days() {
        let day = |line: &str| find(line).and_then(|stamp| stamp.day).map(|day| day.to_string());
        assert_eq!(day("Published May 3, 2024 at 10:15").as_deref(), Some("2024-05-03"));
        assert_eq!(day("Fri, 3rd of May 2024").as_deref(), Some("2024-05-03"));
        assert_eq!(day("2024-05-03T10:15:00Z").as_deref(), Some("2024-05-03"));
        assert_eq!(day("May 3"), None);
        assert_eq!(day("11/19/19"), None);
    }

    #[test]
    fn a_line_that_may_hold_no_date_has_none() {
        assert!(!may_hold("Ada Quill, Port Elsa") && !may_hold("Dismay (unoctavo)"));
        assert!(
            may_hold("Ada Quill, May") && may_hold("(Sept.") && may_hold("—december") && may_hold("9/11")
        );
    }

    #[test]
    fn the_date_of_a_byline_is_found() {
        let line = "Ada Quill | Dec 22, 2023";
        assert_eq!(&line[find(line).unwrap().range], "Dec 22, 2023");
    }
}
