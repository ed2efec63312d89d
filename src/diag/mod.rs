//! What went wrong and where; how far along the work is; whether to stop.

mod monitor;
mod problem;

pub use monitor::{Cancelled, Monitor, Quiet};
pub use problem::{Place, Problem, Severity};
