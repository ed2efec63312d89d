//! The last touches a person would give: links that need not cross do not, and none runs through a body it does not belong to.

use super::angle::direction;
use super::graph::Graph;
use super::random::Random;
use super::stress::Stress;
use crate::geom::{Point, Rect, point};

/// Cost of two links that cross, in units of a pair at twice or none of its wanted distance.
const CROSSING: f32 = 2.5;
/// Cost of a link through a body it does not belong to.
const THROUGH: f32 = 2.5;
/// Cost of two overlapping bodies.
const OVERLAP: f32 = 6.0;
/// Cost of two links of one body that leave it in the same direction; none from [`SHARP`] on.
const NARROW: f32 = 1.0;
/// Cosine of the angle between two links from which on they are told apart: 25 degrees.
const SHARP: f32 = 0.906;
/// Links of a hub above which angles between them do not count.
const CROWDED: usize = 24;
/// How much more a link's own length counts than the distance of any pair.
const LENGTH: f32 = 2.0;
/// Free space between a body and a link that passes it, in world units.
const CLEARANCE: f32 = 5.0;
/// Distances that are tried, in mean link lengths.
const STRIDES: [f32; 5] = [1.2, 0.7, 0.4, 0.2, 0.1];
/// Directions that are tried.
const DIRECTIONS: u16 = 8;
/// Bodies up to this many mean link lengths apart may change places.
const SWAP_REACH: f32 = 1.5;
/// A body counts as moved from this many mean link lengths on.
const MOVED: f32 = 0.05;
/// A body is concerned by what moves within this many mean link lengths.
const CONCERNED: f32 = 1.2;
/// Cost of a body's links from which on they are in trouble: one crossing.
const TROUBLE: f32 = CROSSING;
/// How far a body is thrown at most, in mean link lengths.
const THROW: f32 = 2.0;
/// Distances that are tried after a throw, in mean link lengths.
const SETTLING: [f32; 2] = [0.5, 0.2];
/// An improvement below this is not worth a move.
const WORTHWHILE: f32 = 1e-3;

/// A picture whose bodies are moved one at a time, each where the picture likes it best (a greedy form of Davidson & Harel
/// 1996).
pub(super) struct Polish<'a> {
    graph: &'a Graph,
    half: &'a [Point],
    stress: &'a Stress,
    /// Each edge once.
    edges: Vec<(u32, u32)>,
    /// What distances are divided by across and downwards before they are compared with those wanted.
    stretch: Point,
    stride: f32,
}

impl<'a> Polish<'a> {
    /// A picture of `graph` with boxes of these half sizes, stretched by `stretch`.
    pub(super) fn new(graph: &'a Graph, half: &'a [Point], stress: &'a Stress, stretch: Point) -> Self {
        let edges: Vec<(u32, u32)> =
            (0_u32..).take(graph.len()).flat_map(|a| graph.targets(a as usize).iter().map(move |&b| (a, b))).collect();
        let edges: Vec<_> = edges.into_iter().filter(|&(a, b)| a < b).collect();
        let total: f32 = edges.iter().map(|&(a, b)| stress.wanted(a as usize, b as usize)).sum();
        let stride = total / edges.len().max(1) as f32;
        Self { graph, half, stress, edges, stretch, stride }
    }

    /// The cost of the whole picture.
    pub(super) fn cost(&self, places: &[Point]) -> f32 {
        // Crossings are seen from both links' ends, and so is all else: only sums of one picture with another compare.
        (0..places.len()).map(|i| self.cost_here(places, i)).sum()
    }

    /// Moves bodies until no move makes the picture better, for at most `cycles` cycles.
    pub(super) fn improve(&self, places: &mut [Point], cycles: usize) {
        let mut restless = vec![true; places.len()];
        for cycle in 0..cycles {
            let before = places.to_vec();
            if cycle == 0 {
                self.swap(places);
            }
            for (round, &stride) in STRIDES.iter().enumerate() {
                let offset = (cycle * STRIDES.len() + round) as f32 * 0.618 / f32::from(DIRECTIONS);
                for i in (0..places.len()).filter(|&i| restless[i]) {
                    self.move_one(places, i, stride * self.stride, offset, round == 0);
                }
            }
            let moved: Vec<usize> =
                (0..places.len()).filter(|&i| (places[i] - before[i]).length() > self.stride * MOVED).collect();
            if moved.is_empty() {
                break;
            }
            // What moved concerns whoever is near or tied to it; the others have seen all there is to see.
            for i in 0..places.len() {
                let near = |&j: &usize| (places[i] - places[j]).length() < self.stride * CONCERNED;
                restless[i] = moved.iter().any(|j| near(j) || self.graph.targets(i).iter().any(|&t| t as usize == *j));
            }
        }
    }

    /// Moves body `i` to the best of some places nearby, and beside its neighbours if it has few; returns what that gains.
    fn move_one(&self, places: &mut [Point], i: usize, reach: f32, offset: f32, beside: bool) -> f32 {
        let here = self.cost_here(places, i);
        let mut best = (here - WORTHWHILE, places[i]);
        let mut tried = |p: Point| {
            let cost = self.cost_at(places, i, p, best.0);
            if cost < best.0 {
                best = (cost, p);
            }
        };
        for d in 0..DIRECTIONS {
            tried(places[i] + direction(f32::from(d) / f32::from(DIRECTIONS) + offset) * reach);
        }
        if beside && self.graph.degree(i) <= 2 {
            for &j in self.graph.targets(i) {
                let wanted = self.stress.wanted(i, j as usize);
                for d in 0..2 * DIRECTIONS {
                    let way = direction((f32::from(d) + 0.5) / f32::from(2 * DIRECTIONS));
                    tried(places[j as usize] + point(way.x * self.stretch.x, way.y * self.stretch.y) * wanted);
                }
            }
        }
        if best.1 == places[i] {
            return 0.0;
        }
        places[i] = best.1;
        here - best.0
    }

    /// Throws bodies whose links are in trouble elsewhere, with their leaves, lets them and their neighbours settle, and keeps
    /// what came out better. For at most `throws` throws.
    pub(super) fn shake(&self, places: &mut [Point], random: &mut Random, throws: usize) {
        let mut troubled = self.troubled(places);
        for _ in 0..throws {
            if troubled.is_empty() {
                return;
            }
            let i = troubled[random.below(troubled.len())];
            let before = places.to_vec();
            let mut gain = self.throw(places, i, random);
            let small = |&j: &usize| self.graph.degree(j) <= CROWDED;
            let mut around: Vec<usize> = self.graph.targets(i).iter().map(|&j| j as usize).filter(small).collect();
            around.push(i);
            for stride in SETTLING {
                for &k in &around {
                    gain += self.move_one(places, k, stride * self.stride, random.unit(), false);
                }
            }
            if gain > WORTHWHILE {
                troubled = self.troubled(places);
            } else {
                places.copy_from_slice(&before);
            }
        }
    }

    fn troubled(&self, places: &[Point]) -> Vec<usize> {
        let trouble = |&i: &usize| self.link_cost(places, i, places[i], TROUBLE) >= TROUBLE;
        (0..places.len()).filter(trouble).collect()
    }

    /// Moves body `i` and its leaves to a random place round the middle of its neighbours; returns what that gains.
    fn throw(&self, places: &mut [Point], i: usize, random: &mut Random) -> f32 {
        let neighbours = self.graph.targets(i);
        let middle = neighbours.iter().fold(Point::ZERO, |sum, &j| sum + places[j as usize]);
        let middle = middle * (1.0 / neighbours.len().max(1) as f32);
        let by = middle + direction(random.unit()) * (self.stride * THROW * random.unit()) - places[i];
        let mut gain = 0.0;
        let leaves = neighbours.iter().map(|&j| j as usize).filter(|&j| self.graph.degree(j) == 1);
        for k in leaves.chain([i]) {
            let before = self.cost_here(places, k);
            places[k] = places[k] + by;
            gain += before - self.cost_here(places, k);
        }
        gain
    }

    /// Lets bodies whose links are in trouble change places with others nearby.
    fn swap(&self, places: &mut [Point]) {
        for i in self.troubled(places) {
            for j in (0..places.len()).filter(|&j| j != i) {
                if (places[i] - places[j]).length() > self.stride * SWAP_REACH {
                    continue;
                }
                let before = self.cost_here(places, i) + self.cost_here(places, j);
                places.swap(i, j);
                let mut after = self.cost_at(places, i, places[i], before);
                after += if after < before { self.cost_at(places, j, places[j], before - after) } else { 0.0 };
                if after >= before - WORTHWHILE {
                    places.swap(i, j);
                }
            }
        }
    }

    fn cost_here(&self, places: &[Point], i: usize) -> f32 {
        self.cost_at(places, i, places[i], f32::INFINITY)
    }

    /// What body `i` costs the picture if it is at `p` and all others are where they are; from `limit` on, any number above it.
    fn cost_at(&self, places: &[Point], i: usize, p: Point, limit: f32) -> f32 {
        let mut cost = self.distance_cost(places, i, p);
        if cost < limit {
            cost += self.link_cost(places, i, p, limit - cost);
        }
        if cost < limit {
            cost += self.room_cost(places, i, p);
        }
        cost
    }

    fn distance_cost(&self, places: &[Point], i: usize, p: Point) -> f32 {
        let unstretched = point(1.0 / self.stretch.x, 1.0 / self.stretch.y);
        let off = |j: usize, wanted: f32| {
            let apart = places[j] - p;
            let off = point(apart.x * unstretched.x, apart.y * unstretched.y).length() / wanted - 1.0;
            off * off
        };
        let row = self.stress.row(i).iter().enumerate();
        let all: f32 = row.filter(|&(j, _)| j != i).map(|(j, &wanted)| off(j, wanted)).sum();
        let own = self.graph.targets(i).iter().map(|&j| off(j as usize, self.stress.wanted(i, j as usize)));
        all + own.sum::<f32>() * LENGTH
    }

    /// Bodies that overlap this one, and links of others that run through it.
    fn room_cost(&self, places: &[Point], i: usize, p: Point) -> f32 {
        let mine = Rect { min: p - self.half[i], max: p + self.half[i] }.grown(CLEARANCE);
        let others = places.iter().zip(self.half).enumerate().filter(|&(j, _)| j != i);
        let overlaps = others.filter(|&(_, (&q, &half))| mine.overlaps(Rect { min: q - half, max: q + half })).count();
        let links = self.edges.iter().map(|&(a, b)| (a as usize, b as usize)).filter(|&(a, b)| a != i && b != i);
        let through = links.filter(|&(a, b)| crosses_box(places[a], places[b], mine)).count();
        overlaps as f32 * OVERLAP + through as f32 * THROUGH
    }

    /// The body's own links: what they cross, what they run through, and how narrow the angles beside them are.
    fn link_cost(&self, places: &[Point], i: usize, p: Point, limit: f32) -> f32 {
        let mut cost = 0.0;
        for (at, &k) in self.graph.targets(i).iter().enumerate() {
            let k = k as usize;
            let end = places[k];
            let span = Rect::of_corners(p, end);
            let across = (end - p).turned();
            for &(a, b) in &self.edges {
                let (from, to) = (places[a as usize], places[b as usize]);
                // Most edges lie on one side of this link: that is asked first because it is asked so often.
                let crosses = (across.dot(from - p) > 0.0) != (across.dot(to - p) > 0.0) && cross(p, end, from, to);
                let (a, b) = (a as usize, b as usize);
                if crosses && a != i && b != i && a != k && b != k {
                    cost += CROSSING;
                }
            }
            if cost >= limit {
                break;
            }
            for (j, (&q, &half)) in places.iter().zip(self.half).enumerate() {
                let around = Rect { min: q - half, max: q + half }.grown(CLEARANCE);
                if j != i && j != k && span.overlaps(around) && crosses_box(p, end, around) {
                    cost += THROUGH;
                }
            }
            cost += self.narrowness(places, i, p, at);
        }
        cost
    }

    /// How narrow the angles are between the link of body `i` at `p` to its target number `at` and other links of both.
    fn narrowness(&self, places: &[Point], i: usize, p: Point, at: usize) -> f32 {
        let targets = self.graph.targets(i);
        let k = targets[at] as usize;
        let way = (places[k] - p).direction_or(point(1.0, 0.0));
        let own = targets[..at].iter().map(|&j| (places[j as usize] - p).direction_or(Point::ZERO));
        // Links of a great hub leave it in all directions anyway.
        let there = self.graph.targets(k);
        let there = if there.len() > CROWDED { &[] } else { there };
        let there = there.iter().filter(|&&j| j as usize != i);
        let there = there.map(|&j| (places[k] - places[j as usize]).direction_or(Point::ZERO));
        let narrow = own.chain(there).map(|other| ((way.dot(other) - SHARP) / (1.0 - SHARP)).max(0.0));
        narrow.map(|narrow| NARROW * narrow * narrow).sum()
    }
}

/// Whether the segments `ab` and `cd` cross.
fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |p: Point, q: Point, r: Point| (q - p).turned().dot(r - p) > 0.0;
    side(a, b, c) != side(a, b, d) && side(c, d, a) != side(c, d, b)
}

/// Whether the segment `ab` meets the rectangle (Liang & Barsky 1984).
fn crosses_box(a: Point, b: Point, area: Rect) -> bool {
    let (mut from, mut to) = (0.0_f32, 1.0_f32);
    for (start, way, low, high) in [(a.x, b.x - a.x, area.min.x, area.max.x), (a.y, b.y - a.y, area.min.y, area.max.y)]
    {
        if way.abs() < 1e-6 {
            if start < low || start > high {
                return false;
            }
        } else {
            let (enter, leave) = ((low - start) / way, (high - start) / way);
            from = from.max(enter.min(leave));
            to = to.min(enter.max(leave));
        }
    }
    from < to
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_cross_only_inside_both() {
        let [a, b, c, d] = [point(0.0, 0.0), point(10.0, 10.0), point(0.0, 10.0), point(10.0, 0.0)];
        assert!(cross(a, b, c, d));
        assert!(!cross(a, c, b, d));
        assert!(!cross(a, point(4.0, 4.0), c, d));
    }

    #[test]
    fn a_segment_beside_a_box_does_not_meet_it() {
        let area = Rect::of_corners(point(4.0, 4.0), point(6.0, 6.0));
        assert!(crosses_box(point(0.0, 0.0), point(10.0, 10.0), area));
        assert!(!crosses_box(point(0.0, 3.0), point(10.0, 3.0), area));
        assert!(!crosses_box(point(0.0, 0.0), point(3.0, 3.0), area));
    }
}
