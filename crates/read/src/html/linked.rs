//! JSON-LD: which of a page's objects is its article, and what it says.

use serde_json::{Map, Value};

/// Objects inside one another that are looked into.
const DEEPEST: usize = 12;
/// Objects of a page that are looked at.
const MOST: usize = 4_000;

/// All objects of a page's JSON-LD, from the outside in.
#[derive(Debug, Default)]
pub(crate) struct Linked<'v> {
    objects: Vec<(&'v Map<String, Value>, usize)>,
}

impl<'v> Linked<'v> {
    pub(crate) fn of(values: &'v [Value]) -> Linked<'v> {
        let mut linked = Linked::default();
        let mut level: Vec<&Value> = values.iter().collect();
        for depth in 0..DEEPEST {
            let mut next = Vec::new();
            for value in level {
                match value {
                    Value::Array(items) => next.extend(items),
                    Value::Object(object) if linked.objects.len() < MOST => {
                        linked.objects.push((object, depth));
                        next.extend(object.values().filter(|value| value.is_object() || value.is_array()));
                    }
                    _ => {}
                }
            }
            level = next;
        }
        linked
    }

    /// The object that speaks of the page's story: an article, the more so a news article, with a headline that the
    /// page also has, and not deep inside another's. `known` says whether a headline is the page's.
    pub(crate) fn article(&self, known: impl Fn(&str) -> bool) -> Option<&'v Map<String, Value>> {
        let rank = |&(object, depth): &(&'v Map<String, Value>, usize)| {
            let kind = types(object).map(kind_rank).max().unwrap_or(0);
            let headline = text(object.get("headline")).or_else(|| text(object.get("name")));
            let is_known = headline.as_deref().is_some_and(&known);
            let said = ["headline", "datePublished", "author", "articleBody"];
            let fields = said.iter().filter(|field| object.contains_key(**field)).count();
            (kind > 0 && fields > 0).then_some((is_known, kind, fields.min(2), std::cmp::Reverse(depth)))
        };
        let mut best = None;
        for object in &self.objects {
            if let Some(rank) = rank(object)
                && best.is_none_or(|(other, _)| rank > other)
            {
                best = Some((rank, object.0));
            }
        }
        best.map(|(_, object)| object)
    }

    /// Whether two articles or more stand side by side: a list of other stories, most likely.
    pub(crate) fn by_id(&self, id: &str) -> Option<&'v Map<String, Value>> {
        let found = self.objects.iter().filter(|(object, _)| {
            object.get("@id").and_then(Value::as_str) == Some(id) && object.contains_key("name")
        });
        found.map(|(object, _)| *object).next()
    }

    /// The name of a value: a string, or an object that has one, or is said by its `@id` to be another that has one.
    pub(crate) fn name(&self, value: &Value) -> Option<String> {
        match value {
            Value::String(_) => text(Some(value)),
            Value::Object(object) => text(object.get("name")).or_else(|| {
                let id = object.get("@id").and_then(Value::as_str)?;
                text(self.by_id(id)?.get("name"))
            }),
            Value::Array(items) => items.iter().find_map(|item| self.name(item)),
            _ => None,
        }
    }

    /// Whether a value is said to be something else than a person.
    pub(crate) fn is_organization(&self, value: &Value) -> bool {
        let Value::Object(object) = value else { return false };
        let named = object.get("@id").and_then(Value::as_str).and_then(|id| self.by_id(id));
        types(object).chain(named.into_iter().flat_map(types)).any(|kind| kind.contains("Organization"))
    }
}

/// The types of an object, without the vocabulary's address.
pub(crate) fn types(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let kind = object.get("@type");
    let one = kind.and_then(Value::as_str);
    let many = kind.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    one.into_iter().chain(many).map(|kind| kind.rsplit(['/', ':', '#']).next().unwrap_or(kind))
}

fn kind_rank(kind: &str) -> u8 {
    match kind {
        "NewsArticle"
        | "ReportageNewsArticle"
        | "AnalysisNewsArticle"
        | "OpinionNewsArticle"
        | "BackgroundNewsArticle"
        | "ReviewNewsArticle"
        | "LiveBlogPosting"
        | "AskPublicNewsArticle" => 4,
        "Article"
        | "BlogPosting"
        | "Report"
        | "SocialMediaPosting"
        | "TechArticle"
        | "ScholarlyArticle"
        | "AdvertiserContentArticle"
        | "SatiricalArticle"
        | "MedicalScholarlyArticle"
        | "Review" => 3,
        "Recipe" | "HowTo" | "CreativeWork" | "DiscussionForumPosting" | "PodcastEpisode" => 2,
        "WebPage" | "VideoObject" | "ItemPage" | "MedicalWebPage" => 1,
        _ => 0,
    }
}

/// A value's text, without white space at its ends; a list's first.
pub(crate) fn text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(super::clean(text)).filter(|text| !text.is_empty()),
        Value::Array(items) => items.iter().find_map(|item| text(Some(item))),
        Value::Object(object) => text(object.get("@value")),
        _ => None,
    }
}

/// A value's texts: a list's all, else the one.
pub(crate) fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(items)) => items.iter().filter_map(|item| text(Some(item))).collect(),
        other => text(other).into_iter().collect(),
    }
}
