//! Names in news text: a small linear sequence model with gazetteers.
//!
//! [`Tagger::embedded`] is the model that comes with the crate (CC BY-SA 4.0, see `MODEL.md`);
//! [`Tagger::names`] finds the names of a text whose sentences and tokens are known. The [`gazetteer`] holds its word
//! lists. The trainer is behind the feature `train`; `cargo xtask train-tagger` runs it.

mod decode;
mod document;
mod feature;
pub mod gazetteer;
mod hash;
mod label;
mod lexicon;
mod model;
mod row;
mod table;
mod tagger;
#[cfg(feature = "train")]
pub mod train;
mod vote;
mod word;

pub use model::Error;
pub use tagger::{Kind, Name, Tagger};
