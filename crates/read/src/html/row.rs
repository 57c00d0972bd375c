//! The tree into lines: what a reader sees, one block a line, each with where it stands.

use super::class;
use super::dom::{Dom, Name, Node, is_invisible, is_space};
use super::tag::Tag;
use super::work::step;
use super::{entity, place};

/// A line of the page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// Place in [`Sheet::regions`] of the innermost block that holds it.
    pub(crate) region: u32,
    /// Heading level.
    pub(crate) heading: u8,
    /// Bytes of it inside links.
    pub(crate) linked: usize,
    /// Bytes in bold or emphasis, and in bold.
    pub(crate) strong: usize,
    pub(crate) bold: usize,
    /// The region of a picture right before it, with no other line or one between them.
    pub(crate) picture: Option<u32>,
    /// What is said of inline elements that hold all of it.
    pub(crate) inline: u64,
    /// The same, and of its block alone.
    pub(crate) own: u64,
    /// What is said of it and all it stands in.
    pub(crate) all: u64,
}

/// A block element and the lines in it.
#[derive(Clone, Debug)]
pub(crate) struct Region {
    /// The region it stands in; the first is its own.
    pub(crate) parent: u32,
    /// What is said of it.
    pub(crate) own: u64,
    pub(crate) first: u32,
    pub(crate) end: u32,
}

/// A page's lines and the blocks they stand in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) text: String,
    pub(crate) rows: Vec<Row>,
    // Invariant: in page order; a region's parent stands before it.
    pub(crate) regions: Vec<Region>,
}

impl Sheet {
    pub(crate) fn row_text(&self, row: &Row) -> &str {
        self.text.get(row.from..row.to).unwrap_or_default()
    }
}

/// An element being walked.
struct Level {
    end: u32,
    is_block: bool,
    is_link: bool,
    is_strong: bool,
    is_bold: bool,
    is_pre: bool,
    cells_inline: bool,
    region: u32,
    heading: u8,
    own: u64,
    all: u64,
}

/// Lays a page out. Hidden elements are left out unless `with_hidden`.
pub(crate) fn lay_out(dom: &Dom<'_>, with_hidden: bool) -> Sheet {
    let mut walk = Walk {
        dom,
        sheet: Sheet { text: String::with_capacity(dom.html.len() / 8), ..Sheet::default() },
        levels: Vec::new(),
        line: Line::default(),
        picture: None,
    };
    walk.run(with_hidden);
    walk.sheet
}

struct Walk<'d, 'h> {
    dom: &'d Dom<'h>,
    sheet: Sheet,
    levels: Vec<Level>,
    line: Line,
    /// The region of the last picture, and the lines before it.
    picture: Option<(u32, usize)>,
}

/// How words are printed.
#[derive(Clone, Copy)]
struct Style {
    is_link: bool,
    is_strong: bool,
    is_bold: bool,
}

/// The line under way.
#[derive(Default)]
struct Line {
    start: usize,
    linked: usize,
    links: u32,
    strong: usize,
    bold: usize,
    /// A single line break came before what follows.
    broken: bool,
    /// A blank is due before the next character.
    blank: bool,
    /// Kinds of the inline elements that hold it: of all of it so far.
    inline: u64,
    inline_set: bool,
    region: u32,
    level_all: u64,
    level_own: u64,
    heading: u8,
}

impl Walk<'_, '_> {
    fn run(&mut self, with_hidden: bool) {
        let count = self.dom.nodes.len() as u32;
        let mut at = 0;
        while at < count {
            while self.levels.last().is_some_and(|level| level.end <= at) {
                self.leave();
            }
            let node = *self.dom.node(at);
            if node.is_text {
                self.text(&node);
                at += 1;
                continue;
            }
            if node.tag.is_hidden() {
                at = node.end;
                continue;
            }
            let (own, hidden) = self.own(&node);
            if hidden && !with_hidden {
                at = node.end;
                continue;
            }
            self.enter(at, &node, own);
            at += 1;
        }
        while !self.levels.is_empty() {
            self.leave();
        }
        self.flush();
    }

    /// What an element says of itself, and whether it is hidden.
    fn own(&self, node: &Node) -> (u64, bool) {
        let mut own = place::tag_bits(node.tag);
        let mut hidden = false;
        for attribute in &self.dom.attributes[node.from as usize..node.to as usize] {
            let value = self.dom.html.get(attribute.from as usize..attribute.to as usize).unwrap_or_default();
            match attribute.name {
                Name::Class => {
                    own |= u64::from(class::kinds(value));
                    hidden |= place::is_screen_reader_class(value);
                }
                Name::Id | Name::DataTestid | Name::DataComponent | Name::DataQa => {
                    own |= u64::from(class::kinds(value));
                }
                Name::Hidden => hidden |= !value.eq_ignore_ascii_case("false"),
                Name::AriaHidden => own |= if value == "true" { place::HIDDEN } else { 0 },
                Name::Style => hidden |= place::hides(value),
                Name::Itemprop => own |= place::itemprop(value),
                Name::Role => own |= place::role_bits(value),
                Name::Rel
                    if value.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("author")) =>
                {
                    own |= place::IS_AUTHOR;
                }
                _ => {}
            }
        }
        // Classes on the whole page speak of the site's state, not of what a line is.
        if matches!(node.tag, Tag::Html | Tag::Body) {
            return (own & place::ARTICLE, false);
        }
        (own, hidden)
    }

    fn enter(&mut self, at: u32, node: &Node, own: u64) {
        let parent = self.levels.last();
        let (above, region, is_link, is_strong, is_bold, is_pre, heading, cells_inline) = match parent {
            Some(level) => (
                level.all,
                level.region,
                level.is_link,
                level.is_strong,
                level.is_bold,
                level.is_pre,
                level.heading,
                level.cells_inline,
            ),
            None => (0, 0, false, false, false, false, 0, false),
        };
        let is_cell = matches!(node.tag, Tag::Td | Tag::Th) && cells_inline;
        let is_block = node.tag.is_block() && !is_cell;
        if is_cell {
            self.separate();
        }
        let mut level = Level {
            end: node.end,
            is_block,
            is_link: is_link || node.tag == Tag::A && self.dom.raw(at, Name::Href).is_some(),
            is_strong: is_strong || matches!(node.tag, Tag::B | Tag::Strong | Tag::Em | Tag::I),
            is_bold: is_bold || matches!(node.tag, Tag::B | Tag::Strong),
            is_pre: is_pre || node.tag == Tag::Pre,
            cells_inline: node.tag == Tag::Tr && self.is_data_row(at),
            region,
            heading: if node.tag.heading() > 0 { node.tag.heading() } else { heading },
            own,
            all: above | own,
        };
        if node.tag == Tag::A && level.is_link {
            // Links side by side are two things.
            if self.sheet.text.len() > self.line.start && self.line.links > 0 && self.just_left_link(at) {
                self.line.blank = true;
            }
            self.line.links += 1;
        }
        if node.tag == Tag::Br {
            self.line_break();
            return;
        }
        if node.tag == Tag::Img {
            // One amid a line is a part of its text.
            if self.sheet.text.len() == self.line.start && !self.is_icon(node) {
                self.picture = Some((region, self.sheet.rows.len()));
            }
            return;
        }
        if is_block {
            self.flush();
            level.region = self.sheet.regions.len() as u32;
            let first = self.sheet.rows.len() as u32;
            self.sheet.regions.push(Region { parent: region, own, first, end: first });
        }
        if node.end > at + 1 {
            self.levels.push(level);
        }
    }

    /// Whether a picture is a sign of the page's own, by its class.
    fn is_icon(&self, node: &Node) -> bool {
        self.dom.attributes[node.from as usize..node.to as usize].iter().any(|attribute| {
            let is_sign = |value: &str| {
                let value = value.to_ascii_lowercase();
                ["emoji", "icon", "avatar", "logo"].iter().any(|sign| value.contains(sign))
            };
            attribute.name == Name::Class
                && self.dom.html.get(attribute.from as usize..attribute.to as usize).is_some_and(is_sign)
        })
    }

    fn just_left_link(&self, at: u32) -> bool {
        let mut before = at.saturating_sub(1);
        // The node before is inside the link that ended right here.
        for _ in 0..4 {
            let node = self.dom.node(before);
            if node.tag == Tag::A && !node.is_text {
                return node.end == at;
            }
            before = node.parent;
        }
        false
    }

    /// Whether a table's row holds plain cells, which read as one line.
    fn is_data_row(&self, at: u32) -> bool {
        self.dom.inside(at).all(|inside| {
            step(1);
            let node = self.dom.node(inside);
            node.is_text && node.to - node.from < 300
                || !node.is_text
                    && (matches!(node.tag, Tag::Td | Tag::Th) || !node.tag.is_block() && node.tag != Tag::Br)
        })
    }

    fn leave(&mut self) {
        let Some(level) = self.levels.pop() else { return };
        if level.is_block {
            self.flush();
            if let Some(region) = self.sheet.regions.get_mut(level.region as usize) {
                region.end = self.sheet.rows.len() as u32;
            }
        }
    }

    fn separate(&mut self) {
        if self.sheet.text.len() > self.line.start {
            self.line.blank = true;
        }
    }

    /// Two breaks in a row, or one behind a sentence, end the line.
    fn line_break(&mut self) {
        let text = &self.sheet.text[self.line.start..];
        if text.is_empty() {
            return;
        }
        if self.line.broken || text.ends_with(|c: char| !c.is_alphanumeric() && c != ',') {
            self.flush();
        } else {
            self.line.broken = true;
            self.line.blank = true;
        }
    }

    fn text(&mut self, node: &Node) {
        let Some(level) = self.levels.last() else { return };
        let raw = self.dom.raw_text(node);
        let is_pre = level.is_pre;
        let style = Style { is_link: level.is_link, is_strong: level.is_strong, is_bold: level.is_bold };
        let decoded = entity::decode(raw);
        if is_pre {
            for (at, line) in decoded.split('\n').enumerate() {
                if at > 0 {
                    self.flush();
                }
                self.words(line, style);
            }
        } else {
            self.words(&decoded, style);
        }
    }

    fn words(&mut self, text: &str, style: Style) {
        let mut rest = text;
        let mut begun = false;
        while !rest.is_empty() {
            // White space.
            let word = rest.trim_start_matches(is_space);
            if word.len() < rest.len() {
                self.line.blank = true;
            }
            rest = word;
            let end = word_end(rest);
            if end == 0 {
                break;
            }
            let (word, tail) = rest.split_at(end);
            rest = tail;
            if !begun {
                if word.bytes().all(|byte| byte < 0x80) || !word.chars().all(is_invisible) {
                    self.begin(word);
                    begun = true;
                } else {
                    continue;
                }
            }
            self.push_word(word, style);
        }
    }

    /// Before the first word of a text: a line break may have been meant, and the line's place is that of its words.
    fn begin(&mut self, word: &str) {
        if std::mem::take(&mut self.line.broken) && !word.starts_with(char::is_lowercase) {
            self.flush();
        }
        let Some(level) = self.levels.last() else { return };
        let mut inline = 0;
        for level in self.levels.iter().rev().take_while(|level| !level.is_block) {
            step(1);
            inline |= level.own;
        }
        let block = self.levels.iter().rposition(|level| level.is_block);
        let (own, all) = block.map_or((0, 0), |at| (self.levels[at].own, self.levels[at].all));
        self.line.inline = if self.line.inline_set { self.line.inline & inline } else { inline };
        self.line.inline_set = true;
        self.line.region = level.region;
        self.line.level_own = own;
        self.line.level_all = all;
        self.line.heading = if self.line.heading > 0 { self.line.heading } else { level.heading };
    }

    fn push_word(&mut self, word: &str, style: Style) {
        let text = &mut self.sheet.text;
        let before = text.len();
        if std::mem::take(&mut self.line.blank) && text.len() > self.line.start {
            text.push(' ');
        }
        if word.is_ascii() && word.bytes().all(|byte| byte >= b' ' && byte != 0x7f) {
            text.push_str(word);
        } else {
            text.extend(word.chars().filter(|&c| !is_invisible(c)));
        }
        let length = text.len() - before;
        self.line.linked += if style.is_link { length } else { 0 };
        self.line.strong += if style.is_strong { length } else { 0 };
        self.line.bold += if style.is_bold { length } else { 0 };
    }

    /// Ends the line.
    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let to = self.sheet.text.len();
        self.line.start = to;
        if to == line.start {
            return;
        }
        self.sheet.text.push('\n');
        self.line.start = to + 1;
        let row = self.sheet.rows.len();
        let beside = self.picture.filter(|&(_, before)| before <= row && row <= before + 1);
        self.sheet.rows.push(Row {
            from: line.start,
            to,
            region: line.region,
            heading: line.heading,
            linked: line.linked,
            strong: line.strong,
            bold: line.bold,
            picture: beside.map(|(region, _)| region),
            inline: line.inline,
            own: line.level_own | line.inline,
            all: line.level_all | line.inline,
        });
    }
}

/// Where the word at the head of a text ends.
fn word_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b' ' | b'\n' | b'\t' | b'\r' | b'\x0c' => return at,
            0xC2 if bytes.get(at + 1) == Some(&0xA0) => return at,
            0xE2 if bytes.get(at + 1) == Some(&0x80) && matches!(bytes.get(at + 2), Some(0xA8 | 0xA9)) => {
                return at;
            }
            _ => at += 1,
        }
    }
    at
}
