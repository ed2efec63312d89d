//! Squares of the plane and what lies in them, to find what is near.

use crate::geom::{Point, Rect};

/// More squares a side than this are not made, however far apart things lie.
const MOST: f32 = 4000.0;

/// Boxes by square; a box is listed in each square it touches.
pub(super) struct Grid {
    corner: Point,
    side: f32,
    columns: usize,
    rows: usize,
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Grid {
    /// The grid of `count` boxes with squares of about `side`. O(n) for boxes of about a square.
    pub(super) fn new(count: usize, side: f32, box_of: impl Fn(usize) -> Rect) -> Self {
        let bounds = (0..count).fold(Rect::NOTHING, |all, i| all.union(box_of(i)));
        let bounds = if bounds.is_empty() { Rect::around(Point::ZERO, 1.0, 1.0) } else { bounds };
        let area = bounds.width() * bounds.height();
        // No more squares than a few for each box.
        let roomy = (area / (4.0 * count.max(16) as f32)).sqrt();
        let side = side.max(roomy).max(bounds.width().max(bounds.height()) / MOST).max(1e-6);
        let (columns, rows) = (whole(bounds.width() / side) + 1, whole(bounds.height() / side) + 1);
        let mut grid =
            Self { corner: bounds.min, side, columns, rows, starts: vec![0; columns * rows + 1], items: Vec::new() };
        for i in 0..count {
            grid.squares(box_of(i)).for_each(|square| grid.starts[square + 1] += 1);
        }
        for square in 0..columns * rows {
            grid.starts[square + 1] += grid.starts[square];
        }
        let mut next = grid.starts.clone();
        grid.items = vec![0; grid.starts[columns * rows] as usize];
        for (i, index) in (0..count).zip(0_u32..) {
            grid.squares(box_of(i)).for_each(|square| {
                grid.items[next[square] as usize] = index;
                next[square] += 1;
            });
        }
        grid
    }

    /// The grid of points, about two in a square.
    pub(super) fn of_points(points: &[Point]) -> Self {
        let bounds = Rect::bounding(points.iter().copied());
        let side = (bounds.width() * bounds.height() / points.len().max(1) as f32 * 2.0).sqrt();
        Self::new(points.len(), side, |i| Rect { min: points[i], max: points[i] })
    }

    /// The `count` points nearest to point `i`, nearest first; `points` are those the grid was made of.
    pub(super) fn nearest(&self, points: &[Point], i: usize, count: usize) -> Vec<usize> {
        let here = points[i];
        let mut found: Vec<(f32, usize)> = Vec::new();
        let mut reach = self.side;
        loop {
            let area = Rect::around(here, 2.0 * reach, 2.0 * reach);
            found.clear();
            found.extend(self.near(area).filter(|&j| j != i).map(|j| ((points[j] - here).length2(), j)));
            found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let is_sure = found.len() >= count && (count == 0 || found[count - 1].0 <= reach * reach);
            if is_sure || reach > self.side * 2.0 * self.columns.max(self.rows) as f32 {
                break;
            }
            reach *= 1.5;
        }
        found.truncate(count);
        found.into_iter().map(|(_, j)| j).collect()
    }

    /// The side of a square.
    pub(super) fn side(&self) -> f32 {
        self.side
    }

    /// What is listed in the squares that `area` touches; what touches several of them comes up more than once.
    pub(super) fn near(&self, area: Rect) -> impl Iterator<Item = usize> + '_ {
        self.squares(area).flat_map(|square| {
            let items = self.starts[square] as usize..self.starts[square + 1] as usize;
            self.items[items].iter().map(|&item| item as usize)
        })
    }

    /// The squares `area` touches; what lies outside of the grid counts to the squares at its edge.
    fn squares(&self, area: Rect) -> impl Iterator<Item = usize> + use<> {
        let (low, high) = ((area.min - self.corner) * (1.0 / self.side), (area.max - self.corner) * (1.0 / self.side));
        let (columns, rows) = (self.columns, self.rows);
        let across = whole(low.x).min(columns - 1)..=whole(high.x).min(columns - 1);
        let down = whole(low.y).min(rows - 1)..=whole(high.y).min(rows - 1);
        down.flat_map(move |row| across.clone().map(move |column| row * columns + column))
    }
}

/// The whole part of a number, 0 if it is below.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast of a float saturates: none is below 0"
)]
pub(super) fn whole(value: f32) -> usize {
    value as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::point;

    #[test]
    fn what_is_near_is_found_and_what_is_far_is_not() {
        let boxes: Vec<Rect> = (0..100_u8).map(|i| Rect::around(point(f32::from(i) * 10.0, 0.0), 4.0, 4.0)).collect();
        let grid = Grid::new(boxes.len(), 10.0, |i| boxes[i]);
        let near: Vec<usize> = grid.near(Rect::around(point(500.0, 0.0), 4.0, 4.0)).collect();
        assert!(near.contains(&50) && near.len() < 8, "{near:?}");
        assert!(grid.near(Rect::around(point(1e9, 1e9), 1.0, 1.0)).count() < 8);
    }
}
