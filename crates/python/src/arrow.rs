//! Tables as Arrow, handed over through the PyCapsule interface.

use std::sync::Arc;

use arrow_array::builder::{Int64Builder, LargeStringBuilder, ListBuilder};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, LargeStringArray, RecordBatch,
    RecordBatchIterator, RecordBatchOptions,
};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, Field, Schema};
use nutgraf::analysis::{Table, Values};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

/// A table's columns as Arrow arrays; those who read it share them.
pub(crate) struct Batch(RecordBatch);

fn array(values: &Values) -> ArrayRef {
    match values {
        Values::Text(values) => Arc::new(values.iter().map(Option::as_deref).collect::<LargeStringArray>()),
        Values::List(values) => {
            let mut lists = ListBuilder::new(LargeStringBuilder::new());
            for list in values {
                for text in list {
                    lists.values().append_value(text);
                }
                lists.append(true);
            }
            Arc::new(lists.finish())
        }
        Values::Integers(values) => {
            let mut lists = ListBuilder::new(Int64Builder::new());
            for list in values {
                lists.values().append_slice(list);
                lists.append(true);
            }
            Arc::new(lists.finish())
        }
        Values::Integer(values) => Arc::new(values.iter().copied().collect::<Int64Array>()),
        Values::Real(values) => Arc::new(values.iter().copied().collect::<Float64Array>()),
        Values::Date(values) => {
            Arc::new(values.iter().map(|day| day.map(nutgraf::core::Day::number)).collect::<Date32Array>())
        }
        Values::Bool(values) => Arc::new(values.iter().copied().collect::<BooleanArray>()),
    }
}

fn refused(error: ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}

impl Batch {
    pub(crate) fn of(table: &Table) -> PyResult<Batch> {
        let arrays: Vec<ArrayRef> = table.columns.iter().map(|column| array(&column.values)).collect();
        let fields = table.columns.iter().zip(&arrays);
        let fields: Vec<Field> =
            fields.map(|(column, array)| Field::new(column.name, array.data_type().clone(), true)).collect();
        let options = RecordBatchOptions::new().with_row_count(Some(table.len()));
        let batch = RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), arrays, &options);
        Ok(Batch(batch.map_err(refused)?))
    }

    pub(crate) fn schema<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.0.schema().as_ref()).map_err(refused)?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    pub(crate) fn stream<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let batches = RecordBatchIterator::new([Ok(self.0.clone())], self.0.schema());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(batches)), c"arrow_array_stream")
    }
}
