//! From a network to positions: the question a layout answers, asked and answered, and the map in the same world space.

use crate::diag::{Cancelled, Monitor};
use crate::domain::{ActorKey, LatLon, LineKey};
use crate::export::FontMeasure;
use crate::geom::Point;
use crate::layout::{Body, LayoutRequest, Spring, layout};
use crate::network::{Actor, Network};
use crate::place::{Gazetteer, project};
use crate::scene::{MapDrawing, body_extent};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// World units a kilometre, so that places on the map lie about as far apart as forces alone would put them.
const WORLD_PER_KM: f32 = 1.4;

/// Free room kept round each body, in world units.
const MARGIN: f32 = 4.0;

/// What decides where the nodes of a network go.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PictureRequest {
    /// How far places lie where they are on the map, 0 to 1.
    pub map_pull: f32,
    /// Lines shown unfolded: they need more room.
    pub unfolded: BTreeSet<LineKey>,
    /// Where somebody pinned nodes, in world space.
    pub pins: BTreeMap<ActorKey, Point>,
    /// Where nodes were before, so that nothing jumps.
    pub before: BTreeMap<ActorKey, Point>,
    /// Width over height of the canvas.
    pub aspect: f32,
    /// Points a world unit in the picture that is looked at, where that is known: the box of an unfolded line keeps its size in
    /// points, so in a picture shown small it needs more room. 0 where it is not known.
    pub scale: f32,
}

/// Where every node of the network goes, in world space, in the order of its nodes.
///
/// # Errors
/// [`Cancelled`] if the monitor says so.
pub fn arrange(network: &Network, request: &PictureRequest, monitor: &dyn Monitor) -> Result<Vec<Point>, Cancelled> {
    layout(&layout_request(network, request), monitor)
}

/// The question for the layout: a body for each actor, a spring for each tie between two.
pub(super) fn layout_request(network: &Network, request: &PictureRequest) -> LayoutRequest {
    let index = |node: usize| u32::try_from(node).unwrap_or(u32::MAX);
    let springs = network
        .ties()
        .filter(|(from, to, _)| from != to)
        .map(|(from, to, _)| Spring { a: index(from.index()), b: index(to.index()), weight: 1.0 })
        .collect();
    LayoutRequest {
        bodies: network.actors().map(|actor| body(actor, request)).collect(),
        springs,
        map_pull: request.map_pull,
        seed: 1,
        aspect: request.aspect,
    }
}

fn body(actor: &Actor, request: &PictureRequest) -> Body {
    let unfolded = matches!(actor.key, ActorKey::Line(line) if request.unfolded.contains(&line));
    let units_a_point = if unfolded && request.scale > 0.0 { (1.0 / request.scale).clamp(1.0, 4.0) } else { 1.0 };
    let (half_width, half_height) = body_extent(actor, if unfolded { 1.0 } else { 0.0 }, FontMeasure::embedded());
    Body {
        half_width: half_width * units_a_point + MARGIN,
        half_height: half_height * units_a_point + MARGIN,
        anchor: actor.position.map(world_from_earth),
        pin: request.pins.get(&actor.key).copied(),
        start: request.before.get(&actor.key).copied(),
    }
}

/// Where a place of the earth lies in world space.
pub fn world_from_earth(at: LatLon) -> Point {
    project(at) * WORLD_PER_KM
}

/// The coast in world space, as [`world_from_earth`] places towns. Made once.
pub fn map_drawing() -> &'static MapDrawing {
    static DRAWING: OnceLock<MapDrawing> = OnceLock::new();
    DRAWING.get_or_init(|| {
        let lands = &Gazetteer::embedded().outline().lands;
        MapDrawing::new(lands.iter().map(|land| (land.is_uk, land.shore.iter().map(|&at| at * WORLD_PER_KM).collect())))
            .with_scale(1.0 / WORLD_PER_KM)
    })
}
