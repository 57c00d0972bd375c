//! `nutgraf stories`: threads of coverage.

use std::fs;
use std::io;
use std::path::PathBuf;

use clap::Args;
use nutgraf::analysis::{StoryThread, StoryThreadOptions};

use crate::args::Show;
use crate::choice::Format;
use crate::filter::CorpusInput;
use crate::gather::gather_unquoted;
use crate::output::Output;
use crate::table;
use crate::tables::{cut, write_lines};

pub(crate) const EXAMPLES: &str = "\
Examples:
  nutgraf stories crawl/                                    what was covered for days, and by whom
  nutgraf stories april.jsonl --format jsonl > april        threads of one month ...
  nutgraf stories april.jsonl may.jsonl --known april       ... go on in the next, and keep their numbers";

#[derive(Args, Debug)]
pub(crate) struct Stories {
    #[command(flatten)]
    input: CorpusInput,
    #[command(flatten)]
    show: Show,
    /// Least mean likeness of two threads that become one; higher for more and smaller threads [default: 0.34]
    #[arg(long, value_name = "X", value_parser = above_zero)]
    threshold: Option<f64>,
    /// Days between two stories that link threads, at most [default: 30]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(i32).range(0..))]
    window: Option<i32>,
    /// Threads found before, as this command wrote them with --format jsonl: they keep their stories and numbers
    #[arg(long, value_name = "FILE")]
    known: Option<PathBuf>,
}

fn above_zero(text: &str) -> Result<f64, &'static str> {
    let number = text.parse().ok().filter(|number: &f64| number.is_finite() && *number > 0.0);
    number.ok_or("expected a number above 0")
}

/// A line of an earlier run.
#[derive(serde::Deserialize)]
struct Known {
    ids: Vec<String>,
}

fn read_known(path: &PathBuf) -> Result<Vec<Vec<String>>, String> {
    let text =
        fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let thread = |(number, line): (usize, &str)| match serde_json::from_str::<Known>(line) {
        Ok(known) => Ok(known.ids),
        Err(error) => {
            Err(format!("{}: line {number}: no thread as --format jsonl writes it: {error}", path.display()))
        }
    };
    lines.map(thread).collect()
}

pub(crate) fn run(arguments: &Stories, output: &mut Output) -> io::Result<()> {
    let mut options = StoryThreadOptions::default();
    options.threshold = arguments.threshold.unwrap_or(options.threshold);
    options.window = arguments.window.unwrap_or(options.window);
    match arguments.known.as_ref().map(read_known) {
        None => {}
        Some(Ok(known)) => options.known = known,
        Some(Err(error)) => return Err(io::Error::other(error)),
    }
    let Some(rows) = gather_unquoted(&arguments.input, output, |corpus, _| corpus.story_threads(&options))
    else {
        return Ok(());
    };
    match arguments.show.format {
        Format::Jsonl => write_lines(&rows[..cut(&arguments.show, rows.len()).0], output.out()),
        Format::Csv => {
            let mut columns = StoryThread::story_table(&rows);
            columns.truncate(cut(&arguments.show, columns.len()).0);
            table::write_csv(&columns, true, output.out())
        }
        Format::Table => {
            let mut columns = StoryThread::table(&rows);
            let (shown, left) = cut(&arguments.show, columns.len());
            columns.truncate(shown);
            table::write_people(&columns, left, "threads", output.out())
        }
    }
}
