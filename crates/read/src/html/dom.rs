//! The elements and texts of a page, in the order of the page.

use std::borrow::Cow;
use std::ops::Range;

use super::entity;
use super::tag::Tag;
use super::work::step;

/// An element or a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    /// `Other` for a text.
    pub(crate) tag: Tag,
    pub(crate) is_text: bool,
    /// Its parent; the root is its own.
    pub(crate) parent: u32,
    /// The node after the last one inside it.
    pub(crate) end: u32,
    /// Of a text its bytes, of an element its attributes.
    pub(crate) from: u32,
    pub(crate) to: u32,
}

macro_rules! names {
    ($($variant:ident $name:literal,)*) => {
        /// Attributes that matter to a reader of news; others are not kept.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum Name {
            $(#[doc = $name] $variant,)*
        }

        impl Name {
            /// The attribute of a name, whatever its case.
            pub(crate) fn of(name: &[u8]) -> Option<Name> {
                let mut lower = [0; 16];
                let lower = lower.get_mut(..name.len())?;
                lower.copy_from_slice(name);
                lower.make_ascii_lowercase();
                match &*lower {
                    $(name if name == $name.as_bytes() => Some(Name::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

names! {
    AriaHidden "aria-hidden",
    AriaLabel "aria-label",
    Charset "charset",
    Class "class",
    Content "content",
    DataComponent "data-component",
    DataQa "data-qa",
    DataTestid "data-testid",
    Datetime "datetime",
    Hidden "hidden",
    Href "href",
    Id "id",
    Itemprop "itemprop",
    Itemtype "itemtype",
    Lang "lang",
    Called "name",
    Property "property",
    Rel "rel",
    Role "role",
    Style "style",
    Title "title",
    Type "type",
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Attribute {
    pub(crate) name: Name,
    pub(crate) from: u32,
    pub(crate) to: u32,
}

/// A page's tree. A node's number is its place in the page, so what is inside a node follows it without a gap.
pub(crate) struct Dom<'h> {
    pub(crate) html: &'h str,
    pub(crate) nodes: Vec<Node>,
    pub(crate) attributes: Vec<Attribute>,
    /// Where the page ended in the middle of a tag, comment or script; none when it did not.
    pub(crate) cut: Option<usize>,
}

impl<'h> Dom<'h> {
    pub(crate) fn node(&self, at: u32) -> &Node {
        &self.nodes[at as usize]
    }

    /// The raw value of an attribute.
    pub(crate) fn raw(&self, at: u32, name: Name) -> Option<&'h str> {
        let node = self.node(at);
        if node.is_text {
            return None;
        }
        let attributes = &self.attributes[node.from as usize..node.to as usize];
        let found = attributes.iter().find(|attribute| attribute.name == name)?;
        self.html.get(found.from as usize..found.to as usize)
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, at: u32, name: Name) -> Option<Cow<'h, str>> {
        self.raw(at, name).map(entity::decode)
    }

    /// The nodes inside a node, and inside those.
    pub(crate) fn inside(&self, at: u32) -> Range<u32> {
        at + 1..self.node(at).end
    }

    /// The raw text of a text node.
    pub(crate) fn raw_text(&self, node: &Node) -> &'h str {
        self.html.get(node.from as usize..node.to as usize).unwrap_or_default()
    }

    /// A node and its ancestors, from the inside out, without the root.
    pub(crate) fn up(&self, at: u32) -> impl Iterator<Item = u32> + '_ {
        let mut next = at;
        std::iter::from_fn(move || {
            step(1);
            let here = next;
            next = self.node(here).parent;
            (here != 0).then_some(here)
        })
    }

    /// The visible text inside a node, white space as one blank; of a long one little more than `most` bytes.
    pub(crate) fn text(&self, at: u32, most: usize) -> String {
        let mut out = String::new();
        self.text_into(at, most, &mut out);
        out.truncate(out.trim_end().len());
        out
    }

    fn text_into(&self, at: u32, most: usize, out: &mut String) {
        let mut here = at;
        let end = self.node(at).end.min(at.saturating_add(MOST_NODES));
        while here < end && out.len() <= most {
            step(1);
            let node = self.node(here);
            if node.is_text {
                let raw = self.raw_text(node);
                // References and white space take more bytes than what they become.
                let raw = &raw[..raw.floor_char_boundary(LONGEST_REFERENCE * most)];
                push_text(out, &entity::decode(raw));
            } else if here != at && node.tag.is_hidden() {
                here = node.end;
                continue;
            } else if (node.tag.is_block() || node.tag == Tag::Br) && !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            here += 1;
        }
    }

    /// The text of an element that holds nothing but text, as it stands.
    pub(crate) fn source(&self, at: u32) -> &'h str {
        self.inside(at)
            .map(|inside| self.node(inside))
            .find(|node| node.is_text)
            .map_or("", |node| self.raw_text(node))
    }
}

/// Nodes of an element whose text is read: what is looked for here are names and dates.
const MOST_NODES: u32 = 2_000;
/// Bytes of the longest character reference.
const LONGEST_REFERENCE: usize = 32;

/// Adds a text, each run of white space as one blank; none at the head of `out`.
pub(crate) fn push_text(out: &mut String, text: &str) {
    for c in text.chars() {
        if is_space(c) {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !is_invisible(c) {
            out.push(c);
        }
    }
}

/// White space of HTML, and the no-break space, which readers cannot tell from a blank.
pub(crate) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t' | '\r' | '\x0c' | '\u{a0}' | '\u{2028}' | '\u{2029}')
}

/// Soft hyphens, zero-width spaces, word joiners and byte order marks show nothing.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}') || c.is_control()
}
