//! From a page's text to its articles, and to everything named and said in them: bytes a second, one thread. Then the
//! same of the stories' texts alone, in bytes and in tokens a second.
//!
//! `cargo bench -p nutgraf --bench pipeline`

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use nutgraf::core::{Layout, LayoutKind, Span, tokens};
use nutgraf::read::{Record, open};
use nutgraf::{Options, annotate, parse};

/// The sample pages.
fn layouts() -> Vec<Layout> {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let records = open(&[seeds], &nutgraf::read::Options::default()).flatten();
    let layouts = records.filter_map(|record| match record {
        Record::Layout(layout) => Some(layout),
        Record::Page(_) => None,
    });
    layouts.collect()
}

fn stages() -> [(&'static str, Options); 4] {
    let none = annotate::Options { entities: false, quotations: false, times: false, keyphrases: false };
    let structure = nutgraf::core::Options { sentences: false, ..Default::default() };
    let sentences = nutgraf::core::Options::default();
    let tokens = nutgraf::core::Options { tokens: true, ..Default::default() };
    let options = |parse, annotate| Options { parse, annotate, ..Options::default() };
    [
        ("structure", options(structure, none.clone())),
        ("sentences", options(sentences.clone(), none.clone())),
        ("sentences and tokens", options(tokens, none)),
        ("everything", options(sentences, annotate::Options::default())),
    ]
}

fn pipeline(criterion: &mut Criterion) {
    let layouts = layouts();
    let bytes = layouts.iter().map(|layout| layout.text.len() as u64).sum();
    let mut group = criterion.benchmark_group("pipeline");
    group.throughput(Throughput::Bytes(bytes)).measurement_time(Duration::from_secs(4)).sample_size(20);
    for (name, options) in stages() {
        group.bench_function(name, |bencher| {
            bencher.iter_batched(
                || layouts.clone(),
                |layouts| {
                    layouts.into_iter().map(|layout| parse(black_box(layout), &options)).collect::<Vec<_>>()
                },
                criterion::BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

/// Names and entities of the stories' texts, with the sentences and tokens they are found in; and everything.
fn stories(criterion: &mut Criterion) {
    let body = nutgraf::core::Options { layout: LayoutKind::Body, ..Default::default() };
    let entities = annotate::Options { entities: true, quotations: false, times: false, keyphrases: false };
    let pages = layouts().into_iter().map(|layout| nutgraf::core::parse(layout, &Default::default()));
    let texts: Vec<String> = pages.filter_map(|page| page.story().map(|story| story.text.clone())).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let count: usize = texts.iter().map(|text| tokens(text, Span::of(text)).len()).sum();
    println!("stories: {} texts, {bytes} bytes, {count} tokens", texts.len());
    for (name, annotate) in
        [("sentences, tokens, names, entities", entities), ("everything", annotate::Options::default())]
    {
        let options = Options { parse: body.clone(), annotate, ..Options::default() };
        let mut group = criterion.benchmark_group(name);
        group.measurement_time(Duration::from_secs(4)).sample_size(20);
        let throughputs =
            [("bytes", Throughput::Bytes(bytes as u64)), ("tokens", Throughput::Elements(count as u64))];
        for (unit, throughput) in throughputs {
            group.throughput(throughput).bench_function(unit, |bencher| {
                bencher.iter_batched(
                    || texts.iter().map(|text| Layout::plain("story", text.as_str())).collect::<Vec<_>>(),
                    |layouts| layouts.into_iter().map(|layout| parse(layout, &options)).collect::<Vec<_>>(),
                    criterion::BatchSize::LargeInput,
                );
            });
        }
        group.finish();
    }
}

criterion_group!(benches, pipeline, stories);
criterion_main!(benches);
