//! A page of plain lines, and what its blocks are.

use nutgraf_core::{Article, Layout, Options, Page, parse};

/// The page of some lines, checked.
pub(crate) fn page(lines: &[&str]) -> Page {
    let page = parse(Layout::plain("p", lines.join("\n")), &Options::default());
    assert!(page.check().is_ok());
    page
}

/// The roles of an article's blocks.
pub(crate) fn roles(article: &Article) -> Vec<&'static str> {
    article.blocks.iter().map(|block| block.role.name()).collect()
}
