//! Words in company: collocations, concordance lines, phrases.

use nutgraf::analysis::{
    self, AssociationMeasure, CollocationOptions, CollocationRow, Column, ConcordanceOptions,
    ConcordanceOrder, ConcordanceRow, Near, PhraseOptions, PhraseRow, Values,
};
use nutgraf::text::CharIndex;
use pyo3::prelude::*;

use crate::corpus::Corpus;
use crate::error::choice;
use crate::keyness::query;
use crate::span::Chars;
use crate::table::Table;

/// The lines, with the places of the hits in characters.
fn lines(corpus: &analysis::Corpus, rows: &[ConcordanceRow]) -> analysis::Table {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|&at| (rows[at].page, rows[at].article));
    let (mut start, mut end) = (vec![None; rows.len()], vec![None; rows.len()]);
    for same in order.chunk_by(|&a, &b| (rows[a].page, rows[a].article) == (rows[b].page, rows[b].article)) {
        let first = &rows[same[0]];
        let Some(story) = corpus.story(first.page, first.article) else { continue };
        let text = &story.article().text;
        let index = CharIndex::new(text);
        let chars = Chars { text, index: &index };
        for &at in same {
            let (from, to) = chars.offsets(rows[at].span);
            (start[at], end[at]) = (Some(from as i64), Some(to as i64));
        }
    }
    let mut table = ConcordanceRow::table(rows);
    table.columns.push(Column { name: "start", values: Values::Integer(start) });
    table.columns.push(Column { name: "end", values: Values::Integer(end) });
    table
}

#[pymethods]
impl Corpus {
    /// Words that stand together more often than chance would have it.
    ///
    /// Parameters
    /// ----------
    /// node : str, optional
    ///     The word whose collocates are wanted; by default all pairs of words.
    /// left, right : int
    ///     Words before and behind that are near; a window ends with its sentence.
    /// sentence : bool
    ///     Near is anywhere in the sentence, instead of a window.
    /// function_words, boilerplate : bool
    ///     Whether words such as "the", or such as "said" and "Monday", are collocates. They count for the windows either
    ///     way.
    /// min_count, min_stories : int
    ///     Fewest times together, and stories with both together.
    /// order : {"log_likelihood", "pmi", "npmi", "t_score", "dice"}
    ///     The measure that orders the rows.
    /// top : int, optional
    ///     Most rows.
    ///
    /// Returns
    /// -------
    /// Table
    ///     Counts together and alone, times together by chance, PMI and NPMI in bits (Church and Hanks 1990; Bouma 2009),
    ///     t-score, log-likelihood G² (Dunning 1993) and Dice's coefficient.
    ///
    /// Examples
    /// --------
    /// >>> import nutgraf as ng
    /// >>> page = ng.parse("The old ferry sank. An old ferry burnt. One old ferry sails. The mayor slept.")
    /// >>> row = ng.Corpus([page]).collocations("ferry", function_words=True)[0]
    /// >>> row["a"], row["b"], row["together"]
    /// ('ferry', 'old', 3)
    #[pyo3(signature = (node=None, *, left=5, right=5, sentence=false, function_words=false, boilerplate=false,
        min_count=3, min_stories=1, order="log_likelihood", top=None))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments")]
    fn collocations(
        &self,
        py: Python<'_>,
        node: Option<String>,
        left: usize,
        right: usize,
        sentence: bool,
        function_words: bool,
        boilerplate: bool,
        min_count: u64,
        min_stories: u64,
        order: &str,
        top: Option<usize>,
    ) -> PyResult<Table> {
        let order = match order {
            "log_likelihood" => AssociationMeasure::LogLikelihood,
            "pmi" => AssociationMeasure::Pmi,
            "npmi" => AssociationMeasure::Npmi,
            "t_score" => AssociationMeasure::TScore,
            "dice" => AssociationMeasure::Dice,
            other => {
                let choices = ["log_likelihood", "pmi", "npmi", "t_score", "dice"];
                return Err(choice("order", other, &choices));
            }
        };
        let near = if sentence { Near::Sentence } else { Near::Window { left, right } };
        let options = CollocationOptions {
            node,
            near,
            function_words,
            boilerplate,
            min_count,
            min_stories,
            order,
            top,
        };
        self.table(py, "collocations", move |corpus| CollocationRow::table(&corpus.collocations(&options)))
    }

    /// Every occurrence of words or phrases with the words around it (keyword in context).
    ///
    /// Parameters
    /// ----------
    /// query : str
    ///     Words, ``"phrases"`` and ``beginnings*`` to find, and which stories to look at, as in
    ///     ``ferry outlet:"Harbor Times"``.
    /// left, right : int
    ///     Whole words shown before and behind.
    /// sort : {"place", "left", "hit", "right", "day"}
    ///     The order of the lines; "left" goes from the nearest word outwards.
    /// top : int, optional
    ///     Most lines, after sorting.
    ///
    /// Returns
    /// -------
    /// Table
    ///     Page id, day, outlet, left, hit, right; ``article`` is the number of the article on its page, ``start`` and
    ///     ``end`` count characters of its text.
    ///
    /// Examples
    /// --------
    /// >>> import nutgraf as ng
    /// >>> corpus = ng.Corpus([ng.parse("The old ferry sank at noon. Two other ferries sail on.")])
    /// >>> [(row["left"], row["hit"], row["right"]) for row in corpus.concordance("ferr*", left=1, right=1)]
    /// [('old', 'ferry', 'sank'), ('other', 'ferries', 'sail')]
    #[pyo3(signature = (query, *, left=8, right=8, sort="place", top=None))]
    fn concordance(
        &self,
        py: Python<'_>,
        query: &str,
        left: usize,
        right: usize,
        sort: &str,
        top: Option<usize>,
    ) -> PyResult<Table> {
        let order = match sort {
            "place" => ConcordanceOrder::Place,
            "left" => ConcordanceOrder::Left,
            "hit" => ConcordanceOrder::Hit,
            "right" => ConcordanceOrder::Right,
            "day" => ConcordanceOrder::Day,
            other => return Err(choice("sort", other, &["place", "left", "hit", "right", "day"])),
        };
        let query = self::query(query)?;
        let options = ConcordanceOptions { left, right, order, top };
        self.table(py, "concordance", move |corpus| lines(corpus, &corpus.concordance(&query, &options)))
    }

    /// Phrases of two to four words that hold together.
    ///
    /// Parameters
    /// ----------
    /// min_count, min_stories : int
    ///     Fewest occurrences, fewest stories.
    /// min_npmi : float
    ///     Least NPMI of a phrase's weakest joint.
    /// min_alone : float
    ///     A phrase of which a smaller share stands outside longer phrases is left to them.
    /// function_words, boilerplate : bool
    ///     Whether a phrase may begin or end with words such as "the", or such as "said" and "Monday".
    /// top : int, optional
    ///     Most rows.
    ///
    /// Returns
    /// -------
    /// Table
    ///     The phrase as it is printed most often, its words, occurrences, stories, occurrences outside longer phrases,
    ///     and NPMI and log-likelihood of its weakest joint.
    ///
    /// Examples
    /// --------
    /// >>> import nutgraf as ng
    /// >>> page = ng.parse("Port Lune slept. The mayor of Port Lune woke. In Port Lune the mayor of Port Lune ate.")
    /// >>> [(row["phrase"], row["count"]) for row in ng.Corpus([page]).phrases(min_count=2)]
    /// [('Port Lune', 4), ('mayor of Port Lune', 2)]
    #[pyo3(signature = (*, min_count=3, min_stories=1, min_npmi=0.2, min_alone=0.25, function_words=false,
        boilerplate=false, top=None))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments")]
    fn phrases(
        &self,
        py: Python<'_>,
        min_count: u64,
        min_stories: u64,
        min_npmi: f64,
        min_alone: f64,
        function_words: bool,
        boilerplate: bool,
        top: Option<usize>,
    ) -> PyResult<Table> {
        let options =
            PhraseOptions { min_count, min_stories, min_npmi, min_alone, function_words, boilerplate, top };
        self.table(py, "phrases", move |corpus| PhraseRow::table(&corpus.phrases(&options)))
    }
}
