//! From a network to positions: the question a layout answers, asked and answered.

use crate::diag::{Cancelled, Monitor};
use crate::domain::{ActorKey, LineKey};
use crate::geom::{Point, point};
use crate::network::Network;
use std::collections::{BTreeMap, BTreeSet};

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
}

/// Where every node of the network goes, in world space, in the order of its nodes.
///
/// # Errors
/// [`Cancelled`] if the monitor says so.
pub fn arrange(network: &Network, request: &PictureRequest, monitor: &dyn Monitor) -> Result<Vec<Point>, Cancelled> {
    monitor.check()?;
    let n = network.graph.node_count() as f32;
    let at = |i: usize| {
        let angle = i as f32 / n * std::f32::consts::TAU;
        point(angle.cos() * 300.0, angle.sin() * 180.0)
    };
    Ok(network.actors().enumerate().map(|(i, a)| request.pins.get(&a.key).copied().unwrap_or_else(|| at(i))).collect())
}
