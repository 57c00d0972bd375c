use nutgraf::analysis::{StoryThread, StoryThreadOptions};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::corpus::Corpus;
use crate::table::Table;

#[pymethods]
impl Corpus {
    /// Threads of coverage: stories of one event and what came of it, over days and outlets.
    ///
    /// Stories are compared by words, names and pairs of words (tf-idf), relative to how dense coverage is around each
    /// (local scaling: Zelnik-Manor and Perona 2004), and joined by average link.
    ///
    /// Parameters
    /// ----------
    /// threshold : float, optional
    ///     Least mean likeness of two threads that become one; 0.34 when not given. Higher gives more, smaller threads.
    /// window : int, optional
    ///     Days between two stories that link threads, at most; 30 when not given. A thread may run for longer.
    /// known : list of list of str, optional
    ///     Threads found before, by the ids of their pages. They keep their stories, never become one, and come first in
    ///     their order; new stories join them or form threads of their own.
    ///
    /// Returns
    /// -------
    /// Table
    ///     A row a story, also of threads of one: its thread's number (``group``), size and title, day, outlet, title,
    ///     and its mean likeness to the others of the thread. Largest threads come first, in a thread the earliest story.
    ///
    /// Examples
    /// --------
    /// >>> import nutgraf as ng
    /// >>> texts = {
    /// ...     "a": "The ferry Maren sank off Port Lune with all lights on, the harbour master said.",
    /// ...     "b": "The mayor of Larena lost the vote on tram fares, and will resign in spring.",
    /// ...     "c": "Divers have reached the ferry Maren, which sank off Port Lune, the harbour master said.",
    /// ... }
    /// >>> corpus = ng.Corpus([ng.parse(text, id=name) for name, text in texts.items()])
    /// >>> [(row["group"], row["id"]) for row in corpus.story_threads()]
    /// [(0, 'a'), (0, 'c'), (1, 'b')]
    #[pyo3(signature = (*, threshold=None, window=None, known=None))]
    fn story_threads(
        &self,
        py: Python<'_>,
        threshold: Option<f64>,
        window: Option<i32>,
        known: Option<Vec<Vec<String>>>,
    ) -> PyResult<Table> {
        let mut options = StoryThreadOptions::default();
        if let Some(asked) = threshold {
            if !(asked > 0.0 && asked.is_finite()) {
                return Err(PyValueError::new_err(format!("threshold must be above 0, not {asked}")));
            }
            options.threshold = asked;
        }
        if let Some(asked) = window {
            if asked < 0 {
                return Err(PyValueError::new_err(format!("window must be 0 or more days, not {asked}")));
            }
            options.window = asked;
        }
        options.known = known.unwrap_or_default();
        self.table(py, "story threads", move |corpus| {
            StoryThread::story_table(&corpus.story_threads(&options))
        })
    }
}
