//! The model of a scraped news page, and the parser that finds the articles in it.
//!
//! A [`Layout`] (text, lines with hints, metadata) goes in, a [`Page`] comes out: stories first, then teasers,
//! then what belongs to no article. Everything found is a [`Span`] into its article's text, and every block knows
//! the bytes of the page it came from.
//!
//! ```
//! use nutgraf_core::{Layout, Options, parse};
//!
//! let page = parse(Layout::plain("demo", "The ferry sank at noon, the harbour master said on Monday.\n"), &Options::default());
//! assert_eq!(page.articles.len(), 1);
//! ```
//!
//! [`Page::to_jsonld`] and its kin write the stories as others read them, [`read_jsonld`] reads articles in JSON-LD.
//!
//! It does not read files (`nutgraf-read`), find names (`nutgraf-annotate`) or count (`nutgraf-analysis`).

mod article;
mod day;
mod entity;
mod error;
mod export;
mod layout;
mod page;
mod parse;
mod quotation;
#[cfg(feature = "schema")]
mod schema;
mod time;

pub use article::{Article, ArticleKind, Author, Block, Dateline, Image, Role};
pub use day::{Day, Weekday};
pub use entity::{Entity, EntityKind, Form, Keyphrase, Mention, NativeName};
pub use error::Error;
pub use export::{is_jsonld, read_jsonld};
pub use layout::{Hints, Layout, Line, Metadata};
pub use nutgraf_text::{CharIndex, LineIndex, Place, Span, WordMap, sentences, stem, tokens, tokens_into};
pub use page::{Furniture, Note, NoteKind, Page, SCHEMA};
pub use parse::{Explained, LayoutKind, Options, Table, dateline_places, explain, parse, parse_with};
#[cfg(feature = "train")]
pub use parse::{Glued, Labelled, train};
pub use quotation::{Quotation, QuotationKind};
#[cfg(feature = "schema")]
pub use schema::schema;
pub use time::{Anchor, TimeExpression, TimeType, Unresolved};
