//! `cargo xtask gate`: scores must not fall below the floors that stand in the repository.

use std::fs;

use crate::command::root;
use crate::eval::{self, Scores};

/// Where the floors stand.
const FLOORS: &str = "tests/gate/floors.json";

fn read() -> Result<Scores, String> {
    let text =
        fs::read_to_string(root().join(FLOORS)).map_err(|error| format!("cannot read {FLOORS}: {error}"))?;
    serde_json::from_str(&text).map_err(|error| format!("{FLOORS}: {error}"))
}

/// The fresh score of every floor.
fn fresh(floors: &Scores) -> Result<Option<Scores>, String> {
    let Some(shared) = eval::shared() else { return Ok(None) };
    let scores = eval::scores(&shared, &floors.keys().collect::<Vec<_>>())?;
    match floors.keys().find(|name| !scores.contains_key(*name)) {
        Some(name) => Err(format!("{FLOORS}: no score is named {name:?}")),
        None => Ok(Some(scores)),
    }
}

/// Compares, and prints the comparison; gives a closing line.
///
/// Expects the command to be built.
pub(crate) fn check() -> Result<String, String> {
    println!("\n== quality floors");
    let floors = read()?;
    let Some(scores) = fresh(&floors)? else {
        println!("no folder ../shared with data and eval: nothing to score");
        return Ok(format!("0 passed, 0 failed, {} skipped", floors.len()));
    };
    let mut failed = 0;
    for (name, floor) in &floors {
        let score = scores.get(name).copied().unwrap_or_default();
        let low = score < *floor;
        failed += usize::from(low);
        println!("{name:<24} {score:>9.4}, floor {floor}{}", if low { ": BELOW" } else { "" });
    }
    let closing = format!("{} passed, {failed} failed", floors.len() - failed);
    println!("{closing}");
    if failed == 0 { Ok(closing) } else { Err(closing) }
}

/// Compares; with `--raise` or `--lower` sets the floors anew.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    eval::build()?;
    let lower = match arguments {
        [] => return check().map(|_| ()),
        [word] if word == "--raise" => false,
        [word] if word == "--lower" => true,
        _ => return Err(format!("cargo xtask gate takes --raise or --lower, found {arguments:?}")),
    };
    let mut floors = read()?;
    let scores = fresh(&floors)?.ok_or("no folder ../shared with data and eval")?;
    for (name, floor) in &mut floors {
        // A digit less than is printed: floors are for people to read.
        let score = scores.get(name).map_or(*floor, |score| (score * 1000.0).floor() / 1000.0);
        if lower || score > *floor {
            println!("{name}: {floor} -> {score}");
            *floor = score;
        }
    }
    let text = serde_json::to_string_pretty(&floors).map_err(|error| error.to_string())?;
    fs::write(root().join(FLOORS), text + "\n").map_err(|error| format!("cannot write {FLOORS}: {error}"))
}
