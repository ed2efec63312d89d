//! Labels: words with a place, and the rules by which a place is found. No label touches a label or a node; one that
//! finds no room is left out.
//!
//! Places depend on where the nodes are and on the scale, never on what part of the picture is in view, so that labels
//! stay put while panning.

use super::ink::{Ink, Words};
use super::mark::Mark;
use super::obstacles::Obstacles;
use super::standing::Standing;
use super::{Anchor, Item, Rgba, Stroke, Theme};
use crate::geom::{Point, Rect, point};

/// One line of a label.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// What it says.
    pub words: Words,
    /// A dot of a city's hue in front of it.
    pub dot: Option<Rgba>,
}

impl Row {
    /// Width in points, the dot and its gap included.
    pub(super) fn width(&self) -> f32 {
        self.words.width + if self.dot.is_some() { DOT_ROOM } else { 0.0 }
    }
}

/// Room in points for a dot before a row.
const DOT_ROOM: f32 = 13.0;

/// What a label stands at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holder {
    /// A mark, by index.
    Mark(usize),
    /// A link, by index.
    Link(usize),
}

/// A label with its place in picture space.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    /// What it belongs to.
    pub holder: Holder,
    /// What it is picked as.
    pub item: Item,
    /// What it covers: nothing else lies there.
    pub rect: Rect,
    /// Its lines from top to bottom.
    pub rows: Vec<Row>,
    /// To which side its lines are flush.
    pub anchor: Anchor,
    /// Whether it has a plate of the canvas's colour under it.
    pub plate: bool,
    /// A thin line to what it belongs to, where it stands away from it.
    pub leader: Option<[Point; 2]>,
    /// How strongly it is drawn.
    pub standing: Standing,
}

/// Free points to the left and right of the words, and above and below them.
pub(super) const PAD: Point = point(2.5, 2.0);

/// The size of a label with these rows.
pub(super) fn size_of(rows: &[Row]) -> Point {
    let width = rows.iter().map(Row::width).fold(0.0, f32::max);
    let height: f32 = rows.iter().map(row_height).sum();
    point(width + 2.0 * PAD.x, height + 2.0 * PAD.y - 2.0)
}

fn row_height(row: &Row) -> f32 {
    row.words.size * 1.25
}

/// Where a label may stand round a mark: the middle of it and to which side its lines are flush. Below, above, right, left, then
/// the four corners, `free` points away.
pub(super) fn places_round(mark: &Mark<'_>, size: Point, free: f32) -> [(Point, Anchor, f32); 8] {
    let rings = if mark.has_suggested_ring() { 4.5 } else { 0.0 };
    let half = mark.outline.half() + point(rings, rings);
    let (across, upright) = (half.x + free + size.x / 2.0, half.y + free + size.y / 2.0);
    // A circle is narrower at its corners.
    let corner = point(half.x * 0.72 + size.x / 2.0 + free * 0.6, half.y * 0.72 + size.y / 2.0 + free * 0.6);
    let away = [
        (point(0.0, upright), Anchor::Middle),
        (point(0.0, -upright), Anchor::Middle),
        (point(across, 0.0), Anchor::Start),
        (point(-across, 0.0), Anchor::End),
        (corner, Anchor::Start),
        (point(corner.x, -corner.y), Anchor::Start),
        (point(-corner.x, corner.y), Anchor::End),
        (point(-corner.x, -corner.y), Anchor::End),
    ];
    // Corners tell less clearly whose name it is: they cost a little.
    let costs = [0.0, 0.5, 1.0, 1.5, 4.0, 4.5, 5.0, 5.5];
    let mut cost = costs.into_iter();
    away.map(|(offset, anchor)| (mark.at + offset, anchor, cost.next().unwrap_or_default()))
}

/// Where a label may stand further away from a mark: all about it, its nearest point about `free` points away.
pub(super) fn places_about(mark: &Mark<'_>, size: Point, free: f32) -> [(Point, Anchor); 16] {
    let half = mark.outline.half();
    std::array::from_fn(|i| {
        let angle = i as f32 / 16.0 * std::f32::consts::TAU;
        let towards = point(angle.cos(), angle.sin());
        let slide = |along: f32| (along * 1.5).clamp(-1.0, 1.0);
        let offset = point(
            towards.x * (half.x + free) + slide(towards.x) * size.x / 2.0,
            towards.y * (half.y + free) + slide(towards.y) * size.y / 2.0,
        );
        let anchor = match towards.x {
            x if x > 0.3 => Anchor::Start,
            x if x < -0.3 => Anchor::End,
            _ => Anchor::Middle,
        };
        (mark.at + offset, anchor)
    })
}

/// A place that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found<A> {
    /// What the label will cover.
    pub rect: Rect,
    /// What came with the place.
    pub what: A,
    /// How much of links it covers, see [`Obstacles::covered`].
    pub covered: f32,
    /// The same with what it costs to stand there.
    pub cost: f32,
}

/// The free place that covers least of links. Each place comes with what it costs to stand there, in points of links covered; of
/// equals the first is taken.
pub(super) fn best_place<A: Copy>(
    places: impl IntoIterator<Item = (Point, A, f32)>,
    size: Point,
    obstacles: &Obstacles,
    own: Option<usize>,
) -> Option<Found<A>> {
    let mut best: Option<Found<A>> = None;
    for (middle, what, cost) in places {
        let rect = Rect::around(middle, size.x, size.y);
        let least = best.as_ref().map_or(f32::INFINITY, |found| found.cost);
        if cost >= least || !obstacles.is_free(rect) {
            continue;
        }
        // What touches only the free rim of the label does not hurt.
        let covered = obstacles.covered(rect.grown(-1.5), own);
        if covered + cost < least {
            best = Some(Found { rect, what, covered, cost: covered + cost });
        }
    }
    best
}

/// Draws the plate and the leader of a label: they lie under the rings of nodes.
pub(super) fn draw_plate(ink: &mut Ink, label: &Label, theme: &Theme) {
    if let Some([from, to]) = label.leader {
        ink.polyline(None, &[from, to], Stroke::solid(theme.border, 1.0));
    }
    if label.plate {
        ink.round_rect(None, label.rect, 2.0, Some(theme.canvas), None);
    }
}

/// Draws the words of a label.
pub(super) fn draw_words(ink: &mut Ink, label: &Label) {
    let inner = label.rect;
    let mut top = inner.min.y + PAD.y - 1.0;
    for row in &label.rows {
        let y = top + row_height(row) / 2.0;
        top += row_height(row);
        let x = match label.anchor {
            Anchor::Start => inner.min.x + PAD.x,
            Anchor::Middle => inner.center().x,
            Anchor::End => inner.max.x - PAD.x,
        };
        let mut at = point(x, y);
        if let Some(dot) = row.dot {
            let left = match label.anchor {
                Anchor::Start => x,
                Anchor::Middle => x - row.width() / 2.0,
                Anchor::End => x - row.width(),
            };
            ink.circle(None, point(left + 4.0, y), 3.5, Some(dot), None);
            if label.anchor != Anchor::End {
                at = point(left + DOT_ROOM, y);
            }
        }
        let anchor = if row.dot.is_some() && label.anchor == Anchor::Middle { Anchor::Start } else { label.anchor };
        ink.words(Some(label.item), at, anchor, row.words.clone());
    }
}
