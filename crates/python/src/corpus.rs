use std::path::PathBuf;
use std::sync::Arc;

use nutgraf::Threads;
use nutgraf::analysis::{self, EntityRow, PairRow, QuoteRow};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyList;

use crate::error;
use crate::evidence;
use crate::network::pair_scope;
use crate::page::{Index, Page, Shared};
use crate::shown::{count, escape};
use crate::table::Table;
use crate::work;

/// Pages and what was counted in their stories: a sequence of pages. Only stories count; teasers never do.
///
/// Parameters
/// ----------
/// pages : iterable of Page
///     In the order to keep.
/// errors : iterable of NutgrafError
///     What could not be read.
///
/// Attributes
/// ----------
/// errors : list of NutgrafError
///     What could not be read, each with its ``source``, ``line``, ``column`` and ``offset``.
/// stories : list of Article
///     All stories, in input order.
///
/// Examples
/// --------
/// >>> import nutgraf as ng
/// >>> corpus = ng.Corpus([ng.parse("The ferry sank."), ng.parse("The mayor of Larena resigned.")])
/// >>> len(corpus), len(corpus[1:])
/// (2, 1)
/// >>> corpus[-1].story.text
/// 'The mayor of Larena resigned.'
#[pyclass(module = "nutgraf", frozen)]
pub(crate) struct Corpus {
    corpus: Arc<analysis::Corpus>,
    errors: Vec<Py<PyAny>>,
    threads: Option<usize>,
}

impl Corpus {
    pub(crate) fn new(
        corpus: Arc<analysis::Corpus>,
        errors: Vec<Py<PyAny>>,
        threads: Option<usize>,
    ) -> Corpus {
        Corpus { corpus, errors, threads }
    }

    /// The corpus itself, to be worked on elsewhere.
    pub(crate) fn shared(&self) -> Arc<analysis::Corpus> {
        Arc::clone(&self.corpus)
    }

    /// Threads to work on, as the caller said.
    pub(crate) fn threads(&self) -> Option<usize> {
        self.threads
    }

    /// What could not be read.
    pub(crate) fn errors_of<'a>(&'a self, py: Python<'a>) -> impl ExactSizeIterator<Item = Py<PyAny>> + 'a {
        self.errors.iter().map(move |error| error.clone_ref(py))
    }

    fn page(&self, index: usize) -> Page {
        Page::new(Shared::own(self.corpus.page(index).unwrap_or_default()))
    }

    fn collect(
        py: Python<'_>,
        pages: Vec<nutgraf::core::Page>,
        threads: Option<usize>,
    ) -> PyResult<Arc<analysis::Corpus>> {
        work::wait(py, None, move |_| {
            Arc::new(Threads::new(threads).run(|| analysis::Corpus::collect(pages)))
        })
    }

    /// A part of the corpus, chosen off the interpreter.
    pub(crate) fn part(
        &self,
        py: Python<'_>,
        choose: impl FnOnce(&analysis::Corpus) -> analysis::Corpus + Send + 'static,
    ) -> PyResult<Corpus> {
        let corpus = Arc::clone(&self.corpus);
        let threads = self.threads;
        let part = work::wait(py, None, move |_| Threads::new(threads).run(|| Arc::new(choose(&corpus))))?;
        Ok(Corpus::new(part, vec![], threads))
    }

    /// What is counted, off the interpreter.
    pub(crate) fn count<T: Send + 'static>(
        &self,
        py: Python<'_>,
        count: impl FnOnce(&analysis::Corpus) -> T + Send + 'static,
    ) -> PyResult<T> {
        let corpus = Arc::clone(&self.corpus);
        let threads = self.threads;
        work::wait(py, None, move |_| Threads::new(threads).run(|| count(&corpus)))
    }

    /// A table, counted off the interpreter.
    pub(crate) fn table(
        &self,
        py: Python<'_>,
        name: &str,
        count: impl FnOnce(&analysis::Corpus) -> analysis::Table + Send + 'static,
    ) -> PyResult<Table> {
        Table::new(name, self.count(py, count)?)
    }
}

#[pymethods]
impl Corpus {
    #[new]
    #[pyo3(signature = (pages=None, errors=None, threads=None))]
    fn of(
        py: Python<'_>,
        pages: Option<&Bound<'_, PyAny>>,
        errors: Option<&Bound<'_, PyAny>>,
        threads: Option<usize>,
    ) -> PyResult<Corpus> {
        let mut given = Vec::new();
        for page in pages.map(PyAnyMethods::try_iter).transpose()?.into_iter().flatten() {
            let page = page?;
            let Ok(page) = page.cast::<Page>() else {
                let class = page.get_type().name()?.to_string();
                return Err(PyTypeError::new_err(format!("a corpus is made of pages, not of {class}")));
            };
            given.push(page.get().shared.page().clone());
        }
        let errors = errors.map(PyAnyMethods::try_iter).transpose()?.into_iter().flatten();
        let errors = errors.map(|error| error.map(Bound::unbind)).collect::<PyResult<_>>()?;
        let threads = work::threads(threads)?;
        Ok(Corpus::new(Corpus::collect(py, given, threads)?, errors, threads))
    }

    #[getter]
    fn errors<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        PyList::new(py, &self.errors)
    }

    #[getter]
    fn stories<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let mut stories = Vec::new();
        // A page of a part of a corpus may hold stories that are not in the part.
        for story in self.corpus.stories() {
            let page = Page::new(Shared::own(Arc::clone(story.page())));
            stories.push(Bound::new(py, page.article(story.article_index() as usize))?);
        }
        PyList::new(py, stories)
    }

    /// Who and what is named, linked across stories.
    ///
    /// Returns
    /// -------
    /// Table
    ///     Most stories first: kind, name, aliases, titles, mentions, stories, first and last day.
    fn entities(&self, py: Python<'_>) -> PyResult<Table> {
        self.table(py, "entities", |corpus| EntityRow::table(&corpus.entities()))
    }

    /// Every mention behind :meth:`entities`, with its sentence.
    ///
    /// Returns
    /// -------
    /// Table
    ///     ``entity`` is the row in the table of entities; ``id`` the page's, ``article`` the number of the article on
    ///     it; ``start`` and ``end`` count characters of that article's text.
    fn mentions(&self, py: Python<'_>) -> PyResult<Table> {
        self.table(py, "mentions", evidence::mentions)
    }

    /// Who is named together with whom.
    ///
    /// Parameters
    /// ----------
    /// scope : {"paragraph", "sentence", "story"}
    ///     Where two must stand to count as together.
    ///
    /// Returns
    /// -------
    /// Table
    ///     Highest log-likelihood (G²) first, with counts, pointwise mutual information in bits (``pmi``), as a share of
    ///     what it could be (``npmi``), and the p-value of G².
    #[pyo3(signature = (scope="paragraph"))]
    fn pairs(&self, py: Python<'_>, scope: &str) -> PyResult<Table> {
        let scope = pair_scope(scope)?;
        self.table(py, "pairs", move |corpus| PairRow::table(&corpus.pairs(scope)))
    }

    /// Everything quoted, in input order: page id, day, speaker, kind, text, cue.
    fn quotes(&self, py: Python<'_>) -> PyResult<Table> {
        self.table(py, "quotes", |corpus| QuoteRow::table(&corpus.quotes()))
    }

    /// Draws the report: one self-contained HTML page.
    ///
    /// Parameters
    /// ----------
    /// path : str or os.PathLike, optional
    ///     Where to write it as well.
    /// title : str, optional
    ///     Its title.
    ///
    /// Returns
    /// -------
    /// str
    ///     The page.
    #[pyo3(signature = (path=None, *, title=None))]
    fn report(&self, py: Python<'_>, path: Option<PathBuf>, title: Option<String>) -> PyResult<String> {
        let errors = self.errors.iter().map(|error| error.bind(py).str().map(|text| text.to_string()));
        let options = nutgraf::report::Options {
            title,
            errors: errors.collect::<PyResult<_>>()?,
            ..nutgraf::report::Options::default()
        };
        let corpus = Arc::clone(&self.corpus);
        let threads = self.threads;
        let html = work::wait(py, None, move |_| {
            Threads::new(threads).run(|| nutgraf::report::render(&corpus, &options))
        })?;
        let html = html.map_err(|error| error::report(&error))?;
        if let Some(path) = path {
            std::fs::write(path, &html)?;
        }
        Ok(html)
    }

    fn __len__(&self) -> usize {
        self.corpus.len()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        match Index::read(index, self.__len__())? {
            Index::One(at) => Ok(Bound::new(py, self.page(at))?.into_any()),
            Index::Many(places) => {
                let pages = places
                    .into_iter()
                    .filter_map(|at| self.corpus.page(at))
                    .map(Arc::unwrap_or_clone)
                    .collect();
                let corpus = Corpus::collect(py, pages, self.threads)?;
                Ok(Bound::new(py, Corpus::new(corpus, vec![], self.threads))?.into_any())
            }
        }
    }

    fn __iter__(slf: Py<Self>) -> CorpusPages {
        CorpusPages { corpus: slf, next: 0 }
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Corpus>().is_ok_and(|other| self.corpus.pages().eq(other.get().corpus.pages()))
    }

    fn __hash__(&self) -> usize {
        self.__len__()
    }

    fn __repr__(&self) -> String {
        let pages = count(self.__len__(), "page", "pages");
        let stories = count(self.corpus.stories().count(), "story", "stories");
        let errors = match self.errors.len() {
            0 => String::new(),
            errors => format!(", {}", count(errors, "error", "errors")),
        };
        format!("Corpus({pages}, {stories}{errors})")
    }

    fn _repr_html_(&self) -> String {
        let mut html = format!("<p><code>{}</code></p><ol>", escape(&self.__repr__()));
        for story in self.corpus.stories().take(10) {
            let day = story.day().map(|day| format!(" <small>{day}</small>")).unwrap_or_default();
            html.push_str(&format!("<li>{}{day}</li>", escape(story.article().title())));
        }
        html.push_str("</ol>");
        html
    }
}

/// The pages of a corpus, one after the other.
#[pyclass]
pub(crate) struct CorpusPages {
    corpus: Py<Corpus>,
    next: usize,
}

#[pymethods]
impl CorpusPages {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&mut self) -> Option<Page> {
        let corpus = self.corpus.get();
        let page = (self.next < corpus.__len__()).then(|| corpus.page(self.next))?;
        self.next += 1;
        Some(page)
    }
}
