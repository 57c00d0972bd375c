//! `cargo xtask test`: every test there is, on a machine with nothing but cargo and Python.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::command::{command, must, python, root, shown};
use crate::{eval, gate, schema};

/// What the tests need, and what they use when this Python has it.
const NEEDED: &[&str] = &["maturin>=1.10,<2", "pytest", "mypy", "ruff", "jsonschema"];
const WELCOME: &[&str] = &["pyarrow", "polars", "pandas", "duckdb", "networkx", "scipy"];

/// How one runner ended.
struct Ended {
    name: &'static str,
    well: bool,
    closing: String,
    seconds: u64,
}

/// Runs all of them, also behind one that fails.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    if let Some(word) = arguments.first() {
        return Err(format!("cargo xtask test takes no arguments, found {word:?}"));
    }
    let venv = prepare()?;
    let tool = |name: &str, arguments: &[&str]| command(venv.join(name), arguments);
    let python = |arguments: &[&str]| tool("python", arguments);

    let mut ended = vec![
        // The extension first: what follows needs it, and it shares its build of the crates with the command.
        step("extension", develop(&venv)),
        step("rust tests", command("cargo", &["test", "--quiet"])),
        step("command", eval::compile()),
        step("python tests", python(&["-m", "pytest", "-q"])),
        step("stubs against runtime", python(&["-m", "mypy.stubtest", "nutgraf"])),
        step("types", python(&["-m", "mypy"])),
        step("lint", tool("ruff", &["check"])),
        step("format", tool("ruff", &["format", "--check"])),
    ];
    let current = || schema::run(&["--check".to_owned()]).map(|()| "as the record is".to_owned());
    ended.push(chore("schema", current));
    ended.push(chore("quality floors", gate::check));

    println!();
    for one in &ended {
        let word = if one.well { "ok" } else { "FAILED" };
        println!("{word:<7}{:<22}{:>4} s  {}", one.name, one.seconds, one.closing);
    }
    let failed = ended.iter().filter(|one| !one.well).count();
    println!("\nrunners: {} passed, {failed} failed", ended.len() - failed);
    if failed > 0 { Err(format!("{failed} of {} failed", ended.len())) } else { Ok(()) }
}

/// Runs one, and keeps its closing line.
fn step(name: &'static str, command: Command) -> Ended {
    println!("\n== {name}");
    let start = Instant::now();
    let (well, closing) = match shown(command) {
        Ok((well, lines)) => (well, closing(&lines)),
        Err(error) => (false, error),
    };
    Ended { name, well, closing, seconds: start.elapsed().as_secs() }
}

/// Runs a chore of our own.
fn chore(name: &'static str, run: impl FnOnce() -> Result<String, String>) -> Ended {
    let start = Instant::now();
    let (well, closing) = match run() {
        Ok(closing) => (true, closing),
        Err(error) => (false, error),
    };
    Ended { name, well, closing, seconds: start.elapsed().as_secs() }
}

/// The last line that says something; for cargo, which closes once a crate, the sum.
fn closing(lines: &[String]) -> String {
    let results: Vec<&String> = lines.iter().filter(|line| line.starts_with("test result:")).collect();
    if results.is_empty() {
        return lines.iter().rfind(|line| !line.trim().is_empty()).cloned().unwrap_or_default();
    }
    let sum = |what: &str| results.iter().map(|line| number_before(line, what)).sum::<u64>();
    format!("{} passed, {} failed, {} skipped", sum(" passed"), sum(" failed"), sum(" ignored"))
}

/// The number in front of a word of a line.
fn number_before(line: &str, word: &str) -> u64 {
    let head = line.find(word).map_or("", |at| &line[..at]);
    head.rsplit(|c: char| !c.is_ascii_digit()).next().and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

/// Makes `.venv` with what the tests need; gives the folder of its programs. Costs nothing the second time.
fn prepare() -> Result<PathBuf, String> {
    let venv = root().join(".venv");
    let programs = venv.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let stamp = venv.join("nutgraf.txt");
    let wanted = [NEEDED, WELCOME].concat().join("\n");
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(programs);
    }
    if !programs.join(if cfg!(windows) { "python.exe" } else { "python" }).exists() {
        must(command(python()?, &["-m", "venv", ".venv"]))?;
    }
    let pip = |packages: &[&str]| {
        let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
        command(programs.join("python"), &[&install, packages].concat())
    };
    must(pip(NEEDED))?;
    if must(pip(WELCOME)).is_err() {
        // One by one: a Python that is too new or too old for one of them may have the others.
        for package in WELCOME {
            if must(pip(&[package])).is_err() {
                println!("{package} cannot be installed here: its tests are skipped");
            }
        }
    }
    fs::write(&stamp, wanted).map_err(|error| format!("cannot write {}: {error}", stamp.display()))?;
    Ok(programs)
}

/// Builds the extension module into the package's folder, for the Python of `.venv`.
fn develop(programs: &Path) -> Command {
    let mut develop = command(programs.join("maturin"), &["develop", "--profile", "chores"]);
    // What `activate` would set: maturin finds its Python by it.
    develop.env("VIRTUAL_ENV", root().join(".venv")).env_remove("CONDA_PREFIX");
    develop
}
