//! Records of one file that tell what another of its records tells: the same once more, or another leg of the same call.

use crate::domain::{Kind, Record, RecordId, Records};
use crate::ids::{Id, hash_of};
use rayon::prelude::*;

/// Rows that say what an earlier row says, and rows that tell another leg of an earlier row's call.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    /// Every repeated record and the first that says the same, in order of the file.
    pub same: Vec<(RecordId, RecordId)>,
    /// Every record that is a further leg, and the leg before it, in order of the file.
    pub legs: Vec<(RecordId, RecordId)>,
}

/// What brings records of the same parties and kind together, in order of time; then the place in the file. The upper half is a
/// hash of parties and kind: that two pairs share it is seldom, and checked.
type Key = (u64, u32);

fn key((id, record): (RecordId, Record)) -> Key {
    let pair = hash_of(&(record.a, record.b, record.kind as u8)) & 0xFFFF_FFFF_0000_0000;
    // Seconds from 1902 on in 32 bits; beyond they wrap, and the start itself is compared.
    #[expect(clippy::cast_sign_loss, reason = "wraps, as said")]
    let start = record.start.epoch_secs().wrapping_add(1 << 31) as u64 & 0xFFFF_FFFF;
    #[expect(clippy::cast_possible_truncation, reason = "an id is less than u32::MAX")]
    let at = id.index() as u32;
    (pair | start, at)
}

/// Finds all repeats of a file.
pub(super) fn find(records: &Records) -> Repeats {
    let mut keys: Vec<Key> =
        (0..records.len()).into_par_iter().map(|i| key((Id::new(i), records.get(Id::new(i))))).collect();
    keys.par_sort_unstable();
    let mut repeats = Repeats::default();
    for pair in keys.chunk_by(|one, two| one.0 >> 32 == two.0 >> 32) {
        if pair.len() > 1 {
            repeats.of_pair(records, pair);
        }
    }
    repeats.same.sort_unstable();
    repeats.legs.sort_unstable();
    repeats
}

impl Repeats {
    fn of_pair(&mut self, records: &Records, keys: &[Key]) {
        let record = |key: &Key| records.get(Id::new(key.1 as usize));
        let mut last: Option<(RecordId, Record)> = None;
        for moment in keys.chunk_by(|one, two| one.0 == two.0) {
            // What is the same in all but its row stands together; the first row comes first.
            let mut told: Vec<(RecordId, Record)> = moment.iter().map(|k| (Id::new(k.1 as usize), record(k))).collect();
            told.sort_by_key(|(_, r)| identity(r));
            let mut first = told[0];
            for (i, &(id, r)) in told.iter().enumerate() {
                if i > 0 && identity(&r) == identity(&first.1) {
                    self.same.push((id, first.0));
                    continue;
                }
                first = (id, r);
                if let Some((before, _)) = last.filter(|(_, leg)| is_next_leg(records, leg, &r)) {
                    self.legs.push((id, before));
                }
                last = Some(first);
            }
        }
    }
}

/// All that a record says but its row.
fn identity(r: &Record) -> impl Ord + use<> {
    (r.a, r.b, r.kind, r.start, r.duration_secs, r.a_end, r.b_end)
}

/// Whether `next` tells of the same call as `leg`, which began before it or with it: it begins in the second in which the other
/// ends, or both begin together in different cells.
fn is_next_leg(records: &Records, leg: &Record, next: &Record) -> bool {
    if leg.kind != Kind::Voice || (leg.a, leg.b, leg.kind) != (next.a, next.b, next.kind) {
        return false;
    }
    let lasted = leg.duration_secs.unwrap_or(0);
    let apart = next.start.secs_since(leg.start);
    let cells = |r: &Record| (records.end(r.a_end).cell, records.end(r.b_end).cell);
    apart == 0 && cells(leg) != cells(next) || lasted > 0 && apart == i64::from(lasted)
}
