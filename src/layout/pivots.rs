//! Stress of graphs too large for all pairs: every body keeps its distance from a few pivots that stand for the rest.

use super::graph::Graph;
use super::random::Random;
use crate::geom::{Point, point};
use std::collections::VecDeque;

/// Pivots of a graph.
const PIVOTS: usize = 200;
/// Up to this many bodies all pairs are taken: every body is a pivot.
const ALL_PAIRS: usize = 1500;
/// Where there is a picture already what should be up to this many links apart is put right at once. What should be farther apart is
/// only drawn nearer to where it should be, so that the picture is mended and not thrown over.
const MENDED: f32 = 3.0;
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
    /// The rate of the last sweep.
    last: f32,
}

impl Descent {
    /// The descent of a connected graph whose links want about the length `link`: more between bodies of much mass, which need the
    /// room, less between light ones. O(pivots * m).
    pub(super) fn new(graph: &Graph, mass: &[f32], link: f32, seed: u64) -> Self {
        // Half a link at each end; what stands for four bodies covers a disc twice as wide as what stands for one.
        let reach: Vec<f32> = mass.iter().map(|mass| 0.5 * link * mass.sqrt()).collect();
        let mut terms: Vec<Term> = Vec::new();
        if graph.len() > ALL_PAIRS {
            let links = graph.edges().map(|(a, b, _)| (narrow(a), narrow(b), reach[a] + reach[b]));
            terms.extend(links.map(|(a, b, wanted)| Term { a, b, wanted, a_weight: 1.0, b_weight: 1.0 }));
            add_pivots(graph, &reach, &mut terms);
        } else {
            add_all_pairs(graph, &reach, &mut terms);
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
        Self { terms, random: Random::new(seed), rate: first, ratio: ratio(first, last), last }
    }

    /// Takes a picture over that needs no more than mending: it is scaled to the lengths wanted here, and the descent begins farther
    /// down. Links are usually `link` long.
    pub(super) fn take_over(&mut self, places: &mut [Point], link: f32) {
        let (mut sum, mut squares) = (0.0_f64, 0.0_f64);
        for term in &self.terms {
            let share = f64::from((places[term.a as usize] - places[term.b as usize]).length() / term.wanted);
            (sum, squares) = (sum + share, squares + share * share);
        }
        let scale = narrowed(sum / squares.max(1e-12));
        for p in places {
            *p = *p * scale;
        }
        self.rate = self.rate.min((MENDED * link).powi(2)).max(self.last);
        self.ratio = ratio(self.rate, self.last);
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

fn add_all_pairs(graph: &Graph, reach: &[f32], terms: &mut Vec<Term>) {
    let mut ways = Ways::default();
    for a in 0..graph.len() {
        ways.walk(graph, reach, a);
        let others = ways.lengths.iter().enumerate().skip(a + 1).filter(|&(_, &length)| length > 0.0);
        terms.extend(others.map(|(b, &wanted)| Term {
            a: narrow(a),
            b: narrow(b),
            wanted,
            a_weight: 1.0,
            b_weight: 1.0,
        }));
    }
}

/// Chooses pivots, each as far as possible from those before it, and adds the distance of every body from each.
fn add_pivots(graph: &Graph, reach: &[f32], terms: &mut Vec<Term>) {
    let count = graph.len();
    let mut nearest = vec![u32::MAX; count];
    let mut home = vec![0_usize; count];
    let mut rows: Vec<(usize, Ways)> = Vec::new();
    // The body of most links is as good a middle as any.
    let mut pivot = (0..count).max_by_key(|&i| (graph.degree(i), std::cmp::Reverse(i))).unwrap_or(0);
    for index in 0..PIVOTS {
        let mut ways = Ways::default();
        ways.walk(graph, reach, pivot);
        for (i, &links) in ways.links.iter().enumerate() {
            if links < nearest[i] {
                nearest[i] = links;
                home[i] = index;
            }
        }
        rows.push((pivot, ways));
        pivot = (0..count).max_by_key(|&i| (nearest[i], graph.degree(i), std::cmp::Reverse(i))).unwrap_or(0);
    }
    for (index, (pivot, Ways { links, lengths, .. })) in rows.iter().enumerate() {
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
            wanted: lengths[i],
            a_weight: spoken_for(links[i]),
            b_weight: 0.0,
        }));
    }
}

/// The ways from one body to all it can reach, by as few links as can be.
#[derive(Default)]
struct Ways {
    /// Links on the way; 0 to itself and to what cannot be reached.
    links: Vec<u32>,
    /// How long the way is if each link is as long as the reach of its ends; 0 likewise.
    lengths: Vec<f32>,
    queue: VecDeque<usize>,
}

impl Ways {
    fn walk(&mut self, graph: &Graph, reach: &[f32], from: usize) {
        let Self { links, lengths, queue } = self;
        links.clear();
        links.resize(graph.len(), 0);
        lengths.clear();
        lengths.resize(graph.len(), 0.0);
        queue.push_back(from);
        while let Some(i) = queue.pop_front() {
            for &to in graph.targets(i) {
                let to = to as usize;
                if links[to] == 0 && to != from {
                    links[to] = links[i] + 1;
                    lengths[to] = lengths[i] + reach[i] + reach[to];
                    queue.push_back(to);
                }
            }
        }
    }
}

/// Links on the shortest way from a body to each; 0 to itself and to what cannot be reached.
pub(super) fn links_from(graph: &Graph, from: usize, links: &mut Vec<u32>) {
    let mut ways = Ways { links: std::mem::take(links), ..Ways::default() };
    ways.walk(graph, &vec![0.0; graph.len()], from);
    *links = ways.links;
}

/// What a rate shrinks by from sweep to sweep.
fn ratio(first: f32, last: f32) -> f32 {
    (0..SWEEPS.trailing_zeros()).fold(last / first, |ratio, _| ratio.sqrt())
}

#[expect(clippy::cast_possible_truncation, reason = "a scale needs no more digits")]
fn narrowed(scale: f64) -> f32 {
    scale as f32
}

fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
