//! Where to draw nodes: stress majorisation (Gansner, Koren and North 2004), each node moved in turn to where its
//! distances to all others fit best.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Network;
use super::graph::Graph;
use crate::random::Draws;

type Point = (f64, f64);

/// Seeded starts of a component, of which the one of least stress is taken.
const STARTS: u64 = 4;
const ROUNDS: usize = 150;
/// Length of a link within a community and between two, in parts: communities stand apart.
const NEAR: u64 = 2;
const FAR: u64 = 3;
/// Between components, and around a node that stands alone.
const GAP: f64 = 0.8;
/// Width of the whole to its height.
const SHAPE: f64 = 1.6;

pub(super) fn layout(network: &Network) -> Vec<Point> {
    let graph = network.graph();
    let mut places = vec![(0.0, 0.0); graph.len()];
    let mut of_component: Vec<Vec<u32>> = vec![vec![]; network.components as usize];
    for node in &network.nodes {
        of_component[node.component as usize].push(node.node);
    }
    let parts: Vec<(Vec<u32>, Vec<Point>)> = of_component
        .into_iter()
        .map(|members| {
            let distances = distances(network, &graph, &members);
            let placed =
                (0..STARTS).map(|start| one_start(&distances, network.seed.wrapping_add(start << 32)));
            let best = placed.min_by(|a, b| a.0.total_cmp(&b.0)).map_or(vec![], |(_, places)| places);
            (members, level(best))
        })
        .collect();
    let corners = pack(&parts.iter().map(|(_, part)| extent(part)).collect::<Vec<_>>());
    for ((members, part), corner) in parts.iter().zip(corners) {
        for (&node, &(x, y)) in members.iter().zip(part) {
            places[node as usize] = (x + corner.0, y + corner.1);
        }
    }
    places
}

/// The lengths of the shortest ways between all members of a component, row by row (Dijkstra 1959).
fn distances(network: &Network, graph: &Graph, members: &[u32]) -> Vec<Vec<f64>> {
    let community = |node: u32| network.nodes[node as usize].community;
    let mut lengths = vec![u64::MAX; graph.len()];
    let mut rows = Vec::with_capacity(members.len());
    for &source in members {
        members.iter().for_each(|&node| lengths[node as usize] = u64::MAX);
        lengths[source as usize] = 0;
        let mut open = BinaryHeap::from([Reverse((0, source))]);
        while let Some(Reverse((length, node))) = open.pop() {
            if length > lengths[node as usize] {
                continue;
            }
            for &(to, _) in graph.of_node(node) {
                let next = length + if community(to) == community(node) { NEAR } else { FAR };
                if next < lengths[to as usize] {
                    lengths[to as usize] = next;
                    open.push(Reverse((next, to)));
                }
            }
        }
        rows.push(members.iter().map(|&node| lengths[node as usize] as f64 / NEAR as f64).collect());
    }
    rows
}

/// Places of one start and their stress.
fn one_start(distances: &[Vec<f64>], seed: u64) -> (f64, Vec<Point>) {
    let count = distances.len();
    let mut draws = Draws::new(seed);
    let side = (count as f64).sqrt();
    let mut places: Vec<Point> = (0..count).map(|_| (draws.unit() * side, draws.unit() * side)).collect();
    for _ in 0..ROUNDS {
        for node in 0..count {
            let (x, y) = places[node];
            let (mut sum_x, mut sum_y, mut weights) = (0.0, 0.0, 0.0);
            for (other, &wanted) in distances[node].iter().enumerate() {
                if other == node {
                    continue;
                }
                let weight = 1.0 / (wanted * wanted);
                let (dx, dy) = (x - places[other].0, y - places[other].1);
                let found = (dx * dx + dy * dy).sqrt();
                // Two in one place have no direction to part in; the others pull them apart.
                let pull = if found > 1e-9 { wanted / found } else { 0.0 };
                sum_x += weight * (places[other].0 + dx * pull);
                sum_y += weight * (places[other].1 + dy * pull);
                weights += weight;
            }
            if weights > 0.0 {
                places[node] = (sum_x / weights, sum_y / weights);
            }
        }
    }
    let mut stress = 0.0;
    for (node, row) in distances.iter().enumerate() {
        for (other, &wanted) in row.iter().enumerate().skip(node + 1) {
            let (dx, dy) = (places[node].0 - places[other].0, places[node].1 - places[other].1);
            let gap = (dx * dx + dy * dy).sqrt() - wanted;
            stress += gap * gap / (wanted * wanted);
        }
    }
    (stress, places)
}

/// Turns places so that they are widest from left to right, and moves them to begin at 0.
fn level(mut places: Vec<Point>) -> Vec<Point> {
    let count = places.len().max(1) as f64;
    let middle = places.iter().fold((0.0, 0.0), |sum, place| (sum.0 + place.0, sum.1 + place.1));
    let middle = (middle.0 / count, middle.1 / count);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for place in &mut places {
        *place = (place.0 - middle.0, place.1 - middle.1);
        xx += place.0 * place.0;
        xy += place.0 * place.1;
        yy += place.1 * place.1;
    }
    // The first principal axis, by the half angle of (xx - yy, 2xy): square roots only, the same everywhere.
    let (across, along) = (xx - yy, 2.0 * xy);
    let length = (across * across + along * along).sqrt();
    if length > 1e-12 {
        let cosine = ((1.0 + across / length) / 2.0).max(0.0).sqrt();
        let sine = ((1.0 - across / length) / 2.0).max(0.0).sqrt() * if along < 0.0 { -1.0 } else { 1.0 };
        for (x, y) in &mut places {
            (*x, *y) = (*x * cosine + *y * sine, *y * cosine - *x * sine);
        }
    }
    let low = places
        .iter()
        .fold((f64::INFINITY, f64::INFINITY), |low, place| (low.0.min(place.0), low.1.min(place.1)));
    places.iter_mut().for_each(|place| *place = (place.0 - low.0, place.1 - low.1));
    places
}

fn extent(places: &[Point]) -> Point {
    places.iter().fold((0.0, 0.0), |most: Point, place| (most.0.max(place.0), most.1.max(place.1)))
}

/// The corner of each box: row after row, in order.
fn pack(boxes: &[Point]) -> Vec<Point> {
    let area: f64 = boxes.iter().map(|&(width, height)| (width + GAP) * (height + GAP)).sum();
    let widest = boxes.iter().map(|&(width, _)| width + GAP).fold(0.0, f64::max);
    let width = widest.max((area * SHAPE).sqrt());
    let (mut corner, mut height): (Point, f64) = ((0.0, 0.0), 0.0);
    let mut corners = Vec::with_capacity(boxes.len());
    for &(wide, high) in boxes {
        if corner.0 > 0.0 && corner.0 + wide + GAP > width + 1e-9 {
            corner = (0.0, corner.1 + height);
            height = 0.0;
        }
        corners.push(corner);
        corner.0 += wide + GAP;
        height = height.max(high + GAP);
    }
    corners
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::NetworkOptions;

    fn apart(a: Point, b: Point) -> f64 {
        ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).sqrt()
    }

    #[test]
    fn a_path_is_drawn_as_a_level_line() {
        let edges = [("a", "b", 1.0), ("b", "c", 1.0), ("c", "d", 1.0), ("d", "e", 1.0)];
        let options = NetworkOptions { resolution: 0.0, ..NetworkOptions::default() };
        let network = Network::of_edges(edges, &options);
        let places = network.layout();
        let place = |name| places[network.nodes.iter().position(|node| node.name == name).unwrap()];
        assert!((apart(place("a"), place("b")) - 1.0).abs() < 0.01, "{places:?}");
        assert!((apart(place("a"), place("e")) - 4.0).abs() < 0.02, "{places:?}");
        assert!((place("a").1 - place("e").1).abs() < 0.2, "{places:?}");
    }

    #[test]
    fn components_stand_side_by_side() {
        let edges = [("a", "b", 1.0), ("b", "c", 1.0), ("c", "a", 1.0), ("d", "e", 1.0)];
        let network = Network::of_edges(edges, &NetworkOptions::default());
        let places = network.layout();
        for (at, &one) in places.iter().enumerate() {
            for &other in &places[at + 1..] {
                assert!(apart(one, other) > 0.7, "{places:?}");
            }
        }
        assert_eq!(places, network.layout());
        assert_eq!(Network::default().layout(), []);
    }
}
