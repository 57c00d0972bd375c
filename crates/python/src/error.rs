use pyo3::exceptions::PyValueError;
use pyo3::{PyErr, import_exception};

use nutgraf::core::Place;

import_exception!(nutgraf.errors, LimitError);
import_exception!(nutgraf.errors, ReadError);
import_exception!(nutgraf.errors, RecordError);
import_exception!(nutgraf.errors, ReportError);

/// The arguments of every exception of ours, in the order of their `__init__`.
type Arguments = (String, Option<String>, Option<u64>, Option<u64>, Option<u64>, Option<u64>);

fn arguments(message: String, source: Option<String>, record: Option<u64>, at: Option<Place>) -> Arguments {
    let at = at.as_ref();
    // An input of bytes has no lines: its places are offsets alone.
    let lined = at.filter(|at| at.line > 0);
    let (line, column) = (lined.map(|at| at.line), lined.map(|at| at.column));
    let offset = at.map(|at| at.offset);
    (message, source, record, line, column, offset)
}

/// The message of an error and of what caused it, in one line.
fn message(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

/// An error of a page record as an exception; its place is in the record.
pub(crate) fn page(error: &nutgraf::core::Error) -> PyErr {
    RecordError::new_err(arguments(message(error), None, None, error.location()))
}

/// An error of the report as an exception.
pub(crate) fn report(error: &nutgraf::report::Error) -> PyErr {
    ReportError::new_err(arguments(message(error), None, None, None))
}

/// Why a file of ours could not be written or read, as an exception.
pub(crate) fn saved(error: &nutgraf::analysis::FileError, path: String) -> PyErr {
    ReadError::new_err(arguments(message(error), Some(path), None, None))
}

/// An error of a saved corpus as an exception; what the system says of the file as the system's.
pub(crate) fn file(error: nutgraf::analysis::FileError, path: Option<std::path::PathBuf>) -> PyErr {
    use nutgraf::analysis::FileError;

    match error {
        FileError::Io(error) => error.into(),
        error => {
            let text = message(&error);
            let source = path.map(|path| path.display().to_string());
            let text = source.as_ref().map_or(text.clone(), |source| format!("{source}: {text}"));
            ReadError::new_err(arguments(text, source, None, None))
        }
    }
}

/// A reader's error as an exception.
pub(crate) fn read(error: &nutgraf::read::Error) -> PyErr {
    use nutgraf::read::Error;

    let source = Some(error.source_name());
    let at = error.location();
    let text = message(error);
    match error {
        Error::Io { .. } => ReadError::new_err(arguments(text, source, None, at)),
        Error::Record { record, .. } => RecordError::new_err(arguments(text, source, Some(*record), at)),
        Error::Metadata { .. } => RecordError::new_err(arguments(text, source, None, at)),
        Error::Limit { record, .. } => LimitError::new_err(arguments(text, source, Some(*record), at)),
        // The enum is open to new kinds: the base of ours holds them until they have a class.
        _ => ReadError::new_err(arguments(text, source, None, at)),
    }
}

/// An argument that is none of its choices.
pub(crate) fn choice(argument: &str, found: &str, choices: &[&str]) -> PyErr {
    PyValueError::new_err(format!("{argument} must be one of {choices:?}, not {found:?}"))
}
