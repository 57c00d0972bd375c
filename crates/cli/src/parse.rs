use std::io::{self, Write};

use nutgraf::core::Page;

use crate::args::Parse;
use crate::output::Output;
use crate::progress::Watch;

/// Streams page records to standard output, in input order, in constant memory.
pub(crate) fn run(arguments: &Parse, output: &mut Output) -> io::Result<()> {
    let mut watch = Watch::new();
    let to_line = |page: Page| {
        let mut line = page.to_json();
        line.push('\n');
        line
    };
    let mut lines = nutgraf::pages_with(&arguments.input.paths, &arguments.options(), to_line);
    while let Some(line) = lines.next() {
        match line {
            Ok(line) => output.out().write_all(line.as_bytes())?,
            Err(error) => {
                watch.aside(|| output.report(&error));
                if arguments.input.strict {
                    break;
                }
            }
        }
        watch.show(lines.progress());
    }
    Ok(())
}
