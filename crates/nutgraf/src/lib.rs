//! Scraped news pages into articles, and articles into topic and entity statistics.
//!
//! The facade: the pipeline from paths to a corpus, and the other crates under one name.

mod pipeline;

pub use nutgraf_analysis as analysis;
pub use nutgraf_annotate as annotate;
pub use nutgraf_core as core;
pub use nutgraf_read as read;
pub use nutgraf_report as report;
pub use nutgraf_tagger as tagger;
pub use nutgraf_text as text;
pub use pipeline::{Options, Pages, pages, parse};
