//! Sparse matrices by rows.

use rayon::prelude::*;

/// How often each story holds each term: a row a story.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    pub(super) columns: usize,
    // Per row, where it ends.
    ends: Vec<usize>,
    index: Vec<u32>,
    count: Vec<u32>,
}

impl Counts {
    pub(super) fn of_rows(columns: usize, rows: Vec<Vec<(u32, u32)>>) -> Counts {
        let mut counts = Counts { columns, ..Counts::default() };
        for row in rows {
            for (column, count) in row {
                counts.index.push(column);
                counts.count.push(count);
            }
            counts.ends.push(counts.index.len());
        }
        counts
    }

    pub(super) fn rows(&self) -> usize {
        self.ends.len()
    }

    /// The columns and counts of a row, by column.
    pub(super) fn row(&self, row: usize) -> impl Iterator<Item = (usize, u32)> + Clone {
        let range = if row == 0 { 0 } else { self.ends[row - 1] }..self.ends[row];
        self.index[range.clone()].iter().map(|&column| column as usize).zip(self.count[range].iter().copied())
    }

    /// Some of the rows, in their order.
    pub(super) fn chosen(&self, rows: &[usize]) -> Counts {
        let row = |&row: &usize| self.row(row).map(|(column, count)| (column as u32, count)).collect();
        Counts::of_rows(self.columns, rows.iter().map(row).collect())
    }
}

/// A sparse matrix by rows. Values are kept in half the bits that are calculated with.
#[derive(Debug)]
pub(super) struct Matrix {
    pub(super) columns: usize,
    // Where each row starts; one more at the end.
    starts: Vec<usize>,
    index: Vec<u32>,
    value: Vec<f32>,
}

impl Matrix {
    /// Of rows by column.
    pub(super) fn of_rows(columns: usize, rows: Vec<Vec<(u32, f64)>>) -> Matrix {
        let mut matrix = Matrix { columns, starts: vec![0], index: vec![], value: vec![] };
        for row in rows {
            debug_assert!(row.is_sorted_by_key(|item| item.0));
            for (column, value) in row {
                matrix.index.push(column);
                matrix.value.push(value as f32);
            }
            matrix.starts.push(matrix.index.len());
        }
        matrix
    }

    pub(super) fn rows(&self) -> usize {
        self.starts.len() - 1
    }

    /// Values that are kept.
    pub(super) fn values(&self) -> usize {
        self.value.len()
    }

    /// The columns and values of a row, by column.
    pub(super) fn row(&self, row: usize) -> impl Iterator<Item = (usize, f32)> + Clone {
        let range = self.starts[row]..self.starts[row + 1];
        let values = self.value[range.clone()].iter().copied();
        self.index[range].iter().map(|&column| column as usize).zip(values)
    }

    pub(super) fn transposed(&self) -> Matrix {
        let mut starts = vec![0; self.columns + 1];
        for &column in &self.index {
            starts[column as usize + 1] += 1;
        }
        for at in 0..self.columns {
            starts[at + 1] += starts[at];
        }
        let mut index = vec![0; self.index.len()];
        let mut value = vec![0.0; self.value.len()];
        // Each thread has a range of columns, with about as many values as the others.
        let share = self.index.len().div_ceil(rayon::current_num_threads()).max(1);
        let (mut parts, mut first) = (vec![], 0);
        let (mut indices, mut values) = (&mut index[..], &mut value[..]);
        while first < self.columns {
            let end = starts.partition_point(|&start| start < starts[first] + share).min(self.columns);
            let own_indices;
            let own_values;
            (own_indices, indices) = indices.split_at_mut(starts[end] - starts[first]);
            (own_values, values) = values.split_at_mut(starts[end] - starts[first]);
            parts.push((first..end, own_indices, own_values));
            first = end;
        }
        parts.into_par_iter().for_each(|(columns, index, value)| {
            let mut next: Vec<usize> =
                starts[columns.clone()].iter().map(|start| start - starts[columns.start]).collect();
            for row in 0..self.rows() {
                let range = self.starts[row]..self.starts[row + 1];
                let own = &self.index[range.clone()];
                let before = own.partition_point(|&column| (column as usize) < columns.start);
                let inside = own[before..].iter().take_while(|&&column| (column as usize) < columns.end);
                for (&column, &of_row) in inside.zip(&self.value[range][before..]) {
                    let to = &mut next[column as usize - columns.start];
                    index[*to] = row as u32;
                    value[*to] = of_row;
                    *to += 1;
                }
            }
        });
        Matrix { columns: self.rows(), starts, index, value }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_become_rows_at_any_number_of_threads() {
        let row = |row: u32| (0..9).filter(move |column| (row + column).is_multiple_of(3) && *column != 4);
        let rows = (0..7).map(|at| row(at).map(|column| (column, f64::from(10 * at + column))).collect());
        let matrix = Matrix::of_rows(9, rows.collect());
        for threads in [1, 2, 5, 30] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let across = pool.install(|| matrix.transposed());
            assert_eq!((across.rows(), across.columns), (9, 7));
            for column in 0..9 {
                let holders = (0..7).filter(|&at| row(at).any(|other| other == column));
                let expected: Vec<(usize, f32)> =
                    holders.map(|at| (at as usize, (10 * at + column) as f32)).collect();
                assert_eq!(across.row(column as usize).collect::<Vec<_>>(), expected, "{threads} threads");
            }
        }
        assert_eq!(Matrix::of_rows(3, vec![]).transposed().rows(), 3);
    }
}
