//! What labels keep clear of, found by a grid: rectangles that are taken, and links that are better not crossed.

use crate::geom::{Point, Rect};

/// Least side of a cell in points, and most cells along one side.
const CELL: f32 = 48.0;
const MOST_CELLS: f32 = 200.0;

/// What covering any of a link counts, in points of its length.
const EACH: f32 = 8.0;

/// A piece of a link, taken for straight.
struct Piece {
    from: Point,
    to: Point,
    link: usize,
    weight: f32,
}

/// Taken rectangles and the courses of links, in picture space.
pub(super) struct Obstacles {
    origin: Point,
    cell: f32,
    columns: usize,
    rows: usize,
    taken: Vec<Rect>,
    taken_cells: Vec<Vec<u32>>,
    pieces: Vec<Piece>,
    piece_cells: Vec<Vec<u32>>,
}

impl Obstacles {
    /// Nothing taken yet, for things that lie mostly within `bounds`; what lies outside counts to the cells at the edge.
    pub(super) fn new(bounds: Rect) -> Self {
        let bounds = if bounds.is_empty() { Rect { min: Point::ZERO, max: Point::ZERO } } else { bounds.grown(CELL) };
        let cell = CELL.max(bounds.width() / MOST_CELLS).max(bounds.height() / MOST_CELLS);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and MOST_CELLS")]
        let count = |length: f32| ((length / cell).ceil().clamp(1.0, MOST_CELLS)) as usize;
        let (columns, rows) = (count(bounds.width()), count(bounds.height()));
        let empty = || vec![Vec::new(); columns * rows];
        Self {
            origin: bounds.min,
            cell,
            columns,
            rows,
            taken: Vec::new(),
            taken_cells: empty(),
            pieces: Vec::new(),
            piece_cells: empty(),
        }
    }

    /// Indexes of the cells under a rectangle.
    fn cells(&self, rect: Rect) -> impl Iterator<Item = usize> + use<> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the grid")]
        let index = |x: f32, n: usize| (x / self.cell).clamp(0.0, (n - 1) as f32) as usize;
        let (low, high) = (rect.min - self.origin, rect.max - self.origin);
        let (left, right) = (index(low.x, self.columns), index(high.x, self.columns));
        let (top, bottom) = (index(low.y, self.rows), index(high.y, self.rows));
        let columns = self.columns;
        (top..=bottom).flat_map(move |row| (left..=right).map(move |column| row * columns + column))
    }

    /// Takes a rectangle: no label will lie on it.
    pub(super) fn take(&mut self, rect: Rect) {
        let Ok(index) = u32::try_from(self.taken.len()) else { return };
        self.taken.push(rect);
        for cell in self.cells(rect) {
            self.taken_cells[cell].push(index);
        }
    }

    /// Whether nothing taken overlaps the rectangle.
    pub(super) fn is_free(&self, rect: Rect) -> bool {
        self.cells(rect).all(|cell| self.taken_cells[cell].iter().all(|&i| !self.taken[i as usize].overlaps(rect)))
    }

    /// Adds the course of link `link`, of this width in points.
    pub(super) fn run(&mut self, corners: &[Point], link: usize, width: f32) {
        // A wide link is missed more where it is covered.
        let weight = 0.5 + width.min(10.0) / 3.0;
        for pair in corners.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            let Ok(index) = u32::try_from(self.pieces.len()) else { return };
            self.pieces.push(Piece { from, to, link, weight });
            // Long pieces are registered step by step, so that a diagonal does not fill the cells of its rectangle.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few hundred at most")]
            let steps = ((to - from).length() / self.cell).ceil().clamp(1.0, 600.0) as usize;
            let mut last = usize::MAX;
            for step in 0..steps {
                let (start, end) = (step as f32 / steps as f32, (step + 1) as f32 / steps as f32);
                let box_of_step = Rect::bounding([from.lerp(to, start), from.lerp(to, end)]);
                for cell in self.cells(box_of_step) {
                    if cell != last && self.piece_cells[cell].last() != Some(&index) {
                        self.piece_cells[cell].push(index);
                    }
                    last = cell;
                }
            }
        }
    }

    /// How much of links other than `own` the rectangle would cover: points of their length, more for wide ones, and [`EACH`] for
    /// every link.
    pub(super) fn covered(&self, rect: Rect, own: Option<usize>) -> f32 {
        let (mut pieces, mut links) = (Vec::new(), Vec::new());
        let mut covered = 0.0;
        for cell in self.cells(rect) {
            for &i in &self.piece_cells[cell] {
                let piece = &self.pieces[i as usize];
                if Some(piece.link) == own || pieces.contains(&i) {
                    continue;
                }
                pieces.push(i);
                let Some(length) = length_inside(rect, piece.from, piece.to) else { continue };
                covered += length * piece.weight;
                if !links.contains(&piece.link) {
                    links.push(piece.link);
                    covered += EACH;
                }
            }
        }
        covered
    }
}

/// Length of the straight piece from `a` to `b` that lies in the rectangle (Liang and Barsky's clipping); `None` if it misses it.
fn length_inside(rect: Rect, a: Point, b: Point) -> Option<f32> {
    let d = b - a;
    let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
    let sides = [(-d.x, a.x - rect.min.x), (d.x, rect.max.x - a.x), (-d.y, a.y - rect.min.y), (d.y, rect.max.y - a.y)];
    for (p, q) in sides {
        if p.abs() < 1e-9 {
            if q < 0.0 {
                return None;
            }
        } else if p < 0.0 {
            enter = enter.max(q / p);
        } else {
            leave = leave.min(q / p);
        }
    }
    (enter <= leave).then(|| (leave - enter) * d.length())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::point;

    #[test]
    fn a_taken_rectangle_is_not_free_even_far_outside_the_grid() {
        let mut obstacles = Obstacles::new(Rect::of_corners(point(0.0, 0.0), point(500.0, 300.0)));
        let far = Rect::around(point(9000.0, -4000.0), 20.0, 10.0);
        assert!(obstacles.is_free(far));
        obstacles.take(far);
        assert!(!obstacles.is_free(far.moved(point(15.0, 0.0))));
        assert!(obstacles.is_free(far.moved(point(25.0, 0.0))));
    }

    #[test]
    fn a_link_counts_once_however_many_of_its_pieces_are_covered() {
        let mut obstacles = Obstacles::new(Rect::of_corners(point(0.0, 0.0), point(500.0, 300.0)));
        obstacles.run(&[point(0.0, 100.0), point(250.0, 100.0), point(500.0, 104.0)], 7, 1.5);
        obstacles.run(&[point(0.0, 0.0), point(500.0, 300.0)], 8, 1.5);
        let rect = Rect::around(point(250.0, 102.0), 60.0, 12.0);
        assert!((obstacles.covered(rect, None) - 60.0 - EACH).abs() < 0.1);
        assert!(obstacles.covered(rect, Some(7)) < 1e-6);
        assert!(obstacles.covered(Rect::around(point(100.0, 60.0), 10.0, 10.0), None) > EACH);
    }
}
