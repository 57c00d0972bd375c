//! What pages of HTML say of their stories, class by class: which lines are the story's, who signed it, when, under
//! what title.

use std::fmt::Write as _;

use nutgraf_core::{Article, Options, Role, parse};
use nutgraf_read::{Options as Reading, html};

/// A paragraph in words of our own.
const TEXT: &str = "The council of Port Elsa voted on Monday to close the old pier, after the harbour master said that it was no longer safe.";

fn article(page: &str) -> Article {
    let page = parse(html("page", page.as_bytes(), None, &Reading::default()), &Options::default());
    page.articles.into_iter().next().unwrap_or_default()
}

/// The story's running text and headings, a line each, without the paragraphs that stand on every page here.
fn body(article: &Article) -> Vec<&str> {
    let blocks = article.blocks.iter().filter(|block| matches!(block.role, Role::Paragraph | Role::Subhead));
    let texts = blocks.map(|block| article.block_text(block));
    texts.filter(|text| *text != TEXT).collect()
}

/// Paragraphs enough for a story.
fn text(count: usize) -> String {
    format!("<p>{TEXT}</p>").repeat(count)
}

fn names(article: &Article) -> Vec<&str> {
    article.authors.iter().map(|author| author.name.as_str()).collect()
}

#[test]
fn a_list_without_links_is_the_storys_however_short_its_items() {
    let names =
        ["Anna Kowalska, baker", "Ngozi Adeyemi, ferry pilot", "Paul Vance", "Marta Oliveira, net maker"];
    let items = names.iter().fold(String::new(), |items, name| format!("{items}<li>{name}</li>"));
    let page = format!(
        "<main><h1>Prizes of the town</h1><div><section><p>{TEXT}</p></section>\
         <section><h2>Trades</h2><ul>{items}</ul></section><section><h2>Services</h2><ul>{items}</ul></section></div></main>"
    );
    let expected: Vec<&str> = ["Trades"].into_iter().chain(names).chain(["Services"]).chain(names).collect();
    assert_eq!(body(&article(&page)), expected);
}

#[test]
fn a_card_full_of_list_items_is_part_of_the_story() {
    let steps = [
        "Peel the pears, take out the cores, and cut them into cubes as large as a thumb",
        "Put them into a wide pot with the juice of a lemon, the honey and the spices",
        "Boil for twenty minutes and stir now and then so that nothing sticks to the pot",
        "Fill the jars to a finger below the rim, wipe them, and close the lids firmly",
    ];
    let items = steps.iter().fold(String::new(), |items, step| format!("{items}<li>{step}</li>"));
    let page = format!(
        "<main><h1>Pear jam</h1><article>{}<div class=recipe-card><ol>{items}</ol></div>{}</article></main>",
        text(12),
        text(1)
    );
    assert_eq!(body(&article(&page)), steps);
}

#[test]
fn a_line_that_points_elsewhere_takes_only_its_links_along() {
    let items = ["Charges in its case within the hour", "Keeps out the noise of the street"];
    let page = format!(
        "<main><h1>Offers of the week</h1><div class=article-body>{}<p><b>Don't miss:</b></p>\
         <p><a href=/other>The town's best bakeries, ranked by those who queue there</a></p>\
         <ul><li>{}</li><li>{}</li></ul>{}</div></main>",
        text(3),
        items[0],
        items[1],
        text(1)
    );
    assert_eq!(body(&article(&page)), items);
}

#[test]
fn a_line_between_headline_and_story_is_the_standfirst() {
    let page = format!(
        "<main><header><h1>Pier closes</h1><div class=x>What the end of the oldest pier means for the ferries, the fishers and the town.</div></header>\
         <div itemprop=articleBody>{}</div></main>",
        text(4)
    );
    let article = article(&page);
    let dek = "What the end of the oldest pier means for the ferries, the fishers and the town.";
    assert_eq!(article.dek.as_deref(), Some(dek));
    assert!(body(&article).is_empty(), "{:?}", body(&article));
}

#[test]
fn a_first_part_in_a_block_of_its_own_is_the_storys() {
    let page = format!(
        "<main><h1>Pier closes</h1><section><h2>In short</h2><ul><li>The oldest pier of the town will close on Friday, the council said.</li>\
         <li>Ferries leave from the new quay, which has two berths and a roof.</li></ul></section>\
         <div class=article-body>{}</div></main>",
        text(4)
    );
    let article = article(&page);
    let expected = [
        "In short",
        "The oldest pier of the town will close on Friday, the council said.",
        "Ferries leave from the new quay, which has two berths and a roof.",
    ];
    assert_eq!(body(&article), expected);
}

#[test]
fn a_short_story_beats_what_the_site_says_of_itself() {
    let about = "Port Times is part of the Elsa Group. The texts and pictures on these pages are protected by law, and no part of them may be copied, sent on or kept, save for the reader's own use, unless the publisher has agreed in writing and is named, and then only in full.";
    let page = format!(
        "<div><h1>Pier closes</h1><div><p>The old pier closes.</p><p>The council of Port Elsa voted on Monday, and ferries leave from the new quay from Friday on.</p></div>\
         <div class=x><p>{about} {about}</p></div></div>"
    );
    let article = article(&page);
    assert!(article.text.contains("The council of Port Elsa voted"), "{}", article.text);
}

#[test]
fn paragraphs_for_subscribers_are_the_storys() {
    let page = format!(
        "<article><h1>Pier closes</h1>{}<p class=paywall>The new quay has two berths, and a roof under which a hundred people can wait for the ferries to the islands.</p>\
         <p class=paywall>Boats of fishers stay where they are, the harbour master said, until a place for them is found in the outer basin.</p></article>",
        text(2)
    );
    assert_eq!(body(&article(&page)).len(), 2);
}

#[test]
fn a_component_is_no_consent_box_and_a_topic_no_list_of_tags() {
    let page = format!(
        "<main><h1>Pier closes</h1><div class=cmp-text>{}</div><div class=topic-x><p>Boats of fishers stay where they are, the harbour master said, until a place for them is found in the outer basin.</p></div></main>",
        text(4)
    );
    let article = article(&page);
    assert_eq!(body(&article).len(), 1, "{}", article.text);
    assert_eq!(article.blocks.iter().filter(|block| article.block_text(block) == TEXT).count(), 4);
}

#[test]
fn a_heading_that_is_a_part_of_the_title_is_the_headline() {
    let page = format!(
        "<title>The old pier closes for good | Elsa notes</title><div class=x><h2>The old pier closes for good</h2>{}<h1>What the old pier was</h1>{}</div>",
        text(2),
        text(3)
    );
    let article = article(&page);
    assert_eq!(article.headline.as_deref(), Some("The old pier closes for good"));
    let paragraphs = article.blocks.iter().filter(|block| article.block_text(block) == TEXT).count();
    assert_eq!(paragraphs, 5, "{}", article.text);
}

#[test]
fn authors_are_found_wherever_a_page_names_them() {
    let cases = [
        // What a person does, beside the name.
        (
            "<div class=author-box><span>Ada Quill</span><span>Head of Harbour Affairs and Tides</span></div>",
            vec!["Ada Quill"],
        ),
        (
            "<div class=author-box><b>Ada Quill</b><p>Ada Quill has written of ships for ten years, and knows each of them by name.</p></div>",
            vec!["Ada Quill"],
        ),
        // At the story's foot, or in a wrapper named for advertisements.
        ("<div class=post-footer><a rel=author href=/x>Ada Quill</a></div>", vec!["Ada Quill"]),
        (
            "<div class=ad-wrapper><span class=author>By <a href=/x>Ada Quill</a> and <a href=/y>Tom de Vries</a></span></div>",
            vec!["Ada Quill", "Tom de Vries"],
        ),
        (
            "<div class=meta>Dec. 19, 2025 · Ada Quill on behalf of <a href=/h>the harbour group</a></div>",
            vec!["Ada Quill"],
        ),
        // Who only looked at it, and links that are no names.
        (
            "<p>Reviewed by <a href=/authors/brandt>Tom Brandt</a></p><p>Written for us by <a href=/authors/quill>Ada Quill</a></p>",
            vec!["Ada Quill"],
        ),
        ("<p>See the <a href=/people/quill>harbour painter award</a>.</p>", vec![]),
        // JSON-LD has one of those that `<meta>` has; a catalogue turns names.
        (
            "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Pier closes\",\"author\":{\"@type\":\"Person\",\"name\":\"Ada Quill\"}}</script><meta name=author content='Ada Quill,Tom Brandt'>",
            vec!["Ada Quill", "Tom Brandt"],
        ),
        (
            "<meta name=citation_author content='Quill, Ada'><meta name=citation_author content='de Vries, Tom'>",
            vec!["Ada Quill", "Tom de Vries"],
        ),
        // Degrees are not names.
        ("<span class=byline>By Ada Quill, RN, MPH</span>", vec!["Ada Quill"]),
        ("<meta name=author content='Ada Quill RN'>", vec!["Ada Quill"]),
        // The site's own name only when nobody else is named.
        (
            "<meta property=og:site_name content='Port Times'><script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Pier closes\",\"author\":{\"@type\":\"Person\",\"name\":\", Port Times\"}}</script><span class=author>Ada Quill</span>",
            vec!["Ada Quill"],
        ),
        (
            "<meta property=og:site_name content='Ada Quill'><meta name=author content='Ada Quill'>",
            vec!["Ada Quill"],
        ),
        ("<meta property=og:site_name content='Portal'><meta name=author content='Portal'>", vec![]),
    ];
    for (markup, expected) in cases {
        let article = article(&format!(
            "<article><h1>Pier closes</h1>{markup}<div class=body>{}</div></article>",
            text(4)
        ));
        assert_eq!(names(&article), expected, "{markup}");
    }
}

#[test]
fn dates_are_found_in_small_headings_and_rarer_names() {
    let cases = ["<h5>January 23, 2025</h5>", "<meta name=published_on content=2025-01-23T21:00:00+02:00>"];
    for markup in cases {
        let article = article(&format!("<article><h1>Pier closes</h1>{markup}{}</article>", text(4)));
        let day = article.published.as_deref().and_then(|published| published.get(..10));
        assert_eq!(day, Some("2025-01-23"), "{markup}");
    }
    let mut page = String::from("<article><h1>Pier closes</h1><p class=date>Updated January 23, 2025</p>");
    let _ = write!(page, "{}</article>", text(4));
    let article = article(&page);
    assert_eq!((article.published, article.modified.as_deref()), (None, Some("2025-01-23")));
}

#[test]
fn what_the_head_says_the_page_is_about_is_the_standfirst_where_it_is_printed() {
    let about = "Ferries leave from the new quay while the old one waits for its end";
    let page = |above: &str| {
        format!(
            "<meta name=description content='{about}.'><main><h1>Pier closes</h1>{above}<p class=byline>By Ada Quill</p><div class=article-body>{}</div></main>",
            text(4)
        )
    };
    for above in [format!("<h2>{about}</h2>"), format!("<div class=share-bar>{about}</div>")] {
        let article = article(&page(&above));
        assert_eq!(article.dek.as_deref(), Some(about), "{above}");
        assert!(body(&article).is_empty(), "{above}");
    }
    // A description that no line prints was written for search engines; an abstract is the publisher's standfirst.
    assert_eq!(article(&page("")).dek, None);
    let linked = format!(
        "<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"headline\":\"Pier closes\",\"abstract\":\"{about}.\"}}</script>"
    );
    assert_eq!(article(&page(&linked)).dek, Some(format!("{about}.")));
}

#[test]
fn another_article_beside_the_storys_own_is_another_story() {
    let other = "Nobody has seen the heron of the town hall since Sunday, the warden of the bird park said on the radio.";
    let page = format!(
        "<main><article><h1>Pier closes</h1>{}</article><article><header>The heron is gone</header></article>\
         <article><h1>Heron gone</h1><p>{other}</p><p>{other}</p></article></main>",
        text(6)
    );
    let article = article(&page);
    assert_eq!(article.headline.as_deref(), Some("Pier closes"));
    assert!(body(&article).is_empty(), "{:?}", body(&article));
}

#[test]
fn a_header_amid_the_story_is_a_box() {
    let page = format!(
        "<article><h1>Pier closes</h1>{}<div><header><p>For readers who pay.</p><ul><li>All the texts of the ports, by those who know them best.</li></ul></header></div>\
         <section><header><h2>What comes next</h2></header>{}</section></article>",
        text(3),
        text(3)
    );
    assert_eq!(body(&article(&page)), ["What comes next"]);
}

#[test]
fn where_the_site_speaks_of_itself_is_no_paragraph() {
    let spoken = [
        "If you buy through a link on these pages, we may earn a small commission, which pays for our boat.",
        "Our journalism needs your support, and the harbour needs somebody to watch it.",
        "Comments are moderated, and are open for three days.",
        "These pages are subject to copyright, apart from what is quoted in them.",
    ];
    let told = "The journalism of the port is done by three people, and none of them is paid a commission.";
    let lines = spoken.map(|line| format!("<p>{line}</p>")).concat();
    let page = format!("<article><h1>Pier closes</h1>{}<p>{told}</p>{lines}{}</article>", text(3), text(2));
    assert_eq!(body(&article(&page)), [told]);
}

#[test]
fn a_sites_box_among_the_pictures_is_no_caption() {
    let figure =
        |caption: &str| format!("<figure><img src=a.jpg><figcaption>{caption}</figcaption></figure>");
    let page = format!(
        "<main><h1>Old pier closes</h1><article>{}{}{}{}<p>2of7The ferry lies at its pier on a winter morning.</p>{}</article></main>",
        text(4),
        figure("Listen to the pier: a commission voted to buy it."),
        figure("skip past newsletter promotion"),
        figure("Privacy Notice: Newsletters may hold news of what others pay for."),
        text(4),
    );
    let article = article(&page);
    let captions = article.blocks.iter().filter(|block| block.role == Role::Caption);
    let captions: Vec<&str> = captions.map(|block| article.block_text(block)).collect();
    assert_eq!(
        captions,
        [
            "Listen to the pier: a commission voted to buy it.",
            "2of7The ferry lies at its pier on a winter morning."
        ]
    );
    assert!(!article.text.contains("newsletter") && !article.text.contains("Newsletters"));
}

/// The lines of a role.
fn lines(article: &Article, role: Role) -> Vec<&str> {
    article.blocks.iter().filter(|block| block.role == role).map(|block| article.block_text(block)).collect()
}

fn story(inside: &str) -> Article {
    let page =
        format!("<main><h1>The old pier closes</h1><article>{}{inside}{}</article></main>", text(3), text(3));
    article(&page)
}

#[test]
fn what_stands_behind_a_picture_in_its_block_is_its_caption() {
    let shown = "The old pier on the morning after the vote";
    let found = story(&format!(
        "<div><div><picture><img src=a></picture></div><div>{shown}</div><div>Ada Quill/Wire</div></div>"
    ));
    assert_eq!((lines(&found, Role::Caption), body(&found)), (vec![shown, "Ada Quill/Wire"], vec![]));
    // A paragraph, an item, what follows another line, is below a heading or in a larger block is none; nor are figures.
    let others = [
        format!("<div><img src=a><p>{shown}</p></div>"),
        format!("<ul><li><img src=a>{shown}</li></ul>"),
        format!("<div><img src=a></div><p>{TEXT}</p><div>{shown}</div>"),
        format!("<section><div><img src=a></div><h2>Piers</h2><div>{shown}</div></section>"),
        format!("<div><div><img src=a></div><div>{shown}</div><p>{TEXT}</p><p>{TEXT}</p><p>{TEXT}</p></div>"),
    ];
    for inside in others {
        let found = story(&inside);
        let kept: Vec<&str> = body(&found).into_iter().filter(|line| *line != "Piers").collect();
        assert_eq!((lines(&found, Role::Caption), kept), (vec![], vec![shown]), "{inside}");
    }
    assert!(lines(&story("<div><div><img src=a></div><div>8.9</div></div>"), Role::Caption).is_empty());
    // A brief has its picture in the story's own block.
    let brief = format!(
        "<main><h1>The old pier closes</h1><article><img src=a>{TEXT}<br><br>{shown}.</article></main>"
    );
    let found = article(&brief);
    assert!(lines(&found, Role::Caption).is_empty(), "{:?}", found.blocks);
    // Stories whose paragraphs are blocks as any lose none, nor those that stand beside their picture.
    for body in [
        format!("<div class=entry><img src=a><div>{TEXT}</div><div>{shown}.</div></div>"),
        format!("<section><div><img src=a></div><h2>Piers</h2><div>{TEXT}</div></section>").repeat(5),
        format!("<div><div><img src=a></div><div>{TEXT}</div></div>{}", text(5)),
    ] {
        let found = article(&format!("<main><article><h1>The old pier closes</h1>{body}</article></main>"));
        assert!(lines(&found, Role::Caption).is_empty(), "{:?}", found.blocks);
        assert!(!lines(&found, Role::Paragraph).is_empty());
    }
    for inside in [
        format!("<div><img class=emoji src=a><div>{shown}</div></div>"),
        "<div><div><img src=a></div><div>“Nobody may walk there,” she said.</div></div>".to_owned(),
    ] {
        assert!(lines(&story(&inside), Role::Caption).is_empty(), "{inside}");
    }
    // What its words say is surer.
    let known = story("<div><div><img src=a></div><div>Read more: The old pier and its birds</div></div>");
    assert!(lines(&known, Role::Caption).is_empty());
    // Nor is a date.
    let dated = story("<div><div><img src=a></div><div>Posted: May 3, 2024 5:05 pm</div></div>");
    assert_eq!(lines(&dated, Role::Timestamp), ["Posted: May 3, 2024 5:05 pm"]);
}

#[test]
fn a_short_paragraph_in_bold_above_another_is_a_subhead() {
    let bold = |words: &str| format!("<p><strong>{words}</strong></p>");
    assert_eq!(lines(&story(&bold("What the harbour says")), Role::Subhead), ["What the harbour says"]);
    let none = [
        bold("The pier is closed."),
        bold("Is the pier safe?"),
        bold("Asked by the editor:"),
        "<p><em>What the harbour says</em></p>".to_owned(),
        "<p><b>What</b> the harbour says</p>".to_owned(),
        bold("What the harbour says about all that may come in the years after"),
        bold("What the harbour says") + &bold("And what the town says to that in the end of it all."),
    ];
    for inside in none {
        assert!(lines(&story(&inside), Role::Subhead).is_empty(), "{inside}");
    }
    for known in ["Photo: Ada Quill", "Copyright 2024 The Ledger", "The Associated Press"] {
        assert!(lines(&story(&bold(known)), Role::Subhead).is_empty(), "{known}");
    }
    let last =
        format!("<main><h1>Piers</h1><article>{}{}</article></main>", text(5), bold("The harbour master"));
    assert!(lines(&article(&last), Role::Subhead).is_empty());
}

#[test]
fn a_name_and_a_date_are_no_paragraph() {
    let page = format!(
        "<main><h1>Piers</h1><article>{}<p>Ada Quill5 hours ago</p>{}<p>Tom Brandt2 May 2024 21:45</p>{}</article></main>",
        text(1),
        text(8),
        text(3)
    );
    let found = article(&page);
    assert_eq!(body(&found), [""; 0]);
    assert_eq!(lines(&found, Role::Byline), ["Ada Quill"]);
    assert_eq!(lines(&found, Role::Timestamp), ["5 hours ago", "Tom Brandt2 May 2024 21:45"]);
    for told in [
        "Ada Quill left Port Elsa on May 2, 2024",
        "Port Elsa 3 May 2024",
        "— Ada Quill (@adaquill) May 2, 2024",
    ] {
        assert_eq!(body(&story(&format!("<p>{told}</p>"))), [told]);
    }
    assert_eq!(body(&story("<h2>Ada Quill2 May 2024</h2>")), ["Ada Quill2 May 2024"]);
}

#[test]
fn what_closes_a_page_is_no_paragraph_but_where_the_story_goes_on() {
    let closings = [
        "Got a story? Get in touch with our news team.",
        "Ada Quill can be reached at ada@ledger.example.",
        "This article first appeared in the Ledger.",
        "Updated at 1:23 p.m.",
    ];
    for closing in closings {
        let page = |below: usize| {
            let (above, below) = (text(8), text(below));
            format!("<main><h1>Piers</h1><article>{above}<p>{closing}</p>{below}</article></main>")
        };
        assert_eq!(body(&article(&page(0))), [""; 0], "{closing}");
        assert_eq!(body(&article(&page(8))), [closing]);
    }
    let hours =
        format!("<main><h1>Piers</h1><article>{}<p>9.30 a.m. / 7.00 p.m.</p></article></main>", text(8));
    assert_eq!(body(&article(&hours)), ["9.30 a.m. / 7.00 p.m."]);
}
