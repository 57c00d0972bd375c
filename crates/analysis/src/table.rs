use nutgraf_core::Day;

/// A column's values, all of one type; none where there is no value.
#[derive(Clone, PartialEq, Debug)]
pub enum Values {
    /// Text.
    Text(Vec<Option<String>>),
    /// Lists of text.
    List(Vec<Vec<String>>),
    /// Lists of whole numbers.
    Integers(Vec<Vec<i64>>),
    /// Counts and ids.
    Integer(Vec<Option<i64>>),
    /// Measures.
    Real(Vec<Option<f64>>),
    /// Days.
    Date(Vec<Option<Day>>),
    /// Yes or no.
    Bool(Vec<Option<bool>>),
}

/// A named column.
#[derive(Clone, PartialEq, Debug)]
pub struct Column {
    /// Its name, the same in Rust, Python, CSV and JSON.
    pub name: &'static str,
    /// Its values, one a row.
    pub values: Values,
}

/// A table as columns: what goes to CSV, to a terminal and, as Arrow, to Python.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Table {
    /// All of one length.
    pub columns: Vec<Column>,
}

impl Values {
    /// How many.
    pub fn len(&self) -> usize {
        match self {
            Values::Text(values) => values.len(),
            Values::List(values) => values.len(),
            Values::Integers(values) => values.len(),
            Values::Integer(values) => values.len(),
            Values::Real(values) => values.len(),
            Values::Date(values) => values.len(),
            Values::Bool(values) => values.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Drops all but the first of them.
    pub(crate) fn truncate(&mut self, length: usize) {
        match self {
            Values::Text(values) => values.truncate(length),
            Values::List(values) => values.truncate(length),
            Values::Integers(values) => values.truncate(length),
            Values::Integer(values) => values.truncate(length),
            Values::Real(values) => values.truncate(length),
            Values::Date(values) => values.truncate(length),
            Values::Bool(values) => values.truncate(length),
        }
    }
}

impl Column {
    /// Text of each row.
    pub(crate) fn text<'a, R>(
        name: &'static str,
        rows: &'a [R],
        of: impl Fn(&'a R) -> Option<&'a str>,
    ) -> Column {
        Column { name, values: Values::Text(rows.iter().map(|row| of(row).map(str::to_owned)).collect()) }
    }

    /// A list of each row.
    pub(crate) fn list<R>(name: &'static str, rows: &[R], of: impl Fn(&R) -> Vec<String>) -> Column {
        Column { name, values: Values::List(rows.iter().map(of).collect()) }
    }

    /// A count of each row.
    pub(crate) fn integer<R>(name: &'static str, rows: &[R], of: impl Fn(&R) -> u64) -> Column {
        let values = rows.iter().map(|row| i64::try_from(of(row)).ok()).collect();
        Column { name, values: Values::Integer(values) }
    }

    /// A measure of each row.
    pub(crate) fn real<R>(name: &'static str, rows: &[R], of: impl Fn(&R) -> f64) -> Column {
        Column { name, values: Values::Real(rows.iter().map(|row| Some(of(row))).collect()) }
    }

    /// A measure of each row that may be undefined.
    pub(crate) fn optional_real<R>(name: &'static str, rows: &[R], of: impl Fn(&R) -> Option<f64>) -> Column {
        Column { name, values: Values::Real(rows.iter().map(of).collect()) }
    }

    /// A day of each row.
    pub(crate) fn date<R>(name: &'static str, rows: &[R], of: impl Fn(&R) -> Option<Day>) -> Column {
        Column { name, values: Values::Date(rows.iter().map(of).collect()) }
    }
}

impl Table {
    /// Rows.
    pub fn len(&self) -> usize {
        self.columns.first().map_or(0, |column| column.values.len())
    }

    /// Drops all but the first rows.
    pub fn truncate(&mut self, rows: usize) {
        self.columns.iter_mut().for_each(|column| column.values.truncate(rows));
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Serialises a day as `YYYY-MM-DD`.
pub(crate) fn day<S: serde::Serializer>(day: &Option<Day>, serializer: S) -> Result<S::Ok, S::Error> {
    match day {
        None => serializer.serialize_none(),
        Some(day) => serializer.collect_str(day),
    }
}
