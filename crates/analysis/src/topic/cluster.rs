//! Clusters of the stories, which factorisation and k-means start from.
//!
//! Spherical k-means in few dimensions (see [`latent`](super::latent)), the best of several starts. Then each story is
//! judged once more by the others: a linear classifier (regularised least squares) learns the clusters, and a story
//! goes to the cluster that the classifier, had it not seen this story, would give it. Leaving one out has a closed
//! form (Rifkin and Lippert 2007), and more dimensions can be used for it than distances bear.

use rayon::prelude::*;

use super::dense::{cholesky, cross, dot, solve_lower};
use super::kmeans;
use super::latent::{Latent, latent};
use super::matrix::Matrix;

/// Dimensions for distances.
const RANK: usize = 50;
/// Dimensions for the classifier.
const FINE_RANK: usize = 200;
/// Values of the matrix times dimensions that the classifier's space may cost; a large corpus makes do with the first.
const WORK: usize = 400_000_000;
/// How many stories' worth the classifier must be shown of a direction to believe in it half.
const DOUBT: f64 = 10.0;
const MOST_ROUNDS: usize = 5;

/// The cluster of each row.
pub(super) fn clusters(matrix: &Matrix, across: &Matrix, k: usize, seed: u64) -> Vec<usize> {
    // A small corpus has few directions that are more than chance.
    let most = matrix.rows().div_ceil(4).max(k);
    let rank = RANK.max(2 * k).min(most);
    let rows = latent(matrix, across, rank, seed);
    let found = kmeans::clusters(&rows, k, seed);
    let fine = FINE_RANK.min(most).min(WORK / matrix.values().max(1));
    if fine > rank { judged(&latent(matrix, across, fine, seed), found, k) } else { judged(&rows, found, k) }
}

/// Judges each row by all others, until nothing changes.
fn judged(rows: &Latent, mut clusters: Vec<usize>, k: usize) -> Vec<usize> {
    let rank = rows.rank;
    let mut gram = cross(&rows.values, rank, &rows.values, rank);
    gram.iter_mut().step_by(rank + 1).for_each(|value| *value += DOUBT);
    let lower = cholesky(&gram, rank, 0.0);
    // In this space the classifier is a plain product.
    let mut white = rows.values.clone();
    white.par_chunks_mut(rank).for_each(|row| solve_lower(&lower, row));
    for _ in 0..MOST_ROUNDS {
        let mut shares = vec![0.0; k];
        clusters.iter().for_each(|&cluster| shares[cluster] += 1.0 / clusters.len() as f64);
        let target =
            |row: usize, cluster: usize| f64::from(u8::from(clusters[row] == cluster)) - shares[cluster];
        let targets: Vec<f64> = (0..rows.rows())
            .flat_map(|row| (0..k).map(move |cluster| (row, cluster)))
            .map(|(row, cluster)| target(row, cluster))
            .collect();
        let weights = cross(&targets, k, &white, rank);
        let judge = |(row, white): (usize, &[f64])| {
            let own = dot(white, white);
            let mut best = (clusters[row], f64::NEG_INFINITY);
            for (cluster, weights) in weights.chunks(rank).enumerate() {
                let given = (dot(weights, white) - own * target(row, cluster)) / (1.0 - own);
                if given > best.1 {
                    best = (cluster, given);
                }
            }
            // Nothing is known of an empty row.
            if own > 0.0 { best.0 } else { clusters[row] }
        };
        let next: Vec<usize> = white.par_chunks(rank).enumerate().map(judge).collect();
        if next == clusters {
            break;
        }
        clusters = next;
    }
    clusters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_in_the_wrong_cluster_is_put_right() {
        let values: Vec<f64> =
            (0..60).flat_map(|at| if at % 2 == 0 { [1.0, 0.0] } else { [0.0, 1.0] }).collect();
        let mut clusters: Vec<usize> = (0..60).map(|at| at % 2).collect();
        clusters[7] = 0;
        let found = judged(&Latent { rank: 2, values }, clusters, 2);
        assert_eq!(found, (0..60).map(|at| at % 2).collect::<Vec<_>>());
    }
}
