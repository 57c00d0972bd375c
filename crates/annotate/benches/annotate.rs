//! Everything annotated, on generated news: `cargo bench -p nutgraf-annotate`.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use nutgraf_annotate::{Options, annotate};
use nutgraf_core::{Layout, LayoutKind, Page, parse};

const NAMES: [&str; 6] =
    ["Ann Vale", "Tom Orr", "Lena Dusk", "Prof. Ivo Marsh", "Mayor Ruth Hollow", "Sam Tarn"];
const PLACES: [&str; 5] = ["Fell", "Oldhaven", "Tarnholm", "Velmora", "North Mill"];
const DAYS: [&str; 5] =
    ["on Monday", "last week", "on 3 March 2021", "two years ago", "at 9:30 a.m. Tuesday"];

/// A paragraph of news with a name, a place, a time and something said.
fn paragraph(n: usize) -> String {
    let (name, place, day) = (NAMES[n % 6], PLACES[n % 5], DAYS[(n / 2) % 5]);
    match n % 4 {
        0 => format!(
            "The council of {place} voted {day} to close the old bridge, which carries 1,200 cars a day."
        ),
        1 => format!(
            "“Nobody asked the people who cross it,” said {name}, who has lived in {place} for years. “It is a loss.”"
        ),
        2 => format!(
            "{name} said {day} that the harbour of {place} would need new walls before the winter storms came."
        ),
        _ => format!(
            "Engineers measured the piers {day} and found rust in most of them, according to {name} of the {place} Harbour Board."
        ),
    }
}

fn page(paragraphs: usize) -> Page {
    let text: Vec<String> = (0..paragraphs).map(paragraph).collect();
    let mut layout = Layout::plain("bench", text.join("\n"));
    layout.metadata.published = Some("2023-08-16".to_owned());
    layout.is_article = true;
    parse(layout, &nutgraf_core::Options { layout: LayoutKind::Body, ..Default::default() })
}

fn everything(criterion: &mut Criterion) {
    let page = page(400);
    let mut group = criterion.benchmark_group("annotate");
    group.throughput(Throughput::Bytes(page.text.len() as u64));
    group.sample_size(10);
    let none = Options { entities: false, quotations: false, times: false, keyphrases: false };
    let parts = [
        ("everything", Options::default()),
        ("entities", Options { entities: true, ..none.clone() }),
        ("quotations", Options { quotations: true, ..none.clone() }),
        ("times", Options { times: true, ..none }),
    ];
    for (name, options) in parts {
        group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
            bencher.iter_batched(
                || page.clone(),
                |mut page| {
                    annotate(&mut page, &options);
                    page
                },
                criterion::BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, everything);
criterion_main!(benches);
