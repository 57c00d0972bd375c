use std::fmt;

use nutgraf_core::{Layout, Note, NoteKind, SCHEMA, Span};
use serde::{Deserialize, Deserializer, de};
use serde_json::Value;

use crate::date::is_iso_8601;
use crate::encoding::{decode_utf_8, note_characters};
use crate::metadata::Row;

/// The fields of a JSONL record; all others are passed over.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Fields {
    pub(crate) text: Option<Words>,
    pub(crate) html: Option<Words>,
    schema: Option<Value>,
    id: Option<Value>,
    url: Option<Value>,
    outlet: Option<Value>,
    published: Option<Value>,
    headline: Option<Value>,
    language: Option<Value>,
}

/// A JSON string as bytes: scraped ones hold lone surrogates, which no `String` can.
pub(crate) struct Words(Vec<u8>);

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = Words;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Words, E> {
                Ok(Words(bytes.to_vec()))
            }
        }

        deserializer.deserialize_byte_buf(Visitor)
    }
}

impl Fields {
    /// Whether it says that it is a page record, of whatever version.
    pub(crate) fn is_page(&self) -> bool {
        let family = SCHEMA.rsplit_once('/').map_or(SCHEMA, |(family, _)| family);
        self.schema.as_ref().and_then(Value::as_str).is_some_and(|schema| schema.starts_with(family))
    }

    /// The layout of the record's `text`, or of its `html`; `fallback` is its id when it has none of its own, `row` what `metadata.csv`
    /// says of its file, `published` what the caller says of every page. None when it has neither.
    pub(crate) fn layout(
        self,
        fallback: String,
        row: Option<&Row>,
        published: Option<&str>,
    ) -> Option<Layout> {
        let is_html = self.text.is_none();
        let decoded = decode_utf_8(self.text.or(self.html)?.0);
        let mut notes = Vec::new();
        let id = match self.id {
            Some(Value::Number(number)) => Some(number.to_string()),
            other => words(other, "id", &mut notes),
        };
        let own = Row {
            published: words(self.published, "published", &mut notes),
            outlet: words(self.outlet, "outlet", &mut notes),
            url: words(self.url, "url", &mut notes),
            language: words(self.language, "language", &mut notes),
        };
        let headline = words(self.headline, "headline", &mut notes);
        let id = id.unwrap_or(fallback);
        let mut layout = if is_html {
            crate::html::layout_text(&id, &decoded.text)
        } else {
            Layout { is_article: true, ..Layout::plain(id, decoded.text) }
        };
        layout.notes.splice(..0, notes);
        layout.metadata.headline = headline.or(layout.metadata.headline);
        describe(&mut layout, &[Some(&own), row], published);
        note_characters(&mut layout, decoded.flawed);
        Some(layout)
    }
}

/// A field of words; anything else but null is noted and left out.
fn words(value: Option<Value>, field: &str, notes: &mut Vec<Note>) -> Option<String> {
    match value {
        None | Some(Value::Null) => None,
        Some(Value::String(words)) => Some(words).filter(|words| !words.trim().is_empty()),
        Some(other) => {
            let found = match other {
                Value::Bool(_) => "a boolean",
                Value::Number(_) => "a number",
                Value::Array(_) => "an array",
                _ => "an object",
            };
            notes.push(flaw(format!("{field}: expected a string, found {found}; left out")));
            None
        }
    }
}

/// Puts what is said of a page into its layout: the first row that says something wins, the page's own word is last.
pub(crate) fn describe(layout: &mut Layout, rows: &[Option<&Row>], published: Option<&str>) {
    let first = |field: fn(&Row) -> &Option<String>| rows.iter().flatten().find_map(|row| field(row).clone());
    let metadata = &mut layout.metadata;
    metadata.url = first(|row| &row.url).or(metadata.url.take());
    metadata.outlet = first(|row| &row.outlet).or(metadata.outlet.take());
    metadata.language = first(|row| &row.language).or(metadata.language.take());
    let date = first(|row| &row.published).or_else(|| published.map(str::to_owned));
    let good = date.as_deref().map(str::trim).filter(|date| is_iso_8601(date)).map(str::to_owned);
    let is_bad = date.is_some() && good.is_none();
    metadata.published = good.or(metadata.published.take());
    if let (Some(date), true) = (date, is_bad) {
        layout.notes.push(flaw(format!("published: expected an ISO 8601 date, found {date:?}; left out")));
    }
}

fn flaw(message: String) -> Note {
    Note { kind: NoteKind::Metadata, message, source: Span::default() }
}
