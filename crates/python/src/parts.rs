//! Parts of a corpus, corpora in files, and counts that other engines make and merge.

use std::path::PathBuf;
use std::sync::Arc;

use nutgraf::Threads;
use nutgraf::analysis::{self, Filter, Partial, SearchRow};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList, PyTuple};

use crate::corpus::Corpus;
use crate::counted::{self, is_table};
use crate::error;
use crate::keyness::{day, query, texts};
use crate::restore::Reduced;
use crate::table::Table;
use crate::work;

#[pymethods]
impl Corpus {
    /// The part of the corpus that fits all of what is given: a corpus of its own, equal to what collecting just those
    /// stories gives. It shares the pages with this one.
    ///
    /// Parameters
    /// ----------
    /// search : str, optional
    ///     A query, as :meth:`search` takes it.
    /// since, until : datetime.date or str, optional
    ///     First and last day of publication.
    /// outlet, language : str or list of str, optional
    ///     One of these.
    /// entity : str or list of str, optional
    ///     Naming all of these people, organisations, places ....
    /// ids : iterable of str, optional
    ///     On one of the pages of these ids: the stories of a topic, say.
    ///
    /// Examples
    /// --------
    /// >>> import nutgraf as ng
    /// >>> corpus = ng.Corpus([ng.parse("The ferry sank.", id="a"), ng.parse("The mayor of Larena resigned.", id="b")])
    /// >>> part = corpus.filter("mayor OR council")
    /// >>> [page.id for page in part], part.filtered
    /// (['b'], 'matching mayor OR council')
    #[pyo3(signature = (search=None, *, since=None, until=None, outlet=None, language=None, entity=None, ids=None))]
    #[expect(clippy::too_many_arguments, reason = "Python's keyword arguments")]
    fn filter(
        &self,
        py: Python<'_>,
        search: Option<&str>,
        since: Option<&Bound<'_, PyAny>>,
        until: Option<&Bound<'_, PyAny>>,
        outlet: Option<&Bound<'_, PyAny>>,
        language: Option<&Bound<'_, PyAny>>,
        entity: Option<&Bound<'_, PyAny>>,
        ids: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Corpus> {
        let many = |value: Option<&Bound<'_, PyAny>>| value.map(texts).transpose();
        let filter = Filter {
            from: since.map(day).transpose()?,
            to: until.map(day).transpose()?,
            outlets: many(outlet)?.unwrap_or_default(),
            languages: many(language)?.unwrap_or_default(),
            entities: many(entity)?.unwrap_or_default(),
            ids: many(ids)?.map(|ids| ids.into_iter().collect()),
            stories: None,
            search: search.map(query).transpose()?,
        };
        self.part(py, move |corpus| corpus.filter(&filter))
    }

    /// Which stories of a larger corpus these are, in words; None when they are all.
    #[getter]
    fn filtered(&self) -> Option<String> {
        self.shared().filtered().map(str::to_owned)
    }

    /// Stories that match a query, best first.
    ///
    /// Parameters
    /// ----------
    /// query : str
    ///     Words (``ferry``, ``harb*``), phrases (``"port roc"``), ``AND``, ``OR``, ``NOT``, brackets, and fields:
    ///     ``entity:"Anna Brandt"`` (also ``person:``, ``organization:``, ``place:`` ...), ``headline:ferry``,
    ///     ``outlet:Roc``, ``language:en``, ``date:2024-04`` or ``date:2024-04-09..2024-05-01``.
    /// limit : int, optional
    ///     At most so many.
    ///
    /// Returns
    /// -------
    /// Table
    ///     id, day, outlet, title, hits, score (BM25), and the first sentence that holds one of the words.
    ///
    /// Examples
    /// --------
    /// >>> import nutgraf as ng
    /// >>> corpus = ng.Corpus([ng.parse("The ferry sank.", id="a"), ng.parse("The mayor of Larena resigned.", id="b")])
    /// >>> corpus.search('"the ferry" NOT mayor').to_dicts()[0]["sentence"]
    /// 'The ferry sank.'
    /// >>> corpus.search("ferry AND")
    /// Traceback (most recent call last):
    /// ...
    /// ValueError: column 10 of the query: expected a word, a phrase or "(", found its end
    #[pyo3(signature = (query, limit=None))]
    fn search(&self, py: Python<'_>, query: &str, limit: Option<usize>) -> PyResult<Table> {
        let query = crate::keyness::query(query)?;
        self.table(py, "search", move |corpus| SearchRow::table(&corpus.search(&query, limit)))
    }

    /// Writes the corpus to one file, for :func:`nutgraf.load` and every command: versioned and checksummed, the same
    /// bytes for the same corpus.
    ///
    /// Parameters
    /// ----------
    /// path : str or os.PathLike
    ///     Where.
    fn save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        let file = path.clone();
        let saved = self.count(py, move |corpus| corpus.save(&file))?;
        saved.map_err(|error| error::file(error, Some(path)))
    }

    /// The counts of the corpus as bytes, without its pages: for :func:`nutgraf.merge`, perhaps on another machine.
    /// They are the same whatever the cut and the order of what was counted.
    fn partial<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let bytes = self.count(py, |corpus| corpus.partial().to_bytes())?;
        Ok(PyBytes::new(py, &bytes.map_err(|error| error::file(error, None))?))
    }

    /// The counts of the corpus as a table, a row a story, for engines that speak Arrow: they may cut such tables, join
    /// them, take rows of many, count in them, and :func:`nutgraf.merge` takes them back.
    ///
    /// Every token is a text in it, so it takes several times the memory of :meth:`partial`.
    ///
    /// Returns
    /// -------
    /// Table
    ///     Which story: id, article (its place on the page), day, outlet, language. How many words and quotations.
    ///     tokens: each as printed, in order, an empty text for one without letter or digit; sentence_ends: tokens up
    ///     to the end of each sentence; block_roles, and block_ends: sentences up to the end of each block.
    ///     Of each entity entity_kinds, entity_names, entity_acronyms (an empty text for none), entity_ids,
    ///     entity_mentions, entity_quotations. Of each printed form form_entities (a place in the lists of entities,
    ///     from 0), form_texts, form_kinds, form_counts; of each title title_entities and titles; of each mention
    ///     mention_entities, mention_sentences, mention_blocks (-1 for none).
    ///
    /// Examples
    /// --------
    /// >>> import nutgraf as ng
    /// >>> corpus = ng.Corpus([ng.parse("The ferry sank.", id="a"), ng.parse("The old ferry sank.", id="b")])
    /// >>> counts = corpus.partial_table()
    /// >>> counts[1]["tokens"]
    /// ['The', 'old', 'ferry', 'sank', '']
    /// >>> ng.merge(counts).partial() == corpus.partial()
    /// True
    fn partial_table(&self, py: Python<'_>) -> PyResult<Table> {
        self.table(py, "partial", |corpus| corpus.partial().table())
    }

    /// The pages of both corpora, those of ``other`` last.
    fn __add__(&self, py: Python<'_>, other: &Bound<'_, Corpus>) -> PyResult<Corpus> {
        let after = other.get().shared();
        let sum = self.count(py, move |corpus| corpus.clone().merge(analysis::Corpus::clone(&after)))?;
        let errors = self.errors_of(py).chain(other.get().errors_of(py)).collect();
        Ok(Corpus::new(Arc::new(sum), errors, self.threads()))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Reduced<'py>> {
        let py = slf.py();
        let this = slf.get();
        let bytes = this.count(py, analysis::Corpus::to_bytes)?;
        let bytes = PyBytes::new(py, &bytes.map_err(|error| error::file(error, None))?);
        let errors = PyTuple::new(py, this.errors_of(py))?;
        let unpickle = py.import("nutgraf._native")?.getattr("unpickle")?;
        Ok((unpickle, (bytes, errors).into_pyobject(py)?))
    }
}

/// Makes again what a pickle of a corpus holds.
#[pyfunction]
pub(crate) fn unpickle(py: Python<'_>, saved: Vec<u8>, errors: Vec<Py<PyAny>>) -> PyResult<Corpus> {
    let corpus =
        work::wait(py, None, move |_| Threads::new(None).run(|| analysis::Corpus::from_bytes(&saved)))?;
    Ok(Corpus::new(Arc::new(corpus.map_err(|error| error::file(error, None))?), errors, None))
}

/// Reads a corpus that was saved.
#[pyfunction]
#[pyo3(signature = (path, *, threads))]
pub(crate) fn load(py: Python<'_>, path: PathBuf, threads: Option<usize>) -> PyResult<Corpus> {
    let threads = work::threads(threads)?;
    let file = path.clone();
    let corpus = work::wait(py, None, move |_| Threads::new(threads).run(|| analysis::Corpus::load(&file)))?;
    let corpus = corpus.map_err(|error| error::file(error, Some(path)))?;
    Ok(Corpus::new(Arc::new(corpus), vec![], threads))
}

/// Merges corpora, or partials as bytes or tables.
#[pyfunction]
#[pyo3(signature = (parts, *, threads))]
pub(crate) fn merge(py: Python<'_>, parts: &Bound<'_, PyAny>, threads: Option<usize>) -> PyResult<Corpus> {
    let threads = work::threads(threads)?;
    let (mut corpora, mut errors, mut partials) = (vec![], vec![], vec![]);
    // A table would be gone through by rows.
    let alone = if is_table(parts)? { Some(PyList::new(parts.py(), [parts])?.into_any()) } else { None };
    for part in alone.as_ref().unwrap_or(parts).try_iter()? {
        let part = part?;
        if let Ok(corpus) = part.cast::<Corpus>() {
            corpora.push(corpus.get().shared());
            errors.extend(corpus.get().errors_of(py));
        } else if let Ok(bytes) = part.cast::<PyBytes>() {
            partials.push(Given::Bytes(bytes.as_bytes().to_vec()));
        } else if is_table(&part)? {
            partials.push(Given::Table(counted::table(&part)?));
        } else {
            let class = part.get_type().name()?.to_string();
            return Err(PyTypeError::new_err(format!(
                "corpora, or partials as bytes or tables, are merged, not {class}"
            )));
        }
    }
    if !corpora.is_empty() && !partials.is_empty() {
        return Err(PyTypeError::new_err("either corpora or partials are merged: a partial has no pages"));
    }
    let merged = work::wait(py, None, move |_| {
        Threads::new(threads).run(|| -> PyResult<analysis::Corpus> {
            if partials.is_empty() {
                let corpora = corpora.iter().map(|corpus| analysis::Corpus::clone(corpus));
                return Ok(corpora.reduce(analysis::Corpus::merge).unwrap_or_default());
            }
            let parts = partials.into_iter().map(Given::read).collect::<PyResult<_>>()?;
            Ok(analysis::Corpus::of_counts(Partial::merge_all(parts)))
        })
    })?;
    Ok(Corpus::new(Arc::new(merged?), errors, threads))
}

/// A partial as it came.
enum Given {
    Bytes(Vec<u8>),
    Table(analysis::Table),
}

impl Given {
    fn read(self) -> PyResult<Partial> {
        match self {
            Given::Bytes(bytes) => Partial::from_bytes(&bytes).map_err(|error| error::file(error, None)),
            Given::Table(table) => {
                Partial::from_table(&table).map_err(|error| PyValueError::new_err(error.to_string()))
            }
        }
    }
}
