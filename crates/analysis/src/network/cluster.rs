//! How closely a node's neighbours know each other, and which nodes can reach each other.

use super::graph::Graph;

/// Triangles through each node. Each is found once, from its node of lowest degree (Schank and Wagner 2005).
fn triangles(graph: &Graph) -> Vec<u64> {
    let nodes = graph.len();
    let rank = |node: u32| (graph.degree(node), node);
    let forward: Vec<Vec<u32>> = graph
        .nodes()
        .map(|node| {
            let higher = graph.of_node(node).iter().map(|&(to, _)| to);
            higher.filter(|&to| rank(to) > rank(node)).collect()
        })
        .collect();
    let mut counts = vec![0; nodes];
    let mut marked = vec![u32::MAX; nodes];
    for node in graph.nodes() {
        for &to in &forward[node as usize] {
            marked[to as usize] = node;
        }
        for &second in &forward[node as usize] {
            for &third in &forward[second as usize] {
                if marked[third as usize] == node {
                    for corner in [node, second, third] {
                        counts[corner as usize] += 1;
                    }
                }
            }
        }
    }
    counts
}

/// The share of pairs of a node's neighbours that are neighbours themselves; 0 with fewer than two
/// (Watts and Strogatz 1998). And the same share over the pairs of all nodes (transitivity).
pub(crate) fn clustering(graph: &Graph) -> (Vec<f64>, f64) {
    let triangles = triangles(graph);
    let pairs = |node: u32| {
        let degree = graph.degree(node) as u64;
        degree * degree.saturating_sub(1) / 2
    };
    let share = |closed: u64, pairs: u64| if pairs > 0 { closed as f64 / pairs as f64 } else { 0.0 };
    let whole = share(triangles.iter().sum(), graph.nodes().map(pairs).sum());
    (graph.nodes().zip(&triangles).map(|(node, &closed)| share(closed, pairs(node))).collect(), whole)
}

/// The component of each node, the largest first, of equal ones that of the first node.
pub(crate) fn components(graph: &Graph) -> Vec<u32> {
    const NONE: u32 = u32::MAX;
    let mut found = vec![NONE; graph.len()];
    let mut count = 0;
    let mut open = vec![];
    for node in graph.nodes() {
        if found[node as usize] != NONE {
            continue;
        }
        open.push(node);
        found[node as usize] = count;
        while let Some(node) = open.pop() {
            for &(to, _) in graph.of_node(node) {
                if found[to as usize] == NONE {
                    found[to as usize] = count;
                    open.push(to);
                }
            }
        }
        count += 1;
    }
    by_size(&found)
}

/// Groups numbered anew: most nodes first, of equal ones that of the first node.
pub(crate) fn by_size(groups: &[u32]) -> Vec<u32> {
    let count = groups.iter().max().map_or(0, |&most| most as usize + 1);
    let mut sizes = vec![(0_usize, usize::MAX); count];
    for (node, &group) in groups.iter().enumerate() {
        let (size, first) = &mut sizes[group as usize];
        *size += 1;
        *first = node.min(*first);
    }
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_unstable_by_key(|&group| (std::cmp::Reverse(sizes[group].0), sizes[group].1));
    let mut numbers = vec![0; count];
    for (number, group) in order.into_iter().enumerate() {
        numbers[group] = number as u32;
    }
    groups.iter().map(|&group| numbers[group as usize]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::graph::tests::{drawn, plain};

    #[test]
    fn clustering_worked_by_hand() {
        // A triangle 0 1 2 with a tail 3 at 0: node 0 has three pairs of neighbours, one of them closed.
        let (found, whole) = clustering(&plain(4, &[(0, 1), (0, 2), (1, 2), (0, 3)]));
        assert_eq!(found, [1.0 / 3.0, 1.0, 1.0, 0.0]);
        assert!((whole - 3.0 / 5.0).abs() < 1e-15);
        assert_eq!(clustering(&plain(0, &[])), (vec![], 0.0));
    }

    #[test]
    fn triangles_are_those_a_plain_count_finds() {
        let graph = drawn(40, 11);
        let linked = |a: u32, b: u32| graph.of_node(a).iter().any(|&(to, _)| to == b);
        let found = triangles(&graph);
        for node in graph.nodes() {
            let around: Vec<u32> = graph.of_node(node).iter().map(|&(to, _)| to).collect();
            let pairs =
                around.iter().enumerate().flat_map(|(at, &a)| around[at + 1..].iter().map(move |&b| (a, b)));
            assert_eq!(found[node as usize], pairs.filter(|&(a, b)| linked(a, b)).count() as u64);
        }
    }

    #[test]
    fn components_are_numbered_by_size() {
        assert_eq!(components(&plain(6, &[(1, 2), (2, 4), (0, 5)])), [1, 0, 0, 2, 0, 1]);
    }
}
