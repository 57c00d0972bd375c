//! Names of a made-up news story, one thread: throughput in bytes of text, and the time to load the model.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use nutgraf_tagger::Tagger;
use nutgraf_text::{Span, sentences, tokens};

const PERSONS: [&str; 6] =
    ["Marta Oliveira", "Tomas Hladik", "Ngozi Adeyemi", "Ruth Calloway", "Kenji Morita", "Paul Vance"];
const PLACES: [&str; 5] = ["Lisbon", "northern Kenya", "South Korea", "Port Ellery", "Ohio"];
const BODIES: [&str; 5] = [
    "Ministry of Fisheries",
    "University of Dunmore",
    "Calder Shipping Corp",
    "Harbour Workers' Union",
    "World Bank",
];

/// A story of a usual length in which names come back as they do in news.
fn story() -> String {
    let mut text = String::new();
    for n in 0..24 {
        let (person, place, body) = (PERSONS[n % 6], PLACES[n % 5], BODIES[n * 3 % 5]);
        let surname = person.rsplit(' ').next().unwrap_or(person);
        text += &format!(
            "Officials in {place} said on Tuesday that the talks with the {body} would go on for another week, although \
             few of those at the table expected an agreement before the end of the year. {person}, who leads the \
             committee, told reporters that the offer was the last one. \u{201c}We have waited long enough,\u{201d} \
             {surname} said, and left the building without taking further questions.\n"
        );
    }
    text
}

fn names(criterion: &mut Criterion) {
    let text = story();
    let sentences = sentences(&text, Span::of(&text));
    let words: Vec<Span> = sentences.iter().flat_map(|&span| tokens(&text, span)).collect();
    let tagger = Tagger::embedded();
    let mut group = criterion.benchmark_group("names");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("bytes", |bench| bench.iter(|| tagger.names(black_box(&text), &sentences, &words)));
    group.throughput(Throughput::Elements(words.len() as u64));
    group.bench_function("tokens", |bench| bench.iter(|| tagger.names(black_box(&text), &sentences, &words)));
    group.finish();
    let model: &'static [u8] = include_bytes!("../model.bin");
    criterion.bench_function("load", |bench| bench.iter(|| Tagger::from_bytes(black_box(model)).is_ok()));
}

criterion_group!(benches, names);
criterion_main!(benches);
