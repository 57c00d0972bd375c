//! Who signed a page: JSON-LD, `<meta>`, microdata, links, classes, the surest first.

use serde_json::{Map, Value};

use super::author;
use super::claim::Claims;
use super::class::{self, kind};
use super::dom::{Dom, Name};
use super::linked::{Linked, texts};
use super::place;
use super::tag::Tag;

/// Bytes of the longest text that is read as a byline.
const BYLINE: usize = 250;
/// Elements that may name an author, of which the names are looked at.
const MOST_BYLINES: usize = 60;

/// Kinds of elements whose names and dates are not the story's.
pub(crate) const OTHERS: u64 = kind::COMMENT as u64
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
pub(crate) fn context(dom: &Dom<'_>, at: u32) -> u64 {
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
pub(crate) fn authors(
    dom: &Dom<'_>,
    claims: &Claims,
    linked: &Linked<'_>,
    article: Option<&Map<String, Value>>,
    sites: &[String],
) -> Vec<String> {
    // What has the site's own name is its author only when nobody else is.
    let is_site =
        |name: &String| sites.iter().any(|site| super::headline::loose(site) == super::headline::loose(name));
    let mut found = Vec::new();
    let mut site = Vec::new();
    if let Some(article) = article {
        for field in ["author", "creator"] {
            add_linked(&mut found, linked, article.get(field));
            let signed: Vec<String> = found.iter().filter(|name| !is_site(name)).cloned().collect();
            if !signed.is_empty() {
                return with_others(signed, claims);
            }
        }
    }
    site.append(&mut found);
    for key in [
        "parsely-author",
        "sailthru.author",
        "citation_author",
        "dc.creator",
        "dcterms.creator",
        "author",
        "article:author",
        "article:author_name",
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
            let turned = matches!(key, "citation_author" | "dc.creator" | "dcterms.creator")
                .then(|| author::turned(value))
                .flatten();
            add(&mut found, author::names(turned.as_deref().unwrap_or(value)));
        }
        site.extend(found.extract_if(.., |name| is_site(name)));
        if !found.is_empty() {
            return found;
        }
    }
    let mut found = elements(dom);
    // A word by itself in an author's box is a label more often than a name.
    found.retain(|name| !is_site(name) && (name.contains(' ') || !name.is_ascii()));
    if found.is_empty() {
        site.retain(|name| author::is_plain_name(name));
        site.truncate(1);
        return site;
    }
    found
}

/// The one author of JSON-LD with those that `<meta>` has besides: some sites write only the first into JSON-LD.
fn with_others(signed: Vec<String>, claims: &Claims) -> Vec<String> {
    if signed.len() == 1 {
        for value in ["author", "article:author"].into_iter().flat_map(|key| claims.all(key)) {
            let listed = author::names(value);
            if listed.len() > 1 && listed.first() == signed.first() {
                return listed;
            }
        }
    }
    signed
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

/// Adds the names of the first such link.
fn rank_of_link(dom: &Dom<'_>, at: u32, known: &mut Vec<String>) {
    if known.is_empty() && dom.node(at).end - at <= 20 && !is_of_another(dom, at) {
        // Links to other authors further down are other stories'.
        if dom.text(at, BYLINE).contains(|c: char| c.is_uppercase() || !c.is_ascii()) {
            known.extend(names(dom, at).into_iter().take(3));
        }
    }
}

/// Whether the text before an element says that who follows only looked at the story: "reviewed by".
fn is_of_another(dom: &Dom<'_>, at: u32) -> bool {
    let before = (at.saturating_sub(4)..at).rev().find(|&before| dom.node(before).is_text);
    before.is_some_and(|before| author::is_of_another(dom.text(before, BYLINE).trim()))
}

/// Kinds of places that also name an author: the foot of a story, and wrappers of a page that are named for the
/// advertisements in it. What stands there comes last.
const WRAPPERS: u64 = kind::FOOTER as u64 | kind::AD as u64;
/// Sources of names on a page's own elements.
const RANKS: usize = 4;
/// The last of them: links to a person's page.
const LINKS: usize = 3;

/// The names in an element. Where a text of its own is a name, what is beside it is what that person does.
fn names(dom: &Dom<'_>, at: u32) -> Vec<String> {
    let is_shown = |&inside: &u32| {
        let node = dom.node(inside);
        node.is_text && !dom.node(node.parent).tag.is_hidden()
    };
    let texts = dom.inside(at).filter(is_shown).take(12);
    let mut alone = Vec::new();
    for inside in texts {
        let text = dom.text(inside, BYLINE);
        let name = text.trim_end_matches([',', '|', '·', '•']).trim_end();
        if author::is_plain_name(name) {
            add(&mut alone, vec![name.to_owned()]);
        }
    }
    if !alone.is_empty() {
        return alone;
    }
    let text = dom.text(at, BYLINE);
    if text.len() > BYLINE || is_of_life(dom, at) { Vec::new() } else { author::names(&text) }
}

/// Whether an element says what an author does rather than who it is.
fn is_of_life(dom: &Dom<'_>, at: u32) -> bool {
    dom.raw(at, Name::Class).is_some_and(|value| {
        value.split(|c: char| !c.is_alphabetic()).any(|word| word == "bio")
            || class::kinds(value) & kind::DEK != 0
    })
}

/// Names from the page's own elements: microdata before links before classes.
fn elements(dom: &Dom<'_>) -> Vec<String> {
    let mut best: Vec<Vec<String>> = vec![Vec::new(); 2 * RANKS];
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
                let others = context(dom, at) & (OTHERS & !ASIDES);
                let rank = if others == 0 { LINKS } else { LINKS + RANKS };
                if others & !WRAPPERS == 0 {
                    rank_of_link(dom, at, &mut best[rank]);
                }
                continue;
            }
            if kinds & kind::AUTHOR == 0 || kinds & (kind::COMMENT | kind::RELATED | kind::SHARE) != 0 {
                continue;
            }
            2
        };
        let others = context(dom, at) & (OTHERS & !ASIDES);
        if node.end - at > 120 || others & !WRAPPERS != 0 {
            continue;
        }
        seen += 1;
        let rank = if others == 0 { rank } else { rank + RANKS };
        if best[rank].is_empty() || rank < 2 {
            let mut names = names(dom, at);
            names.truncate(6);
            add(&mut best[rank], names);
        }
    }
    best.into_iter().find(|names| !names.is_empty()).unwrap_or_default()
}
