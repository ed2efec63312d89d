//! The same places.

use super::Fact;
use crate::folding::measure::{Measure, Measures};
use crate::folding::pair::Pair;

/// Records with a place each number must have: fewer say little of where its user lives.
const ENOUGH: u32 = 5;

/// The affinity that says nothing, and how many records it counts for.
const UNKNOWN: f64 = 0.75;
const FEW: f64 = 3.0;

pub(super) fn measure(pair: &Pair, out: &mut Measures) {
    let total = |places: &[(u32, u32)]| places.iter().map(|&(_, n)| n).sum::<u32>();
    let (all_a, all_b) = (total(&pair.a.places), total(&pair.b.places));
    if all_a < ENOUGH || all_b < ENOUGH {
        return;
    }
    let mut affinity = 0.0;
    for &(place, n) in &pair.a.places {
        if let Ok(i) = pair.b.places.binary_search_by_key(&place, |p| p.0) {
            let theirs = f64::from(pair.b.places[i].1) / f64::from(all_b);
            affinity += (f64::from(n) / f64::from(all_a) * theirs).sqrt();
        }
    }
    // A phone seen a few times has not been everywhere it goes.
    let few = f64::from(all_a.min(all_b));
    out.set(Measure::Places, (affinity * few + UNKNOWN * FEW) / (few + FEW));
}

/// The fact about places; none where the places of either number are not known.
pub(super) fn fact(measures: &Measures) -> Option<Fact> {
    let affinity = measures.get(Measure::Places);
    if affinity.is_nan() {
        return None;
    }
    let share = (affinity * 100.0).round();
    let (label, how) = match affinity {
        a if a >= 0.9 => ("Same places", "in the same places, and as often"),
        a if a >= 0.6 => ("Much the same places", "in much the same places"),
        a if a >= 0.2 => ("Few places in common", "in partly the same places"),
        _ => ("Other places", "in different places"),
    };
    let sentence = format!("Their cells show the two numbers {how} (likeness {share} of 100).");
    Some(Fact::new(label, sentence))
}
