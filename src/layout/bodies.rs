//! Bodies as columns: what the inner loops read.

use crate::geom::{Point, point};

/// Places and masses of bodies, a column each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bodies {
    /// Across, in world units.
    pub x: Vec<f32>,
    /// Downwards, in world units.
    pub y: Vec<f32>,
    /// How strongly each pushes the others away; 1 is usual.
    pub mass: Vec<f32>,
}

impl Bodies {
    /// Bodies of these masses, all at the origin.
    pub fn of_masses(mass: Vec<f32>) -> Self {
        Self { x: vec![0.0; mass.len()], y: vec![0.0; mass.len()], mass }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.x.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.x.is_empty()
    }

    /// Where body `i` is.
    pub fn at(&self, i: usize) -> Point {
        point(self.x[i], self.y[i])
    }

    /// Puts body `i` at `p`.
    pub fn put(&mut self, i: usize, p: Point) {
        self.x[i] = p.x;
        self.y[i] = p.y;
    }
}
