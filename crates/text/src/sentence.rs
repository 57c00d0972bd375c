use memchr::memchr_iter;

use crate::Span;
use crate::class::{BLANK, char_at, class, is_closer, is_wide_stop};
use crate::list::items;
use crate::stop::{Stop, ends};
use crate::unstopped::breaks;

/// The sentences of `text` inside `within`, as byte spans into `text`, in order, without white space at their ends.
/// No sentence crosses a line break; every byte of `within` that is no white space is in exactly one. A span that
/// does not fit the text has none.
///
/// ```
/// use nutgraf_text::{Span, sentences};
///
/// let text = "Gov. Ada Penn left at 5 p.m. on Monday. \"Why?\" she was asked.";
/// let found: Vec<_> = sentences(text, Span::of(text)).iter().map(|span| span.slice(text)).collect();
/// assert_eq!(found, ["Gov. Ada Penn left at 5 p.m. on Monday.", "\"Why?\" she was asked."]);
/// ```
pub fn sentences(text: &str, within: Span) -> Vec<Span> {
    let mut found = Vec::with_capacity(within.len() / 96 + 1);
    each_sentence(text, within, |span| found.push(span));
    found
}

/// Calls `take` with every sentence in order.
pub(crate) fn each_sentence(text: &str, within: Span, mut take: impl FnMut(Span)) {
    if !within.fits(text) {
        return;
    }
    let mut start = within.start();
    for at in memchr_iter(b'\n', within.slice(text).as_bytes()) {
        line(text, Span::at(start, within.start() + at), &mut take);
        start = within.start() + at + 1;
    }
    line(text, Span::at(start, within.end()), &mut take);
}

fn line(text: &str, line: Span, take: &mut impl FnMut(Span)) {
    let line = line.trim(text);
    let mut starts = items(text, line);
    starts.extend(breaks(text, line));
    starts.sort_unstable();
    let mut start = line.start();
    for item in starts {
        segment(text, Span::at(start, item).trim(text), take);
        start = item;
    }
    segment(text, Span::at(start, line.end()), take);
}

/// Bytes with which a stop can begin; the longer characters are looked at again.
const fn stop_bytes() -> [bool; 256] {
    let mut table = [false; 256];
    let heads = [b'.', b'!', b'?', 0xE0, 0xE2, 0xE3, 0xEF, 0xD8, 0xDB];
    let mut at = 0;
    while at < heads.len() {
        table[heads[at] as usize] = true;
        at += 1;
    }
    table
}

static MAY_STOP: [bool; 256] = stop_bytes();

/// Cuts one line, or one item of a list within it, at its stops.
fn segment(text: &str, part: Span, take: &mut impl FnMut(Span)) {
    let bytes = text.as_bytes();
    let (mut start, end) = (part.start(), part.end());
    let mut at = start;
    while at < end {
        if !MAY_STOP[bytes[at] as usize] {
            at += 1;
            continue;
        }
        let Some(stop) = read_stop(text, start, at, end) else {
            at += char_at(text, at).map_or(1, char::len_utf8);
            continue;
        };
        if stop.after >= end {
            break;
        }
        // Stops with nothing before them belong to what follows: `... and then`.
        if stop.at > start && ends(text, &stop, end) {
            take(Span::at(start, stop.after));
            start = stop.next;
        }
        at = stop.next;
    }
    if start < end {
        take(Span::at(start, end));
    }
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔' | '‼' | '⁇' | '⁈' | '⁉') || is_wide_stop(c)
}

/// Reads the run of stops at `at` with the quotes and brackets that close after it.
fn read_stop(text: &str, start: usize, at: usize, end: usize) -> Option<Stop> {
    let bytes = text.as_bytes();
    let mut stop = Stop { start, at, dots: 0, marks: 0, wide: false, closed: at, after: at, next: at };
    let mut here = at;
    while here < end {
        let Some(c) = char_at(text, here) else { break };
        if !is_stop(c) {
            // `. . .` is one ellipsis; after a word's own stop it opens the next sentence.
            if c == ' '
                && stop.dots > 0
                && is_spaced_dot(bytes, here, end)
                && !opens_ellipsis(bytes, &stop, here)
            {
                here += 1;
                continue;
            }
            break;
        }
        match c {
            '.' => stop.dots += 1,
            '…' => stop.dots += 3,
            _ => stop.marks += 1,
        }
        stop.wide |= is_wide_stop(c);
        here += c.len_utf8();
    }
    if stop.dots + stop.marks == 0 {
        return None;
    }
    stop.closed = here;
    while here < end {
        match char_at(text, here) {
            Some(c) if is_closer(c) => here += c.len_utf8(),
            Some('[') => match note_end(bytes, here, end) {
                Some(to) => here = to,
                None => break,
            },
            _ => break,
        }
    }
    stop.after = here;
    stop.next = skip_blank(text, here, end);
    Some(stop)
}

/// A blank and a stop that stands alone.
fn is_spaced_dot(bytes: &[u8], at: usize, end: usize) -> bool {
    at + 1 < end && bytes[at + 1] == b'.' && (at + 2 >= end || bytes[at + 2] != b'.')
}

/// Whether three spaced stops and more text follow the single stop of a word: `gone. . . . The rest`.
fn opens_ellipsis(bytes: &[u8], stop: &Stop, at: usize) -> bool {
    let attached = stop.at > stop.start && class(bytes[stop.at - 1]) != BLANK;
    attached && stop.dots == 1 && bytes[at..].starts_with(b" . . . ")
}

/// The end of a note number in brackets: `[12]`.
fn note_end(bytes: &[u8], at: usize, end: usize) -> Option<usize> {
    let mut here = at + 1;
    while here < end && bytes[here].is_ascii_digit() {
        here += 1;
    }
    (here > at + 1 && here < end && bytes[here] == b']').then_some(here + 1)
}

fn skip_blank(text: &str, at: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = at;
    while at < end {
        if class(bytes[at]) == BLANK {
            at += 1;
        } else {
            match char_at(text, at) {
                Some(c) if c.is_whitespace() => at += c.len_utf8(),
                _ => break,
            }
        }
    }
    at
}
