use nutgraf_core::{Day, TimeType, Weekday};

use super::reader::{Found, Reader, Value};
use super::tense::Tense;
use super::word::{Meaning, Season, Unit, Vague};

/// Which of several like days, weeks or years is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Last,
    This,
    Next,
}

impl Reader<'_> {
    /// A time told by where it lies from now, at an atom.
    pub(super) fn deictic(&self, at: usize) -> Option<Found> {
        match self.meaning(at) {
            Meaning::Offset(days) => self.offset(at, days),
            Meaning::Tonight => {
                Some(Found::new(at + 1, TimeType::Time, self.relative(|day| format!("{day}TNI"))))
            }
            Meaning::Ref(vague) => self.reference_word(at, vague),
            Meaning::Weekday { number, short: false, plural } if self.atoms.is_capital(at) => {
                self.weekday(at, number, plural)
            }
            Meaning::Last | Meaning::Past => self.which(at, Which::Last),
            Meaning::This => self.which(at, Which::This),
            Meaning::Next | Meaning::Coming => self.which(at, Which::Next),
            Meaning::The => self.after_article(at),
            Meaning::Early | Meaning::Mid => self.part_of(at),
            Meaning::Earlier | Meaning::Later => self.part_of(at),
            Meaning::Season(season) => self.season(at, season),
            Meaning::Ordinal(number) => self.quarter(at, number),
            Meaning::None if self.atoms.word(at) == "Q" => self.short_quarter(at),
            _ => None,
        }
    }

    fn daypart(&self, at: usize) -> Option<&'static str> {
        match self.meaning(at) {
            Meaning::Daypart(code) => Some(code),
            _ => None,
        }
    }

    /// `yesterday`, `tomorrow morning`; not "today's youth" or "Radio Tomorrow".
    fn offset(&self, at: usize, days: i32) -> Option<Found> {
        let shown = self.atoms.is_capital(at)
            && (at > 0
                && self.atoms.is_capital(at - 1)
                && self.atoms.spaced(at)
                && self.meaning(at - 1) == Meaning::None);
        if shown && self.opens_sentence(at).is_none() && self.opens_sentence(at - 1).is_none() {
            return None;
        }
        if shown && self.opens_sentence(at).is_none() && self.atoms.is_capital(at) {
            return None;
        }
        if let Some(code) = self.daypart(at + 1) {
            return Some(Found::new(
                at + 2,
                TimeType::Time,
                self.relative(|day| format!("{}{code}", day + days)),
            ));
        }
        Some(Found::new(at + 1, TimeType::Date, self.relative(|day| (day + days).to_string())))
    }

    fn reference_word(&self, at: usize, vague: Vague) -> Option<Found> {
        // "now that", "now-famous", "by now" tell no time of their own; neither does a name.
        let hyphen = self.atoms.is(at + 1, "-") && !self.atoms.spaced(at + 1);
        let joined = self.atoms.says(at, "now") && (self.atoms.is(at + 1, "that") || hyphen);
        if joined || self.atoms.is_capital(at) && self.opens_sentence(at).is_none() {
            return None;
        }
        let value = match vague {
            Vague::Past => "PAST_REF",
            Vague::Present => "PRESENT_REF",
        };
        Some(Found::new(at + 1, TimeType::Date, Value::Absolute(value.to_owned())))
    }

    /// `Monday`, `Monday night`, `Mondays`.
    fn weekday(&self, at: usize, number: u32, plural: bool) -> Option<Found> {
        if plural {
            let end = at + 1 + usize::from(self.daypart(at + 1).is_some());
            let part = self.daypart(at + 1).unwrap_or_default();
            return Some(Found::new(
                end,
                TimeType::Set,
                Value::Absolute(format!("XXXX-WXX-{}{part}", number + 1)),
            ));
        }
        let led = at > 0
            && self.atoms.says_any(
                at - 1,
                &[
                    "on", "until", "by", "since", "before", "after", "from", "to", "till", "through",
                    "early", "late", "for", "of", "between",
                ],
            );
        // "on a Monday" is any of them, "Saturday mornings" are all.
        if at > 1 && self.meaning(at - 1) == Meaning::A && self.atoms.is(at - 2, "on") {
            return None;
        }
        if self.daypart(at + 1).is_some() && self.atoms.word(at + 1).ends_with('s') {
            let value = format!("XXXX-WXX-{}{}", number + 1, self.daypart(at + 1).unwrap_or_default());
            return Some(Found::new(at + 2, TimeType::Set, Value::Absolute(value)));
        }
        // "Friday Okoro", "The Sunday Courier": names.
        let name_follows = self.atoms.is_capital(at + 1)
            && self.meaning(at + 1) == Meaning::None
            && self.atoms.spaced(at + 1);
        let opens = self.opens_sentence(at).is_some();
        let doubtful = opens && self.opens_sentence(at + 1).is_none()
            || at > 0 && matches!(self.meaning(at - 1), Meaning::The)
            || at > 0 && self.atoms.is(at - 1, "and");
        if name_follows && !led && doubtful {
            return None;
        }
        let tense = self.tense(at);
        let which = if tense == Tense::Future { Which::This } else { Which::Last };
        let day = move |day: Day| match which {
            Which::This => day + (number as i32 - weekday_number(day)).rem_euclid(7),
            _ => day + -(weekday_number(day) - number as i32).rem_euclid(7),
        };
        Some(self.day_and_part(at + 1, day))
    }

    /// A day, with the part of it that stands after it at `end`.
    fn day_and_part(&self, end: usize, day: impl Fn(Day) -> Day) -> Found {
        match self.daypart(end) {
            Some(code) => {
                Found::new(end + 1, TimeType::Time, self.relative(|from| format!("{}{code}", day(from))))
            }
            None => Found::new(end, TimeType::Date, self.relative(|from| day(from).to_string())),
        }
    }

    /// `last week`, `this morning`, `next Friday`, `last summer`, `the past three years`.
    fn which(&self, at: usize, which: Which) -> Option<Found> {
        if let Some(found) = self.span_of_time(at, which) {
            return Some(found);
        }
        let lone = matches!(self.meaning(at), Meaning::Past | Meaning::Coming);
        let article = at > 0 && self.meaning(at - 1) == Meaning::The;
        if self.atoms.says(at, "recent") {
            let plural = matches!(self.meaning(at + 1), Meaning::Unit { plural: true, .. });
            return plural
                .then(|| Found::new(at + 2, TimeType::Date, Value::Absolute("PAST_REF".to_owned())));
        }
        match self.meaning(at + 1) {
            Meaning::Unit { unit, plural: false } => {
                if lone && which == Which::Last && self.atoms.says(at, "past") {
                    // "the past year" lasts up to now.
                    return article
                        .then(|| Found::new(at + 2, TimeType::Duration, Value::Absolute(unit.period("1"))));
                }
                self.unit_from_now(
                    at + 2,
                    unit,
                    which,
                    self.atoms.says_any(at, &["following", "previous", "preceding"]),
                )
            }
            Meaning::Unit { plural: true, .. } => {
                let vague = if which == Which::Next { "FUTURE_REF" } else { "PAST_REF" };
                (which != Which::This)
                    .then(|| Found::new(at + 2, TimeType::Date, Value::Absolute(vague.to_owned())))
            }
            Meaning::Weekday { number, plural: false, short: false } if self.atoms.is_capital(at + 1) => {
                Some(self.day_and_part(at + 2, move |day| {
                    let number = number as i32;
                    match which {
                        Which::Last => day + -((weekday_number(day) - number - 1).rem_euclid(7) + 1),
                        Which::This => day.week_start() + number,
                        Which::Next => day + ((number - weekday_number(day) - 1).rem_euclid(7) + 1),
                    }
                }))
            }
            Meaning::Daypart(code) => {
                let days = match which {
                    Which::Last => -1,
                    Which::This => 0,
                    Which::Next => 1,
                };
                (!lone).then(|| {
                    Found::new(at + 2, TimeType::Time, self.relative(|day| format!("{}{code}", day + days)))
                })
            }
            Meaning::Month { number, .. } if self.atoms.is_capital(at + 1) => {
                let value = self.relative(|day| {
                    let (year, now, _) = day.ymd();
                    let year = match which {
                        Which::Last if number >= now => year - 1,
                        Which::Next if number <= now => year + 1,
                        _ => year,
                    };
                    format!("{year:04}-{number:02}")
                });
                Some(Found::new(at + 2, TimeType::Date, value))
            }
            Meaning::Season(season) => {
                Some(Found::new(at + 2, TimeType::Date, self.relative(|day| season_from(day, season, which))))
            }
            _ => None,
        }
    }

    /// `the past three years`, `next few days`.
    fn span_of_time(&self, at: usize, which: Which) -> Option<Found> {
        if which == Which::This {
            return None;
        }
        let (end, count) = self.count(at + 1)?;
        let (end, unit, plural) = self.unit(end)?;
        (plural || count == "1")
            .then(|| Found::new(end, TimeType::Duration, Value::Absolute(unit.period(&count))))
    }

    fn unit_from_now(&self, end: usize, unit: Unit, which: Which, from_mention: bool) -> Option<Found> {
        let step = match which {
            Which::Last => -1,
            Which::This => 0,
            Which::Next => 1,
        };
        if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour | Unit::Fortnight) {
            return None;
        }
        if from_mention && which != Which::This {
            let value = self.mentioned.map_or(Value::Vague, |day| Value::Mention(shifted(day, unit, step)));
            return Some(Found::new(end, TimeType::Date, value));
        }
        if unit == Unit::Day {
            return None;
        }
        Some(Found::new(end, TimeType::Date, self.relative(|day| shifted(day, unit, step))))
    }

    /// What may follow "the": `the past week`, `the day before yesterday`, `the winter of 1776`, `the end of the year`.
    fn after_article(&self, at: usize) -> Option<Found> {
        match self.meaning(at + 1) {
            Meaning::Last | Meaning::Past => {
                let spanned = self.span_of_time(at + 1, Which::Last);
                spanned.or_else(|| self.which(at + 1, Which::Last)).or_else(|| self.alone_past(at))
            }
            Meaning::Next | Meaning::Coming => self.which(at + 1, Which::Next),
            Meaning::This => self.which(at + 1, Which::This),
            Meaning::Unit { unit: Unit::Day, plural: false }
                if self.atoms.says_any(at + 2, &["before", "after"]) =>
            {
                let step = if self.atoms.is(at + 2, "before") { -1 } else { 1 };
                match self.meaning(at + 3) {
                    Meaning::Offset(days) if days == step => Some(Found::new(
                        at + 4,
                        TimeType::Date,
                        self.relative(|day| (day + 2 * step).to_string()),
                    )),
                    _ => None,
                }
            }
            Meaning::Ordinal(number) => self.quarter(at + 1, number),
            Meaning::Season(season) => self.season(at + 1, season),
            Meaning::Early | Meaning::Mid => self.part_of(at + 1),
            Meaning::None
                if self.atoms.says_any(at + 1, &["end", "beginning", "start", "middle"])
                    && self.atoms.is(at + 2, "of") =>
            {
                let end = at + 3;
                if self.meaning(end) == Meaning::The {
                    let Meaning::Unit {
                        unit: unit @ (Unit::Year | Unit::Month | Unit::Week | Unit::Decade | Unit::Century),
                        plural: false,
                    } = self.meaning(end + 1)
                    else {
                        return None;
                    };
                    return Some(Found::new(
                        end + 2,
                        TimeType::Date,
                        self.relative(|day| shifted(day, unit, 0)),
                    ));
                }
                self.calendar(end).or_else(|| self.deictic(end)).filter(|found| found.kind == TimeType::Date)
            }
            _ => None,
        }
    }

    /// "in the past": only where nothing stands after it that it could belong to.
    fn alone_past(&self, at: usize) -> Option<Found> {
        let led = at > 0 && self.atoms.is(at - 1, "in");
        (led && self.atoms.says(at + 1, "past") && !self.atoms.is_word(at + 2))
            .then(|| Found::new(at + 2, TimeType::Date, Value::Absolute("PAST_REF".to_owned())))
    }

    /// `early May`, `late Monday`, `mid-2011`, `later this year`, `earlier this week`.
    fn part_of(&self, at: usize) -> Option<Found> {
        let hyphen = self.atoms.is(at + 1, "-") && !self.atoms.spaced(at + 1);
        let mid = self.meaning(at) == Meaning::Mid;
        let next = at + 1 + usize::from(hyphen);
        if mid && !hyphen {
            return None;
        }
        let comparative = matches!(self.meaning(at), Meaning::Earlier | Meaning::Later);
        match self.meaning(next) {
            Meaning::This => self.which(next, Which::This),
            Meaning::Last => self.which(next, Which::Last),
            Meaning::Next if !comparative => self.which(next, Which::Next),
            Meaning::Offset(days) if !mid => self.offset(next, days),
            Meaning::Weekday { number, short: false, plural: false } if self.atoms.is_capital(next) => {
                self.weekday(next, number, false)
            }
            _ if comparative => None,
            Meaning::Month { .. } | Meaning::None | Meaning::Ordinal(_) | Meaning::The => self.calendar(next),
            _ => None,
        }
    }

    /// `spring 2012`, `summer of 2012`, `in the summer`.
    fn season(&self, at: usize, season: Season) -> Option<Found> {
        let gap = usize::from(self.atoms.is(at + 1, "of"));
        if let Some((end, year)) = self.year(at + 1 + gap) {
            return Some(Found::new(
                end,
                TimeType::Date,
                Value::Absolute(format!("{year:04}-{}", season.code())),
            ));
        }
        let the = at > 0 && self.meaning(at - 1) == Meaning::The;
        let preposition = at.checked_sub(1 + usize::from(the))?;
        let led =
            self.atoms.says_any(preposition, &["in", "during", "since", "until", "through", "throughout"]);
        let certain = matches!(season, Season::Summer | Season::Winter | Season::Autumn)
            && !self.atoms.says(at, "fall")
            || the;
        if !led
            || !certain
            || self.atoms.is(at + 1, "of")
            || self.atoms.is_capital(at + 1)
            || self.atoms.is_capital(at) && self.atoms.says(at, "fall")
        {
            return None;
        }
        let future = self.tense(at) == Tense::Future;
        let value = self.relative(|day| match season_from(day, season, Which::Next) {
            next if future => next,
            _ => format!("{:04}-{}", season_begun(day, season), season.code()),
        });
        Some(Found::new(at + 1, TimeType::Date, value))
    }

    /// `third quarter`, `fourth-quarter`, `first quarter of 2008`.
    fn quarter(&self, at: usize, number: u32) -> Option<Found> {
        let next = at + 1 + usize::from(self.atoms.is(at + 1, "-"));
        if !(1..=4).contains(&number)
            || self.meaning(next) != (Meaning::Unit { unit: Unit::Quarter, plural: false })
        {
            return None;
        }
        let game =
            self.atoms.says_any(next + 1, &["touchdown", "lead", "buzzer", "goal", "interception", "final"]);
        (!game).then(|| self.quarter_of(next + 1, number))
    }

    fn short_quarter(&self, at: usize) -> Option<Found> {
        let number = self.number(at + 1);
        let sound = self.is_number(at + 1, 1..=1)
            && !self.atoms.spaced(at + 1)
            && (1..=4).contains(&number)
            && self.atoms.spaced(at);
        sound.then(|| self.quarter_of(at + 2, number))
    }

    fn quarter_of(&self, end: usize, number: u32) -> Found {
        let gap = usize::from(self.atoms.is(end, "of") || self.atoms.is(end, ","));
        if let Some((end, year)) = self.year(end + gap) {
            return Found::new(end, TimeType::Date, Value::Absolute(format!("{year:04}-Q{number}")));
        }
        let future = self.tense(end - 1) == Tense::Future;
        let value = self.relative(|day| {
            let (year, month, _) = day.ymd();
            let now = (month - 1) / 3 + 1;
            let year = if future && number < now {
                year + 1
            } else if !future && number > now {
                year - 1
            } else {
                year
            };
            format!("{year:04}-Q{number}")
        });
        Found::new(end, TimeType::Date, value)
    }
}

/// 0 for Monday.
fn weekday_number(day: Day) -> i32 {
    Weekday::ALL.iter().position(|&weekday| weekday == day.weekday()).unwrap_or_default() as i32
}

/// The day, week, month or year `step` of them from a day's own, as TIMEX3 writes it.
pub(super) fn shifted(day: Day, unit: Unit, step: i32) -> String {
    let (year, month, _) = day.ymd();
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => day.to_string(),
        Unit::Day => (day + step).to_string(),
        Unit::Week | Unit::Weekend | Unit::Fortnight => {
            let days = if unit == Unit::Fortnight { 14 } else { 7 };
            let (year, week) = (day + step.saturating_mul(days)).iso_week();
            let end = if unit == Unit::Weekend { "-WE" } else { "" };
            format!("{year:04}-W{week:02}{end}")
        }
        Unit::Month => {
            let months = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(step);
            format!("{:04}-{:02}", months.div_euclid(12).max(0), months.rem_euclid(12) + 1)
        }
        Unit::Quarter => {
            let quarters = i64::from(year) * 4 + i64::from((month - 1) / 3) + i64::from(step);
            format!("{:04}-Q{}", quarters.div_euclid(4).max(0), quarters.rem_euclid(4) + 1)
        }
        Unit::Year => format!("{:04}", year.saturating_add(step).max(0)),
        Unit::Decade => format!("{:03}", (year / 10).saturating_add(step).max(0)),
        Unit::Century => format!("{:02}", (year / 100).saturating_add(step).max(0)),
    }
}

/// The year of the latest such season that has begun on a day.
fn season_begun(day: Day, season: Season) -> i32 {
    let (year, month, _) = day.ymd();
    if month >= season.opens() { year } else { year - 1 }
}

/// A season counted from a day; winter bears the year it begins in.
fn season_from(day: Day, season: Season, which: Which) -> String {
    let (year, month, _) = day.ymd();
    let opens = season.opens();
    let begun = season_begun(day, season);
    // Months since it began: less than three, and it is still on.
    let on = (year - begun) * 12 + month as i32 - (opens as i32) < 3;
    let year = match which {
        Which::Last if on => begun - 1,
        Which::Last => begun,
        Which::This if on => begun,
        Which::This => year,
        Which::Next => begun + 1,
    };
    format!("{year:04}-{}", season.code())
}
