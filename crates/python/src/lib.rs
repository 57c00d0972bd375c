//! The extension module `nutgraf._native`: converts and calls, nothing else.
//!
//! Every offset that leaves this module counts characters; the crates below count bytes.

mod aliases;
mod arrow;
mod article;
mod block;
mod corpus;
mod counted;
mod duplicates;
mod entity;
mod error;
mod evidence;
mod export;
mod given;
mod keyness;
mod keyphrase;
mod network;
mod page;
mod parts;
mod quotation;
mod reading;
mod restore;
mod shown;
mod sources;
mod span;
mod table;
mod threads;
mod time;
mod time_series;
mod topics;
mod words;
mod work;

use pyo3::prelude::*;

/// The native half of the Python package `nutgraf`.
#[pymodule]
mod _native {
    use super::*;
    #[pymodule_export]
    use crate::article::Article;
    #[pymodule_export]
    use crate::block::{Author, Block, Dateline, Furniture, Image, Note};
    #[pymodule_export]
    use crate::corpus::Corpus;
    #[pymodule_export]
    use crate::entity::{Entity, Keyphrase, Mention, NativeName};
    #[pymodule_export]
    use crate::network::Network;
    #[pymodule_export]
    use crate::page::Page;
    #[pymodule_export]
    use crate::parts::{load, merge, unpickle};
    #[pymodule_export]
    use crate::quotation::Quotation;
    #[pymodule_export]
    use crate::reading::{Pages, pages, parse, read};
    #[pymodule_export]
    use crate::restore::restore;
    #[pymodule_export]
    use crate::span::Span;
    #[pymodule_export]
    use crate::table::Table;
    #[pymodule_export]
    use crate::time::TimeExpression;
    #[pymodule_export]
    use crate::topics::{Topics, load_topics};

    /// The version of the package.
    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");

    /// Runs the `nutgraf` command with these arguments (the first is the program's name); returns its exit status.
    #[pyfunction]
    fn main(py: Python<'_>, arguments: Vec<std::ffi::OsString>) -> u8 {
        py.detach(|| nutgraf_cli::run(arguments))
    }
}
