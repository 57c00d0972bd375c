//! JSON and CSV with the columns that news sets come with, and archives of such files.

mod made;

use made::{auto, gzip, layouts, page, read, tar, zip};
use nutgraf_read::{Column, Format, Limits, Options};

#[test]
fn the_columns_of_the_common_sets_are_known() {
    let lines = [
        // cc_news
        r#"{"title": "T", "text": "A.", "domain": "q.example", "date": "2017-07-17 17:03:00", "description": "d", "url": "http://q/1", "image_url": ""}"#,
        // news-please
        r#"{"authors": ["Ann Poe"], "date_download": "2024-01-01", "date_modify": null, "date_publish": "2024-04-09 08:00:00", "description": "d", "filename": "f", "language": "en", "maintext": "B.", "source_domain": "q.example", "title": "T", "url": "http://q/2"}"#,
        // trafilatura --json
        r#"{"title": "T", "author": "Ann Poe", "hostname": "q.example", "date": "2024-04-09", "fingerprint": "f", "id": null, "raw_text": "no", "text": "C.", "source": "http://q/3", "source-hostname": "The Quay", "excerpt": "e", "categories": "Sea", "tags": "a"}"#,
        // RealNews
        r#"{"title": "T", "text": "D.", "summary": "s", "authors": ["Ann Poe"], "publish_date": "04-09-2024", "domain": "q.example", "warc_date": "20240410", "url": "http://q/4", "status": "success"}"#,
        // what people write
        r#"{"Headline": "T", "body": "E.", "source": "The Quay", "pub_date": 1712649600, "author": {"name": "Ann Poe"}, "link": "http://q/5"}"#,
    ];
    let found = layouts("x.jsonl", lines.join("\n").as_bytes());
    let texts: Vec<&str> = found.iter().map(|layout| layout.text.as_str()).collect();
    assert_eq!(texts, ["A.", "B.", "C.", "D.", "E."]);
    for (at, layout) in found.iter().enumerate() {
        let metadata = &layout.metadata;
        assert_eq!(metadata.headline.as_deref(), Some("T"));
        assert_eq!(metadata.url, Some(format!("http://q/{}", at + 1)));
        assert!(metadata.outlet.is_some() && metadata.published.is_some(), "{metadata:?}");
        assert_eq!(metadata.authors.join("|"), if at == 0 { "" } else { "Ann Poe" });
        assert_eq!(layout.notes, []);
    }
    assert_eq!(found[2].metadata.outlet.as_deref(), Some("The Quay"));
    assert_eq!(found[4].metadata.published.as_deref(), Some("2024-04-09T08:00:00Z"));
}

#[test]
fn a_text_of_another_kind_gives_way() {
    let line = r#"{"content": [1], "body": "", "article": "One.", "summary": "s"}"#;
    assert_eq!(auto("x.jsonl", line.as_bytes()), ["x.jsonl#1  One."]);
    let found = auto("x.jsonl", br#"{"text": [1], "body": "One."}"#);
    assert_eq!(found, ["! x.jsonl: record 1, line 1, column 10: expected a string, found an array"]);
}

#[test]
fn an_array_is_read_value_by_value() {
    let text = "[\n {\"text\": \"One.\"},\n 5,\n {\"text\": \"Two.\", \"id\": }, {\"text\": \"Three.\"}\n]\n";
    let expected = [
        "a.json#1  One.",
        "! a.json: record 2, line 3, column 2: expected a JSON object, found `5`",
        "! a.json: record 3, line 4, column 25: expected value, found `}`",
        "a.json#4  Three.",
    ];
    assert_eq!(auto("a.json", text.as_bytes()), expected);
}

#[test]
fn csv_is_read_with_any_delimiter() {
    let text = "Title,Content,Date,Author\r\nT,\"One,\nand \"\"two\"\".\",2024-04-09,\"['Ann Poe', 'Bo Roe']\"\r\n\r\nU,Three.,,\r\nV,a,b,c,d\r\nW,Four.,,\r\n";
    let expected = [
        "t.csv#2  One,\nand \"two\".",
        "t.csv#3  Three.",
        "! t.csv: record 4, line 6, column 1: expected 4 fields, found 5",
        "t.csv#5  Four.",
    ];
    assert_eq!(auto("t.csv", text.as_bytes()), expected);
    assert_eq!(auto("t.tsv", b"text\turl\nOne, two.\thttp://q/1\n"), ["t.tsv#2 http://q/1 One, two."]);
    assert_eq!(auto("t.csv", "text;url\nDer Fluß; \n".as_bytes()), ["t.csv#2  Der Fluß"]);
    let found = auto("t.csv", b"a,b\n1,2\n");
    let start = "! t.csv: record 1, line 1, column 1: expected a header line with a column \"text\"";
    assert!(found[0].starts_with(start) && found[0].ends_with("found \"a,b\""), "{found:?}");
}

#[test]
fn a_callers_names_of_columns_are_used() {
    let columns = vec![("lede".to_owned(), Column::Text)];
    let options = Options { columns, format: Format::Csv, ..Options::default() };
    assert_eq!(read("t", b"lede,text\nOne.,Two.\n", &options), ["t#2  One."]);
}

#[test]
fn archives_read_like_folders() {
    let long = format!("deep/{}/c.txt", "x".repeat(120));
    let (lines, archive) =
        (gzip(b"{\"text\": \"Two.\"}\n{\"text\": 5}\n"), gzip(&page("http://a/1", "Four.")));
    let files: [(&str, &[u8]); 7] = [
        ("a.txt", b"One.\n"),
        ("__MACOSX/a.txt", b"no"),
        ("picture.png", b"\x89PNG"),
        ("b/b.jsonl.gz", &lines),
        (&long, b"Three.\n"),
        ("w.warc.gz", &archive),
        ("d.html", b"<p>Five."),
    ];
    for (name, content) in [("in.zip", zip(&files)), ("in.tar", tar(&files)), ("in.tgz", gzip(&tar(&files)))]
    {
        let expected = [
            format!("{name}/a.txt  One."),
            format!("{name}/b/b.jsonl.gz#1  Two."),
            format!("! {name}/b/b.jsonl.gz: record 2, line 2, column 10: expected a string, found a number"),
            format!("{name}/{long}  Three."),
            format!("{name}/w.warc.gz#1 http://a/1 Four."),
            format!("{name}/d.html  Five."),
        ];
        assert_eq!(auto(name, &content), expected, "{name}");
    }
}

#[test]
fn archives_stand_in_archives_but_not_without_end() {
    let nested = zip(&[("a/in.tar", &tar(&[("x.zip", &zip(&[("y.txt", b"Deep.")]))]))]);
    assert_eq!(auto("out.zip", &nested), ["out.zip/a/in.tar/x.zip/y.txt  Deep."]);
    let limits = Limits { archive_depth: 2, ..Limits::default() };
    let found = read("out.zip", &nested, &Options { limits, ..Options::default() });
    let expected = "! out.zip/a/in.tar/x.zip: record 1, line 1, column 1: expected at most 2 (archive_depth), found more";
    assert_eq!(found, [expected]);
}

#[test]
fn a_file_damaged_in_an_archive_costs_itself_only() {
    let mut content = zip(&[("a.txt", b"The ferry sank at noon."), ("b.txt", b"Two.")]);
    content[40] ^= 0xff;
    let found = auto("in.zip", &content);
    assert!(found[0].starts_with("! cannot read in.zip/a.txt"), "{found:?}");
    assert_eq!(found[1], "in.zip/b.txt  Two.");
    let found = auto("in.zip", b"PK\x03\x04 and nothing else");
    assert!(found[0].starts_with("! cannot read in.zip: "), "{found:?}");
    let mut content = tar(&[("a.txt", b"One."), ("b.txt", b"Two.")]);
    content.truncate(1024 + 200);
    let found = auto("in.tar", &content);
    assert_eq!(found[0], "in.tar/a.txt  One.");
    assert!(found[1].starts_with("! cannot read in.tar"), "{found:?}");
}

#[test]
fn zstandard_is_unpacked() {
    let line = &b"{\"text\": \"One.\"}\n"[..];
    let packed = ruzstd::encoding::compress_to_vec(line, ruzstd::encoding::CompressionLevel::Fastest);
    assert_eq!(auto("x.jsonl.zst", &packed), ["x.jsonl.zst#1  One."]);
    let limits = Limits { decompressed_bytes: 3, ..Limits::default() };
    let found = read("x.jsonl.zst", &packed, &Options { limits, ..Options::default() });
    assert!(found[0].ends_with("expected at most 3 (decompressed_bytes), found more"), "{found:?}");
}
