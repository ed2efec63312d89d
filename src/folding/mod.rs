//! Which numbers are one line, and why. Records in, lines out; knows nothing of files.
//!
//! The model is Fellegi and Sunter's (1969): each comparison of two numbers adds a weight in bits (log2 of a likelihood
//! ratio) to a prior, and the sum is the score of the pair. A number has at most one predecessor and one successor.

mod evidence;
mod line;

pub use evidence::{Comparison, Evidence};
pub use line::{Candidate, Folding, Line, LineNumber, Link, Standing, Status};
