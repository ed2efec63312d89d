//! Files become records, with a report in which the sums are right. Knows nothing of folding.

mod batch;
mod report;

pub use batch::{Batch, Content, ImportOptions};
pub use report::{ColumnReading, FileReport, RejectedRow};
