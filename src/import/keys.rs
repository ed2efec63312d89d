//! Records in the order in which what tells of one event stands together: by parties and kind, then by time.

use crate::diag::{Cancelled, Monitor};
use crate::domain::{Record, RecordId, Records};
use crate::ids::{Id, hash_of};
use rayon::prelude::*;
use std::ops::Range;

/// What brings records of the same parties and kind together, in order of time; then the place in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    /// The upper half is a hash of parties and kind (that two pairs share it is seldom, and checked), the lower half the start.
    pub moment: u64,
    at: u32,
    /// How long the record lasted; zero where that is not told.
    secs: u32,
}

/// No call is longer than this, in seconds: networks cut it off before.
const LONGEST_CALL: u64 = 86_400;

impl Key {
    fn new(id: RecordId, record: &Record) -> Self {
        // Seconds from 1902 on in 32 bits; beyond they wrap, and the start itself is compared.
        #[expect(clippy::cast_sign_loss, reason = "wraps, as said")]
        let start = record.start.epoch_secs().wrapping_add(1 << 31) as u64 & 0xFFFF_FFFF;
        let pair = hash_of(&(record.a, record.b, record.kind as u8)) & 0xFFFF_FFFF_0000_0000;
        #[expect(clippy::cast_possible_truncation, reason = "an id is less than u32::MAX")]
        let at = id.index() as u32;
        Self { moment: pair | start, at, secs: record.duration_secs.unwrap_or(0) }
    }

    /// The record.
    pub(super) fn id(self) -> RecordId {
        Id::new(self.at as usize)
    }

    /// Whether another is of the same parties and kind, but for a chance of one in four thousand million.
    pub(super) fn is_of_pair(&self, other: &Self) -> bool {
        self.moment >> 32 == other.moment >> 32
    }

    /// Whether the record ends in the second in which another of the pair begins.
    pub(super) const fn ends_at(&self, next: &Self) -> bool {
        let apart = next.moment - self.moment;
        apart < LONGEST_CALL && self.secs > 0 && self.secs as u64 == apart
    }
}

/// The keys of all records in order: sorted by the first bits of the hash in one pass, then each part by itself, since a part fits
/// the cache of a processor and all of them do not.
pub(super) struct Keys {
    keys: Vec<Key>,
    /// Where each bucket ends.
    ends: Vec<usize>,
}

/// Keys that a bucket should have.
const IN_BUCKET: usize = 4096;

/// Where the keys of a table belong.
#[derive(Clone, Copy)]
struct Sorter<'r> {
    records: &'r Records,
    /// Bits of the hash that say which bucket.
    bits: u32,
    /// Records looked at between two looks at whether to stop.
    part: usize,
    monitor: &'r dyn Monitor,
}

impl Sorter<'_> {
    /// Keys are worked out anew whenever they are asked for: that takes less than to keep them twice.
    fn key(self, at: usize) -> Key {
        Key::new(Id::new(at), &self.records.get(Id::new(at)))
    }

    #[expect(clippy::cast_possible_truncation, reason = "at most sixteen bits")]
    fn bucket(self, key: &Key) -> usize {
        (key.moment >> (64 - self.bits)) as usize
    }

    /// Where each bucket ends.
    fn ends(self) -> Result<Vec<usize>, Cancelled> {
        let all = self.records.len();
        let counted = (0..all.div_ceil(self.part)).into_par_iter().map(|n| {
            let mut counts = vec![0_usize; 1 << self.bits];
            self.monitor.check()?;
            for at in n * self.part..all.min((n + 1) * self.part) {
                counts[self.bucket(&self.key(at))] += 1;
            }
            Ok(counts)
        });
        let mut ends = counted.try_reduce(
            || vec![0; 1 << self.bits],
            |mut all, more| {
                all.iter_mut().zip(more).for_each(|(count, more)| *count += more);
                Ok(all)
            },
        )?;
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        Ok(ends)
    }

    /// Walks over all records, puts the keys of some buckets in their places and sorts each bucket.
    fn fill(self, share: Share<'_>, ends: &[usize]) -> Result<(), Cancelled> {
        let Share { buckets, from, keys } = share;
        let start = |bucket: usize| bucket.checked_sub(1).map_or(0, |before| ends[before]) - from;
        let mut next: Vec<usize> = buckets.clone().map(start).collect();
        for at in 0..self.records.len() {
            if at % self.part == 0 {
                self.monitor.check()?;
            }
            let key = self.key(at);
            if let Some(slot) = self.bucket(&key).checked_sub(buckets.start).and_then(|b| next.get_mut(b)) {
                keys[*slot] = key;
                *slot += 1;
            }
        }
        let mut begin = 0;
        for end in next {
            self.monitor.check()?;
            keys[begin..end].sort_unstable();
            begin = end;
        }
        Ok(())
    }
}

/// Buckets that stand one behind the other, and the keys in them, of which the first is the `from`th of all.
struct Share<'k> {
    buckets: Range<usize>,
    from: usize,
    keys: &'k mut [Key],
}

/// Cuts the keys into shares of about the same size.
fn shares<'k>(ends: &[usize], mut keys: &'k mut [Key], count: usize) -> Vec<Share<'k>> {
    let all = keys.len();
    let (mut first, mut from) = (0, 0);
    let mut shares = Vec::with_capacity(count);
    for n in 1..=count {
        let last = if n == count { ends.len() } else { ends.partition_point(|end| *end < all * n / count).max(first) };
        let until = last.checked_sub(1).map_or(0, |last| ends[last]);
        let (share, rest) = keys.split_at_mut(until - from);
        shares.push(Share { buckets: first..last, from, keys: share });
        (first, from, keys) = (last, until, rest);
    }
    shares
}

impl Keys {
    /// # Errors
    /// [`Cancelled`] when the monitor says so.
    pub(super) fn new(records: &Records, monitor: &dyn Monitor) -> Result<Self, Cancelled> {
        let bits = (records.len() / IN_BUCKET).max(2).ilog2().min(16);
        let threads = rayon::current_num_threads().min(8);
        let part = records.len().div_ceil(threads * 4).clamp(1, 1 << 20);
        let sorter = Sorter { records, bits, part, monitor };
        let ends = sorter.ends()?;
        let mut keys = vec![Key::default(); records.len()];
        shares(&ends, &mut keys, threads).into_par_iter().try_for_each(|share| sorter.fill(share, &ends))?;
        Ok(Self { keys, ends })
    }

    /// Keys of the same pair stand in the same bucket, one behind the other.
    pub(super) fn buckets(&self) -> impl Iterator<Item = &[Key]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(from, end)| &self.keys[from..*end])
    }

    /// All keys, in order.
    pub(super) fn all(&self) -> &[Key] {
        &self.keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Quiet;
    use crate::domain::{DialPlan, EndDraft, Instant, Kind, Party, RecordDraft};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20))]

        #[test]
        fn keys_are_sorted_whatever_the_number_of_threads(
            rows in prop::collection::vec((0_i64..50, 0_u32..40), 0..20_000),
            threads in 1_usize..9,
        ) {
            let mut records = Records::default();
            for (start, b) in rows {
                records.push(&RecordDraft {
                    start: Instant::from_epoch_secs(start),
                    duration_secs: Some(b),
                    kind: Kind::Voice,
                    a: Party::Withheld,
                    b: Party::parse(&format!("077009{b:05}"), &DialPlan::GREAT_BRITAIN).unwrap(),
                    a_end: EndDraft::default(),
                    b_end: EndDraft::default(),
                    source: 0,
                    row: 1,
                });
            }
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let keys = pool.install(|| Keys::new(&records, &Quiet)).unwrap();
            let mut expected: Vec<Key> = records.with_ids().map(|(id, record)| Key::new(id, &record)).collect();
            expected.sort_unstable();
            prop_assert_eq!(keys.all(), &expected[..]);
            prop_assert_eq!(keys.buckets().collect::<Vec<_>>().concat(), expected);
        }
    }
}
