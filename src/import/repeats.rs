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
pub(super) type Key = (u64, u32);

/// The record of a key.
pub(super) fn id((_, at): Key) -> RecordId {
    Id::new(at as usize)
}

/// Whether two keys are of the same parties and kind, but for a chance of one in four thousand million.
pub(super) const fn is_one_pair(one: &Key, two: &Key) -> bool {
    one.0 >> 32 == two.0 >> 32
}

/// The keys of all records, in order.
pub(super) fn sorted_keys(records: &Records) -> Vec<Key> {
    let mut keys: Vec<Key> =
        (0..records.len()).into_par_iter().map(|i| key((Id::new(i), records.get(Id::new(i))))).collect();
    keys.par_sort_unstable();
    keys
}

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
    let keys = sorted_keys(records);
    let mut repeats = Repeats::default();
    for pair in keys.chunk_by(is_one_pair) {
        if pair.len() > 1 {
            repeats.of_pair(records, pair);
        }
    }
    repeats.same.sort_unstable();
    repeats.legs.sort_unstable();
    repeats
}

impl Repeats {
    /// Looks at the records of one pair (seldom of two). Most are never fetched: their keys say that they are apart.
    fn of_pair(&mut self, records: &Records, keys: &[Key]) {
        let mut last: Option<Key> = None;
        for moment in keys.chunk_by(|one, two| one.0 == two.0) {
            if let [alone] = moment {
                let leg = last.filter(|before| ends_at(records, *before, alone.0));
                self.legs.extend(leg.and_then(|before| next_leg(records, id(before), id(*alone))));
                last = Some(*alone);
                continue;
            }
            // What is the same in all but its row stands together; the first row comes first.
            let mut told: Vec<(RecordId, Record)> = moment.iter().map(|k| (id(*k), records.get(id(*k)))).collect();
            told.sort_by_key(|(_, r)| identity(r));
            let mut first = told[0];
            for (i, &(at, r)) in told.iter().enumerate() {
                if i > 0 && identity(&r) == identity(&first.1) {
                    self.same.push((at, first.0));
                    continue;
                }
                let before = if i > 0 { Some(first.0) } else { last.map(id) };
                self.legs.extend(before.and_then(|before| next_leg(records, before, at)));
                first = (at, r);
            }
            last = moment.iter().copied().find(|key| id(*key) == first.0);
        }
    }
}

/// Whether the record of a key ends in the second that another key of the pair names.
fn ends_at(records: &Records, key: Key, next: u64) -> bool {
    let apart = next - key.0;
    apart < LONGEST_CALL && records.duration_secs(id(key)).is_some_and(|secs| secs > 0 && u64::from(secs) == apart)
}

/// No call is longer than this, in seconds: networks cut it off before.
const LONGEST_CALL: u64 = 86_400;

/// All that a record says but its row.
fn identity(r: &Record) -> impl Ord + use<> {
    (r.a, r.b, r.kind, r.start, r.duration_secs, r.a_end, r.b_end)
}

/// A record and the one before it, if it tells of the same call: it begins in the second in which the other ends, or both begin
/// together in different cells.
fn next_leg(records: &Records, before: RecordId, at: RecordId) -> Option<(RecordId, RecordId)> {
    let (leg, next) = (records.get(before), records.get(at));
    let lasted = leg.duration_secs.unwrap_or(0);
    let apart = next.start.secs_since(leg.start);
    let cells = |r: &Record| (records.end(r.a_end).cell, records.end(r.b_end).cell);
    let follows = lasted > 0 && apart == i64::from(lasted) || apart == 0 && cells(&leg) != cells(&next);
    let same = leg.kind == Kind::Voice && (leg.a, leg.b, leg.kind) == (next.a, next.b, next.kind);
    (same && follows).then_some((at, before))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Cell, DialPlan, EndDraft, Instant, Party, RecordDraft};

    fn table(calls: &[(i64, u32, &str)]) -> Records {
        let mut records = Records::default();
        let party = |text| Party::parse(text, &DialPlan::GREAT_BRITAIN).unwrap();
        for (row, (start, secs, cell)) in (1..).zip(calls) {
            let cell = Cell { key: (*cell).to_owned(), position: None, town: None };
            records.push(&RecordDraft {
                start: Instant::from_epoch_secs(*start),
                duration_secs: Some(*secs),
                kind: Kind::Voice,
                a: party("07700900001"),
                b: party("07700900002"),
                a_end: EndDraft { cell: Some(cell), ..EndDraft::default() },
                b_end: EndDraft::default(),
                source: 0,
                row,
            });
        }
        records
    }

    fn places(pairs: &[(RecordId, RecordId)]) -> Vec<(usize, usize)> {
        pairs.iter().map(|(later, before)| (later.index(), before.index())).collect()
    }

    #[test]
    fn a_row_that_comes_again_is_the_same_as_the_first() {
        let repeats = find(&table(&[(5, 1, "x"), (9, 1, "x"), (5, 1, "x"), (5, 2, "x"), (5, 1, "x")]));
        assert_eq!(places(&repeats.same), [(2, 0), (4, 0)]);
    }

    #[test]
    fn legs_of_a_call_follow_each_other_or_begin_together() {
        let follow = find(&table(&[(100, 30, "x"), (130, 40, "y"), (500, 9, "x"), (510, 9, "x")]));
        assert_eq!((places(&follow.legs), follow.same.len()), (vec![(1, 0)], 0));
        let together = find(&table(&[(100, 30, "x"), (100, 30, "y"), (100, 31, "x")]));
        assert_eq!((together.legs.len(), together.same.len()), (2, 0));
    }
}
