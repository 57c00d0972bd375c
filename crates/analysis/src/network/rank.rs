//! PageRank (Brin and Page 1998) with weights.

use rayon::prelude::*;

use super::graph::Graph;

const MOST_ROUNDS: usize = 1_000;
/// The sum of all changes of a round below which the ranks stand.
const STILL: f64 = 1e-12;

/// The share of time a reader spends at each node who follows an edge with chance `damping`, by its weight, and else
/// begins anew anywhere; the shares sum to 1. A node without edges sends its reader anywhere.
pub(crate) fn page_rank(graph: &Graph, damping: f64) -> Vec<f64> {
    let nodes = graph.len();
    let anywhere = 1.0 / nodes as f64;
    let out: Vec<f64> = graph.nodes().map(|node| graph.weighted_degree(node)).collect();
    let mut ranks = vec![anywhere; nodes];
    for _ in 0..MOST_ROUNDS {
        let lost: f64 = ranks.iter().zip(&out).filter(|&(_, &out)| out <= 0.0).map(|(rank, _)| rank).sum();
        let base = (1.0 - damping) * anywhere + damping * lost * anywhere;
        // Each node sums over its own neighbours in order: threads change nothing.
        let next: Vec<f64> = (0..nodes as u32)
            .into_par_iter()
            .with_min_len(256)
            .map(|node| {
                let flow: f64 = graph
                    .of_node(node)
                    .iter()
                    .map(|&(from, weight)| ranks[from as usize] * weight / out[from as usize])
                    .sum();
                base + damping * flow
            })
            .collect();
        let change: f64 = next.iter().zip(&ranks).map(|(new, old)| (new - old).abs()).sum();
        ranks = next;
        if change < STILL {
            break;
        }
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::graph::tests::{drawn, plain};

    #[test]
    fn a_star_worked_by_hand() {
        // Centre c, three leaves l: c = (1-d)/4 + 3dl, l = (1-d)/4 + dc/3, so c = ((1-d)/4)(1+3d)/(1-d²).
        let ranks = page_rank(&plain(4, &[(0, 1), (0, 2), (0, 3)]), 0.85);
        let centre = 0.15 / 4.0 * (1.0 + 3.0 * 0.85) / (1.0 - 0.85 * 0.85);
        assert!((ranks[0] - centre).abs() < 1e-11, "{ranks:?}");
        assert!((ranks[1] - (1.0 - centre) / 3.0).abs() < 1e-11);
    }

    #[test]
    fn weights_lead_the_reader_and_shares_sum_to_one() {
        let graph = Graph::of(3, [(0, 1, 3.0), (0, 2, 1.0)].into_iter());
        let ranks = page_rank(&graph, 0.85);
        assert!(ranks[0] > ranks[1] && ranks[1] > ranks[2]);
        for ranks in [ranks, page_rank(&drawn(80, 3), 0.5), page_rank(&plain(5, &[(0, 1)]), 0.85)] {
            assert!((ranks.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        }
        assert!(page_rank(&plain(0, &[]), 0.85).is_empty());
    }
}
