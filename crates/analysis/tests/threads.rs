//! Threads of coverage: what hangs together, over days, and what stays apart.
#![allow(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod pages;

use std::collections::BTreeSet;

use nutgraf_analysis::{Corpus, StoryThread, StoryThreadOptions};
use nutgraf_core::Page;
use proptest::prelude::*;

const EVENTS: [[&str; 4]; 3] = [
    [
        "The ferry Maren sank off {l Port Lune} at noon, harbour master {p Ada Voss} said.",
        "Divers reached the wreck of the ferry Maren off {l Port Lune}; {p Ada Voss} thanked them.",
        "An inquiry into the sinking of the ferry Maren opened, and {p Ada Voss} was heard.",
        "The wreck of the ferry Maren was raised off {l Port Lune}.",
    ],
    [
        "Mayor {p Otto Brandt} of {l Larena} lost the vote on tram fares in the council.",
        "The council of {l Larena} will elect a mayor after {p Otto Brandt} lost the vote on fares.",
        "{p Otto Brandt} resigned as mayor of {l Larena} over tram fares.",
        "Tram fares in {l Larena} rise after mayor {p Otto Brandt} left the council.",
    ],
    [
        "Bank {o Kelva} kept its interest rate, and economists had expected a cut by {o Kelva}.",
        "The currency fell after {o Kelva} kept its interest rate against what economists expected.",
        "Economists expect {o Kelva} to cut its interest rate in summer.",
        "{o Kelva} cut its interest rate; the currency fell, as economists expected.",
    ],
];

fn story(event: usize, at: usize, day: Option<&str>) -> Page {
    let mut page = pages::page(&format!("event{event}-{at}"), day, &[EVENTS[event][at % 4]]);
    page.outlet = Some(["Wire", "Paper"][at % 2].to_owned());
    page
}

fn all() -> Vec<Page> {
    let days = ["2024-04-09", "2024-04-10", "2024-04-16", "2024-05-02"];
    (0..12).map(|n| story(n % 3, n / 3, Some(days[n / 3]))).collect()
}

fn threads(pages: Vec<Page>, options: &StoryThreadOptions) -> Vec<StoryThread> {
    Corpus::collect(pages).story_threads(options)
}

fn ids(threads: &[StoryThread]) -> Vec<Vec<&str>> {
    threads.iter().map(|thread| thread.ids.iter().map(String::as_str).collect()).collect()
}

fn sets(threads: &[StoryThread]) -> BTreeSet<BTreeSet<String>> {
    threads.iter().map(|thread| thread.ids.iter().cloned().collect()).collect()
}

#[test]
fn events_are_told_apart() {
    let found = threads(all(), &StoryThreadOptions::default());
    let expected = (0..3).map(|event| (0..4).map(|at| format!("event{event}-{at}")).collect()).collect();
    assert_eq!(sets(&found), expected);
    let ferry = &found[0];
    assert_eq!((ferry.days, ferry.stories.len()), (Some(24), 4));
    assert_eq!(ferry.outlets, ["Paper", "Wire"]);
    assert_eq!(ferry.entities[..2], ["Ada Voss", "Port Lune"]);
}

#[test]
fn what_lies_far_apart_in_time_is_another_thread() {
    let mut pages = all();
    pages.push(story(0, 4, Some("2025-04-09")));
    let found = threads(pages.clone(), &StoryThreadOptions::default());
    assert!(ids(&found).contains(&vec!["event0-4"]));
    let found = threads(pages, &StoryThreadOptions { window: 400, ..StoryThreadOptions::default() });
    assert_eq!(found[0].ids.len(), 5);
}

#[test]
fn works_without_days() {
    let pages = (0..12).map(|n| story(n % 3, n / 3, None)).collect();
    let found = threads(pages, &StoryThreadOptions::default());
    assert_eq!(found.iter().map(|thread| thread.ids.len()).collect::<Vec<_>>(), [4, 4, 4]);
    assert!(found.iter().all(|thread| thread.days.is_none()));
}

#[test]
fn known_threads_keep_their_stories_and_numbers() {
    let known = vec![
        vec!["event2-0".to_owned(), "gone".to_owned()],
        vec!["event1-0".to_owned(), "event2-1".to_owned()],
        vec!["never".to_owned()],
    ];
    let found = threads(all(), &StoryThreadOptions { known, ..StoryThreadOptions::default() });
    assert!(found[0].ids.contains(&"event2-0".to_owned()));
    assert!(["event1-0", "event2-1"].iter().all(|id| found[1].ids.contains(&(*id).to_owned())));
    assert_eq!(ids(&found)[2], ["event0-0", "event0-1", "event0-2", "event0-3"]);
}

#[test]
fn a_page_without_a_story_has_a_thread_of_its_own() {
    let pages = vec![Page { id: "empty".to_owned(), ..Page::default() }, story(0, 0, None)];
    assert_eq!(ids(&threads(pages, &StoryThreadOptions::default())), [["event0-0"], ["empty"]]);
    assert!(threads(vec![], &StoryThreadOptions::default()).is_empty());
}

#[test]
fn threads_and_parts_change_nothing() {
    let many = || {
        (0..120).map(|n| story(n % 3, n / 3, Some(["2024-04-09", "2024-04-20"][n % 2]))).collect::<Vec<_>>()
    };
    let json = |corpus: Corpus| {
        serde_json::to_string(&corpus.story_threads(&StoryThreadOptions::default())).unwrap()
    };
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let expected = pool(1).install(|| json(Corpus::collect(many())));
    for threads in [2, 8] {
        assert!(pool(threads).install(|| json(Corpus::collect(many()))) == expected);
    }
    for size in [1, 7, 64] {
        let pages = many();
        let parts = pages.chunks(size).map(|part| Corpus::collect(part.to_vec()));
        assert!(json(parts.reduce(Corpus::merge).unwrap()) == expected);
    }
}

proptest! {
    #[test]
    fn order_of_input_changes_no_thread(
        chosen in prop::collection::btree_set((0..3usize, 0..8usize), 0..14),
        turn in 0..14usize,
    ) {
        let pages: Vec<Page> = chosen.iter().map(|&(event, at)| story(event, at, None)).collect();
        let expected = sets(&threads(pages.clone(), &StoryThreadOptions::default()));
        let mut turned = pages;
        let middle = turn.min(turned.len());
        turned.rotate_left(middle);
        prop_assert_eq!(sets(&threads(turned, &StoryThreadOptions::default())), expected);
    }

    #[test]
    fn every_page_stands_in_one_thread(texts in prop::collection::vec(".{0,80}", 0..8)) {
        let page = |(at, text): (usize, &String)| pages::page(&format!("{at}"), None, &[text.replace('{', "").as_str()]);
        let pages: Vec<Page> = texts.iter().enumerate().map(page).collect();
        let found = threads(pages, &StoryThreadOptions::default());
        let mut all: Vec<String> = found.into_iter().flat_map(|thread| thread.ids).collect();
        all.sort();
        prop_assert_eq!(all, (0..texts.len()).map(|at| at.to_string()).collect::<Vec<_>>());
    }
}
