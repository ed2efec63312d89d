//! Files become records, with a report in which the sums are right. Knows nothing of folding.
//!
//! The route of a file, a module a step: `kind` says what it is, `container` opens what holds tables (`archive` unpacks,
//! `spreadsheet` makes text of sheets); a `store` gives the bytes of a table, `text` decodes them and cuts them into pieces,
//! `table` cuts those into rows and cells; `header` finds the delimiter and the header below a preamble; `sheet` holds a
//! sample of the rows; `looks` says what the values of each column look like, `vocabulary` and `naming` what its header means;
//! `mapping` gives columns to fields, as the best whole assignment; `codebook`,
//! `parties` and `calendar` find out what codes mean, who called whom and how dates are read, by many rows at once; then `row`
//! makes a record of each row or says everything that is wrong with it, and `harvest` gathers them in a `pass` on all threads.
//! What stays open is a `doubt`; what a person says of it is a `reading`, kept as a `template` for the next file. `side` does
//! the same for side files. `combine` puts the records of several files in one table, `canonical` writes them.

mod abreast;
mod archive;
mod aside;
mod assignment;
mod batch;
mod calendar;
mod calendar_words;
mod canonical;
mod cell_text;
mod charset;
mod clean;
mod clock;
mod clock_digits;
mod code;
mod code_columns;
mod code_pairs;
mod code_rows;
mod codebook;
mod combine;
mod container;
mod date;
mod date_order;
mod date_parts;
mod doubled_hour;
mod doubt;
mod duration;
mod duration_unit;
mod explanation;
mod field;
mod files;
mod harvest;
mod header;
mod heading;
mod home_country;
mod keys;
mod kind;
mod limits;
mod looks;
mod looks_of_codes;
mod looks_of_lengths;
mod looks_of_numbers;
mod mapping;
mod memo;
mod memory;
mod moment;
mod naming;
mod ole;
mod osgb;
mod parties;
mod party;
mod party_questions;
mod party_rows;
mod pass;
mod phone;
mod phone_book;
mod phone_log;
mod position;
mod preview;
mod quantity;
mod read;
mod reading;
mod recall;
mod records;
mod rejected;
mod repeats;
mod report;
mod requested;
mod rivals;
mod row;
mod shape;
mod sheet;
mod sheet_text;
mod side;
mod sides;
mod spreadsheet;
mod stacked;
mod store;
mod table;
mod tally;
mod target;
mod target_words;
mod template;
mod text;
mod unheard;
mod unnamed_end;
mod vocabulary;
mod weight;
mod words;
mod zone_words;

pub use batch::{Batch, Content, ImportOptions};
pub use canonical::write_canonical;
pub use combine::{Combined, ToldTwice, combine};
pub use container::read_tables;
pub use date::DateOrder;
pub use doubt::{Choice, Doubt, DoubtAbout};
pub use files::{list_files, read_files};
pub use limits::Limits;
pub use preview::{PREVIEW_ROWS, Preview, PreviewColumn, PreviewRow, RowOutcome, preview, preview_part};
pub use read::{read_bytes, read_store};
pub use reading::{CODE_WORDS, LEFT_ASIDE, Reading, field_names, zone_of_name};
pub use rejected::RejectedRows;
pub use report::{
    Cause, ColumnReading, DuplicateRow, FileReport, LegRow, RejectedRow, write_all_rejected, write_rejected,
};
pub use store::{FileStore, Store};
pub use template::{Template, read_templates, remove_template, write_template};
