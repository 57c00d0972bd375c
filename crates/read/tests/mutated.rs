//! Broken input never panics and never runs on: containers with bits flipped, parts cut out, doubled and exchanged.

mod made;

use made::{gzip, page, response, tar, warc, zip};
use nutgraf_read::{Format, Limits, Options, bytes};

/// Mutations of each sample.
const ROUNDS: u64 = 900;

/// A stream of numbers from a seed (SplitMix64, Steele and others 2014).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % below.max(1) as u64) as usize
    }
}

/// What stands at the joints of the formats.
const JOINTS: [&[u8]; 16] = [
    b"\r\n\r\n",
    b"WARC/1.0\r\n",
    b"Content-Length: ",
    b"99999999999999999999",
    b"<item>",
    b"</item>",
    b"<![CDATA[",
    b"]]>",
    b"\"",
    b"\n",
    b"\0",
    b"&#x110000;",
    b"\x1f\x8b\x08",
    b"PK\x03\x04",
    b"{\"text\":",
    b"<!DOCTYPE x [<!ENTITY a \"b\">]>",
];

fn mutate(sample: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = sample.to_vec();
    for _ in 0..1 + numbers.next(4) {
        let length = bytes.len();
        let (from, to) = (numbers.next(length), numbers.next(length));
        let (from, to) = (from.min(to), from.max(to).min(from.min(to) + 200));
        match numbers.next(7) {
            0 if length > 0 => bytes[from] ^= 1 << numbers.next(8),
            1 if length > 0 => bytes[from] = numbers.next(256) as u8,
            2 => drop(bytes.drain(from..to)),
            3 => {
                let part = bytes[from..to].to_vec();
                bytes.splice(from..from, part);
            }
            4 => bytes.truncate(from),
            5 => drop(bytes.splice(from..from, JOINTS[numbers.next(JOINTS.len())].iter().copied())),
            _ => drop(bytes.splice(from..to, JOINTS[numbers.next(JOINTS.len())].iter().copied())),
        }
    }
    bytes
}

fn samples() -> Vec<(&'static str, Format, Vec<u8>)> {
    let records = [
        warc("warcinfo", "application/warc-fields", "", b"software: none\r\n"),
        page("http://a/1", "One."),
        response(
            "http://a/2",
            "Content-Type: text/html\r\nTransfer-Encoding: chunked",
            b"3\r\n<p>\r\n4\r\nTwo.\r\n0\r\n\r\n",
        ),
        response("http://a/3", "Content-Type: text/html\r\nContent-Encoding: gzip", &gzip(b"<p>Three.")),
        response("http://a/4", "Content-Type: text/html\r\nContent-Encoding: br", b"\x0b\x02\x80<p>x\x03"),
        warc("conversion", "text/plain", "http://a/5", b"Five."),
    ];
    let rss = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>T</title><language>en</language><item><title>A &amp; B</title><link>http://q/1</link><guid>1</guid><pubDate>Tue, 09 Apr 2024 08:00:00 GMT</pubDate><description>&lt;p&gt;One.</description><content:encoded><![CDATA[<p>Two.</p>]]></content:encoded></item><item><title>C</title></item></channel></rss>";
    let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title><entry><id>1</id><link href=\"http://q/1\"/><title type=\"html\">A</title><updated>2024-04-09</updated><author><name>Ann</name></author><content type=\"xhtml\"><div><p>One<br/>two</p></div></content></entry></feed>";
    let json = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{\"id\": 1, \"content_html\": \"<p>One\", \"date_published\": \"2024-04-09\"}, {}]}";
    let csv =
        "title,text,date,authors\nA,\"One,\n\"\"two\"\"\",2024-04-09,\"['Ann', \"\"Bo\"\"]\"\nB,Three.,5,\n";
    let lines = "{\"text\": \"One.\", \"published\": \"2024-04-09\"}\n{\"schema\": \"nutgraf/page/1\"}\n{\"@type\": \"NewsArticle\", \"articleBody\": \"Two.\", \"author\": [{\"name\": \"Ann\"}]}\n{\"html\": \"<p>Three\", \"id\": 5}\n";
    let array = format!("[{}]", lines.trim_end().replace('\n', ",\n"));
    let files: [(&str, &[u8]); 3] = [
        ("a.txt", b"One."),
        ("b.jsonl.gz", &gzip(lines.as_bytes())),
        ("c.zip", &zip(&[("d.html", b"<p>Two.")])),
    ];
    let packed =
        ruzstd::encoding::compress_to_vec(lines.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    let members: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    vec![
        ("w.warc", Format::Auto, records.concat()),
        ("w.warc.gz", Format::Auto, members),
        ("w.warc.gz", Format::Auto, gzip(&records.concat())),
        ("f.rss", Format::Auto, rss.into()),
        ("f.atom", Format::Auto, atom.into()),
        ("f.json", Format::Auto, json.into()),
        ("t.csv", Format::Auto, csv.into()),
        ("l.jsonl", Format::Auto, lines.into()),
        ("a.json", Format::Auto, array.into()),
        ("z.zip", Format::Auto, zip(&files)),
        ("t.tar", Format::Auto, tar(&files)),
        ("t.tgz", Format::Auto, gzip(&tar(&files))),
        ("l.jsonl.zst", Format::Auto, packed),
    ]
}

#[test]
fn broken_containers_cost_errors_only() {
    let limits = Limits { record_bytes: 1 << 16, decompressed_bytes: 1 << 20, ..Limits::default() };
    let mut count = 0;
    let mut numbers = Numbers(7);
    for (name, format, sample) in samples() {
        let options = Options { limits: limits.clone(), format, ..Options::default() };
        let whole = bytes(name, sample.clone(), &options).filter_map(Result::ok).count();
        assert!(whole > 0, "{name} reads when it is whole");
        for round in 0..ROUNDS {
            let mutated = mutate(&sample, &mut numbers);
            // As what it is, and as what its first bytes make of it.
            let name = if round % 3 == 0 { "-" } else { name };
            let most = mutated.len() + 10_000;
            let records =
                bytes(name, mutated, &options).map(|piece| piece.and_then(nutgraf_read::Piece::read).is_ok());
            assert!(records.take(most).count() < most, "{name}: as many records as bytes");
            count += 1;
        }
    }
    assert!(count > 10_000, "{count}");
}
