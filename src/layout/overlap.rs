//! Parting boxes that overlap.

use super::random::jiggle;
use crate::geom::{Point, Rect, point};

/// Sweeps of pushing before what still overlaps is put elsewhere.
const SWEEPS: u32 = 160;
/// Sweeps at first in which boxes go only part of the way.
const GENTLE: u32 = 4;
/// A push goes this much further than needed, so that it need not be repeated.
const OVERSHOOT: f32 = 1.02;
/// Boxes closer in shape to a square than this are parted along the line of their centres, others along the shorter way.
const SQUARISH: f32 = 1.8;
/// A squared overlap below this is rounding, in world units.
const TOUCHING: f32 = 1e-3;

/// Boxes that must not overlap, and how readily each gives way.
pub(super) struct Boxes<'a> {
    /// Half width and half height of each, with the free space it wants.
    pub(super) half: &'a [Point],
    /// How readily it gives way: 0 stays, 1 is usual.
    pub(super) mobility: &'a [f32],
}

impl Boxes<'_> {
    /// Moves boxes apart until none overlap but those that may not move; a box that overlaps nothing stays where it is.
    ///
    /// Pairs push each other the shorter way, in a fixed order. What still overlaps after many sweeps goes to the nearest free spot.
    pub(super) fn part(&self, places: &mut [Point]) {
        let mut sweep = 0;
        while !self.sweep(places, sweep) {
            sweep += 1;
        }
    }

    /// One sweep of [`Boxes::part`], of which `sweep` went before; tells whether it was the last.
    pub(super) fn sweep(&self, places: &mut [Point], sweep: u32) -> bool {
        let pairs = self.overlapping(places);
        if pairs.is_empty() {
            return true;
        }
        if sweep >= SWEEPS {
            self.reseat(places);
            return true;
        }
        // Little by little at first: a crowd spreads better when all move a bit than when the first pair leaps.
        let share = if sweep < GENTLE { 0.6 } else { 1.0 };
        for (i, j) in pairs {
            self.push(places, i as usize, j as usize, share);
        }
        false
    }

    /// Whether any two boxes overlap of which one may move.
    pub(super) fn any_overlap(&self, places: &[Point]) -> bool {
        !self.overlapping(places).is_empty()
    }

    fn overlap(&self, places: &[Point], i: usize, j: usize) -> Option<Point> {
        let apart = places[j] - places[i];
        let room = self.half[i] + self.half[j];
        let (x, y) = (room.x - apart.x.abs(), room.y - apart.y.abs());
        (x > TOUCHING && y > TOUCHING).then_some(point(x, y))
    }

    fn push(&self, places: &mut [Point], i: usize, j: usize, share: f32) {
        let Some(overlap) = self.overlap(places, i, j) else { return };
        let give = self.mobility[i] + self.mobility[j];
        if give <= 0.0 {
            return;
        }
        let mut apart = places[j] - places[i];
        if apart.length2() < 1e-6 {
            apart = jiggle(u32::try_from(i).unwrap_or(0)) - jiggle(u32::try_from(j).unwrap_or(1));
        }
        let room = self.half[i] + self.half[j];
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
        let step = step * (OVERSHOOT * share / give);
        places[i] = places[i] - step * self.mobility[i];
        places[j] = places[j] + step * self.mobility[j];
    }

    /// Every pair of overlapping boxes of which at least one may move, in a fixed order.
    fn overlapping(&self, places: &[Point]) -> Vec<(u32, u32)> {
        let grid = Grid::new(places, self.half);
        let mut pairs = Vec::new();
        for (i, &p) in (0_u32..).zip(places) {
            let a = i as usize;
            grid.visit(Rect { min: p - self.half[a], max: p + self.half[a] }, |j| {
                let b = j as usize;
                if b > a && self.mobility[a] + self.mobility[b] > 0.0 && self.overlap(places, a, b).is_some() {
                    pairs.push((i, j));
                }
            });
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// Puts each box that still overlaps one before it to the nearest free spot, found on a spiral.
    fn reseat(&self, places: &mut [Point]) {
        let grid_places = places.to_vec();
        let pairs = self.overlapping(&grid_places);
        let mut moved: Vec<u32> = pairs
            .iter()
            .map(|&(i, j)| {
                let (a, b) = (self.mobility[i as usize], self.mobility[j as usize]);
                if b >= a { j } else { i }
            })
            .collect();
        moved.sort_unstable();
        moved.dedup();
        for i in moved {
            let i = i as usize;
            let free = |p: Point, places: &[Point]| {
                let me = Rect { min: p - self.half[i], max: p + self.half[i] }.grown(-TOUCHING);
                places.iter().zip(self.half).enumerate().all(|(j, (&q, &half))| {
                    j == i || (self.mobility[i] <= 0.0) || !me.overlaps(Rect { min: q - half, max: q + half })
                })
            };
            let start = places[i];
            let stride = self.half[i].x.min(self.half[i].y).max(1.0);
            let mut turn = 0_u16;
            while !free(places[i], places) {
                turn = turn.saturating_add(1);
                // The spiral of a sunflower's seeds: even in all directions, farther with the square root of the count.
                let reach = stride * f32::from(turn).sqrt();
                places[i] = start + super::angle::direction(f32::from(turn) * 0.381_966) * reach;
                if turn == u16::MAX {
                    break;
                }
            }
        }
    }
}

/// Boxes by square of the plane; a box is listed in each square it touches.
struct Grid {
    corner: Point,
    side: f32,
    columns: usize,
    rows: usize,
    starts: Vec<u32>,
    boxes: Vec<u32>,
}

impl Grid {
    fn new(places: &[Point], half: &[Point]) -> Self {
        let bounds = super::frame::bounds(places, half);
        let mean = half.iter().map(|h| h.x + h.y).sum::<f32>() / half.len().max(1) as f32;
        // Squares of about a box; no more of them than a few for each box, however far apart the boxes lie.
        let area = bounds.width() * bounds.height();
        let side = (mean * 1.5).max((area / (4.0 * places.len().max(16) as f32)).sqrt()).max(1e-3);
        let columns = (bounds.width() / side) as usize + 1;
        let rows = (bounds.height() / side) as usize + 1;
        let mut grid =
            Self { corner: bounds.min, side, columns, rows, starts: vec![0; columns * rows + 1], boxes: Vec::new() };
        let around = |i: usize| Rect { min: places[i] - half[i], max: places[i] + half[i] };
        for i in 0..places.len() {
            grid.cells(around(i)).for_each(|cell| grid.starts[cell + 1] += 1);
        }
        for cell in 0..columns * rows {
            grid.starts[cell + 1] += grid.starts[cell];
        }
        let mut next = grid.starts.clone();
        grid.boxes = vec![0; grid.starts[columns * rows] as usize];
        for (i, index) in (0..places.len()).zip(0_u32..) {
            grid.cells(around(i)).for_each(|cell| {
                grid.boxes[next[cell] as usize] = index;
                next[cell] += 1;
            });
        }
        grid
    }

    fn cells(&self, area: Rect) -> impl Iterator<Item = usize> + use<> {
        let (low, high) = ((area.min - self.corner) * (1.0 / self.side), (area.max - self.corner) * (1.0 / self.side));
        let (columns, rows) = (self.columns, self.rows);
        let across = (low.x as usize).min(columns - 1)..=(high.x as usize).min(columns - 1);
        let down = (low.y as usize).min(rows - 1)..=(high.y as usize).min(rows - 1);
        down.flat_map(move |row| across.clone().map(move |column| row * columns + column))
    }

    fn visit(&self, area: Rect, mut each: impl FnMut(u32)) {
        for cell in self.cells(area) {
            self.boxes[self.starts[cell] as usize..self.starts[cell + 1] as usize].iter().for_each(|&b| each(b));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heap_of_boxes_is_spread() {
        let half = vec![point(30.0, 10.0); 50];
        let mobility = vec![1.0; 50];
        let boxes = Boxes { half: &half, mobility: &mobility };
        let mut places = vec![Point::ZERO; 50];
        boxes.part(&mut places);
        assert!(!boxes.any_overlap(&places));
    }

    #[test]
    fn a_box_that_may_not_move_stays_and_one_that_overlaps_nothing_too() {
        let half = vec![point(10.0, 10.0); 3];
        let boxes = Boxes { half: &half, mobility: &[0.0, 1.0, 1.0] };
        let mut places = [point(0.0, 0.0), point(5.0, 1.0), point(200.0, 0.0)];
        boxes.part(&mut places);
        assert_eq!((places[0], places[2]), (point(0.0, 0.0), point(200.0, 0.0)));
        assert!(!boxes.any_overlap(&places));
    }
}
