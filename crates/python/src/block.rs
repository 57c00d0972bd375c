//! What stands where: blocks, furniture, notes, and what a byline, a dateline or a caption says.

use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde::{Deserialize, Serialize};

use crate::restore::{Reduced, reduce};
use crate::shown::short;
use crate::span::{Chars, Span, tuple};

/// A stretch of an article's text with one role.
///
/// Attributes
/// ----------
/// role : str
///     ``"headline"``, ``"paragraph"``, ``"caption"`` and so on.
/// start, end : int
///     Offsets in characters of the article's text.
/// text : str
///     What stands there.
/// source : tuple of Span
///     Where it came from, in characters of the page's text: several where lines were joined.
#[pyclass(module = "nutgraf", frozen, eq, hash)]
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Block {
    #[pyo3(get)]
    role: String,
    #[pyo3(get)]
    start: usize,
    #[pyo3(get)]
    end: usize,
    #[pyo3(get)]
    text: String,
    source: Vec<Span>,
}

impl Block {
    pub(crate) fn of(block: &nutgraf::core::Block, article: &Chars<'_>, page: &Chars<'_>) -> Block {
        let Span { start, end, text } = article.span(block.span);
        Block { role: block.role.name().to_owned(), start, end, text, source: page.spans(&block.source) }
    }
}

#[pymethods]
impl Block {
    #[getter]
    fn source<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, &self.source)
    }

    fn __repr__(&self) -> String {
        format!("Block({}, {}:{}, {:?})", self.role, self.start, self.end, short(&self.text))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        reduce(py, "Block", self)
    }
}

/// A block that belongs to no article: a menu, an advertisement, a copyright line.
///
/// Attributes
/// ----------
/// role : str
///     ``"nav"``, ``"promo"``, ``"copyright"``, ``"note"`` or ``"other"``.
/// source : tuple of Span
///     Where it stands, in characters of the page's text.
/// text : str
///     What stands there, one span a line.
#[pyclass(module = "nutgraf", frozen, eq, hash)]
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Furniture {
    #[pyo3(get)]
    role: String,
    source: Vec<Span>,
}

impl Furniture {
    pub(crate) fn of(furniture: &nutgraf::core::Furniture, page: &Chars<'_>) -> Furniture {
        Furniture { role: furniture.role.name().to_owned(), source: page.spans(&furniture.source) }
    }
}

#[pymethods]
impl Furniture {
    #[getter]
    fn source<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, &self.source)
    }

    #[getter]
    fn text(&self) -> String {
        self.source.iter().map(|span| span.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    fn __repr__(&self) -> String {
        format!("Furniture({}, {:?})", self.role, short(&self.text()))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        reduce(py, "Furniture", self)
    }
}

/// A flaw met on the way; a flawed page is still a page.
///
/// Attributes
/// ----------
/// kind : str
///     What sort of flaw.
/// message : str
///     What is wrong, for people.
/// start, end : int
///     Offsets in characters of the page's text.
/// text : str
///     What stands there.
#[pyclass(module = "nutgraf", frozen, eq, hash, get_all)]
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Note {
    kind: String,
    message: String,
    start: usize,
    end: usize,
    text: String,
}

impl Note {
    pub(crate) fn of(note: &nutgraf::core::Note, page: &Chars<'_>) -> PyResult<Note> {
        let Span { start, end, text } = page.span(note.source);
        Ok(Note { kind: name(&note.kind)?, message: note.message.clone(), start, end, text })
    }
}

#[pymethods]
impl Note {
    fn __repr__(&self) -> String {
        format!("Note({}, {}:{}, {:?})", self.kind, self.start, self.end, short(&self.message))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        reduce(py, "Note", self)
    }
}

/// The name that a value of an enum has in the record.
pub(crate) fn name(value: &impl Serialize) -> PyResult<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => Ok(name),
        other => Err(pyo3::exceptions::PyTypeError::new_err(format!("{other:?} is no name"))),
    }
}

/// A person named as author.
///
/// Attributes
/// ----------
/// name : str
///     The name, without "By".
/// title : str or None
///     A title or beat, as printed.
/// organization : str or None
///     Whom the author writes for, when the byline says so.
#[pyclass(module = "nutgraf", frozen, eq, hash, get_all)]
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Author {
    name: String,
    title: Option<String>,
    organization: Option<String>,
}

impl Author {
    pub(crate) fn of(author: &nutgraf::core::Author) -> Author {
        Author {
            name: author.name.clone(),
            title: author.title.clone(),
            organization: author.organization.clone(),
        }
    }
}

#[pymethods]
impl Author {
    fn __repr__(&self) -> String {
        format!("Author({:?})", self.name)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        reduce(py, "Author", self)
    }
}

/// Where and when a story was filed.
///
/// Attributes
/// ----------
/// place, region, date, agency : str or None
///     As printed.
/// start, end : int
///     Offsets in characters of the article's text, with the dash that ends it.
/// text : str
///     What stands there.
#[pyclass(module = "nutgraf", frozen, eq, hash, get_all)]
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Dateline {
    place: Option<String>,
    region: Option<String>,
    date: Option<String>,
    agency: Option<String>,
    start: usize,
    end: usize,
    text: String,
}

impl Dateline {
    pub(crate) fn of(dateline: &nutgraf::core::Dateline, article: &Chars<'_>) -> Dateline {
        let Span { start, end, text } = article.span(dateline.span);
        Dateline {
            place: dateline.place.clone(),
            region: dateline.region.clone(),
            date: dateline.date.clone(),
            agency: dateline.agency.clone(),
            start,
            end,
            text,
        }
    }
}

#[pymethods]
impl Dateline {
    fn __repr__(&self) -> String {
        format!("Dateline({}:{}, {:?})", self.start, self.end, short(&self.text))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        reduce(py, "Dateline", self)
    }
}

/// A picture that the page speaks of.
///
/// Attributes
/// ----------
/// caption : str or None
///     What it shows, as printed.
/// credit : str or None
///     Who made it, as printed.
#[pyclass(module = "nutgraf", frozen, eq, hash, get_all)]
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Image {
    caption: Option<String>,
    credit: Option<String>,
}

impl Image {
    pub(crate) fn of(image: &nutgraf::core::Image) -> Image {
        Image { caption: image.caption.clone(), credit: image.credit.clone() }
    }
}

#[pymethods]
impl Image {
    fn __repr__(&self) -> String {
        let shown = self.caption.as_deref().or(self.credit.as_deref()).unwrap_or_default();
        format!("Image({:?})", short(shown))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        reduce(py, "Image", self)
    }
}
