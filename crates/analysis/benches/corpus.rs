//! What counting and every table cost on generated pages.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use nutgraf_analysis::{
    BurstOptions, ChangeOptions, Collector, Corpus, DuplicateOptions, NetworkOptions, NoveltyOptions,
    PairScope, Query, StoryThreadOptions, Subjects, TopicOptions, Unit,
};
use nutgraf_core::{Article, Block, Entity, EntityKind, Form, Mention, Page, Role, SCHEMA, Span, sentences};

const PAGES: u64 = 2_000;
/// Pages that are searched: the index is made once, before.
const SEARCHED: u64 = 20_000;
const STARTS: [&str; 16] = [
    "bar", "cor", "den", "fal", "gul", "har", "jun", "kel", "lor", "mun", "nor", "pel", "rus", "sil", "tor",
    "ven",
];
const ENDS: [&str; 16] =
    ["a", "en", "er", "et", "ia", "il", "in", "is", "o", "on", "or", "os", "um", "ur", "us", "y"];

/// A stream of numbers (SplitMix64).
struct Stream(u64);

impl Stream {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (x ^ (x >> 31)) % limit
    }

    /// Small numbers often, large ones seldom, as words are.
    fn ranked(&mut self, limit: u64) -> u64 {
        let top = self.below(limit) + 1;
        self.below(top)
    }
}

fn word(rank: u64) -> String {
    let mut word = String::new();
    let mut left = rank / 16;
    while left > 0 {
        word.push_str(STARTS[(left % 16) as usize]);
        left /= 16;
    }
    word + ENDS[(rank % 16) as usize]
}

fn page(number: u64) -> Page {
    let mut stream = Stream(number);
    let mut story = Article {
        published: Some(format!("2024-{:02}-{:02}", number % 12 + 1, number % 28 + 1)),
        ..Article::default()
    };
    for _ in 0..12 {
        let start = story.text.len();
        for _ in 0..3 {
            let name = stream.ranked(800);
            let printed = format!("Ada {}", word(name));
            let span = Span::of(&printed).shifted(story.text.len());
            story.text.push_str(&printed);
            add_mention(&mut story, printed, span);
            for _ in 0..18 {
                story.text.push(' ');
                story.text.push_str(&word(stream.ranked(30_000)));
            }
            story.text.push_str(". ");
        }
        story.text.pop();
        let span = Span::at(start, story.text.len());
        story.sentences.extend(sentences(&story.text, span));
        story.blocks.push(Block { role: Role::Paragraph, span, source: vec![] });
        story.text.push('\n');
    }
    story.text.pop();
    Page { schema: SCHEMA.to_owned(), id: format!("{number:06}"), articles: vec![story], ..Page::default() }
}

fn add_mention(story: &mut Article, name: String, span: Span) {
    let mention = Mention { span, form: Form::Full };
    let id = story.entities.len() as u32;
    match story.entities.iter_mut().find(|entity| entity.name == name) {
        Some(known) => known.mentions.push(mention),
        None => story.entities.push(Entity {
            id,
            kind: EntityKind::Person,
            name,
            aliases: vec![],
            native: vec![],
            acronym: None,
            titles: vec![],
            title_spans: vec![],
            mentions: vec![mention],
        }),
    }
}

fn corpus(c: &mut Criterion) {
    let pages: Vec<Page> = (0..PAGES).map(page).collect();
    let bytes: usize = pages.iter().flat_map(|page| &page.articles).map(|article| article.text.len()).sum();
    let mut group = c.benchmark_group("corpus");
    group.sample_size(10).throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("collect", |b| {
        b.iter_batched(|| pages.clone(), Corpus::collect, BatchSize::PerIteration);
    });
    let corpus = Corpus::collect(pages);
    group.bench_function("entities", |b| b.iter(|| black_box(corpus.entities())));
    group.bench_function("terms", |b| b.iter(|| black_box(corpus.terms())));
    group.bench_function("timeline", |b| b.iter(|| black_box(corpus.timeline(Unit::Week))));
    for (name, scope) in [
        ("sentences", PairScope::Sentence),
        ("paragraphs", PairScope::Paragraph),
        ("stories", PairScope::Story),
    ] {
        group.bench_function(format!("pairs of {name}"), |b| b.iter(|| black_box(corpus.pairs(scope))));
    }
    let options = NetworkOptions { min_together: 2, ..NetworkOptions::default() };
    group.bench_function("network", |b| b.iter(|| black_box(corpus.network(&options))));
    let options = BurstOptions::default();
    group.bench_function("bursts of terms", |b| {
        b.iter(|| black_box(corpus.bursts(Subjects::Terms, &options)));
    });
    let options = ChangeOptions { unit: Unit::Week, ..ChangeOptions::default() };
    group.bench_function("changes of terms", |b| {
        b.iter(|| black_box(corpus.changes(Subjects::Terms, &options)));
    });
    let options = NoveltyOptions::default();
    group.bench_function("novelties", |b| b.iter(|| black_box(corpus.novelties(&options))));
    let options = TopicOptions { k: Some(10), ..TopicOptions::default() };
    group.bench_function("topics", |b| b.iter(|| black_box(corpus.topics(&options))));
    let options = DuplicateOptions::default();
    group.bench_function("copies", |b| b.iter(|| black_box(corpus.duplicates(&options))));
    let options = StoryThreadOptions::default();
    group.bench_function("story threads", |b| b.iter(|| black_box(corpus.story_threads(&options))));
    group.finish();
}

fn search(c: &mut Criterion) {
    let mut collector = Collector::default();
    for first in (0..SEARCHED).step_by(500) {
        collector.add((first..first + 500).map(page).collect());
    }
    let corpus = collector.finish();
    let [often, sometimes, seldom] = [3, 2_000, 25_000].map(word);
    let mut group = c.benchmark_group("search of 20,000 stories");
    group.sample_size(10);
    for (name, query) in [
        ("a rare word", seldom.clone()),
        ("a frequent word", often.clone()),
        ("a phrase", format!("\"{often} {sometimes}\"")),
        ("a phrase of two frequent words", format!("\"{often} {}\"", word(4))),
        ("the start of words", "corb*".to_owned()),
        ("all of", format!("{often} {sometimes} {seldom}")),
        (
            "any of, but not",
            format!("({sometimes} OR {seldom} OR \"{often} {sometimes}\") NOT {}", word(900)),
        ),
    ] {
        let query: Query = query.parse().expect("a query");
        corpus.search(&query, Some(10));
        group.bench_function(name, |b| b.iter(|| black_box(corpus.search(&query, Some(10)))));
    }
    group.finish();
}

criterion_group!(benches, corpus, search);
criterion_main!(benches);
