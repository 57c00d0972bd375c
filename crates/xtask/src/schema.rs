//! `cargo xtask schema [--check]`: writes the JSON Schema of the page record, or says whether the committed one is
//! right.

use std::fs;

const FILE: &str = "crates/core/schema/page.schema.json";

/// Runs the chore.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let schema = nutgraf_core::schema();
    if arguments.iter().any(|argument| argument == "--check") {
        let committed = fs::read_to_string(FILE).map_err(|error| format!("{FILE}: {error}"))?;
        return if committed == schema {
            Ok(())
        } else {
            Err(format!("{FILE} is out of date: run cargo xtask schema"))
        };
    }
    fs::write(FILE, schema).map_err(|error| format!("{FILE}: {error}"))
}
