use nutgraf_core::TimeType;

use super::reader::{Found, Reader, Value};
use super::word::Meaning;

/// Time zones, as printed.
const ZONES: [&str; 20] = [
    "UTC", "GMT", "ET", "EST", "EDT", "CT", "CST", "CDT", "MT", "MST", "MDT", "PT", "PST", "PDT", "BST",
    "CET", "CEST", "IST", "JST", "AEST",
];

impl Reader<'_> {
    /// A time of day at an atom: `10:30 a.m.`, `8 pm`, `18:00 UTC`, `noon`.
    pub(super) fn clock(&self, at: usize) -> Option<Found> {
        if let Meaning::Hour(hour) = self.meaning(at) {
            if self.atoms.is_capital(at) && self.opens_sentence(at).is_none()
                || self.atoms.is_capital(at + 1) && self.meaning(at + 1) == Meaning::None
            {
                return None;
            }
            return Some(self.on_day(at + 1, format!("T{hour:02}:00")));
        }
        if !self.is_number(at, 1..=2) || self.glued_before(at) && !self.ranged(at) {
            return None;
        }
        let hour = self.number(at);
        let separated = matches!(self.atoms.word(at + 1), ":" | ".")
            && !self.atoms.spaced(at + 1)
            && !self.atoms.spaced(at + 2)
            && self.is_number(at + 2, 2..=2);
        let (mut end, minute) = if separated { (at + 3, self.number(at + 2)) } else { (at + 1, 0) };
        if hour > 24 || minute > 59 {
            return None;
        }
        let colon = separated && self.atoms.is(at + 1, ":");
        let mut hour = hour;
        let half = self.meridiem(end);
        if let Some((after, afternoon)) = half {
            if !(1..=12).contains(&hour) {
                return None;
            }
            hour = hour % 12 + if afternoon { 12 } else { 0 };
            end = after;
        } else if !separated {
            let oclock = self.atoms.says(end, "o") && self.atoms.says(end + 2, "clock");
            return oclock.then(|| self.on_day(end + 3, format!("T{hour:02}:00")));
        }
        if self.glued_after(end) && half.is_none() {
            return None;
        }
        let mut zone = "";
        if ZONES.contains(&self.atoms.word(end)) {
            zone = if matches!(self.atoms.word(end), "UTC" | "GMT") { "Z" } else { "" };
            end += 1;
        } else if half.is_none() {
            let led = at > 0
                && self.atoms.says_any(
                    at - 1,
                    &[
                        "at", "by", "until", "till", "around", "about", "before", "after", "from", "since",
                        "between", "to",
                    ],
                );
            let padded = self.atoms.word(at).len() == 2;
            let paired =
                padded && matches!(self.atoms.word(end), "-" | "–" | "to") && self.is_number(end + 1, 2..=2)
                    || padded && self.ranged(at);
            if !colon || !(led || paired) {
                return None;
            }
        }
        Some(self.on_day(end, format!("T{hour:02}:{minute:02}{zone}")))
    }

    /// Whether a number ends a range of times: `08:00-14:00`.
    fn ranged(&self, at: usize) -> bool {
        at > 3
            && matches!(self.atoms.word(at - 1), "-" | "–")
            && self.is_number(at - 2, 2..=2)
            && self.atoms.is(at - 3, ":")
    }

    /// `a.m.`, `pm`: its end, and whether it is the afternoon's.
    fn meridiem(&self, at: usize) -> Option<(usize, bool)> {
        if self.atoms.says_any(at, &["am", "pm"]) {
            return Some((at + 1, self.atoms.says(at, "pm")));
        }
        let afternoon = self.atoms.says(at, "p");
        if !(afternoon || self.atoms.says(at, "a"))
            || !self.atoms.is(at + 1, ".")
            || !self.atoms.says(at + 2, "m")
        {
            return None;
        }
        let stop = self.atoms.is(at + 3, ".") && !self.atoms.spaced(at + 3);
        Some((at + 3 + usize::from(stop), afternoon))
    }

    /// A time of day, with the day that stands right after it.
    fn on_day(&self, end: usize, time: String) -> Found {
        let day = match self.meaning(end) {
            Meaning::Weekday { short: false, plural: false, .. } => {
                self.calendar(end).or_else(|| self.deictic(end))
            }
            Meaning::Offset(_) => self.deictic(end),
            _ => None,
        };
        match day {
            Some(Found { end, kind: TimeType::Date, value }) => {
                let value = match value {
                    Value::Absolute(day) => Value::Absolute(day + &time),
                    Value::Relative(day) => Value::Relative(day + &time),
                    other => other,
                };
                Found::new(end, TimeType::Time, value)
            }
            _ => Found::new(end, TimeType::Time, Value::Clock(time)),
        }
    }
}
