//! Records of several files in one table; the same event told by two of them becomes one record.

use super::Batch;
use super::keys::{Key, Keys};
use crate::diag::Quiet;
use crate::domain::{Instant, Record, RecordId, Records};
use crate::ids::Id;
use rayon::prelude::*;
use std::sync::Arc;

/// Clocks of two operators may differ by this much.
const SAME_START_SECS: i64 = 2;
/// The same as a difference of keys.
const SAME_START_KEYS: u64 = 2;
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
    /// Which records those were, and into which each was put, in the order of `records`. The batches still hold them.
    pub told_twice: Vec<ToldTwice>,
}

/// A record that tells of an event which a record of another file tells as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ToldTwice {
    /// The record that stayed.
    pub kept: RecordId,
    /// The batch of the record that was put into it.
    pub source: u16,
    /// Its row, from 1.
    pub row: u32,
}

/// Puts the records of all batches in one table, sorted by time. Two records of different files are one event if the parties
/// and the kind are the same and start and duration differ by at most two seconds (or one names no duration); two records of one
/// file never are. Files beyond 65,535 count as one. Where only the first batch has records, its columns are shared, not copied.
pub fn combine(batches: &[Arc<Batch>]) -> Combined {
    let sources = batches.iter().filter(|b| !b.records.is_empty()).count();
    if let Some(first) = batches.first().filter(|b| sources == 1 && !b.records.is_empty()) {
        return Combined { records: first.records.sorted(), ..Combined::default() };
    }
    let mut all = Records::default();
    for (index, batch) in batches.iter().enumerate() {
        all.append(&batch.records, u16::try_from(index).unwrap_or(u16::MAX));
    }
    if sources < 2 {
        return Combined { records: all.sorted(), ..Combined::default() };
    }
    // Nobody stops a quiet one.
    let merged_into = Keys::new(&all, &Quiet).map_or_else(|_stopped| Vec::new(), |keys| events(&all, keys.all()));
    for (id, kept) in &merged_into {
        all.fill(*kept, *id);
    }
    let mut is_merged = vec![false; all.len()];
    for (id, _) in &merged_into {
        is_merged[id.index()] = true;
    }
    // Ids follow source and row, so that they order what begins together.
    let kept = all.starts().iter().enumerate().filter(|(i, _)| !is_merged[*i]);
    let mut kept: Vec<(Instant, RecordId)> = kept.map(|(i, start)| (*start, Id::new(i))).collect();
    kept.par_sort_unstable();
    let told_twice = told_twice(&all, &merged_into, &kept);
    let kept: Vec<RecordId> = kept.into_iter().map(|(_, id)| id).collect();
    Combined { records: all.arranged(&kept), duplicates: told_twice.len() as u64, told_twice }
}

fn told_twice(all: &Records, merged: &[(RecordId, RecordId)], kept: &[(Instant, RecordId)]) -> Vec<ToldTwice> {
    let place = |&(id, into): &(RecordId, RecordId)| {
        let (told, stayed) = (all.get(id), all.get(into));
        let at = kept.binary_search(&(stayed.start, into)).ok()?;
        Some(ToldTwice { kept: Id::new(at), source: told.source, row: told.row })
    };
    let mut told: Vec<ToldTwice> = merged.iter().filter_map(place).collect();
    told.sort_unstable();
    told
}

/// An event told by one file or more.
struct Event {
    first: Record,
    id: RecordId,
    duration_secs: Option<u32>,
    sources: Vec<u16>,
}

/// For every record that tells of an event already told, the record it goes into. `keys` have records of the same parties and
/// kind together, in order of time.
fn events(all: &Records, keys: &[Key]) -> Vec<(RecordId, RecordId)> {
    let mut merged = Vec::new();
    for pair in keys.chunk_by(Key::is_of_pair).filter(|pair| pair.len() > 1) {
        let mut open: Vec<Event> = Vec::new();
        for (i, &key) in pair.iter().enumerate() {
            // A record that begins apart from the one before it and the one after it is not even fetched.
            let is_near = |other: Option<&Key>| other.is_some_and(|o| o.moment.abs_diff(key.moment) <= SAME_START_KEYS);
            if !is_near(i.checked_sub(1).and_then(|i| pair.get(i))) && !is_near(pair.get(i + 1)) {
                continue;
            }
            let id = key.id();
            let record = all.get(id);
            open.retain(|event| record.start.secs_since(event.first.start) <= SAME_START_SECS);
            let nearest = open
                .iter_mut()
                .filter(|event| {
                    (event.first.a, event.first.b, event.first.kind) == (record.a, record.b, record.kind)
                        && !event.sources.contains(&record.source)
                        && agree(event.duration_secs, record.duration_secs)
                })
                .min_by_key(|event| {
                    (differ(event.duration_secs, record.duration_secs), record.start.secs_since(event.first.start))
                });
            if let Some(event) = nearest {
                event.sources.push(record.source);
                event.duration_secs = event.duration_secs.or(record.duration_secs);
                merged.push((id, event.id));
            } else {
                let sources = vec![record.source];
                open.push(Event { first: record, id, duration_secs: record.duration_secs, sources });
            }
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
