//! What a corpus of 100 MB of text costs: time of every count table, and memory.
//!
//! `cargo run --release -p nutgraf-analysis --example corpus [MEGABYTES] [THREADS] [PAGES]` makes annotated pages (Zipf
//! words, news-like lengths, names, quotations), collects so many pages at once (250 a thread: a megabyte, as the
//! pipeline does), and prints processor and wall time of each step (of what can be repeated, the median of nine runs),
//! the memory held and the most that was, as Linux tells them. With several threads the runs take turns with those of
//! one thread, and the gain is told: a machine that is slow for a while is so for both.

use std::fs;
use std::time::Instant;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

use nutgraf_analysis::{
    Collector, CollocationOptions, Corpus, DuplicateOptions, Filter, PairScope, PhraseOptions,
    StoryThreadOptions, TermOptions, Unit,
};
use nutgraf_core::{
    Article, Block, Entity, EntityKind, Form, Mention, Page, Quotation, QuotationKind, Role, SCHEMA, Span,
    sentences,
};

const FREQUENT: [&str; 40] = [
    "the", "of", "to", "a", "in", "and", "that", "for", "on", "is", "said", "with", "was", "as", "at", "by",
    "it", "from", "has", "have", "he", "be", "are", "an", "his", "will", "not", "but", "they", "who", "been",
    "had", "their", "were", "after", "which", "more", "she", "or", "its",
];
const SYLLABLES: [&str; 32] = [
    "ba", "cor", "den", "fal", "gu", "har", "jun", "kel", "lo", "mun", "nor", "pel", "ru", "sil", "tor",
    "ven", "a", "en", "er", "et", "ia", "il", "ing", "is", "o", "on", "or", "os", "um", "ed", "us", "ly",
];
const VOCABULARY: f64 = 200_000.0;
const NAMES: f64 = 20_000.0;
const BLOCKS: usize = 13;

/// A stream of numbers (SplitMix64).
struct Stream(u64);

impl Stream {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// A rank from 0, each with a chance of one by itself (Zipf).
    fn zipf(&mut self, ranks: f64) -> u64 {
        let share = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        ((share * (ranks + 1.0).ln()).exp() - 1.0) as u64
    }
}

fn word(rank: u64) -> String {
    match FREQUENT.get(rank as usize) {
        Some(word) => (*word).to_owned(),
        None => {
            let (mut word, mut left) = (String::new(), rank * 7 + 3);
            while left > 0 {
                word.push_str(SYLLABLES[(left % 32) as usize]);
                left /= 32;
            }
            word
        }
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn page(number: u64) -> Page {
    page_of(number, number, BLOCKS)
}

/// Pages of one seed have the same text, but that of fewer blocks is cut.
fn page_of(number: u64, seed: u64, blocks: usize) -> Page {
    let mut stream = Stream(seed);
    let day = format!("2024-{:02}-{:02}", number / 28 % 12 + 1, number % 28 + 1);
    let mut story = Article { published: Some(day), ..Article::default() };
    let names: Vec<u64> = (0..8).map(|_| stream.zipf(NAMES)).collect();
    for block in 0..blocks {
        let start = story.text.len();
        let (role, sentence_count) = if block == 0 { (Role::Headline, 1) } else { (Role::Paragraph, 2) };
        for _ in 0..sentence_count {
            let length = 8 + stream.below(26);
            for at in 0..length {
                if at > 0 {
                    story.text.push(' ');
                }
                let printed = word(40 * u64::from(at == 0) + stream.zipf(VOCABULARY));
                match stream.below(24) {
                    0 => add_mention(&mut story, names[stream.below(8) as usize]),
                    1 => story.text.push_str(&stream.below(3_000).to_string()),
                    2 => story.text.push_str(&format!("{printed},")),
                    _ if at == 0 => story.text.push_str(&capital(&printed)),
                    _ => story.text.push_str(&printed),
                }
            }
            story.text.push_str(if role == Role::Headline { "" } else { ". " });
        }
        story.text.truncate(story.text.trim_end().len());
        let span = Span::at(start, story.text.len());
        let of_block = sentences(&story.text, span);
        if block % 4 == 1
            && let Some(&said) = of_block.first()
        {
            let entity = story.entities.first().map(|entity| entity.id);
            let (kind, parts) = (QuotationKind::Indirect, vec![said]);
            story.quotations.push(Quotation { kind, parts, cue: None, speaker: None, entity });
        }
        story.sentences.extend(of_block);
        story.blocks.push(Block { role, span, source: vec![span] });
        story.text.push('\n');
    }
    story.text.pop();
    Page {
        schema: SCHEMA.to_owned(),
        id: format!("pages/{number:06}.txt"),
        url: Some(format!("https://outlet-{}.example/2024/{number}", number % 20)),
        outlet: Some(format!("Outlet {}", number % 20)),
        language: Some("en".to_owned()),
        text: story.text.clone(),
        articles: vec![story],
        ..Page::default()
    }
}

fn add_mention(story: &mut Article, name: u64) {
    let (first, last) = (capital(&word(name % 300 + 50)), capital(&word(name + 400)));
    let full = format!("{first} {last}");
    let known = story.entities.iter().position(|entity| entity.name == full);
    let (printed, form) = if known.is_some() { (last, Form::Partial) } else { (full.clone(), Form::Full) };
    let mention = Mention { span: Span::of(&printed).shifted(story.text.len()), form };
    story.text.push_str(&printed);
    match known {
        Some(at) => story.entities[at].mentions.push(mention),
        None => story.entities.push(Entity {
            id: story.entities.len() as u32,
            kind: [EntityKind::Person, EntityKind::Organization, EntityKind::Place][(name % 3) as usize],
            name: full,
            aliases: vec![],
            native: vec![],
            acronym: None,
            titles: vec![],
            title_spans: vec![],
            mentions: vec![mention],
        }),
    }
}

/// Processor time of the process in seconds, by the clock's ticks (100 a second).
fn processor() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ').skip(11).take(2);
    fields.filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Memory in MB (10^6 bytes): what is resident (`VmRSS:`) or the most that was (`VmHWM:`).
fn memory(which: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(which)).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or_default() * 1.024e-3
}

/// Runs of a step one after the other: the first pays for the memory that the others use again.
const RUNS: usize = 3;
/// How often they are made, in turns with those of one thread.
const TURNS: usize = 3;

/// What a run cost, in seconds.
#[derive(Clone, Copy, Default)]
struct Cost {
    wall: f64,
    used: f64,
}

impl Cost {
    fn and(self, other: Self) -> Self {
        Self { wall: self.wall + other.wall, used: self.used + other.used }
    }

    /// The median of runs, by wall time.
    fn median(mut runs: Vec<Self>) -> Self {
        runs.sort_by(|a, b| a.wall.total_cmp(&b.wall));
        runs[runs.len() / 2]
    }
}

/// Runs steps with the threads asked for and, where these are several, with one, too.
struct Bench {
    threads: ThreadPool,
    one: Option<ThreadPool>,
    /// Of all steps so far that can be repeated: with the threads, with one.
    sum: (Cost, Cost),
}

impl Bench {
    fn new(threads: usize) -> Result<Self, ThreadPoolBuildError> {
        let pool = |threads| ThreadPoolBuilder::new().num_threads(threads).build();
        let one = (threads > 1).then(|| pool(1)).transpose()?;
        Ok(Self { threads: pool(threads)?, one, sum: Default::default() })
    }

    /// Runs a step some times and prints what the median run cost.
    fn step<T: Send>(&mut self, name: &str, work: impl Fn() -> T + Send + Sync) {
        let (mut runs, mut of_one) = (vec![], vec![]);
        for _ in 0..TURNS {
            if let Some(one) = &self.one {
                of_one.extend((0..RUNS).map(|_| timed(|| one.install(&work)).1));
            }
            runs.extend((0..RUNS).map(|_| timed(|| self.threads.install(&work)).1));
        }
        let of_one = if of_one.is_empty() { Cost::default() } else { Cost::median(of_one) };
        let cost = (Cost::median(runs), of_one);
        self.sum = (self.sum.0.and(cost.0), self.sum.1.and(cost.1));
        told(name, cost);
    }

    /// Runs a step once, with the threads, and prints what it cost.
    fn once<T: Send>(&mut self, name: &str, work: impl FnOnce() -> T + Send) -> T {
        let (done, cost) = timed(|| self.threads.install(work));
        told(name, (cost, Cost::default()));
        done
    }
}

/// What a step makes, and its cost.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Cost) {
    let (start, before) = (Instant::now(), processor());
    let done = work();
    (done, Cost { wall: start.elapsed().as_secs_f64(), used: processor() - before })
}

/// Prints what a step has cost and, where it was run with one thread as well, the gain.
fn told(name: &str, (cost, one): (Cost, Cost)) {
    print!("{name:<28} {:>7.2} s processor {:>7.2} s wall", cost.used, cost.wall);
    if one.wall > 0.0 {
        print!(", {:>5.2} with one thread: {:.2} times", one.wall, one.wall / cost.wall);
    }
    println!();
}

/// Some milliseconds of work without memory: its gain is what the machine gives at best.
fn arithmetic(seed: u64) -> u64 {
    let mut stream = Stream(seed);
    (0..4_000_000).fold(0, |sum, _| sum ^ stream.next())
}

fn measure(megabytes: usize, pages: u64, mut bench: Bench) {
    let before = memory("VmRSS:");
    let mut collector = Collector::default();
    let (mut text, mut number, mut collected) = (0, 0, Cost::default());
    // The threads' first to be free makes all pages: their memory is of one place, as where pages are read.
    bench.threads.install(|| {
        while text < megabytes * 1_000_000 {
            let batch: Vec<Page> = (number..number + pages).map(page).collect();
            number += pages;
            text += batch.iter().map(|page| page.articles[0].text.len()).sum::<usize>();
            collected = collected.and(timed(|| collector.add(batch)).1);
        }
    });
    let megabytes = text as f64 / 1e6;
    println!("{number} stories, {megabytes:.0} MB of text");
    told("collect and pack", (collected, Cost::default()));
    let corpus = bench.once("finish", || collector.finish());
    for (name, which) in [("memory held", "VmRSS:"), ("most, with the pages", "VmHWM:")] {
        let held = memory(which) - before;
        println!("{name:<28} {held:.0} MB, {:.2} times the text", held / megabytes);
    }
    bench.step("arithmetic alone", || {
        (0..64_u64).into_par_iter().map(arithmetic).reduce(|| 0, u64::wrapping_add)
    });
    bench.sum = Default::default();
    bench.step("entities", || corpus.entities().len());
    bench.step("terms", || corpus.terms_with(&TermOptions::all()).len());
    for scope in [PairScope::Sentence, PairScope::Paragraph, PairScope::Story] {
        bench.step(&format!("pairs by {scope:?}"), || corpus.pairs(scope).len());
    }
    bench.step("timeline", || corpus.timeline(Unit::Day).len());
    bench.step("quotes", || corpus.quotes().len());
    told("all count tables", bench.sum);
    bench.step("copies, none there", || corpus.duplicates(&DuplicateOptions::default()).len());
    // Every fifth story is a copy of a fifth, cut at the end.
    let cut = |number| if number % 5 == 4 { page_of(number, number - 4, BLOCKS - 4) } else { page(number) };
    let copied = Corpus::collect((0..number / 5).map(cut).collect());
    bench.step("copies, in a fifth as much", || copied.duplicates(&DuplicateOptions::default()).len());
    drop(copied);
    bench.step("collocations", || corpus.collocations(&CollocationOptions::default()).len());
    bench.step("phrases", || corpus.phrases(&PhraseOptions::default()).len());
    bench.step("keyphrases", || corpus.keyphrases().len());
    bench.step("story threads", || corpus.story_threads(&StoryThreadOptions::default()).len());
    if let Ok(query) = "baden OR \"the corer\"".parse() {
        bench.once("search, with the index", || corpus.search(&query, Some(10)).len());
        bench.step("search again", || corpus.search(&query, Some(10)).len());
    }
    let filter = Filter { outlets: vec!["Outlet 3".to_owned()], ..Filter::default() };
    let part = bench.once("a part of a twentieth", || corpus.filter(&filter));
    bench.step("its terms and pairs", || (part.terms().len(), part.pairs(PairScope::Paragraph).len()));
    bench.step("save to memory", || corpus.to_bytes().map(|bytes| bytes.len()).unwrap_or_default());
    let saved = corpus.to_bytes().unwrap_or_default();
    println!("file                         {:.0} MB", saved.len() as f64 / 1e6);
    bench.step("load", || Corpus::from_bytes(&saved).map(|corpus| corpus.len()).unwrap_or_default());
    told("all that is done nine times", bench.sum);
}

fn main() {
    let mut arguments = std::env::args().skip(1).filter_map(|argument| argument.parse().ok());
    let (megabytes, threads) = (arguments.next().unwrap_or(100), arguments.next().unwrap_or(1));
    let pages = arguments.next().unwrap_or(250 * threads) as u64;
    match Bench::new(threads) {
        Ok(bench) => measure(megabytes, pages, bench),
        Err(error) => eprintln!("{error}"),
    }
}
