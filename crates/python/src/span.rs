use nutgraf::text::CharIndex;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde::{Deserialize, Serialize};

use crate::restore::{Reduced, reduce};
use crate::shown::short;

/// A stretch of a text: ``text[span.start:span.end] == span.text``.
///
/// Attributes
/// ----------
/// start, end : int
///     Offsets in characters; ``end`` is the one after the last.
/// text : str
///     What stands there.
#[pyclass(module = "nutgraf", frozen, eq, hash, get_all)]
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) text: String,
}

#[pymethods]
impl Span {
    fn __repr__(&self) -> String {
        format!("Span({}:{}, {:?})", self.start, self.end, short(&self.text))
    }

    fn __len__(&self) -> usize {
        self.end - self.start
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        reduce(py, "Span", self)
    }
}

/// One text and its character offsets.
pub(crate) struct Chars<'a> {
    pub(crate) text: &'a str,
    pub(crate) index: &'a CharIndex,
}

impl Chars<'_> {
    /// A span of bytes as one of characters.
    pub(crate) fn span(&self, bytes: nutgraf::core::Span) -> Span {
        let (start, end) = self.offsets(bytes);
        Span { start, end, text: bytes.slice(self.text).to_owned() }
    }

    /// The character offsets of a span of bytes.
    pub(crate) fn offsets(&self, bytes: nutgraf::core::Span) -> (usize, usize) {
        (self.index.chars(self.text, bytes.start()), self.index.chars(self.text, bytes.end()))
    }

    /// Spans of bytes as spans of characters.
    pub(crate) fn spans<'s>(&self, bytes: impl IntoIterator<Item = &'s nutgraf::core::Span>) -> Vec<Span> {
        bytes.into_iter().map(|&span| self.span(span)).collect()
    }
}

/// A Python tuple of values.
pub(crate) fn tuple<'py, T>(py: Python<'py>, values: &[T]) -> PyResult<Bound<'py, PyTuple>>
where
    T: Clone + IntoPyObject<'py>,
{
    PyTuple::new(py, values.to_vec())
}
