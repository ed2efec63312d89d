//! All integration tests in one binary: one link instead of twenty.

mod floors;
mod sample;
mod places;
mod whereabouts;
mod import_rows;
