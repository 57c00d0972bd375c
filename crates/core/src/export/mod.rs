//! Pages in the forms that others read: schema.org's JSON-LD, IPTC's ninjs, plain text, Markdown.
//!
//! Only stories are written: a teaser is another page's story.

mod jsonld;
mod markdown;
mod ninjs;
mod plain;
mod restore;

pub use restore::{is_jsonld, read_jsonld};

use serde_json::{Map, Value};

use crate::{Article, Page, Role};

impl Page {
    /// The page's stories as schema.org [NewsArticle](https://schema.org/NewsArticle) objects in JSON-LD, one a line;
    /// empty when it holds none.
    ///
    /// ```
    /// use nutgraf_core::{Layout, Options, parse};
    ///
    /// let page = parse(Layout::plain("demo", "The ferry sank at noon, the harbour master said."), &Options::default());
    /// let json: serde_json::Value = serde_json::from_str(&page.to_jsonld())?;
    /// assert_eq!(json["@type"], "NewsArticle");
    /// assert_eq!(json["articleBody"], "The ferry sank at noon, the harbour master said.");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn to_jsonld(&self) -> String {
        self.lines(jsonld::object)
    }

    /// The page's stories as news objects of IPTC's [ninjs](https://iptc.org/standards/ninjs/) 3.2, one a line; empty
    /// when it holds none.
    ///
    /// A date without a time has no field there, for ninjs wants both: it stands among the descriptions.
    pub fn to_ninjs(&self) -> String {
        self.lines(ninjs::object)
    }

    /// The page's stories as clean text: headline, standfirst and running text, a block a line, an empty line between
    /// stories.
    pub fn to_text(&self) -> String {
        self.stories().map(plain::text).collect::<Vec<_>>().join("\n")
    }

    /// The page's stories as Markdown (CommonMark), a rule between stories.
    pub fn to_markdown(&self) -> String {
        self.stories().map(|story| markdown::text(self, story)).collect::<Vec<_>>().join("\n---\n\n")
    }

    fn lines(&self, object: fn(&Page, &Article, &str) -> Value) -> String {
        let mut lines = String::new();
        for (at, story) in self.stories().enumerate() {
            // A page's own story has the page's id; those of a digest are told apart.
            let id = if at == 0 { self.id.clone() } else { format!("{}/{}", self.id, at + 1) };
            lines.push_str(&object(self, story, &id).to_string());
            lines.push('\n');
        }
        lines
    }
}

/// The running text of a story: paragraphs, subheads and what the page sets apart, one a line.
fn body(story: &Article) -> String {
    let is_body = |role| matches!(role, Role::Paragraph | Role::Subhead | Role::Pullquote);
    let blocks = story.blocks.iter().filter(|block| is_body(block.role));
    blocks.map(|block| story.block_text(block)).collect::<Vec<_>>().join("\n")
}

/// An object under construction: what says nothing is left out.
#[derive(Default)]
struct Object(Map<String, Value>);

impl Object {
    fn set(&mut self, key: &str, value: impl Into<Value>) {
        let value = value.into();
        let says_nothing = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(values) => values.is_empty(),
            _ => false,
        };
        if !says_nothing {
            self.0.insert(key.to_owned(), value);
        }
    }

    fn with(mut self, key: &str, value: impl Into<Value>) -> Object {
        self.set(key, value);
        self
    }

    fn done(self) -> Value {
        Value::Object(self.0)
    }
}
