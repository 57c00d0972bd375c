//! What holds for every text.

use nutgraf_core::{ArticleKind, Layout, LayoutKind, Options, Page, Role, Span, parse};
use proptest::prelude::*;

/// Lines as pages have them, and any others.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("    Photo: Reuters".to_owned()),
        Just("By Ada QuillMay 3, 2024".to_owned()),
        Just("AFP, Port Elsa".to_owned()),
        Just("PORT ELSA, May 3 (Reuters) - The ferry sank at noon, the harbour master said on Friday.".to_owned()),
        Just("The ferry left Port Elsa on Friday. (Ada Quill/AP)".to_owned()),
        Just(
            "FERRY LINE: The council wants another ship before the summer ends The council of Port Elsa yesterday \
             asked the harbour master to buy a second ferry, as the old one is no longer safe, and to do so before"
                .to_owned()
        ),
        Just("© 2024 Port Elsa Times. All rights reserved.".to_owned()),
        Just("Home".to_owned()),
        "[A-Za-z0-9 ,.:'’“”()/|—é台…-]{0,90}",
        any::<String>(),
    ]
}

fn page() -> impl Strategy<Value = String> {
    prop::collection::vec(line(), 0..14).prop_map(|lines| lines.join("\n"))
}

fn sources(page: &Page) -> Vec<Span> {
    let blocks = page.articles.iter().flat_map(|article| &article.blocks).flat_map(|block| &block.source);
    let mut spans: Vec<Span> =
        blocks.chain(page.furniture.iter().flat_map(|block| &block.source)).copied().collect();
    spans.sort();
    spans
}

proptest! {
    #[test]
    fn every_byte_stands_in_one_block_save_separators(text in page(), is_article: bool, is_body: bool) {
        let mut layout = Layout::plain("p", text);
        layout.is_article = is_article;
        let kind = if is_body { LayoutKind::Body } else { LayoutKind::Page };
        let page = parse(layout, &Options { layout: kind, tokens: true, ..Options::default() });
        page.check().unwrap();
        let spans = sources(&page);
        for pair in spans.windows(2) {
            prop_assert!(pair[0].end() <= pair[1].start(), "{:?}", pair);
        }
        let mut from = 0;
        for span in spans.iter().copied().chain([Span::at(page.text.len(), page.text.len())]) {
            let gap = &page.text[from..span.start()];
            prop_assert!(gap.chars().all(|c| c.is_whitespace() || ":|-–—·•,/(".contains(c)), "{gap:?}");
            from = span.end();
        }
        if is_article && !page.text.trim().is_empty() {
            prop_assert_eq!(page.articles.first().map(|article| article.kind), Some(ArticleKind::Story));
        }
    }

    #[test]
    fn block_texts_are_their_sources(text in page()) {
        let page = parse(Layout::plain("p", text), &Options::default());
        for article in &page.articles {
            let lines: Vec<&str> = article.blocks.iter().map(|block| article.block_text(block)).collect();
            prop_assert_eq!(lines.join("\n"), article.text.clone());
            for block in &article.blocks {
                let squeezed = |text: &str| text.split_whitespace().collect::<String>();
                let source: String = block.source.iter().map(|span| span.slice(&page.text)).collect();
                prop_assert_eq!(squeezed(&source), squeezed(article.block_text(block)));
            }
            for sentence in &article.sentences {
                let at = article.block_of(*sentence).unwrap();
                prop_assert!(article.blocks[at].role.has_sentences());
            }
        }
    }

    #[test]
    fn line_ends_make_no_difference(text in page()) {
        let unix = text.replace("\r\n", "\n").replace('\r', "\n");
        let dos = unix.replace('\n', "\r\n");
        let options = Options::default();
        prop_assert_eq!(parse(Layout::plain("p", unix), &options), parse(Layout::plain("p", dos), &options));
    }

    #[test]
    fn a_written_record_comes_back(text in page()) {
        let page = parse(Layout::plain("p", text), &Options { tokens: true, ..Options::default() });
        prop_assert_eq!(Page::from_json(&page.to_json()).unwrap(), page);
    }

    #[test]
    fn a_body_keeps_every_line(text in page()) {
        let page = parse(Layout::plain("p", text.clone()), &Options { layout: LayoutKind::Body, ..Options::default() });
        let lines = page.text.split('\n').filter(|line| !line.trim().is_empty()).count();
        let blocks: Vec<Role> = page.articles.iter().flat_map(|article| &article.blocks).map(|block| block.role).collect();
        prop_assert_eq!(blocks, vec![Role::Paragraph; lines]);
    }
}
