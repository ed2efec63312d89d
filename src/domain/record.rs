//! One record, as ids of a table and as values.

use super::values::CellRow;
use super::{Cell, Imei, Imsi, Instant, Kind, Party};
use crate::ids::Id;
use std::hash::{Hash, Hasher};

/// A party of the table.
pub type PartyId = Id<Party>;
/// A handset of the table.
pub type HandsetId = Id<Imei>;
/// A SIM of the table.
pub type SimId = Id<Imsi>;
/// A cell of the table.
pub type CellId = Id<CellRow>;
/// An end of the table.
pub type EndId = Id<End>;
/// A record of the table: its index.
pub type RecordId = Id<Record>;

/// What a record says of the phone at one of its ends. A phone has few of these, so records share them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct End {
    /// The handset.
    pub handset: Option<HandsetId>,
    /// The SIM.
    pub sim: Option<SimId>,
    /// The cell at the start.
    pub cell: Option<CellId>,
}

impl Hash for End {
    /// As two words: by field it would be six, and ends are looked up for every record.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let next = |index: Option<usize>| index.map_or(0, |index| index as u64 + 1);
        let (handset, sim) = (next(self.handset.map(Id::index)), next(self.sim.map(Id::index)));
        state.write_u64(handset << 32 | sim);
        state.write_u64(next(self.cell.map(Id::index)));
    }
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
