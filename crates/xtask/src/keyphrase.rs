//! `cargo xtask count-words`: makes the table of words that keyphrases are found with.

use std::fs::File;
use std::io::{BufRead, BufReader};

use flate2::read::GzDecoder;
use nutgraf_annotate::WordCounts;
use serde::Deserialize;

const TABLE: &str = "crates/annotate/src/keyphrase/words.tsv";

/// A text as its file has it; its labels are not read.
#[derive(Deserialize)]
struct Text {
    text: String,
}

/// Runs the chore with the arguments after its name.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let [path] = arguments else { return Err("usage: cargo xtask count-words FILE.jsonl.gz".to_owned()) };
    let file = File::open(path).map_err(|error| format!("{path}: {error}"))?;
    let mut counts = WordCounts::default();
    for (number, line) in BufReader::new(GzDecoder::new(file)).lines().enumerate() {
        let line = line.map_err(|error| format!("{path}: {error}"))?;
        let text: Text =
            serde_json::from_str(&line).map_err(|error| format!("{path}, line {}: {error}", number + 1))?;
        counts.add(&text.text);
    }
    let table = counts.table();
    std::fs::write(TABLE, &table).map_err(|error| format!("{TABLE}: {error}"))?;
    eprintln!("{TABLE}: {} words, {} bytes", table.lines().count(), table.len());
    Ok(())
}
