//! The question a layout answers.

use crate::geom::Point;

/// Something that has a place and takes up room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Body {
    /// Half of its width in world units: its mark and its label, so that both find room.
    pub half_width: f32,
    /// Half of its height in world units.
    pub half_height: f32,
    /// Where it lies on the map in world units; the pull towards it grows with [`LayoutRequest::map_pull`].
    pub anchor: Option<Point>,
    /// Where a person put it: it stays there.
    pub pin: Option<Point>,
    /// Where it was in the picture before, so that nothing jumps.
    pub start: Option<Point>,
}

/// A link that wants to be short.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spring {
    /// Index of one body.
    pub a: u32,
    /// Index of the other.
    pub b: u32,
    /// How strong the link is beside the others; 1 is usual, must be above 0.
    pub weight: f32,
}

/// The question. Equal questions have equal answers, to the bit, on any number of threads.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayoutRequest {
    /// What is to be placed.
    pub bodies: Vec<Body>,
    /// What ties it together.
    pub springs: Vec<Spring>,
    /// From 0 (forces alone) to 1 (bodies with an anchor lie on it).
    pub map_pull: f32,
    /// Seed of the first positions of bodies that have no start.
    pub seed: u64,
    /// Width over height of the picture it is for; 1 where it does not matter.
    pub aspect: f32,
}
