use serde::Serialize;

use super::Topics;
use super::dense::{dot, normalise};
use crate::{Column, Table, Values};

/// A topic of one model and its match in another.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct TopicMatchRow {
    /// The topic's number; none for a topic of the other model that found no match.
    pub topic: Option<u32>,
    /// Its label.
    pub label: Option<String>,
    /// Number of its match; none when the other model has fewer topics.
    pub other: Option<u32>,
    /// The label of its match.
    pub other_label: Option<String>,
    /// Cosine of the angle between the weights of their terms, 0 to 1; 0 without a match.
    pub similarity: f64,
}

impl TopicMatchRow {
    /// Rows as columns.
    pub fn table(rows: &[TopicMatchRow]) -> Table {
        let number = |of: fn(&TopicMatchRow) -> Option<u32>| {
            Values::Integer(rows.iter().map(|row| of(row).map(i64::from)).collect())
        };
        Table {
            columns: vec![
                Column { name: "topic", values: number(|row| row.topic) },
                Column::text("label", rows, |row| row.label.as_deref()),
                Column { name: "other", values: number(|row| row.other) },
                Column::text("other_label", rows, |row| row.other_label.as_deref()),
                Column::real("similarity", rows, |row| row.similarity),
            ],
        }
    }
}

impl Topics {
    /// Matches the topics with those of another model so that the sum of the similarities is as high as it can be
    /// (optimal assignment: Kuhn 1955, Munkres 1957). Topics of this model first, in order, then those of the other
    /// that are left.
    pub fn compare(&self, other: &Topics) -> Vec<TopicMatchRow> {
        let similarity = similarities(self, other);
        let wide = other.topics.len();
        let cost: Vec<Vec<f64>> =
            similarity.chunks(wide.max(1)).map(|row| row.iter().map(|value| 1.0 - value).collect()).collect();
        let matched = assign(&cost, self.topics.len(), wide);
        let mut rows: Vec<TopicMatchRow> = self
            .topics
            .iter()
            .zip(&matched)
            .enumerate()
            .map(|(at, (row, found))| TopicMatchRow {
                topic: Some(row.topic),
                label: Some(row.label.clone()),
                other: found.map(|found| other.topics[found].topic),
                other_label: found.map(|found| other.topics[found].label.clone()),
                similarity: found.map_or(0.0, |found| similarity[at * wide + found]),
            })
            .collect();
        let left = other.topics.iter().enumerate().filter(|(at, _)| !matched.contains(&Some(*at)));
        rows.extend(left.map(|(_, row)| TopicMatchRow {
            topic: None,
            label: None,
            other: Some(row.topic),
            other_label: Some(row.label.clone()),
            similarity: 0.0,
        }));
        rows
    }
}

/// The cosines between all topics of two models, over the terms of both.
fn similarities(a: &Topics, b: &Topics) -> Vec<f64> {
    let vectors = |topics: &Topics, places: &[usize], size: usize| -> Vec<Vec<f64>> {
        let vector = |weights: Vec<f64>| {
            let mut vector = vec![0.0; size];
            for (&place, weight) in places.iter().zip(weights) {
                vector[place] = weight;
            }
            normalise(&mut vector);
            vector
        };
        topics.model.term_weights().map(vector).collect()
    };
    let (one, other) = (&a.model.vocabulary.terms, &b.model.vocabulary.terms);
    let mut all: Vec<&String> = one.iter().chain(other).collect();
    all.sort_unstable();
    all.dedup();
    let places = |terms: &[String]| -> Vec<usize> {
        terms.iter().map(|term| all.partition_point(|known| *known < term)).collect()
    };
    let one = vectors(a, &places(one), all.len());
    let other = vectors(b, &places(other), all.len());
    one.iter().flat_map(|a| other.iter().map(|b| dot(a, b).clamp(0.0, 1.0))).collect()
}

/// For each row the column that it is given, so that the sum of the costs is least; none for rows left over.
/// Shortest augmenting paths with potentials (Jonker and Volgenant 1987).
pub(super) fn assign(cost: &[Vec<f64>], rows: usize, columns: usize) -> Vec<Option<usize>> {
    if rows > columns {
        let turned: Vec<Vec<f64>> =
            (0..columns).map(|column| cost.iter().map(|row| row[column]).collect()).collect();
        let mut found = vec![None; rows];
        for (column, row) in assign(&turned, columns, rows).into_iter().enumerate() {
            if let Some(row) = row {
                found[row] = Some(column);
            }
        }
        return found;
    }
    // Row and column 0 stand for none; others are numbered from 1.
    let (mut of_row, mut of_column) = (vec![0.0; rows + 1], vec![0.0; columns + 1]);
    let mut owner = vec![0; columns + 1];
    for row in 1..=rows {
        owner[0] = row;
        let mut at = 0;
        let mut shortest = vec![f64::INFINITY; columns + 1];
        let mut before = vec![0; columns + 1];
        let mut done = vec![false; columns + 1];
        while owner[at] != 0 {
            done[at] = true;
            let (mut least, mut next) = (f64::INFINITY, 0);
            for column in (1..=columns).filter(|&column| !done[column]) {
                let length = cost[owner[at] - 1][column - 1] - of_row[owner[at]] - of_column[column];
                if length < shortest[column] {
                    (shortest[column], before[column]) = (length, at);
                }
                if shortest[column] < least {
                    (least, next) = (shortest[column], column);
                }
            }
            for (column, &done) in done.iter().enumerate() {
                if done {
                    of_row[owner[column]] += least;
                    of_column[column] -= least;
                } else {
                    shortest[column] -= least;
                }
            }
            at = next;
        }
        while at != 0 {
            owner[at] = owner[before[at]];
            at = before[at];
        }
    }
    let mut found = vec![None; rows];
    for (column, &row) in owner.iter().enumerate().skip(1).filter(|(_, row)| **row > 0) {
        found[row - 1] = Some(column - 1);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Draws;

    /// The least sum of costs by trying all assignments.
    fn brute(cost: &[Vec<f64>], row: usize, taken: &mut Vec<bool>) -> f64 {
        let Some(costs) = cost.get(row) else { return 0.0 };
        let mut best = f64::INFINITY;
        for (column, &own) in costs.iter().enumerate() {
            if !taken[column] {
                taken[column] = true;
                best = best.min(own + brute(cost, row + 1, taken));
                taken[column] = false;
            }
        }
        best
    }

    #[test]
    fn no_assignment_is_cheaper() {
        let mut draws = Draws::new(3);
        for round in 0..200 {
            let (rows, columns) = (1 + round % 5, 5);
            let cost: Vec<Vec<f64>> =
                (0..rows).map(|_| (0..columns).map(|_| draws.unit()).collect()).collect();
            let found = assign(&cost, rows, columns);
            let sum: f64 = found.iter().zip(&cost).map(|(column, row)| row[column.unwrap()]).sum();
            assert!((sum - brute(&cost, 0, &mut vec![false; columns])).abs() < 1e-9);
            let turned: Vec<Vec<f64>> =
                (0..columns).map(|column| cost.iter().map(|row| row[column]).collect()).collect();
            let back = assign(&turned, columns, rows);
            assert_eq!(back.iter().flatten().count(), rows);
            let back: f64 = back.iter().zip(&turned).filter_map(|(row, costs)| Some(costs[(*row)?])).sum();
            assert!((sum - back).abs() < 1e-9);
        }
    }
}
