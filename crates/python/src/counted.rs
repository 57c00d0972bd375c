//! Tables of counts that come back from another engine.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use nutgraf::analysis::{Partial, Table, Values};
use nutgraf::core::Day;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::given::{batches, words};

/// Whether it is a table of another library, or one of ours.
pub(crate) fn is_table(given: &Bound<'_, PyAny>) -> PyResult<bool> {
    Ok(given.hasattr("__arrow_c_stream__")? || given.hasattr("__arrow_c_array__")?)
}

/// The columns of a partial's table, found by their names in any table that speaks Arrow.
pub(crate) fn table(given: &Bound<'_, PyAny>) -> PyResult<Table> {
    let batches = batches(given)?;
    let mut table = Partial::default().table();
    for column in &mut table.columns {
        for batch in &batches {
            let array = batch.column_by_name(column.name);
            if array.is_none_or(|array| !extend(&mut column.values, array)) {
                let given = array.map_or_else(
                    || "is not there".to_owned(),
                    |array| format!("is of type {}", array.data_type()),
                );
                let column = column.name;
                return Err(PyValueError::new_err(format!(
                    "no table of counts: the column {column:?} {given}"
                )));
            }
        }
    }
    Ok(table)
}

/// Adds an array's values to a column; false when they are of another type.
fn extend(values: &mut Values, array: &ArrayRef) -> bool {
    let rows = 0..array.len();
    match values {
        Values::Text(values) => {
            is_text(array.data_type()) && {
                values.extend(rows.map(|row| text(array, row)));
                true
            }
        }
        Values::Date(values) => match array.data_type() {
            DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, _) | DataType::Null => {
                values.extend(rows.map(|row| Day::parse(&text(array, row)?)));
                true
            }
            _ => false,
        },
        Values::Integer(values) => integers(array).is_some_and(|found| {
            values.extend(found);
            true
        }),
        Values::List(values) => each(array, |list| {
            let texts = (0..list.len()).map(|at| text(list, at).unwrap_or_default());
            is_text(list.data_type()).then(|| values.push(texts.collect()))
        }),
        // A number that is not there is below all that make sense, so that its row is named.
        Values::Integers(values) => each(array, |list| {
            let numbers = integers(list)?;
            values.push(numbers.into_iter().map(|number| number.unwrap_or(i64::MIN)).collect());
            Some(())
        }),
        Values::Real(_) | Values::Bool(_) => false,
    }
}

/// Calls `take` with each row's list, one that is not there as an empty one; false when it gives none, or the rows are
/// no lists.
fn each(array: &ArrayRef, mut take: impl FnMut(&ArrayRef) -> Option<()>) -> bool {
    let mut list = |row: usize| match array.data_type() {
        DataType::List(_) => take(&array.as_list::<i32>().value(row)),
        DataType::LargeList(_) => take(&array.as_list::<i64>().value(row)),
        _ => None,
    };
    (0..array.len()).all(|row| list(row).is_some())
}

/// Also what a library makes of a column, or a list, in which there is nothing.
fn is_text(kind: &DataType) -> bool {
    match kind {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

/// A text, or a day as text.
fn text(array: &ArrayRef, row: usize) -> Option<String> {
    let mut found = None;
    words(array.as_ref(), row, &mut |word| found = Some(word.to_owned()));
    found
}

/// Whole numbers of any size; none when they are no such.
fn integers(array: &ArrayRef) -> Option<Vec<Option<i64>>> {
    macro_rules! all {
        ($kind:ty) => {
            array.as_primitive::<$kind>().iter().map(|value| i64::try_from(value?).ok()).collect()
        };
    }
    Some(match array.data_type() {
        DataType::Int8 => all!(Int8Type),
        DataType::Int16 => all!(Int16Type),
        DataType::Int32 => all!(Int32Type),
        DataType::Int64 => all!(Int64Type),
        DataType::UInt8 => all!(UInt8Type),
        DataType::UInt16 => all!(UInt16Type),
        DataType::UInt32 => all!(UInt32Type),
        DataType::UInt64 => all!(UInt64Type),
        DataType::Null => vec![None; array.len()],
        _ => return None,
    })
}
