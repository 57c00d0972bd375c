//! What must hold of any text and any names in it.

use nutgraf_core::{Article, Page, SCHEMA, Span, sentences};
use nutgraf_tagger::{Kind, Name};
use proptest::prelude::*;

use super::{nominal, of_names};
use crate::words::Words;

const KINDS: [Kind; 7] =
    [Kind::Person, Kind::Organization, Kind::Place, Kind::Group, Kind::Event, Kind::Work, Kind::Product];

/// Names, marks and the words that the rules look at.
const PIECES: &str = "Ada|Quill|Ada Quill|Lu Mei-an|(呂美安)|(FGB)|FGB|Fell Grain Board|the|The|of| and |, |. |'s|’s|-|President|president|Mayor|the president|Mr.|US|Corp|, Inc.|Bank|Taiwan|(|)|“|”|\u{3000}|Ğ|é|\n|LLP|&|or|initials|chief|Department|1911|$| |\u{a0}|İ|ß|V.T.C.|; |3|3-0|(Quill 15, 80|1. |-- |Newsroom|FELL|LUND - |Subs: |Level|5|Hospital| '|' |‘|(Fell|N2| million|.2";

/// Pieces of news text.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![8 => proptest::sample::select(PIECES.split('|').collect::<Vec<_>>()).prop_map(str::to_owned), 1 => ".{0,6}"]
}

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec((piece(), proptest::bool::ANY), 0..40).prop_map(|pieces| {
        pieces.into_iter().map(|(piece, gap)| if gap { piece + " " } else { piece }).collect()
    })
}

proptest! {
    #[test]
    fn entities_are_whole_and_in_order(text in text(), seeds in proptest::collection::vec((0usize..60, 1usize..5, 0usize..7), 0..20)) {
        let sentences = sentences(&text, Span::of(&text));
        let article = Article { text: text.clone(), sentences, ..Article::default() };
        let words = Words::of(&article);
        let mut names: Vec<Name> = Vec::new();
        let mut from = 0;
        for (skip, length, kind) in seeds {
            let first = from + skip;
            let Some(last) = words.tokens.get(first + length - 1).copied() else { break };
            let start = words.tokens[first];
            if words.sentence_of(first) == words.sentence_of(first + length - 1) {
                names.push(Name { span: start.hull(last), kind: KINDS[kind] });
            }
            from = first + length;
        }
        let mut next = 3;
        let mut entities = of_names(&words, &names, &mut next);
        nominal::add(&words, &mut entities);
        prop_assert_eq!(next as usize, 3 + entities.len());
        let mut all: Vec<Span> = Vec::new();
        let mut first = 0;
        for (n, entity) in entities.iter().enumerate() {
            prop_assert_eq!(entity.id as usize, 3 + n);
            prop_assert!(!entity.mentions.is_empty());
            prop_assert!(entity.mentions.is_sorted_by(|a, b| a.span < b.span));
            prop_assert!(entity.mentions[0].span.start() >= first, "entities stand in order");
            first = entity.mentions[0].span.start();
            prop_assert!(text.contains(&entity.name));
            prop_assert_eq!(entity.titles.len(), entity.title_spans.len());
            all.extend(entity.mentions.iter().map(|mention| mention.span));
        }
        prop_assert!(all.iter().all(|span| !span.is_empty()));
        all.sort();
        prop_assert!(all.windows(2).all(|pair| pair[0].end() <= pair[1].start()), "no two mentions overlap: {:?}", all);
        let mut article = article.clone();
        article.entities = entities;
        let page = Page { schema: SCHEMA.to_owned(), articles: vec![article], ..Page::default() };
        prop_assert!(page.check().is_ok());
    }
}
