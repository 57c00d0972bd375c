//! Small pages, each showing one class of line.

mod small;

use nutgraf_core::{ArticleKind, Layout, NoteKind, Options, Role, parse};
use small::{page, roles};

const FIRST: &str = "The council of Port Elsa yesterday voted to close the old ferry line, after the harbour master said that its last ship was no longer safe.";
const SECOND: &str = "“We cannot wait for an accident,” harbour master Ada Quill told the council, adding that a bridge would be cheaper in the end.";
const THIRD: &str = "Shopkeepers on the island said on Monday that they had not been asked, and that a bridge would take ten years to build.";
const GLUED: &str = "NEW BRIDGE: The mayor says that the work would start next spring, if the state pays half of the cost The mayor of Norhaven yesterday presented plans for a bridge across the sound, which would replace the ferry and cut the way to the island to ten minutes. The bridge would be 2km long, he said, and the state had promised to pay a part of";

#[test]
fn a_story_with_a_credit_and_a_glued_teaser() {
    let page = page(&[FIRST, SECOND, "        Photo: Reuters", THIRD, FIRST, SECOND, GLUED]);
    assert_eq!(
        roles(&page.articles[0]),
        ["paragraph", "paragraph", "credit", "paragraph", "paragraph", "paragraph"]
    );
    let teaser = &page.articles[1];
    assert_eq!((teaser.kind, teaser.truncated), (ArticleKind::Teaser, true));
    assert_eq!(roles(teaser), ["kicker", "dek", "paragraph"]);
    assert_eq!(teaser.kicker.as_deref(), Some("NEW BRIDGE"));
    assert!(teaser.dek.as_deref().unwrap().ends_with("half of the cost"));
    assert_eq!(teaser.published, None);
}

#[test]
fn a_glued_teaser_alone_may_end_with_a_stop_by_chance() {
    let line = "The mayor says that the work on a bridge would start next spring if the state pays half of the cost \
        The mayor of Norhaven yesterday presented plans for a bridge across the sound, which would replace the ferry \
        and cut the way to the island to ten minutes. The bridge would be long, he said.";
    let page = page(&[line]);
    assert!(page.articles[0].dek.as_deref().is_some_and(|dek| dek.ends_with("half of the cost")));
}

#[test]
fn a_dateline_is_no_part_of_the_first_sentence() {
    let line = format!("PORT ELSA, May 3 (Reuters) - {FIRST}");
    let page = page(&[&line, SECOND, THIRD]);
    let story = page.story().unwrap();
    let dateline = story.dateline.as_ref().unwrap();
    assert_eq!((dateline.place.as_deref(), dateline.date.as_deref()), (Some("PORT ELSA"), Some("May 3")));
    assert_eq!(story.agencies, ["Reuters"]);
    assert!(story.sentences[0].slice(&story.text).starts_with("The council"));
}

#[test]
fn a_teaser_alone_is_a_story_that_breaks_off() {
    let page = page(&[GLUED]);
    assert_eq!((page.articles[0].kind, page.articles[0].truncated), (ArticleKind::Story, true));
    assert_eq!(roles(&page.articles[0]), ["kicker", "dek", "paragraph"]);
}

#[test]
fn furniture_alone_is_no_story() {
    let page = page(&[
        "Home",
        "News",
        "Sport",
        "Log in",
        "Subscribe",
        "© 2024 Port Elsa Times. All rights reserved.",
    ]);
    assert!(page.articles.is_empty());
    assert_eq!(page.notes[0].kind, NoteKind::NoStory);
}

#[test]
fn a_text_given_as_an_article_loses_no_line() {
    let mut layout = Layout::plain("p", format!("Ferry line to close\n{FIRST}\nWhat now?\n{THIRD}\n"));
    layout.is_article = true;
    let page = parse(layout, &Options::default());
    assert_eq!(page.articles.len(), 1);
    assert!(page.furniture.is_empty());
}

#[test]
fn hard_wrapped_text_keeps_its_lines_as_sources() {
    let wire = "   PORT ELSA, May 3 (Reuters) - The harbour master of Port Elsa said\n\
        on Friday that the ferry line would stop sailing until the autumn\n\
        because its last ship was no longer safe enough to carry anyone.\n\
        \x20  The town council called the decision a shock and asked for a\n\
        delay of two weeks, which the master refused in a letter to them.\n\
        \x20  Shopkeepers on the island said that nobody had asked them, and\n\
        that the bridge which was promised would take years to be built.\n";
    let page = parse(Layout::plain("w", wire), &Options::default());
    let story = page.story().unwrap();
    let lines: Vec<usize> = story.paragraphs().map(|block| block.source.len()).collect();
    assert_eq!(lines, [3, 2, 2]);
    assert!(story.blocks.iter().all(|block| block.role == Role::Paragraph));
}
