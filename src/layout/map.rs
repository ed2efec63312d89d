//! Between forces and map.

use super::frame::bounds;
use super::grid::whole;
use super::input::Input;
use super::keep;
use super::overlap::Parting;
use super::pack::{pack, piece};
use super::request::LayoutRequest;
use super::seat::seat;
use super::simulation::Simulation;
use crate::diag::{Cancelled, Monitor};
use crate::geom::{Point, Rect};

/// Free space between a component without anchors and the map, in world units.
const APART: f32 = 24.0;
/// How much of its way aside a body keeps to the next stop.
const HELD: f32 = 0.9;
/// Free space kept round boxes that are on their way.
const MARGIN: f32 = 0.5;

/// Above this many bodies starts are taken as they are: laying the graph out anew to compare would cost too much.
const COMPARED: usize = 1500;
/// Share of the way to the map from which on a picture counts as on its way.
const LEAST_SHARE: f32 = 0.05;
/// Share of the movement since the free picture that must be explained by the way to the map.
const EXPLAINED: f32 = 0.75;
/// Up to this pull the free place of an anchored body can be told from its place under way.
const INVERTIBLE: f32 = 0.85;

/// Stops between which positions are interpolated; on each of them nothing overlaps.
const STOPS: usize = 16;
/// Above this many bodies there are no stops but the ends.
const STOPPED: usize = 10_000;

/// Both ends of the slider from *free* to *map* and some stops between, so that every picture is at hand while the slider moves.
#[derive(Clone, Debug)]
pub struct FreeAndMap {
    half: Vec<Point>,
    pin: Vec<Option<Point>>,
    is_anchored: Vec<bool>,
    /// Positions at equal distances of the pull, the first by forces alone, the last on the map.
    stops: Vec<Vec<Point>>,
}

impl FreeAndMap {
    /// Lays out both ends; `request.map_pull` does not matter. A body's start is its place at the free end.
    ///
    /// # Errors
    /// [`Cancelled`] if the monitor says so.
    pub fn new(request: &LayoutRequest, monitor: &dyn Monitor) -> Result<Self, Cancelled> {
        let input = Input { map_pull: 0.0, ..Input::new(request) };
        let mut simulation = Simulation::of(input.clone());
        simulation.run(monitor)?;
        Ok(Self::of(&input, simulation.positions().to_vec()))
    }

    /// Everything from the finished free end.
    pub(super) fn of(input: &Input, free: Vec<Point>) -> Self {
        let is_anchored = input.anchor.iter().map(Option::is_some).collect();
        let map = on_map(input, &free);
        let mut ends = Self { half: input.half.clone(), pin: input.pin.clone(), is_anchored, stops: vec![free, map] };
        if input.len() <= STOPPED {
            ends.add_stops();
        }
        ends
    }

    /// The picture at `pull`, from 0 (forces alone) to 1 (anchored bodies on their anchors), aligned with the bodies of the request.
    ///
    /// Bodies go from stop to stop; what overlaps on the way is parted. Anchored bodies give way less the stronger the pull.
    pub fn at(&self, pull: f32) -> Vec<Point> {
        let pull = if pull.is_nan() { 0.0 } else { pull.clamp(0.0, 1.0) };
        let last = self.stops.len() - 1;
        let at = pull * last as f32;
        let stop = whole(at).min(last - 1);
        let way = at - stop as f32;
        // On a stop nothing overlaps but what is held by the map.
        if way <= 0.0 || way >= 1.0 {
            return self.stops[if way <= 0.0 { stop } else { last }].clone();
        }
        let mut places = between(&self.stops[stop], &self.stops[stop + 1], way);
        self.part(&mut places, pull);
        places
    }

    fn map(&self) -> &[Point] {
        &self.stops[self.stops.len() - 1]
    }

    /// Puts stops between the ends. Whoever was pushed aside at one stop starts aside at the next: bodies go round each other
    /// instead of changing sides.
    fn add_stops(&mut self) {
        let (free, map) = (self.stops[0].clone(), self.stops[self.stops.len() - 1].clone());
        let mut aside = vec![Point::ZERO; free.len()];
        let mut stops = vec![free.clone()];
        for stop in 1..STOPS {
            let pull = stop as f32 / STOPS as f32;
            let straight = between(&free, &map, pull);
            let mut places: Vec<Point> = straight.iter().zip(&aside).map(|(&p, &by)| p + by * HELD).collect();
            self.part(&mut places, pull);
            for (by, (&p, &q)) in aside.iter_mut().zip(places.iter().zip(&straight)) {
                *by = p - q;
            }
            stops.push(places);
        }
        stops.push(map);
        self.stops = stops;
    }

    /// Whether `starts` lie between the two ends, all by the same share that is not none.
    fn is_between(&self, known: &[usize], starts: &[Option<Point>]) -> bool {
        let (mut along, mut whole, mut moved) = (0.0, 0.0, 0.0);
        for &i in known {
            let (free, map) = (self.stops[0][i], self.map()[i]);
            let (way, step) = (map - free, starts[i].unwrap_or(free) - free);
            along += way.dot(step);
            whole += way.length2();
            moved += step.length2();
        }
        // The share is `along / whole`; what it explains of the movement is `along^2 / whole`.
        along > LEAST_SHARE * whole && along * along > EXPLAINED * moved * whole
    }

    fn part(&self, places: &mut [Point], pull: f32) {
        let part = |places: &mut [Point], of_anchored: f32| {
            let usual = |i: usize| if self.is_anchored[i] { of_anchored } else { 1.0 };
            let mobility = |i: usize| if self.pin[i].is_some() { 0.0 } else { usual(i) };
            let mobility: Vec<f32> = (0..places.len()).map(mobility).collect();
            Parting::new(&self.half, MARGIN, mobility).run(places);
        };
        let before = places.to_vec();
        part(places, 1.0 - pull);
        // Two anchored bodies share a push however little they move: what they went is cut down to what the pull allows.
        for i in (0..places.len()).filter(|&i| self.is_anchored[i]) {
            places[i] = before[i].lerp(places[i], 1.0 - pull);
        }
        part(places, 0.0);
    }
}

fn between(from: &[Point], to: &[Point], way: f32) -> Vec<Point> {
    from.iter().zip(to).map(|(a, &b)| a.lerp(b, way)).collect()
}

/// Makes starts that were taken from a picture on its way to the map into starts of the free picture.
///
/// A request does not tell how strongly the map pulled when its starts were taken. If they lie between the free picture as it would be
/// without starts and the map, all by the same share, they are from there and say nothing of their own. If some bodies are new, the
/// pull is taken to be what it was. Otherwise they are of the free picture. Whoever keeps the free picture (see [`FreeAndMap`]) and
/// gives its places as starts leaves nothing to guess.
///
/// Returns all stops if the starts say nothing of their own: then the answer is among them.
pub(super) fn free_the_starts(input: &mut Input) -> Option<FreeAndMap> {
    let known: Vec<usize> = (0..input.len()).filter(|&i| input.start[i].is_some() && input.pin[i].is_none()).collect();
    let has_anchor = known.iter().any(|&i| input.anchor[i].is_some());
    if !has_anchor || input.len() > COMPARED {
        return None;
    }
    let blank = Input { start: input.pin.clone(), map_pull: 0.0, ..input.clone() };
    let mut anew = Simulation::of(blank.clone());
    while !anew.settled() {
        anew.step();
    }
    let ends = FreeAndMap::of(&blank, anew.positions().to_vec());
    if input.start.iter().all(Option::is_some) {
        return ends.is_between(&known, &input.start).then_some(ends);
    }
    if input.map_pull > 0.0 && input.map_pull < INVERTIBLE {
        for &i in known.iter().filter(|&&i| input.anchor[i].is_some()) {
            let freed = |p: Point| ends.map()[i].lerp(p, 1.0 / (1.0 - input.map_pull));
            input.start[i] = input.start[i].map(freed);
        }
    }
    None
}

/// The map's end: pinned bodies where they are pinned, anchored ones on their anchors, the others beside those they are tied to.
fn on_map(input: &Input, free: &[Point]) -> Vec<Point> {
    let mut places: Vec<Option<Point>> =
        input.pin.iter().zip(&input.anchor).map(|(pin, anchor)| pin.or(*anchor)).collect();
    let is_fixed: Vec<bool> = places.iter().map(Option::is_some).collect();
    if !is_fixed.contains(&true) {
        return free.to_vec();
    }
    seat(&input.graph, &input.half, &mut places);
    let mut seated: Vec<Point> = places.iter().map(|p| p.unwrap_or(Point::ZERO)).collect();
    let known: Vec<usize> = (0..places.len()).filter(|&i| places[i].is_some()).collect();
    let mut near: Vec<Point> = known.iter().map(|&i| seated[i]).collect();
    let half: Vec<Point> = known.iter().map(|&i| input.half[i]).collect();
    keep::part(&half, |k| is_fixed[known[k]], |_| false, &mut near);
    for (&i, &p) in known.iter().zip(&near) {
        seated[i] = p;
    }
    // What has nothing on the map keeps its shape and goes beside it.
    let strangers: Vec<Vec<u32>> =
        input.graph.components().into_iter().filter(|members| places[members[0] as usize].is_none()).collect();
    let pieces: Vec<_> = strangers
        .iter()
        .map(|members| {
            let at: Vec<Point> = members.iter().map(|&i| free[i as usize]).collect();
            let half: Vec<Point> = members.iter().map(|&i| input.half[i as usize]).collect();
            piece(&at, &half, std::iter::empty(), APART)
        })
        .collect();
    let taken: Vec<Rect> = if known.is_empty() { Vec::new() } else { vec![bounds(&near, &half).grown(APART)] };
    for (members, by) in strangers.iter().zip(pack(&pieces, &taken, input.aspect)) {
        for &i in members {
            seated[i as usize] = free[i as usize] + by;
        }
    }
    seated
}
