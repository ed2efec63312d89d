//! A bar of parts of a whole.

use crate::scene::Theme;
use crate::ui::style::color;
use eframe::egui::{Color32, CornerRadius, Rect, Response, Sense, Ui, vec2};

/// One part: how much and in which colour.
pub(crate) struct Part {
    /// Its share of the whole, any unit.
    pub(crate) amount: u64,
    /// Its colour.
    pub(crate) ink: Color32,
}

/// A bar 6 high as wide as there is room, less `pad` on both sides. A part that is not nothing is at least 2 wide, so
/// that fourteen rejected rows among fifty thousand are seen.
pub(crate) fn meter(ui: &mut Ui, theme: &Theme, parts: &[Part], pad: f32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 10.0), Sense::hover());
    let bar = Rect::from_min_max(rect.min + vec2(pad, 2.0), rect.max - vec2(pad, 2.0));
    ui.painter().rect_filled(bar, CornerRadius::same(2), color(theme.hover));
    let whole: u64 = parts.iter().map(|p| p.amount).sum();
    let small: f32 = parts.iter().filter(|p| p.amount > 0).map(|_| 2.0).sum();
    let room = (bar.width() - small).max(0.0);
    let mut x = bar.left();
    for part in parts.iter().filter(|p| p.amount > 0) {
        let width = 2.0 + room * (part.amount as f32 / whole.max(1) as f32);
        let piece = Rect::from_min_size(bar.left_top() + vec2(x - bar.left(), 0.0), vec2(width, bar.height()));
        ui.painter().rect_filled(piece, CornerRadius::same(2), part.ink);
        x += width;
    }
    response
}
