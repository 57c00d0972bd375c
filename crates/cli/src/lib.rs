//! The `nutgraf` command, as a function: the binary and the Python package both call [`run`].
//!
//! Results go to standard output, what could not be read to standard error, a line each. The command never ends the
//! process it runs in.
//!
//! ```
//! let status = nutgraf_cli::run(["nutgraf", "terms", "--format", "csv", "no/such/file"].map(Into::into));
//! assert_eq!(status, 1);
//! ```

mod args;
mod choice;
mod collect;
mod duplicates;
mod explain;
mod filter;
mod gather;
mod keyness;
mod network;
mod output;
mod parse;
mod progress;
mod report;
mod search;
mod sources;
mod stories;
mod table;
mod tables;
mod time;
mod topics;
mod words;

use std::ffi::OsString;

use clap::Parser;

use crate::args::{Arguments, Command};
use crate::output::Output;

/// Runs the command with these arguments (the first is the program's name); returns its exit status: 0, or 1 when
/// an input was bad or the output could not be written, or 2 when it was called wrongly.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version come here as well. Nobody can be told that the stream is closed.
            let _ = error.print();
            return u8::try_from(error.exit_code()).unwrap_or(2);
        }
    };
    let mut output = Output::new();
    let written = match &arguments.command {
        Command::Parse(arguments) => parse::run(arguments, &mut output),
        Command::Explain(arguments) => explain::run(arguments, &mut output),
        Command::Entities(arguments) => tables::entities(arguments, &mut output),
        Command::Terms(arguments) => keyness::terms(arguments, &mut output),
        Command::Keyness(arguments) => keyness::keyness(arguments, &mut output),
        Command::Collocations(arguments) => words::collocations(arguments, &mut output),
        Command::Concordance(arguments) => words::concordance(arguments, &mut output),
        Command::Phrases(arguments) => words::phrases(arguments, &mut output),
        Command::Sources(arguments) => sources::sources(arguments, &mut output),
        Command::Readability(arguments) => sources::readability(arguments, &mut output),
        Command::Pairs(arguments) => tables::pairs(arguments, &mut output),
        Command::Network(arguments) => network::run(arguments, &mut output),
        Command::Topics(arguments) => topics::run(arguments, &mut output),
        Command::Timeline(arguments) => time::timeline(arguments, &mut output),
        Command::Bursts(arguments) => time::bursts(arguments, &mut output),
        Command::Changes(arguments) => time::changes(arguments, &mut output),
        Command::Novelties(arguments) => time::novelties(arguments, &mut output),
        Command::Quotes(arguments) => tables::quotes(arguments, &mut output),
        Command::Keyphrases(arguments) => tables::keyphrases(arguments, &mut output),
        Command::Duplicates(arguments) => duplicates::run(arguments, &mut output),
        Command::Search(arguments) => search::run(arguments, &mut output),
        Command::Collect(arguments) => collect::run(arguments, &mut output),
        Command::Stories(arguments) => stories::run(arguments, &mut output),
        Command::Report(arguments) => report::run(arguments, &mut output),
    };
    output.finish(written)
}
