//! One record, as ids of a table and as values.

use super::values::CellRow;
use super::{Cell, Imei, Imsi, Instant, Kind, Party};
use crate::ids::Id;

/// A party of the table.
pub type PartyId = Id<Party>;
/// A handset of the table.
pub type HandsetId = Id<Imei>;
/// A SIM of the table.
pub type SimId = Id<Imsi>;
/// A cell of the table.
pub type CellId = Id<CellRow>;
/// A phone of the table.
pub type PhoneId = Id<Phone>;
/// A record of the table: its index.
pub type RecordId = Id<Record>;

/// A handset and the SIM in it, as records tell of them together; at least one of them is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Phone {
    /// The handset.
    pub handset: Option<HandsetId>,
    /// The SIM.
    pub sim: Option<SimId>,
}

/// What a record says of one of its ends, as ids of the table: which phone, in which cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct EndId {
    /// The phone, if the record tells of it.
    pub phone: Option<PhoneId>,
    /// The cell at the start.
    pub cell: Option<CellId>,
}

impl EndId {
    /// The record says nothing of this end.
    pub const NOTHING: Self = Self { phone: None, cell: None };
}

/// What a record says of one of its ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct End {
    /// The handset.
    pub handset: Option<HandsetId>,
    /// The SIM.
    pub sim: Option<SimId>,
    /// The cell at the start.
    pub cell: Option<CellId>,
}

/// One record, its values as ids of the table it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// When it began.
    pub start: Instant,
    /// How long it lasted; `None` where the operator says nothing.
    pub duration_secs: Option<u32>,
    /// What it was.
    pub kind: Kind,
    /// Who called or sent.
    pub a: PartyId,
    /// Who was called or received.
    pub b: PartyId,
    /// The caller's phone.
    pub a_end: EndId,
    /// The called phone.
    pub b_end: EndId,
    /// Index of the source it was read from.
    pub source: u16,
    /// Row in that source, from 1; the original text is there.
    pub row: u32,
}

/// One end of a record before it enters a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndDraft {
    /// The handset.
    pub handset: Option<Imei>,
    /// The SIM.
    pub sim: Option<Imsi>,
    /// The cell at the start.
    pub cell: Option<Cell>,
}

/// A record before it enters a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordDraft {
    /// When it began.
    pub start: Instant,
    /// How long it lasted; `None` where the operator says nothing.
    pub duration_secs: Option<u32>,
    /// What it was.
    pub kind: Kind,
    /// Who called or sent.
    pub a: Party,
    /// Who was called or received.
    pub b: Party,
    /// The caller's phone.
    pub a_end: EndDraft,
    /// The called phone.
    pub b_end: EndDraft,
    /// Index of the source it was read from.
    pub source: u16,
    /// Row in that source, from 1.
    pub row: u32,
}
