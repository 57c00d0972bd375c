use std::io::{BufWriter, Write};

use nutgraf::core::Page;

use crate::args::Parse;

/// Streams page records to standard output.
pub(crate) fn run(arguments: &Parse) -> u8 {
    let out = &mut BufWriter::new(std::io::stdout().lock());
    let mut status = 0;
    for page in
        nutgraf::pages_with(arguments.input.paths(), &arguments.options(), |page: Page| page.to_json())
    {
        match page {
            Ok(json) => {
                if writeln!(out, "{json}").is_err() {
                    return status;
                }
            }
            Err(error) => {
                status = 1;
                eprintln!("nutgraf: {error}");
                if arguments.input.strict {
                    break;
                }
            }
        }
    }
    let _ = out.flush();
    status
}
