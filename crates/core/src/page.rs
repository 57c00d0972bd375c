use nutgraf_text::{LineIndex, Span};
use serde::{Deserialize, Serialize};

use crate::{Article, ArticleKind, Error, Role};

/// The value of [`Page::schema`].
pub const SCHEMA: &str = "nutgraf/page/1";

/// A block that belongs to no article.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Furniture {
    /// What it is.
    pub role: Role,
    /// Its bytes in the page's text.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<(u32, u32)>"))]
    pub source: Vec<Span>,
}

/// What sort of flaw a note speaks of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// Bytes that are no text in the page's encoding.
    Encoding,
    /// A control character or the like.
    Character,
    /// Metadata that could not be read (a date that is none).
    Metadata,
    /// The page ends in the middle of its markup.
    Truncated,
    /// The page holds no story.
    NoStory,
}

/// A flaw met on the way; the page is still a page.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Note {
    /// What sort.
    pub kind: NoteKind,
    /// For people.
    pub message: String,
    /// Its bytes in the page's text.
    #[cfg_attr(feature = "schema", schemars(with = "(u32, u32)"))]
    pub source: Span,
}

/// A page as read, and the articles found on it. Serialises to the record `nutgraf parse` writes.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Page {
    /// [`SCHEMA`].
    pub schema: String,
    /// The caller's id, else the path; `path#n` in a file of several records.
    pub id: String,
    /// Where it was found.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// ISO 8601, as given.
    pub published: Option<String>,
    /// As read: decoded, line ends `\n`.
    pub text: String,
    /// Stories first, then teasers, each in page order.
    pub articles: Vec<Article>,
    /// What belongs to no article, in page order.
    pub furniture: Vec<Furniture>,
    /// Flaws met.
    pub notes: Vec<Note>,
}

impl Page {
    /// The page's stories.
    pub fn stories(&self) -> impl Iterator<Item = &Article> {
        self.articles.iter().filter(|article| article.kind == ArticleKind::Story)
    }

    /// The page's own story.
    pub fn story(&self) -> Option<&Article> {
        self.stories().next()
    }

    /// Reads a record written by `nutgraf parse`, and checks that every span fits its text.
    ///
    /// # Errors
    /// [`Error::Json`] when it is no page record, [`Error::Schema`] when it is another version's,
    /// [`Error::Span`] when a span lies outside its text or inside a character.
    pub fn from_json(json: &str) -> Result<Page, Error> {
        let page: Page = serde_json::from_str(json).map_err(|error| Error::json(json, &error))?;
        page.check()?;
        Ok(page)
    }

    /// The record as one line of JSON, without a line break at its end.
    pub fn to_json(&self) -> String {
        // Maps with string keys, numbers and strings only: serde_json has nothing to refuse.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Checks the schema's version and that every span fits its text.
    ///
    /// # Errors
    /// [`Error::Schema`], [`Error::Span`].
    pub fn check(&self) -> Result<(), Error> {
        if self.schema != SCHEMA {
            return Err(Error::Schema { found: self.schema.clone() });
        }
        let of_page = |span: Span, what| {
            span.fits(&self.text).then_some(()).ok_or_else(|| {
                let at = LineIndex::new(&self.text).place(&self.text, span.start());
                Error::Span { what, span, length: self.text.len(), at }
            })
        };
        for furniture in &self.furniture {
            furniture.source.iter().try_for_each(|&span| of_page(span, "furniture"))?;
        }
        self.notes.iter().try_for_each(|note| of_page(note.source, "note"))?;
        for article in &self.articles {
            for block in &article.blocks {
                block.source.iter().try_for_each(|&span| of_page(span, "block source"))?;
            }
            article.check()?;
        }
        Ok(())
    }
}

impl Article {
    /// Checks that every span fits the text.
    ///
    /// # Errors
    /// [`Error::Span`].
    pub fn check(&self) -> Result<(), Error> {
        let inside = |span: Span, what| {
            span.fits(&self.text).then_some(()).ok_or_else(|| {
                let at = LineIndex::new(&self.text).place(&self.text, span.start());
                Error::Span { what, span, length: self.text.len(), at }
            })
        };
        self.blocks.iter().try_for_each(|block| inside(block.span, "block"))?;
        self.sentences.iter().try_for_each(|&span| inside(span, "sentence"))?;
        self.tokens.iter().flatten().try_for_each(|&span| inside(span, "token"))?;
        self.dateline.iter().try_for_each(|dateline| inside(dateline.span, "dateline"))?;
        for entity in &self.entities {
            entity.mentions.iter().try_for_each(|mention| inside(mention.span, "mention"))?;
            entity.title_spans.iter().try_for_each(|&span| inside(span, "title"))?;
        }
        for quotation in &self.quotations {
            quotation.parts.iter().try_for_each(|&span| inside(span, "quotation"))?;
            quotation.cue.iter().chain(&quotation.speaker).try_for_each(|&span| inside(span, "quotation"))?;
        }
        self.times.iter().try_for_each(|time| inside(time.span, "time"))
    }
}
