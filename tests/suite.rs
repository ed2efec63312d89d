//! All integration tests in one binary: one link instead of twenty.

mod floors;
mod layout;
