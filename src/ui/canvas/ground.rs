//! One level of the picture: the network shown, where its nodes are and where they are going, and its camera.

use super::arranging::{Answer, Arranging, Question};
use super::lens::Lens;
use super::motion::Passage;
use crate::domain::ActorKey;
use crate::geom::Point;
use crate::network::{Actor, Network};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One level of the picture.
#[derive(Default)]
pub(super) struct Ground {
    network: Arc<Network>,
    /// Where nodes set out, where they are and where they are going, in the order of the network's nodes, in world space.
    from: Vec<Point>,
    shown: Vec<Point>,
    to: Vec<Point>,
    passage: Option<Passage>,
    /// Where nodes were last, those that a filter has taken out included.
    known: BTreeMap<ActorKey, Point>,
    /// Nodes in the user's hand: they follow it whatever the layout says.
    held: BTreeMap<ActorKey, Point>,
    moves: u64,
    /// The camera.
    pub lens: Lens,
    /// The size of the canvas its camera was fitted to last.
    pub fitted_size: Option<Point>,
    arranging: Arranging,
}

impl Ground {
    /// The network whose nodes are placed: behind the session's for as long as its layout takes.
    pub(super) fn network(&self) -> &Arc<Network> {
        &self.network
    }

    /// Where its nodes are now, in the order of the network.
    pub(super) fn shown(&self) -> &[Point] {
        &self.shown
    }

    /// Where its nodes will be at rest, in the order of the network.
    pub(super) fn targets(&self) -> &[Point] {
        &self.to
    }

    /// Where a node will be at rest.
    pub(super) fn target(&self, key: ActorKey) -> Option<Point> {
        self.network.find(key).and_then(|node| self.to.get(node.index())).copied()
    }

    /// Asks for positions, unless that very question has been asked; nodes start from where they were last. `wake` is called
    /// when the answer is there.
    pub(super) fn ask(&mut self, question: Question, aspect: f32, wake: impl Fn() + Clone + Send + 'static) {
        // The picture may be shown a little smaller once unfolded lines have their room.
        let scale = self.lens.target().scale * 0.9;
        self.arranging.ask(question, (aspect, scale), &self.known, wake);
    }

    /// The question under way, if any, and what has been answered.
    pub(super) fn arranging(&self) -> &Arranging {
        &self.arranging
    }

    /// A question that could not be answered may be asked again.
    pub(super) fn forget_failure(&mut self) {
        self.arranging.forget_failure();
    }

    /// The answer, once, when it is there.
    pub(super) fn take_answer(&mut self) -> Option<Answer> {
        self.arranging.take()
    }

    /// Takes in where the layout under way has nodes so far. Returns whether there was anything new. They go there in `secs`; nothing
    /// of it is remembered: where nodes were is where a layout has come to its end.
    pub(super) fn take_sketch(&mut self, now: f64, secs: f32) -> bool {
        let Some((network, points)) = self.arranging.take_sketch() else { return false };
        let is_other = !Arc::ptr_eq(&self.network, &network) || self.shown.len() != points.len();
        self.network = network;
        self.from = if is_other { points.clone() } else { std::mem::take(&mut self.shown) };
        self.shown.clone_from(&self.from);
        self.to = points;
        self.passage = Some(Passage::start(now, if is_other { 0.0 } else { secs }));
        self.advance(now);
        true
    }

    /// Counts the frames in which something moved: a drawing of an older count is stale.
    pub(super) fn moves(&self) -> u64 {
        self.moves
    }

    /// Whether nodes are on their way.
    pub(super) fn is_moving(&self) -> bool {
        self.passage.is_some()
    }

    /// Whether nodes are in the user's hand.
    pub(super) fn is_held(&self) -> bool {
        !self.held.is_empty()
    }

    /// Whether there is anything to draw.
    pub(super) fn is_placed(&self) -> bool {
        !self.shown.is_empty()
    }

    /// Takes new positions in: nodes set out from where they are, new ones from the middle of their neighbours.
    pub(super) fn receive(&mut self, answer: Answer, now: f64, secs: f32) {
        let old = std::mem::replace(&mut self.network, answer.question.network);
        let mut start: BTreeMap<ActorKey, Point> = self.known.clone();
        start.extend(old.actors().map(|actor| actor.key).zip(self.shown.iter().copied()));
        let secs = if self.shown.is_empty() { 0.0 } else { secs };
        self.to = answer.points;
        self.known.extend(self.network.actors().map(|actor| actor.key).zip(self.to.iter().copied()));
        self.set_out(&start, now, secs);
    }

    /// Sends all nodes to their places anew: those in `start` from there, others from the middle of their neighbours in it.
    pub(super) fn set_out(&mut self, start: &BTreeMap<ActorKey, Point>, now: f64, secs: f32) {
        let from = |(actor, to): (&Actor, &Point)| {
            start.get(&actor.key).copied().or_else(|| self.birthplace(actor.key, start)).unwrap_or(*to)
        };
        self.from = self.network.actors().zip(&self.to).map(from).collect();
        self.shown = self.from.clone();
        self.passage = Some(Passage::start(now, secs));
        self.advance(now);
    }

    /// The middle of a new node's neighbours that are in the picture already.
    fn birthplace(&self, key: ActorKey, start: &BTreeMap<ActorKey, Point>) -> Option<Point> {
        let near: Vec<Point> = self.network.neighbours(key).iter().filter_map(|k| start.get(k)).copied().collect();
        let sum = near.iter().fold(Point::ZERO, |sum, p| sum + *p);
        (!near.is_empty()).then(|| sum * (1.0 / near.len() as f32))
    }

    /// Moves nodes and camera to where they are at this time.
    pub(super) fn advance(&mut self, now: f64) {
        self.lens.advance(now);
        let Some(passage) = self.passage else { return };
        let t = passage.eased(now);
        for ((shown, from), to) in self.shown.iter_mut().zip(&self.from).zip(&self.to) {
            *shown = from.lerp(*to, t);
        }
        if passage.is_over(now) {
            self.passage = None;
        }
        self.keep_held();
        self.moves += 1;
    }

    /// Puts nodes where the hand has them.
    pub(super) fn hold(&mut self, nodes: impl IntoIterator<Item = (ActorKey, Point)>) {
        self.held = nodes.into_iter().collect();
        self.keep_held();
        self.moves += 1;
    }

    /// Lets go of the nodes in the hand. They stay where they are until the next layout.
    pub(super) fn release(&mut self) -> BTreeMap<ActorKey, Point> {
        std::mem::take(&mut self.held)
    }

    fn keep_held(&mut self) {
        for (key, at) in &self.held {
            let Some(node) = self.network.find(*key) else { continue };
            for points in [&mut self.from, &mut self.shown, &mut self.to] {
                if let Some(point) = points.get_mut(node.index()) {
                    *point = *at;
                }
            }
            self.known.insert(*key, *at);
        }
    }
}
