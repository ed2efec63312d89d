//! The weights: how many bits each level of each measurement adds.

use super::Comparison;
use super::measure::{Measure, Measures};

/// Bits a pair starts with: of the pairs that are judged at all, most are not one line.
pub(super) const PRIOR_BITS: f64 = -4.1;

/// A pair is folded without an analyst where its score and its margin both reach this.
pub(super) const FOLD_BITS: f64 = 1.0;

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
const TABLE: [Row; 35] = [
    up(C::SharedContacts, M::Both, 0.40, &[(0.3, 0.19), (0.4, 0.14), (0.5, 0.49), (0.9, 0.19)]),
    up(C::SharedContacts, M::Kept, 0.65, &[(0.1, 0.84), (0.5, 0.1)]),
    up(C::SharedContacts, M::Known, 0.35, &[(0.2, 0.28), (0.35, 0.23), (0.5, 0.15)]),
    up(C::SharedContacts, M::Hellinger, 0.45, &[(0.2, 0.2), (0.4, 0.2), (0.5, 0.15), (0.6, 0.3), (0.7, 0.29)]),
    up(
        C::SharedContacts,
        M::Shared,
        1.80,
        &[(1.0, 0.05), (2.0, 0.92), (3.0, 0.35), (4.0, 0.21), (6.0, 0.28), (10.0, 0.39), (20.0, 0.57)],
    ),
    up(C::SharedContacts, M::FirstKnown, 0.96, &[(0.1, 0.3), (0.25, 0.43), (0.55, 0.04), (0.85, 0.5), (0.92, 1.1)]),
    up(C::SharedContacts, M::LastKept, 1.07, &[(0.1, 0.89), (0.25, 0.33), (0.92, 0.17)]),
    up(C::RareContacts, M::Surprise, 1.81, &[(8.0, 0.7), (16.0, 1.03), (32.0, 0.81), (64.0, 0.45), (128.0, 0.37)]),
    up(C::RareContacts, M::Exclusive, 1.16, &[(1.0, 1.25), (2.0, 2.36), (4.0, 1.41), (8.0, 0.05)]),
    up(C::RareContacts, M::Lift, 2.00, &[(1.0, 0.31), (1.5, 1.04), (3.0, 1.56), (4.0, 2.15), (5.0, 0.09)]),
    up(C::Announcement, M::ToldShare, 1.25, &[(0.45, 0.7), (0.75, 0.52), (0.9, 2.53)]),
    up(C::Announcement, M::CalledFirst, 1.00, &[(0.1, 0.83), (0.5, 0.4), (0.9, 0.11)]),
    up(C::Announcement, M::ToldSlowly, 0.11, &[(3.0, 0.3)]),
    up(C::Announcement, M::ToldSlowlyShare, 0.70, &[(0.45, 0.37), (0.6, 0.42), (0.75, 0.09), (0.9, 0.99)]),
    up(C::Announcement, M::ToldByOld, 0.29, &[(1.0, 0.61), (2.0, 0.29)]),
    down(C::Handover, M::After, 3.23, &[(0.02, 1.04), (0.1, 0.49), (0.3, 0.97), (0.6, 1.33)]),
    up(C::Handover, M::Handover, 2.76, &[(0.3, 0.41), (0.5, 0.66), (0.7, 0.34), (0.9, 0.57), (0.99, 1.06)]),
    down(C::Handover, M::LivesOn, 1.72, &[(1.0, 1.75)]),
    down(C::Silence, M::GapHours, 1.18, &[(1.0, 2.2), (6.0, 0.17), (72.0, 0.19), (168.0, 0.28)]),
    down(C::Silence, M::GapRhythm, 0.81, &[(30.0, 0.34), (100.0, 0.54)]),
    up(C::Order, M::Order, 0.00, &[(1.0, 1.5)]),
    up(C::Handset, M::Handset, 0.00, &[(1.0, 3.0), (2.0, 2.5), (3.0, 2.5)]),
    up(C::Sim, M::Sim, 0.00, &[(1.0, 8.0)]),
    up(C::Places, M::Places, 0.60, &[(0.3, 0.6), (0.5, 0.7), (0.7, 0.9), (0.8, 0.2), (0.9, 0.3), (0.97, 0.2)]),
    up(C::Habits, M::Hours, 0.53, &[(0.9, 0.28), (0.95, 0.23), (0.98, 0.43)]),
    down(C::Habits, M::Mix, 0.95, &[(0.1, 0.52), (0.2, 0.8)]),
    down(C::Rivals, M::BornTogether, 1.23, &[(1.0, 0.34), (2.0, 1.02), (4.0, 0.17), (8.0, 0.8), (16.0, 0.08)]),
    down(C::Rivals, M::EndedTogether, 0.57, &[(1.0, 0.84), (4.0, 0.09), (8.0, 0.21), (16.0, 0.12)]),
    down(C::Rivals, M::Rank, 0.88, &[(1.0, 0.06), (2.0, 0.65), (4.0, 1.03)]),
    up(
        C::Rivals,
        M::Lead,
        4.32,
        &[
            (-8.0, 2.71),
            (-5.0, 1.85),
            (-1.5, 0.19),
            (0.0, 0.11),
            (1.5, 0.79),
            (3.0, 0.52),
            (5.0, 0.78),
            (8.0, 0.35),
            (12.0, 0.05),
        ],
    ),
    down(C::Rivals, M::Between, 6.00, &[(1.0, 1.0), (3.0, 2.0), (6.0, 3.0)]),
    down(C::Overlap, M::OverlapDays, 2.72, &[(0.02, 2.93), (3.0, 0.63), (7.0, 0.13)]),
    down(C::Overlap, M::OverlapShare, 0.61, &[(0.05, 0.31), (0.15, 0.48)]),
    down(C::MutualCalls, M::Mutual, 3.65, &[(3.0, 3.23), (10.0, 0.44)]),
    up(C::Attribution, M::People, 4.00, &[(0.0, 4.0), (1.0, 2.0)]),
];
