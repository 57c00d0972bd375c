//! The best labels of a stretch: Viterbi over the labels that may follow one another.

use crate::label::{INSIDE, KINDS, LABELS, ONLY, OUTSIDE, STARTS};
use crate::model::WIDE;

/// The scores of a token's labels.
pub(crate) type Scores = [i16; WIDE];

/// Where no path leads.
const NEVER: i32 = i32::MIN / 2;

/// The best labels of a stretch, and where they came from.
#[derive(Default)]
pub(crate) struct Path {
    pub(crate) labels: Vec<u8>,
    back: Vec<[u8; LABELS]>,
}

impl Path {
    /// Finds the best labels of a stretch that has nothing named before or after it. `moves` holds the score of `next`
    /// after `label` at `label * LABELS + next`. Ties go to the lower label.
    pub(crate) fn best(&mut self, scores: &[Scores], moves: &[i32]) {
        let Path { labels, back } = self;
        labels.clear();
        back.clear();
        let mut path = [NEVER; LABELS];
        path[OUTSIDE] = 0;
        for token in scores {
            let mut next = [NEVER; LABELS];
            let mut from = [0u8; LABELS];
            for label in std::iter::once(OUTSIDE).chain(ONLY..INSIDE) {
                let (so_far, moves) = (path[label], &moves[label * LABELS..][..STARTS]);
                for start in 0..STARTS {
                    let score = so_far + moves[start];
                    if score > next[start] {
                        (next[start], from[start]) = (score, label as u8);
                    }
                }
            }
            for kind in 0..KINDS.len() {
                let (first, last, inside) = (1 + kind, STARTS + kind, INSIDE + kind);
                for label in [first, inside] {
                    for to in [last, inside] {
                        let score = path[label] + moves[label * LABELS + to];
                        if score > next[to] {
                            (next[to], from[to]) = (score, label as u8);
                        }
                    }
                }
            }
            for (score, &own) in next.iter_mut().zip(token) {
                // A path that cannot be stays one, however long the stretch.
                *score = (*score + i32::from(own)).max(NEVER);
            }
            path = next;
            back.push(from);
        }
        let mut label = OUTSIDE;
        for closed in ONLY..INSIDE {
            if path[closed] > path[label] {
                label = closed;
            }
        }
        for from in back.iter().rev() {
            labels.push(label as u8);
            label = usize::from(from[label]);
        }
        labels.reverse();
    }
}
