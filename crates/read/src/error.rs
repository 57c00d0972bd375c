use std::path::PathBuf;

use nutgraf_core::Place;
use thiserror::Error;

/// Why an input, or one record of it, could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The file or folder could not be opened or read.
    #[error("cannot read {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// A record of a file that is not what it should be.
    #[error("{source_name}: record {record}, {at}: expected {expected}, found {found}")]
    Record {
        /// The file, or `-`.
        source_name: String,
        /// Record of the file, from 1.
        record: u64,
        /// Where in the file, unpacked.
        at: Place,
        /// What should stand there.
        expected: String,
        /// What stands there.
        found: String,
    },
    /// A `metadata.csv` that is none, or one bad line of it.
    #[error("{}: {at}: expected {expected}, found {found}", path.display())]
    Metadata {
        /// The file.
        path: PathBuf,
        /// Where in the file.
        at: Place,
        /// What should stand there.
        expected: String,
        /// What stands there.
        found: String,
    },
    /// A record or a file beyond one of the [`Limits`](crate::Limits).
    #[error("{source_name}: record {record}, {at}: expected at most {limit} ({name}), found more")]
    Limit {
        /// The file or folder, or `-`.
        source_name: String,
        /// Record of the file, from 1; 0 when it is the folder's.
        record: u64,
        /// Where the record begins in the file, unpacked.
        at: Place,
        /// The limit's field in [`Limits`](crate::Limits).
        name: &'static str,
        /// Its value.
        limit: u64,
    },
}

impl Error {
    /// The file or folder that it is about; `-` for standard input.
    pub fn source_name(&self) -> String {
        match self {
            Error::Io { path, .. } | Error::Metadata { path, .. } => path.display().to_string(),
            Error::Record { source_name, .. } | Error::Limit { source_name, .. } => source_name.clone(),
        }
    }

    /// Where in the file it happened, when it has a place.
    pub fn location(&self) -> Option<Place> {
        match self {
            Error::Io { .. } => None,
            Error::Record { at, .. } | Error::Metadata { at, .. } | Error::Limit { at, .. } => Some(*at),
        }
    }
}
