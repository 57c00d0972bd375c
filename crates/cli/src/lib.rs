//! The `nutgraf` command, as a function: the binary and the Python package both call [`run`].

mod args;
mod parse;

use std::ffi::OsString;

use clap::Parser;

use crate::args::{Arguments, Command};

/// Runs the command with these arguments (the first is the program's name); returns its exit status: 0, or 1 when
/// an input was bad, or 2 when it was called wrongly.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version come here as well; a closed stream cannot be told so.
            let _ = error.print();
            return u8::try_from(error.exit_code()).unwrap_or(2);
        }
    };
    match arguments.command {
        Command::Parse(arguments) => parse::run(&arguments),
    }
}
