//! Who and what is named.

use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde::{Deserialize, Serialize};

use crate::block::name;
use crate::restore::{Reduced, reduce};
use crate::shown::count;
use crate::span::{Chars, Span, tuple};

/// One place where an entity is named.
///
/// Attributes
/// ----------
/// start, end : int
///     Offsets in characters of the article's text.
/// text : str
///     What stands there.
/// form : str
///     ``"full"``, ``"partial"``, ``"acronym"``, ``"native"``, ``"alias"``, ``"nominal"`` or ``"pronoun"``.
#[pyclass(module = "nutgraf", frozen, eq, hash, get_all)]
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Mention {
    start: usize,
    end: usize,
    text: String,
    form: String,
}

#[pymethods]
impl Mention {
    fn __repr__(&self) -> String {
        format!("Mention({}:{}, {:?}, {})", self.start, self.end, self.text, self.form)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        reduce(py, "Mention", self)
    }
}

/// A name in its own script.
///
/// Attributes
/// ----------
/// text : str
///     The name as printed.
/// script : str
///     ISO 15924 (``"Hani"``).
#[pyclass(module = "nutgraf", frozen, eq, hash, get_all)]
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct NativeName {
    text: String,
    script: String,
}

#[pymethods]
impl NativeName {
    fn __repr__(&self) -> String {
        format!("NativeName({:?}, {})", self.text, self.script)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        reduce(py, "NativeName", self)
    }
}

/// Someone or something named in one article: all its mentions, merged.
///
/// Attributes
/// ----------
/// id : int
///     Unique within the page.
/// kind : str
///     ``"person"``, ``"organization"``, ``"place"``, ``"group"``, ``"event"``, ``"work"`` or ``"product"``.
/// name : str
///     The fullest form printed.
/// aliases : tuple of str
///     The other forms, in order of appearance; of those that differ in case only, the first.
/// native : tuple of NativeName
///     Its names in their own script.
/// acronym : str or None
///     The initials it is known by.
/// titles : tuple of str
///     Titles and roles printed with the name.
/// title_spans : tuple of Span
///     Where each of ``titles`` stands in the article's text.
/// mentions : tuple of Mention
///     Where it is named, in order.
#[pyclass(module = "nutgraf", frozen, eq, hash)]
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Entity {
    #[pyo3(get)]
    id: u32,
    #[pyo3(get)]
    kind: String,
    #[pyo3(get)]
    name: String,
    aliases: Vec<String>,
    native: Vec<NativeName>,
    #[pyo3(get)]
    acronym: Option<String>,
    titles: Vec<String>,
    title_spans: Vec<Span>,
    mentions: Vec<Mention>,
}

impl Entity {
    pub(crate) fn of(entity: &nutgraf::core::Entity, article: &Chars<'_>) -> PyResult<Entity> {
        let mention = |mention: &nutgraf::core::Mention| {
            let Span { start, end, text } = article.span(mention.span);
            Ok(Mention { start, end, text, form: name(&mention.form)? })
        };
        let native = |native: &nutgraf::core::NativeName| NativeName {
            text: native.text.clone(),
            script: native.script.clone(),
        };
        Ok(Entity {
            id: entity.id,
            kind: entity.kind.name().to_owned(),
            name: entity.name.clone(),
            aliases: entity.aliases.clone(),
            native: entity.native.iter().map(native).collect(),
            acronym: entity.acronym.clone(),
            titles: entity.titles.clone(),
            title_spans: article.spans(&entity.title_spans),
            mentions: entity.mentions.iter().map(mention).collect::<PyResult<_>>()?,
        })
    }
}

#[pymethods]
impl Entity {
    #[getter]
    fn aliases<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, &self.aliases)
    }

    #[getter]
    fn native<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, &self.native)
    }

    #[getter]
    fn titles<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, &self.titles)
    }

    #[getter]
    fn title_spans<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, &self.title_spans)
    }

    #[getter]
    fn mentions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, &self.mentions)
    }

    fn __repr__(&self) -> String {
        let mentions = count(self.mentions.len(), "mention", "mentions");
        format!("Entity({}, {:?}, {mentions})", self.kind, self.name)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        reduce(py, "Entity", self)
    }
}

/// A phrase that says what an article is about.
///
/// Attributes
/// ----------
/// text : str
///     The phrase as printed.
/// score : float
///     Higher is better; comparable within one article only.
#[pyclass(module = "nutgraf", frozen, eq, get_all)]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Keyphrase {
    text: String,
    score: f64,
}

impl Keyphrase {
    pub(crate) fn of(phrase: &nutgraf::core::Keyphrase) -> Keyphrase {
        Keyphrase { text: phrase.text.clone(), score: phrase.score }
    }
}

#[pymethods]
impl Keyphrase {
    fn __repr__(&self) -> String {
        format!("Keyphrase({:?}, {:.3})", self.text, self.score)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        reduce(py, "Keyphrase", self)
    }
}
