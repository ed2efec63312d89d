//! Which numbers are one line, and why. Records in, lines out; knows nothing of files.
//!
//! The model is Fellegi and Sunter's (1969): each comparison of two numbers adds a weight in bits (log2 of a likelihood
//! ratio) to a prior, and the sum is the score of the pair. A number has at most one predecessor and one successor.

mod candidates;
mod census;
mod clock;
mod compare;
mod contacts;
mod events;
mod evidence;
mod explain;
mod fold;
mod judge;
mod life;
mod line;
mod lines;
mod matching;
mod measure;
mod pair;
mod places;
mod profile;
mod request;
pub mod score;
mod study;
mod training;
mod weights;

pub use evidence::{Comparison, Evidence};
pub use explain::explain;
pub use fold::fold;
pub use line::{Candidate, Folding, Line, LineNumber, Link, Standing, Status};
pub use request::FoldRequest;
pub use score::{Score, score};
pub use training::{Measured, measurements};
