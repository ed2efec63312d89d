//! The request with every number made sane, as columns.

use super::graph::Graph;
use super::request::LayoutRequest;
use crate::geom::{Point, point};

/// Least and greatest half side of a box, in world units. Without a least one bodies of no size could lie on one spot.
const HALF: (f32, f32) = (0.5, 20_000.0);
/// Positions farther out than this are not taken over: a picture has no use for them, and `f32` gets coarse.
const FARTHEST: f32 = 4.0e6;

/// What a layout works from.
#[derive(Clone, Debug)]
pub(super) struct Input {
    /// Half width and half height of each body.
    pub(super) half: Vec<Point>,
    pub(super) anchor: Vec<Option<Point>>,
    pub(super) pin: Vec<Option<Point>>,
    /// Where each was; where it is pinned if that is all that is known.
    pub(super) start: Vec<Option<Point>>,
    pub(super) graph: Graph,
    /// From 0 to 1.
    pub(super) map_pull: f32,
    pub(super) seed: u64,
    /// From 1/4 to 4.
    pub(super) aspect: f32,
}

impl Input {
    /// Clamps what is out of bounds and leaves out what is no number.
    pub(super) fn new(request: &LayoutRequest) -> Self {
        let bodies = &request.bodies;
        let side = |side: f32| if side.is_nan() { HALF.0 } else { side.clamp(HALF.0, HALF.1) };
        let aspect = if request.aspect.is_finite() && request.aspect > 0.0 { request.aspect } else { 1.0 };
        let map_pull = if request.map_pull.is_nan() { 0.0 } else { request.map_pull.clamp(0.0, 1.0) };
        Self {
            half: bodies.iter().map(|b| point(side(b.half_width), side(b.half_height))).collect(),
            anchor: bodies.iter().map(|b| b.anchor.and_then(sane)).collect(),
            pin: bodies.iter().map(|b| b.pin.and_then(sane)).collect(),
            start: bodies.iter().map(|b| b.start.and_then(sane).or(b.pin.and_then(sane))).collect(),
            graph: Graph::new(bodies.len(), &request.springs),
            map_pull,
            seed: request.seed,
            aspect: aspect.clamp(0.25, 4.0),
        }
    }

    /// How many bodies.
    pub(super) fn len(&self) -> usize {
        self.half.len()
    }
}

fn sane(p: Point) -> Option<Point> {
    (p.x.abs() <= FARTHEST && p.y.abs() <= FARTHEST).then_some(p)
}
