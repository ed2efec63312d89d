//! The truth of one operation: what was read and what people decided. Changed only by [`Edit`], which can be taken back.

mod edit;
mod history;
mod operation;

pub use edit::{Edit, EditError};
pub use history::History;
pub use operation::Case;
