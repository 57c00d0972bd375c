use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use nutgraf::core::LayoutKind;
use nutgraf::read::Format;

/// Scraped news pages into articles, and articles into topic and entity statistics.
#[derive(Parser, Debug)]
#[command(name = "nutgraf", version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Write one JSON page record a line.
    Parse(Parse),
}

/// What every command reads, and how.
#[derive(Args, Debug)]
pub(crate) struct Input {
    /// Files and folders; - is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Date of pages that say none themselves (ISO 8601)
    #[arg(long, value_name = "DATE", value_parser = iso_8601)]
    published: Option<String>,
    /// What the inputs are
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    input_format: InputFormat,
    /// What a text is: a scraped page, or a story's body already
    #[arg(long, value_enum, value_name = "LAYOUT", default_value_t)]
    layout: Layout,
    /// Threads to work on [default: NUTGRAF_NUM_THREADS, else one a core]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Stop at the first bad input
    #[arg(long)]
    pub(crate) strict: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Parse {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Write the tokens of every article too
    #[arg(long)]
    tokens: bool,
    /// Find the articles only: no names, quotations or times
    #[arg(long)]
    structure_only: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
enum InputFormat {
    /// By the file's ending, else by its first bytes
    #[default]
    Auto,
    /// A page of plain text a file
    Text,
    /// A JSON object a line, with "text" and maybe id, url, outlet, published, headline, language
    Jsonl,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
enum Layout {
    /// A scraped page: find its story
    #[default]
    Page,
    /// A story's body: every line is a paragraph
    Body,
}

fn iso_8601(text: &str) -> Result<String, &'static str> {
    match nutgraf::read::is_iso_8601(text) {
        true => Ok(text.to_owned()),
        false => Err("expected an ISO 8601 date such as 2024-04-09"),
    }
}

impl Input {
    pub(crate) fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    pub(crate) fn options(&self) -> nutgraf::Options {
        let mut options = nutgraf::Options { threads: self.threads, ..nutgraf::Options::default() };
        options.read.published = self.published.clone();
        options.read.format = match self.input_format {
            InputFormat::Auto => Format::Auto,
            InputFormat::Text => Format::Text,
            InputFormat::Jsonl => Format::Jsonl,
        };
        options.parse.layout = match self.layout {
            Layout::Page => LayoutKind::Page,
            Layout::Body => LayoutKind::Body,
        };
        options
    }
}

impl Parse {
    pub(crate) fn options(&self) -> nutgraf::Options {
        let mut options = self.input.options();
        options.parse.tokens = self.tokens;
        if self.structure_only {
            let none = nutgraf::annotate::Options { entities: false, quotations: false, times: false };
            options.annotate = none;
        }
        options
    }
}
