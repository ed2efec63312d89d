//! Nodes, edges, and the graph they make.

use crate::domain::{ActorKey, AreaKey, LatLon, Level, Msisdn};
use petgraph::Direction;
use petgraph::graph::DiGraph;
pub use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use std::collections::BTreeMap;

/// A node: a city, a town, a line or a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// What it is, by a name that outlives this graph.
    pub key: ActorKey,
    /// What stands beside it: `London`, `Marco`, `900112`.
    pub label: String,
    /// The exporting city whose hue it wears; `None` for towns and for what is not known.
    pub origin: Option<AreaKey>,
    /// Where it lies on the map.
    pub position: Option<LatLon>,
    /// Lines run from it, selling in it, or 1 for a line.
    pub lines: u32,
    /// Numbers of those lines.
    pub numbers: u32,
    /// Records it takes part in.
    pub events: u64,
    /// Whether a fold in it is only the machine's.
    pub suggested: bool,
    /// At level Numbers: whether it is a number of a line (its records were asked for) or a mere contact.
    pub requested: bool,
    /// The numbers of a line in order of time, for unfolding it in place; empty for everything else.
    pub succession: Vec<SuccessionStep>,
}

impl Actor {
    /// An actor of which nothing is known but its key.
    pub fn empty(key: ActorKey) -> Self {
        Self {
            key,
            label: String::new(),
            origin: None,
            position: None,
            lines: 0,
            numbers: 0,
            events: 0,
            suggested: false,
            requested: false,
            succession: Vec::new(),
        }
    }

    /// The node of a number, labelled with its last six digits.
    pub fn number(number: Msisdn) -> Self {
        Self { label: number.last_six(), numbers: 1, ..Self::empty(ActorKey::Number(number)) }
    }
}

/// One number of an unfolded line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuccessionStep {
    /// The number.
    pub number: Msisdn,
    /// Seconds between the number before and this one; `None` for the first, and where it runs beside the one before.
    pub gap_secs: Option<i64>,
    /// Whether the link to the number before is only the machine's.
    pub suggested: bool,
}

/// What an edge says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TieKind {
    /// City to line: the line is run from there. Carries all events of the line.
    RunFrom,
    /// Line or city to town: it sells there.
    Supplies,
    /// Number to number: one took over from the other.
    Succession,
    /// Number to number: they were in contact.
    Contact,
}

/// An edge. From a node to itself it is a loop: a line that sells in its own city.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// What it says.
    pub kind: TieKind,
    /// The exporting city whose hue it wears.
    pub origin: Option<AreaKey>,
    /// Records behind it.
    pub events: u64,
    /// Lines behind it.
    pub lines: u32,
    /// Numbers of those lines.
    pub numbers: u32,
    /// Whether it is only the machine's.
    pub suggested: bool,
}

impl Tie {
    /// What one line adds to a tie.
    pub fn of_run(kind: TieKind, origin: Option<AreaKey>, events: u64, numbers: u32) -> Self {
        Self { kind, origin, events, lines: 1, numbers, suggested: false }
    }
}

/// The network at one level. Nodes stand in the order of the lines that bring them, so the same case gives the same graph.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// Which level.
    pub level: Level,
    /// Nodes and directed edges (city to line, line to town, old to new number, caller to called).
    pub graph: DiGraph<Actor, Tie>,
    /// Exporting cities in order of their hues: London, Birmingham, Liverpool and Manchester always, then others by number of lines.
    pub origins: Vec<AreaKey>,
    index: BTreeMap<ActorKey, NodeIndex>,
}

impl Network {
    /// An empty network of a level.
    pub fn new(level: Level, origins: Vec<AreaKey>) -> Self {
        Self { level, graph: DiGraph::new(), origins, index: BTreeMap::new() }
    }

    /// Adds a node, or gives back the one with this key.
    pub fn add(&mut self, actor: Actor) -> NodeIndex {
        let Self { graph, index, .. } = self;
        *index.entry(actor.key).or_insert_with(|| graph.add_node(actor))
    }

    /// Joins two nodes, or adds to the tie of the same kind that joins them in this direction.
    pub fn join(&mut self, from: NodeIndex, to: NodeIndex, tie: Tie) {
        let same = self.graph.edges_connecting(from, to).find(|edge| edge.weight().kind == tie.kind);
        if let Some(edge) = same.map(|edge| edge.id()) {
            let there = &mut self.graph[edge];
            there.events += tie.events;
            there.lines += tie.lines;
            there.numbers += tie.numbers;
            there.suggested |= tie.suggested;
        } else {
            self.graph.add_edge(from, to, tie);
        }
    }

    /// The node of a key. O(log n).
    pub fn find(&self, key: ActorKey) -> Option<NodeIndex> {
        self.index.get(&key).copied()
    }

    /// The actor of a key. O(log n).
    pub fn actor(&self, key: ActorKey) -> Option<&Actor> {
        self.find(key).map(|node| &self.graph[node])
    }

    /// All actors in the order of their nodes.
    pub fn actors(&self) -> impl ExactSizeIterator<Item = &Actor> {
        self.graph.node_indices().map(|node| &self.graph[node])
    }

    /// All ties as (from, to, tie), in the order they were added.
    pub fn ties(&self) -> impl Iterator<Item = (NodeIndex, NodeIndex, &Tie)> {
        self.graph.edge_indices().filter_map(|edge| {
            let (from, to) = self.graph.edge_endpoints(edge)?;
            Some((from, to, &self.graph[edge]))
        })
    }

    /// The actor of the node with this index, if there is one.
    pub fn actor_at(&self, index: usize) -> Option<&Actor> {
        self.graph.node_weight(NodeIndex::new(index))
    }

    /// The ties of one node in either direction, as (its place among all ties, from, to, tie). A loop comes twice.
    pub fn ties_at(&self, node: NodeIndex) -> impl Iterator<Item = (usize, NodeIndex, NodeIndex, &Tie)> {
        [Direction::Outgoing, Direction::Incoming].into_iter().flat_map(move |direction| {
            let edges = self.graph.edges_directed(node, direction);
            edges.map(|edge| (edge.id().index(), edge.source(), edge.target(), edge.weight()))
        })
    }

    /// Keys of the nodes joined to `key` by an edge in either direction.
    pub fn neighbours(&self, key: ActorKey) -> Vec<ActorKey> {
        let Some(node) = self.find(key) else { return Vec::new() };
        let mut near: Vec<_> = self.graph.neighbors_undirected(node).map(|n| self.graph[n].key).collect();
        near.sort_unstable();
        near.dedup();
        near
    }
}
