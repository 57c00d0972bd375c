//! `cargo xtask eval`: the command's output on the development sets, scored by the scorers that stand beside them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::command::{command, output, python, root};
use crate::structure;

/// A development set and how to score on it.
struct Set {
    name: &'static str,
    /// Its folder in `../shared/data`.
    folder: &'static str,
    /// A run of the command each: arguments, and the ends of the names of its inputs. None at all: pages in five
    /// folds, each parsed by a table that saw no page of its publisher.
    runs: &'static [(&'static [&'static str], &'static [&'static str])],
    scorer: &'static str,
    /// What a score is called here, and where the scorer's JSON has it.
    figures: &'static [(&'static str, &'static str)],
}

const TOPIC_FIGURES: &[(&str, &str)] =
    &[("nmi", "/nmi"), ("purity", "/purity"), ("npmi", "/npmi"), ("diversity", "/diversity")];

const SETS: &[Set] = &[
    Set {
        name: "pages",
        folder: "pages",
        runs: &[(&["parse"], &[".txt"]), (&["parse"], &[".jsonl"])],
        scorer: "score_pages.py",
        figures: &[
            ("body_f1", "/lines/body/f1"),
            ("macro_f1", "/lines/macro_f1"),
            ("glued_exact", "/boundaries/boundaries_dev.jsonl/exact_rate"),
        ],
    },
    Set {
        name: "pages_unseen",
        folder: "pages",
        runs: &[],
        scorer: "score_pages.py",
        figures: &[
            ("body_f1", "/lines/body/f1"),
            ("micro_f1", "/lines/micro_f1"),
            ("macro_f1", "/lines/macro_f1"),
            ("teaser_p", "/lines/roles/teaser/p"),
            ("teaser_r", "/lines/roles/teaser/r"),
            ("glued_exact", "/boundaries/boundaries_dev.jsonl/exact_rate"),
        ],
    },
    Set {
        name: "html",
        folder: "html",
        runs: &[(&["parse", "--structure-only"], &[".jsonl.xz", ".html"])],
        scorer: "score_html.py",
        figures: &[
            ("body_f1", "/mean/body"),
            ("title", "/mean/title"),
            ("author_f1", "/mean/authF1"),
            ("date", "/mean/date"),
            ("encoding", "/sets/bytes/enc"),
        ],
    },
    Set {
        name: "uner_ewt",
        folder: "ner/dev/uner_ewt",
        runs: &[(&["parse", "--layout", "body"], &["input.jsonl"])],
        scorer: "score_ner.py",
        figures: &[("plo_f1", "/plo/f1")],
    },
    Set {
        name: "wnut17",
        folder: "ner/dev/wnut17",
        runs: &[(&["parse", "--layout", "body"], &["input.jsonl"])],
        scorer: "score_ner.py",
        figures: &[("plo_f1", "/plo/f1")],
    },
    Set {
        name: "text",
        folder: "text/dev",
        runs: &[(&["parse", "--tokens", "--layout", "body"], &["input.jsonl", "golden_rules.jsonl"])],
        scorer: "score_text.py",
        figures: &[
            ("token_f1", "/token/f1"),
            ("sentence_f1", "/sentence/f1"),
            ("golden_passed", "/golden/passed"),
        ],
    },
    Set {
        name: "quotes",
        folder: "quotes",
        runs: &[(&["parse"], &["input.jsonl"])],
        scorer: "score_quotes.py",
        figures: &[("attributed_f1", "/quoted/attributed/F1"), ("contents_f1", "/contents/relaxed/F1")],
    },
    Set {
        name: "times",
        folder: "times",
        runs: &[(&["parse"], &["/input.jsonl"])],
        scorer: "score_times.py",
        figures: &[("relaxed_f1", "/relaxed/F1"), ("value_f1", "/value_F1")],
    },
    Set {
        name: "names",
        folder: "names",
        runs: &[
            (&["parse"], &["/input.jsonl"]),
            (&["entities", "--top", "0", "--format", "jsonl"], &["/input.jsonl"]),
        ],
        scorer: "score_names.py",
        figures: &[
            ("exact_kind_f1", "/mentions/exact_kind/F1"),
            ("in_doc_b3", "/in_doc_B3/gold/F1"),
            ("across_b3", "/cross_doc_B3/gold/F1"),
            ("across_precision", "/cross_doc_B3/gold/P"),
        ],
    },
    Set {
        name: "keyphrases",
        folder: "keyphrases",
        runs: &[(&["parse"], &["input.jsonl"])],
        scorer: "score_keyphrases.py",
        figures: &[("f1_at_5", "/at_5/f1"), ("f1_at_10", "/at_10/f1"), ("f1_at_15", "/at_15/f1")],
    },
    Set {
        name: "duplicates",
        folder: "duplicates",
        runs: &[(&["duplicates", "--format", "jsonl"], &["input.jsonl.gz"])],
        scorer: "score_groups.py",
        figures: &[
            ("pair_f1", "/pair/f1"),
            ("pair_precision", "/pair/p"),
            ("cut", "/kinds/trunc/recall"),
            ("framed", "/kinds/frame/recall"),
            ("edited", "/kinds/edit/recall"),
            ("mixed", "/kinds/mix/recall"),
            ("hard_merged", "/hard/merged"),
        ],
    },
    Set {
        name: "stories",
        folder: "stories",
        runs: &[(&["stories", "--format", "jsonl"], &["/input.jsonl"])],
        scorer: "score_groups.py",
        figures: &[("b3_f1", "/b3/f1"), ("pair_f1", "/pair/f1")],
    },
    Set {
        name: "topics_bbc",
        folder: "topics/bbc",
        runs: &[(&["topics", "-k", "5", "--seed", "1", "--format", "jsonl"], &["input.jsonl"])],
        scorer: "score_topics.py",
        figures: TOPIC_FIGURES,
    },
    Set {
        name: "topics_ag",
        folder: "topics/ag",
        runs: &[(&["topics", "-k", "4", "--seed", "1", "--format", "jsonl"], &["input.jsonl"])],
        scorer: "score_topics.py",
        figures: TOPIC_FIGURES,
    },
];

/// Scores by `set.figure`.
pub(crate) type Scores = BTreeMap<String, f64>;

/// The folder of the development sets; none when it is not on this machine.
pub(crate) fn shared() -> Option<PathBuf> {
    let shared = root().parent()?.join("shared");
    (shared.join("data").is_dir() && shared.join("eval").is_dir()).then_some(shared)
}

/// Prints the scores of all sets, or of those named.
pub(crate) fn run(names: &[String]) -> Result<(), String> {
    if let Some(name) = names.iter().find(|name| SETS.iter().all(|set| set.name != **name)) {
        let known: Vec<_> = SETS.iter().map(|set| set.name).collect();
        return Err(format!("no set named {name:?}; there are {}", known.join(", ")));
    }
    let shared = shared().ok_or("no folder ../shared with data and eval")?;
    build()?;
    for set in SETS.iter().filter(|set| names.is_empty() || names.iter().any(|name| name == set.name)) {
        for (name, score) in score(set, &shared)? {
            println!("{name:<24} {score:.4}");
        }
    }
    Ok(())
}

/// The scores of the sets that `wanted` names one of (`pages.body_f1`).
pub(crate) fn scores(shared: &Path, wanted: &[&String]) -> Result<Scores, String> {
    let mut scores = Scores::new();
    for set in SETS {
        if wanted.iter().any(|name| name.split('.').next() == Some(set.name)) {
            scores.extend(score(set, shared)?);
        }
    }
    Ok(scores)
}

/// Builds the command that is scored.
pub(crate) fn build() -> Result<(), String> {
    output(compile()).map(|_| ())
}

/// What builds the command, as the chores are built.
pub(crate) fn compile() -> Command {
    command("cargo", &["build", "--quiet", "--profile", "chores", "--package", "nutgraf-cli"])
}

/// The command, beside this program: both are built into the same folder.
fn program() -> Result<PathBuf, String> {
    let this = std::env::current_exe().map_err(|error| format!("cannot find this program: {error}"))?;
    Ok(this.with_file_name(format!("nutgraf{}", std::env::consts::EXE_SUFFIX)))
}

fn score(set: &Set, shared: &Path) -> Result<Scores, String> {
    let folder = shared.join("data").join(set.folder);
    let written = program()?.with_file_name("eval");
    fs::create_dir_all(&written).map_err(|error| format!("cannot make {}: {error}", written.display()))?;
    let mut arguments = vec![shared.join("eval").join(set.scorer), folder.clone()];
    for (number, (options, ends)) in set.runs.iter().enumerate() {
        let mut run = command(program()?, options);
        for path in inputs(&folder, ends)? {
            run.arg(unpacked(&folder, path, &written)?);
        }
        let records = written.join(format!("{}-{number}.jsonl", set.name));
        fs::write(&records, output(run)?)
            .map_err(|error| format!("cannot write {}: {error}", records.display()))?;
        arguments.push(records);
    }
    if set.runs.is_empty() {
        let records = written.join(format!("{}.jsonl", set.name));
        let folds = ["--folds", "5", "--records"].map(str::to_owned).into_iter();
        let places = [&folder, &records].map(|path| path.to_string_lossy().into_owned());
        structure::run(&[&places[..1], &folds.collect::<Vec<_>>(), &places[1..]].concat())?;
        arguments.push(records);
    }
    let mut scorer = command(python()?, &[]);
    scorer.args(arguments).arg("--json");
    let found: Value = serde_json::from_slice(&output(scorer)?)
        .map_err(|error| format!("{} wrote no JSON: {error}", set.scorer))?;
    let figure = |&(name, place): &(&str, &str)| {
        let value = found.pointer(place).and_then(Value::as_f64);
        let value = value.ok_or_else(|| format!("{} wrote no {place}", set.scorer))?;
        Ok((format!("{}.{name}", set.name), value))
    };
    set.figures.iter().map(figure).collect()
}

/// A file as it is, or, of an `.xz` one, what it unpacks to under the same name in a folder of ours.
fn unpacked(folder: &Path, path: PathBuf, written: &Path) -> Result<PathBuf, String> {
    if path.extension().is_none_or(|ending| ending != "xz") {
        return Ok(path);
    }
    let within = path.strip_prefix(folder).unwrap_or(&path);
    let plain = written.join(within).with_extension("");
    if let Some(folder) = plain.parent() {
        fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    }
    const UNPACK: &str =
        "import lzma, shutil, sys; shutil.copyfileobj(lzma.open(sys.argv[1]), open(sys.argv[2], 'wb'))";
    let mut run = command(python()?, &["-c", UNPACK]);
    run.args([&path, &plain]);
    output(run).map(|_| plain)
}

/// The files of a folder, and of those in it, whose paths end so, in order of their names.
fn inputs(folder: &Path, ends: &[&str]) -> Result<Vec<PathBuf>, String> {
    let cannot = |error| format!("cannot read {}: {error}", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(cannot)? {
        let path = entry.map_err(cannot)?.path();
        if path.is_dir() {
            found.extend(inputs(&path, ends)?);
        } else if ends.iter().any(|end| path.to_string_lossy().ends_with(end))
            && !path.ends_with("gold.jsonl")
        {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
