//! Drawing of nodes: cities, lines, towns, numbers, with the rings and dots of their states.

use super::ink::{Ink, Words};
use super::mark::{Form, Mark};
use super::outline::Outline;
use super::standing::Standing;
use super::{Anchor, Rgba, Stroke, TextMeasure, Theme, Weight};
use crate::domain::{ActorKey, grouped};
use crate::geom::{Point, point};

/// Draws a folded mark with what stands inside it. The box of an unfolded line is drawn elsewhere; its rings are drawn here.
pub(super) fn draw(ink: &mut Ink, mark: &Mark<'_>, theme: &Theme, text: &dyn TextMeasure) {
    rings(ink, mark, theme);
    if mark.unfolded.is_some() {
        return;
    }
    match mark.form {
        Form::City => city(ink, mark, theme, text),
        Form::Line => line(ink, mark, theme, text),
        Form::Town => town(ink, mark, theme, text),
        Form::Asked => asked(ink, mark, theme),
        Form::Contact => contact(ink, mark, theme),
    }
    badge(ink, mark, theme, text);
    if mark.pinned {
        let half = mark.outline.half();
        let at = mark.at + point(-half.x * 0.8 - 3.0, -half.y * 0.8 - 3.0);
        ink.circle(Some(mark.item()), at, 3.0, Some(theme.text), Some(Stroke::solid(theme.canvas, 1.5)));
    }
}

/// The rings of suggestion, selection and hover, from the inside out.
fn rings(ink: &mut Ink, mark: &Mark<'_>, theme: &Theme) {
    let mut outside = 0.0;
    let tint = |color| mark.standing.node(color, theme);
    if mark.has_suggested_ring() && !mark.is_dot() {
        outside = 3.5;
        ring(ink, mark, outside, Stroke::dashed(tint(theme.second), 1.2, 3.0));
    }
    if mark.selected {
        outside += 3.5;
        if let Some(halo) = theme.halo {
            ring(ink, mark, outside + 4.0, Stroke::solid(halo, 4.0));
        }
        ring(ink, mark, outside + 1.0, Stroke::solid(theme.accent, 2.0));
    } else if mark.hovered {
        ring(ink, mark, outside + 3.5, Stroke::solid(theme.text, 1.5));
    }
}

/// A ring whose middle runs `outside` points outside the outline.
fn ring(ink: &mut Ink, mark: &Mark<'_>, outside: f32, stroke: Stroke) {
    match mark.outline {
        Outline::Circle(radius) => ink.circle(Some(mark.item()), mark.at, radius + outside, None, Some(stroke)),
        Outline::Box { corner, .. } => {
            ink.round_rect(Some(mark.item()), mark.bounds().grown(outside), corner + outside, None, Some(stroke));
        }
    }
}

fn city(ink: &mut Ink, mark: &Mark<'_>, theme: &Theme, text: &dyn TextMeasure) {
    let Outline::Circle(radius) = mark.outline else { return };
    let unknown = mark.actor.key == ActorKey::UnknownCity;
    let (fill, edge) = if unknown {
        let edge = mark.standing.node(theme.town_line, theme);
        (mark.standing.node(theme.town_fill, theme), Some(Stroke::solid(edge, 1.6)))
    } else {
        (mark.standing.node(mark.hue, theme), None)
    };
    // A rim of the canvas's colour sets it off from links that run by.
    ink.circle(Some(mark.item()), mark.at, radius + 0.75, None, Some(Stroke::solid(theme.canvas, 1.5)));
    ink.circle(Some(mark.item()), mark.at, radius, Some(fill), edge);
    let words = if unknown && mark.actor.lines == 0 { "?".to_owned() } else { grouped(mark.actor.lines.into()) };
    inside(ink, mark, words, 14.0, Weight::Semibold, theme.ink_on(fill), text);
}

fn line(ink: &mut Ink, mark: &Mark<'_>, theme: &Theme, text: &dyn TextMeasure) {
    let Outline::Circle(radius) = mark.outline else { return };
    let hue = mark.standing.node(mark.hue, theme);
    let item = Some(mark.item());
    if mark.is_dot() {
        ink.circle(item, mark.at, radius, Some(hue), None);
        return;
    }
    let wash = mark.hue.into(theme.canvas, if mark.standing == Standing::Dimmed { 0.14 } else { 0.18 });
    ink.circle(item, mark.at, radius - 1.0, Some(wash), Some(Stroke::solid(hue, 2.0)));
    if mark.actor.numbers > 1 {
        let words = format!("×{}", grouped(mark.actor.numbers.into()));
        inside(ink, mark, words, 11.0, Weight::Semibold, mark.standing.name(theme), text);
    } else {
        ink.circle(item, mark.at, 2.5, Some(hue), None);
    }
}

fn town(ink: &mut Ink, mark: &Mark<'_>, theme: &Theme, text: &dyn TextMeasure) {
    let Outline::Box { corner, .. } = mark.outline else { return };
    let edge = mark.standing.node(theme.town_line, theme);
    let fill = mark.standing.node(theme.town_fill, theme);
    let width = if mark.is_dot() { 1.0 } else { 1.6 };
    let rect = mark.bounds().grown(-width / 2.0);
    ink.round_rect(Some(mark.item()), rect, corner, Some(fill), Some(Stroke::solid(edge, width)));
    if mark.actor.key == ActorKey::UnknownTown {
        inside(ink, mark, "?".to_owned(), 11.0, Weight::Semibold, mark.standing.name(theme), text);
    }
}

fn asked(ink: &mut Ink, mark: &Mark<'_>, theme: &Theme) {
    let Outline::Circle(radius) = mark.outline else { return };
    let hue = mark.standing.node(mark.hue, theme);
    if mark.is_dot() {
        ink.circle(Some(mark.item()), mark.at, radius, Some(hue), None);
        return;
    }
    let wash = mark.hue.into(theme.canvas, 0.42);
    ink.circle(
        Some(mark.item()),
        mark.at,
        radius - 1.0,
        Some(mark.standing.node(wash, theme)),
        Some(Stroke::solid(hue, 2.0)),
    );
}

fn contact(ink: &mut Ink, mark: &Mark<'_>, theme: &Theme) {
    let Outline::Circle(radius) = mark.outline else { return };
    let fill = mark.standing.node(theme.town_line.into(theme.canvas, 0.75), theme);
    ink.circle(Some(mark.item()), mark.at, radius, Some(fill), None);
}

/// Two letters of the city, for hues that are not told apart by hue alone.
fn badge(ink: &mut Ink, mark: &Mark<'_>, theme: &Theme, text: &dyn TextMeasure) {
    let Some((code, rect)) = &mark.badge else { return };
    let hue = mark.standing.node(mark.hue, theme);
    let item = Some(mark.item());
    ink.round_rect(item, *rect, 3.0, Some(theme.canvas), Some(Stroke::solid(hue, 1.0)));
    let width = text.width(code, 11.0, Weight::Semibold);
    let words =
        Words { text: code.clone(), size: 11.0, weight: Weight::Semibold, color: mark.standing.name(theme), width };
    ink.words(item, rect.center(), Anchor::Middle, words);
}

/// Words in the middle of a mark, if they fit into it.
fn inside(
    ink: &mut Ink,
    mark: &Mark<'_>,
    words: String,
    size: f32,
    weight: Weight,
    color: Rgba,
    text: &dyn TextMeasure,
) {
    let width = text.width(&words, size, weight);
    let half: Point = mark.outline.half();
    if width / 2.0 <= half.x - 2.0 && size * 0.37 <= half.y - 2.0 {
        ink.words(Some(mark.item()), mark.at, Anchor::Middle, Words { text: words, size, weight, color, width });
    }
}
