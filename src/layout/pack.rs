//! Pictures side by side: components packed without waste and without touching.

use super::frame::bounds;
use super::grid::whole;
use super::shelves::shelve;
use crate::geom::{Point, Rect, point};
use std::ops::RangeInclusive;

/// Squares an average component covers (Freivalds, Dogrusoz & Kikusts 2002).
const SQUARES: f32 = 60.0;
/// About the most squares on a side of the board.
const BOARD: f32 = 1200.0;

/// A picture to be packed: the boxes it covers, in its own coordinates.
#[derive(Clone)]
pub(super) struct Piece {
    /// Boxes with the space they want, and links as thin boxes: whatever must not be covered.
    pub(super) boxes: Vec<Rect>,
    /// Whether it goes outside of the others, however large it is.
    pub(super) is_aside: bool,
    /// Where a plan has it.
    pub(super) wish: Option<Wish>,
}

/// What a plan says of a piece.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish {
    /// Where its middle would best be: of spots that are about as good the nearest is taken.
    pub(super) middle: Point,
    /// Whether it stands in rows with others.
    pub(super) in_rows: bool,
}

impl Piece {
    /// A box and no more.
    pub(super) fn of_box(area: Rect) -> Self {
        Self { boxes: vec![area], is_aside: false, wish: None }
    }

    /// The rectangle round it.
    pub(super) fn extent(&self) -> Rect {
        union(&self.boxes)
    }
}

/// Up to this many pieces a place is looked for one by one; of more, the small ones go in rows.
const ONE_BY_ONE: usize = 150;
/// Where even the largest is within this factor of the usual size all go in rows.
const ALIKE: f32 = 3.0;

/// How far each piece is to be moved; of very many only the largest are fitted to each other, the others stand in rows beside
/// them, as a table of what there is. See [`fit`].
pub(super) fn pack(pieces: &[Piece], taken: &[Rect], aspect: f32) -> Vec<Point> {
    let in_rows = in_rows(pieces);
    if !in_rows.contains(&true) {
        return fit(pieces, taken, aspect);
    }
    let extents: Vec<Rect> = pieces.iter().map(Piece::extent).collect();
    let (small, order): (Vec<usize>, Vec<usize>) = (0..pieces.len()).partition(|&i| in_rows[i]);
    let sizes: Vec<Point> = small.iter().map(|&i| point(extents[i].width(), extents[i].height())).collect();
    let (middles, frame) = shelve(&sizes, aspect);
    let mut few: Vec<Piece> = order.iter().map(|&i| pieces[i].clone()).collect();
    let wishes: Vec<Point> = small.iter().filter_map(|&i| Some(pieces[i].wish?.middle)).collect();
    let middle = wishes.iter().fold(Point::ZERO, |sum, &wish| sum + wish * (1.0 / wishes.len() as f32));
    let wish = (!wishes.is_empty()).then_some(Wish { middle, in_rows: false });
    few.push(Piece { is_aside: true, wish, ..Piece::of_box(frame) });
    let found = fit(&few, taken, aspect);
    let mut moves = vec![Point::ZERO; pieces.len()];
    for (&i, &by) in order.iter().zip(&found) {
        moves[i] = by;
    }
    let by = found[order.len()];
    for (&i, middle) in small.iter().zip(middles) {
        moves[i] = middle + by - extents[i].center();
    }
    moves
}

/// Which pieces stand in rows: as a plan has it, or the small ones of very many.
pub(super) fn in_rows(pieces: &[Piece]) -> Vec<bool> {
    if pieces.iter().any(|piece| piece.wish.is_some()) {
        return pieces.iter().map(|piece| piece.wish.is_some_and(|wish| wish.in_rows)).collect();
    }
    let mut in_rows = vec![false; pieces.len()];
    let mut order: Vec<usize> = (0..pieces.len()).filter(|&i| !pieces[i].is_aside).collect();
    if order.len() <= ONE_BY_ONE {
        return in_rows;
    }
    let extents: Vec<Rect> = pieces.iter().map(Piece::extent).collect();
    let size = |i: usize| extents[i].width() + extents[i].height();
    order.sort_by(|&a, &b| size(b).total_cmp(&size(a)).then(a.cmp(&b)));
    let fitted = if size(order[0]) < size(order[ONE_BY_ONE]) * ALIKE { 0 } else { ONE_BY_ONE };
    for &i in &order[fitted..] {
        in_rows[i] = true;
    }
    in_rows
}

/// How far each piece is to be moved. Larger pieces come first and nearest to the middle; the whole gets about the aspect (width over
/// height). `taken` are boxes that are there already.
///
/// Each piece covers squares of a board and takes the free spot that keeps the whole smallest.
fn fit(pieces: &[Piece], taken: &[Rect], aspect: f32) -> Vec<Point> {
    let extents: Vec<Rect> = pieces.iter().map(Piece::extent).collect();
    let occupied = union(taken);
    if pieces.is_empty() {
        return Vec::new();
    }
    if pieces.len() == 1 && taken.is_empty() {
        return vec![Point::ZERO - extents[0].center()];
    }
    let side = side_of(&extents);
    let mut board = Board::new(&extents, occupied, side, aspect);
    board.cover(taken, Point::ZERO);
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    let size = |i: usize| extents[i].width() + extents[i].height();
    let last = |i: usize| pieces[i].is_aside;
    order.sort_by(|&a, &b| last(a).cmp(&last(b)).then(size(b).total_cmp(&size(a))).then(a.cmp(&b)));
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
fn side_of(extents: &[Rect]) -> f32 {
    let area: f32 = extents.iter().map(|e| e.width() * e.height()).sum();
    (area / (extents.len().max(1) as f32 * SQUARES)).sqrt().max(1e-3)
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
    /// The ring where the search for a spot starts.
    ring: i32,
}

/// Columns and rows, both ends included.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Squares {
    left: i32,
    right: i32,
    top: i32,
    bottom: i32,
}

impl Squares {
    fn moved(self, by: (i32, i32)) -> Self {
        let Self { left, right, top, bottom } = self;
        Self { left: left + by.0, right: right + by.0, top: top + by.1, bottom: bottom + by.1 }
    }
}

impl Board {
    fn new(extents: &[Rect], occupied: Rect, side: f32, aspect: f32) -> Self {
        let area: f32 = extents.iter().map(|e| (e.width() + side) * (e.height() + side)).sum();
        let longest = extents.iter().map(|e| e.width().max(e.height())).fold(0.0, f32::max);
        let reach = (area.sqrt() * 3.0 + longest * 2.0) * aspect.max(1.0 / aspect).sqrt();
        let across = reach + if occupied.is_empty() { 0.0 } else { occupied.width() };
        let down = reach + if occupied.is_empty() { 0.0 } else { occupied.height() };
        // A long thin piece must not make a board of many thousand squares a side.
        let side = side.max(across.max(down) / BOARD);
        let (columns, rows) = (whole(across / side) + 3, whole(down / side) + 3);
        let middle = if occupied.is_empty() { Point::ZERO } else { occupied.center() };
        Self {
            side,
            aspect,
            columns,
            rows,
            middle,
            covered: vec![false; columns * rows],
            extent: Rect::NOTHING,
            ring: 0,
        }
    }

    /// The squares a box touches; may lie outside of the board.
    fn squares(&self, area: Rect) -> Squares {
        let corner = self.middle - point(self.columns as f32, self.rows as f32) * (self.side * 0.5);
        let low = (area.min - corner) * (1.0 / self.side);
        let high = (area.max - corner) * (1.0 / self.side);
        Squares { left: floor(low.x), right: floor(high.x), top: floor(low.y), bottom: floor(high.y) }
    }

    /// The rows of these squares, each as a range of squares of the board; `None` where it is not on the board.
    fn rows_of(&self, squares: Squares) -> impl Iterator<Item = Option<RangeInclusive<usize>>> + use<> {
        let (columns, rows) = (self.columns, self.rows);
        let across = usize::try_from(squares.left).ok().zip(usize::try_from(squares.right).ok());
        let across = across.filter(|&(_, right)| right < columns);
        (squares.top..=squares.bottom).map(move |row| {
            let row = usize::try_from(row).ok().filter(|&row| row < rows)?;
            across.map(|(left, right)| row * columns + left..=row * columns + right)
        })
    }

    fn cover(&mut self, boxes: &[Rect], by: Point) {
        for &area in boxes {
            let area = area.moved(by);
            self.extent = self.extent.union(area);
            for row in self.rows_of(self.squares(area)).flatten() {
                self.covered[row].fill(true);
            }
        }
    }

    fn is_free(&self, boxes: &[Squares], by: (i32, i32)) -> bool {
        let free = |row: RangeInclusive<usize>| !self.covered[row].contains(&true);
        boxes.iter().all(|squares| self.rows_of(squares.moved(by)).all(|row| row.is_some_and(free)))
    }

    /// Finds a spot for a piece, covers it, and returns how far the piece moves.
    fn place(&mut self, piece: &Piece, extent: Rect) -> Point {
        let to_middle = self.middle - extent.center();
        // Squares of the piece when its middle is the board's, each box once.
        let mut boxes: Vec<_> = piece.boxes.iter().map(|&b| self.squares(b.moved(to_middle))).collect();
        boxes.sort_unstable();
        boxes.dedup();
        let reach = i32::try_from(self.columns.max(self.rows)).unwrap_or(i32::MAX);
        let mut best: Option<(f32, (i32, i32))> = None;
        for ring in self.ring..reach {
            for by in ring_of(ring) {
                // Most spots are taken by what the first box tells.
                if !self.is_free(&boxes[..1], by) {
                    continue;
                }
                let moved = extent.moved(to_middle + point(by.0 as f32, by.1 as f32) * self.side);
                let size = self.size_with(moved, piece.wish.map_or(self.middle, |wish| wish.middle));
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
        // The next piece is no larger; there may be a hole for it farther in, but not near the middle.
        self.ring = by.0.abs().max(by.1.abs()) / 2;
        let by = to_middle + point(by.0 as f32, by.1 as f32) * self.side;
        self.cover(&piece.boxes, by);
        by
    }

    /// How large a frame of the aspect would be for all that is covered and `area`; nearness to `wish` decides between equals.
    fn size_with(&self, area: Rect, wish: Point) -> f32 {
        let all = self.extent.union(area);
        let size = (all.width() / self.aspect).max(all.height());
        let away = area.center() - wish;
        let away = point(away.x / self.aspect, away.y).length();
        size + 0.2 * away + 0.05 * (all.width() / self.aspect).min(all.height())
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a cast of a float saturates")]
fn floor(value: f32) -> i32 {
    value.floor() as i32
}

/// The squares at a distance of `ring` from the middle, in a fixed order.
fn ring_of(ring: i32) -> impl Iterator<Item = (i32, i32)> {
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
        let on_link = |step: usize| from.lerp(to, step as f32 / steps);
        let along = (0..whole(steps)).map(|step| Rect::of_corners(on_link(step), on_link(step + 1)));
        boxes.extend(along.map(|part| part.grown(margin * 0.5)));
    }
    Piece { boxes, is_aside: false, wish: None }
}

/// The piece of a picture of many bodies: squares of its bounds with a body in them.
pub(super) fn silhouette(places: &[Point], half: &[Point], margin: f32) -> Piece {
    const SIDE: usize = 48;
    let all = bounds(places, half).grown(margin);
    let square = point(all.width() / SIDE as f32, all.height() / SIDE as f32);
    let mut taken = vec![false; SIDE * SIDE];
    for &p in places {
        let (x, y) = ((p.x - all.min.x) / square.x.max(1e-6), (p.y - all.min.y) / square.y.max(1e-6));
        taken[whole(y).min(SIDE - 1) * SIDE + whole(x).min(SIDE - 1)] = true;
    }
    let boxes = (0..SIDE * SIDE).filter(|&at| taken[at]).map(|at| {
        let corner = all.min + point((at % SIDE) as f32 * square.x, (at / SIDE) as f32 * square.y);
        Rect { min: corner, max: corner + square }.grown(margin)
    });
    Piece { boxes: boxes.collect(), is_aside: false, wish: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_pieces_do_not_overlap_and_stay_close() {
        let pieces: Vec<Piece> = (1..30_u8)
            .map(|i| {
                let side = 20.0 + f32::from(i % 7) * 15.0;
                Piece::of_box(Rect::around(point(f32::from(i), 3.0), side * 1.5, side))
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
