//! Whether a stop ends its sentence: the word before it and the word after it decide.

use crate::abbreviation::{
    Abbreviation, begins_sentence, is_plain_word, is_shouting_name, is_speech_verb, kind,
};
use crate::address::address_end;
use crate::class::{
    HIGH, LETTER, apostrophe, byte, char_at, char_before, class, is_closer, is_ideograph, is_opener, word_end,
};
use crate::sign::emoticon;

/// A run of stops with its closing quotes and brackets.
#[derive(Debug)]
pub(crate) struct Stop {
    /// Where the sentence so far begins.
    pub start: usize,
    /// The first stop.
    pub at: usize,
    /// Full stops in the run; an ellipsis sign counts three.
    pub dots: usize,
    /// Other stops in the run.
    pub marks: usize,
    /// Whether one of them needs no blank after it.
    pub wide: bool,
    /// The end of the stops, where the closing signs begin.
    pub closed: usize,
    /// The end of the closing signs.
    pub after: usize,
    /// The next character that is no white space.
    pub next: usize,
}

/// What comes after a stop.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Capital,
    Small,
    Digit,
    Comma,
    Dash,
    Sign,
}

/// Whether the sentence ends at `stop`; `end` bounds the look ahead, and something follows before it.
pub(crate) fn ends(text: &str, stop: &Stop, end: usize) -> bool {
    let mut first = stop.next;
    while let Some(c) = char_at(text, first).filter(|&c| first < end && is_opener(c)) {
        first += c.len_utf8();
    }
    let Some(c) = char_at(text, first).filter(|_| first < end) else { return true };
    let next = match c {
        'h' | 'w' if is_link(text, first) => Next::Sign,
        _ if c.is_lowercase() => Next::Small,
        _ if c.is_numeric() => Next::Digit,
        _ if c.is_alphabetic() => Next::Capital,
        ',' | ';' | ':' | ')' | ']' | '%' | '/' => Next::Comma,
        '-' | '–' | '—' | '―' => Next::Dash,
        _ => Next::Sign,
    };
    let closed = stop.after > stop.closed;
    if stop.wide {
        // A quotation that goes on: 」と言った.
        return !(closed && matches!(c, 'と' | 'っ' | 'の' | 'を' | '，' | '、'));
    }
    if stop.next == stop.after {
        return is_glued_end(text, stop, first, next, end);
    }
    let mut following = word_at(text, first, end);
    if following.len() == 1 && byte(text.as_bytes(), first + 1) == b'.' {
        // An initial, not the article.
        following = "";
    }
    if next == Next::Comma || is_rest_of_stop(text, stop, end) {
        return false;
    }
    if stop.marks > 0 {
        return mark_ends(text, stop, closed, next, following, first, end);
    }
    let bracket = matches!(byte(text.as_bytes(), stop.next), b'(' | b'[');
    if stop.dots > 1 {
        // `[...]` stands for words left out.
        if matches!(stop.at.checked_sub(1).map(|at| byte(text.as_bytes(), at)), Some(b'[' | b'(')) {
            return false;
        }
        return (next != Next::Small || bracket) && next != Next::Dash;
    }
    if closed && next == Next::Small && !bracket {
        return false;
    }
    dot_ends(text, stop, next, following)
}

fn mark_ends(
    text: &str,
    stop: &Stop,
    closed: bool,
    next: Next,
    following: &str,
    first: usize,
    end: usize,
) -> bool {
    let name = is_shouting_name(word_before(text, stop.start, stop.at));
    match next {
        Next::Small => !closed && !name,
        Next::Dash => !closed,
        Next::Capital if closed && first == stop.next => !names_speaker(text, first, end),
        Next::Capital if name => begins_sentence(following),
        _ => true,
    }
}

/// `"Why?" Ada Penn asked`: a name of one to three words and a verb of speech.
fn names_speaker(text: &str, first: usize, end: usize) -> bool {
    let Some(rest) = text.get(first..end) else { return false };
    for (count, word) in rest.split(' ').take(4).enumerate() {
        let bare = word.trim_end_matches(['.', ',', ':', ';']);
        if count > 0 && is_speech_verb(bare) {
            return true;
        }
        if !bare.starts_with(char::is_uppercase) {
            return false;
        }
    }
    false
}

/// More stops or closing signs after a blank, with nothing else behind them: `why ? ? Because`.
fn is_rest_of_stop(text: &str, stop: &Stop, end: usize) -> bool {
    let rest = text.get(stop.next..end).unwrap_or_default();
    let chunk = rest.split(char::is_whitespace).next().unwrap_or_default();
    if emoticon(text.as_bytes(), stop.next, end).is_some() {
        return true;
    }
    !chunk.is_empty()
        && !rest.starts_with(". . .")
        && (chunk.len() < 2 || chunk.len() == rest.len())
        && chunk.chars().all(|c| matches!(c, '.' | '!' | '?') || is_closer(c))
}

fn dot_ends(text: &str, stop: &Stop, next: Next, following: &str) -> bool {
    let word = word_before(text, stop.start, stop.at);
    let bytes = word.as_bytes();
    let opens_sentence = stop.at - word.len() == stop.start;
    let is_start = next == Next::Capital && begins_sentence(following);
    let opens_item = opens_sentence || follows_colon(text, stop.at - word.len());
    if bytes.len() <= 2 && opens_item && is_marker(bytes) {
        return false;
    }
    if word.is_empty() && next == Next::Digit && matches!(char_before(text, stop.at), Some('°' | 'º')) {
        return false;
    }
    if word.chars().count() == 1 && word.chars().all(char::is_alphabetic) {
        return match next {
            Next::Capital if word.chars().all(char::is_lowercase) => !matches!(word, "v" | "c" | "p"),
            Next::Capital => is_start || (bytes == b"I" && !follows_capital(text, stop)),
            Next::Sign => bytes == b"I",
            _ => false,
        };
    }
    if word.contains('.') && is_acronym(bytes) {
        if is_never_last(bytes) {
            return false;
        }
        return match next {
            Next::Capital if matches!(bytes, b"a.m" | b"p.m" | b"A.M" | b"P.M") => {
                !is_time_word(following) && !is_only_hour(text, stop)
            }
            Next::Capital => is_start,
            _ => false,
        };
    }
    // `6ft. tall`: the unit is the abbreviation.
    let unit = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    match kind(&bytes[unit..]) {
        Some(Abbreviation::Title) => bytes == b"St" && is_start,
        Some(Abbreviation::Number) => match next {
            Next::Digit | Next::Small | Next::Dash => false,
            Next::Capital => is_start || is_plain_word(bytes),
            _ => !matches!(bytes, b"No" | b"Nos"),
        },
        Some(Abbreviation::Date | Abbreviation::PlainDate) => {
            next == Next::Capital && !is_time_word(following)
        }
        Some(Abbreviation::Closing) => match next {
            Next::Capital => is_start || bytes.eq_ignore_ascii_case(b"etc"),
            _ => false,
        },
        None => match next {
            Next::Small => !may_be_short(bytes),
            _ => true,
        },
    }
}

/// A list that begins after a colon or a quotation mark: `two things: 1. Rent the hall.`
fn follows_colon(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or_default();
    head.ends_with(['*', '"', '“', '•', '⁃'])
        || head.trim_end_matches(' ').len() < at && head.trim_end().ends_with([':', '-', '•'])
}

/// Whether the word before the last one is a name: `Karl I.`
fn follows_capital(text: &str, stop: &Stop) -> bool {
    let head = text.get(stop.start..stop.at.saturating_sub(2)).unwrap_or_default();
    head.rsplit(' ').next().is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// A capitalised word short enough to be an abbreviation nobody listed, when a small letter follows.
fn may_be_short(word: &[u8]) -> bool {
    (1..=4).contains(&word.len()) && word[0].is_ascii_uppercase() && !word.iter().all(u8::is_ascii_uppercase)
}

fn is_link(text: &str, at: usize) -> bool {
    text.get(at..)
        .is_some_and(|rest| ["http://", "https://", "www."].iter().any(|head| rest.starts_with(head)))
}

/// `At 5 p.m.` and nothing more: the sentence has only begun.
fn is_only_hour(text: &str, stop: &Stop) -> bool {
    let mut words = text.get(stop.start..stop.at).unwrap_or_default().split(' ');
    matches!(
        words.next(),
        Some("At" | "By" | "Around" | "About" | "Before" | "After" | "Until" | "From" | "Since")
    ) && words.take(3).count() <= 2
}

/// Abbreviations that only introduce.
fn is_never_last(word: &[u8]) -> bool {
    [&b"P.S"[..], b"e.g", b"i.e", b"E.g", b"I.e", b"E.G", b"I.E"].contains(&word)
}

/// A number or a letter that counts the items of a list.
fn is_marker(word: &[u8]) -> bool {
    !word.is_empty()
        && (word.iter().all(u8::is_ascii_digit) || (word.len() == 1 && word[0].is_ascii_alphabetic()))
}

/// Days, months and time zones, which follow an hour or another date word.
fn is_time_word(word: &str) -> bool {
    let bytes = word.as_bytes();
    matches!(kind(bytes), Some(Abbreviation::Date | Abbreviation::PlainDate))
        || matches!(
            word,
            "Monday"
                | "Tuesday"
                | "Wednesday"
                | "Thursday"
                | "Friday"
                | "Saturday"
                | "Sunday"
                | "January"
                | "February"
                | "March"
                | "April"
                | "May"
                | "June"
                | "July"
                | "August"
                | "September"
                | "October"
                | "November"
                | "December"
                | "Eastern"
                | "Pacific"
                | "Central"
                | "Mountain"
                | "Greenwich"
                | "GMT"
                | "BST"
                | "UTC"
                | "CET"
                | "EST"
                | "EDT"
                | "ET"
                | "PST"
                | "PDT"
                | "PT"
                | "CST"
                | "CDT"
                | "CT"
                | "MST"
                | "MDT"
                | "MT"
                | "IST"
                | "EAT"
                | "WAT"
                | "AEST"
                | "AEDT"
        )
}

/// Single letters between stops: `U.S`, `p.m`; and `Ph.D`.
pub(crate) fn is_acronym(word: &[u8]) -> bool {
    let mut parts = word.split(|&byte| byte == b'.');
    parts.clone().all(|part| part.len() == 1 && part[0].is_ascii_alphabetic())
        || (parts
            .next()
            .is_some_and(|part| matches!(part, b"Ph" | b"Psy" | b"Ed" | b"Sc" | b"B" | b"M" | b"Lt"))
            && parts.clone().count() > 0
            && parts.all(|part| (1..=3).contains(&part.len()) && part.iter().all(u8::is_ascii_alphabetic)))
}

/// How far back a word is read: a run without blanks may be as long as the page.
const LONGEST: usize = 64;

/// The letters, digits, inner stops and ampersands right before `at`, not before `start`.
pub(crate) fn word_before(text: &str, start: usize, at: usize) -> &str {
    let bytes = text.as_bytes();
    let start = start.max(at.saturating_sub(LONGEST));
    let mut from = at;
    while from > start {
        let before = bytes[from - 1];
        match class(before) {
            LETTER => from -= 1,
            HIGH => match char_before(text, from) {
                Some(c) if c.is_alphanumeric() && !is_ideograph(c) => from -= c.len_utf8(),
                _ => break,
            },
            _ if before.is_ascii_digit() || before == b'.' || before == b'&' => from -= 1,
            _ => break,
        }
    }
    text.get(from..at).unwrap_or_default()
}

/// The word at `at` with its clitics.
fn word_at(text: &str, at: usize, end: usize) -> &str {
    let mut to = word_end(text, at, end);
    let sign = apostrophe(text.as_bytes(), to);
    if sign > 0 && to > at {
        to = word_end(text, to + sign, end).max(to);
    }
    text.get(at..to).unwrap_or_default()
}

/// `end.Next`: a stop without a blank after it, between a small letter and a capital one.
fn is_glued_end(text: &str, stop: &Stop, first: usize, next: Next, end: usize) -> bool {
    let bytes = text.as_bytes();
    if next != Next::Capital {
        return false;
    }
    if stop.dots > 1 && stop.marks == 0 {
        return begins_sentence(word_at(text, first, end));
    }
    let word = word_before(text, stop.start, stop.at);
    let from = stop.at - word.len();
    let small = word.chars().next_back().is_some_and(char::is_lowercase) && word.len() > 1;
    let shut = word.is_empty() && matches!(byte(bytes, stop.at.wrapping_sub(1)), b')' | b'"' | b'%');
    let then = first + char_at(text, first).map_or(1, char::len_utf8);
    let proper = then >= end || !char_at(text, then).is_some_and(char::is_uppercase);
    (small || shut)
        && proper
        && !word.contains('.')
        && kind(word.as_bytes()).is_none()
        && address_end(bytes, from, end).is_none()
        && !in_address(bytes, stop.start, from)
}

/// Whether the run of bytes before `at` already holds a sign of an address.
fn in_address(bytes: &[u8], start: usize, at: usize) -> bool {
    bytes[start..at]
        .iter()
        .rev()
        .take(LONGEST)
        .take_while(|&&byte| class(byte) != crate::class::BLANK)
        .any(|&byte| matches!(byte, b'/' | b'@' | b'_' | b'=' | b'#'))
}
