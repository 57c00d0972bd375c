//! Dates as pages write them, into ISO 8601 with the offset they say. Nothing is converted.

use nutgraf_core::Day;

/// The ISO 8601 form of the first date in a text; none when its day, month or year is not sure.
/// `day_first` says how `3/4/2024` is meant.
pub(crate) fn read(text: &str, day_first: bool) -> Option<String> {
    let text = text.trim();
    let text = &text[..text.floor_char_boundary(200)];
    let tokens = tokens(text);
    iso(&tokens)
        .or_else(|| compact(&tokens))
        .or_else(|| numeric(&tokens, day_first))
        .or_else(|| worded(&tokens))
}

/// Whether a printed date says when the page was changed, and nothing of when it was published.
pub(crate) fn is_update(text: &str) -> bool {
    let lower = text.to_lowercase();
    let first = |words: &[&str]| words.iter().filter_map(|word| lower.find(word)).min();
    let update = first(&[
        "updated",
        "modified",
        "aktualisiert",
        "mis à jour",
        "actualizado",
        "aggiornato",
        "atualizad",
        "bijgewerkt",
        "oppdatert",
        "uppdaterad",
        "revised",
        "last update",
        "güncelle",
        "обновлено",
        "更新",
    ]);
    let published = first(&[
        "published",
        "posted",
        "veröffentlicht",
        "publié",
        "publicado",
        "pubblicato",
        "gepubliceerd",
        "publisert",
        "publicerad",
        "first ",
    ]);
    // "3 May 2024, updated 5 May": what stands before the word is when it was published.
    published.is_none() && update.is_some_and(|at| read(&lower[..at], false).is_none())
}

/// A run of digits, a run of letters, or any other character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Token<'t> {
    /// Its value and how many digits it has.
    Number(u32, usize),
    Word(&'t str),
    Mark(char),
    Space,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let run = |test: fn(char) -> bool| rest.find(|c: char| !test(c)).unwrap_or(rest.len());
        let (token, length) = if c.is_ascii_digit() {
            let length = run(|c| c.is_ascii_digit());
            (Token::Number(rest[..length].parse().unwrap_or(u32::MAX), length), length)
        } else if c.is_alphabetic() {
            let length = run(char::is_alphabetic);
            (Token::Word(&rest[..length]), length)
        } else if c.is_whitespace() {
            (Token::Space, run(char::is_whitespace))
        } else {
            (Token::Mark(c), c.len_utf8())
        };
        found.push(token);
        rest = &rest[length..];
    }
    found
}

fn day(year: u32, month: u32, day: u32) -> Option<String> {
    if !(1900..=2100).contains(&year) {
        return None;
    }
    let text = format!("{year:04}-{month:02}-{day:02}");
    Day::parse(&text).map(|_| text)
}

/// `2024-04-09T08:00:00.5+02:00`, `2024/4/9 8:00 +0200`, `2024年4月9日`.
fn iso(tokens: &[Token<'_>]) -> Option<String> {
    for (at, window) in tokens.windows(5).enumerate() {
        let [Token::Number(year, 4), first, Token::Number(month, 1 | 2), second, Token::Number(date, 1 | 2)] =
            window
        else {
            continue;
        };
        let part = |token: &Token<'_>| {
            matches!(token, Token::Mark('-' | '/' | '.') | Token::Word("年" | "月" | "년" | "월"))
        };
        if part(first)
            && part(second)
            && let Some(day) = day(*year, *month, *date)
        {
            return Some(with_time(day, tokens.get(at + 5..).unwrap_or_default()));
        }
    }
    // `2024年 4月 9日`, with blanks.
    let bare: Vec<Token<'_>> = tokens.iter().copied().filter(|token| *token != Token::Space).collect();
    bare.windows(5).find_map(|window| match window {
        [
            Token::Number(year, 4),
            Token::Word("年" | "년"),
            Token::Number(month, 1 | 2),
            Token::Word("月" | "월"),
            Token::Number(date, 1 | 2),
        ] => day(*year, *month, *date),
        _ => None,
    })
}

/// `20240409`, `20240409T080000`.
fn compact(tokens: &[Token<'_>]) -> Option<String> {
    let at = tokens.iter().position(|token| matches!(token, Token::Number(_, 8 | 12 | 14)))?;
    let Token::Number(value, digits) = tokens[at] else { return None };
    if digits != 8 {
        return None;
    }
    day(value / 10_000, value / 100 % 100, value % 100)
}

/// The day, and the time that stands behind it, when it does.
fn with_time(day: String, rest: &[Token<'_>]) -> String {
    let rest = match rest {
        [Token::Word("T" | "t") | Token::Space, rest @ ..] => rest,
        [Token::Mark(','), Token::Space, rest @ ..] => rest,
        [Token::Word("日" | "일"), Token::Space, rest @ ..] => rest,
        _ => return day,
    };
    let [
        Token::Number(hour @ 0..=24, 1 | 2),
        Token::Mark(':' | '.' | 'h'),
        Token::Number(minute @ 0..=59, 2),
        rest @ ..,
    ] = rest
    else {
        return day;
    };
    let mut hour = *hour;
    let (second, rest) = match rest {
        [Token::Mark(':' | '.'), Token::Number(second @ 0..=60, 2), rest @ ..] => (Some(*second), rest),
        _ => (None, rest),
    };
    let (fraction, rest) = match rest {
        [Token::Mark('.' | ','), Token::Number(value, digits @ 1..=9), rest @ ..] if second.is_some() => {
            (format!(".{value:0digits$}"), rest)
        }
        _ => (String::new(), rest),
    };
    let rest = match rest {
        [Token::Space, rest @ ..] => rest,
        rest => rest,
    };
    let rest = match rest {
        [Token::Word(half), rest @ ..]
            if half.eq_ignore_ascii_case("am") || half.eq_ignore_ascii_case("pm") =>
        {
            if !(1..=12).contains(&hour) {
                return day;
            }
            hour = hour % 12 + if half.eq_ignore_ascii_case("pm") { 12 } else { 0 };
            match rest {
                [Token::Space, rest @ ..] => rest,
                rest => rest,
            }
        }
        rest => rest,
    };
    let second = second.map_or(String::new(), |second| format!(":{second:02}"));
    format!("{day}T{hour:02}:{minute:02}{second}{fraction}{}", offset(rest))
}

/// `Z`, `UTC`, `GMT+2`, `+02:00`, `-0500`, `+02`; nothing for letters that mean more than one zone.
fn offset(rest: &[Token<'_>]) -> String {
    let rest = match rest {
        [Token::Word(zone), rest @ ..] if matches!(*zone, "Z" | "z" | "UTC" | "GMT") => {
            if !matches!(rest, [Token::Mark('+' | '-'), Token::Number(..), ..]) {
                return "Z".to_owned();
            }
            rest
        }
        rest => rest,
    };
    match rest {
        [
            Token::Mark(sign @ ('+' | '-')),
            Token::Number(hours @ 0..=14, 1 | 2),
            Token::Mark(':'),
            Token::Number(minutes @ 0..=59, 2),
            ..,
        ] => {
            format!("{sign}{hours:02}:{minutes:02}")
        }
        [Token::Mark(sign @ ('+' | '-')), Token::Number(value @ 0..=1459, 4), ..] => {
            format!("{sign}{:02}:{:02}", value / 100, value % 100)
        }
        [Token::Mark(sign @ ('+' | '-')), Token::Number(hours @ 0..=14, 1 | 2), ..] => {
            format!("{sign}{hours:02}:00")
        }
        _ => String::new(),
    }
}

/// `9.4.2024`, `09/04/2024`, `04-09-2024`.
fn numeric(tokens: &[Token<'_>], day_first: bool) -> Option<String> {
    for (at, window) in tokens.windows(5).enumerate() {
        let [
            Token::Number(first, 1 | 2),
            Token::Mark(one),
            Token::Number(second, 1 | 2),
            Token::Mark(two),
            Token::Number(year, digits @ (2 | 4)),
        ] = *window
        else {
            continue;
        };
        if one != two
            || !matches!(one, '.' | '/' | '-')
            || at > 0 && matches!(tokens[at - 1], Token::Mark('.' | '/' | '-'))
        {
            continue;
        }
        let year = if digits == 2 { 2000 + year } else { year };
        let (date, month) = if one == '.' || first > 12 || day_first && second <= 12 {
            (first, second)
        } else {
            (second, first)
        };
        if let Some(day) = day(year, month, date) {
            return Some(with_time(day, tokens.get(at + 5..).unwrap_or_default()));
        }
    }
    None
}

/// `Tue, 9 April 2024 08:00`, `April 9th, 2024`, `le 9 avril 2024`, `9 de abril de 2024`.
fn worded(tokens: &[Token<'_>]) -> Option<String> {
    let is_filler = |token: &Token<'_>| match token {
        Token::Space | Token::Mark(',' | '.' | '-' | '/' | '’' | '\'' | 'º') => true,
        Token::Word(word) => {
            matches!(*word, "de" | "del" | "of" | "st" | "nd" | "rd" | "th" | "er" | "the" | "di" | "року")
        }
        _ => false,
    };
    let near = |from: usize, step: isize| {
        let mut at = from;
        for _ in 0..5 {
            at = at.checked_add_signed(step)?;
            let token = tokens.get(at)?;
            if !is_filler(token) {
                return Some((at, *token));
            }
        }
        None
    };
    for (at, token) in tokens.iter().enumerate() {
        let Token::Word(word) = token else { continue };
        let Some(month) = month(word) else { continue };
        let before = near(at, -1);
        let after = near(at, 1);
        // Day, month, year.
        if let (Some((_, Token::Number(date @ 1..=31, 1 | 2))), Some((end, Token::Number(year, 4)))) =
            (before, after)
            && let Some(day) = day(year, month, date)
        {
            return Some(with_time(day, tokens.get(end + 1..).unwrap_or_default()));
        }
        // Month, day, year.
        if let Some((end, Token::Number(date @ 1..=31, 1 | 2))) = after
            && let Some((end, Token::Number(year, 4))) = near(end, 1)
            && let Some(day) = day(year, month, date)
        {
            return Some(with_time(day, tokens.get(end + 1..).unwrap_or_default()));
        }
        // Year, month, day; day, month, two digits of a year.
        if let (Some((_, Token::Number(year, 4))), Some((_, Token::Number(date @ 1..=31, 1 | 2)))) =
            (before, after)
            && let Some(day) = day(year, month, date)
        {
            return Some(day);
        }
    }
    None
}

/// Whether a word is a month's name or its short form.
pub(crate) fn is_month(word: &str) -> bool {
    word.chars().count() >= 3 && month(word.trim_matches(|c: char| !c.is_alphabetic())).is_some()
}

/// The names of months by their beginnings, in the languages of European news.
fn month(word: &str) -> Option<u32> {
    const HEADS: &[(&str, u32)] = &[
        ("jan", 1),
        ("ene", 1),
        ("gen", 1),
        ("янв", 1),
        ("січ", 1),
        ("sty", 1),
        ("oca", 1),
        ("jän", 1),
        ("feb", 2),
        ("fév", 2),
        ("fev", 2),
        ("фев", 2),
        ("лют", 2),
        ("lut", 2),
        ("şub", 2),
        ("úno", 2),
        ("mar", 3),
        ("mär", 3),
        ("mrz", 3),
        ("maa", 3),
        ("мар", 3),
        ("бер", 3),
        ("bře", 3),
        ("mrt", 3),
        ("apr", 4),
        ("abr", 4),
        ("avr", 4),
        ("апр", 4),
        ("кві", 4),
        ("kwi", 4),
        ("nis", 4),
        ("dub", 4),
        ("may", 5),
        ("mai", 5),
        ("mag", 5),
        ("mei", 5),
        ("maj", 5),
        ("мая", 5),
        ("май", 5),
        ("тра", 5),
        ("kvě", 5),
        ("maí", 5),
        ("jun", 6),
        ("giu", 6),
        ("juin", 6),
        ("июн", 6),
        ("чер", 6),
        ("cze", 6),
        ("haz", 6),
        ("jún", 6),
        ("jul", 7),
        ("lug", 7),
        ("juil", 7),
        ("июл", 7),
        ("лип", 7),
        ("lip", 7),
        ("tem", 7),
        ("júl", 7),
        ("aug", 8),
        ("ago", 8),
        ("aoû", 8),
        ("aou", 8),
        ("авг", 8),
        ("сер", 8),
        ("sie", 8),
        ("ağu", 8),
        ("srp", 8),
        ("ágú", 8),
        ("sep", 9),
        ("set", 9),
        ("сен", 9),
        ("вер", 9),
        ("wrz", 9),
        ("eyl", 9),
        ("zář", 9),
        ("oct", 10),
        ("okt", 10),
        ("ott", 10),
        ("out", 10),
        ("окт", 10),
        ("жов", 10),
        ("paź", 10),
        ("eki", 10),
        ("říj", 10),
        ("nov", 11),
        ("ноя", 11),
        ("лис", 11),
        ("lis", 11),
        ("kas", 11),
        ("nóv", 11),
        ("dec", 12),
        ("dez", 12),
        ("dic", 12),
        ("déc", 12),
        ("дек", 12),
        ("гру", 12),
        ("gru", 12),
        ("ara", 12),
        ("des", 12),
        ("pro", 12),
    ];
    let lower = word.to_lowercase();
    if lower.chars().count() > 11 {
        return None;
    }
    HEADS.iter().rev().find(|(head, _)| lower.starts_with(head)).map(|(_, number)| *number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_update_is_told_from_the_date_before_it() {
        assert!(is_update("Updated 5 May 2024"));
        assert!(is_update("Last updated on 17 December 2025"));
        assert!(!is_update("05.04.2025 - Güncelleme : 06.04.2025"));
        assert!(!is_update("3 May 2024, updated 5 May 2024"));
        assert!(!is_update("Published 3 May 2024, updated 5 May 2024"));
        assert!(!is_update("5 May 2024"));
    }

    #[test]
    fn zones_are_kept_and_nothing_is_converted() {
        let cases = [
            ("2024-04-09T08:00:00.250+08:00", "2024-04-09T08:00:00.250+08:00"),
            ("2024-04-09T08:00:00Z", "2024-04-09T08:00:00Z"),
            ("2024-04-09 8:05 -0500", "2024-04-09T08:05-05:00"),
            ("2024-04-09T08:00:00", "2024-04-09T08:00:00"),
            ("Tue, 09 Apr 2024 08:00:00 GMT", "2024-04-09T08:00:00Z"),
            ("Published April 9th, 2024 at 8:00", "2024-04-09"),
            ("April 9, 2024 8:15 pm EST", "2024-04-09T20:15"),
            ("9. März 2024", "2024-03-09"),
            ("le 9 août 2024", "2024-08-09"),
            ("9 de abril de 2024", "2024-04-09"),
            ("9.4.2024, 8:15 Uhr", "2024-04-09T08:15"),
            ("20240409T080000Z", "2024-04-09"),
            ("2024年4月9日", "2024-04-09"),
            ("09/04/2024", "2024-04-09"),
            ("04/19/2024", "2024-04-19"),
        ];
        for (text, date) in cases {
            assert_eq!(read(text, true).as_deref(), Some(date), "{text}");
            assert!(crate::is_iso_8601(date), "{date}");
        }
        assert_eq!(read("04/09/2024", false).as_deref(), Some("2024-04-09"));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in ["", "2024", "31.2.2024", "1.2.3.4", "May be 5 of 2024", "99999999", "room 12 of 1888"] {
            assert_eq!(read(text, true), None, "{text}");
        }
    }
}
