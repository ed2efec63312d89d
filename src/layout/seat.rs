//! Finding room for newcomers in a picture that should stay as it is.

use super::angle::direction;
use super::distances::{gap, reach};
use super::graph::Graph;
use crate::geom::{Point, Rect};

/// Directions and distances that are tried round the place a newcomer would like.
const DIRECTIONS: u16 = 24;
const RINGS: [f32; 4] = [0.6, 1.0, 1.4, 1.9];
/// Above this many bodies nobody checks for a free seat one by one: parting the boxes afterwards has to do.
const CHECKED: usize = 1500;

/// Gives every body without a place one beside its neighbours, nearest to those that have one first.
///
/// What hangs together and has no place at all is left without.
pub(super) fn seat(graph: &Graph, half: &[Point], places: &mut [Option<Point>]) {
    let link = usual_link(graph, half, places);
    let mut waiting: Vec<usize> = (0..graph.len()).filter(|&i| places[i].is_none()).collect();
    while !waiting.is_empty() {
        // Those with most ties to the picture first; a stable sort keeps equals in order.
        let seated = |i: usize, places: &[Option<Point>]| {
            graph.neighbours(i).filter(|&(j, _)| places[j].is_some()).map(|(_, weight)| weight).sum::<f32>()
        };
        let mut ready: Vec<(usize, f32)> =
            waiting.iter().map(|&i| (i, seated(i, places))).filter(|r| r.1 > 0.0).collect();
        if ready.is_empty() {
            return;
        }
        ready.sort_by(|a, b| b.1.total_cmp(&a.1));
        for (i, _) in ready {
            places[i] = Some(seat_for(graph, half, places, i, link));
        }
        waiting.retain(|&i| places[i].is_none());
    }
}

/// The free space a link has in the picture so far, the median; that of a new picture if there is none.
fn usual_link(graph: &Graph, half: &[Point], places: &[Option<Point>]) -> f32 {
    let free = |(a, b, _): (usize, usize, f32)| {
        let apart = (places[a]? - places[b]?).length();
        Some((apart - reach(half[a]) - reach(half[b])).max(0.0))
    };
    let mut links: Vec<f32> = graph.edges().filter_map(free).collect();
    links.sort_by(f32::total_cmp);
    links.get(links.len() / 2).copied().unwrap_or_else(|| gap(half)).max(8.0)
}

fn seat_for(graph: &Graph, half: &[Point], places: &[Option<Point>], i: usize, link: f32) -> Point {
    let mut hosts: Vec<(usize, Point)> = Vec::new();
    let (mut sum, mut weights) = (Point::ZERO, 0.0);
    for (j, weight) in graph.neighbours(i) {
        if let Some(p) = places[j] {
            hosts.push((j, p));
            sum = sum + p * weight;
            weights += weight;
        }
    }
    let middle = sum * (1.0 / weights.max(1e-6));
    let wanted = |j: usize| link + reach(half[i]) + reach(half[j]);
    let (host, at) = hosts[0];
    let mut best = (f32::INFINITY, middle);
    // The golden angle times the index: newcomers of one host do not all try the same direction first.
    let offset = i as f32 * 0.381_966;
    for ring in RINGS {
        for d in 0..DIRECTIONS {
            let way = direction(f32::from(d) / f32::from(DIRECTIONS) + offset);
            let p = if hosts.len() == 1 {
                at + way * (wanted(host) * ring)
            } else {
                middle + way * (link * (ring - RINGS[0]))
            };
            let off: f32 = hosts.iter().map(|&(j, q)| ((q - p).length() / wanted(j) - 1.0).abs()).sum();
            let cost = off + crowd(half, places, i, p, link) + narrowness(graph, places, i, host, at, p);
            if cost < best.0 {
                best = (cost, p);
            }
        }
    }
    best.1
}

/// How little room there is: bodies whose boxes would be overlapped, and bodies that come near.
fn crowd(half: &[Point], places: &[Option<Point>], i: usize, p: Point, link: f32) -> f32 {
    if places.len() > CHECKED {
        return 0.0;
    }
    let mine = Rect { min: p - half[i], max: p + half[i] }.grown(4.0);
    let mut cost = 0.0;
    for (j, q) in places.iter().enumerate() {
        let Some(q) = *q else { continue };
        if j != i {
            let apart = (q - p).length();
            let room = link * 0.7 + reach(half[i]) + reach(half[j]);
            if apart < room {
                cost += 1.0 - apart / room;
            }
            if mine.overlaps(Rect { min: q - half[j], max: q + half[j] }) {
                cost += 4.0;
            }
        }
    }
    cost
}

/// How near the link to the first host comes to the directions of the host's other links.
fn narrowness(graph: &Graph, places: &[Option<Point>], i: usize, host: usize, at: Point, p: Point) -> f32 {
    let way = (p - at).direction_or(Point::ZERO);
    let others = graph.targets(host).iter().map(|&j| j as usize).filter(|&j| j != i);
    let cosine = others.filter_map(|j| Some((places[j]? - at).direction_or(Point::ZERO).dot(way)));
    (cosine.fold(-1.0_f32, f32::max) - 0.5).max(0.0) * 2.0
}
