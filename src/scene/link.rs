//! What a link looks like: its course, width, hue, dashes and arrow.

use super::arrow;
use super::bundle;
use super::ink::Ink;
use super::mark::{Form, Mark};
use super::outline::Outline;
use super::path::Path;
use super::plan::Measure;
use super::request::SceneRequest;
use super::standing::{Focus, Standing};
use super::{Item, Rgba, Stroke, Theme};
use crate::domain::Level;
use crate::geom::{Point, Rect, point};
use crate::network::{Tie, TieKind};
use std::collections::BTreeMap;
use std::f32::consts::TAU;

/// Links are shrunk to this share of their width at most.
pub(super) const LEAST_WIDTH: f32 = 0.4;

/// Above this many marks times links, links no longer bend round marks in their way.
const BENDING_LIMIT: usize = 400_000;

/// A link as it is drawn.
#[derive(Clone, Debug)]
pub(super) struct Link<'a> {
    /// The tie; of contacts between two numbers, which share one link, the first.
    pub tie: &'a Tie,
    /// Records behind it, contacts in both directions together.
    pub events: u64,
    /// The marks it joins, by index; twice the same for a loop.
    pub ends: (usize, usize),
    /// What it is picked and announced as.
    pub item: Item,
    /// Its course in picture space, from outline to outline.
    pub path: Path,
    /// Width in points.
    pub width: f32,
    /// Its hue before it is dimmed.
    pub hue: Rgba,
    /// Whether it ends in an arrow.
    pub arrow: bool,
    /// How strongly it is drawn.
    pub standing: Standing,
    /// Whether its count stands under the name of the town it leads to, not on the link.
    pub carded: bool,
}

/// A tie from one node to another, with the records behind it.
pub(super) type Strand<'a> = (usize, usize, &'a Tie, u64);

/// Between which two nodes, from the smaller to the larger index, and which ties.
pub(super) type Bunch<'a> = ((usize, usize), Vec<Strand<'a>>);

/// All links of a picture, in the order of their ends.
pub(super) fn links<'a>(
    request: &SceneRequest<'a>,
    marks: &[Mark<'a>],
    shrink: f32,
    measure: Option<Measure>,
) -> Vec<Link<'a>> {
    let SceneRequest { network, view, theme, .. } = *request;
    let focus = Focus::new(network, view);
    let bunches = bunches(request);
    let widths = Widths::new(network.level, &bunches, shrink, measure);
    let trunks = if network.level == Level::Places { bundle::paths(marks, &bunches, &widths) } else { BTreeMap::new() };
    let bends = marks.len().saturating_mul(bunches.len()) <= BENDING_LIMIT;
    let mut links = Vec::new();
    for ((a, b), ties) in &bunches {
        for (i, &(from, to, tie, events)) in ties.iter().enumerate() {
            let width = widths.of(tie, events);
            let arrow = network.level == Level::Places || tie.kind == TieKind::Succession;
            let trunk = trunks.get(&(from, to)).copied();
            let path = if a == b {
                Some(around(&marks[*a], loop_direction(*a, marks, &bunches) + i as f32 * 1.2, arrow))
            } else {
                let fan = i as f32 - (ties.len() - 1) as f32 / 2.0;
                // Seen from either end, ties of one bunch fan out to the same sides.
                let bulge = fan * fan_width(&marks[*a], &marks[*b]) * if from == *a { 1.0 } else { -1.0 };
                let course = trunk.unwrap_or_else(|| Path::arc(marks[from].at, marks[to].at, bulge));
                let course = if bends && tie.kind != TieKind::Contact {
                    course.bent_clear(&in_the_way(marks, from, to, &course))
                } else {
                    course
                };
                between(&marks[from], &marks[to], &course, arrow)
            };
            let Some(path) = path else { continue };
            let (a_key, b_key) = (marks[from].actor.key, marks[to].actor.key);
            let rank = tie.origin.and_then(|area| network.origins.iter().position(|&o| o == area));
            links.push(Link {
                tie,
                events,
                ends: (from, to),
                item: Item::Tie(a_key, b_key),
                path,
                width,
                hue: theme.hue(rank),
                arrow,
                standing: focus.of_link(a_key, b_key),
                carded: network.level == Level::Places && a != b && is_cramped(&path, trunk.is_some()),
            });
        }
    }
    links
}

/// Whether the count of a flow is better written under its town: where the flow is short, or shares a trunk and is not long.
fn is_cramped(path: &Path, bundled: bool) -> bool {
    path.length() < if bundled { 260.0 } else { 150.0 }
}

/// Ties by the two nodes they join. Contacts in both directions are one: who called whom is for the table.
pub(super) fn bunches<'a>(request: &SceneRequest<'a>) -> Vec<Bunch<'a>> {
    let ties = request.network.ties().map(|(from, to, tie)| (from.index(), to.index(), tie));
    let mut ties: Vec<((usize, usize), Strand<'a>)> =
        ties.map(|(from, to, tie)| ((from.min(to), from.max(to)), (from, to, tie, tie.events))).collect();
    // A stable sort: ties of one bunch stay in the order of the network.
    ties.sort_by_key(|(ends, _)| *ends);
    let mut bunches: Vec<Bunch<'a>> = Vec::with_capacity(ties.len());
    for (ends, strand) in ties {
        if bunches.last().is_none_or(|(last, _)| *last != ends) {
            bunches.push((ends, Vec::with_capacity(1)));
        }
        let Some((_, bunch)) = bunches.last_mut() else { continue };
        let tie = strand.2;
        let same = bunch.iter_mut().find(|(_, _, other, _)| {
            tie.kind == TieKind::Contact && other.kind == TieKind::Contact && tie.suggested == other.suggested
        });
        match same {
            Some((_, _, _, events)) => *events = events.saturating_add(tie.events),
            None => bunch.push(strand),
        }
    }
    bunches
}

/// Widths of links at one level.
pub(super) struct Widths {
    level: Level,
    largest: f32,
    per_line: f32,
    shrink: f32,
}

impl Link<'_> {
    /// The square that its arrow head lies in, if it has one.
    pub(super) fn head(&self) -> Option<Rect> {
        let (length, half) = arrow::head_size(self.width);
        let middle = self.path.points[3] - self.path.end_direction() * (length / 2.0);
        self.arrow.then(|| Rect::around(middle, length.min(2.0 * half), length.min(2.0 * half)))
    }
}

impl Widths {
    /// The widths in a picture of these ties; of a part of one, by the measure of the whole.
    pub(super) fn new(level: Level, bunches: &[Bunch<'_>], shrink: f32, measure: Option<Measure>) -> Self {
        let ties = || bunches.iter().flat_map(|(_, ties)| ties);
        let (events, lines) = measure.map_or_else(
            || {
                let events = ties().map(|&(.., events)| events).max().unwrap_or(0);
                (events, ties().map(|(_, _, tie, _)| tie.lines).max().unwrap_or(0))
            },
            |measure| (measure.most_events, measure.most_lines),
        );
        Self { level, largest: events.max(1) as f32, per_line: per_line(lines), shrink: shrink.max(LEAST_WIDTH) }
    }

    /// The width of a link in points.
    pub(super) fn of(&self, tie: &Tie, events: u64) -> f32 {
        let share = events as f32 / self.largest;
        let width = match (self.level, tie.kind) {
            (Level::Places, _) => self.per_line * tie.lines.max(1) as f32,
            (_, TieKind::Succession) => 2.0,
            (_, TieKind::Contact) => 0.7 + 1.6 * share.sqrt(),
            (_, TieKind::RunFrom | TieKind::Supplies) => 0.8 + 3.6 * share.powf(0.8),
        };
        width * self.shrink
    }
}

/// Width in points of one line at Places: 3.2, less where the strongest flow would be wider than a city.
pub(super) fn per_line(most_lines: u32) -> f32 {
    3.2_f32.min(18.0 / most_lines.max(1) as f32)
}

/// Points kept free between a link's end and the outline of a mark.
fn gap(mark: &Mark<'_>, arrow: bool) -> f32 {
    match (arrow, mark.form) {
        _ if mark.unfolded.is_some() => 0.0,
        (true, _) => 2.5,
        (false, Form::Town) => 2.0,
        (false, _) => 0.5,
    }
}

/// The part of a course from middle to middle that lies between the outlines. `None` if the marks touch.
fn between(from: &Mark<'_>, to: &Mark<'_>, course: &Path, arrow: bool) -> Option<Path> {
    if !course.straight {
        return trimmed(course, from, to, arrow);
    }
    let towards = (to.at - from.at).direction_or(Point::ZERO);
    let start = from.outline.exit(towards) + gap(from, false);
    let end = (to.at - from.at).length() - to.outline.exit(-towards) - gap(to, arrow);
    (end - start > 1.0).then(|| Path::straight(from.at + towards * start, from.at + towards * end))
}

/// The part of a course that lies outside the marks at its ends.
fn trimmed(path: &Path, from: &Mark<'_>, to: &Mark<'_>, arrow: bool) -> Option<Path> {
    let scaled = |mark: &Mark<'_>, free: f32| {
        let (at, outline) = (mark.at, mark.outline);
        move |p: Point| {
            let offset = p - at;
            outline.contains(offset - offset.direction_or(Point::ZERO) * free.min(offset.length()))
        }
    };
    path.outside(scaled(from, gap(from, false)), scaled(to, gap(to, arrow)))
}

/// How far apart ties between the same two marks run.
fn fan_width(a: &Mark<'_>, b: &Mark<'_>) -> f32 {
    ((b.at - a.at).length() * 0.2).clamp(14.0, 70.0)
}

/// The way round a mark: out and back on the side of `direction`, an angle in radians.
fn around(mark: &Mark<'_>, direction: f32, arrow: bool) -> Path {
    loop_round(mark.at, mark.outline, direction, gap(mark, arrow))
}

/// The way round an outline at `at`, which ends `free` points away from it.
pub(super) fn loop_round(at: Point, outline: Outline, direction: f32, free: f32) -> Path {
    let half = outline.half();
    let ray = |angle: f32| point(angle.cos(), angle.sin());
    let leave = |angle: f32, free: f32| at + ray(angle) * (outline.exit(ray(angle)) + free);
    let reach = half.x.max(half.y) + 62.0;
    let points = [
        leave(direction - 0.65, 0.0),
        at + ray(direction - 0.72) * reach,
        at + ray(direction + 0.72) * reach,
        leave(direction + 0.65, free),
    ];
    Path { points, straight: false }
}

/// The angle in radians in the middle of the widest gap between the links of a mark; up and to the right where it has none.
fn loop_direction(index: usize, marks: &[Mark<'_>], bunches: &[Bunch<'_>]) -> f32 {
    let mut angles: Vec<f32> = bunches
        .iter()
        .filter_map(|&((a, b), _)| match (a == index, b == index) {
            (true, false) => Some(marks[b].at - marks[a].at),
            (false, true) => Some(marks[a].at - marks[b].at),
            _ => None,
        })
        .map(|towards| towards.y.atan2(towards.x))
        .collect();
    angles.sort_by(f32::total_cmp);
    let Some(&first) = angles.first() else { return -TAU / 8.0 };
    let next = angles.iter().skip(1).copied().chain([first + TAU]);
    let widest = angles.iter().zip(next).max_by(|(a, b), (c, d)| (b - *a).total_cmp(&(d - *c)));
    widest.map_or(-TAU / 8.0, |(a, b)| f32::midpoint(*a, b))
}

/// What a link between two marks must keep clear of: other marks near its course.
fn in_the_way(marks: &[Mark<'_>], from: usize, to: usize, path: &Path) -> Vec<(Point, f32)> {
    let near = path.hull();
    let others = marks.iter().enumerate().filter(|&(i, _)| i != from && i != to);
    others
        .map(|(_, mark)| (mark.at, mark.outline.half().x.max(mark.outline.half().y) + 5.0))
        .filter(|&(at, radius)| near.grown(radius).contains(at))
        // A mark that touches an end cannot be kept clear of.
        .filter(|&(at, radius)| [marks[from].at, marks[to].at].iter().all(|&end| (at - end).length() > radius + 4.0))
        .collect()
}

/// Draws one link.
pub(super) fn draw(ink: &mut Ink, link: &Link<'_>, theme: &Theme) {
    if !ink.visible().overlaps(link.path.hull().grown(link.width + 1.0)) {
        return;
    }
    let strength = if link.tie.kind == TieKind::Contact && link.standing != Standing::Forward { 0.6 } else { 1.0 };
    let color = link.standing.link(link.hue.into(theme.canvas, strength), theme);
    let stroke =
        if link.tie.suggested { Stroke::dashed(color, link.width, 4.0) } else { Stroke::solid(color, link.width) };
    let item = Some(link.item);
    let mut path = link.path;
    if link.arrow {
        let (towards, tip) = (path.end_direction(), path.points[3]);
        let head = arrow::head_size(link.width).0.min(path.length());
        // The line ends a little inside the head, so that no gap shows and nothing stands out at the tip.
        let shaft = path.outside(|_| false, |p| (p - tip).length() < head - 1.0);
        path = shaft.unwrap_or_else(|| Path::straight(path.points[0], path.points[0].lerp(tip, 0.1)));
        // The head points along the last stretch of the curve that is left of it.
        let towards = if path.straight { towards } else { (tip - path.points[3]).direction_or(towards) };
        arrow::draw(ink, item, tip, towards, link.width, color);
    }
    if path.straight {
        ink.polyline(item, &[path.points[0], path.points[3]], stroke);
    } else {
        ink.curve(item, path.points, stroke);
    }
}
