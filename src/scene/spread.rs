//! Where the nodes of a crowd are, and what depends on that alone.

use super::cells::Cells;
use super::crowd::{Bend, Crowd};
use super::request::SceneRequest;
use crate::geom::{Point, Rect};
use std::sync::Arc;

/// Links longer than this many times the mean are rare; beyond it a link counts for no more ink, so that a stray node far off does
/// not make all others faint.
const STRAY: f32 = 8.0;

/// Where the nodes of a crowd are, in world space.
#[derive(Clone, Debug)]
pub struct Spread {
    /// In the order of the nodes.
    pub at: Vec<Point>,
    /// Round all of them.
    pub bounds: Rect,
    /// The lengths of all links times their widths.
    pub(super) ink: f32,
    pub(super) cells: Arc<Cells>,
}

impl Spread {
    /// The places of a request's nodes.
    pub(super) fn new(request: &SceneRequest<'_>, crowd: &Crowd) -> Self {
        let at: Vec<Point> = (0..crowd.dots.len()).map(|i| request.position(i)).collect();
        let bounds = Rect::bounding(at.iter().copied());
        let cells = Arc::new(Cells::new(&at, bounds));
        let long = |strand: &super::Strand| match strand.bend {
            Bend::Loop(_) => 0.0,
            _ => (at[strand.ends.0 as usize] - at[strand.ends.1 as usize]).length(),
        };
        let mean = crowd.strands.iter().map(long).sum::<f32>() / crowd.strands.len().max(1) as f32;
        let ink = crowd.strands.iter().map(|strand| long(strand).min(STRAY * mean) * strand.width).sum();
        Self { at, bounds, ink, cells }
    }

    /// The places of nodes that are on their way; the rest is as it was where they set out.
    pub(super) fn followed(&self, request: &SceneRequest<'_>) -> Self {
        let at: Vec<Point> = (0..self.at.len()).map(|i| request.position(i)).collect();
        let bounds = Rect::bounding(at.iter().copied());
        Self { at, bounds, ink: self.ink, cells: Arc::clone(&self.cells) }
    }
}
