//! A grid over points, for finding those in a rectangle.

use crate::geom::{Point, Rect};

/// Points in a cell, about, and most cells along one side.
const IN_A_CELL: f32 = 8.0;
const MOST_CELLS: f32 = 256.0;

/// Points by cell: those of cell `i` are `members[starts[i]..starts[i + 1]]`.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    origin: Point,
    side: f32,
    columns: usize,
    rows: usize,
    starts: Vec<u32>,
    members: Vec<u32>,
}

impl Cells {
    /// The grid over points, which lie in `bounds`.
    pub(super) fn new(points: &[Point], bounds: Rect) -> Self {
        if bounds.is_empty() {
            return Self { side: 1.0, ..Self::default() };
        }
        let (width, height) = (bounds.width().max(1e-3), bounds.height().max(1e-3));
        let area = width * height * IN_A_CELL / points.len().max(1) as f32;
        let side = area.sqrt().max(width / MOST_CELLS).max(height / MOST_CELLS);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and MOST_CELLS")]
        let count = |length: f32| ((length / side).ceil().clamp(1.0, MOST_CELLS)) as usize;
        let (columns, rows) = (count(width), count(height));
        let mut cells = Self { origin: bounds.min, side, columns, rows, starts: Vec::new(), members: Vec::new() };
        let homes: Vec<u32> = points.iter().map(|&p| cells.home(p)).collect();
        cells.starts = vec![0; columns * rows + 1];
        for &home in &homes {
            cells.starts[home as usize + 1] += 1;
        }
        for i in 1..cells.starts.len() {
            cells.starts[i] += cells.starts[i - 1];
        }
        let mut next = cells.starts.clone();
        cells.members = vec![0; points.len()];
        for (member, &home) in (0..).zip(&homes) {
            let slot = &mut next[home as usize];
            cells.members[*slot as usize] = member;
            *slot += 1;
        }
        cells
    }

    /// How many cells there are.
    pub(super) fn len(&self) -> usize {
        self.columns * self.rows
    }

    /// The side of a cell.
    pub(super) fn side(&self) -> f32 {
        self.side
    }

    fn place(&self, at: f32, count: usize) -> usize {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the grid")]
        let place = (at / self.side).clamp(0.0, count.saturating_sub(1) as f32) as usize;
        place
    }

    /// The cell a point lies in; one outside belongs to a cell at the edge.
    #[expect(clippy::cast_possible_truncation, reason = "at most MOST_CELLS squared")]
    pub(super) fn home(&self, p: Point) -> u32 {
        let p = p - self.origin;
        (self.place(p.y, self.rows) * self.columns + self.place(p.x, self.columns)) as u32
    }

    /// The cells under a rectangle.
    pub(super) fn under(&self, rect: Rect) -> impl Iterator<Item = usize> + use<> {
        let (low, high) = (rect.min - self.origin, rect.max - self.origin);
        let (left, right) = (self.place(low.x, self.columns), self.place(high.x, self.columns));
        let (top, bottom) = (self.place(low.y, self.rows), self.place(high.y, self.rows));
        let columns = self.columns;
        let none = self.len() == 0;
        (top..=bottom)
            .filter(move |_| !none)
            .flat_map(move |row| (left..=right).map(move |column| row * columns + column))
    }

    /// The points of a cell, by index.
    pub(super) fn members(&self, cell: usize) -> &[u32] {
        &self.members[self.starts[cell] as usize..self.starts[cell + 1] as usize]
    }

    /// The points in the cells under a rectangle: all that lie in it, and some beside it.
    pub(super) fn about(&self, rect: Rect) -> impl Iterator<Item = usize> {
        self.under(rect).flat_map(|cell| self.members(cell)).map(|&member| member as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::point;

    #[test]
    fn every_point_is_found_about_its_own_place() {
        let points: Vec<Point> = (0..900u16).map(|i| point(f32::from(i % 31) * 7.0, f32::from(i / 31) * 3.0)).collect();
        let cells = Cells::new(&points, Rect::bounding(points.iter().copied()));
        for (i, &p) in points.iter().enumerate() {
            assert!(cells.about(Rect { min: p, max: p }).any(|found| found == i), "{p:?}");
        }
        let all = cells.about(Rect { min: point(-1e9, -1e9), max: point(1e9, 1e9) });
        assert_eq!(all.count(), 900);
        assert!(Cells::new(&[], Rect::NOTHING).about(Rect { min: Point::ZERO, max: Point::ZERO }).next().is_none());
    }
}
