//! What others read: the sample pages as JSON-LD, ninjs, text and Markdown.

#![expect(clippy::unwrap_used, reason = "a test: this must be there")]

use std::path::{Path, PathBuf};

use nutgraf::Options;
use nutgraf::core::{Article, Page};
use nutgraf::read::{Record, bytes};
use serde_json::Value;

fn samples() -> Vec<Page> {
    let seeds: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let mut pages: Vec<Page> = nutgraf::pages(&[seeds], &Options::default()).map(Result::unwrap).collect();
    // All fields at once, and marks that mean something in the forms written.
    let text = "KICKER *STARS*\nA _headline_ with <b>\nPORT ELSA, Westland, May 3 (Reuters) — The ferry “Anna” sank, Ann Poe said. It was the second.\n";
    pages.push(nutgraf::parse_text("x", text, &Options::default()));
    pages
}

/// A page read again from what was written of it.
fn again(line: &str) -> Page {
    let options = Options::default();
    let piece = bytes("lost.jsonl", line, &options.read).next().unwrap().unwrap();
    match piece.read().unwrap() {
        Record::Layout(layout) => nutgraf::parse(layout, &options),
        _ => panic!("no layout"),
    }
}

#[test]
fn json_ld_comes_back() {
    let mut stories = 0;
    for page in samples() {
        for (line, story) in page.to_jsonld().lines().zip(page.stories()) {
            stories += 1;
            let back = again(line);
            let read = back.story().unwrap();
            assert_eq!((&back.outlet, &back.url, &back.language), (&page.outlet, &page.url, &page.language));
            if page.stories().count() == 1 {
                assert_eq!(back.id, page.id);
            }
            assert_eq!(kept(read), kept(story), "{line}");
            let (one, two): (Value, Value) =
                (serde_json::from_str(line).unwrap(), serde_json::from_str(back.to_jsonld().trim()).unwrap());
            assert_eq!(one["articleBody"], two["articleBody"]);
        }
    }
    assert!(stories > 25, "{stories}");
}

/// The fields that JSON-LD has a place for.
fn kept(story: &Article) -> Value {
    let dateline = story.dateline.as_ref();
    serde_json::json!([
        story.headline,
        story.kicker,
        story.dek,
        story.authors,
        story.published,
        story.modified,
        story.section,
        story.keywords,
        story.agencies,
        story.contributors,
        story.corrections,
        story.images,
        dateline.map(|dateline| (&dateline.place, &dateline.region, &dateline.date, &dateline.agency)),
    ])
}

#[test]
fn a_publishers_json_ld_is_read() {
    let line = r#"{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Q"}, {"@type": ["ReportageNewsArticle"], "mainEntityOfPage": {"@id": "http://q/1"},
        "headline": "Ferry sinks", "author": [{"@type": "Person", "name": "Ann Poe", "worksFor": {"name": "The Quay"}}, "Bo Roe"], "datePublished": "Tue, 09 Apr 2024 08:00:00 GMT",
        "publisher": {"@type": "Organization", "name": "The Quay"}, "keywords": "sea, ferry", "image": "http://q/1.jpg", "articleBody": "PORT ELSA, May 3 (Reuters) - It sank.\n\nSubscribe to our newsletter"}]}"#
        .replace('\n', " ");
    let page = again(&line);
    let story = page.story().unwrap();
    assert_eq!(page.url.as_deref(), Some("http://q/1"));
    assert_eq!(page.published.as_deref(), Some("2024-04-09T08:00:00Z"));
    assert_eq!(story.dateline.as_ref().unwrap().place.as_deref(), Some("PORT ELSA"));
    assert_eq!(story.paragraphs().count(), 2, "what the publisher says is the body is the body");
    let names: Vec<&str> = story.authors.iter().map(|author| author.name.as_str()).collect();
    assert_eq!((names, story.keywords.join("|")), (vec!["Ann Poe", "Bo Roe"], "sea|ferry".to_owned()));
    assert_eq!(story.images, []);
}

/// The properties of a ninjs 3.2 object that may stand at its top, as far as we write them, and those of what stands in
/// them. The list is taken from IPTC's schema, `http://www.iptc.org/std/ninjs/ninjs-schema_3.2.json`.
const NINJS: [(&str, &[&str]); 20] = [
    ("uri", &[]),
    ("type", &[]),
    ("representationType", &[]),
    ("standard", &["name", "version", "schema"]),
    ("language", &[]),
    ("firstCreated", &[]),
    ("versionCreated", &[]),
    ("by", &[]),
    ("located", &[]),
    ("headlines", &["role", "contentType", "value"]),
    ("descriptions", &["role", "contentType", "value"]),
    ("bodies", &["role", "contentType", "charCount", "wordCount", "value"]),
    ("subjects", &["name", "rel", "uri", "literal", "creator", "relevance", "confidence"]),
    ("people", &["name", "rel", "uri", "literal", "contactInfo"]),
    ("organisations", &["name", "rel", "uri", "literal", "symbols", "contactInfo"]),
    ("places", &["name", "rel", "uri", "literal", "contactInfo", "geoJSON"]),
    ("events", &["id", "name", "rel", "uri", "literal"]),
    ("objects", &["name", "rel", "uri", "literal"]),
    ("infoSources", &["name", "role", "uri", "literal", "contactInfo"]),
    ("altIds", &["role", "value"]),
];

/// The properties of an object, at its top and in what stands there, that ninjs has not.
fn strange_to_ninjs(object: &Value) -> Vec<&str> {
    let mut strange = Vec::new();
    for (key, value) in object.as_object().unwrap() {
        let Some((_, inside)) = NINJS.iter().find(|(known, _)| known == key) else {
            strange.push(key.as_str());
            continue;
        };
        let parts = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        let keys = parts.iter().filter_map(Value::as_object).flat_map(|part| part.keys());
        strange.extend(keys.map(String::as_str).filter(|key| !inside.contains(key)));
    }
    strange
}

#[test]
fn ninjs_has_the_fields_that_iptc_lists() {
    let mut count = 0;
    for page in samples() {
        for line in page.to_ninjs().lines() {
            let object: Value = serde_json::from_str(line).unwrap();
            assert!(object["uri"].as_str().unwrap().contains(':'), "{line}");
            assert_eq!((&object["type"], &object["standard"]["version"]), (&"text".into(), &"3.2".into()));
            assert_eq!(strange_to_ninjs(&object), [""; 0], "{line}");
            count += 1;
        }
    }
    assert!(count > 20);
}

#[test]
fn a_field_that_iptc_does_not_list_is_strange() {
    let object = serde_json::json!({
        "uri": "urn:x",
        "headline": "Ferry sinks",
        "standard": {"name": "ninjs", "edition": "3.2"},
        "bodies": [{"role": "main", "value": "It sank."}, {"text": "It sank."}],
    });
    let mut strange = strange_to_ninjs(&object);
    strange.sort_unstable();
    assert_eq!(strange, ["edition", "headline", "text"]);
}

#[test]
fn text_and_markdown_hold_the_story_and_nothing_else() {
    let pages = samples();
    let page = pages.iter().find(|page| page.id.ends_with("2025-05-13-report.txt")).unwrap();
    insta::with_settings!({snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("export-text", page.to_text());
        insta::assert_snapshot!("export-markdown", page.to_markdown());
    });
    let marks = pages.last().unwrap().to_markdown();
    assert!(!marks.contains("*STARS*") && !marks.contains("<b>") || marks.contains("\\<b>"), "{marks}");
    assert_eq!(Page::default().to_markdown() + &Page::default().to_text(), "");
}
