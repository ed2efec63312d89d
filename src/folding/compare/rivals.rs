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
    /// The score without the competition, in bits.
    pub bits: f64,
}

/// Births this close to an end are all as well timed.
const AS_WELL_TIMED_SECS: i64 = 6 * 3600;

/// Measures, for every pair, how many other pairs of its old or its new number are as well timed or fit better.
/// O(pairs log pairs).
pub(in crate::folding) fn measure_rivals(pairs: &[Standpoint], measures: &mut [Measures]) {
    let mut better = vec![0usize; pairs.len()];
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
                better[i] += bits.len() - bits.partition_point(|b| *b <= pairs[i].bits);
            }
        }
    }
    for (measured, n) in measures.iter_mut().zip(better) {
        measured.set(Measure::Rank, n as f64);
    }
}

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
