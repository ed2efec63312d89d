//! How far apart bodies should be: along the shortest way of springs between them.

use super::graph::Graph;
use crate::geom::Point;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// Free space along a link between two bodies of a small graph, in world units: room for a label on the link.
const GAP: f32 = 92.0;
/// Least free space along a link, however many bodies there are.
const LEAST_GAP: f32 = 44.0;
/// Area of a picture that fits a window, in square world units; links shrink to keep to it as far as they may.
const AREA: f32 = 400_000.0;
/// Free space between neighbours on the circle round their hub.
const ELBOW_ROOM: f32 = 14.0;
/// A hub's links grow for the sake of its neighbours to at most this many times their length.
const LONGEST: f32 = 2.2;

/// The free space along a link of a picture of bodies of these sizes.
pub(super) fn gap(half: &[Point]) -> f32 {
    let count = half.len().max(1) as f32;
    let across = 2.0 * half.iter().map(|&h| reach(h)).sum::<f32>() / count;
    ((AREA / count).sqrt() - across).clamp(LEAST_GAP, GAP)
}

/// How far a body reaches on average, from its centre to its edge.
pub(super) fn reach(half: Point) -> f32 {
    (half.x + half.y) * 0.5
}

/// The length each link should have, centre to centre, in the order of [`Graph::edges`].
///
/// Room for both ends and the `gap` between them; more at a hub, so that its neighbours find room on a circle round it; a little less for strong links.
pub(super) fn lengths(graph: &Graph, half: &[Point], gap: f32) -> Vec<f32> {
    let crowd: Vec<f32> = (0..graph.len())
        .map(|i| {
            let wide: f32 = graph.targets(i).iter().map(|&j| 2.0 * reach(half[j as usize]) + ELBOW_ROOM).sum();
            wide / std::f32::consts::TAU
        })
        .collect();
    let edges = graph.edges().map(|(a, b, weight)| {
        let usual = gap / weight.sqrt().sqrt().clamp(0.85, 1.15) + reach(half[a]) + reach(half[b]);
        crowd[a].max(crowd[b]).clamp(usual, usual * LONGEST)
    });
    edges.collect()
}

/// Shortest ways between all bodies of a connected graph whose edges have these `lengths` (in the order of [`Graph::edges`]),
/// as a matrix in rows. O(n m log n), by Dijkstra from each.
pub(super) fn shortest_ways(graph: &Graph, lengths: &[f32]) -> Vec<f32> {
    let count = graph.len();
    let mut rows = vec![Vec::new(); count];
    for ((a, b, _), &length) in graph.edges().zip(lengths) {
        rows[a].push((b, length));
        rows[b].push((a, length));
    }
    let mut ways = vec![f32::INFINITY; count * count];
    let mut heap = BinaryHeap::new();
    for from in 0..count {
        let way = &mut ways[from * count..(from + 1) * count];
        way[from] = 0.0;
        heap.push(Reached { way: 0.0, body: from });
        while let Some(Reached { way: so_far, body }) = heap.pop() {
            if so_far > way[body] {
                continue;
            }
            for &(to, length) in &rows[body] {
                if so_far + length < way[to] {
                    way[to] = so_far + length;
                    heap.push(Reached { way: way[to], body: to });
                }
            }
        }
    }
    ways
}

/// A body reached so far; the nearest comes first out of a heap.
#[derive(PartialEq)]
struct Reached {
    way: f32,
    body: usize,
}

impl Eq for Reached {}
impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Reached {
    fn cmp(&self, other: &Self) -> Ordering {
        other.way.total_cmp(&self.way).then(other.body.cmp(&self.body))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Spring;

    #[test]
    fn the_shortest_way_is_found_round_a_corner() {
        let springs = [(0, 1), (1, 2), (0, 2)].map(|(a, b)| Spring { a, b, weight: 1.0 });
        let graph = Graph::new(3, &springs);
        // Edges in order: 0-1, 0-2, 1-2.
        let ways = shortest_ways(&graph, &[1.0, 9.0, 2.0]);
        assert!((ways[2] - 3.0).abs() < 1e-6);
        assert!((ways[6] - 3.0).abs() < 1e-6);
    }
}
