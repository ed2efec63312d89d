//! Chance that falls the same way on every machine.
//!
//! xoshiro256++ seeded by `SplitMix64` (Blackman & Vigna 2021, "Scrambled linear pseudorandom number generators", ACM
//! TOMS 47:36). Logarithms are summed here from sums and products, whose last bit IEEE 754 fixes: the system's own
//! differ from machine to machine.

/// A stream of chance. Each part of a world has its own, so that one part can change without shuffling the others.
#[derive(Clone, Debug)]
pub(super) struct Random {
    state: [u64; 4],
}

/// One step of `SplitMix64`: scrambles 64 bits.
pub(super) const fn scramble(value: u64) -> u64 {
    let mut z = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A hash of several words, for choices that must not depend on the order in which they are made.
pub(super) fn hash(words: &[u64]) -> u64 {
    words.iter().fold(0x51_7c_c1_b7_27_22_0a_95, |state, &word| scramble(state ^ scramble(word)))
}

impl Random {
    /// The stream named by `stream` in the world of this seed.
    pub(super) fn new(seed: u64, stream: &[u64]) -> Self {
        let root = hash(stream) ^ scramble(seed);
        let state = [1, 2, 3, 4].map(|step: u64| scramble(root.wrapping_add(step.wrapping_mul(0x9e37_79b9_7f4a_7c15))));
        Self { state }
    }

    /// 64 fresh bits.
    pub(super) const fn bits(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let out = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let shifted = b << 17;
        let (c, d) = (c ^ a, d ^ b);
        self.state = [a ^ d, b ^ c, c ^ shifted, d.rotate_left(45)];
        out
    }

    /// A whole number from 0 to `count - 1`; 0 if there is nothing to choose from.
    pub(super) fn below(&mut self, count: usize) -> usize {
        let wide = u128::from(self.bits()) * count as u128;
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// A whole number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = usize::try_from(high - low + 1).unwrap_or(1);
        low + i64::try_from(self.below(span)).unwrap_or(0)
    }

    /// From 0 up to but not 1.
    pub(super) fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number from `low` to `high`.
    pub(super) fn range(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// True with this probability.
    pub(super) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// One of the slice, which holds at least one.
    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// An index, each as likely as its weight says.
    pub(super) fn weighted(&mut self, weights: &[u32]) -> usize {
        let total: usize = weights.iter().map(|&w| w as usize).sum();
        let mut left = self.below(total);
        for (index, &weight) in weights.iter().enumerate() {
            if left < weight as usize {
                return index;
            }
            left -= weight as usize;
        }
        0
    }

    /// Puts the slice into any order.
    pub(super) fn shuffle<T>(&mut self, slice: &mut [T]) {
        for last in (1..slice.len()).rev() {
            slice.swap(last, self.below(last + 1));
        }
    }

    /// Waiting time until the next event of a process that has one every `mean` on average.
    pub(super) fn wait(&mut self, mean: f64) -> f64 {
        -mean * ln(1.0 - self.unit())
    }

    /// The same in whole seconds.
    pub(super) fn wait_secs(&mut self, mean_secs: f64) -> i64 {
        whole(self.wait(mean_secs))
    }
}

/// Nearest whole number towards zero.
pub(super) fn whole(value: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "saturates; no world lasts that long")]
    let whole = value as i64;
    whole
}

/// Natural logarithm of a positive number, by the series of the area tangent; right to about 1e-12.
fn ln(value: f64) -> f64 {
    let bits = value.max(f64::MIN_POSITIVE).to_bits();
    let exponent = f64::from(u32::try_from(bits >> 52).unwrap_or(0)) - 1023.0;
    let mantissa = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000);
    let x = (mantissa - 1.0) / (mantissa + 1.0);
    let x2 = x * x;
    // The mantissa is below 2, so x is below 1/3 and thirteen terms are enough.
    let series = (0..13).rev().fold(0.0, |sum, k| sum * x2 + 1.0 / f64::from(2 * k + 1));
    exponent * std::f64::consts::LN_2 + 2.0 * x * series
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_the_same_every_time_and_another_stream_is_not() {
        let draw = |stream: u64| Random::new(7, &[stream]).bits();
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
    }

    #[test]
    fn the_logarithm_agrees_with_the_systems() {
        for value in [1e-9, 0.1, 0.5, 0.999_999, 1.0, 2.0, 12_345.678] {
            assert!((ln(value) - f64::ln(value)).abs() < 1e-11, "{value}");
        }
    }

    #[test]
    fn waiting_times_have_the_mean_asked_for() {
        let mut random = Random::new(3, &[]);
        let mean = (0..20_000).map(|_| random.wait(5.0)).sum::<f64>() / 20_000.0;
        assert!((mean - 5.0).abs() < 0.15, "{mean}");
    }

    #[test]
    fn every_number_below_the_count_comes_up() {
        let mut random = Random::new(3, &[]);
        let mut seen = [0_u32; 6];
        for _ in 0..6_000 {
            seen[random.below(6)] += 1;
        }
        assert!(seen.iter().all(|&n| (850..1150).contains(&n)), "{seen:?}");
        assert_eq!(random.below(0), 0);
    }
}
