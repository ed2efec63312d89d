//! A quadtree without pointers: bodies sorted along a Morton curve, cells in one array in the order a walk meets them, each
//! with the index to go on from if its inside does not matter.

use super::bodies::Bodies;
use rayon::slice::ParallelSliceMut;

/// Bodies a leaf holds at most, unless they lie so close that the curve cannot tell them apart. One vector register's worth
/// of targets for the repulsion.
pub(super) const LEAF: usize = 8;
/// Levels of the tree: bits of a coordinate along the curve.
const LEVELS: u32 = 16;
/// Below this many bodies sorting on several threads costs more than it gains.
const PARALLEL_FROM: usize = 8192;

/// A square of the plane with all bodies in it taken together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cell {
    /// Centre of mass, across.
    pub x: f32,
    /// Centre of mass, downwards.
    pub y: f32,
    /// Sum of the masses in it.
    pub mass: f32,
    /// The longer side of the bounding box of its bodies: 0 if they all lie on one spot.
    pub size: f32,
    /// The cell to go on from once this one is done with.
    pub skip: u32,
    /// A leaf's bodies, as a range of `Quadtree::order`; empty for a cell with cells in it.
    pub start: u32,
    /// End of that range.
    pub end: u32,
}

/// The tree of a set of bodies (Barnes & Hut 1986, over a linear quadtree after Gargantini 1982).
#[derive(Clone, Debug, Default)]
pub struct Quadtree {
    /// Morton code and body, sorted: what is near in the plane is near here.
    keys: Vec<u64>,
    /// Bodies in that order.
    pub(super) order: Vec<u32>,
    pub(super) x: Vec<f32>,
    pub(super) y: Vec<f32>,
    pub(super) mass: Vec<f32>,
    pub(super) cells: Vec<Cell>,
    /// Indices of the leaves among the cells.
    pub(super) leaves: Vec<u32>,
}

/// What a cell tells its parent: mass, moments and bounding box.
#[derive(Clone, Copy)]
struct Sum {
    mass: f32,
    moment: (f32, f32),
    min: (f32, f32),
    max: (f32, f32),
}

impl Sum {
    const NOTHING: Self = Self {
        mass: 0.0,
        moment: (0.0, 0.0),
        min: (f32::INFINITY, f32::INFINITY),
        max: (f32::NEG_INFINITY, f32::NEG_INFINITY),
    };

    fn with(self, other: Self) -> Self {
        Self {
            mass: self.mass + other.mass,
            moment: (self.moment.0 + other.moment.0, self.moment.1 + other.moment.1),
            min: (self.min.0.min(other.min.0), self.min.1.min(other.min.1)),
            max: (self.max.0.max(other.max.0), self.max.1.max(other.max.1)),
        }
    }
}

impl Quadtree {
    /// The tree of `bodies`. O(n log n); positions must be finite.
    pub fn of(bodies: &Bodies) -> Self {
        let mut tree = Self::default();
        tree.rebuild(bodies);
        tree
    }

    /// Makes it the tree of `bodies`, using its memory again.
    pub fn rebuild(&mut self, bodies: &Bodies) {
        self.sort(bodies);
        self.cells.clear();
        self.leaves.clear();
        if !self.order.is_empty() {
            self.grow(0, self.order.len());
        }
    }

    /// The cell that holds everything; `None` if there is nothing.
    pub fn root(&self) -> Option<&Cell> {
        self.cells.first()
    }

    /// All cells, each before the cells in it.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    fn sort(&mut self, bodies: &Bodies) {
        let low = |values: &[f32]| values.iter().copied().fold(f32::INFINITY, f32::min);
        let high = |values: &[f32]| values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let (left, top) = (low(&bodies.x), low(&bodies.y));
        let side = (high(&bodies.x) - left).max(high(&bodies.y) - top).max(f32::MIN_POSITIVE);
        let cells_a_unit = 65_535.0 / side;
        self.keys.clear();
        self.keys.extend((0_u64..).zip(bodies.x.iter().zip(&bodies.y)).map(|(i, (&x, &y))| {
            let code = interleaved((x - left) * cells_a_unit) | interleaved((y - top) * cells_a_unit) << 1;
            u64::from(code) << 32 | i
        }));
        // No two keys are equal: an unstable sort has one outcome.
        if self.keys.len() < PARALLEL_FROM {
            self.keys.sort_unstable();
        } else {
            self.keys.par_sort_unstable();
        }
        self.gather_coincident(bodies);
        self.order.clear();
        self.order.extend(self.keys.iter().map(|&key| low_half(key)));
        let Self { order, x, y, mass, .. } = self;
        for (column, from) in [(x, &bodies.x), (y, &bodies.y), (mass, &bodies.mass)] {
            column.clear();
            column.extend(order.iter().map(|&i| from[i as usize]));
        }
    }

    /// Sorts bodies of one code by their place, so that those on one spot are next to each other.
    fn gather_coincident(&mut self, bodies: &Bodies) {
        let place = |key: u64| (bodies.x[low_half(key) as usize].to_bits(), bodies.y[low_half(key) as usize].to_bits());
        for same in self.keys.chunk_by_mut(|a, b| a >> 32 == b >> 32).filter(|same| same.len() > 1) {
            same.sort_by_key(|&key| place(key));
        }
    }

    /// Adds the cell of the sorted bodies `start..end` and all cells in it. Recursion ends after [`LEVELS`] levels.
    fn grow(&mut self, start: usize, end: usize) -> Sum {
        let index = self.cells.len();
        self.cells.push(Cell::default());
        let differing = (self.keys[start] ^ self.keys[end - 1]) >> 32;
        let is_leaf = end - start <= LEAF || differing == 0;
        let sum = if is_leaf {
            self.leaves.push(narrow(index));
            self.leaf_sum(start, end)
        } else {
            // Levels on which all bodies share a quadrant get no cell: the first on which they part does.
            let level = LEVELS - 1 - differing.ilog2() / 2;
            self.grow_quadrants(start, end, 62 - 2 * level)
        };
        let skip = narrow(self.cells.len());
        let size = (sum.max.0 - sum.min.0).max(sum.max.1 - sum.min.1);
        let scale = if sum.mass > 0.0 { 1.0 / sum.mass } else { 0.0 };
        let middle = ((sum.min.0 + sum.max.0) * 0.5, (sum.min.1 + sum.max.1) * 0.5);
        let centre = if scale > 0.0 { (sum.moment.0 * scale, sum.moment.1 * scale) } else { middle };
        // Rounding may put it outside: then a lone body would push itself.
        let centre = (centre.0.max(sum.min.0).min(sum.max.0), centre.1.max(sum.min.1).min(sum.max.1));
        let (start, end) = if is_leaf { (narrow(start), narrow(end)) } else { (0, 0) };
        self.cells[index] = Cell { x: centre.0, y: centre.1, mass: sum.mass, size, skip, start, end };
        sum
    }

    fn grow_quadrants(&mut self, start: usize, end: usize, shift: u32) -> Sum {
        let mut sum = Sum::NOTHING;
        let mut from = start;
        for quadrant in 0..4 {
            let to = from + self.keys[from..end].partition_point(|key| (key >> shift) & 3 <= quadrant);
            if to > from {
                sum = sum.with(self.grow(from, to));
            }
            from = to;
        }
        sum
    }

    fn leaf_sum(&self, start: usize, end: usize) -> Sum {
        (start..end).fold(Sum::NOTHING, |sum, i| {
            let (x, y, mass) = (self.x[i], self.y[i], self.mass[i]);
            sum.with(Sum { mass, moment: (x * mass, y * mass), min: (x, y), max: (x, y) })
        })
    }
}

/// The sixteen bits of a coordinate, spread to every second bit (Morton 1966).
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast of a float saturates: 0 to 65535")]
fn interleaved(coordinate: f32) -> u32 {
    let v = u32::from(coordinate as u16);
    let v = (v | v << 8) & 0x00FF_00FF;
    let v = (v | v << 4) & 0x0F0F_0F0F;
    let v = (v | v << 2) & 0x3333_3333;
    (v | v << 1) & 0x5555_5555
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half is what is wanted")]
fn low_half(key: u64) -> u32 {
    key as u32
}

/// An index as it is stored. A request has fewer than `u32::MAX` bodies: springs could not name more.
fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::random::Random;

    fn scattered(count: usize) -> Bodies {
        let mut random = Random::new(1);
        let mut bodies = Bodies::of_masses((0..count).map(|i| 1.0 + (i % 3) as f32).collect());
        for i in 0..count {
            bodies.x[i] = random.unit() * 900.0 - 300.0;
            bodies.y[i] = random.unit() * 500.0;
        }
        bodies
    }

    #[test]
    fn leaves_hold_every_body_once_in_order() {
        let bodies = scattered(1000);
        let tree = Quadtree::of(&bodies);
        let mut next = 0;
        for &leaf in &tree.leaves {
            let cell = tree.cells[leaf as usize];
            assert_eq!(cell.start, next);
            assert!(cell.end > cell.start && (cell.end - cell.start) as usize <= LEAF);
            next = cell.end;
        }
        assert_eq!(next as usize, bodies.len());
        let mut seen = tree.order.clone();
        seen.sort_unstable();
        assert_eq!(seen, (0..1000).collect::<Vec<_>>());
    }

    #[test]
    fn bodies_on_one_spot_share_a_leaf() {
        let mut bodies = Bodies::of_masses(vec![1.0; 40]);
        bodies.x[39] = 10.0;
        let tree = Quadtree::of(&bodies);
        assert!(tree.cells.iter().any(|cell| cell.end - cell.start == 39 && cell.size == 0.0));
    }
}
