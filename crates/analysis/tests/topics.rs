//! Topics by every method: threads, order of the input, files, new stories.
#![allow(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod pages;

use nutgraf_analysis::{Corpus, FileError, TopicMethod, TopicOptions, TopicStory, Topics, Unit};
use nutgraf_core::Page;

const SUBJECTS: [[&str; 10]; 3] = [
    ["ferry", "harbour", "storm", "pier", "pilot", "captain", "wave", "deck", "anchor", "tide"],
    ["mill", "wages", "strike", "union", "worker", "loom", "owner", "shift", "picket", "cotton"],
    ["vote", "mayor", "ballot", "council", "party", "poll", "debate", "campaign", "seat", "ward"],
];

/// A story of the subject `at % 3`, with a name, an outlet and a day.
fn story(at: usize) -> Page {
    let words = SUBJECTS[at % 3];
    let word = |n: usize| words[(at / 3 * 7 + n * n) % 10];
    let sentence = |from: usize| {
        format!("the {} and the {} met a {} near {{p Ada Voss}}.", word(from), word(from + 1), word(from + 2))
    };
    let day = format!("2024-0{}-{:02}", 1 + at % 2, 1 + at % 28);
    let mut page = pages::page(&format!("{at:05}"), Some(&day), &[&sentence(0), &sentence(3), &sentence(6)]);
    page.outlet = (!at.is_multiple_of(5)).then(|| ["The Post", "The Wire"][at % 2].to_owned());
    page
}

fn corpus(stories: std::ops::Range<usize>) -> Corpus {
    Corpus::collect(stories.map(story).collect())
}

/// With some seeds, 1 among them, LDA takes two of three such small subjects for one.
fn options(method: TopicMethod, k: usize) -> TopicOptions {
    let seed = if method == TopicMethod::Lda { 2 } else { 1 };
    TopicOptions { method, k: Some(k), seed }
}

fn with_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(work)
}

#[test]
fn threads_and_order_change_no_byte_of_any_method() {
    for method in TopicMethod::ALL {
        let bytes = |threads, cut: usize| {
            with_threads(threads, || {
                let parts = (0..2_400).map(story).collect::<Vec<_>>();
                let parts = parts.chunks(cut).map(|part| Corpus::collect(part.to_vec()));
                let mut topics = parts.reduce(Corpus::merge).unwrap().topics(&options(method, 4));
                let first = topics.to_bytes().unwrap();
                topics.update(&corpus(2_400..2_500));
                (first, topics.to_bytes().unwrap())
            })
        };
        let expected = bytes(1, 2_400);
        assert!(bytes(2, 700) == expected, "{method:?}");
        assert!(bytes(8, 1_201) == expected, "{method:?}");
    }
}

#[test]
fn subjects_are_told_apart() {
    let corpus = corpus(0..90);
    for method in TopicMethod::ALL {
        let topics = corpus.topics(&options(method, 3));
        let best: Vec<usize> = topics.stories.iter().map(|story| story.best().unwrap().0).collect();
        for (at, &found) in best.iter().enumerate() {
            assert_eq!(found, best[at % 3], "{method:?}, story {at}");
        }
        for row in &topics.topics {
            let sentence = row.sentence.as_ref().unwrap();
            let found = corpus.story(sentence.page, sentence.article).unwrap();
            assert_eq!(sentence.span.slice(&found.article().text), sentence.text);
            assert!(row.best.iter().all(|&at| best[at as usize] == row.topic as usize));
            assert!(row.terms.len() >= 10);
        }
    }
}

#[test]
fn new_stories_get_the_topic_of_their_like() {
    for method in TopicMethod::ALL {
        let topics = corpus(0..90).topics(&options(method, 3));
        let new = topics.assign(&corpus(300..330));
        assert_eq!(new.len(), 30);
        let applied = topics.apply(&corpus(300..330));
        assert_eq!(applied.stories, new);
        assert!((applied.topics.iter().map(|row| row.share).sum::<f64>() - 1.0).abs() < 1e-9);
        for (story, at) in new.iter().zip(300..) {
            assert_eq!(story.best().unwrap().0, topics.stories[at % 3].best().unwrap().0, "{method:?}");
            assert!((story.weights.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        }
        let strange = Corpus::collect(vec![pages::page("x", None, &["Zebras graze quietly."])]);
        assert_eq!(topics.assign(&strange)[0].best(), None);
    }
}

#[test]
fn an_update_takes_in_stories_and_terms_and_keeps_numbers() {
    for method in TopicMethod::ALL {
        let mut topics = corpus(0..90).topics(&options(method, 3));
        let before = topics.clone();
        let text = "the ferry and the lighthouse met a storm near the lighthouse.";
        let mut new: Vec<Page> = (90..120).map(story).collect();
        new.extend((0..6).map(|at| {
            pages::page(&format!("new-{at}"), Some("2024-03-09"), &[text, "the pier and the tide."])
        }));
        topics.update(&Corpus::collect(new));
        assert_eq!(topics.stories.len(), 126);
        assert_eq!(topics.stories[0].page, TopicStory::ELSEWHERE);
        assert_eq!(topics.stories[90].page, 0);
        let sea = before.stories[0].best().unwrap().0;
        for story in topics.stories.iter().filter(|story| story.id.starts_with("new")) {
            assert_eq!(story.best().unwrap().0, sea, "{method:?}");
        }
        assert!(topics.topics.iter().zip(&before.topics).all(|(a, b)| a.label == b.label));
        // The new term is known now.
        let only = Corpus::collect(vec![pages::page("x", None, &["A lighthouse."])]);
        assert_eq!(before.assign(&only)[0].best(), None);
        assert_eq!(topics.assign(&only)[0].best().map(|best| best.0), Some(sea), "{method:?}");
        let shares: f64 = topics.topics.iter().map(|row| row.share).sum();
        assert!((shares - 1.0).abs() < 1e-9);
    }
}

#[test]
fn what_is_saved_is_read() {
    for method in TopicMethod::ALL {
        let corpus = corpus(0..60);
        let topics = corpus.topics(&options(method, 3));
        let bytes = topics.to_bytes().unwrap();
        let read = Topics::from_bytes(&bytes).unwrap();
        assert_eq!(read.to_bytes().unwrap(), bytes);
        assert_eq!(read.assign(&corpus), topics.assign(&corpus));
        assert_eq!(read.over_time(Unit::Week), topics.over_time(Unit::Week));
        assert_eq!(read.by_outlet(), topics.by_outlet());
    }
    let none = Topics::default();
    assert_eq!(Topics::from_bytes(&none.to_bytes().unwrap()).unwrap(), none);
}

#[test]
fn a_torn_or_changed_file_is_an_error_and_no_panic() {
    let bytes = corpus(0..20).topics(&options(TopicMethod::Nmf, 2)).to_bytes().unwrap();
    for end in (0..bytes.len()).step_by(7) {
        assert!(Topics::from_bytes(&bytes[..end]).is_err(), "cut at {end}");
    }
    for at in (0..bytes.len()).step_by(11) {
        let mut changed = bytes.clone();
        changed[at] ^= 0x20;
        assert!(Topics::from_bytes(&changed).is_err(), "changed at {at}");
    }
    let found = Topics::from_bytes(b"{\"topic\": 0}").unwrap_err();
    assert!(matches!(found, FileError::Foreign { .. }), "{found}");
    let found = Topics::from_bytes(&corpus(0..3).to_bytes().unwrap()).unwrap_err();
    assert_eq!(found.to_string(), "expected a saved model of topics, found a saved corpus");
}

#[test]
fn a_model_of_the_subjects_is_less_surprised_than_one_of_none() {
    let (learnt, held_out) = (corpus(0..90), corpus(90..120));
    let surprise = |k| learnt.topics(&options(TopicMethod::Lda, k)).perplexity(&held_out).unwrap();
    // Ten words a subject: a model that knows the subjects is as surprised as by a die of ten faces, one that does not
    // by one of thirty.
    assert!((8.0..13.0).contains(&surprise(3)), "{}", surprise(3));
    assert!((25.0..35.0).contains(&surprise(1)), "{}", surprise(1));
    let saved = learnt.topics(&options(TopicMethod::Lda, 3));
    let again = Topics::from_bytes(&saved.to_bytes().unwrap()).unwrap();
    assert_eq!(again.perplexity(&held_out), saved.perplexity(&held_out));
    assert_eq!(learnt.topics(&options(TopicMethod::Nmf, 3)).perplexity(&held_out), None);
    assert_eq!(saved.perplexity(&Corpus::default()), None);
}

#[test]
fn more_topics_than_subjects_have_terms_all_the_same() {
    for method in [TopicMethod::Nmf, TopicMethod::Kmeans] {
        let topics = corpus(0..90).topics(&options(method, 12));
        assert!(topics.topics.iter().all(|topic| !topic.terms.is_empty()), "{method:?}");
    }
}

#[test]
fn models_are_matched() {
    let corpus = corpus(0..90);
    let three = corpus.topics(&options(TopicMethod::Nmf, 3));
    for row in three.compare(&three) {
        assert_eq!(row.topic, row.other);
        assert!((row.similarity - 1.0).abs() < 1e-9);
    }
    let other = corpus.topics(&options(TopicMethod::Kmeans, 3));
    let matched = three.compare(&other);
    assert!(matched.iter().all(|row| row.similarity > 0.8), "{matched:?}");
    for row in &matched {
        let (a, b) = (row.topic.unwrap() as usize, row.other.unwrap() as usize);
        let same =
            |topics: &Topics, topic| topics.stories.iter().position(|story| story.best().unwrap().0 == topic);
        assert_eq!(same(&three, a), same(&other, b));
    }
    let two = corpus.topics(&options(TopicMethod::Nmf, 2));
    let rows = three.compare(&two);
    assert_eq!(rows.len(), 3);
    assert_eq!(rows.iter().filter(|row| row.other.is_none()).count(), 1);
    let rows = two.compare(&three);
    assert_eq!((rows.len(), rows[2].topic), (3, None));
    assert!(three.compare(&Topics::default()).iter().all(|row| row.other.is_none()));
}

#[test]
fn tables_over_time_and_by_outlet_add_up() {
    let topics = corpus(0..90).topics(&options(TopicMethod::Nmf, 3));
    let rows = topics.over_time(Unit::Month);
    let months: Vec<String> = rows.iter().map(|row| row.start.unwrap().to_string()).collect();
    assert_eq!(months, [["2024-01-01"; 3], ["2024-02-01"; 3]].concat());
    assert!((rows.iter().map(|row| row.weight).sum::<f64>() - 90.0).abs() < 1e-9);
    assert!((rows[..3].iter().map(|row| row.share).sum::<f64>() - 1.0).abs() < 1e-9);
    let days = topics.over_time(Unit::Day);
    assert_eq!(days.len() % 3, 0);
    assert!(days.iter().any(|row| row.all_stories == 0 && row.share == 0.0), "gaps are filled");
    let rows = topics.by_outlet();
    let outlets: Vec<Option<&str>> = rows.iter().step_by(3).map(|row| row.outlet.as_deref()).collect();
    assert_eq!(outlets, [Some("The Post"), Some("The Wire"), None]);
    assert_eq!(rows.iter().map(|row| row.stories).sum::<u64>(), 90);
    let lift = rows[0].share / topics.topics[0].share;
    assert!((rows[0].lift - lift).abs() < 1e-12);
}

#[test]
fn few_stories_have_few_topics() {
    for (stories, most) in [(6, 2), (12, 2), (20, 4)] {
        let rows = corpus(0..stories).choose_k(2..=10, &TopicOptions::default());
        let chosen: Vec<u64> = rows.iter().filter(|row| row.chosen).map(|row| row.k).collect();
        assert!(chosen.len() == 1 && chosen[0] <= most, "{stories} stories: {rows:?}");
    }
}

#[test]
fn the_number_of_subjects_is_chosen() {
    let corpus = corpus(0..90);
    let rows = corpus.choose_k(2..=5, &TopicOptions::default());
    assert_eq!(rows.iter().map(|row| row.k).collect::<Vec<_>>(), [2, 3, 4, 5]);
    assert_eq!(rows.iter().filter(|row| row.chosen).map(|row| row.k).collect::<Vec<_>>(), [3], "{rows:?}");
    let again = with_threads(2, || corpus.choose_k(2..=5, &TopicOptions::default()));
    assert_eq!(rows, again);
    assert!(Corpus::default().choose_k(2..=5, &TopicOptions::default()).is_empty());
}
