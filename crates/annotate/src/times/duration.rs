use nutgraf_core::TimeType;

use super::reader::{Found, Reader, Value};
use super::relative::shifted;
use super::word::{Meaning, Unit};
use crate::atom::AtomKind;

/// Words before "a day" and its like that make it a length of time.
const LASTING: [&str; 34] = [
    "for",
    "within",
    "than",
    "about",
    "nearly",
    "almost",
    "over",
    "under",
    "half",
    "took",
    "take",
    "takes",
    "lasted",
    "lasting",
    "least",
    "roughly",
    "spent",
    "spend",
    "only",
    "just",
    "another",
    "in",
    "after",
    "around",
    "up",
    "to",
    "waited",
    "past",
    "barely",
    "exactly",
    "some",
    "approximately",
    "lasts",
    "every",
];

impl Reader<'_> {
    /// How long, how often, or how long ago, at an atom.
    pub(super) fn duration(&self, at: usize) -> Option<Found> {
        match self.meaning(at) {
            Meaning::Every => self.every(at),
            Meaning::Times => self.rate(at, at + 1),
            Meaning::Often(value) => self.often(at, value),
            Meaning::Unit { unit, plural: true } => self.vague_length(at, unit),
            _ => self.length(at),
        }
    }

    /// `every Monday`, `each year`, `every two weeks`.
    fn every(&self, at: usize) -> Option<Found> {
        let set = |end: usize, value: String| Some(Found::new(end, TimeType::Set, Value::Absolute(value)));
        match self.meaning(at + 1) {
            Meaning::Weekday { number, short: false, .. } if self.atoms.is_capital(at + 1) => {
                let end = at + 2 + usize::from(matches!(self.meaning(at + 2), Meaning::Daypart(_)));
                set(end, format!("XXXX-WXX-{}", number + 1))
            }
            Meaning::Unit { unit, plural: false } => set(at + 2, unit.period("1")),
            Meaning::Daypart(code) => set(at + 2, format!("XXXX-XX-XX{code}")),
            Meaning::Season(season) => set(at + 2, format!("XXXX-{}", season.code())),
            Meaning::Month { number, .. } if self.atoms.is_capital(at + 1) => {
                set(at + 2, format!("XXXX-{number:02}"))
            }
            _ => {
                let other = usize::from(self.atoms.says(at + 1, "other"));
                if other == 1 {
                    let (end, unit, _) = self.unit(at + 2)?;
                    return set(end, unit.period("2"));
                }
                let (end, count) = self.count(at + 1)?;
                let (end, unit, _) = self.unit(end)?;
                set(end, unit.period(&count))
            }
        }
    }

    /// `a day`, `per week`, `each year` after how often.
    fn rate(&self, at: usize, next: usize) -> Option<Found> {
        let per = matches!(self.meaning(next), Meaning::A | Meaning::Every) || self.atoms.says(next, "per");
        match self.meaning(next + 1) {
            Meaning::Unit { unit, plural: false } if per && at < next => {
                Some(Found::new(next + 2, TimeType::Set, Value::Absolute(unit.period("1"))))
            }
            _ => None,
        }
    }

    /// `daily`, `annual`: as a name's part they say nothing.
    fn often(&self, at: usize, value: &str) -> Option<Found> {
        let small = !self.atoms.is_capital(at);
        let hyphen = self.atoms.is(at + 1, "-") || at > 0 && self.atoms.is(at - 1, "-");
        (small && !hyphen).then(|| Found::new(at + 1, TimeType::Set, Value::Absolute(value.to_owned())))
    }

    /// `for years`, `decades ago`, `decades-long`.
    fn vague_length(&self, at: usize, unit: Unit) -> Option<Found> {
        if self.atoms.is(at + 1, "-") && self.atoms.says(at + 2, "long") {
            return Some(Found::new(at + 3, TimeType::Duration, Value::Absolute(unit.period("X"))));
        }
        if self.meaning(at + 1) == Meaning::Ago {
            return Some(Found::new(at + 2, TimeType::Date, Value::Absolute("PAST_REF".to_owned())));
        }
        let led = at > 0
            && (self.atoms.says(at - 1, "for")
                || self.atoms.is(at - 1, "the") && self.atoms.says(at.wrapping_sub(2), "over"));
        (led && !self.atoms.is(at + 1, "of"))
            .then(|| Found::new(at + 1, TimeType::Duration, Value::Absolute(unit.period("X"))))
    }

    /// `three days`, `a two-year`, `half an hour`, and what makes a date of them: `ago`, `later`.
    fn length(&self, at: usize) -> Option<Found> {
        let article = self.meaning(at) == Meaning::A;
        let start = at;
        let (mut end, mut count) = self.count(at)?;
        if self.atoms.says(end, "times") && !article {
            return self.rate(at, end + 1);
        }
        // "a two-year deal": the article is no count.
        if article && count == "1" && matches!(self.meaning(at + 1), Meaning::Count(_)) {
            return None;
        }
        // "a full year", "two more weeks", "three straight days"
        if self.atoms.says_any(
            end,
            &[
                "more",
                "full",
                "straight",
                "consecutive",
                "long",
                "whole",
                "additional",
                "extra",
                "calendar",
                "fiscal",
                "business",
                "working",
            ],
        ) {
            end += 1;
        }
        if self.atoms.is(end, "-") && self.atoms.is(end + 1, "and") {
            return None;
        }
        let hyphen = self.atoms.is(end, "-") && !self.atoms.spaced(end);
        let (mut end, unit, plural) = self.unit(end)?;
        if self.is_age(end) || !plural && !hyphen && !matches!(count.as_str(), "1" | "0.5") {
            return None;
        }
        if unit == Unit::Second && !plural {
            return None;
        }
        // "a year and a half"
        if self.atoms.is(end, "and") && self.atoms.is(end + 1, "a") && self.atoms.is(end + 2, "half") {
            count.push_str(".5");
            end += 3;
        }
        let period = unit.period(&count);
        let period = if period == "PT0.5H" { "PT30M".to_owned() } else { period };
        let lasts = |end: usize| Some(Found::new(end, TimeType::Duration, Value::Absolute(period.clone())));
        if hyphen {
            let long = self.atoms.is(end, "-") && self.atoms.says_any(end + 1, &["long"]);
            return lasts(if long { end + 2 } else { end });
        }
        match self.meaning(end) {
            Meaning::Ago => return Some(self.ago(end + 1, unit, &count)),
            Meaning::Earlier | Meaning::Later => {
                return Some(self.since_mention(end + 1, unit, &count, self.meaning(end) == Meaning::Later));
            }
            _ if self.atoms.says(end, "back")
                && plural
                && !self.atoms.says_any(end + 1, &["to", "in", "home", "at", "from", "and"]) =>
            {
                return Some(self.ago(end + 1, unit, &count));
            }
            _ if self.atoms.says_any(end, &["hence"]) => return Some(self.ahead(end + 1, unit, &count)),
            _ if self.atoms.says(end, "from") && self.atoms.says(end + 1, "now") => {
                return Some(self.ahead(end + 2, unit, &count));
            }
            _ => {}
        }
        if !article || count != "1" {
            let one_day =
                count == "1" && unit == Unit::Day && !(start > 0 && self.atoms.says_any(start - 1, &LASTING));
            return if one_day { None } else { lasts(end) };
        }
        self.article_length(start, end, unit, &period)
    }

    /// `a year`: a rate after a count ("15 a year"), a length after a word of lasting, else nothing.
    fn article_length(&self, at: usize, end: usize, unit: Unit, period: &str) -> Option<Found> {
        let before = at.checked_sub(1)?;
        let counted = (1..=3).any(|back| {
            at.checked_sub(back).is_some_and(|atom| {
                self.atoms.kind(atom) == Some(AtomKind::Number)
                    || matches!(self.meaning(atom), Meaning::Count(_))
                    || self.atoms.says_any(atom, &["million", "billion", "hours", "days", "percent"])
            })
        });
        let lasting = self.atoms.says_any(before, &LASTING);
        let since = matches!(self.meaning(end), Meaning::Ago | Meaning::Earlier | Meaning::Later)
            || self.atoms.says_any(end, &["after", "before", "since"]);
        if counted && !lasting && !since {
            return Some(Found::new(end, TimeType::Set, Value::Absolute(period.to_owned())));
        }
        let day = unit == Unit::Day
            && self
                .atoms
                .says_any(before, &["in", "after", "to", "about", "just", "over", "another", "some"]);
        let noun_follows = self.atoms.is(end, "of") || self.atoms.is(end, "-");
        ((lasting || since) && !day && !noun_follows)
            .then(|| Found::new(end, TimeType::Duration, Value::Absolute(period.to_owned())))
    }

    /// `44 years old`, `a 44-year-old`.
    fn is_age(&self, end: usize) -> bool {
        self.atoms.says(end, "old")
            || self.atoms.is(end, "-") && self.atoms.says_any(end + 1, &["old", "olds"])
    }

    fn ago(&self, end: usize, unit: Unit, count: &str) -> Found {
        match count.parse::<i32>() {
            Ok(number) if unit != Unit::Hour && unit != Unit::Minute && unit != Unit::Second => {
                Found::new(end, TimeType::Date, self.before_reference(unit, number))
            }
            Ok(_) => Found::new(end, TimeType::Time, Value::Vague),
            Err(_) => Found::new(end, TimeType::Date, Value::Absolute("PAST_REF".to_owned())),
        }
    }

    fn before_reference(&self, unit: Unit, number: i32) -> Value {
        let Some(reference) = self.reference else { return Value::Unanchored };
        // So long ago that no calendar year names it.
        let years = match unit {
            Unit::Year => number,
            Unit::Decade => number.saturating_mul(10),
            Unit::Century => number.saturating_mul(100),
            _ => 0,
        };
        if years >= reference.day.ymd().0 || number > 1_000_000 {
            return Value::Vague;
        }
        Value::Relative(shifted(reference.day, unit, -number))
    }

    fn ahead(&self, end: usize, unit: Unit, count: &str) -> Found {
        match count.parse::<i32>() {
            Ok(number) if number <= 10_000 && unit != Unit::Hour && unit != Unit::Minute => {
                Found::new(end, TimeType::Date, self.relative(|day| shifted(day, unit, number)))
            }
            _ => Found::new(end, TimeType::Date, Value::Absolute("FUTURE_REF".to_owned())),
        }
    }

    /// `two days later`: from the day mentioned before, when there is one.
    fn since_mention(&self, end: usize, unit: Unit, count: &str, later: bool) -> Found {
        let step = count
            .parse::<i32>()
            .ok()
            .filter(|number| *number <= 10_000)
            .map(|number| if later { number } else { -number });
        let small = matches!(unit, Unit::Second | Unit::Minute | Unit::Hour);
        match (step, self.mentioned) {
            (Some(step), Some(day)) if !small => {
                Found::new(end, TimeType::Date, Value::Mention(shifted(day, unit, step)))
            }
            _ => Found::new(end, if small { TimeType::Time } else { TimeType::Date }, Value::Vague),
        }
    }
}
