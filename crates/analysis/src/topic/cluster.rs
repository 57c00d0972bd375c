//! Clusters of the stories, which factorisation and k-means start from.
//!
//! Spherical k-means in few dimensions (see [`latent`](super::latent)), the best of several starts. Then each story is
//! judged once more by the others: a linear classifier (regularised least squares) learns the clusters, and a story
//! goes to the cluster that the classifier, had it not seen this story, would give it. Leaving one out has a closed
//! form (Rifkin and Lippert 2007), and more dimensions can be used for it than distances bear.

use rayon::prelude::*;

use super::dense::{all_through, dot, gram, through, transposed, whitening};
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
/// One in so many dimensions more than are asked for, so that those are exact.
const SPARE: usize = 5;

/// The cluster of each row.
pub(super) fn clusters(matrix: &Matrix, across: &Matrix, k: usize, seed: u64) -> Vec<usize> {
    // A small corpus has few directions that are more than chance.
    let most = matrix.rows().div_ceil(4).max(k);
    let rank = RANK.max(2 * k).min(most);
    let fine = FINE_RANK.min(WORK / matrix.values().max(1)).max(rank + rank / SPARE).min(most);
    let [rows, fine_rows] = latent(matrix, across, rank, fine, seed);
    judged(fine_rows, kmeans::clusters(&rows, k, seed), k)
}

/// Judges each row by all others, until nothing changes.
fn judged(rows: Latent, mut clusters: Vec<usize>, k: usize) -> Vec<usize> {
    let rank = rows.rank;
    let mut gram: Vec<f64> = gram(&rows.values, rank).into_iter().map(f64::from).collect();
    gram.iter_mut().step_by(rank + 1).for_each(|value| *value += DOUBT);
    // In this space the classifier is a plain product.
    let mut white = rows;
    all_through(&mut white.values, rank, &whitening(&gram, rank, 0.0));
    for _ in 0..MOST_ROUNDS {
        let mut shares = vec![0.0; k];
        clusters.iter().for_each(|&cluster| shares[cluster] += 1.0);
        shares.iter_mut().for_each(|share| *share /= clusters.len() as f32);
        // Of rows whose target is 1 less the share in their own cluster, and 0 less the share in every other.
        let mut weights = kmeans::sums(&white, &clusters, k);
        let all: Vec<f32> = (0..rank).map(|at| weights.iter().skip(at).step_by(rank).sum()).collect();
        for (weights, share) in weights.chunks_mut(rank).zip(&shares) {
            weights.iter_mut().zip(&all).for_each(|(weight, all)| *weight -= share * all);
        }
        let weights = transposed(&weights, rank);
        let judge = |row: usize| {
            let white = white.row(row);
            let own = dot(white, white);
            let mut given = vec![0.0; k];
            through(white, &weights, &mut given);
            let mut best = (clusters[row], f32::NEG_INFINITY);
            for (cluster, given) in given.into_iter().enumerate() {
                let target = f32::from(u8::from(clusters[row] == cluster)) - shares[cluster];
                // A small cluster stands for as much as a large one, as in a normalised cut.
                let given = (given - own * target) / (1.0 - own) / shares[cluster].sqrt();
                if given > best.1 {
                    best = (cluster, given);
                }
            }
            // Nothing is known of an empty row.
            if own > 0.0 { best.0 } else { clusters[row] }
        };
        let mut next: Vec<usize> = (0..white.rows()).into_par_iter().map(judge).collect();
        // A cluster that would lose all its rows keeps them.
        let mut kept = vec![false; k];
        next.iter().for_each(|&cluster| kept[cluster] = true);
        next.iter_mut().zip(&clusters).filter(|(_, old)| !kept[**old]).for_each(|(next, old)| *next = *old);
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
        let values: Vec<f32> =
            (0..60).flat_map(|at| if at % 2 == 0 { [1.0, 0.0] } else { [0.0, 1.0] }).collect();
        let mut clusters: Vec<usize> = (0..60).map(|at| at % 2).collect();
        clusters[7] = 0;
        let found = judged(Latent { rank: 2, values }, clusters, 2);
        assert_eq!(found, (0..60).map(|at| at % 2).collect::<Vec<_>>());
    }
}
