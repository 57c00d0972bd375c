//! Sums of the weights of features.

use crate::decode::Scores;
use crate::model::Weights;

/// Features that have weights: asking for them all first lets the memory answer them side by side.
pub(crate) struct Rows {
    /// Where their weights stand.
    found: [u32; 64],
    count: usize,
}

impl Default for Rows {
    fn default() -> Self {
        Rows { found: [0; 64], count: 0 }
    }
}

impl Rows {
    #[inline]
    pub(crate) fn put(&mut self, weights: Weights, feature: u64) {
        if let Some(free) = self.found.get_mut(self.count) {
            let (slot, has) = weights.seek(feature);
            *free = slot as u32;
            self.count += usize::from(has);
        }
    }

    /// Adds the weights of the features put so far and forgets them; whether there were any.
    pub(crate) fn add(&mut self, weights: Weights, to: &mut Scores) -> bool {
        if self.count == 0 {
            return false;
        }
        let mut sum = *to;
        let found = self.found.iter().take(self.count);
        for &slot in found {
            for (sum, &weight) in sum.iter_mut().zip(weights.row(slot as usize)) {
                *sum = sum.wrapping_add(i16::from(weight));
            }
        }
        *to = sum;
        self.count = 0;
        true
    }
}
