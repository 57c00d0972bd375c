//! Whole behaviour, for reading: each page of `tests/inputs` and `seeds` with its marks under the words.
//!
//! `INSTA_UPDATE=new cargo test -p nutgraf --test snapshots` writes what changed as `.snap.new`: read it, then rename.

#![expect(clippy::unwrap_used, reason = "a test: this must be there")]

mod marked;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use nutgraf::read::{Options, Record, open};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name)
}

/// Snapshots every page of a folder, and names all that differ at once.
fn check(name: &str) {
    let root = folder(name);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder("tests/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut failed = Vec::new();
    for record in open(std::slice::from_ref(&root), &Options::default()) {
        let Record::Layout(mut layout) = record.unwrap() else { continue };
        let path = PathBuf::from(&layout.id);
        let short = path.strip_prefix(&root).unwrap().with_extension("");
        layout.id = short.display().to_string();
        settings.set_description(format!("{name}/{}", layout.id));
        let seen = marked::page(&nutgraf::parse(layout, &nutgraf::Options::default()));
        let snapshot = format!("{name}-{}", short.display()).replace('/', "-").replace("tests-", "");
        let compare = || settings.bind(|| insta::assert_snapshot!(snapshot.as_str(), seen));
        let same = catch_unwind(AssertUnwindSafe(compare));
        failed.extend(same.is_err().then_some(snapshot));
    }
    assert!(failed.is_empty(), "these pages look different now: {failed:#?}");
}

#[test]
fn small_pages_read_as_their_marks_say() {
    check("tests/inputs");
}

#[test]
fn sample_pages_read_as_their_marks_say() {
    check("seeds");
}
