//! Records in the order in which what tells of one event stands together: by parties and kind, then by time.

use crate::diag::{Cancelled, Monitor};
use crate::domain::{RecordId, Records};
use crate::ids::{Id, hash_of, tag};
use rayon::prelude::*;
use std::cmp::Ordering;
use std::ops::Range;

/// What brings records of the same parties and kind together, in order of time; then the place in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Key {
    /// The upper half is a hash of parties and kind (that two pairs share it is seldom, and checked), the lower half the start.
    pub moment: u64,
    at: u32,
    /// How long the record lasted; zero where that is not told.
    secs: u32,
}

impl Ord for Key {
    /// By parties and kind, by time, then by the place in the file.
    fn cmp(&self, other: &Self) -> Ordering {
        // One comparison of a long number is quicker than two with a branch.
        let order = |key: &Self| u128::from(key.moment) << 32 | u128::from(key.at);
        order(self).cmp(&order(other))
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// No call is longer than this, in seconds: networks cut it off before.
const LONGEST_CALL: u64 = 86_400;

impl Key {
    fn new(id: RecordId, records: &Records, pair: u32) -> Self {
        // Seconds from 1902 on in 32 bits; beyond they wrap, and the start itself is compared.
        #[expect(clippy::cast_sign_loss, reason = "wraps, as said")]
        let start = records.starts()[id.index()].epoch_secs().wrapping_add(1 << 31) as u64 & 0xFFFF_FFFF;
        #[expect(clippy::cast_possible_truncation, reason = "an id is less than u32::MAX")]
        let at = id.index() as u32;
        Self { moment: u64::from(pair) << 32 | start, at, secs: records.duration_secs(id).unwrap_or(0) }
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
    /// Of each record a hash of its parties and its kind.
    pairs: &'r [u32],
    /// Bits of the hash that say which bucket.
    bits: u32,
    monitor: &'r dyn Monitor,
}

/// Records looked at between two looks at whether to stop.
const PART: usize = 1 << 18;

/// Of each record a hash of its parties and its kind.
fn pairs_of(records: &Records, monitor: &dyn Monitor) -> Result<Vec<u32>, Cancelled> {
    let mut pairs = vec![0; records.len()];
    pairs.par_chunks_mut(PART).enumerate().try_for_each(|(part, pairs)| {
        monitor.check()?;
        for (at, pair) in (part * PART..).zip(pairs) {
            let (a, b) = records.parties_of(Id::new(at));
            let kind = records.kind(Id::new(at)) as u64;
            *pair = tag(hash_of(&((a.index() as u64) << 32 | b.index() as u64 ^ kind << 27)));
        }
        Ok(())
    })?;
    Ok(pairs)
}

impl Sorter<'_> {
    const fn bucket(self, pair: u32) -> usize {
        (pair >> (32 - self.bits)) as usize
    }

    /// Where each bucket ends.
    fn ends(self) -> Result<Vec<usize>, Cancelled> {
        let counted = self.pairs.par_chunks(PART).map(|pairs| {
            let mut counts = vec![0_usize; 1 << self.bits];
            self.monitor.check()?;
            for pair in pairs {
                counts[self.bucket(*pair)] += 1;
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
        for (part, pairs) in self.pairs.chunks(PART).enumerate() {
            self.monitor.check()?;
            for (at, pair) in (part * PART..).zip(pairs) {
                if let Some(slot) = self.bucket(*pair).checked_sub(buckets.start).and_then(|b| next.get_mut(b)) {
                    keys[*slot] = Key::new(Id::new(at), self.records, *pair);
                    *slot += 1;
                }
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
        let pairs = pairs_of(records, monitor)?;
        let sorter = Sorter { records, pairs: &pairs, bits, monitor };
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
            let mut expected: Vec<Key> = pairs_of(&records, &Quiet).unwrap().iter().enumerate().map(|(at, pair)| Key::new(Id::new(at), &records, *pair)).collect();
            expected.sort_unstable();
            prop_assert_eq!(keys.all(), &expected[..]);
            prop_assert_eq!(keys.buckets().collect::<Vec<_>>().concat(), expected);
        }
    }
}
