//! From a page's text to its articles, and to everything named and said in them: bytes a second, one thread.
//!
//! `cargo bench -p nutgraf --bench pipeline`

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use nutgraf::core::Layout;
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

criterion_group!(benches, pipeline);
criterion_main!(benches);
