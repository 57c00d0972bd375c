//! A page's metadata: who wrote it, when, for whom, from all the places where pages say so, the surest first.

use nutgraf_core::Metadata;
use serde_json::{Map, Value};

use super::claim::Claims;
use super::date;
use super::dom::{Dom, Name};
use super::linked::{self, Linked, text, texts};
use super::signed::{OTHERS, authors, context};
use super::tag::Tag;

/// What the page says, and what helps to read its lines.
pub(crate) struct Said {
    pub(crate) metadata: Metadata,
    /// The headline of JSON-LD's article.
    pub(crate) linked_headline: Option<String>,
    /// Names of the site.
    pub(crate) sites: Vec<String>,
    /// The story's text as JSON-LD has it.
    pub(crate) body: Option<String>,
    /// What the page says that it is about, loosely: a line that says the same above the story is its standfirst.
    pub(crate) descriptions: Vec<String>,
    /// When its scripts say it was published; only where nothing in its head does.
    pub(crate) data_date: Option<String>,
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
    // What is longer is no name, and would be compared with every heading.
    sites.retain(|site| site.len() <= LONGEST_SITE);
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
    let published = dates.published();
    let data_date = if published.is_none() { dates.data() } else { None };
    let metadata = Metadata {
        outlet,
        language: claims
            .language
            .clone()
            .filter(|language| !language.is_empty())
            .or_else(|| text(field("inLanguage"))),
        published,
        modified: dates.modified(),
        section: text(field("articleSection"))
            .or_else(|| claims.first(&["article:section", "parsely-section", "section"]).map(str::to_owned)),
        keywords,
        authors,
        url,
        // As printed, or as its publisher says in so many words; a description is written for search engines.
        dek: text(field("abstract")),
        ..Metadata::default()
    };
    let keys =
        ["og:description", "description", "twitter:description", "dc.description", "sailthru.description"];
    let described = keys.iter().filter_map(|key| claims.first(&[key]).map(str::to_owned));
    let fields = ["abstract", "alternativeHeadline", "description"];
    let mut descriptions: Vec<String> = described
        .chain(fields.iter().filter_map(|name| text(field(name))))
        .filter(|text| text.len() <= LONGEST_DESCRIPTION)
        .map(|text| super::headline::loose(&text))
        .filter(|text| text.split(' ').count() >= 4)
        .collect();
    descriptions.sort_unstable();
    descriptions.dedup();
    Said {
        descriptions,
        linked_headline: text(field("headline")),
        sites,
        body: text(field("articleBody")),
        metadata,
        data_date,
        day_first,
    }
}

/// Bytes of the longest description: every line above the story is compared with it.
const LONGEST_DESCRIPTION: usize = 1_000;
/// Bytes of the longest name of a site.
const LONGEST_SITE: usize = 150;

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

/// Bytes of an element's text in which a date is looked for.
const DATE: usize = 200;

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
            "published_on",
            "publication-date",
            "article.created",
            "created",
            "dcterms.available",
            "prism.publicationdate",
            "citation_online_date",
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
                said.and_then(|said| self.read(&said)).or_else(|| self.read(&dom.text(at, DATE)))
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
                .or_else(|| self.read(&dom.text(at, DATE)));
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

    /// A date under such a key in the data of a page's scripts.
    fn data(&self) -> Option<String> {
        const KEYS: &[&str] = &[
            "datePublished",
            "publishedAt",
            "published_at",
            "publishedDate",
            "publishDate",
            "publicationDate",
            "first_published",
        ];
        let html = self.dom.html;
        KEYS.iter().find_map(|key| {
            let at = memchr::memmem::find(html.as_bytes(), key.as_bytes())? + key.len();
            let rest = html
                .get(at..(at + 60).min(html.len()))
                .or_else(|| html.get(at..html.floor_char_boundary(at + 60)))?;
            let rest = rest
                .trim_start_matches("&quot;")
                .trim_start_matches(['"', '\\', ':', ' ', '\''])
                .trim_start_matches("&quot;");
            let date = rest.get(..10)?;
            (date.starts_with(|c: char| c.is_ascii_digit()) && date.contains('-'))
                .then(|| self.read(rest))
                .flatten()
        })
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
