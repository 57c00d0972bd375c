//! Names in news text: a small linear sequence model with gazetteers.
//!
//! [`Tagger::embedded`] is the model that comes with the crate (CC BY-SA 4.0, see `MODEL.md`);
//! [`Tagger::names`] finds the names of a text whose sentences and tokens are known.

pub mod gazetteer;
mod tagger;

pub use tagger::{Kind, Name, Tagger};
