//! Counting what stands near each number of a run of numbers, in walks over all places.
//!
//! What stands near the places of one number lies all over memory, and is waited for. So a walk takes the places in
//! order and puts what is wanted of each where its number's stretch is gathered: about as much as a processor's cache
//! holds, if the corpus is not too large nor the number too frequent. A stretch is then counted number by number, with
//! little to wait for (partitioning to the cache's size: Shatdal, Kant and Naughton 1994).
//!
//! Walks are counted in parallel and joined in the order of their numbers: where they are cut changes no row.

use std::ops::Range;

use rayon::prelude::*;

/// Places that the numbers of one stretch have, about.
const STRETCH: usize = if cfg!(test) { 4 } else { 1 << 13 };
/// Most stretches that one walk gathers for: they are numbered by bytes.
const ASIDE: usize = if cfg!(test) { 3 } else { 1 << 7 };
/// Walks that a large corpus takes, about: each looks at every place, but has room for its share of them alone.
const WALKS: usize = 1 << 6;
/// Fewest walks for each thread, about, so that none waits long for the last.
const SHARES: usize = 4;

/// Neighbouring numbers that one walk over all places gathers for.
#[derive(Default)]
pub(crate) struct Walk {
    pub(crate) numbers: Range<u32>,
    pub(crate) stretches: Vec<Range<u32>>,
    /// The stretch of each of the numbers.
    of_number: Vec<u8>,
}

impl Walk {
    /// Walks for the numbers from `first` on that have so many places, as many as this pool's threads can share. A
    /// number with more places than a walk should have has a walk of its own.
    pub(crate) fn all(first: u32, counts: impl Iterator<Item = u32> + Clone) -> Vec<Walk> {
        let places: usize = counts.clone().map(|count| count as usize).sum();
        let walks = (places / (ASIDE * STRETCH)).min(WALKS).max(SHARES * rayon::current_num_threads());
        Walk::of(first, counts, places.div_ceil(walks))
    }

    /// Walks of at most so many places, but for those of one number.
    fn of(first: u32, counts: impl Iterator<Item = u32>, most: usize) -> Vec<Walk> {
        let stretch = most.div_ceil(ASIDE).max(STRETCH);
        let mut walks: Vec<Walk> = vec![];
        let (mut of_walk, mut of_stretch) = (0, 0);
        for (number, count) in (first..).zip(counts) {
            let count = count as usize;
            let is_full = |walk: &Walk| of_stretch >= stretch && walk.stretches.len() == ASIDE;
            if walks.last().is_none_or(|walk| of_walk + count > most || is_full(walk)) {
                walks.push(Walk { numbers: number..number, ..Walk::default() });
                (of_walk, of_stretch) = (0, stretch);
            }
            if let Some(walk) = walks.last_mut() {
                if of_stretch >= stretch {
                    walk.stretches.push(number..number);
                    of_stretch = 0;
                }
                walk.add(number);
            }
            of_walk += count;
            of_stretch += count;
        }
        walks
    }

    /// Counts walks, each thread in its own room, and gives what they find in their order. The last are counted first,
    /// whoever is free taking the next: they are the longest, since rare numbers lie far apart.
    pub(crate) fn each<R, T: Send>(
        walks: &[Walk],
        room: impl Fn() -> R + Sync + Send,
        count: impl Fn(&mut R, &Walk) -> T + Sync + Send,
    ) -> Vec<T> {
        let last_first = walks.iter().enumerate().rev().par_bridge();
        let mut found: Vec<(usize, T)> =
            last_first.map_init(room, |room, (at, walk)| (at, count(room, walk))).collect();
        found.sort_unstable_by_key(|&(at, _)| at);
        found.into_iter().map(|(_, found)| found).collect()
    }

    /// Adds the number behind its last one to its last stretch.
    fn add(&mut self, number: u32) {
        let last = self.stretches.len() - 1;
        self.stretches[last].end = number + 1;
        self.numbers.end = number + 1;
        self.of_number.push(last as u8);
    }

    /// Which of its stretches a number is of.
    pub(crate) fn stretch_of(&self, number: u32) -> usize {
        usize::from(self.of_number[(number - self.numbers.start) as usize])
    }
}

/// Calls `each` with every place whose number, as the mask shows it, is in a range, and with that number.
#[inline]
pub(crate) fn each_within(numbers: &[u32], mask: u32, range: &Range<u32>, mut each: impl FnMut(usize, u32)) {
    const SIDE: usize = 16;
    let is_within = |number: u32| (number & mask).wrapping_sub(range.start) < range.end - range.start;
    for (chunk, numbers) in numbers.chunks(SIDE).enumerate() {
        // Most chunks have none: all of one are looked at together.
        if numbers.iter().fold(false, |any, &number| any | is_within(number)) {
            for (at, &number) in numbers.iter().enumerate() {
                if is_within(number) {
                    each(chunk * SIDE + at, number & mask);
                }
            }
        }
    }
}

/// The places of each number, in order.
pub(crate) struct Places {
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl Places {
    /// Of numbers below `kinds`, one a place.
    pub(crate) fn of(numbers: impl Iterator<Item = u32> + Clone, kinds: usize) -> Places {
        let mut starts = vec![0; kinds + 1];
        for number in numbers.clone() {
            starts[number as usize + 1] += 1;
        }
        for at in 0..kinds {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut places = vec![0; starts[kinds] as usize];
        for (place, number) in (0..).zip(numbers) {
            let slot = &mut next[number as usize];
            places[*slot as usize] = place;
            *slot += 1;
        }
        Places { starts, places }
    }

    pub(crate) fn of_number(&self, number: u32) -> &[u32] {
        &self.places[self.starts[number as usize] as usize..self.starts[number as usize + 1] as usize]
    }
}

/// How often numbers are met near one other number, and in how many stories: a table of all numbers that is cleared
/// by the few that were met.
pub(crate) struct Tally {
    // Of one number side by side: numbers come in no order, and each look at a new place costs.
    counts: Vec<Count>,
    met: Vec<u32>,
}

#[derive(Clone, Copy, Default)]
struct Count {
    together: u32,
    stories: u32,
    /// The last story it was met in, from 1.
    last: u32,
}

impl Tally {
    pub(crate) fn new(kinds: usize) -> Tally {
        Tally { counts: vec![Count::default(); kinds], met: vec![] }
    }

    pub(crate) fn add(&mut self, number: u32, story: u32) {
        let count = &mut self.counts[number as usize];
        // Pushed at all events, and kept if it is new: no branch could foresee which are.
        self.met.push(number);
        self.met.truncate(self.met.len() - usize::from(count.together != 0));
        count.together += 1;
        count.stories += u32::from(count.last != story + 1);
        count.last = story + 1;
    }

    /// What was met at least so often: number, count and stories, in order of the numbers. Clears the table.
    pub(crate) fn take(&mut self, least: u32) -> Vec<(u32, u32, u32)> {
        let mut found = vec![];
        for number in self.met.drain(..) {
            let Count { together, stories, .. } = std::mem::take(&mut self.counts[number as usize]);
            if together >= least {
                found.push((number, together, stories));
            }
        }
        // Most were met once or twice: what is left is little to sort.
        found.sort_unstable();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_hold_every_number_once_and_in_order() {
        for (kinds, most) in [(0, 9), (1, 9), (7, 1), (70, 9), (70, 30), (70, 1000)] {
            let count = |number: u32| number * number % 5 + if number == 9 { 40 } else { 0 };
            let walks = Walk::of(2, (2..kinds + 2).map(count), most);
            assert!(walks.iter().flat_map(|walk| walk.numbers.clone()).eq(2..kinds + 2));
            for walk in &walks {
                let places: u32 = walk.numbers.clone().map(count).sum();
                assert!(places as usize <= most || walk.numbers.len() == 1, "{places} of {most}");
                assert!(walk.stretches.len() <= ASIDE);
                assert!(walk.stretches.iter().cloned().flatten().eq(walk.numbers.clone()));
                for number in walk.numbers.clone() {
                    assert!(walk.stretches[walk.stretch_of(number)].contains(&number));
                }
            }
        }
    }

    #[test]
    fn every_thread_has_walks() {
        for threads in [1, 4, 16] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let walks = pool.install(|| Walk::all(0, std::iter::repeat_n(3, 400)));
            assert!(walks.len() >= SHARES * threads, "{} walks for {threads}", walks.len());
        }
    }

    #[test]
    fn numbers_within_a_range_are_found_where_they_are() {
        let numbers: Vec<u32> = (0..100).map(|at| at * at % 23 + 64 * (at % 2)).collect();
        for range in [0..0, 0..5, 3..4, 10..63] {
            let mut found = vec![];
            each_within(&numbers, 63, &range, |place, number| found.push((place, number)));
            let plain = numbers.iter().map(|number| number & 63).enumerate();
            assert_eq!(found, plain.filter(|(_, number)| range.contains(number)).collect::<Vec<_>>());
        }
    }
}
