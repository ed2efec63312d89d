//! How somebody looks at the network: never part of the truth.

use super::{Camera, Weight};
use crate::domain::{ActorKey, LineKey};
use crate::geom::Point;
use std::collections::{BTreeMap, BTreeSet};

/// How somebody looks at the network.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// What part of the world is shown.
    pub camera: Camera,
    /// Width and height of the canvas in points.
    pub size: Point,
    /// How far places lie where they are on the map, 0 to 1: the coast fades in with it.
    pub map_pull: f32,
    /// Selected nodes: drawn with a ring; with their neighbours they stand forward and the rest is dimmed.
    pub selected: BTreeSet<ActorKey>,
    /// Node under the mouse: comes forward with its neighbours.
    pub hovered: Option<ActorKey>,
    /// Lines shown unfolded at level Lines, and how far the animation is: 0 folded, 1 unfolded.
    pub unfolded: BTreeMap<LineKey, f32>,
    /// Nodes that somebody pinned: drawn with a pin's dot.
    pub pinned: BTreeSet<ActorKey>,
    /// Whether the legend is drawn into the scene.
    pub legend: bool,
    /// Text for a file; empty on screen, where the window says it. First the marking, which stands on top and at the bottom
    /// (empty for none), then a title, then notes.
    pub caption: Vec<String>,
}

/// Measures text, so that the scene needs no font.
pub trait TextMeasure {
    /// Width in points of one line of text.
    fn width(&self, text: &str, size: f32, weight: Weight) -> f32;
}
