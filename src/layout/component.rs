//! One connected picture, from nothing to world units.

use super::align;
use super::chain;
use super::distances::reach;
use super::frame;
use super::graph::Graph;
use super::input::Input;
use super::large::{self, Large};
use super::overlap::Parting;
use super::pack::{Piece, piece, silhouette};
use super::small;
use super::star;
use crate::geom::{Point, Rect, point};

/// Free space kept round boxes of a large graph, in world units.
const MARGIN: f32 = 3.0;
/// Free space kept round a component beside others.
pub(super) const APART: f32 = 16.0;

/// Radius of a small picture for one body, in lengths of its links; it grows with the square root of their number.
const SMALL_RADIUS: f32 = 0.36;
/// How much wider a large picture comes out than its bodies in a heap: up to so many bodies, and above.
const LARGE_RADIUS: (usize, f32, f32) = (1000, 1.0, 1.8);

/// Above this many bodies a component is packed by its outline.
const COARSE: usize = 2000;

/// Bodies that hang together and are laid out anew.
pub(super) struct Component {
    /// Its bodies in the request.
    pub(super) members: Vec<u32>,
    /// Where they are, the middle at the origin.
    pub(super) places: Vec<Point>,
    graph: Graph,
    half: Vec<Point>,
    /// Where those of its bodies lie on the map that have a place there.
    anchors: Vec<(usize, Point)>,
    gap: f32,
    aspect: f32,
    seed: u64,
    care: f32,
    work: Work,
}

enum Work {
    /// All at once: small enough.
    Exact,
    /// Step by step.
    Forces(Box<Large>),
    /// Boxes are being parted.
    Parting(Box<Parting>),
    Done,
}

impl Component {
    /// The component of `members`, not laid out yet; its links have `gap` free between their ends if there are few.
    pub(super) fn new(input: &Input, members: Vec<u32>, gap: f32) -> Self {
        let graph = input.graph.among(&members);
        let half = members.iter().map(|&i| input.half[i as usize]).collect();
        let anchor = |(k, &i): (usize, &u32)| Some((k, input.anchor[i as usize]?));
        let anchors = members.iter().enumerate().filter_map(anchor).collect();
        let work = if small::suits(&graph) {
            Work::Exact
        } else {
            Work::Forces(Box::new(Large::new(graph.clone(), input.aspect, input.seed)))
        };
        let places = vec![Point::ZERO; members.len()];
        let (aspect, seed) = (input.aspect, input.seed);
        Self { members, places, graph, half, anchors, gap, aspect, seed, care: 1.0, work }
    }

    /// What drawing it carefully takes, see [`small::care`]; nothing if it is drawn step by step.
    pub(super) fn load(&self) -> f32 {
        if matches!(self.work, Work::Exact) { small::load(&self.graph) } else { 0.0 }
    }

    /// How carefully it is to be drawn, from 0 to 1, see [`small::solve`].
    pub(super) fn take_care(&mut self, care: f32) {
        self.care = care;
    }

    /// Whether it is laid out.
    pub(super) fn is_done(&self) -> bool {
        matches!(self.work, Work::Done)
    }

    /// Does a piece of the work: some milliseconds, or what one pass over a large graph takes.
    pub(super) fn advance(&mut self) {
        match &mut self.work {
            Work::Exact => {
                let Self { graph, half, gap, aspect, seed, care, .. } = &*self;
                self.places = chain::solve(graph, half, *gap, *aspect)
                    .or_else(|| star::solve(graph, half, *gap))
                    .unwrap_or_else(|| small::solve(graph, half, *gap, *aspect, *seed, *care));
                self.finish();
            }
            Work::Forces(large) => {
                large.advance();
                if large.is_done() {
                    self.places = large.in_world(&self.half, MARGIN);
                    let parting = Parting::new(&self.half, MARGIN, vec![1.0; self.half.len()]);
                    self.work = Work::Parting(Box::new(parting));
                }
            }
            Work::Parting(parting) => {
                if parting.sweep(&mut self.places) {
                    self.finish();
                }
            }
            Work::Done => {}
        }
    }

    /// North is rather up than down, as far as the component knows.
    fn finish(&mut self) {
        align::flip_onto(&mut self.places, &self.anchors);
        frame::center(&mut self.places, &self.half);
        self.work = Work::Done;
    }

    /// About as wide and high it will come out.
    pub(super) fn expected_side(&self) -> f32 {
        let radius = match self.work {
            Work::Exact => self.small_spacing() * (self.members.len() as f32).sqrt(),
            _ if self.members.len() <= LARGE_RADIUS.0 => large::heap_radius(&self.half) * LARGE_RADIUS.1,
            _ => large::heap_radius(&self.half) * LARGE_RADIUS.2,
        };
        2.0 * radius
    }

    /// The distance of bodies in a heap that is as wide as the small picture they will make.
    fn small_spacing(&self) -> f32 {
        let mean = self.half.iter().map(|&half| reach(half)).sum::<f32>() / self.half.len().max(1) as f32;
        SMALL_RADIUS * (self.gap + 2.0 * mean)
    }

    /// Whether it is being drawn step by step.
    pub(super) fn goes_by_steps(&self) -> bool {
        matches!(self.work, Work::Forces(_) | Work::Parting(_))
    }

    /// Whether it looks about as it will: not before its outline is found.
    pub(super) fn has_shape(&self) -> bool {
        match &self.work {
            Work::Forces(large) => large.has_shape(),
            Work::Exact | Work::Parting(_) | Work::Done => true,
        }
    }

    /// Where its bodies are so far, the middle at the origin, about `side` wide or high: the others are not far away.
    pub(super) fn sketch(&self, side: f32) -> Vec<Point> {
        let mut places = match &self.work {
            Work::Forces(large) => large.sketch(),
            Work::Exact => return large::heap(self.members.len(), self.small_spacing()),
            Work::Parting(_) | Work::Done => self.places.clone(),
        };
        align::flip_onto(&mut places, &self.anchors);
        frame::center(&mut places, &self.half);
        let bounds = Rect::bounding(places.iter().copied());
        let scale = side / bounds.width().max(bounds.height()).max(1e-3);
        for p in &mut places {
            *p = *p * scale;
        }
        places
    }

    /// What it covers, for packing.
    pub(super) fn piece(&self) -> Piece {
        piece_of(&self.places, &self.half, &self.graph)
    }
}

/// What a picture covers, for packing: its bodies and links, or its outline if they are many.
pub(super) fn piece_of(places: &[Point], half: &[Point], graph: &Graph) -> Piece {
    if places.len() > COARSE {
        silhouette(places, half, APART)
    } else {
        piece(places, half, graph.edges().map(|(a, b, _)| (a, b)), APART)
    }
}

/// Bodies without a link, in rows.
pub(super) fn rows(half: &[Point], aspect: f32) -> Vec<Point> {
    let area: f32 = half.iter().map(|h| (2.0 * h.x + APART) * (2.0 * h.y + APART)).sum();
    let widest = half.iter().map(|h| 2.0 * h.x + APART).fold(0.0, f32::max);
    // A little more than the width that would do if rows had no ragged end.
    let width = ((area * aspect).sqrt() * 1.05).max(widest);
    let mut places = Vec::with_capacity(half.len());
    let (mut x, mut y, mut height) = (0.0_f32, 0.0_f32, 0.0_f32);
    for h in half {
        let room = point(2.0 * h.x + APART, 2.0 * h.y + APART);
        if x > 0.0 && x + room.x > width {
            (x, y, height) = (0.0, y + height, 0.0);
        }
        places.push(point(x + room.x * 0.5, y + room.y * 0.5));
        x += room.x;
        height = height.max(room.y);
    }
    frame::center(&mut places, half);
    places
}

/// The piece of bodies in rows.
pub(super) fn rows_piece(places: &[Point], half: &[Point]) -> Piece {
    Piece { is_aside: true, ..Piece::of_box(frame::bounds(places, half).grown(APART)) }
}
