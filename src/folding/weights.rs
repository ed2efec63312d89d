//! The weights: how many bits each level of each measurement adds.

use super::Comparison;
use super::measure::{Measure, Measures};

/// Bits a pair starts with: of the pairs that are judged at all, most are not one line.
pub(super) const PRIOR_BITS: f64 = -4.7;

/// A pair is folded without an analyst where its score and its margin both reach this.
pub(super) const FOLD_BITS: f64 = 2.0;

/// A pair that scores no more than this is not told of.
pub(super) const KEEP_BITS: f64 = -2.0;

/// Which way a measurement speaks for a pair.
enum Steps {
    /// Each threshold reached adds bits.
    Up(&'static [(f64, f64)]),
    /// Each threshold stayed below adds bits.
    Down(&'static [(f64, f64)]),
}

/// The weight of one measurement: a sum of steps, each of which adds zero bits or more, so that no table can turn back on
/// itself. `neutral` is what a measurement that says nothing would add; it is taken off.
struct Row {
    comparison: Comparison,
    measure: Measure,
    neutral: f64,
    steps: Steps,
}

impl Row {
    fn bits(&self, measures: &Measures) -> f64 {
        let value = measures.get(self.measure);
        if value.is_nan() {
            return 0.0;
        }
        let reached: f64 = match self.steps {
            Steps::Up(steps) => steps.iter().filter(|&&(at, _)| value >= at).map(|&(_, bits)| bits).sum(),
            Steps::Down(steps) => steps.iter().filter(|&&(at, _)| value < at).map(|&(_, bits)| bits).sum(),
        };
        reached - self.neutral
    }
}

/// Bits of one comparison, rounded to hundredths: the weights are not better than that.
pub(super) fn bits(comparison: Comparison, measures: &Measures) -> f64 {
    if comparison == Comparison::Prior {
        return PRIOR_BITS;
    }
    let sum: f64 = TABLE.iter().filter(|row| row.comparison == comparison).map(|row| row.bits(measures)).sum();
    (sum * 100.0).round() / 100.0
}

const fn up(comparison: Comparison, measure: Measure, neutral: f64, steps: &'static [(f64, f64)]) -> Row {
    Row { comparison, measure, neutral, steps: Steps::Up(steps) }
}

const fn down(comparison: Comparison, measure: Measure, neutral: f64, steps: &'static [(f64, f64)]) -> Row {
    Row { comparison, measure, neutral, steps: Steps::Down(steps) }
}

use Comparison as C;
use Measure as M;

/// Provenance: steps fitted by logistic regression (ridge 2, steps not below zero) on generated worlds and real message logs
/// with injected swaps; those of handset, SIM, order and people are experts' values.
const TABLE: [Row; 29] = [
    up(C::SharedContacts, M::Both, 0.3, &[(0.2, 0.02), (0.3, 0.34), (0.4, 0.33)]),
    up(C::SharedContacts, M::Kept, 0.8, &[(0.1, 0.69), (0.5, 0.24)]),
    up(C::SharedContacts, M::Known, 1.6, &[(0.1, 1.57), (0.35, 0.42)]),
    up(C::SharedContacts, M::Hellinger, 1.8, &[(0.1, 1.19), (0.2, 0.76), (0.4, 1.16), (0.6, 0.04), (0.7, 0.49)]),
    up(C::RareContacts, M::Shared, 3.4, &[(2.0, 2.41), (3.0, 1.15), (4.0, 0.56)]),
    up(C::RareContacts, M::Surprise, 0.9, &[(8.0, 0.58), (16.0, 0.49), (32.0, 0.27)]),
    up(C::RareContacts, M::Exclusive, 0.4, &[(1.0, 0.12), (2.0, 0.77), (8.0, 0.13)]),
    up(C::RareContacts, M::Lift, 0.6, &[(1.0, 0.64), (3.0, 0.18)]),
    up(C::Announcement, M::Told, 0.8, &[(3.0, 0.83), (6.0, 0.29), (12.0, 0.44)]),
    up(C::Announcement, M::ToldShare, 1.4, &[(0.45, 0.76), (0.75, 1.44), (0.9, 2.32)]),
    up(C::Announcement, M::CalledFirst, 0.8, &[(0.1, 1.01)]),
    down(C::Handover, M::After, 3.9, &[(0.1, 1.8), (0.3, 1.6), (0.6, 0.93), (1.0, 0.85)]),
    up(C::Handover, M::Handover, 1.7, &[(0.5, 0.65), (0.7, 0.53), (0.9, 0.6), (0.99, 1.27)]),
    up(C::Handover, M::LivesOn, 0.0, &[(1.0, -2.0)]),
    down(C::Silence, M::GapHours, 2.2, &[(1.0, 0.2), (6.0, 0.43), (168.0, 1.05), (336.0, 0.53), (720.0, 0.48)]),
    down(C::Silence, M::GapRhythm, 3.7, &[(0.5, 0.21), (5.0, 0.08), (10.0, 0.14), (30.0, 2.39), (100.0, 1.36)]),
    up(C::Order, M::Order, 0.0, &[(1.0, 2.0)]),
    up(C::Handset, M::Handset, 0.0, &[(1.0, 2.0), (2.0, 4.0), (3.0, 4.0)]),
    up(C::Sim, M::Sim, 0.0, &[(1.0, 10.0)]),
    up(C::Places, M::Places, 2.3, &[(0.3, 0.66), (0.5, 0.69), (0.7, 0.88), (0.8, 0.15), (0.9, 0.37), (0.97, 0.4)]),
    up(C::Habits, M::Hours, 0.5, &[(0.9, 0.43), (0.95, 0.1), (0.98, 0.69)]),
    down(C::Habits, M::Mix, 2.9, &[(0.1, 0.29), (0.2, 0.74), (0.4, 1.44), (0.7, 0.94)]),
    down(C::Rivals, M::BornTogether, 0.9, &[(1.0, 0.62), (2.0, 0.53), (8.0, 0.19), (16.0, 0.34)]),
    down(C::Rivals, M::EndedTogether, 2.0, &[(1.0, 0.98), (2.0, 0.36), (4.0, 0.23), (8.0, 0.7), (16.0, 0.84)]),
    down(C::Rivals, M::Rank, 1.3, &[(1.0, 1.33), (2.0, 0.42), (4.0, 1.11)]),
    down(C::Overlap, M::OverlapDays, 1.5, &[(0.25, 1.88)]),
    down(C::Overlap, M::OverlapShare, 0.3, &[(0.05, 0.3)]),
    down(C::MutualCalls, M::Mutual, 3.6, &[(3.0, 3.25), (10.0, 0.48)]),
    up(C::Attribution, M::People, 4.0, &[(0.0, 4.0), (1.0, 2.0)]),
];
