//! Files, folders and streams into page layouts.
//!
//! [`open`] gives an iterator of records, in input order, a bounded amount in memory at a time. A bad record costs
//! itself only: its error names file, record, line and column, and the rest goes on.

mod error;
mod record;

pub use error::Error;
pub use record::{Format, Limits, Options, Record, Records, open};
