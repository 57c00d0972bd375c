use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use nutgraf_core::Place;

use crate::column::Column;
use crate::metadata::Row;
use crate::stream::is_too_much;
use crate::{Error, Options};

/// What all records of one file share.
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    /// The path as given, for people and ids.
    pub(crate) name: String,
    pub(crate) row: Option<Arc<Row>>,
    pub(crate) published: Option<String>,
    pub(crate) columns: Vec<(String, Column)>,
    pub(crate) record_bytes: u64,
    decompressed_bytes: u64,
}

impl Source {
    pub(crate) fn new(path: PathBuf, row: Option<Arc<Row>>, options: &Options) -> Source {
        Source {
            name: path.display().to_string(),
            path,
            row,
            published: options.published.clone(),
            columns: options.columns.clone(),
            record_bytes: options.limits.record_bytes,
            decompressed_bytes: options.limits.decompressed_bytes,
        }
    }

    /// The id of a record that says none itself.
    pub(crate) fn id(&self, record: Option<u64>) -> String {
        match record {
            Some(record) => format!("{}#{record}", self.name),
            None => self.name.clone(),
        }
    }

    /// The error of a failed read; one of the limits when that is why.
    pub(crate) fn failed(&self, source: io::Error, record: u64, at: Place) -> Error {
        if is_too_much(&source) {
            return self.limit(record, at, "decompressed_bytes", self.decompressed_bytes);
        }
        Error::Io { path: self.path.clone(), source }
    }

    pub(crate) fn limit(&self, record: u64, at: Place, name: &'static str, limit: u64) -> Error {
        Error::Limit { source_name: self.name.clone(), record, at, name, limit }
    }

    /// The error of a record that is longer than it may be.
    pub(crate) fn too_long(&self, record: u64, at: Place) -> Error {
        self.limit(record, at, "record_bytes", self.record_bytes)
    }

    pub(crate) fn record(&self, record: Option<u64>, at: Place, expected: &str, found: &str) -> Error {
        Error::Record {
            source_name: self.name.clone(),
            record: record.unwrap_or(1),
            at,
            expected: expected.to_owned(),
            found: found.to_owned(),
        }
    }
}
