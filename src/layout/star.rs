//! A hub and its leaves, fanned out evenly on circles round it.

use super::angle::direction;
use super::distances::reach;
use super::frame;
use super::graph::Graph;
use super::grid::whole;
use super::overlap::Parting;
use crate::geom::Point;
use std::f32::consts::TAU;

/// A star of fewer leaves is drawn as any small graph: each of its links is looked at.
const MANY: usize = 12;
/// Free space between leaves on one circle, in world units.
const ELBOW_ROOM: f32 = 14.0;
/// Free space kept round every box, in world units.
const MARGIN: f32 = 4.0;
/// The innermost circle holds this share of the leaves at least, so that a great star is a disc and not a wide ring.
const INNERMOST: f32 = 0.25;

/// Places for the bodies of a connected graph that is one star of many leaves; `None` if it is not.
pub(super) fn solve(graph: &Graph, half: &[Point], gap: f32) -> Option<Vec<Point>> {
    let leaves = graph.len().checked_sub(1).filter(|&leaves| leaves >= MANY)?;
    let hub = (0..graph.len()).find(|&i| graph.degree(i) == leaves)?;
    if graph.edge_count() != leaves {
        return None;
    }
    let targets = graph.targets(hub);
    let mean = targets.iter().map(|&i| reach(half[i as usize])).sum::<f32>() / leaves as f32;
    let room = 2.0 * mean + ELBOW_ROOM;
    let nearest = reach(half[hub]) + gap + mean;
    let mut places = vec![Point::ZERO; graph.len()];
    let mut rest = targets;
    let mut radius = nearest.max(leaves as f32 * INNERMOST * room / TAU);
    while !rest.is_empty() {
        let fitting = whole(radius * TAU / room).max(1);
        let (ring, outer) = rest.split_at(fitting.min(rest.len()));
        // The last ring is spread over the whole circle too.
        for (at, &leaf) in ring.iter().enumerate() {
            places[leaf as usize] = direction((at as f32 + 0.5) / ring.len() as f32) * radius;
        }
        rest = outer;
        radius += room;
    }
    Parting::new(half, MARGIN, vec![1.0; half.len()]).run(&mut places);
    frame::center(&mut places, half);
    Some(places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::point;
    use crate::layout::Spring;

    #[test]
    fn many_leaves_stand_evenly_round_their_hub() {
        let springs: Vec<Spring> = (0..20).map(|i| Spring { a: 20, b: i, weight: 1.0 }).collect();
        let places = solve(&Graph::new(21, &springs), &[point(6.0, 6.0); 21], 90.0).expect("it is a star");
        let apart: Vec<f32> = places[..20].iter().map(|&p| (p - places[20]).length()).collect();
        assert!(apart.iter().all(|far| (far - apart[0]).abs() < 1.0), "{apart:?}");
    }

    #[test]
    fn a_star_with_a_tie_between_two_leaves_is_no_star() {
        let mut springs: Vec<Spring> = (0..20).map(|i| Spring { a: 20, b: i, weight: 1.0 }).collect();
        springs.push(Spring { a: 0, b: 1, weight: 1.0 });
        assert!(solve(&Graph::new(21, &springs), &[point(6.0, 6.0); 21], 90.0).is_none());
    }
}
