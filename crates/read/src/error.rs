use std::path::PathBuf;

use nutgraf_core::Place;
use thiserror::Error;

/// Why an input, or one record of it, could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The file could not be opened or read.
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
        /// Where in the file.
        at: Place,
        /// What should stand there.
        expected: String,
        /// What stands there.
        found: String,
    },
}
