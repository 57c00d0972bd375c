//! Which stories are near each other.

use nutgraf_core::Day;
use rayon::prelude::*;

use super::feature::Vector;

/// Heaviest features of a story by which others are found.
const HEAVIEST: usize = 64;
/// A feature of more stories than this finds nobody.
const MOST_STORIES: usize = 1_000;
/// Stories that are measured exactly, of those that are found.
const NEAREST: usize = 128;
/// Stories of one task.
const CHUNK: usize = 128;
/// Neighbours by which it is measured how dense coverage is around a story.
const DENSITY: usize = 5;
/// Nearer than this is a copy, not a neighbour.
const COPY: f64 = 0.9;
/// Added to the density, so that a lone story does not take what is only less far away.
const LEAST_DENSITY: f64 = 0.1;
/// A cosine below this is chance: it links nothing.
pub(super) const LEAST_COSINE: f64 = 0.08;

/// Near stories of every story: index and cosine, by index.
pub(super) fn neighbours(vectors: &[Vector], days: &[Option<Day>], window: i32) -> Vec<Vec<(u32, f64)>> {
    let columns = vectors.iter().flatten().map(|&(column, _)| column as usize + 1).max().unwrap_or(0);
    let heaviest: Vec<Vector> = vectors.par_iter().map(heaviest).collect();
    let mut starts = vec![0usize; columns + 1];
    for &(column, _) in heaviest.iter().flatten() {
        starts[column as usize + 1] += 1;
    }
    for at in 0..columns {
        starts[at + 1] += starts[at];
    }
    let mut next = starts.clone();
    let mut postings = vec![(0u32, 0.0f64); starts.last().copied().unwrap_or(0)];
    for (story, vector) in (0..).zip(&heaviest) {
        for &(column, value) in vector {
            postings[next[column as usize]] = (story, value);
            next[column as usize] += 1;
        }
    }
    let all: Vec<u32> = (0..vectors.len() as u32).collect();
    let of_chunk = |chunk: &[u32]| {
        let mut sums = vec![0.0f64; vectors.len()];
        let mut values = vec![0.0f64; columns];
        let mut met: Vec<u32> = vec![];
        let mut near = vec![];
        for &story in chunk {
            for &(column, value) in &heaviest[story as usize] {
                let range = starts[column as usize]..starts[column as usize + 1];
                if range.len() > MOST_STORIES {
                    continue;
                }
                for &(other, weight) in &postings[range] {
                    if other != story && within(days[story as usize], days[other as usize], window) {
                        if sums[other as usize] == 0.0 {
                            met.push(other);
                        }
                        sums[other as usize] += value * weight;
                    }
                }
            }
            let sum = |other: &u32| sums[*other as usize];
            met.sort_unstable_by(|a, b| sum(b).total_cmp(&sum(a)).then(a.cmp(b)));
            met.iter().for_each(|&other| sums[other as usize] = 0.0);
            met.truncate(NEAREST);
            met.sort_unstable();
            vectors[story as usize].iter().for_each(|&(column, value)| values[column as usize] = value);
            let cosine = |other: u32| -> f64 {
                vectors[other as usize].iter().map(|&(column, value)| value * values[column as usize]).sum()
            };
            near.push(met.drain(..).map(|other| (other, cosine(other))).collect());
            vectors[story as usize].iter().for_each(|&(column, _)| values[column as usize] = 0.0);
        }
        near
    };
    let near: Vec<Vec<Vec<(u32, f64)>>> = all.par_chunks(CHUNK).map(of_chunk).collect();
    near.into_iter().flatten().collect()
}

fn heaviest(vector: &Vector) -> Vector {
    let mut heaviest = vector.clone();
    heaviest.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    heaviest.truncate(HEAVIEST);
    heaviest
}

/// Whether two days are near enough; unknown days are.
fn within(a: Option<Day>, b: Option<Day>, window: i32) -> bool {
    a.zip(b).is_none_or(|(a, b)| (a - b).abs() <= window)
}

/// How dense coverage is around every story: the mean cosine of its five nearest neighbours that are no copies, and a
/// little more.
pub(super) fn densities(near: &[Vec<(u32, f64)>]) -> Vec<f64> {
    let most = near.len().saturating_sub(1).clamp(1, DENSITY);
    let density = |near: &Vec<(u32, f64)>| {
        let mut cosines: Vec<f64> =
            near.iter().map(|found| found.1).filter(|&cosine| cosine < COPY).collect();
        cosines.sort_unstable_by(|a, b| b.total_cmp(a));
        cosines.truncate(most);
        cosines.iter().sum::<f64>() / most as f64 + LEAST_DENSITY
    };
    near.par_iter().map(density).collect()
}
