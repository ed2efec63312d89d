//! Records of one file that tell what another of its records tells: the same once more, or another leg of the same call.

use super::keys::{Key, Keys};
use crate::diag::{Cancelled, Monitor};
use crate::domain::{Kind, Record, RecordId, Records};
use rayon::prelude::*;

/// Rows that say what an earlier row says, and rows that tell another leg of an earlier row's call.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    /// Every repeated record and the first that says the same, in order of the file.
    pub same: Vec<(RecordId, RecordId)>,
    /// Every record that is a further leg, and the leg before it, in order of the file.
    pub legs: Vec<(RecordId, RecordId)>,
}

/// Finds all repeats of a file.
///
/// # Errors
/// [`Cancelled`] when the monitor says so.
pub(super) fn find(records: &Records, monitor: &dyn Monitor) -> Result<Repeats, Cancelled> {
    let keys = Keys::new(records, monitor)?;
    let of_bucket = |bucket: &[Key]| {
        let mut repeats = Repeats::default();
        monitor.check()?;
        for pair in bucket.chunk_by(Key::is_of_pair).filter(|pair| pair.len() > 1) {
            repeats.of_pair(records, pair);
        }
        Ok(repeats)
    };
    let found: Vec<Repeats> =
        keys.buckets().collect::<Vec<_>>().into_par_iter().map(of_bucket).collect::<Result<_, _>>()?;
    let mut all = Repeats::default();
    for repeats in found {
        all.same.extend(repeats.same);
        all.legs.extend(repeats.legs);
    }
    all.same.par_sort_unstable();
    all.legs.par_sort_unstable();
    Ok(all)
}

impl Repeats {
    /// Looks at the records of one pair (seldom of two). Most are never fetched: their keys say that they are apart.
    fn of_pair(&mut self, records: &Records, keys: &[Key]) {
        let mut last: Option<Key> = None;
        for moment in keys.chunk_by(|one, two| one.moment == two.moment) {
            if let [alone] = moment {
                let leg = last.filter(|before| before.ends_at(alone));
                self.legs.extend(leg.and_then(|before| next_leg(records, before.id(), alone.id())));
                last = Some(*alone);
                continue;
            }
            // What is the same in all but its row stands together; the first row comes first.
            let mut told: Vec<(RecordId, Record)> = moment.iter().map(|k| (k.id(), records.get(k.id()))).collect();
            told.sort_by_key(|(_, r)| identity(r));
            let mut first = told[0];
            for (i, &(at, r)) in told.iter().enumerate() {
                if i > 0 && identity(&r) == identity(&first.1) {
                    self.same.push((at, first.0));
                    continue;
                }
                let before = if i > 0 { Some(first.0) } else { last.map(Key::id) };
                self.legs.extend(before.and_then(|before| next_leg(records, before, at)));
                first = (at, r);
            }
            last = moment.iter().copied().find(|key| key.id() == first.0);
        }
    }
}

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
    use crate::diag::Quiet;
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

    fn found(records: &Records) -> Repeats {
        find(records, &Quiet).unwrap()
    }

    fn places(pairs: &[(RecordId, RecordId)]) -> Vec<(usize, usize)> {
        pairs.iter().map(|(later, before)| (later.index(), before.index())).collect()
    }

    #[test]
    fn a_row_that_comes_again_is_the_same_as_the_first() {
        let repeats = found(&table(&[(5, 1, "x"), (9, 1, "x"), (5, 1, "x"), (5, 2, "x"), (5, 1, "x")]));
        assert_eq!(places(&repeats.same), [(2, 0), (4, 0)]);
    }

    #[test]
    fn legs_of_a_call_follow_each_other_or_begin_together() {
        let follow = found(&table(&[(100, 30, "x"), (130, 40, "y"), (500, 9, "x"), (510, 9, "x")]));
        assert_eq!((places(&follow.legs), follow.same.len()), (vec![(1, 0)], 0));
        let together = found(&table(&[(100, 30, "x"), (100, 30, "y"), (100, 31, "x")]));
        assert_eq!((together.legs.len(), together.same.len()), (2, 0));
    }
}
