//! Sums of the weights of features.

use crate::decode::Scores;
use crate::model::Weights;

/// Features that may have weights: asking for them all first lets the memory answer them side by side.
pub(crate) struct Rows {
    features: [u64; 64],
    count: usize,
    /// Where the weights of those found stand, while they are summed.
    found: [u32; 64],
}

impl Default for Rows {
    fn default() -> Self {
        Rows { features: [0; 64], count: 0, found: [0; 64] }
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
        let mut count = 0;
        for &feature in self.features.iter().take(self.count) {
            if let (Some(slot), Some(free)) = (weights.slot(feature), self.found.get_mut(count)) {
                *free = slot as u32;
                count += 1;
            }
        }
        self.count = 0;
        let mut sum = *to;
        for &slot in self.found.iter().take(count) {
            for (sum, &weight) in sum.iter_mut().zip(weights.row(slot as usize)) {
                *sum = sum.wrapping_add(i16::from(weight));
            }
        }
        *to = sum;
        count > 0
    }
}
