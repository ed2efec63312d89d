//! The weights: how many bits each level of each measurement adds.

use super::Comparison;
use super::measure::{Measure, Measures};

/// Bits a pair starts with: of the pairs that are judged at all, most are not one line.
pub(super) const PRIOR_BITS: f64 = -5.0;

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
const TABLE: [Row; 36] = [
    up(C::SharedContacts, M::Both, 0.13, &[(0.3, 0.09), (0.5, 0.17), (0.9, 0.3)]),
    up(C::SharedContacts, M::Kept, 0.45, &[(0.1, 0.63)]),
    up(C::SharedContacts, M::Known, 0.11, &[(0.1, 0.04), (0.2, 0.07), (0.35, 0.09)]),
    up(
        C::SharedContacts,
        M::Hellinger,
        0.35,
        &[(0.2, 0.07), (0.4, 0.2), (0.5, 0.26), (0.6, 0.48), (0.7, 0.03), (0.8, 0.19)],
    ),
    up(
        C::SharedContacts,
        M::Shared,
        2.14,
        &[(1.0, 0.15), (2.0, 1.09), (3.0, 0.33), (4.0, 0.26), (6.0, 0.45), (10.0, 0.83), (20.0, 0.43)],
    ),
    up(C::SharedContacts, M::FirstKnown, 1.10, &[(0.1, 0.45), (0.25, 0.75), (0.55, 0.08), (0.85, 0.17), (0.92, 0.98)]),
    up(C::SharedContacts, M::LastKept, 1.53, &[(0.1, 1.29), (0.25, 0.42), (0.92, 0.69)]),
    up(C::RareContacts, M::Surprise, 1.45, &[(8.0, 0.76), (16.0, 0.87), (32.0, 0.43), (64.0, 0.57)]),
    up(C::RareContacts, M::Exclusive, 0.03, &[(1.0, 0.16), (2.0, 0.69), (4.0, 0.25)]),
    up(C::RareContacts, M::Lift, 1.42, &[(1.0, 0.39), (1.5, 0.97), (3.0, 1.24), (4.0, 1.8)]),
    up(C::Announcement, M::Told, 0.01, &[(25.0, 0.37)]),
    up(C::Announcement, M::ToldShare, 0.69, &[(0.45, 0.33), (0.75, 0.29), (0.9, 2.07)]),
    up(C::Announcement, M::CalledFirst, 0.87, &[(0.1, 0.92), (0.5, 0.12), (0.9, 0.16)]),
    up(C::Announcement, M::ToldSlowly, 0.18, &[(3.0, 0.5), (25.0, 0.37)]),
    up(C::Announcement, M::ToldSlowlyShare, 1.21, &[(0.45, 1.01), (0.6, 0.4), (0.75, 0.44), (0.9, 1.39)]),
    up(C::Announcement, M::ToldByOld, 0.40, &[(1.0, 0.82), (2.0, 0.4)]),
    down(C::Handover, M::After, 2.59, &[(0.02, 0.69), (0.1, 0.43), (0.3, 0.86), (0.6, 1.1)]),
    up(C::Handover, M::Handover, 2.72, &[(0.3, 0.32), (0.5, 0.56), (0.7, 0.24), (0.9, 0.47), (0.99, 1.48)]),
    down(C::Handover, M::LivesOn, 1.97, &[(1.0, 2.02)]),
    down(C::Silence, M::GapHours, 1.06, &[(1.0, 1.73), (6.0, 0.37), (168.0, 0.16)]),
    down(C::Silence, M::GapRhythm, 0.83, &[(30.0, 0.55), (100.0, 0.37)]),
    up(C::Order, M::Order, 0.00, &[(1.0, 1.5)]),
    up(C::Handset, M::Handset, 0.00, &[(1.0, 3.0), (2.0, 2.5), (3.0, 2.5)]),
    up(C::Sim, M::Sim, 0.00, &[(1.0, 8.0)]),
    up(C::Places, M::Places, 3.90, &[(0.1, 0.4), (0.3, 0.51), (0.5, 1.2), (0.7, 1.28), (0.8, 1.28), (0.9, 0.99)]),
    up(C::Habits, M::Hours, 0.35, &[(0.9, 0.02), (0.95, 0.32), (0.98, 0.64)]),
    down(C::Habits, M::Mix, 0.73, &[(0.1, 0.63), (0.2, 0.47)]),
    down(C::Rivals, M::BornTogether, 1.05, &[(1.0, 0.24), (2.0, 1.07), (8.0, 0.8), (16.0, 0.17)]),
    down(C::Rivals, M::EndedTogether, 0.41, &[(1.0, 0.61), (4.0, 0.04), (8.0, 0.18), (16.0, 0.18)]),
    down(C::Rivals, M::Rank, 0.77, &[(1.0, 0.38), (2.0, 0.38), (4.0, 0.81)]),
    up(
        C::Rivals,
        M::Lead,
        4.31,
        &[
            (-8.0, 2.82),
            (-5.0, 1.53),
            (-3.0, 0.1),
            (-1.5, 0.42),
            (0.0, 0.39),
            (1.5, 0.6),
            (3.0, 0.89),
            (5.0, 0.55),
            (8.0, 0.31),
            (12.0, 0.47),
        ],
    ),
    down(C::Rivals, M::Between, 6.00, &[(1.0, 1.0), (3.0, 2.0), (6.0, 3.0)]),
    down(C::Overlap, M::OverlapDays, 2.17, &[(0.02, 2.38), (3.0, 0.52), (7.0, 0.15)]),
    down(C::Overlap, M::OverlapShare, 0.65, &[(0.05, 0.38), (0.15, 0.47)]),
    down(C::MutualCalls, M::Mutual, 3.22, &[(3.0, 2.93), (10.0, 0.32)]),
    up(C::Attribution, M::People, 4.00, &[(0.0, 4.0), (1.0, 2.0)]),
];
