use nutgraf_core::Day;

/// Whether a text is an ISO 8601 date, or a date-time with or without its offset, as a page's `published` must be.
///
/// ```
/// use nutgraf_read::is_iso_8601;
///
/// assert!(is_iso_8601("2024-04-09"));
/// assert!(is_iso_8601("2024-04-09T08:00:00.250+08:00"));
/// assert!(!is_iso_8601("2024-02-30"));
/// assert!(!is_iso_8601("9 April 2024"));
/// ```
pub fn is_iso_8601(text: &str) -> bool {
    let Some((date, time)) = text.split_at_checked(10) else { return false };
    Day::parse(date).is_some() && (time.is_empty() || time.strip_prefix(['T', 't', ' ']).is_some_and(is_time))
}

/// `08:00`, `08:00:00`, `08:00:00.25`, each with `Z`, `+08`, `+0800`, `+08:00` or nothing behind.
fn is_time(text: &str) -> bool {
    let clock = text.find(['Z', 'z', '+', '-', ' ']).unwrap_or(text.len());
    let (clock, offset) = text.split_at(clock);
    let (clock, fraction) = clock.split_once(['.', ',']).unwrap_or((clock, "0"));
    let mut parts = clock.split(':');
    let hour = parts.next().is_some_and(|part| two_digits(part, 24));
    let minute = parts.next().is_some_and(|part| two_digits(part, 59));
    let second = parts.next().is_none_or(|part| two_digits(part, 60));
    let fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    hour && minute && second && parts.next().is_none() && fraction && is_offset(offset.trim_start())
}

fn is_offset(text: &str) -> bool {
    match text.strip_prefix(['+', '-']) {
        None => matches!(text, "" | "Z" | "z"),
        Some(digits) => {
            let (hours, minutes) = match digits.split_once(':') {
                Some(pair) => pair,
                None => digits.split_at_checked(2).unwrap_or((digits, "")),
            };
            two_digits(hours, 23) && (minutes.is_empty() && !digits.ends_with(':') || two_digits(minutes, 59))
        }
    }
}

fn two_digits(text: &str, most: u8) -> bool {
    text.len() == 2
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.parse::<u8>().is_ok_and(|number| number <= most)
}

/// A date as feeds and data sets write it, in ISO 8601 with its own offset; none when it is no date.
///
/// ISO 8601 stays as it is. Read besides: RFC 2822 (feeds), `2024/04/09`, `20240409`, `04-09-2024` with the month first
/// (RealNews), `April 9, 2024` and `9 April 2024` (English), and seconds or milliseconds since 1970 (UTC).
///
/// ```
/// use nutgraf_read::iso_8601;
///
/// assert_eq!(iso_8601("Tue, 09 Apr 2024 08:00:00 +0800").as_deref(), Some("2024-04-09T08:00:00+08:00"));
/// assert_eq!(iso_8601("9 April 2024").as_deref(), Some("2024-04-09"));
/// assert_eq!(iso_8601("1712649600").as_deref(), Some("2024-04-09T08:00:00Z"));
/// assert_eq!(iso_8601("yesterday"), None);
/// ```
pub fn iso_8601(text: &str) -> Option<String> {
    let text = text.trim();
    if is_iso_8601(text) {
        return Some(text.to_owned());
    }
    if text.len() > 64 || !text.is_ascii() {
        return None;
    }
    if let Some(bare) = text.strip_suffix(" UTC").or_else(|| text.strip_suffix(" GMT"))
        && bare.len() > 10
        && is_iso_8601(bare)
    {
        return Some(format!("{bare}Z"));
    }
    since_1970(text).or_else(|| figures(text)).or_else(|| worded(text))
}

/// Seconds or milliseconds since 1970, between 1973 and 2286 (or they would be read as something else).
fn since_1970(text: &str) -> Option<String> {
    let whole = text.split_once('.').map_or(text, |(whole, fraction)| {
        if fraction.bytes().all(|byte| byte.is_ascii_digit()) { whole } else { text }
    });
    let number: i64 =
        Some(whole).filter(|whole| whole.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()?;
    let seconds = match whole.len() {
        9 | 10 => number,
        12 | 13 => number / 1000,
        _ => return None,
    };
    let (day, second) = (seconds / 86_400, seconds % 86_400);
    let day = Day::from_number(i32::try_from(day).ok()?);
    Some(format!("{day}T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60))
}

/// A date in figures, maybe with a time behind it.
fn figures(text: &str) -> Option<String> {
    let end = text.find([' ', 'T']).unwrap_or(text.len());
    let (date, rest) = text.split_at(end);
    let parts: Vec<&str> = date.split(['/', '-', '.']).collect();
    let all_digits =
        parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    let (year, month, day) = match parts.as_slice() {
        _ if !all_digits => return None,
        [whole] if whole.len() == 8 => (whole.get(..4)?, whole.get(4..6)?, whole.get(6..)?),
        [year, month, day] if year.len() == 4 && !date.contains('.') => (*year, *month, *day),
        [month, day, year] if year.len() == 4 && month.len() == 2 && date.contains('-') => {
            (*year, *month, *day)
        }
        _ => return None,
    };
    let day = Day::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    with_time(&format!("{day}"), rest)
}

fn with_time(day: &str, rest: &str) -> Option<String> {
    let time = rest.trim_start_matches(['T', ' ']);
    if time.is_empty() {
        return Some(day.to_owned());
    }
    // A compact time, as in `20240409T080000Z`.
    let digits = time.bytes().take_while(u8::is_ascii_digit).count();
    let spread = match digits {
        6 => format!("{}:{}:{}{}", &time[..2], &time[2..4], &time[4..6], &time[6..]),
        _ => time.to_owned(),
    };
    Some(format!("{day}T{spread}")).filter(|iso| is_iso_8601(iso))
}

/// Months by their first three letters.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A date with the month's name: RFC 2822, or as people write it.
fn worded(text: &str) -> Option<String> {
    let (mut month, mut numbers, mut time, mut offset) = (None, Vec::new(), None, None);
    let mut words = text.split([' ', ',']).filter(|word| !word.is_empty()).peekable();
    while let Some(word) = words.next() {
        let lower = word.trim_end_matches('.').to_ascii_lowercase();
        let is_word = lower.bytes().all(|byte| byte.is_ascii_alphabetic());
        if word.contains(':') && time.is_none() {
            let is_noon_clock = words.peek().and_then(|next| half(next));
            if is_noon_clock.is_some() {
                words.next();
            }
            time = Some(clock(word, is_noon_clock)?);
        } else if time.is_some() && offset.is_none() && zone(word).is_some() {
            offset = zone(word);
        } else if is_word && lower.len() >= 3 {
            if let Some(at) = MONTHS.iter().position(|name| lower.starts_with(name))
                && month.is_none()
                && (lower.len() == 3 || NAMES[at].starts_with(&lower))
            {
                month = Some(at as u32 + 1);
            } else if !DAYS.iter().any(|day| day.starts_with(&lower)) {
                return None;
            }
        } else if month_between(&lower, &mut month, &mut numbers) {
            // `09-Apr-2024`
        } else if !matches!(lower.as_str(), "at" | "on") {
            let digits = lower.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            numbers.push(digits.parse::<u32>().ok().filter(|_| !digits.starts_with('+'))?);
        }
    }
    let [first, second] = numbers.as_slice() else { return None };
    let (day, year) = if *first > 31 { (*second, *first) } else { (*first, *second) };
    // RFC 2822, 4.3: two digits.
    let year = match year {
        0..=49 => year + 2000,
        50..=99 => year + 1900,
        _ => year,
    };
    let day = Day::from_ymd(i32::try_from(year).ok()?, month?, day)?;
    match time {
        None => Some(day.to_string()),
        Some(time) => Some(format!("{day}T{time}{}", offset.unwrap_or_default())),
    }
}

const NAMES: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

fn month_between(word: &str, month: &mut Option<u32>, numbers: &mut Vec<u32>) -> bool {
    let parts: Vec<&str> = word.split('-').collect();
    let [day, name, year] = parts.as_slice() else { return false };
    let (Some(at), Ok(day), Ok(year)) =
        (MONTHS.iter().position(|known| known == name), day.parse::<u32>(), year.parse::<u32>())
    else {
        return false;
    };
    *month = Some(at as u32 + 1);
    numbers.extend([day, year]);
    true
}

/// Whether a word says the half of the day: hours to add to a clock of twelve hours.
fn half(word: &str) -> Option<u32> {
    match word.to_ascii_lowercase().replace('.', "").as_str() {
        "am" => Some(0),
        "pm" => Some(12),
        _ => None,
    }
}

fn clock(word: &str, half: Option<u32>) -> Option<String> {
    let (hour, rest) = word.split_once(':')?;
    let hour: u32 = hour.parse().ok()?;
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(half) => hour % 12 + half,
        None => hour,
    };
    Some(format!("{hour:02}:{rest}")).filter(|time| is_time(time))
}

/// A zone as an ISO offset: `+0800`, `GMT`, and the American names of RFC 822.
fn zone(word: &str) -> Option<String> {
    let hours = match word.to_ascii_uppercase().as_str() {
        "GMT" | "UT" | "UTC" | "Z" => return Some("Z".to_owned()),
        "EDT" => -4,
        "EST" | "CDT" => -5,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        _ => {
            let (sign, digits) = word.split_at_checked(1).filter(|(sign, _)| matches!(*sign, "+" | "-"))?;
            let digits = digits.replace(':', "");
            let (hours, minutes) = digits.split_at_checked(2).filter(|_| digits.len() == 4)?;
            let offset = format!("{sign}{hours}:{minutes}");
            return Some(offset).filter(|offset| is_offset(offset));
        }
    };
    Some(format!("-{:02}:00", -hours))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_offsets_may_follow() {
        for good in
            ["2024-04-09T08:00", "2024-04-09 08:00:59Z", "2024-04-09T08:00:00-0500", "2024-04-09T08:00+01"]
        {
            assert!(is_iso_8601(good), "{good}");
        }
    }

    #[test]
    fn near_misses_are_refused() {
        for bad in [
            "",
            "2024",
            "2024-04",
            "2024-04-09T",
            "2024-04-09T8",
            "2024-04-09T08:00:00+",
            "2024-04-09T08:00+01:",
        ] {
            assert!(!is_iso_8601(bad), "{bad}");
        }
        assert!(!is_iso_8601("2024-04-0é"));
        assert!(!is_iso_8601("2024-04-09é08:00"));
    }

    #[test]
    fn what_feeds_and_sets_write_is_read() {
        for (written, iso) in [
            ("Tue, 04 Mar 2025 08:00:00 GMT", "2025-03-04T08:00:00Z"),
            ("Tue, 4 Mar 2025 08:00 EST", "2025-03-04T08:00-05:00"),
            ("04 Mar 25 08:00:00 +0100", "2025-03-04T08:00:00+01:00"),
            ("Sept. 4, 2025", "2025-09-04"),
            ("March 4th, 2025 at 8:05 p.m.", "2025-03-04T20:05"),
            ("04-Mar-2025", "2025-03-04"),
            ("2017-07-17 17:03:00", "2017-07-17 17:03:00"),
            ("2017-07-17 17:03:00 UTC", "2017-07-17 17:03:00Z"),
            ("04-15-2019", "2019-04-15"),
            ("2019/4/5", "2019-04-05"),
            ("20250304T081500Z", "2025-03-04T08:15:00Z"),
            ("1741075200000", "2025-03-04T08:00:00Z"),
        ] {
            assert_eq!(iso_8601(written).as_deref(), Some(iso), "{written}");
        }
    }

    #[test]
    fn what_is_no_date_stays_none() {
        for bad in [
            "",
            "5",
            "2025",
            "Tuesday",
            "31 Feb 2025",
            "May",
            "13-13-2025",
            "4 4 2025",
            "3 hours ago",
            "Mar 4, 2025 25:00",
        ] {
            assert_eq!(iso_8601(bad), None, "{bad}");
        }
    }
}
