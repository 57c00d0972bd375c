//! The commands that follow things over time: `timeline`, `bursts`, `changes`, `novelties`.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use nutgraf::analysis::{
    BurstOptions, BurstRow, ChangeOptions, ChangeRow, Corpus, NoveltyOptions, NoveltyRow, SeriesRow, Subject,
    Subjects, Table, TimelineRow, TopicOptions,
};
use nutgraf::core::Day;

use crate::args::Show;
use crate::choice::{Format, Step};
use crate::filter::{CorpusInput, FollowedInput};
use crate::gather::gather;
use crate::output::Output;
use crate::table::without;
use crate::tables::write;

/// One thing to follow.
#[derive(Args, Debug)]
#[group(multiple = false)]
struct One {
    /// Follow this word, in any case
    #[arg(long, value_name = "WORD")]
    term: Option<String>,
    /// Follow this entity, by any of its names
    #[arg(long, value_name = "NAME")]
    entity: Option<String>,
    /// Follow this entity where it is quoted
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
}

impl One {
    fn is_asked(&self) -> bool {
        self.term.is_some() || self.entity.is_some() || self.speaker.is_some()
    }

    /// What is asked for; an error names what no story holds.
    fn subject<'a>(&'a self, corpus: &Corpus) -> Result<Option<Subject<'a>>, String> {
        let entity = |name: &str| corpus.find_entity(name).ok_or_else(|| format!("no story names {name:?}"));
        Ok(match (&self.term, &self.entity, &self.speaker) {
            (Some(term), ..) => Some(Subject::Term(term)),
            (_, Some(name), _) => Some(Subject::Entity(entity(name)?)),
            (.., Some(name)) => Some(Subject::Speaker(entity(name)?)),
            _ => None,
        })
    }
}

/// Things to follow, each for itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Of {
    /// All stories together
    Stories,
    /// Every word but function words and the boilerplate of news
    Terms,
    /// Everybody and everything named
    Entities,
    /// Everybody quoted
    Speakers,
    /// Topics, as `nutgraf topics` finds them
    Topics,
}

impl Of {
    fn rows<R>(self, corpus: &Corpus, find: impl FnOnce(Subjects<'_>) -> Vec<R>) -> Vec<R> {
        match self {
            Of::Stories => find(Subjects::One(Subject::Stories)),
            Of::Terms => find(Subjects::Terms),
            Of::Entities => find(Subjects::Entities),
            Of::Speakers => find(Subjects::Speakers),
            Of::Topics => find(Subjects::Topics(&corpus.topics(&TopicOptions::default()))),
        }
    }
}

#[derive(Args, Debug)]
pub(crate) struct Timeline {
    #[command(flatten)]
    input: FollowedInput,
    #[command(flatten)]
    show: Show,
    /// Length of a step
    #[arg(long, value_name = "UNIT", default_value = "day")]
    unit: Step,
    #[command(flatten)]
    one: One,
    /// Beside the counts: all stories and words of the step, and the shares in them
    #[arg(long)]
    relative: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Bursts {
    #[command(flatten)]
    input: FollowedInput,
    #[command(flatten)]
    show: Show,
    /// What to follow
    #[arg(long, value_name = "ROWS", default_value = "terms", conflicts_with = "One")]
    of: Of,
    #[command(flatten)]
    one: One,
    /// Length of a step
    #[arg(long, value_name = "UNIT", default_value = "day")]
    unit: Step,
    /// States: 2 tells bursts from the rest, more tell bursts within bursts
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u16).range(2..=16))]
    states: u16,
    /// How many times more frequent each state is than the one below (Kleinberg's s)
    #[arg(long, value_name = "X", default_value_t = 2.0, value_parser = above_one)]
    scaling: f64,
    /// What a step up costs (Kleinberg's gamma)
    #[arg(long, value_name = "X", default_value_t = 1.0, value_parser = not_negative)]
    gamma: f64,
    /// Fewest stories of a row
    #[arg(long, value_name = "N", default_value_t = 5)]
    min_stories: u64,
}

#[derive(Args, Debug)]
pub(crate) struct Changes {
    #[command(flatten)]
    input: FollowedInput,
    #[command(flatten)]
    show: Show,
    /// What to follow
    #[arg(long, value_name = "ROWS", default_value = "stories", conflicts_with = "One")]
    of: Of,
    #[command(flatten)]
    one: One,
    /// Length of a step
    #[arg(long, value_name = "UNIT", default_value = "day")]
    unit: Step,
    /// What a change costs, in ln(steps): higher finds fewer
    #[arg(long, value_name = "X", default_value_t = 3.0, value_parser = not_negative)]
    penalty: f64,
    /// Fewest steps between two changes
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..))]
    min_steps: u16,
    /// Fewest stories of a row
    #[arg(long, value_name = "N", default_value_t = 5)]
    min_stories: u64,
}

#[derive(Args, Debug)]
pub(crate) struct Novelties {
    #[command(flatten)]
    input: CorpusInput,
    #[command(flatten)]
    show: Show,
    /// The last day that counts [default: the last of the stories]
    #[arg(long, value_name = "DATE", value_parser = day)]
    until: Option<Day>,
    /// Days up to then: what may be new
    #[arg(long, value_name = "N", default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    days: u32,
    /// Days before those: what is known
    #[arg(long, value_name = "N", default_value_t = 28, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    before: u32,
    /// Fewest stories in the new days
    #[arg(long, value_name = "N", default_value_t = 2)]
    min_stories: u64,
    /// Highest p-value (log-likelihood ratio, not corrected for many rows)
    #[arg(long, value_name = "P", default_value_t = 0.01, value_parser = share)]
    max_p: f64,
}

pub(crate) fn share(text: &str) -> Result<f64, &'static str> {
    text.parse().ok().filter(|number| (0.0..=1.0).contains(number)).ok_or("expected a number from 0 to 1")
}

pub(crate) fn not_negative(text: &str) -> Result<f64, &'static str> {
    let number = text.parse().ok().filter(|number: &f64| *number >= 0.0 && number.is_finite());
    number.ok_or("expected a number not below 0")
}

fn above_one(text: &str) -> Result<f64, &'static str> {
    let number = text.parse().ok().filter(|number: &f64| *number > 1.0 && number.is_finite());
    number.ok_or("expected a number above 1")
}

fn day(text: &str) -> Result<Day, &'static str> {
    Day::parse(text).ok_or("expected an ISO 8601 date such as 2024-04-09")
}

pub(crate) fn timeline(arguments: &Timeline, output: &mut Output) -> io::Result<()> {
    let unit = arguments.unit.into();
    if !arguments.one.is_asked() && !arguments.relative {
        let rows = gather(&arguments.input, output, |corpus, _| corpus.timeline(unit));
        return write(rows, TimelineRow::table, "steps", &arguments.show, output);
    }
    let rows = gather(&arguments.input, output, |corpus, _| {
        let subject = arguments.one.subject(corpus)?.unwrap_or(Subject::Stories);
        Ok(corpus.timeline_of(subject, unit))
    });
    let Some(rows) = told(rows, output) else { return Ok(()) };
    write(Some(rows), |rows| SeriesRow::table(rows, arguments.relative), "steps", &arguments.show, output)
}

pub(crate) fn bursts(arguments: &Bursts, output: &mut Output) -> io::Result<()> {
    let options = BurstOptions {
        unit: arguments.unit.into(),
        states: usize::from(arguments.states),
        scaling: arguments.scaling,
        gamma: arguments.gamma,
        min_stories: arguments.min_stories,
    };
    let rows = gather(&arguments.input, output, |corpus, _| {
        Ok(match arguments.one.subject(corpus)? {
            Some(one) => corpus.bursts(Subjects::One(one), &options),
            None => arguments.of.rows(corpus, |subjects| corpus.bursts(subjects, &options)),
        })
    });
    let Some(rows) = told(rows, output) else { return Ok(()) };
    let table = |rows: &[BurstRow]| narrow(BurstRow::table(rows), &["steps"], &arguments.show);
    write(Some(rows), table, "bursts", &arguments.show, output)
}

pub(crate) fn changes(arguments: &Changes, output: &mut Output) -> io::Result<()> {
    let options = ChangeOptions {
        unit: arguments.unit.into(),
        penalty: arguments.penalty,
        min_steps: usize::from(arguments.min_steps),
        min_stories: arguments.min_stories,
    };
    let rows = gather(&arguments.input, output, |corpus, _| {
        Ok(match arguments.one.subject(corpus)? {
            Some(one) => corpus.changes(Subjects::One(one), &options),
            None => arguments.of.rows(corpus, |subjects| corpus.changes(subjects, &options)),
        })
    });
    let Some(rows) = told(rows, output) else { return Ok(()) };
    write(Some(rows), ChangeRow::table, "changes", &arguments.show, output)
}

pub(crate) fn novelties(arguments: &Novelties, output: &mut Output) -> io::Result<()> {
    let options = NoveltyOptions {
        until: arguments.until,
        days: arguments.days,
        before: arguments.before,
        min_stories: arguments.min_stories,
        max_p: arguments.max_p,
    };
    let found = gather(&arguments.input, output, |corpus, _| corpus.novelties(&options));
    let Some(found) = found else { return Ok(()) };
    if arguments.show.format == Format::Table
        && let (Some(from), Some(until), Some(before)) = (found.from, found.until, found.before_from)
    {
        let (stories, known) = (found.stories, found.before_stories);
        writeln!(
            output.out(),
            "{stories} stories from {from} to {until} against {known} from {before} to the day before {from}"
        )?;
    }
    let left_out = ["per_thousand", "before_per_thousand"];
    let table = |rows: &[NoveltyRow]| narrow(NoveltyRow::table(rows), &left_out, &arguments.show);
    write(Some(found.rows), table, "novelties", &arguments.show, output)
}

/// The table, for people without some columns.
fn narrow(table: Table, columns: &[&str], show: &Show) -> Table {
    if show.format == Format::Table { without(table, columns) } else { table }
}

/// Rows, or nothing when what was asked for is not there, which is said.
fn told<R>(rows: Option<Result<Vec<R>, String>>, output: &mut Output) -> Option<Vec<R>> {
    match rows? {
        Ok(rows) => Some(rows),
        Err(line) => {
            output.fail(&line);
            None
        }
    }
}
