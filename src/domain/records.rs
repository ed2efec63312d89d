//! The table of records: columns, not structs of strings. About 35 bytes a record and what the distinct values take.

use super::record::{CellId, End, EndDraft, EndId, PartyId, Phone, Record, RecordDraft, RecordId};
use super::rows::{Interned, RecordBlock};
use super::values::Values;
use super::{CellView, Imei, Imsi, Instant, Kind, Msisdn, Parties, Party};
use crate::ids::{Id, Interner};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The table of records. Values that repeat are kept once and named by id; columns have one entry a record. A clone shares both with
/// its original until one of them is changed.
#[derive(Clone, Debug, Default)]
pub struct Records {
    values: Arc<Values>,
    columns: Arc<Columns>,
    requested: BTreeSet<Msisdn>,
}

#[derive(Clone, Debug, Default)]
struct Columns {
    start: Vec<Instant>,
    duration_secs: Vec<u32>,
    kind: Vec<Kind>,
    a: Vec<PartyId>,
    b: Vec<PartyId>,
    a_end: EndColumn,
    b_end: EndColumn,
    source: Vec<u16>,
    row: Vec<u32>,
}

/// What records say of one of their ends. Where operators tell of the phone at one end alone, nothing is kept of the other: records
/// behind the last that is told of have none.
#[derive(Clone, Debug, Default)]
struct EndColumn(Vec<EndId>);

impl EndColumn {
    fn get(&self, at: usize) -> EndId {
        self.0.get(at).copied().unwrap_or_default()
    }

    fn set(&mut self, at: usize, end: EndId) {
        if self.0.len() > at {
            self.0[at] = end;
        } else if end != EndId::NOTHING {
            self.0.resize(at, EndId::NOTHING);
            self.0.push(end);
        }
    }

    /// Adds the ends of all records from `first` on.
    fn extend(&mut self, first: usize, ends: impl Iterator<Item = EndId> + Clone) {
        if ends.clone().any(|end| end != EndId::NOTHING) {
            self.0.resize(first, EndId::NOTHING);
            self.0.extend(ends);
        }
    }

    fn iter(&self) -> impl Iterator<Item = EndId> + Clone {
        self.0.iter().copied()
    }

    fn picked(&self, order: &[RecordId]) -> Self {
        if self.0.is_empty() {
            return Self::default();
        }
        Self(order.par_iter().map(|id| self.get(id.index())).collect())
    }
}

/// Stands for "the operator says nothing" in the duration column.
const NO_DURATION: u32 = u32::MAX;

fn duration_held(secs: Option<u32>) -> u32 {
    secs.map_or(NO_DURATION, |secs| secs.min(NO_DURATION - 1))
}

fn picked<T: Copy + Send + Sync>(column: &[T], order: &[RecordId]) -> Vec<T> {
    order.par_iter().map(|id| column[id.index()]).collect()
}

impl Columns {
    fn picked(&self, order: &[RecordId]) -> Self {
        Self {
            start: picked(&self.start, order),
            duration_secs: picked(&self.duration_secs, order),
            kind: picked(&self.kind, order),
            a: picked(&self.a, order),
            b: picked(&self.b, order),
            a_end: self.a_end.picked(order),
            b_end: self.b_end.picked(order),
            source: picked(&self.source, order),
            row: picked(&self.row, order),
        }
    }
}

impl Records {
    /// How many records there are.
    pub fn len(&self) -> usize {
        self.columns.start.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.columns.start.is_empty()
    }

    /// Whether another table is a clone of this one, and neither was changed since. Equal tables that are no clones need not be.
    pub fn is_same(&self, other: &Self) -> bool {
        let shared = Arc::ptr_eq(&self.values, &other.values) && Arc::ptr_eq(&self.columns, &other.columns);
        shared && self.requested == other.requested
    }

    /// Adds a record at the end.
    pub fn push(&mut self, draft: &RecordDraft) -> RecordId {
        let id = Id::new(self.len());
        let values = Arc::make_mut(&mut self.values);
        let columns = Arc::make_mut(&mut self.columns);
        columns.a_end.set(id.index(), values.intern_end(&draft.a_end));
        columns.b_end.set(id.index(), values.intern_end(&draft.b_end));
        columns.a.push(values.parties.intern(&draft.a));
        columns.b.push(values.parties.intern(&draft.b));
        columns.start.push(draft.start);
        columns.duration_secs.push(duration_held(draft.duration_secs));
        columns.kind.push(draft.kind);
        columns.source.push(draft.source);
        columns.row.push(draft.row);
        id
    }

    /// Adds all records of `other`, which become records of source `source`. Requested numbers are added too.
    /// Each distinct value is looked up once, so the cost of a record is that of copying it.
    pub fn append(&mut self, other: &Self, source: u16) {
        let ids = Arc::make_mut(&mut self.values).append(&other.values);
        let (columns, theirs) = (Arc::make_mut(&mut self.columns), &other.columns);
        let first = columns.start.len();
        columns.start.extend_from_slice(&theirs.start);
        columns.duration_secs.extend_from_slice(&theirs.duration_secs);
        columns.kind.extend_from_slice(&theirs.kind);
        columns.a.extend(theirs.a.iter().map(|id| ids.parties[id.index()]));
        columns.b.extend(theirs.b.iter().map(|id| ids.parties[id.index()]));
        columns.a_end.extend(first, theirs.a_end.iter().map(|end| ids.end(end)));
        columns.b_end.extend(first, theirs.b_end.iter().map(|end| ids.end(end)));
        columns.source.resize(columns.start.len(), source);
        columns.row.extend_from_slice(&theirs.row);
        self.requested.extend(&other.requested);
    }

    /// Adds the records of a block, as records of source 0; says what was given an id on the way.
    pub fn append_block(&mut self, block: &mut RecordBlock) -> Interned {
        let interned = block.intern(Arc::make_mut(&mut self.values));
        let columns = Arc::make_mut(&mut self.columns);
        let first = columns.start.len();
        for [a, b] in block.parties() {
            columns.a.push(a);
            columns.b.push(b);
        }
        columns.a_end.extend(first, block.records.iter().map(|r| block.end_id(r.a_end)));
        columns.b_end.extend(first, block.records.iter().map(|r| block.end_id(r.b_end)));
        columns.start.extend(block.records.iter().map(|r| r.start));
        columns.duration_secs.extend(block.records.iter().map(|r| duration_held(r.duration_secs)));
        columns.kind.extend(block.records.iter().map(|r| r.kind));
        columns.row.extend(block.records.iter().map(|r| r.row));
        columns.source.resize(columns.start.len(), 0);
        interned
    }

    /// Gives back memory that only a table needs to which records are added: for one that has all of its own.
    pub fn settle(&mut self) {
        let values = Arc::make_mut(&mut self.values);
        values.cells.rest();
        values.phones.rest();
    }

    /// Makes room for so many more records, so that columns need not be moved while they grow.
    pub fn reserve(&mut self, more: usize) {
        let columns = Arc::make_mut(&mut self.columns);
        columns.start.reserve_exact(more);
        columns.duration_secs.reserve_exact(more);
        columns.kind.reserve_exact(more);
        columns.a.reserve_exact(more);
        columns.b.reserve_exact(more);
        columns.a_end.0.reserve_exact(more);
        columns.b_end.0.reserve_exact(more);
        columns.source.reserve_exact(more);
        columns.row.reserve_exact(more);
    }

    /// Moves the start of a record.
    ///
    /// # Panics
    /// If there is no such record.
    pub fn set_start(&mut self, id: RecordId, start: Instant) {
        Arc::make_mut(&mut self.columns).start[id.index()] = start;
    }

    /// Who called and who was called.
    pub fn parties_of(&self, id: RecordId) -> (PartyId, PartyId) {
        (self.columns.a[id.index()], self.columns.b[id.index()])
    }

    /// What kind of event a record tells of.
    pub fn kind(&self, id: RecordId) -> Kind {
        self.columns.kind[id.index()]
    }

    /// What records say of caller and called one and of their phones, in order: parties and ends.
    pub fn sides(&self) -> impl ExactSizeIterator<Item = [(PartyId, EndId); 2]> {
        let columns = &*self.columns;
        let side = |parties: &[PartyId], ends: &EndColumn, at: usize| (parties[at], ends.get(at));
        (0..self.len()).map(move |at| [side(&columns.a, &columns.a_end, at), side(&columns.b, &columns.b_end, at)])
    }

    /// How long a record lasted.
    pub fn duration_secs(&self, id: RecordId) -> Option<u32> {
        Some(self.columns.duration_secs[id.index()]).filter(|secs| *secs != NO_DURATION)
    }

    /// Fills what record `keep` does not know of its ends and its duration from record `other`, which tells of the
    /// same event. What `keep` says itself stays. `other` is not changed.
    pub fn fill(&mut self, keep: RecordId, other: RecordId) {
        let (k, o) = (keep.index(), other.index());
        let (values, columns) = (Arc::make_mut(&mut self.values), Arc::make_mut(&mut self.columns));
        if columns.duration_secs[k] == NO_DURATION {
            columns.duration_secs[k] = columns.duration_secs[o];
        }
        for ends in [&mut columns.a_end, &mut columns.b_end] {
            let filled = values.filled(ends.get(k), ends.get(o));
            ends.set(k, filled);
        }
    }

    /// The table with these records alone, in this order. Values that no record names any more stay in their tables. A column at a time
    /// is copied, so that a table that is shared with no other never stands in memory twice.
    #[must_use]
    pub fn arranged(mut self, order: &[RecordId]) -> Self {
        let mut columns = match Arc::try_unwrap(self.columns) {
            Ok(own) => own,
            Err(shared) => {
                self.columns = Arc::new(shared.picked(order));
                return self;
            }
        };
        columns.start = picked(&columns.start, order);
        columns.duration_secs = picked(&columns.duration_secs, order);
        columns.kind = picked(&columns.kind, order);
        columns.a = picked(&columns.a, order);
        columns.b = picked(&columns.b, order);
        columns.a_end = columns.a_end.picked(order);
        columns.b_end = columns.b_end.picked(order);
        columns.source = picked(&columns.source, order);
        columns.row = picked(&columns.row, order);
        self.columns = Arc::new(columns);
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
            handset: end.handset.map(|h| *self.values.handsets.get(h)),
            sim: end.sim.map(|s| *self.values.sims.get(s)),
            cell: end.cell.map(|c| self.cell(c).to_cell()),
        }
    }

    /// The record with this id.
    pub fn get(&self, id: RecordId) -> Record {
        let i = id.index();
        let columns = &*self.columns;
        let duration = columns.duration_secs[i];
        Record {
            start: columns.start[i],
            duration_secs: (duration != NO_DURATION).then_some(duration),
            kind: columns.kind[i],
            a: columns.a[i],
            b: columns.b[i],
            a_end: columns.a_end.get(i),
            b_end: columns.b_end.get(i),
            source: columns.source[i],
            row: columns.row[i],
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

    /// When each record began, in the order they were added.
    pub fn starts(&self) -> &[Instant] {
        &self.columns.start
    }

    /// The table with its records in order of time, then in the order in which they were added.
    #[must_use]
    pub fn sorted(&self) -> Self {
        if self.columns.start.is_sorted() {
            return self.clone();
        }
        let mut order: Vec<(Instant, RecordId)> =
            self.columns.start.iter().enumerate().map(|(i, start)| (*start, Id::new(i))).collect();
        order.par_sort_unstable();
        let order: Vec<RecordId> = order.into_iter().map(|(_, id)| id).collect();
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
    pub fn parties(&self) -> &Parties {
        &self.values.parties
    }

    /// The party with this id.
    pub fn party(&self, id: PartyId) -> &Party {
        self.values.parties.get(id)
    }

    /// The number of a party, if it is one.
    pub fn number(&self, id: PartyId) -> Option<Msisdn> {
        self.party(id).number()
    }

    /// The party id of a number, if it occurs.
    pub fn find_number(&self, number: Msisdn) -> Option<PartyId> {
        self.values.parties.find(&Party::Number(number))
    }

    /// The handsets of the table.
    pub fn handsets(&self) -> &Interner<Imei> {
        &self.values.handsets
    }

    /// The SIMs of the table.
    pub fn sims(&self) -> &Interner<Imsi> {
        &self.values.sims
    }

    /// The cells of the table, in the order of their ids.
    pub fn cells(&self) -> impl ExactSizeIterator<Item = (CellId, CellView<'_>)> {
        (0..self.values.cells.len()).map(Id::new).map(|id| (id, self.cell(id)))
    }

    /// The cell with this id.
    pub fn cell(&self, id: CellId) -> CellView<'_> {
        self.values.cell(id)
    }

    /// The phones of the table.
    pub fn phones(&self) -> &Interner<Phone> {
        &self.values.phones
    }

    /// What is known of an end.
    pub fn end(&self, id: EndId) -> End {
        let phone = id.phone.map(|phone| *self.values.phones.get(phone));
        End { handset: phone.and_then(|p| p.handset), sim: phone.and_then(|p| p.sim), cell: id.cell }
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
