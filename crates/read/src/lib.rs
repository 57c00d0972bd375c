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
//! What it reads: plain text, HTML, web archives (WARC, WET), feeds (RSS, RDF, Atom, JSON Feed), JSONL and CSV with the
//! column names of the common news sets; each also packed (gzip, Zstandard) or in an archive (zip, tar); folders of
//! them, with a `metadata.csv`; standard input; a caller's [`Item`]s. What a text says is the parser's work
//! (`nutgraf-core`).

mod alias;
mod archive;
mod array;
mod column;
mod date;
mod encoding;
mod error;
mod feed;
mod fields;
mod folder;
mod form;
mod gzip;
mod html;
mod item;
mod line;
mod metadata;
mod page;
mod pages;
mod piece;
mod record;
mod rows;
mod source;
mod stream;
mod transcode;
mod warc;
mod zstd;

pub use alias::{Alias, aliases};
pub use column::{Column, recognize};
pub use date::{is_iso_8601, iso_8601};
pub use error::Error;
pub use item::Item;
pub use piece::Piece;
pub use record::{
    Format, Limits, Options, Pieces, Record, Records, bytes, html, items, open, pieces, plain, size,
};
