use memchr::{memchr, memchr_iter};
use nutgraf_text::Span;

use crate::{Article, Note, Role};

/// What HTML says of a line; all absent for plain text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Hints {
    /// How sure the page's tree is that the line is part of its story: 100 for surely, -100 for surely not, 0 where
    /// nothing is known.
    pub story: i8,
    /// What the markup calls the line: its element, its classes, its microdata.
    pub role: Option<Role>,
    /// What the line looks like, where no markup calls it anything: bold as a subhead, beside a picture as its caption.
    pub looks: Option<Role>,
    /// Whether the markup makes it part of another story's announcement.
    pub is_teaser: bool,
    /// Heading level, 1 to 6; 0 for none.
    pub heading: u8,
    /// Share of the line's characters inside links, in per cent.
    pub link_density: u8,
}

/// One line of a page.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Line {
    /// Its bytes in the layout's text, without the line break.
    pub span: Span,
    /// What HTML says of it.
    pub hints: Hints,
}

/// What the caller, a record or the page's own metadata says of a page.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Metadata {
    /// Where it was found.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// ISO 8601.
    pub published: Option<String>,
    /// ISO 8601.
    pub modified: Option<String>,
    /// The title, when it is known from outside the text.
    pub headline: Option<String>,
    /// The standfirst, when it is known from outside the text.
    pub dek: Option<String>,
    /// Author names, when known from outside the text.
    pub authors: Vec<String>,
    /// The section it appeared in.
    pub section: Option<String>,
    /// The publisher's keywords.
    pub keywords: Vec<String>,
}

/// A page before parsing: its text, cut into lines with hints, and what is known of it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Layout {
    /// See [`Page::id`](crate::Page::id).
    pub id: String,
    /// Decoded, line ends `\n`.
    pub text: String,
    /// The lines of `text`, in order, without gaps but the line breaks.
    pub lines: Vec<Line>,
    /// What is known of it.
    pub metadata: Metadata,
    /// Flaws met while reading.
    pub notes: Vec<Note>,
    /// Whether the text was given as an article's (a JSONL `text`): then it always yields one.
    pub is_article: bool,
    /// Whether the lines have a tree's hints: their roles are then decided by these before their words.
    pub is_html: bool,
    /// Whether every line of the text is a story's body (an `articleBody`): none is judged.
    pub is_body: bool,
    /// What a structured record says of the story: where a field of it says something, that stands.
    pub known: Option<Box<Article>>,
}

impl Layout {
    /// The layout of a plain text: its lines, no hints. Line ends `\r\n` and `\r` become `\n`; a byte order mark goes.
    pub fn plain(id: impl Into<String>, text: impl Into<String>) -> Layout {
        let mut text: String = text.into();
        if text.starts_with('\u{feff}') {
            text.remove(0);
        }
        if memchr(b'\r', text.as_bytes()).is_some() {
            text = text.replace("\r\n", "\n").replace('\r', "\n");
        }
        let breaks = || memchr_iter(b'\n', text.as_bytes());
        let mut lines = Vec::with_capacity(breaks().count() + 1);
        let mut start = 0;
        for at in breaks().chain([text.len()]) {
            lines.push(Line { span: Span::at(start, at), hints: Hints::default() });
            start = at + 1;
        }
        Layout { id: id.into(), text, lines, ..Layout::default() }
    }
}
