//! Cells: what a record says of where a phone was, and what a cell-site list says of the cell.

use serde::{Deserialize, Serialize};
use std::num::NonZeroU32;

/// A position on the earth (WGS 84), kept to a millionth of a degree (about a tenth of a metre) so that it can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Degrees", into = "Degrees")]
pub struct LatLon {
    lat_e6: i32,
    /// Counted from one, at the date line, so that a position that may be missing takes no more room.
    lon_from_one: NonZeroU32,
}

/// A position as it is written.
#[derive(Serialize, Deserialize)]
struct Degrees {
    lat_e6: i32,
    lon_e6: i32,
}

const DATE_LINE_E6: i32 = 180_000_000;

impl TryFrom<Degrees> for LatLon {
    type Error = &'static str;

    fn try_from(Degrees { lat_e6, lon_e6 }: Degrees) -> Result<Self, Self::Error> {
        Self::of_e6(lat_e6, lon_e6).ok_or("a position lies outside the globe")
    }
}

impl From<LatLon> for Degrees {
    fn from(at: LatLon) -> Self {
        Self { lat_e6: at.lat_e6, lon_e6: at.lon_e6() }
    }
}

impl LatLon {
    /// From degrees; `None` outside the globe, and for 0,0, which operators write for "not known".
    pub fn new(lat_degrees: f64, lon_degrees: f64) -> Option<Self> {
        let inside = (-90.0..=90.0).contains(&lat_degrees) && (-180.0..=180.0).contains(&lon_degrees);
        let known = lat_degrees != 0.0 || lon_degrees != 0.0;
        #[expect(clippy::cast_possible_truncation, reason = "180 million fits i32")]
        let whole = |degrees: f64| (degrees * 1e6).round() as i32;
        if inside && known { Self::of_e6(whole(lat_degrees), whole(lon_degrees)) } else { None }
    }

    fn of_e6(lat_e6: i32, lon_e6: i32) -> Option<Self> {
        let from_one = u32::try_from(lon_e6.checked_add(DATE_LINE_E6 + 1)?).ok().and_then(NonZeroU32::new)?;
        let inside = lat_e6.unsigned_abs() <= DATE_LINE_E6.unsigned_abs() / 2 && lon_e6 <= DATE_LINE_E6;
        inside.then_some(Self { lat_e6, lon_from_one: from_one })
    }

    fn lon_e6(self) -> i32 {
        self.lon_from_one.get().wrapping_sub(1).wrapping_sub(DATE_LINE_E6.unsigned_abs()).cast_signed()
    }

    /// Latitude in degrees, north positive.
    pub fn lat_degrees(self) -> f64 {
        f64::from(self.lat_e6) / 1e6
    }

    /// Longitude in degrees, east positive.
    pub fn lon_degrees(self) -> f64 {
        f64::from(self.lon_e6()) / 1e6
    }

    /// Great-circle distance in kilometres on a sphere of radius 6,371 km (haversine; off by at most 0.5 %).
    pub fn km_to(self, other: Self) -> f64 {
        let (lat1, lat2) = (self.lat_degrees().to_radians(), other.lat_degrees().to_radians());
        let half_lat = (lat2 - lat1) / 2.0;
        let half_lon = (other.lon_degrees() - self.lon_degrees()).to_radians() / 2.0;
        let h = half_lat.sin().powi(2) + lat1.cos() * lat2.cos() * half_lon.sin().powi(2);
        2.0 * 6371.0 * h.sqrt().min(1.0).asin()
    }
}

/// A cell as records name it. The same mast may appear under several keys.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// The cell's identity as the operator wrote it (CGI, ECI, or a name); empty where only a position is known.
    pub key: String,
    /// Position, where the record itself gives one.
    pub position: Option<LatLon>,
    /// Town or address, where the record itself names one.
    pub town: Option<String>,
}

impl Cell {
    /// The same, its texts where the cell keeps them.
    pub fn view(&self) -> CellView<'_> {
        CellView { key: &self.key, position: self.position, town: self.town.as_deref() }
    }
}

/// A cell of a table of records, its texts where the table keeps them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellView<'t> {
    /// The cell's identity as the operator wrote it; empty where only a position is known.
    pub key: &'t str,
    /// Position, where the record itself gives one.
    pub position: Option<LatLon>,
    /// Town or address, where the record itself names one.
    pub town: Option<&'t str>,
}

impl CellView<'_> {
    /// The cell by itself.
    pub fn to_cell(self) -> Cell {
        Cell { key: self.key.to_owned(), position: self.position, town: self.town.map(str::to_owned) }
    }
}

/// A line of a cell-site list: what the operator says of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellSite {
    /// The cell's identity, to be matched with [`Cell::key`].
    pub key: String,
    /// Where the mast stands.
    pub position: Option<LatLon>,
    /// Town named by the list.
    pub town: Option<String>,
    /// Middle of the sector in degrees from north, clockwise.
    pub azimuth_degrees: Option<u16>,
}
