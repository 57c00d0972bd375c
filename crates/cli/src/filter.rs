//! What the commands on a corpus read, and which of its stories they look at.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;
use nutgraf::analysis::{Aliases, Filter, Query, period};
use nutgraf::core::Day;

use crate::args::Input;

/// Inputs that become a corpus.
pub(crate) trait Source {
    /// What is read.
    fn input(&self) -> &Input;

    /// Which stories are looked at; none for all.
    fn filter(&self) -> Option<Filter>;

    /// What the user says of names.
    fn aliases(&self) -> Option<&Aliases> {
        None
    }
}

/// What is read, and which stories of it are looked at: those that fit every option given.
#[derive(Args, Debug)]
pub(crate) struct CorpusInput {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    only: Only,
    /// Only stories that name this person, organisation, place ...; all of them when given several times
    #[arg(long, value_name = "NAME", help_heading = HEADING)]
    entity: Vec<String>,
}

/// The same for commands whose `--entity` says what to follow; `--search 'entity:"..."'` asks for its stories there.
#[derive(Args, Debug)]
pub(crate) struct FollowedInput {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    only: Only,
}

const HEADING: &str = "Which stories";

#[derive(Args, Debug)]
#[command(next_help_heading = HEADING)]
struct Only {
    /// Only stories published on this day or later (2024, 2024-04 or 2024-04-09)
    #[arg(long, value_name = "DATE", value_parser = first_day)]
    from: Option<Day>,
    /// Only stories published up to this day, month or year
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    to: Option<Day>,
    /// Only stories of this outlet; may be given several times
    #[arg(long, value_name = "NAME")]
    outlet: Vec<String>,
    /// Only stories in this language (BCP 47); may be given several times
    #[arg(long, value_name = "TAG")]
    language: Vec<String>,
    /// Only stories that match a query, such as 'ferry AND (storm OR "high sea*") NOT outlet:Roc'
    #[arg(long, value_name = "QUERY")]
    search: Option<Query>,
    /// Only stories on pages whose ids stand in a file, one a line
    #[arg(long, value_name = "FILE", value_parser = ids)]
    ids: Option<Ids>,
    /// CSV file of names that are one (`name,alias,kind`, the kind may be empty); it overrules what the texts say
    #[arg(long, value_name = "FILE", value_parser = aliases, help_heading = "Which names are one")]
    aliases: Option<Aliases>,
}

/// Ids of pages, read from a file.
#[derive(Clone, Debug)]
struct Ids(BTreeSet<String>);

fn first_day(text: &str) -> Result<Day, &'static str> {
    period(text).map(|(first, _)| first).ok_or(EXPECTED)
}

fn last_day(text: &str) -> Result<Day, &'static str> {
    period(text).map(|(_, last)| last).ok_or(EXPECTED)
}

const EXPECTED: &str = "expected a date such as 2024, 2024-04 or 2024-04-09";

fn aliases(path: &str) -> Result<Aliases, String> {
    let rows = nutgraf::read::aliases(Path::new(path)).map_err(|error| error.to_string())?;
    let mut aliases = Aliases::default();
    for row in rows {
        aliases.add(&row.name, &row.alias, row.kind);
    }
    Ok(aliases)
}

fn ids(path: &str) -> Result<Ids, String> {
    let text = std::fs::read_to_string(PathBuf::from(path)).map_err(|error| error.to_string())?;
    Ok(Ids(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()))
}

impl Source for CorpusInput {
    fn input(&self) -> &Input {
        &self.input
    }

    fn filter(&self) -> Option<Filter> {
        self.only.filter(&self.entity)
    }

    fn aliases(&self) -> Option<&Aliases> {
        self.only.aliases.as_ref()
    }
}

impl Source for FollowedInput {
    fn input(&self) -> &Input {
        &self.input
    }

    fn filter(&self) -> Option<Filter> {
        self.only.filter(&[])
    }

    fn aliases(&self) -> Option<&Aliases> {
        self.only.aliases.as_ref()
    }
}

impl Only {
    fn filter(&self, entities: &[String]) -> Option<Filter> {
        let Only { from, to, outlet, language, search, ids, aliases: _ } = self;
        let filter = Filter {
            from: *from,
            to: *to,
            outlets: outlet.clone(),
            languages: language.clone(),
            entities: entities.to_vec(),
            ids: ids.as_ref().map(|ids| ids.0.clone()),
            stories: None,
            search: search.clone(),
        };
        (!filter.is_empty()).then_some(filter)
    }
}
