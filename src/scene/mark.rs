//! What a node looks like: its form, its size, its hue, its state.

use super::outline::Outline;
use super::plan::Measure;
use super::request::SceneRequest;
use super::standing::{Focus, Standing};
use super::unfold::UnfoldedBox;
use super::{Item, Rgba};
use crate::domain::{ActorKey, AreaKey};
use crate::geom::{Point, Rect};
use crate::network::{Actor, Network};
use crate::place::Gazetteer;
use std::collections::BTreeMap;

/// Contacts are named where marks are shrunk no further than this.
pub(super) const CONTACTS_FROM: f32 = 0.75;

/// The forms a node can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A city: a filled circle with its number of lines.
    City,
    /// A line: a ring with its number of numbers.
    Line,
    /// A town: a neutral square.
    Town,
    /// A number whose records were asked for: a small ring.
    Asked,
    /// A mere contact: a neutral dot.
    Contact,
}

impl Form {
    /// The form of an actor.
    pub(super) fn of(actor: &Actor) -> Self {
        match actor.key {
            ActorKey::City(_) | ActorKey::UnknownCity => Self::City,
            ActorKey::Town(_) | ActorKey::UnknownTown => Self::Town,
            ActorKey::Line(_) => Self::Line,
            ActorKey::Number(_) if actor.requested => Self::Asked,
            ActorKey::Number(_) => Self::Contact,
        }
    }
}

/// A node as it is drawn.
#[derive(Clone, Debug)]
pub(super) struct Mark<'a> {
    /// Which node.
    pub actor: &'a Actor,
    /// Its middle in picture space.
    pub at: Point,
    /// Its form.
    pub form: Form,
    /// Its outline, the box of an unfolded line included.
    pub outline: Outline,
    /// The hue of its city; neutral for towns, contacts and what is not known.
    pub hue: Rgba,
    /// Two letters beside the hue where hue alone is not enough, from the fourth city on, and where they stand.
    pub badge: Option<(String, Rect)>,
    /// How strongly it is drawn.
    pub standing: Standing,
    /// Whether it wears the ring of a selection.
    pub selected: bool,
    /// Whether the mouse is on it.
    pub hovered: bool,
    /// Whether somebody pinned it.
    pub pinned: bool,
    /// The box of its numbers and how far it is open, 0 to 1.
    pub unfolded: Option<(UnfoldedBox, f32)>,
}

/// Radius in points of a city of so many lines: 23 for 4, 27 for 6; smaller on the map.
pub(super) fn city_radius(lines: u32, on_map: bool) -> f32 {
    let lines = lines as f32;
    if on_map {
        return (11.0 + 2.0 * lines).clamp(19.0, 23.0);
    }
    // Past six lines the area, not the radius, grows with the count.
    let radius = if lines <= 6.0 { 15.0 + 2.0 * lines } else { 27.0 * (lines / 6.0).sqrt() };
    radius.clamp(19.0, 36.0)
}

/// The outline of a folded actor at full size.
pub(super) fn outline_of(actor: &Actor, on_map: bool) -> Outline {
    match Form::of(actor) {
        Form::City => Outline::Circle(city_radius(actor.lines, on_map)),
        Form::Line => Outline::Circle((11.5 + 1.2 * actor.numbers.max(1) as f32).min(22.0)),
        Form::Town => Outline::square(if on_map { 14.0 } else { 16.0 }, 3.0),
        Form::Asked => Outline::Circle(11.0),
        Form::Contact => Outline::Circle((2.6 + 0.5 * (actor.events as f32).sqrt().sqrt()).min(6.0)),
    }
}

/// The name beside a node. What is not known says so, whatever the network calls it.
pub(super) fn name_of(actor: &Actor) -> &str {
    match actor.key {
        ActorKey::UnknownCity => "City unknown",
        ActorKey::UnknownTown => "Towns unknown",
        _ => &actor.label,
    }
}

/// Factor on the size of marks where they are crowded, 0.2 to 1: from the room all have, and in small pictures from how near to each
/// other the nearest quarter of them stand.
fn shrink(points: &[Point], outlines: &[Outline]) -> f32 {
    const SMALL: usize = 300;
    let nearest = if points.len() <= SMALL { nearest_quarter(points, outlines) } else { f32::INFINITY };
    (spacing(points) / 58.0).min(nearest.max(0.55)).clamp(0.2, 1.0)
}

/// The side in points of each mark's share of the picture.
fn spacing(points: &[Point]) -> f32 {
    let all = Rect::bounding(points.iter().copied());
    if points.len() < 2 || all.is_empty() {
        return f32::INFINITY;
    }
    // The outermost marks have room on their far side as well; a row of nodes would have no area without it.
    let all = all.grown(30.0);
    (all.width() * all.height() / points.len() as f32).sqrt()
}

/// The distance to the nearest mark, as a share of what the two need beside each other; a quarter of the marks have less.
fn nearest_quarter(points: &[Point], outlines: &[Outline]) -> f32 {
    const BETWEEN: f32 = 10.0;
    let share =
        |i: usize, j: usize| (points[i] - points[j]).length() / (outlines[i].half().x + outlines[j].half().x + BETWEEN);
    let all = 0..points.len();
    let nearest = |i: usize| all.clone().filter(|&j| j != i).map(|j| share(i, j)).fold(f32::INFINITY, f32::min);
    let mut shares: Vec<f32> = all.clone().map(nearest).collect();
    shares.sort_by(f32::total_cmp);
    shares.get(shares.len() / 4).copied().unwrap_or(f32::INFINITY)
}

/// The name of an exporting city: the picture's own where the city is in it.
pub(super) fn city_name(network: &Network, area: AreaKey) -> Option<&str> {
    let shown = network.actor(ActorKey::City(area)).map(|city| city.label.as_str());
    shown.or_else(|| Gazetteer::embedded().area(area).map(|area| area.name))
}

/// Two letters for each city from the fourth hue on, each pair given once.
pub(super) fn codes(network: &Network) -> BTreeMap<AreaKey, String> {
    let mut codes: BTreeMap<AreaKey, String> = BTreeMap::new();
    for &area in network.origins.iter().skip(3) {
        let Some(name) = city_name(network, area) else { continue };
        let letters: Vec<char> = name.chars().filter(|c| c.is_alphabetic()).collect();
        let Some((first, rest)) = letters.split_first() else { continue };
        let pair = |second: &char| format!("{first}{second}").to_uppercase();
        let free = rest.iter().map(pair).find(|code| !codes.values().any(|taken| taken == code));
        codes.insert(area, free.unwrap_or_else(|| pair(rest.first().unwrap_or(first))));
    }
    codes
}

/// All marks of a picture at `scale`, in the order of the nodes, and the factor their sizes were shrunk by.
pub(super) fn marks<'a>(request: &SceneRequest<'a>, scale: f32, measure: Option<Measure>) -> (Vec<Mark<'a>>, f32) {
    let SceneRequest { network, view, theme, .. } = *request;
    let points: Vec<Point> = (0..network.graph.node_count()).map(|i| request.position(i) * scale).collect();
    let on_map = request.on_map();
    let outlines: Vec<Outline> = network.actors().map(|actor| outline_of(actor, on_map)).collect();
    let shrink = measure.map_or_else(|| shrink(&points, &outlines), |measure| measure.shrink);
    let focus = Focus::new(network, view);
    let codes = codes(network);
    let marks = network.actors().zip(&points).zip(outlines).map(|((actor, &at), outline)| {
        let form = Form::of(actor);
        let unfolded = match actor.key {
            ActorKey::Line(line) => view.unfolded.get(&line).copied().filter(|&p| p > 0.0 && p.is_finite()),
            _ => None,
        };
        let unfolded = unfolded
            .filter(|_| !actor.succession.is_empty())
            .map(|progress| (UnfoldedBox::new(actor, request.text), progress.min(1.0)));
        let folded = shrunk(outline, shrink);
        let outline = unfolded.as_ref().map_or(folded, |(open, progress)| open.outline(folded, *progress));
        let rank = actor.origin.and_then(|area| network.origins.iter().position(|&o| o == area));
        let colored = matches!(form, Form::City | Form::Line | Form::Asked) && actor.key != ActorKey::UnknownCity;
        Mark {
            actor,
            at,
            form,
            outline,
            hue: if colored { theme.hue(rank) } else { theme.other_hue },
            badge: None,
            standing: focus.of_node(actor.key),
            selected: view.selected.contains(&actor.key),
            hovered: view.hovered == Some(actor.key),
            pinned: view.pinned.contains(&actor.key),
            unfolded,
        }
    });
    let mut marks: Vec<_> = marks.collect();
    pin_badges(&mut marks, &codes);
    (marks, shrink)
}

/// Gives marks of cities from the fourth on their two letters, hubs first. Where a line's neighbours leave no room for them its hub's
/// must do.
fn pin_badges(marks: &mut [Mark<'_>], codes: &BTreeMap<AreaKey, String>) {
    let coded = |form: Form| matches!(form, Form::City | Form::Line);
    let mut order: Vec<usize> = (0..marks.len()).filter(|&i| coded(marks[i].form) && !marks[i].is_dot()).collect();
    order.sort_by_key(|&i| (marks[i].form == Form::Line, i));
    let mut pinned: Vec<Rect> = Vec::new();
    for i in order {
        let mark = &marks[i];
        let Some(code) = mark.actor.origin.and_then(|area| codes.get(&area)) else { continue };
        if mark.actor.key == ActorKey::UnknownCity || mark.unfolded.is_some() {
            continue;
        }
        let is_free = |corner: &Rect| {
            let on_mark = |(j, other): (usize, &Mark<'_>)| j != i && other.bounds().overlaps(*corner);
            !pinned.iter().any(|taken| taken.overlaps(*corner)) && !marks.iter().enumerate().any(on_mark)
        };
        let corners = mark.corners();
        let hub = (mark.form == Form::City).then_some(corners[0]);
        if let Some(corner) = corners.into_iter().find(is_free).or(hub) {
            pinned.push(corner);
            marks[i].badge = Some((code.clone(), corner));
        }
    }
}

fn shrunk(outline: Outline, by: f32) -> Outline {
    match outline {
        Outline::Circle(radius) => Outline::Circle((radius * by).max(2.0)),
        Outline::Box { half, corner } => Outline::Box { half: half * by, corner: corner * by },
    }
}

impl Mark<'_> {
    /// What it is picked and announced as.
    pub(super) fn item(&self) -> Item {
        Item::Actor(self.actor.key)
    }

    /// Its outline's upright rectangle in picture space.
    pub(super) fn bounds(&self) -> Rect {
        self.outline.bounds(self.at)
    }

    /// The rectangle that labels keep clear of: the outline with the rings it may wear and the badge of its city. A selection
    /// moves nothing, so the ring of a selection counts for none.
    pub(super) fn keep_clear(&self) -> Rect {
        let rings = if self.has_suggested_ring() { 5.0 } else { 1.0 };
        let bounds = self.bounds().grown(rings);
        self.badge.as_ref().map_or(bounds, |(_, badge)| bounds.union(*badge))
    }

    /// Whether it wears the dashed ring of a folded line that holds a suggestion.
    pub(super) fn has_suggested_ring(&self) -> bool {
        self.actor.suggested && self.unfolded.is_none() && matches!(self.form, Form::Line | Form::Asked)
    }

    /// Where the two letters of its city may stand: on its rim, upper right first.
    fn corners(&self) -> [Rect; 4] {
        let half = self.outline.half();
        let (x, y) = (half.x * 0.8 + 4.0, half.y * 0.8 + 2.0);
        [(x, -y), (x, y), (-x, -y), (-x, y)].map(|(x, y)| Rect::around(self.at + Point { x, y }, 21.0, 14.0))
    }

    /// Whether it is too small for anything inside it: a plain dot.
    pub(super) fn is_dot(&self) -> bool {
        self.outline.half().x < 7.0 && self.form != Form::Town || self.outline.half().x < 4.0
    }
}
