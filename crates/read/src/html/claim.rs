//! What a page says of itself outside its text: `<meta>`, `<title>`, `<link>`, JSON-LD.

use serde_json::Value;

use super::dom::{Dom, Name, push_text};
use super::entity;
use super::json;
use super::tag::Tag;

/// Bytes of one script of data that are read.
const LARGEST: usize = 4 << 20;

/// What stands in the page's head, and scripts of data wherever they stand.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    /// Keys in small letters, values as they stand, in the page's order.
    metas: Vec<(String, String)>,
    pub(crate) title: Option<String>,
    pub(crate) canonical: Option<String>,
    pub(crate) language: Option<String>,
    /// Values of `<script type="application/ld+json">`.
    pub(crate) linked: Vec<Value>,
}

impl Claims {
    pub(crate) fn of(dom: &Dom<'_>) -> Claims {
        let mut claims = Claims::default();
        for at in 0..dom.nodes.len() as u32 {
            let node = dom.node(at);
            if node.is_text {
                continue;
            }
            match node.tag {
                Tag::Meta => claims.meta(dom, at),
                Tag::Title if claims.title.is_none() && !in_image(dom, at) => {
                    let mut title = String::new();
                    push_text(&mut title, &entity::decode(dom.source(at)));
                    claims.title = Some(title.trim_end().to_owned()).filter(|title| !title.is_empty());
                }
                Tag::Link if claims.canonical.is_none() => {
                    let is = dom
                        .raw(at, Name::Rel)
                        .is_some_and(|rel| rel.trim().eq_ignore_ascii_case("canonical"));
                    if is {
                        claims.canonical = dom.attribute(at, Name::Href).map(|href| href.trim().to_owned());
                    }
                }
                Tag::Script => claims.script(dom, at),
                _ => {}
            }
        }
        claims.language = dom.attribute(0, Name::Lang).map(|lang| lang.trim().to_owned());
        claims
    }

    fn meta(&mut self, dom: &Dom<'_>, at: u32) {
        let Some(content) = dom.attribute(at, Name::Content) else { return };
        let mut value = String::new();
        push_text(&mut value, &content);
        value.truncate(value.trim_end().len());
        if value.is_empty() {
            return;
        }
        for name in [Name::Property, Name::Called, Name::Itemprop] {
            if let Some(key) = dom.raw(at, name) {
                self.metas.push((key.trim().to_ascii_lowercase(), value.clone()));
            }
        }
    }

    fn script(&mut self, dom: &Dom<'_>, at: u32) {
        let kind = dom.raw(at, Name::Type).unwrap_or_default();
        let source = dom.source(at);
        if kind.trim().to_ascii_lowercase().starts_with("application/ld+json") && source.len() <= LARGEST {
            self.linked.push(json::read(source));
        }
    }

    /// The values of a key, in the page's order.
    pub(crate) fn all<'s>(&'s self, key: &str) -> impl Iterator<Item = &'s str> {
        let metas = self.metas.iter().filter(move |(other, _)| other == key);
        metas.map(|(_, value)| value.as_str()).collect::<Vec<&'s str>>().into_iter()
    }

    /// The first value of the first key that has one.
    pub(crate) fn first(&self, keys: &[&str]) -> Option<&str> {
        keys.iter().find_map(|key| self.all(key).next())
    }
}

/// Whether a `<title>` is a drawing's.
fn in_image(dom: &Dom<'_>, at: u32) -> bool {
    dom.up(at).any(|up| matches!(dom.node(up).tag, Tag::Svg | Tag::Math))
}
