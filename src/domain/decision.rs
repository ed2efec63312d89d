//! What an analyst said of a pair of numbers. Law for the folding.

use super::{Instant, Msisdn};
use serde::{Deserialize, Serialize};

/// An ordered pair: `old` was replaced by `new`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct NumberPair {
    /// The number that ended.
    pub old: Msisdn,
    /// The number that took over.
    pub new: Msisdn,
}

/// What an analyst decided of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The new number took over from the old.
    Accepted,
    /// It did not.
    Rejected,
}

/// A verdict with its reason, its author and its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The pair judged.
    pub pair: NumberPair,
    /// The verdict.
    pub verdict: Verdict,
    /// Why; kept in the audit.
    pub reason: String,
    /// Who decided: initials or a collar number.
    pub by: String,
    /// When.
    pub at: Instant,
}
