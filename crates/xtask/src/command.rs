//! Programs that the chores call.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// A program to run in the folder of the workspace.
pub(crate) fn command(program: impl AsRef<OsStr>, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    command
}

/// What a command is called in messages.
fn name(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// Runs a command, shows what it writes, and gives back its lines. Whether it ended well stands in the first half.
pub(crate) fn shown(mut command: Command) -> Result<(bool, Vec<String>), String> {
    let name = name(&command);
    let cannot = |error| format!("cannot run {name}: {error}");
    let mut child = match command.stdout(Stdio::piped()).spawn() {
        Ok(child) => child,
        Err(error) => return Err(cannot(error)),
    };
    let mut lines = Vec::new();
    if let Some(out) = child.stdout.take() {
        for line in BufReader::new(out).split(b'\n') {
            let line = line.map_err(cannot)?;
            let line = String::from_utf8_lossy(&line).into_owned();
            println!("{line}");
            lines.push(line);
        }
    }
    let status = child.wait().map_err(cannot)?;
    Ok((status.success(), lines))
}

/// Runs a command that has to end well, and shows what it writes.
pub(crate) fn must(command: Command) -> Result<(), String> {
    let named = format!("{command:?}");
    match shown(command)? {
        (true, _) => Ok(()),
        (false, _) => Err(format!("{named} failed")),
    }
}

/// Runs a command, and gives what it writes to standard output.
pub(crate) fn output(mut command: Command) -> Result<Vec<u8>, String> {
    let done = command.stderr(Stdio::inherit()).output();
    let done = done.map_err(|error| format!("cannot run {}: {error}", name(&command)))?;
    match done.status.code() {
        // 1 is how `nutgraf parse` says that it left out a record.
        Some(0 | 1) => Ok(done.stdout),
        _ => Err(format!("{} ended with {}", name(&command), done.status)),
    }
}

/// A Python of 3.10 or later.
pub(crate) fn python() -> Result<&'static str, String> {
    let code = "import sys; sys.exit(sys.version_info < (3, 10))";
    let works = |program: &&str| {
        let mut command = command(program, &["-c", code]);
        command.stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    };
    let names = ["python3", "python", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10"];
    names.into_iter().find(works).ok_or_else(|| "no Python 3.10 or later was found".to_owned())
}
