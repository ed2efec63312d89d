//! Who stands forward and who is dimmed: what is selected or under the mouse comes forward with its neighbours.

use super::{Rgba, Theme, View};
use crate::domain::ActorKey;
use crate::network::Network;
use std::collections::BTreeSet;

/// How strongly something is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// Something else stands forward.
    Dimmed,
    /// Nothing stands forward.
    Plain,
    /// Selected, under the mouse, or a neighbour of what is.
    Forward,
}

impl Standing {
    /// A colour of a node in this standing.
    pub(super) fn node(self, color: Rgba, theme: &Theme) -> Rgba {
        if self == Self::Dimmed { color.into(theme.canvas, 0.5) } else { color }
    }

    /// The colour of a link in this standing: dimmed ones are mixed 62 % into the canvas.
    pub(super) fn link(self, color: Rgba, theme: &Theme) -> Rgba {
        if self == Self::Dimmed { color.into(theme.canvas, 0.38) } else { color }
    }

    /// The colour of the name of a node.
    pub(super) fn name(self, theme: &Theme) -> Rgba {
        if self == Self::Dimmed { theme.faint } else { theme.text }
    }

    /// The colour of the count on a link.
    pub(super) fn count(self, theme: &Theme) -> Rgba {
        match self {
            Self::Dimmed => theme.dim,
            Self::Plain => theme.second,
            Self::Forward => theme.text,
        }
    }
}

/// What is selected or under the mouse, and its neighbours.
pub(super) struct Focus {
    focused: BTreeSet<ActorKey>,
    near: BTreeSet<ActorKey>,
}

impl Focus {
    /// Whether a view on a network has a focus at all.
    pub(super) fn is_any(network: &Network, view: &View) -> bool {
        view.selected.iter().chain(&view.hovered).any(|&key| network.find(key).is_some())
    }

    /// The focus of a view on a network; keys that are not in the network do not count.
    pub(super) fn new(network: &Network, view: &View) -> Self {
        let focused: BTreeSet<_> =
            view.selected.iter().chain(&view.hovered).copied().filter(|&key| network.find(key).is_some()).collect();
        let near = focused.iter().flat_map(|&key| network.neighbours(key)).collect();
        Self { focused, near }
    }

    /// How strongly a node is drawn.
    pub(super) fn of_node(&self, key: ActorKey) -> Standing {
        if self.focused.is_empty() {
            Standing::Plain
        } else if self.focused.contains(&key) || self.near.contains(&key) {
            Standing::Forward
        } else {
            Standing::Dimmed
        }
    }

    /// How strongly the link between two nodes is drawn: only links of the focus itself come forward.
    pub(super) fn of_link(&self, a: ActorKey, b: ActorKey) -> Standing {
        if self.focused.is_empty() {
            Standing::Plain
        } else if self.focused.contains(&a) || self.focused.contains(&b) {
            Standing::Forward
        } else {
            Standing::Dimmed
        }
    }
}
