//! Between forces and map.

use super::frame::bounds;
use super::input::Input;
use super::keep;
use super::overlap::Boxes;
use super::pack::{pack, piece};
use super::request::LayoutRequest;
use super::seat::seat;
use super::simulation::Simulation;
use crate::diag::{Cancelled, Monitor};
use crate::geom::{Point, Rect, point};

/// Free space between a component without anchors and the map, in world units.
const APART: f32 = 24.0;
/// Free space kept round boxes that are on their way.
const MARGIN: f32 = 0.5;

/// Both ends of the slider from *free* to *map*, so that every stop between is at hand while the slider moves.
#[derive(Clone, Debug)]
pub struct FreeAndMap {
    half: Vec<Point>,
    pin: Vec<Option<Point>>,
    is_anchored: Vec<bool>,
    /// By forces alone.
    free: Vec<Point>,
    /// On the map, the others arranged round it.
    map: Vec<Point>,
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

    /// Both ends from the finished free one.
    pub(super) fn of(input: &Input, free: Vec<Point>) -> Self {
        let map = on_map(input, &free);
        let is_anchored = input.anchor.iter().map(Option::is_some).collect();
        Self { half: input.half.clone(), pin: input.pin.clone(), is_anchored, free, map }
    }

    /// The picture at `pull`, from 0 (forces alone) to 1 (anchored bodies on their anchors), aligned with the bodies of the request.
    ///
    /// Bodies go straight from one end to the other; what overlaps on the way is parted, anchored bodies giving way less and less.
    pub fn at(&self, pull: f32) -> Vec<Point> {
        let pull = if pull.is_nan() { 0.0 } else { pull.clamp(0.0, 1.0) };
        let straight: Vec<Point> = self.free.iter().zip(&self.map).map(|(a, &b)| a.lerp(b, pull)).collect();
        if pull <= 0.0 {
            return self.free.clone();
        }
        let mut places = straight.clone();
        self.part(&mut places, |i| if self.is_anchored[i] { 1.0 - pull } else { 1.0 });
        for i in (0..places.len()).filter(|&i| self.is_anchored[i]) {
            places[i] = if pull >= 1.0 { self.map[i] } else { straight[i].lerp(places[i], 1.0 - pull) };
        }
        self.part(&mut places, |i| if self.is_anchored[i] { 0.0 } else { 1.0 });
        places
    }

    fn part(&self, places: &mut [Point], mobility: impl Fn(usize) -> f32) {
        let mobility: Vec<f32> =
            (0..places.len()).map(|i| if self.pin[i].is_some() { 0.0 } else { mobility(i) }).collect();
        let wide: Vec<Point> = self.half.iter().map(|&h| h + point(MARGIN, MARGIN)).collect();
        Boxes { half: &wide, mobility: &mobility }.part(places);
    }
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
