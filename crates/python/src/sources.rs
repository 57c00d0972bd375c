//! Sources compared, and how hard stories are to read.

use nutgraf::analysis::{
    CopyingRow, DuplicateOptions, Grouping, ReadabilityRow, SourceEntityRow, SourceQuoteRow, SourceRow, Unit,
};
use pyo3::prelude::*;

use crate::corpus::Corpus;
use crate::error::choice;
use crate::table::Table;

#[pymethods]
impl Corpus {
    /// Length, lexical diversity and reading ease of stories, or of all stories of a part together.
    ///
    /// Only paragraphs count. Lexical diversity is the moving-average type-token ratio over 100 words (Covington and McFall
    /// 2010) and MTLD (McCarthy and Jarvis 2010). Reading ease is for English: Flesch (1948), Flesch-Kincaid (1975), Fog
    /// (Gunning 1952), SMOG (McLaughlin 1969), Coleman-Liau (1975), ARI (Smith and Senter 1967); syllables are counted by rules.
    ///
    /// Parameters
    /// ----------
    /// by : {"outlet", "day", "week", "month"}, optional
    ///     By default a row a story.
    ///
    /// Examples
    /// --------
    /// >>> import nutgraf as ng
    /// >>> corpus = ng.Corpus([ng.parse("The ferry sank at noon. The mayor didn't know.", layout="body")])
    /// >>> row = corpus.readability()[0]
    /// >>> row["sentences"], row["words"], round(row["flesch_kincaid"], 1)
    /// (2, 9, 0.6)
    #[pyo3(signature = (by=None))]
    fn readability(&self, py: Python<'_>, by: Option<&str>) -> PyResult<Table> {
        let by = match by {
            None => None,
            Some("outlet") => Some(Grouping::Outlet),
            Some("day") => Some(Grouping::Period(Unit::Day)),
            Some("week") => Some(Grouping::Period(Unit::Week)),
            Some("month") => Some(Grouping::Period(Unit::Month)),
            Some(other) => return Err(choice("by", other, &["outlet", "day", "week", "month"])),
        };
        self.table(py, "readability", move |corpus| {
            let rows = by.map_or_else(|| corpus.readability(), |by| corpus.readability_by(by));
            ReadabilityRow::table(&rows)
        })
    }

    /// The outlets held against each other.
    ///
    /// Parameters
    /// ----------
    /// what : {"overview", "entities", "quotes", "copying"}
    ///     A row an outlet with its volume, length, reading ease, quotations, copies, and the words and names that mark it;
    ///     whom each names more than the others (log-likelihood and log ratio of mentions); whom each quotes, with the
    ///     share of direct quotations; who takes over whose stories, and how many days later.
    ///
    /// Examples
    /// --------
    /// >>> import nutgraf as ng
    /// >>> corpus = ng.Corpus([
    /// ...     ng.parse("The ferry sank at noon.", outlet="Post"),
    /// ...     ng.parse("The mayor slept at noon.", outlet="Times"),
    /// ... ])
    /// >>> [(row["outlet"], row["stories"], row["copied"]) for row in corpus.sources()]
    /// [('Post', 1, 0), ('Times', 1, 0)]
    #[pyo3(signature = (what="overview"))]
    fn sources(&self, py: Python<'_>, what: &str) -> PyResult<Table> {
        let copies = |corpus: &nutgraf::analysis::Corpus| corpus.duplicates(&DuplicateOptions::default());
        match what {
            "overview" => self
                .table(py, "sources", move |corpus| SourceRow::table(&corpus.sources(Some(&copies(corpus))))),
            "entities" => {
                self.table(py, "source entities", |corpus| SourceEntityRow::table(&corpus.source_entities()))
            }
            "quotes" => {
                self.table(py, "source quotes", |corpus| SourceQuoteRow::table(&corpus.source_quotes()))
            }
            "copying" => {
                self.table(py, "copying", move |corpus| CopyingRow::table(&corpus.copying(&copies(corpus))))
            }
            other => Err(choice("what", other, &["overview", "entities", "quotes", "copying"])),
        }
    }
}
