//! Speed of the structure pass on generated pages: `cargo bench -p nutgraf-core`.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use nutgraf_core::{Layout, Options, parse};

/// A page of thirty paragraphs, a credit and two teasers, in words of our own.
fn page() -> String {
    let mut text = String::from("Ferry line to Norhaven closes\nBy Ada Quill\nMay 3, 2024\n");
    for number in 0..30 {
        let _ = writeln!(
            text,
            "The council of Port Elsa voted on Monday to close pier {number}, after harbour master Ada Quill said that the \
             last ship was no longer safe. “We cannot wait for an accident,” she said, adding that a bridge would be \
             cheaper in the end, although it would take some ten years to build.",
        );
    }
    text.push_str("    Photo: Reuters\nNEW BRIDGE: The mayor says that work would start next spring The mayor of Norhaven yesterday ");
    text.push_str("presented plans for a bridge across the sound, which would replace the ferry and cut the way to the island, but\n");
    text
}

fn structure(criterion: &mut Criterion) {
    let text = page();
    let mut group = criterion.benchmark_group("parse");
    group.throughput(Throughput::Bytes(text.len() as u64));
    for (name, sentences, tokens) in
        [("structure", false, false), ("sentences", true, false), ("tokens", true, true)]
    {
        let options = Options { sentences, tokens, ..Options::default() };
        group.bench_function(name, |bench| {
            bench.iter(|| parse(Layout::plain("p", black_box(text.as_str())), &options));
        });
    }
    group.finish();
}

criterion_group!(benches, structure);
criterion_main!(benches);
