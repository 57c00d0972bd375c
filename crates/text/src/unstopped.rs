//! Sentences that end without a stop: rules of dashes, mail stamps, letter closings, faces, links in a row.

use crate::Span;
use crate::class::{BLANK, DIGIT, byte, class};
use crate::sign::emoticon;

/// Where sentences begin in `line` though no stop stands before them, in order.
pub(crate) fn breaks(text: &str, line: Span) -> Vec<usize> {
    let bytes = text.as_bytes();
    let (start, end) = (line.start(), line.end());
    let mut found = Vec::new();
    let mut at = start;
    while at < end {
        if !TRIGGER[bytes[at] as usize] {
            at += 1;
            continue;
        }
        let from = at;
        at += 1;
        match bytes[from] {
            b',' => {
                if next_capital(text, at, end) && is_closing(text, start, from) {
                    cut(&mut found, text, at, line);
                }
            }
            b'/' => {
                if let Some((first, last)) = stamp(bytes, start, from, end) {
                    let head = &bytes[start..first];
                    if ![&b" on "[..], b" at ", b", ", b": ", b"from "]
                        .iter()
                        .any(|&word| head.ends_with(word))
                    {
                        cut(&mut found, text, first, line);
                    }
                    cut(&mut found, text, last, line);
                    at = last;
                }
            }
            b'-' | b'_' | b'*' | b'=' if from == start || class(bytes[from - 1]) == BLANK => {
                let to = (from..end).find(|&to| bytes[to] != bytes[from]).unwrap_or(end);
                if to - from >= 5 && (to == end || class(bytes[to]) == BLANK) {
                    cut(&mut found, text, from, line);
                    cut(&mut found, text, to, line);
                    at = to;
                } else if let Some(to) = face(bytes, start, from, end) {
                    end_face(&mut found, text, from, to, line);
                }
            }
            b':' if bytes[at..end].starts_with(b"//") => {
                let to = (at..end).find(|&to| class(bytes[to]) == BLANK).unwrap_or(end);
                if bytes[to..end].starts_with(b" http://") || bytes[to..end].starts_with(b" https://") {
                    cut(&mut found, text, to, line);
                }
                at = to;
            }
            _ => {
                if let Some(to) = face(bytes, start, from, end) {
                    end_face(&mut found, text, from, to, line);
                }
            }
        }
    }
    found
}

const fn triggers() -> [bool; 256] {
    let mut table = [false; 256];
    let heads = b",/-_*=:;^(";
    let mut at = 0;
    while at < heads.len() {
        table[heads[at] as usize] = true;
        at += 1;
    }
    table
}

static TRIGGER: [bool; 256] = triggers();

/// Adds the first character at or after `at` that is no blank, unless the line begins or ends there.
fn cut(found: &mut Vec<usize>, text: &str, at: usize, line: Span) {
    let rest = text.get(at..line.end()).unwrap_or_default();
    let at = line.end() - rest.trim_start().len();
    if at > line.start() && at < line.end() && found.last().is_none_or(|&last| last < at) {
        found.push(at);
    }
}

fn next_capital(text: &str, at: usize, end: usize) -> bool {
    if byte(text.as_bytes(), at) != b' ' || byte(text.as_bytes(), at + 1).is_ascii_lowercase() {
        return false;
    }
    text.get(at..end).is_some_and(|rest| rest.trim_start().starts_with(char::is_uppercase))
}

/// A letter's closing before the comma at `comma`, with nothing else in its sentence: `Regards,`.
fn is_closing(text: &str, start: usize, comma: usize) -> bool {
    const LONGEST: usize = "Yours sincerely".len() + 3;
    let from = text.floor_char_boundary(comma.saturating_sub(LONGEST)).max(start);
    let head = text.get(from..comma).unwrap_or_default();
    let whole = from == start;
    let last = head.rfind(['.', '!', '?']).map_or(0, |at| at + 1);
    (whole || last > 0)
        && matches!(
            head[last..].trim(),
            "Regards"
                | "Best regards"
                | "Best Regards"
                | "Kind regards"
                | "Kind Regards"
                | "Warm regards"
                | "Sincerely"
                | "Yours sincerely"
                | "Sincerely yours"
                | "Yours truly"
                | "Respectfully"
                | "Cheers"
                | "Thanks"
                | "Best"
                | "Thank you"
                | "Many thanks"
                | "Yours"
                | "Cordially"
        )
}

/// The date and hour around the first slash of `01/31/2024 10:15 AM`, as mail programs write them above a reply.
fn stamp(bytes: &[u8], start: usize, slash: usize, end: usize) -> Option<(usize, usize)> {
    let digits = |at: usize| (at..end).take_while(|&at| class(bytes[at]) == DIGIT).count();
    let back = (start..slash).rev().take_while(|&at| class(bytes[at]) == DIGIT).count();
    let first = slash - back;
    if !(1..=2).contains(&back) || (first > start && class(bytes[first - 1]) != BLANK) {
        return None;
    }
    let mut at = slash;
    for (sign, most) in [(b'/', 2), (b'/', 4), (b' ', 2), (b':', 2)] {
        let count = if at < end && bytes[at] == sign { digits(at + 1) } else { 0 };
        if count == 0 || count > most {
            return None;
        }
        at += 1 + count;
    }
    if bytes[at..end].starts_with(b":") && digits(at + 1) == 2 {
        at += 3;
    }
    let half = &bytes[at..end];
    (half.starts_with(b" AM") || half.starts_with(b" PM")).then_some((first, at + 3))
}

fn face(bytes: &[u8], start: usize, at: usize, end: usize) -> Option<usize> {
    if at > start && class(bytes[at - 1]) == BLANK { emoticon(bytes, at, end) } else { None }
}

/// A face ends its sentence when a stop stands before it or a capital letter after it.
fn end_face(found: &mut Vec<usize>, text: &str, at: usize, to: usize, line: Span) {
    let head = text.get(line.start()..at).unwrap_or_default().trim_end();
    if head.ends_with(['.', '!', '?']) || next_capital(text, to, line.end()) {
        cut(found, text, to, line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_begin_without_a_stop_before_them() {
        for (text, want) in [
            ("See you. Regards, Ada Penn", &[18][..]),
            ("With best regards, Ada", &[]),
            ("Tom Okafor 01/31/2024 10:15 AM The pier is shut", &[11, 31]),
            ("He won 10/12 games", &[]),
            ("One ------ Two", &[4, 11]),
            ("We won :) The end", &[10]),
            ("see https://g.example/a https://g.example/b", &[24]),
            ("a well-known line: yes", &[]),
        ] {
            assert_eq!(breaks(text, Span::of(text)), want, "{text}");
        }
    }
}
