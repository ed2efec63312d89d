//! Names of things that outlive every derived table: what edits, pins and selections speak of.

use super::Msisdn;
use serde::{Deserialize, Serialize};

/// A line, named by its first number. Folding another number in front of it gives it another key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LineKey(pub Msisdn);

/// A city or town, named by its `GeoNames` id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AreaKey(pub u32);

/// Which of the three pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Cities and towns, and the lines between them as links.
    Places,
    /// Cities, lines and towns.
    #[default]
    Lines,
    /// Every number and its contacts.
    Numbers,
}

impl Level {
    /// All three, from far to near.
    pub const ALL: [Self; 3] = [Self::Places, Self::Lines, Self::Numbers];

    /// As shown and as written on the command line (in lower case).
    pub const fn label(self) -> &'static str {
        match self {
            Self::Places => "Places",
            Self::Lines => "Lines",
            Self::Numbers => "Numbers",
        }
    }
}

/// A node of the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ActorKey {
    /// A city lines are run from.
    City(AreaKey),
    /// A town they sell in.
    Town(AreaKey),
    /// Lines whose city is not known hang together here.
    UnknownCity,
    /// Where a line whose towns are not known sells.
    UnknownTown,
    /// A line.
    Line(LineKey),
    /// A number.
    Number(Msisdn),
}
