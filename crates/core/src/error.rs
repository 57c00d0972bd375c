use nutgraf_text::{LineIndex, Place, Span};
use thiserror::Error;

/// Why a page record could not be read. Parsing a page never fails.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
    /// Not JSON, or not a page record.
    #[error("not a page record: {reason} at {at}")]
    Json {
        /// What was expected.
        reason: String,
        /// Where in the JSON.
        at: Place,
    },
    /// A record of another version.
    #[error("expected schema \"nutgraf/page/1\", found {found:?}")]
    Schema {
        /// What it says it is.
        found: String,
    },
    /// A span that does not fit its text.
    #[error(
        "{what} {span:?} lies outside its text of {length} bytes or inside a character, at {at} of the text"
    )]
    Span {
        /// The span of what.
        what: &'static str,
        /// The span.
        span: Span,
        /// Length of the text in bytes.
        length: usize,
        /// Where in the text.
        at: Place,
    },
}

impl Error {
    pub(crate) fn json(json: &str, error: &serde_json::Error) -> Error {
        let line = error.line().max(1);
        let before: usize = json.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let at = LineIndex::new(json).place(json, before + error.column().saturating_sub(1));
        // serde_json ends its text with the place; ours stands in `at`.
        let text = error.to_string();
        let reason = text.split(" at line ").next().unwrap_or(&text).to_owned();
        Error::Json { reason, at }
    }

    /// Where it happened, when it has a place.
    pub fn location(&self) -> Option<Place> {
        match self {
            Error::Json { at, .. } | Error::Span { at, .. } => Some(*at),
            Error::Schema { .. } => None,
        }
    }
}
