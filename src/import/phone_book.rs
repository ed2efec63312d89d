//! What rows before said of phones, by the texts in which they said it: the same phone in the same cell is written the same way.

use crate::domain::{CellId, EndId, Interned, Msisdn, PhoneId, RecentNumbers};
use crate::ids::{Recent, ShortText};

/// The cells of a row that name a handset and a SIM: two numbers of fifteen digits, and more than that.
pub(super) type PhoneText = ShortText<5>;
/// The cells of a row that name a cell and its position.
pub(super) type CellText = ShortText<6>;
/// The same, where there is an address.
pub(super) type LongCellText = ShortText<14>;

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
    phones: Recent<PhoneText, KnownPhone, 2>,
    cells: Recent<CellText, KnownPlace, 2>,
    long_cells: Recent<LongCellText, KnownPlace, 2>,
}

impl PhoneBook {
    /// The phones that texts name.
    pub(super) fn phones(&self, texts: &[Option<PhoneText>]) -> Vec<Option<KnownPhone>> {
        self.phones.find_all(texts)
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
        let phone = |(end, text): (&EndId, &EndText)| {
            Some((text.phone?, KnownPhone { phone: end.phone, holder: text.holder }))
        };
        self.phones.learn(told().filter_map(phone), interned.rows);
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
