//! Parting boxes that overlap.

use super::angle::direction;
use super::grid::Grid;
use super::random::jiggle;
use crate::geom::{Point, Rect, point};
use rayon::prelude::*;

/// Sweeps of pushing before what still overlaps is put elsewhere.
const SWEEPS: u32 = 160;
/// Sweeps at first in which boxes go only part of the way: a crowd spreads better when all move a bit than when the first pair leaps.
const GENTLE: u32 = 4;
/// A push goes this much further than needed, so that it need not be repeated.
const OVERSHOOT: f32 = 1.02;
/// Boxes closer in shape to a square than this are parted along the line of their centres, others along the shorter way.
const SQUARISH: f32 = 1.8;
/// An overlap below this is rounding, in world units.
const TOUCHING: f32 = 1e-3;
/// Boxes one task looks at.
const BOXES_A_TASK: usize = 256;
/// Spots that are tried for a box that found no room by pushing.
const SPOTS: u16 = 20_000;

/// Boxes being moved apart until none overlap but those that may not move; a box that overlaps nothing stays where it is.
///
/// Pairs push each other the shorter way, in a fixed order, so that the result does not depend on the number of threads. What still
/// overlaps after many sweeps goes to the nearest free spot.
pub(super) struct Parting {
    /// Half width and half height of each, with the free space it wants.
    half: Vec<Point>,
    /// How readily each gives way: 0 stays, 1 is usual.
    mobility: Vec<f32>,
    grid: Option<Grid>,
    /// How far a box may have gone since the grid was made.
    drift: f32,
    /// Boxes that moved in the sweep before: the others overlap nothing.
    restless: Vec<u32>,
    sweeps: u32,
}

impl Parting {
    /// Boxes of these half sizes and mobilities, `margin` kept free round each.
    pub(super) fn new(half: &[Point], margin: f32, mobility: Vec<f32>) -> Self {
        let half: Vec<Point> = half.iter().map(|&h| h + point(margin, margin)).collect();
        let restless = (0..).take(half.len()).collect();
        Self { half, mobility, grid: None, drift: 0.0, restless, sweeps: 0 }
    }

    /// Sweeps until nothing overlaps.
    pub(super) fn run(mut self, places: &mut [Point]) {
        while !self.sweep(places) {}
    }

    /// One sweep over all pairs that overlap; tells whether it was the last.
    pub(super) fn sweep(&mut self, places: &mut [Point]) -> bool {
        let pairs = self.overlapping(places);
        if pairs.is_empty() {
            return true;
        }
        if self.sweeps == SWEEPS {
            self.reseat(places, &pairs);
            return true;
        }
        let share = if self.sweeps < GENTLE { 0.6 } else { 1.0 };
        self.sweeps += 1;
        self.restless = pairs.iter().flat_map(|&(i, j)| [i, j]).collect();
        self.restless.sort_unstable();
        self.restless.dedup();
        let before: Vec<Point> = self.restless.iter().map(|&i| places[i as usize]).collect();
        for (i, j) in pairs {
            let (a, b) = (i as usize, j as usize);
            if let Some(step) = self.push(places, a, b) {
                let step = step * (share / (self.mobility[a] + self.mobility[b]));
                places[a] = places[a] - step * self.mobility[a];
                places[b] = places[b] + step * self.mobility[b];
            }
        }
        let steps = self.restless.iter().zip(&before).map(|(&i, &p)| (places[i as usize] - p).length());
        self.drift += steps.fold(0.0, f32::max);
        false
    }

    /// Every pair of overlapping boxes of which at least one may move, in a fixed order.
    fn overlapping(&mut self, places: &[Point]) -> Vec<(u32, u32)> {
        let half = &self.half;
        let box_of = |i: usize| Rect { min: places[i] - half[i], max: places[i] + half[i] };
        if self.grid.as_ref().is_none_or(|grid| self.drift > grid.side() * 0.5) {
            let mean = half.iter().map(|h| h.x + h.y).sum::<f32>() / half.len().max(1) as f32;
            self.grid = Some(Grid::new(half.len(), mean * 1.5, box_of));
            self.drift = 0.0;
        }
        let Some(grid) = &self.grid else { return Vec::new() };
        let drift = self.drift;
        let meets = |a: usize, b: usize| {
            b != a && self.mobility[a] + self.mobility[b] > 0.0 && self.overlap(places, a, b).is_some()
        };
        let meets = &meets;
        let mut pairs: Vec<(u32, u32)> = self
            .restless
            .par_iter()
            .with_min_len(BOXES_A_TASK)
            .flat_map_iter(|&i| {
                let a = i as usize;
                let met = grid.near(box_of(a).grown(drift)).filter(move |&b| meets(a, b));
                met.filter_map(move |b| u32::try_from(b).ok()).map(move |j| (i.min(j), i.max(j)))
            })
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// How far two boxes reach into each other across and downwards, if they do both ways.
    fn overlap(&self, places: &[Point], a: usize, b: usize) -> Option<Point> {
        let apart = places[b] - places[a];
        let room = self.half[a] + self.half[b];
        let (x, y) = (room.x - apart.x.abs(), room.y - apart.y.abs());
        (x > TOUCHING && y > TOUCHING).then_some(point(x, y))
    }

    /// The way box `b` must go from box `a` so that they part; `None` if they have parted.
    fn push(&self, places: &[Point], a: usize, b: usize) -> Option<Point> {
        let overlap = self.overlap(places, a, b)?;
        let mut apart = places[b] - places[a];
        if apart.length2() < 1e-6 {
            let nudge = |i: usize| jiggle(u32::try_from(i).unwrap_or(u32::MAX));
            apart = nudge(a) - nudge(b);
        }
        let room = self.half[a] + self.half[b];
        let shape = room.x.max(room.y) / room.x.min(room.y).max(1e-3);
        let step = if shape < SQUARISH {
            // As far along the line of the centres as makes the boxes touch (Gansner & Hu 2010).
            let factor = (room.x / apart.x.abs().max(1e-3)).min(room.y / apart.y.abs().max(1e-3));
            let longest = overlap.x.min(overlap.y) * 1.5;
            apart.direction_or(point(1.0, 0.0)) * (apart.length() * (factor - 1.0)).min(longest)
        } else if overlap.x < overlap.y {
            point(overlap.x.copysign(apart.x), 0.0)
        } else {
            point(0.0, overlap.y.copysign(apart.y))
        };
        Some(step * OVERSHOOT)
    }

    /// Puts one of each pair that still overlaps to the nearest free spot, found on a spiral.
    fn reseat(&self, places: &mut [Point], pairs: &[(u32, u32)]) {
        let first_is_readier = |i: u32, j: u32| self.mobility[i as usize] > self.mobility[j as usize];
        let mut movers: Vec<usize> =
            pairs.iter().map(|&(i, j)| if first_is_readier(i, j) { i as usize } else { j as usize }).collect();
        movers.sort_unstable();
        movers.dedup();
        let around = |i: usize, p: Point| Rect { min: p - self.half[i], max: p + self.half[i] };
        let side = self.half.iter().map(|h| h.x + h.y).sum::<f32>() / self.half.len().max(1) as f32 * 1.5;
        let grid = {
            let places = &*places;
            Grid::new(places.len(), side, |i| around(i, places[i]))
        };
        for (done, &i) in movers.iter().enumerate() {
            let is_free = |p: Point| {
                let mine = around(i, p).grown(-TOUCHING);
                // Those moved before are not where the grid has them; those that will be moved make room.
                let mut others = grid.near(mine).filter(|j| movers.binary_search(j).is_err());
                let clash = |j: usize| mine.overlaps(around(j, places[j]));
                !others.any(clash) && !movers[..done].iter().any(|&j| clash(j))
            };
            let stride = self.half[i].x.min(self.half[i].y);
            // The spiral of a sunflower's seeds: even in all directions, farther with the square root of the count.
            let spots = (0..SPOTS).map(|k| direction(f32::from(k) * 0.381_966) * (stride * f32::from(k).sqrt()));
            if let Some(spot) = spots.map(|by| places[i] + by).find(|&p| is_free(p)) {
                places[i] = spot;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn any_overlap(half: &[Point], mobility: &[f32], places: &[Point]) -> bool {
        !Parting::new(half, 0.0, mobility.to_vec()).overlapping(places).is_empty()
    }

    #[test]
    fn a_heap_of_boxes_is_spread() {
        let (half, mobility) = (vec![point(30.0, 10.0); 50], vec![1.0; 50]);
        let mut places = vec![Point::ZERO; 50];
        Parting::new(&half, 0.0, mobility.clone()).run(&mut places);
        assert!(!any_overlap(&half, &mobility, &places));
    }

    #[test]
    fn a_box_that_may_not_move_stays_and_one_that_overlaps_nothing_too() {
        let (half, mobility) = ([point(10.0, 10.0); 3], [0.0, 1.0, 1.0]);
        let mut places = [point(0.0, 0.0), point(5.0, 1.0), point(200.0, 0.0)];
        Parting::new(&half, 0.0, mobility.to_vec()).run(&mut places);
        assert_eq!((places[0], places[2]), (point(0.0, 0.0), point(200.0, 0.0)));
        assert!(!any_overlap(&half, &mobility, &places));
    }

    #[test]
    fn a_box_walled_in_by_others_that_may_not_move_is_put_outside() {
        let half = [point(10.0, 10.0); 10];
        let mut mobility = [0.0; 10];
        mobility[9] = 1.0;
        let mut places: Vec<Point> =
            (0..9_u8).map(|i| point(f32::from(i % 3) * 20.0, f32::from(i / 3) * 20.0)).collect();
        places.push(point(21.0, 20.0));
        Parting::new(&half, 0.0, mobility.to_vec()).run(&mut places);
        assert!(!any_overlap(&half, &mobility, &places), "{places:?}");
    }
}
