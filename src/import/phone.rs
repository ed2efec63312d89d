//! What a row says of the phone at one end: handset, SIM, and the cell it was in.

use super::clean::clean;
use super::field::{Field, Whose};
use super::mapping::Mapping;
use super::phone_book::{Digits, EndText, KnownPhone, KnownPlace, PhoneBook, PhoneText, PlaceText};
use super::tally::Remark;
use super::{osgb, position};
use crate::domain::{CellSpan, EndAt, EndId, EndRow, Imei, Imsi, LatLon, Msisdn, PhoneRow, PlaceRow, RecordBlock};
use crate::ids::ShortText;
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

    /// Those that name a handset and a SIM.
    const fn identity(&self) -> [Option<usize>; 2] {
        [self.imei, self.imsi]
    }

    /// Those that say where it was.
    const fn place(&self) -> [Option<usize>; 8] {
        [self.cell, self.lac, self.lat, self.lon, self.lat_lon, self.easting, self.northing, self.town]
    }

    fn is_none(&self) -> bool {
        self.identity().iter().chain(&self.place()).all(Option::is_none)
    }
}

/// Columns that are read together for a phone: those of its own end and those that fall to it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Together {
    columns: Vec<usize>,
    /// The first ends for which these columns are read in the same way: what they say for one they say for the other.
    like: u8,
}

impl Together {
    /// For each two ends (own and plain) the columns of some fields.
    fn of(columns: &[PhoneColumns; 4], fields: fn(&PhoneColumns) -> Vec<Option<usize>>) -> Vec<Self> {
        let both = |(own, plain): Ends| [fields(&columns[own as usize]), fields(&columns[plain as usize])].concat();
        let all: Vec<_> = ENDS.map(both).into_iter().collect();
        let like = |one| (0..).zip(&all).find(|(_, other)| *other == one).map_or(u8::MAX, |(at, _)| at);
        all.iter().map(|one| Self { columns: one.iter().copied().flatten().collect(), like: like(one) }).collect()
    }

    fn cells<'c>(&self, row: &'c [Cow<'_, str>]) -> impl Iterator<Item = &'c str> {
        self.columns.iter().map(|c| row.get(*c).map_or("", |cell| &**cell))
    }

    /// What a row says in these columns, as it is written.
    fn text<const WORDS: usize>(&self, row: &[Cow<'_, str>]) -> Option<ShortText<WORDS>> {
        ShortText::joined(self.like, self.cells(row))
    }

    fn digits(&self, row: &[Cow<'_, str>]) -> Option<Digits> {
        Digits::of(self.like, self.cells(row))
    }

    fn phone_text(&self, row: &[Cow<'_, str>]) -> Option<PhoneText> {
        self.digits(row).map(PhoneText::Digits).or_else(|| self.text(row).map(PhoneText::Long))
    }

    fn place_text(&self, row: &[Cow<'_, str>]) -> Option<PlaceText> {
        self.text(row).map(PlaceText::Short).or_else(|| self.text(row).map(PlaceText::Long))
    }
}

/// Its own end (caller or called) and the plain one (target or other) of a phone.
pub(super) type Ends = (Whose, Whose);

const ENDS: [Ends; 4] =
    [(Whose::A, Whose::Target), (Whose::A, Whose::Other), (Whose::B, Whose::Target), (Whose::B, Whose::Other)];

/// Reads what rows say of a phone, by the columns of its own end and by those that fall to it.
#[derive(Debug)]
pub(super) struct PhoneReader {
    /// By [`Whose`], in its order.
    columns: [PhoneColumns; 4],
    /// Phones that rows speak of in ways of their own, by the columns that name them and those that say where they were.
    slots: Vec<(Together, Together)>,
    /// By [`ENDS`]: the slot of each; none where no column speaks of it.
    slot_of: [Option<usize>; 4],
    /// Whether the ends have no columns of their own that name a phone.
    is_plain: bool,
}

/// What rows before said of a phone in the same words.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct KnownEnd {
    phone: Option<KnownPhone>,
    place: Option<KnownPlace>,
}

/// What is read of the phones of a row.
pub(super) struct Phones<'p> {
    /// What is known of each phone that the row speaks of.
    pub known: &'p [KnownEnd],
    pub block: &'p mut RecordBlock,
    /// Of each new end of the block.
    pub texts: &'p mut Vec<EndText>,
}

impl PhoneReader {
    pub(super) fn new(mapping: &Mapping) -> Self {
        let columns = Whose::ALL.map(|whose| PhoneColumns::of(mapping, whose));
        let is_silent = |(own, plain): Ends| columns[own as usize].is_none() && columns[plain as usize].is_none();
        let identities = Together::of(&columns, |c| c.identity().to_vec());
        let places = Together::of(&columns, |c| c.place().to_vec());
        let mut slots: Vec<(Together, Together)> = Vec::new();
        let mut slot_of = [None; 4];
        for ((slot, ends), both) in slot_of.iter_mut().zip(ENDS).zip(identities.into_iter().zip(places)) {
            if !is_silent(ends) {
                *slot = slots.iter().position(|known| *known == both).or(Some(slots.len()));
                slots.extend((*slot == Some(slots.len())).then_some(both));
            }
        }
        let is_plain = [Whose::A, Whose::B].iter().all(|own| columns[*own as usize].identity() == [None; 2]);
        Self { columns, slots, slot_of, is_plain }
    }

    /// Phones that a row speaks of.
    pub(super) fn slots(&self) -> usize {
        self.slots.len()
    }

    /// What is known of the phones of some rows: for each row as many as there are slots.
    pub(super) fn look_up(&self, rows: &[Vec<Cow<'_, str>>], book: &PhoneBook) -> Vec<KnownEnd> {
        let mut known = vec![KnownEnd::default(); rows.len() * self.slots()];
        for (slot, (identity, place)) in self.slots.iter().enumerate() {
            let digits: Vec<_> = rows.iter().map(|row| identity.digits(row)).collect();
            let phones = book.phones(&digits);
            let is_new = book.places_are_new();
            let text = |row: &Vec<Cow<'_, str>>| if is_new { None } else { place.text(row) };
            let texts: Vec<_> = rows.iter().map(text).collect();
            let places = book.places(&texts);
            let ends = known.iter_mut().skip(slot).step_by(self.slots()).zip(rows);
            for ((end, row), (digits, phone)) in ends.zip(digits.iter().zip(phones)) {
                let long = || identity.text(row).and_then(|text| book.phone(&text));
                end.phone = if digits.is_some() { phone } else { long() };
            }
            let ends = known.iter_mut().skip(slot).step_by(self.slots()).zip(rows);
            for ((end, row), (text, short)) in ends.zip(texts.iter().zip(places)) {
                let long = || if is_new { None } else { place.text(row).and_then(|text| book.place(&text)) };
                end.place = if text.is_some() { short } else { long() };
            }
        }
        known
    }

    fn slot(&self, ends: Ends) -> Option<usize> {
        ENDS.iter().position(|known| *known == ends).and_then(|at| self.slot_of[at])
    }

    /// The phone of the number asked for, if rows before named it and the ends have no columns of their own for it.
    pub(super) fn plain_phone(&self, known: &[KnownEnd]) -> Option<KnownPhone> {
        known.get(self.slot_of[0].filter(|_| self.is_plain)?)?.phone
    }

    /// What a row says of a phone.
    pub(super) fn read(
        &self,
        row: &[Cow<'_, str>],
        ends: Ends,
        Phones { known, block, texts }: &mut Phones<'_>,
        holder: &impl Fn() -> Option<Msisdn>,
        remark: &mut impl FnMut(Remark, &str),
    ) -> EndAt {
        let Some(slot) = self.slot(ends) else { return EndAt::Known(EndId::NOTHING) };
        let known = known.get(slot).copied().unwrap_or_default();
        if let KnownEnd { phone: Some(KnownPhone { phone, .. }), place: Some(KnownPlace(cell)) } = known {
            return EndAt::Known(EndId { phone, cell });
        }
        let (identity, place) = &self.slots[slot];
        let mut text = EndText { phone: None, holder: None, place: None };
        let phone = known.phone.map_or_else(
            || {
                let mut is_plain = true;
                let (imei, imsi) = self.identity(row, ends, &mut |what, text| {
                    is_plain = false;
                    remark(what, text);
                });
                text.phone = if is_plain { identity.phone_text(row) } else { None };
                text.holder = if is_plain { holder() } else { None };
                PhoneRow::New(imei, imsi)
            },
            |KnownPhone { phone, .. }| PhoneRow::Known(phone),
        );
        let place = known.place.map_or_else(
            || {
                let mut is_plain = true;
                let cell = self.place(row, ends, block, &mut |what, text| {
                    is_plain = false;
                    remark(what, text);
                });
                text.place = if is_plain { place.place_text(row) } else { None };
                PlaceRow::New(cell)
            },
            |KnownPlace(cell)| PlaceRow::Known(cell),
        );
        let end = EndRow { phone, place };
        if end.is_nothing() {
            return EndAt::Known(EndId::NOTHING);
        }
        texts.push(text);
        block.end(end)
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
