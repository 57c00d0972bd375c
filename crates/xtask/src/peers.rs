//! `cargo xtask peers`: `tests/peers.py` in an environment of its own.

use std::fs;

use crate::command::{command, must, python, root};

/// Without these there is nothing to compare.
const NEEDED: &[&str] = &["maturin>=1.10,<2", "scipy"];
/// Each that cannot be installed is left out.
const PEERS: &[&str] = &["scikit-learn", "tomotopy", "rensa", "gaoya"];

/// Installs what is needed, builds the package for it, and runs the comparisons named.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let folder = root().join("target/peers");
    let venv = folder.join("venv");
    fs::create_dir_all(&folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    let programs = venv.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let programs = |name: &str| programs.join(name);
    if !venv.is_dir() {
        let mut make = command(python()?, &["-m", "venv"]);
        make.arg(&venv);
        must(make)?;
    }
    let pip = |packages: &[&str]| {
        let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
        command(programs("python"), &[&install, packages].concat())
    };
    must(pip(NEEDED)).map_err(|error| format!("no comparison without {}: {error}", NEEDED.join(", ")))?;
    for package in PEERS {
        if must(pip(&[package])).is_err() {
            println!("{package} cannot be installed here: it is left out");
        }
    }
    let mut build = command(programs("maturin"), &["develop", "--release"]);
    build.env("VIRTUAL_ENV", &venv).env_remove("CONDA_PREFIX");
    must(build)?;
    let mut compare = command(programs("python"), &["tests/peers.py"]);
    // One thread each, ours and theirs.
    for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS", "NUTGRAF_NUM_THREADS"] {
        compare.env(name, "1");
    }
    compare.args(arguments);
    must(compare)
}
