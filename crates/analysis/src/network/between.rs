//! Betweenness (Freeman 1977) by the algorithm of Brandes (2001), exact or from sampled sources (Brandes and Pich
//! 2007).

use rayon::prelude::*;

use super::graph::Graph;
use crate::random::Draws;

/// Sources of one task; sums are added in the order of the tasks.
const CHUNK: usize = 32;

/// The share of all shortest paths between two others that lead through each node; paths count edges, not weights.
/// `sources` draws that many nodes by `seed` to begin paths at, and extrapolates; none: all begin paths, exact.
pub(crate) fn betweenness(graph: &Graph, sources: Option<usize>, seed: u64) -> Vec<f64> {
    let nodes = graph.len();
    let mut from: Vec<u32> = graph.nodes().collect();
    if let Some(count) = sources.filter(|&count| count < nodes) {
        Draws::new(seed).shuffle(&mut from);
        from.truncate(count.max(1));
        from.sort_unstable();
    }
    let mut sums = vec![0.0; nodes];
    // So many tasks at a time that memory stays bounded.
    for group in from.chunks(CHUNK * 64) {
        let parts: Vec<Vec<f64>> = group
            .par_chunks(CHUNK)
            .map(|sources| {
                let mut walk = Walk::new(nodes);
                for &source in sources {
                    walk.add(graph, source);
                }
                walk.sums
            })
            .collect();
        for part in parts {
            sums.iter_mut().zip(part).for_each(|(sum, value)| *sum += value);
        }
    }
    // Each pair was walked from both ends.
    let pairs = (nodes as f64 - 1.0) * (nodes as f64 - 2.0);
    let scale = if nodes > 2 { nodes as f64 / from.len() as f64 / pairs } else { 0.0 };
    sums.iter_mut().for_each(|sum| *sum *= scale);
    sums
}

/// What one source after the other needs.
struct Walk {
    sums: Vec<f64>,
    // Per node: edges from the source, or none; shortest paths from it; share of the paths behind the node.
    distance: Vec<u32>,
    paths: Vec<f64>,
    behind: Vec<f64>,
    order: Vec<u32>,
}

const FAR: u32 = u32::MAX;

impl Walk {
    fn new(nodes: usize) -> Walk {
        Walk {
            sums: vec![0.0; nodes],
            distance: vec![FAR; nodes],
            paths: vec![0.0; nodes],
            behind: vec![0.0; nodes],
            order: Vec::with_capacity(nodes),
        }
    }

    fn add(&mut self, graph: &Graph, source: u32) {
        let Walk { sums, distance, paths, behind, order } = self;
        order.clear();
        order.push(source);
        distance[source as usize] = 0;
        paths[source as usize] = 1.0;
        let mut next = 0;
        while let Some(&node) = order.get(next) {
            next += 1;
            let (step, count) = (distance[node as usize] + 1, paths[node as usize]);
            for &(to, _) in graph.of_node(node) {
                let to_at = to as usize;
                if distance[to_at] == FAR {
                    distance[to_at] = step;
                    order.push(to);
                }
                if distance[to_at] == step {
                    paths[to_at] += count;
                }
            }
        }
        for &node in order.iter().rev() {
            let at = node as usize;
            let share = (1.0 + behind[at]) / paths[at];
            for &(to, _) in graph.of_node(node) {
                let to = to as usize;
                if distance[to] != FAR && distance[to] + 1 == distance[at] {
                    behind[to] += paths[to] * share;
                }
            }
            if node != source {
                sums[at] += behind[at];
            }
        }
        for &node in order.iter() {
            distance[node as usize] = FAR;
            paths[node as usize] = 0.0;
            behind[node as usize] = 0.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::graph::tests::{drawn, plain};

    fn near(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        }
    }

    #[test]
    fn worked_by_hand() {
        // A path of four: each inner node lies between two of the three pairs of others.
        near(&betweenness(&plain(4, &[(0, 1), (1, 2), (2, 3)]), None, 1), &[0.0, 2.0 / 3.0, 2.0 / 3.0, 0.0]);
        // A ring of four: two shortest paths between opposite nodes, each node on half of one pair's.
        near(&betweenness(&plain(4, &[(0, 1), (1, 2), (2, 3), (0, 3)]), None, 1), &[1.0 / 6.0; 4]);
        near(&betweenness(&plain(3, &[(0, 1)]), None, 1), &[0.0; 3]);
        near(&betweenness(&plain(2, &[(0, 1)]), None, 1), &[0.0; 2]);
        near(&betweenness(&plain(0, &[]), None, 1), &[]);
    }

    #[test]
    fn all_sources_sampled_are_exact_and_some_are_near() {
        let graph = drawn(60, 5);
        let exact = betweenness(&graph, None, 1);
        assert_eq!(betweenness(&graph, Some(60), 9), exact);
        let sampled = betweenness(&graph, Some(40), 9);
        assert_eq!(sampled, betweenness(&graph, Some(40), 9));
        let gap = exact.iter().zip(&sampled).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        assert!(gap > 0.0 && gap < 0.05, "{gap}");
    }
}
