//! Spans, places, words and sentences of news text.
//!
//! The bottom crate: it knows words only, no articles. A [`Span`] is two byte offsets into one text; [`LineIndex`]
//! turns an offset into a [`Place`] (line and column) when an error has to name one, and [`CharIndex`] turns byte
//! offsets into character offsets for Python. [`sentences`] and [`tokens`] cut a text by rules for edited English;
//! other languages are cut at their stops and blanks, without a dictionary.
//!
//! ```
//! use nutgraf_text::{Span, sentences, tokens};
//!
//! let text = "The ferry sank. Nobody died.";
//! let found = sentences(text, Span::of(text));
//! assert_eq!(found.len(), 2);
//! assert_eq!(found[1].slice(text), "Nobody died.");
//! assert_eq!(tokens(text, found[1]).len(), 3);
//! ```

mod abbreviation;
mod address;
mod chars;
mod class;
mod list;
mod map;
mod place;
mod sentence;
mod sign;
mod span;
mod stem;
mod stop;
mod token;
mod unstopped;
mod word;

pub use chars::CharIndex;
pub use map::WordMap;
pub use place::{LineIndex, Place};
pub use sentence::sentences;
pub use span::Span;
pub use stem::stem;
pub use token::{tokens, tokens_into};
