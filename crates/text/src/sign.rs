//! Tokens that begin with a sign.

use crate::class::{BLANK, DIGIT, HIGH, LETTER, apostrophe, byte, char_at, class, starts_word, word_end};
use crate::token::{Tokens, marks_end};
use crate::word::{is_clitic, word};

/// A token that begins with a sign at `at`. Returns the end of what was pushed.
pub(crate) fn sign(out: &mut Tokens<'_>, at: usize) -> usize {
    let bytes = out.text.as_bytes();
    let end = out.end;
    let here = bytes[at];
    let next = if at + 1 < end { bytes[at + 1] } else { 0 };
    let glued = class(out.before(at)) != BLANK && at > out.start;
    if !glued && let Some(to) = emoticon(bytes, at, end) {
        return out.push(at, to);
    }
    match here {
        b'.' | b'!' | b'?' => {
            if here == b'.' && class(next) == DIGIT && !glued {
                let to = at + 1;
                let mut to_end = to;
                while to_end < end && class(bytes[to_end]) == DIGIT {
                    to_end += 1;
                }
                return out.push(at, to_end);
            }
            let mut to = at + 1;
            while to < end && matches!(bytes[to], b'.' | b'!' | b'?') {
                to += 1;
            }
            out.push(at, to)
        }
        b'-' | b'=' | b'*' | b'_' | b'~' | b'#' | b'+' | b'<' | b'>' | b'`' if next == here => {
            out.push(at, run(bytes, at, end))
        }
        b'+' if class(next) == DIGIT && !glued => number_after(out, at),
        b'#' | b'@' if class(next) == LETTER && !glued => {
            let to = word_end(out.text, at + 1, end);
            out.push(at, to)
        }
        b'_' => {
            let to = word_end(out.text, at, end);
            word(out, at, to)
        }
        b'\'' | b'`' => quote(out, at, 1, glued),
        _ if class(here) == HIGH => high_sign(out, at, glued),
        _ => out.push(at, at + 1),
    }
}

fn run(bytes: &[u8], at: usize, end: usize) -> usize {
    let mut to = at;
    while to < end && bytes[to] == bytes[at] {
        to += 1;
    }
    to
}

/// `+44`: the sign and its number are one token.
fn number_after(out: &mut Tokens<'_>, at: usize) -> usize {
    let bytes = out.text.as_bytes();
    let mut to = at + 1;
    while to < out.end
        && (class(bytes[to]) == DIGIT
            || (matches!(bytes[to], b'.' | b',') && { to + 1 < out.end && class(bytes[to + 1]) == DIGIT }))
    {
        to += 1;
    }
    out.push(at, to)
}

/// An apostrophe: a clitic after a token, a shortened word before one, else a quotation mark.
fn quote(out: &mut Tokens<'_>, at: usize, length: usize, glued: bool) -> usize {
    let (text, end) = (out.text, out.end);
    let bytes = text.as_bytes();
    let from = at + length;
    if glued && starts_word(text, from, end) {
        let to = word_end(text, from, end);
        if is_clitic(&bytes[from..to]) {
            return out.push(at, to);
        }
    }
    if !glued && starts_word(text, from, end) {
        let to = word_end(text, from, end);
        let short = &bytes[from..to];
        if short.eq_ignore_ascii_case(b"n") {
            return out.push(at, to + apostrophe(&bytes[..end], to));
        }
        if is_shortened(short) {
            return out.push(at, to);
        }
    }
    // Two single quotes are one double.
    if apostrophe(bytes, from) == length
        && from + length <= end
        && bytes[from..from + length] == bytes[at..from]
    {
        return out.push(at, from + length);
    }
    out.push(at, from)
}

/// Words that lost their beginning: `'em`, `'90s`.
fn is_shortened(word: &[u8]) -> bool {
    let mut lower = [0; 5];
    let Some(lower) = lower.get_mut(..word.len()) else { return false };
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    match &*lower {
        b"em" | b"til" | b"cause" | b"cuz" | b"bout" => true,
        [a, b] | [a, b, b's'] => a.is_ascii_digit() && b.is_ascii_digit(),
        _ => false,
    }
}

/// A sign beyond ASCII: curly quotes, dashes, the ellipsis sign, emoji.
fn high_sign(out: &mut Tokens<'_>, at: usize, glued: bool) -> usize {
    let Some(c) = char_at(out.text, at) else { return at + 1 };
    let to = at + c.len_utf8();
    match c {
        '’' | '‘' => quote(out, at, 3, glued),
        '…' => {
            let mut to = to;
            while to < out.end && (byte(out.bytes(), to) == b'.' || char_at(out.text, to) == Some('…')) {
                to += if byte(out.bytes(), to) == b'.' { 1 } else { 3 };
            }
            out.push(at, to)
        }
        '°' if to < out.end
            && matches!(byte(out.bytes(), to), b'C' | b'F')
            && !starts_word(out.text, to + 1, out.end) =>
        {
            out.push(at, to + 1)
        }
        '\u{1f1e6}'..='\u{1f1ff}' => match char_at(out.text, to) {
            // Two regional letters are one flag.
            Some('\u{1f1e6}'..='\u{1f1ff}') if to < out.end => out.push(at, to + 4),
            _ => out.push(at, to),
        },
        _ => {
            let to = marks_end(out, to);
            out.push(at, to)
        }
    }
}

/// The end of a face written in signs.
pub(crate) fn emoticon(bytes: &[u8], at: usize, end: usize) -> Option<usize> {
    if !matches!(bytes[at], b':' | b';' | b'=' | b'^' | b'<' | b'(') {
        return None;
    }
    let mut to = at;
    while to < end && class(bytes[to]) != BLANK {
        to += 1;
    }
    let whole = matches!(
        &bytes[at..to],
        b":)"
            | b":("
            | b":D"
            | b":P"
            | b":p"
            | b":/"
            | b":-)"
            | b":-("
            | b":-D"
            | b":-P"
            | b":-/"
            | b";)"
            | b";-)"
            | b"=)"
            | b"=("
            | b"=D"
            | b"^_^"
            | b"<3"
            | b"(:"
            | b":o"
            | b":O"
            | b":|"
    );
    whole.then_some(to)
}
