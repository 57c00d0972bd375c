//! What is followed over time: timelines, bursts, changes, novelties.

use nutgraf::analysis::{
    self, BurstOptions, BurstRow, ChangeOptions, ChangeRow, NoveltyOptions, NoveltyRow, SeriesRow, Subject,
    Subjects, TimelineRow, TopicOptions, Unit,
};
use nutgraf::core::Day;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::corpus::Corpus;
use crate::error::choice;
use crate::network::number;
use crate::table::Table;

/// One thing to follow, by its name.
enum One {
    Term(String),
    Entity(String),
    Speaker(String),
}

impl One {
    fn of(term: Option<String>, entity: Option<String>, speaker: Option<String>) -> PyResult<Option<One>> {
        match (term, entity, speaker) {
            (None, None, None) => Ok(None),
            (Some(term), None, None) => Ok(Some(One::Term(term))),
            (None, Some(entity), None) => Ok(Some(One::Entity(entity))),
            (None, None, Some(speaker)) => Ok(Some(One::Speaker(speaker))),
            _ => Err(PyValueError::new_err("only one of term, entity and speaker can be followed at a time")),
        }
    }

    /// The name that no story holds is the error.
    fn subject<'a>(&'a self, corpus: &analysis::Corpus) -> Result<Subject<'a>, String> {
        let entity = |name: &str| corpus.find_entity(name).ok_or_else(|| format!("no story names {name:?}"));
        Ok(match self {
            One::Term(term) => Subject::Term(term),
            One::Entity(name) => Subject::Entity(entity(name)?),
            One::Speaker(name) => Subject::Speaker(entity(name)?),
        })
    }
}

/// Things to follow, each for itself.
#[derive(Clone, Copy)]
enum Of {
    Stories,
    Terms,
    Entities,
    Speakers,
    Topics,
}

fn of(name: &str) -> PyResult<Of> {
    Ok(match name {
        "stories" => Of::Stories,
        "terms" => Of::Terms,
        "entities" => Of::Entities,
        "speakers" => Of::Speakers,
        "topics" => Of::Topics,
        other => return Err(choice("of", other, &["stories", "terms", "entities", "speakers", "topics"])),
    })
}

/// The rows of one thing, or of many.
fn rows<R>(
    corpus: &analysis::Corpus,
    one: Option<&One>,
    of: Of,
    find: impl FnOnce(Subjects<'_>) -> Vec<R>,
) -> Result<Vec<R>, String> {
    if let Some(one) = one {
        return Ok(find(Subjects::One(one.subject(corpus)?)));
    }
    Ok(match of {
        Of::Stories => find(Subjects::One(Subject::Stories)),
        Of::Terms => find(Subjects::Terms),
        Of::Entities => find(Subjects::Entities),
        Of::Speakers => find(Subjects::Speakers),
        Of::Topics => find(Subjects::Topics(&corpus.topics(&TopicOptions::default()))),
    })
}

fn unit(name: &str) -> PyResult<Unit> {
    match name {
        "day" => Ok(Unit::Day),
        "week" => Ok(Unit::Week),
        "month" => Ok(Unit::Month),
        other => Err(choice("unit", other, &["day", "week", "month"])),
    }
}

fn table(name: &str, found: Result<analysis::Table, String>) -> PyResult<Table> {
    Table::new(name, found.map_err(PyValueError::new_err)?)
}

#[pymethods]
impl Corpus {
    /// Stories over time, gaps filled with zeros: of the whole corpus, or of one word, entity or speaker.
    ///
    /// Parameters
    /// ----------
    /// unit : {"day", "week", "month"}
    ///     How long a step is; weeks begin on Monday.
    /// term : str, optional
    ///     Follow this word, in any case.
    /// entity : str, optional
    ///     Follow this entity, by any of its names.
    /// speaker : str, optional
    ///     Follow this entity where it is quoted.
    /// relative : bool
    ///     Beside the counts: all stories and words of the step, stories of a thousand, occurrences in a million words.
    ///
    /// Returns
    /// -------
    /// Table
    ///     Of the corpus: start, stories, words, mentions, quotations. Of one thing, or relative: start, count
    ///     (occurrences, mentions or quotations), stories.
    ///
    /// Raises
    /// ------
    /// ValueError
    ///     When no story names the entity or speaker.
    ///
    /// Examples
    /// --------
    /// >>> import nutgraf as ng
    /// >>> corpus = ng.Corpus([ng.parse("The ferry sank.", published="2024-04-09", layout="body")])
    /// >>> corpus.timeline(term="ferry").to_dicts()
    /// [{'start': datetime.date(2024, 4, 9), 'count': 1, 'stories': 1}]
    #[pyo3(signature = (unit="day", *, term=None, entity=None, speaker=None, relative=false))]
    fn timeline(
        &self,
        py: Python<'_>,
        unit: &str,
        term: Option<String>,
        entity: Option<String>,
        speaker: Option<String>,
        relative: bool,
    ) -> PyResult<Table> {
        let unit = self::unit(unit)?;
        let one = One::of(term, entity, speaker)?;
        if one.is_none() && !relative {
            return self.table(py, "timeline", move |corpus| TimelineRow::table(&corpus.timeline(unit)));
        }
        let found = self.count(py, move |corpus| {
            let subject = one.as_ref().map_or(Ok(Subject::Stories), |one| one.subject(corpus))?;
            Ok(SeriesRow::table(&corpus.timeline_of(subject, unit), relative))
        })?;
        table("timeline", found)
    }

    /// Times in which something stands in far more stories than usual: bursts by the automaton of Kleinberg (2002), of
    /// all stories of a step so many hold it.
    ///
    /// Parameters
    /// ----------
    /// of : {"terms", "entities", "speakers", "topics"}
    ///     What to follow.
    /// term, entity, speaker : str, optional
    ///     Follow this one instead.
    /// unit : {"day", "week", "month"}
    ///     How long a step is.
    /// states : int
    ///     2 tells bursts from the rest; more, up to 16, tell bursts within bursts.
    /// scaling : float
    ///     How many times more frequent each state is than the one below (Kleinberg's s), above 1.
    /// gamma : float
    ///     What a step up costs, in ln(steps).
    /// min_stories : int
    ///     Fewest stories of what is followed.
    ///
    /// Returns
    /// -------
    /// Table
    ///     Heaviest first: kind, name, level, start and end day, steps, stories and all stories of that time, stories of
    ///     a thousand then and usually, weight (what the state saves, in nats).
    #[expect(clippy::too_many_arguments, reason = "they are keywords in Python")]
    #[pyo3(signature = (of="terms", *, term=None, entity=None, speaker=None, unit="day", states=2, scaling=2.0, gamma=1.0, min_stories=5))]
    fn bursts(
        &self,
        py: Python<'_>,
        of: &str,
        term: Option<String>,
        entity: Option<String>,
        speaker: Option<String>,
        unit: &str,
        states: usize,
        scaling: f64,
        gamma: f64,
        min_stories: u64,
    ) -> PyResult<Table> {
        if !(2..=16).contains(&states) {
            return Err(PyValueError::new_err(format!("states must be from 2 to 16, not {states}")));
        }
        if !(scaling > 1.0 && scaling.is_finite()) {
            return Err(PyValueError::new_err(format!("scaling must be above 1, not {scaling}")));
        }
        let gamma = number("gamma", gamma, f64::MAX)?;
        let options = BurstOptions { unit: self::unit(unit)?, states, scaling, gamma, min_stories };
        let (of, one) = (self::of(of)?, One::of(term, entity, speaker)?);
        let found = self.count(py, move |corpus| {
            let rows = rows(corpus, one.as_ref(), of, |subjects| corpus.bursts(subjects, &options));
            rows.map(|rows| BurstRow::table(&rows))
        })?;
        table("bursts", found)
    }

    /// Days from which on something stands in more, or fewer, stories than before: change points of a Poisson rate, by
    /// PELT (Killick, Fearnhead and Eckley 2012), allowing for lumps.
    ///
    /// Parameters
    /// ----------
    /// of : {"stories", "terms", "entities", "speakers", "topics"}
    ///     What to follow: all stories together by the day, else each for itself among all stories of the step.
    /// term, entity, speaker : str, optional
    ///     Follow this one instead.
    /// unit : {"day", "week", "month"}
    ///     How long a step is.
    /// penalty : float
    ///     What a change costs, in ln(steps): higher finds fewer.
    /// min_steps : int
    ///     Fewest steps between two changes.
    /// min_stories : int
    ///     Fewest stories of what is followed.
    ///
    /// Returns
    /// -------
    /// Table
    ///     Highest score first: kind, name, day, stories of the segments before and after, their levels (stories of a
    ///     thousand; of all stories, a day), log_ratio (log2), score.
    #[expect(clippy::too_many_arguments, reason = "they are keywords in Python")]
    #[pyo3(signature = (of="stories", *, term=None, entity=None, speaker=None, unit="day", penalty=3.0, min_steps=3, min_stories=5))]
    fn changes(
        &self,
        py: Python<'_>,
        of: &str,
        term: Option<String>,
        entity: Option<String>,
        speaker: Option<String>,
        unit: &str,
        penalty: f64,
        min_steps: usize,
        min_stories: u64,
    ) -> PyResult<Table> {
        if min_steps == 0 {
            return Err(PyValueError::new_err("min_steps must be at least 1, not 0"));
        }
        let penalty = number("penalty", penalty, f64::MAX)?;
        let options = ChangeOptions { unit: self::unit(unit)?, penalty, min_steps, min_stories };
        let (of, one) = (self::of(of)?, One::of(term, entity, speaker)?);
        let found = self.count(py, move |corpus| {
            let rows = rows(corpus, one.as_ref(), of, |subjects| corpus.changes(subjects, &options));
            rows.map(|rows| ChangeRow::table(&rows))
        })?;
        table("changes", found)
    }

    /// What is new: words and names that stand in a greater share of the latest stories than of those before.
    ///
    /// Parameters
    /// ----------
    /// days : int
    ///     Days up to the last: what may be new.
    /// before : int
    ///     Days before those: what is known.
    /// until : str, optional
    ///     The last day (ISO 8601); by default that of the last story. No clock is asked.
    /// min_stories : int
    ///     Fewest stories in the latest days.
    /// max_p : float
    ///     Highest p-value of the log-likelihood ratio, not corrected for many rows.
    ///
    /// Returns
    /// -------
    /// Table
    ///     Highest log-likelihood first: kind, name, new (in no story before), stories then and before, stories of a
    ///     thousand then and before, log_ratio (log2), log_likelihood (G²), p_value, first day.
    #[pyo3(signature = (days=7, before=28, *, until=None, min_stories=2, max_p=0.01))]
    fn novelties(
        &self,
        py: Python<'_>,
        days: u32,
        before: u32,
        until: Option<&str>,
        min_stories: u64,
        max_p: f64,
    ) -> PyResult<Table> {
        if days == 0 || before == 0 {
            return Err(PyValueError::new_err("days and before must be at least 1"));
        }
        let day = |text: &str| {
            let wrong =
                || PyValueError::new_err(format!("until must be a date such as 2024-04-09, not {text:?}"));
            Day::parse(text).ok_or_else(wrong)
        };
        let until = until.map(day).transpose()?;
        let options =
            NoveltyOptions { until, days, before, min_stories, max_p: number("max_p", max_p, 1.0)? };
        self.table(py, "novelties", move |corpus| NoveltyRow::table(&corpus.novelties(&options).rows))
    }
}
