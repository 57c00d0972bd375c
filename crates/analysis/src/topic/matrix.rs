//! Sparse matrices by rows.

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
    pub(super) fn of_rows(columns: usize, rows: Vec<Vec<(u32, f64)>>) -> Matrix {
        let mut matrix = Matrix { columns, starts: vec![0], index: vec![], value: vec![] };
        for row in rows {
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
        let mut next = starts.clone();
        let mut index = vec![0; self.index.len()];
        let mut value = vec![0.0; self.value.len()];
        for row in 0..self.rows() {
            for at in self.starts[row]..self.starts[row + 1] {
                let to = &mut next[self.index[at] as usize];
                index[*to] = row as u32;
                value[*to] = self.value[at];
                *to += 1;
            }
        }
        Matrix { columns: self.rows(), starts, index, value }
    }
}
