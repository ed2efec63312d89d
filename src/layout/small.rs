//! A connected graph that a person could have drawn: exact, from several starts, and the best ones polished.

use super::distances::{lengths, shortest_ways};
use super::frame;
use super::graph::Graph;
use super::grid;
use super::large::Large;
use super::overlap::Parting;
use super::polish::Polish;
use super::random::Random;
use super::stress::Stress;
use crate::geom::{Point, point};
use rayon::prelude::*;

/// Bodies up to which the exact method is used.
const LARGEST: usize = 320;
/// Above this many bodies, graphs with more than two links a body or with a hub of more than [`CROWDED`] are drawn as clusters.
const SPARSE: usize = 100;
/// Links of a hub whose neighbours crowd round it whatever is done.
const CROWDED: usize = 40;
/// The [`work`] up to which a picture is polished body by body.
const POLISHED: f32 = 60_000.0;
/// The work of all pictures of a request up to which each gets all the care there is; beyond it they share it.
const CARE: f32 = 120_000.0;
/// Starts: as many as keep the work about equal, within bounds.
const STARTS: usize = 900;
/// Drafts that are finished, likewise.
const FINISHED: usize = 160;
/// Throws of troubled bodies: a throw costs the more the more bodies there are, and helps the less.
const THROWS: usize = 300_000;
const MOST_THROWS: usize = 300;
/// Throws times the [`work`]: in a tangle every body is in trouble wherever it is.
const THROWN: f32 = 1_000_000.0;
/// Cycles of polishing before and after a draft is fitted to its frame, and at last.
const CYCLES: [usize; 3] = [1, 3, 2];
/// Every third start is one by forces: its clusters lie apart, which distances alone do not see to.
const BY_FORCES: u64 = 3;
/// Sweeps of majorisation after a start.
const SETTLING: u32 = 60;
/// Free space kept round every box, in world units.
const MARGIN: f32 = 4.0;

/// Whether a connected graph is one for [`solve`]: links can be told apart, so that it pays to look at each.
pub(super) fn suits(graph: &Graph) -> bool {
    let count = graph.len();
    let is_tangled = || {
        let most = (0..count).map(|i| graph.degree(i)).max().unwrap_or(0);
        graph.edge_count() > 2 * count || most > CROWDED
    };
    count <= SPARSE || (count <= LARGEST && !is_tangled())
}

/// What polishing a picture takes, in units of about ten microseconds: every link is held against every other from each of its
/// ends, and the more links a body has the more places are tried for it.
fn work(graph: &Graph) -> f32 {
    let links = graph.edge_count() as f32;
    links * links * links / graph.len().max(1) as f32
}

/// What a picture adds to the work of a request: what is too tangled to be polished adds no more than the others.
pub(super) fn load(graph: &Graph) -> f32 {
    work(graph).min(POLISHED)
}

/// The share of all care that each of the pictures of a request gets if together they are this much work.
pub(super) fn care(work: f32) -> f32 {
    CARE / work.max(CARE)
}

/// Places for the bodies of a connected graph whose links have `gap` free between their ends, the middle at the origin.
///
/// `care` from 0 to 1 is how many ways of drawing it are tried: one of a thousand pictures is seen too small to be worth the time.
pub(super) fn solve(graph: &Graph, half: &[Point], gap: f32, aspect: f32, seed: u64, care: f32) -> Vec<Point> {
    let count = graph.len().max(1);
    let stress = Stress::new(graph.len(), shortest_ways(graph, &lengths(graph, half, gap)));
    let spared = |tries: usize| grid::whole(tries as f32 * care).max(1);
    let cycles = CYCLES.map(spared);
    let drawing = Drawing { graph, half, stress, aspect, seed, cycles };
    let is_polished = work(graph) <= POLISHED * care;
    // A handful of bodies has a handful of ways to be drawn.
    let starts = spared((STARTS / count).clamp(3, 16).min(count)) as u64;
    let drafts = best(
        (0..starts).into_par_iter().map(|start| drawing.begin(start)),
        spared((FINISHED / count).clamp(2, 16).min(count.div_ceil(2))),
    );
    let drafts = best(drafts.into_par_iter().map(|draft| drawing.finish(draft, is_polished)), spared(2));
    let throws = (THROWS / (count * count)).min(MOST_THROWS).min(grid::whole(THROWN / work(graph).max(1.0)));
    let throws = grid::whole(throws as f32 * care * care);
    // What is not polished is not shaken either.
    if throws == 0 || !is_polished {
        return drafts.into_iter().next().map(|draft| draft.places).unwrap_or_default();
    }
    let shaken = best(drafts.into_par_iter().map(|draft| drawing.shake(draft, throws)), 1);
    shaken.into_iter().next().map(|draft| draft.places).unwrap_or_default()
}

/// The cheapest `count` of the drafts, cheapest first.
fn best(drafts: impl ParallelIterator<Item = Draft>, count: usize) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = drafts.collect();
    drafts.sort_by(|a, b| a.cost.total_cmp(&b.cost).then(a.start.cmp(&b.start)));
    drafts.truncate(count);
    drafts
}

/// What is to be drawn.
struct Drawing<'a> {
    graph: &'a Graph,
    half: &'a [Point],
    stress: Stress,
    aspect: f32,
    seed: u64,
    /// See [`CYCLES`].
    cycles: [usize; 3],
}

/// A try.
struct Draft {
    start: u64,
    cost: f32,
    /// See [`Polish::new`].
    stretch: Point,
    places: Vec<Point>,
}

impl Drawing<'_> {
    fn polish(&self, stretch: Point) -> Polish<'_> {
        Polish::new(self.graph, self.half, &self.stress, stretch)
    }

    fn part(&self, places: &mut [Point]) {
        Parting::new(self.half, MARGIN, vec![1.0; self.half.len()]).run(places);
    }

    fn begin(&self, start: u64) -> Draft {
        let seed = self.seed.wrapping_mul(31).wrapping_add(start);
        let mut places = if start.is_multiple_of(BY_FORCES) { self.by_forces(seed) } else { self.by_distances(seed) };
        self.stress.settle(&mut places, SETTLING);
        let stretch = point(1.0, 1.0);
        Draft { start, cost: self.polish(stretch).cost(&places), stretch, places }
    }

    /// A start from nothing.
    fn by_distances(&self, seed: u64) -> Vec<Point> {
        let mut random = Random::new(seed);
        let count = self.graph.len();
        let side = 100.0 * (count as f32).sqrt();
        let mut places: Vec<_> = (0..count).map(|_| point(random.unit() - 0.5, random.unit() - 0.5) * side).collect();
        self.stress.descend(&mut places, &mut random);
        places
    }

    /// A start from the layout for large graphs, scaled to the lengths wanted here.
    fn by_forces(&self, seed: u64) -> Vec<Point> {
        let mut large = Large::new(self.graph.clone(), 1.0, seed);
        while !large.is_done() {
            large.advance();
        }
        let mut places = large.places();
        let (mut apart, mut wanted) = (0.0, 0.0);
        for (a, b, _) in self.graph.edges() {
            apart += (places[a] - places[b]).length();
            wanted += self.stress.wanted(a, b);
        }
        let scale = if apart > 0.0 { wanted / apart } else { 1.0 };
        for p in &mut places {
            *p = *p * scale;
        }
        places
    }

    /// Turns and stretches a draft to its frame and parts what overlaps.
    fn finish(&self, mut draft: Draft, is_polished: bool) -> Draft {
        let places = &mut draft.places;
        if is_polished {
            self.polish(draft.stretch).improve(places, self.cycles[0]);
        }
        frame::center(places, self.half);
        frame::turn(places, self.half, self.aspect);
        draft.stretch = frame::stretch(places, self.half, self.aspect);
        self.part(places);
        if is_polished {
            self.polish(draft.stretch).improve(places, self.cycles[1]);
            self.part(places);
        }
        frame::center(places, self.half);
        draft.cost = self.polish(draft.stretch).cost(places);
        draft
    }

    /// Looks farther afield for a better place of whatever is in trouble.
    fn shake(&self, mut draft: Draft, throws: usize) -> Draft {
        let polish = self.polish(draft.stretch);
        polish.shake(&mut draft.places, &mut Random::new(self.seed), throws);
        polish.improve(&mut draft.places, self.cycles[2]);
        self.part(&mut draft.places);
        frame::center(&mut draft.places, self.half);
        draft.cost = polish.cost(&draft.places);
        draft
    }
}
