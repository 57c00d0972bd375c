//! The chores of the workspace: `cargo xtask <chore>`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let chore = std::env::args().nth(1).unwrap_or_default();
    eprintln!("usage: cargo xtask test | train-tagger | train-structure | schema\nno chore named {chore:?}");
    ExitCode::FAILURE
}
