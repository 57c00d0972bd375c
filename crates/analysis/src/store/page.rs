//! A page as bytes: compact, since most of an article's text is the page's own.

use nutgraf_core::{
    Anchor, Article, ArticleKind, Author, Block, Dateline, Entity, EntityKind, Form, Furniture, Image,
    Keyphrase, Mention, NativeName, Note, NoteKind, Page, Quotation, QuotationKind, Role, SCHEMA, Span,
    TimeExpression, TimeType, Unresolved,
};

use super::code::{Decoder, Encoder, Flaw};

// The places of values in these lists are part of the file's format: new ones go to the end.
const KINDS: [ArticleKind; 2] = [ArticleKind::Story, ArticleKind::Teaser];
const QUOTATIONS: [QuotationKind; 3] = [QuotationKind::Direct, QuotationKind::Indirect, QuotationKind::Mixed];
const TIMES: [TimeType; 4] = [TimeType::Date, TimeType::Time, TimeType::Duration, TimeType::Set];
const ANCHORS: [Option<Anchor>; 4] =
    [None, Some(Anchor::Published), Some(Anchor::Dateline), Some(Anchor::Mention)];
const UNRESOLVED: [Option<Unresolved>; 3] =
    [None, Some(Unresolved::NoReferenceDate), Some(Unresolved::Vague)];
const NOTES: [NoteKind; 4] = [NoteKind::Encoding, NoteKind::Character, NoteKind::Metadata, NoteKind::NoStory];

/// How the bytes of a text are kept.
const LITERAL: u8 = 0;
const SAME: u8 = 1;

pub(crate) fn place<T: PartialEq>(values: &[T], value: &T) -> u64 {
    // Every value stands in its list; a test says so for each.
    values.iter().position(|other| other == value).unwrap_or_default() as u64
}

pub(crate) fn encode(page: &Page, to: &mut Encoder) {
    // Without `..`: a new field must find its place here.
    let Page { schema, id, url, outlet, language, published, text, articles, furniture, notes } = page;
    to.maybe_text((schema != SCHEMA).then_some(schema));
    to.text(id);
    for field in [url, outlet, language, published] {
        to.maybe_text(field.as_deref());
    }
    to.text(text);
    to.list(articles, |to, article| encode_article(article, text, to));
    to.list(furniture, |to, Furniture { role, source }| {
        to.number(place(&Role::ALL, role));
        to.spans(source);
    });
    to.list(notes, |to, Note { kind, message, source }| {
        to.number(place(&NOTES, kind));
        to.text(message);
        to.span(*source, &mut 0);
    });
}

/// A page up to an article of it, and of that article what comes before its annotations: without its own text,
/// furniture and notes. To read texts costs half of what it costs to read all that was found in them.
pub(crate) fn decode_texts(from: &mut Decoder<'_>, last: usize) -> Result<Page, Flaw> {
    let (mut page, text) = decode_head(from)?;
    for at in 0..from.length()?.min(last.saturating_add(1)) {
        page.articles.push(decode_article(text, at < last, from)?);
    }
    Ok(page)
}

pub(crate) fn decode(from: &mut Decoder<'_>) -> Result<Page, Flaw> {
    let (head, text) = decode_head(from)?;
    let articles = from.list(|from| decode_article(text, true, from))?;
    let furniture =
        from.list(|from| Ok(Furniture { role: from.one_of(&Role::ALL, "a role")?, source: from.spans()? }))?;
    let notes = from.list(|from| {
        Ok(Note {
            kind: from.one_of(&NOTES, "a kind of note")?,
            message: from.string()?,
            source: from.span(&mut 0)?,
        })
    })?;
    Ok(Page { text: text.to_owned(), articles, furniture, notes, ..head })
}

/// What comes before the articles, and the page's text, which is not copied.
fn decode_head<'a>(from: &mut Decoder<'a>) -> Result<(Page, &'a str), Flaw> {
    let schema = from.maybe_string()?.unwrap_or_else(|| SCHEMA.to_owned());
    let id = from.string()?;
    let [url, outlet, language, published] =
        [from.maybe_string()?, from.maybe_string()?, from.maybe_string()?, from.maybe_string()?];
    let page = Page { schema, id, url, outlet, language, published, ..Page::default() };
    Ok((page, from.text()?))
}

fn encode_article(article: &Article, page: &str, to: &mut Encoder) {
    let Article {
        id,
        kind,
        truncated,
        headline,
        kicker,
        dek,
        byline,
        authors,
        dateline,
        published,
        modified,
        section,
        keywords,
        agencies,
        contributors,
        corrections,
        images,
        text,
        blocks,
        sentences,
        tokens,
        entities,
        quotations,
        times,
        keyphrases,
    } = article;
    to.text(id);
    to.number(place(&KINDS, kind) << 1 | u64::from(*truncated));
    for field in [headline, kicker, dek, byline, published, modified, section] {
        to.maybe_text(field.as_deref());
    }
    for texts in [keywords, agencies, contributors, corrections] {
        to.list(texts, |to, text| to.text(text));
    }
    to.list(authors, |to, Author { name, title, organization }| {
        to.text(name);
        to.maybe_text(title.as_deref());
        to.maybe_text(organization.as_deref());
    });
    to.list(images, |to, Image { caption, credit }| {
        to.maybe_text(caption.as_deref());
        to.maybe_text(credit.as_deref());
    });
    to.number(u8::from(dateline.is_some()));
    if let Some(Dateline { place, region, date, agency, span }) = dateline {
        for field in [place, region, date, agency] {
            to.maybe_text(field.as_deref());
        }
        to.span(*span, &mut 0);
    }
    let mut last = 0;
    to.list(blocks, |to, Block { role, span, source }| {
        to.number(place(&Role::ALL, role));
        to.span(*span, &mut last);
        to.spans(source);
    });
    encode_text(text, blocks, page, to);
    to.spans(sentences);
    to.number(u8::from(tokens.is_some()));
    tokens.iter().for_each(|tokens| to.spans(tokens));
    to.list(entities, |to, entity| encode_entity(entity, to));
    to.list(quotations, |to, Quotation { kind, parts, cue, speaker, entity }| {
        to.number(
            place(&QUOTATIONS, kind) << 2 | u64::from(cue.is_some()) << 1 | u64::from(speaker.is_some()),
        );
        to.spans(parts);
        let mut last = parts.last().map_or(0, |part| part.end());
        cue.iter().chain(speaker).for_each(|&span| to.span(span, &mut last));
        to.maybe(*entity);
    });
    let mut last = 0;
    to.list(times, |to, TimeExpression { span, kind, value, anchor, unresolved }| {
        to.span(*span, &mut last);
        to.number(place(&TIMES, kind) | place(&ANCHORS, anchor) << 2 | place(&UNRESOLVED, unresolved) << 4);
        to.maybe_text(value.as_deref());
    });
    to.list(keyphrases, |to, Keyphrase { text, score }| {
        to.text(text);
        to.bytes.extend_from_slice(&score.to_bits().to_le_bytes());
    });
}

fn decode_article(page: &str, annotated: bool, from: &mut Decoder<'_>) -> Result<Article, Flaw> {
    let mut article = Article { id: from.string()?, ..Article::default() };
    let kind = from.number()?;
    article.truncated = kind & 1 == 1;
    article.kind = *KINDS.get((kind >> 1) as usize).ok_or_else(|| from.flaw("a story or a teaser"))?;
    article.headline = from.maybe_string()?;
    article.kicker = from.maybe_string()?;
    article.dek = from.maybe_string()?;
    article.byline = from.maybe_string()?;
    article.published = from.maybe_string()?;
    article.modified = from.maybe_string()?;
    article.section = from.maybe_string()?;
    article.keywords = from.list(Decoder::string)?;
    article.agencies = from.list(Decoder::string)?;
    article.contributors = from.list(Decoder::string)?;
    article.corrections = from.list(Decoder::string)?;
    article.authors = from.list(|from| {
        let (name, title, organization) = (from.string()?, from.maybe_string()?, from.maybe_string()?);
        Ok(Author { name, title, organization })
    })?;
    article.images =
        from.list(|from| Ok(Image { caption: from.maybe_string()?, credit: from.maybe_string()? }))?;
    if from.below(2, "0 or 1")? == 1 {
        let [place, region, date, agency] =
            [from.maybe_string()?, from.maybe_string()?, from.maybe_string()?, from.maybe_string()?];
        article.dateline = Some(Dateline { place, region, date, agency, span: from.span(&mut 0)? });
    }
    let mut last = 0;
    article.blocks = from.list(|from| {
        let role = from.one_of(&Role::ALL, "a role")?;
        Ok(Block { role, span: from.span(&mut last)?, source: from.spans()? })
    })?;
    article.text = decode_text(&article.blocks, page, from)?;
    article.sentences = from.spans()?;
    if !annotated {
        return Ok(article);
    }
    if from.below(2, "0 or 1")? == 1 {
        article.tokens = Some(from.spans()?);
    }
    article.entities = from.list(decode_entity)?;
    article.quotations = from.list(|from| {
        let kind = from.number()?;
        let parts = from.spans()?;
        let mut last = parts.last().map_or(0, |part| part.end());
        Ok(Quotation {
            kind: *QUOTATIONS.get((kind >> 2) as usize).ok_or_else(|| from.flaw("a kind of quotation"))?,
            parts,
            cue: if kind & 2 > 0 { Some(from.span(&mut last)?) } else { None },
            speaker: if kind & 1 > 0 { Some(from.span(&mut last)?) } else { None },
            entity: from.maybe()?,
        })
    })?;
    let mut last = 0;
    article.times = from.list(|from| {
        let span = from.span(&mut last)?;
        let kind = from.below(64, "a kind of time")? as usize;
        let unresolved = *UNRESOLVED.get(kind >> 4).ok_or_else(|| from.flaw("a reason"))?;
        let (kind, anchor) = (TIMES[kind & 3], ANCHORS[kind >> 2 & 3]);
        Ok(TimeExpression { span, kind, value: from.maybe_string()?, anchor, unresolved })
    })?;
    article.keyphrases = from.list(|from| {
        let text = from.string()?;
        let mut score = [0; 8];
        score.copy_from_slice(from.bytes(8)?);
        Ok(Keyphrase { text, score: f64::from_bits(u64::from_le_bytes(score)) })
    })?;
    Ok(article)
}

fn encode_entity(entity: &Entity, to: &mut Encoder) {
    let Entity { id, kind, name, aliases, native, acronym, titles, title_spans, mentions } = entity;
    to.number(*id);
    to.number(place(&EntityKind::ALL, kind));
    to.text(name);
    to.list(aliases, |to, text| to.text(text));
    to.list(native, |to, NativeName { text, script }| {
        to.text(text);
        to.text(script);
    });
    to.maybe_text(acronym.as_deref());
    to.list(titles, |to, text| to.text(text));
    to.spans(title_spans);
    let mut last = 0;
    to.list(mentions, |to, Mention { span, form }| {
        to.span(*span, &mut last);
        to.number(place(&Form::ALL, form));
    });
}

fn decode_entity(from: &mut Decoder<'_>) -> Result<Entity, Flaw> {
    let mut last = 0;
    Ok(Entity {
        id: from.small()?,
        kind: from.one_of(&EntityKind::ALL, "a kind of entity")?,
        name: from.string()?,
        aliases: from.list(Decoder::string)?,
        native: from.list(|from| Ok(NativeName { text: from.string()?, script: from.string()? }))?,
        acronym: from.maybe_string()?,
        titles: from.list(Decoder::string)?,
        title_spans: from.spans()?,
        mentions: from.list(|from| {
            Ok(Mention { span: from.span(&mut last)?, form: from.one_of(&Form::ALL, "a form of mention")? })
        })?,
    })
}

/// A block's text as it stands on the page: its sources with blanks between them.
fn from_page(page: &str, source: &[Span]) -> Option<String> {
    let mut text = String::new();
    for (at, span) in source.iter().enumerate() {
        if at > 0 {
            text.push(' ');
        }
        text.push_str(page.get(span.range())?);
    }
    Some(text)
}

/// The article's text without what its blocks take from the page.
fn encode_text(text: &str, blocks: &[Block], page: &str, to: &mut Encoder) {
    let mut end = 0;
    let in_lines = blocks.iter().enumerate().all(|(at, block)| {
        let gap = usize::from(at > 0);
        let follows = block.span.start() == end + gap && (at == 0 || text.get(end..end + 1) == Some("\n"));
        end = block.span.end();
        follows && text.get(block.span.range()).is_some()
    });
    if !in_lines || end != text.len() {
        to.number(LITERAL);
        to.text(text);
        return;
    }
    to.number(SAME);
    for block in blocks {
        let own = block.span.slice(text);
        if from_page(page, &block.source).is_some_and(|taken| taken == own) {
            to.number(SAME);
        } else {
            to.number(LITERAL);
            to.text(own);
        }
    }
}

fn decode_text(blocks: &[Block], page: &str, from: &mut Decoder<'_>) -> Result<String, Flaw> {
    if from.below(2, "0 or 1")? == u32::from(LITERAL) {
        return from.string();
    }
    let mut text = String::new();
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        if from.below(2, "0 or 1")? == u32::from(LITERAL) {
            text.push_str(from.text()?);
        } else {
            let taken = from_page(page, &block.source);
            text.push_str(&taken.ok_or_else(|| from.flaw("a source inside the page"))?);
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_its_place() {
        for (at, kind) in EntityKind::ALL.iter().enumerate() {
            assert_eq!(place(&EntityKind::ALL, kind), at as u64);
        }
        assert_eq!(place(&KINDS, &ArticleKind::Teaser), 1);
        assert_eq!(place(&Form::ALL, &Form::Pronoun), 6);
        assert_eq!(place(&QUOTATIONS, &QuotationKind::Mixed), 2);
        assert_eq!(place(&TIMES, &TimeType::Set), 3);
        assert_eq!(place(&ANCHORS, &Some(Anchor::Mention)), 3);
        assert_eq!(place(&UNRESOLVED, &Some(Unresolved::Vague)), 2);
        assert_eq!(place(&NOTES, &NoteKind::NoStory), 3);
    }

    #[test]
    fn a_text_of_the_page_is_not_kept_twice() {
        let line = "The ferry sank at noon in the old harbour, the master said. ".repeat(20);
        let text = format!("{line}\n\n{line}\n");
        let page =
            nutgraf_core::parse(nutgraf_core::Layout::plain("a", &text), &nutgraf_core::Options::default());
        let mut encoder = Encoder::default();
        encode(&page, &mut encoder);
        assert!(encoder.bytes.len() < text.len() + 300, "{} of {}", encoder.bytes.len(), text.len());
        let mut decoder = Decoder::new(&encoder.bytes);
        assert_eq!(decode(&mut decoder).as_ref(), Ok(&page));
        assert_eq!(decoder.finish(), Ok(()));
        let texts = decode_texts(&mut Decoder::new(&encoder.bytes), 0).map(|page| page.articles);
        assert_eq!(texts, Ok(page.articles));
    }
}
