//! Speed of the structure pass: on a page that says one paragraph again and again, on pages whose sentences vary, as a
//! real one's do and a processor cannot foresee, and on the sample pages, whose lines are short:
//! `cargo bench -p nutgraf-core`.

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;

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

/// The sample pages of plain text, in the order of their names; what is no UTF-8 in them replaced.
fn samples() -> std::io::Result<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let paths: std::io::Result<Vec<_>> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut paths = paths?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    paths.iter().map(|path| Ok(String::from_utf8_lossy(&std::fs::read(path)?).into_owned())).collect()
}

/// Pages like [`page`]'s, with paragraphs of two or three sentences of the sample pages, drawn anew for each.
fn varied(samples: &[String]) -> Vec<String> {
    let lines = samples.iter().flat_map(|page| page.lines()).map(str::trim);
    let texts = lines.filter(|line| line.len() >= 160 && line.ends_with(['.', '”']));
    let sentences: Vec<&str> = texts
        .flat_map(|text| text.split_inclusive(". "))
        .map(str::trim)
        .filter(|text| text.len() >= 40)
        .collect();
    let mut state = 1_u32;
    let mut draw = |count: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize % count
    };
    let mut paragraph = |_| {
        let drawn: Vec<&str> = (0..2 + draw(2)).map(|_| sentences[draw(sentences.len())]).collect();
        drawn.join(" ")
    };
    let page = |_| {
        let paragraphs: Vec<String> = (0..30).map(&mut paragraph).collect();
        format!("Ferry line to Norhaven closes\nBy Ada Quill\nMay 3, 2024\n{}\n", paragraphs.join("\n"))
    };
    (0..100).map(page).collect()
}

fn structure(criterion: &mut Criterion) {
    let samples = samples().expect("the sample pages stand in the folder seeds");
    let varied = varied(&samples);
    for (set, pages) in
        [("long paragraphs", vec![page()]), ("varied paragraphs", varied), ("sample pages", samples)]
    {
        let mut group = criterion.benchmark_group(set);
        group.throughput(Throughput::Bytes(pages.iter().map(|page| page.len() as u64).sum()));
        for (name, sentences, tokens) in
            [("structure", false, false), ("sentences", true, false), ("tokens", true, true)]
        {
            let options = Options { sentences, tokens, ..Options::default() };
            group.bench_function(name, |bench| {
                bench.iter(|| {
                    for page in &pages {
                        black_box(parse(Layout::plain("p", black_box(page.as_str())), &options));
                    }
                });
            });
        }
        group.finish();
    }
}

criterion_group!(benches, structure);
criterion_main!(benches);
