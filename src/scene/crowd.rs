//! A large picture: its marks and links as columns, in world space, so that neither panning nor zooming touches them.
//!
//! What depends on the scale (how small marks are, how faint links) is a handful of numbers, a [`Sight`]; what depends on
//! where nodes are is a [`Spread`](super::spread::Spread). A graphics chip draws the columns as they are; [`Crowd::draw`]
//! makes the same shapes of them for files and for windows without one.

use super::foreground::is_too_much;
use super::link::{Widths, bunches};
use super::mark::{Form, outline_of};
use super::outline::Outline;
use super::plan::Measure;
use super::request::SceneRequest;
use super::{Item, Rgba};
use crate::domain::{ActorKey, Level};
use crate::network::{Network, TieKind};

/// A picture of more nodes and links than this is a crowd.
const CROWD_FROM: usize = 4000;

/// How a mark of a crowd is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DotForm {
    /// A disc of one colour.
    Disc,
    /// A disc with a rim of the canvas's colour round it.
    Hub,
    /// A wash with an edge 2 wide; where it is small a disc of the edge's colour.
    Ring,
    /// The same with a dot in its middle.
    Target,
    /// A square with round corners and an edge.
    Square,
}

/// A mark of a crowd.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// Its radius, or half of its side, at full size.
    pub half: f32,
    /// How it is painted.
    pub form: DotForm,
    /// Fill.
    pub fill: Rgba,
    /// Edge.
    pub edge: Rgba,
}

/// The course of a link of a crowd.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bend {
    /// Straight.
    None,
    /// One of several ties between two marks, so many places aside.
    Aside(f32),
    /// Out and back, in a direction in radians.
    Loop(f32),
}

/// A link of a crowd.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strand {
    /// The marks it joins, by index.
    pub ends: (u32, u32),
    /// Points kept free before the outline of the second.
    pub gaps: (f32, f32),
    /// Width in points before it is shrunk.
    pub width: f32,
    /// Colour while nothing stands forward.
    pub color: Rgba,
    /// Its course.
    pub bend: Bend,
    /// Whether it ends in an arrow.
    pub arrow: bool,
    /// Whether it is dashed.
    pub dashed: bool,
}

/// A large picture's marks and links, without their places.
#[derive(Clone, Debug, Default)]
pub struct Crowd {
    /// In the order of the network's nodes.
    pub dots: Vec<Dot>,
    /// Indexes of the dots from bottom to top: the greatest first.
    pub order: Vec<u32>,
    /// From bottom to top: straight ones, then bent ones, each with the strongest last. Heads of arrows lie over all.
    pub strands: Vec<Strand>,
    /// The colour that what does not stand forward is mixed into.
    pub canvas: Rgba,
    keys: Vec<ActorKey>,
    events: u64,
    lines: u32,
}

impl Crowd {
    /// Whether a network's picture is a crowd. At Places flows are bundled and few.
    pub fn is_one(network: &Network) -> bool {
        network.level != Level::Places && network.graph.node_count() + network.graph.edge_count() > CROWD_FROM
    }

    /// Whether it shows the same nodes as another: one picture, though perhaps in other colours.
    pub fn has_same_nodes(&self, other: &Self) -> bool {
        std::ptr::eq(self, other) || self.keys == other.keys
    }

    /// The marks and links of a network, as they look while nothing stands forward.
    pub(super) fn new(request: &SceneRequest<'_>) -> Self {
        let (network, theme) = (request.network, request.theme);
        let on_map = request.on_map();
        let rank = |origin| network.origins.iter().position(|&o| Some(o) == origin);
        let dots: Vec<Dot> = network
            .actors()
            .map(|actor| {
                let form = Form::of(actor);
                let (half, known) = (half_of(outline_of(actor, on_map)), actor.key != ActorKey::UnknownCity);
                let hue = theme.hue(rank(actor.origin));
                let (form, fill, edge) = match form {
                    Form::City if known => (DotForm::Hub, hue, theme.canvas),
                    Form::City => (DotForm::Ring, theme.town_fill, theme.town_line),
                    Form::Line if actor.numbers > 1 => (DotForm::Ring, hue.into(theme.canvas, 0.18), hue),
                    Form::Line => (DotForm::Target, hue.into(theme.canvas, 0.18), hue),
                    Form::Town => (DotForm::Square, theme.town_fill, theme.town_line),
                    Form::Asked => (DotForm::Ring, hue.into(theme.canvas, 0.42), hue),
                    Form::Contact => (DotForm::Disc, theme.town_line.into(theme.canvas, 0.75), theme.canvas),
                };
                // A selection too large to be brought forward one by one is told by its colour.
                if is_too_much(&request.view.selected) && request.view.selected.contains(&actor.key) {
                    return Dot { half, form, fill: theme.accent, edge: theme.accent };
                }
                Dot { half, form, fill, edge }
            })
            .collect();
        let mut order: Vec<u32> = (0..u32::try_from(dots.len()).unwrap_or(u32::MAX)).collect();
        order.sort_by(|&a, &b| dots[b as usize].half.total_cmp(&dots[a as usize].half));
        let keys = network.actors().map(|actor| actor.key).collect();
        let mut crowd = Self { dots, order, canvas: theme.canvas, keys, ..Self::default() };
        crowd.tie(request);
        crowd
    }

    fn tie(&mut self, request: &SceneRequest<'_>) {
        let (network, theme) = (request.network, request.theme);
        let bunches = bunches(request);
        let widths = Widths::new(network.level, &bunches, 1.0, None);
        let ties = || bunches.iter().flat_map(|(_, ties)| ties);
        self.events = ties().map(|&(.., events)| events).max().unwrap_or(0);
        self.lines = ties().map(|(_, _, tie, _)| tie.lines).max().unwrap_or(0);
        let mut strands: Vec<(u64, Strand)> = Vec::with_capacity(bunches.len());
        for ((a, b), ties) in &bunches {
            for (i, &(from, to, tie, events)) in ties.iter().enumerate() {
                let (Ok(first), Ok(second)) = (u32::try_from(from), u32::try_from(to)) else { continue };
                let fan = i as f32 - (ties.len() - 1) as f32 / 2.0;
                let bend = match (a == b, ties.len()) {
                    (true, _) => Bend::Loop(-std::f32::consts::FRAC_PI_4 + i as f32 * 1.2),
                    (false, 1) => Bend::None,
                    // Seen from either end, ties of one bunch fan out to the same sides.
                    (false, _) => Bend::Aside(if from == *a { fan } else { -fan }),
                };
                let rank = tie.origin.and_then(|area| network.origins.iter().position(|&o| o == area));
                let strength = if tie.kind == TieKind::Contact { 0.6 } else { 1.0 };
                let arrow = tie.kind == TieKind::Succession;
                let gap = |end: usize, arrow: bool| match (arrow, self.dots[end].form) {
                    (true, _) => 2.5,
                    (false, DotForm::Square) => 2.0,
                    (false, _) => 0.5,
                };
                let strand = Strand {
                    ends: (first, second),
                    gaps: (gap(from, false), gap(to, arrow)),
                    width: widths.of(tie, events),
                    color: theme.hue(rank).into(theme.canvas, strength),
                    bend,
                    arrow,
                    dashed: tie.suggested,
                };
                let weight = if tie.kind == TieKind::Contact { events } else { u64::MAX / 2 + events.min(1 << 40) };
                strands.push((weight, strand));
            }
        }
        strands.sort_by_key(|(weight, strand)| (strand.bend != Bend::None, *weight));
        self.strands = strands.into_iter().map(|(_, strand)| strand).collect();
    }

    /// The node of a dot, by index.
    pub(super) fn key(&self, dot: usize) -> ActorKey {
        self.keys[dot]
    }

    /// What a strand is picked as.
    pub(super) fn item(&self, strand: &Strand) -> Item {
        Item::Tie(self.keys[strand.ends.0 as usize], self.keys[strand.ends.1 as usize])
    }

    /// By what a part of this picture is measured.
    pub(super) fn measure(&self, shrink: f32) -> Measure {
        Measure { shrink, most_events: self.events, most_lines: self.lines }
    }
}

fn half_of(outline: Outline) -> f32 {
    outline.half().x
}
