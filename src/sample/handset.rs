//! Invented handsets and SIMs.

use super::random::{Random, scramble};

/// Type allocation codes of invented models. No reporting body 99 allocates codes (3GPP TS 23.003, 6.2; GSMA TS.06).
const MODELS: [u64; 12] = [
    99_010_017, 99_010_025, 99_010_033, 99_020_018, 99_020_026, 99_030_019, 99_030_027, 99_040_010, 99_040_028,
    99_050_011, 99_060_012, 99_070_013,
];

/// Identities that cheap or tampered handsets send: they say nothing, and unrelated phones share them.
pub(super) const JUNK: [u64; 2] = [0, 99_000_000_000_000];

/// Where new handsets and SIMs come from; none is ever given out twice.
#[derive(Clone, Debug)]
pub(super) struct Shelf {
    seed: u64,
    handsets: u64,
    sims: u64,
}

impl Shelf {
    /// The shelf of the world of this seed.
    pub(super) const fn new(seed: u64) -> Self {
        Self { seed, handsets: 0, sims: 0 }
    }

    /// The 14 digits of a new handset.
    pub(super) fn handset(&mut self, random: &mut Random) -> u64 {
        self.handsets += 1;
        // Multiplication by a number that shares no factor with the million gives each handset a serial of its own.
        let serial = (self.handsets * 618_033 + scramble(self.seed) % 1_000_000) % 1_000_000;
        random.pick(&MODELS) * 1_000_000 + serial
    }

    /// A new SIM of the test network 001-01 (ITU-T E.212, annex A), its subscriber number marked with the operator.
    pub(super) fn sim(&mut self, operator: usize) -> u64 {
        self.sims += 1;
        let serial = (self.sims * 61_803_399 + scramble(self.seed ^ 1) % 1_000_000_000) % 1_000_000_000;
        1_010_000_000_000 + (operator as u64 + 1) * 1_000_000_000 + serial
    }
}

/// The check digit of an IMEI over its first 14 digits (Luhn; 3GPP TS 23.003, annex B).
pub(super) fn check_digit(first_14: u64) -> u64 {
    let sum: u64 = (0..14)
        .map(|place| {
            let digit = first_14 / 10_u64.pow(place) % 10;
            // Counted from the right, every other digit is doubled, beginning with the last.
            if place % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { digit }
        })
        .sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_check_digit_is_that_of_the_standard() {
        assert_eq!(check_digit(49_015_420_323_751), 8);
        assert_eq!(check_digit(35_209_900_176_148), 1);
    }

    #[test]
    fn no_handset_and_no_sim_comes_twice() {
        let mut shelf = Shelf::new(7);
        let mut random = Random::new(7, &[]);
        let handsets: BTreeSet<_> = (0..5_000).map(|_| shelf.handset(&mut random)).collect();
        let sims: BTreeSet<_> = (0..5_000).map(|n| shelf.sim(n % 4)).collect();
        assert_eq!((handsets.len(), sims.len()), (5_000, 5_000));
        assert!(handsets.iter().all(|h| h.to_string().len() == 14));
    }
}
