//! An unfolded line: a rounded box with its numbers in order of time, the gaps between them, and a button that folds it.

use super::arrow;
use super::ink::{Ink, Words};
use super::mark::{Mark, name_of};
use super::outline::Outline;
use super::{Anchor, Item, Rgba, Stroke, TextMeasure, Theme, Weight};
use crate::domain::{ActorKey, LineKey, count, span};
use crate::geom::{Point, Rect, point};
use crate::network::Actor;

/// Radius in points of a number.
const NUMBER_RADIUS: f32 = 13.0;
/// From the box's left or right side to the middle of the nearest number.
const SIDE: f32 = 36.0;
/// From the box's top to the middle of its first row of numbers, between rows, and from the last row to the bottom.
const FIRST_ROW: f32 = 54.0;
const ROW: f32 = 78.0;
const LAST_ROW: f32 = 32.0;
/// From one number to the next, at least.
const PITCH: f32 = 82.0;
/// Numbers in one row at most.
const ROW_LENGTH: usize = 5;
/// A number leaves this share of the animation after the one before it: 30 of 240 ms.
const DELAY: f32 = 30.0 / 240.0;

/// Where everything in the box goes, measured from its middle.
#[derive(Clone, Debug, PartialEq)]
pub struct UnfoldedBox {
    /// Width and height in points.
    pub size: Point,
    /// The middle of each number's circle, in order of time.
    pub slots: Vec<Point>,
}

impl UnfoldedBox {
    /// The box of a line.
    pub fn new(actor: &Actor, text: &dyn TextMeasure) -> Self {
        let n = actor.succession.len().max(1);
        let gaps = actor.succession.iter().filter_map(|step| step.gap_secs);
        let widest = gaps.map(|gap| text.width(&span(gap), 11.0, Weight::Regular)).fold(0.0, f32::max);
        let pitch = PITCH.max(widest + 14.0);
        let (columns, rows) = (n.min(ROW_LENGTH), n.div_ceil(ROW_LENGTH));
        let title = text.width(name_of(actor), 13.0, Weight::Semibold)
            + text.width(&subtitle(actor), 11.0, Weight::Regular)
            + 14.0
            + 8.0
            + 38.0;
        let size = point(
            (2.0 * SIDE + pitch * (columns - 1) as f32).max(title),
            FIRST_ROW + ROW * (rows - 1) as f32 + LAST_ROW,
        );
        let slot = |i: usize| {
            let (column, row) = ((i % ROW_LENGTH) as f32, (i / ROW_LENGTH) as f32);
            point(SIDE + pitch * column, FIRST_ROW + ROW * row) - size * 0.5
        };
        Self { size, slots: (0..n).map(slot).collect() }
    }

    /// The outline of a mark that is `progress` of the way from `folded` to this box.
    pub(super) fn outline(&self, folded: Outline, progress: f32) -> Outline {
        let from = folded.half();
        Outline::Box { half: from.lerp(self.size * 0.5, progress), corner: from.x + (12.0 - from.x) * progress }
    }

    /// Where number `i` is on its way from the middle to its slot, and how far it is, 0 to 1: numbers leave in order.
    pub fn number_at(&self, i: usize, progress: f32) -> (Point, f32) {
        let last = DELAY * self.slots.len().saturating_sub(1) as f32;
        let own = (progress * (1.0 + last) - DELAY * i as f32).clamp(0.0, 1.0);
        let at = self.slots.get(i).copied().unwrap_or_default() * own;
        // The box grows more slowly than the first numbers run: they wait at its edge.
        let room = self.size * (0.5 * progress) - point(NUMBER_RADIUS + 4.0, NUMBER_RADIUS + 4.0);
        let (x, y) = (room.x.max(0.0), room.y.max(0.0));
        (point(at.x.clamp(-x, x), at.y.clamp(-y, y)), own)
    }
}

fn subtitle(actor: &Actor) -> String {
    let n = actor.succession.len() as u64;
    if n == 1 { "1 number".to_owned() } else { format!("{} in order of time", count(n, "number", "numbers")) }
}

/// Draws the box of a mark that is unfolded, wholly or partly. Draws nothing for other marks.
pub(super) fn draw(ink: &mut Ink, mark: &Mark<'_>, theme: &Theme, text: &dyn TextMeasure) {
    let (Some((open, progress)), ActorKey::Line(line)) = (&mark.unfolded, mark.actor.key) else { return };
    let Outline::Box { corner, .. } = mark.outline else { return };
    let item = Some(mark.item());
    let edge = Stroke::solid(mark.standing.node(mark.hue, theme), 1.5);
    ink.round_rect(item, mark.bounds(), corner, Some(ground_of(mark, theme)), Some(edge));
    // Words come when there is room for them.
    let shown = ((progress - 0.6) / 0.4).clamp(0.0, 1.0);
    if shown > 0.0 {
        draw_title(ink, mark, line, (open, shown), theme, text);
    }
    draw_arrows(ink, mark, (open, *progress), theme, text);
    draw_numbers(ink, mark, (open, *progress), theme, text);
}

/// The ground of the box: the hue as a wash.
fn ground_of(mark: &Mark<'_>, theme: &Theme) -> Rgba {
    mark.standing.node(mark.hue, theme).into(theme.canvas, 0.14)
}

/// Name, what it is, and the minus that folds it.
fn draw_title(
    ink: &mut Ink,
    mark: &Mark<'_>,
    line: LineKey,
    (open, shown): (&UnfoldedBox, f32),
    theme: &Theme,
    text: &dyn TextMeasure,
) {
    let top_left = mark.at - open.size * 0.5;
    let item = Some(mark.item());
    let name = Words {
        width: text.width(name_of(mark.actor), 13.0, Weight::Semibold),
        text: name_of(mark.actor).to_owned(),
        size: 13.0,
        weight: Weight::Semibold,
        color: mark.standing.name(theme).faded(shown),
    };
    let beside = top_left + point(14.0 + name.width + 8.0, 15.5);
    ink.words(item, top_left + point(14.0, 15.0), Anchor::Start, name);
    ink.words(item, beside, Anchor::Start, note(subtitle(mark.actor), theme.second.faded(shown), text));
    let button = Rect::around(top_left + point(open.size.x - 18.0, 15.0), 22.0, 20.0);
    let fold = Some(Item::FoldButton(line));
    ink.round_rect(fold, button, 5.0, Some(ground_of(mark, theme)), None);
    let (from, to) = (button.center() - point(5.0, 0.0), button.center() + point(5.0, 0.0));
    ink.polyline(fold, &[from, to], Stroke::solid(theme.text.faded(shown), 1.4));
}

/// The arrows from number to number with the gaps above them.
fn draw_arrows(
    ink: &mut Ink,
    mark: &Mark<'_>,
    (open, progress): (&UnfoldedBox, f32),
    theme: &Theme,
    text: &dyn TextMeasure,
) {
    let item = Some(mark.item());
    for (i, step) in mark.actor.succession.iter().enumerate().skip(1) {
        let ((from, _), (to, shown)) = (open.number_at(i - 1, progress), open.number_at(i, progress));
        let color = mark.standing.name(theme).faded(shown);
        let stroke = if step.suggested { Stroke::dashed(color, 1.6, 4.0) } else { Stroke::solid(color, 1.6) };
        let mut course = vec![mark.at + from + point(NUMBER_RADIUS + 1.5, 0.0)];
        if i % ROW_LENGTH == 0 {
            // On to the next row: out to the right, back to the left, in from there.
            let (right, left) = (from.x + NUMBER_RADIUS + 10.0, to.x - NUMBER_RADIUS - 12.0);
            let lane = f32::midpoint(from.y, to.y);
            let corners = [point(right, from.y), point(right, lane), point(left, lane), point(left, to.y)];
            course.extend(corners.map(|p| mark.at + p));
        }
        let tip = mark.at + to - point(NUMBER_RADIUS + 1.5, 0.0);
        if tip.x - course[course.len() - 1].x < 4.0 {
            continue;
        }
        let (head, _) = arrow::head_size(1.6);
        course.push(tip - point(head - 1.0, 0.0));
        ink.polyline(item, &course, stroke);
        arrow::draw(ink, item, tip, point(1.0, 0.0), 1.6, color);
        let Some(gap) = step.gap_secs else { continue };
        let words = note(span(gap), mark.standing.name(theme).faded(((shown - 0.7) / 0.3).clamp(0.0, 1.0)), text);
        let middle = mark.at + from.lerp(to, 0.5);
        if i % ROW_LENGTH == 0 {
            let plate = Rect::around(middle, words.width + 10.0, 14.0);
            ink.round_rect(item, plate, 2.0, Some(ground_of(mark, theme)), None);
            ink.words(item, middle, Anchor::Middle, words);
        } else {
            ink.words(item, middle - point(0.0, 20.5), Anchor::Middle, words);
        }
    }
}

/// The numbers themselves: place in order inside, last six digits below.
fn draw_numbers(
    ink: &mut Ink,
    mark: &Mark<'_>,
    (open, progress): (&UnfoldedBox, f32),
    theme: &Theme,
    text: &dyn TextMeasure,
) {
    let hue = mark.standing.node(mark.hue, theme);
    // The last number is drawn first, so that the first leaves from the top of the pile.
    for (i, step) in mark.actor.succession.iter().enumerate().rev() {
        let (offset, shown) = open.number_at(i, progress);
        let (at, item) = (mark.at + offset, Some(Item::Number(step.number)));
        let share = if step.suggested { 0.15 } else { 0.42 };
        let ring = if step.suggested { Stroke::dashed(hue, 2.0, 3.0) } else { Stroke::solid(hue, 2.0) };
        ink.circle(item, at, NUMBER_RADIUS - 1.0, Some(hue.into(theme.canvas, share)), Some(ring));
        let ordinal = (i + 1).to_string();
        let words = Words {
            width: text.width(&ordinal, 12.0, Weight::Semibold),
            text: ordinal,
            size: 12.0,
            weight: Weight::Semibold,
            color: mark.standing.name(theme).faded(shown),
        };
        ink.words(item, at, Anchor::Middle, words);
        let below = note(step.number.last_six(), theme.second.faded(((progress - 0.85) / 0.15).clamp(0.0, 1.0)), text);
        ink.words(item, at + point(0.0, 22.5), Anchor::Middle, below);
    }
}

/// Words of the size of a note.
fn note(text: String, color: Rgba, measure: &dyn TextMeasure) -> Words {
    Words { width: measure.width(&text, 11.0, Weight::Regular), text, size: 11.0, weight: Weight::Regular, color }
}
