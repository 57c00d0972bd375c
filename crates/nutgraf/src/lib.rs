//! Scraped news pages into articles, and articles into topic and entity statistics.
//!
//! The facade: the pipeline from paths to a corpus, and the other crates under one name.
//!
//! ```
//! use nutgraf::{Options, parse_text, read};
//!
//! let page = parse_text("demo", "The ferry sank at noon, the harbour master said on Monday.\n", &Options::default());
//! assert_eq!(page.articles[0].text, "The ferry sank at noon, the harbour master said on Monday.");
//!
//! let folder = std::env::temp_dir().join("nutgraf-example");
//! std::fs::create_dir_all(&folder)?;
//! std::fs::write(folder.join("ferry.txt"), &page.text)?;
//! let reading = read(&[folder], &Options::default());
//! assert_eq!(reading.corpus.stories().count(), 1);
//! assert!(reading.errors.is_empty());
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! [`pages`] streams pages one by one instead, in constant memory; [`analysis::Corpus`] has the tables, and
//! [`report::render`] draws them.

mod pipeline;
mod reading;
mod threads;

pub use nutgraf_analysis as analysis;
pub use nutgraf_annotate as annotate;
pub use nutgraf_core as core;
pub use nutgraf_read as read;
pub use nutgraf_report as report;
pub use nutgraf_tagger as tagger;
pub use nutgraf_text as text;
pub use pipeline::{Options, Pages, Progress, pages, pages_of, pages_with, parse, parse_text};
pub use reading::{News, Reading, read, read_pieces, read_watched};
pub use threads::Threads;

#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
