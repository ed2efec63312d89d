//! What is said of where a line is run from and where it sells, and on what it rests.

use crate::domain::{AreaKey, count};
use serde::Serialize;

/// What a claim about an area rests on, in order of trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// A side file or the analyst says so of a number of the line.
    Said,
    /// Cells of the line's phones at night.
    NightCells,
    /// Cells of the line's phones at any hour, where there are too few at night.
    AnyHourCells,
    /// Customers whom a side file or the analyst places there.
    CustomerPlaces,
    /// Cells of the customers' own phones.
    CustomerCells,
    /// Dialling codes of the customers' landlines.
    CustomerLandlines,
    /// Cells of the line's phones at rest by day, away from its city.
    DayCells,
    /// Cells of its runners' phones at rest by day, away from its city.
    RunnerCells,
}

/// A claim about an area, with its basis and its count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// The city or town.
    pub area: AreaKey,
    /// What it rests on.
    pub basis: Basis,
    /// How many records it rests on; numbers for [`Basis::Said`].
    pub records: u32,
}

impl Claim {
    /// What it rests on, for people: `214 records of its phones at night (22:00 to 07:00)`.
    pub fn sentence(&self) -> String {
        let records = count(u64::from(self.records), "record", "records");
        match self.basis {
            Basis::Said => format!("said of {} of the line", count(u64::from(self.records), "number", "numbers")),
            Basis::NightCells => format!("{records} of its phones at night (22:00 to 07:00)"),
            Basis::AnyHourCells => format!("{records} of its phones at any hour; too few at night"),
            Basis::CustomerPlaces => format!("{records} with customers who are placed there by a file or the analyst"),
            Basis::CustomerCells => format!("{records} with customers whose phones are mostly there"),
            Basis::CustomerLandlines => format!("{records} with landlines of its dialling code"),
            Basis::DayCells => format!("{records} of its phones at rest there by day"),
            Basis::RunnerCells => format!("{records} of its runners' phones at rest there by day"),
        }
    }
}

/// A town that a line supplies, as far as the records show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TownClaim {
    /// The town; the line's city itself where it sells inside its own area.
    pub area: AreaKey,
    /// Records of the line with customers of the town: the width of its link. Where too few customers are placed to show a
    /// market, the records of the largest other claim.
    pub events: u32,
    /// Customers placed in the town.
    pub customers: u32,
    /// What it rests on, in order of trust; at least one.
    pub claims: Vec<Claim>,
}

/// Where a line is run from, and where it sells. What is not known stays empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Whereabouts {
    /// The exporting city.
    pub city: Option<Claim>,
    /// The towns, those with most events first.
    pub towns: Vec<TownClaim>,
}

impl Whereabouts {
    /// Whether the line sells inside the area it is run from.
    pub fn is_internal(&self) -> bool {
        self.city.is_some_and(|city| self.towns.iter().any(|town| town.area == city.area))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_says_what_it_rests_on() {
        let claim = |basis, records| Claim { area: AreaKey(1), basis, records }.sentence();
        assert_eq!(claim(Basis::NightCells, 1214), "1,214 records of its phones at night (22:00 to 07:00)");
        assert_eq!(claim(Basis::Said, 1), "said of 1 number of the line");
    }
}
