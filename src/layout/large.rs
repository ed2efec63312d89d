//! A connected graph of any size: first its outline from a graph drawn small, then its clusters by forces.

use super::angle::direction;
use super::bodies::Bodies;
use super::coarsen::{Level, levels};
use super::distances::reach;
use super::forces::Forces;
use super::frame;
use super::graph::Graph;
use super::grid::{self, Grid};
use super::pivots::{self, Descent};
use super::random::Random;
use super::repulsion::Law;
use crate::geom::{Point, Rect, point};
use rayon::prelude::*;

/// The push between bodies: short of reach, so that neighbourhoods stay whole (Zhong et al. 2023).
const LAW: Law = Law { near: 4.0, far: 0.0, theta: 1.0 };
/// What is added for coarse levels of a tree: its branches lie apart only if they push each other from afar.
const BRANCHES: f32 = 0.005;
/// The pull of a spring beside it. The ratio of the two sets how tight clusters are.
const SPRING: f32 = 0.3;
/// Length of a link while the outline is made, in units of the push's reach.
const LINK: f32 = 2.0;
/// Distance of bodies in an outline that has room, in units of the push's reach.
const ROOM: f32 = 3.0;
/// Coarse levels up to this size get their outline from distances in the graph.
const OUTLINED: usize = 16_000;
/// The same for a tree, most of whose bodies are equally far from all that is looked at.
const OUTLINED_TREE: usize = 1500;
/// Up to this many bodies all of them get their outline so, and as many steps as do them good.
const FEW: usize = 700;
/// Share of the way to its balance that a body goes in the first and the last step of a level.
const RATES: (f32, f32) = (0.8, 0.08);
/// Distance of a body from its nearest as it usually comes out, in units of the push's reach; for sketches.
const USUALLY_NEAREST: f32 = 0.6;
/// Bodies that are looked at to find the scale, and how many round each.
const SAMPLED: usize = 2000;
const NEIGHBOURS: usize = 6;
/// Up to this many bodies a picture is kept compact, above it its shape.
const SPACIOUS: usize = 2000;
/// A tree has many branches if one in so many of its bodies is a leaf.
const BUSHY: usize = 4;
/// Links a body of a coarse level from which on it is a tangle.
const TANGLED: usize = 5;
/// A graph of whose ties more than this share, by weight, lead from one group of its first coarse level to another has no clusters.
const UNCLUSTERED: f32 = 0.4;
/// Share of bodies that are left to be parted in a compact picture, and in a large one.
const PARTED: (f32, f32) = (0.3, 0.08);
/// Share of the picture that boxes may cover: where they are spread evenly there must be room to part them.
const COVERED: f32 = 0.45;
/// Free space between bodies in the densest places, in world units.
const ELBOW_ROOM: f32 = 5.0;

/// A layout under way.
pub(super) struct Large {
    /// Finest first; the last of them is being worked on, finished ones are dropped.
    levels: Vec<Level>,
    finest: usize,
    stage: Stage,
    forces: Forces,
    random: Random,
    seed: u64,
    aspect: f32,
    /// Whether there is an outline: from then on the picture is mended and neither turned nor thrown over.
    is_drawn: bool,
    /// Whether the graph falls into clusters.
    is_clustered: bool,
    /// Whether the last level is a tree of many branches: a chain has an outline that is worth having.
    is_tree: bool,
}

enum Stage {
    Outline { descent: Box<Descent>, sweep: u32 },
    Forces { step: u32, steps: u32 },
    Done,
}

impl Large {
    /// The layout of a connected graph.
    pub(super) fn new(graph: Graph, aspect: f32, seed: u64) -> Self {
        let mass = vec![1.0; graph.len()];
        let finest = graph.len();
        let levels = levels(graph, mass);
        let (stage, forces) = (Stage::Done, Forces::default());
        let random = Random::new(seed);
        let ties = |level: &Level| level.graph.edges().map(|(_, _, weight)| weight).sum::<f32>();
        let is_clustered = levels.get(1).is_some_and(|coarse| ties(coarse) <= UNCLUSTERED * ties(&levels[0]));
        let mut large =
            Self { levels, finest, stage, forces, random, seed, aspect, is_drawn: false, is_clustered, is_tree: false };
        let coarsest = large.level().graph.len();
        let side = LINK * (coarsest as f32).sqrt();
        let start = (0..coarsest).map(|_| point(large.random.unit() - 0.5, large.random.unit() - 0.5) * side).collect();
        large.begin(start);
        large
    }

    /// Whether nothing is left to do.
    pub(super) fn is_done(&self) -> bool {
        matches!(self.stage, Stage::Done)
    }

    /// Whether the bodies are about where they will be: not before there is an outline.
    pub(super) fn has_shape(&self) -> bool {
        self.is_drawn || matches!(self.stage, Stage::Forces { .. })
    }

    /// One sweep or step.
    pub(super) fn advance(&mut self) {
        match &mut self.stage {
            Stage::Outline { descent, sweep } => {
                let bodies = &mut self.forces.bodies;
                let mut places: Vec<Point> = (0..bodies.len()).map(|i| bodies.at(i)).collect();
                descent.sweep(&mut places);
                for (i, &p) in places.iter().enumerate() {
                    bodies.put(i, p);
                }
                *sweep += 1;
                if *sweep == pivots::SWEEPS {
                    self.make_room();
                    self.stage = Stage::Forces { step: 0, steps: self.steps() };
                }
            }
            Stage::Forces { step, steps } => {
                let (at, of) = (*step, *steps);
                *step += 1;
                self.force_step(at as f32 / of.max(1) as f32);
                if at + 1 >= of {
                    self.descend();
                }
            }
            Stage::Done => {}
        }
    }

    /// Where the bodies of the level in work are, in units of the push.
    pub(super) fn places(&self) -> Vec<Point> {
        let bodies = &self.forces.bodies;
        (0..bodies.len()).map(|i| bodies.at(i)).collect()
    }

    /// Where all bodies are so far, in any unit: those of a coarse level in a disc where the one is that stands for them.
    pub(super) fn sketch(&self) -> Vec<Point> {
        let spacing = USUALLY_NEAREST / self.mean_mass().sqrt();
        let mut seats = vec![0_u32; self.forces.bodies.len()];
        let mut place = |at: usize| {
            seats[at] += 1;
            let spread = if self.levels.len() > 1 { seed_of_sunflower(seats[at] - 1) * spacing } else { Point::ZERO };
            self.forces.bodies.at(at) + spread
        };
        let parents = &self.levels[..self.levels.len() - 1];
        (0..self.finest).map(|i| place(parents.iter().fold(i, |at, level| level.parent[at] as usize))).collect()
    }

    fn level(&self) -> &Level {
        // There is always one: `levels` starts with the graph itself and `descend` keeps it.
        &self.levels[self.levels.len() - 1]
    }

    fn steps(&self) -> u32 {
        // Where a step costs little there may be more of them. The finest level gets few: bodies start beside their hub, and
        // the longer the push acts the more of them it drives out of their cluster. Where there is none to be driven out of, the push
        // spreads them evenly.
        let is_finest = self.levels.len() == 1;
        match (is_finest, self.level().graph.len()) {
            (true, _) if self.finest <= FEW => 160,
            (false, _) if self.finest <= FEW => 40,
            (true, 0..3_000) => 100,
            (true, 3_000..20_000) if !self.is_clustered || self.is_tree => 60,
            (true, 3_000..20_000) => 28,
            (true, 20_000..300_000) if !self.is_clustered => 40,
            (true, 20_000..300_000) => 20,
            (true, _) => 12,
            // Where nearly everything is tied to everything there is no shape to find beyond that of the outline.
            (false, count) if self.level().graph.edge_count() > TANGLED * count => 5,
            (false, 0..3_000) if self.is_tree => 60,
            (false, 0..30_000) => 20,
            (false, _) => 8,
        }
    }

    /// Bodies a body of this level stands for on average.
    fn mean_mass(&self) -> f32 {
        self.finest as f32 / self.level().graph.len().max(1) as f32
    }

    /// Starts work on the last level, its bodies at `places` (in units of this level).
    fn begin(&mut self, places: Vec<Point>) {
        self.is_tree = is_bushy_tree(&self.level().graph);
        let mean = self.mean_mass();
        self.forces.bodies = Bodies::of_masses(self.level().mass.iter().map(|m| m / mean).collect());
        self.put(places);
        let graph = &self.level().graph;
        let is_outlined = self.levels.len() > 1 || self.finest <= FEW || !self.is_drawn;
        let most = if self.is_tree && self.is_drawn { OUTLINED_TREE } else { OUTLINED };
        self.stage = if is_outlined && graph.len() <= most {
            let mut descent = Descent::new(graph, &self.forces.bodies.mass, LINK, self.seed);
            if self.is_drawn {
                let mut places = self.places();
                descent.take_over(&mut places, LINK);
                self.put(places);
            }
            Stage::Outline { descent: Box::new(descent), sweep: 0 }
        } else {
            Stage::Forces { step: 0, steps: self.steps() }
        };
    }

    fn force_step(&mut self, progress: f32) {
        let level = &self.levels[self.levels.len() - 1];
        let spring = SPRING / self.mean_mass().sqrt();
        let rate = RATES.0 + (RATES.1 - RATES.0) * progress;
        let far = if self.levels.len() > 1 && self.is_tree { BRANCHES } else { LAW.far };
        self.forces.step(&level.graph, Law { far, ..LAW }, spring, rate);
    }

    /// Turns an outline as the finished picture will be, so that who looks on does not see it turn at the end, and scales it up
    /// until it has as much room as forces will ask for: a graph of short ways has a small outline.
    fn make_room(&mut self) {
        let bodies = &self.forces.bodies;
        let count = bodies.len() as f32;
        let middle = (0..bodies.len()).fold(Point::ZERO, |sum, i| sum + bodies.at(i) * (1.0 / count));
        let spread = (0..bodies.len()).map(|i| (bodies.at(i) - middle).length2()).sum::<f32>() / count;
        let wanted = ROOM * (count / std::f32::consts::TAU).sqrt();
        let scale = (wanted / spread.sqrt().max(1e-6)).max(1.0);
        let mut places: Vec<Point> = (0..bodies.len()).map(|i| (bodies.at(i) - middle) * scale).collect();
        if self.finest > FEW && !self.is_drawn {
            let no_size = vec![Point::ZERO; places.len()];
            frame::turn(&mut places, &no_size, self.aspect);
        }
        self.put(places);
        self.is_drawn = true;
    }

    fn put(&mut self, places: Vec<Point>) {
        for (i, p) in places.into_iter().enumerate() {
            self.forces.bodies.put(i, p);
        }
    }

    /// Goes on to the next finer level: each body starts beside the one that stood for it.
    fn descend(&mut self) {
        if self.levels.len() == 1 {
            self.stage = Stage::Done;
            return;
        }
        let before = self.mean_mass();
        self.levels.pop();
        let grown = (before / self.mean_mass()).sqrt();
        let coarse = &self.forces.bodies;
        let mut seats = vec![0_u32; coarse.len()];
        let start = self.level().parent.iter().map(|&parent| {
            let seat = &mut seats[parent as usize];
            *seat += 1;
            let spread = seed_of_sunflower(*seat) * 0.4;
            coarse.at(parent as usize) * grown + spread
        });
        let start = start.collect();
        self.begin(start);
    }

    /// The finished places in world units: with room for boxes of these half sizes and `margin` round them, turned and stretched to
    /// fit the aspect. Here and there boxes may still overlap.
    pub(super) fn in_world(&self, half: &[Point], margin: f32) -> Vec<Point> {
        let mut places = self.places();
        rescale(&mut places, half, margin);
        frame::center(&mut places, half);
        // A large one was turned before it was filled in.
        if self.finest <= FEW || !self.is_drawn {
            frame::turn(&mut places, half, self.aspect);
        }
        if places.len() < SPACIOUS {
            frame::stretch(&mut places, half, self.aspect);
        }
        // Boxes that lay slantwise may now lie side by side, and the other way round.
        rescale(&mut places, half, margin);
        places
    }
}

fn rescale(places: &mut [Point], half: &[Point], margin: f32) {
    let scale = scale_for(places, half, margin);
    for p in places {
        *p = *p * scale;
    }
}

fn is_bushy_tree(graph: &Graph) -> bool {
    let leaves = (0..graph.len()).filter(|&i| graph.degree(i) == 1).count();
    graph.edge_count() < graph.len() && leaves * BUSHY > graph.len()
}

/// The place of a seed in a sunflower: an even disc, whatever their number (Vogel 1979).
fn seed_of_sunflower(index: u32) -> Point {
    direction(index as f32 * 0.381_966) * (index as f32).sqrt()
}

/// So many bodies that have no place yet, as an even disc.
pub(super) fn heap(count: usize, spacing: f32) -> Vec<Point> {
    (0_u32..).take(count).map(|index| seed_of_sunflower(index) * spacing).collect()
}

/// How far a heap of bodies of these sizes reaches from its middle.
pub(super) fn heap_radius(half: &[Point]) -> f32 {
    spacing(half) * (half.len() as f32).sqrt()
}

/// The distance bodies of these sizes should have from their nearest.
fn spacing(half: &[Point]) -> f32 {
    let mean = half.iter().map(|&h| reach(h)).sum::<f32>() / half.len().max(1) as f32;
    1.1 * (2.0 * mean + ELBOW_ROOM)
}

/// The scale at which most boxes overlap no other: parting the rest moves them little.
fn scale_for(places: &[Point], half: &[Point], margin: f32) -> f32 {
    let grid = Grid::of_points(places);
    let stride = (places.len() / SAMPLED).max(1);
    let sample: Vec<usize> = (0..places.len()).step_by(stride).collect();
    let mut scales: Vec<f32> = sample
        .par_iter()
        .map(|&i| {
            let near = grid.nearest(places, i, NEIGHBOURS.min(places.len().saturating_sub(1)));
            let scales = near.into_iter().map(|j| {
                let apart = places[j] - places[i];
                let room = half[i] + half[j] + point(2.0 * margin, 2.0 * margin);
                (room.x / apart.x.abs().max(1e-6)).min(room.y / apart.y.abs().max(1e-6))
            });
            scales.fold(1e-3, f32::max)
        })
        .collect();
    scales.sort_by(f32::total_cmp);
    let share = if places.len() < SPACIOUS { PARTED.0 } else { PARTED.1 };
    let at = grid::whole(scales.len() as f32 * (1.0 - share)).min(scales.len().saturating_sub(1));
    let room: f32 = half.iter().map(|h| 4.0 * (h.x + margin) * (h.y + margin)).sum();
    let bounds = Rect::bounding(places.iter().copied());
    let least = (room / (COVERED * bounds.width() * bounds.height()).max(1e-6)).sqrt();
    scales.get(at).copied().unwrap_or(1.0).max(least)
}
