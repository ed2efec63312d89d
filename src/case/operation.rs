//! The case: sources, decisions, roles, names, pins.

use crate::domain::{
    ActorKey, Attribution, CellSite, Decision, Level, LineKey, NumberPair, NumberPlace, Order, Role, Source, Verdict,
};
use crate::geom::Point;
use crate::import::Batch;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The truth of one operation. Everything else is derived from it.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// What the operation is called.
    pub name: String,
    pub(super) batches: Vec<Arc<Batch>>,
    pub(super) decisions: BTreeMap<NumberPair, Decision>,
    pub(super) names: BTreeMap<LineKey, String>,
    pub(super) roles: BTreeMap<LineKey, Role>,
    pub(super) pins: BTreeMap<(Level, ActorKey), Point>,
    pub(super) revision: u64,
    pub(super) content_revision: u64,
}

impl Case {
    /// An empty case.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Counts the changes made: what is derived from an older revision is stale.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The revision at which something changed that lines or places follow from: anything but pins.
    pub fn content_revision(&self) -> u64 {
        self.content_revision
    }

    /// What was read, file by file, in the order it was added.
    pub fn batches(&self) -> &[Arc<Batch>] {
        &self.batches
    }

    /// The files that records were read from; a record's `source` is an index into this.
    pub fn sources(&self) -> impl ExactSizeIterator<Item = &Source> {
        self.batches.iter().map(|batch| &batch.source)
    }

    /// What an analyst said of pairs.
    pub fn decisions(&self) -> impl Iterator<Item = &Decision> {
        self.decisions.values()
    }

    /// What an analyst said of this pair. That two numbers cannot be one line holds in either order.
    pub fn decision(&self, pair: NumberPair) -> Option<&Decision> {
        let turned = || self.decisions.get(&pair.turned()).filter(|said| said.verdict == Verdict::CannotBe);
        self.decisions.get(&pair).or_else(turned)
    }

    /// The name an analyst gave a line.
    pub fn line_name(&self, line: LineKey) -> Option<&str> {
        self.names.get(&line).map(String::as_str)
    }

    /// The role an analyst gave a line.
    pub fn role(&self, line: LineKey) -> Option<Role> {
        self.roles.get(&line).copied()
    }

    /// Where somebody pinned nodes of a level, in world space.
    pub fn pins(&self, level: Level) -> impl Iterator<Item = (ActorKey, Point)> {
        self.pins.iter().filter(move |((l, _), _)| *l == level).map(|((_, key), at)| (*key, *at))
    }

    /// Where somebody pinned this node.
    pub fn pin(&self, level: Level, key: ActorKey) -> Option<Point> {
        self.pins.get(&(level, key)).copied()
    }

    /// All blocking orders, in order of time.
    pub fn orders(&self) -> Vec<Order> {
        let mut all: Vec<_> = self.batches.iter().flat_map(|b| b.orders.iter().cloned()).collect();
        all.sort();
        all.dedup();
        all
    }

    /// All attributions, in order of number.
    pub fn attributions(&self) -> Vec<Attribution> {
        let mut all: Vec<_> = self.batches.iter().flat_map(|b| b.attributions.iter().cloned()).collect();
        all.sort();
        all.dedup();
        all
    }

    /// All places of numbers, in order of number.
    pub fn number_places(&self) -> Vec<NumberPlace> {
        let mut all: Vec<_> = self.batches.iter().flat_map(|b| b.number_places.iter().cloned()).collect();
        all.sort();
        all.dedup();
        all
    }

    /// All cell sites, in the order they were read.
    pub fn cell_sites(&self) -> Vec<CellSite> {
        self.batches.iter().flat_map(|b| b.cell_sites.iter().cloned()).collect()
    }
}
