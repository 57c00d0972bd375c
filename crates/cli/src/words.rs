//! Words in company: collocations, concordance lines, phrases.

use std::io;

use clap::{Args, ValueEnum};
use nutgraf::analysis::{
    AssociationMeasure, CollocationOptions, CollocationRow, ConcordanceOptions, ConcordanceOrder,
    ConcordanceRow, Near, PhraseOptions, PhraseRow, Query,
};

use crate::args::Show;
use crate::choice::Format;
use crate::filter::CorpusInput;
use crate::gather::gather_unquoted;
use crate::keyness::{Words, chosen};
use crate::output::Output;
use crate::tables::write;

pub(crate) const COLLOCATIONS_EXAMPLE: &str = "\
Examples:
  nutgraf collocations crawl/ --node ferry
  nutgraf collocations crawl/ --left 0 --right 1 --order npmi
  nutgraf collocations crawl/ --node mayor --sentence --format csv > mayor.csv";

pub(crate) const CONCORDANCE_EXAMPLE: &str = "\
Examples:
  nutgraf concordance crawl/ --query ferry
  nutgraf concordance crawl/ --query '\"harbour master*\" outlet:\"Northern Wire\"' --sort right";

#[derive(Args, Debug)]
pub(crate) struct Collocations {
    #[command(flatten)]
    input: CorpusInput,
    #[command(flatten)]
    show: Show,
    #[command(flatten)]
    words: Words,
    /// The word whose collocates are wanted [default: all pairs of words]
    #[arg(long, value_name = "WORD")]
    node: Option<String>,
    /// Words before the node
    #[arg(long, value_name = "N", default_value_t = 5)]
    left: usize,
    /// Words behind the node
    #[arg(long, value_name = "N", default_value_t = 5)]
    right: usize,
    /// Anywhere in the sentence, instead of a window
    #[arg(long, conflicts_with_all = ["left", "right"])]
    sentence: bool,
    /// Fewest times together
    #[arg(long, value_name = "N", default_value_t = 3)]
    min_count: u64,
    /// Fewest stories with both together
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_stories: u64,
    /// The measure that orders the rows
    #[arg(long, value_name = "MEASURE", default_value = "log-likelihood")]
    order: Measure,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Measure {
    /// Pointwise mutual information
    Pmi,
    /// The same, from -1 to 1
    Npmi,
    /// t-score
    T,
    /// G²
    LogLikelihood,
    /// Dice's coefficient
    Dice,
}

#[derive(Args, Debug)]
pub(crate) struct Concordance {
    #[command(flatten)]
    input: CorpusInput,
    #[command(flatten)]
    show: Show,
    /// Words, "phrases" and beginnings* to find, and which stories to look at, as in outlet:"Harbor Times"
    #[arg(short, long, value_name = "QUERY")]
    query: Query,
    /// Words shown before
    #[arg(long, value_name = "N", default_value_t = 8)]
    left: usize,
    /// Words shown behind
    #[arg(long, value_name = "N", default_value_t = 8)]
    right: usize,
    /// The order of the lines
    #[arg(long, value_name = "ORDER", default_value = "place")]
    sort: Sort,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Sort {
    /// As they stand in the pages
    Place,
    /// By the words before, from the nearest
    Left,
    /// By what was found
    Hit,
    /// By the words behind
    Right,
    /// By the day
    Day,
}

#[derive(Args, Debug)]
pub(crate) struct Phrases {
    #[command(flatten)]
    input: CorpusInput,
    #[command(flatten)]
    show: Show,
    #[command(flatten)]
    words: Words,
    /// Fewest occurrences
    #[arg(long, value_name = "N", default_value_t = 3)]
    min_count: u64,
    /// Fewest stories
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_stories: u64,
    /// Least NPMI of a phrase's weakest joint
    #[arg(long, value_name = "NPMI", default_value_t = 0.2, allow_negative_numbers = true)]
    min_npmi: f64,
    /// Least share of occurrences outside longer phrases
    #[arg(long, value_name = "SHARE", default_value_t = 0.25)]
    min_alone: f64,
}

pub(crate) fn collocations(arguments: &Collocations, output: &mut Output) -> io::Result<()> {
    let (left, right) = (arguments.left, arguments.right);
    let options = CollocationOptions {
        node: arguments.node.clone(),
        near: if arguments.sentence { Near::Sentence } else { Near::Window { left, right } },
        function_words: arguments.words.function_words,
        boilerplate: arguments.words.boilerplate,
        min_count: arguments.min_count,
        min_stories: arguments.min_stories,
        order: match arguments.order {
            Measure::Pmi => AssociationMeasure::Pmi,
            Measure::Npmi => AssociationMeasure::Npmi,
            Measure::T => AssociationMeasure::TScore,
            Measure::LogLikelihood => AssociationMeasure::LogLikelihood,
            Measure::Dice => AssociationMeasure::Dice,
        },
        top: None,
    };
    let rows = gather_unquoted(&arguments.input, output, |corpus, _| corpus.collocations(&options));
    write(rows, CollocationRow::table, "collocations", &arguments.show, output)
}

pub(crate) fn concordance(arguments: &Concordance, output: &mut Output) -> io::Result<()> {
    let options = ConcordanceOptions {
        left: arguments.left,
        right: arguments.right,
        order: match arguments.sort {
            Sort::Place => ConcordanceOrder::Place,
            Sort::Left => ConcordanceOrder::Left,
            Sort::Hit => ConcordanceOrder::Hit,
            Sort::Right => ConcordanceOrder::Right,
            Sort::Day => ConcordanceOrder::Day,
        },
        top: None,
    };
    let rows =
        gather_unquoted(&arguments.input, output, |corpus, _| corpus.concordance(&arguments.query, &options));
    let columns = |rows: &[ConcordanceRow]| match arguments.show.format {
        Format::Table => chosen(ConcordanceRow::table(rows), &["left", "hit", "right", "id"]),
        Format::Csv | Format::Jsonl => ConcordanceRow::table(rows),
    };
    write(rows, columns, "lines", &arguments.show, output)
}

pub(crate) fn phrases(arguments: &Phrases, output: &mut Output) -> io::Result<()> {
    let options = PhraseOptions {
        min_count: arguments.min_count,
        min_stories: arguments.min_stories,
        min_npmi: arguments.min_npmi,
        min_alone: arguments.min_alone,
        function_words: arguments.words.function_words,
        boilerplate: arguments.words.boilerplate,
        top: None,
    };
    let rows = gather_unquoted(&arguments.input, output, |corpus, _| corpus.phrases(&options));
    write(rows, PhraseRow::table, "phrases", &arguments.show, output)
}
