//! Files, folders and streams into page layouts.
//!
//! [`open`] gives an iterator of records, in input order, a bounded amount in memory at a time. A bad record costs
//! itself only: its error names file, record, line and column, and the rest goes on. [`pieces`] is the same before
//! decoding, for callers that decode on many threads.
//!
//! ```
//! use nutgraf_read::{Options, Record, open};
//!
//! let missing = open(&["no/such/folder".into()], &Options::default()).next();
//! assert!(missing.is_some_and(|record| record.is_err()));
//! ```
//!
//! What it reads: plain text, HTML and JSONL, each also as `.gz`; folders of them, with a `metadata.csv`; standard input.
//! What a text says is the parser's work (`nutgraf-core`).

mod date;
mod encoding;
mod error;
mod fields;
mod folder;
mod html;
mod line;
mod metadata;
mod piece;
mod record;
mod stream;

pub use date::is_iso_8601;
pub use error::Error;
pub use piece::Piece;
pub use record::{Format, Limits, Options, Pieces, Record, Records, html, open, pieces, plain};
