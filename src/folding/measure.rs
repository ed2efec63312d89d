//! What is measured of a pair, as numbers. Weights turn them into bits.

/// One measurement of an ordered pair (old, new). All are free of scale: counts of contacts, shares, spans of time in days or in
/// the numbers' own rhythm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Measure {
    /// Share of the old number's contacts that came back, of those the new had time to meet; rare ones weigh more.
    Kept,
    /// Share of the new number's contacts that the old knew; early and rare ones weigh more.
    Known,
    /// Hellinger affinity of the two numbers' events over contacts.
    Hellinger,
    /// Contacts of both.
    Shared,
    /// Contacts of both that deal with nobody else.
    Exclusive,
    /// Bits of surprise at the shared contacts under the configuration model.
    Surprise,
    /// Log2 of shared contacts over those expected.
    Lift,
    /// Hours of silence between the two.
    GapHours,
    /// The same in the mean intervals of the two.
    GapRhythm,
    /// Days both live.
    OverlapDays,
    /// The same as a share of the shorter life.
    OverlapShare,
    /// How much of the old number's traffic with the shared contacts goes on after the new began.
    After,
    /// Share of shared contacts that stopped with the old before they began with the new.
    Handover,
    /// Shared contacts that are lines which changed their own number in the same days, as the round before found.
    ChangedTogether,
    /// The old number lives on, but not with the shared contacts.
    LivesOn,
    /// Share of the recipients in the new number's first hours that the old knew.
    ToldShare,
    /// Share of those the new number got in touch with first, in its first two days, that the old knew.
    ToldSlowlyShare,
    /// Of those the old number called or wrote to in its last hours, how many came to the new within a week.
    ToldByOld,
    /// Share of shared contacts that the new number called first.
    CalledFirst,
    /// Share of the first contacts of the new number that the old knew.
    FirstKnown,
    /// Other candidates to be the new number's predecessor that are as well timed.
    EndedTogether,
    /// Other candidates to be the old number's successor that are as well timed.
    BornTogether,
    /// Other candidates of either number that share more.
    Rank,
    /// Bits by which this pair leads the best other pair of either number; negative where it trails.
    Lead,
    /// Bits of a number that fits between the two: the weaker of its two links.
    Between,
    /// Events between the two.
    Mutual,
    /// Bhattacharyya affinity of their hours.
    Hours,
    /// Difference of their mixes of texts and of calls begun.
    Mix,
    /// Level of the handset they share.
    Handset,
    /// Level of the SIM they share.
    Sim,
    /// Level of the order on the old number.
    Order,
    /// Bhattacharyya affinity of their places.
    Places,
    /// Level of what people say of who used them.
    People,
}

impl Measure {
    /// How many there are.
    pub const COUNT: usize = Self::People as usize + 1;

    /// All, in their order.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Kept,
        Self::Known,
        Self::Hellinger,
        Self::Shared,
        Self::Exclusive,
        Self::Surprise,
        Self::Lift,
        Self::GapHours,
        Self::GapRhythm,
        Self::OverlapDays,
        Self::OverlapShare,
        Self::After,
        Self::Handover,
        Self::ChangedTogether,
        Self::LivesOn,
        Self::ToldShare,
        Self::ToldSlowlyShare,
        Self::ToldByOld,
        Self::CalledFirst,
        Self::FirstKnown,
        Self::EndedTogether,
        Self::BornTogether,
        Self::Rank,
        Self::Lead,
        Self::Between,
        Self::Mutual,
        Self::Hours,
        Self::Mix,
        Self::Handset,
        Self::Sim,
        Self::Order,
        Self::Places,
        Self::People,
    ];
}

/// All measurements of a pair. What cannot be known is not a number, and weighs nothing.
#[derive(Clone, Debug)]
pub(super) struct Measures([f64; Measure::COUNT]);

impl Measures {
    /// Nothing measured yet.
    pub const fn unknown() -> Self {
        Self([f64::NAN; Measure::COUNT])
    }

    /// Notes a measurement.
    pub const fn set(&mut self, measure: Measure, value: f64) {
        self.0[measure as usize] = value;
    }

    /// A measurement; not a number where unknown.
    pub const fn get(&self, measure: Measure) -> f64 {
        self.0[measure as usize]
    }
}
