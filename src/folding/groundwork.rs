//! What a folding rests on that an analyst's decisions do not change.

use super::contacts::Naming;
use super::fold::{in_rounds, stage};
use super::judge::Round;
use super::study::{Readings, Study};
use super::{FoldRequest, Folding};
use crate::diag::{Cancelled, Monitor};
use crate::domain::{Attribution, CellSite, Msisdn, Order, Records, Verdict, Zone};
use std::collections::BTreeSet;
use std::fmt;

/// What a folding rests on that an analyst's decisions do not change: the profiles of all numbers, and what the first round measures.
/// Most of the time goes into it. Kept, it lets a changed decision be folded in again at once.
pub struct Groundwork {
    records: Records,
    orders: Vec<Order>,
    attributions: Vec<Attribution>,
    cell_sites: Vec<CellSite>,
    zone: Zone,
    /// Numbers that were made subjects because an analyst joined them.
    also: BTreeSet<Msisdn>,
    readings: Readings,
    first: Round,
}

/// Numbers that an analyst joined.
fn joined(request: &FoldRequest) -> BTreeSet<Msisdn> {
    let verdicts = request.verdicts();
    let accepted = verdicts.iter().filter(|(_, v)| **v == Verdict::Accepted);
    accepted.flat_map(|(pair, _)| [pair.old, pair.new]).collect()
}

impl Groundwork {
    /// Lays it. O(records log records) and what the pairs worth judging take.
    ///
    /// # Errors
    /// [`Cancelled`] when the monitor says so.
    pub fn new(request: &FoldRequest, monitor: &dyn Monitor) -> Result<Self, Cancelled> {
        stage(0, monitor);
        let joined = joined(request);
        let readings = Readings::new(request, &joined.iter().copied().collect::<Vec<_>>(), monitor)?;
        let study = Study::new(request, &readings);
        let first = Round::new(&study, &Naming::plain(readings.census.len()), monitor)?;
        Ok(Self {
            records: request.records.clone(),
            orders: request.orders.to_vec(),
            attributions: request.attributions.to_vec(),
            cell_sites: request.cell_sites.to_vec(),
            zone: request.zone.clone(),
            also: joined.into_iter().filter(|&number| readings.is_extra(number)).collect(),
            readings,
            first,
        })
    }

    /// Whether it is what a request rests on: nothing but decisions differs, and those make no other numbers stand in lines.
    pub fn bears(&self, request: &FoldRequest) -> bool {
        let also = || joined(request).into_iter().filter(|&number| self.readings.is_extra(number));
        self.records.is_same(request.records)
            && self.orders == request.orders
            && self.attributions == request.attributions
            && self.cell_sites == request.cell_sites
            && self.zone == *request.zone
            && also().eq(self.also.iter().copied())
    }

    /// Folds a request that [rests](Groundwork::bears) on it, as [`fold`](super::fold) does.
    ///
    /// # Errors
    /// [`Cancelled`] when the monitor says so.
    pub fn fold(&self, request: &FoldRequest, monitor: &dyn Monitor) -> Result<Folding, Cancelled> {
        debug_assert!(self.bears(request));
        in_rounds(&Study::new(request, &self.readings), &self.first, monitor)
    }

    /// What was read of the records.
    pub(super) const fn readings(&self) -> &Readings {
        &self.readings
    }
}

impl fmt::Debug for Groundwork {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Groundwork").field("subjects", &self.readings.profiles.len()).finish_non_exhaustive()
    }
}
