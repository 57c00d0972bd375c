//! A page's metadata: who wrote it, when, for whom, from all the places where pages say so, the surest first.

use nutgraf_core::Metadata;
use serde_json::{Map, Value};

use super::author;
use super::claim::Claims;
use super::class::{self, kind};
use super::date;
use super::dom::{Dom, Name};
use super::linked::{self, Linked, text, texts};
use super::row::place;
use super::tag::Tag;

/// Elements that may name an author, of which the names are looked at.
const MOST_BYLINES: usize = 60;

/// What the page says, and what helps to read its lines.
pub(crate) struct Said {
    pub(crate) metadata: Metadata,
    /// The headline of JSON-LD's article.
    pub(crate) linked_headline: Option<String>,
    /// Names of the site.
    pub(crate) sites: Vec<String>,
    /// The story's text as JSON-LD has it.
    pub(crate) body: Option<String>,
    /// Whether `3/4/2024` is the third of April here.
    pub(crate) day_first: bool,
}

pub(crate) fn collect(dom: &Dom<'_>, claims: &Claims) -> Said {
    let linked = Linked::of(&claims.linked);
    let known: Vec<String> = [claims.first(&["og:title"]), claims.title.as_deref()]
        .into_iter()
        .flatten()
        .map(super::headline::loose)
        .collect();
    let article = linked.article(|headline| {
        let headline = super::headline::loose(headline);
        !headline.is_empty()
            && known.iter().any(|other| other.starts_with(&headline) || headline.starts_with(other))
    });
    let field = |name: &str| article.and_then(|article| article.get(name));
    let url = claims
        .canonical
        .clone()
        .filter(|url| url.starts_with("http"))
        .or_else(|| claims.first(&["og:url", "parsely-link", "twitter:url"]).map(str::to_owned))
        .or_else(|| text(field("url")));
    let outlet = claims
        .first(&["og:site_name"])
        .map(str::to_owned)
        .or_else(|| field("publisher").and_then(|publisher| linked.name(publisher)))
        .or_else(|| {
            claims
                .first(&["application-name", "publisher", "dc.publisher", "twitter:app:name:iphone"])
                .map(str::to_owned)
        });
    let mut sites: Vec<String> = outlet.iter().cloned().collect();
    sites.extend(field("publisher").and_then(|publisher| linked.name(publisher)));
    sites.extend(claims.first(&["application-name"]).map(str::to_owned));
    sites.extend(claims.first(&["twitter:site"]).map(|name| name.trim_start_matches('@').to_owned()));
    sites.extend(url.as_deref().and_then(domain));
    let day_first = !claims.language.as_deref().is_some_and(|language| {
        language.eq_ignore_ascii_case("en-us")
            || language.eq_ignore_ascii_case("en")
            || language.eq_ignore_ascii_case("en_us")
    });
    let dates = Dates { dom, claims, article, url: url.as_deref(), day_first };
    let authors = authors(dom, claims, &linked, article, &sites);
    let keywords = match texts(field("keywords")) {
        words if words.is_empty() => split_keywords(
            claims.first(&["news_keywords", "parsely-tags", "keywords", "sailthru.tags"]).unwrap_or_default(),
        ),
        words if words.len() == 1 => split_keywords(&words[0]),
        words => words,
    };
    let metadata = Metadata {
        outlet,
        language: claims
            .language
            .clone()
            .filter(|language| !language.is_empty())
            .or_else(|| text(field("inLanguage"))),
        published: dates.published(),
        modified: dates.modified(),
        section: text(field("articleSection"))
            .or_else(|| claims.first(&["article:section", "parsely-section", "section"]).map(str::to_owned)),
        keywords,
        authors,
        url,
        ..Metadata::default()
    };
    Said {
        linked_headline: text(field("headline")),
        sites,
        body: text(field("articleBody")),
        metadata,
        day_first,
    }
}

/// `example` of `https://www.example.co.uk/a`.
fn domain(url: &str) -> Option<String> {
    let host = url.split_once("://")?.1.split(['/', '?', '#', ':']).next()?;
    let mut labels: Vec<&str> = host.split('.').collect();
    labels.pop()?;
    if labels.len() > 1
        && labels.last().is_some_and(|label| matches!(*label, "co" | "com" | "org" | "net" | "gov" | "ac"))
    {
        labels.pop();
    }
    labels.pop().map(str::to_owned)
}

fn split_keywords(words: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in words.split([',', ';']).map(str::trim).filter(|word| !word.is_empty()).take(100) {
        if !found.iter().any(|known| known == word) {
            found.push(word.to_owned());
        }
    }
    found
}

struct Dates<'s, 'd, 'h> {
    dom: &'d Dom<'h>,
    claims: &'s Claims,
    article: Option<&'s Map<String, Value>>,
    url: Option<&'s str>,
    day_first: bool,
}

impl Dates<'_, '_, '_> {
    fn read(&self, text: &str) -> Option<String> {
        date::read(text, self.day_first)
    }

    fn published(&self) -> Option<String> {
        const KEYS: &[&str] = &[
            "article:published_time",
            "article:published",
            "og:published_time",
            "og:article:published_time",
            "datepublished",
            "parsely-pub-date",
            "sailthru.date",
            "dc.date.issued",
            "dcterms.issued",
            "dcterms.created",
            "citation_publication_date",
            "citation_date",
            "pubdate",
            "publishdate",
            "publish-date",
            "publish_date",
            "publication_date",
            "date_published",
            "article_date_original",
            "cxenseparse:recs:publishtime",
            "cxenseparse:publishtime",
            "rnews:datepublished",
            "originalpublicationdate",
            "ptime",
            "timestamp",
            "displaydate",
            "date.created",
            "datecreated",
            "dc.date",
            "dcterms.date",
            "dc.date.created",
            "date",
            "bt:pubdate",
            "vr:published_time",
            "article.published",
            "shareaholic:article_published_time",
            "published_at",
            "last-modified-at",
        ];
        self.linked(&["datePublished", "dateCreated", "uploadDate"])
            .or_else(|| KEYS.iter().find_map(|key| self.claims.all(key).find_map(|value| self.read(value))))
            .or_else(|| self.element("datePublished"))
            .or_else(|| self.times())
            .or_else(|| self.address())
    }

    fn modified(&self) -> Option<String> {
        const KEYS: &[&str] = &[
            "article:modified_time",
            "og:updated_time",
            "article:updated_time",
            "datemodified",
            "dcterms.modified",
            "dc.date.modified",
            "last-modified",
            "lastmod",
            "revised",
            "updated",
            "date.modified",
            "cxenseparse:recs:modifytime",
        ];
        self.linked(&["dateModified"])
            .or_else(|| KEYS.iter().find_map(|key| self.claims.all(key).find_map(|value| self.read(value))))
            .or_else(|| self.element("dateModified"))
    }

    fn linked(&self, fields: &[&str]) -> Option<String> {
        fields.iter().find_map(|field| self.read(&linked::text(self.article?.get(*field))?))
    }

    /// An element of microdata.
    fn element(&self, property: &str) -> Option<String> {
        let dom = self.dom;
        (0..dom.nodes.len() as u32)
            .filter(|&at| {
                dom.raw(at, Name::Itemprop)
                    .is_some_and(|value| value.split_ascii_whitespace().any(|word| word == property))
            })
            .take(8)
            .find_map(|at| {
                let said = dom.attribute(at, Name::Content).or_else(|| dom.attribute(at, Name::Datetime));
                said.and_then(|said| self.read(&said)).or_else(|| self.read(&dom.text(at)))
            })
    }

    /// The first `<time>` that is not a comment's or another story's.
    fn times(&self) -> Option<String> {
        let dom = self.dom;
        let mut fallback = None;
        for at in (0..dom.nodes.len() as u32).filter(|&at| dom.node(at).tag == Tag::Time).take(60) {
            let said = dom
                .attribute(at, Name::Datetime)
                .and_then(|said| self.read(&said))
                .or_else(|| self.read(&dom.text(at)));
            let Some(said) = said else { continue };
            let bits = context(dom, at);
            if bits & OTHERS != 0 {
                fallback = fallback.or(Some(said));
                continue;
            }
            return Some(said);
        }
        fallback
    }

    /// `/2024/04/09/`, `/20240409-`, `2024-04-09` in the page's address.
    fn address(&self) -> Option<String> {
        let url = self.url?;
        let path = url.split_once("://").map_or(url, |(_, rest)| rest);
        let path = path.split(['?', '#']).next()?;
        let bytes = path.as_bytes();
        for at in 0..bytes.len().saturating_sub(9) {
            if at > 0 && bytes[at - 1].is_ascii_digit() {
                continue;
            }
            let head = &path.get(at..at + 10).unwrap_or_default();
            if head.len() == 10
                && matches!(head.as_bytes()[4], b'/' | b'-' | b'_')
                && head.as_bytes()[7] == head.as_bytes()[4]
                && !path.as_bytes().get(at + 10).is_some_and(u8::is_ascii_digit)
            {
                let date = head.replace(['/', '_'], "-");
                if let Some(found) = nutgraf_core::Day::parse(&date).and_then(|_| self.read(&date)) {
                    return Some(found);
                }
            }
        }
        None
    }
}

/// Kinds of elements whose names and dates are not the story's.
const OTHERS: u64 = kind::COMMENT as u64
    | kind::RELATED as u64
    | kind::SIDEBAR as u64
    | kind::FOOTER as u64
    | kind::CARD as u64
    | kind::AD as u64
    | kind::CREDIT as u64
    | place::NAV
    | place::ASIDE
    | place::FOOTER
    | place::FIGURE;

/// What is said of an element and those around it, as far as the page's body.
fn context(dom: &Dom<'_>, at: u32) -> u64 {
    let mut bits = 0;
    for up in dom.up(at).take(40) {
        let node = dom.node(up);
        match node.tag {
            Tag::Body => break,
            Tag::Nav => bits |= place::NAV,
            Tag::Aside => bits |= place::ASIDE,
            Tag::Footer => bits |= place::FOOTER,
            Tag::Figure => bits |= place::FIGURE,
            _ => {}
        }
        for name in [Name::Class, Name::Id] {
            let kinds = dom.raw(up, name).map_or(0, class::kinds);
            // An author's card is no other story's.
            let is_author = kinds & (kind::AUTHOR | kind::BIO) != 0;
            bits |= u64::from(if is_author {
                kinds & !(kind::CARD | kind::SIDEBAR | kind::FOOTER)
            } else {
                kinds
            });
        }
    }
    bits
}

/// The authors: JSON-LD's, `<meta>`'s, microdata's, `rel=author`, classes.
fn authors(
    dom: &Dom<'_>,
    claims: &Claims,
    linked: &Linked<'_>,
    article: Option<&Map<String, Value>>,
    sites: &[String],
) -> Vec<String> {
    // A site may carry its author's name, but then JSON-LD says that it is a person's.
    let is_site =
        |name: &String| sites.iter().any(|site| super::headline::loose(site) == super::headline::loose(name));
    let mut found = Vec::new();
    if let Some(article) = article {
        for field in ["author", "creator"] {
            add_linked(&mut found, linked, article.get(field));
            if !found.is_empty() {
                return found;
            }
        }
    }
    for key in [
        "parsely-author",
        "sailthru.author",
        "citation_author",
        "dc.creator",
        "dcterms.creator",
        "author",
        "article:author",
        "article:author_name",
        "byl",
        "og:article:author",
        "cxenseparse:author",
        "twitter:data1",
        "dc.creator.name",
        "authors",
        "creator",
    ] {
        // `twitter:data1` may be a reading time.
        if key == "twitter:data1"
            && !claims.first(&["twitter:label1"]).is_some_and(|label| {
                let label = label.to_lowercase();
                label.contains("written") || label.contains("author") || label.contains("by")
            })
        {
            continue;
        }
        for value in claims.all(key) {
            add(&mut found, author::names(value));
        }
        found.retain(|name| !is_site(name));
        if !found.is_empty() {
            return found;
        }
    }
    let mut found = elements(dom);
    found.retain(|name| !is_site(name));
    found
}

fn add(found: &mut Vec<String>, names: Vec<String>) {
    for name in names {
        if !found.iter().any(|known: &String| known.eq_ignore_ascii_case(&name)) {
            found.push(name);
        }
    }
}

fn add_linked(found: &mut Vec<String>, linked: &Linked<'_>, value: Option<&Value>) {
    match value {
        Some(Value::Array(items)) => {
            items.iter().take(40).for_each(|item| add_linked(found, linked, Some(item)));
        }
        Some(value) if !linked.is_organization(value) => {
            // A list of names in one object, as some write it.
            if let Value::Object(object) = value
                && let Some(names @ Value::Array(_)) = object.get("name")
            {
                return texts(Some(names)).iter().for_each(|name| add(found, author::names(name)));
            }
            if let Some(name) = linked.name(value) {
                add(found, author::names(&name));
            }
        }
        _ => {}
    }
}

/// Boxes beside a story may name its author.
const ASIDES: u64 = place::ASIDE | kind::SIDEBAR as u64;

/// Whether a link goes to a person's page.
fn is_of_person(href: &str) -> bool {
    const PARTS: &[&str] = &[
        "/author/",
        "/authors/",
        "/autor/",
        "/autoren/",
        "/auteur/",
        "/auteurs/",
        "/autore/",
        "/autori/",
        "/autores/",
        "/profile/",
        "/people/",
        "/staff/",
        "/contributor/",
        "/contributors/",
        "/by/",
        "/journalist/",
        "/journalists/",
        "/reporter/",
        "/reporters/",
        "/writer/",
        "/writers/",
        "/producers/",
        "/redakteur/",
        "/columnist/",
        "/columnists/",
        "/person/",
        "/persons/",
        "/skribent/",
        "/medarbeider/",
        "/redactie/",
        "/journaliste/",
    ];
    PARTS.iter().any(|part| href.contains(part))
}

/// Adds the name of the first such link, and those of its neighbours.
fn rank_of_link(dom: &Dom<'_>, at: u32, known: &mut Vec<String>) {
    if known.len() < 3 && dom.node(at).end - at <= 20 && context(dom, at) & OTHERS & !ASIDES == 0 {
        let mut names = author::names(&dom.text(at));
        names.truncate(3);
        // Links to other authors further down are other stories'.
        if known.is_empty() {
            known.append(&mut names);
        }
    }
}

/// Names from the page's own elements: microdata before links before classes.
fn elements(dom: &Dom<'_>) -> Vec<String> {
    let mut best: Vec<Vec<String>> = vec![Vec::new(); 4];
    let mut seen = 0;
    for at in 0..dom.nodes.len() as u32 {
        let node = dom.node(at);
        if node.is_text
            || node.from == node.to
            || seen >= MOST_BYLINES
            || node.tag.is_hidden()
            || node.tag == Tag::Meta
        {
            continue;
        }
        let rank = if dom
            .raw(at, Name::Itemprop)
            .is_some_and(|value| value.split_ascii_whitespace().any(|word| word == "author"))
        {
            0
        } else if dom
            .raw(at, Name::Rel)
            .is_some_and(|value| value.split_ascii_whitespace().any(|word| word == "author"))
        {
            1
        } else {
            let kinds = [Name::Class, Name::Id, Name::DataTestid, Name::DataComponent]
                .iter()
                .filter_map(|&name| dom.raw(at, name))
                .fold(0, |bits, value| bits | class::kinds(value));
            if kinds & kind::AUTHOR == 0
                && node.tag == Tag::A
                && dom.raw(at, Name::Href).is_some_and(is_of_person)
            {
                rank_of_link(dom, at, &mut best[3]);
                continue;
            }
            if kinds & kind::AUTHOR == 0
                || kinds & (kind::COMMENT | kind::RELATED | kind::CARD | kind::MEDIA | kind::SHARE) != 0
            {
                continue;
            }
            2
        };
        if node.end - at > 120 || context(dom, at) & (OTHERS & !ASIDES) != 0 {
            continue;
        }
        seen += 1;
        let text = dom.text(at);
        if text.len() > 250 {
            continue;
        }
        if best[rank].is_empty() || rank < 2 {
            let mut names = author::names(&text);
            names.truncate(6);
            let known = &mut best[rank];
            add(known, names);
        }
    }
    best.into_iter().find(|names| !names.is_empty()).unwrap_or_default()
}
