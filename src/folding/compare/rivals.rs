//! How many other pairs fit as well.

use super::Fact;
use crate::domain::count;
use crate::folding::measure::{Measure, Measures};

/// What the competition between pairs looks at.
#[derive(Clone, Copy, Debug)]
pub(in crate::folding) struct Standpoint {
    /// Index of the old number.
    pub old: usize,
    /// Index of the new number.
    pub new: usize,
    /// Seconds between the old number's end and the new one's birth, without sign.
    pub apart_secs: i64,
    /// The same, negative where both live.
    pub gap_secs: i64,
    /// Seconds the new number lives.
    pub new_life_secs: i64,
    /// The score without the competition, in bits.
    pub bits: f64,
}

/// Births this close to an end are all as well timed.
const AS_WELL_TIMED_SECS: i64 = 6 * 3600;

/// Measures, for every pair, how the other pairs of its old and of its new number compare. `pairs` are in order of (old, new).
/// O(pairs log pairs), and for numbers in between the pairs of both ends.
pub(in crate::folding) fn measure_rivals(pairs: &[Standpoint], measures: &mut [Measures]) {
    let mut rivals = vec![Rivals { better: 0, best: f64::NEG_INFINITY }; pairs.len()];
    for (side, timed) in [(true, Measure::BornTogether), (false, Measure::EndedTogether)] {
        let key = |p: &Standpoint| if side { p.old } else { p.new };
        let mut order: Vec<usize> = (0..pairs.len()).collect();
        order.sort_by_key(|&i| (key(&pairs[i]), i));
        for group in order.chunk_by(|&i, &j| key(&pairs[i]) == key(&pairs[j])) {
            let mut apart: Vec<i64> = group.iter().map(|&i| pairs[i].apart_secs).collect();
            apart.sort_unstable();
            let mut bits: Vec<f64> = group.iter().map(|&i| pairs[i].bits).collect();
            bits.sort_by(f64::total_cmp);
            for &i in group {
                let window = pairs[i].apart_secs.max(AS_WELL_TIMED_SECS);
                let as_well = apart.partition_point(|&a| a <= window) - 1;
                measures[i].set(timed, as_well as f64);
                rivals[i].better += bits.len() - bits.partition_point(|b| *b <= pairs[i].bits);
                // The best of the others: the last, or the one before where this is the last.
                let top = bits[bits.len() - 1];
                let other = if bits.len() > 1 && pairs[i].bits >= top { bits[bits.len() - 2] } else { top };
                if bits.len() > 1 {
                    rivals[i].best = rivals[i].best.max(other);
                }
            }
        }
    }
    for (i, measured) in measures.iter_mut().enumerate() {
        measured.set(Measure::Rank, rivals[i].better as f64);
        measured.set(Measure::Lead, (pairs[i].bits - rivals[i].best.max(NO_RIVAL_BITS)).min(MOST_LEAD_BITS));
        measured.set(Measure::Between, between(pairs, i));
    }
}

/// The bits of the best link over a number that fits between the two of pair `i`: the weaker of its two. Zero where none does.
fn between(pairs: &[Standpoint], i: usize) -> f64 {
    let Standpoint { old, new, .. } = pairs[i];
    let from = pairs.partition_point(|p| p.old < old);
    let next = pairs[from..].iter().take_while(|p| p.old == old);
    let fits = |p: &&Standpoint| p.new != new && p.gap_secs <= pairs[i].gap_secs && p.bits > 0.0;
    let link = |p: &Standpoint| {
        let on = pairs.binary_search_by_key(&(p.new, new), |q| (q.old, q.new)).ok()?;
        (pairs[on].bits > 0.0 && p.new_life_secs <= pairs[i].gap_secs).then(|| p.bits.min(pairs[on].bits))
    };
    next.filter(fits).filter_map(link).fold(0.0, f64::max)
}

#[derive(Clone, Copy)]
struct Rivals {
    better: usize,
    best: f64,
}

/// A pair without any rival is compared with one of this score.
const NO_RIVAL_BITS: f64 = -12.0;
/// A lead beyond this says no more.
const MOST_LEAD_BITS: f64 = 24.0;

/// The fact about rivals; none where no other pair was looked at.
pub(super) fn fact(measures: &Measures) -> Option<Fact> {
    let better = measures.get(Measure::Rank);
    if better.is_nan() {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts")]
    let whole = |m: Measure| measures.get(m).max(0.0) as u64;
    let rank = whole(Measure::Rank);
    let (label, fit) = match rank {
        0 => ("Fits best".to_owned(), "No other pair of either number fits better".to_owned()),
        n => {
            (format!("Rivals, {n}"), format!("{} of the two numbers fit better", count(n, "other pair", "other pairs")))
        }
    };
    let sentence = format!(
        "{fit}; {} began as close to the old number's end, and {} ended as close to the new number's first use.",
        count(whole(Measure::BornTogether), "other number", "other numbers"),
        count(whole(Measure::EndedTogether), "other number", "other numbers"),
    );
    Some(Fact::new(label, sentence))
}
