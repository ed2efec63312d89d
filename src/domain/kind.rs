//! What kind of event a record tells of.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What kind of event a record tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A call, answered or not.
    Voice,
    /// A text.
    Sms,
    /// A picture message.
    Mms,
    /// A data session.
    Data,
    /// Something else: a diversion, a voicemail deposit.
    Other,
}

impl Kind {
    /// As in canonical records.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Voice => "voice",
            Self::Sms => "sms",
            Self::Mms => "mms",
            Self::Data => "data",
            Self::Other => "other",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
