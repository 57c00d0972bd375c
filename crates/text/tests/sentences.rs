//! Where sentences of news text end: each row is a text with ` | ` at every inner border.

use nutgraf_text::{Span, sentences};

fn check(cases: &[&str]) {
    for case in cases {
        let text = case.replace(" | ", " ").replace("||", "");
        let want: Vec<&str> = case.split(" | ").flat_map(|part| part.split("||")).collect();
        let found: Vec<&str> =
            sentences(&text, Span::of(&text)).iter().map(|span| span.slice(&text)).collect();
        assert_eq!(found, want);
    }
}

#[test]
fn abbreviations_before_names_and_numbers_do_not_end() {
    check(&[
        "Gov. Ada Penn met Gen. Okafor. | They spoke.",
        "Mr. and Mrs. Lind won vs. Dr. Roe.",
        "It opened on Jan. 5 at No. 7, as Fig. 2 shows. | Now it is shut.",
        "No. 2 rival Bank of Gullport rose. | The index fell.",
        "St. Olave's is in Mt. Gull. | Few go.",
        "He weighed 180 lbs. and was 6 ft. tall.",
    ]);
}

#[test]
fn abbreviations_end_where_a_sentence_begins() {
    check(&[
        "She runs Gullport Inc. | The firm is small.",
        "Gullport Inc. Chief Executive Ada Penn left.",
        "They sell rope, nets, etc. | Ships call daily.",
        "He lives in the U.S. | But he works in the U.K. government.",
        "We met at 5 p.m. | Penn came late.",
        "At 5 p.m. Monday the doors close.",
        "At 5 p.m. Mr. Roe went home.",
        "The trial starts in Dec. | Penn will appear.",
    ]);
}

#[test]
fn initials_do_not_end() {
    check(&[
        "J. K. Lind met John F. Roe. | He left.",
        "Tom and I. | The band played.",
        "World War I. | The bay was empty.",
        "Karl I. Lind sang.",
    ]);
}

#[test]
fn quotes_and_brackets_stay_with_their_stop() {
    check(&[
        "\"We won.\" | She laughed.",
        "“We won.” | ‘Did you?’ | (They did.) | He left.",
        "\"Why?\" she asked.",
        "\"Why?\" Ada Penn asked.",
        "\"Why?\" | Nobody knew.",
        "He (the rope broke.) fell.",
        "It sank.[12] | Nobody died.",
    ]);
}

#[test]
fn ellipses_end_before_a_capital_only() {
    check(&[
        "Wait... | He came.",
        "He said ... nothing.",
        "It was . . . odd. | Then it ended.",
        "\"One [...] of two\" was cut.",
        "He left. | ... The rest is known.",
    ]);
}

#[test]
fn numbers_and_addresses_have_inner_stops() {
    check(&[
        "It cost $1,000.50 at 10.30. | She paid.",
        "See https://g.example/a.b?c=1. | Write to a.penn@g.example. | Thanks.",
        "Read gullport.com/News.Today for more.",
    ]);
}

#[test]
fn small_letters_follow_stops_too() {
    check(&["The ferry sank. | iPhones were lost.", "Is it true? | yes it is."]);
}

#[test]
fn lists_in_a_line_are_cut_at_their_items() {
    check(&[
        "1. Rent the hall. | 2. Book the band.",
        "1) Rent the hall | 2) Book the band",
        "• Rope | • Nets",
        "Two things: 1. Rent the hall.",
    ]);
}

#[test]
fn a_stop_without_a_blank_ends_between_small_and_capital() {
    check(&["The vote ended.||The mayor won.", "Why me?||Nobody said.", "He uses Node.js daily."]);
}

#[test]
fn wide_stops_need_no_blank() {
    check(&["船が沈んだ。||誰も死ななかった！||本当？", "「沈んだ。」と彼は言った。||終わり。"]);
}

#[test]
fn a_line_break_always_ends() {
    let text = "Ferry sinks\n\n \u{a0}Nobody\tdied \n";
    let found: Vec<&str> = sentences(text, Span::of(text)).iter().map(|span| span.slice(text)).collect();
    assert_eq!(found, ["Ferry sinks", "Nobody\tdied"]);
}

#[test]
fn only_what_lies_inside_is_cut() {
    let text = "One. Two. Three.";
    let found = sentences(text, Span::at(5, 11));
    assert_eq!(found, [Span::at(5, 9), Span::at(10, 11)]);
}
