//! Numbers that look random and are the same on every machine: `SplitMix64` (Steele, Lea & Flood 2014).

use crate::geom::{Point, point};

/// A stream of numbers that depends on its seed alone.
#[derive(Clone, Debug)]
pub(super) struct Random {
    state: u64,
}

impl Random {
    /// The stream of a seed.
    pub(super) fn new(seed: u64) -> Self {
        Self { state: mixed(seed ^ 0x9E37_79B9_7F4A_7C15) }
    }

    /// Sixty-four bits.
    pub(super) fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mixed(self.state)
    }

    /// From 0 up to, not including, 1.
    pub(super) fn unit(&mut self) -> f32 {
        unit_of(self.bits())
    }

    /// A whole number below `bound`, which must be above 0. The bias of the remainder is below one in a thousand million.
    #[expect(clippy::cast_possible_truncation, reason = "the remainder is below a `usize`")]
    pub(super) fn below(&mut self, bound: usize) -> usize {
        (self.bits() % bound.max(1) as u64) as usize
    }
}

/// A tiny step for body `index`, the same each time, to part bodies that lie on one spot.
pub(super) fn jiggle(index: u32) -> Point {
    let bits = mixed(u64::from(index).wrapping_add(0xD1B5_4A32_D192_ED03));
    point(unit_of(bits) - 0.5, unit_of(bits << 24) - 0.5)
}

/// The finaliser of `SplitMix64`: every bit of the input stirs every bit of the output.
fn mixed(bits: u64) -> u64 {
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

/// The upper 24 bits as a number from 0 up to, not including, 1: all that an `f32` can hold.
fn unit_of(bits: u64) -> f32 {
    (bits >> 40) as f32 / 16_777_216.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_stream_and_another_seed_another() {
        let draw = |seed| {
            let mut random = Random::new(seed);
            [random.bits(), random.bits(), random.bits()]
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
    }

    #[test]
    fn jiggles_of_neighbours_differ() {
        assert_ne!(jiggle(0), jiggle(1));
        assert!(jiggle(3).length() < 1.0);
    }
}
