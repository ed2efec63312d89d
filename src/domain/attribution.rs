//! Claims of people about numbers: who used one, in what role, where its user lives.

use super::{Instant, Msisdn};
use serde::{Deserialize, Serialize};

/// An analyst's label of a number or line. Set by people, never by the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Customers ring it to order.
    DealLine,
    /// Delivers.
    Runner,
    /// Controls the line.
    Holder,
    /// Buys.
    Customer,
    /// Anything else: a taxi firm, a relative.
    Other,
}

impl Role {
    /// Reads a role as people write it: `deal line`, `Runner`, `holder`; `None` for a word that is none of ours.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_lowercase().replace(['-', '_'], " ").as_str() {
            "deal line" | "dealline" | "line" | "graft phone" => Some(Self::DealLine),
            "runner" => Some(Self::Runner),
            "holder" | "line holder" => Some(Self::Holder),
            "customer" | "user" => Some(Self::Customer),
            "other" | "taxi" | "relative" => Some(Self::Other),
            _ => None,
        }
    }

    /// As shown: `Deal line`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::DealLine => "Deal line",
            Self::Runner => "Runner",
            Self::Holder => "Holder",
            Self::Customer => "Customer",
            Self::Other => "Other",
        }
    }
}

/// A claim, with its basis, that a person used a number for a time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Attribution {
    /// The number.
    pub number: Msisdn,
    /// The person as the case names him or her; may be empty where only a role is claimed.
    pub person: String,
    /// The role claimed.
    pub role: Option<Role>,
    /// From when; `None` for "always".
    pub from: Option<Instant>,
    /// Until when; `None` for "still".
    pub to: Option<Instant>,
    /// Why this is believed.
    pub basis: String,
}

/// A claim about where the user of a number lives or buys.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NumberPlace {
    /// The number.
    pub number: Msisdn,
    /// The town as written.
    pub town: String,
    /// Why this is believed.
    pub basis: String,
}
