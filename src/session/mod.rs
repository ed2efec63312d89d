//! An open case with all that is derived from it, and the threads the long work runs on. Both doors, the window and
//! the command line, drive this and nothing below it.

mod comparison;
mod derived;
mod incoming;
mod intake;
mod job;
mod living;
mod open;
mod picture;
mod still;
mod trial;

pub use comparison::CompareRequest;
pub use derived::{DeriveRequest, Derived, Summary};
pub use incoming::{FileId, FileState, IncomingFile, Pace};
pub use intake::{Arrival, Intake, Waker};
pub use job::{Job, JobDied, JobProgress};
pub use living::{Living, arrange_living};
pub use open::Session;
pub use picture::{PictureRequest, arrange, map_drawing, world_from_earth};
pub use still::{StillRequest, still};
pub use trial::{Head, Trial, head_of_file, preview_of, try_reading};
