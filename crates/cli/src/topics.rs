//! `nutgraf topics`: what the stories are about, found or by a saved model; over time, by outlet, beside another model.

use std::io;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use nutgraf::analysis::{
    self, Corpus, TopicCountRow, TopicMatchRow, TopicMethod, TopicOptions, TopicOutletRow, TopicTimeRow,
};

use crate::args::Show;
use crate::choice::{Format, Step};
use crate::filter::CorpusInput;
use crate::gather::gather;
use crate::output::Output;
use crate::table;
use crate::tables::{cut, write, write_lines};

pub(crate) const EXAMPLES: &str = "\
Examples:
  nutgraf topics crawl/ -k 12 --format jsonl > topics.jsonl
  nutgraf topics crawl/ --choose-k 4..20            how many topics there are
  nutgraf topics april/ -k 12 --save april.topics   keep the model ...
  nutgraf topics may/ --model april.topics --by outlet          ... ask it of other stories
  nutgraf topics may/ --model april.topics --update --save both.topics   ... let it go on learning
  nutgraf topics may/ -k 12 --compare april.topics  topics found now beside those of then";

#[derive(Args, Debug)]
pub(crate) struct Topics {
    #[command(flatten)]
    input: CorpusInput,
    #[command(flatten)]
    show: Show,
    /// How many topics [default: by the size of the corpus]
    #[arg(short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    k: Option<u16>,
    /// By which model
    #[arg(long, value_name = "METHOD", default_value = "nmf")]
    method: Method,
    /// Seed of the start values: the same seed, the same topics
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Try every number of topics from A to B, and say how stable and coherent they are
    #[arg(long, value_name = "A..B", value_parser = range, group = "view", conflicts_with_all = ["k", "model", "save"])]
    choose_k: Option<RangeInclusive<usize>>,
    /// Show the stories, each with its heaviest topic
    #[arg(long, group = "view")]
    stories: bool,
    /// Show the topics by day, week or month
    #[arg(long, value_name = "UNIT", group = "view")]
    over_time: Option<Step>,
    /// Show the topics of each outlet
    #[arg(long, value_name = "PART", group = "view")]
    by: Option<By>,
    /// Show each topic beside the most similar one of a saved model
    #[arg(long, value_name = "FILE", group = "view")]
    compare: Option<PathBuf>,
    /// Take the topics of a saved model: find them in the stories, learn nothing
    #[arg(long, value_name = "FILE", conflicts_with_all = ["k", "method", "seed"])]
    model: Option<PathBuf>,
    /// Let the saved model go on learning from the stories, which it must not have seen before
    #[arg(long, requires = "model")]
    update: bool,
    /// Save the model, to be used with --model or --compare
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Method {
    /// Non-negative matrix factorisation of tf-idf
    Nmf,
    /// Spherical k-means over tf-idf: every story has one topic
    Kmeans,
    /// Latent Dirichlet allocation over counts
    Lda,
}

impl From<Method> for TopicMethod {
    fn from(method: Method) -> Self {
        match method {
            Method::Nmf => TopicMethod::Nmf,
            Method::Kmeans => TopicMethod::Kmeans,
            Method::Lda => TopicMethod::Lda,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum By {
    /// Who published the stories
    Outlet,
}

pub(crate) fn run(arguments: &Topics, output: &mut Output) -> io::Result<()> {
    let show = &arguments.show;
    if let Some(range) = &arguments.choose_k {
        let rows = gather(&arguments.input, output, |corpus, _| {
            corpus.choose_k(range.clone(), &arguments.options())
        });
        return write(rows, TopicCountRow::table, "numbers of topics", show, output);
    }
    // Files are looked at before hours of reading.
    let Some(model) = load(arguments.model.as_deref(), output) else { return Ok(()) };
    let Some(other) = load(arguments.compare.as_deref(), output) else { return Ok(()) };
    let found = gather(&arguments.input, output, |corpus, _| arguments.find(corpus, model));
    let Some(topics) = found else { return Ok(()) };
    if let Some(path) = &arguments.save
        && let Err(error) = topics.save(path)
    {
        output.fail(&format!("{}: {}", path.display(), reason(&error)));
    }
    if let Some(unit) = arguments.over_time {
        return write(Some(topics.over_time(unit.into())), TopicTimeRow::table, "rows", show, output);
    }
    if arguments.by.is_some() {
        return write(Some(topics.by_outlet()), TopicOutletRow::table, "rows", show, output);
    }
    if let Some(other) = other {
        return write(Some(topics.compare(&other)), TopicMatchRow::table, "topics", show, output);
    }
    if arguments.stories {
        return stories(&topics, show, output);
    }
    all(topics, show, output)
}

impl Topics {
    fn options(&self) -> TopicOptions {
        TopicOptions { method: self.method.into(), k: self.k.map(usize::from), seed: self.seed }
    }

    fn find(&self, corpus: &Corpus, model: Option<analysis::Topics>) -> analysis::Topics {
        match model {
            None => corpus.topics(&self.options()),
            Some(mut model) if self.update => {
                model.update(corpus);
                model
            }
            Some(model) => model.apply(corpus),
        }
    }
}

/// Topics; in JSONL the stories' weights follow.
fn all(mut topics: analysis::Topics, show: &Show, output: &mut Output) -> io::Result<()> {
    let (shown, left) = cut(show, topics.topics.len());
    topics.topics.truncate(shown);
    match show.format {
        Format::Jsonl => {
            write_lines(&topics.topics, output.out())?;
            write_lines(&topics.stories, output.out())
        }
        Format::Csv => table::write_csv(&topics.table(), true, output.out()),
        Format::Table => table::write_people(&topics.table(), left, "topics", output.out()),
    }
}

fn stories(topics: &analysis::Topics, show: &Show, output: &mut Output) -> io::Result<()> {
    let (shown, left) = cut(show, topics.stories.len());
    let mut columns = topics.story_table();
    columns.truncate(shown);
    match show.format {
        Format::Jsonl => write_lines(&topics.stories[..shown], output.out()),
        Format::Csv => table::write_csv(&columns, true, output.out()),
        Format::Table => table::write_people(&columns, left, "stories", output.out()),
    }
}

/// The topics in a file, if one is named; none at all when it cannot be read, which is said.
fn load(path: Option<&Path>, output: &mut Output) -> Option<Option<analysis::Topics>> {
    let Some(path) = path else { return Some(None) };
    match analysis::Topics::load(path) {
        Ok(topics) => Some(Some(topics)),
        Err(error) => {
            output.fail(&format!("{}: {}", path.display(), reason(&error)));
            None
        }
    }
}

/// An error and what caused it, in one line.
fn reason(error: &dyn std::error::Error) -> String {
    let cause = error.source().map(|cause| format!(": {cause}"));
    format!("{error}{}", cause.unwrap_or_default())
}

/// `4..20`, both ends included.
fn range(text: &str) -> Result<RangeInclusive<usize>, String> {
    let ends = text.split_once("..").map(|(a, b)| (a.parse(), b.trim_start_matches('=').parse()));
    match ends {
        Some((Ok(a), Ok(b))) if 1 <= a && a <= b => Ok(a..=b),
        _ => {
            Err("expected two numbers such as 4..20, the first at least 1 and not above the second"
                .to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_have_two_ends_in_order() {
        assert_eq!(range("4..20"), Ok(4..=20));
        assert_eq!(range("3..=3"), Ok(3..=3));
        for wrong in ["", "4", "0..3", "5..4", "a..b", "4.."] {
            assert!(range(wrong).is_err(), "{wrong}");
        }
    }
}
