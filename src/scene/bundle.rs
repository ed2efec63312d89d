//! Flows of one city in one direction share a trunk for part of the way, sorted by angle, so that they do not cross in it.

use super::link::{Bunch, Widths};
use super::mark::Mark;
use super::path::Path;
use crate::geom::{Point, point};
use std::collections::BTreeMap;
use std::f32::consts::TAU;

/// Points between two strands of a trunk.
const BETWEEN: f32 = 1.5;
/// Flows further apart than this, in radians, do not share a trunk, nor do flows that together span more than [`SPAN`].
const NEIGHBOUR: f32 = 0.40;
const SPAN: f32 = 0.85;
/// A trunk goes this share of the way to the nearest town.
const SHARE: f32 = 0.6;

/// One flow out of a city.
struct Flow {
    to: usize,
    angle: f32,
    distance: f32,
    width: f32,
}

/// The courses of all flows that share a trunk, middle to middle, by the marks they join.
pub(super) fn paths(marks: &[Mark<'_>], bunches: &[Bunch<'_>], widths: &Widths) -> BTreeMap<(usize, usize), Path> {
    let mut flows: BTreeMap<usize, Vec<Flow>> = BTreeMap::new();
    for ((a, b), ties) in bunches {
        // Ties that run both ways, and loops, keep to themselves.
        let [(from, to, tie, events)] = ties[..] else { continue };
        if a != b {
            let towards = marks[to].at - marks[from].at;
            flows.entry(from).or_default().push(Flow {
                to,
                angle: towards.y.atan2(towards.x),
                distance: towards.length(),
                width: widths.of(tie, events),
            });
        }
    }
    let mut paths = BTreeMap::new();
    for (city, mut flows) in flows {
        flows.sort_by(|a, b| a.angle.total_cmp(&b.angle).then(a.to.cmp(&b.to)));
        turn_to_widest_gap(&mut flows);
        for group in groups(&flows) {
            if group.len() > 1 {
                trunk(&marks[city], group, marks, |to, path| {
                    paths.insert((city, to), path);
                });
            }
        }
    }
    paths
}

/// Turns the circle of flows so that it begins after its widest gap; angles after the turn run on past a full circle.
fn turn_to_widest_gap(flows: &mut [Flow]) {
    let n = flows.len();
    let gap = |i: usize| (flows[(i + 1) % n].angle - flows[i].angle).rem_euclid(TAU);
    let Some(widest) = (0..n).max_by(|&a, &b| gap(a).total_cmp(&gap(b))) else { return };
    let first = (widest + 1) % n;
    for flow in &mut flows[..first] {
        flow.angle += TAU;
    }
    flows.rotate_left(first);
}

/// Runs of flows that are close in angle.
fn groups(flows: &[Flow]) -> Vec<&[Flow]> {
    let mut groups = Vec::new();
    let mut start = 0;
    for i in 1..=flows.len() {
        let ends = i == flows.len()
            || flows[i].angle - flows[i - 1].angle > NEIGHBOUR
            || flows[i].angle - flows[start].angle > SPAN;
        if ends {
            groups.push(&flows[start..i]);
            start = i;
        }
    }
    groups
}

/// Lays the strands of one trunk side by side and lets each turn to its town.
fn trunk(city: &Mark<'_>, group: &[Flow], marks: &[Mark<'_>], mut lay: impl FnMut(usize, Path)) {
    let sum = group.iter().fold(Point::ZERO, |sum, flow| sum + point(flow.angle.cos(), flow.angle.sin()));
    let along = sum.direction_or(point(1.0, 0.0));
    let aside = along.turned();
    let nearest = group.iter().map(|flow| flow.distance).fold(f32::INFINITY, f32::min);
    let radius = city.outline.half().x;
    let length = (nearest * SHARE).max(radius);
    let total: f32 = group.iter().map(|flow| flow.width).sum::<f32>() + BETWEEN * (group.len() - 1) as f32;
    // A trunk never leaves beside its city.
    let squeeze = (1.7 * radius / total.max(1.0)).min(1.0);
    let mut edge = -total / 2.0;
    for flow in group {
        let lane = aside * ((edge + flow.width / 2.0) * squeeze);
        edge += flow.width + BETWEEN;
        let (start, end) = (city.at + lane, marks[flow.to].at);
        let leaves = start + along * length;
        let turns = leaves.lerp(end, 0.45);
        lay(flow.to, Path { points: [start, leaves, turns, end], straight: false });
    }
}
