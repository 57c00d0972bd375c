//! What must hold on every text, whatever its language or damage.

use nutgraf_text::{Span, sentences, tokens, tokens_into};
use proptest::prelude::*;

/// Texts rich in what the splitters look at.
fn newsy() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Mr. ".to_owned()),
        Just("U.S.".to_owned()),
        Just("p.m. ".to_owned()),
        Just("don't".to_owned()),
        Just("Anna’s ".to_owned()),
        Just("http://g.example/a.b ".to_owned()),
        Just("1. ".to_owned()),
        Just("10:30".to_owned()),
        Just("。」".to_owned()),
        Just("船は".to_owned()),
        Just("👩\u{200d}🚒".to_owned()),
        "[A-Za-z]{1,8}",
        "[ \n\t\u{a0}]{1,2}",
        "[.!?…,;:'\"”’)(\\[\\]/@&$%#_-]{1,3}",
        "[0-9]{1,4}",
        "\\PC{1,4}",
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn check(text: &str, within: Span) -> Result<(), TestCaseError> {
    let inside = sentences(text, within);
    let words = tokens(text, within);
    for spans in [&inside, &words] {
        let mut at = within.start();
        for span in spans {
            prop_assert!(span.fits(text) && within.contains(*span) && !span.is_empty());
            prop_assert!(text[at..span.start()].chars().all(char::is_whitespace), "{span:?} leaves out text");
            let first = span.slice(text).chars().next();
            let last = span.slice(text).chars().next_back();
            prop_assert!(!first.is_some_and(char::is_whitespace) && !last.is_some_and(char::is_whitespace));
            prop_assert!(!span.slice(text).contains('\n'));
            at = span.end();
        }
        prop_assert!(text[at..within.end()].chars().all(char::is_whitespace), "the end is left out");
    }
    let mut again = Vec::new();
    for &sentence in &inside {
        tokens_into(text, sentence, &mut again);
    }
    prop_assert_eq!(words, again);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn every_byte_that_is_no_blank_is_in_one_sentence_and_one_token(text in newsy()) {
        check(&text, Span::of(&text))?;
    }

    #[test]
    fn any_string_is_cut_on_character_borders(text in any::<String>(), from in 0usize..40, to in 0usize..40) {
        let from = text.floor_char_boundary(from);
        let to = text.floor_char_boundary(to).max(from);
        check(&text, Span::at(from, to))?;
    }

    #[test]
    fn a_span_that_does_not_fit_has_nothing(text in any::<String>()) {
        let beyond = Span::at(0, text.len() + 1);
        prop_assert!(sentences(&text, beyond).is_empty() && tokens(&text, beyond).is_empty());
    }
}

#[test]
fn a_page_without_blanks_is_cut_piece_by_piece() {
    for piece in ["A.", "a-", "a.b@", "Ab.", "x/", ":(", "!\"", "1-", "a'", "\u{e9}.", "At 5 a.m. X "] {
        let text = piece.repeat(60_000);
        let found = tokens(&text, Span::of(&text));
        assert!(!found.is_empty() && found.iter().map(|span| span.len()).sum::<usize>() <= text.len());
    }
}
