use serde_json::Value;

use super::{Object, body};
use crate::{Article, Dateline, Entity, EntityKind, Page};

/// A story as a NewsArticle of schema.org (version 29): the properties of Thing, CreativeWork, Article and NewsArticle
/// that the record has something for. A kicker is an `alternativeHeadline`, a standfirst an `abstract`.
pub(super) fn object(page: &Page, story: &Article, id: &str) -> Value {
    let thing = |kind: &str| Object::default().with("@type", kind);
    let authors = story.authors.iter().map(|author| {
        let affiliation = author.organization.as_deref();
        let affiliation = affiliation.map(|name| thing("Organization").with("name", name).done());
        let title = author.title.as_deref();
        thing("Person")
            .with("name", author.name.as_str())
            .with("jobTitle", title)
            .with("affiliation", affiliation)
            .done()
    });
    let images = story.images.iter().map(|image| {
        thing("ImageObject")
            .with("caption", image.caption.as_deref())
            .with("creditText", image.credit.as_deref())
            .done()
    });
    let agencies = story.agencies.iter().map(|name| thing("Organization").with("name", name.as_str()).done());
    let publisher = page.outlet.as_deref();
    thing("NewsArticle")
        .with("@context", "https://schema.org")
        .with("identifier", id)
        .with("url", page.url.as_deref())
        .with("headline", story.headline.as_deref())
        .with("alternativeHeadline", story.kicker.as_deref())
        .with("abstract", story.dek.as_deref())
        .with("author", authors.collect::<Vec<_>>())
        .with("datePublished", story.published.as_deref())
        .with("dateModified", story.modified.as_deref())
        .with("dateline", story.dateline.as_ref().map(|dateline| printed(dateline, story)))
        .with("articleSection", story.section.as_deref())
        .with("keywords", story.keywords.clone())
        .with("inLanguage", page.language.as_deref())
        .with("publisher", publisher.map(|name| thing("NewsMediaOrganization").with("name", name).done()))
        .with("sourceOrganization", agencies.collect::<Vec<_>>())
        .with("creditText", story.contributors.clone())
        .with("correction", story.corrections.clone())
        .with("image", images.collect::<Vec<_>>())
        .with("articleBody", body(story))
        .with("mentions", story.entities.iter().map(mention).collect::<Vec<_>>())
        .done()
}

/// A dateline as printed, without the mark behind it; put together from its parts when it stands in no text.
fn printed(dateline: &Dateline, story: &Article) -> String {
    let text = dateline.span.slice(&story.text).trim().trim_end_matches(['—', '–', '-', ':', ' ']);
    if !text.is_empty() {
        return text.to_owned();
    }
    let parts = [&dateline.place, &dateline.region, &dateline.date];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    let agency = dateline.agency.as_deref().map(|agency| format!("({agency})"));
    parts.join(", ") + &agency.map(|agency| format!(" {agency}")).unwrap_or_default()
}

fn mention(entity: &Entity) -> Value {
    let kind = match entity.kind {
        EntityKind::Person => "Person",
        EntityKind::Organization => "Organization",
        EntityKind::Place => "Place",
        EntityKind::Event => "Event",
        EntityKind::Work => "CreativeWork",
        EntityKind::Product => "Product",
        // schema.org has no type for a people, a faith or a party's followers.
        EntityKind::Group => "Thing",
    };
    let mut names = entity.aliases.clone();
    let others = entity.native.iter().map(|native| &native.text).chain(&entity.acronym);
    for name in others {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    let titles = if entity.kind == EntityKind::Person { entity.titles.clone() } else { Vec::new() };
    Object::default()
        .with("@type", kind)
        .with("name", entity.name.as_str())
        .with("alternateName", names)
        .with("jobTitle", titles)
        .done()
}
