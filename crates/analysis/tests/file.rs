//! Saved corpora come back, and damaged ones are refused with the place.
#![allow(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod pages;

use nutgraf_analysis::{Aliases, Corpus, FileError, Filter, Partial, TopicOptions, Topics, Unit};
use nutgraf_core::{
    Anchor, Author, Dateline, EntityKind, Furniture, Image, Keyphrase, NativeName, Note, NoteKind, Page,
    Quotation, QuotationKind, Role, Span, TimeExpression, TimeType, Unresolved,
};
use pages::page;
use proptest::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

/// A page with something in every field.
fn full(id: usize) -> Page {
    let mut page = page(
        &format!("page-{id}"),
        Some("2024-04-09"),
        &[
            "{p Anna Brandt} of {o.acronym HPL=Harbour Pilots League} said: été 2024.",
            "{l Port Roc} slept, 3G too.",
        ],
    );
    page.url = Some("https://a.example/1".to_owned());
    page.outlet = Some(["Harbour Times", "The Roc"][id % 2].to_owned());
    page.language = Some("en".to_owned());
    page.published = Some("2024-04-09".to_owned());
    page.text = format!("Menu\n{}\n", page.articles[0].text);
    page.furniture = vec![Furniture { role: Role::Nav, source: vec![Span::new(0, 4)] }];
    page.notes = vec![Note { kind: NoteKind::Character, message: "odd".to_owned(), source: Span::new(1, 2) }];
    let story = &mut page.articles[0];
    let first = story.blocks[0].span;
    story.blocks[0].source = vec![first.shifted(5)];
    story.id = format!("{id:x}");
    story.truncated = id % 2 == 1;
    story.headline = Some("Été".to_owned());
    story.kicker = Some(String::new());
    story.authors = vec![Author { name: "A".to_owned(), title: None, organization: Some("B".to_owned()) }];
    story.dateline =
        Some(Dateline { place: Some("Roc".to_owned()), span: Span::new(0, 3), ..Dateline::default() });
    story.keywords = vec!["k".to_owned()];
    story.images = vec![Image { caption: Some("c".to_owned()), credit: None }];
    story.tokens = id.is_multiple_of(3).then(|| vec![Span::new(0, 4), Span::new(5, 11)]);
    story.entities[0].native = vec![NativeName { text: "安".to_owned(), script: "Hani".to_owned() }];
    story.entities[1].acronym = Some("HPL".to_owned());
    story.entities[0].titles = vec!["Captain".to_owned()];
    story.entities[0].title_spans = vec![Span::new(0, 4)];
    story.quotations = vec![Quotation {
        kind: QuotationKind::Mixed,
        parts: vec![Span::new(20, 30), Span::new(3, 5)],
        cue: Some(Span::new(12, 16)),
        speaker: Some(Span::new(0, 11)),
        entity: Some(0),
    }];
    story.times = vec![TimeExpression {
        span: Span::new(2, 6),
        kind: TimeType::Set,
        value: None,
        anchor: Some(Anchor::Mention),
        unresolved: Some(Unresolved::Vague),
    }];
    story.keyphrases = vec![Keyphrase { text: "k".to_owned(), score: 0.1 }];
    page
}

fn fully(count: usize) -> Vec<Page> {
    (0..count).map(full).collect()
}

#[test]
fn a_saved_corpus_comes_back() {
    let path = std::env::temp_dir().join(format!("nutgraf-file-{}.nutgraf", std::process::id()));
    for count in [0, 1, 700] {
        let corpus = Corpus::collect(fully(count));
        corpus.save(&path).unwrap();
        assert!(Corpus::is_saved(&path));
        let loaded = Corpus::load(&path).unwrap();
        assert!(loaded.pages().eq(fully(count).into_iter().map(Into::into)));
        assert_eq!(loaded.partial(), corpus.partial());
        assert_eq!(loaded.entities(), corpus.entities());
        assert_eq!(loaded.timeline(Unit::Day), corpus.timeline(Unit::Day));
        assert_eq!(loaded.topics(&TopicOptions::default()), corpus.topics(&TopicOptions::default()));
        assert_eq!(loaded.to_bytes().unwrap(), std::fs::read(&path).unwrap());
        let partial = corpus.partial().to_bytes().unwrap();
        assert_eq!(&Partial::from_bytes(&partial).unwrap(), corpus.partial());
    }
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn the_same_bytes_whatever_the_cut_and_the_threads() {
    let expected = Corpus::collect(fully(600)).to_bytes().unwrap();
    let partial = Corpus::collect(fully(600)).partial().to_bytes().unwrap();
    for (threads, size) in [(1, 1), (2, 77), (8, 599)] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let (bytes, part) = pool.install(|| {
            let parts: Vec<Corpus> =
                fully(600).chunks(size).map(|part| Corpus::collect(part.to_vec())).collect();
            let backwards = parts.iter().rev().map(|part| part.partial().clone());
            let partial = backwards.reduce(Partial::merge).unwrap().to_bytes().unwrap();
            (parts.into_iter().reduce(Corpus::merge).unwrap().to_bytes().unwrap(), partial)
        });
        assert!(bytes == expected, "{threads} threads, parts of {size}");
        assert!(part == partial, "{threads} threads, parts of {size}");
        let loaded = pool.install(|| Corpus::from_bytes(&expected)).unwrap();
        assert!(loaded.to_bytes().unwrap() == expected, "loaded by {threads} threads");
    }
}

#[test]
fn a_part_is_saved_without_the_rest() {
    let corpus = Corpus::collect(fully(400));
    let part = corpus.filter(&Filter { outlets: vec!["The Roc".to_owned()], ..Filter::default() });
    let chosen: Vec<Page> = fully(400).into_iter().skip(1).step_by(2).collect();
    let loaded = Corpus::from_bytes(&part.to_bytes().unwrap()).unwrap();
    assert_eq!(loaded.filtered(), Some("in The Roc"));
    assert!(loaded.pages().eq(chosen.iter().cloned().map(Into::into)));
    // All but the first section, which says what it is a part of.
    let (saved, expected) = (part.to_bytes().unwrap(), Corpus::collect(chosen).to_bytes().unwrap());
    assert!(saved.ends_with(&expected[60..]));
    assert!(saved.len() < corpus.to_bytes().unwrap().len() * 2 / 3);
}

#[test]
fn a_torn_or_foreign_file_is_refused_with_its_place() {
    let saved = Corpus::collect(fully(3)).to_bytes().unwrap();
    for length in 1..saved.len() {
        match Corpus::from_bytes(&saved[..length]) {
            Err(FileError::Torn { at, .. }) => assert_eq!(at, length as u64),
            other => panic!("{length}: {other:?}"),
        }
    }
    let refused = |bytes: &[u8]| Corpus::from_bytes(bytes).unwrap_err().to_string();
    assert_eq!(refused(b""), "not a file that nutgraf saved: its first bytes are []");
    assert!(
        refused(b"{\"schema\": 1}").starts_with("not a file that nutgraf saved: its first bytes are [123")
    );
    let torn = refused(&saved[..38]);
    assert_eq!(torn, "torn: the file ends at byte 38, 1 more bytes of section META expected");
    let mut other = saved.clone();
    other[8] = 9;
    let said = "a file in version 9 of the format; this nutgraf reads versions 1 to 2: save it anew";
    assert_eq!(refused(&other), said);
    let partial = Corpus::collect(fully(3)).partial().to_bytes().unwrap();
    assert_eq!(refused(&partial), "expected a saved corpus, found a saved partial");
    other = saved.clone();
    other.push(0);
    assert!(refused(&other).starts_with("damaged: expected the end of the file"));
    assert!(matches!(Corpus::load(std::path::Path::new("no/such")), Err(FileError::Io(_))));
}

fn aliased(count: usize) -> Corpus {
    let mut aliases = Aliases::default();
    aliases.add("Ada Brandt", "Anna Brandt", None);
    aliases.add("Ada Brandt", "Port Roc", Some(EntityKind::Person));
    Corpus::collect(fully(count)).with_aliases(aliases)
}

#[test]
fn a_saved_corpus_keeps_what_the_user_says_of_names() {
    let (corpus, plain) = (aliased(3), Corpus::collect(fully(3)));
    assert_eq!((corpus.entities()[0].name.as_str(), corpus.entities()[0].mentions), ("Ada Brandt", 6));
    assert_ne!(corpus.entities(), plain.entities());
    let bytes = corpus.to_bytes().unwrap();
    let loaded = Corpus::from_bytes(&bytes).unwrap();
    assert_eq!(loaded.entities(), corpus.entities());
    assert_eq!(loaded.to_bytes().unwrap(), bytes);
    // They hold for parts, and for what it is merged with, on either side.
    let part = corpus.filter(&Filter { outlets: vec!["The Roc".to_owned()], ..Filter::default() });
    assert_eq!(Corpus::from_bytes(&part.to_bytes().unwrap()).unwrap().entities(), part.entities());
    for both in [plain.clone().merge(loaded.clone()), loaded.clone().merge(plain.clone())] {
        assert_eq!((both.entities()[0].name.as_str(), both.entities()[0].mentions), ("Ada Brandt", 12));
    }
    let counts = Corpus::of_counts(loaded.partial().clone()).merge(loaded);
    assert_eq!(Corpus::from_bytes(&counts.to_bytes().unwrap()).unwrap().entities()[0].name, "Ada Brandt");
}

#[test]
fn older_files_are_read_or_refused_in_clear_words() {
    // A corpus of version 1 has no section of aliases.
    let saved = Corpus::collect(fully(3)).to_bytes().unwrap();
    let alias = sections(&saved)[1].clone();
    assert_eq!(&saved[alias.start - 20..alias.start - 16], b"ALIA");
    let mut old = [&saved[..alias.start - 20], &saved[alias.end..]].concat();
    old[8] = 1;
    let end = old.len() - 8;
    let count = (sections(&saved).len() as u64 - 2).to_le_bytes();
    old[end..].copy_from_slice(&count);
    old[end - 8..end].copy_from_slice(&xxh3_64(&count).to_le_bytes());
    assert_eq!(Corpus::from_bytes(&old).unwrap().to_bytes().unwrap(), saved);
    // The weights of a model of version 1 mean something else.
    let topics = Corpus::collect(fully(3)).topics(&TopicOptions::default());
    let mut old = topics.to_bytes().unwrap();
    assert!(Topics::from_bytes(&old).is_ok());
    old[8] = 1;
    let error = Topics::from_bytes(&old).unwrap_err().to_string();
    assert_eq!(error, "a file in version 1 of the format; this nutgraf reads version 2: save it anew");
}

#[test]
fn every_changed_byte_is_noticed() {
    let saved = aliased(2).to_bytes().unwrap();
    for at in 0..saved.len() {
        let mut changed = saved.clone();
        changed[at] ^= 0x20;
        assert!(Corpus::from_bytes(&changed).is_err(), "byte {at} of {}", saved.len());
    }
}

/// The contents of the sections, as ranges.
fn sections(saved: &[u8]) -> Vec<std::ops::Range<usize>> {
    let (mut found, mut at) = (vec![], 16);
    while at < saved.len() {
        let length = u64::from_le_bytes(saved[at + 4..at + 12].try_into().unwrap()) as usize;
        found.push(at + 20..at + 20 + length);
        at += 20 + length;
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Whoever changes a file and its checksum gets an error or another corpus, but no panic.
    #[test]
    fn changed_contents_never_panic(section: prop::sample::Index, at: prop::sample::Index, byte: u8) {
        let mut saved = aliased(2).to_bytes().unwrap();
        let all = sections(&saved);
        let content = section.get(&all).clone();
        let place = content.start + at.index(content.len());
        saved[place] = byte;
        let checksum = xxh3_64(&saved[content.clone()]).to_le_bytes();
        saved[content.start - 8..content.start].copy_from_slice(&checksum);
        if let Ok(corpus) = Corpus::from_bytes(&saved) {
            let read = corpus.pages().count() + corpus.stories().filter(|story| story.day().is_some()).count();
            let tables = (corpus.entities(), corpus.terms(), corpus.quotes(), corpus.timeline(Unit::Day));
            let found = corpus.search(&"brandt OR \"port roc\" OR entity:HPL".parse().unwrap(), None);
            std::hint::black_box((read, tables, found, corpus.topics(&TopicOptions::default())));
            std::hint::black_box(corpus.pairs(nutgraf_analysis::PairScope::Sentence));
        }
    }
}
