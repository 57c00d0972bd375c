//! The chores of the workspace: `cargo xtask <chore>`.

mod structure;
mod tagger;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.split_first() {
        Some((chore, rest)) if chore == "train-structure" => structure::run(rest),
        Some((chore, rest)) if chore == "train-tagger" => tagger::run(rest),
        _ => Err(format!(
            "usage: cargo xtask test | train-tagger | train-structure | schema\nno chore named {:?}",
            arguments.first().map_or("", String::as_str)
        )),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
