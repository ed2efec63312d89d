//! What a row says of the phone at one end: handset, SIM, and the cell it was in.

use super::clean::clean;
use super::field::{Field, Whose};
use super::mapping::Mapping;
use super::tally::Remark;
use super::{osgb, position};
use crate::domain::{Cell, Imei, Imsi, LatLon};
use std::borrow::Cow;

/// The columns that speak of one phone.
#[derive(Clone, Copy, Debug, Default)]
struct PhoneColumns {
    imei: Option<usize>,
    imsi: Option<usize>,
    cell: Option<usize>,
    lac: Option<usize>,
    lat: Option<usize>,
    lon: Option<usize>,
    lat_lon: Option<usize>,
    easting: Option<usize>,
    northing: Option<usize>,
    town: Option<usize>,
}

impl PhoneColumns {
    fn of(mapping: &Mapping, whose: Whose) -> Self {
        Self {
            imei: mapping.column(Field::Imei(whose)),
            imsi: mapping.column(Field::Imsi(whose)),
            cell: mapping.column(Field::Cell(whose)),
            lac: mapping.column(Field::Lac(whose)),
            lat: mapping.column(Field::Lat(whose)),
            lon: mapping.column(Field::Lon(whose)),
            lat_lon: mapping.column(Field::LatLon(whose)),
            easting: mapping.column(Field::Easting(whose)),
            northing: mapping.column(Field::Northing(whose)),
            town: mapping.column(Field::Town(whose)),
        }
    }

    fn is_none(&self) -> bool {
        let place = [self.cell, self.lac, self.lat, self.lon, self.lat_lon, self.easting, self.northing, self.town];
        [self.imei, self.imsi].iter().chain(&place).all(Option::is_none)
    }
}

/// Reads what rows say of a phone, by the columns of its own end and by those that fall to it.
#[derive(Debug)]
pub(super) struct PhoneReader {
    /// By [`Whose`], in its order.
    columns: [PhoneColumns; 4],
}

impl PhoneReader {
    pub(super) fn new(mapping: &Mapping) -> Self {
        Self { columns: Whose::ALL.map(|whose| PhoneColumns::of(mapping, whose)) }
    }

    /// Whether no column speaks of a phone. `own` is its end; `plain` says whether columns of the target or of the other one
    /// speak of it.
    pub(super) fn is_silent(&self, own: Whose, plain: Whose) -> bool {
        self.columns[own as usize].is_none() && self.columns[plain as usize].is_none()
    }

    /// The columns that say which handset and SIM it is.
    pub(super) fn identity_columns(&self, own: Whose, plain: Whose) -> impl Iterator<Item = usize> {
        let of = |whose: Whose| [self.columns[whose as usize].imei, self.columns[whose as usize].imsi];
        of(own).into_iter().chain(of(plain)).flatten()
    }

    /// The columns that say where it is.
    pub(super) fn place_columns(&self, own: Whose, plain: Whose) -> impl Iterator<Item = usize> {
        let of = |whose: Whose| {
            let c = &self.columns[whose as usize];
            [c.cell, c.lac, c.lat, c.lon, c.lat_lon, c.easting, c.northing, c.town]
        };
        of(own).into_iter().chain(of(plain)).flatten()
    }

    /// Handset and SIM as a row gives them.
    pub(super) fn identity(
        &self,
        row: &[Cow<'_, str>],
        own: Whose,
        plain: Whose,
    ) -> (Option<Imei>, Option<Imsi>, Remarks) {
        let mut remarks = Vec::new();
        let (imei, imsi) = (self.code(row, own, plain, |c| c.imei), self.code(row, own, plain, |c| c.imsi));
        let handset = Imei::parse(imei);
        if handset.is_none() && !is_zero(imei) {
            remarks.push((Remark::HandsetUnread, imei.to_owned()));
        }
        let sim = Imsi::parse(imsi);
        if sim.is_none() && !is_zero(imsi) {
            remarks.push((Remark::SimUnread, imsi.to_owned()));
        }
        (handset, sim, remarks)
    }

    /// The cell as a row gives it.
    pub(super) fn place(&self, row: &[Cow<'_, str>], own: Whose, plain: Whose) -> (Option<Cell>, Remarks) {
        let mut remarks = Vec::new();
        let either = |field| self.either(row, own, plain, field);
        let code = |field| self.code(row, own, plain, field);
        let (key, town) = (cell_key(code(|c| c.lac), code(|c| c.cell)), code(|c| c.town));
        let written = WrittenPosition {
            lat: either(|c| c.lat),
            lon: either(|c| c.lon),
            pair: either(|c| c.lat_lon),
            easting: either(|c| c.easting),
            northing: either(|c| c.northing),
        };
        let position = written.read();
        if position.is_none() && !written.is_unknown() {
            remarks.push((Remark::PositionUnread, written.text()));
        }
        let cell = (!key.is_empty() || position.is_some() || !town.is_empty()).then(|| Cell {
            key: key.into_owned(),
            position,
            town: (!town.is_empty()).then(|| town.to_owned()),
        });
        (cell, remarks)
    }

    /// What a row says in the column of the phone's own end, else in the plain one.
    fn either<'c>(
        &self,
        row: &'c [Cow<'_, str>],
        own: Whose,
        plain: Whose,
        field: fn(&PhoneColumns) -> Option<usize>,
    ) -> &'c str {
        let text = |whose: Whose| {
            let column = field(&self.columns[whose as usize]);
            column.and_then(|c| row.get(c)).map_or("", |cell| clean(cell))
        };
        Some(text(own)).filter(|t| !t.is_empty()).unwrap_or_else(|| text(plain))
    }

    fn code<'c>(
        &self,
        row: &'c [Cow<'_, str>],
        own: Whose,
        plain: Whose,
        field: fn(&PhoneColumns) -> Option<usize>,
    ) -> &'c str {
        Some(self.either(row, own, plain, field)).filter(|t| *t != "-1").unwrap_or_default()
    }
}

/// The name of a cell: as given, or area and number joined where they have a column each.
pub(super) fn cell_key<'c>(lac: &'c str, cell: &'c str) -> Cow<'c, str> {
    let bare = |text: &str| !text.is_empty() && text.len() < 10 && text.bytes().all(|b| b.is_ascii_hexdigit());
    if bare(lac) && bare(cell) { Cow::Owned(format!("{lac}-{cell}")) } else { Cow::Borrowed(cell) }
}

/// What could not be read, and its text.
pub(super) type Remarks = Vec<(Remark, String)>;

/// A position as the cells of a row give it; what a row does not have is empty.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct WrittenPosition<'c> {
    pub lat: &'c str,
    pub lon: &'c str,
    pub pair: &'c str,
    pub easting: &'c str,
    pub northing: &'c str,
}

impl WrittenPosition<'_> {
    /// The position, by whichever of the cells give one.
    pub(super) fn read(&self) -> Option<LatLon> {
        let of_pair = || position::pair(self.pair).or_else(|| osgb::grid_reference(self.pair));
        let of_degrees = || {
            let (lat, lon) = (position::degrees(self.lat)?, position::degrees(self.lon)?);
            LatLon::new(lat, lon)
        };
        let metres = |text: &str| text.parse::<f64>().ok();
        let of_grid = || osgb::position(metres(self.easting)?, metres(self.northing)?);
        of_pair().or_else(of_degrees).or_else(of_grid)
    }

    /// Whether the row does not claim to know the position: blank or zeros.
    pub(super) fn is_unknown(&self) -> bool {
        [self.lat, self.lon, self.pair, self.easting, self.northing].iter().all(|t| is_zero(t))
    }

    /// The cells, for a message.
    pub(super) fn text(&self) -> String {
        let all = [self.pair, self.lat, self.lon, self.easting, self.northing];
        all.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// Whether a text is blank or nothing but zeros, as operators write what they do not know.
fn is_zero(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b'0' | b'.' | b',' | b'/' | b'-' | b' '))
}
