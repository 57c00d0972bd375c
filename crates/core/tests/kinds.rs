//! Kinds of pages that are hard to read, one small page each in words of our own: who is in the story, who is not.

use nutgraf_core::{ArticleKind, Layout, Options, Page, Role, parse};

fn page(text: &str) -> Page {
    let page = parse(Layout::plain("p", text), &Options::default());
    assert!(page.check().is_ok());
    page
}

/// The stories' running text.
fn story(page: &Page) -> String {
    let stories = page.articles.iter().filter(|article| article.kind == ArticleKind::Story);
    let paragraphs = stories.flat_map(|story| story.paragraphs().map(|block| block.span.slice(&story.text)));
    paragraphs.collect::<Vec<_>>().join("\n")
}

fn keeps(page: &Page, words: &[&str]) {
    let text = story(page);
    for words in words {
        assert!(text.contains(words), "lost {words:?} of\n{text}");
    }
}

fn leaves_out(page: &Page, words: &[&str]) {
    let text = story(page);
    for words in words {
        assert!(!text.contains(words), "kept {words:?} in\n{text}");
    }
}

const STORY: &str = "\
The ferry line between Port Elsa and Lune is to close in autumn, its owner Ada Quill said on Monday.
The line has carried workers and schoolchildren across the sound for 71 years, and lost money in most of them.
“We could not find a second captain,” Quill told the council of Port Elsa in a letter that was read out on Friday.
The council of Port Elsa will meet on Thursday to talk about a bus that would go around the sound in two hours.
";

#[test]
fn a_live_blog_keeps_its_entries() {
    let page = page(
        "Ferry strike live: second day without crossings\n\
         By Tom Brandt\n\
         14:05\n\
         Captains walk out of the talks\n\
         The captains of the Lune line have left the town hall of Port Elsa without a word to the reporters at its door.\n\
         A spokesman for the owner says that a new offer is on the table, and that it will stay there until tonight.\n\
         13:20\n\
         Pupils stranded in Lune\n\
         About 60 pupils from Port Elsa could not come home at noon, the school in Lune tells us. They sleep in the gym.\n\
         12:47\n\
         Good afternoon from the pier, where the wind is cold and the only thing that moves is a dog called Captain.\n",
    );
    keeps(
        &page,
        &[
            "left the town hall",
            "new offer is on the table",
            "About 60 pupils",
            "Good afternoon from the pier",
        ],
    );
    leaves_out(&page, &["14:05", "13:20", "By Tom Brandt"]);
}

#[test]
fn comments_below_the_story_are_not_its_text() {
    let page = page(&format!(
        "{STORY}3 Comments\n\
         Sort by: Newest\n\
         gull_77\n\
         2 hours ago\n\
         I took that ferry every day for ten years and I never saw the owner on board, not once.\n\
         Reply\n\
         marsh warden\n\
         5 hours ago\n\
         So who is going to pay for the bus? You and me, that is who.\n\
         Reply\n\
         Log in to comment\n"
    ));
    keeps(&page, &["Ada Quill said on Monday", "around the sound in two hours"]);
    leaves_out(&page, &["gull_77", "Reply", "Log in", "not once", "You and me"]);
}

#[test]
fn what_asks_for_money_or_an_address_is_no_story() {
    let page = page(&format!(
        "{STORY}Subscribe to continue reading this article.\n\
         Already a subscriber? Log in to your account.\n\
         Sign up for our newsletter and get the news of the harbour in your inbox every morning.\n\
         By signing up you agree to our privacy policy and our terms of use.\n"
    ));
    keeps(&page, &["Ada Quill said on Monday", "around the sound in two hours"]);
    leaves_out(&page, &["Subscribe", "Already a subscriber", "newsletter", "terms of use"]);
}

#[test]
fn a_list_keeps_what_is_said_of_each_place() {
    let page = page(
        "Five walks along the sound\n\
         By Ada Quill\n\
         The old ferry may be gone, but the shore it served is as fine as ever. Here is where to go on a dry day in autumn.\n\
         1. The salt path\n\
         Starting at the church of Lune, this walk follows the dike for six miles and ends at an inn that serves eel.\n\
         2. The gull rocks\n\
         A steep climb, and a rope for the last yards. In May the rocks are closed, because the birds do not like company.\n\
         3. The pier of Port Elsa\n\
         It is short and it is flat, and nobody has ever been lost on it. Take bread for the ducks, and a coat for yourself.\n",
    );
    keeps(&page, &["shore it served", "follows the dike", "A steep climb", "nobody has ever been lost"]);
    let heads = page.articles[0].blocks.iter().filter(|block| block.role == Role::Subhead).count();
    assert!(heads >= 2, "{heads} subheads");
}

#[test]
fn cards_that_end_in_a_stop_are_not_the_storys() {
    let page = page(&format!(
        "{STORY}Copyright 2025 Port Elsa Times. All rights reserved.\n\
         More from the Times\n\
         Orchard growers ask the state for loans\n\
         The third frost in a week has spoiled half of the cherry harvest.\n\
         Museum finds its missing painting behind a cupboard\n\
         Nobody had looked there since the war, a guard says.\n"
    ));
    keeps(&page, &["around the sound in two hours"]);
    leaves_out(&page, &["cherry harvest", "since the war", "ask the state"]);
}

#[test]
fn a_digest_holds_several_stories() {
    let page = page(&format!(
        "PORT ELSA, June 3 (Northern Wire) - {STORY}LUNE, June 3 (Northern Wire) - The church of Lune has a new bell, \
         and nobody who has heard it wants to hear it again, the parish said.\n\
         The bell was cast in the wrong key, and the foundry has offered to take it back, warden Tom Brandt said.\n"
    ));
    let stories = page.articles.iter().filter(|article| article.kind == ArticleKind::Story);
    let places: Vec<_> = stories.filter_map(|story| story.dateline.as_ref()?.place.clone()).collect();
    assert_eq!(places, ["PORT ELSA", "LUNE"]);
}

#[test]
fn a_text_without_line_breaks_keeps_its_body() {
    let joined = STORY.repeat(4).replace('\n', " ");
    for head in ["", "Ferry line to close\n", "Ferry line to close\nBy Tom Brandt\n"] {
        let page = page(&format!("{head}{STORY}{joined} and so on without a stop\n"));
        keeps(&page, &["and so on without a stop"]);
        let (first, rest) = joined.split_at(joined.find("The line has").unwrap());
        keeps(
            &self::page(&format!("{head}{first}\n{rest}© 2025 Port Elsa Times. All rights reserved.\n")),
            &["a second captain"],
        );
    }
}

#[test]
fn what_is_filed_from_somewhere_is_no_promotion() {
    let page = page(
        "Ferry shares jump as owner takes new accounts\n\
         PORT ELSA (Northern Wire) - Shares of the Lune ferry line jumped on Monday after its owner said that accounts \
         of the past two years had been set right. Subscribers to the last issue of shares had gone to court, and the \
         register of shares was closed for three weeks. (Reporting by Tom Brandt; Editing by Ada Quill)\n",
    );
    keeps(&page, &["jumped on Monday"]);
}

#[test]
fn a_capital_page_is_read_like_any_other() {
    let page = page(&format!("FERRY LINE TO CLOSE\nBY TOM BRANDT\n{}", STORY.to_uppercase()));
    keeps(&page, &["ADA QUILL SAID ON MONDAY", "AROUND THE SOUND IN TWO HOURS"]);
}

#[test]
fn wire_text_of_two_takes_is_one_story() {
    let page = page(
        "PORT ELSA, June 3 (Northern Wire) - The ferry line between Port Elsa\n\
         and Lune is to close in autumn, its owner Ada Quill said on Monday,\n\
         after a search for a second captain that had lasted for two years.\n\
         \x20  The line has carried workers and schoolchildren across the sound\n\
         for 71 years, and lost money in most of them, according to figures\n\
         that the council of Port Elsa has published.\n\
         (MORE)\n\
         \x20  Quill told the council in a letter that was read out on Friday that\n\
         the last ship would be sold, and that the buyer, a hotel in Lune,\n\
         wanted to keep it afloat.\n\
         (END)\n",
    );
    keeps(&page, &["for two years", "has published", "keep it afloat"]);
    leaves_out(&page, &["MORE", "END"]);
    assert_eq!(page.articles.len(), 1);
}

#[test]
fn a_page_of_notices_has_no_story() {
    let page = page(
        "Home\nNews\nWe value your privacy\nWe and our partners use cookies on your device.\nAccept all\n",
    );
    assert!(story(&page).is_empty(), "{}", story(&page));
}
