//! The order of a topic's terms: those that stand in one another's company come first.

use super::matrix::Matrix;

const ROUNDS: usize = 10;
/// What a term gives to itself, so that one without company keeps a weight.
const OWN: f64 = 0.3;

/// Weighs each term by the square root of its weight times the weights of the terms it keeps company with, until the
/// weights settle (power iteration). Company is normalised pointwise mutual information over stories (Bouma 2009),
/// where it is positive. `across` has a row a term. Best first; the weights have length 1.
pub(super) fn by_company(across: &Matrix, columns: &[usize], weights: &[f64]) -> Vec<(usize, f64)> {
    let all = across.columns as f64;
    let stories: Vec<Vec<usize>> =
        columns.iter().map(|&column| across.row(column).map(|(story, _)| story).collect()).collect();
    let mut company = vec![vec![0.0; columns.len()]; columns.len()];
    for a in 0..columns.len() {
        company[a][a] = OWN;
        for b in 0..a {
            let both = shared(&stories[a], &stories[b]) as f64;
            let value = npmi(both, stories[a].len() as f64, stories[b].len() as f64, all).max(0.0);
            company[a][b] = value;
            company[b][a] = value;
        }
    }
    let start: Vec<f64> = columns.iter().map(|&column| weights[column]).collect();
    let mut found = start.clone();
    for _ in 0..ROUNDS {
        let mut next: Vec<f64> = company
            .iter()
            .zip(&start)
            .map(|(row, weight)| weight.sqrt() * super::dense::dot(row, &found))
            .collect();
        if !super::dense::normalise(&mut next) {
            break;
        }
        found = next;
    }
    let mut order: Vec<usize> = (0..columns.len()).collect();
    order.sort_by(|&a, &b| found[b].total_cmp(&found[a]).then(a.cmp(&b)));
    order.into_iter().map(|at| (columns[at], found[at])).collect()
}

/// The mean normalised pointwise mutual information of all pairs of some terms, over stories; 0 without pairs.
pub(super) fn mean(across: &Matrix, columns: &[usize]) -> f64 {
    let all = across.columns as f64;
    let stories: Vec<Vec<usize>> =
        columns.iter().map(|&column| across.row(column).map(|(story, _)| story).collect()).collect();
    let pairs = (0..columns.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
    let values: Vec<f64> = pairs
        .map(|(a, b)| {
            let both = shared(&stories[a], &stories[b]) as f64;
            npmi(both, stories[a].len() as f64, stories[b].len() as f64, all)
        })
        .collect();
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// How many two sorted lists share.
fn shared(a: &[usize], b: &[usize]) -> usize {
    let (mut at, mut other, mut found) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(at), b.get(other)) {
        found += usize::from(x == y);
        at += usize::from(x <= y);
        other += usize::from(y <= x);
    }
    found
}

/// `ln(both * all / (a * b)) / -ln(both / all)`; -1 when never together, 1 when always.
fn npmi(both: f64, a: f64, b: f64, all: f64) -> f64 {
    if both == 0.0 {
        return -1.0;
    }
    if both == all {
        return 1.0;
    }
    libm::log(both * all / (a * b)) / -libm::log(both / all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn npmi_at_its_ends() {
        assert_eq!(npmi(0.0, 3.0, 3.0, 10.0), -1.0);
        assert!((npmi(3.0, 3.0, 3.0, 10.0) - 1.0).abs() < 1e-12);
        assert!(npmi(2.0, 4.0, 5.0, 10.0).abs() < 1e-12);
        assert_eq!(npmi(4.0, 4.0, 4.0, 4.0), 1.0);
    }

    #[test]
    fn a_term_without_company_falls_behind() {
        let rows = vec![vec![(0, 1.0), (1, 1.0)], vec![(0, 1.0), (1, 1.0)], vec![(3, 1.0)], vec![]];
        let across = Matrix::of_rows(4, rows);
        let found = by_company(&across, &[2, 0, 1], &[0.5, 0.5, 0.6, 0.0]);
        let order: Vec<usize> = found.iter().map(|&(column, _)| column).collect();
        assert_eq!(order, [0, 1, 2]);
        assert!(found[2].1 > 0.0);
    }
}
