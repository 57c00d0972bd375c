//! The best labels of a stretch: Viterbi over the labels that may follow one another.

use crate::label::{INSIDE, KINDS, LABELS, ONLY, OUTSIDE, STARTS};
use crate::model::WIDE;

/// The scores of a token's labels.
pub(crate) type Scores = [i16; WIDE];

/// Where no path leads.
const NEVER: i32 = i32::MIN / 2;

/// Labels that may follow a closed one, and one more for even vectors.
const WIDE_STARTS: usize = STARTS + 1;

/// The scores of one label after another.
pub(crate) struct Moves {
    /// From each label to those that may follow a closed one.
    starts: [[i32; WIDE_STARTS]; LABELS],
    /// The lowest and the highest of these.
    low: [i32; LABELS],
    high: [i32; LABELS],
    /// From each label to each.
    all: [[i32; LABELS]; LABELS],
}

impl Moves {
    /// `score(label, next)` is the score of `next` after `label`.
    pub(crate) fn new(score: impl Fn(usize, usize) -> i32) -> Self {
        let all: [[i32; LABELS]; LABELS] =
            std::array::from_fn(|label| std::array::from_fn(|next| score(label, next)));
        let starts = all.map(|row| std::array::from_fn(|next| if next < STARTS { row[next] } else { NEVER }));
        let low = all.map(|row| row[..STARTS].iter().copied().fold(i32::MAX, i32::min));
        let high = all.map(|row| row[..STARTS].iter().copied().fold(i32::MIN, i32::max));
        Moves { starts, low, high, all }
    }
}

/// The best labels of a stretch, and where they came from.
#[derive(Default)]
pub(crate) struct Path {
    pub(crate) labels: Vec<u8>,
    back: Vec<[u8; LABELS]>,
}

/// The closed labels.
fn closed() -> impl Iterator<Item = usize> {
    std::iter::once(OUTSIDE).chain(ONLY..INSIDE)
}

impl Path {
    /// Finds the best labels of a stretch that has nothing named before or after it. Ties go to the lower label.
    pub(crate) fn best(&mut self, scores: &[Scores], moves: &Moves) {
        let Path { labels, back } = self;
        labels.clear();
        back.clear();
        let mut path = [NEVER; LABELS];
        path[OUTSIDE] = 0;
        for token in scores {
            let mut next = [NEVER; LABELS];
            let mut from = [0u8; LABELS];
            // A closed label that the best one beats before any label that may follow needs no look.
            let top = closed().fold(OUTSIDE, |top, label| if path[label] > path[top] { label } else { top });
            let beaten = path[top] + moves.low[top];
            let mut best = [NEVER; WIDE_STARTS];
            let mut label_of = [0i32; WIDE_STARTS];
            for label in closed().filter(|&label| path[label] + moves.high[label] >= beaten) {
                let so_far = path[label];
                for ((best, from), own) in best.iter_mut().zip(&mut label_of).zip(&moves.starts[label]) {
                    let better = so_far + own > *best;
                    *best = if better { so_far + own } else { *best };
                    *from = if better { label as i32 } else { *from };
                }
            }
            for (start, (&best, &label)) in best.iter().zip(&label_of).enumerate().take(STARTS) {
                (next[start], from[start]) = (best, label as u8);
            }
            for kind in 0..KINDS.len() {
                let (first, last, inside) = (1 + kind, STARTS + kind, INSIDE + kind);
                for label in [first, inside] {
                    for to in [last, inside] {
                        let score = path[label] + moves.all[label][to];
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::label::may_follow;

    /// The labels of the best path, every move looked at.
    fn plainly_best(scores: &[Scores], moves: &Moves) -> Vec<u8> {
        let mut path = [NEVER; LABELS];
        path[OUTSIDE] = 0;
        let mut back = Vec::new();
        for token in scores {
            let mut next = [(NEVER, 0); LABELS];
            for (to, next) in next.iter_mut().enumerate() {
                for label in (0..LABELS).filter(|&label| may_follow(label, to)) {
                    let score = path[label] + moves.all[label][to];
                    if score > next.0 {
                        *next = (score, label);
                    }
                }
            }
            path = std::array::from_fn(|label| (next[label].0 + i32::from(token[label])).max(NEVER));
            back.push(next.map(|(_, label)| label));
        }
        let mut label =
            closed().fold(OUTSIDE, |top, label| if path[label] > path[top] { label } else { top });
        let mut labels = Vec::new();
        for from in back.iter().rev() {
            labels.push(label as u8);
            label = from[label];
        }
        labels.reverse();
        labels
    }

    proptest! {
        #[test]
        fn labels_that_need_no_look_change_nothing(
            (span, scores) in prop_oneof![1..4i16, 4..40i16, 40..3000i16]
                .prop_flat_map(|span| (Just(span), proptest::collection::vec(-span..=span, 8 * WIDE))),
            spread in 1..60u64,
        ) {
            let scores: Vec<Scores> =
                scores.chunks_exact(WIDE).map(|token| std::array::from_fn(|label| token[label])).collect();
            let moves = Moves::new(|label, next| {
                let drawn = crate::hash::pair(label as u64 * 64 + next as u64, u64::from(span.unsigned_abs()));
                (drawn % spread) as i32 - spread as i32 / 2
            });
            let mut path = Path::default();
            path.best(&scores, &moves);
            prop_assert_eq!(&path.labels, &plainly_best(&scores, &moves));
        }
    }
}
