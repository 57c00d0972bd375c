//! The story's headline: as printed in the page, told apart from the site's name by what the page's head says.

use super::claim::Claims;
use super::place;
use super::row::{Row, Sheet};
use super::work::step;

/// The parts of a `<title>` that are not the headline are behind or before one of these.
const BETWEEN: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ", " ~ ", "｜", " ｜ ", "：", " : ",
    "|",
];

/// Words of a text in small letters, marks left out: how titles are compared.
pub(crate) fn loose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with(' ') && !matches!(c, '\'' | '’') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// How much two loose texts share: words of the shorter one that the longer one has, in per cent of the longer one's.
fn likeness(a: &str, b: &str) -> usize {
    step(a.len() + b.len());
    if a == b {
        return 100;
    }
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    if long.contains(short) && short.len() * 4 >= long.len() {
        return 90;
    }
    let words: Vec<&str> = long.split(' ').collect();
    step(words.len() * short.len());
    let shared = short.split(' ').filter(|word| words.contains(word)).count();
    shared * 100 / words.len().max(1)
}

/// What the head says the title is, the surest first.
pub(crate) struct Titles {
    /// From JSON-LD, OpenGraph, the like; site names cut off.
    said: Vec<String>,
    /// The `<title>` without the site's name.
    page: Option<String>,
    /// JSON-LD's, when what the page tells social networks is the same.
    agreed: Option<String>,
    /// The parts of the `<title>`, loosely: one of them is the headline, when another names a site that nothing names.
    parts: Vec<String>,
}

impl Titles {
    pub(crate) fn of(claims: &Claims, linked: Option<String>, sites: &[String]) -> Titles {
        let mut said: Vec<String> = Vec::new();
        let has_linked = linked.is_some();
        let keys = [
            "og:title",
            "twitter:title",
            "parsely-title",
            "sailthru.title",
            "dc.title",
            "dcterms.title",
            "citation_title",
            "title",
            "headline",
            "article:title",
        ];
        said.extend(linked);
        said.extend(keys.iter().filter_map(|key| claims.first(&[key]).map(str::to_owned)));
        let bare = |title: &str| without_site(title, sites);
        let mut said: Vec<String> = said
            .iter()
            .map(|title| bare(title))
            .filter(|title| !title.is_empty() && title.len() <= LONGEST && !is_site(title, sites))
            .collect();
        let title = claims.title.as_deref().filter(|title| title.len() <= LONGEST);
        let page = title.map(|title| {
            let cut = bare(title);
            // A part of the title that something else says is the whole of it.
            let loosely = loose(title);
            said.iter().find(|other| loosely.starts_with(&loose(other))).cloned().unwrap_or(cut)
        });
        let agreed = match &said[..] {
            [first, others @ ..] if has_linked => {
                let key = loose(first);
                let same = others.iter().any(|other| loose(other) == key);
                same.then(|| first.clone())
            }
            _ => None,
        };
        said.dedup();
        let parts = title.map(parts).unwrap_or_default();
        Titles { said, agreed, page: page.filter(|title| !title.is_empty()), parts }
    }

    /// All of them, loosely.
    pub(crate) fn loosely(&self) -> Vec<String> {
        self.said.iter().chain(&self.page).map(|title| loose(title)).collect()
    }
}

/// Bytes of the longest headline: every heading is compared with every title.
const LONGEST: usize = 500;
/// Bytes from which on a line is text, and a lower heading behind it no headline.
const LINE: usize = 120;

/// The headline, and the rows of the sheet that print it.
pub(crate) fn choose(
    sheet: &Sheet,
    junk: &[bool],
    titles: &Titles,
    sites: &[String],
) -> (Option<String>, Vec<usize>) {
    let said = titles.loosely();
    let mut best: Option<(usize, String, Vec<usize>)> = None;
    let first_text = sheet.rows.iter().position(|row| row.heading == 0 && row.to - row.from >= LINE);
    let mut at = 0;
    while at < sheet.rows.len() {
        let row = &sheet.rows[at];
        let is_headline = row.all & place::IS_HEADLINE != 0;
        if row.heading != 1 && !is_headline && (row.heading != 2 || said.is_empty()) {
            at += 1;
            continue;
        }
        // A heading may be broken into lines.
        let mut end = at + 1;
        while row.heading > 0
            && sheet
                .rows
                .get(end)
                .is_some_and(|next| next.region == row.region && next.heading == row.heading)
        {
            end += 1;
        }
        if sheet.rows[end - 1].to - row.from > LONGEST {
            at = end;
            continue;
        }
        let text = sheet.rows[at..end].iter().map(|row| sheet.row_text(row)).collect::<Vec<_>>().join(" ");
        let key = loose(&text);
        let like = said.iter().map(|other| likeness(&key, other)).max().unwrap_or(0);
        let mut score = like;
        if row.heading == 1 {
            score += 25;
        } else if row.heading == 2 {
            // A second-rank heading is the headline only when the head says so.
            let is_part = first_text.is_none_or(|text| at < text) && titles.parts.contains(&key);
            score = if like == 100 || is_part { 70 } else { 0 };
        }
        score += if is_headline { 30 } else { 0 };
        if junk.get(at).copied().unwrap_or(false) {
            score /= 2;
        }
        if key.is_empty() || is_site(&text, sites) {
            score = 0;
        }
        if score > best.as_ref().map_or(0, |(other, ..)| *other) {
            best = Some((score, text, (at..end).collect()));
        }
        at = end;
    }
    let head = || titles.said.first().or(titles.page.as_ref()).cloned();
    match best {
        // Nothing else on the page speaks for it, but for something else.
        Some((score, text, rows)) if score >= 40 || said.is_empty() || words(&text) >= 3 && score >= 25 => {
            let key = loose(&text);
            // The heading also holds a kicker: what the head says stands at its end.
            let part = titles.said.iter().find(|title| {
                let inner = loose(title);
                key.len() > inner.len() && key.ends_with(&inner) && words(&inner) >= 3
            });
            // Two places that do not copy from one another say something else: they are the publisher's word.
            let agreed = titles.agreed.as_ref().filter(|_| !said.contains(&key));
            (Some(agreed.or(part).cloned().unwrap_or(text)), rows)
        }
        _ => {
            let headline = head();
            let key = headline.as_deref().map(loose).unwrap_or_default();
            // The title may hold the site's name, too, where nothing says what that is.
            let part = |row: &Row| {
                let text = loose(sheet.row_text(row));
                let is = words(&text) >= 3
                    && text.len() * 2 >= key.len()
                    && (key.ends_with(&text) || key.starts_with(&text));
                if is { text.len() } else { 0 }
            };
            let row = (0..sheet.rows.len())
                .filter(|&at| !key.is_empty() && part(&sheet.rows[at]) > 0)
                .max_by_key(|&at| (part(&sheet.rows[at]), std::cmp::Reverse(at)));
            let headline = match row {
                Some(at) if said.is_empty() || titles.said.is_empty() => {
                    Some(sheet.row_text(&sheet.rows[at]).to_owned())
                }
                _ => headline,
            };
            (headline, row.into_iter().collect())
        }
    }
}

/// What stands between the marks of a `<title>`, loosely; no part of fewer than three words.
fn parts(title: &str) -> Vec<String> {
    let mut pieces = vec![title];
    for between in BETWEEN {
        pieces = pieces.into_iter().flat_map(|piece| piece.split(between)).collect();
    }
    pieces.into_iter().map(loose).filter(|part| words(part) >= 3).collect()
}

fn words(text: &str) -> usize {
    let wide = text.chars().filter(|c| *c >= '\u{2e80}').count();
    text.split(' ').count() + wide / 2
}

/// Whether a title is nothing but a site's name.
fn is_site(title: &str, sites: &[String]) -> bool {
    let key = loose(title);
    step(sites.iter().map(String::len).sum());
    sites.iter().any(|site| loose(site) == key)
}

/// A title without the name of its site, its section, its agency.
fn without_site(title: &str, sites: &[String]) -> String {
    let mut title = title.trim();
    for _ in 0..3 {
        let mut cut = None;
        for between in BETWEEN {
            if let Some(at) = title.rfind(between) {
                let tail = &title[at + between.len()..];
                if names_site(tail, sites) {
                    cut = cut.max(Some((at, 0)));
                }
            }
            if let Some(at) = title.find(between) {
                let head = &title[..at];
                if cut.is_none() && names_site(head, sites) {
                    cut = Some((title.len(), at + between.len()));
                }
            }
        }
        match cut {
            Some((to, from)) if from < to && !title[from..to].trim().is_empty() => {
                title = title[from..to].trim();
            }
            _ => break,
        }
    }
    title.to_owned()
}

/// Whether a part of a title is a site's name, or nearly.
fn names_site(part: &str, sites: &[String]) -> bool {
    let key = loose(part).replace(' ', "");
    if key.is_empty() {
        return true;
    }
    sites.iter().any(|site| {
        let site = loose(site).replace(' ', "");
        site.len() >= 2
            && (site == key
                || key.len() >= 4
                    && site.len() >= 4
                    && (site.starts_with(&key)
                        || key.starts_with(&site)
                        || site.ends_with(&key)
                        || key.ends_with(&site)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn site_names_go_from_both_ends() {
        let sites = ["The Port Elsa Times".to_owned(), "porttimes".to_owned()];
        assert_eq!(
            without_site("Ferry - a history | News | Port Elsa Times", &sites),
            "Ferry - a history | News"
        );
        assert_eq!(
            without_site("Port Times: Ferry sinks", &["Port Times".to_owned()]),
            "Port Times: Ferry sinks"
        );
        assert_eq!(without_site("Port Times – Ferry sinks", &["Port Times".to_owned()]), "Ferry sinks");
        assert_eq!(without_site("Port Times", &["Port Times".to_owned()]), "Port Times");
    }

    #[test]
    fn likeness_is_of_words() {
        assert_eq!(likeness("ferry sinks", "ferry sinks"), 100);
        assert_eq!(likeness("ferry sinks", "live ferry sinks"), 90);
        assert_eq!(likeness("a b c d", "a x y z"), 25);
        assert_eq!(likeness("", "a"), 0);
    }
}
