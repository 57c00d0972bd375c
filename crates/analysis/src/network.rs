mod between;
mod cluster;
mod community;
mod gexf;
mod graph;
mod graphml;
mod layout;
mod rank;
mod xml;

use nutgraf_core::EntityKind;
use serde::Serialize;

use crate::link::Links;
use crate::pair::Together;
use crate::{Column, Corpus, PairScope, Partial, Table, Values};
use graph::Graph;

/// Nodes up to which betweenness is exact when nobody says.
const EXACT: usize = 2_000;
/// Sources sampled from a larger network.
const SAMPLED: usize = 500;

/// Which network, and how to measure it.
#[derive(Clone, PartialEq, Debug)]
pub struct NetworkOptions {
    /// Where two entities must stand to be linked.
    pub scope: PairScope,
    /// Kinds of entities that are nodes; empty: all.
    pub kinds: Vec<EntityKind>,
    /// Fewest units two entities share to be linked.
    pub min_together: u64,
    /// Highest p-value of the log-likelihood ratio of a link; links below 1 stand together more often than by chance.
    pub max_p: f64,
    /// Keep so many nodes: those of highest weighted degree; none: all.
    pub nodes: Option<usize>,
    /// Resolution of the communities: above 1 more and smaller ones, below 1 fewer.
    pub resolution: f64,
    /// Damping of PageRank: the chance to follow a link.
    pub damping: f64,
    /// Sources that betweenness is sampled from; none: exact up to 2,000 nodes, then 500 sources.
    pub sources: Option<usize>,
    /// Seed of the communities' order, of the sources and of the layout.
    pub seed: u64,
}

impl Default for NetworkOptions {
    fn default() -> Self {
        NetworkOptions {
            scope: PairScope::default(),
            kinds: vec![],
            min_together: 1,
            max_p: 1.0,
            nodes: None,
            resolution: 1.0,
            damping: 0.85,
            sources: None,
            seed: 1,
        }
    }
}

/// An entity of a network.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct NodeRow {
    /// Its number: the row in [`Network::nodes`].
    pub node: u32,
    /// Its name.
    pub name: String,
    /// What it is; none in a network made from edges.
    pub kind: Option<EntityKind>,
    /// Stories that name it; 0 in a network made from edges.
    pub stories: u64,
    /// Links.
    pub degree: u64,
    /// The sum of their weights.
    pub weighted_degree: f64,
    /// PageRank by weight (Brin and Page 1998); all sum to 1.
    pub pagerank: f64,
    /// Share of the shortest paths between two others that lead through it, by links, not weights (Freeman 1977).
    pub betweenness: f64,
    /// Share of pairs of its neighbours that are linked (Watts and Strogatz 1998).
    pub clustering: f64,
    /// Its community, from 0, the largest first (Leiden: Traag, Waltman and van Eck 2019).
    pub community: u32,
    /// Its component, from 0, the largest first.
    pub component: u32,
    /// Index in [`Corpus::entities`]; none in a network made from edges.
    #[serde(skip)]
    pub entity: Option<u32>,
}

/// A link of a network.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct EdgeRow {
    /// Number of one node, the lower.
    pub source: u32,
    /// Number of the other.
    pub target: u32,
    /// Name of the first.
    pub source_name: String,
    /// Name of the other.
    pub target_name: String,
    /// Units both stand in, or the weight given.
    pub weight: f64,
    /// Pointwise mutual information in bits; this and the next are none in a network made from edges.
    pub pmi: Option<f64>,
    /// The same as a share of what it could be, from -1 to 1.
    pub npmi: Option<f64>,
    /// Log-likelihood ratio G².
    pub log_likelihood: Option<f64>,
    /// The chance of so high a G² without association.
    pub p_value: Option<f64>,
}

/// Who stands together with whom, as a graph with its measures.
///
/// ```
/// use nutgraf_analysis::{Network, NetworkOptions};
///
/// let edges = [("Anna", "Otto", 2.0), ("Otto", "Lena", 1.0), ("Lena", "Anna", 1.0), ("Lena", "Max", 1.0)];
/// let network = Network::of_edges(edges, &NetworkOptions::default());
/// assert_eq!(network.nodes[0].name, "Anna");
/// assert_eq!(network.nodes.iter().find(|node| node.name == "Lena").unwrap().degree, 3);
/// assert!(network.to_graphml().starts_with("<?xml"));
/// ```
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Network {
    /// Highest weighted degree first, then in the order of the corpus's entities (or of the edges).
    pub nodes: Vec<NodeRow>,
    /// By their nodes.
    pub edges: Vec<EdgeRow>,
    /// Of the communities, at the resolution asked for (Newman and Girvan 2004).
    pub modularity: f64,
    /// How many communities.
    pub communities: u32,
    /// How many components.
    pub components: u32,
    /// Share of pairs of neighbours that are linked, over all nodes (transitivity).
    pub transitivity: f64,
    /// Sources that betweenness was sampled from; none: it is exact.
    pub sources: Option<usize>,
    /// The seed it was measured with.
    pub seed: u64,
}

/// A link before nodes are numbered; what is known of it behind the weight.
type Link = (u32, u32, f64, Option<crate::pair::Association>);

impl Corpus {
    /// The network of entities that stand together.
    pub fn network(&self, options: &NetworkOptions) -> Network {
        network(self.partial(), self.links(), options)
    }
}

fn network(partial: &Partial, links: &Links, options: &NetworkOptions) -> Network {
    let wanted =
        |row: u32| options.kinds.is_empty() || options.kinds.contains(&links.rows[row as usize].kind);
    let counts = Together::count(partial, links, options.scope, wanted);
    let edges = counts.pairs.iter().filter(|&&(_, together)| together >= options.min_together.max(1));
    let edges = edges.filter_map(|&((a, b), together)| {
        let found = counts.association((a, b), together);
        // Two that avoid each other have a low p-value as well.
        let sure = options.max_p >= 1.0 || (found.p_value <= options.max_p && found.pmi > 0.0);
        sure.then_some((a, b, together as f64, Some(found)))
    });
    let node = |row: u32| {
        let found = &links.rows[row as usize];
        (links.name(row, partial).to_owned(), Some(found.kind), found.stories, Some(row))
    };
    measure(links.rows.len(), edges.collect(), node, options)
}

impl Network {
    /// The network of these edges: two names and a weight. Weights of a pair given twice add up; an edge of a node with
    /// itself, or whose weight is not a number above 0, is left out. Of the options, `scope`, `kinds`, `min_together`
    /// and `max_p` are for entities of a corpus only.
    pub fn of_edges<N: AsRef<str>>(
        edges: impl IntoIterator<Item = (N, N, f64)>,
        options: &NetworkOptions,
    ) -> Network {
        let mut names = crate::strings::Interner::default();
        let mut found: Vec<Link> = vec![];
        for (a, b, weight) in edges {
            let (a, b) = (names.intern(a.as_ref()), names.intern(b.as_ref()));
            if a != b && weight > 0.0 && weight.is_finite() {
                found.push((a.min(b), a.max(b), weight, None));
            }
        }
        // Stable: weights of a pair add up in the order given.
        found.sort_by_key(|&(a, b, ..)| (a, b));
        found.dedup_by(|next, kept| {
            let same = (next.0, next.1) == (kept.0, kept.1);
            if same {
                kept.2 += next.2;
            }
            same
        });
        let names = names.strings();
        measure(names.len(), found, |node| (names.get(node).to_owned(), None, 0, None), options)
    }

    /// Nodes as columns.
    pub fn node_table(&self) -> Table {
        let rows = &self.nodes;
        Table {
            columns: vec![
                Column::integer("node", rows, |row| u64::from(row.node)),
                Column::text("name", rows, |row| Some(row.name.as_str())),
                Column::text("kind", rows, |row| row.kind.map(EntityKind::name)),
                Column::integer("stories", rows, |row| row.stories),
                Column::integer("degree", rows, |row| row.degree),
                Column::real("weighted_degree", rows, |row| row.weighted_degree),
                Column::real("pagerank", rows, |row| row.pagerank),
                Column::real("betweenness", rows, |row| row.betweenness),
                Column::real("clustering", rows, |row| row.clustering),
                Column::integer("community", rows, |row| u64::from(row.community)),
                Column::integer("component", rows, |row| u64::from(row.component)),
            ],
        }
    }

    /// Links as columns.
    pub fn edge_table(&self) -> Table {
        let rows = &self.edges;
        let real = |name, of: fn(&EdgeRow) -> Option<f64>| Column {
            name,
            values: Values::Real(rows.iter().map(of).collect()),
        };
        Table {
            columns: vec![
                Column::integer("source", rows, |row| u64::from(row.source)),
                Column::integer("target", rows, |row| u64::from(row.target)),
                Column::text("source_name", rows, |row| Some(row.source_name.as_str())),
                Column::text("target_name", rows, |row| Some(row.target_name.as_str())),
                Column::real("weight", rows, |row| row.weight),
                real("pmi", |row| row.pmi),
                real("npmi", |row| row.npmi),
                real("log_likelihood", |row| row.log_likelihood),
                real("p_value", |row| row.p_value),
            ],
        }
    }

    /// The network as GraphML (Brandes and others 2002), for Gephi, yEd, networkx, igraph.
    pub fn to_graphml(&self) -> String {
        graphml::write(self)
    }

    /// The network as GEXF 1.2, for Gephi and networkx, with a colour a community and, up to 400 nodes, positions.
    pub fn to_gexf(&self) -> String {
        gexf::write(self)
    }

    /// The `most` nodes of highest weighted degree with the links between them, numbered anew; who has no link left is
    /// left out. All measures stay those of the whole network, but for the components: for drawings.
    #[must_use]
    pub fn strongest(&self, most: usize) -> Network {
        let kept = |node: u32| (node as usize) < most;
        let mut edges: Vec<EdgeRow> =
            self.edges.iter().filter(|edge| kept(edge.source) && kept(edge.target)).cloned().collect();
        let mut numbers = vec![None; self.nodes.len()];
        for edge in &edges {
            numbers[edge.source as usize] = Some(0);
            numbers[edge.target as usize] = Some(0);
        }
        (0..).zip(numbers.iter_mut().flatten()).for_each(|(new, number)| *number = new);
        let number = |node: u32| numbers.get(node as usize).copied().flatten();
        let nodes =
            self.nodes.iter().filter_map(|node| Some(NodeRow { node: number(node.node)?, ..node.clone() }));
        let mut nodes: Vec<NodeRow> = nodes.collect();
        for edge in &mut edges {
            edge.source = number(edge.source).unwrap_or_default();
            edge.target = number(edge.target).unwrap_or_default();
        }
        let mut part = Network { nodes: vec![], edges, ..self.clone() };
        let found =
            Graph::of(nodes.len(), part.edges.iter().map(|edge| (edge.source, edge.target, edge.weight)));
        let components = cluster::components(&found);
        nodes.iter_mut().zip(&components).for_each(|(node, &component)| node.component = component);
        part.components = components.iter().max().map_or(0, |&most| most + 1);
        part.nodes = nodes;
        part
    }

    /// Where to draw each node: linked nodes about one apart, in the plane, components side by side; by stress
    /// majorisation (Gansner, Koren and North 2004) from a seeded start. Takes time and memory by the square of the
    /// nodes: for drawings.
    pub fn layout(&self) -> Vec<(f64, f64)> {
        layout::layout(self)
    }

    fn graph(&self) -> Graph {
        let edges = self.edges.iter().map(|edge| (edge.source, edge.target, edge.weight));
        Graph::of(self.nodes.len(), edges)
    }
}

/// Numbers the nodes of links between rows below `rows`, strongest first, and measures them.
fn measure(
    rows: usize,
    mut links: Vec<Link>,
    node: impl Fn(u32) -> (String, Option<EntityKind>, u64, Option<u32>),
    options: &NetworkOptions,
) -> Network {
    let strength = |links: &[Link]| {
        let mut sums = vec![0.0; rows];
        for &(a, b, weight, _) in links {
            sums[a as usize] += weight;
            sums[b as usize] += weight;
        }
        sums
    };
    let ranked = |sums: &[f64]| {
        let mut order: Vec<u32> = (0..rows as u32).filter(|&row| sums[row as usize] > 0.0).collect();
        order.sort_unstable_by(|&a, &b| sums[b as usize].total_cmp(&sums[a as usize]).then(a.cmp(&b)));
        order
    };
    let mut order = ranked(&strength(&links));
    if let Some(most) = options.nodes.filter(|&most| most < order.len()) {
        let mut kept = vec![false; rows];
        order.iter().take(most).for_each(|&row| kept[row as usize] = true);
        links.retain(|&(a, b, ..)| kept[a as usize] && kept[b as usize]);
        // Who is linked to none that is left has no place in a network.
        order = ranked(&strength(&links));
    }
    let mut numbers = vec![u32::MAX; rows];
    order.iter().zip(0..).for_each(|(&row, number)| numbers[row as usize] = number);
    for (a, b, ..) in &mut links {
        let ends = (numbers[*a as usize], numbers[*b as usize]);
        (*a, *b) = (ends.0.min(ends.1), ends.0.max(ends.1));
    }
    links.sort_unstable_by_key(|&(a, b, ..)| (a, b));
    let graph = Graph::of(order.len(), links.iter().map(|&(a, b, weight, _)| (a, b, weight)));
    let sources = options.sources.or((order.len() > EXACT).then_some(SAMPLED));
    let sources = sources.filter(|&count| count < order.len());
    let ((ranks, betweenness), (communities, modularity)) = rayon::join(
        || (rank::page_rank(&graph, options.damping), between::betweenness(&graph, sources, options.seed)),
        || community::communities(&graph, options.resolution, options.seed),
    );
    let (clustering, transitivity) = cluster::clustering(&graph);
    let components = cluster::components(&graph);
    let count = |groups: &[u32]| groups.iter().max().map_or(0, |&most| most + 1);
    let nodes: Vec<NodeRow> = order
        .iter()
        .zip(0..)
        .map(|(&row, number)| {
            let at = number as usize;
            let (name, kind, stories, entity) = node(row);
            NodeRow {
                node: number,
                name,
                kind,
                stories,
                degree: graph.degree(number) as u64,
                weighted_degree: graph.weighted_degree(number),
                pagerank: ranks[at],
                betweenness: betweenness[at],
                clustering: clustering[at],
                community: communities[at],
                component: components[at],
                entity,
            }
        })
        .collect();
    let edges = links
        .into_iter()
        .map(|(source, target, weight, known)| EdgeRow {
            source,
            target,
            source_name: nodes[source as usize].name.clone(),
            target_name: nodes[target as usize].name.clone(),
            weight,
            pmi: known.map(|known| known.pmi),
            npmi: known.map(|known| known.npmi),
            log_likelihood: known.map(|known| known.log_likelihood),
            p_value: known.map(|known| known.p_value),
        })
        .collect();
    Network {
        modularity,
        communities: count(&communities),
        components: count(&components),
        transitivity,
        sources,
        seed: options.seed,
        nodes,
        edges,
    }
}
