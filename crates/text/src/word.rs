//! Tokens that begin with a letter or a digit.

use crate::abbreviation::{Abbreviation, is_plain_word, kind};
use crate::address::address_end;
use crate::class::{BLANK, DIGIT, LETTER, apostrophe, byte, class, starts_word, word_end};
use crate::stop::is_acronym;
use crate::token::Tokens;

/// A word `at..to` of ASCII letters with nothing joined to it.
#[inline]
pub(crate) fn plain(out: &mut Tokens<'_>, at: usize, to: usize) {
    if (4..=7).contains(&(to - at))
        && let Some(cut) = contraction(&out.bytes()[at..to])
    {
        out.push(at, at + cut);
        out.push(at + cut, to);
    } else {
        out.push(at, to);
    }
}

/// Where a word written as one is two: `can|not`, `gon|na`.
fn contraction(word: &[u8]) -> Option<usize> {
    let mut lower = [0; 7];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    match &*lower {
        b"cannot" | b"wont" | b"gonna" | b"wanna" | b"gotta" | b"gimme" | b"lemme" | b"didnt" | b"isnt"
        | b"wasnt" | b"arent" | b"doesnt" | b"havent" | b"hasnt" | b"werent" | b"couldnt" | b"wouldnt"
        | b"hadnt" | b"dont" | b"cant" => Some(match &*lower {
            b"cannot" | b"gonna" | b"gotta" | b"gimme" | b"lemme" | b"wanna" => 3,
            _ => word.len() - 2,
        }),
        _ => None,
    }
}

/// A word that begins at `at`; `to` is the end of a part of it already read. Returns the end of what was pushed.
pub(crate) fn word(out: &mut Tokens<'_>, at: usize, to: usize) -> usize {
    let (text, end) = (out.text, out.end);
    let bytes = text.as_bytes();
    if let Some(to) = address(out, at) {
        return out.push(at, to);
    }
    let mut to = word_end(text, to, end);
    // Where the part after the last hyphen or apostrophe begins.
    let mut part = at;
    loop {
        match byte(bytes, to) {
            _ if to >= end => break,
            b'.' => {
                to = stopped(out, at, to);
                break;
            }
            b'-' if starts_word(text, to + 1, end)
                && is_prefix(&bytes[part..to])
                && out.before(part) != b'-' =>
            {
                part = to + 1;
                to = word_end(text, part, end);
            }
            b'&' if to - at <= 3
                && is_capital(bytes, to - 1)
                && to + 1 < end
                && is_capital(bytes, to + 1) =>
            {
                to = word_end(text, to + 1, end);
            }
            b'$' if to - at <= 3 && bytes[at..to].iter().all(u8::is_ascii_uppercase) => {
                to += 1;
                break;
            }
            _ => {
                let sign = apostrophe(bytes, to);
                if sign == 0 || !starts_word(text, to + sign, end) {
                    break;
                }
                let rest = word_end(text, to + sign, end);
                let tail = &bytes[to + sign..rest];
                if is_clitic(tail) {
                    out.push(at, to);
                    return out.push(to, rest);
                }
                if tail.eq_ignore_ascii_case(b"t") && bytes[to - 1].eq_ignore_ascii_case(&b'n') {
                    out.push(at, to - 1);
                    return out.push(to - 1, rest);
                }
                to = rest;
            }
        }
    }
    if to - at <= 7 && bytes[at..to].is_ascii() {
        plain(out, at, to);
        to
    } else {
        out.push(at, to)
    }
}

fn is_capital(bytes: &[u8], at: usize) -> bool {
    byte(bytes, at).is_ascii_uppercase()
}

/// An address may begin after a blank or a sign, not inside a word.
fn address(out: &Tokens<'_>, at: usize) -> Option<usize> {
    if matches!(class(out.before(at)), LETTER | DIGIT) {
        return None;
    }
    address_end(out.bytes(), at, out.end)
}

/// What an apostrophe joins to a word as a token of its own; negation apart.
pub(crate) fn is_clitic(tail: &[u8]) -> bool {
    let mut lower = [0; 2];
    let Some(lower) = lower.get_mut(..tail.len()) else { return false };
    lower.copy_from_slice(tail);
    lower.make_ascii_lowercase();
    matches!(&*lower, b"s" | b"m" | b"d" | b"ll" | b"re" | b"ve")
}

/// Word beginnings that keep their hyphen, as the treebank's guidelines list them.
fn is_prefix(part: &[u8]) -> bool {
    let mut lower = [0; 7];
    let Some(lower) = lower.get_mut(..part.len()) else { return false };
    lower.copy_from_slice(part);
    lower.make_ascii_lowercase();
    matches!(
        &*lower,
        b"e" | b"re"
            | b"co"
            | b"de"
            | b"ex"
            | b"un"
            | b"bi"
            | b"tri"
            | b"non"
            | b"pre"
            | b"mid"
            | b"sub"
            | b"pro"
            | b"neo"
            | b"pan"
            | b"uni"
            | b"eco"
            | b"anti"
            | b"ante"
            | b"arch"
            | b"over"
            | b"post"
            | b"semi"
            | b"mini"
            | b"mega"
            | b"para"
            | b"agro"
            | b"intra"
            | b"inter"
            | b"extra"
            | b"macro"
            | b"micro"
            | b"multi"
            | b"super"
            | b"ultra"
            | b"cyber"
            | b"cross"
            | b"quasi"
            | b"counter"
            | b"pseudo"
    )
}

/// Bytes of the longest run of letters between stops that is one token.
const LONGEST_ACRONYM: usize = 24;

/// The token's end when a word `at..to` stands before a stop at `to`: after the stop when it is the word's own.
fn stopped(out: &Tokens<'_>, at: usize, to: usize) -> usize {
    let (text, end) = (out.text, out.end);
    let bytes = text.as_bytes();
    if byte(bytes, to + 1) == b'.' && to + 1 < end {
        return to;
    }
    // Letters between stops: `U.S.`, `p.m`, `Ph.D.`.
    let mut last = to;
    while last < end && byte(bytes, last) == b'.' && last + 1 < end && class(bytes[last + 1]) == LETTER {
        let next = word_end(text, last + 1, end);
        if next - at > LONGEST_ACRONYM || !is_acronym(&bytes[at..next]) {
            break;
        }
        last = next;
    }
    if last > to {
        return if last < end && bytes[last] == b'.' { last + 1 } else { last };
    }
    // One stop may close the abbreviation and the sentence: it stays with the abbreviation, as in the treebanks'
    // newer parts, unless the word is a plain word too.
    let closes = closes_sentence(out, to + 1);
    let word = &bytes[at..to];

    let own = if word.len() == 1 && class(word[0]) == LETTER {
        !closes && (word[0].is_ascii_uppercase() || matches!(word[0], b'v' | b'c' | b'p' | b'b' | b'd'))
    } else {
        match kind(word) {
            None => !closes && is_name_part(out, at, to),
            Some(_) if closes => !is_plain_word(word),
            Some(Abbreviation::Number) => !is_plain_word(word) || next_is_digit(out, to + 1),
            Some(_) => true,
        }
    };
    if own { to + 1 } else { to }
}

/// An unknown word before a stop inside a sentence: an abbreviation when it is short.
fn is_name_part(out: &Tokens<'_>, at: usize, to: usize) -> bool {
    let bytes = out.bytes();
    to - at <= 4
        && bytes[at].is_ascii_uppercase()
        && bytes[at..to].is_ascii()
        && class(byte(bytes, to + 1)) == BLANK
}

fn next_is_digit(out: &Tokens<'_>, at: usize) -> bool {
    let bytes = out.bytes();
    let at = if byte(bytes, at) == b' ' { at + 1 } else { at };
    at < out.end && (bytes[at].is_ascii_digit() || is_capital(bytes, at) || bytes[at] == b'#')
}

/// Whether nothing but closing quotes follows before the sentence's end. `(D-Mo.)` keeps its stop.
fn closes_sentence(out: &Tokens<'_>, at: usize) -> bool {
    out.text
        .get(at..out.end)
        .is_some_and(|rest| rest.chars().all(|c| matches!(c, '"' | '\'' | '”' | '’' | '»' | '」' | '』')))
}

/// A token that begins with a digit at `at`. Returns the end of what was pushed.
pub(crate) fn number(out: &mut Tokens<'_>, at: usize) -> usize {
    let (text, end) = (out.text, out.end);
    let bytes = text.as_bytes();
    let mut to = at;
    while to < end && class(bytes[to]) == DIGIT {
        to += 1;
    }
    if to < end && bytes[to] == b' ' {
        return out.push(at, to);
    }
    let first = to - at;
    let digit = |at: usize| at < end && class(bytes[at]) == DIGIT;
    while to < end && matches!(bytes[to], b'.' | b',' | b':') && digit(to + 1) {
        to = digits(bytes, to + 1, end);
    }
    let whole = to;
    if to < end && bytes[to] == b'/' && digit(to + 1) && whole == at + first {
        to = slashed(bytes, at, to, end);
    } else if to < end && bytes[to] == b'-' && digit(to + 1) && whole == at + first {
        to = hyphened(bytes, at, to, end);
    }
    if to > whole || to >= end {
        return out.push(at, to);
    }
    let sign = apostrophe(bytes, to);
    if sign > 0 && byte(bytes, to + sign) == b's' && bytes[to - 1] == b'0' && matches!(to - at, 2 | 4) {
        return out.push(at, word_end(text, to + sign, end));
    }
    if class(bytes[to]) == LETTER {
        let rest = word_end(text, to, end);
        let seconds = rest == to + 1 && bytes[to] == b's' && whole > at + first;
        if seconds || is_unit(&bytes[to..rest]) {
            return out.push(at, to);
        }
        return word(out, at, to);
    }
    if matches!(bytes[to], b'@' | b'_' | b'.') {
        return match address(out, at) {
            Some(to) => out.push(at, to),
            None => out.push(at, to.max(word_end(text, to, end))),
        };
    }
    out.push(at, to.max(word_end(text, to, end)))
}

fn digits(bytes: &[u8], at: usize, end: usize) -> usize {
    let mut at = at;
    while at < end && class(bytes[at]) == DIGIT {
        at += 1;
    }
    at
}

/// `11/28/2000` and `9/11` are dates, `1/2` and `3/4` are not.
fn slashed(bytes: &[u8], at: usize, slash: usize, end: usize) -> usize {
    let second = digits(bytes, slash + 1, end);
    if byte(bytes, second) == b'/' && second < end {
        let third = digits(bytes, second + 1, end);
        return if third > second + 1 { third } else { slash };
    }
    let fraction = matches!(
        bytes.get(at..second),
        Some(
            b"1/2"
                | b"1/3"
                | b"2/3"
                | b"1/4"
                | b"3/4"
                | b"1/5"
                | b"2/5"
                | b"3/5"
                | b"4/5"
                | b"1/8"
                | b"3/8"
                | b"5/8"
        )
    );
    if fraction || second - slash > 3 || slash - at > 2 { slash } else { second }
}

/// Telephone numbers, dates and codes keep their hyphens; ranges and scores do not.
fn hyphened(bytes: &[u8], at: usize, hyphen: usize, end: usize) -> usize {
    let mut to = hyphen;
    let mut groups = 1;
    while to < end && bytes[to] == b'-' && to + 1 < end && class(bytes[to + 1]) == DIGIT {
        to = digits(bytes, to + 1, end);
        groups += 1;
    }
    let (left, right) = (hyphen - at, to - hyphen - 1);
    if groups > 2 || (left == 3 && right == 4) || (left == 5 && right == 4) { to } else { hyphen }
}

/// Units, hours and multipliers written right after a number: tokens of their own.
fn is_unit(tail: &[u8]) -> bool {
    let mut lower = [0; 4];
    let Some(lower) = lower.get_mut(..tail.len()) else {
        return matches!(tail, b"percent" | b"million" | b"billion" | b"miles" | b"years" | b"hours");
    };
    lower.copy_from_slice(tail);
    lower.make_ascii_lowercase();
    matches!(
        &*lower,
        b"am"
            | b"pm"
            | b"a"
            | b"p"
            | b"k"
            | b"m"
            | b"b"
            | b"bn"
            | b"mn"
            | b"tn"
            | b"km"
            | b"cm"
            | b"mm"
            | b"kg"
            | b"mg"
            | b"lb"
            | b"lbs"
            | b"oz"
            | b"ft"
            | b"in"
            | b"mph"
            | b"kmh"
            | b"kph"
            | b"hr"
            | b"hrs"
            | b"min"
            | b"mins"
            | b"sec"
            | b"secs"
            | b"kw"
            | b"mw"
            | b"gw"
            | b"kwh"
            | b"mwh"
            | b"gb"
            | b"mb"
            | b"tb"
            | b"hz"
            | b"khz"
            | b"mhz"
            | b"ghz"
            | b"yrs"
            | b"pc"
            | b"ml"
            | b"mbps"
            | b"days"
            | b"pts"
            | b"x"
            | b"ha"
    ) && !(tail.len() == 1 && matches!(tail, b"A" | b"a" | b"P" | b"B" | b"X"))
}
