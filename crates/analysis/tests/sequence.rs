//! Tokens as numbers say what the text says.
#![allow(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod pages;

use nutgraf_analysis::{Corpus, Sequence, token_spans};
use nutgraf_core::{Block, Role, Span};
use pages::{page, teaser};

#[test]
fn every_token_has_a_number_and_every_sentence_its_tokens() {
    let mut first = page(
        "b",
        None,
        &["{p Chen Yu-ting} left at 9.30, Port Roc's mayor said. Nobody came!", "It was 5 %."],
    );
    let story = &mut first.articles[0];
    let end = story.text.len();
    story.text.push_str("\nBy Anna Brandt\nThe End");
    story.blocks.push(Block { role: Role::Byline, span: Span::at(end + 1, end + 15), source: vec![] });
    story.blocks.push(Block { role: Role::Subhead, span: Span::at(end + 16, end + 23), source: vec![] });
    story.sentences.push(Span::at(end + 16, end + 23));
    first.outlet = Some("The Harbour Times".to_owned());
    first.language = Some("en".to_owned());
    let corpus = Corpus::collect(vec![first, teaser(page("a", None, &["A teaser."])), page("c", None, &[])]);
    let partial = corpus.partial();
    let sequence = partial.sequence(0);
    let shown: Vec<Vec<&str>> = sequence
        .sentences()
        .map(|tokens| tokens.iter().map(|&token| partial.printed(token)).collect())
        .collect();
    assert_eq!(
        shown,
        [
            vec!["Chen", "Yu-ting", "left", "at", "9.30", "", "Port", "Roc", "'s", "mayor", "said", ""],
            vec!["Nobody", "came", ""],
            vec!["It", "was", "5", "", ""],
            vec!["The", "End"],
        ]
    );
    let story = corpus.story(0, 0).unwrap();
    let spans = token_spans(story.article());
    assert_eq!(spans.len(), sequence.tokens().len());
    for (span, &token) in spans.iter().zip(sequence.tokens()) {
        let text = span.slice(&story.article().text);
        assert!(token == Sequence::PUNCTUATION || partial.printed(token) == text);
        let term = partial.term_number(token).map(|number| partial.term(number).to_owned());
        assert_eq!(term, (token < Sequence::OTHER).then(|| text.to_lowercase()));
    }
    let blocks: Vec<_> = (0..sequence.block_count()).map(|at| sequence.block(at).unwrap()).collect();
    assert_eq!(
        blocks,
        [(Role::Paragraph, 0..2), (Role::Paragraph, 2..3), (Role::Byline, 3..3), (Role::Subhead, 3..4)]
    );
    let of_sentences: Vec<usize> = (0..4).map(|at| sequence.block_of(at)).collect();
    assert_eq!(of_sentences, [0, 0, 1, 3]);
    assert_eq!((partial.outlet(0), partial.language(0)), (Some("The Harbour Times"), Some("en")));
    assert_eq!((partial.story_id(1), partial.outlet(1)), (Some(("c", 0)), None));
    assert!(partial.sequence(1).tokens().is_empty());
    assert_eq!(partial.sequence(9).sentence(3), 0..0);
}
