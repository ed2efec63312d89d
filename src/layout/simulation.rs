//! A layout step by step, to be shown living or run to its end.

use super::align;
use super::component::{Component, piece_of, rows_piece};
use super::distances::gap;
use super::frame;
use super::input::Input;
use super::keep;
use super::map::{FreeAndMap, free_the_starts};
use super::pack::{Piece, pack};
use super::plan::Plan;
use super::request::LayoutRequest;
use super::seat::seat;
use super::small;
use crate::diag::{Cancelled, Monitor};
use crate::geom::{Point, Rect};
use rayon::prelude::*;

/// A component keeps its picture if at least this many times as many of its bodies were there before as are new.
const MOSTLY_KNOWN: usize = 2;

/// Squared bodies of the components that are drawn at one go in one step, together; one that has more is drawn all the same.
const AT_ONE_GO: usize = 50_000;

/// Settled positions, aligned with the bodies of the request.
///
/// Pinned bodies are where they are pinned. Bodies with a start keep it as far as the others allow; without starts the picture
/// lies about the origin (about the middle of the anchors if there are any). No two boxes overlap unless both are pinned or held by
/// the map. Every position is finite.
///
/// # Errors
/// [`Cancelled`] if the monitor says so.
pub fn layout(request: &LayoutRequest, monitor: &dyn Monitor) -> Result<Vec<Point>, Cancelled> {
    let mut simulation = Simulation::new(request);
    simulation.run(monitor)?;
    Ok(simulation.places)
}

/// A layout under way. It settles by itself after a number of steps that depends on the request alone.
pub struct Simulation {
    input: Input,
    /// What is laid out anew.
    components: Vec<Component>,
    /// New bodies without a link.
    singles: Vec<u32>,
    places: Vec<Point>,
    /// Where the middle of each component is to be about, and last that of the new bodies without a link.
    plan: Plan,
    /// Which bodies keep the place they had.
    is_kept: Vec<bool>,
    settled: bool,
    steps: u64,
}

impl Simulation {
    /// Starts a layout.
    pub fn new(request: &LayoutRequest) -> Self {
        let mut input = Input::new(request);
        let stops = free_the_starts(&mut input);
        let mut simulation = Self::of(input);
        if let Some(stops) = stops {
            simulation.places = stops.at(simulation.input.map_pull);
            simulation.settled = true;
        }
        simulation
    }

    pub(super) fn of(input: Input) -> Self {
        let count = input.len();
        let mut simulation = Self {
            places: input.start.iter().map(|start| start.unwrap_or(Point::ZERO)).collect(),
            plan: Plan::default(),
            is_kept: vec![false; count],
            components: Vec::new(),
            singles: Vec::new(),
            settled: count == 0,
            steps: 0,
            input,
        };
        let gap = gap(&simulation.input.half);
        for members in simulation.input.graph.components() {
            let known = members.iter().filter(|&&i| simulation.input.start[i as usize].is_some()).count();
            if known > 0 && (members.len() - known) * MOSTLY_KNOWN <= known {
                for i in members {
                    simulation.is_kept[i as usize] = true;
                }
            } else if members.len() == 1 {
                simulation.singles.extend(members);
            } else {
                simulation.components.push(Component::new(&simulation.input, members, gap));
            }
        }
        let care = small::care(simulation.components.iter().map(Component::load).sum());
        simulation.components.iter_mut().for_each(|component| component.take_care(care));
        simulation.plan = Plan::new(&simulation.components, &simulation.singles, &simulation.input);
        simulation
    }

    /// Whether nothing is left to do.
    pub fn settled(&self) -> bool {
        self.settled
    }

    /// Where the bodies are, aligned with the bodies of the request, once [`Simulation::settled`]. Before, see
    /// [`Simulation::sketch`].
    pub fn positions(&self) -> &[Point] {
        &self.places
    }

    /// Does a piece of the work: about as much as one pass over all bodies and springs.
    pub fn step(&mut self) {
        if self.settled {
            return;
        }
        self.steps += 1;
        // What is drawn at one go waits until the rest has its places: meanwhile that can be looked at.
        let goes_by_steps = self.components.iter().any(Component::goes_by_steps);
        if goes_by_steps {
            self.components.par_iter_mut().filter(|component| component.goes_by_steps()).for_each(Component::advance);
        } else {
            self.draw_some();
        }
        self.settled = self.components.iter().all(Component::is_done);
        if self.settled {
            self.arrange();
            self.finish();
        }
    }

    /// Draws some of what is drawn at one go. With thousands of them to be drawn the picture can be looked at, and the layout made to
    /// wait, in between.
    fn draw_some(&mut self) {
        let mut left = AT_ONE_GO;
        let some = self.components.iter_mut().filter(|component| !component.is_done()).take_while(|component| {
            let is_more = left > 0;
            left = left.saturating_sub(component.members.len().pow(2));
            is_more
        });
        some.collect::<Vec<_>>().into_par_iter().for_each(Component::advance);
    }

    /// Steps until it has settled.
    pub(super) fn run(&mut self, monitor: &dyn Monitor) -> Result<(), Cancelled> {
        while !self.settled {
            monitor.check()?;
            self.step();
            monitor.progress("Arranging the picture", self.steps, None);
        }
        Ok(())
    }

    /// Where the bodies are so far, about in world units; where they were, if that is kept. `None` while a component has no shape
    /// yet that the next step would not throw over. Looking changes nothing.
    pub fn sketch(&self) -> Option<Vec<Point>> {
        if self.settled || !self.components.iter().all(Component::has_shape) {
            return None;
        }
        let mut places = self.places.clone();
        for ((component, &side), wish) in self.components.iter().zip(&self.plan.sides).zip(&self.plan.wishes) {
            for (&i, p) in component.members.iter().zip(component.sketch(side)) {
                places[i as usize] = p + wish.middle;
            }
        }
        if let Some(wish) = self.plan.wishes.get(self.components.len()) {
            for (&i, &p) in self.singles.iter().zip(&self.plan.rows) {
                places[i as usize] = p + wish.middle;
            }
        }
        Some(places)
    }

    /// Puts components side by side, beside what is kept.
    fn arrange(&mut self) {
        let Self { input, components, singles, places, is_kept, plan, .. } = self;
        // What was there before comes first: newcomers find their seats beside it.
        let mut known: Vec<Option<Point>> = (0..places.len()).map(|i| input.start[i].filter(|_| is_kept[i])).collect();
        seat(&input.graph, &input.half, &mut known);
        // A component some of whose bodies were there before is turned and moved to where those were; the others are packed.
        let (mut loose, mut pieces) = (Vec::new(), Vec::new());
        let mut planned = 0.0;
        for (k, component) in components.iter().enumerate() {
            let targets = component.members.iter().enumerate();
            let targets: Vec<_> = targets.filter_map(|(k, &i)| Some((k, input.start[i as usize]?))).collect();
            let mut at = component.places.clone();
            if targets.is_empty() {
                pieces.push(Piece { wish: plan.wishes.get(k).copied(), ..component.piece() });
                planned += plan.sides[k] * plan.sides[k];
                loose.push((component.members.as_slice(), at));
                continue;
            }
            align::onto(&mut at, &targets);
            for (&i, &p) in component.members.iter().zip(&at) {
                known[i as usize] = Some(p);
            }
        }
        if !singles.is_empty() {
            let half: Vec<Point> = singles.iter().map(|&i| input.half[i as usize]).collect();
            let at = plan.rows.clone();
            pieces.push(Piece { wish: plan.wishes.get(components.len()).copied(), ..rows_piece(&at, &half) });
            let extent = frame::bounds(&at, &half);
            planned += extent.width() * extent.height();
            loose.push((singles.as_slice(), at));
        }
        for (place, p) in places.iter_mut().zip(&known) {
            *place = p.unwrap_or(*place);
        }
        let taken = covered(input, &known);
        scale_wishes(&mut pieces, planned);
        for ((members, at), by) in loose.into_iter().zip(pack(&pieces, &taken, input.aspect)) {
            for (&i, p) in members.iter().zip(at) {
                places[i as usize] = p + by;
            }
        }
    }

    /// Pins, what follows them, the last overlaps, the map.
    fn finish(&mut self) {
        let Self { input, places, is_kept, .. } = self;
        let is_new = input.start.iter().all(Option::is_none);
        if is_new {
            frame::center(places, &input.half);
            let targets: Vec<_> =
                input.anchor.iter().enumerate().filter_map(|(i, anchor)| Some((i, (*anchor)?))).collect();
            align::center_onto(places, &targets);
        }
        let steps: Vec<Option<Point>> =
            input.pin.iter().zip(&*places).map(|(pin, &p)| pin.map(|pin| pin - p)).collect();
        keep::follow(&input.graph, &steps, places);
        for (place, pin) in places.iter_mut().zip(&input.pin) {
            *place = pin.unwrap_or(*place);
        }
        let settled = |i: usize| is_kept[i] && input.start[i].is_some();
        keep::part(&input.half, |i| input.pin[i].is_some(), settled, places);
        if input.map_pull > 0.0 {
            *places = FreeAndMap::of(input, std::mem::take(places)).at(input.map_pull);
        }
    }
}

/// Brings wishes of a plan in which the pieces cover the area `planned` to the size of the pieces as they came out.
fn scale_wishes(pieces: &mut [Piece], planned: f32) {
    let extents = pieces.iter().map(Piece::extent);
    let area: f32 = extents.map(|extent| extent.width() * extent.height()).sum();
    let scale = (area / planned.max(1e-3)).sqrt();
    for wish in pieces.iter_mut().filter_map(|piece| piece.wish.as_mut()) {
        wish.middle = wish.middle * scale;
    }
}

/// What bodies that have their place cover, links among them included.
fn covered(input: &Input, known: &[Option<Point>]) -> Vec<Rect> {
    let members: Vec<u32> = (0..).zip(known).filter(|(_, p)| p.is_some()).map(|(i, _)| i).collect();
    if members.is_empty() {
        return Vec::new();
    }
    let at: Vec<Point> = known.iter().filter_map(|p| *p).collect();
    let half: Vec<Point> = members.iter().map(|&i| input.half[i as usize]).collect();
    piece_of(&at, &half, &input.graph.among(&members)).boxes
}
