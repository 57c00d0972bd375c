//! The classes of lines that are hard to tell: one small page each, in words of our own.

mod small;

use nutgraf_core::{Article, ArticleKind, Layout, Options, Page, Role, explain, parse};
use small::{page, roles};

const STORY: [&str; 4] = [
    "The ferry line between Port Elsa and Lune is to close in autumn, its owner Ada Quill said on Monday.",
    "The line has carried workers and schoolchildren across the sound for 71 years, and lost money in most of them.",
    "“We could not find a second captain,” Quill told the council of Port Elsa in a letter that was read out on Friday.",
    "The council of Port Elsa will meet on Thursday to talk about a bus that would go around the sound in two hours.",
];

/// The roles of the story with some lines between its second and its third paragraph.
fn amid(lines: &[&str]) -> (Vec<&'static str>, Page) {
    let page = page(&[&STORY[..2], lines, &STORY[2..]].concat());
    let all = roles(&page.articles[0]);
    (all[2..all.len().saturating_sub(2)].to_vec(), page)
}

fn below(lines: &[&str]) -> Page {
    page(&[&STORY[..], lines].concat())
}

fn furniture(page: &Page) -> Vec<Role> {
    page.furniture.iter().map(|block| block.role).collect()
}

#[test]
fn credits_amid_the_story() {
    for credit in [
        "Photo: Reuters",
        "(Ada Quill / Port Elsa Times)",
        "Ben Roe via Getty Images",
        "Ben Roe | Moment | Getty Images",
    ] {
        assert_eq!(amid(&[credit]).0, ["credit"], "{credit}");
    }
}

#[test]
fn a_caption_with_its_credit_in_brackets() {
    let (roles, page) = amid(&["The ferry leaves the pier of Lune in May. (Ben Roe/AP)"]);
    assert_eq!(roles, ["caption", "credit"]);
    let image = &page.articles[0].images[0];
    assert_eq!(image.caption.as_deref(), Some("The ferry leaves the pier of Lune in May."));
    assert_eq!(image.credit.as_deref(), Some("Ben Roe/AP"));
}

#[test]
fn a_caption_above_its_credit() {
    let (roles, _) = amid(&["Ada Quill stands on the pier of Lune on Monday.", "Getty Images"]);
    assert_eq!(roles, ["caption", "credit"]);
}

#[test]
fn look_alikes_are_no_datelines() {
    for label in ["READ MORE", "EXCLUSIVE", "FERRY LINE", "WATCH", "BREAKING NEWS"] {
        for mark in [": ", " — ", " - "] {
            let line = format!("{label}{mark}{}", STORY[0]);
            let page = page(&[&line, STORY[1], STORY[2], STORY[3]]);
            assert!(page.articles.iter().all(|article| article.dateline.is_none()), "{line}");
        }
    }
}

#[test]
fn a_dateline_is_one() {
    for dateline in
        ["PORT ELSA, May 3 (Reuters) - ", "PORT ELSA (AP) — ", "BERLIN — ", "Port Elsa, May 3 (CNA) "]
    {
        let line = format!("{dateline}{}", STORY[0]);
        let page = page(&[&line, STORY[1], STORY[2]]);
        let place = page.articles[0].dateline.as_ref().and_then(|dateline| dateline.place.as_deref());
        assert!(place.is_some_and(|place| dateline.starts_with(place)), "{dateline}: {place:?}");
    }
}

#[test]
fn bylines_grown_onto_dates_and_agencies() {
    for (line, name) in [
        ("By Ada QuillMay 3, 2024", "Ada Quill"),
        ("By Tom Brandt, Associated Press", "Tom Brandt"),
        ("Ada Quill3 May 2024 22:17", "Ada Quill"),
        ("By Ada QuillStaff Writer", "Ada Quill"),
    ] {
        let page = page(&[&["Ferry line to Lune will close after 71 years", line][..], &STORY[..]].concat());
        let story = page.story().unwrap();
        assert_eq!(story.headline.as_deref(), Some("Ferry line to Lune will close after 71 years"), "{line}");
        assert_eq!(story.authors.first().map(|author| author.name.as_str()), Some(name), "{line}");
    }
}

#[test]
fn a_headline_stands_above_names_without_by_and_below_the_menu() {
    let page = page(
        &[
            &[
                "Home",
                "Best of the islands",
                "Ferry line to Lune will close after 71 years",
                "Owner says that no second captain could be found for the crossing",
                "Tom Brandt",
                "Published Wed, Feb 28 20247:00 AM EST",
            ][..],
            &STORY[..],
        ]
        .concat(),
    );
    let story = page.story().unwrap();
    assert_eq!(story.headline.as_deref(), Some("Ferry line to Lune will close after 71 years"));
    assert!(story.dek.as_deref().is_some_and(|dek| dek.starts_with("Owner says")));
    assert_eq!(story.authors.iter().map(|author| author.name.as_str()).collect::<Vec<_>>(), ["Tom Brandt"]);
    assert_eq!(story.published.as_deref(), Some("2024-02-28"));
}

#[test]
fn who_helped_and_who_wrote() {
    for line in [
        "Additional reporting by Tom Brandt in Lune",
        "Reporting by Ada Quill; editing by Tom Brandt",
        "Researcher Ann Poe in Lune contributed to this report.",
        "With files from The Canadian Press",
        "Ada Quill is a reporter at the Port Elsa Times who covers the harbour.",
    ] {
        let page = below(&[line]);
        assert_eq!(page.story().unwrap().contributors, [line], "{line}");
    }
}

#[test]
fn corrections() {
    let line = "Correction: An earlier version of this story gave a wrong number of years.";
    assert_eq!(below(&[line]).story().unwrap().corrections, [line]);
}

#[test]
fn what_a_site_says_of_itself_is_furniture() {
    for line in [
        "Sign up for our newsletter and get the news of Port Elsa in your inbox every morning.",
        "Subscribe now to read this story and all others without limits.",
        "Share this story on Facebook",
        "© 2024 Port Elsa Times. All rights reserved.",
        "Copyright 2024 Port Elsa Times. All rights reserved. This material may not be published or broadcast.",
        "Advertisement",
        "We use cookies to give you the best experience on our website.",
    ] {
        let page = below(&[line]);
        assert_eq!(page.story().unwrap().paragraphs().count(), 4, "{line}");
        assert_eq!(furniture(&page).len(), 1, "{line}");
    }
}

#[test]
fn question_and_answer_are_paragraphs() {
    let page = page(&[
        STORY[0],
        "Q: When did you last sail on the ferry yourself?",
        "A: Last week, with my mother, who had sailed on it when she went to school in Port Elsa.",
        "Q: And will you miss it?",
        "A: I will, as will everyone who has lived on the island for longer than a year.",
        STORY[3],
    ]);
    assert_eq!(roles(page.story().unwrap()), ["paragraph"; 6]);
}

#[test]
fn the_questions_of_an_explainer_are_subheads() {
    assert_eq!(amid(&["Why does the line close?"]).0, ["subhead"]);
}

#[test]
fn pages_in_capitals() {
    let shouted: Vec<String> = STORY.iter().map(|line| line.to_uppercase()).collect();
    let page = page(&shouted.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(page.story().unwrap().paragraphs().count(), 4);
}

#[test]
fn a_second_story_with_its_own_dateline() {
    let first = format!("PORT ELSA, May 3 (Reuters) - {}", STORY[0]);
    let page = page(&[
        &first,
        STORY[1],
        STORY[2],
        "NORHAVEN, May 3 (Reuters) - The mayor of Norhaven asked the state on Friday to pay for a new school roof.",
        "The old roof had leaked since the storms of last winter, and lessons were held in a church.",
    ]);
    let stories: Vec<&Article> =
        page.articles.iter().filter(|article| article.kind == ArticleKind::Story).collect();
    assert_eq!(stories.len(), 2);
    assert_eq!(stories[1].paragraphs().count(), 2);
}

#[test]
fn cards_behind_the_writers_note() {
    let page = below(&[
        "Ada Quill is a reporter at the Port Elsa Times who covers the harbour.",
        "The winter storms took three roofs in Norhaven and a church tower that had stood for 400 years.",
        "Tom Brandt",
        "Why the price of herring has doubled since spring, and who earns from it on the northern quays.",
        "Ann Poe",
    ]);
    assert_eq!(page.story().unwrap().paragraphs().count(), 4);
}

#[test]
fn every_line_says_what_decided_it() {
    let text = [&["By Ada Quill", "May 3, 2024"][..], &STORY[..], &["Photo: Reuters", "(MORE)"][..]]
        .concat()
        .join("\n");
    let lines = explain(&Layout::plain("p", text), &Options::default());
    assert_eq!(lines.len(), 8);
    assert!(lines.iter().all(|line| !line.rule.is_empty()));
    assert_eq!(lines[7].rule, "a wire's mark");
}

#[test]
fn a_page_of_one_short_sentence_is_a_story() {
    for text in ["The ferry sank.\n", "A vote came.\n"] {
        let page = parse(Layout::plain("demo", text), &Options::default());
        assert_eq!(page.story().map(|story| story.text.as_str()), Some(text.trim_end()), "{text}");
    }
}
