//! Pictures side by side: components packed without waste and without touching.

use super::frame::bounds;
use crate::geom::{Point, Rect, point};

/// Squares an average component covers (Freivalds, Dogrusoz & Kikusts 2002).
const SQUARES: f32 = 60.0;
/// Most squares on a side of the board.
const BOARD: usize = 1600;

/// A picture to be packed: the boxes it covers, in its own coordinates.
pub(super) struct Piece {
    /// Boxes with the space they want, and links as thin boxes: whatever must not be covered.
    pub(super) boxes: Vec<Rect>,
}

/// How far each piece is to be moved. Larger pieces come first and nearest to the middle; the whole gets about the aspect (width over
/// height). `taken` are boxes that are there already.
///
/// Each piece covers squares of a board and takes the free spot that keeps the whole smallest.
pub(super) fn pack(pieces: &[Piece], taken: &[Rect], aspect: f32) -> Vec<Point> {
    let extents: Vec<Rect> = pieces.iter().map(|piece| union(&piece.boxes)).collect();
    let occupied = union(taken);
    if pieces.len() == 1 && taken.is_empty() {
        return vec![Point::ZERO - extents[0].center()];
    }
    let side = side_of(&extents, occupied);
    let mut board = Board::new(&extents, occupied, side, aspect);
    board.cover(taken, Point::ZERO);
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    let size = |i: usize| extents[i].width() + extents[i].height();
    order.sort_by(|&a, &b| size(b).total_cmp(&size(a)).then(a.cmp(&b)));
    let mut moves = vec![Point::ZERO; pieces.len()];
    for i in order {
        moves[i] = board.place(&pieces[i], extents[i]);
    }
    moves
}

fn union(boxes: &[Rect]) -> Rect {
    boxes.iter().copied().fold(Rect::NOTHING, Rect::union)
}

/// The side of a square, such that an average piece covers a fair number of squares.
fn side_of(extents: &[Rect], occupied: Rect) -> f32 {
    let count = extents.len().max(1) as f32;
    let area: f32 = extents.iter().map(|e| e.width() * e.height()).sum();
    let all = area + occupied.width() * occupied.height();
    (area / (count * SQUARES)).sqrt().max(all.sqrt() * 4.0 / BOARD as f32).max(1e-3)
}

/// Squares of the plane, free or covered.
struct Board {
    side: f32,
    aspect: f32,
    /// Squares on a side; the middle one is at `middle`.
    columns: usize,
    rows: usize,
    middle: Point,
    covered: Vec<bool>,
    /// What is covered so far, in world units.
    extent: Rect,
}

impl Board {
    fn new(extents: &[Rect], occupied: Rect, side: f32, aspect: f32) -> Self {
        let area: f32 = extents.iter().map(|e| (e.width() + side) * (e.height() + side)).sum();
        let longest = extents.iter().map(|e| e.width().max(e.height())).fold(0.0, f32::max);
        let reach = (area.sqrt() * 3.0 + longest * 2.0) * aspect.max(1.0 / aspect).sqrt();
        let across = reach + if occupied.is_empty() { 0.0 } else { occupied.width() };
        let down = reach + if occupied.is_empty() { 0.0 } else { occupied.height() };
        let (columns, rows) = ((across / side) as usize + 3, (down / side) as usize + 3);
        let middle = if occupied.is_empty() { Point::ZERO } else { occupied.center() };
        Self { side, aspect, columns, rows, middle, covered: vec![false; columns * rows], extent: Rect::NOTHING }
    }

    /// The squares a box touches, as (first column, last column, first row, last row); may lie outside of the board.
    fn squares(&self, area: Rect) -> (i64, i64, i64, i64) {
        let corner = self.middle - point(self.columns as f32, self.rows as f32) * (self.side * 0.5);
        let low = (area.min - corner) * (1.0 / self.side);
        let high = (area.max - corner) * (1.0 / self.side);
        (low.x.floor() as i64, high.x.floor() as i64, low.y.floor() as i64, high.y.floor() as i64)
    }

    fn cover(&mut self, boxes: &[Rect], by: Point) {
        for &area in boxes {
            let area = area.moved(by);
            self.extent = self.extent.union(area);
            let (left, right, top, bottom) = self.squares(area);
            for row in top.max(0)..=bottom.min(self.rows as i64 - 1) {
                for column in left.max(0)..=right.min(self.columns as i64 - 1) {
                    self.covered[row as usize * self.columns + column as usize] = true;
                }
            }
        }
    }

    fn is_free(&self, boxes: &[(i64, i64, i64, i64)], by: (i64, i64)) -> bool {
        boxes.iter().all(|&(left, right, top, bottom)| {
            let (left, right, top, bottom) = (left + by.0, right + by.0, top + by.1, bottom + by.1);
            let inside = left >= 0 && top >= 0 && right < self.columns as i64 && bottom < self.rows as i64;
            inside
                && (top..=bottom).all(|row| {
                    let start = row as usize * self.columns;
                    !self.covered[start + left as usize..=start + right as usize].contains(&true)
                })
        })
    }

    /// Finds a spot for a piece, covers it, and returns how far the piece moves.
    fn place(&mut self, piece: &Piece, extent: Rect) -> Point {
        let to_middle = self.middle - extent.center();
        // Squares of the piece when its middle is the board's, each box once.
        let mut boxes: Vec<_> = piece.boxes.iter().map(|&b| self.squares(b.moved(to_middle))).collect();
        boxes.sort_unstable();
        boxes.dedup();
        let reach = self.columns.max(self.rows) as i64;
        let mut best: Option<(f32, (i64, i64))> = None;
        for ring in 0..reach {
            for by in ring_of(ring) {
                let moved = extent.moved(to_middle + point(by.0 as f32, by.1 as f32) * self.side);
                let size = self.size_with(moved);
                if best.is_none_or(|(least, _)| size < least) && self.is_free(&boxes, by) {
                    best = Some((size, by));
                }
            }
            // A ring or two more may be better in the other direction.
            let enough = best.is_some_and(|(_, by)| ring > by.0.abs().max(by.1.abs()) * 5 / 4 + 2);
            if enough {
                break;
            }
        }
        let by = best.map_or((0, 0), |(_, by)| by);
        let by = to_middle + point(by.0 as f32, by.1 as f32) * self.side;
        self.cover(&piece.boxes, by);
        by
    }

    /// How large a frame of the aspect would be for all that is covered and `area`; nearness to the middle decides between equals.
    fn size_with(&self, area: Rect) -> f32 {
        let all = self.extent.union(area);
        let size = (all.width() / self.aspect).max(all.height());
        let away = area.center() - self.middle;
        let away = point(away.x / self.aspect, away.y).length();
        size + 0.2 * away + 0.05 * (all.width() / self.aspect).min(all.height())
    }
}

/// The squares at a distance of `ring` from the middle, in a fixed order.
fn ring_of(ring: i64) -> impl Iterator<Item = (i64, i64)> {
    let top = (-ring..=ring).map(move |x| (x, -ring));
    let bottom = (-ring..=ring).filter(move |_| ring > 0).map(move |x| (x, ring));
    let sides = (1 - ring..ring).flat_map(move |y| [(-ring, y), (ring, y)]);
    top.chain(bottom).chain(sides)
}

/// The piece of a picture: its boxes with `margin` round them, and its links as boxes along them.
pub(super) fn piece(
    places: &[Point],
    half: &[Point],
    links: impl Iterator<Item = (usize, usize)>,
    margin: f32,
) -> Piece {
    let mut boxes: Vec<Rect> =
        places.iter().zip(half).map(|(&p, &h)| Rect { min: p - h, max: p + h }.grown(margin)).collect();
    let side = bounds(places, half);
    let stride = (side.width() + side.height()) * 0.02 + margin;
    for (a, b) in links {
        let (from, to) = (places[a], places[b]);
        let steps = ((to - from).length() / stride).ceil().clamp(1.0, 200.0);
        let mut last = from;
        for step in 1..=steps as u32 {
            let next = from.lerp(to, step as f32 / steps);
            boxes.push(Rect::of_corners(last, next).grown(margin * 0.5));
            last = next;
        }
    }
    Piece { boxes }
}

/// The piece of a picture of many bodies: squares of its bounds with a body in them.
pub(super) fn silhouette(places: &[Point], half: &[Point], margin: f32) -> Piece {
    const SIDE: usize = 48;
    let all = bounds(places, half).grown(margin);
    let square = point(all.width() / SIDE as f32, all.height() / SIDE as f32);
    let mut taken = vec![false; SIDE * SIDE];
    for &p in places {
        let (x, y) = ((p.x - all.min.x) / square.x.max(1e-6), (p.y - all.min.y) / square.y.max(1e-6));
        taken[(y as usize).min(SIDE - 1) * SIDE + (x as usize).min(SIDE - 1)] = true;
    }
    let boxes = (0..SIDE * SIDE).filter(|&at| taken[at]).map(|at| {
        let corner = all.min + point((at % SIDE) as f32 * square.x, (at / SIDE) as f32 * square.y);
        Rect { min: corner, max: corner + square }.grown(margin)
    });
    Piece { boxes: boxes.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_pieces_do_not_overlap_and_stay_close() {
        let pieces: Vec<Piece> = (1..30_u8)
            .map(|i| {
                let side = 20.0 + f32::from(i % 7) * 15.0;
                Piece { boxes: vec![Rect::around(point(f32::from(i), 3.0), side * 1.5, side)] }
            })
            .collect();
        let moves = pack(&pieces, &[], 1.6);
        let placed: Vec<Rect> = pieces.iter().zip(&moves).map(|(piece, &by)| piece.boxes[0].moved(by)).collect();
        for (i, a) in placed.iter().enumerate() {
            assert!(placed[..i].iter().all(|b| !a.overlaps(*b)));
        }
        let all = union(&placed);
        let used: f32 = placed.iter().map(|b| b.width() * b.height()).sum();
        assert!(used / (all.width() * all.height()) > 0.5);
    }
}
