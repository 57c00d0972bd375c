//! One self-contained HTML page of a corpus.
//!
//! [`render`] draws what was read and what was left out, people, organisations and places, topics, who is written
//! about with whom, the timeline, and what was said by whom. Counts of names, pairs and words link to the sentences
//! they come from, as many as [`Options::evidence`] allows. The page has no script, loads nothing, follows the
//! reader's light or dark setting, and shows all text escaped.
//!
//! ```
//! use nutgraf_analysis::Corpus;
//! use nutgraf_core::{Layout, parse};
//!
//! let page = parse(Layout::plain("a", "The <script> tag was shown, the librarian said on Monday, as text."), &Default::default());
//! let html = nutgraf_report::render(&Corpus::collect(vec![page]), &Default::default())?;
//! assert!(html.starts_with("<!doctype html>"));
//! assert!(!html.contains("<script"));
//! # Ok::<(), nutgraf_report::Error>(())
//! ```

mod bursts;
mod coverage;
mod draw;
mod evidence;
mod keyphrases;
mod names;
mod network;
mod novelties;
mod overview;
mod quotes;
mod render;
mod sources;
mod together;
mod topics;

pub use network::draw_network;
pub use render::{Error, Options, render};
