//! A chain of bodies, drawn to and fro as one writes down a long succession.

use super::distances::reach;
use super::frame;
use super::graph::Graph;
use crate::geom::{Point, point};

/// A chain of fewer bodies is short enough to be drawn straight.
const LONG: usize = 10;

/// Places for the bodies of a connected graph that is one chain; `None` if it is not.
pub(super) fn solve(graph: &Graph, half: &[Point], gap: f32, aspect: f32) -> Option<Vec<Point>> {
    let order = in_order(graph)?;
    let widest = half.iter().map(|&h| h.x).fold(0.0, f32::max);
    let highest = half.iter().map(|&h| h.y).fold(0.0, f32::max);
    let mean = half.iter().map(|&h| reach(h)).sum::<f32>() / half.len() as f32;
    let stride =
        point((2.0 * mean + gap).max(2.0 * widest + 0.5 * gap), (2.0 * mean + gap).max(2.0 * highest + 0.5 * gap));
    // As many bodies a row as give the picture the aspect; a short chain is one row.
    let fitting = (order.len() as f32 * aspect * stride.y / stride.x).sqrt().ceil().max(2.0);
    let a_row = if order.len() < LONG { LONG as f32 } else { fitting };
    let mut places = vec![Point::ZERO; order.len()];
    for (at, i) in order.into_iter().enumerate() {
        let at = at as f32;
        let row = (at / a_row).floor();
        let column = at - row * a_row;
        let column = if row % 2.0 < 0.5 { column } else { a_row - 1.0 - column };
        places[i] = point(column * stride.x, row * stride.y);
    }
    frame::center(&mut places, half);
    Some(places)
}

/// The bodies of a chain from one end to the other, from the end of the lower index; `None` if it is no chain.
fn in_order(graph: &Graph) -> Option<Vec<usize>> {
    let is_chain = graph.edge_count() + 1 == graph.len() && (0..graph.len()).all(|i| graph.degree(i) <= 2);
    let mut at = (0..graph.len()).find(|&i| is_chain && graph.degree(i) == 1)?;
    let mut order = vec![at];
    let mut before = usize::MAX;
    while let Some(&next) = graph.targets(at).iter().find(|&&next| next as usize != before) {
        before = at;
        at = next as usize;
        order.push(at);
    }
    Some(order)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Spring;

    #[test]
    fn a_long_chain_turns_round_at_the_end_of_a_row() {
        let springs: Vec<Spring> = (1..20).map(|i| Spring { a: i - 1, b: i, weight: 1.0 }).collect();
        let half = vec![point(10.0, 10.0); 20];
        let places = solve(&Graph::new(20, &springs), &half, 60.0, 1.6).expect("it is a chain");
        for pair in places.windows(2) {
            assert!(((pair[0] - pair[1]).length() - 80.0).abs() < 1.0, "{places:?}");
        }
        assert!(solve(&Graph::new(20, &springs[1..]), &half, 60.0, 1.6).is_none());
    }
}
