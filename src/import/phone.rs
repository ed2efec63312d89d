//! What a row says of the phone at one end: handset, SIM, and the cell it was in.

use super::clean::clean;
use super::field::{Field, Whose};
use super::mapping::Mapping;
use super::tally::{Remark, Tally};
use super::{osgb, position};
use crate::domain::{Cell, EndDraft, Imei, Imsi, LatLon};
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

    /// What a row says of a phone. `own` is its end; `plain` says whether columns of the target or of the other one speak of it.
    pub(super) fn read(
        &self,
        row: &[Cow<'_, str>],
        number: u64,
        own: Whose,
        plain: Whose,
        tally: &mut Tally,
    ) -> EndDraft {
        let (own, plain) = (&self.columns[own as usize], &self.columns[plain as usize]);
        if own.is_none() && plain.is_none() {
            return EndDraft::default();
        }
        let text = |column: Option<usize>| column.and_then(|c| row.get(c)).map_or("", |cell| clean(cell));
        let either = |field: fn(&PhoneColumns) -> Option<usize>| {
            let own = text(field(own));
            if own.is_empty() { text(field(plain)) } else { own }
        };
        let code =
            |field: fn(&PhoneColumns) -> Option<usize>| Some(either(field)).filter(|t| *t != "-1").unwrap_or_default();
        let (imei, imsi) = (code(|c| c.imei), code(|c| c.imsi));
        let handset = Imei::parse(imei);
        if handset.is_none() && !is_zero(imei) {
            tally.add(Remark::HandsetUnread, number, imei);
        }
        let sim = Imsi::parse(imsi);
        if sim.is_none() && !is_zero(imsi) {
            tally.add(Remark::SimUnread, number, imsi);
        }
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
            tally.add(Remark::PositionUnread, number, &written.text());
        }
        let cell = (!key.is_empty() || position.is_some() || !town.is_empty()).then(|| Cell {
            key: key.into_owned(),
            position,
            town: (!town.is_empty()).then(|| town.to_owned()),
        });
        EndDraft { handset, sim, cell }
    }
}

/// The name of a cell: as given, or area and number joined where they have a column each.
pub(super) fn cell_key<'c>(lac: &'c str, cell: &'c str) -> Cow<'c, str> {
    let bare = |text: &str| !text.is_empty() && text.len() < 10 && text.bytes().all(|b| b.is_ascii_hexdigit());
    if bare(lac) && bare(cell) { Cow::Owned(format!("{lac}-{cell}")) } else { Cow::Borrowed(cell) }
}

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
