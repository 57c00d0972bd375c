//! Sums of the weights of features.

use crate::decode::Scores;
use crate::model::{WIDE, Weights};

/// Features of one token, at most: more are not looked at.
const MOST: usize = 64;

/// Features that wait, about, before they are added: their weights take half a megabyte.
const FULL: usize = 1 << 14;

/// Features that have weights, of one token after another: asking for them all before any is added lets the memory
/// answer them side by side.
#[derive(Default)]
pub(crate) struct Rows {
    /// Where their weights stand; behind `count`, room for those of one token.
    found: Vec<u32>,
    count: usize,
    /// So far the features of the present token may go.
    most: usize,
    /// The tokens that have any, and where the rows of each end.
    ends: Vec<(u32, u32)>,
    /// The weights, fetched.
    fetched: Vec<[i8; WIDE]>,
}

impl Rows {
    /// The features put from here on are those of a token.
    #[inline]
    pub(crate) fn open(&mut self, token: usize) {
        self.close();
        self.ends.push((token as u32, 0));
        self.most = self.count + MOST;
        if self.found.len() < self.most {
            self.found.resize(self.most + self.count, 0);
        }
    }

    #[inline]
    pub(crate) fn put(&mut self, weights: Weights, feature: u64) {
        if let Some(free) = self.found.get_mut(self.count).filter(|_| self.count < self.most) {
            let (slot, has) = weights.seek(feature);
            *free = slot as u32;
            self.count += usize::from(has);
        }
    }

    /// Whether so many wait that they should be added before more are put.
    pub(crate) fn is_full(&self) -> bool {
        self.count >= FULL
    }

    /// The token opened last has all its features.
    #[inline]
    fn close(&mut self) {
        if let Some((_, end)) = self.ends.last_mut() {
            *end = self.count as u32;
        }
    }

    /// Adds the weights of the features put so far to the scores of their tokens and forgets them; whether there were
    /// any.
    pub(crate) fn add(&mut self, weights: Weights, to: &mut [Scores]) -> bool {
        self.close();
        // Fetched first, with nothing to do in between: so the memory is asked for most of them at a time.
        self.fetched.clear();
        self.fetched.extend(self.found.iter().take(self.count).map(|&slot| *weights.row(slot as usize)));
        let mut start = 0;
        for &(token, end) in &self.ends {
            let own = start..end as usize;
            start = own.end;
            let (Some(to), Some(rows)) = (to.get_mut(token as usize), self.fetched.get(own)) else {
                continue;
            };
            let mut sum = *to;
            for row in rows {
                for (sum, &weight) in sum.iter_mut().zip(row) {
                    *sum = sum.wrapping_add(i16::from(weight));
                }
            }
            *to = sum;
        }
        self.ends.clear();
        std::mem::take(&mut self.count) > 0
    }
}
