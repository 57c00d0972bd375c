//! The keyphrases of a corpus.

use nutgraf::analysis::KeyphraseRow;
use pyo3::prelude::*;

use crate::corpus::Corpus;
use crate::table::Table;

#[pymethods]
impl Corpus {
    /// Phrases that say what the stories are about.
    ///
    /// Names and noun phrases that stand early and often in their story and are rare in news; forms of one phrase are one
    /// row. A story has at most 15, its best one with score 1.
    ///
    /// Returns
    /// -------
    /// Table
    ///     Highest sum of scores first: `phrase`, `stories`, `score`, `first` and `last` day, and `examples`, the ids of the
    ///     pages where it scores highest.
    ///
    /// Examples
    /// --------
    /// >>> import nutgraf as ng
    /// >>> corpus = ng.Corpus([ng.parse("The harbour ferries will stop at night."), ng.parse("A harbour ferry was lost.")])
    /// >>> corpus.keyphrases()["phrase"][0]
    /// 'harbour ferries'
    fn keyphrases(&self, py: Python<'_>) -> PyResult<Table> {
        self.table(py, "keyphrases", |corpus| KeyphraseRow::table(&corpus.keyphrases()))
    }
}
