//! Cells as places coarse enough to be compared: the same mast has several keys, and a phone changes mast indoors.

use crate::domain::{CellId, CellSite, CellView, LatLon, Records};
use std::collections::HashMap;

/// A place, numbered in an order of its own, so that no result depends on the order of the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Bucket {
    /// What kind of place it is. Places of two kinds cannot be compared.
    pub kind: Kind,
    rank: u32,
}

/// How a place is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// By its position.
    Square,
    /// By the name of a town.
    Town,
    /// By the key of a cell alone: the keys of two operators have nothing in common.
    Cell,
}

impl Kind {
    /// All of them, the most telling first.
    pub const ALL: [Self; 3] = [Self::Square, Self::Town, Self::Cell];
}

/// Height of a square in degrees of latitude (about 28 km).
const LAT_DEGREES: f64 = 0.25;
/// Width in degrees of longitude (about 28 km in England).
const LON_DEGREES: f64 = 0.4;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Square(i32, i32),
    Town(String),
    Cell(String),
}

impl Place {
    fn kind(&self) -> Kind {
        match self {
            Self::Square(..) => Kind::Square,
            Self::Town(_) => Kind::Town,
            Self::Cell(_) => Kind::Cell,
        }
    }
}

/// The place of every cell.
pub(super) struct Places {
    of_cell: Vec<Bucket>,
}

impl Places {
    /// Sorts the cells of the records into places.
    pub fn new(records: &Records, sites: &[CellSite]) -> Self {
        // Looked up only, never walked.
        let mut by_key: HashMap<String, &CellSite> = HashMap::new();
        for site in sites {
            by_key.entry(bare(&site.key)).or_insert(site);
        }
        let site = |cell: CellView<'_>| by_key.get(&bare(cell.key)).copied().filter(|_| !cell.key.is_empty());
        let named: Vec<Place> = records.cells().map(|(_, cell)| place(cell, site(cell))).collect();
        let mut distinct = named.clone();
        distinct.sort();
        distinct.dedup();
        let rank = |p: &Place| distinct.binary_search(p).map_or(0, |i| u32::try_from(i).unwrap_or(u32::MAX));
        Self { of_cell: named.iter().map(|p| Bucket { kind: p.kind(), rank: rank(p) }).collect() }
    }

    /// The place of a cell.
    pub fn of(&self, cell: CellId) -> Bucket {
        self.of_cell[cell.index()]
    }
}

/// A cell's key as lists and records agree on it.
fn bare(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn place(cell: CellView<'_>, site: Option<&CellSite>) -> Place {
    if let Some(at) = site.and_then(|s| s.position).or(cell.position) {
        return square(at);
    }
    match site.and_then(|s| s.town.as_deref()).or(cell.town) {
        Some(town) => Place::Town(town.trim().to_lowercase()),
        None => Place::Cell(bare(cell.key)),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "degrees")]
fn square(at: LatLon) -> Place {
    let step = |degrees: f64, size: f64| (degrees / size).floor() as i32;
    Place::Square(step(at.lat_degrees(), LAT_DEGREES), step(at.lon_degrees(), LON_DEGREES))
}
