//! Throughput of sentences and tokens on one thread: `cargo bench -p nutgraf-text`.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use nutgraf_text::{Span, sentences, tokens};

/// Made-up news prose with the usual share of names, numbers, quotations and abbreviations.
const STORY: &str = "The harbour council of Gullport voted 7-2 on Tuesday to close the old ferry pier, ending a dispute \
that has divided the town since 2019. \"We can't keep paying for a pier that nobody uses,\" said Mayor Ada Penn, who \
took office in January. Repairs would have cost $4.2 million, or 11% of the yearly budget, according to a report by \
Dr. Tom Okafor of North Coast Engineering Inc. that was published last week.\n\
Opponents said they weren't told about the plan until 10:30 a.m. on the day of the vote. The company's owner, J. K. \
Lindqvist, called it a well-planned ambush; he wants the U.S. Coast Guard to look into the matter. Officials at the \
agency did not return messages. About 1,200 people crossed the bay each day before the bridge was opened, and fewer \
than 90 do so now.\n";

fn split(c: &mut Criterion) {
    let text = STORY.repeat(1_000_000 / STORY.len());
    let all = Span::of(&text);
    let count = tokens(&text, all).len();
    println!("{} bytes, {} sentences, {count} tokens", text.len(), sentences(&text, all).len());
    let mut group = c.benchmark_group("split");
    group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(20);
    group.bench_function("sentences", |b| b.iter(|| sentences(black_box(&text), all)));
    group.bench_function("sentences and tokens", |b| {
        b.iter(|| (sentences(black_box(&text), all), tokens(black_box(&text), all)));
    });
    group.throughput(Throughput::Elements(count as u64));
    group.bench_function("sentences and tokens, in tokens", |b| {
        b.iter(|| (sentences(black_box(&text), all), tokens(black_box(&text), all)));
    });
    group.finish();
}

criterion_group!(benches, split);
criterion_main!(benches);
