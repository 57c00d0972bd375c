use crate::column::Column;
use crate::feed::Channel;
use crate::html::decode_references;
use crate::item::Item;
use crate::page;

/// An element of an item, or of the feed itself, read to its end.
#[derive(Debug, Default)]
pub(crate) struct Field {
    /// Its name in small letters; with its prefix when that is one of Dublin Core's, Content's and the like.
    pub(crate) name: String,
    pub(crate) text: String,
    /// Whether its text holds markup that was not escaped.
    pub(crate) is_markup: bool,
    pub(crate) attributes: Vec<(String, String)>,
    /// The element inside it whose text counts alone (the `name` of an author).
    pub(crate) only: Option<&'static str>,
}

impl Field {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim())
    }

    fn kind(&self) -> &str {
        self.attribute("type").unwrap_or("text")
    }

    fn words(&self) -> String {
        self.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// An item while it is read.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    pub(crate) item: Item,
    /// Whether the guid is an address.
    permalink: Option<String>,
    /// How telling the name was that the published date came from.
    date_rank: Option<usize>,
}

/// The elements that say when an item was published, the most telling first.
const DATES: [&str; 7] = [
    "pubdate",
    "published",
    "issued",
    "dc:date",
    "dcterms:issued",
    "dcterms:created",
    "prism:publicationdate",
];

impl Entry {
    /// Takes what an element says.
    pub(crate) fn take(&mut self, field: Field) {
        let item = &mut self.item;
        match field.name.as_str() {
            "title" | "dc:title" if item.headline.is_none() => {
                item.set(Column::Headline, plain(&field.words()));
            }
            "link" => {
                let relation = field.attribute("rel").unwrap_or("alternate");
                let url = field.attribute("href").map_or_else(|| field.words(), str::to_owned);
                if item.row.url.is_none() && relation == "alternate" {
                    item.set(Column::Url, url);
                }
            }
            "guid" | "id" => {
                let id = field.words();
                if field.attribute("ispermalink") != Some("false") && id.contains("://") {
                    self.permalink = Some(id.clone());
                }
                item.set(Column::Id, id);
            }
            "author" | "dc:creator" | "itunes:author" => {
                for name in names(&field.words()) {
                    if !item.authors.contains(&name) {
                        item.set(Column::Authors, name);
                    }
                }
            }
            "category" | "dc:subject" => {
                let word = field.attribute("label").or(field.attribute("term"));
                let word = word.map_or_else(|| plain(&field.words()), str::to_owned);
                if !item.keywords.contains(&word) {
                    item.set(Column::Keywords, word);
                }
            }
            "updated" | "modified" | "dcterms:modified" => item.set(Column::Modified, field.words()),
            "content:encoded" | "content" | "fulltext" | "body" | "xhtml:body" => self.content(field),
            "description" | "summary" | "tagline" if item.summary.is_none() => {
                item.set(Column::Summary, field.text);
            }
            "source" | "dc:publisher" => item.set(Column::Outlet, plain(&field.words())),
            "dc:language" | "language" => item.set(Column::Language, field.words()),
            name => {
                let rank = DATES.iter().position(|known| *known == name);
                if rank.is_some() && self.date_rank.is_none_or(|held| rank < Some(held)) {
                    self.date_rank = rank;
                    item.set(Column::Published, field.words());
                }
            }
        }
    }

    fn content(&mut self, field: Field) {
        let kind = field.kind();
        let is_html = field.is_markup
            || field.name != "content"
            || kind.contains("html")
            || kind == "text" && field.attribute("type").is_none() && page::is_markup(&field.text);
        // Content in another place, or in Base64, is not here.
        if field.attribute("src").is_some() || field.text.trim().is_empty() {
            return;
        }
        if is_html {
            self.item.set(Column::Html, field.text);
        } else if kind.starts_with("text") {
            self.item.set(Column::Text, field.text);
        }
    }

    /// The item, with what its feed says of all.
    pub(crate) fn finish(self, channel: &Channel) -> Item {
        let Entry { mut item, permalink, .. } = self;
        item.is_body = true;
        item.row.url = item.row.url.take().or(permalink);
        channel.fill(&mut item);
        item
    }
}

impl Channel {
    /// Takes what an element of the feed itself says.
    pub(crate) fn take(&mut self, field: &Field) {
        match field.name.as_str() {
            "title" if self.title.is_none() => {
                self.title = Some(plain(&field.words())).filter(|title| !title.is_empty());
            }
            "language" | "dc:language" if self.language.is_none() => {
                self.language = Some(field.words()).filter(|language| !language.is_empty());
            }
            "author" => self.authors.extend(names(&field.words())),
            _ => {}
        }
    }
}

/// The names in an author's element: RSS has `address (Name)`, others a name, or several.
fn names(words: &str) -> Vec<String> {
    if let Some((head, rest)) = words.split_once('(')
        && head.contains('@')
    {
        return Some(rest.trim_end_matches(')').trim().to_owned())
            .filter(|name| !name.is_empty())
            .into_iter()
            .collect();
    }
    if words.is_empty() || words.contains('@') && !words.contains(' ') {
        return Vec::new();
    }
    vec![words.to_owned()]
}

/// A title without its tags and references, which some feeds escape twice.
fn plain(words: &str) -> String {
    if !page::is_markup(words) {
        return words.to_owned();
    }
    let mut text = String::new();
    let mut rest = words;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let Some((_, behind)) = tag.split_once('>') else { break };
        rest = behind;
    }
    text.push_str(rest);
    decode_references(&text).into_owned()
}
