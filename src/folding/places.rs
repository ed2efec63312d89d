//! Cells as places coarse enough to be compared: the same mast has several keys, and a phone changes mast indoors.

use crate::domain::{Cell, CellId, Records};

/// A place: a square of the map, a town, or where nothing better is known a cell. Numbered in an order of their own, so that
/// no result depends on the order of the records.
pub(super) type Bucket = u32;

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

/// The place of every cell.
pub(super) struct Places {
    of_cell: Vec<Bucket>,
}

impl Places {
    /// Sorts the cells of the records into places.
    pub fn new(records: &Records) -> Self {
        let named: Vec<Place> = records.cells().iter().map(|(_, cell)| place(cell)).collect();
        let mut distinct = named.clone();
        distinct.sort();
        distinct.dedup();
        let rank = |p: &Place| distinct.binary_search(p).map_or(0, |i| u32::try_from(i).unwrap_or(u32::MAX));
        Self { of_cell: named.iter().map(rank).collect() }
    }

    /// The place of a cell.
    pub fn of(&self, cell: CellId) -> Bucket {
        self.of_cell[cell.index()]
    }
}

fn place(cell: &Cell) -> Place {
    if let Some(at) = cell.position {
        #[expect(clippy::cast_possible_truncation, reason = "degrees")]
        let square = |degrees: f64, size: f64| (degrees / size).floor() as i32;
        return Place::Square(square(at.lat_degrees(), LAT_DEGREES), square(at.lon_degrees(), LON_DEGREES));
    }
    match &cell.town {
        Some(town) => Place::Town(town.to_lowercase()),
        None => Place::Cell(cell.key.clone()),
    }
}
