//! Tokens of news text: each row has ` ` at white space and `|` at every other border between tokens.

use nutgraf_text::{Span, tokens};

fn check(cases: &[&str]) {
    for case in cases {
        let text = case.replace('|', "");
        let want: Vec<&str> = case.split([' ', '|']).collect();
        let found: Vec<&str> = tokens(&text, Span::of(&text)).iter().map(|span| span.slice(&text)).collect();
        assert_eq!(found, want);
    }
}

#[test]
fn clitics_and_negation_are_split() {
    check(&[
        "They do|n't know Anna|'s or they|'re late",
        "They do|n’t know Anna|’s or they|’re late",
        "WE CA|N'T GO",
        "the boys|' boat and O'Brien at five o'clock",
        "the U.S.|'s fleet",
        "We can|not win and are gon|na go",
        "the 1990's and '90s rock 'n' roll for 'em",
    ]);
}

#[test]
fn compounds_are_split_save_after_a_prefix() {
    check(&[
        "a self|-|driving cab",
        "the well|-|known 20|-|year|-|old e-mail",
        "an anti-war co-author re-elected in mid-July",
        "a non-profit|-|making club",
        "the U.S.|-|led pact",
        "and|/|or",
    ]);
}

#[test]
fn abbreviations_keep_their_stop_inside_a_sentence() {
    check(&[
        "Mr. Roe of Gullport Inc. met Gen. Lind at 5 p.m. today|.",
        "J. K. Lind|, Ph.D.|, of No. 7",
        "in Ill.|, too",
        "he lives in the U.S.",
        "she said no|.",
    ]);
}

#[test]
fn numbers_times_and_dates_stay_whole() {
    check(&[
        "1,000.5 at 10:30 on 11/28/2024 and 2024-11-28",
        "call 713-555-0119 or +44 now",
        "won 3|-|0 in 2003|-|2007",
        "about 1|/|2 of it",
        "the 21st and the 1990s",
        "at 10:30|am|, 60|mph and 5|km",
        "room 3143C",
    ]);
}

#[test]
fn signs_are_tokens_of_their_own() {
    check(&[
        "$|12.40 and 3.5|% of £|35|m",
        "US$|45 a barrel",
        "(|D|-|Mo.|)",
        "\"|Why|?!|\"",
        "Wait|... what|…",
        "“|Yes|,|”",
        "AT&T and R&D",
        "#MeToo from @gull",
        "It is -- well -- :)",
    ]);
}

#[test]
fn addresses_stay_whole() {
    check(&[
        "See https://g.example/a-b?c=1|, www.g.example/x or gullport.com|.",
        "(|a.penn@g.example|)",
        "Read minutes-7.pdf today",
    ]);
}

#[test]
fn scripts_without_blanks() {
    check(&["船|が|沈|ん|だ|。", "Größe naïve café|!", "ไทยแลนด์ ประเทศ", "🇺🇸|👩\u{200d}🚒|👍🏽"]);
}
