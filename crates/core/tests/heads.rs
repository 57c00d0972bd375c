//! The head of a story in the manners of many pages: one small page each, in words of our own.

mod small;

use nutgraf_core::{Article, Page, Role};
use small::{page, roles};

const TITLE: &str = "Ferry line to Lune will close after 71 years";
const STORY: [&str; 4] = [
    "The ferry line between Port Elsa and Lune is to close in autumn, its owner Ada Quill said on Monday.",
    "The line has carried workers and schoolchildren across the sound for 71 years, and lost money in most of them.",
    "“We could not find a second captain,” Quill told the council of Port Elsa in a letter that was read out on Friday.",
    "The council of Port Elsa will meet on Thursday to talk about a bus that would go around the sound in two hours.",
];

fn below(head: &[&str]) -> Page {
    page(&[head, &STORY[..]].concat())
}

fn authors(story: &Article) -> Vec<&str> {
    story.authors.iter().map(|author| author.name.as_str()).collect()
}

#[test]
fn a_name_and_where_it_reports_from_need_no_date() {
    for name in ["Tom Brandt", "TOM BRANDT"] {
        let page = below(&[TITLE, name, "Elsa News, Port Elsa"]);
        let story = page.story().unwrap();
        assert_eq!(story.headline.as_deref(), Some(TITLE));
        assert_eq!(authors(story), ["Tom Brandt"]);
        assert_eq!(story.authors[0].organization.as_deref(), Some("Elsa News"));
    }
}

#[test]
fn a_title_between_a_menu_and_the_story_needs_nothing_else() {
    let page = below(&["Home", "News", "Sport", "Sign in", "Old boats find new friends"]);
    assert_eq!(page.story().unwrap().headline.as_deref(), Some("Old boats find new friends"));
}

#[test]
fn a_headline_printed_twice_is_no_standfirst() {
    let page = below(&["Home", TITLE, TITLE, "By Tom Brandt", "May 3, 2024"]);
    let story = page.story().unwrap();
    assert_eq!(roles(story)[..3], ["headline", "headline", "byline"]);
    assert_eq!(story.dek, None);
}

#[test]
fn bylines_of_cards_below_name_no_writer_of_the_story() {
    let cards = ["By Ann PoeMay 2, 2024", "By Ben RoeMay 1, 2024", "By Odo VossApril 30, 2024"];
    let page = page(&[&[TITLE, "By Tom Brandt", "May 3, 2024"][..], &STORY[..], &cards[..]].concat());
    assert_eq!(authors(page.story().unwrap()), ["Tom Brandt"]);
}

#[test]
fn a_name_above_its_bearers_post_is_a_byline() {
    let page = below(&[
        "Business",
        "Editors' Pick",
        TITLE,
        "Tom Brandt",
        "Senior Contributor",
        "Follow",
        "May 3, 2024",
    ]);
    let story = page.story().unwrap();
    assert_eq!(authors(story), ["Tom Brandt"]);
    assert_eq!(story.authors[0].title.as_deref(), Some("Senior Contributor"));
    assert_eq!(story.headline.as_deref(), Some(TITLE));
}

#[test]
fn names_in_capitals_stand_above_outlet_and_place() {
    for name in ["TOM BRANDT", "Tom Brandt"] {
        let page = below(&["News", TITLE, "Published", "2 days ago", "Share", name, "Elsa News, Port Elsa"]);
        let story = page.story().unwrap();
        assert_eq!(authors(story), ["Tom Brandt"], "{name}");
        assert_eq!(story.authors[0].organization.as_deref(), Some("Elsa News"));
    }
}

#[test]
fn a_closed_standfirst_and_captions_stand_between_title_and_byline() {
    let page = below(&[
        "News|Shipping",
        TITLE,
        "Owner Ada Quill says that no second captain could be found for the crossing to the island of Lune.",
        "A ferry of the line is seen on the sound between Port Elsa and Lune",
        "The Norhaven Queen has crossed the sound since 1971 [Odo Voss/Reuters]",
        "By Tom Brandt and News Agencies",
        "Published On 3 May 2024",
    ]);
    let story = page.story().unwrap();
    assert_eq!(story.headline.as_deref(), Some(TITLE));
    assert!(story.dek.as_deref().is_some_and(|dek| dek.starts_with("Owner Ada Quill")));
}

#[test]
fn a_headline_may_end_in_a_short_form() {
    let title =
        "Ferry to Lune will close in autumn after 71 years: what it’s like to be the last of the U.S.";
    let page = below(&["News", title, "By Tom Brandt", "May 3, 2024"]);
    assert_eq!(page.story().unwrap().headline.as_deref(), Some(title));
}

#[test]
fn news_of_newsletters_is_no_offer() {
    let lines = [
        "Home",
        "Police close ring behind thousands of spam websites",
        "By Ada Quill",
        "May 3, 2024",
        "Police in three countries have closed thousands of spam websites that sold fake newsletter subscriptions.",
        "Eleven people were arrested in Port Elsa and two in Lune.",
        "The ring had sold false papers to more than 40,000 people since 2021, according to the prosecutor.",
        "“They were very good at it,” said Tom Brandt, who led the inquiry.",
    ];
    let page = page(&lines);
    let story = page.story().unwrap();
    assert_eq!(story.headline.as_deref(), Some(lines[1]));
    assert_eq!(story.paragraphs().count(), 4);
    assert!(page.furniture.iter().all(|block| block.role != Role::Promo));
}

#[test]
fn a_blogs_date_names_the_writer() {
    let page = below(&["Menu", "About", TITLE, "Posted on May 3, 2024 by Tom Brandt"]);
    let story = page.story().unwrap();
    assert_eq!(story.headline.as_deref(), Some(TITLE));
    assert_eq!(authors(story), ["Tom Brandt"]);
    assert_eq!(story.published.as_deref(), Some("2024-05-03"));
}

#[test]
fn a_place_before_the_date_below_the_names_is_no_writer() {
    let page =
        below(&["Cities", TITLE, "Written by Tom Brandt", "Port Elsa | Updated: May 3, 2024 10:15 IST"]);
    let story = page.story().unwrap();
    assert_eq!(authors(story), ["Tom Brandt"]);
    assert_eq!(story.modified.as_deref(), Some("2024-05-03"));
}

#[test]
fn labels_of_offers_are_no_subheads() {
    for label in ["Article continues below this ad", "Story continues below this ad"] {
        let page = page(&[&STORY[..2], &[label], &STORY[2..]].concat());
        assert_eq!(roles(page.story().unwrap()), ["paragraph"; 4], "{label}");
    }
}

#[test]
fn a_short_story_above_another_is_no_text_of_the_site() {
    let brief = [
        "Trams stop for a week",
        "Trams in Port Elsa will not run for a week from Monday while rails are laid near the market.",
        "Buses will run from the pier to the market every ten minutes, the tram line said.",
    ];
    let page = page(&[&brief[..], &[TITLE, "By Tom Brandt", "May 3, 2024"], &STORY[..]].concat());
    let told: String = page.articles.iter().map(|article| article.text.as_str()).collect();
    assert!(told.contains("while rails are laid"), "{told}");
}

#[test]
fn a_card_above_the_title_is_no_headline() {
    let card = ["Harbour wall to be rebuilt", "The council voted on Monday to pay for the wall."];
    let page = page(&[&card[..], &[TITLE, "By Tom Brandt", "May 3, 2024"], &STORY[..]].concat());
    assert!(page.articles.iter().any(|article| article.headline.as_deref() == Some(TITLE)));
}

#[test]
fn what_a_site_says_of_its_newsletter_below_the_story_is_none_of_it() {
    let site = [
        "The Port Elsa Times newsletter brings the news of the harbour to readers every morning at six.",
        "The podcast of the Port Elsa Times brings the voices of the harbour to listeners on every Sunday.",
    ];
    let page = page(&[&[TITLE, "By Tom Brandt", "May 3, 2024"], &STORY[..], &site[..]].concat());
    assert!(!page.story().unwrap().text.contains("newsletter"));
}

#[test]
fn two_writers_with_dates_are_two() {
    let page = below(&[TITLE, "By Ada Quill | May 2, 2024", "Tom Brandt | May 3, 2024"]);
    assert_eq!(authors(page.story().unwrap()), ["Ada Quill", "Tom Brandt"]);
}
