//! A corpus in a file, filters and search as a user of the command meets them.

#![expect(clippy::unwrap_used, reason = "a test: this must be there")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn run(folder: &Path, arguments: &[&str]) -> (String, String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_nutgraf"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("NUTGRAF_NUM_THREADS")
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr), output.status.code().unwrap())
}

fn seeds() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds").display().to_string()
}

/// A new folder for a test.
fn folder(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("nutgraf-corpus-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

#[test]
fn a_saved_corpus_is_read_as_its_pages_are() {
    let (folder, seeds) = (folder("saved"), seeds());
    let (out, said, status) = run(&folder, &["collect", &seeds, "-o", "seeds.nutgraf"]);
    assert_eq!((out.as_str(), status), ("", 0));
    assert!(said.starts_with("nutgraf: seeds.nutgraf: ") && said.contains(" pages, "), "{said}");
    for command in [
        &["entities", "--format", "jsonl"][..],
        &["terms", "--format", "csv"],
        &["quotes", "--format", "csv"],
        &["topics", "-k", "3", "--format", "jsonl"],
        &["pairs", "--format", "csv", "--outlet", "harbor times", "--from", "2024"],
        &["timeline", "--format", "csv", "--search", "ferry OR mayor"],
        &["search", "police OR mayor", "--format", "jsonl"],
        &["report", "-o", "-"],
    ] {
        let (expected, _, _) = run(&folder, &[command, &[&seeds]].concat());
        let (found, said, status) = run(&folder, &[command, &["seeds.nutgraf", "--threads", "2"]].concat());
        assert!(!expected.is_empty());
        assert_eq!((said.as_str(), status), ("", 0));
        assert!(found == expected, "{command:?}");
    }
    let threads = ["1", "2", "8"].map(|threads| {
        let (_, _, status) = run(&folder, &["collect", &seeds, "-o", "other.nutgraf", "--threads", threads]);
        assert_eq!(status, 0);
        fs::read(folder.join("other.nutgraf")).unwrap()
    });
    assert!(threads.iter().all(|bytes| *bytes == fs::read(folder.join("seeds.nutgraf")).unwrap()));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_corpus_grows_by_what_is_new() {
    let folder = folder("grows");
    for (name, text) in [
        ("a", "The ferry sank at noon, the harbour master said on Monday."),
        ("b", "The mayor of Larena resigned on Tuesday after a long dispute."),
        ("c", "A vote of the council came on Friday, the mayor said."),
    ] {
        fs::write(folder.join(format!("{name}.txt")), text).unwrap();
    }
    run(&folder, &["collect", "a.txt", "-o", "x.nutgraf"]);
    run(&folder, &["collect", "x.nutgraf", "b.txt", "c.txt", "-o", "x.nutgraf"]);
    run(&folder, &["collect", "a.txt", "b.txt", "c.txt", "-o", "y.nutgraf"]);
    assert!(fs::read(folder.join("x.nutgraf")).unwrap() == fs::read(folder.join("y.nutgraf")).unwrap());
    let (ids, _, _) = run(&folder, &["search", "NOT ferry", "b.txt", "x.nutgraf", "--format", "csv"]);
    let ids: Vec<&str> = ids.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(ids, ["b.txt", "b.txt", "c.txt"]);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_torn_corpus_costs_itself_only() {
    let folder = folder("torn");
    fs::write(folder.join("a.txt"), "The ferry sank at noon, the harbour master said on Monday.").unwrap();
    run(&folder, &["collect", "a.txt", "-o", "x.nutgraf"]);
    let saved = fs::read(folder.join("x.nutgraf")).unwrap();
    fs::write(folder.join("x.nutgraf"), &saved[..saved.len() - 5]).unwrap();
    let (out, said, status) = run(&folder, &["terms", "x.nutgraf", "a.txt", "--format", "csv"]);
    assert!(out.contains("\nferry,1,1,"), "{out}");
    let end = saved.len() - 5;
    let expected = format!(
        "nutgraf: cannot read x.nutgraf: torn: the file ends at byte {end}, 5 more bytes of section ENDS expected\n"
    );
    assert_eq!((said, status), (expected, 1));
    let (_, _, status) = run(&folder, &["collect", "a.txt", "-o", "no/such/folder/x.nutgraf"]);
    assert_eq!(status, 1);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_bad_query_is_told_with_its_place() {
    let (_, said, status) = run(Path::new("."), &["search", "ferry AND (", "a.txt"]);
    assert_eq!(status, 2);
    assert!(
        said.contains("column 12 of the query: expected a word, a phrase or \"(\", found its end"),
        "{said}"
    );
    let (_, said, status) = run(Path::new("."), &["terms", "a.txt", "--from", "April"]);
    assert_eq!(status, 2);
    assert!(said.contains("expected a date such as 2024, 2024-04 or 2024-04-09"), "{said}");
}

#[test]
fn the_report_of_a_part_says_which() {
    let (folder, seeds) = (folder("part"), seeds());
    let (html, _, _) = run(&folder, &["report", &seeds, "-o", "-", "--to", "2024-06", "--search", "police"]);
    assert!(html.contains("to 2024-06-30, matching police"), "{}", &html[..html.len().min(3_000)]);
    fs::remove_dir_all(folder).unwrap();
}
