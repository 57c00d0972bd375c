use nutgraf_core::TimeType;

use super::reader::{Found, Reader, Value};
use super::word::Meaning;
use crate::atom::AtomKind;

/// Words after which four digits are a year whatever follows.
const SURE: [&str; 15] = [
    "in",
    "since",
    "during",
    "until",
    "till",
    "year",
    "early",
    "late",
    "mid",
    "circa",
    "ca",
    "throughout",
    "spring",
    "summer",
    "autumn",
];
/// Words after which four digits are a year unless a counted thing follows.
const LIKELY: [&str; 18] = [
    "by", "of", "from", "to", "before", "after", "between", "through", "around", "and", "for", "the", "a",
    "or", "about", "last", "winter", "fall",
];
/// What is held in a year that stands before or after its name.
const HELD: [&str; 29] = [
    "games",
    "olympics",
    "cup",
    "conference",
    "festival",
    "awards",
    "championship",
    "championships",
    "election",
    "elections",
    "budget",
    "expo",
    "summit",
    "convention",
    "census",
    "season",
    "tour",
    "prize",
    "report",
    "edition",
    "world",
    "summer",
    "presidential",
    "midterm",
    "primary",
    "campaign",
    "fiscal",
    "financial",
    "euro",
];

impl Reader<'_> {
    /// Four digits that are a year by what stands around them.
    pub(super) fn bare_year(&self, at: usize) -> Option<Found> {
        let (end, year) = self.year(at)?;
        let found = Some(Found::new(end, TimeType::Date, Value::Absolute(format!("{year:04}"))));
        if self.atoms.is(end, "-")
            && !self.atoms.spaced(end)
            && self.atoms.kind(end + 1) == Some(AtomKind::Word)
        {
            // "the 1500-metre race"
            return None;
        }
        let modern = (1900..=2050).contains(&year);
        let before = at.checked_sub(1);
        let bracketed = before.is_some_and(|before| self.atoms.is(before, "("))
            && matches!(self.atoms.word(end), ")" | "-" | "–" | "," | ";");
        let after_year = at > 1
            && (self.year(at - 2).is_some() || self.atoms.word(at - 2).len() == 4)
            && self.atoms.kind(at - 2) == Some(AtomKind::Number)
            && matches!(self.atoms.word(at - 1), "and" | "to" | "or" | "-" | "–" | "," | "until" | "through");
        if bracketed || after_year && modern {
            return found;
        }
        let before = before?;
        // "from 1598 to 1722": the other year makes it one.
        let spanned = self.atoms.says_any(before, &["from", "between"])
            && self.atoms.says_any(end, &["to", "until", "till", "and", "through"])
            && self.year(end + 1).is_some();
        let ends_span = at > 2
            && self.atoms.says_any(before, &["to", "until", "till", "and", "through"])
            && self.atoms.says_any(at - 3, &["from", "between"])
            && self.year(at - 2).is_some();
        if spanned || ends_span {
            return found;
        }
        if (1990..=2050).contains(&year) && !self.is_counted(end) && self.is_acronym(before) {
            return found;
        }
        let counted = self.is_counted(end);
        if self.atoms.says_any(before, &SURE) && !(counted && self.is_currency(end)) {
            return found;
        }
        if self.atoms.says_any(before, &LIKELY) && modern && !counted {
            return found;
        }
        if self.atoms.is(before, "-")
            && !self.atoms.spaced(at)
            && self.atoms.says_any(before.wrapping_sub(1), &["mid", "early", "late"])
        {
            return found;
        }
        let possessive = self.atoms.is(before, "s") && !self.atoms.spaced(before);
        let held = self.atoms.says_any(end, &HELD) || self.atoms.says_any(before, &HELD);
        (modern && !counted && (possessive || held)).then_some(()).and(found)
    }

    /// Whether a word is all capitals, as the short names of conferences are ("COP 2024").
    fn is_acronym(&self, atom: usize) -> bool {
        let word = self.atoms.word(atom);
        word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase())
    }

    /// Whether what follows a number is what it counts: "runners", "pesos", "Orchard Road".
    fn is_counted(&self, end: usize) -> bool {
        if !self.atoms.is_word(end) || self.meaning(end) != Meaning::None {
            return matches!(self.meaning(end), Meaning::Unit { plural: true, .. });
        }
        let word = self.atoms.word(end);
        if self.atoms.is_capital(end) {
            let road = ["road", "street", "avenue", "lane", "drive", "boulevard", "square", "way"];
            return (end..end + 3).any(|atom| self.atoms.says_any(atom, &road));
        }
        let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
        let known = [
            "people", "men", "women", "children", "percent", "per", "metres", "meters", "km", "miles",
            "dead", "more", "other", "feet", "million", "billion",
        ];
        let verbs = [
            "was",
            "has",
            "is",
            "as",
            "does",
            "this",
            "its",
            "his",
            "sales",
            "elections",
            "earnings",
            "results",
            "towards",
            "figures",
        ];
        (plural || self.atoms.says_any(end, &known)) && !self.atoms.says_any(end, &verbs)
    }

    fn is_currency(&self, end: usize) -> bool {
        let money = [
            "dollars", "pesos", "euros", "pounds", "crowns", "rupees", "rubles", "roubles", "yen", "people",
            "percent", "per", "metres", "meters", "miles",
        ];
        self.atoms.says_any(end, &money)
    }
}
