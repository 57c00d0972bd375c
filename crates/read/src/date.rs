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
}
