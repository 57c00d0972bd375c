//! Timelines, bursts, changes and novelties of small corpora, worked out by hand.
#![allow(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod pages;

use nutgraf_analysis::{
    BurstOptions, ChangeOptions, Corpus, NoveltyOptions, Subject, Subjects, TopicOptions, Unit,
};
use nutgraf_core::{Day, Page, Quotation, QuotationKind, Span};
use pages::page;

/// A page a text, so many days after 2024-04-01.
fn dated(stories: &[(i32, &str)]) -> Vec<Page> {
    let first = Day::parse("2024-04-01").unwrap();
    let page = |(at, &(day, text)): (usize, &(i32, &str))| {
        let day = (first + day).to_string();
        page(&format!("{at:04}"), Some(&day), &[text])
    };
    stories.iter().enumerate().map(page).collect()
}

#[test]
fn a_timeline_runs_over_the_whole_corpus_beside_its_volume() {
    let corpus = Corpus::collect(dated(&[
        (0, "Nobody came."),
        (8, "Ferry and ferry."),
        (8, "The pier burnt down."),
        (10, "The ferry left."),
        (19, "Nobody came."),
    ]));
    let rows = corpus.timeline_of(Subject::Term("FERRY"), Unit::Day);
    assert_eq!(rows.len(), 20);
    let row = &rows[8];
    assert_eq!((row.count, row.stories, row.all_stories, row.all_words), (2, 1, 2, 7));
    assert!((row.per_thousand_stories - 500.0).abs() < 1e-12);
    assert!((row.per_million_words - 2e6 / 7.0).abs() < 1e-9);
    assert_eq!((rows[9].stories, rows[9].all_stories), (0, 0));
    assert_eq!(rows[9].per_thousand_stories.to_bits(), 0);
    assert_eq!((rows[10].count, rows[0].count), (1, 0));
    let weeks = corpus.timeline_of(Subject::Term("ferry"), Unit::Week);
    let weeks: Vec<(u64, u64)> = weeks.iter().map(|row| (row.count, row.all_stories)).collect();
    assert_eq!(weeks, [(0, 1), (3, 3), (0, 1)]);
    assert_eq!(corpus.timeline_of(Subject::Term("raft"), Unit::Day), []);
}

#[test]
fn entities_speakers_topics_and_stories_have_timelines() {
    let mut pages =
        dated(&[(0, "{p Anna Brandt} says no. {p Anna Brandt} left."), (2, "{p Anna Brandt} came.")]);
    pages.push(page("z", None, &["{p Anna Brandt} slept."]));
    pages[0].articles[0].quotations = vec![Quotation {
        kind: QuotationKind::Indirect,
        parts: vec![Span::new(12, 19)],
        cue: None,
        speaker: Some(Span::new(0, 11)),
        entity: Some(0),
    }];
    let corpus = Corpus::collect(pages);
    let counts = |subject| -> Vec<(Option<String>, u64)> {
        let rows = corpus.timeline_of(subject, Unit::Day);
        rows.iter().map(|row| (row.start.map(|day| day.to_string()), row.count)).collect()
    };
    let day = |day: &str, count| (Some(format!("2024-04-0{day}")), count);
    assert_eq!(counts(Subject::Entity(0)), [day("1", 2), day("2", 0), day("3", 1), (None, 1)]);
    assert_eq!(counts(Subject::Speaker(0)), [day("1", 1), day("2", 0), day("3", 0)]);
    assert_eq!(counts(Subject::Stories), [day("1", 1), day("2", 0), day("3", 1), (None, 1)]);
    assert_eq!(counts(Subject::Entity(7)), []);
    let topics = corpus.topics(&TopicOptions { k: Some(1), ..TopicOptions::default() });
    let sum: u64 = counts(Subject::Topic(&topics, 0)).iter().map(|(_, count)| count).sum();
    assert!(sum > 0);
}

#[test]
fn an_entity_is_found_by_any_of_its_names() {
    let corpus = Corpus::collect(vec![
        page(
            "a",
            None,
            &["{o Harbour Pilots League} ({o.acronym HPL=Harbour Pilots League}) met {p J. K. Mohn}."],
        ),
        page("b", None, &["{o Harbour Pilots League} met."]),
    ]);
    for name in ["Harbour Pilots League", "the harbour pilots league", "HPL"] {
        assert_eq!(corpus.find_entity(name), Some(0), "{name}");
    }
    assert_eq!(corpus.find_entity("JK Mohn"), Some(1));
    assert_eq!(corpus.find_entity("Nobody"), None);
}

/// Thirty days of six stories; from day ten to thirteen most are of a ferry and of Anna Brandt.
fn busy() -> Vec<Page> {
    let mut stories = vec![];
    for day in 0..30 {
        for story in 0..6 {
            let busy = (10..13).contains(&day) && story < 5;
            let text = if busy || story == 0 && day % 7 == 0 {
                "The ferry of {p Anna Brandt} sank."
            } else {
                "The council voted on wages."
            };
            stories.push((day, text));
        }
    }
    dated(&stories)
}

#[test]
fn bursts_have_their_days_and_counts() {
    let corpus = Corpus::collect(busy());
    let found = corpus.bursts(Subjects::Terms, &BurstOptions::default());
    let row = found.iter().find(|row| row.name == "ferry").unwrap();
    assert_eq!(
        (row.start.to_string(), row.end.to_string()),
        ("2024-04-11".to_owned(), "2024-04-13".to_owned())
    );
    assert_eq!((row.kind, row.level, row.steps, row.stories, row.all_stories), ("term", 1, 3, 15, 18));
    // 20 of 180 stories in all; 15 of 18 in the burst.
    assert!((row.usual - 1e3 / 9.0).abs() < 1e-9 && (row.per_thousand_stories - 15e3 / 18.0).abs() < 1e-9);
    // 15 ln 2 + 3 ln((1 - 2/9) / (1 - 1/9))
    assert!((row.weight - (15.0 * 2.0_f64.ln() + 3.0 * (7.0 / 8.0_f64).ln())).abs() < 1e-9);
    assert!(found.iter().all(|row| row.name != "the" && row.name != "council"));
    let one = corpus.bursts(Subjects::One(Subject::Entity(0)), &BurstOptions::default());
    assert_eq!((one.len(), one[0].kind, one[0].name.as_str()), (1, "person", "Anna Brandt"));
    assert_eq!(one, corpus.bursts(Subjects::Entities, &BurstOptions::default()));
    assert_eq!(Corpus::default().bursts(Subjects::Terms, &BurstOptions::default()), []);
}

#[test]
fn a_change_has_its_day_and_levels() {
    let mut stories = vec![];
    for day in 0..40 {
        for story in 0..8 {
            let with = if day < 24 { story < 1 } else { story < 5 };
            stories.push((day, if with { "The strike went on." } else { "The council met." }));
        }
    }
    let corpus = Corpus::collect(dated(&stories));
    let found = corpus.changes(Subjects::Terms, &ChangeOptions::default());
    let row = found.iter().find(|row| row.name == "strike").unwrap();
    assert_eq!(row.day.to_string(), "2024-04-25");
    assert_eq!((row.before_stories, row.after_stories), (24, 80));
    assert!((row.before - 125.0).abs() < 1e-9 && (row.after - 625.0).abs() < 1e-9 && row.log_ratio > 2.2);
    assert_eq!(corpus.changes(Subjects::One(Subject::Stories), &ChangeOptions::default()), []);
    assert_eq!(
        corpus.changes(Subjects::One(Subject::Term("strike")), &ChangeOptions::default()),
        std::slice::from_ref(row)
    );
    assert_eq!(Corpus::default().changes(Subjects::Terms, &ChangeOptions::default()), []);
}

#[test]
fn a_change_comes_with_a_story_not_in_a_silence() {
    let mut stories = vec![];
    for day in (0..20).chain(50..70) {
        for _ in 0..4 {
            stories.push((day, if day < 20 { "The council met." } else { "The strike went on." }));
        }
    }
    let found = Corpus::collect(dated(&stories)).changes(Subjects::Terms, &ChangeOptions::default());
    let days: Vec<String> = found.iter().map(|row| row.day.to_string()).collect();
    assert!(!days.is_empty() && days.iter().all(|day| day == "2024-05-21"), "{days:?}");
}

#[test]
fn what_is_new_is_told_from_what_is_known() {
    let mut stories = vec![];
    for day in 0..35 {
        for story in 0..4 {
            stories.push((
                day,
                match (day >= 28, story) {
                    (true, 0 | 1) => "The tram of {p Lena Lund} crashed.",
                    (_, 2) => "The ferry left.",
                    _ => "The council met.",
                },
            ));
        }
    }
    let corpus = Corpus::collect(dated(&stories));
    let found = corpus.novelties(&NoveltyOptions::default());
    assert_eq!((found.stories, found.before_stories), (28, 112));
    let day = |day: Option<Day>| day.unwrap().to_string();
    assert_eq!(day(found.from), "2024-04-29");
    assert_eq!(
        (day(found.until), day(found.before_from)),
        ("2024-05-05".to_owned(), "2024-04-01".to_owned())
    );
    let names: Vec<(&str, bool)> = found.rows.iter().map(|row| (row.name.as_str(), row.new)).collect();
    // "lena" and "lund" are the name's.
    assert_eq!(names, [("Lena Lund", true), ("crashed", true), ("tram", true)]);
    let row = &found.rows[0];
    assert_eq!((row.stories, row.before_stories, row.kind), (14, 0, "person"));
    // Stories with and without: 14 and 14 of the latest 28, 0 and 112 of those before.
    let expected = 2.0 * (14.0 * 5.0_f64.ln() + 14.0 * (5.0 / 9.0_f64).ln() + 112.0 * (10.0 / 9.0_f64).ln());
    assert!((row.log_likelihood - expected).abs() < 1e-9);
    assert!((row.log_ratio - (14.5 / 28.0 / (0.5 / 112.0_f64)).log2()).abs() < 1e-9);
    let early = NoveltyOptions { until: Day::parse("2024-04-20"), ..NoveltyOptions::default() };
    assert_eq!(corpus.novelties(&early).rows, []);
    assert_eq!(Corpus::default().novelties(&NoveltyOptions::default()).rows, []);
}
