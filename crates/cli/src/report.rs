use std::fs;
use std::io::{self, Write};
use std::path::Path;

use nutgraf::report::{Options, render};

use crate::args::Report;
use crate::gather::gather;
use crate::output::{Output, count};

/// Draws the report into a file, or to standard output.
pub(crate) fn run(arguments: &Report, output: &mut Output) -> io::Result<()> {
    let drawn = gather(&arguments.input, output, |corpus, errors| {
        let errors = errors.to_vec();
        let options = Options { title: arguments.title.clone(), errors, ..Options::default() };
        (render(corpus, &options), corpus.len(), corpus.stories().count())
    });
    let Some((html, pages, stories)) = drawn else { return Ok(()) };
    let html = html.map_err(io::Error::other)?;
    if arguments.output == Path::new("-") {
        return output.out().write_all(html.as_bytes());
    }
    let name = arguments.output.display();
    fs::write(&arguments.output, html)
        .map_err(|error| io::Error::new(error.kind(), format!("{name}: {error}")))?;
    output.say(&format!("{name}: {}, {}", count(pages, "page", "pages"), count(stories, "story", "stories")));
    Ok(())
}
