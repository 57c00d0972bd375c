//! A corpus into a file.

use std::io;
use std::path::PathBuf;

use clap::Args;

use crate::filter::CorpusInput;
use crate::gather::gather;
use crate::output::{Output, count};

pub(crate) const EXAMPLE: &str = "\
Examples:
  nutgraf collect crawl/ -o april.nutgraf               read and count once ...
  nutgraf topics april.nutgraf --outlet 'The Roc'       ... and ask as often as you like
  nutgraf collect april.nutgraf new/ -o april.nutgraf   add what is new";

#[derive(Args, Debug)]
pub(crate) struct Collect {
    #[command(flatten)]
    input: CorpusInput,
    /// File to write; it is replaced only when all is written
    #[arg(short, long, value_name = "FILE", default_value = "corpus.nutgraf")]
    output: PathBuf,
}

/// Saves a corpus: first beside the file, then in its place, so that a run that breaks off leaves the old one.
pub(crate) fn run(arguments: &Collect, output: &mut Output) -> io::Result<()> {
    let path = &arguments.output;
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let saved = gather(&arguments.input, output, |corpus, _| {
        corpus.save(&beside).map(|()| (corpus.len(), corpus.stories().count()))
    });
    let Some(saved) = saved else { return Ok(()) };
    let name = path.display();
    let placed =
        saved.map_err(io::Error::other).and_then(|saved| std::fs::rename(&beside, path).map(|()| saved));
    let (pages, stories) = placed.map_err(|error| {
        let _ = std::fs::remove_file(&beside);
        io::Error::new(error.kind(), format!("{name}: {}", cause(&error)))
    })?;
    output.say(&format!("{name}: {}, {}", count(pages, "page", "pages"), count(stories, "story", "stories")));
    Ok(())
}

/// What the system says is at the end of the chain.
fn cause(error: &io::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}
