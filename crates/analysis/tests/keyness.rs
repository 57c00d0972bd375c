//! Words of a part of a corpus against another, worked out by hand.
#![allow(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod pages;

use std::collections::BTreeSet;

use nutgraf_analysis::{
    Corpus, Correction, Filter, Grouping, KeynessOptions, KeynessRow, Likelihood, TermOptions, TopicOptions,
    Unit,
};
use nutgraf_core::{Day, Page};
use pages::page;

fn at(outlet: &str, mut page: Page) -> Page {
    page.outlet = Some(outlet.to_owned());
    page
}

/// Two outlets: 7 words of b and 3 of a against 7 of a and 2 of b.
fn corpus() -> Corpus {
    Corpus::collect(vec![
        at("One", page("1", Some("2024-04-09"), &["Bee bee bee bee ant ant."])),
        at("Two", page("2", Some("2024-05-01"), &["Ant ant ant ant ant ant ant bee bee."])),
        at("One", page("3", Some("2024-05-02"), &["Bee bee, bee ant."])),
        page("4", None, &["Cow cow cow."]),
    ])
}

fn found(rows: &[KeynessRow]) -> Vec<(&str, &str, u64, u64)> {
    rows.iter().map(|row| (row.part.as_str(), row.term.as_str(), row.count, row.reference_count)).collect()
}

#[test]
fn outlets_against_the_others() {
    let rows = corpus().keyness_by(Grouping::Outlet, &KeynessOptions::default());
    let expected = [("One", "bee", 7, 2), ("One", "ant", 3, 7), ("Two", "ant", 7, 3), ("Two", "bee", 2, 7)];
    assert_eq!(found(&rows), expected);
    // As quanteda and scipy compute it for this table.
    assert!((rows[0].log_likelihood - 4.534_939_332_256_226).abs() < 1e-9);
    assert!((rows[0].p - 0.033_209_633_968_387_844).abs() < 1e-9);
    assert!((rows[1].log_likelihood + rows[0].log_likelihood).abs() < 1e-9);
    assert_eq!(
        (rows[0].words, rows[0].reference_words, rows[0].stories, rows[0].reference_stories),
        (10, 9, 2, 1)
    );
    assert!((rows[0].per_million - 700_000.0).abs() < 1e-6);
    assert!((rows[0].percent_difference.unwrap() - 215.0).abs() < 1e-9);
    assert!((rows[0].log_ratio - 3.15_f64.log2()).abs() < 1e-9);
    assert!((rows[0].bayes_factor - (rows[0].log_likelihood - 19.0_f64.ln())).abs() < 1e-12);
}

#[test]
fn a_part_against_the_rest_or_another() {
    let corpus = corpus();
    let may = corpus.select_by(&Filter { from: Day::parse("2024-05-01"), ..Filter::default() });
    assert_eq!((may.name(), may.len()), ("from 2024-05-01", 2));
    let rows = corpus.keyness(&may, &may.rest(), &KeynessOptions::default());
    // The story without a day is in the rest.
    assert_eq!((rows[0].words, rows[0].reference_words), (13, 9));
    assert!(rows.iter().any(|row| row.term == "cow" && row.log_likelihood < 0.0));
    let ids = BTreeSet::from(["2".to_owned(), "nowhere".to_owned()]);
    let second = corpus.select_by(&Filter { ids: Some(ids), ..Filter::default() });
    let query = "outlet:One date:2024-04".parse().unwrap();
    let april = corpus.select_by(&Filter { search: Some(query), ..Filter::default() });
    let rows = corpus.keyness(&april, &second, &KeynessOptions::default());
    assert_eq!(
        found(&rows),
        [
            ("matching outlet:One date:2024-04", "bee", 4, 2),
            ("matching outlet:One date:2024-04", "ant", 2, 7),
        ]
    );
    let nobody = corpus.select("nobody's", |_| false);
    assert!(
        nobody.is_empty() && corpus.keyness(&nobody, &nobody.rest(), &KeynessOptions::default()).is_empty()
    );
}

#[test]
fn options_choose_and_adjust() {
    let corpus = corpus();
    let rows = |options: KeynessOptions| corpus.keyness_by(Grouping::Outlet, &options);
    let plain = KeynessOptions::default();
    let rayson = rows(KeynessOptions { likelihood: Likelihood::Rayson, ..plain.clone() });
    // E of "bee": 9 * 10 / 19 and 9 * 9 / 19.
    let expected = 2.0 * (7.0 * (7.0 * 19.0 / 90.0_f64).ln() + 2.0 * (2.0 * 19.0 / 81.0_f64).ln());
    assert!((rayson[0].log_likelihood - expected).abs() < 1e-9);
    let adjusted = rows(KeynessOptions { correction: Correction::Bonferroni, ..plain.clone() });
    assert_eq!(adjusted[0].p_adjusted, 2.0 * adjusted[0].p);
    assert_eq!(rows(KeynessOptions { top: Some(1), ..plain.clone() }).len(), 2);
    assert!(rows(KeynessOptions { max_p: 0.01, ..plain.clone() }).is_empty());
    assert!(rows(KeynessOptions { min_count: 11, ..plain.clone() }).is_empty());
    assert!(rows(KeynessOptions { min_stories: 4, ..plain }).is_empty());
}

#[test]
fn periods_have_names() {
    let names = |unit| {
        let parts = corpus().cut(Grouping::Period(unit));
        parts.iter().map(|part| part.name().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(Unit::Month), ["2024-04", "2024-05"]);
    assert_eq!(names(Unit::Week), ["week of 2024-04-08", "week of 2024-04-29"]);
    assert_eq!(names(Unit::Day), ["2024-04-09", "2024-05-01", "2024-05-02"]);
}

#[test]
fn words_left_out_count_for_the_size_all_the_same() {
    let corpus = Corpus::collect(vec![
        at("One", page("1", None, &["The pier, the mayor said, the end."])),
        at("Two", page("2", None, &["The pier."])),
    ]);
    let few = KeynessOptions { min_count: 1, ..KeynessOptions::default() };
    let rows = corpus.keyness_by(Grouping::Outlet, &few);
    assert!(!rows.iter().any(|row| row.term == "the" || row.term == "said"));
    assert_eq!((rows[0].words, rows[0].reference_words), (7, 2));
    let all = KeynessOptions { function_words: true, boilerplate: true, ..few };
    let rows = corpus.keyness_by(Grouping::Outlet, &all);
    assert!(rows.iter().any(|row| row.term == "the") && rows.iter().any(|row| row.term == "said"));
}

#[test]
fn terms_tell_how_evenly_they_are_spread() {
    let rows = corpus().terms_with(&TermOptions::all());
    let ant = rows.iter().find(|row| row.term == "ant").unwrap();
    // Stories of 6, 9, 4 and 3 words; "ant" stands in them 2, 7, 1 and 0 times of 10.
    let expected = [0.2 - 6.0 / 22.0, 0.7 - 9.0 / 22.0, 0.1 - 4.0 / 22.0, 3.0 / 22.0];
    let dp = expected.iter().map(|difference: &f64| difference.abs()).sum::<f64>() / 2.0;
    assert!((ant.dp.unwrap() - dp).abs() < 1e-9);
    assert!((ant.dp_norm.unwrap() - dp / (1.0 - 3.0 / 22.0)).abs() < 1e-9);
    let shares = [2.0 / 6.0, 7.0 / 9.0, 0.25, 0.0];
    let mean = shares.iter().sum::<f64>() / 4.0;
    let variance = shares.iter().map(|share: &f64| (share - mean).powi(2)).sum::<f64>() / 4.0;
    assert!((ant.juilland_d.unwrap() - (1.0 - variance.sqrt() / mean / 3.0_f64.sqrt())).abs() < 1e-9);
    let alone = Corpus::collect(vec![page("1", None, &["Bee."])]);
    assert_eq!(alone.terms()[0].dp, None);
}

#[test]
fn topics_are_parts_too() {
    let story = |id: &str, text: &str| page(id, None, &[text]);
    let corpus = Corpus::collect(vec![
        story("1", "Ferry harbour ferry pier ferry harbour."),
        story("2", "Mayor vote mayor ballot vote mayor."),
        story("3", "Harbour ferry pier harbour ferry."),
        story("4", "Vote mayor ballot vote ballot."),
    ]);
    let topics = corpus.topics(&TopicOptions { k: Some(2), ..TopicOptions::default() });
    let parts = corpus.cut_by_topic(&topics);
    assert_eq!(parts.iter().map(nutgraf_analysis::Selection::len).collect::<Vec<_>>(), [2, 2]);
    let rows = corpus.keyness_among(&parts, &KeynessOptions { top: Some(1), ..KeynessOptions::default() });
    let mut words: Vec<_> = rows.iter().map(|row| row.term.as_str()).collect();
    words.sort_unstable();
    assert_eq!(words, ["ferry", "mayor"]);
}
