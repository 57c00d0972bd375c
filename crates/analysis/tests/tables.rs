//! Small corpora whose tables are worked out by hand.
#![allow(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod pages;

use nutgraf_analysis::{Corpus, EntityRow, PairScope, Subject, TermOptions, TopicOptions, Unit, Values};
use nutgraf_core::{Day, Quotation, QuotationKind, Span};
use pages::{page, teaser};

fn names(corpus: &Corpus) -> Vec<(String, u64)> {
    corpus.entities().into_iter().map(|row| (row.name, row.stories)).collect()
}

fn expected(rows: &[(&str, u64)]) -> Vec<(String, u64)> {
    rows.iter().map(|&(name, stories)| (name.to_owned(), stories)).collect()
}

#[test]
fn teasers_do_not_count() {
    let teased = teaser(page("b", None, &["{p Otto Brandt} waved."]));
    let corpus = Corpus::collect(vec![page("a", None, &["{p Anna Brandt} waved."]), teased]);
    assert_eq!(names(&corpus), expected(&[("Anna Brandt", 1)]));
    assert_eq!(corpus.timeline(Unit::Day)[0].stories, 1);
    assert_eq!(corpus.terms()[0].count, 1);
    assert_eq!(corpus.len(), 2);
}

#[test]
fn one_name_in_several_prints_is_one_entity() {
    let corpus = Corpus::collect(vec![
        page("a", Some("2024-04-09"), &["{o The Harbour Times} wrote; {o Harbour Times} wrote again."]),
        page("b", Some("2024-04-02"), &["{o HARBOUR TIMES} and {o Harbour Times} wrote."]),
    ]);
    let rows = corpus.entities();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].name, "Harbour Times");
    // The name in capitals is no other name.
    assert_eq!(rows[0].aliases, ["The Harbour Times"]);
    assert_eq!((rows[0].mentions, rows[0].stories), (4, 2));
    assert_eq!((rows[0].first, rows[0].last), (Day::parse("2024-04-02"), Day::parse("2024-04-09")));
    let places: Vec<_> = rows[0].occurrences.iter().map(|found| (found.id.as_str(), found.page)).collect();
    assert_eq!(places, [("a", 0), ("a", 0), ("b", 1), ("b", 1)]);
}

#[test]
fn a_surname_goes_to_its_only_bearer() {
    let corpus = Corpus::collect(vec![
        page("a", None, &["{p Anna Brandt} waved."]),
        page("b", None, &["{p Brandt} left."]),
    ]);
    assert_eq!(names(&corpus), expected(&[("Anna Brandt", 2)]));
}

#[test]
fn a_surname_with_two_bearers_stays_with_its_story() {
    let corpus = Corpus::collect(vec![
        page("a", None, &["{p Anna Brandt} waved."]),
        page("b", None, &["{p Otto Brandt} waved."]),
        page("c", None, &["{p Brandt} left."]),
        page("d", None, &["{p Brandt} stayed."]),
    ]);
    assert_eq!(
        names(&corpus),
        expected(&[("Anna Brandt", 1), ("Brandt", 1), ("Brandt", 1), ("Otto Brandt", 1)])
    );
}

#[test]
fn a_first_name_known_from_a_story_links_like_a_surname() {
    let corpus = Corpus::collect(vec![
        page("a", None, &["{p Li Meihua} waved. {p.partial Li=Li Meihua} left."]),
        page("b", None, &["{p Li} stayed."]),
    ]);
    assert_eq!(names(&corpus), expected(&[("Li Meihua", 2)]));
}

#[test]
fn initials_link_only_when_there_is_one_choice() {
    let with = |extra: &str| {
        let mut all = vec![
            page("a", None, &["{p Anna M. Brandt} waved."]),
            page("b", None, &["{p Anna Brandt} left."]),
        ];
        all.push(page("c", None, &[extra]));
        names(&Corpus::collect(all))
    };
    assert_eq!(with("Nobody."), expected(&[("Anna M. Brandt", 2)]));
    assert_eq!(
        with("{p Anna K. Brandt} came."),
        expected(&[("Anna Brandt", 1), ("Anna K. Brandt", 1), ("Anna M. Brandt", 1)])
    );
}

#[test]
fn an_acronym_goes_to_the_name_it_was_introduced_for() {
    let introduced =
        page("a", None, &["The {o Harbour Pilots League} ({o.acronym HPL=Harbour Pilots League}) met."]);
    let alone = page("b", None, &["The {o HPL} met."]);
    let other = page("c", None, &["The {o Hill Planters Lodge} ({o.acronym HPL=Hill Planters Lodge}) met."]);
    let two = Corpus::collect(vec![introduced.clone(), alone.clone()]);
    assert_eq!(names(&two), expected(&[("Harbour Pilots League", 2)]));
    assert_eq!(two.entities()[0].aliases, ["HPL"]);
    let three = Corpus::collect(vec![introduced, alone, other]);
    assert_eq!(
        names(&three),
        expected(&[("Harbour Pilots League", 1), ("Hill Planters Lodge", 1), ("HPL", 1)])
    );
}

#[test]
fn terms_are_counted_in_lower_case_and_weighted() {
    let corpus = Corpus::collect(vec![
        page("a", None, &["Ferry ferry pier. The pilot said 40."]),
        page("b", None, &["The pier burnt."]),
    ]);
    let rows = corpus.terms();
    let ferry = rows.iter().find(|row| row.term == "ferry").unwrap();
    assert_eq!((ferry.count, ferry.stories), (2, 1));
    assert!((ferry.tf_idf - 2.0 * 2.0_f64.ln()).abs() < 1e-12);
    assert_eq!(rows[0].term, "ferry");
    let pier = rows.iter().find(|row| row.term == "pier").unwrap();
    assert_eq!((pier.count, pier.stories, pier.tf_idf), (2, 2, 0.0));
    let all = corpus.terms_with(&TermOptions::all());
    assert!(all.iter().any(|row| row.term == "said") && all.iter().any(|row| row.term == "the"));
    assert!(!rows.iter().any(|row| row.term == "said" || row.term == "the"));
    let often = corpus.terms_with(&TermOptions { min_count: 2, ..TermOptions::default() });
    assert_eq!(often.len(), 2);
}

#[test]
fn pairs_are_counted_by_scope() {
    let text = [
        "{p Anna Brandt} met {l Port Roc}. {p.partial Brandt=Anna Brandt} left {p Lena Mortensen}.",
        "{l Port Roc} slept.",
    ];
    let corpus = Corpus::collect(vec![page("a", None, &text), page("b", None, &["{p Anna Brandt} slept."])]);
    let found = |scope| {
        let rows = corpus.pairs(scope);
        let mut counts: Vec<_> = rows
            .into_iter()
            .map(|row| (row.a, row.b, row.together, row.a_count, row.b_count, row.units))
            .collect();
        counts.sort();
        counts
    };
    let row = |a: &str, b: &str, together, a_count, b_count, units| {
        (a.to_owned(), b.to_owned(), together, a_count, b_count, units)
    };
    assert_eq!(
        found(PairScope::Sentence),
        [row("Anna Brandt", "Lena Mortensen", 1, 3, 1, 4), row("Anna Brandt", "Port Roc", 1, 3, 2, 4)]
    );
    assert_eq!(
        found(PairScope::Paragraph),
        [
            row("Anna Brandt", "Lena Mortensen", 1, 2, 1, 3),
            row("Anna Brandt", "Port Roc", 1, 2, 2, 3),
            row("Port Roc", "Lena Mortensen", 1, 2, 1, 3)
        ]
    );
    assert_eq!(found(PairScope::Story).len(), 3);
}

#[test]
fn what_was_counted_can_be_read() {
    let corpus = Corpus::collect(vec![
        page(
            "a",
            None,
            &["Nobody came. {p Anna Brandt} met {p Otto Brandt}.", "The ferry left. Ferry and ferry."],
        ),
        page("b", None, &["A ferry came."]),
    ]);
    let read = |found: &nutgraf_analysis::Evidence| {
        let story = corpus.story(found.page, found.article).unwrap();
        found.span.slice(&story.article().text).to_owned()
    };
    let found: Vec<_> = corpus.sentences_with("Ferry", 10).iter().map(read).collect();
    assert_eq!(found, ["The ferry left.", "Ferry and ferry.", "A ferry came."]);
    assert_eq!(corpus.sentences_with("ferry", 1).len(), 1);
    assert_eq!(corpus.sentences_with("raft", 1), []);
    let found: Vec<_> = corpus.together(0, 1, PairScope::Sentence, 10).iter().map(read).collect();
    assert_eq!(found, ["Anna Brandt met Otto Brandt."]);
    assert_eq!(corpus.together(0, 99, PairScope::Story, 10), []);
}

#[test]
fn quotes_carry_the_speaker_of_the_corpus() {
    let mut short = page("b", Some("2024-04-09"), &["{p Brandt} says: no more."]);
    let quotation = Quotation {
        kind: QuotationKind::Indirect,
        parts: vec![Span::new(13, 15), Span::new(16, 20)],
        cue: Some(Span::new(7, 11)),
        speaker: Some(Span::new(0, 6)),
        entity: Some(0),
    };
    short.articles[0].quotations = vec![quotation.clone(), Quotation { entity: None, ..quotation }];
    let corpus = Corpus::collect(vec![page("z", None, &["{p Anna Brandt} came."]), short]);
    let rows = corpus.quotes();
    assert_eq!(rows[0].speaker.as_deref(), Some("Anna Brandt"));
    assert_eq!((rows[0].text.as_str(), rows[0].cue.as_deref()), ("no … more", Some("says")));
    assert_eq!((rows[0].entity, rows[0].page), (Some(0), 1));
    assert_eq!(rows[1].speaker.as_deref(), Some("Brandt"));
    assert_eq!(rows[1].entity, None);
    let spoken = corpus.timeline_of(Subject::Speaker(0), Unit::Day);
    assert_eq!((spoken[0].stories, spoken[0].count, spoken[0].all_stories), (1, 1, 1));
}

#[test]
fn tables_have_the_names_of_the_fields() {
    let corpus = Corpus::collect(vec![page("a", None, &["{p Anna Brandt} came."])]);
    let table = EntityRow::table(&corpus.entities());
    let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    assert_eq!(names, ["kind", "name", "aliases", "titles", "mentions", "stories", "first", "last", "place"]);
    assert_eq!(table.columns[1].values, Values::Text(vec![Some("Anna Brandt".to_owned())]));
    assert_eq!(table.columns[6].values, Values::Date(vec![None]));
}

#[test]
fn topics_part_what_shares_no_word() {
    let sea = "Ferry harbour storm pier captain {p Anna Brandt}.";
    let vote = "Ballot mayor council recount {p Lena Mortensen} election.";
    let all =
        (0..8).map(|at| page(&format!("p{at}"), None, &[if at % 2 == 0 { sea } else { vote }])).collect();
    let topics = Corpus::collect(all).topics(&TopicOptions { k: Some(2), ..TopicOptions::default() });
    assert_eq!(topics.topics.len(), 2);
    for (at, story) in topics.stories.iter().enumerate() {
        let first = story.weights[0] > 0.99;
        assert_eq!(first, (topics.stories[0].weights[0] > 0.99) == (at % 2 == 0));
    }
    let label =
        topics.topics.iter().map(|topic| topic.label.as_str()).find(|label| label.contains("Anna")).unwrap();
    assert!(!label.contains("ballot") && label.matches("Brandt").count() == 1, "{label}");
    assert_eq!(Corpus::default().topics(&TopicOptions::default()).topics, []);
}
