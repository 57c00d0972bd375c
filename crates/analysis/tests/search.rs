//! Queries, filters and the parts of a corpus they give.
#![allow(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod pages;

use std::collections::BTreeSet;

use nutgraf_analysis::{Corpus, Filter, PairScope, Partial, Query, TopicOptions, Unit};
use nutgraf_core::{Article, Block, Day, Page, Role, Span};
use pages::{page, teaser};
use proptest::prelude::*;

fn harbour() -> Corpus {
    let mut pages = vec![
        page("a", Some("2024-04-09"), &["The Ferry left Port, Roc. {p Chen Yu-ting} saw 3 rafts."]),
        page(
            "b",
            Some("2024-05-01"),
            &["Storms closed the port. Roc slept, and the self-driving ferries waited."],
        ),
        page(
            "c",
            None,
            &["{o.acronym HPL=Harbour Pilots League} of Port Roc voted on 3G; {o Harbour Pilots League}."],
        ),
        page("d", Some("2023-12-31"), &["{p HPL} is a name.", "Ferry."]),
    ];
    for (page, (outlet, language)) in pages.iter_mut().zip([
        ("Harbour Times", "en-GB"),
        ("The Roc", "en"),
        ("harbour times", "fr"),
        ("Roc", "eng"),
    ]) {
        page.outlet = Some(outlet.to_owned());
        page.language = Some(language.to_owned());
    }
    let headline = &mut pages[3].articles[0];
    headline.blocks[1] = Block { role: Role::Headline, ..headline.blocks[1].clone() };
    Corpus::collect(pages)
}

fn found(corpus: &Corpus, query: &str) -> String {
    let rows = corpus.search(&query.parse().unwrap(), None);
    let ids: BTreeSet<String> = rows.into_iter().map(|row| row.id).collect();
    ids.into_iter().collect()
}

#[test]
fn queries_find_what_they_say() {
    let corpus = harbour();
    for (query, expected) in [
        ("ferry", "ad"),
        ("FERRY", "ad"),
        ("ferr*", "abd"),
        ("\"port roc\"", "ac"),
        ("\"roc port\"", ""),
        ("\"po* roc\"", "ac"),
        ("port roc", "abc"),
        ("port AND roc NOT ferry", "bc"),
        ("NOT ferry", "bc"),
        ("NOT NOT ferry", "ad"),
        ("slept OR voted", "bc"),
        ("slept OR voted port", "bc"),
        ("(slept OR ferry) port", "ab"),
        ("yu-ting", "a"),
        ("\"chen yu-ting saw\"", "a"),
        ("self-driving", "b"),
        ("\"self driving ferries\"", "b"),
        ("3", "a"),
        ("3g", "c"),
        ("3*", "ac"),
        ("entity:hpl", "cd"),
        ("organization:HPL", "c"),
        ("entity:\"the harbour pilots league\"", "c"),
        ("person:hpl", "d"),
        ("outlet:\"harbour times\"", "ac"),
        ("language:en", "ab"),
        ("headline:ferry", "d"),
        ("date:2024", "ab"),
        ("date:2024-04", "a"),
        ("date:2023-12-31..2024-04", "ad"),
        ("date:2024-02", ""),
        ("raft", ""),
        ("NOT raft", "abcd"),
        ("“port roc”", "ac"),
        ("d’accord", ""),
    ] {
        assert_eq!(found(&corpus, query), expected, "{query}");
    }
    assert_eq!(found(&Corpus::default(), "NOT ferry"), "");
}

#[test]
fn a_query_that_is_none_says_where_and_what_was_expected() {
    for (query, message) in [
        ("", "column 1 of the query: expected a word, a phrase or \"(\", found its end"),
        ("  ", "column 3 of the query: expected a word, a phrase or \"(\", found its end"),
        ("ferry AND", "column 10 of the query: expected a word, a phrase or \"(\", found its end"),
        ("été OR OR raft", "column 8 of the query: expected a word, a phrase or \"(\", found OR"),
        ("(ferry", "column 7 of the query: expected AND, OR or \")\", found its end"),
        ("ferry)", "column 6 of the query: expected AND, OR or the end, found \")\""),
        ("a \"port roc", "column 3 of the query: expected a closing quotation mark, found none"),
        ("ferry -- raft", "column 7 of the query: expected a word with a letter or a digit, found \"--\""),
        ("*", "column 1 of the query: expected a word with a letter or a digit, found \"*\""),
        (
            "date:soon",
            "column 6 of the query: expected a date such as 2024, 2024-04, 2024-04-09 or 2024-04-09..2024-05-01, found \"soon\"",
        ),
        ("outlet:", "column 8 of the query: expected a word or a phrase after \"outlet:\", found its end"),
    ] {
        assert_eq!(query.parse::<Query>().unwrap_err().to_string(), message, "{query}");
    }
    let unknown = "ferry captain:ahab".parse::<Query>().unwrap_err();
    assert_eq!((unknown.column, unknown.found.as_str()), (7, "\"captain:\""));
    assert!(unknown.expected.contains("entity, person"), "{unknown}");
    let deep = format!("{}ferry{}", "(".repeat(200), ")".repeat(200));
    assert!(deep.parse::<Query>().unwrap_err().expected.contains("at most 100"));
    assert!("10:30 https://a.example/b".parse::<Query>().is_ok());
}

#[test]
fn the_best_match_comes_first_with_its_sentence() {
    let corpus = Corpus::collect(vec![
        page("a", None, &["Nobody came. One ferry in a long, long and winding story of other things."]),
        page("b", None, &["No one. Ferry, ferry, ferry.", "The ferry."]),
        page("c", None, &["Nothing."]),
    ]);
    let rows = corpus.search(&"ferry OR winding".parse().unwrap(), None);
    let shown: Vec<_> = rows.iter().map(|row| (row.id.as_str(), row.hits, row.sentence.as_str())).collect();
    assert_eq!(shown[0].0, "a", "the rarer word weighs more");
    assert_eq!(shown[1], ("b", 4, "Ferry, ferry, ferry."));
    let rows = corpus.search(&"ferry".parse().unwrap(), Some(1));
    assert_eq!((rows.len(), rows[0].id.as_str()), (1, "b"));
    // N = 3, n = 2; tf = 4; b has 7 of 22 words.
    let (tf, length) = (4.0, 7.0 / (22.0 / 3.0));
    let expected = (1.0_f64 + 1.5 / 2.5).ln() * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * length));
    assert!((rows[0].score - expected).abs() < 1e-12, "{} {expected}", rows[0].score);
}

#[test]
fn filters_fit_together() {
    let corpus = harbour();
    let ids =
        |filter: Filter| -> String { corpus.filter(&filter).pages().map(|page| page.id.clone()).collect() };
    let day = Day::parse;
    assert_eq!(ids(Filter::default()), "abcd");
    assert_eq!(ids(Filter { from: day("2024-01-01"), ..Filter::default() }), "ab");
    assert_eq!(ids(Filter { to: day("2024-04-09"), ..Filter::default() }), "ad");
    assert_eq!(ids(Filter { outlets: vec!["The Roc".into(), "ROC".into()], ..Filter::default() }), "bd");
    assert_eq!(ids(Filter { languages: vec!["EN".into()], ..Filter::default() }), "ab");
    assert_eq!(ids(Filter { entities: vec!["HPL".into()], ..Filter::default() }), "cd");
    assert_eq!(ids(Filter { stories: Some([(1, 0), (3, 0), (9, 9)].into()), ..Filter::default() }), "bd");
    assert_eq!(ids(Filter { ids: Some(["c".into()].into()), ..Filter::default() }), "c");
    let both =
        Filter { from: day("2024-04-09"), search: Some("ferr*".parse().unwrap()), ..Filter::default() };
    let part = corpus.filter(&both);
    assert_eq!(part.filtered(), Some("from 2024-04-09, matching ferr*"));
    let part = part.filter(&Filter { outlets: vec!["the roc".into()], ..Filter::default() });
    assert_eq!(part.filtered(), Some("from 2024-04-09, matching ferr*; in the roc"));
    assert_eq!(part.len(), 1);
    assert_eq!(part.clone().merge(Corpus::default()).filtered(), part.filtered());
    assert_eq!(
        part.merge(corpus).filtered(),
        Some("from 2024-04-09, matching ferr*; in the roc + all stories")
    );
}

#[test]
fn of_a_digest_only_the_stories_that_fit_count() {
    let mut digest = page("a", None, &["The ferry left."]);
    let second: Article = page("x", None, &["{p Anna Brandt} voted."]).articles.remove(0);
    digest.articles.push(second);
    let corpus = Corpus::collect(vec![teaser(page("t", None, &["Ferry."])), digest]);
    let part = corpus.filter(&Filter { search: Some("voted".parse().unwrap()), ..Filter::default() });
    assert_eq!((part.len(), part.partial().stories(), part.stories().count()), (1, 1, 1));
    let story = part.stories().next().unwrap();
    assert_eq!((story.article_index(), story.page_index()), (1, 0));
    assert_eq!(part.terms().len(), 3);
    assert_eq!(part.entities()[0].occurrences[0].article, 1);
    assert_eq!(*part.partial(), Partial::collect(corpus.stories().skip(1)));
}

const WORDS: [&str; 8] = ["ferry", "Ferry", "storm", "vote", "mill", "3", "Roc", "vote."];

fn any_page(id: usize) -> impl Strategy<Value = Page> {
    let days = [Some("2024-04-09"), Some("2024-05-01"), None];
    let names = ["{p Anna Brandt}", "{p Brandt}", "{p Otto Brandt}", "{o HPL}", "came"];
    (
        prop::collection::vec(prop::collection::vec(prop::sample::select(&WORDS[..]), 1..6), 1..4),
        prop::sample::select(days.to_vec()),
        prop::sample::select(names.to_vec()),
        prop::sample::select(&["Roc", "Times"][..]),
    )
        .prop_map(move |(paragraphs, day, name, outlet)| {
            let paragraphs: Vec<String> =
                paragraphs.iter().map(|words| format!("{} {name}.", words.join(" "))).collect();
            let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
            let mut page = page(&format!("{id:02}"), day, &paragraphs);
            page.outlet = Some(outlet.to_owned());
            page
        })
}

fn any_pages() -> impl Strategy<Value = Vec<Page>> {
    (0..12_usize).prop_flat_map(|count| (0..count).map(any_page).collect::<Vec<_>>())
}

/// A query and whether a story fits it, found in the text alone.
fn any_query() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        prop::sample::select(
            &["ferry", "storm", "vot*", "3", "roc", "\"ferry storm\"", "\"vote ferry\"", "raft"][..]
        )
        .prop_map(str::to_owned)
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} AND {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} OR {b})")),
            inner.prop_map(|a| format!("NOT ({a})")),
        ]
    })
}

/// The same by looking at each story's words, for the queries of `any_query`.
fn fits(query: &str, sentences: &[Vec<String>]) -> bool {
    if let Some(inner) = query.strip_prefix("NOT (").and_then(|rest| rest.strip_suffix(')')) {
        return !fits(inner, sentences);
    }
    if query.starts_with('(') {
        let inner = &query[1..query.len() - 1];
        let mut depth = 0;
        for (at, c) in inner.char_indices() {
            depth += i32::from(c == '(') - i32::from(c == ')');
            if depth == 0 && inner[at..].starts_with(" AND ") {
                return fits(&inner[..at], sentences) && fits(&inner[at + 5..], sentences);
            }
            if depth == 0 && inner[at..].starts_with(" OR ") {
                return fits(&inner[..at], sentences) || fits(&inner[at + 4..], sentences);
            }
        }
    }
    let wanted: Vec<&str> = query.trim_matches('"').split(' ').collect();
    sentences.iter().any(|words| {
        words.windows(wanted.len()).any(|window| {
            window.iter().zip(&wanted).all(|(word, wanted)| match wanted.strip_suffix('*') {
                Some(beginning) => word.starts_with(beginning),
                None => word == wanted,
            })
        })
    })
}

fn sentences(article: &Article) -> Vec<Vec<String>> {
    let words = |span: &Span| {
        let text = span.slice(&article.text).to_lowercase();
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    article.sentences.iter().map(words).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_part_is_what_collecting_its_pages_gives(
        pages in any_pages(),
        from in prop::sample::select(&[None, Some("2024-04-10")][..]),
        outlet in prop::sample::select(&[None, Some("roc")][..]),
        query in any_query(),
    ) {
        let filter = Filter {
            from: from.and_then(Day::parse),
            outlets: outlet.map(str::to_owned).into_iter().collect(),
            search: Some(query.parse().unwrap()),
            ..Filter::default()
        };
        let part = Corpus::collect(pages.clone()).filter(&filter);
        let fitting = |page: &Page| {
            let story = &page.articles[0];
            let day = story.published.as_deref().and_then(Day::parse);
            (filter.from.is_none() || day >= filter.from)
                && outlet.is_none_or(|outlet| page.outlet.as_deref().unwrap().eq_ignore_ascii_case(outlet))
                && fits(&query, &sentences(story))
        };
        let chosen: Vec<Page> = pages.into_iter().filter(fitting).collect();
        prop_assert_eq!(part.search(&query.parse().unwrap(), None).len(), chosen.len());
        let expected = Corpus::collect(chosen);
        prop_assert_eq!(part.partial(), expected.partial());
        prop_assert!(part.pages().eq(expected.pages()));
        prop_assert_eq!(part.entities(), expected.entities());
        prop_assert_eq!(part.terms(), expected.terms());
        prop_assert_eq!(part.pairs(PairScope::Paragraph), expected.pairs(PairScope::Paragraph));
        prop_assert_eq!(part.timeline(Unit::Day), expected.timeline(Unit::Day));
        prop_assert_eq!(part.quotes(), expected.quotes());
        prop_assert_eq!(part.topics(&TopicOptions::default()), expected.topics(&TopicOptions::default()));
        prop_assert_eq!(part.sentences_with("ferry", 9), expected.sentences_with("ferry", 9));
    }

    #[test]
    fn any_text_is_a_query_or_an_error_inside_it(text in "[a\"(): ANDORT*é-]{0,20}") {
        match text.parse::<Query>() {
            Ok(query) => prop_assert_eq!(query.to_string(), text.trim()),
            Err(error) => prop_assert!((1..=text.chars().count() + 1).contains(&error.column)),
        }
    }
}

#[test]
fn threads_change_no_row() {
    let text = |n: usize| format!("The ferry {} sank. A ferry of pier {} sank again.", n % 5, n % 3);
    let pages: Vec<Page> = (0..200).map(|n| pages::page(&n.to_string(), None, &[&text(n)])).collect();
    let rows = |query: &str, threads: usize| {
        // A corpus of its own: the index is made by the first search.
        let corpus = Corpus::collect(pages.clone());
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| corpus.search(&query.parse().unwrap(), None))
    };
    for query in ["ferry", "\"sank again\"", "\"pier 2\" OR \"ferry 1\"", "pie*"] {
        let one = rows(query, 1);
        assert!(!one.is_empty(), "{query}");
        for threads in [2, 7, 30] {
            assert_eq!(rows(query, threads), one, "{query}");
        }
    }
}
