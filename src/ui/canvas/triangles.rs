//! A polygon without holes, cut into triangles by clipping ears (Meisters 1975). Only reflex corners can lie in an ear, so
//! they alone are looked at, through a grid: a coast of 5,000 corners takes milliseconds, not seconds.

use crate::geom::{Point, Rect};

/// Corners of a triangle, as indexes into the polygon.
pub(super) type Triangle = [u32; 3];

/// Twice the signed area of a triangle; positive where it turns clockwise on a screen.
fn turn(a: Point, b: Point, c: Point) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// Cuts a polygon into triangles, whichever way round it goes. Where it crosses itself the answer is some triangles of it; it
/// never fails.
pub(super) fn triangles(points: &[Point]) -> Vec<Triangle> {
    let n = points.len();
    if n < 3 || u32::try_from(n).is_err() {
        return Vec::new();
    }
    let area: f64 = (0..n).map(|i| f64::from(turn(points[0], points[i], points[(i + 1) % n]))).sum();
    let mut ring = Ring::new(points, area < 0.0);
    let mut out = Vec::with_capacity(n - 2);
    let mut at = 0;
    let mut left = n;
    let mut barren = 0;
    while left > 3 {
        // A polygon that crosses itself may run out of ears: then any corner must do.
        if ring.is_ear(at) || barren > left {
            out.push(ring.triangle(at));
            at = ring.cut(at);
            left -= 1;
            barren = 0;
        } else {
            at = ring.next[at];
            barren += 1;
        }
    }
    out.push(ring.triangle(at));
    out
}

/// The corners that are left, in order, and the reflex ones among them by place.
struct Ring<'a> {
    points: &'a [Point],
    next: Vec<usize>,
    before: Vec<usize>,
    reflex: Vec<bool>,
    grid: Grid,
}

impl<'a> Ring<'a> {
    fn new(points: &'a [Point], backwards: bool) -> Self {
        let n = points.len();
        let ahead: Vec<usize> = (0..n).map(|i| (i + 1) % n).collect();
        let behind: Vec<usize> = (0..n).map(|i| (i + n - 1) % n).collect();
        let (next, before) = if backwards { (behind, ahead) } else { (ahead, behind) };
        let mut ring = Self { points, next, before, reflex: vec![false; n], grid: Grid::new(points) };
        for i in 0..n {
            ring.reflex[i] = ring.turns_in(i);
        }
        ring
    }

    fn turns_in(&self, i: usize) -> bool {
        turn(self.points[self.before[i]], self.points[i], self.points[self.next[i]]) <= 0.0
    }

    #[expect(clippy::cast_possible_truncation, reason = "checked to fit when the polygon came in")]
    fn triangle(&self, i: usize) -> Triangle {
        [self.before[i] as u32, i as u32, self.next[i] as u32]
    }

    /// Whether the triangle at this corner holds no other corner.
    fn is_ear(&self, i: usize) -> bool {
        let (before, next) = (self.before[i], self.next[i]);
        let [a, b, c] = [before, i, next].map(|k| self.points[k]);
        if self.reflex[i] {
            // A corner without any area is cut off at once.
            return turn(a, b, c) == 0.0;
        }
        let inside = |p: Point| turn(a, b, p) >= 0.0 && turn(b, c, p) >= 0.0 && turn(c, a, p) >= 0.0;
        let blocks = |k: usize| {
            let p = self.points[k];
            self.reflex[k] && k != before && k != next && k != i && p != a && p != b && p != c && inside(p)
        };
        !self.grid.within(Rect::bounding([a, b, c])).any(blocks)
    }

    /// Cuts a corner off and says where to go on.
    fn cut(&mut self, i: usize) -> usize {
        let (before, next) = (self.before[i], self.next[i]);
        self.next[before] = next;
        self.before[next] = before;
        self.reflex[i] = false;
        for k in [before, next] {
            self.reflex[k] = self.turns_in(k);
        }
        // Going on one corner further keeps triangles from becoming a fan of slivers.
        self.next[next]
    }
}

/// Corners by place.
struct Grid {
    bounds: Rect,
    side: usize,
    cells: Vec<Vec<usize>>,
}

impl Grid {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count")]
    fn new(points: &[Point]) -> Self {
        let side = ((points.len() as f32).sqrt() as usize).clamp(1, 128);
        let mut grid =
            Self { bounds: Rect::bounding(points.iter().copied()), side, cells: vec![Vec::new(); side * side] };
        for (i, p) in points.iter().enumerate() {
            let (x, y) = grid.cell(*p);
            grid.cells[y * side + x].push(i);
        }
        grid
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the grid")]
    fn cell(&self, p: Point) -> (usize, usize) {
        let along = |v: f32, low: f32, room: f32| {
            ((v - low) / room.max(f32::MIN_POSITIVE) * self.side as f32).clamp(0.0, self.side as f32 - 1.0) as usize
        };
        (along(p.x, self.bounds.min.x, self.bounds.width()), along(p.y, self.bounds.min.y, self.bounds.height()))
    }

    fn within(&self, rect: Rect) -> impl Iterator<Item = usize> + '_ {
        let ((left, top), (right, bottom)) = (self.cell(rect.min), self.cell(rect.max));
        (top..=bottom)
            .flat_map(move |y| (left..=right).map(move |x| y * self.side + x))
            .flat_map(|cell| self.cells[cell].iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::point;
    use std::f32::consts::TAU;

    fn area(points: &[Point], triangles: &[Triangle]) -> f32 {
        let at = |i: u32| points[i as usize];
        triangles.iter().map(|[a, b, c]| turn(at(*a), at(*b), at(*c)).abs() / 2.0).sum()
    }

    fn shoelace(points: &[Point]) -> f32 {
        let n = points.len();
        (0..n).map(|i| points[i].x * points[(i + 1) % n].y - points[(i + 1) % n].x * points[i].y).sum::<f32>().abs()
            / 2.0
    }

    fn star(corners: u16) -> Vec<Point> {
        (0..corners)
            .map(|i| {
                let (angle, reach) = (f32::from(i) / f32::from(corners) * TAU, if i % 2 == 0 { 100.0 } else { 37.0 });
                point(angle.cos() * reach, angle.sin() * reach)
            })
            .collect()
    }

    #[test]
    fn the_triangles_of_a_bay_cover_it_exactly_whichever_way_round() {
        let mut bay = vec![
            point(0.0, 0.0),
            point(10.0, 0.0),
            point(10.0, 10.0),
            point(6.0, 10.0),
            point(6.0, 3.0),
            point(4.0, 3.0),
            point(4.0, 10.0),
            point(0.0, 10.0),
        ];
        for _ in 0..2 {
            let cut = triangles(&bay);
            assert_eq!(cut.len(), bay.len() - 2);
            assert!((area(&bay, &cut) - 86.0).abs() < 1e-3, "{}", area(&bay, &cut));
            bay.reverse();
        }
    }

    #[test]
    fn a_jagged_coast_of_thousands_of_corners_is_covered() {
        let coast = star(4_000);
        let cut = triangles(&coast);
        let (got, wanted) = (area(&coast, &cut), shoelace(&coast));
        assert!((got / wanted - 1.0).abs() < 1e-3, "{got} instead of {wanted}");
    }

    #[test]
    fn what_is_no_polygon_gives_no_triangles_and_what_crosses_itself_some() {
        assert!(triangles(&[point(0.0, 0.0), point(1.0, 1.0)]).is_empty());
        let bow = [point(0.0, 0.0), point(10.0, 10.0), point(10.0, 0.0), point(0.0, 10.0)];
        assert_eq!(triangles(&bow).len(), 2);
        let flat = [point(0.0, 0.0), point(5.0, 0.0), point(10.0, 0.0), point(5.0, 0.0)];
        assert_eq!(triangles(&flat).len(), 2);
    }
}
