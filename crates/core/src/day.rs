use std::fmt;

/// A day of the Gregorian calendar, as days since 1970-01-01. Serialised as `YYYY-MM-DD` by those who write it.
///
/// ```
/// use nutgraf_core::{Day, Weekday};
///
/// let day = Day::parse("2024-04-09T08:00:00+08:00").unwrap();
/// assert_eq!(day.to_string(), "2024-04-09");
/// assert_eq!(day.weekday(), Weekday::Tuesday);
/// assert_eq!((day + 22).to_string(), "2024-05-01");
/// assert_eq!(Day::parse("2024-02-30"), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Day(i32);

/// A day of the week.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// Monday first.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
}

impl Day {
    /// The day `number` days after 1970-01-01.
    pub fn from_number(number: i32) -> Day {
        Day(number)
    }

    /// Days since 1970-01-01.
    pub fn number(self) -> i32 {
        self.0
    }

    /// The day of a year, month (1 to 12) and day of the month; none when there is no such day.
    /// (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013.)
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Day> {
        if !(1..=12).contains(&month)
            || day < 1
            || day > days_in_month(year, month)
            || !(1..=9999).contains(&year)
        {
            return None;
        }
        let shifted = year - i32::from(month <= 2);
        let era = shifted.div_euclid(400);
        let year_of_era = shifted.rem_euclid(400);
        let month_from_march = (month as i32 + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + day as i32 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Day(era * 146_097 + day_of_era - 719_468))
    }

    /// Year, month (1 to 12), day of the month.
    pub fn ymd(self) -> (i32, u32, u32) {
        let number = self.0 + 719_468;
        let era = number.div_euclid(146_097);
        let day_of_era = number.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u32;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 } as u32;
        (year_of_era + era * 400 + i32::from(month <= 2), month, day)
    }

    /// The day an ISO 8601 date or date-time names; its time and offset are left aside. None when it is none.
    pub fn parse(text: &str) -> Option<Day> {
        let date = text.get(..10)?;
        let rest = &text[10..];
        if !(rest.is_empty() || rest.starts_with(['T', 't', ' '])) {
            return None;
        }
        let mut parts = date.split('-');
        let mut number = |length: usize| {
            let part = parts.next()?;
            (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| part.parse::<u32>().ok())?
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        Day::from_ymd(i32::try_from(year).ok()?, month, day)
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        Weekday::ALL[(self.0 + 3).rem_euclid(7) as usize]
    }

    /// The Monday of its week (ISO 8601 weeks).
    #[must_use]
    pub fn week_start(self) -> Day {
        Day(self.0 - (self.0 + 3).rem_euclid(7))
    }

    /// The first day of its month.
    #[must_use]
    pub fn month_start(self) -> Day {
        Day(self.0 - (self.ymd().2 as i32 - 1))
    }

    /// ISO 8601 week year and week, 1 to 53.
    pub fn iso_week(self) -> (i32, u32) {
        let thursday = self.week_start() + 3;
        let year = thursday.ymd().0;
        let first = Day::from_ymd(year, 1, 1).unwrap_or(thursday);
        (year, (thursday.0 - first.0) as u32 / 7 + 1)
    }
}

/// Days of a month, 28 to 31; `month` is 1 to 12.
fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl std::ops::Add<i32> for Day {
    type Output = Day;

    fn add(self, days: i32) -> Day {
        Day(self.0.saturating_add(days))
    }
}

impl std::ops::Sub<Day> for Day {
    type Output = i32;

    fn sub(self, other: Day) -> i32 {
        self.0.saturating_sub(other.0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_two_centuries_comes_back() {
        let first = Day::from_ymd(1899, 12, 31).unwrap();
        for n in 0..74_000 {
            let day = first + n;
            let (year, month, dom) = day.ymd();
            assert_eq!(Day::from_ymd(year, month, dom), Some(day));
            assert_eq!(Day::parse(&day.to_string()), Some(day));
        }
    }

    #[test]
    fn iso_weeks_at_the_turn_of_the_year() {
        assert_eq!(Day::parse("2021-01-03").unwrap().iso_week(), (2020, 53));
        assert_eq!(Day::parse("2024-12-30").unwrap().iso_week(), (2025, 1));
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in
            ["2024", "2024-13-01", "2024-4-09", "20240409", "2024-04-09x", "+024-04-09", "2023-02-29", ""]
        {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }
}
