//! Arrow heads.

use super::ink::Ink;
use super::{Item, Rgba};
use crate::geom::Point;

/// Length and half width of the head on a line of this width, in points.
pub(super) fn head_size(line_width: f32) -> (f32, f32) {
    ((5.5 + 1.1 * line_width).min(20.0), (3.0 + 0.85 * line_width).min(14.0))
}

/// Draws a filled head whose tip is at `tip`, pointing in the unit direction `towards`.
pub(super) fn draw(ink: &mut Ink, item: Option<Item>, tip: Point, towards: Point, line_width: f32, color: Rgba) {
    let (length, half) = head_size(line_width);
    let base = tip - towards * length;
    let aside = towards.turned() * half;
    ink.polygon(item, &[tip, base + aside, base - aside], color, None);
}
