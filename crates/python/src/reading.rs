//! From paths and texts to pages.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use nutgraf::News;
use nutgraf::core::{Day, Layout, LayoutKind, Metadata};
use nutgraf::read::Format;
use pyo3::exceptions::{PyKeyboardInterrupt, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyList;

use crate::corpus::Corpus;
use crate::error::{self, choice};
use crate::page::{Page, Shared};
use crate::work;

/// The options that every way to a page shares, as Python gives them.
struct Given<'a> {
    published: Option<String>,
    format: &'a str,
    layout: &'a str,
    tokens: bool,
    annotate: bool,
}

impl Given<'_> {
    fn options(self, threads: Option<usize>) -> PyResult<nutgraf::Options> {
        let mut options = nutgraf::Options { threads, ..nutgraf::Options::default() };
        options.read.format = match self.format {
            "auto" => Format::Auto,
            "text" => Format::Text,
            "html" => Format::Html,
            "jsonl" => Format::Jsonl,
            "warc" => Format::Warc,
            "feed" => Format::Feed,
            "csv" => Format::Csv,
            other => {
                return Err(choice(
                    "format",
                    other,
                    &["auto", "text", "html", "jsonl", "warc", "feed", "csv"],
                ));
            }
        };
        options.parse.layout = match self.layout {
            "page" => LayoutKind::Page,
            "body" => LayoutKind::Body,
            other => return Err(choice("layout", other, &["page", "body"])),
        };
        options.read.published = checked(self.published)?;
        options.parse.tokens = self.tokens;
        if !self.annotate {
            options.annotate =
                nutgraf::annotate::Options { entities: false, quotations: false, times: false };
        }
        Ok(options)
    }
}

/// A date of publication that is one.
fn checked(published: Option<String>) -> PyResult<Option<String>> {
    match published {
        Some(date) if Day::parse(&date).is_none() => Err(PyValueError::new_err(format!(
            "published must be an ISO 8601 date such as 2024-04-09, not {date:?}"
        ))),
        published => Ok(published),
    }
}

/// Parses and annotates one text.
#[pyfunction]
#[pyo3(signature = (text, *, id, published, outlet, url, language, layout, tokens, annotate))]
#[expect(clippy::too_many_arguments, reason = "Python's keyword arguments")]
pub(crate) fn parse(
    py: Python<'_>,
    text: String,
    id: String,
    published: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    language: Option<String>,
    layout: &str,
    tokens: bool,
    annotate: bool,
) -> PyResult<Page> {
    let given = Given { published: published.clone(), format: "auto", layout, tokens, annotate };
    let options = given.options(None)?;
    let page = py.detach(|| {
        let mut page = Layout::plain(id, text);
        page.metadata = Metadata { url, outlet, language, published, ..Metadata::default() };
        page.is_article = options.parse.layout == LayoutKind::Body;
        nutgraf::parse(page, &options)
    });
    Ok(Page::new(Shared::own(page)))
}

/// Reads files and folders into a corpus.
#[pyfunction]
#[pyo3(signature = (paths, *, published, threads, progress, format, layout, tokens, annotate, strict))]
#[expect(clippy::too_many_arguments, reason = "Python's keyword arguments")]
pub(crate) fn read(
    py: Python<'_>,
    paths: Vec<PathBuf>,
    published: Option<String>,
    threads: Option<usize>,
    progress: Option<&Bound<'_, PyAny>>,
    format: &str,
    layout: &str,
    tokens: bool,
    annotate: bool,
    strict: bool,
) -> PyResult<Corpus> {
    let threads = work::threads(threads)?;
    let options = Given { published, format, layout, tokens, annotate }.options(threads)?;
    let (corpus, errors) = work::wait(py, progress, move |desk| {
        let (mut seen, mut first) = (0, None);
        let reading = nutgraf::read_watched(&paths, &options, |news| {
            match news {
                News::Progress(progress) => {
                    seen = progress.records;
                    desk.progress(seen, None);
                }
                News::Bad(error) if strict => first = Some(error::read(error)),
                News::Bad(_) => {}
            }
            if desk.stopped() || first.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        desk.progress(seen, Some(seen));
        match reading {
            ControlFlow::Continue(reading) => Ok((reading.corpus, reading.errors)),
            // Nobody waits for the result of a run that was stopped.
            ControlFlow::Break(()) => Err(first.unwrap_or_else(|| PyKeyboardInterrupt::new_err(()))),
        }
    })??;
    let errors = errors.iter().map(|error| error::read(error).into_value(py).into_any()).collect();
    Ok(Corpus::new(Arc::new(corpus), errors, threads))
}

/// Annotated pages one after the other; memory holds a few at a time.
///
/// Attributes
/// ----------
/// errors : list of NutgrafError
///     What could not be read so far.
#[pyclass(module = "nutgraf", frozen)]
pub(crate) struct Pages {
    pages: Mutex<nutgraf::Pages>,
    errors: Py<PyList>,
    strict: bool,
}

#[pymethods]
impl Pages {
    #[getter]
    fn errors(&self, py: Python<'_>) -> Py<PyList> {
        self.errors.clone_ref(py)
    }

    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Page>> {
        loop {
            py.check_signals()?;
            let next = py.detach(|| self.pages.lock().unwrap_or_else(PoisonError::into_inner).next());
            match next {
                None => return Ok(None),
                Some(Ok(page)) => return Ok(Some(Page::new(Shared::own(page)))),
                Some(Err(error)) if self.strict => return Err(error::read(&error)),
                Some(Err(error)) => self.errors.bind(py).append(error::read(&error).value(py))?,
            }
        }
    }

    fn __repr__(&self, py: Python<'_>) -> String {
        format!("Pages({} errors so far)", self.errors.bind(py).len())
    }
}

/// Opens files and folders for reading page by page.
#[pyfunction]
#[pyo3(signature = (paths, *, published, threads, format, layout, tokens, annotate, strict))]
#[expect(clippy::too_many_arguments, reason = "Python's keyword arguments")]
pub(crate) fn pages(
    py: Python<'_>,
    paths: Vec<PathBuf>,
    published: Option<String>,
    threads: Option<usize>,
    format: &str,
    layout: &str,
    tokens: bool,
    annotate: bool,
    strict: bool,
) -> PyResult<Pages> {
    let options = Given { published, format, layout, tokens, annotate }.options(work::threads(threads)?)?;
    let pages = Mutex::new(nutgraf::pages(&paths, &options));
    Ok(Pages { pages, errors: PyList::empty(py).unbind(), strict })
}
