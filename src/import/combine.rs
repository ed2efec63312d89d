//! Records of several files in one table; the same event told by two of them becomes one record.

use super::Batch;
use crate::domain::{Record, RecordId, Records};
use rayon::prelude::*;
use std::sync::Arc;

/// Clocks of two operators may differ by this much.
const SAME_START_SECS: i64 = 2;
/// And the durations they tell.
const SAME_DURATION_SECS: u32 = 2;

/// The records of several files.
#[derive(Clone, Debug, Default)]
pub struct Combined {
    /// All records in order of time; the source of each is the index of its batch.
    pub records: Records,
    /// Records that told of an event which another file tells as well. Each was put into the record that stayed, which keeps
    /// what both say of the phones.
    pub duplicates: u64,
}

/// Puts the records of all batches in one table, sorted by time. Two records of different files are one event if the parties
/// and the kind are the same and start and duration differ by at most two seconds (or one names no duration); two records of one
/// file never are. Files beyond 65,535 count as one.
pub fn combine(batches: &[Arc<Batch>]) -> Combined {
    let mut all = together(batches);
    if !may_tell_twice(batches) {
        return Combined { records: all.sorted(), duplicates: 0 };
    }
    let merged_into = merged(&all);
    for (id, kept) in &merged_into {
        all.fill(*kept, *id);
    }
    let mut is_merged = vec![false; all.len()];
    for (id, _) in &merged_into {
        is_merged[id.index()] = true;
    }
    let kept = all.with_ids().filter(|(id, _)| !is_merged[id.index()]);
    let mut kept: Vec<_> = kept.map(|(id, r)| (r.start, id)).collect();
    kept.par_sort_unstable();
    let kept: Vec<RecordId> = kept.into_iter().map(|(_, id)| id).collect();
    Combined { records: all.arranged(&kept), duplicates: merged_into.len() as u64 }
}

/// A row of a file that tells of an event which a row of another file tells as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ToldTwice {
    /// Index of the batch of the row whose record was put into the other.
    pub table: u16,
    /// That row, from 1.
    pub row: u32,
    /// Index of the batch of the record that stayed, and its row.
    pub kept: (u16, u32),
}

/// The rows that [`combine`] puts into records of other files, in the order of tables and rows.
pub fn told_twice(batches: &[Arc<Batch>]) -> Vec<ToldTwice> {
    if !may_tell_twice(batches) {
        return Vec::new();
    }
    let all = together(batches);
    let told = |(id, kept): (RecordId, RecordId)| {
        let (twin, kept) = (all.get(id), all.get(kept));
        ToldTwice { table: twin.source, row: twin.row, kept: (kept.source, kept.row) }
    };
    let mut told: Vec<ToldTwice> = merged(&all).into_iter().map(told).collect();
    told.sort_unstable();
    told
}

/// All records, each with the index of its batch.
fn together(batches: &[Arc<Batch>]) -> Records {
    let mut all = Records::default();
    for (index, batch) in batches.iter().enumerate() {
        all.append(&batch.records, u16::try_from(index).unwrap_or(u16::MAX));
    }
    all
}

/// An event can only be told twice by two files.
fn may_tell_twice(batches: &[Arc<Batch>]) -> bool {
    batches.iter().filter(|b| !b.records.is_empty()).count() >= 2
}

/// For every record that tells of an event already told, the record it goes into.
fn merged(all: &Records) -> Vec<(RecordId, RecordId)> {
    // Ids follow source and row, so that they order what these leave equal.
    let key = |(at, r): (RecordId, Record)| ((r.a, r.b), r.kind, r.start, at);
    let mut keys: Vec<_> = all.with_ids().map(key).collect();
    keys.par_sort_unstable();
    let order: Vec<RecordId> = keys.into_iter().map(|(.., id)| id).collect();
    events(all, &order)
}

/// An event told by one file or more.
struct Event {
    first: Record,
    id: RecordId,
    duration_secs: Option<u32>,
    sources: Vec<u16>,
}

/// For every record that tells of an event already told, the record it goes into. `order` has records of the same parties and
/// kind together, in order of time.
fn events(all: &Records, order: &[RecordId]) -> Vec<(RecordId, RecordId)> {
    let mut merged = Vec::new();
    let mut open: Vec<Event> = Vec::new();
    for &id in order {
        let record = all.get(id);
        open.retain(|event| {
            let same = (event.first.a, event.first.b, event.first.kind) == (record.a, record.b, record.kind);
            same && record.start.secs_since(event.first.start) <= SAME_START_SECS
        });
        let nearest = open
            .iter_mut()
            .filter(|event| !event.sources.contains(&record.source) && agree(event.duration_secs, record.duration_secs))
            .min_by_key(|event| {
                (differ(event.duration_secs, record.duration_secs), record.start.secs_since(event.first.start))
            });
        match nearest {
            Some(event) => {
                event.sources.push(record.source);
                event.duration_secs = event.duration_secs.or(record.duration_secs);
                merged.push((id, event.id));
            }
            None => open.push(Event {
                first: record,
                id,
                duration_secs: record.duration_secs,
                sources: vec![record.source],
            }),
        }
    }
    merged
}

fn agree(one: Option<u32>, two: Option<u32>) -> bool {
    one.zip(two).is_none_or(|(a, b)| a.abs_diff(b) <= SAME_DURATION_SECS)
}

/// How far two durations differ; one that is not told comes last.
fn differ(one: Option<u32>, two: Option<u32>) -> u32 {
    one.zip(two).map_or(SAME_DURATION_SECS + 1, |(a, b)| a.abs_diff(b))
}
