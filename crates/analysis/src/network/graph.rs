/// An undirected graph with weights: per node its neighbours in order, in one array.
#[derive(Clone, Debug, Default)]
pub(crate) struct Graph {
    starts: Vec<usize>,
    neighbours: Vec<(u32, f64)>,
}

impl Graph {
    /// Of edges between nodes below `nodes`; each pair once, none of a node with itself.
    pub(crate) fn of(nodes: usize, edges: impl Iterator<Item = (u32, u32, f64)> + Clone) -> Graph {
        let mut starts = vec![0; nodes + 1];
        for (a, b, _) in edges.clone() {
            starts[a as usize + 1] += 1;
            starts[b as usize + 1] += 1;
        }
        for at in 0..nodes {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut neighbours = vec![(0, 0.0); starts[nodes]];
        for (a, b, weight) in edges {
            for (from, to) in [(a, b), (b, a)] {
                neighbours[next[from as usize]] = (to, weight);
                next[from as usize] += 1;
            }
        }
        for node in 0..nodes {
            neighbours[starts[node]..starts[node + 1]].sort_unstable_by_key(|&(to, _)| to);
        }
        Graph { starts, neighbours }
    }

    /// Nodes.
    pub(crate) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Edges.
    pub(crate) fn edges(&self) -> usize {
        self.neighbours.len() / 2
    }

    /// A node's neighbours in order, with the weights of the edges.
    pub(crate) fn of_node(&self, node: u32) -> &[(u32, f64)] {
        &self.neighbours[self.starts[node as usize]..self.starts[node as usize + 1]]
    }

    /// How many neighbours a node has.
    pub(crate) fn degree(&self, node: u32) -> usize {
        self.of_node(node).len()
    }

    /// The sum of the weights of a node's edges.
    pub(crate) fn weighted_degree(&self, node: u32) -> f64 {
        self.of_node(node).iter().map(|&(_, weight)| weight).sum()
    }

    /// All nodes.
    pub(crate) fn nodes(&self) -> std::ops::Range<u32> {
        0..self.len() as u32
    }
}

/// Graphs for tests.
#[cfg(test)]
pub(crate) mod tests {
    use super::Graph;
    use crate::random::Draws;

    /// A graph of these edges, all of weight 1.
    pub(crate) fn plain(nodes: usize, edges: &[(u32, u32)]) -> Graph {
        Graph::of(nodes, edges.iter().map(|&(a, b)| (a, b, 1.0)))
    }

    /// A graph drawn by a seed: groups of ten with many edges inside, few between them.
    pub(crate) fn drawn(nodes: u32, seed: u64) -> Graph {
        let mut draws = Draws::new(seed);
        let mut edges = vec![];
        for a in 0..nodes {
            for b in a + 1..nodes {
                let near = a / 10 == b / 10;
                if draws.unit() < if near { 0.6 } else { 0.03 } {
                    edges.push((a, b, 1.0 + draws.below(5) as f64));
                }
            }
        }
        Graph::of(nodes as usize, edges.iter().copied())
    }

    #[test]
    fn both_ends_know_an_edge() {
        let graph = Graph::of(3, [(1, 0, 2.0), (1, 2, 3.0)].into_iter());
        assert_eq!(graph.of_node(0), [(1, 2.0)]);
        assert_eq!(graph.of_node(1), [(0, 2.0), (2, 3.0)]);
        assert_eq!((graph.edges(), graph.degree(2)), (2, 1));
        assert_eq!(graph.weighted_degree(1).to_bits(), 5.0_f64.to_bits());
    }
}
