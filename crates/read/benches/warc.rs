//! Reading a web archive against unpacking it: the records are counted, none is parsed.
//!
//! The archive is made here: pages of 30 to 200 KB with the redundancy of HTML, a gzip member each, a request and a
//! metadata record beside each, as crawlers write them.

#![expect(clippy::unwrap_used, reason = "a bench: this must be there")]

use std::hint::black_box;
use std::io::{Read, Write};
use std::path::PathBuf;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use flate2::bufread::MultiGzDecoder;
use nutgraf_read::{Options, pieces};

const WORDS: [&str; 24] = [
    "ferry",
    "harbour",
    "minister",
    "inquiry",
    "said",
    "on",
    "the",
    "of",
    "Monday",
    "company",
    "radar",
    "crew",
    "after",
    "night",
    "report",
    "families",
    "would",
    "captain",
    "between",
    "island",
    "officials",
    "and",
    "weather",
    "towed",
];

fn number(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

fn html(state: &mut u64) -> String {
    let mut page = "<!doctype html><html><head><meta charset=\"utf-8\"><title>Story</title>".to_owned();
    for at in 0..number(state) % 400 {
        let id = number(state);
        page += &format!("<link rel=\"preload\" href=\"/assets/{at}/{id:x}.js\" as=\"script\"/>\n");
    }
    page += "</head><body><nav>";
    for at in 0..200 {
        page += &format!(
            "<li class=\"nav-item nav-item--{at}\"><a href=\"/section/{at}\">Section {at}</a></li>\n"
        );
    }
    for _ in 0..40 + number(state) % 300 {
        page += "<p class=\"article__paragraph\">";
        for _ in 0..20 + number(state) % 60 {
            page += WORDS[number(state) as usize % WORDS.len()];
            page += " ";
        }
        page += "</p>\n";
    }
    page + "</body></html>"
}

fn record(kind: &str, media: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/story\r\nWARC-Date: 2024-04-10T01:02:03Z\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(&[head.as_bytes(), block, b"\r\n\r\n"].concat()).unwrap();
    packer.finish().unwrap()
}

fn archive() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut state = 7;
    for _ in 0..600 {
        bytes.extend(record(
            "request",
            "application/http; msgtype=request",
            b"GET /story HTTP/1.1\r\nHost: example.org\r\n\r\n",
        ));
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nServer: x\r\n\r\n";
        bytes.extend(record(
            "response",
            "application/http; msgtype=response",
            (head.to_owned() + &html(&mut state)).as_bytes(),
        ));
        bytes.extend(record("metadata", "application/warc-fields", b"fetchTimeMs: 5\r\n"));
    }
    bytes
}

fn bench(criterion: &mut Criterion) {
    let path: PathBuf = std::env::temp_dir().join("nutgraf-bench.warc.gz");
    std::fs::write(&path, archive()).unwrap();
    let unpack = || {
        let file = std::io::BufReader::with_capacity(1 << 17, std::fs::File::open(&path).unwrap());
        let (mut decoder, mut buffer, mut total) = (MultiGzDecoder::new(file), vec![0; 1 << 16], 0);
        loop {
            match decoder.read(&mut buffer).unwrap() {
                0 => return total,
                read => total += read,
            }
        }
    };
    let read = || {
        let pieces = pieces(std::slice::from_ref(&path), &Options::default());
        pieces.map(|piece| piece.unwrap().len()).sum::<usize>()
    };
    println!(
        "{} bytes packed, {} unpacked, {} of them in pages",
        std::fs::metadata(&path).unwrap().len(),
        unpack(),
        read()
    );
    let mut group = criterion.benchmark_group("warc");
    group.throughput(Throughput::Bytes(unpack() as u64)).sample_size(20);
    group.bench_function("unpack", |bencher| bencher.iter(|| black_box(unpack())));
    group.bench_function("read", |bencher| bencher.iter(|| black_box(read())));
    group.finish();
    // One after the other on a busy machine, the two are hard to compare: in turns they are not.
    let mut ratios: Vec<f64> = (0..31)
        .map(|_| {
            let time = |work: &dyn Fn() -> usize| {
                let start = std::time::Instant::now();
                black_box(work());
                start.elapsed().as_secs_f64()
            };
            time(&read) / time(&unpack)
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    println!("reading takes {:.3} of unpacking's time (median of 31 turns)", ratios[15]);
    std::fs::remove_file(&path).unwrap();
}

criterion_group!(benches, bench);
criterion_main!(benches);
