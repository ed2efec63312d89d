//! Names in a crowd: each has a scale from which on there is room for it, so that what is named depends neither on what part is in view
//! nor on how one came there, and zooming in only ever adds names.
//!
//! Scales go in steps. At each, names that had room at the step before have it still (the places spread, the words do not grow);
//! the others are tried in order of importance, a budget of them a frame (after Been, Daiches and Yap 2006, active ranges).

use super::crowd::{Crowd, DotForm};
use super::furniture::Furniture;
use super::ink::{Ink, Words};
use super::label::{PAD, Row, size_of};
use super::mark::{CONTACTS_FROM, Form, name_of};
use super::naming::{rank, type_of};
use super::request::SceneRequest;
use super::sight::Sight;
use super::spread::Spread;
use super::{Anchor, Camera, Item};
use crate::geom::{Point, Rect, point};
use std::collections::HashMap;

/// Each step of the scale is this many times the one before.
const STEP: f32 = std::f32::consts::SQRT_2;
/// At the first step the picture is this many points across.
const FIRST: f32 = 380.0;
/// Names shown at once at most.
const MOST: usize = 260;
/// Free points between a mark and its name.
const FREE: f32 = 3.0;
/// Sides of the bins that taken places are found by.
const BIN: Point = point(72.0, 24.0);

/// Where a name may stand at its mark.
const SIDES: [(f32, f32, Anchor); 4] =
    [(0.0, 1.0, Anchor::Middle), (0.0, -1.0, Anchor::Middle), (1.0, 0.0, Anchor::Start), (-1.0, 0.0, Anchor::End)];

/// A name that has room from some scale on.
#[derive(Clone, Copy, Debug)]
struct Tag {
    node: u32,
    /// Its place in the order of importance: the least first.
    rank: u32,
    size: Point,
    side: u8,
    from: f32,
}

/// The names of a crowd.
#[derive(Debug, Default)]
pub(super) struct Tags {
    /// Nodes that may be named, the most important first; contacts come after all others.
    order: Vec<u32>,
    /// How many of them are no contacts.
    named: usize,
    /// Steps done, and how far the next one is.
    steps: i32,
    cursor: usize,
    /// What marks and names take at this step.
    marks: Taken,
    names: Taken,
    /// Names that have found their scale, and those of each cell of the spread in order of their scales.
    found: Vec<Tag>,
    by_cell: Vec<Vec<u32>>,
    placed: Vec<bool>,
}

/// What is taken at one scale: rectangles, each tied to a node, by bins of where the nodes are.
#[derive(Debug, Default)]
struct Taken {
    bins: HashMap<(i32, i32), Vec<(Point, Rect)>>,
    /// How far the rectangles reach from their nodes.
    reach: Point,
}

impl Taken {
    #[expect(clippy::cast_possible_truncation, reason = "bins of a picture of bounded size")]
    fn bin(p: Point) -> (i32, i32) {
        ((p.x / BIN.x).floor() as i32, (p.y / BIN.y).floor() as i32)
    }

    /// Takes a rectangle about a node at `at`.
    fn take(&mut self, at: Point, rect: Rect) {
        let far = |low: f32, high: f32| low.abs().max(high.abs());
        self.reach.x = self.reach.x.max(far(rect.min.x, rect.max.x));
        self.reach.y = self.reach.y.max(far(rect.min.y, rect.max.y));
        self.bins.entry(Self::bin(at)).or_default().push((at, rect));
    }

    /// Whether a rectangle about a node at `at` touches nothing taken, at this scale and all greater ones.
    fn is_free(&self, at: Point, rect: Rect) -> bool {
        let reach = self.reach + point(rect.min.x.abs().max(rect.max.x.abs()), rect.min.y.abs().max(rect.max.y.abs()));
        let (low, high) = (Self::bin(at - reach), Self::bin(at + reach));
        let mut bins = (low.1..=high.1).flat_map(|y| (low.0..=high.0).map(move |x| (x, y)));
        bins.all(|bin| self.bins.get(&bin).is_none_or(|all| !all.iter().any(|&(of, other)| meet(of - at, other, rect))))
    }
}

/// Whether two rectangles, each fixed to its node, meet when the way between their nodes is `way` times something from 1 up.
fn meet(way: Point, other: Rect, own: Rect) -> bool {
    let span = |way: f32, low: f32, high: f32| {
        // low < way * times < high, solved for times.
        if way.abs() < 1e-6 {
            return if low < 0.0 && high > 0.0 { (1.0, f32::INFINITY) } else { (1.0, 0.0) };
        }
        let (a, b) = (low / way, high / way);
        (a.min(b).max(1.0), a.max(b))
    };
    let (from_x, to_x) = span(way.x, own.min.x - other.max.x, own.max.x - other.min.x);
    let (from_y, to_y) = span(way.y, own.min.y - other.max.y, own.max.y - other.min.y);
    from_x.max(from_y) < to_x.min(to_y)
}

/// The rectangle of a name at a mark of radius `half` in the middle.
fn beside(half: f32, size: Point, side: u8) -> Rect {
    let (x, y, _) = SIDES[usize::from(side) % SIDES.len()];
    let middle = point(x * (half + FREE + size.x / 2.0), y * (half + FREE + size.y / 2.0));
    Rect::around(middle, size.x, size.y)
}

impl Tags {
    /// Nothing placed yet.
    pub(super) fn new(request: &SceneRequest<'_>, spread: &Spread) -> Self {
        let mut order: Vec<_> = (0_u32..)
            .zip(request.network.actors())
            .filter(|(_, actor)| !name_of(actor).is_empty())
            .map(|(node, actor)| {
                let form = Form::of(actor);
                (form == Form::Contact, rank(form), std::cmp::Reverse((actor.lines, actor.events)), node)
            })
            .collect();
        order.sort_unstable();
        let named = order.partition_point(|&(contact, ..)| !contact);
        let order: Vec<u32> = order.into_iter().map(|(.., node)| node).collect();
        let mut tags = Self { order, named, ..Self::default() };
        tags.begin_anew(spread);
        tags
    }

    /// Forgets what was placed: the nodes are elsewhere.
    pub(super) fn begin_anew(&mut self, spread: &Spread) {
        let (order, named) = (std::mem::take(&mut self.order), self.named);
        let by_cell = vec![Vec::new(); spread.cells.len()];
        *self = Self { placed: vec![false; spread.at.len()], order, named, by_cell, ..Self::default() };
    }

    /// The scale of a step.
    fn scale(step: i32, spread: &Spread) -> f32 {
        let across = spread.bounds.width().max(spread.bounds.height()).max(1.0);
        FIRST / across * STEP.powi(step)
    }

    /// The last step that a picture at this scale shows.
    fn wanted(scale: f32, spread: &Spread) -> i32 {
        #[expect(clippy::cast_possible_truncation, reason = "a few dozen")]
        let step = ((scale / Self::scale(0, spread)).ln() / STEP.ln() + 1e-3).floor() as i32;
        step
    }

    /// Finds room for names down to `scale`, trying `budget` of them at most. Whether there is nothing left to be tried.
    pub(super) fn advance(
        &mut self,
        request: &SceneRequest<'_>,
        crowd: &Crowd,
        spread: &Spread,
        scale: f32,
        budget: usize,
    ) -> bool {
        let wanted = Self::wanted(scale.min(Camera::SCALES.1), spread);
        let mut left = budget;
        while self.steps <= wanted {
            if left == 0 {
                return false;
            }
            let at = Self::scale(self.steps, spread);
            let sight = Sight::new(spread, at, Point::ZERO, Point::ZERO, false);
            if self.cursor == 0 {
                self.take_what_stays(crowd, spread, &sight);
            }
            let last = if sight.shrink >= CONTACTS_FROM { self.order.len() } else { self.named };
            while self.cursor < last && left > 0 {
                let node = self.order[self.cursor];
                if !self.placed[node as usize] {
                    left -= 1;
                    self.try_to_place(request, crowd, spread, &sight, node);
                }
                self.cursor += 1;
            }
            if self.cursor >= last {
                (self.steps, self.cursor) = (self.steps + 1, 0);
            }
        }
        true
    }

    /// Begins a step: marks, and names that have found room already, take theirs.
    fn take_what_stays(&mut self, crowd: &Crowd, spread: &Spread, sight: &Sight) {
        (self.marks, self.names) = (Taken::default(), Taken::default());
        for (i, dot) in crowd.dots.iter().enumerate() {
            // In a crowd a name may lie on mere contacts, which are the grain of the picture; from where they are named it may not.
            if dot.form != DotForm::Disc || sight.shrink >= CONTACTS_FROM {
                let half = sight.half(dot);
                self.marks.take(sight.view(spread.at[i]), Rect::around(Point::ZERO, 2.0 * half, 2.0 * half));
            }
        }
        for tag in &self.found {
            let node = tag.node as usize;
            let half = sight.half(&crowd.dots[node]);
            self.names.take(sight.view(spread.at[node]), beside(half, tag.size, tag.side));
        }
    }

    fn try_to_place(&mut self, request: &SceneRequest<'_>, crowd: &Crowd, spread: &Spread, sight: &Sight, node: u32) {
        let index = node as usize;
        let Some(row) = row(request, index) else { return };
        let dot = &crowd.dots[index];
        let (at, half, size) = (sight.view(spread.at[index]), sight.half(dot), size_of(&[row]));
        for side in 0..4 {
            let rect = beside(half, size, side);
            // A city must be named: its name rather covers marks.
            if self.names.is_free(at, rect) && (dot.form == DotForm::Hub || self.marks.is_free(at, rect)) {
                self.names.take(at, rect);
                self.placed[index] = true;
                let rank = u32::try_from(self.cursor).unwrap_or(u32::MAX);
                let tag = u32::try_from(self.found.len()).unwrap_or(u32::MAX);
                self.found.push(Tag { node, rank, size, side, from: Self::scale(self.steps, spread) });
                self.by_cell[spread.cells.home(spread.at[index]) as usize].push(tag);
                return;
            }
        }
    }

    /// The most important nodes in view, at most `most` of them.
    pub(super) fn foremost(&self, spread: &Spread, sight: &Sight, most: usize) -> Vec<usize> {
        let visible = sight.visible(0.0);
        let nodes = self.order.iter().map(|&node| node as usize);
        nodes.filter(|&node| visible.contains(spread.at[node])).take(most).collect()
    }

    /// Draws the names in view that have room, the most important first, on plates; those that touch what is in `taken` already
    /// or a box of the window are left out. Coordinates are view space.
    pub(super) fn draw(
        &self,
        ink: &mut Ink,
        request: &SceneRequest<'_>,
        (crowd, spread, sight): (&Crowd, &Spread, &Sight),
        furniture: &Furniture,
        mut taken: Vec<Rect>,
    ) {
        let theme = request.theme;
        let cells = spread.cells.under(sight.visible(120.0));
        // A hair of tolerance: a picture at the very scale of a step shows the names of that step.
        let has_room = |tag: &Tag| tag.from <= sight.scale * 1.001;
        let of_cell =
            |cell: usize| self.by_cell[cell].iter().map(|&tag| &self.found[tag as usize]).take_while(|t| has_room(t));
        let mut tags: Vec<&Tag> = cells.flat_map(of_cell).collect();
        tags.sort_unstable_by_key(|tag| tag.rank);
        let mut shown = 0;
        for tag in tags {
            let node = tag.node as usize;
            let at = sight.view(spread.at[node]);
            let rect = beside(sight.half(&crowd.dots[node]), tag.size, tag.side).moved(at);
            let is_taken = || taken.iter().any(|taken| taken.overlaps(rect));
            if furniture.hides(rect) || is_taken() || touches_a_mark(crowd, spread, sight, node, rect) {
                continue;
            }
            let Some(row) = row(request, node) else { continue };
            taken.push(rect);
            shown += 1;
            let color = if sight.dimmed { theme.faint } else { theme.text };
            ink.round_rect(None, rect, 2.0, Some(theme.canvas.faded(0.82)), None);
            let anchor = SIDES[usize::from(tag.side) % SIDES.len()].2;
            let x = match anchor {
                Anchor::Start => rect.min.x + PAD.x,
                Anchor::Middle => rect.center().x,
                Anchor::End => rect.max.x - PAD.x,
            };
            ink.words(
                Some(Item::Actor(crowd.key(node))),
                point(x, rect.center().y),
                anchor,
                Words { color, ..row.words },
            );
            if shown == MOST {
                break;
            }
        }
    }
}

/// Whether the name of `node` would lie on another mark; that of a mark that is no contact may lie on contacts.
fn touches_a_mark(crowd: &Crowd, spread: &Spread, sight: &Sight, node: usize, rect: Rect) -> bool {
    if crowd.dots[node].form == DotForm::Hub {
        return false;
    }
    let largest = crowd.order.first().map_or(0.0, |&dot| sight.half(&crowd.dots[dot as usize]));
    let about = rect.grown(largest);
    let about = Rect { min: sight.world(about.min), max: sight.world(about.max) };
    let contacts_too = crowd.dots[node].form == DotForm::Disc;
    spread.cells.about(about).any(|other| {
        let (dot, at) = (&crowd.dots[other], sight.view(spread.at[other]));
        let side = 2.0 * sight.half(dot);
        other != node && (contacts_too || dot.form != DotForm::Disc) && Rect::around(at, side, side).overlaps(rect)
    })
}

/// What a node's name says and how it is set.
fn row(request: &SceneRequest<'_>, node: usize) -> Option<Row> {
    let actor = request.network.actor_at(node)?;
    let (size, weight) = type_of(Form::of(actor), request.network.level, request.on_map());
    let text = name_of(actor).to_owned();
    let width = request.text.width(&text, size, weight);
    Some(Row { words: Words { width, text, size, weight, color: request.theme.text }, dot: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_will_meet_on_the_way_in_meets() {
        let (own, other) = (Rect::around(point(0.0, 20.0), 60.0, 16.0), Rect::around(Point::ZERO, 8.0, 8.0));
        assert!(!meet(point(0.0, -2.0), other, own), "above it, and going further up");
        assert!(meet(point(0.0, 2.0), other, own), "between node and name, and going down through the name");
        assert!(!meet(point(0.0, 40.0), other, own), "beyond it already");
        assert!(meet(point(1.0, 20.0), other, own), "on it now");
        assert!(!meet(point(9.0, 1.0), other, own), "it passes at the side");
    }
}
