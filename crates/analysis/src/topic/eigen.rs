//! The strongest directions of a small symmetric matrix.

/// Rounds over all pairs; few are needed, since each squares what is left (Golub and Van Loan 2013, section 8.5).
const MOST_ROUNDS: usize = 30;

/// The eigenvectors of a symmetric matrix, by Jacobi's method of 1846: a row each, those of highest eigenvalue first.
pub(super) fn directions(mut matrix: Vec<f64>, width: usize) -> Vec<f64> {
    let mut vectors = vec![0.0; width * width];
    vectors.iter_mut().step_by(width + 1).for_each(|value| *value = 1.0);
    let size: f64 = matrix.iter().map(|value| value * value).sum();
    for _ in 0..MOST_ROUNDS {
        let mut left = 0.0;
        for a in 0..width {
            for b in a + 1..width {
                let off = matrix[a * width + b];
                left += off * off;
                if off != 0.0 {
                    let tau = (matrix[b * width + b] - matrix[a * width + a]) / (2.0 * off);
                    let tangent = tau.signum() / (tau.abs() + (1.0 + tau * tau).sqrt());
                    let cosine = 1.0 / (1.0 + tangent * tangent).sqrt();
                    let turn = (cosine, tangent * cosine);
                    for row in 0..width {
                        let (x, y) = (matrix[row * width + a], matrix[row * width + b]);
                        matrix[row * width + a] = turn.0 * x - turn.1 * y;
                        matrix[row * width + b] = turn.1 * x + turn.0 * y;
                    }
                    rotate(&mut matrix, width, a, b, turn);
                    rotate(&mut vectors, width, a, b, turn);
                }
            }
        }
        if left <= size * 1e-22 {
            break;
        }
    }
    let mut order: Vec<usize> = (0..width).collect();
    order.sort_by(|&a, &b| matrix[b * width + b].total_cmp(&matrix[a * width + a]).then(a.cmp(&b)));
    order.into_iter().flat_map(|at| vectors[at * width..(at + 1) * width].to_vec()).collect()
}

/// Turns two rows.
fn rotate(matrix: &mut [f64], width: usize, a: usize, b: usize, (cosine, sine): (f64, f64)) {
    let (head, tail) = matrix.split_at_mut(b * width);
    for (x, y) in head[a * width..(a + 1) * width].iter_mut().zip(&mut tail[..width]) {
        (*x, *y) = (cosine * *x - sine * *y, sine * *x + cosine * *y);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_of_a_matrix_that_is_made_of_them() {
        let turned = [[0.6, 0.8, 0.0], [-0.8, 0.6, 0.0], [0.0, 0.0, 1.0]];
        let values = [1.0, 5.0, 3.0];
        let entry = |row: usize, column: usize| -> f64 {
            (0..3).map(|at| values[at] * turned[at][row] * turned[at][column]).sum()
        };
        let matrix = (0..9).map(|at| entry(at / 3, at % 3)).collect();
        let found = directions(matrix, 3);
        for (found, expected) in found.chunks(3).zip([turned[1], turned[2], turned[0]]) {
            let cosine: f64 = found.iter().zip(expected).map(|(a, b)| a * b).sum();
            assert!((cosine.abs() - 1.0).abs() < 1e-9, "{found:?} {expected:?}");
        }
    }
}
