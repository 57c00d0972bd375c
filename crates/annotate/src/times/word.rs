use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::atom::{AtomKind, Atoms, Lower};

/// A length of time that has a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// A season, as TIMEX3 abbreviates it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// Where a time lies that names no date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Vague {
    Past,
    Present,
}

/// What a word says about time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Meaning {
    /// Nothing.
    None,
    /// 1 to 12; `doubtful` when the word has another use (`may`, `march`) or is an abbreviation.
    Month {
        number: u32,
        doubtful: bool,
    },
    /// 0 is Monday.
    Weekday {
        number: u32,
        short: bool,
        plural: bool,
    },
    Unit {
        unit: Unit,
        plural: bool,
    },
    Count(u32),
    /// several, few: more than one, nobody knows how many.
    Several,
    Ordinal(u32),
    Season(Season),
    /// morning, as TIMEX3 abbreviates it.
    Daypart(&'static str),
    /// Days from today.
    Offset(i32),
    Tonight,
    Last,
    This,
    Next,
    /// past, recent, coming: beside a count.
    Past,
    Coming,
    Early,
    Mid,
    Ago,
    Later,
    Earlier,
    A,
    The,
    Every,
    /// once, twice.
    Times,
    /// daily and its like, with their TIMEX3 value.
    Often(&'static str),
    Ref(Vague),
    /// noon and midnight, with their hour.
    Hour(u32),
}

impl Unit {
    /// The TIMEX3 period of `count` of them; `X` for a count nobody knows.
    pub(super) fn period(self, count: &str) -> String {
        let scaled = |factor: f64, letter: &str| match count.parse::<f64>() {
            Ok(number) => format!("P{}{letter}", number * factor),
            Err(_) => format!("P{count}{letter}"),
        };
        match self {
            Unit::Second => format!("PT{count}S"),
            Unit::Minute => format!("PT{count}M"),
            Unit::Hour => format!("PT{count}H"),
            Unit::Day => format!("P{count}D"),
            Unit::Week => format!("P{count}W"),
            Unit::Fortnight => scaled(2.0, "W"),
            Unit::Weekend => format!("P{count}WE"),
            Unit::Month => format!("P{count}M"),
            Unit::Quarter => scaled(3.0, "M"),
            Unit::Year => format!("P{count}Y"),
            Unit::Decade => scaled(10.0, "Y"),
            Unit::Century => scaled(100.0, "Y"),
        }
    }
}

impl Season {
    pub(super) fn code(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }

    /// Its first month.
    pub(super) fn opens(self) -> u32 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }
}

const MONTHS: &str = "january february march april may june july august september october november december";
const SHORT_MONTHS: &str = "jan feb mar apr - jun jul aug sept oct nov dec";
const WEEKDAYS: &str = "monday tuesday wednesday thursday friday saturday sunday";
const SHORT_WEEKDAYS: &str = "mon tue wed thu fri sat sun";
const COUNTS: &str = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
    sixteen seventeen eighteen nineteen twenty";
const TENS: &str = "- - - thirty forty fifty sixty seventy eighty ninety";
const ORDINALS: &str = "- first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth \
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth";
const UNITS: [(&str, Unit); 12] = [
    ("second", Unit::Second),
    ("minute", Unit::Minute),
    ("hour", Unit::Hour),
    ("day", Unit::Day),
    ("week", Unit::Week),
    ("fortnight", Unit::Fortnight),
    ("weekend", Unit::Weekend),
    ("month", Unit::Month),
    ("quarter", Unit::Quarter),
    ("year", Unit::Year),
    ("decade", Unit::Decade),
    ("century", Unit::Century),
];
const OTHERS: [(&str, Meaning); 58] = [
    ("centuries", Meaning::Unit { unit: Unit::Century, plural: true }),
    ("tues", Meaning::Weekday { number: 1, short: true, plural: false }),
    ("thur", Meaning::Weekday { number: 3, short: true, plural: false }),
    ("thurs", Meaning::Weekday { number: 3, short: true, plural: false }),
    ("sep", Meaning::Month { number: 9, doubtful: true }),
    ("hundred", Meaning::Count(100)),
    ("several", Meaning::Several),
    ("few", Meaning::Several),
    ("many", Meaning::Several),
    ("spring", Meaning::Season(Season::Spring)),
    ("summer", Meaning::Season(Season::Summer)),
    ("autumn", Meaning::Season(Season::Autumn)),
    ("fall", Meaning::Season(Season::Autumn)),
    ("winter", Meaning::Season(Season::Winter)),
    ("morning", Meaning::Daypart("TMO")),
    ("afternoon", Meaning::Daypart("TAF")),
    ("evening", Meaning::Daypart("TEV")),
    ("night", Meaning::Daypart("TNI")),
    ("mornings", Meaning::Daypart("TMO")),
    ("afternoons", Meaning::Daypart("TAF")),
    ("evenings", Meaning::Daypart("TEV")),
    ("nights", Meaning::Daypart("TNI")),
    ("yesterday", Meaning::Offset(-1)),
    ("today", Meaning::Offset(0)),
    ("tomorrow", Meaning::Offset(1)),
    ("tonight", Meaning::Tonight),
    ("last", Meaning::Last),
    ("previous", Meaning::Last),
    ("this", Meaning::This),
    ("current", Meaning::This),
    ("next", Meaning::Next),
    ("past", Meaning::Past),
    ("recent", Meaning::Past),
    ("preceding", Meaning::Past),
    ("coming", Meaning::Coming),
    ("upcoming", Meaning::Coming),
    ("following", Meaning::Coming),
    ("early", Meaning::Early),
    ("late", Meaning::Early),
    ("mid", Meaning::Mid),
    ("ago", Meaning::Ago),
    ("later", Meaning::Later),
    ("earlier", Meaning::Earlier),
    ("a", Meaning::A),
    ("an", Meaning::A),
    ("the", Meaning::The),
    ("every", Meaning::Every),
    ("each", Meaning::Every),
    ("once", Meaning::Times),
    ("twice", Meaning::Times),
    ("daily", Meaning::Often("P1D")),
    ("weekly", Meaning::Often("P1W")),
    ("monthly", Meaning::Often("P1M")),
    ("quarterly", Meaning::Often("P3M")),
    ("annual", Meaning::Often("P1Y")),
    ("annually", Meaning::Often("P1Y")),
    ("yearly", Meaning::Often("P1Y")),
    ("nightly", Meaning::Often("P1D")),
];
const REFERENCES: [(&str, Meaning); 7] = [
    ("recently", Meaning::Ref(Vague::Past)),
    ("lately", Meaning::Ref(Vague::Past)),
    ("now", Meaning::Ref(Vague::Present)),
    ("currently", Meaning::Ref(Vague::Present)),
    ("nowadays", Meaning::Ref(Vague::Present)),
    ("noon", Meaning::Hour(12)),
    ("midnight", Meaning::Hour(24)),
];

static MEANINGS: LazyLock<FxHashMap<Lower, Meaning>> = LazyLock::new(|| {
    let mut meanings = FxHashMap::default();
    let mut put = |word: String, meaning: Meaning| {
        if word != "-" {
            meanings.insert(Lower::of(&word), meaning);
        }
    };
    let numbered = |words: &'static str| words.split_ascii_whitespace().zip(0u32..);
    for (word, number) in numbered(MONTHS) {
        put(
            word.to_owned(),
            Meaning::Month { number: number + 1, doubtful: matches!(word, "march" | "may") },
        );
    }
    for (word, number) in numbered(SHORT_MONTHS) {
        put(word.to_owned(), Meaning::Month { number: number + 1, doubtful: true });
    }
    for (word, number) in numbered(WEEKDAYS) {
        put(word.to_owned(), Meaning::Weekday { number, short: false, plural: false });
        put(format!("{word}s"), Meaning::Weekday { number, short: false, plural: true });
    }
    for (word, number) in numbered(SHORT_WEEKDAYS) {
        put(word.to_owned(), Meaning::Weekday { number, short: true, plural: false });
    }
    for (word, number) in numbered(COUNTS).skip(1) {
        put(word.to_owned(), Meaning::Count(number));
    }
    for (word, tens) in numbered(TENS) {
        put(word.to_owned(), Meaning::Count(tens * 10));
    }
    for (word, number) in numbered(ORDINALS) {
        put(word.to_owned(), Meaning::Ordinal(number));
    }
    for (word, unit) in UNITS {
        // "second" is an ordinal far more often than a unit.
        if unit != Unit::Second {
            put(word.to_owned(), Meaning::Unit { unit, plural: false });
        }
        put(format!("{word}s"), Meaning::Unit { unit, plural: true });
    }
    for (word, meaning) in OTHERS.into_iter().chain(REFERENCES) {
        put(word.to_owned(), meaning);
    }
    meanings
});

/// What every atom says about time.
pub(super) fn meanings(atoms: &Atoms) -> Vec<Meaning> {
    let table = &*MEANINGS;
    let meaning = |atom: &crate::atom::Atom| match atom.kind {
        AtomKind::Word => table.get(&atoms.lower(atom)).copied().unwrap_or(Meaning::None),
        _ => Meaning::None,
    };
    atoms.list.iter().map(meaning).collect()
}
