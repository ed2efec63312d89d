//! Lines of text, laid out and painted where they are wanted.

use crate::ui::style::Type;
use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{Align2, Color32, Galley, Pos2, Response, RichText, Ui, pos2};
use std::sync::Arc;

/// One line of text, cut with an ellipsis where it is wider than `width`.
pub(crate) fn line(ui: &Ui, text: impl Into<String>, font: Type, color: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.into(), TextFormat::simple(font.font(ui), color));
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    ui.painter().layout_job(job)
}

/// Paints a line that begins at `x`, its middle at `y`; returns where it ends.
pub(crate) fn paint_start(ui: &Ui, galley: &Arc<Galley>, x: f32, y: f32) -> f32 {
    paint(ui, galley, Align2::LEFT_CENTER, pos2(x, y)) + galley.size().x
}

/// Paints a line that ends at `x`, its middle at `y`; returns where it begins.
pub(crate) fn paint_end(ui: &Ui, galley: &Arc<Galley>, x: f32, y: f32) -> f32 {
    paint(ui, galley, Align2::RIGHT_CENTER, pos2(x, y))
}

/// Paints a line about the point `at`.
pub(crate) fn paint_middle(ui: &Ui, galley: &Arc<Galley>, at: Pos2) {
    paint(ui, galley, Align2::CENTER_CENTER, at);
}

fn paint(ui: &Ui, galley: &Arc<Galley>, anchor: Align2, at: Pos2) -> f32 {
    let rect = anchor.anchor_size(at, galley.size());
    ui.painter().galley(rect.min, Arc::clone(galley), Color32::PLACEHOLDER);
    rect.min.x
}

/// A label that wraps, in a size and colour of the house.
pub(crate) fn words(ui: &mut Ui, text: impl Into<String>, font: Type, color: Color32) -> Response {
    let font = font.font(ui);
    ui.label(RichText::new(text.into()).font(font).color(color))
}
