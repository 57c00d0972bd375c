//! Near stories into threads: average link.

use std::collections::BinaryHeap;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::feature::Vector;
use crate::duplicate::Sets;

/// Two threads that may become one. The nearest comes first, then the one of least numbers.
#[derive(PartialEq, Debug)]
struct Link {
    likeness: f64,
    a: u32,
    b: u32,
    /// How many merges each had gone through when it was measured.
    ages: (u32, u32),
}

impl Eq for Link {}

impl Ord for Link {
    fn cmp(&self, other: &Link) -> std::cmp::Ordering {
        let numbers = (other.a, other.b, other.ages).cmp(&(self.a, self.b, self.ages));
        self.likeness.total_cmp(&other.likeness).then(numbers)
    }
}

impl PartialOrd for Link {
    fn partial_cmp(&self, other: &Link) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// A thread while it grows.
#[derive(Clone, Debug, Default)]
struct Growing {
    members: Vec<u32>,
    /// The sum of its stories' vectors.
    sum: Vector,
    age: u32,
    known: bool,
}

/// Threads by average link (UPGMA; Sokal and Michener 1958): the two threads of highest mean likeness of their
/// stories become one, as long as that reaches the threshold. `edges` are the pairs of stories that reach it, by
/// index; `known` threads stay what they are and apart. Each thread sorted, threads by their first story.
pub(super) fn threads(
    vectors: &[Vector],
    edges: &[(u32, u32)],
    known: &[Vec<u32>],
    threshold: f64,
) -> Vec<Vec<u32>> {
    let mut sets = Sets::new(vectors.len());
    for &(a, b) in edges {
        sets.unite(a, b);
    }
    for thread in known {
        thread.windows(2).for_each(|pair| {
            sets.unite(pair[0], pair[1]);
        });
    }
    // What no edge connects never meets: each part is worked on alone.
    let mut parts: Vec<(u32, u32)> =
        (0..vectors.len() as u32).map(|story| (sets.root(story), story)).collect();
    parts.sort_unstable();
    let mut edges_of: Vec<(u32, (u32, u32))> = edges.iter().map(|&pair| (sets.root(pair.0), pair)).collect();
    edges_of.sort_unstable();
    let mut known_of: Vec<(u32, &Vec<u32>)> =
        known.iter().filter_map(|thread| Some((sets.root(*thread.first()?), thread))).collect();
    known_of.sort_unstable();
    let parts: Vec<&[(u32, u32)]> = parts.chunk_by(|a, b| a.0 == b.0).collect();
    let mut threads: Vec<Vec<u32>> = parts
        .par_iter()
        .flat_map_iter(|part| {
            let root = part[0].0;
            let edges = equal_range(&edges_of, root);
            let known = equal_range(&known_of, root);
            if part.len() == 1 { vec![vec![part[0].1]] } else { grow(vectors, part, edges, known, threshold) }
        })
        .collect();
    threads.par_sort_unstable();
    threads
}

/// The items of a sorted list that belong to a root.
fn equal_range<T>(list: &[(u32, T)], root: u32) -> &[(u32, T)] {
    let start = list.partition_point(|item| item.0 < root);
    let end = start + list[start..].partition_point(|item| item.0 == root);
    &list[start..end]
}

fn grow(
    vectors: &[Vector],
    part: &[(u32, u32)],
    edges: &[(u32, (u32, u32))],
    known: &[(u32, &Vec<u32>)],
    threshold: f64,
) -> Vec<Vec<u32>> {
    let place = |story: u32| part.partition_point(|&(_, other)| other < story) as u32;
    let mut sets = Sets::new(part.len());
    let mut growing: Vec<Growing> = part
        .iter()
        .map(|&(_, story)| Growing {
            members: vec![story],
            sum: vectors[story as usize].clone(),
            ..Growing::default()
        })
        .collect();
    for (_, thread) in known {
        for pair in thread.windows(2) {
            unite(&mut sets, &mut growing, place(pair[0]), place(pair[1]));
        }
        if let Some(&first) = thread.first() {
            growing[sets.root(place(first)) as usize].known = true;
        }
    }
    let mut measured: FxHashSet<(u32, u32, (u32, u32))> = FxHashSet::default();
    let mut links: BinaryHeap<Link> = BinaryHeap::new();
    // To a third thread, two that have become one are on average no nearer than the nearer of them was: a link is
    // measured again only when it comes to the top, and nothing nearer is missed.
    for &(_, (a, b)) in edges {
        let (a, b) = (sets.root(place(a)), sets.root(place(b)));
        measure(&growing, (a.min(b), a.max(b)), threshold, &mut measured, &mut links);
    }
    while let Some(link) = links.pop() {
        let (a, b) = (sets.root(link.a), sets.root(link.b));
        let (a, b) = (a.min(b), a.max(b));
        let ages = (growing[a as usize].age, growing[b as usize].age);
        if (a, b, ages) != (link.a, link.b, link.ages) {
            measure(&growing, (a, b), threshold, &mut measured, &mut links);
        } else {
            unite(&mut sets, &mut growing, a, b);
        }
    }
    growing.into_iter().map(|thread| thread.members).filter(|members| !members.is_empty()).collect()
}

/// Adds the link of two threads if they may become one, and were not measured like this before.
fn measure(
    growing: &[Growing],
    (a, b): (u32, u32),
    threshold: f64,
    measured: &mut FxHashSet<(u32, u32, (u32, u32))>,
    links: &mut BinaryHeap<Link>,
) {
    let (one, other) = (&growing[a as usize], &growing[b as usize]);
    let ages = (one.age, other.age);
    if a == b || one.known && other.known || !measured.insert((a, b, ages)) {
        return;
    }
    let pairs = one.members.len() as f64 * other.members.len() as f64;
    let likeness = dot(&one.sum, &other.sum) / pairs;
    if likeness >= threshold {
        links.push(Link { likeness, a, b, ages });
    }
}

fn unite(sets: &mut Sets, growing: &mut [Growing], a: u32, b: u32) {
    let (a, b) = (sets.root(a), sets.root(b));
    if a == b {
        return;
    }
    let joined = sets.unite(a, b);
    let moved = std::mem::take(&mut growing[a.max(b) as usize]);
    let kept = &mut growing[joined as usize];
    kept.members.extend(moved.members);
    kept.members.sort_unstable();
    kept.sum = sum(&kept.sum, &moved.sum);
    kept.age += moved.age + 1;
    kept.known |= moved.known;
}

/// The product of two sparse vectors.
pub(super) fn dot(a: &[(u32, f64)], b: &[(u32, f64)]) -> f64 {
    let (small, large) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if small.len() * 16 < large.len() {
        let found = |&(column, value): &(u32, f64)| {
            let at = large.binary_search_by_key(&column, |item| item.0).ok()?;
            Some(value * large[at].1)
        };
        return small.iter().filter_map(found).sum();
    }
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some(x), Some(y)) = (small.get(i), large.get(j)) {
        if x.0 == y.0 {
            sum += x.1 * y.1;
        }
        i += usize::from(x.0 <= y.0);
        j += usize::from(y.0 <= x.0);
    }
    sum
}

/// The sum of two sparse vectors.
fn sum(a: &[(u32, f64)], b: &[(u32, f64)]) -> Vector {
    let mut sum = Vector::with_capacity(a.len() + b.len());
    let (mut i, mut j) = (0, 0);
    loop {
        match (a.get(i), b.get(j)) {
            (Some(x), Some(y)) if x.0 == y.0 => {
                sum.push((x.0, x.1 + y.1));
                (i, j) = (i + 1, j + 1);
            }
            (Some(x), Some(y)) if x.0 > y.0 => {
                sum.push(*y);
                j += 1;
            }
            (Some(x), _) => {
                sum.push(*x);
                i += 1;
            }
            (None, Some(y)) => {
                sum.push(*y);
                j += 1;
            }
            (None, None) => return sum,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Average link by its definition: all pairs, again after every merge.
    fn by_definition(vectors: &[Vector], threshold: f64) -> Vec<Vec<u32>> {
        let mut threads: Vec<Vec<u32>> = (0..vectors.len() as u32).map(|story| vec![story]).collect();
        loop {
            let mut best: Option<(f64, usize, usize)> = None;
            for a in 0..threads.len() {
                for b in a + 1..threads.len() {
                    let pairs = threads[a].iter().flat_map(|x| threads[b].iter().map(move |y| (*x, *y)));
                    let all: f64 = pairs.map(|(x, y)| dot(&vectors[x as usize], &vectors[y as usize])).sum();
                    let mean = all / (threads[a].len() * threads[b].len()) as f64;
                    if best.is_none_or(|best| mean > best.0 + 1e-9) {
                        best = Some((mean, a, b));
                    }
                }
            }
            match best.filter(|best| best.0 >= threshold) {
                None => return threads,
                Some((_, a, b)) => {
                    let moved = threads.remove(b);
                    threads[a].extend(moved);
                    threads[a].sort_unstable();
                    threads.sort();
                }
            }
        }
    }

    proptest! {
        #[test]
        fn links_as_defined(values in prop::collection::vec(prop::collection::vec(0.0..1.0f64, 6), 1..14)) {
            let vectors: Vec<Vector> = values
                .into_iter()
                .map(|values| (0..).zip(values).filter(|item| item.1 > 0.45).collect())
                .collect();
            let threshold = 0.9;
            let mut edges = vec![];
            for a in 0..vectors.len() {
                for b in a + 1..vectors.len() {
                    if dot(&vectors[a], &vectors[b]) >= threshold {
                        edges.push((a as u32, b as u32));
                    }
                }
            }
            prop_assert_eq!(threads(&vectors, &edges, &[], threshold), by_definition(&vectors, threshold));
        }
    }

    #[test]
    fn known_threads_stay_apart_and_take_what_is_new() {
        let near = |x: f64| vec![(0, 1.0), (1, x)];
        let vectors = [near(0.1), near(0.2), near(0.15), near(0.3)];
        let edges = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)];
        assert_eq!(threads(&vectors, &edges, &[], 0.5), [[0, 1, 2, 3]]);
        let found = threads(&vectors, &edges, &[vec![0], vec![1]], 0.5);
        assert_eq!(found.len(), 2);
        assert!(!found.iter().any(|thread| thread.contains(&0) && thread.contains(&1)));
    }
}
