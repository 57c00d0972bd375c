use std::fmt;

use nutgraf_core::{Layout, Note, SCHEMA};
use serde::de::{self, Deserialize, Deserializer, MapAccess};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::column::{Column, OWN_NAME, columns};
use crate::date::iso_8601;
use crate::item::{Item, flaw};
use crate::metadata::Row;

/// The fields of a JSON record that say something; all others are passed over.
#[derive(Default)]
pub(crate) struct Fields<'a> {
    found: Vec<(String, &'a RawValue)>,
    schema: Option<&'a RawValue>,
}

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
                let mut fields = Fields::default();
                while let Some(key) = map.next_key::<Words>()? {
                    let key = String::from_utf8_lossy(&key.0).into_owned();
                    let value: &RawValue = map.next_value()?;
                    if key == "schema" {
                        fields.schema = Some(value);
                    }
                    fields.found.push((key, value));
                }
                Ok(fields)
            }
        }

        deserializer.deserialize_map(Visitor)
    }
}

/// A JSON string as bytes: scraped ones hold lone surrogates, which no `String` can.
struct Words(Vec<u8>);

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

/// A field that should be text and is not: what it is, and where it begins.
pub(crate) struct NoText<'a> {
    pub(crate) value: &'a str,
    pub(crate) found: &'static str,
}

impl<'a> Fields<'a> {
    /// Whether it says that it is a page record, of whatever version.
    pub(crate) fn is_page(&self) -> bool {
        let family = SCHEMA.rsplit_once('/').map_or(SCHEMA, |(family, _)| family);
        self.schema.is_some_and(|schema| schema.get().trim_start_matches('"').starts_with(family))
    }

    /// Whether it may be an article in JSON-LD.
    pub(crate) fn may_be_jsonld(&self) -> bool {
        self.found.iter().any(|(name, _)| name == "@type" || name == "@graph")
    }

    /// The fields as an item; the most telling name of a column that holds something wins. `given` are names of the
    /// caller's.
    ///
    /// # Errors
    /// When a text under its own name is no string.
    pub(crate) fn item(&self, given: &[(String, Column)]) -> Result<Item, NoText<'a>> {
        // A name that stands twice says what it says last, as in every JSON reader.
        let found = self.found.iter().rev().filter(|(_, raw)| raw.get() != "null");
        let mut found: Vec<(Column, usize, &'a RawValue)> = found
            .flat_map(|(name, raw)| {
                columns(name, given).into_iter().map(|(column, rank)| (column, rank, *raw))
            })
            .collect();
        found.sort_by_key(|&(column, rank, _)| (column, rank));
        let mut item = Item::default();
        let mut last = None;
        for (column, rank, raw) in found {
            if last != Some(column) && self.set(&mut item, column, rank, raw)? {
                last = Some(column);
            }
        }
        Ok(item)
    }

    /// Sets a field; whether it said something.
    fn set(
        &self,
        item: &mut Item,
        column: Column,
        rank: usize,
        raw: &'a RawValue,
    ) -> Result<bool, NoText<'a>> {
        match column {
            Column::Text | Column::Html => set_text(item, column, rank, raw),
            _ => Ok(set_field(item, column, raw)),
        }
    }
}

/// Sets a text. Under its own name it must be one; a `body` or `story` that is none may be something else.
fn set_text<'a>(item: &mut Item, column: Column, rank: usize, raw: &'a RawValue) -> Result<bool, NoText<'a>> {
    match serde_json::from_str::<Words>(raw.get()) {
        // A blank one under another name gives way to the next.
        Ok(words) if rank > OWN_NAME && words.0.trim_ascii().is_empty() => Ok(false),
        Ok(words) => {
            item.set_bytes(column, &words.0);
            Ok(true)
        }
        Err(_) if rank <= OWN_NAME => Err(NoText { value: raw.get(), found: kind(raw.get()) }),
        Err(_) => Ok(false),
    }
}
/// What a JSON value is, in words.
fn kind(raw: &str) -> &'static str {
    match raw.bytes().next() {
        Some(b'"') => "a broken string",
        Some(b'{') => "an object",
        Some(b'[') => "an array",
        Some(b't' | b'f') => "a boolean",
        _ => "a number",
    }
}

/// Sets a field that is no text; whether it said something.
fn set_field(item: &mut Item, column: Column, raw: &RawValue) -> bool {
    let Ok(value) = serde_json::from_str::<Value>(raw.get()) else { return false };
    let words = match (column, &value) {
        (Column::Id, Value::Number(number)) => vec![number.to_string()],
        (Column::Published | Column::Modified, Value::Number(number)) => vec![number.to_string()],
        (Column::Authors | Column::Keywords | Column::Section, value) => {
            let mut words = Vec::new();
            flatten(value, &mut words);
            words
        }
        (_, Value::String(words)) => vec![words.clone()],
        (_, Value::Object(_)) => name(&value).map(str::to_owned).into_iter().collect(),
        (_, _) => {
            let found = kind(raw.get());
            let field = column.name();
            item.notes.push(flaw(format!("{field}: expected a string, found {found}; left out")));
            return true;
        }
    };
    let mut was_set = false;
    for words in words.into_iter().filter(|words| !words.trim().is_empty()) {
        if accepts(column, &words) && !(was_set && column == Column::Section) {
            item.set(column, words);
            was_set = true;
        }
    }
    was_set
}

/// Whether a value may be a column's: `source` is the page's address in some sets, the outlet's name in others.
pub(crate) fn accepts(column: Column, words: &str) -> bool {
    match column {
        Column::Url => !words.contains(char::is_whitespace) && words.contains(['.', '/', ':']),
        Column::Outlet => !words.contains("://"),
        _ => true,
    }
}

/// The strings of a list, of objects their names.
fn flatten(value: &Value, words: &mut Vec<String>) {
    match value {
        Value::String(text) => words.push(text.clone()),
        Value::Array(values) => {
            for value in values.iter().take(1000) {
                match value {
                    Value::String(text) => words.push(text.clone()),
                    value => words.extend(name(value).map(str::to_owned)),
                }
            }
        }
        value => words.extend(name(value).map(str::to_owned)),
    }
}

/// The name of a thing that is given as an object (`{"name": "The Quay"}`).
fn name(value: &Value) -> Option<&str> {
    ["name", "title", "label", "url", "@id"].into_iter().find_map(|key| value.get(key)?.as_str())
}

/// Puts what is said of a page into its layout: the first row that says something wins, then what the caller says of
/// every page, then what the page says itself.
pub(crate) fn describe(layout: &mut Layout, rows: &[Option<&Row>], published: Option<&str>) {
    let first = |field: fn(&Row) -> &Option<String>| rows.iter().flatten().find_map(|row| field(row).clone());
    let metadata = &mut layout.metadata;
    metadata.url = first(|row| &row.url).or(metadata.url.take());
    metadata.outlet = first(|row| &row.outlet).or(metadata.outlet.take());
    metadata.language = first(|row| &row.language).or(metadata.language.take());
    let Some(given) = first(|row| &row.published).or_else(|| published.map(str::to_owned)) else { return };
    metadata.published = iso_8601(&given);
    if metadata.published.is_none() {
        layout.notes.push(unreadable(&given));
    }
}

fn unreadable(date: &str) -> Note {
    flaw(format!("published: expected an ISO 8601 date, found {date:?}; left out"))
}
