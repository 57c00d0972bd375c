//! Dependencies run one way: a crate may use those below it, and nothing heavy reaches the bottom.

#![expect(clippy::unwrap_used, reason = "a test: this must be there")]

use std::fs;
use std::path::{Path, PathBuf};

/// Each crate, lowest first, and those of ours that it may use.
const MAY_USE: [(&str, &[&str]); 12] = [
    ("text", &[]),
    ("gazetteer", &[]),
    ("core", &["text"]),
    ("tagger", &["text", "gazetteer"]),
    ("read", &["core"]),
    ("annotate", &["core", "tagger"]),
    ("analysis", &["core", "gazetteer"]),
    ("report", &["analysis", "core"]),
    ("nutgraf", &["text", "core", "tagger", "read", "annotate", "analysis", "report"]),
    ("cli", &["nutgraf"]),
    ("python", &["nutgraf", "cli"]),
    ("xtask", &["text", "core", "tagger", "read", "annotate", "analysis", "report", "nutgraf", "cli"]),
];

/// All that a program pays for which only parses articles or finds names.
const BOTTOM: [&str; 4] = ["text", "gazetteer", "core", "tagger"];
const LIGHT: [&str; 6] = ["memchr", "rustc-hash", "serde", "serde_json", "thiserror", "xxhash-rust"];

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The names in a manifest's `[dependencies]` that every user pays for: tests and benches may use what they like, and
/// so may a feature that only a chore turns on.
fn dependencies(name: &str) -> Vec<String> {
    let manifest = fs::read_to_string(crates().join(name).join("Cargo.toml")).unwrap();
    let mut found = Vec::new();
    let mut inside = false;
    for line in manifest.lines().map(str::trim) {
        if line.starts_with('[') {
            inside = line.starts_with("[dependencies") || line.ends_with(".dependencies]");
        } else if inside && !line.starts_with('#') && !line.contains("optional = true") {
            let end = line.find(['.', '=', ' ']).unwrap_or(0);
            found.extend((end > 0).then(|| line[..end].to_owned()));
        }
    }
    found
}

fn ours(dependency: &str) -> Option<&str> {
    if dependency == "nutgraf" { Some(dependency) } else { dependency.strip_prefix("nutgraf-") }
}

#[test]
fn every_crate_has_its_place() {
    let mut found: Vec<String> = fs::read_dir(crates())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let mut known: Vec<&str> = MAY_USE.iter().map(|(name, _)| *name).collect();
    found.sort();
    known.sort_unstable();
    assert_eq!(found, known);
}

#[test]
fn a_crate_uses_only_those_below_it() {
    for (name, allowed) in MAY_USE {
        for dependency in dependencies(name) {
            if let Some(used) = ours(&dependency) {
                assert!(allowed.contains(&used), "{name} must not use {used}");
            }
        }
    }
}

#[test]
fn nothing_heavy_reaches_the_bottom() {
    for name in BOTTOM {
        for dependency in dependencies(name).iter().filter(|dependency| ours(dependency).is_none()) {
            assert!(LIGHT.contains(&dependency.as_str()), "{name} must not use {dependency}");
        }
    }
}

#[test]
fn only_the_binding_knows_python() {
    for (name, _) in MAY_USE {
        let binds = dependencies(name).iter().any(|dependency| dependency.starts_with("pyo3"));
        assert_eq!(binds, name == "python", "{name}");
    }
}
