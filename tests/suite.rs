//! All integration tests in one binary: one link instead of twenty.

mod floors;
mod sample;
mod places;
mod sample;
mod whereabouts;
mod import_rows;
