//! The `nutgraf` command, as a function: the binary and the Python package both call [`run`].

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

use nutgraf::analysis::Corpus;

/// Runs the command with these arguments (the first is the program's name); returns its exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<_> = arguments.into_iter().skip(1).collect();
    let out = &mut std::io::stdout().lock();
    let paths: Vec<PathBuf> = arguments.iter().skip(1).map(PathBuf::from).collect();
    let pages = nutgraf::pages(&paths, &nutgraf::Options::default()).flatten();
    if arguments.first().is_some_and(|word| word == "parse") {
        for page in pages {
            if writeln!(out, "{}", page.to_json()).is_err() {
                return 1;
            }
        }
        return 0;
    }
    let corpus = Corpus::collect(pages.collect());
    match nutgraf::report::render(&corpus, &nutgraf::report::Options::default()) {
        Ok(html) => u8::from(out.write_all(html.as_bytes()).is_err()),
        Err(_) => 1,
    }
}
