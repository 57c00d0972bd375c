use nutgraf_core::{Day, QuotationKind};
use serde::Serialize;

use crate::Table;

/// Something said in a story.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct QuoteRow {
    /// The page's id.
    pub id: String,
    /// Day of publication.
    #[serde(serialize_with = "crate::table::day")]
    pub day: Option<Day>,
    /// The speaker's name in the corpus; the words printed when it is no entity; none when nobody is named.
    pub speaker: Option<String>,
    /// How it is reported.
    pub kind: QuotationKind,
    /// What is said; parts joined by " … ".
    pub text: String,
    /// The word that reports.
    pub cue: Option<String>,
    /// Index of the page in the corpus.
    #[serde(skip)]
    pub page: u32,
    /// Index of the article in the page.
    #[serde(skip)]
    pub article: u32,
    /// Index of the quotation in the article.
    #[serde(skip)]
    pub quotation: u32,
    /// Index of the speaker in [`Corpus::entities`](crate::Corpus::entities).
    #[serde(skip)]
    pub entity: Option<u32>,
}

impl QuoteRow {
    /// Rows as columns.
    pub fn table(_rows: &[QuoteRow]) -> Table {
        Table::default()
    }
}
