//! How bodies push each other away.

use super::bodies::Bodies;
use super::quadtree::{LEAF, Quadtree};
use super::random::jiggle;

/// How the push between two bodies depends on their distance: `near / (1 + d^2)^2 + far / (1 + d^2)` times the vector between
/// them and the mass of the one that pushes.
///
/// The first part is the force of the t-distribution (Zhong et al. 2023), which keeps neighbourhoods apart; the second falls
/// with 1/distance as in Fruchterman & Reingold (1991) and spreads the whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Law {
    /// Strength of the part that ends soon.
    pub near: f32,
    /// Strength of the part that reaches far.
    pub far: f32,
    /// Cells that look smaller than this (side over distance) act as one body; 0 is exact.
    pub theta: f32,
}

/// What acts on one body: the sum of the pushes, and the sum of their strengths a unit of distance.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Push {
    /// Across.
    pub x: f32,
    /// Downwards.
    pub y: f32,
    /// How stiff the push is: what one would divide by for a step of the right size.
    pub stiffness: f32,
}

/// Leaves one task works through.
const LEAVES_A_TASK: usize = 32;

/// The push on every body of the tree, in the order of [`Bodies`]. O(n log n) for a `theta` above 0.
///
/// Each body adds up only what acts on itself, in the order of the tree: the result does not depend on the number of threads.
pub fn repulsion(tree: &Quadtree, law: Law, pushes: &mut Vec<Push>) {
    pushes.clear();
    pushes.resize(tree.order.len(), Push::default());
    let mut sorted = vec![Push::default(); tree.order.len()];
    push_leaves(tree, law, &tree.leaves, &mut sorted);
    for (&body, push) in tree.order.iter().zip(sorted) {
        pushes[body as usize] = push;
    }
}

/// The same by visiting all pairs: the oracle the tree is measured against. O(n^2).
pub fn repulsion_exact(bodies: &Bodies, law: Law) -> Vec<Push> {
    (0..bodies.len())
        .map(|i| {
            let mut sum = Push::default();
            for j in (0..bodies.len()).filter(|&j| j != i) {
                let (dx, dy) = (bodies.x[i] - bodies.x[j], bodies.y[i] - bodies.y[j]);
                let k = law.strength(dx * dx + dy * dy) * bodies.mass[j];
                sum = Push { x: sum.x + dx * k, y: sum.y + dy * k, stiffness: sum.stiffness + k };
            }
            sum
        })
        .collect()
}

impl Law {
    fn strength(self, distance2: f32) -> f32 {
        let t = 1.0 / (1.0 + distance2);
        t * (self.far + self.near * t)
    }
}

/// Halves the leaves until a task's worth is left; the halves write to parts of their own.
fn push_leaves(tree: &Quadtree, law: Law, leaves: &[u32], pushes: &mut [Push]) {
    if leaves.len() > LEAVES_A_TASK {
        let (left, right) = leaves.split_at(leaves.len() / 2);
        let base = tree.cells[left[0] as usize].start;
        let middle = tree.cells[right[0] as usize].start;
        let (near, far) = pushes.split_at_mut((middle - base) as usize);
        rayon::join(|| push_leaves(tree, law, left, near), || push_leaves(tree, law, right, far));
        return;
    }
    let mut sources = Sources::default();
    let mut rest = pushes;
    for &leaf in leaves {
        let cell = &tree.cells[leaf as usize];
        let (start, end) = (cell.start as usize, cell.end as usize);
        let (mine, others) = rest.split_at_mut(end - start);
        rest = others;
        sources.gather(tree, start, end, law.theta);
        for (first, chunk) in (start..end).step_by(LEAF).zip(mine.chunks_mut(LEAF)) {
            sources.push(tree, law, first, chunk);
        }
        part_coincident(tree, start, mine);
    }
}

/// What acts on the bodies of one leaf: far cells as one body each, near bodies one by one.
#[derive(Default)]
struct Sources {
    x: Vec<f32>,
    y: Vec<f32>,
    mass: Vec<f32>,
}

impl Sources {
    /// Walks the tree once for all bodies of a leaf (Barnes 1990): a cell is opened unless it looks small from the nearest
    /// point of their bounding box.
    fn gather(&mut self, tree: &Quadtree, start: usize, end: usize, theta: f32) {
        self.x.clear();
        self.y.clear();
        self.mass.clear();
        let (left, right) = extent(&tree.x[start..end]);
        let (top, bottom) = extent(&tree.y[start..end]);
        let theta2 = theta * theta;
        let mut at = 0;
        while let Some(cell) = tree.cells.get(at) {
            let dx = (left - cell.x).max(cell.x - right).max(0.0);
            let dy = (top - cell.y).max(cell.y - bottom).max(0.0);
            if cell.size * cell.size < theta2 * (dx * dx + dy * dy) {
                self.add(cell.x, cell.y, cell.mass);
                at = cell.skip as usize;
            } else if cell.end > cell.start {
                let bodies = cell.start as usize..cell.end as usize;
                self.x.extend_from_slice(&tree.x[bodies.clone()]);
                self.y.extend_from_slice(&tree.y[bodies.clone()]);
                self.mass.extend_from_slice(&tree.mass[bodies]);
                at = cell.skip as usize;
            } else {
                at += 1;
            }
        }
    }

    fn add(&mut self, x: f32, y: f32, mass: f32) {
        self.x.push(x);
        self.y.push(y);
        self.mass.push(mass);
    }

    /// Adds up what the sources do to the targets `first..first + pushes.len()`, at most [`LEAF`] of them, side by side in
    /// the lanes of a vector register. A body among its own sources does nothing to itself: the vector between is zero.
    fn push(&self, tree: &Quadtree, law: Law, first: usize, pushes: &mut [Push]) {
        let (mut tx, mut ty) = ([0.0_f32; LEAF], [0.0_f32; LEAF]);
        tx[..pushes.len()].copy_from_slice(&tree.x[first..first + pushes.len()]);
        ty[..pushes.len()].copy_from_slice(&tree.y[first..first + pushes.len()]);
        let (mut fx, mut fy, mut stiff) = ([0.0_f32; LEAF], [0.0_f32; LEAF], [0.0_f32; LEAF]);
        for ((&sx, &sy), &mass) in self.x.iter().zip(&self.y).zip(&self.mass) {
            for lane in 0..LEAF {
                let (dx, dy) = (tx[lane] - sx, ty[lane] - sy);
                let t = 1.0 / (1.0 + (dx * dx + dy * dy));
                let k = t * (law.far + law.near * t) * mass;
                fx[lane] += dx * k;
                fy[lane] += dy * k;
                stiff[lane] += k;
            }
        }
        for (lane, push) in pushes.iter_mut().enumerate() {
            // Its own share of the stiffness, at distance zero.
            let own = (law.far + law.near) * tree.mass[first + lane];
            *push = Push { x: fx[lane], y: fy[lane], stiffness: (stiff[lane] - own).max(0.0) };
        }
    }
}

/// Bodies on one spot do not push each other: the vector between them is zero. Each gets a push of its own, always the same.
fn part_coincident(tree: &Quadtree, start: usize, pushes: &mut [Push]) {
    let bits = |a: usize| (tree.x[a].to_bits(), tree.y[a].to_bits());
    let same = |a: usize, b: usize| bits(a) == bits(b);
    for (i, push) in pushes.iter_mut().enumerate() {
        let (here, last) = (start + i, tree.order.len() - 1);
        if (here > 0 && same(here, here - 1)) || (here < last && same(here, here + 1)) {
            let nudge = jiggle(tree.order[here]);
            push.x += nudge.x;
            push.y += nudge.y;
        }
    }
}

fn extent(values: &[f32]) -> (f32, f32) {
    values.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), &v| (low.min(v), high.max(v)))
}
