//! A corpus in little memory and in files.

pub(crate) mod code;
mod file;
mod pack;
mod page;
mod partial;
mod section;

pub(crate) use pack::{Packer, Pages, encoded};
pub(crate) use page::place;
pub use section::FileError;
pub(crate) use section::{Reader, Section, Sections};
