//! Push and pull in balance.

use super::bodies::Bodies;
use super::graph::Graph;
use super::quadtree::Quadtree;
use super::repulsion::{Law, Push, repulsion};
use rayon::prelude::*;

/// Bodies one task moves at least.
const BODIES_A_TASK: usize = 512;

/// Bodies under forces.
#[derive(Default)]
pub(super) struct Forces {
    pub(super) bodies: Bodies,
    tree: Quadtree,
    pushes: Vec<Push>,
    steps: Vec<(f32, f32)>,
}

impl Forces {
    /// Moves every body by `rate` of the way to where push and pull would balance if all others stood still; returns how far
    /// a body moved on average. O(n log n + m).
    ///
    /// `spring` is the pull of a spring of weight 1 in units of the law; it hardly grows with the distance (`LinLog`, Noack 2009),
    /// so that clusters stay apart.
    ///
    /// Each body adds up only what acts on itself: the result does not depend on the number of threads.
    pub(super) fn step(&mut self, graph: &Graph, law: Law, spring: f32, rate: f32) -> f32 {
        self.tree.rebuild(&self.bodies);
        repulsion(&self.tree, law, &mut self.pushes);
        let Self { bodies, pushes, steps, .. } = self;
        (0..graph.len())
            .into_par_iter()
            .with_min_len(BODIES_A_TASK)
            .map(|i| step_of(graph, bodies, spring, rate, pushes[i], i))
            .collect_into_vec(steps);
        let mut moved = 0.0_f32;
        for (i, &(dx, dy)) in steps.iter().enumerate() {
            bodies.x[i] += dx;
            bodies.y[i] += dy;
            moved += (dx * dx + dy * dy).sqrt();
        }
        moved / steps.len().max(1) as f32
    }
}

fn step_of(graph: &Graph, bodies: &Bodies, spring: f32, rate: f32, push: Push, i: usize) -> (f32, f32) {
    let (x, y) = (bodies.x[i], bodies.y[i]);
    let (mut fx, mut fy) = (push.x, push.y);
    let mut stiffness = push.stiffness;
    for (j, weight) in graph.neighbours(i) {
        let (dx, dy) = (bodies.x[j] - x, bodies.y[j] - y);
        let k = weight * spring / (1.0 + (dx * dx + dy * dy).sqrt());
        fx += dx * k;
        fy += dy * k;
        stiffness += k;
    }
    let share = rate / stiffness.max(1e-9);
    (fx * share, fy * share)
}
