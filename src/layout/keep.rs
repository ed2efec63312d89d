//! A picture that is there already and should stay, as far as the question allows.

use super::graph::Graph;
use super::overlap::Parting;
use crate::geom::Point;

/// How strongly a body holds on to its place beside the pull of neighbours that are moved, as a share of its ties.
const HOLD: f32 = 0.35;
/// Sweeps over the bodies until those near a moved one have followed it.
const SWEEPS: u32 = 40;
/// Whoever would follow by less than this, in world units, stays.
const STILL: f32 = 2.0;
/// How readily a body gives way that had a place before, beside one that is new.
const SETTLED_MOBILITY: f32 = 0.04;
/// Free space kept round boxes. Less than a new picture keeps: what is settled must not be pushed again.
const MARGIN: f32 = 1.0;

/// Lets bodies follow neighbours that were put elsewhere.
///
/// `steps` holds how far a body was moved by hand; the others get a share of their neighbours' steps, less and less along the
/// links. Without such a step nothing moves.
pub(super) fn follow(graph: &Graph, steps: &[Option<Point>], places: &mut [Point]) {
    let moved = |step: &Option<Point>| step.is_some_and(|step| step.length2() > 1e-6);
    if !steps.iter().any(moved) {
        return;
    }
    let mut all: Vec<Point> = steps.iter().map(|step| step.unwrap_or(Point::ZERO)).collect();
    for _ in 0..SWEEPS {
        for i in (0..all.len()).filter(|&i| steps[i].is_none()) {
            let (mut sum, mut weights) = (Point::ZERO, 0.0);
            for (j, weight) in graph.neighbours(i) {
                sum = sum + all[j] * weight;
                weights += weight;
            }
            all[i] = sum * (1.0 / (weights * (1.0 + HOLD)).max(1e-6));
        }
    }
    for ((place, &step), by_hand) in places.iter_mut().zip(&all).zip(steps) {
        let length = step.length();
        // Less by `STILL`, so that the step fades to none instead of ending abruptly.
        let share = if by_hand.is_some() { 1.0 } else { (1.0 - STILL / length.max(STILL)).max(0.0) };
        *place = *place + step * share;
    }
}

/// Parts what overlaps; what is settled gives way little, what is fixed not at all.
pub(super) fn part(
    half: &[Point],
    is_fixed: impl Fn(usize) -> bool,
    is_settled: impl Fn(usize) -> bool,
    places: &mut [Point],
) {
    let mobility: Vec<f32> = (0..places.len())
        .map(|i| match (is_fixed(i), is_settled(i)) {
            (true, _) => 0.0,
            (false, true) => SETTLED_MOBILITY,
            (false, false) => 1.0,
        })
        .collect();
    Parting::new(half, MARGIN * 0.5, mobility).run(places);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::point;
    use crate::layout::Spring;

    #[test]
    fn a_leaf_follows_its_hub_and_the_far_end_stays() {
        let springs = [(0, 1), (1, 2), (2, 3), (3, 4)].map(|(a, b)| Spring { a, b, weight: 1.0 });
        let graph = Graph::new(5, &springs);
        let mut places = [0.0_f32, 100.0, 200.0, 300.0, 400.0].map(|x| point(x, 0.0));
        let steps = [None, Some(point(0.0, 50.0)), None, None, None];
        follow(&graph, &steps, &mut places);
        assert_eq!(places[1], point(100.0, 50.0));
        assert!(places[0].y > 30.0 && places[2].y > 5.0 && places[2].y < 30.0, "{places:?}");
        assert!(places[4].y < places[2].y / 2.0, "{places:?}");
    }
}
