//! What is one report and what is not; order, threads and cut change nothing.
#![allow(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod pages;

use std::collections::BTreeSet;

use nutgraf_analysis::{CopyKind, Corpus, DuplicateOptions, DuplicateRow, DuplicateText, duplicates};
use nutgraf_core::{Day, Page};
use proptest::prelude::*;

/// Sentences of made-up words: what is said differs from seed to seed, as reports do.
fn report(seed: u64, sentences: usize) -> Vec<String> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut below = |limit: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % limit
    };
    let syllables = ["ka", "lo", "mi", "ren", "sul", "ta", "vor", "ne", "pi", "dag"];
    let mut sentence = || {
        let mut word = || (0..=below(3)).map(|_| syllables[below(10) as usize]).collect::<String>();
        let words: Vec<String> = (0..12).map(|_| word()).collect();
        format!("{} {}.", words.join(" "), below(9_000) + 100)
    };
    (0..sentences).map(|_| sentence()).collect()
}

fn groups(texts: &[(&str, Option<&str>, String)]) -> Vec<Vec<(u32, CopyKind)>> {
    let texts: Vec<DuplicateText<'_>> = texts
        .iter()
        .map(|(id, day, text)| DuplicateText {
            day: day.and_then(Day::parse),
            ..DuplicateText::plain(id, text)
        })
        .collect();
    let groups = duplicates(&texts, &DuplicateOptions::default());
    groups.iter().map(|group| group.iter().map(|copy| (copy.text, copy.kind)).collect()).collect()
}

#[test]
fn copies_are_told_apart_by_kind() {
    let wire = report(1, 12);
    let mut edited = wire.join("\n");
    edited = edited.replacen(" ka", " the", 2);
    let texts = [
        ("late", Some("2024-04-11"), wire.join(" ").to_uppercase()),
        ("wire", Some("2024-04-09"), wire.join("\n")),
        ("edited", Some("2024-04-10"), edited),
        ("cut", Some("2024-04-10"), wire[..4].join("\n")),
        ("framed", Some("2024-04-12"), [report(2, 9), wire.clone(), report(3, 9)].concat().join("\n")),
        ("other", Some("2024-04-09"), report(4, 12).join("\n")),
    ];
    let expected = [
        vec![
            (1, CopyKind::Original),
            (2, CopyKind::Near),
            (3, CopyKind::Contained),
            (0, CopyKind::Exact),
            (4, CopyKind::Contained),
        ],
        vec![(5, CopyKind::Original)],
    ];
    assert_eq!(groups(&texts), expected);
}

#[test]
fn a_series_of_reports_is_no_copy() {
    let week = |day: &str, claims: u32, rate: &str, turn: &str| {
        format!(
            "New claims for jobless benefits {turn} by {} to a seasonally adjusted {claims},000 last week, the Labour \
             Office said on {day}. Economists had expected claims to come in at {},000. The four-week average, which \
             smooths out the swings from week to week, stood at {},500. The jobless rate was {rate} percent. The report \
             is watched closely by those who set interest rates, as it shows how many people are losing their work.",
            claims * 7 % 13_000,
            claims + 9,
            claims - 4
        )
    };
    let texts = [
        ("a", Some("2024-04-04"), week("Thursday", 311, "4.1", "rose")),
        ("b", Some("2024-04-11"), week("Wednesday", 342, "4.3", "fell")),
        ("c", Some("2024-04-11"), week("Wednesday", 342, "4.3", "fell") + " Stocks were little changed."),
    ];
    let found: Vec<usize> = groups(&texts).iter().map(Vec::len).collect();
    assert_eq!(found, [1, 2]);
}

#[test]
fn a_digest_does_not_chain_the_reports_it_holds() {
    let reports: Vec<Vec<String>> = (10..16).map(|seed| report(seed, 8)).collect();
    let mut texts: Vec<(String, String)> =
        (0..6).map(|at| (format!("report-{at}"), reports[at].join("\n"))).collect();
    texts.push(("digest".to_owned(), reports.concat().join("\n")));
    let texts: Vec<_> = texts.iter().map(|(id, text)| (id.as_str(), None, text.clone())).collect();
    let largest = groups(&texts).iter().map(Vec::len).max();
    assert_eq!(largest, Some(2), "one report may be taken for the digest's part, the others stay apart");
}

#[test]
fn a_report_that_runs_everywhere_is_one_group() {
    let wire = report(20, 10);
    let texts: Vec<(String, String)> = (0..300)
        .map(|at| (format!("{at:03}"), [report(1_000 + at, 2), wire.clone()].concat().join("\n")))
        .collect();
    let texts: Vec<_> = texts.iter().map(|(id, text)| (id.as_str(), None, text.clone())).collect();
    assert_eq!(groups(&texts).iter().map(Vec::len).collect::<Vec<_>>(), [300]);
}

#[test]
fn texts_without_words_stay_alone() {
    let texts = ["", "...", "", "one", "One!"].map(|text| ("x", None, text.to_owned()));
    let found: Vec<Vec<u32>> =
        groups(&texts).into_iter().map(|group| group.into_iter().map(|copy| copy.0).collect()).collect();
    assert_eq!(found, [vec![0], vec![1], vec![2], vec![3, 4]]);
}

/// Reports and copies of them: cut, framed, equal.
fn any_texts() -> impl Strategy<Value = Vec<(String, String)>> {
    prop::collection::vec((0..6u64, 0..8usize, 4..10usize, 0..3u64), 1..24).prop_map(|all| {
        let text = |(at, (seed, from, to, frame)): (usize, (u64, usize, usize, u64))| {
            let mut lines = report(seed, 10)[from.min(to - 3)..to].to_vec();
            if frame > 0 {
                lines.insert(0, report(50 + frame, 1).concat());
            }
            (format!("id-{at:02}"), lines.join("\n"))
        };
        all.into_iter().enumerate().map(text).collect()
    })
}

fn by_id(texts: &[(String, String)]) -> BTreeSet<Vec<String>> {
    let texts: Vec<DuplicateText<'_>> =
        texts.iter().map(|(id, text)| DuplicateText::plain(id, text)).collect();
    let id = |text: u32| texts[text as usize].id.clone().into_owned();
    let groups = duplicates(&texts, &DuplicateOptions::default());
    groups.iter().map(|group| group.iter().map(|copy| id(copy.text)).collect()).collect()
}

proptest! {
    #[test]
    fn order_of_input_changes_no_group(texts in any_texts(), turn in 0..24usize) {
        let expected = by_id(&texts);
        let mut turned = texts.clone();
        turned.rotate_left(turn % texts.len());
        prop_assert_eq!(&by_id(&turned), &expected);
        turned.reverse();
        prop_assert_eq!(&by_id(&turned), &expected);
    }

    #[test]
    fn every_text_stands_in_one_group(texts in any_texts()) {
        let mut ids: Vec<String> = by_id(&texts).into_iter().flatten().collect();
        ids.sort();
        prop_assert_eq!(ids, texts.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>());
    }

    #[test]
    fn any_text_is_taken(texts in prop::collection::vec(".{0,60}", 0..8)) {
        let texts: Vec<(String, String)> = texts.into_iter().map(|text| (text.clone(), text)).collect();
        prop_assert!(by_id(&texts).len() <= texts.len());
    }
}

fn many_pages() -> Vec<Page> {
    let page = |at: u64| {
        let lines = report(at % 23, 6 + (at % 5) as usize);
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        pages::page(
            &format!("page-{:03}", at * 37 % 200),
            Some(["2024-04-09", "2024-05-01"][at as usize % 2]),
            &lines,
        )
    };
    (0..200).map(page).collect()
}

fn rows(corpus: &Corpus) -> String {
    serde_json::to_string(&corpus.duplicates(&DuplicateOptions::default())).unwrap()
}

#[test]
fn threads_and_parts_change_nothing() {
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let expected = pool(1).install(|| rows(&Corpus::collect(many_pages())));
    for threads in [2, 8] {
        assert!(pool(threads).install(|| rows(&Corpus::collect(many_pages()))) == expected);
    }
    for size in [1, 7, 64] {
        let pages = many_pages();
        let parts = pages.chunks(size).map(|part| Corpus::collect(part.to_vec()));
        assert!(rows(&parts.reduce(Corpus::merge).unwrap()) == expected);
    }
}

#[test]
fn every_report_counts_once() {
    let corpus = Corpus::collect(many_pages());
    let once = corpus.deduplicate(&DuplicateOptions::default());
    assert_eq!(once.stories().count(), 23);
    let groups = |corpus: &Corpus| corpus.duplicates(&DuplicateOptions::default());
    assert!(groups(&once).iter().all(|row: &DuplicateRow| row.stories.len() == 1));
    // Of the earliest day, the longest.
    assert!(once.stories().all(|story| story.day() == Day::parse("2024-04-09")));
    assert_eq!(once.filtered(), Some("every report once"));
}

#[test]
fn a_digest_keeps_what_is_no_copy() {
    let lines = |seed| report(seed, 6);
    let of = |id: &str, lines: &[String]| {
        pages::page(id, None, &lines.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let mut digest = of("digest", &lines(2)[..5]);
    digest.articles.extend(of("digest", &lines(3)).articles);
    let corpus = Corpus::collect(vec![
        of("own", &lines(2)),
        digest,
        nutgraf_core::Page { id: "empty".into(), ..Page::default() },
    ]);
    let rows = corpus.duplicates(&DuplicateOptions::default());
    let ids: Vec<&[String]> = rows.iter().map(|row| row.ids.as_slice()).collect();
    assert_eq!(ids, [&["own".to_owned(), "digest".to_owned()][..], &[], &["empty".to_owned()]]);
    assert_eq!(rows[1].stories[0].article, 1);
    let once = corpus.deduplicate(&DuplicateOptions::default());
    let left: Vec<(String, u32)> =
        once.stories().map(|story| (story.page().id.clone(), story.article_index())).collect();
    assert_eq!(left, [("own".to_owned(), 0), ("digest".to_owned(), 1)]);
}

#[test]
fn what_was_cut_and_added_is_shown() {
    let wire = report(5, 6);
    let wire: Vec<&str> = wire.iter().map(String::as_str).collect();
    let copy = [&["By our own reporter in the harbour of Larena."][..], &wire[..4]].concat();
    let corpus = Corpus::collect(vec![
        pages::page("wire", Some("2024-04-09"), &wire),
        pages::page("copy", Some("2024-04-11"), &copy),
    ]);
    let rows = corpus.duplicates(&DuplicateOptions::default());
    let story = &rows[0].stories[1];
    assert_eq!((story.kind, story.lag), (CopyKind::Contained, Some(2)));
    let text = |page, span: nutgraf_core::Span| {
        span.slice(&corpus.story(page, 0).unwrap().article().text).to_owned()
    };
    assert_eq!(text(0, story.cut[0]), wire[4..].join("\n"));
    assert_eq!(text(1, story.added[0]), copy[0]);
}
