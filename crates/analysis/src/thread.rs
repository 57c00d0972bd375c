//! Threads of coverage: stories of one event and what came of it.

mod feature;
mod link;
mod neighbour;
mod row;

use nutgraf_core::Day;
use rustc_hash::FxHashMap;

pub use self::row::{StoryThread, ThreadStory};
use crate::Partial;

/// When stories are of one thread.
#[derive(Clone, PartialEq, Debug)]
pub struct StoryThreadOptions {
    /// Least mean likeness of the stories of two threads that become one. Stories as near each other as each is to
    /// its five nearest have a likeness somewhat below 1.
    pub threshold: f64,
    /// Days between two stories, at most, that link threads; a thread may run for longer. Stories without a day are
    /// near in time to all.
    pub window: i32,
    /// Words of names count so many times more than other words.
    pub names: u32,
    /// Threads found before, by the ids of their pages: they keep their stories, stay apart, and come first, in this
    /// order; new stories join them or form threads of their own. Ids that the corpus does not hold are passed over.
    pub known: Vec<Vec<String>>,
}

impl Default for StoryThreadOptions {
    fn default() -> Self {
        StoryThreadOptions { threshold: 0.34, window: 30, names: 2, known: vec![] }
    }
}

/// Threads of stories, by their numbers in the partial, and for every story its mean likeness to the others of its
/// thread.
struct Found {
    threads: Vec<Vec<u32>>,
    closeness: Vec<f64>,
}

/// Finds threads; `known` are those found before.
fn find(partial: &Partial, known: &[Vec<u32>], options: &StoryThreadOptions) -> Found {
    let mut vectors = feature::vectors(partial, options);
    let days: Vec<Option<Day>> = partial.stories.iter().map(|story| story.day).collect();
    let near = neighbour::neighbours(&vectors, &days, options.window);
    let densities = neighbour::densities(&near);
    // Local scaling (Zelnik-Manor and Perona, "Self-tuning spectral clustering", 2004, with cosines): what is near
    // where coverage is dense is not near where it is thin.
    for (vector, density) in vectors.iter_mut().zip(&densities) {
        let scale = density.sqrt();
        vector.iter_mut().for_each(|(_, value)| *value /= scale);
    }
    let mut edges: Vec<(u32, u32)> = vec![];
    for (story, near) in (0..).zip(&near) {
        for &(other, cosine) in near {
            let likeness = cosine / (densities[story as usize] * densities[other as usize]).sqrt();
            if cosine >= neighbour::LEAST_COSINE && likeness >= options.threshold {
                edges.push((story.min(other), story.max(other)));
            }
        }
    }
    edges.sort_unstable();
    edges.dedup();
    let threads = link::threads(&vectors, &edges, known, options.threshold);
    let mut closeness = vec![0.0; vectors.len()];
    for thread in threads.iter().filter(|thread| thread.len() > 1) {
        let mut sum: FxHashMap<u32, f64> = FxHashMap::default();
        for &(column, value) in thread.iter().flat_map(|&story| &vectors[story as usize]) {
            *sum.entry(column).or_default() += value;
        }
        for &story in thread {
            let vector = &vectors[story as usize];
            let all: f64 = vector.iter().filter_map(|(column, value)| Some(value * sum.get(column)?)).sum();
            let others = all - link::dot(vector, vector);
            closeness[story as usize] = others / (thread.len() - 1) as f64;
        }
    }
    Found { threads, closeness }
}
