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

impl NumberPair {
    /// The same two numbers in the other order.
    #[must_use]
    pub const fn turned(self) -> Self {
        Self { old: self.new, new: self.old }
    }
}

/// What an analyst decided of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The new number took over from the old.
    Accepted,
    /// It did not.
    Rejected,
    /// The two can never stand in one line: in neither order, nor through other numbers.
    CannotBe,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_are_written_as_they_always_were() {
        let words = ["accepted", "rejected", "cannot-be"];
        for (verdict, word) in [Verdict::Accepted, Verdict::Rejected, Verdict::CannotBe].into_iter().zip(words) {
            let text = format!("\"{word}\"");
            assert_eq!(serde_json::to_string(&verdict).unwrap(), text);
            assert_eq!(serde_json::from_str::<Verdict>(&text).unwrap(), verdict);
        }
    }
}
