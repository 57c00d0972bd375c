//! `nutgraf network`: who stands together with whom, as tables of nodes and links or as a file for other programs.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use nutgraf::analysis::{Network, NetworkOptions};

use crate::choice::{Kind, Scope};
use crate::filter::CorpusInput;
use crate::gather::gather_unquoted;
use crate::output::Output;
use crate::table::{self, without};
use crate::tables::{FIRST_SCREEN, write_lines};
use crate::time::{not_negative, share};

#[derive(Args, Debug)]
pub(crate) struct Arguments {
    #[command(flatten)]
    input: CorpusInput,
    /// How to write the network
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    /// Show the links, in a table or as CSV, instead of the nodes
    #[arg(long)]
    edges: bool,
    /// Rows to show in a table; 0 for all [default: 25]
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    /// Where two names must stand to be linked
    #[arg(long, value_name = "SCOPE", default_value = "paragraph")]
    scope: Scope,
    /// Kinds of entities to keep, with commas between them [default: all]
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kinds: Vec<Kind>,
    /// Fewest sentences, paragraphs or stories two must share to be linked
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_together: u64,
    /// Highest p-value of a link (log-likelihood ratio, not corrected for many links)
    #[arg(long, value_name = "P", default_value_t = 1.0, value_parser = share)]
    max_p: f64,
    /// Keep so many nodes, those of highest weighted degree [default: all]
    #[arg(long, value_name = "N")]
    nodes: Option<usize>,
    /// Above 1: more and smaller communities; below 1: fewer
    #[arg(long, value_name = "X", default_value_t = 1.0, value_parser = not_negative)]
    resolution: f64,
    /// Damping of PageRank
    #[arg(long, value_name = "X", default_value_t = 0.85, value_parser = share)]
    damping: f64,
    /// Sample betweenness from so many nodes [default: exact up to 2,000 nodes, else 500]
    #[arg(long, value_name = "N")]
    sources: Option<usize>,
    /// Seed of communities, sampling and layout: the same seed, the same network
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Table,
    /// Comma-separated, with a header
    Csv,
    /// A JSON object a line: nodes, then links
    Jsonl,
    /// For Gephi, yEd, igraph, networkx
    Graphml,
    /// For Gephi, with colours and places
    Gexf,
}

impl Arguments {
    fn options(&self) -> NetworkOptions {
        NetworkOptions {
            scope: self.scope.into(),
            kinds: self.kinds.iter().map(|&kind| kind.into()).collect(),
            min_together: self.min_together,
            max_p: self.max_p,
            nodes: self.nodes,
            resolution: self.resolution,
            damping: self.damping,
            sources: self.sources,
            seed: self.seed,
        }
    }
}

pub(crate) fn run(arguments: &Arguments, output: &mut Output) -> io::Result<()> {
    let network = gather_unquoted(&arguments.input, output, |corpus, _| corpus.network(&arguments.options()));
    let Some(mut network) = network else { return Ok(()) };
    let (noun, rows) =
        if arguments.edges { ("links", network.edges.len()) } else { ("nodes", network.nodes.len()) };
    let table = |network: &Network| {
        if arguments.edges { network.edge_table() } else { network.node_table() }
    };
    match arguments.format {
        Format::Graphml => output.out().write_all(network.to_graphml().as_bytes()),
        Format::Gexf => output.out().write_all(network.to_gexf().as_bytes()),
        Format::Jsonl => {
            write_lines(&network.nodes, output.out())?;
            write_lines(&network.edges, output.out())
        }
        Format::Csv => table::write_csv(&table(&network), true, output.out()),
        Format::Table => {
            let shown = match arguments.top {
                Some(0) => rows,
                top => top.unwrap_or(FIRST_SCREEN).min(rows),
            };
            let words = summary(&network);
            if arguments.edges {
                network.edges.sort_by(|a, b| b.weight.total_cmp(&a.weight));
                network.edges.truncate(shown);
            } else {
                network.nodes.truncate(shown);
            }
            let table = without(table(&network), &["node", "component", "source", "target"]);
            table::write_people(&table, rows - shown, noun, output.out())?;
            writeln!(output.out(), "{words}")
        }
    }
}

/// What is true of the network as a whole.
fn summary(network: &Network) -> String {
    let betweenness = match network.sources {
        None => "exact".to_owned(),
        Some(sources) => format!("sampled from {sources} nodes"),
    };
    format!(
        "{} nodes, {} links, {} components; {} communities (Leiden), modularity {:.3}; betweenness {betweenness}",
        network.nodes.len(),
        network.edges.len(),
        network.components,
        network.communities,
        network.modularity,
    )
}
