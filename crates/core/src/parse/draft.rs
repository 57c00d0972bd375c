//! An article under construction: blocks go in one by one, fields are read off them.

use std::ops::Range;

use nutgraf_text::{Span, sentences, tokens, tokens_into};
use xxhash_rust::xxh3::xxh3_64;

use super::dateline::{self, Filed};
use super::unit::{Unit, Units};
use super::{Options, byline, credit, timestamp};
use crate::{Article, ArticleKind, Block, Dateline, Image, Role};

/// An article that is being put together.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) article: Article,
    /// Units taken so far: pictures and credits belong together when they are neighbours.
    last_image: Option<usize>,
    /// Words that a dateline takes from a sentence, as the end of the dateline in the text.
    filed_to: Option<usize>,
}

impl Draft {
    pub(crate) fn new(kind: ArticleKind) -> Draft {
        Draft { article: Article { kind, ..Article::default() }, ..Draft::default() }
    }

    /// Makes room for so many blocks, of so many bytes together.
    pub(crate) fn reserve(&mut self, blocks: usize, bytes: usize) {
        self.article.blocks.reserve(blocks);
        self.article.text.reserve(bytes);
    }

    /// Whether it has running text.
    pub(crate) fn has_paragraph(&self) -> bool {
        self.article.blocks.iter().any(|block| block.role == Role::Paragraph)
    }

    /// Whether it has a headline that says something else.
    pub(crate) fn is_below_another_headline(&self, text: &str) -> bool {
        self.article.headline.as_ref().is_some_and(|headline| headline != text)
    }

    /// Adds a part of a unit as a block. Returns where it stands in the text.
    pub(crate) fn push(
        &mut self,
        units: &Units<'_>,
        unit: &Unit<'_>,
        part: Range<usize>,
        role: Role,
    ) -> Span {
        let text = &mut self.article.text;
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(&unit.text[part.clone()]);
        let span = Span::at(start, text.len());
        self.article.blocks.push(Block { role, span, source: units.sources(unit, part) });
        span
    }

    /// Adds a whole unit in its role, with the fields that role fills; `at` is the unit's number.
    pub(crate) fn add(&mut self, units: &Units<'_>, at: usize, role: Role) {
        let unit = &units.units[at];
        let all = 0..unit.text.len();
        match role {
            Role::Paragraph => self.paragraph(units, unit),
            Role::Caption => self.caption(units, at),
            Role::Credit => {
                self.push(units, unit, all, role);
                self.credited(at, &unit.text);
            }
            Role::Byline => self.byline(units, unit),
            Role::Timestamp => {
                self.push(units, unit, all, role);
                self.stamped(&unit.text);
                // `Posted on May 3, 2024 by Ada Quill`; below the story it is another's.
                let by = unit.text.find(" by ").or_else(|| unit.text.find(" By "));
                if let Some(at) = by.filter(|_| self.article.authors.is_empty() && !self.has_paragraph()) {
                    self.article.authors = byline::read(&unit.text[at + 1..]).authors;
                    self.article.byline.get_or_insert_with(|| unit.text[at + 1..].to_owned());
                }
            }
            Role::Agency | Role::Dateline => self.agency(units, unit, role),
            _ => {
                self.push(units, unit, all, role);
                let text = unit.text.as_ref();
                let article = &mut self.article;
                let field = match role {
                    Role::Headline => &mut article.headline,
                    Role::Kicker => &mut article.kicker,
                    Role::Dek => &mut article.dek,
                    Role::Contributor => return article.contributors.push(text.to_owned()),
                    Role::Correction => return article.corrections.push(text.to_owned()),
                    _ => return,
                };
                field.get_or_insert_with(|| text.trim_end_matches(':').to_owned());
            }
        }
    }

    fn paragraph(&mut self, units: &Units<'_>, unit: &Unit<'_>) {
        let span = self.push(units, unit, 0..unit.text.len(), Role::Paragraph);
        if self.article.dateline.is_none()
            && self.article.paragraphs().take(4).count() <= 3
            && let Some(filed) = dateline::head(&unit.text)
        {
            self.filed_to = Some(span.start() + filed.whole.end);
            self.file(&filed, &unit.text, span.start());
        }
    }

    fn file(&mut self, filed: &Filed, line: &str, start: usize) {
        let part = |range: &Option<Range<usize>>| range.clone().map(|range| line[range].trim().to_owned());
        if let Some(agency) = part(&filed.agency) {
            self.agency_named(&agency);
        }
        self.article.dateline.get_or_insert_with(|| Dateline {
            place: part(&filed.place),
            region: part(&filed.region),
            date: part(&filed.date),
            agency: part(&filed.agency),
            span: Span::at(start + filed.whole.start, start + filed.whole.end),
        });
    }

    fn agency_named(&mut self, name: &str) {
        if !self.article.agencies.iter().any(|known| known == name) {
            self.article.agencies.push(name.to_owned());
        }
    }

    fn agency(&mut self, units: &Units<'_>, unit: &Unit<'_>, role: Role) {
        let span = self.push(units, unit, 0..unit.text.len(), role);
        match dateline::whole(&unit.text) {
            Some(filed) if filed.place.is_some() => self.file(&filed, &unit.text, span.start()),
            _ => self.agency_named(unit.text.trim_matches(|c: char| "()[]—–- ".contains(c))),
        }
    }

    fn caption(&mut self, units: &Units<'_>, at: usize) {
        let unit = &units.units[at];
        let text = unit.text.as_ref();
        let cut = credit::cut_caption(text);
        let end = cut.map_or(text.len(), |cut| text[..cut].trim_end().len());
        self.push(units, unit, 0..end, Role::Caption);
        let caption = Some(text[..end].to_owned());
        match self.article.images.last_mut() {
            Some(image) if image.caption.is_none() && self.last_image.is_some_and(|last| last + 1 == at) => {
                image.caption = caption;
            }
            _ => self.article.images.push(Image { caption, credit: None }),
        }
        self.last_image = Some(at);
        if let Some(cut) = cut {
            self.push(units, unit, cut..text.len(), Role::Credit);
            self.credited(at, &text[cut..]);
        }
    }

    fn credited(&mut self, at: usize, text: &str) {
        let credit = Some(text.trim_matches(credit::MARKS).to_owned());
        match self.article.images.last_mut() {
            Some(image) if image.credit.is_none() && self.last_image.is_some_and(|last| last + 1 >= at) => {
                image.credit = credit;
            }
            _ => self.article.images.push(Image { caption: None, credit }),
        }
        self.last_image = Some(at);
    }

    fn byline(&mut self, units: &Units<'_>, unit: &Unit<'_>) {
        let text = unit.text.as_ref();
        let mut read = byline::read(text);
        let cut = read.date.unwrap_or(text.len());
        let end = text[..cut].trim_end_matches(|c: char| c.is_whitespace() || "|-–—·•,/(".contains(c)).len();
        if end == 0 {
            self.push(units, unit, 0..text.len(), Role::Timestamp);
            self.stamped(text);
            return;
        }
        self.push(units, unit, 0..end, Role::Byline);
        self.article.byline.get_or_insert_with(|| text[..end].to_owned());
        // The line below the author's: the author's work, and for whom.
        if let (Some(house), Some(author)) = (byline::house_of(text), self.article.authors.last_mut()) {
            author.organization.get_or_insert_with(|| house.to_owned());
            let title = text.split_once(", ").map(|(first, _)| first).filter(|first| byline::is_title(first));
            author.title = author.title.take().or(title.map(str::to_owned));
            return;
        }
        if let (true, Some(author)) = (read.authors.is_empty(), self.article.authors.last_mut()) {
            if byline::is_house(&text[..end]) && !byline::is_wire(&text[..end]) {
                author.organization.get_or_insert_with(|| text[..end].to_owned());
                read.agencies.clear();
            } else if byline::is_title(&text[..end]) {
                author.title.get_or_insert_with(|| text[..end].to_owned());
            }
        }
        for author in read.authors {
            if !self.article.authors.iter().any(|known| known.name == author.name) {
                self.article.authors.push(author);
            }
        }
        for agency in read.agencies {
            self.agency_named(&agency);
        }
        if cut < text.len() {
            self.push(units, unit, cut..text.len(), Role::Timestamp);
            self.stamped(&text[cut..]);
        }
    }

    /// A full date fills the fields that nothing else has filled; a teaser's too, for it is its own.
    fn stamped(&mut self, text: &str) {
        let Some(first) = timestamp::find(text) else { return };
        // `Published: May 3, 2024 | Updated: May 4, 2024`
        let rest = &text[first.range.end..];
        let second = timestamp::find(rest);
        let stamps = [(text, Some(first)), (rest, second)];
        for (text, stamp) in stamps.into_iter().filter_map(|(text, stamp)| Some((text, stamp?))) {
            let Some(day) = stamp.day else { continue };
            let is_update = timestamp::leads_to_update(&text[..stamp.range.start]);
            let field = if is_update { &mut self.article.modified } else { &mut self.article.published };
            field.get_or_insert_with(|| day.to_string());
        }
    }

    /// Cuts sentences and tokens, and seals the article.
    pub(crate) fn finish(self, options: &Options) -> Article {
        let Draft { mut article, filed_to, .. } = self;
        if let Some(last) = article
            .blocks
            .iter()
            .rfind(|block| matches!(block.role, Role::Paragraph | Role::Dek | Role::Headline))
        {
            article.truncated = breaks_off(last.span.slice(&article.text), last.role);
        }
        if options.sentences {
            article.sentences.reserve(article.text.len() / 100);
        }
        let mut found = options.tokens.then(|| Vec::with_capacity(article.text.len() / 5));
        for block in article.blocks.iter().filter(|_| options.sentences || options.tokens) {
            let filed = filed_to.filter(|&to| block.span.start() < to && to < block.span.end());
            let known = article.sentences.len();
            if options.sentences && block.role.has_sentences() {
                let span = Span::at(filed.unwrap_or(block.span.start()), block.span.end());
                article.sentences.extend(sentences(&article.text, span.trim(&article.text)));
            }
            let Some(found) = &mut found else { continue };
            let cut = &article.sentences[known..];
            if cut.is_empty() || filed.is_some() {
                found.extend(tokens(&article.text, block.span));
            } else {
                // The sentences are known: none is looked for again.
                cut.iter().for_each(|&sentence| tokens_into(&article.text, sentence, found));
            }
        }
        article.tokens = found;
        article.id = format!("{:016x}", xxh3_64(article.text.as_bytes()));
        article
    }
}

/// Whether a text stops in mid-sentence. A headline or standfirst needs no stop, so only dots tell.
fn breaks_off(text: &str, role: Role) -> bool {
    let text = text.trim_end();
    if text.ends_with("...") || text.ends_with('…') {
        return true;
    }
    let open = text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '-' | '–' | '—'));
    let words = text.split_ascii_whitespace().take(6).count();
    role == Role::Paragraph && open && words == 6
}
