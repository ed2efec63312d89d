//! What a row says of the phone at one end: handset, SIM, and the cell it was in.

use super::clean::clean;
use super::field::{Field, Whose};
use super::mapping::Mapping;
use super::tally::Remark;
use super::{osgb, position};
use crate::domain::{CellSpan, EndAt, EndRow, Imei, Imsi, LatLon, RecordBlock};
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
    fn is_silent(&self, own: Whose, plain: Whose) -> bool {
        self.columns[own as usize].is_none() && self.columns[plain as usize].is_none()
    }

    /// What a row says of a phone: by the columns of its own end and by those that fall to it.
    pub(super) fn read(
        &self,
        row: &[Cow<'_, str>],
        (own, plain): (Whose, Whose),
        block: &mut RecordBlock,
        mut remark: impl FnMut(Remark, &str),
    ) -> EndAt {
        if self.is_silent(own, plain) {
            return EndAt::default();
        }
        let (handset, sim) = self.identity(row, (own, plain), &mut remark);
        let cell = self.place(row, (own, plain), block, &mut remark);
        let end = EndRow { handset, sim, cell };
        if end == EndRow::default() { EndAt::default() } else { block.end(end) }
    }

    /// Handset and SIM as a row gives them.
    fn identity(
        &self,
        row: &[Cow<'_, str>],
        (own, plain): (Whose, Whose),
        remark: &mut impl FnMut(Remark, &str),
    ) -> (Option<Imei>, Option<Imsi>) {
        let (imei, imsi) = (self.code(row, own, plain, |c| c.imei), self.code(row, own, plain, |c| c.imsi));
        let handset = Imei::parse(imei);
        if handset.is_none() && !is_zero(imei) {
            remark(Remark::HandsetUnread, imei);
        }
        let sim = Imsi::parse(imsi);
        if sim.is_none() && !is_zero(imsi) {
            remark(Remark::SimUnread, imsi);
        }
        (handset, sim)
    }

    /// The cell as a row gives it.
    fn place(
        &self,
        row: &[Cow<'_, str>],
        (own, plain): (Whose, Whose),
        block: &mut RecordBlock,
        remark: &mut impl FnMut(Remark, &str),
    ) -> CellSpan {
        let either = |field| self.either(row, own, plain, field);
        let code = |field| self.code(row, own, plain, field);
        let written = WrittenPosition {
            lat: either(|c| c.lat),
            lon: either(|c| c.lon),
            pair: either(|c| c.lat_lon),
            easting: either(|c| c.easting),
            northing: either(|c| c.northing),
        };
        let position = written.read();
        if position.is_none() && !written.is_unknown() {
            remark(Remark::PositionUnread, &written.text());
        }
        let key = block.text(&cell_key(code(|c| c.lac), code(|c| c.cell)));
        CellSpan { key, position, town: block.text(code(|c| c.town)) }
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
        let of_pair = || if self.pair.is_empty() { None } else { of_pair() };
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
