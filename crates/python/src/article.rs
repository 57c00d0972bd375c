use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use nutgraf::core::ArticleKind;
use nutgraf::text::CharIndex;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::block::{Author, Block, Dateline, Image};
use crate::entity::{Entity, Keyphrase};
use crate::page::{Page, Shared};
use crate::quotation::Quotation;
use crate::restore::Reduced;
use crate::shown::{count, short};
use crate::span::{Chars, Span, tuple};
use crate::time::TimeExpression;

/// A story or a teaser: one text, and everything found in it. All offsets count characters of ``text``.
///
/// Attributes
/// ----------
/// id : str
///     A hash of the text, the same on every run and machine.
/// kind : str
///     ``"story"``, or ``"teaser"`` for the beginning of another page's story.
/// truncated : bool
///     Whether the text breaks off.
/// title : str
///     For people: the headline, else the dek, else the first words.
/// headline, kicker, dek, byline : str or None
///     As printed.
/// authors : tuple of Author
///     The persons of the byline.
/// dateline : Dateline or None
///     Where and when it was filed.
/// published, modified : str or None
///     ISO 8601, with the offset it came with. A teaser does not inherit its page's.
/// section : str or None
///     The section it appeared in.
/// keywords, agencies, contributors, corrections : tuple of str
///     As found.
/// images : tuple of Image
///     Captions and credits.
/// text : str
///     The blocks' texts, one a line.
/// blocks : tuple of Block
///     What stands where in the text, in order.
/// paragraphs : tuple of Block
///     The blocks that are running text.
/// sentences : tuple of Span
///     None crosses a block.
/// tokens : tuple of Span or None
///     Only when asked for.
/// entities : tuple of Entity
///     Who and what is named.
/// quotations : tuple of Quotation
///     Who says what.
/// times : tuple of TimeExpression
///     When.
/// keyphrases : tuple of Keyphrase
///     Best first.
///
/// Examples
/// --------
/// >>> import nutgraf as ng
/// >>> story = ng.parse("The Größe sank at noon. Nobody died.").story
/// >>> last = story.sentences[-1]
/// >>> last.start, story.text[last.start:last.end]
/// (24, 'Nobody died.')
#[pyclass(module = "nutgraf", frozen)]
pub(crate) struct Article {
    page: Shared,
    index: usize,
    chars: OnceLock<CharIndex>,
}

impl Article {
    /// The article at `index` of its page; the caller says that there is one.
    pub(crate) fn new(page: Shared, index: usize) -> Article {
        Article { page, index, chars: OnceLock::new() }
    }

    fn article(&self) -> &nutgraf::core::Article {
        &self.page.page().articles[self.index]
    }

    fn chars(&self) -> Chars<'_> {
        let text = self.article().text.as_str();
        Chars { text, index: self.chars.get_or_init(|| CharIndex::new(text)) }
    }

    fn blocks_where<'py>(
        &self,
        py: Python<'py>,
        keep: impl Fn(&nutgraf::core::Block) -> bool,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let (article, page) = (self.chars(), self.page.chars());
        let blocks = self.article().blocks.iter().filter(|block| keep(block));
        PyTuple::new(py, blocks.map(|block| Block::of(block, &article, &page)).collect::<Vec<_>>())
    }
}

#[pymethods]
impl Article {
    /// The article as JSON, as it stands in its page's record; its spans count bytes of UTF-8.
    fn to_json(&self) -> PyResult<String> {
        serde_json::to_string(self.article()).map_err(|error| PyValueError::new_err(error.to_string()))
    }

    /// The article as dicts and lists, as it stands in its page's record; its spans count bytes of UTF-8.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?.call_method1("loads", (self.to_json()?,))
    }

    /// The sentence that holds a character of the text.
    ///
    /// Parameters
    /// ----------
    /// offset : int
    ///     In characters, such as a mention's ``start``.
    ///
    /// Returns
    /// -------
    /// Span or None
    ///     None for a character of no sentence, such as a byline's.
    fn sentence_at(&self, offset: usize) -> Option<Span> {
        let chars = self.chars();
        let at = chars.index.bytes(chars.text, offset);
        let sentences = &self.article().sentences;
        let sentence = sentences.get(sentences.partition_point(|span| span.end() <= at))?;
        (sentence.start() <= at).then(|| chars.span(*sentence))
    }

    #[getter]
    fn page(&self) -> Page {
        Page::new(self.page.clone())
    }

    #[getter]
    fn id(&self) -> &str {
        &self.article().id
    }

    #[getter]
    fn kind(&self) -> &'static str {
        match self.article().kind {
            ArticleKind::Story => "story",
            ArticleKind::Teaser => "teaser",
        }
    }

    #[getter]
    fn truncated(&self) -> bool {
        self.article().truncated
    }

    #[getter]
    fn title(&self) -> &str {
        self.article().title()
    }

    #[getter]
    fn headline(&self) -> Option<&str> {
        self.article().headline.as_deref()
    }

    #[getter]
    fn kicker(&self) -> Option<&str> {
        self.article().kicker.as_deref()
    }

    #[getter]
    fn dek(&self) -> Option<&str> {
        self.article().dek.as_deref()
    }

    #[getter]
    fn byline(&self) -> Option<&str> {
        self.article().byline.as_deref()
    }

    #[getter]
    fn authors<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.article().authors.iter().map(Author::of).collect::<Vec<_>>())
    }

    #[getter]
    fn dateline(&self) -> Option<Dateline> {
        let dateline = self.article().dateline.as_ref()?;
        Some(Dateline::of(dateline, &self.chars()))
    }

    #[getter]
    fn published(&self) -> Option<&str> {
        self.article().published.as_deref()
    }

    #[getter]
    fn modified(&self) -> Option<&str> {
        self.article().modified.as_deref()
    }

    #[getter]
    fn section(&self) -> Option<&str> {
        self.article().section.as_deref()
    }

    #[getter]
    fn keywords<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, &self.article().keywords)
    }

    #[getter]
    fn agencies<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, &self.article().agencies)
    }

    #[getter]
    fn contributors<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, &self.article().contributors)
    }

    #[getter]
    fn corrections<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(py, &self.article().corrections)
    }

    #[getter]
    fn images<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.article().images.iter().map(Image::of).collect::<Vec<_>>())
    }

    #[getter]
    fn text(&self) -> &str {
        &self.article().text
    }

    #[getter]
    fn blocks<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.blocks_where(py, |_| true)
    }

    #[getter]
    fn paragraphs<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.blocks_where(py, |block| block.role == nutgraf::core::Role::Paragraph)
    }

    #[getter]
    fn sentences<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.chars().spans(&self.article().sentences))
    }

    #[getter]
    fn tokens<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyTuple>>> {
        let tokens = self.article().tokens.as_ref();
        tokens.map(|tokens| PyTuple::new(py, self.chars().spans(tokens))).transpose()
    }

    #[getter]
    fn entities<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let chars = self.chars();
        let entities = self.article().entities.iter().map(|entity| Entity::of(entity, &chars));
        PyTuple::new(py, entities.collect::<PyResult<Vec<_>>>()?)
    }

    #[getter]
    fn quotations<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let chars = self.chars();
        let quotations = self.article().quotations.iter().map(|quotation| Quotation::of(quotation, &chars));
        PyTuple::new(py, quotations.collect::<PyResult<Vec<_>>>()?)
    }

    #[getter]
    fn times<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let chars = self.chars();
        let times = self.article().times.iter().map(|time| TimeExpression::of(time, &chars));
        PyTuple::new(py, times.collect::<PyResult<Vec<_>>>()?)
    }

    #[getter]
    fn keyphrases<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.article().keyphrases.iter().map(Keyphrase::of).collect::<Vec<_>>())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Article>().is_ok_and(|other| self.article() == other.get().article())
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.article().id.hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self) -> String {
        let article = self.article();
        let truncated = if article.truncated { ", truncated" } else { "" };
        let words = count(article.text.split_whitespace().count(), "word", "words");
        format!("Article({} {:?}, {words}{truncated})", self.kind(), short(article.title()))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        let item = py.import("operator")?.getattr("getitem")?;
        Ok((item, (self.page(), self.index).into_pyobject(py)?))
    }
}
