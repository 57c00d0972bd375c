//! The structure pass: lines with hints → roles → articles.

use nutgraf_text::{Span, sentences, tokens};
use xxhash_rust::xxh3::xxh3_64;

use crate::{Article, Block, Layout, Page, Role, SCHEMA};

/// What a page's text is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum LayoutKind {
    /// A scraped page: find its story.
    #[default]
    Page,
    /// A story's body already, every line a paragraph.
    Body,
}

/// How to parse.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What the text is.
    pub layout: LayoutKind,
    /// Whether to fill [`Article::tokens`].
    pub tokens: bool,
}

/// Finds the articles of a page. Never fails: what is odd becomes a note.
pub fn parse(layout: Layout, options: &Options) -> Page {
    let mut article = Article { published: layout.metadata.published.clone(), ..Article::default() };
    for line in &layout.lines {
        let source = line.span.trim(&layout.text);
        if source.is_empty() {
            continue;
        }
        if !article.text.is_empty() {
            article.text.push('\n');
        }
        let start = article.text.len();
        article.text.push_str(source.slice(&layout.text));
        let span = Span::at(start, article.text.len());
        article.blocks.push(Block { role: Role::Paragraph, span, source: vec![source] });
        article.sentences.extend(sentences(&article.text, span));
    }
    if options.tokens {
        article.tokens =
            Some(article.blocks.iter().flat_map(|block| tokens(&article.text, block.span)).collect());
    }
    article.id = format!("{:016x}", xxh3_64(article.text.as_bytes()));
    Page {
        schema: SCHEMA.to_owned(),
        id: layout.id,
        url: layout.metadata.url,
        outlet: layout.metadata.outlet,
        language: layout.metadata.language,
        published: layout.metadata.published,
        text: layout.text,
        articles: if article.blocks.is_empty() { vec![] } else { vec![article] },
        furniture: vec![],
        notes: layout.notes,
    }
}
