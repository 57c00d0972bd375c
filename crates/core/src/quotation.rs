use nutgraf_text::Span;
use serde::{Deserialize, Serialize};

/// How words are reported.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum QuotationKind {
    /// In quotation marks.
    Direct,
    /// In the reporter's words.
    Indirect,
    /// Partly in quotation marks.
    Mixed,
}

/// Something said, and by whom. All spans are bytes of the article's text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quotation {
    /// How it is reported.
    pub kind: QuotationKind,
    /// What is said, without the outer quotation marks; several parts when the reporter breaks in.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<(u32, u32)>"))]
    pub parts: Vec<Span>,
    /// The word that reports ("said").
    #[cfg_attr(feature = "schema", schemars(with = "Option<(u32, u32)>"))]
    pub cue: Option<Span>,
    /// Who says it, as printed there.
    #[cfg_attr(feature = "schema", schemars(with = "Option<(u32, u32)>"))]
    pub speaker: Option<Span>,
    /// The id of the speaker's entity.
    pub entity: Option<u32>,
}
