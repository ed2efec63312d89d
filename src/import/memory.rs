//! What a thread remembers of the rows it has read: nearly every cell holds a text that was read before.

use super::code::Direction;
use super::memo::Memo;
use super::party::read_party;
use super::phone::Remarks;
use super::tally::Remark;
use crate::domain::{
    CellId, DialPlan, HandsetId, Instant, Kind, Msisdn, NumberError, Party, PartyId, Records, SimId, Translation,
};
use std::borrow::Cow;

/// A party as an id of the memory's values, and what had to be mended to read it.
pub(super) type PartySeen = Result<(PartyId, Option<Remark>), NumberError>;

/// Texts that were read, and their values.
#[derive(Debug)]
pub(super) struct Memory {
    /// The values that rows name; it holds no records.
    pub values: Records,
    /// Their ids in the table that the records of all threads go to.
    pub known: Translation,
    pub withheld: PartyId,
    parties: Memo<PartySeen>,
    /// The beginning of an hour, where all of it is clear.
    pub hours: Memo<Option<Instant>>,
    pub directions: Memo<Option<Direction>>,
    pub kinds: Memo<Option<Kind>>,
    pub identities: Memo<(Option<HandsetId>, Option<SimId>, Remarks)>,
    pub places: Memo<(Option<CellId>, Remarks)>,
    /// The number that a SIM or handset is seen with, and whether the row names one.
    pub holders: Memo<(Option<Msisdn>, bool)>,
    /// Chunks that were read with it and whose records are not translated yet.
    pub waiting: usize,
    /// The text by which the last row named whose records these are.
    pub last_target: String,
    /// Several cells as one text.
    pub key: Vec<u8>,
}

impl Default for Memory {
    fn default() -> Self {
        let mut values = Records::default();
        Self {
            withheld: values.intern_party(&Party::Withheld),
            values,
            known: Translation::default(),
            parties: Memo::default(),
            hours: Memo::default(),
            directions: Memo::default(),
            kinds: Memo::default(),
            identities: Memo::default(),
            places: Memo::default(),
            holders: Memo::default(),
            waiting: 0,
            last_target: String::new(),
            key: Vec::new(),
        }
    }
}

/// With more values than this it begins anew: what was read long ago is hardly read again.
const MOST_VALUES: usize = 1 << 19;

impl Memory {
    /// The same as [`read_party`], faster for a text seen before.
    pub(super) fn party(&mut self, text: &str, plan: &DialPlan) -> PartySeen {
        if let Some(seen) = self.parties.get(text.as_bytes()) {
            return seen.clone();
        }
        let seen = read_party(text, plan).map(|(party, remark)| (self.values.intern_party(&party), remark));
        self.parties.learn(text.as_bytes(), seen.clone());
        seen
    }

    /// Puts cells of a row together as one text. Each is followed by its length, so that no two rows give the same by chance.
    pub(super) fn put_key(&mut self, row: &[Cow<'_, str>], columns: impl Iterator<Item = usize>, whose: (u8, u8)) {
        self.key.clear();
        self.key.extend_from_slice(&[whose.0, whose.1]);
        for column in columns {
            let cell = row.get(column).map_or("", |cell| cell).as_bytes();
            self.key.extend_from_slice(cell);
            self.key.extend_from_slice(&(cell.len() as u64).to_le_bytes()[..4]);
        }
    }

    /// The records of a chunk are translated. If no others wait for that and it is full, it begins anew.
    pub(super) fn release(&mut self) {
        self.waiting = self.waiting.saturating_sub(1);
        let values = &self.values;
        let tables = [values.parties().len(), values.handsets().len(), values.sims().len(), values.cells().len()];
        let is_full = self.parties.is_full() || self.identities.is_full() || self.places.is_full();
        if self.waiting == 0 && (is_full || tables.iter().any(|len| *len > MOST_VALUES)) {
            *self = Self::default();
        }
    }
}
