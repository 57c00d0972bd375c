//! The chores of the workspace: `cargo xtask <chore>`.

mod command;
mod eval;
mod gate;
mod glued;
mod keyphrase;
mod peers;
mod schema;
mod structure;
mod suite;
mod tagger;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask <chore>

  test                     all tests: Rust, Python, types, lints, README, quality floors
                           (makes .venv and installs what it needs there)
  eval [SET...]            scores on ../shared/data, by the scorers of ../shared/eval
  gate [--raise | --lower] the same against tests/gate/floors.json; --raise lifts the floors to
                           the scores reached, --lower sets them there even where that is lower
  peers [MB] [COMPARISON]  speed and quality beside other libraries (nmf, lda, copies), over a text
                           made of ../shared/data; makes target/peers with what it needs
  train-tagger             the embedded model of names, from ../shared/data
  count-words FILE         the table of words for keyphrases, from texts of news (*.jsonl.gz)
  train-structure DIR      the tables of the structure pass, from ../shared/data/pages
  schema [--check]         the JSON Schema of the page record, or whether it is up to date";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (chore, rest) = match arguments.split_first() {
        Some((chore, rest)) => (chore.as_str(), rest),
        None => ("help", &[][..]),
    };
    let done = match chore {
        "test" => suite::run(rest),
        "eval" => eval::run(rest),
        "gate" => gate::run(rest),
        "peers" => peers::run(rest),
        "schema" => schema::run(rest),
        "count-words" => keyphrase::run(rest),
        "train-structure" => structure::run(rest),
        "train-tagger" => tagger::run(rest),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(format!("{USAGE}\n\nno chore named {other:?}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
