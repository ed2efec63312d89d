//! The course of a link: one cubic Bezier curve, straight where nothing bends it.

use crate::geom::{Point, Rect};

/// One cubic Bezier curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Path {
    /// Start, two control points, end.
    pub points: [Point; 4],
    /// Whether it is a straight piece.
    pub straight: bool,
}

/// Pieces a curve is taken for where it is measured.
const PIECES: usize = 12;

impl Path {
    /// The straight piece between two points.
    pub(super) fn straight(from: Point, to: Point) -> Self {
        Self { points: [from, from.lerp(to, 1.0 / 3.0), from.lerp(to, 2.0 / 3.0), to], straight: true }
    }

    /// The arc between two points whose control points lie `bulge` to the right of the straight piece.
    pub(super) fn arc(from: Point, to: Point, bulge: f32) -> Self {
        let aside = (to - from).direction_or(Point::ZERO).turned() * bulge;
        Self {
            points: [from, from.lerp(to, 0.3) + aside, from.lerp(to, 0.7) + aside, to],
            straight: bulge.abs() < 0.01,
        }
    }

    /// The point `t` of the way.
    pub(super) fn at(&self, t: f32) -> Point {
        let [a, b, c, d] = self.points;
        let (ab, bc, cd) = (a.lerp(b, t), b.lerp(c, t), c.lerp(d, t));
        ab.lerp(bc, t).lerp(bc.lerp(cd, t), t)
    }

    /// The unit direction at its end.
    pub(super) fn end_direction(&self) -> Point {
        let [a, _, c, d] = self.points;
        (d - c).direction_or((d - a).direction_or(Point { x: 1.0, y: 0.0 }))
    }

    /// The unit direction `t` of the way.
    pub(super) fn direction(&self, t: f32) -> Point {
        (self.at((t + 0.02).min(1.0)) - self.at((t - 0.02).max(0.0))).direction_or(Point { x: 1.0, y: 0.0 })
    }

    /// Its length, taken over a few pieces.
    pub(super) fn length(&self) -> f32 {
        if self.straight {
            return (self.points[3] - self.points[0]).length();
        }
        self.corners().windows(2).map(|w| (w[1] - w[0]).length()).sum()
    }

    /// Points along it, start and end included, close enough to take it for straight between them.
    pub(super) fn corners(&self) -> Vec<Point> {
        let pieces = if self.straight { 1 } else { PIECES };
        (0..=pieces).map(|i| self.at(i as f32 / pieces as f32)).collect()
    }

    /// The part between `from` and `to` of the way (de Casteljau).
    pub(super) fn part(&self, from: f32, to: f32) -> Self {
        let blossom = |r: f32, s: f32, t: f32| {
            let [a, b, c, d] = self.points;
            let (ab, bc, cd) = (a.lerp(b, r), b.lerp(c, r), c.lerp(d, r));
            ab.lerp(bc, s).lerp(bc.lerp(cd, s), t)
        };
        Self {
            points: [blossom(from, from, from), blossom(from, from, to), blossom(from, to, to), blossom(to, to, to)],
            straight: self.straight,
        }
    }

    /// The part that lies outside two shapes at its ends, told by whether a point is inside them. `None` if nothing is left.
    pub(super) fn outside(&self, in_start: impl Fn(Point) -> bool, in_end: impl Fn(Point) -> bool) -> Option<Self> {
        const STEPS: u8 = 48;
        let t = |i: u8| f32::from(i) / f32::from(STEPS);
        let from = (0..=STEPS).find(|&i| !in_start(self.at(t(i))))?;
        let to = (from..=STEPS).rev().find(|&i| !in_end(self.at(t(i))))?;
        // Halving the step that crosses the outline places the end to a fraction of a point.
        let refine = |mut inside: f32, mut clear: f32, is_in: &dyn Fn(Point) -> bool| {
            for _ in 0..8 {
                let middle = f32::midpoint(inside, clear);
                if is_in(self.at(middle)) { inside = middle } else { clear = middle }
            }
            clear
        };
        let start = if from == 0 { 0.0 } else { refine(t(from - 1), t(from), &in_start) };
        let end = if to == STEPS { 1.0 } else { refine(t(to + 1), t(to), &in_end) };
        (end - start > 0.01).then(|| self.part(start, end))
    }

    /// Bends the path so that it keeps clear of discs (middle, radius) between its ends. Each step moves the point that is deepest in a
    /// disc to its edge by the least change of the control points. A path that would have to bend too far stays as it is.
    pub(super) fn bent_clear(&self, discs: &[(Point, f32)]) -> Self {
        const STEPS: usize = 6;
        const SAMPLES: u8 = 24;
        let [start, _, _, end] = self.points;
        let most = (end - start).length() * 0.45;
        let mut bent = *self;
        for _ in 0..STEPS {
            let deepest = (1..SAMPLES)
                .map(|i| f32::from(i) / f32::from(SAMPLES))
                .flat_map(|t| discs.iter().map(move |disc| (t, disc)))
                .map(|(t, &(middle, radius))| (t, bent.at(t) - middle, radius))
                .map(|(t, away, radius)| (t, away, radius - away.length()))
                .max_by(|a, b| a.2.total_cmp(&b.2));
            let Some((t, away, depth)) = deepest.filter(|&(_, _, depth)| depth > 0.3) else { break };
            let out = away.direction_or(bent.direction(t).turned());
            let (first, second) = (3.0 * (1.0 - t) * (1.0 - t) * t, 3.0 * (1.0 - t) * t * t);
            let push = (depth + 0.5) / (first * first + second * second);
            bent.points[1] = bent.points[1] + out * (push * first);
            bent.points[2] = bent.points[2] + out * (push * second);
            bent.straight = false;
        }
        let moved = (0..4).map(|i| (bent.points[i] - self.points[i]).length()).fold(0.0, f32::max);
        if moved > most { *self } else { bent }
    }

    /// The upright rectangle round its hull.
    pub(super) fn hull(&self) -> Rect {
        Rect::bounding(self.points)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::point;

    #[test]
    fn a_part_lies_on_the_whole() {
        let whole = Path::arc(point(0.0, 0.0), point(100.0, 0.0), 30.0);
        let part = whole.part(0.25, 0.75);
        assert!((part.at(0.5) - whole.at(0.5)).length() < 1e-3);
        assert!((part.points[0] - whole.at(0.25)).length() < 1e-3);
    }

    #[test]
    fn a_path_bends_round_what_is_in_its_way() {
        let path = Path::straight(point(0.0, 0.0), point(200.0, 0.0));
        let disc = (point(90.0, 3.0), 15.0);
        let bent = path.bent_clear(&[disc]);
        let nearest = (0_u8..=100).map(|i| (bent.at(f32::from(i) / 100.0) - disc.0).length()).fold(f32::MAX, f32::min);
        assert!(nearest >= 14.0, "{nearest}");
        assert_eq!((bent.points[0], bent.points[3]), (path.points[0], path.points[3]));
        assert_eq!(path.bent_clear(&[(point(90.0, 40.0), 15.0)]), path);
    }

    #[test]
    fn the_part_outside_two_circles_ends_at_their_outlines() {
        let (a, b) = (point(0.0, 0.0), point(200.0, 40.0));
        let path = Path::arc(a, b, 20.0);
        let cut = path.outside(|p| (p - a).length() < 20.0, |p| (p - b).length() < 30.0).unwrap();
        assert!(((cut.points[0] - a).length() - 20.0).abs() < 0.2);
        assert!(((cut.points[3] - b).length() - 30.0).abs() < 0.2);
        assert!(path.outside(|_| true, |_| false).is_none());
    }
}
