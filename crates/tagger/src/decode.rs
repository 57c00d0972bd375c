//! The best labels of a stretch: Viterbi over the labels that may follow one another.

use crate::label::{FIRST, INSIDE, KINDS, ONLY, OUTSIDE, STARTS};
use crate::model::WIDE;

/// The scores of a token's labels.
pub(crate) type Scores = [i16; WIDE];

/// Where no path leads. Scores of paths are counted from that of the path that ends outside a name with the same token,
/// and stop at the bounds of their 16 bits: what is as far behind never leads again.
const NEVER: i16 = i16::MIN;

/// Lanes for the labels that may follow a closed one, and for the closed ones: one to spare, whatever it holds.
const WIDE_STARTS: usize = STARTS + 1;
/// Lanes for the kinds: one to spare, whatever it holds.
const WIDE_KINDS: usize = KINDS.len() + 1;

type Starts = [i16; WIDE_STARTS];
type Kinds = [i16; WIDE_KINDS];

/// The label of a closed label's lane.
fn closed(lane: usize) -> usize {
    if lane == 0 { OUTSIDE } else { ONLY + lane - 1 }
}

/// The scores of one label after another.
pub(crate) struct Moves {
    /// From each closed label to those that may follow one.
    starts: [Starts; STARTS],
    /// The lowest and the highest of these.
    low: Starts,
    high: Starts,
    /// Of each kind, from the first of a name and from inside it: to its last, and to inside it.
    last: [Kinds; 2],
    inside: [Kinds; 2],
}

impl Moves {
    /// `score(label, next)` is the score of `next` after `label`.
    pub(crate) fn new(score: impl Fn(usize, usize) -> i16) -> Self {
        let starts: [Starts; STARTS] = std::array::from_fn(|lane| {
            std::array::from_fn(|next| if next < STARTS { score(closed(lane), next) } else { 0 })
        });
        let of = |lane: usize, pick: fn(i16, i16) -> i16| {
            starts.get(lane).map_or(0, |row| row[1..STARTS].iter().copied().fold(row[0], pick))
        };
        let low = std::array::from_fn(|lane| of(lane, i16::min));
        let high = std::array::from_fn(|lane| of(lane, i16::max));
        let kinds = |from: usize, to: usize| {
            std::array::from_fn(|kind| if kind < KINDS.len() { score(from + kind, to + kind) } else { 0 })
        };
        let [last, inside] = [STARTS, INSIDE].map(|to| [kinds(FIRST, to), kinds(INSIDE, to)]);
        Moves { starts, low, high, last, inside }
    }
}

/// Where the best path to each label of a token comes from.
struct Back {
    /// The label before it.
    starts: Starts,
    /// Whether it is inside the name rather than its first.
    last: Kinds,
    inside: Kinds,
}

impl Back {
    fn before(&self, label: usize) -> usize {
        let inner =
            |kind: usize, inside: &Kinds| if inside[kind] == 0 { FIRST + kind } else { INSIDE + kind };
        match label {
            0..STARTS => self.starts[label] as usize,
            STARTS..INSIDE => inner(label - STARTS, &self.last),
            _ => inner(label - INSIDE, &self.inside),
        }
    }
}

/// The best labels of a stretch, and where they came from.
#[derive(Default)]
pub(crate) struct Path {
    pub(crate) labels: Vec<u8>,
    back: Vec<Back>,
}

/// The lanes of the kinds that stand from a place on.
#[inline]
fn kinds(lanes: &[i16], from: usize) -> Kinds {
    lanes.get(from..).and_then(<[i16]>::first_chunk).copied().unwrap_or([NEVER; WIDE_KINDS])
}

/// The scores of the best paths that end with a token.
struct Ends {
    /// In a closed label.
    closed: Starts,
    /// In the first label of a name of each kind, and inside it.
    open: [Kinds; 2],
}

impl Ends {
    /// The next token's, and where they come from.
    #[inline]
    fn step(&self, token: &Scores, moves: &Moves) -> (Ends, Back) {
        let (mut low, mut high) = (moves.low, moves.high);
        for ((low, high), &so_far) in low.iter_mut().zip(&mut high).zip(&self.closed) {
            *low = low.saturating_add(so_far);
            *high = high.saturating_add(so_far);
        }
        let beaten = low.into_iter().fold(NEVER, i16::max);
        let mut best = [NEVER; WIDE_STARTS];
        let mut starts = [0; WIDE_STARTS];
        for (lane, (&so_far, own)) in self.closed.iter().zip(&moves.starts).enumerate() {
            // A closed label that another beats before any label that may follow needs no look.
            if high[lane] < beaten {
                continue;
            }
            let label = closed(lane) as i16;
            for ((best, from), &own) in best.iter_mut().zip(&mut starts).zip(own) {
                let score = so_far.saturating_add(own);
                *from = if score > *best { label } else { *from };
                *best = score.max(*best);
            }
        }
        let ([last, from_last], [inside, from_inside]) = (self.go_on(&moves.last), self.go_on(&moves.inside));
        let outside = best[0].saturating_add(token[OUTSIDE]);
        let own = |label: usize, mut lanes: Kinds| -> Kinds {
            for (lane, score) in lanes.iter_mut().zip(kinds(token, label)) {
                *lane = lane.saturating_add(score).saturating_sub(outside);
            }
            lanes
        };
        let mut closed = [NEVER; WIDE_STARTS];
        closed[0] = 0;
        closed[1..1 + KINDS.len()].copy_from_slice(&own(ONLY, kinds(&best, ONLY))[..KINDS.len()]);
        closed[1 + KINDS.len()..STARTS].copy_from_slice(&own(STARTS, last)[..KINDS.len()]);
        let open = [own(FIRST, kinds(&best, FIRST)), own(INSIDE, inside)];
        (Ends { closed, open }, Back { starts, last: from_last, inside: from_inside })
    }

    /// The best paths that go on a name of each kind by these moves, and whether they were inside it.
    #[inline]
    fn go_on(&self, moves: &[Kinds; 2]) -> [Kinds; 2] {
        let [mut best, mut inside] = self.open;
        for (lane, &own) in best.iter_mut().zip(&moves[0]) {
            *lane = lane.saturating_add(own);
        }
        for (lane, &own) in inside.iter_mut().zip(&moves[1]) {
            *lane = lane.saturating_add(own);
        }
        for (inside, best) in inside.iter_mut().zip(&mut best) {
            let better = *inside > *best;
            *best = (*best).max(*inside);
            *inside = i16::from(better);
        }
        [best, inside]
    }
}

impl Path {
    /// Finds the best labels of a stretch that has nothing named before or after it. Ties go to the lower label.
    pub(crate) fn best(&mut self, scores: &[Scores], moves: &Moves) {
        let Path { labels, back } = self;
        labels.clear();
        back.clear();
        let mut ends = Ends { closed: [NEVER; WIDE_STARTS], open: [[NEVER; WIDE_KINDS]; 2] };
        ends.closed[0] = 0;
        for token in scores {
            let (next, from) = ends.step(token, moves);
            ends = next;
            back.push(from);
        }
        let lanes = 0..STARTS;
        let top = lanes.fold(0, |top, lane| if ends.closed[lane] > ends.closed[top] { lane } else { top });
        let mut label = closed(top);
        for from in back.iter().rev() {
            labels.push(label as u8);
            label = from.before(label);
        }
        labels.reverse();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::label::{LABELS, may_follow};

    /// The labels of the best path, every move looked at.
    fn plainly_best(scores: &[Scores], moves: impl Fn(usize, usize) -> i16) -> Vec<u8> {
        const NEVER: i32 = i32::MIN / 2;
        let mut path = [NEVER; LABELS];
        path[OUTSIDE] = 0;
        let mut back = Vec::new();
        for token in scores {
            let mut next = [(NEVER, 0); LABELS];
            for (to, next) in next.iter_mut().enumerate() {
                for label in (0..LABELS).filter(|&label| may_follow(label, to)) {
                    let score = path[label] + i32::from(moves(label, to));
                    if score > next.0 {
                        *next = (score, label);
                    }
                }
            }
            path = std::array::from_fn(|label| (next[label].0 + i32::from(token[label])).max(NEVER));
            back.push(next.map(|(_, label)| label));
        }
        let mut label = (0..STARTS)
            .map(closed)
            .fold(OUTSIDE, |top, label| if path[label] > path[top] { label } else { top });
        let mut labels = Vec::new();
        for from in back.iter().rev() {
            labels.push(label as u8);
            label = from[label];
        }
        labels.reverse();
        labels
    }

    #[test]
    fn a_long_stretch_has_no_end_of_scores() {
        // A name of two tokens among thousands that are certainly outside.
        let mut scores = vec![[0; WIDE]; 5000];
        for (n, token) in scores.iter_mut().enumerate() {
            match n {
                4000 => token[FIRST + 2] = 400,
                4001 => token[STARTS + 2] = 400,
                _ => token[OUTSIDE] = 1 << 13,
            }
        }
        let mut path = Path::default();
        path.best(&scores, &Moves::new(|_, _| 0));
        let named: Vec<usize> = (0..5000).filter(|&n| usize::from(path.labels[n]) != OUTSIDE).collect();
        assert_eq!(named, [4000, 4001]);
        assert_eq!(path.labels, plainly_best(&scores, |_, _| 0));
    }

    proptest! {
        #[test]
        fn labels_that_need_no_look_change_nothing(
            // So many tokens that no path falls behind by more than 16 bits hold.
            (span, scores) in prop_oneof![
                (1..4i16, Just(8)), (4..40i16, Just(8)), (40..1500i16, Just(8)), (1500..3000i16, Just(4))
            ]
                .prop_flat_map(|(span, tokens)| (Just(span), proptest::collection::vec(-span..=span, tokens * WIDE))),
            spread in 1..60u64,
        ) {
            let scores: Vec<Scores> =
                scores.chunks_exact(WIDE).map(|token| std::array::from_fn(|label| token[label])).collect();
            let moves = |label: usize, next: usize| {
                let drawn = crate::hash::pair(label as u64 * 64 + next as u64, u64::from(span.unsigned_abs()));
                (drawn % spread) as i16 - spread as i16 / 2
            };
            let mut path = Path::default();
            path.best(&scores, &Moves::new(moves));
            prop_assert_eq!(&path.labels, &plainly_best(&scores, moves));
        }
    }
}
