//! Dense arithmetic in one fixed order, whatever the threads and the width of the machine's registers.

use rayon::prelude::*;

use super::matrix::Matrix;

/// Rows worked on by one task; sums over rows are taken in blocks of this size and in their order.
pub(super) const BLOCK: usize = 1024;
/// Sums that run side by side in a product.
const LANES: usize = 8;

/// The product of two rows: eight sums side by side, added up at the end.
pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; LANES];
    let (whole_a, whole_b) = (a.chunks_exact(LANES), b.chunks_exact(LANES));
    let rest: f64 = whole_a.remainder().iter().zip(whole_b.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in whole_a.zip(whole_b) {
        sums.iter_mut().zip(a.iter().zip(b)).for_each(|(sum, (a, b))| *sum += a * b);
    }
    sums.iter().sum::<f64>() + rest
}

/// Gives values length 1; false when they are all 0.
pub(super) fn normalise(values: &mut [f64]) -> bool {
    let length = dot(values, values).sqrt();
    if length > 0.0 {
        values.iter_mut().for_each(|value| *value /= length);
    }
    length > 0.0
}

/// Adds a multiple of a row to another.
pub(super) fn add(sums: &mut [f64], by: f64, values: &[f64]) {
    sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += by * value);
}

/// A sparse matrix times a dense one of `width` columns, row after row.
pub(super) fn product(matrix: &Matrix, dense: &[f64], width: usize) -> Vec<f64> {
    let mut out = vec![0.0; matrix.rows() * width];
    out.par_chunks_mut(width.max(1)).enumerate().for_each(|(row, out)| {
        for (column, value) in matrix.row(row) {
            add(out, value, &dense[column * width..(column + 1) * width]);
        }
    });
    out
}

/// The products of each column of `a` with each of `b`, over their rows: `a` has `width` columns, `b` has `other`.
pub(super) fn cross(a: &[f64], width: usize, b: &[f64], other: usize) -> Vec<f64> {
    let blocks: Vec<Vec<f64>> = a
        .par_chunks(width.max(1) * BLOCK)
        .zip(b.par_chunks(other.max(1) * BLOCK))
        .map(|(a, b)| {
            let mut sums = vec![0.0; width * other];
            for (a, b) in a.chunks(width).zip(b.chunks(other)) {
                for (a, sums) in a.iter().zip(sums.chunks_mut(other)) {
                    add(sums, *a, b);
                }
            }
            sums
        })
        .collect();
    let mut sums = vec![0.0; width * other];
    blocks.iter().for_each(|block| add(&mut sums, 1.0, block));
    sums
}

/// The lower triangle of a symmetric matrix's square root (Cholesky). Where a direction has less than `least` of its
/// length left, it is dropped: its diagonal is 0.
pub(super) fn cholesky(matrix: &[f64], width: usize, least: f64) -> Vec<f64> {
    let mut lower = vec![0.0; width * width];
    for row in 0..width {
        for column in 0..=row {
            let (a, b) =
                (&lower[row * width..row * width + column], &lower[column * width..column * width + column]);
            let left = matrix[row * width + column] - dot(a, b);
            let pivot = lower[column * width + column];
            lower[row * width + column] = if row != column {
                if pivot > 0.0 { left / pivot } else { 0.0 }
            } else if left > least * matrix[row * width + row] {
                left.sqrt()
            } else {
                0.0
            };
        }
    }
    lower
}

/// Solves `lower * x = values` in place; what was dropped becomes 0.
pub(super) fn solve_lower(lower: &[f64], values: &mut [f64]) {
    let width = values.len();
    for at in 0..width {
        let pivot = lower[at * width + at];
        let left = values[at] - dot(&lower[at * width..at * width + at], &values[..at]);
        values[at] = if pivot > 0.0 { left / pivot } else { 0.0 };
    }
}

/// Makes the columns of a dense matrix orthonormal; a dependent one becomes 0.
pub(super) fn orthonormalise(dense: &mut [f64], width: usize) {
    let lower = cholesky(&cross(dense, width, dense, width), width, 1e-12);
    dense.par_chunks_mut(width.max(1)).for_each(|row| solve_lower(&lower, row));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Draws;

    #[test]
    fn columns_become_orthonormal() {
        let mut draws = Draws::new(7);
        let mut dense: Vec<f64> = (0..40 * 4).map(|_| draws.unit() - 0.5).collect();
        // The last column is the sum of the first two.
        dense.chunks_mut(4).for_each(|row| row[3] = row[0] + row[1]);
        orthonormalise(&mut dense, 4);
        for a in 0..4 {
            for b in 0..4 {
                let found: f64 = dense.chunks(4).map(|row| row[a] * row[b]).sum();
                let expected = f64::from(u8::from(a == b && a != 3));
                assert!((found - expected).abs() < 1e-9, "{a} {b}: {found}");
            }
        }
    }

    #[test]
    fn a_product_of_any_length() {
        for length in [0, 1, 7, 8, 9, 31] {
            let a: Vec<f64> = (0..length).map(f64::from).collect();
            let expected: f64 = a.iter().map(|x| x * x).sum();
            assert_eq!(dot(&a, &a), expected);
        }
    }
}
