use nutgraf::analysis::Values;
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDate, PyDict, PyList, PyTuple};

use crate::arrow::Batch;
use crate::page::Index;
use crate::shown::{count, cut, escape, thousands};

/// Rows that a notebook shows.
const SHOWN: usize = 10;

/// A table as columns: rows are dicts, columns are lists, and data frames read it as Arrow.
///
/// polars, pandas, pyarrow and duckdb take it as it is, through the Arrow PyCapsule interface, without a copy.
///
/// Attributes
/// ----------
/// name : str
///     What it is a table of.
/// columns : tuple of str
///     The names of its columns.
///
/// Examples
/// --------
/// >>> import nutgraf as ng
/// >>> corpus = ng.Corpus([ng.parse("The ferry sank. The ferry was old.")])
/// >>> terms = corpus.terms()
/// >>> "term" in terms.columns
/// True
/// >>> terms.to_dicts() == list(terms)
/// True
#[pyclass(module = "nutgraf", frozen)]
pub(crate) struct Table {
    name: String,
    table: nutgraf::analysis::Table,
    batch: Batch,
}

impl Table {
    pub(crate) fn new(name: impl Into<String>, table: nutgraf::analysis::Table) -> PyResult<Table> {
        let batch = Batch::of(&table)?;
        Ok(Table { name: name.into(), table, batch })
    }

    fn dict<'py>(&self, py: Python<'py>, row: usize) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        for column in &self.table.columns {
            dict.set_item(column.name, value(py, &column.values, row)?)?;
        }
        Ok(dict)
    }
}

/// One value as a Python object.
fn value<'py>(py: Python<'py>, values: &Values, row: usize) -> PyResult<Bound<'py, PyAny>> {
    match values {
        Values::Text(values) => values.get(row).into_bound_py_any(py),
        Values::List(values) => values.get(row).into_bound_py_any(py),
        Values::Integers(values) => values.get(row).into_bound_py_any(py),
        Values::Integer(values) => values.get(row).copied().flatten().into_bound_py_any(py),
        Values::Real(values) => values.get(row).copied().flatten().into_bound_py_any(py),
        Values::Bool(values) => values.get(row).copied().flatten().into_bound_py_any(py),
        Values::Date(values) => match values.get(row).copied().flatten() {
            None => Ok(py.None().into_bound(py)),
            Some(day) => {
                let (year, month, day) = day.ymd();
                Ok(PyDate::new(py, year, month as u8, day as u8)?.into_any())
            }
        },
    }
}

/// One value as text for people.
fn text(values: &Values, row: usize) -> Option<String> {
    Some(match values {
        Values::Text(values) => values.get(row)?.clone()?,
        Values::List(values) => values.get(row)?.join(", "),
        Values::Integers(values) => {
            values.get(row)?.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
        }
        Values::Integer(values) => (*values.get(row)?)?.to_string(),
        Values::Real(values) => format!("{:.3}", (*values.get(row)?)?),
        Values::Bool(values) => (*values.get(row)?)?.to_string(),
        Values::Date(values) => (*values.get(row)?)?.to_string(),
    })
}

/// The name of a column's type.
fn type_name(values: &Values) -> &'static str {
    match values {
        Values::Text(_) => "str",
        Values::List(_) => "list[str]",
        Values::Integers(_) => "list[int]",
        Values::Integer(_) => "int",
        Values::Real(_) => "float",
        Values::Date(_) => "date",
        Values::Bool(_) => "bool",
    }
}

#[pymethods]
impl Table {
    #[getter]
    fn name(&self) -> &str {
        &self.name
    }

    #[getter]
    fn columns<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.table.columns.iter().map(|column| column.name).collect::<Vec<_>>())
    }

    /// The rows as a list of dicts; days are ``datetime.date``.
    fn to_dicts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let rows = (0..self.table.len()).map(|row| self.dict(py, row));
        PyList::new(py, rows.collect::<PyResult<Vec<_>>>()?)
    }

    /// The table as a polars data frame.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("polars")?.call_method1("DataFrame", (slf,))
    }

    /// The table as a pandas data frame: through Arrow where pandas (3 or later) and pyarrow can, else from dicts.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        let class = py.import("pandas")?.getattr("DataFrame")?;
        if class.hasattr("from_arrow")? && py.import("pyarrow").is_ok() {
            return class.call_method1("from_arrow", (slf,));
        }
        let columns = PyDict::new(py);
        columns.set_item("columns", slf.get().columns(py)?.to_list())?;
        class.call((slf.get().to_dicts(py)?,), Some(&columns))
    }

    /// The table as a pyarrow table.
    fn to_arrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("pyarrow")?.call_method1("table", (slf,))
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        self.batch.schema(py)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface leaves it to the producer whether to cast; ours hands out what it has.
        let _ = requested_schema;
        self.batch.stream(py)
    }

    fn __len__(&self) -> usize {
        self.table.len()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        if let Ok(name) = index.extract::<String>() {
            let column = self.table.columns.iter().find(|column| column.name == name);
            let Some(column) = column else { return Err(PyKeyError::new_err(name)) };
            let values = (0..self.table.len()).map(|row| value(py, &column.values, row));
            return Ok(PyList::new(py, values.collect::<PyResult<Vec<_>>>()?)?.into_any());
        }
        match Index::read(index, self.table.len())? {
            Index::One(row) => Ok(self.dict(py, row)?.into_any()),
            Index::Many(rows) => {
                let rows = rows.into_iter().map(|row| self.dict(py, row)).collect::<PyResult<Vec<_>>>()?;
                Ok(PyList::new(py, rows)?.into_any())
            }
        }
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.to_dicts(py)?.call_method0("__iter__")
    }

    fn __repr__(&self) -> String {
        let names: Vec<_> = self.table.columns.iter().map(|column| column.name).collect();
        format!("Table({}, {}: {})", self.name, count(self.table.len(), "row", "rows"), names.join(", "))
    }

    fn _repr_html_(&self) -> String {
        self.shown()
    }
}

impl Table {
    /// Its first rows as HTML.
    pub(crate) fn shown(&self) -> String {
        let mut html = String::from("<table><thead><tr>");
        for column in &self.table.columns {
            let (name, kind) = (escape(column.name), type_name(&column.values));
            html.push_str(&format!("<th>{name}<br><small>{}</small></th>", escape(kind)));
        }
        html.push_str("</tr></thead><tbody>");
        for row in 0..self.table.len().min(SHOWN) {
            html.push_str("<tr>");
            for column in &self.table.columns {
                let shown = text(&column.values, row).map(|text| escape(&cut(&text, 80)));
                html.push_str(&format!("<td>{}</td>", shown.unwrap_or_default()));
            }
            html.push_str("</tr>");
        }
        let (rows, columns) = (thousands(self.table.len()), self.table.columns.len());
        html.push_str(&format!("</tbody></table><small>{}: {rows} × {columns}</small>", escape(&self.name)));
        html
    }
}
