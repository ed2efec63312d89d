//! A layout step by step, to be shown living or run to its end.

use super::frame;
use super::graph::Graph;
use super::large::Large;
use super::overlap::Boxes;
use super::pack::{pack, piece};
use super::request::LayoutRequest;
use super::small;
use crate::diag::{Cancelled, Monitor};
use crate::geom::{Point, point};
use rayon::prelude::*;

const MARGIN: f32 = 3.0;
const COMPONENT_MARGIN: f32 = 14.0;

/// Settled positions.
pub fn layout(request: &LayoutRequest, monitor: &dyn Monitor) -> Result<Vec<Point>, Cancelled> {
    let mut simulation = Simulation::new(request);
    while !simulation.settled() {
        monitor.check()?;
        simulation.step();
    }
    Ok(simulation.places)
}

struct Part {
    members: Vec<u32>,
    graph: Graph,
    half: Vec<Point>,
    places: Vec<Point>,
    large: Option<Large>,
    done: bool,
}

pub struct Simulation {
    half: Vec<Point>,
    aspect: f32,
    seed: u64,
    parts: Vec<Part>,
    places: Vec<Point>,
    settled: bool,
}

impl Simulation {
    pub fn new(request: &LayoutRequest) -> Self {
        let half: Vec<Point> = request.bodies.iter().map(|b| point(b.half_width, b.half_height)).collect();
        let graph = Graph::new(half.len(), &request.springs);
        let aspect = request.aspect;
        let parts = graph
            .components()
            .into_iter()
            .map(|members| {
                let half = members.iter().map(|&i| half[i as usize]).collect();
                let graph = graph.among(&members);
                let large = (graph.len() > small::LARGEST).then(|| Large::new(graph.clone(), aspect, request.seed));
                Part { places: vec![Point::ZERO; members.len()], members, graph, half, large, done: false }
            })
            .collect();
        Self { places: vec![Point::ZERO; half.len()], half, aspect, seed: request.seed, parts, settled: false }
    }
    pub fn settled(&self) -> bool {
        self.settled
    }
    pub fn positions(&self) -> &[Point] {
        &self.places
    }
    pub fn step(&mut self) {
        let (aspect, seed) = (self.aspect, self.seed);
        self.parts.par_iter_mut().filter(|p| !p.done).for_each(|part| match &mut part.large {
            Some(large) if large.is_done() => {
                part.places = large.in_world(&part.half);
                let wide: Vec<_> = part.half.iter().map(|&h| h + point(MARGIN, MARGIN)).collect();
                Boxes { half: &wide, mobility: &vec![1.0; wide.len()] }.part(&mut part.places);
                part.done = true;
            }
            Some(large) => large.advance(),
            None => {
                part.places = small::solve(&part.graph, &part.half, aspect, seed);
                part.done = true;
            }
        });
        if self.parts.iter().all(|p| p.done) {
            let pieces: Vec<_> = self
                .parts
                .iter()
                .map(|p| piece(&p.places, &p.half, p.graph.edges().map(|(a, b, _)| (a, b)), COMPONENT_MARGIN))
                .collect();
            let moves = pack(&pieces, &[], self.aspect);
            for (part, by) in self.parts.iter().zip(moves) {
                for (&i, &p) in part.members.iter().zip(&part.places) {
                    self.places[i as usize] = p + by;
                }
            }
            frame::center(&mut self.places, &self.half);
            self.settled = true;
        }
    }
}
