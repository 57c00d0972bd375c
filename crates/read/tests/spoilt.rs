//! Pages spoilt in every way at hand: none may panic, none may take long, and every span must fit its text.

#![expect(clippy::unwrap_used, reason = "a test: this must be there")]

use nutgraf_core::{Options, parse};
use nutgraf_read::{Options as Reading, html};

const PAGES: [&str; 3] = [
    include_str!("../../../seeds/harbor-times-2025-06-03-breakwater.html"),
    include_str!("../../../seeds/lakeside-ledger-2025-06-10-library.html"),
    // Decoded as what it is not: only its bytes matter here.
    "<table><tr><td>a<td>b<table><p>c</table><select><option>d<option>e</select><svg><title>f</svg>\
     <script type='application/ld+json'>{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"g\",\"author\":[{\"name\":\"Ada Quill\"}]}]}</script>\
     <h1>Ferry sinks</h1><p itemprop=articleBody>The ferry sank at noon, the harbour master said.<br><br>Nobody died.",
];

/// SplitMix64 (Steele, Lea, Flood, 2014).
struct Draw(u64);

impl Draw {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % below.max(1) as u64) as usize
    }
}

fn check(bytes: &[u8], charset: Option<&str>) {
    let layout = html("mutated", bytes, charset, &Reading::default());
    let mut from = 0;
    for line in &layout.lines {
        assert!(line.span.fits(&layout.text) && line.span.start() >= from, "{:?}", line.span);
        from = line.span.end();
    }
    let page = parse(layout, &Options::default());
    page.check().unwrap();
}

/// Spoils a page in one way, drawn.
fn spoil(page: &mut Vec<u8>, draw: &mut Draw) {
    const PIECES: [&[u8]; 24] = [
        b"<",
        b">",
        b"</",
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"]]>",
        b"<script>",
        b"</script>",
        b"<table>",
        b"<td>",
        b"</div>",
        b"<p>",
        b"<a href=x>",
        b"<li>",
        b"&#x110000;",
        b"&notit;",
        b"<h1>",
        b"<template>",
        b"<svg/>",
        b"\0",
        b"\xff\xfe",
        b"<title>",
        b"{\"@type\":",
    ];
    let at = draw.next(page.len());
    match draw.next(8) {
        0 => page.truncate(at),
        1 => page[at] ^= 1 << draw.next(8),
        2 => drop(page.splice(at..at, PIECES[draw.next(PIECES.len())].iter().copied())),
        3 => {
            let to = (at + draw.next(200)).min(page.len());
            page.drain(at..to);
        }
        4 => {
            let to = (at + draw.next(400)).min(page.len());
            let part = page[at..to].to_vec();
            let back = draw.next(page.len());
            page.splice(back..back, part);
        }
        5 => {
            let depth = draw.next(700);
            let piece: &[u8] = [&b"<div>"[..], b"<b><p>", b"<ul><li>", b"<table><tr><td>"][draw.next(4)];
            page.splice(at..at, piece.repeat(depth));
        }
        6 => {
            let mut attribute = b"<p class=\"".to_vec();
            attribute.resize(10 + draw.next(20_000), b'x');
            attribute.extend_from_slice([&b"\">"[..], b"'", b""][draw.next(3)]);
            page.splice(at..at, attribute);
        }
        _ => page.reverse(),
    }
    if page.is_empty() {
        page.push(b'<');
    }
}

#[test]
fn ten_thousand_spoilt_pages_are_still_pages() {
    const CHARSETS: [Option<&str>; 6] = [
        None,
        Some("utf-16le"),
        Some("shift_jis"),
        Some("windows-1251"),
        Some("iso-2022-jp"),
        Some("no such"),
    ];
    let mut draw = Draw(3);
    for count in 0..10_200 {
        let mut page = PAGES[count % PAGES.len()].as_bytes().to_vec();
        for _ in 0..=draw.next(4) {
            spoil(&mut page, &mut draw);
        }
        check(&page, CHARSETS[draw.next(CHARSETS.len())]);
    }
}

#[test]
fn large_pages_of_one_thing_take_time_in_step_with_their_length() {
    for piece in [
        "<div>",
        "</x>",
        "<p>a",
        "<a href=x>b",
        "<li>",
        "<td>",
        "&amp",
        "<!--",
        "<b><p></b>",
        "<h2><a href=x>c</a></h2>",
        "{[",
        "<br>",
        "<time>1 May 2024",
        "<a rel=author href=/author/x>Ada Quill</a>",
    ] {
        check(piece.repeat(300_000 / piece.len()).as_bytes(), None);
        let script =
            format!("<script type=application/ld+json>{}</script>", piece.repeat(100_000 / piece.len()));
        check(script.as_bytes(), None);
    }
}
