//! Dense arithmetic in one fixed order, whatever the threads and the width of the machine's registers.

use std::ops::{Add, AddAssign, Div, Mul, Sub};

use rayon::prelude::*;

use super::matrix::Matrix;

/// Rows worked on by one task; sums over rows are taken in blocks of this size and in their order.
pub(super) const BLOCK: usize = 1024;
/// Sums that run side by side in a product of two rows.
const LANES: usize = 16;
/// Columns that are summed side by side, in registers.
const WIDE: usize = 32;
/// Rows of a block that are added to its sums at once.
const ROWS: usize = 4;

/// A number to calculate with: `f32` where half the bits do and speed counts, else `f64`.
pub(super) trait Number:
    Copy
    + Default
    + PartialOrd
    + Send
    + Sync
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + AddAssign
    + std::iter::Sum
    + From<f32>
    + Into<f64>
{
    fn of(value: f64) -> Self;
}

impl Number for f32 {
    fn of(value: f64) -> f32 {
        value as f32
    }
}

impl Number for f64 {
    fn of(value: f64) -> f64 {
        value
    }
}

/// The product of two rows: some sums side by side, added up at the end.
pub(super) fn dot<T: Number>(a: &[T], b: &[T]) -> T {
    let mut sums = [T::default(); LANES];
    let (whole_a, whole_b) = (a.chunks_exact(LANES), b.chunks_exact(LANES));
    let rest: T = whole_a.remainder().iter().zip(whole_b.remainder()).map(|(&a, &b)| a * b).sum();
    for (a, b) in whole_a.zip(whole_b) {
        sums.iter_mut().zip(a.iter().zip(b)).for_each(|(sum, (&a, &b))| *sum += a * b);
    }
    sums.into_iter().sum::<T>() + rest
}

/// Gives values length 1; false when they are all 0.
pub(super) fn normalise<T: Number>(values: &mut [T]) -> bool {
    let length = T::of(dot(values, values).into().sqrt());
    if length > T::default() {
        values.iter_mut().for_each(|value| *value = *value / length);
    }
    length > T::default()
}

/// Adds a multiple of a row to another.
pub(super) fn add<T: Number>(sums: &mut [T], by: T, values: &[T]) {
    sums.iter_mut().zip(values).for_each(|(sum, &value)| *sum += by * value);
}

/// The sum of some rows of a dense matrix, each times a number.
fn combined<T: Number>(parts: impl Iterator<Item = (usize, T)> + Clone, dense: &[T], out: &mut [T]) {
    let width = out.len();
    let mut wide = out.chunks_exact_mut(WIDE);
    let mut at = 0;
    for out in &mut wide {
        let mut sums = [T::default(); WIDE];
        for (row, by) in parts.clone() {
            let start = row * width + at;
            let values = &dense[start..start + WIDE];
            sums.iter_mut().zip(values).for_each(|(sum, &value)| *sum += by * value);
        }
        out.copy_from_slice(&sums);
        at += WIDE;
    }
    let rest = wide.into_remainder();
    rest.fill(T::default());
    if !rest.is_empty() {
        for (row, by) in parts {
            add(rest, by, &dense[row * width + at..(row + 1) * width]);
        }
    }
}

/// A sparse matrix times a dense one of `width` columns, row after row.
pub(super) fn product<T: Number>(matrix: &Matrix, dense: &[T], width: usize) -> Vec<T> {
    let mut out = vec![T::default(); matrix.rows() * width];
    out.par_chunks_mut(width.max(1)).enumerate().for_each(|(row, out)| {
        combined(matrix.row(row).map(|(column, value)| (column, value.into())), dense, out);
    });
    out
}

/// A row of a dense matrix of `out.len()` columns for each value: their sum.
pub(super) fn through<T: Number>(values: &[T], dense: &[T], out: &mut [T]) {
    combined(values.iter().copied().enumerate(), dense, out);
}

/// The products of each column of `a` with each of `b`, over their rows: `a` has `width` columns, `b` has `other`.
pub(super) fn cross<T: Number>(a: &[T], width: usize, b: &[T], other: usize) -> Vec<T> {
    blocks(a, width, b, other, |_| 0)
}

/// The products of the columns with one another, over all rows.
pub(super) fn gram<T: Number>(a: &[T], width: usize) -> Vec<T> {
    let mut sums = blocks(a, width, a, width, |column| column);
    for row in 0..width {
        for column in 0..row {
            sums[row * width + column] = sums[column * width + row];
        }
    }
    sums
}

/// As [`cross`], of each column of `a` with those of `b` from a first one on.
fn blocks<T: Number>(
    a: &[T],
    width: usize,
    b: &[T],
    other: usize,
    first: impl Fn(usize) -> usize + Sync,
) -> Vec<T> {
    let parts: Vec<Vec<T>> = a
        .par_chunks(width.max(1) * BLOCK)
        .zip(b.par_chunks(other.max(1) * BLOCK))
        .map(|(a, b)| {
            let mut sums = vec![T::default(); width * other];
            let (four_a, four_b) = (a.chunks_exact(ROWS * width), b.chunks_exact(ROWS * other));
            let rest = (four_a.remainder(), four_b.remainder());
            for (a, b) in four_a.zip(four_b) {
                let [b0, b1, b2, b3] = [0, 1, 2, 3].map(|row| &b[row * other..(row + 1) * other]);
                for column in 0..width {
                    let [a0, a1, a2, a3] = [0, 1, 2, 3].map(|row| a[row * width + column]);
                    let from = first(column);
                    let sums = &mut sums[column * other + from..(column + 1) * other];
                    let b = b0[from..].iter().zip(&b1[from..]).zip(b2[from..].iter().zip(&b3[from..]));
                    for (sum, ((&b0, &b1), (&b2, &b3))) in sums.iter_mut().zip(b) {
                        *sum += (a0 * b0 + a1 * b1) + (a2 * b2 + a3 * b3);
                    }
                }
            }
            for (a, b) in rest.0.chunks(width).zip(rest.1.chunks(other)) {
                for (column, &a) in a.iter().enumerate() {
                    let from = first(column);
                    add(&mut sums[column * other + from..(column + 1) * other], a, &b[from..]);
                }
            }
            sums
        })
        .collect();
    let mut sums = vec![T::default(); width * other];
    parts.iter().for_each(|part| add(&mut sums, T::of(1.0), part));
    sums
}

/// What makes columns orthonormal whose products with one another are given: rows go [`through`] it. It is the inverse
/// of the upper half of the matrix's root (Cholesky). Where a column has less than `least` of its square left that
/// those before it do not have, it becomes 0.
pub(super) fn whitening(gram: &[f64], width: usize, least: f64) -> Vec<f32> {
    let lower = cholesky(gram, width, least);
    let mut unit = vec![0.0; width];
    let column = |at: usize| {
        unit.fill(0.0);
        unit[at] = 1.0;
        solve_lower(&lower, &mut unit);
        unit.iter().map(|&value| value as f32).collect::<Vec<_>>()
    };
    (0..width).flat_map(column).collect()
}

fn cholesky(matrix: &[f64], width: usize, least: f64) -> Vec<f64> {
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
fn solve_lower(lower: &[f64], values: &mut [f64]) {
    let width = values.len();
    for at in 0..width {
        let pivot = lower[at * width + at];
        let left = values[at] - dot(&lower[at * width..at * width + at], &values[..at]);
        values[at] = if pivot > 0.0 { left / pivot } else { 0.0 };
    }
}

/// Makes the columns of a dense matrix orthonormal; a dependent one becomes 0.
pub(super) fn orthonormalise(dense: &mut [f32], width: usize) {
    let gram: Vec<f64> = gram(dense, width).into_iter().map(f64::from).collect();
    all_through(dense, width, &whitening(&gram, width, 1e-5));
}

/// Every row of a dense matrix goes [`through`] a square one.
pub(super) fn all_through(dense: &mut [f32], width: usize, square: &[f32]) {
    dense.par_chunks_mut(width.max(1) * BLOCK).for_each(|rows| {
        let mut before = vec![0.0; width];
        for row in rows.chunks_mut(width) {
            before.copy_from_slice(row);
            through(&before, square, row);
        }
    });
}

/// A dense matrix of `width` columns with its rows as columns.
pub(super) fn transposed<T: Number>(dense: &[T], width: usize) -> Vec<T> {
    (0..width).flat_map(|column| dense.iter().skip(column).step_by(width).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Draws;

    #[test]
    fn columns_become_orthonormal() {
        let mut draws = Draws::new(7);
        let mut dense: Vec<f32> = (0..41 * 4).map(|_| (draws.unit() - 0.5) as f32).collect();
        // The last column is the sum of the first two.
        dense.chunks_mut(4).for_each(|row| row[3] = row[0] + row[1]);
        orthonormalise(&mut dense, 4);
        for a in 0..4 {
            for b in 0..4 {
                let found: f32 = dense.chunks(4).map(|row| row[a] * row[b]).sum();
                let expected = f32::from(u8::from(a == b && a != 3));
                assert!((found - expected).abs() < 1e-5, "{a} {b}: {found}");
            }
        }
    }

    #[test]
    fn a_product_of_any_length() {
        for length in [0, 1, 7, 8, 9, 31, 33] {
            let a: Vec<f64> = (0..length).map(f64::from).collect();
            let expected: f64 = a.iter().map(|x| x * x).sum();
            assert_eq!(dot(&a, &a), expected);
        }
    }

    #[test]
    fn sparse_products_of_any_width() {
        let matrix = Matrix::of_rows(3, vec![vec![(0, 2.0), (2, 1.0)], vec![], vec![(1, 3.0)]]);
        for width in [1, 31, 32, 33, 70] {
            let dense: Vec<f64> = (0..3 * width).map(|at| at as f64).collect();
            let found = product(&matrix, &dense, width);
            for column in 0..width {
                let expected =
                    [2.0 * dense[column] + dense[2 * width + column], 0.0, 3.0 * dense[width + column]];
                for (row, expected) in expected.into_iter().enumerate() {
                    assert_eq!(found[row * width + column], expected);
                }
            }
        }
    }

    #[test]
    fn products_of_columns_in_blocks_of_rows() {
        let a: Vec<f64> = (0..7 * 3).map(|at| f64::from(at % 5)).collect();
        let (all, half) = (cross(&a, 3, &a, 3), gram(&a, 3));
        assert_eq!(all, half);
        let expected: f64 = a.chunks(3).map(|row| row[0] * row[2]).sum();
        assert_eq!(all[2], expected);
    }
}
