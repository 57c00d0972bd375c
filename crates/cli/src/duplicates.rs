//! `nutgraf duplicates`: who ran the same report.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use nutgraf::analysis::{Corpus, DuplicateOptions, DuplicateRow};
use nutgraf::core::{ArticleKind, Page};

use crate::args::Show;
use crate::choice::Format;
use crate::filter::{CorpusInput, Source};
use crate::gather::{gather, gather_with};
use crate::output::Output;
use crate::table;
use crate::tables::{cut, write_lines};

pub(crate) const EXAMPLES: &str = "\
Examples:
  nutgraf duplicates crawl/                            groups of copies, the likely original first
  nutgraf duplicates crawl/ --format csv > copies.csv  a row a story: how it was copied, what was cut and added
  nutgraf duplicates crawl/ --keep first > once.jsonl  pages with every report once ...
  nutgraf topics once.jsonl                            ... for every other command";

#[derive(Args, Debug)]
pub(crate) struct Duplicates {
    #[command(flatten)]
    input: CorpusInput,
    #[command(flatten)]
    show: Show,
    /// Write page records (JSONL) with every report once, instead of the groups
    #[arg(long, value_name = "WHICH", conflicts_with_all = ["format", "top"])]
    keep: Option<Keep>,
    /// Least share of the shorter text's word shingles that the other holds (0 to 1) [default: 0.6]
    #[arg(long, value_name = "SHARE", value_parser = share)]
    threshold: Option<f64>,
    /// Least share of the shorter text's figures that the other holds (0 to 1) [default: 0.667]
    #[arg(long, value_name = "SHARE", value_parser = share)]
    figures: Option<f64>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Keep {
    /// The likely original: of the earliest day, the longest
    First,
}

fn share(text: &str) -> Result<f64, &'static str> {
    let number = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    number.ok_or("expected a number from 0 to 1")
}

pub(crate) fn run(arguments: &Duplicates, output: &mut Output) -> io::Result<()> {
    let mut chosen = DuplicateOptions::default();
    chosen.threshold = arguments.threshold.unwrap_or(chosen.threshold);
    chosen.figures = arguments.figures.unwrap_or(chosen.figures);
    match arguments.keep {
        Some(Keep::First) => {
            let kept = gather(&arguments.input, output, |corpus, _| corpus.deduplicate(&chosen));
            kept.iter().try_for_each(|kept| write_pages(kept, output.out()))
        }
        None => list(arguments, &chosen, output),
    }
}

/// The pages with the stories of the corpus only, and their teasers.
fn write_pages(corpus: &Corpus, out: &mut impl Write) -> io::Result<()> {
    let kept: Vec<(u32, u32)> =
        corpus.stories().map(|story| (story.page_index(), story.article_index())).collect();
    for (at, page) in (0..).zip(corpus.pages()) {
        let mut page = Page::clone(&page);
        let mut number = 0..;
        page.articles.retain(|article| {
            let place = (at, number.next().unwrap_or_default());
            article.kind == ArticleKind::Teaser || kept.binary_search(&place).is_ok()
        });
        writeln!(out, "{}", page.to_json())?;
    }
    Ok(())
}

fn list(arguments: &Duplicates, chosen: &DuplicateOptions, output: &mut Output) -> io::Result<()> {
    let mut options = arguments.input.input.options();
    // Copies are found by words alone; a filter may ask for names.
    let entities =
        arguments.input.filter().is_some_and(|filter| !filter.entities.is_empty() || filter.search.is_some());
    options.annotate =
        nutgraf::annotate::Options { entities, quotations: false, times: false, keyphrases: false };
    let format = arguments.show.format;
    let found = gather_with(&arguments.input, &options, output, |corpus, _| {
        let rows = corpus.duplicates(chosen);
        let table = match format {
            Format::Csv => DuplicateRow::story_table(&rows, corpus),
            Format::Table | Format::Jsonl => DuplicateRow::table(&rows),
        };
        (rows, table)
    });
    let Some((rows, mut columns)) = found else { return Ok(()) };
    match format {
        Format::Jsonl => write_lines(&rows[..cut(&arguments.show, rows.len()).0], output.out()),
        Format::Csv => {
            columns.truncate(cut(&arguments.show, columns.len()).0);
            table::write_csv(&columns, true, output.out())
        }
        Format::Table => {
            let (shown, left) = cut(&arguments.show, columns.len());
            columns.truncate(shown);
            table::write_people(&columns, left, "groups of copies", output.out())
        }
    }
}
