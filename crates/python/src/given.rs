//! Tables of other libraries, taken over through the Arrow PyCapsule interface.

use arrow_array::cast::AsArray;
use arrow_array::ffi::{FFI_ArrowArray, from_ffi};
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::types::{
    Date32Type, Date64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType,
};
use arrow_array::{Array, ArrayRef, RecordBatch, StructArray};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, DataType, TimeUnit};
use nutgraf::core::Day;
use nutgraf::read::{Column, Item, recognize};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

fn refused(error: ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// The batches of a table: of anything with `__arrow_c_stream__` or `__arrow_c_array__`.
pub(crate) fn batches(table: &Bound<'_, PyAny>) -> PyResult<Vec<RecordBatch>> {
    if table.hasattr("__arrow_c_stream__")? {
        let capsule = table.call_method0("__arrow_c_stream__")?.cast_into::<PyCapsule>()?;
        return stream(&capsule)?.collect::<Result<_, _>>().map_err(refused);
    }
    let (schema, array): (Bound<'_, PyAny>, Bound<'_, PyAny>) =
        table.call_method0("__arrow_c_array__")?.extract()?;
    let array = array_of(&schema.cast_into::<PyCapsule>()?, &array.cast_into::<PyCapsule>()?)?;
    let Some(rows) = array.as_any().downcast_ref::<StructArray>() else {
        return Err(PyTypeError::new_err("expected an Arrow table, found an array of one column"));
    };
    Ok(vec![RecordBatch::from(rows.clone())])
}

#[expect(unsafe_code, reason = "the PyCapsule interface hands over a pointer")]
fn stream(capsule: &Bound<'_, PyCapsule>) -> PyResult<RecordBatchStreamReader> {
    let pointer = capsule.pointer_checked(Some(c"arrow_array_stream"))?;
    // SAFETY: a capsule of this name holds an `ArrowArrayStream` (Arrow PyCapsule interface). It is moved out, and what
    // stays behind is marked as released, so that the capsule's destructor does nothing.
    let reader =
        unsafe { RecordBatchStreamReader::from_raw(pointer.as_ptr().cast::<FFI_ArrowArrayStream>()) };
    reader.map_err(refused)
}

#[expect(unsafe_code, reason = "the PyCapsule interface hands over pointers")]
fn array_of(schema: &Bound<'_, PyCapsule>, array: &Bound<'_, PyCapsule>) -> PyResult<ArrayRef> {
    let schema = schema.pointer_checked(Some(c"arrow_schema"))?;
    let array = array.pointer_checked(Some(c"arrow_array"))?;
    // SAFETY: capsules of these names hold an `ArrowSchema` and the `ArrowArray` it describes; both are moved out, and what
    // stays behind is marked as released.
    let (schema, array) = unsafe {
        (
            FFI_ArrowSchema::from_raw(schema.as_ptr().cast::<FFI_ArrowSchema>()),
            FFI_ArrowArray::from_raw(array.as_ptr().cast::<FFI_ArrowArray>()),
        )
    };
    // SAFETY: as above: the schema is the array's own.
    let data = unsafe { from_ffi(array, &schema) }.map_err(refused)?;
    Ok(arrow_array::make_array(data))
}

/// The items of a table, a row each. `given` are the caller's names of columns.
pub(crate) fn items(
    table: &Bound<'_, PyAny>,
    given: &[(String, Column)],
) -> PyResult<impl Iterator<Item = Item> + Send + use<>> {
    let batches = batches(table)?;
    let columns = match batches.first() {
        None => Vec::new(),
        Some(batch) => {
            let schema = batch.schema();
            let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
            check(&names, given)?;
            recognize(&names, given)
        }
    };
    Ok(batches.into_iter().flat_map(move |batch| {
        let columns = columns.clone();
        (0..batch.num_rows()).map(move |row| item(&batch, &columns, row))
    }))
}

/// That the caller's columns are there, and one that holds a text.
fn check(names: &[&str], given: &[(String, Column)]) -> PyResult<()> {
    for (name, column) in given {
        if !names.contains(&name.as_str()) {
            let column = column.name();
            return Err(PyValueError::new_err(format!(
                "{column}={name:?}: there is no such column; there are {names:?}"
            )));
        }
    }
    let holds_text =
        |column| matches!(column, Column::Text | Column::Html | Column::Summary | Column::Headline);
    if !recognize(names, given).iter().any(|(column, _)| holds_text(*column)) {
        return Err(PyValueError::new_err(format!(
            "no column holds a text: say which one does, as in text=\"body\"; there are {names:?}"
        )));
    }
    Ok(())
}

fn item(batch: &RecordBatch, columns: &[(Column, usize)], row: usize) -> Item {
    let mut item = Item::default();
    let mut last = None;
    for &(column, at) in columns {
        if last == Some(column) {
            continue;
        }
        let mut was_set = false;
        words(batch.column(at).as_ref(), row, &mut |word| was_set |= item.offer(column, word));
        last = was_set.then_some(column).or(last);
    }
    item
}

/// Gives the words of a value: a string, the strings of a list, a day or time in ISO 8601, a number.
pub(crate) fn words(array: &dyn Array, row: usize, take: &mut impl FnMut(&str)) {
    if array.is_null(row) {
        return;
    }
    match array.data_type() {
        DataType::Utf8 => take(array.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => take(array.as_string::<i64>().value(row)),
        DataType::Utf8View => take(array.as_string_view().value(row)),
        DataType::Dictionary(_, _) => {
            let one = array.slice(row, 1);
            let dictionary = one.as_any_dictionary();
            if !dictionary.values().is_empty()
                && let Some(&key) = dictionary.normalized_keys().first()
            {
                words(dictionary.values().as_ref(), key, take);
            }
        }
        DataType::List(_) => each(array.as_list::<i32>().value(row), take),
        DataType::LargeList(_) => each(array.as_list::<i64>().value(row), take),
        DataType::Date32 => {
            take(&Day::from_number(array.as_primitive::<Date32Type>().value(row)).to_string());
        }
        DataType::Date64 => {
            take(&moment(array.as_primitive::<Date64Type>().value(row).div_euclid(1000), None)[..10]);
        }
        DataType::Timestamp(unit, zone) => {
            let (value, second) = match unit {
                TimeUnit::Second => (array.as_primitive::<TimestampSecondType>().value(row), 1),
                TimeUnit::Millisecond => (array.as_primitive::<TimestampMillisecondType>().value(row), 1000),
                TimeUnit::Microsecond => {
                    (array.as_primitive::<TimestampMicrosecondType>().value(row), 1_000_000)
                }
                TimeUnit::Nanosecond => {
                    (array.as_primitive::<TimestampNanosecondType>().value(row), 1_000_000_000)
                }
            };
            take(&moment(value.div_euclid(second), zone.as_deref()));
        }
        kind if kind.is_integer() => {
            let slice = array.slice(row, 1);
            if let Some(number) = integer(slice.as_ref()) {
                take(&number.to_string());
            }
        }
        _ => {}
    }
}

fn each(list: ArrayRef, take: &mut impl FnMut(&str)) {
    for at in 0..list.len().min(1000) {
        // One level of lists: what stands deeper is no list of names.
        if matches!(list.data_type(), DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View) {
            words(list.as_ref(), at, take);
        }
    }
}

/// The first value of an array of whole numbers.
fn integer(array: &dyn Array) -> Option<i128> {
    use arrow_array::types::{
        Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
    };
    Some(match array.data_type() {
        DataType::Int8 => array.as_primitive::<Int8Type>().value(0).into(),
        DataType::Int16 => array.as_primitive::<Int16Type>().value(0).into(),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(0).into(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(0).into(),
        DataType::UInt8 => array.as_primitive::<UInt8Type>().value(0).into(),
        DataType::UInt16 => array.as_primitive::<UInt16Type>().value(0).into(),
        DataType::UInt32 => array.as_primitive::<UInt32Type>().value(0).into(),
        DataType::UInt64 => array.as_primitive::<UInt64Type>().value(0).into(),
        _ => return None,
    })
}

/// Seconds since 1970 in ISO 8601: in the zone's offset when it is one, in UTC for a zone with a name, without offset for
/// none.
fn moment(seconds: i64, zone: Option<&str>) -> String {
    let offset = zone.map(|zone| (offset(zone), zone));
    let (shift, mark) = match offset {
        None => (0, String::new()),
        Some((Some(shift), zone)) => (shift, zone.to_owned()),
        Some((None, _)) => (0, "Z".to_owned()),
    };
    let local = seconds.saturating_add(shift);
    let (days, second) = (local.div_euclid(86_400), local.rem_euclid(86_400));
    let day = Day::from_number(i32::try_from(days).unwrap_or_default());
    format!("{day}T{:02}:{:02}:{:02}{mark}", second / 3600, second / 60 % 60, second % 60)
}

/// Seconds of an offset such as `+08:00`.
fn offset(zone: &str) -> Option<i64> {
    let sign = match zone.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    Some(sign * (hours.parse::<i64>().ok()? * 3600 + minutes.parse::<i64>().ok()? * 60))
}
