use pyo3::prelude::*;
use serde::{Deserialize, Serialize};

use crate::block::name;
use crate::restore::{Reduced, reduce};
use crate::span::{Chars, Span};

/// A time expression.
///
/// Attributes
/// ----------
/// start, end : int
///     Offsets in characters of the article's text.
/// text : str
///     What stands there.
/// type : str
///     ``"DATE"``, ``"TIME"``, ``"DURATION"`` or ``"SET"``.
/// value : str or None
///     TIMEX3 value (``"2024-04-09"``, ``"P3D"``).
/// anchor : str or None
///     What a relative time was resolved against: ``"published"``, ``"dateline"`` or ``"mention"``.
/// unresolved : str or None
///     Why there is no value: ``"no_reference_date"`` or ``"vague"``.
#[pyclass(module = "nutgraf", frozen, eq, hash, get_all)]
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct TimeExpression {
    start: usize,
    end: usize,
    text: String,
    r#type: String,
    value: Option<String>,
    anchor: Option<String>,
    unresolved: Option<String>,
}

impl TimeExpression {
    pub(crate) fn of(time: &nutgraf::core::TimeExpression, article: &Chars<'_>) -> PyResult<TimeExpression> {
        let Span { start, end, text } = article.span(time.span);
        Ok(TimeExpression {
            start,
            end,
            text,
            r#type: name(&time.kind)?,
            value: time.value.clone(),
            anchor: time.anchor.as_ref().map(name).transpose()?,
            unresolved: time.unresolved.as_ref().map(name).transpose()?,
        })
    }
}

#[pymethods]
impl TimeExpression {
    fn __repr__(&self) -> String {
        let value = self.value.as_deref().or(self.unresolved.as_deref()).unwrap_or("unresolved");
        format!("TimeExpression({}:{}, {:?}, {} {value})", self.start, self.end, self.text, self.r#type)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        reduce(py, "TimeExpression", self)
    }
}
