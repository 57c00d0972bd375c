use serde_json::Value;

use super::Channel;
use crate::column::Column;
use crate::item::Item;

/// Whether a JSON document is a JSON Feed (1.0 or 1.1).
pub(crate) fn is_feed(document: &Value) -> bool {
    let version = document.get("version").and_then(Value::as_str).unwrap_or_default();
    version.contains("jsonfeed.org") && document.get("items").is_some_and(Value::is_array)
}

/// The items of a JSON Feed; one that is no object is none.
pub(crate) fn items(document: &Value) -> impl Iterator<Item = Option<Item>> {
    let channel = Channel {
        title: text(document, "title"),
        language: text(document, "language"),
        authors: authors(document),
    };
    let values = document.get("items").and_then(Value::as_array).into_iter().flatten();
    values.map(move |value| value.is_object().then(|| item(value, &channel)))
}

fn item(value: &Value, channel: &Channel) -> Item {
    let mut item = Item { is_body: true, ..Item::default() };
    for (key, column) in [
        ("id", Column::Id),
        ("url", Column::Url),
        ("title", Column::Headline),
        ("content_html", Column::Html),
        ("content_text", Column::Text),
        ("summary", Column::Summary),
        ("date_published", Column::Published),
        ("date_modified", Column::Modified),
        ("language", Column::Language),
    ] {
        if let Some(text) = text(value, key) {
            item.set(column, text);
        }
    }
    if let Some(Value::Number(id)) = value.get("id") {
        item.set(Column::Id, id.to_string());
    }
    if item.row.url.is_none()
        && let Some(url) = text(value, "external_url")
    {
        item.set(Column::Url, url);
    }
    item.authors = authors(value);
    for tag in value.get("tags").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
        item.set(Column::Keywords, tag);
    }
    channel.fill(&mut item);
    item
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned)
}

/// `authors` of version 1.1, else the `author` of 1.0.
fn authors(value: &Value) -> Vec<String> {
    let listed = value.get("authors").and_then(Value::as_array).into_iter().flatten();
    let names: Vec<String> = listed.filter_map(|author| text(author, "name")).collect();
    if names.is_empty() {
        value.get("author").and_then(|author| text(author, "name")).into_iter().collect()
    } else {
        names
    }
}
