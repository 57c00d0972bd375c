//! Full-text search.

use std::io;

use clap::Args;
use nutgraf::analysis::{Query, SearchRow};

use crate::args::Show;
use crate::filter::CorpusInput;
use crate::gather::gather_unquoted;
use crate::output::Output;
use crate::tables::write;

pub(crate) const HELP: &str = "\
Queries:
  ferry                        the word, whatever its case; ferr* words that begin so
  \"port roc\"                   words one after the other in a sentence
  ferry storm, a AND b         both; OR one of the two; NOT ferry; ( ) for order
  entity:\"Anna Brandt\"         named there; also person: organization: place: group: event: work: product:
  headline:ferry               in the headline
  outlet:\"Harbour Times\"       published there; language:en
  date:2024-04                 published then; date:2024-04-09..2024-05-01

Example:
  nutgraf search '(ferry OR raft) NOT outlet:Roc date:2024' crawl/ --top 10";

#[derive(Args, Debug)]
pub(crate) struct Search {
    /// What to look for
    query: Query,
    #[command(flatten)]
    input: CorpusInput,
    #[command(flatten)]
    show: Show,
}

/// Stories that match, best first.
pub(crate) fn run(arguments: &Search, output: &mut Output) -> io::Result<()> {
    let rows = gather_unquoted(&arguments.input, output, |corpus, _| corpus.search(&arguments.query, None));
    write(rows, SearchRow::table, "stories", &arguments.show, output)
}
