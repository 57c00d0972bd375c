//! Where a line's form and its neighbours overrule the model: one small page a rule.

use nutgraf_core::{Layout, Options, Page, Role, parse};

fn page(text: &str) -> Page {
    parse(Layout::plain("page", text), &Options::default())
}

const STORY: &str = "The ferry line between Port Elsa and Lune is to close in autumn, its owner Ada Quill said on Monday.\n\
    The line has carried workers and schoolchildren across the sound for 71 years, and lost money in most of them.\n\
    “We could not find a second captain,” Quill told the council of Port Elsa in a letter that was read out on Friday.\n";

#[test]
fn headline_standfirst_and_byline_without_by() {
    let page = page(&format!(
        "Ferry line to Lune will close after 71 years\n\
         Owner says that no second captain could be found for the crossing\n\
         Tom Brandt in Port Elsa\n\
         Tue 3 Jun 2025 11.20 BST\n{STORY}"
    ));
    let story = page.story().unwrap();
    assert_eq!(story.headline.as_deref(), Some("Ferry line to Lune will close after 71 years"));
    assert_eq!(
        story.dek.as_deref(),
        Some("Owner says that no second captain could be found for the crossing")
    );
    let authors: Vec<&str> = story.authors.iter().map(|author| author.name.as_str()).collect();
    assert_eq!(authors, ["Tom Brandt"]);
    assert_eq!(page.articles.len(), 1);
}

#[test]
fn a_short_last_sentence_stays_with_its_story() {
    let page = page(&format!("{STORY}The council of Port Elsa is to meet on Thursday.\n"));
    assert_eq!(page.articles.len(), 1);
    assert_eq!(page.story().unwrap().paragraphs().count(), 4);
}

#[test]
fn a_wires_marks_are_notes() {
    let page = page(&format!("{STORY}(MORE)\n"));
    assert_eq!(page.furniture.iter().map(|block| block.role).collect::<Vec<_>>(), [Role::Note]);
}

#[test]
fn what_was_wrong_is_a_correction() {
    let page = page(&format!(
        "{STORY}This article was amended on 4 June 2025. An earlier version gave the wrong number of years.\n"
    ));
    let story = page.story().unwrap();
    assert_eq!(story.corrections.len(), 1);
    assert_eq!(story.blocks.last().unwrap().role, Role::Correction);
}

#[test]
fn a_menu_is_no_copyright() {
    let page = page("Home\nNews\nSport\nContact us\n© Port Elsa Times 2025\n");
    assert!(page.articles.is_empty());
    let roles: Vec<Role> = page.furniture.iter().map(|block| block.role).collect();
    assert_eq!(roles, [Role::Nav, Role::Nav, Role::Nav, Role::Nav, Role::Copyright]);
}

#[test]
fn a_text_given_as_an_article_always_is_one() {
    for text in ["The ferry sank.", "Ferry sinks", "x", "Home\nNews\nSport"] {
        let layout = Layout { is_article: true, ..Layout::plain("page", text) };
        assert_eq!(parse(layout, &Options::default()).articles.len(), 1, "{text}");
    }
}
