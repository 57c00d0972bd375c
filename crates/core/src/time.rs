use nutgraf_text::Span;
use serde::{Deserialize, Serialize};

/// TIMEX3 types (TimeML 1.2.1, 2006).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeType {
    /// A calendar day, week, month, year.
    Date,
    /// A time of day.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
}

/// What a relative time was resolved against.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// The article's publication date.
    Published,
    /// The date in its dateline.
    Dateline,
    /// A time mentioned before.
    Mention,
}

/// Why a time has no value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Unresolved {
    /// It needs a reference date, and none was given.
    NoReferenceDate,
    /// It names no definite time ("recently").
    Vague,
}

/// A time expression.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TimeExpression {
    /// Its bytes in the article's text.
    #[cfg_attr(feature = "schema", schemars(with = "(u32, u32)"))]
    pub span: Span,
    /// What sort of time.
    #[serde(rename = "type")]
    pub kind: TimeType,
    /// TIMEX3 value (`2024-04-09`, `P3D`), or none.
    pub value: Option<String>,
    /// What it was resolved against; none for an absolute time.
    pub anchor: Option<Anchor>,
    /// Why `value` is none.
    pub unresolved: Option<Unresolved>,
}
