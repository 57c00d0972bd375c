//! Sources compared, and how hard stories are to read.

use std::io;

use clap::{Args, ValueEnum};
use nutgraf::analysis::{
    CopyingRow, DuplicateOptions, Grouping, ReadabilityRow, SourceEntityRow, SourceQuoteRow, SourceRow, Unit,
};

use crate::args::Show;
use crate::choice::Format;
use crate::filter::CorpusInput;
use crate::gather::gather;
use crate::keyness::chosen;
use crate::output::Output;
use crate::tables::write;

pub(crate) const SOURCES_EXAMPLE: &str = "\
Examples:
  nutgraf sources crawl/
  nutgraf sources crawl/ --what quotes --format csv > quoted.csv
  nutgraf sources crawl/ --what copying
  nutgraf keyness crawl/ --by outlet              the words of each";

#[derive(Args, Debug)]
pub(crate) struct Sources {
    #[command(flatten)]
    input: CorpusInput,
    #[command(flatten)]
    show: Show,
    /// What to compare
    #[arg(long, value_name = "TABLE", default_value = "overview")]
    what: What,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum What {
    /// A row an outlet: volume, length, reading ease, quotations, copies, what marks it
    Overview,
    /// Whom each names more than the others
    Entities,
    /// Whom each quotes, and how often directly
    Quotes,
    /// Who takes over whose stories, and how many days later
    Copying,
}

#[derive(Args, Debug)]
pub(crate) struct Readability {
    #[command(flatten)]
    input: CorpusInput,
    #[command(flatten)]
    show: Show,
    /// Take the stories of each outlet, day, week or month together [default: a row a story]
    #[arg(long, value_name = "PART")]
    by: Option<By>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum By {
    /// Who published it
    Outlet,
    /// When: by the day
    Day,
    /// By the week from Monday
    Week,
    /// By the month
    Month,
}

/// The columns of an outlet that people are shown.
const OF_SOURCE: [&str; 10] = [
    "outlet",
    "stories",
    "words_per_story",
    "words_per_sentence",
    "flesch_kincaid",
    "quotations",
    "direct",
    "copied",
    "keywords",
    "names",
];

/// The columns of a story's length and ease that people are shown.
const OF_STORY: [&str; 10] = [
    "id",
    "stories",
    "words",
    "words_per_sentence",
    "mattr",
    "mtld",
    "flesch",
    "flesch_kincaid",
    "fog",
    "coleman_liau",
];

pub(crate) fn sources(arguments: &Sources, output: &mut Output) -> io::Result<()> {
    let (input, show) = (&arguments.input, &arguments.show);
    match arguments.what {
        What::Overview => {
            let rows = gather(input, output, |corpus, _| {
                let copies = corpus.duplicates(&DuplicateOptions::default());
                corpus.sources(Some(&copies))
            });
            let columns = |rows: &[SourceRow]| match show.format {
                Format::Table => chosen(SourceRow::table(rows), &OF_SOURCE),
                Format::Csv | Format::Jsonl => SourceRow::table(rows),
            };
            write(rows, columns, "outlets", show, output)
        }
        What::Entities => {
            let rows = gather(input, output, |corpus, _| corpus.source_entities());
            write(rows, SourceEntityRow::table, "rows", show, output)
        }
        What::Quotes => {
            let rows = gather(input, output, |corpus, _| corpus.source_quotes());
            write(rows, SourceQuoteRow::table, "rows", show, output)
        }
        What::Copying => {
            let rows = gather(input, output, |corpus, _| {
                corpus.copying(&corpus.duplicates(&DuplicateOptions::default()))
            });
            write(rows, CopyingRow::table, "pairs of outlets", show, output)
        }
    }
}

pub(crate) fn readability(arguments: &Readability, output: &mut Output) -> io::Result<()> {
    let by = arguments.by.map(|by| match by {
        By::Outlet => Grouping::Outlet,
        By::Day => Grouping::Period(Unit::Day),
        By::Week => Grouping::Period(Unit::Week),
        By::Month => Grouping::Period(Unit::Month),
    });
    let rows = gather(&arguments.input, output, |corpus, _| match by {
        Some(by) => corpus.readability_by(by),
        None => corpus.readability(),
    });
    let columns = |rows: &[ReadabilityRow]| match arguments.show.format {
        Format::Table => chosen(ReadabilityRow::table(rows), &OF_STORY),
        Format::Csv | Format::Jsonl => ReadabilityRow::table(rows),
    };
    write(rows, columns, "rows", &arguments.show, output)
}
