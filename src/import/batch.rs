//! What one file gave.

use super::{FileReport, Limits, Reading, Template};
use crate::domain::{Attribution, CellSite, DialPlan, NumberPlace, Order, Records, Source, Zone};
use serde::Serialize;

/// What a reader of files is told beforehand. The defaults are right for Great Britain; users do not tune.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// How numbers are written where the files come from.
    pub plan: DialPlan,
    /// Zone of times that name none.
    pub zone: Zone,
    /// What a person says of how files are read; stands above all that is inferred.
    pub reading: Reading,
    /// Readings kept for files with a known header.
    pub templates: Vec<Template>,
    /// How much a file may unpack to.
    pub limits: Limits,
}

/// What a file turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Content {
    /// Call-detail records.
    Records,
    /// Blocking orders.
    Orders,
    /// Who used which number.
    Attributions,
    /// Where users of numbers live.
    NumberPlaces,
    /// A cell-site list.
    CellSites,
    /// None of these; the report says why.
    Unknown,
}

/// What one file gave: a report always, and what could be read.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The file, by name and hash.
    pub source: Source,
    /// What was understood, counted and kept out.
    pub report: FileReport,
    /// Records, in the order of the file, all of source 0.
    pub records: Records,
    /// Blocking orders.
    pub orders: Vec<Order>,
    /// Attributions.
    pub attributions: Vec<Attribution>,
    /// Places of numbers.
    pub number_places: Vec<NumberPlace>,
    /// Cell sites.
    pub cell_sites: Vec<CellSite>,
}

impl Batch {
    /// Whether this is the same table as another, wherever both lay: beside an archive and in it, packed and not.
    pub fn is_copy_of(&self, other: &Self) -> bool {
        // What could not be read has no hash of its own.
        !self.report.content_sha256.is_empty() && self.report.content_sha256 == other.report.content_sha256
    }
}
