//! Records of several files in one table; the same event told by two of them becomes one record.

use super::Batch;
use crate::domain::{Record, RecordId, Records};
use crate::ids::Id;
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
    /// Each of them, in the order of the records that stayed.
    pub told_twice: Vec<ToldTwice>,
}

/// A record that tells of an event which a record of another file tells as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ToldTwice {
    /// The record that stayed.
    pub kept: RecordId,
    /// The batch of the record that was put into it.
    pub source: u16,
    /// Its row there.
    pub row: u32,
}

/// Puts the records of all batches in one table, sorted by time. Two records of different files are one event if the parties
/// and the kind are the same and start and duration differ by at most two seconds (or one names no duration); two records of one
/// file never are. Files beyond 65,535 count as one.
pub fn combine(batches: &[Arc<Batch>]) -> Combined {
    let mut all = Records::default();
    for (index, batch) in batches.iter().enumerate() {
        all.append(&batch.records, u16::try_from(index).unwrap_or(u16::MAX));
    }
    if batches.iter().filter(|b| !b.records.is_empty()).count() < 2 {
        return Combined { records: all.sorted(), ..Combined::default() };
    }
    // Ids follow source and row, so that they order what these leave equal.
    let key = |(at, r): (RecordId, Record)| ((r.a, r.b), r.kind, r.start, at);
    let mut keys: Vec<_> = all.with_ids().map(key).collect();
    keys.par_sort_unstable();
    let order: Vec<RecordId> = keys.into_iter().map(|(.., id)| id).collect();
    let merged_into = events(&all, &order);
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
    let place = |&(id, into): &(RecordId, RecordId)| {
        let (told, stayed) = (all.get(id), all.get(into));
        let at = kept.binary_search(&(stayed.start, into)).ok()?;
        Some(ToldTwice { kept: Id::new(at), source: told.source, row: told.row })
    };
    let mut told_twice: Vec<ToldTwice> = merged_into.iter().filter_map(place).collect();
    told_twice.sort_unstable();
    let kept: Vec<RecordId> = kept.into_iter().map(|(_, id)| id).collect();
    Combined { records: all.arranged(&kept), duplicates: told_twice.len() as u64, told_twice }
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
