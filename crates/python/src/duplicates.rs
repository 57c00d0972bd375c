use nutgraf::analysis::{DuplicateOptions, DuplicateRow};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::corpus::Corpus;
use crate::error::choice;
use crate::table::Table;

fn options(threshold: Option<f64>, figures: Option<f64>) -> PyResult<DuplicateOptions> {
    let mut options = DuplicateOptions::default();
    for (name, asked, share) in
        [("threshold", threshold, &mut options.threshold), ("figures", figures, &mut options.figures)]
    {
        match asked {
            Some(asked) if !(0.0..=1.0).contains(&asked) => {
                return Err(PyValueError::new_err(format!("{name} must be from 0 to 1, not {asked}")));
            }
            Some(asked) => *share = asked,
            None => {}
        }
    }
    Ok(options)
}

#[pymethods]
impl Corpus {
    /// Stories that are one report: equal, nearly equal, cut or framed.
    ///
    /// Two stories are one report when the shorter one's shingles of three words stand in the other (containment;
    /// Broder 1997), and its figures do: weekly reports from one template are not merged. Candidates are found by
    /// winnowing (Schleimer, Wilkerson and Aiken 2003), each pair is measured exactly.
    ///
    /// Parameters
    /// ----------
    /// threshold : float, optional
    ///     Least share of the shorter text's shingles that the other holds, 0 to 1; 0.6 when not given.
    /// figures : float, optional
    ///     Least share of the shorter text's figures that the other holds, 0 to 1; two thirds when not given.
    ///
    /// Returns
    /// -------
    /// Table
    ///     A row a story, also of those that are no copies: its group and the group's size, kind (``original`` of the
    ///     earliest day and the longest, ``exact``, ``near``, ``contained``), day, lag in days after the original,
    ///     outlet, title, containment and resemblance with the original, the passages that were cut from it and added
    ///     to it. Largest groups come first, in a group the original.
    ///
    /// Examples
    /// --------
    /// >>> import nutgraf as ng
    /// >>> wire = "The ferry Maren sank off Port Lune at noon with 41 people aboard, the harbour master said."
    /// >>> pages = [ng.parse(wire, id="wire"), ng.parse("More in the evening. " + wire, id="paper")]
    /// >>> [(row["group"], row["id"], row["kind"]) for row in ng.Corpus(pages).duplicates()]
    /// [(0, 'paper', 'original'), (0, 'wire', 'contained')]
    #[pyo3(signature = (*, threshold=None, figures=None))]
    fn duplicates(&self, py: Python<'_>, threshold: Option<f64>, figures: Option<f64>) -> PyResult<Table> {
        let options = options(threshold, figures)?;
        self.table(py, "duplicates", move |corpus| {
            DuplicateRow::story_table(&corpus.duplicates(&options), corpus)
        })
    }

    /// The corpus with every report once, so that a wire story that ran in many papers counts once in every statistic.
    ///
    /// Parameters
    /// ----------
    /// keep : {"first"}
    ///     Which of a group stays: the likely original, of the earliest day and the longest.
    /// threshold, figures : float, optional
    ///     As for :meth:`duplicates`.
    ///
    /// Returns
    /// -------
    /// Corpus
    ///     Without the pages on which no story is left; of a digest only the stories that are no copies count.
    #[pyo3(signature = (keep="first", *, threshold=None, figures=None))]
    fn deduplicate(
        &self,
        py: Python<'_>,
        keep: &str,
        threshold: Option<f64>,
        figures: Option<f64>,
    ) -> PyResult<Corpus> {
        if keep != "first" {
            return Err(choice("keep", keep, &["first"]));
        }
        let options = options(threshold, figures)?;
        self.part(py, move |corpus| corpus.deduplicate(&options))
    }
}
