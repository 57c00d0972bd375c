//! Which stories are near each other.

use std::ops::Range;

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
    let index = Index::of(vectors, days);
    let places: Vec<usize> = (0..vectors.len()).collect();
    let of_chunk = |chunk: &[usize]| {
        let mut search = Search { index: &index, sums: vec![0.0; vectors.len()], met: vec![] };
        let mut columns = Columns::default();
        let mut near: Vec<Vec<(u32, f64)>> = vec![];
        for &place in chunk {
            search.nearest(place, window);
            columns.fill(&vectors[index.stories[place] as usize]);
            let cosine = |&other: &u32| (other, columns.dot(&vectors[other as usize]));
            near.push(search.met.iter().map(cosine).collect());
        }
        near
    };
    let found: Vec<Vec<Vec<(u32, f64)>>> = places.par_chunks(CHUNK).map(of_chunk).collect();
    let mut near = vec![vec![]; vectors.len()];
    for (&story, found) in index.stories.iter().zip(found.into_iter().flatten()) {
        near[story as usize] = found;
    }
    near
}

/// Which stories have a feature among their heaviest. Stories stand by their days, those without a day last: what a
/// window of days holds lies together, and all else is never looked at.
struct Index {
    /// The stories in that order; a story's place is its index here.
    stories: Vec<u32>,
    /// The days of those that have one.
    days: Vec<Day>,
    /// Per place, the heaviest features, the heaviest first.
    heaviest: Vec<Vector>,
    /// Per column, where its postings start; one more at the end.
    starts: Vec<usize>,
    /// Place and value.
    postings: Vec<(u32, f64)>,
}

impl Index {
    fn of(vectors: &[Vector], days: &[Option<Day>]) -> Index {
        let mut stories: Vec<u32> = (0..vectors.len() as u32).collect();
        stories.sort_by_key(|&story| (days[story as usize].is_none(), days[story as usize]));
        let days = stories.iter().map_while(|&story| days[story as usize]).collect();
        let heaviest: Vec<Vector> =
            stories.par_iter().map(|&story| heaviest(&vectors[story as usize])).collect();
        let columns = heaviest.iter().flatten().map(|&(column, _)| column as usize + 1).max().unwrap_or(0);
        let mut starts = vec![0usize; columns + 1];
        for &(column, _) in heaviest.iter().flatten() {
            starts[column as usize + 1] += 1;
        }
        for at in 0..columns {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut postings = vec![(0u32, 0.0f64); starts.last().copied().unwrap_or(0)];
        for (place, vector) in (0..).zip(&heaviest) {
            for &(column, value) in vector {
                postings[next[column as usize]] = (place, value);
                next[column as usize] += 1;
            }
        }
        Index { stories, days, heaviest, starts, postings }
    }

    /// The places near a place in time: those of a window, and from where on no days are known.
    fn near_in_time(&self, place: usize, window: i32) -> (Range<usize>, usize) {
        let Some(&day) = self.days.get(place) else { return (0..self.days.len(), self.days.len()) };
        let first = self.days.partition_point(|&other| day - other > window);
        let end = self.days.partition_point(|&other| other - day <= window);
        (first..end.max(first), self.days.len())
    }
}

/// A search for stories that share heavy features.
struct Search<'a> {
    index: &'a Index,
    /// Per place, the products of the shared features; zero between two searches.
    sums: Vec<f64>,
    /// The stories found, sorted.
    met: Vec<u32>,
}

impl Search<'_> {
    /// Finds the stories of highest sums, as many as are measured.
    fn nearest(&mut self, place: usize, window: i32) {
        let Search { index, sums, met } = self;
        met.clear();
        let (dated, undated) = index.near_in_time(place, window);
        for &(column, value) in &index.heaviest[place] {
            let all = &index.postings[index.starts[column as usize]..index.starts[column as usize + 1]];
            if all.len() > MOST_STORIES {
                continue;
            }
            let before = |limit: usize| all.partition_point(|posting| (posting.0 as usize) < limit);
            let in_window = &all[before(dated.start)..before(dated.end)];
            for &(other, weight) in in_window.iter().chain(&all[before(undated)..]) {
                if other as usize != place {
                    if sums[other as usize] == 0.0 {
                        met.push(other);
                    }
                    sums[other as usize] += value * weight;
                }
            }
        }
        let by_sum = |a: &u32, b: &u32| {
            let [(x, a), (y, b)] = [a, b].map(|&at| (sums[at as usize], index.stories[at as usize]));
            y.total_cmp(&x).then(a.cmp(&b))
        };
        if met.len() > NEAREST {
            met.select_nth_unstable_by(NEAREST, by_sum);
        }
        met.iter().for_each(|&other| sums[other as usize] = 0.0);
        met.truncate(NEAREST);
        met.iter_mut().for_each(|other| *other = index.stories[*other as usize]);
        met.sort_unstable();
    }
}

/// The columns of one vector, to look up those of others: open addressing, with so much room that most columns that
/// the vector does not hold meet an empty place, and so little in all that it stays near the processor.
#[derive(Default)]
struct Columns<'a> {
    vector: &'a [(u32, f64)],
    /// Index in the vector, from 1; 0 is empty. As many as a power of two.
    slots: Vec<u32>,
}

impl<'a> Columns<'a> {
    fn fill(&mut self, vector: &'a [(u32, f64)]) {
        self.vector = vector;
        self.slots.clear();
        self.slots.resize((32 * vector.len()).next_power_of_two(), 0);
        for (number, &(column, _)) in (1..).zip(vector) {
            let mut at = self.first(column);
            while self.slots[at] != 0 {
                at = (at + 1) & (self.slots.len() - 1);
            }
            self.slots[at] = number;
        }
    }

    fn first(&self, column: u32) -> usize {
        column as usize & (self.slots.len() - 1)
    }

    fn value(&self, column: u32) -> Option<f64> {
        let mut at = self.first(column);
        while let Some(number) = self.slots[at].checked_sub(1) {
            let (other, value) = self.vector[number as usize];
            if other == column {
                return Some(value);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        None
    }

    fn dot(&self, vector: &[(u32, f64)]) -> f64 {
        vector.iter().filter_map(|&(column, value)| Some(value * self.value(column)?)).sum()
    }
}

fn heaviest(vector: &Vector) -> Vector {
    let by_value = |a: &(u32, f64), b: &(u32, f64)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    let mut heaviest = vector.clone();
    if heaviest.len() > HEAVIEST {
        heaviest.select_nth_unstable_by(HEAVIEST, by_value);
    }
    heaviest.truncate(HEAVIEST);
    heaviest.shrink_to_fit();
    heaviest.sort_unstable_by(by_value);
    heaviest
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_story_of_no_words_is_near_nobody() {
        let vectors = vec![vec![], vec![(3, 1.0)], vec![(3, 1.0)], vec![]];
        let found = neighbours(&vectors, &[None; 4], 30);
        assert_eq!(found, [vec![], vec![(2, 1.0)], vec![(1, 1.0)], vec![]]);
    }

    proptest! {
        #[test]
        fn all_in_the_window_that_share_a_feature(
            stories in prop::collection::vec(
                (prop::option::of(0..40i32), prop::collection::btree_map(0..600u32, 0.1..1.0f64, 0..12)),
                0..40,
            ),
            window in 0..20i32,
        ) {
            let days: Vec<Option<Day>> = stories.iter().map(|story| story.0.map(Day::from_number)).collect();
            let vectors: Vec<Vector> = stories.into_iter().map(|story| story.1.into_iter().collect()).collect();
            let expected: Vec<Vec<(u32, f64)>> = (0..vectors.len())
                .map(|a| {
                    let near = |b: &usize| days[a].zip(days[*b]).is_none_or(|(a, b)| (a - b).abs() <= window);
                    let others = (0..vectors.len()).filter(|&b| b != a).filter(near);
                    others
                        .filter_map(|b| {
                            let of_a = |column| vectors[a].iter().find(|item| item.0 == column);
                            let shared = vectors[b].iter().filter_map(|item| Some(item.1 * of_a(item.0)?.1));
                            let shared: Vec<f64> = shared.collect();
                            (!shared.is_empty()).then(|| (b as u32, shared.iter().sum()))
                        })
                        .collect()
                })
                .collect();
            prop_assert_eq!(neighbours(&vectors, &days, window), expected);
        }
    }
}
