//! Which numbers are one line, and why. Records in, lines out; knows nothing of files.
//!
//! The model is Fellegi and Sunter's (1969): each comparison of two numbers adds a weight in bits (log2 of a likelihood
//! ratio) to a prior, and the sum is the score of the pair. A number has at most one predecessor and one successor.
//!
//! A number that is left alone may be a phone that ran beside another of its line ([`Tie::Beside`]): it is then weighed by what
//! speaks of two phones in one hand (contacts, their rarity, handset, SIM, places, habits, calls between the two), and joins the one
//! line that leads every other. In its line it stands where it was born, so a line stays one row for each number. A number that
//! falls silent for a month and comes back among strangers was given to one: what comes after is left out of the line.
//!
//! What an analyst says is law: an accepted pair is one line, a rejected pair is no link, and two numbers that cannot be one line
//! never stand in one, not through others either: the weakest of the machine's links between them is left out. Weights stay as they
//! are; the next round sees the lines that follow. Accepted pairs that join what cannot be joined are told as a [`Contradiction`].

mod alternative;
mod beside;
mod calibration;
mod candidates;
mod census;
mod clock;
mod compare;
mod contacts;
mod contradiction;
mod events;
mod evidence;
mod explain;
mod fold;
mod groundwork;
mod judge;
mod law;
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
mod wanted;
mod weights;
mod windows;

pub use alternative::{Alternative, Side};
pub use contradiction::Contradiction;
pub use evidence::{Comparison, Evidence};
pub use explain::explain;
pub use fold::fold;
pub use groundwork::Groundwork;
pub use line::{Candidate, Folding, Line, LineNumber, Link, Standing, Status, Tie};
pub use request::FoldRequest;
pub use score::{Score, score};
pub use training::{Measured, measurements, proposals};
pub use wanted::{Missing, Wanted};
