//! Places whose distances in the plane agree with distances in the graph.

use super::random::Random;
use crate::geom::{Point, point};

/// Sweeps of the descent; a power of two, so that the rate's ratio is a repeated square root.
const SWEEPS: u32 = 32;
/// What the rate of the last sweep is, over the weight of the shortest distance (Zheng, Pawar & Goodman 2018).
const LAST_RATE: f32 = 0.1;
/// Majorisation ends when no body moves further than this share of the shortest distance.
const STILL: f32 = 2e-3;

/// Distances wanted between all pairs, as a full matrix in rows; a pair counts with the inverse square of its distance.
pub(super) struct Stress {
    count: usize,
    wanted: Vec<f32>,
}

impl Stress {
    /// `wanted` is symmetric, `count` squared long, zero on its diagonal and positive and finite elsewhere.
    pub(super) fn new(count: usize, wanted: Vec<f32>) -> Self {
        Self { count, wanted }
    }

    /// The distance wanted between two bodies.
    pub(super) fn wanted(&self, i: usize, j: usize) -> f32 {
        self.wanted[i * self.count + j]
    }

    /// The distances wanted from body `i`.
    pub(super) fn row(&self, i: usize) -> &[f32] {
        &self.wanted[i * self.count..(i + 1) * self.count]
    }

    /// Brings places near an optimum by stochastic gradient descent (Zheng, Pawar & Goodman 2018): pairs in random order, each
    /// moved towards its distance by a share that shrinks from sweep to sweep.
    pub(super) fn descend(&self, places: &mut [Point], random: &mut Random) {
        let (mut shortest, mut longest) = (f32::INFINITY, 0.0_f32);
        let mut pairs = Vec::with_capacity(self.count * self.count.saturating_sub(1) / 2);
        for i in 0..self.count {
            for j in 0..i {
                shortest = shortest.min(self.wanted(i, j));
                longest = longest.max(self.wanted(i, j));
                pairs.push((i, j));
            }
        }
        if pairs.is_empty() {
            return;
        }
        let (first, last) = (longest * longest, LAST_RATE * shortest * shortest);
        let ratio = (0..SWEEPS.trailing_zeros()).fold(last / first, |ratio, _| ratio.sqrt());
        let mut rate = first;
        for _ in 0..SWEEPS {
            for end in (1..pairs.len()).rev() {
                pairs.swap(end, random.below(end + 1));
            }
            for &(i, j) in &pairs {
                let wanted = self.wanted(i, j);
                let share = (rate / (wanted * wanted)).min(1.0);
                let apart = places[i] - places[j];
                let step = apart.direction_or(point(1.0, 0.0)) * ((apart.length() - wanted) * 0.5 * share);
                places[i] = places[i] - step;
                places[j] = places[j] + step;
            }
            rate *= ratio;
        }
    }

    /// Brings places to an optimum by majorisation (Gansner, Koren & North 2004), one body after the other, for at most `sweeps`
    /// sweeps.
    pub(super) fn settle(&self, places: &mut [Point], sweeps: u32) {
        let still = self.wanted.iter().copied().filter(|&d| d > 0.0).fold(f32::INFINITY, f32::min) * STILL;
        for _ in 0..sweeps {
            let mut farthest = 0.0_f32;
            for i in 0..self.count {
                let better = self.majorised(places, i);
                farthest = farthest.max((better - places[i]).length());
                places[i] = better;
            }
            if farthest <= still {
                break;
            }
        }
    }

    /// Where body `i` should be as far as the others are concerned.
    fn majorised(&self, places: &[Point], i: usize) -> Point {
        let here = places[i];
        let (mut sum, mut weights) = (Point::ZERO, 0.0);
        for (j, (&there, &wanted)) in places.iter().zip(self.row(i)).enumerate() {
            if j != i {
                let weight = 1.0 / (wanted * wanted);
                let apart = here - there;
                let reach = wanted / apart.length().max(1e-6);
                sum = sum + (there + apart * reach) * weight;
                weights += weight;
            }
        }
        if weights > 0.0 { sum * (1.0 / weights) } else { here }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_is_found_from_its_distances() {
        let diagonal = 2.0_f32.sqrt() * 10.0;
        let wanted = (0..16)
            .map(|at: usize| match (at / 4).abs_diff(at % 4) {
                0 => 0.0,
                2 => diagonal,
                _ => 10.0,
            })
            .collect();
        let stress = Stress::new(4, wanted);
        let mut random = Random::new(3);
        let mut places: Vec<_> = (0..4).map(|_| point(random.unit(), random.unit())).collect();
        stress.descend(&mut places, &mut random);
        stress.settle(&mut places, 200);
        for i in 0..4 {
            for j in 0..i {
                let off = (places[i] - places[j]).length() - stress.wanted(i, j);
                assert!(off.abs() < 0.05, "{places:?}");
            }
        }
    }
}
