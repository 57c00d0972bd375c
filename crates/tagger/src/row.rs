//! Sums of the weights of features.

use crate::decode::Scores;
use crate::model::{WIDE, Weights};

/// Features that may have weights: asking for them all first lets the memory answer them side by side.
pub(crate) struct Rows {
    features: [u64; 64],
    count: usize,
}

impl Default for Rows {
    fn default() -> Self {
        Rows { features: [0; 64], count: 0 }
    }
}

impl Rows {
    #[inline]
    pub(crate) fn put(&mut self, weights: Weights, feature: u64) {
        if let Some(free) = self.features.get_mut(self.count) {
            *free = feature;
            self.count += usize::from(weights.may_have(feature));
        }
    }

    /// Adds the weights of the features put so far and forgets them; whether there were any.
    pub(crate) fn add(&mut self, weights: Weights, to: &mut Scores) -> bool {
        let mut found = [&[0; WIDE]; 64];
        let mut count = 0;
        for &feature in self.features.iter().take(self.count) {
            if let Some(row) = weights.find(feature) {
                found[count % 64] = row;
                count += 1;
            }
        }
        self.count = 0;
        let mut sum = *to;
        for row in found.iter().take(count) {
            for (sum, &weight) in sum.iter_mut().zip(*row) {
                *sum = sum.wrapping_add(i16::from(weight));
            }
        }
        *to = sum;
        count > 0
    }
}
