use nutgraf::analysis::{
    Correction, Filter, Grouping, KeynessOptions, KeynessRow, Likelihood, Query, QueryError, TermOptions,
    TermRow, TopicOptions, Unit,
};
use nutgraf::core::Day;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::corpus::Corpus;
use crate::error::choice;
use crate::table::Table;

/// A day of a `datetime.date` or a text in ISO 8601.
pub(crate) fn day(value: &Bound<'_, PyAny>) -> PyResult<Day> {
    let text = value.str()?.to_string();
    Day::parse(&text)
        .ok_or_else(|| PyValueError::new_err(format!("expected a date such as 2024-04-09, not {text:?}")))
}

/// One text or several.
pub(crate) fn texts(value: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    match value.extract::<String>() {
        Ok(text) => Ok(vec![text]),
        Err(_) => value.try_iter()?.map(|text| text?.extract::<String>()).collect(),
    }
}

/// A query of a text.
pub(crate) fn query(text: &str) -> PyResult<Query> {
    text.parse().map_err(|error: QueryError| PyValueError::new_err(error.to_string()))
}

/// A part of the corpus: a query, a dict of what must hold, or a list of page ids.
fn part(part: &Bound<'_, PyAny>) -> PyResult<Filter> {
    let mut filter = Filter::default();
    if let Ok(text) = part.extract::<String>() {
        filter.search = Some(query(&text)?);
    } else if let Ok(part) = part.cast::<PyDict>() {
        for (key, value) in part {
            match key.extract::<String>()?.as_str() {
                "outlet" => filter.outlets = texts(&value)?,
                "language" => filter.languages = texts(&value)?,
                "entity" => filter.entities = texts(&value)?,
                "since" => filter.from = Some(day(&value)?),
                "until" => filter.to = Some(day(&value)?),
                "ids" => filter.ids = Some(texts(&value)?.into_iter().collect()),
                "search" => filter.search = Some(query(&value.extract::<String>()?)?),
                other => {
                    let keys = ["outlet", "language", "entity", "since", "until", "ids", "search"];
                    return Err(choice("key", other, &keys));
                }
            }
        }
    } else {
        filter.ids = Some(texts(part)?.into_iter().collect());
    }
    Ok(filter)
}

#[pymethods]
impl Corpus {
    /// Words, how telling they are, and how evenly they are spread over the stories.
    ///
    /// Parameters
    /// ----------
    /// function_words : bool
    ///     Whether words such as "the" and "would" are among them.
    /// boilerplate : bool
    ///     Whether the words of any news story ("said", "Monday", "percent") are among them.
    /// min_count, min_stories : int
    ///     Fewest occurrences, fewest stories.
    ///
    /// Returns
    /// -------
    /// Table
    ///     Highest tf-idf first: term, count, stories, tf_idf; Gries's deviation of proportions as ``dp`` (0 is even)
    ///     and normalised as ``dp_norm``; Juilland's D (1 is even).
    ///
    /// Examples
    /// --------
    /// >>> import nutgraf as ng
    /// >>> corpus = ng.Corpus([ng.parse("The ferry sank. The ferry was old."), ng.parse("The mayor slept.")])
    /// >>> [(row["term"], row["count"]) for row in corpus.terms()][0]
    /// ('ferry', 2)
    /// >>> "the" in corpus.terms()["term"], "the" in corpus.terms(function_words=True)["term"]
    /// (False, True)
    #[pyo3(signature = (*, function_words=false, boilerplate=false, min_count=1, min_stories=1))]
    fn terms(
        &self,
        py: Python<'_>,
        function_words: bool,
        boilerplate: bool,
        min_count: u64,
        min_stories: u64,
    ) -> PyResult<Table> {
        let options = TermOptions { function_words, boilerplate, min_count, min_stories };
        self.table(py, "terms", move |corpus| TermRow::table(&corpus.terms_with(&options)))
    }

    /// The words that mark a part of the corpus against the rest, or against another part.
    ///
    /// Parameters
    /// ----------
    /// by : {"outlet", "day", "week", "month", "topic"}, optional
    ///     Each part against all others; "outlet" unless ``of`` is given. A story's topic is the one that weighs most.
    /// of : str, dict or list of str, optional
    ///     One part: a query such as ``'ferry outlet:"Harbor Times" date:2024-05'``; a dict of ``outlet``,
    ///     ``language``, ``entity``, ``since``, ``until``, ``ids`` and ``search`` that must all hold; or a list of page
    ///     ids.
    /// against : str, dict or list of str, optional
    ///     What it is held against, said in the same way; by default the rest.
    /// function_words, boilerplate : bool
    ///     Whether words such as "the", or such as "said" and "Monday", are tested. The parts' sizes count them always.
    /// min_count, min_stories : int
    ///     Fewest occurrences and stories in both parts together.
    /// likelihood : {"dunning", "rayson"}
    ///     Log-likelihood of four cells (Dunning 1993; as quanteda and scipy) or two (Rayson and Garside 2000).
    /// correction : {"bh", "bonferroni", "none"}
    ///     How ``p_adjusted`` answers for the number of words tested.
    /// max_p : float
    ///     Largest ``p_adjusted``.
    /// top : int, optional
    ///     Rows for each part.
    /// k : int, optional
    ///     How many topics, with ``by="topic"``; by default chosen by the size of the corpus.
    ///
    /// Returns
    /// -------
    /// Table
    ///     Highest signed log-likelihood G² first, with the counts and sizes of both parts, p-values, the Bayes factor
    ///     (BIC, Wilson 2013), the log ratio (Hardie 2014) and %DIFF (Gabrielatos and Marchi 2011).
    ///
    /// Examples
    /// --------
    /// >>> import nutgraf as ng
    /// >>> corpus = ng.Corpus([
    /// ...     ng.parse("The ferry left. The ferry sank; the ferry was old.", id="a", outlet="Harbour Times"),
    /// ...     ng.parse("The mayor left. The mayor slept; the mayor was old.", id="b", outlet="Hall Post"),
    /// ... ])
    /// >>> [(row["part"], row["term"], round(row["log_likelihood"], 2)) for row in corpus.keyness(top=1)]
    /// [('Hall Post', 'mayor', 4.69), ('Harbour Times', 'ferry', 4.69)]
    /// >>> corpus.keyness(of=["a"])[0]["term"]
    /// 'ferry'
    #[pyo3(signature = (by=None, *, of=None, against=None, function_words=false, boilerplate=false, min_count=3,
        min_stories=1, likelihood="dunning", correction="bh", max_p=1.0, top=None, k=None))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments")]
    fn keyness(
        &self,
        py: Python<'_>,
        by: Option<&str>,
        of: Option<&Bound<'_, PyAny>>,
        against: Option<&Bound<'_, PyAny>>,
        function_words: bool,
        boilerplate: bool,
        min_count: u64,
        min_stories: u64,
        likelihood: &str,
        correction: &str,
        max_p: f64,
        top: Option<usize>,
        k: Option<usize>,
    ) -> PyResult<Table> {
        let options = KeynessOptions {
            function_words,
            boilerplate,
            min_count,
            min_stories,
            likelihood: match likelihood {
                "dunning" => Likelihood::Dunning,
                "rayson" => Likelihood::Rayson,
                other => return Err(choice("likelihood", other, &["dunning", "rayson"])),
            },
            correction: match correction {
                "bh" => Correction::BenjaminiHochberg,
                "bonferroni" => Correction::Bonferroni,
                "none" => Correction::None,
                other => return Err(choice("correction", other, &["bh", "bonferroni", "none"])),
            },
            max_p,
            top,
        };
        let Some(of) = of else {
            if against.is_some() {
                return Err(PyValueError::new_err("`against` needs `of`: the part that is held against it"));
            }
            let grouping = match by.unwrap_or("outlet") {
                "outlet" => Some(Grouping::Outlet),
                "day" => Some(Grouping::Period(Unit::Day)),
                "week" => Some(Grouping::Period(Unit::Week)),
                "month" => Some(Grouping::Period(Unit::Month)),
                "topic" => None,
                other => return Err(choice("by", other, &["outlet", "day", "week", "month", "topic"])),
            };
            return self.table(py, "keyness", move |corpus| {
                let parts = match grouping {
                    Some(by) => corpus.cut(by),
                    None => {
                        corpus.cut_by_topic(&corpus.topics(&TopicOptions { k, ..TopicOptions::default() }))
                    }
                };
                KeynessRow::table(&corpus.keyness_among(&parts, &options))
            });
        };
        if by.is_some() {
            return Err(PyValueError::new_err("`by` and `of` exclude each other"));
        }
        let (of, against) = (part(of)?, against.map(part).transpose()?);
        self.table(py, "keyness", move |corpus| {
            let part = corpus.select_by(&of);
            let reference = against.map_or_else(|| part.rest(), |against| corpus.select_by(&against));
            KeynessRow::table(&corpus.keyness(&part, &reference, &options))
        })
    }
}
