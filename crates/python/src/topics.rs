use std::path::PathBuf;
use std::sync::Arc;

use nutgraf::analysis::{
    self, Column, TopicCountRow, TopicMatchRow, TopicMethod, TopicOptions, TopicOutletRow, TopicTimeRow,
    Unit, Values,
};
use nutgraf::{Threads, parse_text};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;

use crate::corpus::Corpus;
use crate::error::{self, choice};
use crate::page::Page;
use crate::shown::{count, cut, escape};
use crate::table::Table;
use crate::work;

/// What the stories of a corpus are about.
///
/// Attributes
/// ----------
/// topics : Table
///     One row a topic, largest share first: its label, terms, phrases, entities, share and most typical sentence.
/// terms : Table
///     One row a term of a topic, best first: topic, term, weight.
/// stories : Table
///     One row a story, in input order: its page's id, the topic that weighs most in it, and that weight.
/// labels : list of str
///     A few words for each topic.
/// method : str
///     ``"nmf"``, ``"kmeans"`` or ``"lda"``.
///
/// Examples
/// --------
/// >>> import nutgraf as ng
/// >>> sea = "The ferry left the harbour in a storm. The storm drove the ferry from the pier."
/// >>> mill = "The mill cut wages. The union called a strike over wages at the mill."
/// >>> corpus = ng.Corpus([ng.parse([sea, mill][n % 2], id=str(n)) for n in range(12)])
/// >>> topics = corpus.topics(k=2)
/// >>> [a, b, c] = topics.assign(["A ferry in a storm.", "A strike at the mill.", "The ferry left the pier."])
/// >>> a["topic"] == c["topic"] != b["topic"]
/// True
/// >>> [round(row["similarity"], 3) for row in topics.compare(corpus.topics(k=2, seed=2))]
/// [1.0, 1.0]
#[pyclass(module = "nutgraf", frozen)]
pub(crate) struct Topics {
    topics: Arc<analysis::Topics>,
    threads: Option<usize>,
}

impl Topics {
    /// What is worked out, off the interpreter.
    fn work<T: Send + 'static>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&analysis::Topics) -> T + Send + 'static,
    ) -> PyResult<T> {
        let topics = Arc::clone(&self.topics);
        let threads = self.threads;
        work::wait(py, None, move |_| Threads::new(threads).run(|| work(&topics)))
    }
}

#[pymethods]
impl Topics {
    #[getter]
    fn topics(&self) -> PyResult<Table> {
        Table::new("topics", self.topics.table())
    }

    #[getter]
    fn stories(&self) -> PyResult<Table> {
        Table::new("topics of stories", self.topics.story_table())
    }

    #[getter]
    fn terms(&self) -> PyResult<Table> {
        let rows =
            || self.topics.topics.iter().flat_map(|topic| topic.terms.iter().map(move |term| (topic, term)));
        let columns = vec![
            Column {
                name: "topic",
                values: Values::Integer(rows().map(|(topic, _)| Some(i64::from(topic.topic))).collect()),
            },
            Column {
                name: "term",
                values: Values::Text(rows().map(|(_, term)| Some(term.term.clone())).collect()),
            },
            Column {
                name: "weight",
                values: Values::Real(rows().map(|(_, term)| Some(term.weight)).collect()),
            },
        ];
        Table::new("terms of topics", analysis::Table { columns })
    }

    #[getter]
    fn labels(&self) -> Vec<String> {
        self.topics.topics.iter().map(|topic| topic.label.clone()).collect()
    }

    #[getter]
    fn method(&self) -> &'static str {
        self.topics.method().name()
    }

    /// The best stories of a topic, best first: their pages' ids.
    ///
    /// Parameters
    /// ----------
    /// topic : int
    ///     Its number.
    fn best(&self, topic: usize) -> PyResult<Vec<String>> {
        let row = self.topics.topics.get(topic).ok_or_else(|| {
            let all = self.topics.topics.len();
            PyValueError::new_err(format!("topic must be below {all}, not {topic}"))
        })?;
        let ids = row.best.iter().filter_map(|&at| self.topics.stories.get(at as usize));
        Ok(ids.map(|story| story.id.clone()).collect())
    }

    /// Every topic in every step of time, gaps filled with zeros.
    ///
    /// Parameters
    /// ----------
    /// unit : {"week", "day", "month"}
    ///     How long a step is; weeks begin on Monday.
    ///
    /// Returns
    /// -------
    /// Table
    ///     By step, then by topic: stories it weighs most in, the sum of its weights, its share of the step's.
    #[pyo3(signature = (unit="week"))]
    fn over_time(&self, unit: &str) -> PyResult<Table> {
        let unit = match unit {
            "day" => Unit::Day,
            "week" => Unit::Week,
            "month" => Unit::Month,
            other => return Err(choice("unit", other, &["day", "week", "month"])),
        };
        Table::new("topics over time", TopicTimeRow::table(&self.topics.over_time(unit)))
    }

    /// Every topic in the stories of every outlet.
    ///
    /// Parameters
    /// ----------
    /// part : {"outlet"}
    ///     What to part the stories by.
    ///
    /// Returns
    /// -------
    /// Table
    ///     Outlets with most stories first. ``lift`` is the topic's share in the outlet divided by its share in all
    ///     stories.
    #[pyo3(signature = (part="outlet"))]
    fn by(&self, part: &str) -> PyResult<Table> {
        match part {
            "outlet" => Table::new("topics by outlet", TopicOutletRow::table(&self.topics.by_outlet())),
            other => Err(choice("part", other, &["outlet"])),
        }
    }

    /// Matches the topics with those of another model, so that the sum of the similarities is as high as it can be.
    ///
    /// Parameters
    /// ----------
    /// other : Topics
    ///     The other model.
    ///
    /// Returns
    /// -------
    /// Table
    ///     Each topic, its match, and the cosine of the angle between the weights of their terms.
    fn compare(&self, py: Python<'_>, other: &Topics) -> PyResult<Table> {
        let other = Arc::clone(&other.topics);
        let table = self.work(py, move |topics| TopicMatchRow::table(&topics.compare(&other)))?;
        Table::new("matched topics", table)
    }

    /// Finds the topics in stories that were not learnt from.
    ///
    /// Parameters
    /// ----------
    /// stories : Corpus, str, Page, or list of str or Page
    ///     Texts are parsed as :func:`parse` does.
    ///
    /// Returns
    /// -------
    /// Table
    ///     One row a story: its page's id, the topic that weighs most, and that weight; none when the story holds no
    ///     term that the model knows.
    fn assign(&self, py: Python<'_>, stories: &Bound<'_, PyAny>) -> PyResult<Table> {
        let corpus = corpus(stories)?;
        let table = self.work(py, move |topics| topics.apply(&corpus.get()).story_table())?;
        Table::new("topics of stories", table)
    }

    /// How surprised a latent Dirichlet allocation is by stories that were not learnt from.
    ///
    /// Of each story's tokens that the model knows every second one is read, and the others are scored (document
    /// completion, Wallach, Murray, Salakhutdinov and Mimno 2009). Comparable between models of one vocabulary.
    ///
    /// Parameters
    /// ----------
    /// stories : Corpus, str, Page, or list of str or Page
    ///     As in :meth:`assign`.
    ///
    /// Returns
    /// -------
    /// float or None
    ///     The perplexity, the lower the better; none for the other methods, and where no token is known.
    fn perplexity(&self, py: Python<'_>, stories: &Bound<'_, PyAny>) -> PyResult<Option<f64>> {
        let corpus = corpus(stories)?;
        self.work(py, move |topics| topics.perplexity(&corpus.get()))
    }

    /// Goes on learning from the stories of a corpus, which must not have been learnt from before.
    ///
    /// Topics keep their numbers and labels; terms, shares and best stories are those of all stories.
    ///
    /// Parameters
    /// ----------
    /// corpus : Corpus
    ///     The new stories.
    ///
    /// Returns
    /// -------
    /// Topics
    ///     The new state; this one stays as it is.
    fn update(&self, py: Python<'_>, corpus: &Corpus) -> PyResult<Topics> {
        let new = corpus.shared();
        let topics = self.work(py, move |topics| {
            let mut topics = topics.clone();
            topics.update(&new);
            topics
        })?;
        Ok(Topics { topics: Arc::new(topics), threads: self.threads })
    }

    /// Writes topics, stories and model to one file, which :func:`load_topics` reads: the same bytes for the same
    /// topics.
    ///
    /// Parameters
    /// ----------
    /// path : str or os.PathLike
    ///     The file.
    fn save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        let name = path.display().to_string();
        self.work(py, move |topics| topics.save(&path))?.map_err(|error| error::saved(&error, name))
    }

    fn __len__(&self) -> usize {
        self.topics.topics.len()
    }

    fn __repr__(&self) -> String {
        let labels: Vec<_> = self.topics.topics.iter().map(|topic| topic.label.as_str()).collect();
        let topics = count(labels.len(), "topic", "topics");
        let stories = count(self.topics.stories.len(), "story", "stories");
        format!("Topics({topics} in {stories}: {})", cut(&labels.join("; "), 120))
    }

    fn _repr_html_(&self) -> String {
        let mut html = String::from("<ol>");
        for topic in &self.topics.topics {
            let share = topic.share * 100.0;
            html.push_str(&format!("<li>{} <small>{share:.1} %</small></li>", escape(&topic.label)));
        }
        html.push_str("</ol>");
        html
    }
}

#[pymethods]
impl Corpus {
    /// What the stories are about.
    ///
    /// Parameters
    /// ----------
    /// k : int, optional
    ///     How many topics; by default chosen by the size of the corpus. See :meth:`choose_k`.
    /// seed : int
    ///     Of the start values: the same seed gives the same topics on every machine.
    /// method : {"nmf", "kmeans", "lda"}
    ///     Non-negative matrix factorisation of tf-idf, spherical k-means over tf-idf (a story has one topic), or latent
    ///     Dirichlet allocation over counts.
    #[pyo3(signature = (k=None, seed=1, *, method="nmf"))]
    fn topics(&self, py: Python<'_>, k: Option<usize>, seed: u64, method: &str) -> PyResult<Topics> {
        if k == Some(0) {
            return Err(PyValueError::new_err("k must be at least 1, not 0"));
        }
        let options = TopicOptions { method: method_of(method)?, k, seed };
        let topics = self.count(py, move |corpus| corpus.topics(&options))?;
        Ok(Topics { topics: Arc::new(topics), threads: self.threads() })
    }

    /// Tries every number of topics of a range: how stable and how coherent they are.
    ///
    /// Parameters
    /// ----------
    /// fewest, most : int
    ///     The range, both ends included.
    /// seed : int
    ///     Of the start values and samples.
    /// method : {"nmf", "kmeans", "lda"}
    ///     As in :meth:`topics`.
    ///
    /// Returns
    /// -------
    /// Table
    ///     One row a number: ``stability`` (likeness of the topics of all stories and of samples), ``coherence`` (NPMI
    ///     of the first ten terms), ``score`` (the mean of both, stretched to 0 to 1), and whether it is ``chosen``.
    #[pyo3(signature = (fewest, most, *, seed=1, method="nmf"))]
    fn choose_k(
        &self,
        py: Python<'_>,
        fewest: usize,
        most: usize,
        seed: u64,
        method: &str,
    ) -> PyResult<Table> {
        if fewest == 0 || fewest > most {
            let message = format!("fewest must be at least 1 and at most {most}, not {fewest}");
            return Err(PyValueError::new_err(message));
        }
        let options = TopicOptions { method: method_of(method)?, k: None, seed };
        self.table(py, "numbers of topics", move |corpus| {
            TopicCountRow::table(&corpus.choose_k(fewest..=most, &options))
        })
    }
}

/// Reads what :meth:`Topics.save` wrote.
///
/// Parameters
/// ----------
/// path : str or os.PathLike
///     The file.
/// threads : int, optional
///     To work on; by default ``NUTGRAF_NUM_THREADS``, else one a core.
///
/// Raises
/// ------
/// ReadError
///     When the file is torn, changed, of another version, or no file of topics.
#[pyfunction]
#[pyo3(signature = (path, *, threads=None))]
pub(crate) fn load_topics(py: Python<'_>, path: PathBuf, threads: Option<usize>) -> PyResult<Topics> {
    let name = path.display().to_string();
    let threads = work::threads(threads)?;
    let topics = work::wait(py, None, move |_| analysis::Topics::load(&path))?;
    let topics = topics.map_err(|error| error::saved(&error, name))?;
    Ok(Topics { topics: Arc::new(topics), threads })
}

fn method_of(name: &str) -> PyResult<TopicMethod> {
    let found = TopicMethod::ALL.into_iter().find(|method| method.name() == name);
    found.ok_or_else(|| choice("method", name, &TopicMethod::ALL.map(TopicMethod::name)))
}

/// Stories in one of the forms that are taken.
enum Stories {
    Corpus(Arc<analysis::Corpus>),
    Pages(Vec<nutgraf::core::Page>),
}

impl Stories {
    fn get(self) -> Arc<analysis::Corpus> {
        match self {
            Stories::Corpus(corpus) => corpus,
            Stories::Pages(pages) => Arc::new(analysis::Corpus::collect(pages)),
        }
    }
}

fn corpus(stories: &Bound<'_, PyAny>) -> PyResult<Stories> {
    if let Ok(corpus) = stories.cast::<Corpus>() {
        return Ok(Stories::Corpus(corpus.get().shared()));
    }
    if let Some(page) = page(stories, 0)? {
        return Ok(Stories::Pages(vec![page]));
    }
    let mut pages = vec![];
    for (at, item) in stories.try_iter()?.enumerate() {
        let found = page(&item?, at)?;
        pages
            .push(found.ok_or_else(|| PyTypeError::new_err("stories must be a Corpus, or texts and pages"))?);
    }
    Ok(Stories::Pages(pages))
}

/// A page, or a text as a page.
fn page(item: &Bound<'_, PyAny>, at: usize) -> PyResult<Option<nutgraf::core::Page>> {
    if let Ok(page) = item.cast::<Page>() {
        return Ok(Some(page.get().shared.page().clone()));
    }
    let Ok(text) = item.extract::<String>() else { return Ok(None) };
    Ok(Some(parse_text(&format!("text#{}", at + 1), &text, &nutgraf::Options::default())))
}
