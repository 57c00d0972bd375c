//! From paths and texts to pages.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use nutgraf::News;
use nutgraf::core::{Day, Layout, LayoutKind, Metadata};
use nutgraf::read::{Column, Format};
use pyo3::exceptions::{PyKeyboardInterrupt, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyList;

use crate::corpus::Corpus;
use crate::error::{self, choice};
use crate::given;
use crate::page::{Page, Shared};
use crate::work;

/// The options that every way to a page shares, as Python gives them.
struct Given<'a> {
    published: Option<String>,
    format: &'a str,
    layout: &'a str,
    tokens: bool,
    annotate: bool,
    columns: Vec<(String, String)>,
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
        options.read.columns = columns(self.columns)?;
        options.parse.tokens = self.tokens;
        if !self.annotate {
            options.annotate = nutgraf::annotate::Options {
                entities: false,
                quotations: false,
                times: false,
                keyphrases: false,
            };
        }
        Ok(options)
    }
}

/// The caller's names of columns, given as `column=name`.
fn columns(given: Vec<(String, String)>) -> PyResult<Vec<(String, Column)>> {
    let named = |(column, name): (String, String)| match Column::named(&column) {
        Some(column) => Ok((name, column)),
        None => Err(PyTypeError::new_err(format!("there is no argument and no column {column:?}"))),
    };
    given.into_iter().map(named).collect()
}

/// What to read: paths, bytes as a file would have them (with a name for ids), or a table.
#[derive(FromPyObject)]
pub(crate) enum Input<'py> {
    /// A name and the bytes.
    Bytes((String, Vec<u8>)),
    /// Anything that speaks Arrow; in a tuple, for a data frame is a sequence of strings too: its columns' names.
    Table((Bound<'py, PyAny>,)),
    /// Files and folders.
    Paths(Vec<PathBuf>),
}

/// What is ready to be read off the interpreter.
enum Opened {
    Paths(Vec<PathBuf>),
    Pieces(Box<nutgraf::read::Pieces>),
}

impl Input<'_> {
    fn open(self, options: &nutgraf::Options) -> PyResult<Opened> {
        Ok(match self {
            Input::Paths(paths) => Opened::Paths(paths),
            Input::Bytes((name, content)) => {
                Opened::Pieces(Box::new(nutgraf::read::bytes(&name, content, &options.read)))
            }
            Input::Table((table,)) => {
                let items = given::items(&table, &options.read.columns)?;
                Opened::Pieces(Box::new(nutgraf::read::items("table", items, &options.read)))
            }
        })
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
    let given =
        Given { published: published.clone(), format: "auto", layout, tokens, annotate, columns: Vec::new() };
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
#[pyo3(signature = (input, *, published, threads, progress, format, layout, tokens, annotate, strict, columns))]
#[expect(clippy::too_many_arguments, reason = "Python's keyword arguments")]
pub(crate) fn read(
    py: Python<'_>,
    input: Input<'_>,
    published: Option<String>,
    threads: Option<usize>,
    progress: Option<&Bound<'_, PyAny>>,
    format: &str,
    layout: &str,
    tokens: bool,
    annotate: bool,
    strict: bool,
    columns: Vec<(String, String)>,
) -> PyResult<Corpus> {
    let threads = work::threads(threads)?;
    let options = Given { published, format, layout, tokens, annotate, columns }.options(threads)?;
    let opened = input.open(&options)?;
    let (corpus, errors) = work::wait(py, progress, move |desk| {
        let (mut seen, mut first) = (0, None);
        let mut watch = |news: News<'_>| {
            match news {
                News::Progress(progress) => {
                    seen = progress.records;
                    desk.progress(seen, None);
                }
                News::Bad(error) if strict => first = Some(error::read(error)),
                News::Bad(_) => {}
            }
            if desk.stopped() || first.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let reading = match opened {
            Opened::Paths(paths) => nutgraf::read_watched(&paths, &options, &mut watch),
            Opened::Pieces(pieces) => nutgraf::read_pieces(*pieces, &options, &mut watch),
        };
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
#[pyo3(signature = (input, *, published, threads, format, layout, tokens, annotate, strict, columns))]
#[expect(clippy::too_many_arguments, reason = "Python's keyword arguments")]
pub(crate) fn pages(
    py: Python<'_>,
    input: Input<'_>,
    published: Option<String>,
    threads: Option<usize>,
    format: &str,
    layout: &str,
    tokens: bool,
    annotate: bool,
    strict: bool,
    columns: Vec<(String, String)>,
) -> PyResult<Pages> {
    let options =
        Given { published, format, layout, tokens, annotate, columns }.options(work::threads(threads)?)?;
    let pages = match input.open(&options)? {
        Opened::Paths(paths) => nutgraf::pages(&paths, &options),
        Opened::Pieces(pieces) => nutgraf::pages_of(*pieces, &options, |page| page),
    };
    let pages = Mutex::new(pages);
    Ok(Pages { pages, errors: PyList::empty(py).unbind(), strict })
}
