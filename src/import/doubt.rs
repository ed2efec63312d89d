//! What of a file is not clear, with the readings that would settle it.

use super::Reading;
use serde::Serialize;

/// What a doubt is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DoubtAbout {
    /// Which column holds what.
    Columns,
    /// Which part of a date comes first.
    Dates,
    /// The number whose records these are.
    Target,
    /// What a code means.
    Codes,
    /// The clock that times are of.
    Zone,
    /// The country whose numbers these are.
    Region,
}

/// One way to settle a doubt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What it would mean, in words for the user.
    pub words: String,
    /// The reading that says so.
    pub reading: Reading,
}

/// Something of a file that its rows do not decide. The first choice is the likeliest and was followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// What it is about.
    pub about: DoubtAbout,
    /// The question, as a sentence.
    pub question: String,
    /// Why it is not clear, as a sentence.
    pub why: String,
    /// The answers there are, the likeliest first. None where only a person knows one: then a number is asked for.
    pub choices: Vec<Choice>,
}

impl Doubt {
    /// Whether it is about which way a code means.
    pub(super) fn is_of_the_way(&self) -> bool {
        let ways = |choice: &Choice| choice.reading.codes.values().any(|word| word == "in" || word == "out");
        self.about == DoubtAbout::Codes && self.choices.iter().any(ways)
    }
}
