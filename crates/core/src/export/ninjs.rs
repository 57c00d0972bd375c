use serde_json::Value;

use super::{Object, body};
use crate::{Article, EntityKind, Page};

/// A story as a news object of ninjs 3.2, by the properties of IPTC's schema
/// (`http://www.iptc.org/std/ninjs/ninjs-schema_3.2.json`).
pub(super) fn object(page: &Page, story: &Article, id: &str) -> Value {
    let named = |kind: EntityKind| {
        let entities = story.entities.iter().filter(|entity| entity.kind == kind);
        let object = |name: &str| Object::default().with("name", name).with("rel", "mentions").done();
        entities.map(|entity| object(&entity.name)).collect::<Vec<_>>()
    };
    let said = |role: &str, value: Option<&str>| {
        value.map(|value| Object::default().with("role", role).with("value", value).done())
    };
    let headlines = [said("main", story.headline.as_deref()), said("kicker", story.kicker.as_deref())];
    let dates = [("published", &story.published), ("modified", &story.modified)];
    let days = dates.iter().filter_map(|(role, date)| said(role, day(date.as_deref())));
    let descriptions = said("abstract", story.dek.as_deref())
        .into_iter()
        .chain(story.corrections.iter().filter_map(|text| said("correction", Some(text))))
        .chain(story.contributors.iter().filter_map(|text| said("contributor", Some(text))))
        .chain(story.images.iter().filter_map(|image| said("caption", image.caption.as_deref())))
        .chain(days);
    let body = body(story);
    let text = Object::default()
        .with("role", "main")
        .with("contentType", "text/plain")
        .with("charCount", body.chars().count() as u64)
        .with("wordCount", body.split_whitespace().count() as u64)
        .with("value", body)
        .done();
    let subjects = story.section.iter().map(|name| ("section", name));
    let subjects = subjects.chain(story.keywords.iter().map(|name| ("keyword", name)));
    let subjects =
        subjects.map(|(rel, name)| Object::default().with("name", name.as_str()).with("rel", rel).done());
    let source = |role: &str, name: &str| Object::default().with("name", name).with("role", role).done();
    let sources = page.outlet.iter().map(|name| source("publisher", name));
    let sources = sources.chain(story.agencies.iter().map(|name| source("agency", name)));
    let standard = Object::default()
        .with("name", "ninjs")
        .with("version", "3.2")
        .with("schema", "http://www.iptc.org/std/ninjs/ninjs-schema_3.2.json#")
        .done();
    let place = story.dateline.as_ref().and_then(|dateline| dateline.place.as_deref());
    Object::default()
        .with("uri", uri(page, story, id))
        .with("type", "text")
        .with("representationType", if story.truncated { "partial" } else { "full" })
        .with("standard", standard)
        .with("language", page.language.as_deref())
        .with("firstCreated", moment(story.published.as_deref()))
        .with("versionCreated", moment(story.modified.as_deref()))
        .with("headlines", headlines.into_iter().flatten().collect::<Vec<_>>())
        .with("by", by(story))
        .with("located", place)
        .with("descriptions", descriptions.collect::<Vec<_>>())
        .with("bodies", vec![text])
        .with("subjects", subjects.collect::<Vec<_>>())
        .with("people", named(EntityKind::Person))
        .with("organisations", named(EntityKind::Organization))
        .with("places", named(EntityKind::Place))
        .with("events", named(EntityKind::Event))
        .with("objects", named(EntityKind::Product))
        .with("infoSources", sources.collect::<Vec<_>>())
        .with("altIds", vec![Object::default().with("role", "nutgraf").with("value", id).done()])
        .done()
}

/// The page's address where it has one and this is its own story; else a name made of the text's hash.
fn uri(page: &Page, story: &Article, id: &str) -> String {
    let is_address = |url: &&str| {
        let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme);
        let fits = |c: char| c.is_ascii_graphic() && !"<>\"{}|\\^`".contains(c);
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
            && url.chars().all(fits)
    };
    match page.url.as_deref().filter(|_| id == page.id).filter(is_address) {
        Some(url) => url.to_owned(),
        None => format!("urn:x-nutgraf:{}", story.id),
    }
}

fn by(story: &Article) -> Option<String> {
    let names: Vec<&str> = story.authors.iter().map(|author| author.name.as_str()).collect();
    story.byline.clone().or_else(|| Some(names.join(", "))).filter(|by| !by.is_empty())
}

/// A date-time that RFC 3339 allows: with seconds and an offset.
fn moment(date: Option<&str>) -> Option<String> {
    let date = date?;
    let (day, time) = (date.get(..10)?, date.get(11..)?);
    let at = time.find(['Z', 'z', '+', '-'])?;
    let (clock, offset) = time.split_at(at);
    let clock = match clock.trim_end().replace(',', ".") {
        clock if clock.len() == 5 => format!("{clock}:00"),
        clock => clock,
    };
    let offset = match offset.len() {
        1 => "Z".to_owned(),
        3 => format!("{offset}:00"),
        5 => format!("{}:{}", &offset[..3], &offset[3..]),
        _ => offset.to_owned(),
    };
    Some(format!("{day}T{clock}{offset}"))
}

/// A date that is no full date-time.
fn day(date: Option<&str>) -> Option<&str> {
    date.filter(|date| moment(Some(date)).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_full_date_times_are_moments() {
        assert_eq!(moment(Some("2024-04-09T08:00+01")).as_deref(), Some("2024-04-09T08:00:00+01:00"));
        assert_eq!(moment(Some("2024-04-09 08:00:01.5Z")).as_deref(), Some("2024-04-09T08:00:01.5Z"));
        assert_eq!(moment(Some("2024-04-09T08:00:00-0500")).as_deref(), Some("2024-04-09T08:00:00-05:00"));
        for other in ["2024-04-09", "2024-04-09T08:00:00", "", "é"] {
            assert_eq!((moment(Some(other)), day(Some(other))), (None, Some(other)));
        }
    }
}
