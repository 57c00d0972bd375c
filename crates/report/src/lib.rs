//! One self-contained HTML page of a corpus.

use nutgraf_analysis::Corpus;

/// What the report is told besides the corpus.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Its title.
    pub title: Option<String>,
    /// Inputs that could not be read, one line each, as they were reported.
    pub errors: Vec<String>,
}

/// Draws the report.
///
/// # Errors
/// None yet.
pub fn render(corpus: &Corpus, _options: &Options) -> Result<String, Error> {
    Ok(format!("<!doctype html><title>nutgraf</title><p>{} pages", corpus.pages().len()))
}

/// Why the report could not be drawn.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {}
