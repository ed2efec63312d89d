//! Stress of graphs too large for all pairs: every body keeps its distance from a few pivots that stand for the rest.

use super::graph::Graph;
use super::random::Random;
use crate::geom::{Point, point};
use std::collections::VecDeque;

/// Pivots of a graph.
const PIVOTS: usize = 200;
/// Up to this many bodies all pairs are taken: every body is a pivot.
const ALL_PAIRS: usize = 1500;
/// Sweeps of the descent; a power of two, so that the rate's ratio is a repeated square root.
pub(super) const SWEEPS: u32 = 16;

/// A wish for a distance: how much each end gives way for it depends on how many bodies the other end speaks for.
#[derive(Clone, Copy)]
struct Term {
    a: u32,
    b: u32,
    wanted: f32,
    a_weight: f32,
    b_weight: f32,
}

/// A descent under way (sparse stress after Ortmann, Klimenta & Brandes 2017; steps after Zheng, Pawar & Goodman 2018).
pub(super) struct Descent {
    terms: Vec<Term>,
    random: Random,
    rate: f32,
    ratio: f32,
}

impl Descent {
    /// The descent of a connected graph whose links want the length `link`. O(pivots * m).
    pub(super) fn new(graph: &Graph, link: f32, seed: u64) -> Self {
        let mut terms: Vec<Term> = Vec::new();
        if graph.len() > ALL_PAIRS {
            let links = graph.edges().map(|(a, b, _)| (narrow(a), narrow(b)));
            terms.extend(links.map(|(a, b)| Term { a, b, wanted: link, a_weight: 1.0, b_weight: 1.0 }));
            add_pivots(graph, link, &mut terms);
        } else {
            add_all_pairs(graph, link, &mut terms);
        }
        let heaviest = terms.iter().fold(f32::MIN_POSITIVE, |most, t| {
            let weight = t.a_weight.max(t.b_weight) / (t.wanted * t.wanted);
            most.max(weight)
        });
        let lightest = terms.iter().fold(f32::INFINITY, |least, t| {
            let weight = t.a_weight.max(t.b_weight) / (t.wanted * t.wanted);
            least.min(weight)
        });
        let (first, last) = (1.0 / lightest.max(f32::MIN_POSITIVE), 0.1 / heaviest);
        let ratio = (0..SWEEPS.trailing_zeros()).fold(last / first, |ratio, _| ratio.sqrt());
        Self { terms, random: Random::new(seed), rate: first, ratio }
    }

    /// One sweep over all wishes in random order.
    pub(super) fn sweep(&mut self, places: &mut [Point]) {
        for end in (1..self.terms.len()).rev() {
            self.terms.swap(end, self.random.below(end + 1));
        }
        for term in &self.terms {
            let (a, b) = (term.a as usize, term.b as usize);
            let apart = places[a] - places[b];
            let off = apart.direction_or(point(1.0, 0.0)) * ((apart.length() - term.wanted) * 0.5);
            let rate = self.rate / (term.wanted * term.wanted);
            places[a] = places[a] - off * (term.a_weight * rate).min(1.0);
            places[b] = places[b] + off * (term.b_weight * rate).min(1.0);
        }
        self.rate *= self.ratio;
    }
}

fn add_all_pairs(graph: &Graph, link: f32, terms: &mut Vec<Term>) {
    let mut links = Vec::new();
    for a in 0..graph.len() {
        links_from(graph, a, &mut links);
        let others = links.iter().enumerate().skip(a + 1).filter(|&(_, &links)| links > 0);
        terms.extend(others.map(|(b, &links)| Term {
            a: narrow(a),
            b: narrow(b),
            wanted: links as f32 * link,
            a_weight: 1.0,
            b_weight: 1.0,
        }));
    }
}

/// Chooses pivots, each as far as possible from those before it, and adds the distance of every body from each.
fn add_pivots(graph: &Graph, link: f32, terms: &mut Vec<Term>) {
    let count = graph.len();
    let mut nearest = vec![u32::MAX; count];
    let mut home = vec![0_usize; count];
    let mut rows: Vec<(usize, Vec<u32>)> = Vec::new();
    // The body of most links is as good a middle as any.
    let mut pivot = (0..count).max_by_key(|&i| (graph.degree(i), std::cmp::Reverse(i))).unwrap_or(0);
    for index in 0..PIVOTS {
        let mut links = Vec::new();
        links_from(graph, pivot, &mut links);
        for i in 0..count {
            if links[i] < nearest[i] {
                nearest[i] = links[i];
                home[i] = index;
            }
        }
        rows.push((pivot, links));
        pivot = (0..count).max_by_key(|&i| (nearest[i], graph.degree(i), std::cmp::Reverse(i))).unwrap_or(0);
    }
    for (index, (pivot, links)) in rows.iter().enumerate() {
        // How many bodies of the pivot's region lie within each distance of it: for so many it speaks.
        let mut within: Vec<f32> = Vec::new();
        for i in (0..count).filter(|&i| home[i] == index) {
            let at = links[i] as usize;
            within.resize(within.len().max(at + 1), 0.0);
            within[at] += 1.0;
        }
        for at in 1..within.len() {
            within[at] += within[at - 1];
        }
        let spoken_for = |links: u32| {
            let at = (links / 2) as usize;
            within.get(at).or(within.last()).copied().unwrap_or(1.0).max(1.0)
        };
        let others = (0..count).filter(|&i| i != *pivot && links[i] > 1);
        terms.extend(others.map(|i| Term {
            a: narrow(i),
            b: narrow(*pivot),
            wanted: links[i] as f32 * link,
            a_weight: spoken_for(links[i]),
            b_weight: 0.0,
        }));
    }
}

/// Links on the shortest way from a body to each; 0 to itself and to what cannot be reached.
pub(super) fn links_from(graph: &Graph, from: usize, links: &mut Vec<u32>) {
    links.clear();
    links.resize(graph.len(), 0);
    let mut queue = VecDeque::from([from]);
    while let Some(i) = queue.pop_front() {
        for &to in graph.targets(i) {
            let to = to as usize;
            if links[to] == 0 && to != from {
                links[to] = links[i] + 1;
                queue.push_back(to);
            }
        }
    }
}

fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
