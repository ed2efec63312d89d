//! The question a scene answers.

use super::{MapDrawing, TextMeasure, Theme, View};
use crate::geom::{Point, point};
use crate::network::Network;

/// The question: what to draw, where it is, how somebody looks at it, in which colours, and how wide words are.
#[derive(Clone, Copy)]
pub struct SceneRequest<'a> {
    /// What to draw.
    pub network: &'a Network,
    /// World space, in the order of the network's nodes. A node without one, or with one that is not finite, stands at the origin.
    pub positions: &'a [Point],
    /// How somebody looks at it.
    pub view: &'a View,
    /// Colours.
    pub theme: &'a Theme,
    /// Widths of words.
    pub text: &'a dyn TextMeasure,
    /// The coast, drawn as strongly as [`View::map_pull`] says.
    pub map: Option<&'a MapDrawing>,
}

impl SceneRequest<'_> {
    /// Where node `index` is, in world space.
    pub(super) fn position(&self, index: usize) -> Point {
        let at = self.positions.get(index).copied().unwrap_or_default();
        if at.x.is_finite() && at.y.is_finite() { at } else { point(0.0, 0.0) }
    }

    /// Whether the map is what the picture is about, so that its furniture moves to the map's places.
    pub(super) fn on_map(&self) -> bool {
        self.map.is_some() && self.view.map_pull > 0.5
    }
}
