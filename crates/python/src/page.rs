use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use nutgraf::core::ArticleKind;
use nutgraf::text::CharIndex;
use pyo3::exceptions::{PyIndexError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PySlice, PyTuple, PyType};

use crate::article::Article;
use crate::block::{Furniture, Note};
use crate::error;
use crate::restore::Reduced;
use crate::shown::{count, short};
use crate::span::Chars;

/// A page, shared by all that was made from it.
#[derive(Clone)]
pub(crate) struct Shared {
    page: Arc<nutgraf::core::Page>,
    chars: Arc<OnceLock<CharIndex>>,
}

impl Shared {
    pub(crate) fn own(page: impl Into<Arc<nutgraf::core::Page>>) -> Shared {
        Shared { page: page.into(), chars: Arc::default() }
    }

    pub(crate) fn page(&self) -> &nutgraf::core::Page {
        &self.page
    }

    pub(crate) fn chars(&self) -> Chars<'_> {
        let text = self.page().text.as_str();
        Chars { text, index: self.chars.get_or_init(|| CharIndex::new(text)) }
    }
}

/// A page as read, and the articles found on it: a sequence of articles, stories first.
///
/// Attributes
/// ----------
/// id : str
///     The caller's id, else the path; ``path#n`` in a file of several records.
/// url, outlet, language, published : str or None
///     What the caller or the page's own metadata said; never guessed from the clock.
/// text : str
///     The page as read: decoded, line ends ``\n``.
/// articles : tuple of Article
///     Stories first, then teasers, each in page order.
/// stories : tuple of Article
///     The stories alone.
/// story : Article or None
///     The page's own story.
/// furniture : tuple of Furniture
///     What belongs to no article.
/// notes : tuple of Note
///     Flaws met on the way.
///
/// Examples
/// --------
/// >>> import nutgraf as ng
/// >>> page = ng.parse("The ferry sank at noon, the harbour master said on Monday.", id="demo")
/// >>> page.id, len(page), page.story.kind
/// ('demo', 1, 'story')
/// >>> ng.Page.from_json(page.to_json()) == page
/// True
#[pyclass(module = "nutgraf", frozen)]
pub(crate) struct Page {
    pub(crate) shared: Shared,
}

impl Page {
    pub(crate) fn new(shared: Shared) -> Page {
        Page { shared }
    }

    pub(crate) fn article(&self, index: usize) -> Article {
        Article::new(self.shared.clone(), index)
    }

    fn articles_where<'py>(
        &self,
        py: Python<'py>,
        keep: impl Fn(&nutgraf::core::Article) -> bool,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let articles = self.shared.page().articles.iter().enumerate();
        let kept: Vec<Article> =
            articles.filter(|(_, article)| keep(article)).map(|(index, _)| self.article(index)).collect();
        PyTuple::new(py, kept)
    }
}

/// What stands between the brackets of ``sequence[...]``, as places from 0.
pub(crate) enum Index {
    One(usize),
    Many(Vec<usize>),
}

impl Index {
    /// Reads an integer, from the end when negative, or a slice.
    pub(crate) fn read(index: &Bound<'_, PyAny>, length: usize) -> PyResult<Index> {
        let signed = length as isize;
        if let Ok(slice) = index.cast::<PySlice>() {
            let indices = slice.indices(signed)?;
            let places =
                (0..indices.slicelength as isize).map(|n| (indices.start + n * indices.step) as usize);
            return Ok(Index::Many(places.collect()));
        }
        let Ok(given) = index.extract::<isize>() else {
            let class = index.get_type().name()?.to_string();
            return Err(PyTypeError::new_err(format!("indices must be integers or slices, not {class}")));
        };
        let place = if given < 0 { given + signed } else { given };
        if (0..signed).contains(&place) {
            return Ok(Index::One(place as usize));
        }
        Err(PyIndexError::new_err(format!("index {given} is out of range: there are {length}")))
    }
}

#[pymethods]
impl Page {
    /// Reads a record written by ``nutgraf parse`` or :meth:`to_json`.
    ///
    /// Raises
    /// ------
    /// RecordError
    ///     When it is no page record, is another version's, or a span does not fit its text.
    #[classmethod]
    fn from_json(_class: &Bound<'_, PyType>, record: &str) -> PyResult<Page> {
        let page = nutgraf::core::Page::from_json(record).map_err(|error| error::page(&error))?;
        Ok(Page::new(Shared::own(page)))
    }

    /// The record as one line of JSON; its spans count bytes of UTF-8.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.shared.page().to_json())
    }

    /// The record as dicts and lists; its spans count bytes of UTF-8.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?.call_method1("loads", (self.to_json(py),))
    }

    #[getter]
    fn id(&self) -> &str {
        &self.shared.page().id
    }

    #[getter]
    fn url(&self) -> Option<&str> {
        self.shared.page().url.as_deref()
    }

    #[getter]
    fn outlet(&self) -> Option<&str> {
        self.shared.page().outlet.as_deref()
    }

    #[getter]
    fn language(&self) -> Option<&str> {
        self.shared.page().language.as_deref()
    }

    #[getter]
    fn published(&self) -> Option<&str> {
        self.shared.page().published.as_deref()
    }

    #[getter]
    fn text(&self) -> &str {
        &self.shared.page().text
    }

    #[getter]
    fn articles<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.articles_where(py, |_| true)
    }

    #[getter]
    pub(crate) fn stories<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.articles_where(py, |article| article.kind == ArticleKind::Story)
    }

    #[getter]
    fn story(&self) -> Option<Article> {
        let articles = &self.shared.page().articles;
        articles.iter().position(|article| article.kind == ArticleKind::Story).map(|at| self.article(at))
    }

    #[getter]
    fn furniture<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let chars = self.shared.chars();
        PyTuple::new(
            py,
            self.shared.page().furniture.iter().map(|one| Furniture::of(one, &chars)).collect::<Vec<_>>(),
        )
    }

    #[getter]
    fn notes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let chars = self.shared.chars();
        let notes = self.shared.page().notes.iter().map(|note| Note::of(note, &chars));
        PyTuple::new(py, notes.collect::<PyResult<Vec<_>>>()?)
    }

    fn __len__(&self) -> usize {
        self.shared.page().articles.len()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        match Index::read(index, self.__len__())? {
            Index::One(at) => Ok(Bound::new(py, self.article(at))?.into_any()),
            Index::Many(places) => {
                let articles: Vec<Article> = places.into_iter().map(|at| self.article(at)).collect();
                Ok(PyTuple::new(py, articles)?.into_any())
            }
        }
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.articles(py)?.call_method0("__iter__")
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Page>().is_ok_and(|other| self.shared.page() == other.get().shared.page())
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        let page = self.shared.page();
        (&page.id, &page.text).hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self) -> String {
        let page = self.shared.page();
        let stories = page.stories().count();
        let teasers = page.articles.len() - stories;
        let title = page.story().map(|story| format!(", {:?}", short(story.title()))).unwrap_or_default();
        format!(
            "Page({:?}{title}, {}, {})",
            page.id,
            count(stories, "story", "stories"),
            count(teasers, "teaser", "teasers")
        )
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Reduced<'py>> {
        let py = slf.py();
        let make = slf.get_type().getattr("from_json")?;
        Ok((make, PyTuple::new(py, [slf.get().to_json(py)])?))
    }
}
