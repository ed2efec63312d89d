//! What stands forward in a crowd: a small picture of its own, drawn as small pictures are and measured by the whole.

use super::request::SceneRequest;
use crate::domain::ActorKey;
use crate::geom::Point;
use crate::network::{Network, NodeIndex};
use std::collections::BTreeSet;

/// Nodes drawn one by one at most; a larger selection is a matter of colour.
pub(super) const MOST: usize = 1200;

/// The selected nodes and the one under the mouse with all that are joined to them, and what is unfolded.
pub(super) struct Foreground {
    pub network: Network,
    pub positions: Vec<Point>,
}

/// Whether so much is selected that its neighbours are not brought forward.
pub(super) fn is_too_much(selected: &BTreeSet<ActorKey>) -> bool {
    selected.len() > MOST
}

impl Foreground {
    /// What stands forward in a request's picture.
    pub(super) fn new(request: &SceneRequest<'_>) -> Self {
        let (whole, view) = (request.network, request.view);
        let mut part = Self { network: Network::new(whole.level, whole.origins.clone()), positions: Vec::new() };
        let chosen = view.selected.iter().take(if is_too_much(&view.selected) { 0 } else { MOST });
        let focused: Vec<ActorKey> = chosen.chain(&view.hovered).copied().collect();
        let unfolded = view.unfolded.keys().map(|&line| ActorKey::Line(line));
        for key in focused.iter().copied().chain(unfolded) {
            part.take(request, key);
        }
        let mut joined = BTreeSet::new();
        for key in focused {
            let Some(node) = whole.find(key) else { continue };
            for (id, from, to, tie) in whole.ties_at(node) {
                let [from, to] = [from, to].map(|end| part.take(request, whole.graph[end].key));
                if let (Some(from), Some(to)) = (from, to)
                    && joined.insert(id)
                {
                    part.network.graph.add_edge(from, to, tie.clone());
                }
            }
        }
        part
    }

    /// Whether nothing stands forward.
    pub(super) fn is_empty(&self) -> bool {
        self.positions.is_empty()
    }

    fn take(&mut self, request: &SceneRequest<'_>, key: ActorKey) -> Option<NodeIndex> {
        if let Some(there) = self.network.find(key) {
            return Some(there);
        }
        let node = request.network.find(key)?;
        if self.positions.len() >= 2 * MOST {
            return None;
        }
        self.positions.push(request.position(node.index()));
        Some(self.network.add(request.network.graph[node].clone()))
    }
}
