//! Pickling: a small value goes as JSON and comes back through [`restore`].

use pyo3::PyClass;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::block::{Author, Block, Dateline, Furniture, Image, Note};
use crate::entity::{Entity, Keyphrase, Mention, NativeName};
use crate::quotation::Quotation;
use crate::span::Span;
use crate::time::TimeExpression;

/// What `__reduce__` gives: a callable and its arguments.
pub(crate) type Reduced<'py> = (Bound<'py, PyAny>, Bound<'py, PyTuple>);

/// How a value is pickled.
pub(crate) fn reduce<'py>(py: Python<'py>, class: &str, value: &impl Serialize) -> PyResult<Reduced<'py>> {
    let json = serde_json::to_string(value).map_err(|error| PyValueError::new_err(error.to_string()))?;
    let restore = py.import("nutgraf._native")?.getattr("restore")?;
    Ok((restore, (class, json).into_pyobject(py)?))
}

fn value<'py, T>(py: Python<'py>, json: &str) -> PyResult<Py<PyAny>>
where
    T: DeserializeOwned + Into<PyClassInitializer<T>> + PyClass,
{
    let value: T = serde_json::from_str(json).map_err(|error| PyValueError::new_err(error.to_string()))?;
    Ok(Py::new(py, value)?.into_any())
}

/// Makes again what a pickle holds.
#[pyfunction]
pub(crate) fn restore(py: Python<'_>, class_name: &str, json: &str) -> PyResult<Py<PyAny>> {
    match class_name {
        "Author" => value::<Author>(py, json),
        "Block" => value::<Block>(py, json),
        "Dateline" => value::<Dateline>(py, json),
        "Entity" => value::<Entity>(py, json),
        "Furniture" => value::<Furniture>(py, json),
        "Image" => value::<Image>(py, json),
        "Keyphrase" => value::<Keyphrase>(py, json),
        "Mention" => value::<Mention>(py, json),
        "NativeName" => value::<NativeName>(py, json),
        "Note" => value::<Note>(py, json),
        "Quotation" => value::<Quotation>(py, json),
        "Span" => value::<Span>(py, json),
        "TimeExpression" => value::<TimeExpression>(py, json),
        _ => Err(PyValueError::new_err(format!("no class of nutgraf is named {class_name:?}"))),
    }
}
