//! Parts merge into the whole, and threads change nothing.
#![allow(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod pages;

use std::sync::Arc;

use nutgraf_analysis::{
    BurstOptions, ChangeOptions, Collector, CollocationOptions, ConcordanceOptions, ConcordanceOrder, Corpus,
    DuplicateOptions, Grouping, KeynessOptions, Near, NetworkOptions, NoveltyOptions, PairScope, Partial,
    PhraseOptions, StoryThreadOptions, Subject, Subjects, TermOptions, TopicMethod, TopicOptions, Unit,
};
use nutgraf_core::{Page, Quotation, QuotationKind, Span};
use proptest::prelude::*;

/// Every statistic of a corpus as bytes.
fn everything(corpus: &Corpus) -> Vec<(&'static str, String)> {
    let mut all = vec![
        ("entities", serde_json::to_string(&corpus.entities()).unwrap()),
        ("terms", serde_json::to_string(&corpus.terms()).unwrap()),
        ("all terms", serde_json::to_string(&corpus.terms_with(&TermOptions::all())).unwrap()),
        ("quotes", serde_json::to_string(&corpus.quotes()).unwrap()),
        (
            "timeline of a term",
            serde_json::to_string(&corpus.timeline_of(Subject::Term("Ferry"), Unit::Week)).unwrap(),
        ),
        (
            "search",
            serde_json::to_string(&corpus.search(&"ferry OR \"the mayor\"".parse().unwrap(), None)).unwrap(),
        ),
        ("evidence", format!("{:?}", corpus.sentences_with("ferry", 5))),
    ];
    for by in [Grouping::Outlet, Grouping::Period(Unit::Week)] {
        let rows = corpus.keyness_by(by, &KeynessOptions { min_count: 1, ..KeynessOptions::default() });
        all.push(("keyness", serde_json::to_string(&rows).unwrap()));
    }
    let near = CollocationOptions { min_count: 1, ..CollocationOptions::default() };
    all.push(("collocations", serde_json::to_string(&corpus.collocations(&near)).unwrap()));
    let near = CollocationOptions { near: Near::Sentence, node: Some("Ferry".to_owned()), ..near };
    all.push(("collocates", serde_json::to_string(&corpus.collocations(&near)).unwrap()));
    let query = "ferry OR harb* OR \"anna brandt\"".parse().unwrap();
    for order in [ConcordanceOrder::Place, ConcordanceOrder::Left, ConcordanceOrder::Right] {
        let options = ConcordanceOptions { order, ..ConcordanceOptions::default() };
        all.push(("concordance", serde_json::to_string(&corpus.concordance(&query, &options)).unwrap()));
    }
    all.push(("readability", serde_json::to_string(&corpus.readability()).unwrap()));
    all.push((
        "readability of months",
        serde_json::to_string(&corpus.readability_by(Grouping::Period(Unit::Month))).unwrap(),
    ));
    let copies = corpus.duplicates(&DuplicateOptions::default());
    all.push(("duplicates", format!("{copies:?}")));
    all.push(("threads", format!("{:?}", corpus.story_threads(&StoryThreadOptions::default()))));
    all.push(("keyphrases", format!("{:?}", corpus.keyphrases())));
    all.push(("sources", serde_json::to_string(&corpus.sources(Some(&copies))).unwrap()));
    all.push(("names of sources", serde_json::to_string(&corpus.source_entities()).unwrap()));
    all.push(("quotes of sources", serde_json::to_string(&corpus.source_quotes()).unwrap()));
    all.push(("copying", serde_json::to_string(&corpus.copying(&copies)).unwrap()));
    let options = PhraseOptions { min_count: 2, min_npmi: -1.0, ..PhraseOptions::default() };
    all.push(("phrases", serde_json::to_string(&corpus.phrases(&options)).unwrap()));
    for scope in [PairScope::Sentence, PairScope::Paragraph, PairScope::Story] {
        all.push(("pairs", serde_json::to_string(&corpus.pairs(scope)).unwrap()));
        all.push(("together", format!("{:?}", corpus.together(0, 1, scope, 9))));
        let options = NetworkOptions { scope, ..NetworkOptions::default() };
        all.push(("network", format!("{:?}", corpus.network(&options))));
    }
    for unit in [Unit::Day, Unit::Week, Unit::Month] {
        all.push(("timeline", serde_json::to_string(&corpus.timeline(unit)).unwrap()));
        for subject in [Subject::Entity(0), Subject::Speaker(1), Subject::Stories] {
            let rows = corpus.timeline_of(subject, unit);
            all.push(("timeline of a subject", serde_json::to_string(&rows).unwrap()));
        }
    }
    for method in [TopicMethod::Kmeans, TopicMethod::Lda] {
        let topics = corpus.topics(&TopicOptions { method, k: Some(3), ..TopicOptions::default() });
        all.push(("topics", serde_json::to_string(&(&topics.topics, &topics.stories)).unwrap()));
        all.push(("topics by outlet", serde_json::to_string(&topics.by_outlet()).unwrap()));
        all.push(("topics over time", serde_json::to_string(&topics.over_time(Unit::Week)).unwrap()));
        all.push(("perplexity", format!("{:?}", topics.perplexity(corpus))));
    }
    let topics = corpus.topics(&TopicOptions { k: Some(3), ..TopicOptions::default() });
    for subjects in [Subjects::Terms, Subjects::Entities, Subjects::Speakers, Subjects::Topics(&topics)] {
        let bursts = BurstOptions { gamma: 0.1, min_stories: 1, states: 3, ..BurstOptions::default() };
        all.push(("bursts", serde_json::to_string(&corpus.bursts(subjects, &bursts)).unwrap()));
        let changes =
            ChangeOptions { penalty: 0.1, min_steps: 1, min_stories: 1, ..ChangeOptions::default() };
        all.push(("changes", serde_json::to_string(&corpus.changes(subjects, &changes)).unwrap()));
    }
    let options = NoveltyOptions { max_p: 1.0, min_stories: 1, ..NoveltyOptions::default() };
    all.push(("novelties", serde_json::to_string(&corpus.novelties(&options).rows).unwrap()));
    all.push(("topics", serde_json::to_string(&(&topics.topics, &topics.stories)).unwrap()));
    all.push((
        "best stories",
        format!("{:?}", topics.topics.iter().map(|topic| &topic.best).collect::<Vec<_>>()),
    ));
    all
}

const NAMES: [&str; 8] = [
    "{p Anna Brandt}",
    "{p Otto Brandt}",
    "{p Brandt}",
    "{p Lena Mortensen}",
    "{p.partial Mortensen=Lena Mortensen}",
    "{o.acronym HPL=Harbour Pilots League}",
    "{o HPL}",
    "{l Port Roc}",
];
const WORDS: [&str; 12] =
    ["ferry", "Ferry", "harbour", "storm", "vote", "mayor", "strike", "the", "said", "Été", "wages", "2024"];
const OUTLETS: [Option<&str>; 3] = [Some("Harbour Times"), Some("The Roc"), None];
const DAYS: [Option<&str>; 4] = [Some("2024-04-09"), Some("2024-05-01T08:00:00Z"), Some("someday"), None];

fn any_page(id: usize) -> impl Strategy<Value = Page> {
    let sentence = (
        prop::collection::vec(prop::sample::select(&WORDS[..]), 1..6),
        prop::collection::vec(prop::sample::select(&NAMES[..]), 0..3),
    );
    let sentence =
        sentence.prop_map(|(words, names)| format!("{} {}.", words.join(" "), names.join(" and ")));
    let paragraph = prop::collection::vec(sentence, 1..3).prop_map(|sentences| sentences.join(" "));
    let outlet = prop::sample::select(&OUTLETS[..]);
    (prop::collection::vec(paragraph, 1..4), prop::sample::select(&DAYS[..]), outlet, any::<bool>()).prop_map(
        move |(paragraphs, day, outlet, quoted)| {
            let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
            let mut page = pages::page(&format!("page-{id:02}"), day, &paragraphs);
            page.outlet = outlet.map(str::to_owned);
            page.language = quoted.then(|| "en".to_owned());
            let story = &mut page.articles[0];
            if quoted {
                story.quotations.push(Quotation {
                    kind: QuotationKind::Indirect,
                    parts: vec![Span::of(&story.text)],
                    cue: None,
                    speaker: None,
                    entity: story.entities.first().map(|entity| entity.id),
                });
            }
            page
        },
    )
}

fn any_pages() -> impl Strategy<Value = Vec<Page>> {
    (0..9_usize).prop_flat_map(|count| (0..count).map(any_page).collect::<Vec<_>>())
}

/// Forty stories of three subjects.
fn many_pages() -> Vec<Page> {
    let subjects = [
        [
            "The ferry left the harbour in a storm with {p Anna Brandt} aboard.",
            "Pilots of the {o.acronym HPL=Harbour Pilots League} watched the pier.",
        ],
        [
            "The mayor {p Otto Brandt} lost the vote in {l Port Roc}.",
            "{p.partial Brandt=Otto Brandt} asked for a second ballot.",
        ],
        [
            "A strike for wages closed the mill, {p Lena Mortensen} wrote.",
            "Union and mill met in {l Port Roc}; {p Brandt} stayed away.",
        ],
    ];
    (0..40)
        .map(|at: usize| {
            let chosen = subjects[at * 7 % 3];
            let extra = format!("{} {} notes.", WORDS[at % WORDS.len()], WORDS[at * 5 % WORDS.len()]);
            pages::page(&format!("page-{:02}", at * 17 % 40), DAYS[at % 4], &[chosen[0], chosen[1], &extra])
        })
        .collect()
}

#[test]
fn threads_change_nothing() {
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let expected = one.install(|| everything(&Corpus::collect(many_pages())));
    for threads in [2, 8] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let found = pool.install(|| everything(&Corpus::collect(many_pages())));
        assert_eq!(found, expected, "{threads} threads");
    }
}

/// Enough small stories for sums over several blocks.
#[test]
fn threads_change_no_topic_of_a_large_corpus() {
    let word = |n: usize| {
        format!(
            "{}{}",
            ["ferry", "mill", "vote", "storm"][n % 4],
            ["ette", "ing", "er", "ling", "ish"][n % 5]
        )
    };
    let story = |at: usize| {
        let subject = at % 3;
        (0..12).map(|n| word(subject * 5 + (at * 31 + n * n * 7) % 8)).collect::<Vec<_>>().join(" ")
    };
    let pages = || (0..2_600).map(|at| pages::page(&format!("{at:05}"), None, &[&story(at)])).collect();
    let topics = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let topics = pool.install(|| {
            Corpus::collect(pages()).topics(&TopicOptions { k: Some(4), ..TopicOptions::default() })
        });
        serde_json::to_string(&(&topics.topics, &topics.stories)).unwrap()
    };
    let expected = topics(1);
    assert!(topics(2) == expected);
    assert!(topics(8) == expected);
}

#[test]
fn three_ways_of_cutting_change_nothing() {
    let expected = everything(&Corpus::collect(many_pages()));
    for size in [1, 7, 39] {
        let pages = many_pages();
        let parts = pages.chunks(size).map(|part| Corpus::collect(part.to_vec()));
        let merged = parts.reduce(Corpus::merge).unwrap();
        assert_eq!(everything(&merged), expected, "parts of {size}");
    }
}

#[test]
fn batches_and_threads_of_a_collector_change_nothing() {
    let expected = everything(&Corpus::collect(many_pages()));
    let bytes = Corpus::collect(many_pages()).to_bytes().unwrap();
    for (threads, size) in [(1, 1), (2, 7), (8, 39), (2, 40)] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let corpus = pool.install(|| {
            let mut collector = Collector::default();
            many_pages().chunks(size).for_each(|batch| collector.add(batch.to_vec()));
            collector.finish()
        });
        assert_eq!(pool.install(|| everything(&corpus)), expected, "{threads} threads, batches of {size}");
        assert!(corpus.to_bytes().unwrap() == bytes, "{threads} threads, batches of {size}");
    }
}

/// More stories than lie together in memory.
#[test]
fn what_lies_together_is_what_was_counted() {
    let page = |number: usize| {
        let text = format!("{{p Anna Brandt}} saw ferry {number} and wave{} on the sea.", number % 97);
        pages::page(&format!("{number:04}"), Some("2024-04-09"), &[&text])
    };
    let pages: Vec<Page> = (0..700).map(page).collect();
    let whole = Corpus::collect(pages.clone());
    let bytes = whole.to_bytes().unwrap();
    for (threads, size) in [(1, 1), (1, 300), (2, 7), (8, 700)] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let corpus = pool.install(|| {
            let mut collector = Collector::default();
            pages.chunks(size).for_each(|batch| collector.add(batch.to_vec()));
            collector.finish()
        });
        assert!(corpus.to_bytes().unwrap() == bytes, "{threads} threads, batches of {size}");
        assert!(Corpus::from_bytes(&bytes).unwrap().partial() == corpus.partial());
        let merged = Corpus::collect(pages[..300].to_vec()).merge(Corpus::collect(pages[300..].to_vec()));
        assert!(pool.install(|| merged.to_bytes()).unwrap() == bytes);
        assert_eq!(
            pool.install(|| corpus.terms_with(&TermOptions::all())),
            whole.terms_with(&TermOptions::all())
        );
        assert_eq!(
            pool.install(|| corpus.duplicates(&DuplicateOptions::default())),
            whole.duplicates(&DuplicateOptions::default())
        );
    }
    assert_eq!(whole.pages().collect::<Vec<_>>(), pages.into_iter().map(Arc::new).collect::<Vec<_>>());
}

#[test]
fn counts_alone_have_the_tables_of_counts() {
    let whole = Corpus::collect(many_pages());
    let parts: Vec<Partial> =
        many_pages().chunks(7).rev().map(|part| Corpus::collect(part.to_vec()).partial().clone()).collect();
    let counts = Corpus::of_counts(Partial::merge_all(parts));
    assert_eq!(counts.partial(), whole.partial());
    assert_eq!((counts.len(), counts.quotes().len(), counts.pages().count()), (0, 0, 0));
    assert_eq!(counts.terms(), whole.terms());
    assert_eq!(counts.pairs(PairScope::Sentence), whole.pairs(PairScope::Sentence));
    let names = |corpus: &Corpus| -> Vec<_> {
        corpus.entities().into_iter().map(|row| (row.name, row.stories, row.mentions, row.first)).collect()
    };
    assert_eq!(names(&counts), names(&whole));
    let part = nutgraf_analysis::Filter { search: Some("ferry".parse().unwrap()), ..Default::default() };
    assert_eq!(counts.filter(&part).terms(), whole.filter(&part).terms());
    let loaded = Corpus::from_bytes(&counts.to_bytes().unwrap()).unwrap();
    assert_eq!((loaded.len(), loaded.partial()), (0, whole.partial()));
    let merged = counts.merge(whole.clone());
    assert_eq!((merged.len(), merged.partial().stories()), (0, 2 * whole.partial().stories()));
}

#[test]
fn counts_and_topics_do_not_depend_on_the_order_of_the_input() {
    let mut backwards = many_pages();
    backwards.reverse();
    let (one, other) = (Corpus::collect(many_pages()), Corpus::collect(backwards));
    assert_eq!(one.partial(), other.partial());
    assert_eq!(one.pairs(PairScope::Story), other.pairs(PairScope::Story));
    let options = TopicOptions { k: Some(3), ..TopicOptions::default() };
    let (one, other) = (one.topics(&options), other.topics(&options));
    assert_eq!(one.topics[0].terms, other.topics[0].terms);
    assert_eq!(one.stories[0].weights, other.stories[39].weights);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn parts_merge_into_the_whole_in_any_order(pages in any_pages(), cut in 0..9_usize, other_cut in 0..9_usize) {
        let whole = Corpus::collect(pages.clone());
        let (a, b) = pages.split_at(cut.min(pages.len()));
        let (b, c) = b.split_at(other_cut.min(b.len()));
        let [a, b, c] = [a, b, c].map(|part| Corpus::collect(part.to_vec()));
        prop_assert_eq!(everything(&a.clone().merge(b.clone()).merge(c.clone())), everything(&whole));
        prop_assert_eq!(everything(&a.clone().merge(b.clone().merge(c.clone()))), everything(&whole));
        let part = |corpus: &Corpus| Partial::collect(corpus.stories());
        let whole = part(&whole);
        prop_assert_eq!(&part(&a).merge(part(&b)).merge(part(&c)), &whole);
        prop_assert_eq!(&part(&c).merge(part(&a)).merge(part(&b)), &whole);
        prop_assert_eq!(&part(&b).merge(part(&c).merge(part(&a))), &whole);
        prop_assert_eq!(&whole.clone().merge(Partial::default()), &whole);
    }

    #[test]
    fn tables_have_equal_columns_and_shares_sum_to_one(pages in any_pages()) {
        let corpus = Corpus::collect(pages);
        for table in [
            nutgraf_analysis::EntityRow::table(&corpus.entities()),
            nutgraf_analysis::TermRow::table(&corpus.terms()),
            nutgraf_analysis::PairRow::table(&corpus.pairs(PairScope::Sentence)),
            nutgraf_analysis::TimelineRow::table(&corpus.timeline(Unit::Week)),
            nutgraf_analysis::QuoteRow::table(&corpus.quotes()),
            nutgraf_analysis::KeynessRow::table(&corpus.keyness_by(
                Grouping::Period(Unit::Day),
                &KeynessOptions { min_count: 1, ..KeynessOptions::default() },
            )),
        ] {
            prop_assert!(table.columns.iter().all(|column| column.values.len() == table.len()));
        }
        let topics = corpus.topics(&TopicOptions::default());
        prop_assert!(topics.story_table().len() == corpus.stories().count());
        let shares: f64 = topics.topics.iter().map(|topic| topic.share).sum();
        prop_assert!(topics.topics.is_empty() || shares == 0.0 || (shares - 1.0).abs() < 1e-9);
        for story in &topics.stories {
            let sum: f64 = story.weights.iter().sum();
            prop_assert!(sum == 0.0 || (sum - 1.0).abs() < 1e-9);
        }
    }
}
