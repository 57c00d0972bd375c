use std::path::PathBuf;
use std::sync::Arc;

use nutgraf::Threads;
use nutgraf::analysis::{self, NetworkOptions, PairScope};
use nutgraf::core::EntityKind;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::corpus::Corpus;
use crate::error::choice;
use crate::shown::{count, escape};
use crate::table::Table;
use crate::work;

/// Who stands together with whom, as a graph with its measures.
///
/// ``Corpus.network`` makes one of a corpus, :meth:`from_edges` one of any named edges.
///
/// Attributes
/// ----------
/// nodes : Table
///     Highest weighted degree first: node (its number), name, kind, stories, degree, weighted_degree, pagerank (by
///     weight), betweenness (share of shortest paths, by links), clustering, community, component.
/// edges : Table
///     source and target (numbers of nodes), their names, weight (units that name both), pmi and npmi, log_likelihood
///     (G²) and p_value.
/// modularity : float
///     Of the communities, found by the Leiden algorithm (Traag, Waltman and van Eck 2019).
/// communities, components : int
///     How many there are.
/// transitivity : float
///     Share of pairs of neighbours that are linked.
/// sources : int or None
///     Nodes that betweenness was sampled from; None: it is exact.
///
/// Examples
/// --------
/// >>> import nutgraf as ng
/// >>> network = ng.Network.from_edges([("Anna", "Otto", 2), ("Otto", "Lena", 1), ("Lena", "Anna", 1)])
/// >>> network.nodes["name"]
/// ['Anna', 'Otto', 'Lena']
/// >>> network.edges["weight"]
/// [2.0, 1.0, 1.0]
#[pyclass(module = "nutgraf", frozen)]
pub(crate) struct Network {
    network: Arc<analysis::Network>,
}

/// Nodes drawn in a notebook.
const DRAWN: usize = 40;

/// A share, or an error that names the argument.
pub(crate) fn number(argument: &str, value: f64, most: f64) -> PyResult<f64> {
    if (0.0..=most).contains(&value) {
        return Ok(value);
    }
    let range = if most < f64::MAX { format!("from 0 to {most}") } else { "not below 0".to_owned() };
    Err(PyValueError::new_err(format!("{argument} must be a number {range}, not {value}")))
}

pub(crate) fn kinds(names: Option<Vec<String>>) -> PyResult<Vec<EntityKind>> {
    let all = EntityKind::ALL.map(EntityKind::name);
    let kind = |name: String| {
        let found = EntityKind::ALL.into_iter().find(|kind| kind.name() == name);
        found.ok_or_else(|| choice("kinds", &name, &all))
    };
    names.unwrap_or_default().into_iter().map(kind).collect()
}

#[pymethods]
impl Corpus {
    /// The network of who is named together with whom.
    ///
    /// Parameters
    /// ----------
    /// scope : {"paragraph", "sentence", "story"}
    ///     Where two must stand to be linked.
    /// kinds : list of str, optional
    ///     Kinds of entities to keep; by default all.
    /// min_together : int
    ///     Fewest units two must share to be linked.
    /// max_p : float
    ///     Highest p-value of a link, by the log-likelihood ratio; below 1 only links more frequent than by chance stay.
    /// nodes : int, optional
    ///     Keep so many nodes, those of highest weighted degree.
    /// resolution : float
    ///     Above 1 more and smaller communities, below 1 fewer.
    /// damping : float
    ///     Of PageRank: the chance to follow a link.
    /// sources : int, optional
    ///     Nodes that betweenness is sampled from; by default it is exact up to 2,000 nodes, then 500 are sampled.
    /// seed : int
    ///     Of the communities, the sampling and the layout.
    ///
    /// Examples
    /// --------
    /// >>> import nutgraf as ng
    /// >>> corpus = ng.read("seeds")                                                    # doctest: +SKIP
    /// >>> corpus.network(kinds=["person"], min_together=2).to_gexf("people.gexf")      # doctest: +SKIP
    #[expect(clippy::too_many_arguments, reason = "they are keywords in Python")]
    #[pyo3(signature = (scope="paragraph", *, kinds=None, min_together=1, max_p=1.0, nodes=None, resolution=1.0, damping=0.85, sources=None, seed=1))]
    fn network(
        &self,
        py: Python<'_>,
        scope: &str,
        kinds: Option<Vec<String>>,
        min_together: u64,
        max_p: f64,
        nodes: Option<usize>,
        resolution: f64,
        damping: f64,
        sources: Option<usize>,
        seed: u64,
    ) -> PyResult<Network> {
        let options = NetworkOptions {
            scope: pair_scope(scope)?,
            kinds: self::kinds(kinds)?,
            min_together,
            max_p: number("max_p", max_p, 1.0)?,
            nodes,
            resolution: number("resolution", resolution, f64::MAX)?,
            damping: number("damping", damping, 1.0)?,
            sources,
            seed,
        };
        let network = self.count(py, move |corpus| corpus.network(&options))?;
        Ok(Network { network: Arc::new(network) })
    }
}

/// The scope of this name.
pub(crate) fn pair_scope(name: &str) -> PyResult<PairScope> {
    match name {
        "sentence" => Ok(PairScope::Sentence),
        "paragraph" => Ok(PairScope::Paragraph),
        "story" => Ok(PairScope::Story),
        other => Err(choice("scope", other, &["sentence", "paragraph", "story"])),
    }
}

#[pymethods]
impl Network {
    /// The network of these edges.
    ///
    /// Parameters
    /// ----------
    /// edges : iterable of (str, str, float)
    ///     Two names and a weight above 0. Weights of a pair given twice add up; a node is not linked to itself.
    #[staticmethod]
    #[pyo3(signature = (edges, *, nodes=None, resolution=1.0, damping=0.85, sources=None, seed=1, threads=None))]
    #[expect(clippy::too_many_arguments, reason = "they are keywords in Python")]
    fn from_edges(
        py: Python<'_>,
        edges: &Bound<'_, PyAny>,
        nodes: Option<usize>,
        resolution: f64,
        damping: f64,
        sources: Option<usize>,
        seed: u64,
        threads: Option<usize>,
    ) -> PyResult<Network> {
        let mut given: Vec<(String, String, f64)> = vec![];
        for edge in edges.try_iter()? {
            let edge: (String, String, f64) = edge?.extract()?;
            if !(edge.2 > 0.0 && edge.2.is_finite()) {
                return Err(PyValueError::new_err(format!("a weight must be above 0, not {}", edge.2)));
            }
            given.push(edge);
        }
        let options = NetworkOptions {
            nodes,
            resolution: number("resolution", resolution, f64::MAX)?,
            damping: number("damping", damping, 1.0)?,
            sources,
            seed,
            ..NetworkOptions::default()
        };
        let threads = work::threads(threads)?;
        let network = work::wait(py, None, move |_| {
            Threads::new(threads).run(|| analysis::Network::of_edges(given, &options))
        })?;
        Ok(Network { network: Arc::new(network) })
    }

    #[getter]
    fn nodes(&self) -> PyResult<Table> {
        Table::new("nodes", self.network.node_table())
    }

    #[getter]
    fn edges(&self) -> PyResult<Table> {
        Table::new("edges", self.network.edge_table())
    }

    #[getter]
    fn modularity(&self) -> f64 {
        self.network.modularity
    }

    #[getter]
    fn communities(&self) -> u32 {
        self.network.communities
    }

    #[getter]
    fn components(&self) -> u32 {
        self.network.components
    }

    #[getter]
    fn transitivity(&self) -> f64 {
        self.network.transitivity
    }

    #[getter]
    fn sources(&self) -> Option<usize> {
        self.network.sources
    }

    /// Writes the network as GraphML, for Gephi, yEd, igraph and networkx.
    fn to_graphml(&self, path: PathBuf) -> PyResult<()> {
        Ok(std::fs::write(path, self.network.to_graphml())?)
    }

    /// Writes the network as GEXF, for Gephi and networkx, with a colour a community and places.
    fn to_gexf(&self, path: PathBuf) -> PyResult<()> {
        Ok(std::fs::write(path, self.network.to_gexf())?)
    }

    fn __len__(&self) -> usize {
        self.network.nodes.len()
    }

    fn __repr__(&self) -> String {
        let nodes = count(self.network.nodes.len(), "node", "nodes");
        let edges = count(self.network.edges.len(), "edge", "edges");
        let groups = count(self.network.communities as usize, "community", "communities");
        format!("Network({nodes}, {edges}, {groups}, modularity {:.3})", self.network.modularity)
    }

    fn _repr_html_(&self) -> PyResult<String> {
        let shown = self.nodes()?.shown();
        let drawing = nutgraf::report::draw_network(&self.network, DRAWN, |_| None);
        Ok(format!("<p><code>{}</code></p>{drawing}{shown}", escape(&self.__repr__())))
    }
}
