//! Feeds of every kind, whole and broken.

mod made;

use made::{auto, layouts};

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Quay</title><link>http://q/</link><language>en-gb</language>
<item><title>Ferry &amp; pier</title><link>http://q/1</link><guid isPermaLink="false">q-1</guid>
<pubDate>Tue, 09 Apr 2024 08:00:00 +0100</pubDate><dc:creator>Ann Poe</dc:creator><category>Sea</category><category>Sea</category>
<description>It sank.</description><content:encoded><![CDATA[<p>The ferry sank.</p><p>Nobody died.</p>]]></content:encoded></item>
<item><title>Second &lt;b&gt;story&lt;/b&gt;</title><guid>http://q/2</guid><author>desk@q (Bo Roe)</author>
<description>&lt;p&gt;It was caf&amp;eacute; weather.&lt;/p&gt;</description></item>
<item><title>Only a title</title></item>
</channel></rss>"#;

#[test]
fn items_are_pages() {
    let found = layouts("feed.xml", RSS.as_bytes());
    assert_eq!(found.len(), 3);
    let (first, second, third) = (&found[0], &found[1], &found[2]);
    assert_eq!((first.id.as_str(), first.text.as_str()), ("q-1", "The ferry sank.\nNobody died.\n"));
    let metadata = &first.metadata;
    assert_eq!(metadata.headline.as_deref(), Some("Ferry & pier"));
    assert_eq!(metadata.published.as_deref(), Some("2024-04-09T08:00:00+01:00"));
    assert_eq!((metadata.outlet.as_deref(), metadata.language.as_deref()), (Some("The Quay"), Some("en-gb")));
    assert_eq!((metadata.authors.join("|"), metadata.keywords.join("|")), ("Ann Poe".into(), "Sea".into()));
    assert_eq!(metadata.url.as_deref(), Some("http://q/1"));
    assert_eq!(second.text.trim(), "It was café weather.");
    assert_eq!(second.metadata.headline.as_deref(), Some("Second story"));
    assert_eq!(second.metadata.url.as_deref(), Some("http://q/2"));
    assert_eq!(second.metadata.authors, ["Bo Roe"]);
    assert_eq!((third.id.as_str(), third.text.as_str()), ("feed.xml#3", "Only a title"));
    assert!(found.iter().all(|layout| layout.is_article));
}

#[test]
fn atom_is_read() {
    let feed = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Der Kai</title><author><name>Redaktion</name></author>
        <entry><id>tag:k,1</id><title type="html">Fähre &amp;amp; Pier</title><link rel="self" href="http://k/self"/><link href="http://k/1"/>
        <published>2024-04-09T08:00:00Z</published><updated>2024-04-10T08:00:00Z</updated>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Sie <em>sank</em> &lt; 1 Stunde.</p><p>Zwei.<br/>Drei.</p></div></content></entry>
        <entry xml:lang="en"><id>2</id><title>B</title><author><name>Ann Poe</name><uri>http://x/</uri></author><summary>Short.</summary></entry></feed>"#;
    let expected = ["tag:k,1 http://k/1 Sie sank < 1 Stunde.\nZwei.\nDrei.", "2  Short."];
    assert_eq!(auto("a.atom", feed.as_bytes()), expected);
    let found = layouts("-", feed.as_bytes());
    assert_eq!(found[0].metadata.headline.as_deref(), Some("Fähre & Pier"));
    assert_eq!(found[0].metadata.modified.as_deref(), Some("2024-04-10T08:00:00Z"));
    let of = |at: usize| (found[at].metadata.authors.join("|"), found[at].metadata.language.clone().unwrap());
    assert_eq!(of(0), ("Redaktion".to_owned(), "de".to_owned()));
    assert_eq!(of(1), ("Ann Poe".to_owned(), "en".to_owned()));
}

#[test]
fn old_and_other_feeds_are_read() {
    let rdf = r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>T</title><items><rdf:Seq><rdf:li resource="1"/></rdf:Seq></items></channel>
        <item rdf:about="http://r/1"><title>A</title><link>http://r/1</link><description>One.</description><dc:date>2024-04-09</dc:date></item></rdf:RDF>"#;
    assert_eq!(auto("r.rdf", rdf.as_bytes()), ["r.rdf#1 http://r/1 One."]);
    let old = "<rss version='0.91'><channel><title>T</title><item><title>A</title><description>One</description></item></channel></rss>";
    assert_eq!(auto("-", old.as_bytes()), ["-#1  One"]);
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1", "url": "http://j/1", "content_html": "<p>One.</p>"}, 5, {"id": 2, "content_text": "Two."}]}"#;
    let wrong = "! f.json: record 2, line 1, column 1: expected an object, found something else";
    assert_eq!(auto("f.json", json.as_bytes()), ["1 http://j/1 One.", wrong, "2  Two."]);
}

#[test]
fn a_broken_feed_gives_its_items_up_to_the_flaw() {
    let cut = &RSS[..RSS.find("Only a title").unwrap() + 4];
    let found = auto("feed.xml", cut.as_bytes());
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[2].starts_with("! feed.xml: record 3, byte "), "{found:?}");
    let other = auto("n.xml", b"<nitf><body>x</body></nitf>");
    assert_eq!(other, ["! n.xml: record 1, byte 6: expected <rss>, <feed> or <rdf:RDF>, found <nitf>"]);
}

#[test]
fn sloppy_feeds_are_read() {
    // Bare ampersands, tags that are not escaped, an item that is never closed.
    let feed = "<rss><channel><item><title>R&D at AT&T</title><description>One <b>bold</b> word & more<br>Two</description></item><item><title>B</title><item><title>C</title></item></channel></rss>";
    let expected = ["s.rss#1  One bold word & more\nTwo", "s.rss#2  B", "s.rss#3  C"];
    assert_eq!(auto("s.rss", feed.as_bytes()), expected);
    assert_eq!(layouts("s.rss", feed.as_bytes())[0].metadata.headline.as_deref(), Some("R&D at AT&T"));
}

#[test]
fn a_feed_in_another_encoding_is_decoded() {
    let (feed, _, _) = encoding_rs::WINDOWS_1251.encode(
        "<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss><channel><item><title>Мост</title></item></channel></rss>",
    );
    assert_eq!(auto("f.rss", &feed), ["f.rss#1  Мост"]);
}

#[test]
fn an_items_own_words_beat_those_of_its_html() {
    let content = "<h1>Another title</h1><p class=\"date\">May 1, 2020</p><p class=\"byline\">By Bo Roe</p><p>It sank.</p><p>Nobody died, the harbour master said on the radio.</p>";
    let rss = format!(
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>The Quay</title><item><title>Ferry sinks</title><guid isPermaLink=\"false\">1</guid><pubDate>Tue, 09 Apr 2024 08:00:00 +0100</pubDate><dc:creator>Ann Poe</dc:creator><content:encoded><![CDATA[{content}]]></content:encoded></item><item><title>Short</title><description>&lt;p&gt;Boats wait.&lt;/p&gt;</description></item></channel></rss>"
    );
    let atom = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>The Quay</title><entry><id>1</id><title>Ferry sinks</title><published>2024-04-09T08:00:00+01:00</published><author><name>Ann Poe</name></author><content type=\"html\"><![CDATA[{content}]]></content></entry></feed>"
    );
    let json = serde_json::json!({"version": "https://jsonfeed.org/version/1.1", "title": "The Quay", "items": [{"id": "1", "title": "Ferry sinks", "date_published": "2024-04-09T08:00:00+01:00", "authors": [{"name": "Ann Poe"}], "content_html": content}]});
    for (name, feed) in [("f.rss", rss), ("f.atom", atom), ("f.json", json.to_string())] {
        for layout in layouts(name, feed.as_bytes()) {
            let is_short = layout.metadata.headline.as_deref() == Some("Short");
            let page = nutgraf_core::parse(layout, &nutgraf_core::Options::default());
            let story = &page.articles[0];
            if is_short {
                assert_eq!((story.headline.as_deref(), story.text.trim()), (Some("Short"), "Boats wait."));
                continue;
            }
            assert_eq!(story.headline.as_deref(), Some("Ferry sinks"), "{name}");
            assert_eq!(story.published.as_deref(), Some("2024-04-09T08:00:00+01:00"), "{name}");
            let names: Vec<&str> = story.authors.iter().map(|author| author.name.as_str()).collect();
            assert_eq!(names, ["Ann Poe"], "{name}");
            assert!(
                story.text.contains("It sank.") && story.text.contains("Nobody died"),
                "{name}: {}",
                story.text
            );
        }
    }
}
