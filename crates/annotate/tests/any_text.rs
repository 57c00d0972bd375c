//! What must hold for every text: nothing panics, every span fits, and an open time says why.

use nutgraf_annotate::{Options, annotate};
use nutgraf_core::{Layout, LayoutKind, Page, parse};
use proptest::prelude::*;

fn annotated(text: &str) -> Page {
    let mut layout = Layout::plain("any", text);
    layout.metadata.published = Some("2023-08-16".to_owned());
    layout.is_article = true;
    let mut page = parse(layout, &nutgraf_core::Options { layout: LayoutKind::Body, ..Default::default() });
    annotate(&mut page, &Options::default());
    page
}

fn holds(text: &str) {
    let page = annotated(text);
    assert!(page.check().is_ok(), "{text:?}");
    for article in &page.articles {
        for time in &article.times {
            assert_eq!(time.value.is_none(), time.unresolved.is_some(), "{text:?} {time:?}");
        }
        for said in &article.quotations {
            assert!(
                !said.parts.is_empty() && said.parts.iter().all(|part| !part.is_empty()),
                "{text:?} {said:?}"
            );
        }
    }
}

/// Words and marks that the annotators look for, in any order.
fn news() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "“",
        "”",
        "\"",
        "'",
        "’",
        "‘",
        "(",
        ")",
        ",",
        ".",
        "?",
        ":",
        ";",
        "—",
        "-",
        "/",
        "\n",
        " ",
        "said",
        "told",
        "that",
        "according to",
        "who",
        "he",
        "Ann Vale",
        "Orr",
        "the mayor",
        "to",
        "adding",
        "and",
        "May",
        "Monday",
        "last",
        "next",
        "year",
        "weeks",
        "ago",
        "2019",
        "12",
        "9",
        "a.m",
        "every",
        "the",
        "a",
        "half",
        "quarter",
        "third",
        "summer",
        "of",
        "early",
        "noon",
        "'80s",
        "é",
        "日本",
        "\u{a0}",
        "$",
    ]);
    prop::collection::vec((pieces, prop::bool::ANY), 0..60).prop_map(|pieces| {
        pieces.iter().map(|(piece, space)| format!("{piece}{}", if *space { " " } else { "" })).collect()
    })
}

proptest! {
    #[test]
    fn news_like_text_holds(text in news()) {
        holds(&text);
    }

    #[test]
    fn any_text_holds(text in "\\PC{0,200}") {
        holds(&text);
    }
}

#[test]
fn a_text_without_sentences_takes_no_longer_per_byte() {
    // Long enough that anything quadratic would not come back.
    let said = "“we” he said who said that Monday and \" ".repeat(20_000);
    holds(&said);
}
