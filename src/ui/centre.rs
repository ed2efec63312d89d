//! Over the canvas: the tab row, the level switch, the slider from free to map, and what the layout does.

use super::actions::keys_of;
use super::style::{Type, color};
use super::widget::{line, paint_middle, segmented, track, words};
use super::{UiCommand, UiCtx};
use crate::domain::Level;
use eframe::egui::{Align, Frame, Layout, Margin, Panel, Rect, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

/// Shows the tab row, 32 high. There is one tab until there is more than one way to look.
pub(super) fn tab_row_ui(ctx: &UiCtx<'_>, tab: &str, ui: &mut Ui) {
    let theme = ctx.theme;
    let frame = Frame::new().fill(color(theme.panel));
    Panel::top("tab row").frame(frame).exact_size(32.0).show(ui, |ui| {
        let galley = line(ui, tab, Type::ControlStrong, color(theme.text), 240.0);
        let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 31.0), Sense::hover());
        let rect = Rect::from_min_size(row.left_top() + vec2(6.0, 0.0), vec2(galley.size().x + 26.0, 31.0));
        ui.painter().rect_filled(rect, 0.0, color(theme.canvas));
        let line = rect.with_min_y(rect.bottom() - 2.0);
        ui.painter().rect_filled(line, 0.0, color(theme.accent));
        paint_middle(ui, &galley, rect.center());
        let response = ui.interact(rect, ui.scope_id().with(tab), Sense::hover());
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, true, tab));
    });
}

/// Shows the tools row, 32 high. `layout_state` says what the layout does: `Layout at rest`.
pub(super) fn tools_ui(ctx: &UiCtx<'_>, layout_state: &str, ui: &mut Ui) {
    let theme = ctx.theme;
    let frame = Frame::new().fill(color(theme.panel)).inner_margin(Margin { left: 12, right: 12, top: 4, bottom: 3 });
    Panel::top("tools").frame(frame).exact_size(32.0).show(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            words(ui, layout_state, Type::Body, color(theme.second));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| tools(ctx, ui));
        });
    });
}

fn tools(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let theme = ctx.theme;
    let choices = Level::ALL.map(|level| {
        let keys = keys_of(ui.ctx(), &UiCommand::ShowLevel(level));
        (level.label(), format!("{} ({keys})", about(level)))
    });
    let chosen = Level::ALL.iter().position(|&level| level == ctx.look.level).unwrap_or_default();
    if let Some(level) = segmented(ui, theme, &choices, chosen).and_then(|i| Level::ALL.get(i)) {
        ctx.send.command(UiCommand::ShowLevel(*level));
    }
    let (gap, _) = ui.allocate_exact_size(vec2(20.0, 16.0), Sense::hover());
    ui.painter().vline(gap.center().x, gap.y_range(), Stroke::new(1.0, color(theme.separator)));
    words(ui, "Free", Type::Body, color(theme.second));
    if let Some(pull) = track(ui, theme, "Free to map", ctx.look.map_pull, 130.0) {
        ctx.send.command(UiCommand::PullToMap(pull));
    }
    words(ui, "Map", Type::Body, color(theme.second));
}

const fn about(level: Level) -> &'static str {
    match level {
        Level::Places => "Cities and towns, with their lines as links",
        Level::Lines => "Cities, lines and towns",
        Level::Numbers => "Every number and its contacts",
    }
}
