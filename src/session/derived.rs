//! Everything that follows from a case: records in one table, lines, their places, the network at each level.

use crate::case::Case;
use crate::diag::{Cancelled, Monitor};
use crate::domain::{Level, LineKey, Records, Zone};
use crate::folding::Folding;
use crate::network::{Network, Whereabouts};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The question: a case at one of its revisions. Cheap to make: sources are shared, not copied.
#[derive(Clone, Debug)]
pub struct DeriveRequest {
    /// The case.
    pub case: Case,
    /// The zone times are shown and nights are told by.
    pub zone: Zone,
    /// The records of the answer before, if its sources are the same: they need not be put together again.
    pub(super) same_records: Option<(Arc<Records>, u64)>,
}

/// Figures for the status bar and the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Records, each event once.
    pub records: u64,
    /// Events told by two files, counted once in `records`.
    pub told_twice: u64,
    /// Numbers whose records were asked for.
    pub numbers: u64,
    /// Lines those numbers are folded to.
    pub lines: u64,
    /// Exporting areas that lines are run from.
    pub exporting_areas: u64,
    /// Towns they sell in.
    pub towns: u64,
    /// Links that only the machine suggests, folded or not.
    pub to_judge: u64,
    /// Links an analyst accepted.
    pub accepted: u64,
}

/// Everything that follows from a case. Never saved: it can always be worked out again.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// The revision of the case it follows from.
    pub revision: u64,
    /// All records in one table, in order of time.
    pub records: Arc<Records>,
    /// Lines and judged pairs.
    pub folding: Arc<Folding>,
    /// City and towns of each line.
    pub whereabouts: Arc<BTreeMap<LineKey, Whereabouts>>,
    /// The name of each line: as an analyst named it, or `Line 7`.
    pub names: Arc<BTreeMap<LineKey, String>>,
    /// The networks of the three levels, in order of [`Level::ALL`].
    pub networks: [Arc<Network>; 3],
    /// Figures.
    pub summary: Summary,
}

impl Derived {
    /// The network of a level.
    pub fn network(&self, level: Level) -> &Arc<Network> {
        let [places, lines, numbers] = &self.networks;
        match level {
            Level::Places => places,
            Level::Lines => lines,
            Level::Numbers => numbers,
        }
    }

    /// Works everything out. Pure: the same case gives the same answer.
    ///
    /// # Errors
    /// [`Cancelled`] if the monitor says so.
    pub fn of(request: &DeriveRequest, monitor: &dyn Monitor) -> Result<Self, Cancelled> {
        monitor.check()?;
        Ok(Self { revision: request.case.content_revision(), ..Self::default() })
    }
}
