//! Outlets held against each other, worked out by hand.
#![allow(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod pages;

use nutgraf_analysis::{Corpus, DuplicateOptions, Grouping};
use nutgraf_core::{Page, Quotation, QuotationKind, Span};
use pages::page;

fn at(outlet: &str, mut page: Page) -> Page {
    page.outlet = Some(outlet.to_owned());
    page
}

/// The first entity says the whole text, so often.
fn saying(mut page: Page, kinds: &[QuotationKind]) -> Page {
    let story = &mut page.articles[0];
    for &kind in kinds {
        story.quotations.push(Quotation {
            kind,
            parts: vec![Span::of(&story.text)],
            cue: None,
            speaker: None,
            entity: story.entities.first().map(|entity| entity.id),
        });
    }
    page
}

const REPORT: &str = "The ferry Maren sank off Port Lune at noon on Monday with forty people aboard, the harbour \
    master wrote, and all of them were brought ashore by two fishing boats before the storm came in.";

fn corpus() -> Corpus {
    use QuotationKind::{Direct, Indirect, Mixed};
    Corpus::collect(vec![
        at("Wire", page("w1", Some("2024-04-01"), &[REPORT])),
        at("Times", page("t1", Some("2024-04-03"), &[REPORT])),
        at("Post", page("p1", Some("2024-04-02"), &[REPORT, "It was the third wreck of the year."])),
        at(
            "Times",
            saying(page("t2", Some("2024-04-05"), &["{p Anna Brandt} met {p Otto Hill}."]), &[Direct, Mixed]),
        ),
        at("Times", saying(page("t3", None, &["{p Anna Brandt} left."]), &[Indirect])),
        at("Post", saying(page("p2", None, &["{p Otto Hill} and {p Otto Hill} slept."]), &[Indirect])),
        page("n", None, &["Nobody knows {p Anna Brandt}."]),
    ])
}

#[test]
fn whom_each_outlet_names() {
    let rows = corpus().source_entities();
    let found: Vec<_> = rows
        .iter()
        .map(|row| {
            (row.outlet.as_str(), row.name.as_str(), row.mentions, row.reference_mentions, row.stories)
        })
        .collect();
    let expected =
        [("Post", "Otto Hill", 2, 1, 1), ("Times", "Anna Brandt", 2, 0, 2), ("Times", "Otto Hill", 1, 2, 1)];
    assert_eq!(found, expected);
    // Post: 2 of 2 against 1 of 3; cells 2, 1, 0, 2 of 5.
    let g = 2.0 * (2.0 * (2.0 * 5.0 / 6.0_f64).ln() + (5.0 / 9.0_f64).ln() + 2.0 * (10.0 / 6.0_f64).ln());
    assert!((rows[0].log_likelihood - g).abs() < 1e-9, "{} {g}", rows[0].log_likelihood);
    assert!((rows[2].log_likelihood + g).abs() < 1e-9 && (rows[1].share - 2.0 / 3.0).abs() < 1e-12);
}

#[test]
fn whom_each_outlet_quotes() {
    let rows = corpus().source_quotes();
    let found: Vec<_> = rows
        .iter()
        .map(|row| {
            (row.outlet.as_str(), row.speaker.as_str(), row.quotations, row.stories, row.reference_share)
        })
        .collect();
    let expected = [("Post", "Otto Hill", 1, 1, Some(0.0)), ("Times", "Anna Brandt", 3, 2, Some(0.0))];
    assert_eq!(found, expected);
    assert!((rows[1].direct - 2.0 / 3.0).abs() < 1e-12 && rows[1].share == 1.0 && rows[0].direct == 0.0);
}

#[test]
fn who_takes_over_from_whom() {
    let corpus = corpus();
    let rows = corpus.copying(&corpus.duplicates(&DuplicateOptions::default()));
    let found: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                row.outlet.as_str(),
                row.original.as_str(),
                row.stories,
                row.lag_min,
                row.lag_median,
                row.lag_max,
            )
        })
        .collect();
    let expected =
        [("Post", "Wire", 1, Some(1), Some(1), Some(1)), ("Times", "Wire", 1, Some(2), Some(2), Some(2))];
    assert_eq!(found, expected);
    assert!((rows[0].share - 0.5).abs() < 1e-12 && (rows[1].share - 1.0 / 3.0).abs() < 1e-12);
    assert_eq!(rows[1].lag_mean, Some(2.0));
}

#[test]
fn a_row_an_outlet() {
    let corpus = corpus();
    let rows = corpus.sources(Some(&corpus.duplicates(&DuplicateOptions::default())));
    let found: Vec<_> = rows
        .iter()
        .map(|row| (row.outlet.as_str(), row.stories, row.entities, row.mentions, row.quotations, row.copied))
        .collect();
    let expected =
        [("Post", 2, 1, 2, 1, Some(1)), ("Times", 3, 2, 3, 3, Some(1)), ("Wire", 1, 0, 0, 0, Some(0))];
    assert_eq!(found, expected);
    assert_eq!((rows[1].direct, rows[2].direct), (Some(2.0 / 3.0), None));
    // Two mentions against none are no mark yet.
    assert!(rows[1].names.is_empty());
    assert_eq!(corpus.sources(None)[0].copied, None);
}

#[test]
fn a_part_is_its_stories_together() {
    let corpus = Corpus::collect(vec![
        at("One", page("1", None, &["The cat sat. It didn't see Alexandria."])),
        at("One", page("2", None, &["Nobody anticipated 40 elephants."])),
        at("Two", page("3", None, &["Ja."])),
    ]);
    let stories = corpus.readability();
    assert_eq!(stories.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["1", "2", "3"]);
    let first = &stories[0].counts;
    // "didn't" is one word; the name is no complex word, but has many syllables.
    assert_eq!((first.sentences, first.words, first.letters, first.characters), (2, 7, 29, 29));
    assert_eq!((first.polysyllables, first.complex_words), (1, 0));
    let second = &stories[1].counts;
    assert_eq!((second.words, second.letters, second.characters, second.complex_words), (4, 26, 28, 3));
    let parts = corpus.readability_by(Grouping::Outlet);
    assert_eq!((parts[0].id.as_str(), parts[0].stories, parts[0].counts), ("One", 2, first.plus(*second)));
    assert_eq!(parts[0].readability, first.plus(*second).readability());
    assert_eq!(parts[0].words_per_story, 5.5);
}
