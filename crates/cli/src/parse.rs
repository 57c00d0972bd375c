use std::io::{self, Write};

use nutgraf::core::Page;

use crate::args::Parse;
use crate::output::Output;
use crate::progress::Watch;

/// Streams pages to standard output, in input order, in constant memory.
pub(crate) fn run(arguments: &Parse, output: &mut Output) -> io::Result<()> {
    let mut watch = Watch::over(&arguments.input);
    let target = arguments.to;
    let mut pages = nutgraf::pages_with(&arguments.input.paths, &arguments.options(), move |page: Page| {
        target.write(&page)
    });
    let mut is_first = true;
    while let Some(written) = pages.next() {
        match written {
            Ok(written) if written.is_empty() => {}
            Ok(written) => {
                if !is_first {
                    output.out().write_all(target.separator().as_bytes())?;
                }
                output.out().write_all(written.as_bytes())?;
                is_first = false;
            }
            Err(error) => {
                watch.aside(|| output.report(&error));
                if arguments.input.strict {
                    break;
                }
            }
        }
        watch.show(pages.progress());
    }
    Ok(())
}
