use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use nutgraf::read::Column;

use crate::choice::{Format, InputFormat, Layout, Scope, Target};
use crate::collect::{self, Collect};
use crate::filter::CorpusInput;
use crate::keyness::{KEYNESS_EXAMPLE, Keyness, Terms};
use crate::search::{self, Search};
use crate::sources::{Readability, SOURCES_EXAMPLE, Sources};
use crate::words::{COLLOCATIONS_EXAMPLE, CONCORDANCE_EXAMPLE, Collocations, Concordance, Phrases};

const EXAMPLES: &str = "\
Examples:
  nutgraf report crawl/ -o report.html      look at a folder of scraped pages
  nutgraf entities crawl/ --top 10          who and what is written about
  nutgraf search 'ferry OR raft' crawl/     which stories speak of it
  nutgraf collect crawl/ -o crawl.nutgraf   read once ...
  nutgraf topics crawl.nutgraf -k 12        ... and count as often as you like";

/// Scraped news pages into articles, and articles into topic and entity statistics
#[derive(Parser, Debug)]
#[command(name = "nutgraf", version, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Write pages as JSON records, one a line, in input order
    #[command(after_help = "Example:\n  nutgraf parse crawl/ --published 2024-04-09 > pages.jsonl")]
    Parse(Parse),
    /// Show what each line of a page was taken for, and why
    #[command(after_help = "Example:\n  nutgraf explain crawl/page.txt")]
    Explain(Explain),
    /// Count who and what is named, and where
    #[command(after_help = "Example:\n  nutgraf entities crawl/ --format csv > entities.csv")]
    Entities(Tabulate),
    /// Count words, and weigh how telling they are (tf-idf)
    #[command(after_help = "Example:\n  nutgraf terms crawl/ --top 50")]
    Terms(Terms),
    /// Find the words that mark a part of the corpus against the rest, or against another part
    #[command(after_help = KEYNESS_EXAMPLE)]
    Keyness(Box<Keyness>),
    /// Find words that stand together
    #[command(after_help = COLLOCATIONS_EXAMPLE)]
    Collocations(Box<Collocations>),
    /// Show every occurrence of a word or phrase with the words around it
    #[command(visible_alias = "kwic", after_help = CONCORDANCE_EXAMPLE)]
    Concordance(Box<Concordance>),
    /// Find phrases of two to four words
    #[command(after_help = "Example:\n  nutgraf phrases crawl/ --min-stories 2")]
    Phrases(Box<Phrases>),
    /// Hold outlets against each other: length, names, quotations, copies
    #[command(after_help = SOURCES_EXAMPLE)]
    Sources(Sources),
    /// Tell how long and how hard to read stories are
    #[command(after_help = "Example:\n  nutgraf readability crawl/ --by outlet")]
    Readability(Readability),
    /// Count who is named together with whom
    #[command(after_help = "Example:\n  nutgraf pairs crawl/ --scope sentence")]
    Pairs(Pairs),
    /// Measure the network of who is named together with whom
    #[command(
        after_help = "Example:\n  nutgraf network crawl/ --kinds person,organization --format gexf > network.gexf"
    )]
    Network(crate::network::Arguments),
    /// Find what the stories are about
    #[command(after_help = crate::topics::EXAMPLES)]
    Topics(crate::topics::Topics),
    /// Count stories by day, week or month
    #[command(after_help = "Example:\n  nutgraf timeline crawl/ --unit week")]
    Timeline(crate::time::Timeline),
    /// Find times in which something stands in far more stories than usual
    #[command(after_help = "Example:\n  nutgraf bursts crawl/ --of entities --unit week")]
    Bursts(crate::time::Bursts),
    /// Find days from which on something stands in more, or fewer, stories than before
    #[command(after_help = "Example:\n  nutgraf changes crawl/ --of terms --unit week")]
    Changes(crate::time::Changes),
    /// Find words and names that are new in the latest days, or more frequent than in those before
    #[command(after_help = "Example:\n  nutgraf novelties crawl/ --days 7 --before 28")]
    Novelties(crate::time::Novelties),
    /// Find phrases that say what the stories are about
    #[command(after_help = "Example:\n  nutgraf keyphrases crawl/ --top 40")]
    Keyphrases(Tabulate),
    /// List what was said, and by whom
    #[command(after_help = "Example:\n  nutgraf quotes crawl/ --format csv > quotes.csv")]
    Quotes(Tabulate),
    /// Find stories that are one report: equal, nearly equal, cut or framed
    #[command(after_help = crate::duplicates::EXAMPLES)]
    Duplicates(crate::duplicates::Duplicates),
    /// Find stories by their words, names, outlets and days
    #[command(after_help = search::HELP)]
    Search(Search),
    /// Save a corpus to a file that every command reads at once
    #[command(after_help = collect::EXAMPLE)]
    Collect(Collect),
    /// Find threads of coverage: stories of one event, over days and outlets
    #[command(after_help = crate::stories::EXAMPLES)]
    Stories(crate::stories::Stories),
    /// Draw one HTML page of everything, for a browser
    #[command(after_help = "Example:\n  nutgraf report crawl/ -o report.html --title \"Our crawl, April\"")]
    Report(Report),
}

/// What every command reads, and how.
#[derive(Args, Debug)]
pub(crate) struct Input {
    /// Files and folders: text, HTML, WARC, feeds, JSONL, CSV, page records of `nutgraf parse`; also packed (.gz, .zst)
    /// or in archives (.zip, .tar); corpora that `nutgraf collect` saved; - is standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Date of the pages that say none themselves (ISO 8601)
    #[arg(long, value_name = "DATE", value_parser = iso_8601)]
    published: Option<String>,
    /// What the inputs are
    #[arg(long, value_name = "FORMAT", default_value = "auto", hide_possible_values = false)]
    input_format: InputFormat,
    /// Name of a field of JSONL or a column of CSV that goes by no usual name, as in text=body; may be repeated.
    /// Known: id, url, outlet, language, published, modified, headline, authors, section, keywords, summary, text, html
    #[arg(long = "column", value_name = "COLUMN=NAME", value_parser = column)]
    columns: Vec<(String, Column)>,
    /// What a text is
    #[arg(long, value_name = "LAYOUT", default_value = "page")]
    layout: Layout,
    /// Threads to work on; results never depend on it [default: NUTGRAF_NUM_THREADS, else one a core]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
    /// Stop at the first bad input, instead of leaving it out
    #[arg(long)]
    pub(crate) strict: bool,
}

/// How rows are shown.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct Show {
    /// How to write the rows
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: Format,
    /// Rows to show; 0 for all [default: 25 in a table for people, else all]
    #[arg(long, value_name = "N")]
    pub(crate) top: Option<usize>,
}

#[derive(Args, Debug)]
pub(crate) struct Parse {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Write the tokens of every article too
    #[arg(long)]
    tokens: bool,
    /// Find the articles only: no names, quotations or times, and no sentences unless with --tokens
    #[arg(long)]
    structure_only: bool,
    /// What to write
    #[arg(long, value_name = "FORM", default_value = "record")]
    pub(crate) to: Target,
}

#[derive(Args, Debug)]
pub(crate) struct Explain {
    #[command(flatten)]
    pub(crate) input: Input,
    /// How to write the lines
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: Format,
}

#[derive(Args, Debug)]
pub(crate) struct Tabulate {
    #[command(flatten)]
    pub(crate) input: CorpusInput,
    #[command(flatten)]
    pub(crate) show: Show,
}

#[derive(Args, Debug)]
pub(crate) struct Pairs {
    #[command(flatten)]
    pub(crate) input: CorpusInput,
    #[command(flatten)]
    pub(crate) show: Show,
    /// Where two names must stand to count as together
    #[arg(long, value_name = "SCOPE", default_value = "paragraph")]
    pub(crate) scope: Scope,
}

#[derive(Args, Debug)]
pub(crate) struct Report {
    #[command(flatten)]
    pub(crate) input: CorpusInput,
    /// File to write; - is standard output
    #[arg(short, long, value_name = "FILE", default_value = "report.html")]
    pub(crate) output: PathBuf,
    /// Title of the report
    #[arg(long)]
    pub(crate) title: Option<String>,
}

fn iso_8601(text: &str) -> Result<String, &'static str> {
    match nutgraf::read::is_iso_8601(text) {
        true => Ok(text.to_owned()),
        false => Err("expected an ISO 8601 date such as 2024-04-09"),
    }
}

fn column(text: &str) -> Result<(String, Column), String> {
    let (column, name) = text
        .split_once('=')
        .filter(|(_, name)| !name.is_empty())
        .ok_or("expected a column and a name such as text=body")?;
    match Column::named(column) {
        Some(column) => Ok((name.to_owned(), column)),
        None => Err(format!("there is no column {column:?}: expected one of those that --help lists")),
    }
}

impl Input {
    pub(crate) fn options(&self) -> nutgraf::Options {
        let mut options = nutgraf::Options { threads: self.threads, ..nutgraf::Options::default() };
        options.read.published.clone_from(&self.published);
        options.read.format = self.input_format.into();
        options.read.columns.clone_from(&self.columns);
        options.parse.layout = self.layout.into();
        options
    }
}

impl Parse {
    pub(crate) fn options(&self) -> nutgraf::Options {
        let mut options = self.input.options();
        options.parse.tokens = self.tokens;
        if self.structure_only {
            options.parse.sentences = self.tokens;
            options.annotate = nutgraf::annotate::Options {
                entities: false,
                quotations: false,
                times: false,
                keyphrases: false,
            };
        }
        options
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_holds_together() {
        <Arguments as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn a_bad_date_and_no_topics_are_refused() {
        assert!(Arguments::try_parse_from(["nutgraf", "parse", "a", "--published", "April"]).is_err());
        assert!(Arguments::try_parse_from(["nutgraf", "topics", "a", "-k", "0"]).is_err());
        for wrong in ["mood=body", "text", "text="] {
            assert!(Arguments::try_parse_from(["nutgraf", "parse", "a", "--column", wrong]).is_err());
        }
    }
}
