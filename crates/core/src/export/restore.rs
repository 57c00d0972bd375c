use serde_json::Value;

use crate::parse::dateline_of;
use crate::{Article, Author, Image, Layout};

/// Whether a JSON value is, or holds, an article in JSON-LD: a NewsArticle of schema.org or another kind of Article.
pub fn is_jsonld(value: &Value) -> bool {
    article(value).is_some()
}

/// The layout of an article in JSON-LD, as [`Page::to_jsonld`](crate::Page::to_jsonld) and publishers write it: every
/// line of its `articleBody` is body, and what its other properties say stands. `fallback` is its id when it has none.
/// None when there is no article, or no body in it.
///
/// ```
/// use nutgraf_core::{Options, parse, read_jsonld};
///
/// let json = serde_json::json!({
///     "@type": "NewsArticle", "headline": "Ferry sinks", "articleBody": "It sank at noon.",
///     "author": {"@type": "Person", "name": "Ann Poe", "jobTitle": "Reporter"},
/// });
/// let page = parse(read_jsonld(&json, "demo").unwrap(), &Options::default());
/// let story = page.story().unwrap();
/// assert_eq!(story.headline.as_deref(), Some("Ferry sinks"));
/// assert_eq!(story.authors[0].title.as_deref(), Some("Reporter"));
/// ```
pub fn read_jsonld(value: &Value, fallback: &str) -> Option<Layout> {
    let object = article(value)?;
    let text = |key: &str| object.get(key).and_then(first_text);
    let texts = |key: &str| object.get(key).map(all_texts).unwrap_or_default();
    let body = object.get("articleBody")?.as_str()?;
    let mut layout = Layout::plain(text("identifier").unwrap_or_else(|| fallback.to_owned()), body);
    layout.is_article = true;
    layout.is_body = true;
    let known = Article {
        headline: text("headline").or_else(|| text("name")),
        kicker: text("alternativeHeadline"),
        dek: text("abstract").or_else(|| text("description")),
        authors: each(object.get("author")).filter_map(author).collect(),
        modified: text("dateModified"),
        dateline: text("dateline").map(|printed| dateline_of(&printed)),
        section: text("articleSection"),
        keywords: keywords(object.get("keywords")),
        agencies: texts("sourceOrganization"),
        contributors: texts("creditText"),
        corrections: texts("correction"),
        images: each(object.get("image")).filter_map(image).collect(),
        ..Article::default()
    };
    let metadata = &mut layout.metadata;
    metadata.published = text("datePublished");
    metadata.modified.clone_from(&known.modified);
    metadata.language = text("inLanguage");
    metadata.outlet = text("publisher");
    metadata.url = text("url").or_else(|| text("mainEntityOfPage"));
    layout.known = Some(Box::new(known));
    Some(layout)
}

/// The first article of a value: itself, of a list, or of a graph.
fn article(value: &Value) -> Option<&Value> {
    let is_article = |value: &&Value| {
        let mut kinds = each(value.get("@type")).filter_map(Value::as_str);
        kinds.any(|kind| kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report")
    };
    Some(value).filter(is_article).or_else(|| each(value.get("@graph")).find(is_article))
}

/// The values of a list, or the one that stands alone.
fn each(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let list = value.and_then(Value::as_array).map(Vec::as_slice);
    list.unwrap_or(value.map(std::slice::from_ref).unwrap_or_default()).iter()
}

/// What a value says in words: itself, or its name.
fn words(value: &Value) -> Option<String> {
    let named = ["name", "text", "value", "@id", "url"].into_iter().find_map(|key| value.get(key)?.as_str());
    value.as_str().or(named).map(str::trim).filter(|words| !words.is_empty()).map(str::to_owned)
}

fn first_text(value: &Value) -> Option<String> {
    each(Some(value)).find_map(words)
}

fn all_texts(value: &Value) -> Vec<String> {
    each(Some(value)).filter_map(words).collect()
}

/// A list, or words with commas between.
fn keywords(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(words)) => {
            words.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
        }
        Some(value) => all_texts(value),
        None => Vec::new(),
    }
}

fn author(value: &Value) -> Option<Author> {
    let part = |key: &str| value.get(key).and_then(first_text);
    let organization = part("affiliation").or_else(|| part("worksFor"));
    Some(Author { name: words(value)?, title: part("jobTitle"), organization })
}

fn image(value: &Value) -> Option<Image> {
    let part = |key: &str| value.get(key).and_then(first_text);
    let image = Image { caption: part("caption"), credit: part("creditText").or_else(|| part("creditLine")) };
    (image != Image::default()).then_some(image)
}
