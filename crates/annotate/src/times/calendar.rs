use nutgraf_core::{Day, TimeType};

use super::reader::{Found, Reader, Value};
use super::tense::Tense;
use super::word::Meaning;
use crate::atom::AtomKind;

/// Words that take a bare month or year after them.
const IN: [&str; 20] = [
    "in",
    "since",
    "by",
    "until",
    "till",
    "from",
    "through",
    "during",
    "before",
    "after",
    "between",
    "early",
    "late",
    "mid",
    "last",
    "next",
    "this",
    "around",
    "circa",
    "throughout",
];

impl Reader<'_> {
    /// A date that names its day, month or year, at an atom.
    pub(super) fn calendar(&self, at: usize) -> Option<Found> {
        match self.meaning(at) {
            Meaning::Weekday { short, plural: false, .. } if self.atoms.is_capital(at) => {
                self.weekday_date(at, short)
            }
            Meaning::Month { .. } => self.month_first(at),
            _ if self.atoms.kind(at) == Some(AtomKind::Number) => self
                .iso(at)
                .or_else(|| self.slashed(at))
                .or_else(|| self.day_first(at))
                .or_else(|| self.decade(at))
                .or_else(|| self.bare_year(at)),
            Meaning::The => {
                let spelled = match self.meaning(at + 1) {
                    Meaning::Ordinal(day) => self.spelled_day(at + 1, day),
                    _ => None,
                };
                let inner = self
                    .day_first(at + 1)
                    .filter(|_| self.atoms.is(at + 3, "of") || self.atoms.is(at + 2, "of"));
                spelled
                    .or(inner)
                    .or_else(|| self.century(at + 1))
                    .or_else(|| self.decade(at + 1))
                    .or_else(|| self.century_of_hundreds(at + 1))
            }
            Meaning::Ordinal(day) => self.century(at).or_else(|| self.spelled_day(at, day)),
            _ => None,
        }
        .or_else(|| if self.atoms.kind(at) == Some(AtomKind::Number) { self.century(at) } else { None })
        .or_else(|| self.short_decade(at))
    }

    /// `Monday, April 9, 2024`.
    fn weekday_date(&self, at: usize, short: bool) -> Option<Found> {
        let mut next = at + 1;
        if short && self.atoms.is(next, ".") {
            next += 1;
        }
        if self.atoms.is(next, ",") {
            next += 1;
        }
        match self.meaning(next) {
            Meaning::Month { .. } => self.month_day(next),
            _ => self.day_first(next),
        }
    }

    /// The number at `at` as a day of the month, with its ending: `9`, `9th`.
    fn day_of_month(&self, at: usize) -> Option<(usize, u32)> {
        if !self.is_number(at, 1..=2) || self.glued_before(at) {
            return None;
        }
        let day = self.number(at);
        let ending = !self.atoms.spaced(at + 1) && self.atoms.says_any(at + 1, &["st", "nd", "rd", "th"]);
        let end = at + 1 + usize::from(ending);
        ((1..=31).contains(&day) && !self.glued_after(end)).then_some((end, day))
    }

    /// A year of four digits.
    pub(super) fn year(&self, at: usize) -> Option<(usize, i32)> {
        if !self.is_number(at, 4..=4) || self.glued_after(at + 1) || self.glued_before(at) {
            return None;
        }
        let year = self.number(at) as i32;
        (1000..=2100).contains(&year).then_some((at + 1, year))
    }

    /// The month at `at`, past an abbreviation's stop.
    fn month(&self, at: usize) -> Option<(usize, u32)> {
        let Meaning::Month { number, .. } = self.meaning(at) else { return None };
        if !self.atoms.is_capital(at) {
            return None;
        }
        // "May." and "June." end their sentence; "Sept." is short.
        let whole = matches!(self.atoms.word(at), "May" | "June" | "July");
        let short = !whole
            && self.atoms.word(at).len() <= 4
            && self.atoms.is(at + 1, ".")
            && !self.atoms.spaced(at + 1);
        Some((at + 1 + usize::from(short), number))
    }

    fn month_first(&self, at: usize) -> Option<Found> {
        if let Some(found) = self.month_day(at) {
            return Some(found);
        }
        let (end, month) = self.month(at)?;
        let gap = usize::from(self.atoms.is(end, ",") || self.atoms.is(end, "of"));
        if let Some((end, year)) = self.year(end + gap).or_else(|| self.year(end)) {
            return Some(Found::new(end, TimeType::Date, Value::Absolute(format!("{year:04}-{month:02}"))));
        }
        self.bare_month(at, end, month)
    }

    /// `April 9, 2024`, `Apr. 9`.
    fn month_day(&self, at: usize) -> Option<Found> {
        let (end, month) = self.month(at)?;
        let (end, day) = self.day_of_month(end)?;
        let gap = usize::from(self.atoms.is(end, ",") || self.atoms.is(end, "of"));
        self.dated(end, gap, month, day)
    }

    /// `9 April 2024`, `9th of April`.
    fn day_first(&self, at: usize) -> Option<Found> {
        let (end, day) = self.day_of_month(at)?;
        let gap = usize::from(self.atoms.is(end, "of"));
        let (end, month) = self.month(end + gap)?;
        let gap = usize::from(self.atoms.is(end, ",") || self.atoms.is(end, "of"));
        self.dated(end, gap, month, day)
    }

    /// `Fourth of July`.
    fn spelled_day(&self, at: usize, day: u32) -> Option<Found> {
        let (end, month) = if self.atoms.is(at + 1, "of") { self.month(at + 2)? } else { return None };
        self.dated(end, usize::from(self.atoms.is(end, ",")), month, day)
    }

    /// A day and month whose year, if any, stands `gap` atoms after `end`.
    fn dated(&self, end: usize, gap: usize, month: u32, day: u32) -> Option<Found> {
        if let Some((end, year)) = self.year(end + gap) {
            let day = Day::from_ymd(year, month, day)?;
            return Some(Found::new(end, TimeType::Date, Value::Absolute(day.to_string())));
        }
        // A day that no year has is none.
        Day::from_ymd(2000, month, day)?;
        if (month, day) == (9, 11)
            && self.atoms.says_any(end, &["attacks", "terrorist", "hijackers", "terror"])
        {
            return Some(Found::new(end, TimeType::Date, Value::Absolute("2001-09-11".to_owned())));
        }
        let tense = self.tense(end - 1);
        let value = match self.reference {
            None => Value::Unanchored,
            Some(reference) => Value::Relative(nearest(reference.day, month, day, tense)?.to_string()),
        };
        Some(Found::new(end, TimeType::Date, value))
    }

    fn bare_month(&self, at: usize, end: usize, month: u32) -> Option<Found> {
        let doubtful = matches!(self.meaning(at), Meaning::Month { doubtful: true, .. });
        let led = at > 0
            && (self.atoms.says_any(at - 1, &IN)
                || self.atoms.is(at - 1, "-")
                    && !self.atoms.spaced(at)
                    && self.atoms.says(at.wrapping_sub(2), "mid"));
        let listed = at > 1
            && self.atoms.says_any(at - 1, &["and", "to", "or"])
            && matches!(self.meaning(at - 2), Meaning::Month { .. });
        let shouted = self.atoms.word(at).len() > 1
            && self.atoms.word(at).bytes().all(|byte| byte.is_ascii_uppercase());
        if doubtful && !led && !listed || shouted && !led {
            return None;
        }
        // "April Rainer", "August Wilson": a name, unless a preposition says otherwise.
        let name_follows =
            self.atoms.is_capital(end) && self.meaning(end) == Meaning::None && self.atoms.spaced(end);
        // "April met them": a first name does things.
        let given = matches!(number_of(self.meaning(at)), 4 | 6 | 8)
            && self.atoms.is_word(end)
            && self.meaning(end) == Meaning::None
            && !self.atoms.says_any(
                end,
                &[
                    "in", "of", "and", "to", "or", "for", "when", "is", "was", "as", "at", "by", "with",
                    "after", "before", "from", "through", "until",
                ],
            );
        if given && !led && !listed {
            return None;
        }
        let name_precedes = at > 0
            && self.atoms.is_capital(at - 1)
            && self.meaning(at - 1) == Meaning::None
            && !led
            && self.atoms.spaced(at);
        if name_follows && (!led || doubtful)
            || name_precedes && !listed && self.opens_sentence(at - 1).is_none()
        {
            return None;
        }
        let tense = self.tense(at);
        let value = self.relative(|day| {
            let (year, now, _) = day.ymd();
            let year = match tense {
                Tense::Past if month > now => year - 1,
                Tense::Future if month < now => year + 1,
                Tense::Unknown if month > now + 6 => year - 1,
                Tense::Unknown if month + 6 <= now => year + 1,
                _ => year,
            };
            format!("{year:04}-{month:02}")
        });
        Some(Found::new(end, TimeType::Date, value))
    }

    /// `2024-04-09`.
    fn iso(&self, at: usize) -> Option<Found> {
        let shape = self.is_number(at, 4..=4)
            && self.atoms.is(at + 1, "-")
            && self.is_number(at + 2, 2..=2)
            && self.atoms.is(at + 3, "-")
            && self.is_number(at + 4, 2..=2);
        if !shape || self.glued_before(at) || self.glued_after(at + 5) && !self.atoms.is(at + 5, "T") {
            return None;
        }
        let text = self.atoms.span(at..at + 5).slice(self.atoms.text);
        let day = Day::parse(text)?;
        Some(Found::new(at + 5, TimeType::Date, Value::Absolute(day.to_string())))
    }

    /// `9/4/2024`: a day only when one reading of it is no date, or when one lies within a week of the reference.
    fn slashed(&self, at: usize) -> Option<Found> {
        if self.glued_before(at)
            || !self.atoms.is(at + 1, "/")
            || !self.is_number(at, 1..=2)
            || !self.is_number(at + 2, 1..=2)
        {
            return None;
        }
        if !(self.atoms.is(at + 3, "/") && (self.is_number(at + 4, 4..=4) || self.is_number(at + 4, 2..=2))) {
            // The attacks are known by their day.
            let attacks = self.number(at) == 9 && self.number(at + 2) == 11 && !self.glued_after(at + 3);
            return attacks
                .then(|| Found::new(at + 3, TimeType::Date, Value::Absolute("2001-09-11".to_owned())));
        }
        if self.glued_after(at + 5) {
            return None;
        }
        let (first, second) = (self.number(at), self.number(at + 2));
        let mut year = self.number(at + 4) as i32;
        if self.atoms.word(at + 4).len() == 2 {
            year += if year < 50 { 2000 } else { 1900 };
        }
        let american = Day::from_ymd(year, first, second);
        let european = Day::from_ymd(year, second, first);
        let near = |day: &Day| self.reference.is_some_and(|reference| (reference.day - *day).abs() <= 7);
        let value = match (american, european) {
            (None, None) => return None,
            (Some(day), None) | (None, Some(day)) => Value::Absolute(day.to_string()),
            (Some(day), Some(other)) if day == other => Value::Absolute(day.to_string()),
            (Some(day), Some(other)) if near(&day) && !near(&other) => Value::Absolute(day.to_string()),
            (Some(other), Some(day)) if near(&day) && !near(&other) => Value::Absolute(day.to_string()),
            _ => Value::Vague,
        };
        Some(Found::new(at + 5, TimeType::Date, value))
    }

    /// `1980s`, `1930’s`.
    fn decade(&self, at: usize) -> Option<Found> {
        if !self.is_number(at, 4..=4) || self.glued_before(at) {
            return None;
        }
        let quoted = usize::from(matches!(self.atoms.word(at + 1), "'" | "’"));
        let year = self.number(at);
        if !self.atoms.is(at + 1 + quoted, "s")
            || self.atoms.spaced(at + 1 + quoted)
            || !year.is_multiple_of(10)
            || !(1000..=2090).contains(&year)
        {
            return None;
        }
        let value = if year.is_multiple_of(100) && year < 1900 { year / 100 } else { year / 10 };
        Some(Found::new(at + 2 + quoted, TimeType::Date, Value::Absolute(value.to_string())))
    }

    /// `'80s`, and `the 20s` after `the`.
    fn short_decade(&self, at: usize) -> Option<Found> {
        let quoted = matches!(self.atoms.word(at), "'" | "’" | "‘") && self.atoms.spaced(at);
        let led = self.meaning(at) == Meaning::The;
        let decade = self.number(at + 1);
        let shape = self.is_number(at + 1, 2..=2)
            && decade.is_multiple_of(10)
            && self.atoms.is(at + 2, "s")
            && !self.atoms.spaced(at + 2);
        if !shape || !(quoted || led) {
            return None;
        }
        // "temperatures in the 80s", "the 30s°F"
        let warm = ["temperature", "temperatures", "highs", "lows", "degrees", "mercury", "fahrenheit"];
        let weather = (at.saturating_sub(8)..at + 6).any(|atom| self.atoms.says_any(atom, &warm));
        if weather || self.atoms.is(at + 3, "°") {
            return None;
        }
        let century = if decade <= 10 { 200 } else { 190 };
        Some(Found::new(at + 3, TimeType::Date, Value::Absolute((century + decade / 10).to_string())))
    }

    /// `19th century`, `twentieth century`.
    fn century(&self, at: usize) -> Option<Found> {
        let (end, number) = match self.meaning(at) {
            Meaning::Ordinal(number) => (at + 1, number),
            _ if self.is_number(at, 1..=2) && self.atoms.says_any(at + 1, &["st", "nd", "rd", "th"]) => {
                (at + 2, self.number(at))
            }
            _ => return None,
        };
        let end = if self.atoms.is(end, "-") { end + 1 } else { end };
        let sound = self.atoms.says(end, "century") && (1..=21).contains(&number);
        let ancient = self.atoms.says_any(end + 1, &["bc", "bce"]);
        (sound && !ancient)
            .then(|| Found::new(end + 1, TimeType::Date, Value::Absolute(format!("{:02}", number - 1))))
    }

    /// `the 1600s` is read as a decade's form; `the past century` is relative.
    fn century_of_hundreds(&self, at: usize) -> Option<Found> {
        let past = self.meaning(at) == Meaning::Past && self.atoms.says(at + 1, "century");
        past.then(|| {
            Found::new(at + 2, TimeType::Date, self.relative(|day| format!("{:02}", day.ymd().0 / 100 - 1)))
        })
    }

    /// Whether a sentence begins at an atom.
    pub(super) fn opens_sentence(&self, at: usize) -> Option<()> {
        let start = self.atoms.list.get(at)?.start as usize;
        self.article.sentences.binary_search_by_key(&start, |sentence| sentence.start()).ok().map(|_| ())
    }
}

/// Days by which a tense may be wrong: news in the past tense may speak of what was planned, and the other way round.
const GRACE: i32 = 60;

fn number_of(meaning: Meaning) -> u32 {
    match meaning {
        Meaning::Month { number, .. } => number,
        _ => 0,
    }
}

/// The year's day nearest to the reference, unless the tense puts it plainly on the other side.
fn nearest(reference: Day, month: u32, day: u32, tense: Tense) -> Option<Day> {
    let year = reference.ymd().0;
    let years = (year - 1..=year + 1).filter_map(|year| Day::from_ymd(year, month, day));
    let fits = |found: &Day| match tense {
        Tense::Past => *found - reference <= GRACE,
        Tense::Future => reference - *found <= GRACE,
        Tense::Unknown => true,
    };
    let all: Vec<Day> = years.collect();
    let fitting = all.iter().copied().filter(fits).min_by_key(|found| (*found - reference).abs());
    fitting.or_else(|| all.into_iter().min_by_key(|found| (*found - reference).abs()))
}
