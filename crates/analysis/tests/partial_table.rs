//! Counts as tables, as other engines cut, join and sum them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "the helpers of tests are tests")]

mod pages;

use std::collections::{BTreeMap, BTreeSet};

use nutgraf_analysis::{Corpus, Partial, PhraseOptions, Table, TermOptions, Values};
use nutgraf_core::Page;

/// Forty stories of four days, with names, acronyms and pages that say nothing of themselves.
fn many_pages() -> Vec<Page> {
    let subjects = [
        "The ferry left in a storm with {p Anna Brandt} aboard. Pilots of the {o.acronym HPL=Harbour Pilots League} watched.",
        "The mayor {p Otto Brandt} lost the vote in {l Port Roc}. {p.partial Brandt=Otto Brandt} asked for 2 more.",
        "“Été” and 2024's strike closed the mill.",
    ];
    let page = |at: usize| {
        let day = [Some("2024-04-09"), Some("2024-05-01T08:00:00Z"), Some("someday"), None][at % 4];
        let text = subjects[at * 7 % 3];
        let mut page = pages::page(&format!("page-{:02}", at * 17 % 40), day, &[text, "More was not said."]);
        page.outlet = (!at.is_multiple_of(3)).then(|| format!("Outlet {}", at % 5));
        page
    };
    (0..40).map(page).collect()
}

/// What an engine does with tables: rows of all parts in one table, in another order, cut elsewhere.
#[test]
fn tables_of_counts_are_cut_and_joined_anywhere() {
    let parts: Vec<Table> =
        many_pages().chunks(9).map(|part| Corpus::collect(part.to_vec()).partial().table()).collect();
    let mut rows: Vec<Table> =
        parts.iter().flat_map(|part| (0..part.len()).map(|row| one(part, row))).collect();
    rows.reverse();
    for threads in [1, 2, 8] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let whole = Corpus::collect(many_pages()).partial().clone();
            for size in [1, 7, 40] {
                let given = rows.chunks(size).map(|rows| Partial::from_table(&joined(rows)).unwrap());
                assert!(Partial::merge_all(given.collect()) == whole, "{threads} threads, tables of {size}");
            }
            assert!(Partial::from_table(&whole.table()).unwrap() == whole);
        });
    }
    assert_eq!(Partial::from_table(&Table::default()), Ok(Partial::default()));
}

/// Grouped and summed without us, the rows hold the counts of the tables.
#[test]
fn an_engine_counts_in_tables_what_we_count() {
    let corpus = Corpus::collect(many_pages());
    let table = corpus.partial().table();
    let lists = |name| match &table.columns.iter().find(|column| column.name == name).unwrap().values {
        Values::List(lists) => lists.clone(),
        other => panic!("{other:?}"),
    };
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for token in lists("tokens").into_iter().flatten() {
        *counts.entry(token.to_lowercase()).or_default() += 1;
    }
    let terms = corpus.terms_with(&TermOptions::all());
    assert!(terms.len() > 20);
    for row in terms {
        assert_eq!(counts.get(&row.term), Some(&row.count), "{}", row.term);
    }
    let names: BTreeSet<String> = lists("entity_names").into_iter().flatten().collect();
    assert!(corpus.entities().iter().all(|row| names.contains(&row.name)));
}

/// Tokens behind the end of the last sentence are in none, and move no phrase of a later story.
#[test]
fn phrases_of_a_story_whose_sentences_end_before_its_tokens() {
    let texts = ["Eight pilots of the old mill sang at dawn.", "Port Lune slept. Port Lune woke."];
    let collected = Corpus::collect(texts.map(|text| pages::page(&text[..5], None, &[text])).to_vec());
    let mut table = collected.partial().table();
    for column in table.columns.iter_mut().filter(|column| column.name == "sentence_ends") {
        let Values::Integers(lists) = &mut column.values else { panic!("{:?}", column.values) };
        let ends = lists.iter_mut().find(|ends| ends.len() == 1).unwrap();
        ends[0] = 2;
    }
    let corpus = Corpus::of_counts(Partial::from_table(&table).unwrap());
    let rows = corpus.phrases(&PhraseOptions { min_count: 2, ..PhraseOptions::default() });
    let found: Vec<_> = rows.iter().map(|row| (row.phrase.as_str(), row.count)).collect();
    assert_eq!(found, [("Port Lune", 2)]);
}

#[test]
fn a_table_that_is_no_partial_is_refused_with_its_place() {
    let table = Corpus::collect(many_pages()).partial().table();
    let change = |name: &str, values: fn(&mut Values)| {
        let mut table = table.clone();
        values(&mut table.columns.iter_mut().find(|column| column.name == name).unwrap().values);
        Partial::from_table(&table).unwrap_err().to_string()
    };
    let wrong: fn(&mut Values) = |values| match values {
        Values::Text(texts) => texts[2] = None,
        Values::List(lists) => lists[2].push("no such name".to_owned()),
        Values::Integers(lists) => lists[2].push(-5),
        Values::Integer(numbers) => numbers[2] = None,
        _ => {}
    };
    for column in table.columns.iter().map(|column| column.name) {
        // Any day, outlet or word will do.
        if !matches!(column, "day" | "outlet" | "language" | "tokens") {
            let message = change(column, wrong);
            assert!(message.starts_with("row 2 of the table, column"), "{column}: {message}");
        }
        let message = change(column, |values| *values = Values::Bool(vec![None; 40]));
        assert!(
            message.starts_with(&format!("the table of a partial needs a column \"{column}\"")),
            "{message}"
        );
    }
    let far: fn(&mut Values) = |values| match values {
        Values::Integers(lists) => lists[0].iter_mut().for_each(|number| *number = 1 << 20),
        other => panic!("{other:?}"),
    };
    for column in ["sentence_ends", "block_ends", "form_entities", "mention_entities"] {
        assert!(
            change(column, far).starts_with(&format!("row 0 of the table, column {column:?}")),
            "{column}"
        );
    }
}

/// A table cannot tell an acronym of blanks from none; nor do we.
#[test]
fn an_acronym_of_blanks_is_none() {
    let mut page = many_pages().remove(0);
    page.articles[0].entities[0].acronym = Some("  ".to_owned());
    let partial = Corpus::collect(vec![page]).partial().clone();
    assert!(Partial::from_table(&partial.table()).unwrap() == partial);
}

/// One row of a table.
fn one(table: &Table, row: usize) -> Table {
    let mut one = table.clone();
    for column in &mut one.columns {
        match &mut column.values {
            Values::Text(values) => *values = vec![values.swap_remove(row)],
            Values::List(values) => *values = vec![values.swap_remove(row)],
            Values::Integers(values) => *values = vec![values.swap_remove(row)],
            Values::Integer(values) => *values = vec![values.swap_remove(row)],
            Values::Date(values) => *values = vec![values.swap_remove(row)],
            other => panic!("{other:?}"),
        }
    }
    one
}

/// The rows of all.
fn joined(tables: &[Table]) -> Table {
    let mut all = tables[0].clone();
    for table in &tables[1..] {
        for (to, from) in all.columns.iter_mut().zip(&table.columns) {
            match (&mut to.values, &from.values) {
                (Values::Text(to), Values::Text(from)) => to.extend_from_slice(from),
                (Values::List(to), Values::List(from)) => to.extend_from_slice(from),
                (Values::Integers(to), Values::Integers(from)) => to.extend_from_slice(from),
                (Values::Integer(to), Values::Integer(from)) => to.extend_from_slice(from),
                (Values::Date(to), Values::Date(from)) => to.extend_from_slice(from),
                other => panic!("{other:?}"),
            }
        }
    }
    all
}
