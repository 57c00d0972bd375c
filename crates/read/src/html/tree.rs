//! HTML into a tree: a tokenizer and the rules of nesting that matter to a reader.
//!
//! It follows the HTML standard where pages of news rely on it (implied end tags, raw text, attributes without
//! quotes, comments of all kinds, end tags that nothing opened) and leaves out what only changes where a node hangs,
//! not what it says (misnested formatting is not built again, nothing moves out of a table). Time grows with the
//! bytes: one pass, and no stack deeper than [`DEEPEST`].

use memchr::{memchr, memmem};

use super::dom::{Attribute, Dom, Name, Node};
use super::tag::Tag;
use super::work::step;

/// Elements inside one another; what is deeper hangs at this depth. Browsers stop at the same.
const DEEPEST: usize = 512;

/// Builds the tree of a page; never fails.
pub(crate) fn build(html: &str) -> Dom<'_> {
    let guess = html.len() / 24 + 16;
    let mut builder = Builder {
        dom: Dom {
            html,
            nodes: Vec::with_capacity(guess),
            attributes: Vec::with_capacity(guess / 2),
            cut: None,
        },
        bytes: html.as_bytes(),
        stack: vec![Open { node: 0, tag: Tag::Html, name: (0, 0) }],
        open: [0; Tag::COUNT],
        has_body: false,
    };
    builder.open[Tag::Html as usize] = 1;
    builder.push_node(Tag::Html, false, 0, 0);
    builder.run();
    builder.pop_to(0);
    builder.dom
}

struct Builder<'h> {
    dom: Dom<'h>,
    bytes: &'h [u8],
    // Invariant: never empty; the root stays.
    stack: Vec<Open>,
    /// How many elements of each tag are open.
    open: [u16; Tag::COUNT],
    has_body: bool,
}

/// An open element.
#[derive(Clone, Copy)]
struct Open {
    node: u32,
    tag: Tag,
    /// The name's bytes, for elements that are `Other`.
    name: (u32, u32),
}

impl Builder<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while at < self.bytes.len() {
            let Some(next) = memchr(b'<', &self.bytes[at..]).map(|found| at + found) else {
                return self.text(at, self.bytes.len());
            };
            match self.bytes.get(next + 1) {
                Some(byte) if byte.is_ascii_alphabetic() => {
                    self.text(at, next);
                    at = self.start_tag(next);
                }
                Some(b'/') => {
                    self.text(at, next);
                    at = self.end_tag(next);
                }
                Some(b'!') => {
                    self.text(at, next);
                    at = self.declaration(next);
                }
                Some(b'?') => {
                    self.text(at, next);
                    at = self.until(next, b">");
                }
                // A `<` of the text's own.
                _ => {
                    self.text(at, next + 1);
                    at = next + 1;
                }
            }
        }
    }

    /// The byte behind the next `end`; the page's end, noted as cut, when there is none.
    fn until(&mut self, from: usize, end: &[u8]) -> usize {
        match memmem::find(&self.bytes[from..], end) {
            Some(found) => from + found + end.len(),
            None => self.cut(from),
        }
    }

    fn cut(&mut self, from: usize) -> usize {
        self.dom.cut = Some(from);
        self.bytes.len()
    }

    fn top(&self) -> Open {
        // The root is never popped.
        self.stack[self.stack.len() - 1]
    }

    fn push_node(&mut self, tag: Tag, is_text: bool, from: usize, to: usize) -> u32 {
        let at = self.dom.nodes.len() as u32;
        let parent = self.top().node;
        self.dom.nodes.push(Node { tag, is_text, parent, end: at + 1, from: from as u32, to: to as u32 });
        at
    }

    fn text(&mut self, from: usize, to: usize) {
        if from >= to {
            return;
        }
        // Texts of one element that nothing parts are one.
        let top = self.top().node;
        if let Some(last) = self.dom.nodes.last_mut()
            && last.is_text
            && last.to as usize == from
            && last.parent == top
        {
            last.to = to as u32;
            return;
        }
        self.push_node(Tag::Other, true, from, to);
    }

    /// `<!-- -->`, `<!doctype>`, `<![CDATA[ ]]>`.
    fn declaration(&mut self, at: usize) -> usize {
        let rest = &self.bytes[at..];
        if rest.starts_with(b"<!-->") {
            return at + 5;
        }
        if rest.starts_with(b"<!--->") {
            return at + 6;
        }
        if rest.starts_with(b"<!--") {
            let mut from = at + 4;
            while let Some(found) = memmem::find(&self.bytes[from..], b"--") {
                let end = from + found + 2;
                match &self.bytes[end..] {
                    [b'>', ..] => return end + 1,
                    [b'!', b'>', ..] => return end + 2,
                    _ => from = end - 1,
                }
            }
            return self.cut(at);
        }
        if rest.starts_with(b"<![CDATA[") && self.open[Tag::Svg as usize] + self.open[Tag::Math as usize] > 0
        {
            return self.until(at, b"]]>");
        }
        self.until(at, b">")
    }

    fn name_end(&self, from: usize) -> usize {
        let ends = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ' | b'/' | b'>');
        self.bytes[from..].iter().position(ends).map_or(self.bytes.len(), |length| from + length)
    }

    fn start_tag(&mut self, at: usize) -> usize {
        let end = self.name_end(at + 1);
        let tag = Tag::of(&self.bytes[at + 1..end]);
        let first = self.dom.attributes.len();
        let Some((after, closes_itself)) = self.attributes(end) else {
            self.dom.attributes.truncate(first);
            return self.cut(at);
        };
        self.open_element(tag, (at as u32 + 1, end as u32), first, closes_itself);
        if tag.is_raw() && !(closes_itself && self.is_foreign()) {
            self.raw_text(tag, end - at - 1, after)
        } else {
            after
        }
    }

    /// Reads attributes up to the tag's end. None when the page ends before.
    fn attributes(&mut self, from: usize) -> Option<(usize, bool)> {
        let mut at = from;
        loop {
            while matches!(self.bytes.get(at)?, b' ' | b'\n' | b'\t' | b'\r' | b'\x0c' | b'/') {
                at += 1;
            }
            if self.bytes[at] == b'>' {
                return Some((at + 1, self.bytes[at - 1] == b'/'));
            }
            let name = at;
            // A `=` may begin a name, but not stand in it.
            at += 1;
            while !matches!(self.bytes.get(at)?, b' ' | b'\n' | b'\t' | b'\r' | b'\x0c' | b'/' | b'>' | b'=')
            {
                at += 1;
            }
            let kind = Name::of(&self.bytes[name..at]);
            let mut value = at;
            while matches!(self.bytes.get(value)?, b' ' | b'\n' | b'\t' | b'\r' | b'\x0c') {
                value += 1;
            }
            let (mut start, mut end) = (at, at);
            if self.bytes[value] == b'=' {
                value += 1;
                while matches!(self.bytes.get(value)?, b' ' | b'\n' | b'\t' | b'\r' | b'\x0c') {
                    value += 1;
                }
                match self.bytes[value] {
                    quote @ (b'"' | b'\'') => {
                        start = value + 1;
                        end = start + memchr(quote, &self.bytes[start..])?;
                        at = end + 1;
                    }
                    b'>' => at = value,
                    _ => {
                        start = value;
                        end = value;
                        while !matches!(self.bytes.get(end)?, b' ' | b'\n' | b'\t' | b'\r' | b'\x0c' | b'>') {
                            end += 1;
                        }
                        at = end;
                    }
                }
            }
            if let Some(name) = kind {
                self.dom.attributes.push(Attribute { name, from: start as u32, to: end as u32 });
            }
        }
    }

    fn is_foreign(&self) -> bool {
        self.open[Tag::Svg as usize] > 0 || self.open[Tag::Math as usize] > 0
    }

    fn open_element(&mut self, tag: Tag, name: (u32, u32), first: usize, closes_itself: bool) {
        match tag {
            Tag::Html => {
                // The first `<html>` with attributes is the root.
                let root = &mut self.dom.nodes[0];
                if root.from == root.to {
                    (root.from, root.to) = (first as u32, self.dom.attributes.len() as u32);
                }
                return;
            }
            Tag::Head => return,
            Tag::Body if std::mem::replace(&mut self.has_body, true) => return,
            _ => {}
        }
        self.imply_ends(tag);
        let node = self.push_node(tag, false, first, self.dom.attributes.len());
        let is_empty = tag.is_void() || closes_itself && self.is_foreign();
        // Raw text must find its element open; it is closed at once.
        if !is_empty && (self.stack.len() < DEEPEST || tag.is_raw()) {
            self.stack.push(Open { node, tag, name });
            self.open[tag as usize] += 1;
        }
    }

    /// The ends of open elements that a new one implies.
    fn imply_ends(&mut self, tag: Tag) {
        match tag {
            Tag::Li => self.close_item(&[Tag::Li]),
            Tag::Dd | Tag::Dt => self.close_item(&[Tag::Dd, Tag::Dt]),
            Tag::Option | Tag::Optgroup => self.close_above(&[Tag::Option], &[Tag::Select]),
            Tag::Td | Tag::Th => self.close_above(&[Tag::Td, Tag::Th], &[Tag::Table]),
            Tag::Tr => self.close_above(&[Tag::Tr, Tag::Td, Tag::Th], &[Tag::Table]),
            Tag::Tbody | Tag::Thead | Tag::Tfoot => self.close_above(
                &[Tag::Tbody, Tag::Thead, Tag::Tfoot, Tag::Tr, Tag::Td, Tag::Th, Tag::Caption, Tag::Colgroup],
                &[Tag::Table],
            ),
            Tag::A => self.close_link(),
            _ if tag.heading() > 0 && self.top().tag.heading() > 0 => self.pop_to(self.stack.len() - 1),
            _ => {}
        }
        if tag.ends_paragraph() && self.open[Tag::P as usize] > 0 {
            let barrier = |tag: Tag| tag.is_scope() || tag == Tag::Button;
            if let Some(at) = self.find(|tag| tag == Tag::P, barrier) {
                self.pop_to(at);
            }
        }
    }

    /// Closes an open list item, unless a list or a block of another kind stands between.
    fn close_item(&mut self, tags: &[Tag]) {
        if tags.iter().all(|&tag| self.open[tag as usize] == 0) {
            return;
        }
        let barrier = |tag: Tag| tag.is_special() && !matches!(tag, Tag::Address | Tag::Div | Tag::P);
        if let Some(at) = self.find(|tag| tags.contains(&tag), barrier) {
            self.pop_to(at);
        }
    }

    /// Closes the outermost of some elements above the innermost barrier.
    fn close_above(&mut self, tags: &[Tag], barriers: &[Tag]) {
        if tags.iter().all(|&tag| self.open[tag as usize] == 0) {
            return;
        }
        step(self.stack.len());
        let floor = self.stack.iter().rposition(|open| barriers.contains(&open.tag)).map_or(1, |at| at + 1);
        if let Some(at) = self.stack[floor..].iter().position(|open| tags.contains(&open.tag)) {
            self.pop_to(floor + at);
        }
    }

    /// A link inside a link: the outer one was never closed.
    fn close_link(&mut self) {
        if self.open[Tag::A as usize] == 0 {
            return;
        }
        let Some(at) = self.find(|tag| tag == Tag::A, Tag::is_scope) else { return };
        if self.stack[at + 1..].iter().any(|open| open.tag.is_special()) {
            self.unlink(at);
        } else {
            self.pop_to(at);
        }
    }

    /// An open link that cannot be closed where it ends is no link.
    fn unlink(&mut self, at: usize) {
        let open = &mut self.stack[at];
        open.tag = Tag::Span;
        let node = open.node as usize;
        self.dom.nodes[node].tag = Tag::Span;
        self.open[Tag::A as usize] -= 1;
        self.open[Tag::Span as usize] += 1;
    }

    /// The innermost open element that is wanted, unless a barrier stands above it.
    fn find(&self, wanted: impl Fn(Tag) -> bool, barrier: impl Fn(Tag) -> bool) -> Option<usize> {
        for (at, open) in self.stack.iter().enumerate().skip(1).rev() {
            step(1);
            if wanted(open.tag) {
                return Some(at);
            }
            if barrier(open.tag) {
                return None;
            }
        }
        None
    }

    /// Closes the open element at a place of the stack and all above it.
    fn pop_to(&mut self, at: usize) {
        let end = self.dom.nodes.len() as u32;
        for open in self.stack.drain(at.max(1)..) {
            self.dom.nodes[open.node as usize].end = end;
            self.open[open.tag as usize] -= 1;
        }
        if at == 0 {
            self.dom.nodes[0].end = end;
        }
    }

    fn end_tag(&mut self, at: usize) -> usize {
        let start = at + 2;
        match self.bytes.get(start) {
            Some(byte) if byte.is_ascii_alphabetic() => {}
            Some(b'>') => return start + 1,
            Some(_) => return self.until(at, b">"),
            None => return self.cut(at),
        }
        let end = self.name_end(start);
        // Attributes of an end tag mean nothing, but a quoted `>` in them is no end.
        let first = self.dom.attributes.len();
        let after = self.attributes(end);
        self.dom.attributes.truncate(first);
        let Some((after, _)) = after else { return self.cut(at) };
        let tag = Tag::of(&self.bytes[start..end]);
        self.close(tag, &self.bytes[start..end]);
        after
    }

    fn close(&mut self, tag: Tag, name: &[u8]) {
        match tag {
            Tag::Body | Tag::Html | Tag::Head => return,
            Tag::Br => {
                let first = self.dom.attributes.len();
                self.open_element(Tag::Br, (0, 0), first, false);
                return;
            }
            _ => {}
        }
        if self.open[tag as usize] == 0 {
            return;
        }
        let found = if tag.heading() > 0 {
            self.find(|other| other.heading() > 0, Tag::is_scope)
        } else if tag == Tag::Other {
            self.stack
                .iter()
                .enumerate()
                .skip(1)
                .rev()
                .find_map(|(at, open)| {
                    step(1);
                    let same = |from: u32, to: u32| {
                        self.bytes
                            .get(from as usize..to as usize)
                            .is_some_and(|other| other.eq_ignore_ascii_case(name))
                    };
                    match open.tag {
                        Tag::Other if same(open.name.0, open.name.1) => Some(Some(at)),
                        other if other.is_special() => Some(None),
                        _ => None,
                    }
                })
                .flatten()
        } else if tag.is_inline() {
            let any = self.find(|other| other == tag, Tag::is_scope);
            match any {
                Some(at) if self.stack[at + 1..].iter().any(|open| open.tag.is_special()) => {
                    if tag == Tag::A {
                        self.unlink(at);
                    }
                    None
                }
                found => found,
            }
        } else if tag.is_scope() || matches!(tag, Tag::Tr | Tag::Tbody | Tag::Thead | Tag::Tfoot) {
            let barrier = |other: Tag| other == Tag::Table && tag != Tag::Table;
            self.find(|other| other == tag, barrier)
        } else if tag == Tag::Li {
            self.find(|other| other == tag, |other| other.is_scope() || matches!(other, Tag::Ul | Tag::Ol))
        } else {
            self.find(|other| other == tag, Tag::is_scope)
        };
        if let Some(at) = found {
            self.pop_to(at);
        }
    }

    /// Everything up to the end tag of a raw element; that tag itself is read, too.
    fn raw_text(&mut self, tag: Tag, name: usize, from: usize) -> usize {
        let mut at = from;
        while let Some(found) = memchr(b'<', &self.bytes[at..]) {
            let end = at + found;
            let rest = &self.bytes[end..];
            if rest.starts_with(b"</")
                && rest.get(2..2 + name).is_some_and(|other| Tag::of(other) == tag)
                && !rest.get(2 + name).is_some_and(u8::is_ascii_alphanumeric)
            {
                if from < end {
                    self.push_node(Tag::Other, true, from, end);
                }
                return self.end_tag(end);
            }
            at = end + 1;
            step(1);
        }
        self.dom.cut = Some(from);
        self.push_node(Tag::Other, true, from, self.bytes.len());
        self.bytes.len()
    }
}
