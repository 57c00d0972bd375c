//! What must hold on every input.

#![expect(clippy::unwrap_used, reason = "a test: this must be there")]

use std::fs;
use std::path::PathBuf;

use nutgraf::core::{Layout, Page, Span};
use nutgraf::read::{Record, open};
use nutgraf::{Options, pages, parse};
use proptest::collection::vec;
use proptest::prelude::*;

fn page(text: &str) -> Page {
    parse(Layout::plain("page", text), &options())
}

fn options() -> Options {
    let mut options = Options::default();
    options.parse.tokens = true;
    options
}

/// A line as pages have them, or anything else.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => vec("[A-Za-z]{1,9}", 3..25).prop_map(|words| format!("The {}.", words.join(" "))),
        2 => prop::sample::select(vec![
            "PORT ELSA, May 3 (Quay Wire) — The ferry sank at noon on Monday, the harbour master said.",
            "“It was dark,” said Ann Poe, the captain (船長). “Nobody saw it.”",
            "Photo: Ann Poe, Quay Wire",
            "By Ann Poe / Staff reporter",
            "FERRY, FOG: Two of the crew are still missing, and nobody knows why the Blue Heron left on",
            "Read more",
            "Home | News | Sport",
            "(Additional reporting by Ben Roe; Editing by Cy Doe)",
            "© 2025 The Quay. All rights reserved.",
            "Port Elsa: Poe, Roe (Doe 72), van Lund; Holm, Fell; Voss, Marsh (capt). Subs Not Used: Tarn, Quay.",
            "PORT ELSA 3 (Poe 15, 80) Lund 1. Halftime 1-0",
            "Port Elsa 3-1 Lund",
            "1. Ann Poe (Norway) Fell Bay 1:12.5",
            "RUGBY - PORT ELSA RECALL POE FOR LUND GAME",
            "-- Port Elsa Newsroom +47 1 23 45",
            "    An indented line that goes on and on until it is broken at the width of a wire's",
            "",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,60}",
        1 => "[ \\t\u{a0}\u{200b}A-C.:—“”'\"()\\-\u{301}台]{0,40}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    vec(line(), 0..14).prop_map(|lines| lines.join("\n"))
}

/// How often each byte of the page lies in a block's source.
fn cover(page: &Page) -> Vec<u8> {
    let mut cover = vec![0; page.text.len()];
    let blocks =
        page.articles.iter().flat_map(|article| article.blocks.iter().flat_map(|block| &block.source));
    for span in blocks.chain(page.furniture.iter().flat_map(|furniture| &furniture.source)) {
        cover[span.range()].iter_mut().for_each(|count| *count += 1);
    }
    cover
}

/// Spans that must stand in order and apart.
fn apart(spans: &[Span]) -> bool {
    spans.windows(2).all(|pair| pair[0].end() <= pair[1].start()) && spans.iter().all(|span| !span.is_empty())
}

/// A file of its own, gone at the end.
struct File(PathBuf);

impl File {
    fn new(name: &str, content: impl AsRef<[u8]>) -> File {
        let path = std::env::temp_dir().join(format!("nutgraf-properties-{}-{name}", std::process::id()));
        fs::write(&path, content).unwrap();
        File(path)
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_without_panic(bytes in vec(any::<u8>(), 0..400), packed in any::<bool>()) {
        let bytes = if packed { [b"\x1f\x8b\x08\0", bytes.as_slice()].concat() } else { bytes };
        for ending in ["txt", "jsonl", "json", "bin"] {
            let file = File::new(&format!("any.{ending}"), &bytes);
            for record in open(std::slice::from_ref(&file.0), &Default::default()).flatten() {
                if let Record::Layout(layout) = record {
                    prop_assert!(parse(layout, &options()).check().is_ok());
                }
            }
        }
    }

    #[test]
    fn spans_fit_and_keep_their_order(text in text()) {
        let page = page(&text);
        prop_assert!(page.check().is_ok(), "{:?}", page.check());
        for article in &page.articles {
            let blocks: Vec<Span> = article.blocks.iter().map(|block| block.span).collect();
            prop_assert!(apart(&blocks));
            prop_assert!(apart(&article.sentences));
            prop_assert!(apart(article.tokens.as_deref().unwrap_or_default()));
            for sentence in &article.sentences {
                prop_assert!(blocks.iter().any(|block| block.contains(*sentence)), "{sentence:?} crosses a block");
            }
        }
    }

    #[test]
    fn every_letter_lies_in_one_block(text in text()) {
        let page = page(&text);
        let cover = cover(&page);
        for (at, character) in page.text.char_indices() {
            prop_assert!(cover[at] <= 1, "{character:?} at {at} lies in two blocks");
            prop_assert!(cover[at] == 1 || !character.is_alphanumeric(), "{character:?} at {at} lies in no block");
        }
    }

    #[test]
    fn line_ends_are_all_the_same(text in text()) {
        let dos = text.replace('\n', "\r\n");
        prop_assert_eq!(page(&dos).to_json(), page(&text).to_json());
    }

    #[test]
    fn a_record_read_back_is_the_same(text in text()) {
        let page = page(&text);
        let back = Page::from_json(&page.to_json());
        prop_assert_eq!(back.as_ref(), Ok(&page));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn threads_and_batches_change_nothing(texts in vec(text(), 0..12), threads in 2_usize..5, batch in 1_usize..3000) {
        let line = |text: &String| format!("{}\n", serde_json::json!({ "text": text }));
        let file = File::new("threads.jsonl", texts.iter().map(line).collect::<String>() + "not JSON\n");
        let paths = [file.0.clone()];
        let read = |options: &Options| -> Vec<String> {
            let line = |page: Result<Page, nutgraf::read::Error>| page.map_or_else(|error| error.to_string(), |page: Page| page.to_json());
            pages(&paths, options).map(line).collect()
        };
        let one = read(&Options { threads: Some(1), ..options() });
        let many = read(&Options { threads: Some(threads), batch_bytes: Some(batch), ..options() });
        prop_assert_eq!(one.len(), texts.len() + 1);
        prop_assert_eq!(one, many);
    }
}

#[test]
fn names_do_not_depend_on_the_form_of_their_apostrophes() {
    let text = "Shares of Standard & Poor's and Dr Reddy's fell on Monday, said Ada O'Brien. Shi'ite leaders met at St \
                James' Park, where Macy's and the People's Bank of China had bought seats for 'Gulliver's Travels'. \
                O'Brien flew from N'Djamena to Xi'an and went home to Martha's Vineyard.";
    let names = |text: &str| -> Vec<(String, String)> {
        let page = page(text);
        let entities = page.articles.iter().flat_map(|article| {
            article
                .entities
                .iter()
                .map(|entity| (entity.name.replace('’', "'"), entity.kind.name().to_owned()))
        });
        entities.collect()
    };
    let found = names(text);
    assert!(found.contains(&("Standard & Poor's".to_owned(), "organization".to_owned())), "{found:?}");
    assert_eq!(names(&text.replace('\'', "’")), found);
}
