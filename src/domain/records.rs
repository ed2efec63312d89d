//! The table of records: columns, not structs of strings. About 35 bytes a record and what the distinct values take.

use super::{Cell, Imei, Imsi, Instant, Kind, Msisdn, Party};
use crate::ids::{Id, Interner};
use std::collections::BTreeSet;

/// A party of the table.
pub type PartyId = Id<Party>;
/// A handset of the table.
pub type HandsetId = Id<Imei>;
/// A SIM of the table.
pub type SimId = Id<Imsi>;
/// A cell of the table.
pub type CellId = Id<Cell>;
/// An end of the table.
pub type EndId = Id<End>;
/// A record of the table: its index.
pub type RecordId = Id<Record>;

/// What a record says of the phone at one of its ends. A phone has few of these, so records share them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// The table of records. Values that repeat are kept once and named by id; columns have one entry a record.
#[derive(Clone, Debug, Default)]
pub struct Records {
    parties: Interner<Party>,
    handsets: Interner<Imei>,
    sims: Interner<Imsi>,
    cells: Interner<Cell>,
    ends: Interner<End>,
    requested: BTreeSet<Msisdn>,
    start: Vec<Instant>,
    duration_secs: Vec<u32>,
    kind: Vec<Kind>,
    a: Vec<PartyId>,
    b: Vec<PartyId>,
    a_end: Vec<EndId>,
    b_end: Vec<EndId>,
    source: Vec<u16>,
    row: Vec<u32>,
}

/// Stands for "the operator says nothing" in the duration column.
const NO_DURATION: u32 = u32::MAX;

impl Records {
    /// Moves the start of a record.
    ///
    /// # Panics
    /// If there is no such record.
    pub fn set_start(&mut self, id: RecordId, start: Instant) {
        self.start[id.index()] = start;
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.start.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.start.is_empty()
    }

    /// Adds a record at the end.
    pub fn push(&mut self, draft: &RecordDraft) -> RecordId {
        let a_end = self.intern_end(&draft.a_end);
        let b_end = self.intern_end(&draft.b_end);
        let record = Record {
            start: draft.start,
            duration_secs: draft.duration_secs,
            kind: draft.kind,
            a: self.parties.intern(&draft.a),
            b: self.parties.intern(&draft.b),
            a_end,
            b_end,
            source: draft.source,
            row: draft.row,
        };
        self.push_record(record)
    }

    fn intern_end(&mut self, draft: &EndDraft) -> EndId {
        let end = End {
            handset: draft.handset.map(|h| self.handsets.intern(&h)),
            sim: draft.sim.map(|s| self.sims.intern(&s)),
            cell: draft.cell.as_ref().map(|c| self.cells.intern(c)),
        };
        self.ends.intern(&end)
    }

    fn push_record(&mut self, record: Record) -> RecordId {
        let id = Id::new(self.len());
        self.start.push(record.start);
        self.duration_secs.push(record.duration_secs.map_or(NO_DURATION, |d| d.min(NO_DURATION - 1)));
        self.kind.push(record.kind);
        self.a.push(record.a);
        self.b.push(record.b);
        self.a_end.push(record.a_end);
        self.b_end.push(record.b_end);
        self.source.push(record.source);
        self.row.push(record.row);
        id
    }

    /// Adds all records of `other`, which become records of source `source`. Requested numbers are added too.
    /// Each distinct value is looked up once, so the cost of a record is that of copying it.
    pub fn append(&mut self, other: &Self, source: u16) {
        fn moved<T: Clone + Eq + std::hash::Hash>(into: &mut Interner<T>, from: &Interner<T>) -> Vec<Id<T>> {
            from.iter().map(|(_, value)| into.intern(value)).collect()
        }
        let parties = moved(&mut self.parties, &other.parties);
        let handsets = moved(&mut self.handsets, &other.handsets);
        let sims = moved(&mut self.sims, &other.sims);
        let cells = moved(&mut self.cells, &other.cells);
        let mut ends = Vec::with_capacity(other.ends.len());
        for (_, end) in other.ends.iter() {
            ends.push(self.ends.intern(&End {
                handset: end.handset.map(|h| handsets[h.index()]),
                sim: end.sim.map(|s| sims[s.index()]),
                cell: end.cell.map(|c| cells[c.index()]),
            }));
        }
        self.start.extend_from_slice(&other.start);
        self.duration_secs.extend_from_slice(&other.duration_secs);
        self.kind.extend_from_slice(&other.kind);
        self.a.extend(other.a.iter().map(|id| parties[id.index()]));
        self.b.extend(other.b.iter().map(|id| parties[id.index()]));
        self.a_end.extend(other.a_end.iter().map(|id| ends[id.index()]));
        self.b_end.extend(other.b_end.iter().map(|id| ends[id.index()]));
        self.source.resize(self.start.len(), source);
        self.row.extend_from_slice(&other.row);
        self.requested.extend(&other.requested);
    }

    /// Fills what record `keep` does not know of its ends and its duration from record `other`, which tells of the
    /// same event. What `keep` says itself stays. `other` is not changed.
    pub fn fill(&mut self, keep: RecordId, other: RecordId) {
        let (k, o) = (keep.index(), other.index());
        if self.duration_secs[k] == NO_DURATION {
            self.duration_secs[k] = self.duration_secs[o];
        }
        self.a_end[k] = self.filled_end(self.a_end[k], self.a_end[o]);
        self.b_end[k] = self.filled_end(self.b_end[k], self.b_end[o]);
    }

    fn filled_end(&mut self, keep: EndId, other: EndId) -> EndId {
        if keep == other {
            return keep;
        }
        let (ours, theirs) = (self.end(keep), self.end(other));
        self.ends.intern(&End {
            handset: ours.handset.or(theirs.handset),
            sim: ours.sim.or(theirs.sim),
            cell: ours.cell.or(theirs.cell),
        })
    }

    /// The table with these records alone, in this order. Values that no record names any more stay in their tables.
    #[must_use]
    pub fn arranged(mut self, order: &[RecordId]) -> Self {
        fn picked<T: Copy>(column: &[T], order: &[RecordId]) -> Vec<T> {
            order.iter().map(|id| column[id.index()]).collect()
        }
        self.start = picked(&self.start, order);
        self.duration_secs = picked(&self.duration_secs, order);
        self.kind = picked(&self.kind, order);
        self.a = picked(&self.a, order);
        self.b = picked(&self.b, order);
        self.a_end = picked(&self.a_end, order);
        self.b_end = picked(&self.b_end, order);
        self.source = picked(&self.source, order);
        self.row = picked(&self.row, order);
        self
    }

    /// The record as values instead of ids.
    pub fn draft(&self, record: &Record) -> RecordDraft {
        RecordDraft {
            start: record.start,
            duration_secs: record.duration_secs,
            kind: record.kind,
            a: self.party(record.a).clone(),
            b: self.party(record.b).clone(),
            a_end: self.end_draft(record.a_end),
            b_end: self.end_draft(record.b_end),
            source: record.source,
            row: record.row,
        }
    }

    fn end_draft(&self, id: EndId) -> EndDraft {
        let end = self.end(id);
        EndDraft {
            handset: end.handset.map(|h| *self.handsets.get(h)),
            sim: end.sim.map(|s| *self.sims.get(s)),
            cell: end.cell.map(|c| self.cells.get(c).clone()),
        }
    }

    /// The record with this id.
    pub fn get(&self, id: RecordId) -> Record {
        let i = id.index();
        let duration = self.duration_secs[i];
        Record {
            start: self.start[i],
            duration_secs: (duration != NO_DURATION).then_some(duration),
            kind: self.kind[i],
            a: self.a[i],
            b: self.b[i],
            a_end: self.a_end[i],
            b_end: self.b_end[i],
            source: self.source[i],
            row: self.row[i],
        }
    }

    /// Every record, in the order they were added.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Record> {
        (0..self.len()).map(|i| self.get(Id::new(i)))
    }

    /// Every record with its id.
    pub fn with_ids(&self) -> impl ExactSizeIterator<Item = (RecordId, Record)> {
        (0..self.len()).map(|i| (Id::new(i), self.get(Id::new(i))))
    }

    /// The table with its records in order of time, then of source and row.
    #[must_use]
    pub fn sorted(&self) -> Self {
        let mut order: Vec<RecordId> = (0..self.len()).map(Id::new).collect();
        order.sort_by_key(|id| (self.start[id.index()], self.source[id.index()], self.row[id.index()]));
        self.clone().arranged(&order)
    }

    /// Notes that the records of `number` were asked for: its contacts are complete in the files.
    pub fn mark_requested(&mut self, number: Msisdn) {
        self.requested.insert(number);
    }

    /// Numbers that a file says were asked for. Empty where no file says so.
    pub fn requested(&self) -> &BTreeSet<Msisdn> {
        &self.requested
    }

    /// The parties of the table.
    pub fn parties(&self) -> &Interner<Party> {
        &self.parties
    }

    /// The party with this id.
    pub fn party(&self, id: PartyId) -> &Party {
        self.parties.get(id)
    }

    /// The number of a party, if it is one.
    pub fn number(&self, id: PartyId) -> Option<Msisdn> {
        self.party(id).number()
    }

    /// The party id of a number, if it occurs.
    pub fn find_number(&self, number: Msisdn) -> Option<PartyId> {
        self.parties.find(&Party::Number(number))
    }

    /// The handsets of the table.
    pub fn handsets(&self) -> &Interner<Imei> {
        &self.handsets
    }

    /// The SIMs of the table.
    pub fn sims(&self) -> &Interner<Imsi> {
        &self.sims
    }

    /// The cells of the table.
    pub fn cells(&self) -> &Interner<Cell> {
        &self.cells
    }

    /// What records say of the phones at their ends.
    pub fn ends(&self) -> &Interner<End> {
        &self.ends
    }

    /// What is known of an end.
    pub fn end(&self, id: EndId) -> End {
        *self.ends.get(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::DialPlan;

    fn draft(a: &str, b: &str, secs: i64) -> RecordDraft {
        let party = |text| Party::parse(text, &DialPlan::GREAT_BRITAIN).unwrap();
        RecordDraft {
            start: Instant::from_epoch_secs(secs),
            duration_secs: Some(60),
            kind: Kind::Voice,
            a: party(a),
            b: party(b),
            a_end: EndDraft { handset: Imei::parse("35693803564380"), ..EndDraft::default() },
            b_end: EndDraft::default(),
            source: 0,
            row: 1,
        }
    }

    #[test]
    fn what_goes_in_comes_out() {
        let mut records = Records::default();
        let there = draft("07700900001", "withheld", 10);
        let id = records.push(&there);
        assert_eq!(records.draft(&records.get(id)), there);
    }

    #[test]
    fn a_record_is_filled_from_another_that_tells_of_the_same_event() {
        let mut records = Records::default();
        let kept = records.push(&RecordDraft { duration_secs: None, ..draft("07700900001", "07700900002", 10) });
        let b_end = EndDraft { sim: Imsi::parse("234150000000001"), ..EndDraft::default() };
        let other = records.push(&RecordDraft {
            a_end: EndDraft { handset: Imei::parse("35693803564399"), ..EndDraft::default() },
            b_end: b_end.clone(),
            ..draft("07700900001", "07700900002", 11)
        });
        records.fill(kept, other);
        let alone = records.arranged(&[kept]);
        assert_eq!(alone.len(), 1);
        let expected = RecordDraft { b_end, ..draft("07700900001", "07700900002", 10) };
        assert_eq!(alone.draft(&alone.get(Id::new(0))), expected);
    }

    #[test]
    fn appending_keeps_values_and_renames_the_source() {
        let mut one = Records::default();
        one.push(&draft("07700900001", "07700900002", 20));
        let mut two = Records::default();
        two.push(&draft("07700900002", "07700900001", 10));
        one.append(&two, 7);
        let sorted = one.sorted();
        let first = sorted.draft(&sorted.get(Id::new(0)));
        assert_eq!(first, RecordDraft { source: 7, ..draft("07700900002", "07700900001", 10) });
        assert_eq!(sorted.parties().len(), 2);
    }
}
