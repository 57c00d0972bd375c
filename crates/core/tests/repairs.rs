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
fn a_headline_is_the_line_above_its_standfirst() {
    let page = page(&format!(
        "Adieu to the old lady of the sound\n\
         The ferry line of Port Elsa and Lune could not find a second captain, its owner Quill said.\n\
         By Tom Brandt\n\
         3 June 2025\n{STORY}"
    ));
    let story = page.story().unwrap();
    assert_eq!(story.headline.as_deref(), Some("Adieu to the old lady of the sound"));
    assert!(story.dek.as_deref().is_some_and(|dek| dek.starts_with("The ferry line of Port Elsa")));
}

#[test]
fn a_short_title_is_the_headline_by_its_place() {
    let headline = |text: &str| page(text).story().and_then(|story| story.headline.clone());
    // It shares no word with the story.
    let title = "Sad farewell afloat";
    for menu in ["", "Home\nNews\nSport\nSign in\n"] {
        for head in ["By Tom Brandt\n", "Updated 3 May 2024, 09:41\n", "By Tom Brandt\nMay 3, 2024\n"] {
            assert_eq!(
                headline(&format!("{menu}{title}\n{head}{STORY}")).as_deref(),
                Some(title),
                "{menu}{head}"
            );
        }
    }
    assert_eq!(headline(&format!("{title}\n{STORY}")).as_deref(), Some(title));
    let known = "Port Elsa ferry line to close";
    assert_eq!(headline(&format!("Home\nNews\nSport\nSign in\n{known}\n{STORY}")).as_deref(), Some(known));
    for label in ["Share this article", "Advertisement", "Back to top"] {
        assert_eq!(headline(&format!("{label}\n{STORY}")), None, "{label}");
    }
}

#[test]
fn a_line_that_says_when_it_was_published_and_updated() {
    let read = |lines: &str| {
        let page = page(&format!("Ferry line of Port Elsa to close\nBy Tom Brandt\n{lines}\n{STORY}"));
        let story = page.story().unwrap().clone();
        (story.published.unwrap_or_default(), story.modified.unwrap_or_default())
    };
    let both = ("2024-05-03".to_owned(), "2024-05-04".to_owned());
    for lines in [
        "PUBLISHED: May 3, 2024 at 9:41 a.m. | UPDATED: May 4, 2024 at 1:00 p.m.",
        "Published May 3, 2024 Updated May 4, 2024 1:00 PM",
        "Posted: May 3, 2024 / 09:41 AM EDT\nUpdated: May 4, 2024 / 10:12 AM EDT",
        "Updated: May 4, 2024 - Published: May 3, 2024",
        "Published: 22:10, 3 May 2024 | Updated: 09:41, 4 May 2024",
    ] {
        assert_eq!(read(lines), both, "{lines}");
    }
    assert_eq!(read("May 3, 2024 (updated 10:12)"), ("2024-05-03".to_owned(), String::new()));
}

#[test]
fn a_newsroom_or_an_agency_in_the_place_of_a_name() {
    for head in [
        "By Lakeside Ledger staff",
        "Reuters\nMay 3, 2024, 9:41 AM GMT",
        "Tom Brandt\n@tombrandt\nMay 3, 2024",
    ] {
        let page = page(&format!("Home\nNews\nSport\nSad farewell afloat\n{head}\n{STORY}"));
        let story = page.story().unwrap();
        assert_eq!(story.headline.as_deref(), Some("Sad farewell afloat"), "{head}");
        assert_eq!(story.agencies.iter().any(|agency| agency == "Reuters"), head.starts_with("Reuters"));
    }
}

#[test]
fn names_above_a_date_part_it_from_the_standfirst() {
    let page = page(&format!(
        "Home\nNews\nFinal crossing of a ferry this autumn\n\
         The ferry line of Port Elsa and Lune could not find a second captain, its owner Ada Quill said\n\
         Tom Brandt,Otto Lind,Mara Sund\n\
         3 June 2025 22:08\nComments\n{STORY}"
    ));
    let story = page.story().unwrap();
    assert_eq!(story.headline.as_deref(), Some("Final crossing of a ferry this autumn"));
    assert_eq!(story.authors.len(), 3);
}

#[test]
fn the_newsroom_stands_under_the_byline() {
    let head = "Ferry line to Lune will close after 71 years\nBy Tom Brandt\n";
    let read = |line: &str| page(&format!("{head}{line}\nJune 3, 2025\n{STORY}"));
    let staffed = read("Lakeside Ledger staff");
    let story = staffed.story().unwrap();
    assert_eq!(story.authors[0].organization.as_deref(), Some("Lakeside Ledger staff"));
    assert!(story.agencies.is_empty() && staffed.furniture.is_empty());
    let wired = read("Northern Wire");
    assert_eq!(wired.story().unwrap().agencies, ["Northern Wire"]);
    assert!(wired.furniture.is_empty());
}

#[test]
fn what_a_site_says_of_itself_is_a_promotion() {
    for line in [
        "We cannot do this without your help. Support our newsroom with as little as one crown a month.",
        "If you buy something from a link here, the Port Elsa Times may earn a commission.",
    ] {
        let page = page(&format!("{STORY}{line}\nThe council of Port Elsa is to meet on Thursday.\n"));
        let roles: Vec<Role> = page.furniture.iter().map(|block| block.role).collect();
        assert_eq!(roles, [Role::Promo], "{line}");
    }
}

#[test]
fn a_pointer_with_a_title_is_another_story() {
    for line in [
        "READ MORE: ‘Worse than in winter:’ mayor of Norhaven says that the school needs a new roof",
        "Also: Two storms made this the wettest year in Norhaven in over a decade",
    ] {
        let page = page(&format!("{STORY}{line}\n{STORY}").replacen("Ada", "Eva", 1));
        assert!(page.story().unwrap().paragraphs().all(|block| block.role == Role::Paragraph));
        assert!(!page.story().unwrap().text.contains("Norhaven"), "{line}");
    }
}

#[test]
fn sentences_printed_twice_are_cards() {
    let cards = "The mayor of Norhaven asked the state on Friday to pay for a new school roof.\n\
         Lessons were held in a church when the storms of last winter took the old roof.\n";
    let page = page(&format!("{STORY}{cards}{cards}"));
    assert_eq!(page.story().unwrap().paragraphs().count(), 3);
}

#[test]
fn a_mark_between_sections_stays_in_the_story() {
    let more = "The council of Port Elsa is to meet on Thursday to talk about a bus around the sound.\n\
         It would take two hours, and the state would pay a half of what it costs to run it.\n";
    for mark in ["::", "* * *"] {
        assert!(page(&format!("{STORY}{mark}\n{more}")).furniture.is_empty(), "{mark}");
    }
}

#[test]
fn a_caption_to_be_unfolded() {
    let page = page(&format!(
        "{STORY}The ferry of Port Elsa leaves the old pier with a hundred people on ... [+] its upper deck.\n\
         The council of Port Elsa is to meet on Thursday.\n"
    ));
    assert_eq!(page.story().unwrap().images.len(), 1);
}

#[test]
fn a_short_sentence_in_quotation_marks_is_no_subhead() {
    let page = page(&format!(
        "{STORY}“The ferry men were robbed, obviously.”\n\
         The line lost its last captain in spring, and the council of Port Elsa has looked for another since.\n\
         A bus that would go around the sound in two hours is to be talked about in the council on Thursday.\n"
    ));
    assert_eq!(page.story().unwrap().paragraphs().count(), 6);
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

/// The roles of the lines between two copies of the story.
fn between(lines: &str) -> Vec<Role> {
    let page = page(&format!("{STORY}{lines}\n{STORY}"));
    let story = &page.articles[0];
    let at = STORY.lines().count();
    story.blocks[at..at + lines.lines().count()].iter().map(|block| block.role).collect()
}

#[test]
fn questions_that_someone_answers_are_no_subheads() {
    let reported =
        "Nobody at the council would say what the harbour is to be used for when the ships have gone.";
    let quoted =
        "“I would like to see her in the harbour of Lune, with lamps on her deck and a cook,” Quill said.";
    let said =
        "I was there when the first one left, and I will be there when the last one comes in, with a flag.";
    let lines = format!(
        "What will happen to the last ship?\n{quoted}\n{reported}\n\
         Where will her crew be in winter?\n{said}\nThe crew of the last ship has twelve sailors and a cook."
    );
    assert_eq!(between(&lines), [Role::Paragraph; 6]);
    let lines = format!("What will happen to the last ship?\n{quoted}\n{reported}");
    assert_eq!(between(&lines), [Role::Subhead, Role::Paragraph, Role::Paragraph]);
}

#[test]
fn a_question_printed_as_a_title_is_a_subhead() {
    let lines = "Should You Still Take the Ferry?\n\
        Those who can wait for the bridge should wait, the harbour master of Lune said on Friday.\n\
        Should You Take a Child on Board?\n\
        Children have crossed the sound for 71 years and none was ever lost, the council said in a report.";
    assert_eq!(between(lines), [Role::Subhead, Role::Paragraph, Role::Subhead, Role::Paragraph]);
}

#[test]
fn what_is_seen_on_a_dated_day_is_a_caption() {
    let page = page(&format!(
        "Ferry line to Lune will close\n\
         Ada Quill, the owner, speaks at the pier in Port Elsa after the last search for a captain on May 3, 2024.\n\
         {STORY}"
    ));
    let story = page.story().unwrap();
    assert!(
        story.images.iter().any(|image| image.caption.as_deref().is_some_and(|text| text.contains("speaks")))
    );
}

#[test]
fn a_line_above_a_credit_in_brackets_is_a_caption() {
    let read = |credit: &str| {
        page(&format!(
            "{STORY}Odo Voss bought his daughter a boat last year, and the family likes to sail it on Sundays.\n{credit}\n{STORY}"
        ))
    };
    let shown = read("(Ada Quill / Port Elsa Times)");
    let story = shown.story().unwrap();
    assert!(story.images[0].caption.as_deref().is_some_and(|text| text.starts_with("Odo Voss bought")));
    assert_eq!(story.images[0].credit.as_deref(), Some("Ada Quill / Port Elsa Times"));
    for signature in ["(AFP/Reuters)", "(Reporting by Ada Quill/Editing by Odo Voss)"] {
        let page = read(signature);
        let captions = page
            .articles
            .iter()
            .flat_map(|article| &article.images)
            .filter_map(|image| image.caption.as_deref());
        assert_eq!(captions.count(), 0, "{signature} is no picture's");
    }
}

#[test]
fn what_pages_put_between_paragraphs() {
    let (first, rest) = STORY.split_once('\n').unwrap();
    for line in [
        "Get the latest news delivered to your inbox.",
        "A post shared by Ada Quill (@adaquill)",
        "Article continues after this message",
        "Listen to this article",
        "Enlarge this image",
        "list of 2 itemslist 1 of 2Ferry sinks off Port Elsalist 2 of 2Mayor resignsend of list",
        "[See also: The harbour that time forgot]",
        "Image caption Ada Quill says that the ferry is safe",
    ] {
        let page = page(&format!("Ferry line of Port Elsa to close\nBy Tom Brandt\n{first}\n{line}\n{rest}"));
        let blocks = &page.story().unwrap().blocks;
        let count = |role: Role| blocks.iter().filter(|block| block.role == role).count();
        assert_eq!((count(Role::Paragraph), count(Role::Subhead), count(Role::Credit)), (3, 0, 0), "{line}");
        assert_eq!(count(Role::Caption), usize::from(line.starts_with("Image")), "{line}");
    }
}

#[test]
fn labels_of_the_page_in_what_is_given_as_an_article() {
    let paragraphs = |text: &str| {
        let mut layout = Layout::plain("page", text);
        layout.is_article = true;
        let page = parse(layout, &Options::default());
        let blocks = page.articles.iter().flat_map(|article| article.blocks.clone());
        blocks.filter(|block| block.role == Role::Paragraph).count()
    };
    assert_eq!(paragraphs(STORY), 3);
    assert_eq!(paragraphs(&format!("{STORY}Advertisement\nBack to top\n")), 3);
    // A promotion's words do not make one of a sentence that speaks to nobody.
    let news = "A campaign by the ferry's owner against websites that sell false tickets was put on hold on Friday.\n";
    let terms =
        "The opinions expressed in this article are those of its author and do not reflect the Ledger's.\n";
    assert_eq!(paragraphs(&format!("{STORY}{terms}Terms of use\nPrivacy policy\nContact us\n")), 3);
    assert_eq!(paragraphs(&format!("{news}{STORY}Terms of use\nPrivacy policy\nContact us\n")), 4);
}
