use std::io;

use serde::de::IgnoredAny;

use crate::Format;
use crate::feed;
use crate::rows;
use crate::stream::Stream;

/// How the records of a file lie in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    /// A page of text a file.
    Text,
    /// A page of HTML a file.
    Html,
    /// A JSON object a line.
    Lines,
    /// A JSON array of objects.
    Array,
    /// One JSON object over many lines.
    Object,
    /// A JSON Feed.
    JsonFeed,
    /// A feed in XML.
    Xml,
    Warc,
    Csv,
    Tar,
    Zip,
}

/// Endings of the files of a folder or archive that hold pages; each may be followed by one of [`PACKED`].
pub(crate) const ENDINGS: [&str; 23] = [
    "txt", "text", "html", "htm", "xhtml", "shtml", "json", "jsonl", "ndjson", "jsonld", "warc", "wet",
    "xml", "rss", "atom", "rdf", "jsonfeed", "csv", "tsv", "tar", "tgz", "tzst", "zip",
];

/// Endings of packed files.
pub(crate) const PACKED: [&str; 3] = ["gz", "zst", "zstd"];

/// A file's ending in small letters, without that of what packed it; and whether the name before it is more than that.
pub(crate) fn ending(name: &str) -> Option<(String, String)> {
    let name = name.to_lowercase();
    let packed = name.rsplit_once('.').filter(|(_, ending)| PACKED.contains(ending));
    let (stem, ending) = packed.map_or(name.as_str(), |(stem, _)| stem).rsplit_once('.')?;
    let stem = stem.rsplit(['/', '\\']).next().unwrap_or(stem);
    Some((stem.to_owned(), ending.to_owned()))
}

/// What a file is: what the caller says, else by its ending, else by its first bytes. Archives are told by their bytes,
/// whatever the caller says of the files in them.
pub(crate) fn form(name: &str, stream: &mut Stream, format: Format, most: u64) -> io::Result<Form> {
    if format != Format::Text
        && let Some(archive) = archive(stream.head())
    {
        return Ok(archive);
    }
    let ending = ending(name).map(|(_, ending)| ending);
    Ok(match (format, ending.as_deref()) {
        (Format::Text, _) | (Format::Auto, Some("txt" | "text")) => Form::Text,
        (Format::Html, _) | (Format::Auto, Some("html" | "htm" | "xhtml" | "shtml")) => Form::Html,
        (Format::Warc, _) | (Format::Auto, Some("warc" | "wet")) => Form::Warc,
        (Format::Csv, _) | (Format::Auto, Some("csv" | "tsv")) => Form::Csv,
        (Format::Feed, _) if is_json(stream.head()) => Form::JsonFeed,
        (Format::Auto, Some("xml")) if is_html(stream.head()) => Form::Html,
        (Format::Feed, _) | (Format::Auto, Some("xml" | "rss" | "atom" | "rdf")) => Form::Xml,
        (Format::Jsonl, _) if stream.head().trim_ascii_start().starts_with(b"[") => Form::Array,
        (Format::Jsonl, _) | (Format::Auto, Some("jsonl" | "ndjson")) => Form::Lines,
        (Format::Auto, Some("json" | "jsonld" | "jsonfeed")) => json(stream, most)?,
        (Format::Auto, _) => by_bytes(stream, most)?,
    })
}

fn by_bytes(stream: &mut Stream, most: u64) -> io::Result<Form> {
    let head = stream.head();
    if head.starts_with(b"WARC/") {
        return Ok(Form::Warc);
    }
    if feed::begins(head) {
        return Ok(Form::Xml);
    }
    if is_html(head) {
        return Ok(Form::Html);
    }
    if is_json(head) {
        return json(stream, most);
    }
    // Commas stand in every text; a first line of nothing but names of columns does not.
    if stream
        .head()
        .iter()
        .take_while(|&&byte| byte != b'\n')
        .any(|byte| matches!(byte, b',' | b'\t' | b';' | b'|'))
        && stream.head().contains(&b'\n')
        && stream.peek_line(most, rows::is_header)?
    {
        return Ok(Form::Csv);
    }
    Ok(Form::Text)
}

/// One object, one a line, an array of them, or a feed.
fn json(stream: &mut Stream, most: u64) -> io::Result<Form> {
    let head = stream.head().trim_ascii_start();
    if head.starts_with(b"[") {
        return Ok(Form::Array);
    }
    if memchr::memmem::find(head, b"jsonfeed.org/version").is_some() {
        return Ok(Form::JsonFeed);
    }
    let is_line = |line: &[u8]| {
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii();
        serde_json::from_slice::<IgnoredAny>(line).is_ok() || line.len() > 2 && line.ends_with(b"}")
    };
    // Empty lines come before the first in some files.
    Ok(if stream.peek_line(most, |line| line.trim_ascii().is_empty() || is_line(line))? {
        Form::Lines
    } else {
        Form::Object
    })
}

/// Whether bytes begin as a JSON object does, or an array of them.
fn is_json(head: &[u8]) -> bool {
    let head = head.trim_ascii_start();
    let object = |head: &[u8]| {
        head.strip_prefix(b"{")
            .is_some_and(|rest| matches!(rest.trim_ascii_start().first(), None | Some(b'"' | b'}')))
    };
    object(head) || head.strip_prefix(b"[").is_some_and(|rest| object(rest.trim_ascii_start()))
}

/// Whether bytes begin as an HTML document does.
fn is_html(head: &[u8]) -> bool {
    let mut head: &[u8] = head.trim_ascii_start();
    loop {
        let end = if head.starts_with(b"<?") {
            b"?>".as_slice()
        } else if head.starts_with(b"<!--") {
            b"-->"
        } else {
            break;
        };
        let Some(at) = memchr::memmem::find(head, end) else { return false };
        head = head[at + end.len()..].trim_ascii_start();
    }
    let begins = |word: &str| {
        head.get(..word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word.as_bytes()))
            && head.get(word.len()).is_none_or(|byte| !byte.is_ascii_alphanumeric())
    };
    ["<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<article", "<div", "<p", "<h1"]
        .iter()
        .any(|word| begins(word))
}

/// The archive that begins with these bytes.
fn archive(head: &[u8]) -> Option<Form> {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Some(Form::Zip);
    }
    (head.get(257..262) == Some(b"ustar")).then_some(Form::Tar)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, content: &str) -> Form {
        let content = io::Cursor::new(content.as_bytes().to_vec());
        let mut stream = Stream::unpack(Box::new(content), 1 << 20).unwrap();
        form(name, &mut stream, Format::Auto, 1 << 20).unwrap()
    }

    #[test]
    fn the_first_bytes_tell_where_the_name_does_not() {
        for (content, expected) in [
            ("The ferry sank, the harbour master said.\nNobody died.\n", Form::Text),
            ("{not JSON at all\n", Form::Text),
            ("Title, text and date of the story\nOne.\n", Form::Text),
            ("\u{feff}{\"text\": \"One.\"}\n{\"text\"", Form::Lines),
            ("{\n \"text\": \"One.\"\n}", Form::Object),
            ("[\n{\"text\": \"One.\"}]", Form::Array),
            ("{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": []}", Form::JsonFeed),
            ("<!-- saved --><!DOCTYPE html><p>One.", Form::Html),
            ("<?xml version='1.0'?>\n<rss version='2.0'>", Form::Xml),
            ("<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC ''><html>", Form::Html),
            ("WARC/1.0\r\n", Form::Warc),
            ("title,text,date\nOne,Two,2024-01-01\n", Form::Csv),
            ("", Form::Text),
        ] {
            assert_eq!(of("-", content), expected, "{content}");
        }
    }

    #[test]
    fn the_name_tells_first() {
        assert_eq!(of("a/b.JSONL.gz", "The ferry"), Form::Lines);
        assert_eq!(of("b.txt.zst", "{\"text\": 5}"), Form::Text);
        assert_eq!(of("feed.xml", "<html>"), Form::Html);
        assert_eq!(ending("a.b/README.txt.gz"), Some(("readme".to_owned(), "txt".to_owned())));
        assert_eq!(ending("gz"), None);
    }
}
