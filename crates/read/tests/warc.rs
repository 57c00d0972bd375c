//! Web archives, whole and broken.

mod made;

use made::{auto, gzip, layouts, page, read, response, warc};
use nutgraf_read::{Limits, Options};

#[test]
fn pages_are_read_and_the_rest_passed_over() {
    let missing = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>No.";
    let records = [
        warc("warcinfo", "application/warc-fields", "", b"software: none\r\n"),
        warc("request", "application/http; msgtype=request", "http://a/1", b"GET / HTTP/1.1\r\n\r\n"),
        page("http://a/1", "One."),
        response("http://a/i.png", "Content-Type: image/png", b"\x89PNG"),
        warc("response", "application/http", "http://a/x", missing),
        warc("revisit", "application/http", "http://a/1", b"HTTP/1.1 200 OK\r\n\r\n"),
        warc("conversion", "text/plain", "<http://a/2>", "Two, from a café.".as_bytes()),
        response("http://a/3", "content-type:text/html;charset=windows-1251", b"<p>\xcc\xee\xf1\xf2."),
        warc("metadata", "application/warc-fields", "http://a/3", b"x: y\r\n"),
    ];
    let expected = [
        "w.warc.gz#3 http://a/1 One.",
        "w.warc.gz#7 http://a/2 Two, from a café.",
        "w.warc.gz#8 http://a/3 Мост.",
    ];
    assert_eq!(auto("w.warc.gz", &gzip(&records.concat())), expected);
    let members: Vec<Vec<u8>> = records.iter().map(|record| gzip(record)).collect();
    assert_eq!(auto("w.warc.gz", &members.concat()), expected);
    assert_eq!(auto("-", &records.concat()).len(), 3, "told by the first bytes");
}

#[test]
fn the_day_of_the_crawl_is_not_the_day_of_publication() {
    assert_eq!(layouts("w.warc", &page("http://a/1", "One."))[0].metadata.published, None);
}

#[test]
fn a_broken_record_costs_itself_only_and_says_where() {
    let two = String::from_utf8(page("http://a/2", "Two, and a longer one.")).unwrap();
    let length = two.split("Content-Length: ").nth(1).unwrap().split('\r').next().unwrap();
    let replaced = |length: &str, by: &str| {
        let (from, to) = (format!("Length: {length}\r"), format!("Length: {by}\r"));
        two.replacen(&from, &to, 1).into_bytes()
    };
    let cases: [(Vec<u8>, &str); 5] = [
        (
            b"WARC/1.0\r\nWARC-Type: response\r\n\r\nlost\r\n\r\n".to_vec(),
            "expected a header \"Content-Length\" with a number, found none",
        ),
        (
            b"noise and more of it\r\n\r\n".to_vec(),
            "expected \"WARC/1.0\" or \"WARC/1.1\", found \"noise and more of it\"",
        ),
        (replaced(length, "99999"), "expected 99999 bytes, found the end of the file after "),
        (replaced(length, "70"), "expected the record to end after 70 bytes, found more"),
        (b"WARC/1.0\r\nno colon\r\n\r\n".to_vec(), "expected a header line with a colon, found \"no colon\""),
    ];
    let first = page("http://a/1", "One.");
    let rest = [page("http://a/3", "Three."), page("http://a/4", "Four.")].concat();
    for (broken, complaint) in cases {
        let found = auto("w.warc", &[first.as_slice(), &broken, &rest].concat());
        let start = format!("! w.warc: record 2, byte {}: {complaint}", first.len());
        assert!(found[1].starts_with(&start), "{found:?}\n{start}");
        let good: Vec<&str> =
            found.iter().filter_map(|line| line.split_once("http://a/")).map(|pair| pair.1).collect();
        assert_eq!(good, ["1 One.", "3 Three.", "4 Four."], "{complaint}");
    }
}

#[test]
fn a_damaged_member_costs_its_record_only() {
    for at in [20, 60, 100] {
        let mut second = gzip(&page("http://a/2", "Two, which will not be read."));
        second[at] ^= 0x55;
        let packed = [gzip(&page("http://a/1", "One.")), second, gzip(&page("http://a/3", "Three."))];
        let found = auto("w.warc.gz", &packed.concat());
        assert_eq!(found[0], "w.warc.gz#1 http://a/1 One.");
        assert!(found[1].starts_with("! w.warc.gz: record 2, byte "), "{found:?}");
        assert!(found.last().unwrap().ends_with(" http://a/3 Three."), "{found:?}");
    }
    let mut first = gzip(&page("http://a/1", "One."));
    first[30] ^= 0x55;
    let found = auto("w.warc.gz", &[first, gzip(&page("http://a/2", "Two."))].concat());
    assert_eq!(found.last().unwrap(), "w.warc.gz#2 http://a/2 Two.", "{found:?}");
}

#[test]
fn a_cut_archive_gives_what_is_whole() {
    let mut packed = [gzip(&page("http://a/1", "One.")), gzip(&page("http://a/2", "Two."))].concat();
    packed.truncate(packed.len() - 30);
    let found = auto("w.warc.gz", &packed);
    assert_eq!(found[0], "w.warc.gz#1 http://a/1 One.");
    assert_eq!((found.len(), &found[1][..2]), (2, "! "));
}

#[test]
fn records_too_large_are_named_and_passed_over() {
    let limits = Limits { record_bytes: 300, ..Limits::default() };
    let options = Options { limits, ..Options::default() };
    let long = "x".repeat(100_000);
    let records = [page("http://a/1", "One."), page("http://a/2", &long), page("http://a/3", "Three.")];
    let found = read("w.warc", &records.concat(), &options);
    assert!(found[1].ends_with("expected at most 300 (record_bytes), found more"), "{found:?}");
    assert_eq!(found[2], "w.warc#3 http://a/3 Three.");
    let bomb = gzip(&long.as_bytes()[..20_000]);
    let packed = response("http://a/1", "Content-Type: text/html\r\nContent-Encoding: gzip", &bomb);
    let found = read("w.warc", &packed, &options);
    assert!(found[0].ends_with("expected at most 300 (record_bytes), found more"), "{found:?}");
}
