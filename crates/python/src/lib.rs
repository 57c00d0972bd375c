//! The extension module `nutgraf._native`: converts and calls, nothing else.

use pyo3::prelude::*;

/// The native half of the Python package `nutgraf`.
#[pymodule]
mod _native {
    use super::*;

    /// Runs the `nutgraf` command with these arguments; returns its exit status.
    #[pyfunction]
    fn main(arguments: Vec<String>) -> u8 {
        nutgraf_cli::run(arguments.into_iter().map(Into::into))
    }
}
