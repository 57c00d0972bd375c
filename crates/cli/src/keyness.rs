//! Words: how often, how evenly spread, and what marks a part of the corpus.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use nutgraf::analysis::{
    Column, Corpus, Correction, Filter, Grouping, KeynessOptions, KeynessRow, Likelihood, Query, Selection,
    Table, TermOptions, TermRow, TopicOptions, Unit,
};

use crate::args::Show;
use crate::choice::Format;
use crate::filter::CorpusInput;
use crate::gather::gather_unquoted;
use crate::output::Output;
use crate::tables::write;

pub(crate) const KEYNESS_EXAMPLE: &str = "\
Examples:
  nutgraf keyness crawl/ --by outlet
  nutgraf keyness crawl/ --of 'outlet:\"Harbor Times\"' --against 'outlet:\"Northern Wire\"'
  nutgraf keyness crawl/ --of date:2024-05 --against date:2024-04 --format csv > may.csv
  nutgraf keyness crawl/ --of 'ferry OR raft'
  nutgraf keyness crawl/ --of-ids chosen.txt";

/// Rows that people are shown of each part.
const EACH: usize = 10;

/// The columns that people are shown; CSV and JSONL have all.
const FOR_PEOPLE: [&str; 7] =
    ["part", "term", "count", "reference_count", "log_likelihood", "p_adjusted", "log_ratio"];

/// Which words count.
#[derive(Args, Debug)]
pub(crate) struct Words {
    /// Keep function words ("the", "would")
    #[arg(long)]
    pub(crate) function_words: bool,
    /// Keep what stands in any news story ("said", "Monday", "percent")
    #[arg(long)]
    pub(crate) boilerplate: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Terms {
    #[command(flatten)]
    input: CorpusInput,
    #[command(flatten)]
    show: Show,
    #[command(flatten)]
    words: Words,
    /// Fewest occurrences
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_count: u64,
    /// Fewest stories
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_stories: u64,
}

#[derive(Args, Debug)]
pub(crate) struct Keyness {
    #[command(flatten)]
    input: CorpusInput,
    #[command(flatten)]
    show: Show,
    #[command(flatten)]
    words: Words,
    /// Each outlet, day, week, month or topic against all others [default: outlet, unless a part is given]
    #[arg(long, value_name = "PART", conflicts_with = "part")]
    by: Option<By>,
    /// The part: the stories that a query matches, such as 'ferry outlet:"Harbor Times" date:2024-05'
    #[arg(long, value_name = "QUERY", group = "part")]
    of: Option<Query>,
    /// The part: the stories of the pages whose ids stand in a file, one a line
    #[arg(long, value_name = "FILE", group = "part")]
    of_ids: Option<PathBuf>,
    /// What it is held against: another query's stories [default: the rest]
    #[arg(long, value_name = "QUERY", requires = "part", conflicts_with = "against_ids")]
    against: Option<Query>,
    /// What it is held against: the pages whose ids stand in a file
    #[arg(long, value_name = "FILE", requires = "part")]
    against_ids: Option<PathBuf>,
    /// How many topics, with --by topic [default: by the size of the corpus]
    #[arg(short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    k: Option<u16>,
    /// Fewest occurrences in both parts together
    #[arg(long, value_name = "N", default_value_t = 3)]
    min_count: u64,
    /// Fewest stories of both parts together
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_stories: u64,
    /// The log-likelihood of four cells (Dunning 1993) or of two (Rayson and Garside 2000)
    #[arg(long, value_name = "FORM", default_value = "dunning")]
    likelihood: Form,
    /// How p-values answer for the number of words tested
    #[arg(long, value_name = "METHOD", default_value = "bh")]
    correction: Method,
    /// Largest adjusted p-value
    #[arg(long, value_name = "P", default_value_t = 1.0)]
    max_p: f64,
    /// Rows of each part; 0 for all [default: 10 in a table for people, else all]
    #[arg(long, value_name = "N")]
    each: Option<usize>,
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
    /// By the topic that weighs most
    Topic,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Form {
    /// Over the word and all others in both parts
    Dunning,
    /// Over the word alone
    Rayson,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Method {
    /// Benjamini and Hochberg
    Bh,
    /// Bonferroni
    Bonferroni,
    /// As they are
    None,
}

/// The stories that a query or a file of ids asks for; none when neither is given.
fn filter(query: Option<&Query>, ids: Option<&Path>) -> io::Result<Option<Filter>> {
    let ids = ids.map(lines).transpose()?;
    let given = query.is_some() || ids.is_some();
    Ok(given.then(|| Filter { search: query.cloned(), ids, ..Filter::default() }))
}

fn lines(path: &Path) -> io::Result<BTreeSet<String>> {
    let name =
        |error: io::Error| io::Error::new(error.kind(), format!("cannot read {}: {error}", path.display()));
    let text = std::fs::read_to_string(path).map_err(name)?;
    Ok(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

impl Keyness {
    fn parts(&self, corpus: &Corpus) -> Vec<Selection> {
        match self.by.unwrap_or(By::Outlet) {
            By::Outlet => corpus.cut(Grouping::Outlet),
            By::Day => corpus.cut(Grouping::Period(Unit::Day)),
            By::Week => corpus.cut(Grouping::Period(Unit::Week)),
            By::Month => corpus.cut(Grouping::Period(Unit::Month)),
            By::Topic => {
                let options = TopicOptions { k: self.k.map(usize::from), ..TopicOptions::default() };
                corpus.cut_by_topic(&corpus.topics(&options))
            }
        }
    }

    fn options(&self) -> KeynessOptions {
        let top = match (self.each, self.show.format) {
            (Some(0), _) | (None, Format::Csv | Format::Jsonl) => None,
            (Some(each), _) => Some(each),
            (None, Format::Table) => (self.of.is_none() && self.of_ids.is_none()).then_some(EACH),
        };
        KeynessOptions {
            function_words: self.words.function_words,
            boilerplate: self.words.boilerplate,
            min_count: self.min_count,
            min_stories: self.min_stories,
            likelihood: match self.likelihood {
                Form::Dunning => Likelihood::Dunning,
                Form::Rayson => Likelihood::Rayson,
            },
            correction: match self.correction {
                Method::Bh => Correction::BenjaminiHochberg,
                Method::Bonferroni => Correction::Bonferroni,
                Method::None => Correction::None,
            },
            max_p: self.max_p,
            top,
        }
    }
}

pub(crate) fn terms(arguments: &Terms, output: &mut Output) -> io::Result<()> {
    let options = TermOptions {
        function_words: arguments.words.function_words,
        boilerplate: arguments.words.boilerplate,
        min_count: arguments.min_count,
        min_stories: arguments.min_stories,
    };
    let rows = gather_unquoted(&arguments.input, output, |corpus, _| corpus.terms_with(&options));
    write(rows, TermRow::table, "terms", &arguments.show, output)
}

pub(crate) fn keyness(arguments: &Keyness, output: &mut Output) -> io::Result<()> {
    let options = arguments.options();
    let part = filter(arguments.of.as_ref(), arguments.of_ids.as_deref())?;
    let against = filter(arguments.against.as_ref(), arguments.against_ids.as_deref())?;
    let mut show = arguments.show;
    // The parts have their own number of rows.
    if part.is_none() && show.top.is_none() {
        show.top = Some(0);
    }
    let rows = gather_unquoted(&arguments.input, output, |corpus, _| match &part {
        Some(part) => {
            let part = corpus.select_by(part);
            let reference = against.map_or_else(|| part.rest(), |against| corpus.select_by(&against));
            corpus.keyness(&part, &reference, &options)
        }
        None => corpus.keyness_among(&arguments.parts(corpus), &options),
    });
    let columns = |rows: &[KeynessRow]| match show.format {
        Format::Table => chosen(KeynessRow::table(rows), &FOR_PEOPLE),
        Format::Csv | Format::Jsonl => KeynessRow::table(rows),
    };
    write(rows, columns, "terms", &show, output)
}

/// The table with these columns only.
pub(crate) fn chosen(table: Table, names: &[&str]) -> Table {
    let is_chosen = |column: &Column| names.contains(&column.name);
    Table { columns: table.columns.into_iter().filter(is_chosen).collect() }
}
