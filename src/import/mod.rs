//! Files become records, with a report in which the sums are right. Knows nothing of folding.
//!
//! The route: bytes are hashed and decoded ([`bytes`]), cut into rows ([`table`]), the header is found below the preamble ([`header`]),
//! columns are mapped to fields by what their headers mean ([`vocabulary`], [`field`]) and what their values look like ([`looks`]), as the
//! best whole assignment ([`mapping`]); it is found out who called whom ([`parties`]) and how dates are read ([`date_order`]); then each
//! row becomes a record or says what is wrong with it ([`row`], [`records`]).

mod aside;
mod assignment;
mod batch;
mod bytes;
mod calendar;
mod canonical;
mod clean;
mod clock;
mod code;
mod codebook;
mod combine;
mod date;
mod date_order;
mod duration;
mod field;
mod files;
mod header;
mod looks;
mod mapping;
mod moment;
mod naming;
mod osgb;
mod parties;
mod party;
mod phone;
mod position;
mod read;
mod records;
mod report;
mod requested;
mod row;
mod sheet;
mod side;
mod table;
mod tally;
mod target;
mod vocabulary;
mod words;

pub use batch::{Batch, Content, ImportOptions};
pub use canonical::write_canonical;
pub use combine::{Combined, combine};
pub use files::read_files;
pub use read::read_bytes;
pub use report::{Cause, ColumnReading, DuplicateRow, FileReport, RejectedRow, write_rejected};
