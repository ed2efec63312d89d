//! What rows before said of phones, by the texts in which they said it: the same phone in the same cell is written the same way.

use crate::domain::{CellId, EndId, Interned, Msisdn, PhoneId, RecentNumbers, of_digits};
use crate::ids::{QuickHasher, Recent, ShortText};
use std::collections::HashMap;
use std::hash::{Hash, Hasher};

/// The cells of a row that name a handset and a SIM, whatever stands in them.
pub(super) type LongPhoneText = ShortText<5>;
/// The cells of a row that name a cell and its position.
pub(super) type CellText = ShortText<6>;
/// The same, where there is an address.
pub(super) type LongCellText = ShortText<14>;

/// At most two cells of bare digits, and what they are the cells of. A third as long as the text, and looked up as much sooner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Digits([u64; 2]);

impl Hash for Digits {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.0[0]);
        state.write_u64(self.0[1]);
    }
}

impl Digits {
    /// None if there are more cells, or something else is in them.
    pub(super) fn of<'t>(what: u8, texts: impl Iterator<Item = &'t str>) -> Option<Self> {
        let mut words = [u64::from(what) << 60; 2];
        for (at, text) in texts.enumerate() {
            // Sixteen digits are less than 2^54. Zeros before a number are told by the length.
            let value = if text.is_empty() { 0 } else { of_digits(text.as_bytes()).filter(|_| text.len() <= 16)? };
            *words.get_mut(at)? |= (text.len() as u64) << 55 | value;
        }
        Some(Self(words))
    }
}

/// The texts by which a row names a phone.
#[derive(Clone, Copy, Debug)]
pub(super) enum PhoneText {
    Digits(Digits),
    Long(LongPhoneText),
}

/// A handset and the SIM in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct KnownPhone {
    /// None where the row names neither.
    pub phone: Option<PhoneId>,
    /// The number that is in most of its rows.
    pub holder: Option<Msisdn>,
}

/// Where a phone was: in a cell, or the row does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct KnownPlace(pub Option<CellId>);

/// The texts of what a row says of the place of a phone.
#[derive(Clone, Copy, Debug)]
pub(super) enum PlaceText {
    Short(CellText),
    Long(LongCellText),
}

/// The texts of an end that was not known; none where they do not fit or something in them was remarked upon.
#[derive(Clone, Copy, Debug)]
pub(super) struct EndText {
    pub phone: Option<PhoneText>,
    pub holder: Option<Msisdn>,
    pub place: Option<PlaceText>,
}

/// What the rows read so far taught. Chunks that are read at the same time look into it, and what they found new is added when they
/// are done.
#[derive(Debug, Default)]
pub(super) struct PhoneBook {
    pub numbers: RecentNumbers,
    phones: Recent<Digits, Option<PhoneId>, 2>,
    long_phones: Recent<LongPhoneText, Option<PhoneId>, 2>,
    /// By phone, the number that is in most of its rows.
    holders: HashMap<PhoneId, Msisdn, QuickHasher>,
    cells: Recent<CellText, KnownPlace, 2>,
    long_cells: Recent<LongCellText, KnownPlace, 2>,
}

impl PhoneBook {
    fn known(&self, phone: Option<PhoneId>) -> KnownPhone {
        KnownPhone { phone, holder: phone.and_then(|phone| self.holders.get(&phone)).copied() }
    }

    /// The phones that digits name.
    pub(super) fn phones(&self, digits: &[Option<Digits>]) -> impl Iterator<Item = Option<KnownPhone>> {
        self.phones.find_all(digits).into_iter().map(|found| found.map(|phone| self.known(phone)))
    }

    /// The phone that a text names.
    pub(super) fn phone(&self, text: &LongPhoneText) -> Option<KnownPhone> {
        self.long_phones.find(text).map(|phone| self.known(phone))
    }

    /// Whether places are not worth looking up at the moment, since nearly every one is new.
    pub(super) const fn places_are_new(&self) -> bool {
        self.cells.is_resting()
    }

    /// The places that short texts name.
    pub(super) fn places(&self, texts: &[Option<CellText>]) -> Vec<Option<KnownPlace>> {
        self.cells.find_all(texts)
    }

    /// The place that a long text names.
    pub(super) fn place(&self, text: &LongCellText) -> Option<KnownPlace> {
        self.long_cells.find(text)
    }

    /// Keeps what some rows had new, and the ids that it was given.
    pub(super) fn learn(&mut self, News { interned, texts }: &News) {
        self.numbers.learn(interned);
        let told = || interned.new_ends.iter().zip(texts);
        for (end, text) in told() {
            if let (Some(phone), Some(holder)) = (end.phone, text.holder) {
                self.holders.insert(phone, holder);
            }
        }
        let digits = |(end, text): (&EndId, &EndText)| match text.phone {
            Some(PhoneText::Digits(digits)) => Some((digits, end.phone)),
            _ => None,
        };
        let long_phone = |(end, text): (&EndId, &EndText)| match text.phone {
            Some(PhoneText::Long(text)) => Some((text, end.phone)),
            _ => None,
        };
        self.phones.learn(told().filter_map(digits), interned.rows);
        self.long_phones.learn(told().filter_map(long_phone), interned.rows);
        let short = |(end, text): (&EndId, &EndText)| match text.place {
            Some(PlaceText::Short(text)) => Some((text, KnownPlace(end.cell))),
            _ => None,
        };
        let long = |(end, text): (&EndId, &EndText)| match text.place {
            Some(PlaceText::Long(text)) => Some((text, KnownPlace(end.cell))),
            _ => None,
        };
        self.cells.learn(told().filter_map(short), interned.rows);
        self.long_cells.learn(told().filter_map(long), interned.rows);
    }
}

/// What some rows had new.
#[derive(Debug, Default)]
pub(super) struct News {
    pub interned: Interned,
    /// Of each new end.
    pub texts: Vec<EndText>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_told_apart_by_their_zeros_and_by_the_cell_they_stand_in() {
        let of = |what, texts: &[&str]| Digits::of(what, texts.iter().copied());
        let all = [
            of(0, &["356938035643809", "234150000000001"]),
            of(1, &["356938035643809", "234150000000001"]),
            of(0, &["234150000000001", "356938035643809"]),
            of(0, &["0356938035643", ""]),
            of(0, &["356938035643", ""]),
            of(0, &["", "356938035643"]),
            of(0, &["", ""]),
            of(0, &["0", ""]),
            of(0, &["9999999999999999", "9999999999999999"]),
        ];
        for (at, one) in all.iter().enumerate() {
            assert!(one.is_some(), "{at}");
            assert!(all[..at].iter().all(|other| other != one), "{at}");
        }
        let none = [of(0, &["35-693803-564380-9", ""]), of(0, &["1", "2", "3"]), of(0, &["35693803564380911"])];
        assert!(none.iter().all(Option::is_none));
    }
}
