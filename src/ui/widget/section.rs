//! Headings of sections and the rules between them.

use super::{line, paint_end, paint_start};
use crate::scene::Theme;
use crate::ui::style::{Type, color};
use eframe::egui::{Response, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

/// A rule across the panel with room above and below it.
pub(crate) fn rule(ui: &mut Ui, theme: &Theme) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 9.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.top() + 7.5, Stroke::new(1.0, color(theme.separator)));
}

/// The heading of a section, with a note at its right end: `Cities`, `lines, numbers`. `pad` is the panel's padding.
pub(crate) fn section_heading(ui: &mut Ui, theme: &Theme, title: &str, note: &str, pad: f32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let note_ink = line(ui, note, Type::Body, color(theme.second), rect.width() / 2.0);
    let begin = paint_end(ui, &note_ink, rect.right() - pad, rect.center().y);
    let title_ink = line(ui, title, Type::Section, color(theme.text), begin - rect.left() - pad - 8.0);
    paint_start(ui, &title_ink, rect.left() + pad, rect.center().y);
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
    response
}
