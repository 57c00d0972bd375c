use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde::{Deserialize, Serialize};

use crate::block::name;
use crate::restore::{Reduced, reduce};
use crate::shown::short;
use crate::span::{Chars, Span, tuple};

/// Something said, and by whom.
///
/// Attributes
/// ----------
/// kind : str
///     ``"direct"``, ``"indirect"`` or ``"mixed"``.
/// parts : tuple of Span
///     What is said, without the outer quotation marks; several when the reporter breaks in.
/// text : str
///     The parts, joined by ``" … "``.
/// cue : Span or None
///     The word that reports ("said").
/// speaker : Span or None
///     Who says it, as printed there.
/// entity : int or None
///     The id of the speaker's entity.
#[pyclass(module = "nutgraf", frozen, eq, hash)]
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Quotation {
    #[pyo3(get)]
    kind: String,
    parts: Vec<Span>,
    #[pyo3(get)]
    cue: Option<Span>,
    #[pyo3(get)]
    speaker: Option<Span>,
    #[pyo3(get)]
    entity: Option<u32>,
}

impl Quotation {
    pub(crate) fn of(quotation: &nutgraf::core::Quotation, article: &Chars<'_>) -> PyResult<Quotation> {
        Ok(Quotation {
            kind: name(&quotation.kind)?,
            parts: article.spans(&quotation.parts),
            cue: quotation.cue.map(|span| article.span(span)),
            speaker: quotation.speaker.map(|span| article.span(span)),
            entity: quotation.entity,
        })
    }
}

#[pymethods]
impl Quotation {
    #[getter]
    fn parts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, &self.parts)
    }

    #[getter]
    fn text(&self) -> String {
        self.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(" … ")
    }

    fn __repr__(&self) -> String {
        let speaker = self.speaker.as_ref().map_or("nobody named", |span| span.text.as_str());
        format!("Quotation({}, {:?}, {:?})", self.kind, short(speaker), short(&self.text()))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        reduce(py, "Quotation", self)
    }
}
