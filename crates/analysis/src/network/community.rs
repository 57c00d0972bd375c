//! Communities by the Leiden algorithm (Traag, Waltman and van Eck 2019), with modularity (Newman and Girvan 2004) of a
//! resolution (Reichardt and Bornholdt 2006) as what is made as high as can be.
//!
//! The order of nodes and all choices come from the seed. The best of several starts is taken, the first of equals.

use rayon::prelude::*;

use super::cluster::by_size;
use super::graph::Graph;
use crate::random::Draws;

/// Starts of a small graph.
const MOST_STARTS: u64 = 40;
/// Edges that all starts together may walk; a large graph gets fewer.
const WORK: usize = 600_000;
/// Rounds of one start at most; each goes on where the last one ended.
const MOST_ROUNDS: usize = 20;
/// How far the refinement may leave what is best: the paper's θ, relative to the weight of the node's edges.
const CHANCE: f64 = 0.01;

/// The community of each node, the largest first, and the modularity.
pub(crate) fn communities(graph: &Graph, resolution: f64, seed: u64) -> (Vec<u32>, f64) {
    let starts = ((WORK / graph.edges().max(1)) as u64).clamp(1, MOST_STARTS);
    let all: Vec<(Vec<u32>, f64)> = (0..starts)
        .into_par_iter()
        .map(|start| {
            let found = one_start(graph, resolution, &mut Draws::new(seed.wrapping_add(start << 32)));
            let reached = modularity(graph, &found, resolution);
            (found, reached)
        })
        .collect();
    let best = all.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map_or((vec![], 0.0), |(groups, reached)| (by_size(&groups), reached))
}

/// The share of weight inside the groups, less what chance would put there: `sum(in/m - resolution * (degree/2m)²)`
/// over the groups. 0 for a graph without edges.
pub(crate) fn modularity(graph: &Graph, groups: &[u32], resolution: f64) -> f64 {
    let count = groups.iter().max().map_or(0, |&most| most as usize + 1);
    let (mut inside, mut degrees) = (vec![0.0; count], vec![0.0; count]);
    for node in graph.nodes() {
        let group = groups[node as usize];
        for &(to, weight) in graph.of_node(node) {
            degrees[group as usize] += weight;
            if groups[to as usize] == group {
                inside[group as usize] += weight;
            }
        }
    }
    let twice: f64 = degrees.iter().sum();
    if twice <= 0.0 {
        return 0.0;
    }
    inside
        .iter()
        .zip(&degrees)
        .map(|(inside, degree)| inside / twice - resolution * (degree / twice) * (degree / twice))
        .sum()
}

fn one_start(graph: &Graph, resolution: f64, draws: &mut Draws) -> Vec<u32> {
    let mut groups: Vec<u32> = graph.nodes().collect();
    for _ in 0..MOST_ROUNDS {
        let before = modularity(graph, &groups, resolution);
        let next = one_round(graph, &groups, resolution, draws);
        if modularity(graph, &next, resolution) <= before + 1e-12 {
            break;
        }
        groups = next;
    }
    groups
}

/// Moves, refines and aggregates till nothing is left to aggregate.
fn one_round(graph: &Graph, groups: &[u32], resolution: f64, draws: &mut Draws) -> Vec<u32> {
    let mut level = Level {
        graph: graph.clone(),
        degrees: graph.nodes().map(|node| graph.weighted_degree(node)).collect(),
        resolution,
        twice: 0.0,
    };
    level.twice = level.degrees.iter().sum();
    let mut groups = groups.to_vec();
    // The node of the level that stands for each node of the graph.
    let mut stands: Vec<u32> = graph.nodes().collect();
    loop {
        level.move_nodes(&mut groups, draws);
        let (refined, count) = level.refine(&groups, draws);
        if count == level.graph.len() {
            return stands.iter().map(|&node| groups[node as usize]).collect();
        }
        let mut of_refined = vec![0; count];
        for (node, &part) in refined.iter().enumerate() {
            of_refined[part as usize] = groups[node];
        }
        stands.iter_mut().for_each(|node| *node = refined[*node as usize]);
        level = level.aggregate(&refined, count);
        // Groups are numbered below the number of nodes.
        let mut numbers = vec![u32::MAX; groups.len()];
        let mut next = 0;
        groups = of_refined
            .into_iter()
            .map(|group| {
                let number = &mut numbers[group as usize];
                if *number == u32::MAX {
                    *number = next;
                    next += 1;
                }
                *number
            })
            .collect();
    }
}

/// A graph whose nodes stand for parts of the graph before.
struct Level {
    graph: Graph,
    // Weighted degrees, edges inside a node included.
    degrees: Vec<f64>,
    resolution: f64,
    /// Twice the weight of all edges.
    twice: f64,
}

impl Level {
    /// What it brings to have a node in a group of that degree, to which it has edges of that weight; times `2m`, so
    /// that whole weights stay whole numbers and ties are ties.
    fn gain(&self, node: usize, weight: f64, degree: f64) -> f64 {
        weight * self.twice - self.resolution * self.degrees[node] * degree
    }

    /// Moves nodes to the best group around them till none gains by moving.
    fn move_nodes(&self, groups: &mut [u32], draws: &mut Draws) {
        let nodes = self.graph.len();
        let mut degrees = vec![0.0; nodes];
        let mut sizes = vec![0_usize; nodes];
        for (node, &group) in groups.iter().enumerate() {
            degrees[group as usize] += self.degrees[node];
            sizes[group as usize] += 1;
        }
        let mut free: Vec<u32> =
            (0..nodes as u32).rev().filter(|&group| sizes[group as usize] == 0).collect();
        let mut order: Vec<u32> = (0..nodes as u32).collect();
        draws.shuffle(&mut order);
        let mut queue: std::collections::VecDeque<u32> = order.into();
        let mut waits = vec![true; nodes];
        let mut around = Around::new(nodes);
        while let Some(node) = queue.pop_front() {
            let at = node as usize;
            waits[at] = false;
            let own = groups[at];
            around.gather(self.graph.of_node(node), groups);
            degrees[own as usize] -= self.degrees[at];
            sizes[own as usize] -= 1;
            let mut best = (own, self.gain(at, around.weight(own), degrees[own as usize]));
            for &group in &around.groups {
                let gain = self.gain(at, around.weight(group), degrees[group as usize]);
                if gain > best.1 {
                    best = (group, gain);
                }
            }
            if sizes[own as usize] == 0 {
                free.push(own);
            }
            // Alone is as good as it gets when all others cost.
            if best.1 < 0.0
                && let Some(&alone) = free.last()
            {
                best = (alone, 0.0);
            }
            let group = best.0;
            if sizes[group as usize] == 0 {
                // Only the group on top is ever entered: the node's own, just emptied, or the one taken from there.
                free.pop();
            }
            degrees[group as usize] += self.degrees[at];
            sizes[group as usize] += 1;
            groups[at] = group;
            if group != own {
                for &(to, _) in self.graph.of_node(node) {
                    if groups[to as usize] != group && !waits[to as usize] {
                        waits[to as usize] = true;
                        queue.push_back(to);
                    }
                }
            }
        }
    }

    /// Cuts each group into parts that hang together well; gives the part of each node and how many there are.
    fn refine(&self, groups: &[u32], draws: &mut Draws) -> (Vec<u32>, usize) {
        let nodes = self.graph.len();
        let mut parts: Vec<u32> = (0..nodes as u32).collect();
        let mut degrees = self.degrees.clone();
        let mut alone = vec![true; nodes];
        let mut whole = vec![0.0; nodes];
        for (node, &group) in groups.iter().enumerate() {
            whole[group as usize] += self.degrees[node];
        }
        // Per part: the weight of its edges to the rest of its group.
        let mut cut: Vec<f64> = (0..nodes)
            .map(|node| {
                let inside = self.graph.of_node(node as u32).iter();
                inside
                    .filter(|&&(to, _)| groups[to as usize] == groups[node])
                    .map(|&(_, weight)| weight)
                    .sum()
            })
            .collect();
        let own_cut = cut.clone();
        let hangs_together = |cut: f64, degree: f64, whole: f64| {
            cut * self.twice >= self.resolution * degree * (whole - degree)
        };
        let mut order: Vec<u32> = (0..nodes as u32).collect();
        draws.shuffle(&mut order);
        let mut around = Around::new(nodes);
        let mut choices: Vec<(u32, f64)> = vec![];
        for node in order {
            let at = node as usize;
            let whole = whole[groups[at] as usize];
            if !alone[at] || !hangs_together(own_cut[at], self.degrees[at], whole) {
                continue;
            }
            around.gather(self.graph.of_node(node), &parts);
            choices.clear();
            for &part in &around.groups {
                // All nodes of a part are of one group.
                let same_group = groups[part as usize] == groups[at];
                let gain = self.gain(at, around.weight(part), degrees[part as usize]);
                if same_group
                    && part != node
                    && gain >= 0.0
                    && hangs_together(cut[part as usize], degrees[part as usize], whole)
                {
                    choices.push((part, gain));
                }
            }
            let best = choices.iter().map(|&(_, gain)| gain).fold(0.0, f64::max);
            let scale = CHANCE * self.degrees[at] * self.twice;
            if choices.is_empty() || scale <= 0.0 {
                continue;
            }
            let chances = choices.iter().map(|&(part, gain)| (part, libm::exp((gain - best) / scale)));
            let sum: f64 = chances.clone().map(|(_, chance)| chance).sum();
            // To stay alone gains nothing, and is a choice too.
            let stay = libm::exp(-best / scale);
            let mut left = draws.unit() * (sum + stay) - stay;
            if left < 0.0 {
                continue;
            }
            let mut chosen = choices[choices.len() - 1].0;
            for (part, chance) in chances {
                left -= chance;
                if left < 0.0 {
                    chosen = part;
                    break;
                }
            }
            let to = chosen as usize;
            cut[to] += own_cut[at] - 2.0 * around.weight(chosen);
            degrees[to] += self.degrees[at];
            parts[at] = chosen;
            alone[to] = false;
            alone[at] = false;
        }
        let mut numbers = vec![u32::MAX; nodes];
        let mut count = 0;
        for part in &mut parts {
            let number = &mut numbers[*part as usize];
            if *number == u32::MAX {
                *number = count;
                count += 1;
            }
            *part = *number;
        }
        (parts, count as usize)
    }

    /// One node for each part.
    fn aggregate(&self, parts: &[u32], count: usize) -> Level {
        let mut degrees = vec![0.0; count];
        for (node, &part) in parts.iter().enumerate() {
            degrees[part as usize] += self.degrees[node];
        }
        let mut members: Vec<u32> = (0..parts.len() as u32).collect();
        members.sort_by_key(|&node| parts[node as usize]);
        let mut edges = vec![];
        let mut around = Around::new(count.max(1));
        for same in members.chunk_by(|&a, &b| parts[a as usize] == parts[b as usize]) {
            let own = parts[same[0] as usize];
            around.clear();
            for &node in same {
                around.add(self.graph.of_node(node), parts);
            }
            edges
                .extend(around.groups.iter().filter(|&&to| to > own).map(|&to| (own, to, around.weight(to))));
        }
        let graph = Graph::of(count, edges.iter().copied());
        Level { graph, degrees, resolution: self.resolution, twice: self.twice }
    }
}

/// The weights of a node's edges into the groups around it.
struct Around {
    weights: Vec<f64>,
    /// In the order met.
    groups: Vec<u32>,
}

impl Around {
    fn new(groups: usize) -> Around {
        Around { weights: vec![0.0; groups], groups: vec![] }
    }

    fn clear(&mut self) {
        for group in self.groups.drain(..) {
            self.weights[group as usize] = 0.0;
        }
    }

    fn add(&mut self, edges: &[(u32, f64)], groups: &[u32]) {
        for &(to, weight) in edges {
            let group = groups[to as usize];
            let sum = &mut self.weights[group as usize];
            if *sum <= 0.0 {
                self.groups.push(group);
            }
            *sum += weight;
        }
    }

    fn gather(&mut self, edges: &[(u32, f64)], groups: &[u32]) {
        self.clear();
        self.add(edges, groups);
    }

    fn weight(&self, group: u32) -> f64 {
        self.weights[group as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::graph::tests::{drawn, plain};

    /// Two triangles and an edge between them.
    const BRIDGE: [(u32, u32); 7] = [(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (3, 5), (4, 5)];

    #[test]
    fn two_triangles_with_a_bridge_worked_by_hand() {
        // Seven edges, three inside each triangle, degrees of 7 each: 2 * (3/7 - (7/14)²) = 5/14.
        let (found, reached) = communities(&plain(6, &BRIDGE), 1.0, 1);
        assert_eq!(found, [0, 0, 0, 1, 1, 1]);
        assert!((reached - 5.0 / 14.0).abs() < 1e-12);
    }

    #[test]
    fn a_low_resolution_joins_and_a_high_one_parts() {
        let graph = plain(6, &BRIDGE);
        assert_eq!(communities(&graph, 0.1, 1).0, [0; 6]);
        assert_eq!(communities(&graph, 20.0, 1).0, [0, 1, 2, 3, 4, 5]);
    }

    #[test]
    fn groups_drawn_into_a_graph_are_found() {
        for seed in 0..10 {
            let (found, reached) = communities(&drawn(50, seed), 1.0, 1);
            let planted: Vec<u32> = (0..50).map(|node| node / 10).collect();
            assert!(reached >= modularity(&drawn(50, seed), &planted, 1.0) - 1e-12, "seed {seed}");
            assert!(found.iter().max() <= Some(&6), "{found:?}");
        }
    }

    #[test]
    fn every_community_hangs_together() {
        for seed in 0..40 {
            let graph = drawn(70, seed);
            let (found, _) = communities(&graph, 1.0, seed);
            for group in 0..=found.iter().copied().max().unwrap() {
                let inside = |node: u32| found[node as usize] == group;
                let first = graph.nodes().find(|&node| inside(node)).unwrap();
                let (mut seen, mut open) = (vec![first], vec![first]);
                while let Some(node) = open.pop() {
                    for &(to, _) in graph.of_node(node) {
                        if inside(to) && !seen.contains(&to) {
                            seen.push(to);
                            open.push(to);
                        }
                    }
                }
                assert_eq!(seen.len(), graph.nodes().filter(|&node| inside(node)).count(), "seed {seed}");
            }
        }
    }

    #[test]
    fn no_edges_leave_every_node_alone() {
        assert_eq!(communities(&plain(3, &[]), 1.0, 1), (vec![0, 1, 2], 0.0));
        assert_eq!(communities(&plain(0, &[]), 1.0, 1), (vec![], 0.0));
    }
}
