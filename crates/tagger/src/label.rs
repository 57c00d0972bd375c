//! Labels of tokens: where in a name a token stands (first, inside, last, or the only one), and the name's kind.

use crate::Kind;

/// Outside any name.
pub(crate) const OUTSIDE: usize = 0;
/// How many labels there are: four places in a name for each of seven kinds, and outside.
pub(crate) const LABELS: usize = 29;
/// The labels that may follow a closed one come first: outside, first of a name, only token of a name.
pub(crate) const STARTS: usize = 15;
/// The first labels of names.
pub(crate) const FIRST: usize = 1;
/// The closed labels: outside, and those from here to before [`INSIDE`] (only, last).
pub(crate) const ONLY: usize = 8;
/// The labels inside a name.
pub(crate) const INSIDE: usize = 22;

/// Where in a name a token stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    First,
    Only,
    Last,
    Inside,
}

/// The kinds in the order of their labels.
pub(crate) const KINDS: [Kind; 7] =
    [Kind::Person, Kind::Organization, Kind::Place, Kind::Group, Kind::Event, Kind::Work, Kind::Product];

/// The label of a token.
#[cfg(any(test, feature = "train"))]
pub(crate) fn of(kind: usize, part: Part) -> usize {
    1 + KINDS.len() * part as usize + kind
}

/// The kind (its index) and part of a label; `None` outside.
pub(crate) fn read(label: usize) -> Option<(usize, Part)> {
    let at = label.checked_sub(1)?;
    let part = match at / KINDS.len() {
        0 => Part::First,
        1 => Part::Only,
        2 => Part::Last,
        _ => Part::Inside,
    };
    Some((at % KINDS.len(), part))
}

/// Whether `next` may follow `label`.
#[cfg(test)]
pub(crate) fn may_follow(label: usize, next: usize) -> bool {
    let open = match read(label) {
        Some((kind, Part::First | Part::Inside)) => Some(kind),
        _ => None,
    };
    match (open, read(next)) {
        (Some(kind), Some((other, Part::Inside | Part::Last))) => kind == other,
        (Some(_), _) => false,
        (None, Some((_, Part::Inside | Part::Last))) => false,
        (None, _) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_read_back_and_stand_in_their_order() {
        for kind in 0..KINDS.len() {
            for part in [Part::First, Part::Only, Part::Last, Part::Inside] {
                assert_eq!(read(of(kind, part)), Some((kind, part)));
            }
        }
        assert_eq!(of(6, Part::Inside), LABELS - 1);
        for label in 0..LABELS {
            assert_eq!(may_follow(OUTSIDE, label), label < STARTS);
            let closed = label == OUTSIDE || (ONLY..INSIDE).contains(&label);
            assert_eq!(may_follow(label, OUTSIDE), closed);
        }
    }
}
