//! What part of the world the view shows.

use crate::geom::{Point, Rect, point};
use serde::{Deserialize, Serialize};

/// What part of the world the view shows. World space is the layout's; view space is points from the canvas's upper left
/// corner. Zooming spreads nodes apart, it does not enlarge them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Camera {
    /// The world point in the middle of the view.
    pub center: Point,
    /// Points a world unit.
    pub scale: f32,
}

impl Camera {
    /// Least and greatest scale.
    pub const SCALES: (f32, f32) = (0.002, 60.0);

    /// The camera that shows all of `world` in a view of `size`, with `padding` points free on every side.
    pub fn fit(world: Rect, size: Point, padding: f32) -> Self {
        if world.is_empty() {
            return Self::default();
        }
        let room = point((size.x - 2.0 * padding).max(1.0), (size.y - 2.0 * padding).max(1.0));
        let scale = (room.x / world.width().max(1e-3)).min(room.y / world.height().max(1e-3));
        // A single node has no extent: show it at its own size.
        let scale = if world.width().max(world.height()) < 1e-3 { 1.0 } else { scale };
        Self { center: world.center(), scale: scale.clamp(Self::SCALES.0, Self::SCALES.1) }
    }

    /// View space from world space.
    pub fn view_from_world(&self, world: Point, size: Point) -> Point {
        (world - self.center) * self.scale + size * 0.5
    }

    /// World space from view space.
    pub fn world_from_view(&self, view: Point, size: Point) -> Point {
        (view - size * 0.5) * (1.0 / self.scale) + self.center
    }

    /// The camera after zooming by `factor` about the view point `about`, which stays where it is.
    #[must_use]
    pub fn zoomed(&self, factor: f32, about: Point, size: Point) -> Self {
        let fixed = self.world_from_view(about, size);
        let scale = (self.scale * factor).clamp(Self::SCALES.0, Self::SCALES.1);
        Self { center: fixed - (about - size * 0.5) * (1.0 / scale), scale }
    }

    /// The camera after dragging the picture by `by` points.
    #[must_use]
    pub fn panned(&self, by: Point) -> Self {
        Self { center: self.center - by * (1.0 / self.scale), scale: self.scale }
    }
}

impl Default for Camera {
    fn default() -> Self {
        Self { center: Point::ZERO, scale: 1.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zooming_keeps_the_point_under_the_pointer() {
        let (camera, size, about) = (Camera::default(), point(800.0, 500.0), point(100.0, 420.0));
        let before = camera.world_from_view(about, size);
        let after = camera.zoomed(2.5, about, size).world_from_view(about, size);
        assert!((before - after).length() < 1e-3);
    }

    #[test]
    fn fitting_shows_everything() {
        let world = Rect::of_corners(point(-900.0, 40.0), point(300.0, 90.0));
        let size = point(800.0, 500.0);
        let camera = Camera::fit(world, size, 20.0);
        let shown = Rect::of_corners(camera.view_from_world(world.min, size), camera.view_from_world(world.max, size));
        assert!(Rect::of_corners(point(19.9, 19.9), point(780.1, 480.1)).encloses(shown));
    }
}
