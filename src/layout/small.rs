//! A connected graph that a person could have drawn: exact, from several starts, and the best one polished.

use super::distances::{lengths, shortest_ways};
use super::frame;
use super::graph::Graph;
use super::large::Large;
use super::overlap::Parting;
use super::polish::Polish;
use super::random::Random;
use super::stress::Stress;
use crate::geom::{Point, point};
use rayon::prelude::*;

/// Bodies up to which the exact method is used.
const LARGEST: usize = 320;
/// Above this many bodies, graphs with more than two links a body or with a hub of more than [`CROWDED`] are drawn as clusters.
const SPARSE: usize = 100;
/// Links of a hub whose neighbours crowd round it whatever is done.
const CROWDED: usize = 40;
/// Bodies up to which a picture is polished body by body.
const POLISHED: usize = 160;
/// Sweeps of majorisation after the descent.
const SETTLING: u32 = 60;
/// Free space kept round every box, in world units.
const MARGIN: f32 = 4.0;

/// Whether a connected graph is one for [`solve`]: links can be told apart, so that it pays to look at each.
pub(super) fn suits(graph: &Graph) -> bool {
    let count = graph.len();
    let is_tangled = || {
        let most = (0..count).map(|i| graph.degree(i)).max().unwrap_or(0);
        graph.edge_count() > 2 * count || most > CROWDED
    };
    count <= SPARSE || (count <= LARGEST && !is_tangled())
}

/// Places for the bodies of a connected graph, the middle at the origin.
pub(super) fn solve(graph: &Graph, half: &[Point], aspect: f32, seed: u64) -> Vec<Point> {
    let count = graph.len();
    let ways = shortest_ways(graph, &lengths(graph, half));
    let stress = Stress::new(count, ways);
    let starts = (900 / count.max(1)).clamp(3, 16) as u64;
    let upright = Polish::new(graph, half, &stress, point(1.0, 1.0));
    let mut found: Vec<(f32, u64, Vec<Point>)> = (0..starts)
        .into_par_iter()
        .map(|start| {
            let seed = seed.wrapping_mul(31).wrapping_add(start);
            let mut places = if start % 3 == 0 { by_forces(graph, &stress, seed) } else { by_distances(&stress, seed) };
            stress.settle(&mut places, |_| true, SETTLING);
            (upright.cost(&places), start, places)
        })
        .collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    found.truncate(if count <= POLISHED { (240 / count).clamp(2, 16) } else { 1 });
    let finished = found.into_par_iter().map(|(_, start, mut places)| {
        let cost = finish(graph, half, &stress, aspect, &mut places);
        (cost, start, places)
    });
    let mut finished: Vec<_> = finished.collect();
    finished.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    finished.into_iter().next().map(|(_, _, places)| places).unwrap_or_default()
}

/// A start from nothing.
fn by_distances(stress: &Stress, seed: u64) -> Vec<Point> {
    let mut random = Random::new(seed);
    let side = 100.0 * (stress.len() as f32).sqrt();
    let mut places: Vec<_> =
        (0..stress.len()).map(|_| point(random.unit() - 0.5, random.unit() - 0.5) * side).collect();
    stress.descend(&mut places, &mut random);
    places
}

/// A start from the layout for large graphs, whose clusters lie apart.
fn by_forces(graph: &Graph, stress: &Stress, seed: u64) -> Vec<Point> {
    let mut large = Large::new(graph.clone(), 1.0, seed);
    while !large.is_done() {
        large.advance();
    }
    let mut places = large.places();
    let (mut apart, mut wanted) = (0.0, 0.0);
    for (a, b, _) in graph.edges() {
        apart += (places[a] - places[b]).length();
        wanted += stress.wanted(a, b);
    }
    let scale = if apart > 0.0 { wanted / apart } else { 1.0 };
    for p in &mut places {
        *p = *p * scale;
    }
    places
}

/// Turns, stretches, polishes and parts; returns the cost of the outcome.
fn finish(graph: &Graph, half: &[Point], stress: &Stress, aspect: f32, places: &mut [Point]) -> f32 {
    let polished = graph.len() <= POLISHED;
    if polished {
        Polish::new(graph, half, stress, point(1.0, 1.0)).improve(places, |_| true, 3);
    }
    frame::center(places, half);
    frame::turn(places, half, aspect);
    let stretch = frame::stretch(places, half, aspect);
    for p in places.iter_mut() {
        *p = point(p.x * stretch.x, p.y * stretch.y);
    }
    let polish = Polish::new(graph, half, stress, stretch);
    let part = |places: &mut [Point]| Parting::new(half, MARGIN, vec![1.0; half.len()]).run(places);
    part(places);
    if polished {
        polish.improve(places, |_| true, 6);
        part(places);
    }
    frame::center(places, half);
    polish.cost(places)
}
