//! The `nutgraf` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(nutgraf_cli::run(std::env::args_os()))
}
