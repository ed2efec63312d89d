//! Rows of facts: a name and what is so.

use crate::ui::UiCtx;
use crate::ui::style::{Type, color};
use crate::ui::widget::{line, paint_start};
use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{Color32, Response, Role, Sense, Ui, WidgetInfo, vec2};

/// Where values begin, from the left end of the facts.
pub(super) const INDENT: f32 = 76.0;

/// Height of a fact of one line.
pub(super) const HEIGHT: f32 = 19.0;

/// A fact: its name at the left, what is so at the right, wrapped where it is long.
pub(super) fn fact(ctx: &UiCtx<'_>, ui: &mut Ui, name: &str, said: &str) -> Response {
    let width = ui.available_width();
    let mut job =
        LayoutJob::single_section(said.to_owned(), TextFormat::simple(Type::Body.font(ui), color(ctx.theme.text)));
    job.wrap = TextWrapping { max_rows: 4, ..TextWrapping::wrap_at_width(width - INDENT) };
    let value = ui.painter().layout_job(job);
    let height = (value.size().y + 4.0).max(HEIGHT);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let name_ink = line(ui, name, Type::Body, color(ctx.theme.faint), INDENT - 4.0);
    let first = rect.top() + HEIGHT / 2.0;
    paint_start(ui, &name_ink, rect.left(), first);
    let row = value.rows.first().map_or(HEIGHT, |r| r.size.y);
    ui.painter().galley(rect.left_top() + vec2(INDENT, HEIGHT / 2.0 - row / 2.0), value, Color32::PLACEHOLDER);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{name}: {said}")));
    response
}
