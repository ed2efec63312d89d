//! The outline of a mark: what links end at and what labels keep clear of.

use crate::geom::{Point, Rect, point};

/// The outline of a mark, round its middle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Outline {
    /// A circle of this radius.
    Circle(f32),
    /// An upright box of these half sizes and this radius of its corners.
    Box {
        /// Half of its width and height.
        half: Point,
        /// Radius of its corners.
        corner: f32,
    },
}

impl Outline {
    /// A square of this side.
    pub(super) fn square(side: f32, corner: f32) -> Self {
        Self::Box { half: point(side / 2.0, side / 2.0), corner }
    }

    /// Half of its width and height.
    pub(super) fn half(self) -> Point {
        match self {
            Self::Circle(radius) => point(radius, radius),
            Self::Box { half, .. } => half,
        }
    }

    /// The upright rectangle round it when its middle is at `at`.
    pub(super) fn bounds(self, at: Point) -> Rect {
        let half = self.half();
        Rect { min: at - half, max: at + half }
    }

    /// How far from the middle a ray in the unit direction `towards` leaves it.
    pub(super) fn exit(self, towards: Point) -> f32 {
        match self {
            Self::Circle(radius) => radius,
            Self::Box { half, corner } => {
                let across = if towards.x.abs() > 1e-6 { half.x / towards.x.abs() } else { f32::INFINITY };
                let upright = if towards.y.abs() > 1e-6 { half.y / towards.y.abs() } else { f32::INFINITY };
                // A ray through a rounded corner leaves earlier; the mark hides the little that is too much.
                let at_corner = (across - upright).abs() < corner;
                across.min(upright) - if at_corner { corner * 0.4 } else { 0.0 }
            }
        }
    }

    /// Whether the point `offset` from the middle lies in it.
    pub(super) fn contains(self, offset: Point) -> bool {
        match self {
            Self::Circle(radius) => offset.length2() <= radius * radius,
            Self::Box { half, .. } => offset.x.abs() <= half.x && offset.y.abs() <= half.y,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ray_leaves_a_box_at_its_nearest_side() {
        let outline = Outline::Box { half: point(100.0, 40.0), corner: 12.0 };
        assert!((outline.exit(point(1.0, 0.0)) - 100.0).abs() < 1e-3);
        assert!((outline.exit(point(0.0, -1.0)) - 40.0).abs() < 1e-3);
        assert!(outline.exit(point(0.6, 0.8)) <= 50.0 + 1e-3);
    }
}
