//! One reason for or against two numbers being one line.

use crate::domain::RecordId;
use serde::Serialize;

/// What is compared. Each has levels, and each level a fixed weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// Where every pair starts: most pairs of numbers are not one line.
    Prior,
    /// Contacts of both numbers.
    SharedContacts,
    /// Contacts that nobody else has.
    RareContacts,
    /// The new number's first burst of calls and texts goes to the old number's contacts.
    Announcement,
    /// Each shared contact stopped with the old number before it began with the new.
    Handover,
    /// The silence between the two, in the rhythm of the two.
    Silence,
    /// A blocking order bit just before.
    Order,
    /// The same handset.
    Handset,
    /// The same SIM.
    Sim,
    /// The same cells at the same hours.
    Places,
    /// The same hours, the same mix of calls and texts.
    Habits,
    /// How many others fit as well.
    Rivals,
    /// Both in use at the same time for long.
    Overlap,
    /// The two called each other.
    MutualCalls,
    /// An analyst attributed them to different people.
    Attribution,
}

impl Comparison {
    /// All, in the order in which they are listed and added up.
    pub const ALL: [Self; 15] = [
        Self::Prior,
        Self::SharedContacts,
        Self::RareContacts,
        Self::Announcement,
        Self::Handover,
        Self::Silence,
        Self::Order,
        Self::Handset,
        Self::Sim,
        Self::Places,
        Self::Habits,
        Self::Rivals,
        Self::Overlap,
        Self::MutualCalls,
        Self::Attribution,
    ];

    /// As shown beside its bar: `Shared contacts`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Prior => "Starting point",
            Self::SharedContacts => "Shared contacts",
            Self::RareContacts => "Rare contacts",
            Self::Announcement => "Announced",
            Self::Handover => "Clean hand-over",
            Self::Silence => "Silence",
            Self::Order => "Order just before",
            Self::Handset => "Same handset",
            Self::Sim => "Same SIM",
            Self::Places => "Places",
            Self::Habits => "Habits",
            Self::Rivals => "Rivals",
            Self::Overlap => "Both in use",
            Self::MutualCalls => "Called each other",
            Self::Attribution => "Different people",
        }
    }
}

/// One reason for or against, with its weight and what it rests on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evidence {
    /// What was compared.
    pub comparison: Comparison,
    /// Short fact for the bar: `Shared contacts, 41`, `Announced to 52 of 54`, `Silence of 3 h 10 min`.
    pub label: String,
    /// The fact as a sentence an inspector understands.
    pub sentence: String,
    /// Weight in bits: above zero for, below zero against.
    pub bits: f64,
    /// Records the fact rests on, in order of time; at most [`Evidence::MAX_RECORDS`].
    #[serde(skip)]
    pub records: Vec<RecordId>,
}

impl Evidence {
    /// How many records a reason names at most; the sentence gives the full count.
    pub const MAX_RECORDS: usize = 200;
}
