use nutgraf_core::{Anchor, Article, Day, EntityKind, Span, TimeType};

use super::word::{Meaning, Unit, meanings};
use crate::atom::{AtomKind, Atoms};

/// The day that relative times count from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reference {
    pub(super) day: Day,
    pub(super) anchor: Anchor,
}

/// What a time expression says, before its day is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Value {
    /// Says it all itself.
    Absolute(String),
    /// Counted from the reference day.
    Relative(String),
    /// Counted from the time mentioned before.
    Mention(String),
    /// A time of day: `T08:30`.
    Clock(String),
    /// Needs a reference day, and there is none.
    Unanchored,
    /// Names no definite time.
    Vague,
}

/// A time expression found at an atom.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// One past its last atom.
    pub(super) end: usize,
    pub(super) kind: TimeType,
    pub(super) value: Value,
}

impl Found {
    pub(super) fn new(end: usize, kind: TimeType, value: Value) -> Found {
        Found { end, kind, value }
    }
}

/// One paragraph, as someone reads it who looks for times.
pub(super) struct Reader<'a> {
    pub(super) atoms: Atoms<'a>,
    pub(super) meanings: Vec<Meaning>,
    pub(super) reference: Option<Reference>,
    pub(super) article: &'a Article,
    /// Names of persons, organisations, works and products, in order.
    pub(super) names: &'a [Span],
    /// The last full day that was mentioned.
    pub(super) mentioned: Option<Day>,
}

/// The names that no time stands in, in order of place.
pub(super) fn names(article: &Article) -> Vec<Span> {
    let kinds = [EntityKind::Person, EntityKind::Organization, EntityKind::Work, EntityKind::Product];
    let entities = article.entities.iter().filter(|entity| kinds.contains(&entity.kind));
    let mut names: Vec<Span> =
        entities.flat_map(|entity| entity.mentions.iter().map(|mention| mention.span)).collect();
    names.sort_unstable();
    names
}

impl<'a> Reader<'a> {
    pub(super) fn of(
        article: &'a Article,
        block: Span,
        names: &'a [Span],
        reference: Option<Reference>,
    ) -> Reader<'a> {
        let atoms = Atoms::of(&article.text, block);
        Reader { meanings: meanings(&atoms), atoms, reference, article, names, mentioned: None }
    }

    pub(super) fn meaning(&self, atom: usize) -> Meaning {
        self.meanings.get(atom).copied().unwrap_or(Meaning::None)
    }

    /// Whether a run of atoms stands inside a longer name.
    pub(super) fn is_named(&self, span: Span) -> bool {
        let at = self.names.partition_point(|name| name.end() <= span.start());
        self.names[at..]
            .iter()
            .take_while(|name| name.start() < span.end())
            .any(|name| name.len() > span.len())
    }

    /// Whether an atom is a number of `digits` digits that is no part of another number.
    pub(super) fn is_number(&self, atom: usize, digits: std::ops::RangeInclusive<usize>) -> bool {
        self.atoms.kind(atom) == Some(AtomKind::Number) && digits.contains(&self.atoms.word(atom).len())
    }

    pub(super) fn number(&self, atom: usize) -> u32 {
        self.atoms.word(atom).parse().unwrap_or(u32::MAX)
    }

    /// Whether a mark glues the number at `atom` to a number, a currency or a sign before it.
    pub(super) fn glued_before(&self, atom: usize) -> bool {
        if atom == 0 {
            return false;
        }
        let mark = self.atoms.word(atom - 1);
        if matches!(mark, "$" | "€" | "£" | "¥" | "#" | "№") {
            return true;
        }
        if self.atoms.spaced(atom) {
            return false;
        }
        match mark {
            "," | "." | ":" | "/" | "-" | "–" => {
                atom > 1
                    && !self.atoms.spaced(atom - 1)
                    && self.atoms.kind(atom - 2) == Some(AtomKind::Number)
            }
            "(" | "[" | "'" | "’" | "‘" | "\"" | "“" | "—" => false,
            _ => true,
        }
    }

    /// Whether a mark glues the number that ends before `end` to a number or a unit after it.
    pub(super) fn glued_after(&self, end: usize) -> bool {
        if self.atoms.spaced(end) {
            return self.atoms.is(end, "%");
        }
        match self.atoms.word(end) {
            "," | "." | ":" | "/" => {
                !self.atoms.spaced(end + 1) && self.atoms.kind(end + 1) == Some(AtomKind::Number)
            }
            "%" | "°" | "$" | "€" | "£" => true,
            _ => self.atoms.kind(end) == Some(AtomKind::Word),
        }
    }

    /// A count: its end and its number as printed in a TIMEX3 period, `X` when nobody knows it.
    pub(super) fn count(&self, at: usize) -> Option<(usize, String)> {
        let (mut end, mut text) = match self.meaning(at) {
            Meaning::Count(number) => self.spelled(at, number),
            Meaning::Several => (at + 1, "X".to_owned()),
            Meaning::A if self.meaning(at + 1) == Meaning::Several => (at + 2, "X".to_owned()),
            Meaning::A if self.atoms.says(at + 1, "couple") => {
                (if self.atoms.is(at + 2, "of") { at + 3 } else { at + 2 }, "2".to_owned())
            }
            Meaning::A if self.atoms.says(at + 1, "dozen") => (at + 2, "12".to_owned()),
            Meaning::A => (at + 1, "1".to_owned()),
            Meaning::None if self.atoms.says(at, "half") && self.meaning(at + 1) == Meaning::A => {
                return Some((at + 2, "0.5".to_owned()));
            }
            Meaning::None if self.atoms.says(at, "dozens") || self.atoms.says(at, "hundreds") => {
                (if self.atoms.is(at + 1, "of") { at + 2 } else { return None }, "X".to_owned())
            }
            Meaning::None if self.atoms.kind(at) == Some(AtomKind::Number) && !self.glued_before(at) => {
                self.figures(at)?
            }
            _ => return None,
        };
        // "two and a half years"
        if self.atoms.is(end, "and") && self.atoms.is(end + 1, "a") && self.atoms.is(end + 2, "half") {
            end += 3;
            text.push_str(".5");
        }
        Some((end, text))
    }

    fn spelled(&self, at: usize, number: u32) -> (usize, String) {
        let next = if self.atoms.is(at + 1, "-") { at + 2 } else { at + 1 };
        match self.meaning(next) {
            Meaning::Count(ones) if (20..100).contains(&number) && ones < 10 => {
                (next + 1, (number + ones).to_string())
            }
            Meaning::Count(100) if number < 10 => (next + 1, (number * 100).to_string()),
            _ => (at + 1, number.to_string()),
        }
    }

    /// `5`, `5,000`, `2.5`.
    fn figures(&self, at: usize) -> Option<(usize, String)> {
        let mut end = at + 1;
        let mut text = self.atoms.word(at).to_owned();
        while !self.atoms.spaced(end)
            && !self.atoms.spaced(end + 1)
            && self.atoms.kind(end + 1) == Some(AtomKind::Number)
        {
            match self.atoms.word(end) {
                "," if self.atoms.word(end + 1).len() == 3 => {}
                "." => text.push('.'),
                _ => break,
            }
            text.push_str(self.atoms.word(end + 1));
            end += 2;
        }
        (text.len() <= 12).then_some((end, text))
    }

    /// A unit of time, with or without a hyphen before it: its end.
    pub(super) fn unit(&self, at: usize) -> Option<(usize, Unit, bool)> {
        let at = if matches!(self.atoms.word(at), "-" | "‑") && !self.atoms.spaced(at + 1) {
            at + 1
        } else {
            at
        };
        match self.meaning(at) {
            Meaning::Unit { unit, plural } => Some((at + 1, unit, plural)),
            Meaning::Ordinal(2) => Some((at + 1, Unit::Second, false)),
            Meaning::Daypart("TNI") if self.atoms.word(at).ends_with('s') => Some((at + 1, Unit::Day, true)),
            _ => None,
        }
    }

    /// A date counted from the reference day.
    pub(super) fn relative(&self, count: impl FnOnce(Day) -> String) -> Value {
        match self.reference {
            Some(reference) => Value::Relative(count(reference.day)),
            None => Value::Unanchored,
        }
    }
}
